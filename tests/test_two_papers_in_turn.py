"""A plan goes to a committee twice: of all that happens in between, each thing is told once, worries first."""

import io
from datetime import date, datetime, time

import pikepdf
import pytest
from django.utils import timezone
from lxml import html

from actionplan.changes import ask_for_time, close_action, edit_action, edit_plan, record_update
from actionplan.changes.extensions import Answer, record_extensions
from actionplan.changes.queries import ask_question
from actionplan.changes.resolutions import add_by_resolution, record_minute
from actionplan.models import Meeting
from reports import papers, publication
from reports.formats.outline import outline
from reports.models import Paper
from tests.cast import make_action, make_challenge, make_meeting

pytestmark = pytest.mark.django_db
AGREED, FIRST, HELD, SECOND = date(2007, 10, 9), date(2007, 12, 21), date(2008, 1, 8), date(2008, 3, 7)
DEADLINES = {
    "1.1": "March 08", "1.2": "June 07", "1.3": "June 07", "1.4": "June 07", "1.5": "February 08", "1.6": "June 08",
    "1.7": "June 08", "1.8": "June 08", "1.9": "June 08", "1.10": "June 08", "1.11": "June 08", "1.12": "June 08",
}  # fmt: skip


def at(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def paper_for(plan, carol, held_on, as_of, **given):
    meeting = make_meeting(held_on, by=carol)
    given = {"title": "Progress", "by": carol, "as_of": as_of, "at": at(as_of)} | given
    paper = papers.create_paper(meeting=meeting, plans=[plan], **given)
    return Paper.objects.whole().get(pk=paper.pk)


@pytest.fixture
def plan(bob, carol):
    challenge = make_challenge(by=bob)
    for reference, deadline in DEADLINES.items():
        make_action(f"Do {reference}", challenge=challenge, by=bob, deadline=deadline, today=AGREED)
    plan = edit_plan(plan=challenge.plan, by=bob, extensions_agreed_by="committee", stands_on=AGREED)
    say(plan, "1.7", bob, "Begun.", "on_track", on=date(2007, 11, 5))
    publication.publish(paper=paper_for(plan, carol, HELD, FIRST), by=carol, at=at(FIRST))
    return plan


def say(plan, reference, by, words, meaning=None, on=date(2008, 2, 4)):
    step = plan.scale.step_for(meaning) if meaning else None
    record_update(action=plan.actions.get(reference=reference), by=by, words=words, step=step, at=at(on))


def live(plan, bob, carol):
    """One change of each kind."""

    def ask(reference, on):
        line = plan.actions.get(reference=reference).deadlines.get()
        return ask_for_time(deadline=line, words="June 08", reason="Snow.", by=bob, today=on, at=at(on))

    recorded = date(2008, 1, 10)
    moved, meeting = ask("1.2", date(2008, 1, 3)), Meeting.objects.get()
    record_extensions(
        meeting=meeting,
        minute="512",
        answers=[Answer(moved, True)],
        by=carol,
        today=recorded,
        at=at(recorded),
    )
    minute = record_minute(
        meeting=meeting, minute="513", words="An action is added.", by=carol, today=recorded
    )
    challenge = plan.challenges.get()
    add_by_resolution(
        resolution=minute, challenge=challenge, text="Report it", by=carol, today=recorded, at=at(recorded)
    )
    ask_question(
        meeting=meeting,
        plan=plan,
        action=plan.actions.get(reference="1.4"),
        question="Why so late?",
        by=carol,
        today=recorded,
        resolution=minute,
    )
    ask("1.1", date(2008, 2, 20))
    say(plan, "1.3", bob, "Done at last.", "complete")
    say(plan, "1.4", bob, "Two dates fell through.")
    say(plan, "1.6", bob, "Under way.", "on_track")
    say(plan, "1.7", bob, "A month behind.", "at_risk")
    say(plan, "1.8", bob, "Waits for the survey.", "on_hold")
    close_action(
        action=plan.actions.get(reference="1.9"),
        ending="not_done",
        words="Too dear.",
        by=bob,
        at=at(date(2008, 2, 28)),
    )
    say(plan, "1.10", bob, "Ordinary news.")
    edit_action(
        action=plan.actions.get(reference="1.11"),
        by=bob,
        today=SECOND,
        exempt="all",
        paragraph="4",
        public_interest="Talks.",
    )


def test_each_change_is_told_once_with_worries_first(plan, bob, carol):
    live(plan, bob, carol)
    value = publication.value_of(paper_for(plan, carol, date(2008, 3, 18), SECOND), "public")
    told = {group.key: [each.reference for each in group.changes] for group in value.plans[0].movement}
    assert list(told.items()) == [
        ("asked", ["1.1"]),
        ("newly_overdue", ["1.5"]),
        ("still_overdue", ["1.4"]),
        ("worse", ["1.7"]),
        ("extended", ["1.2"]),
        ("complete", ["1.3"]),
        ("started", ["1.6"]),
        ("changed", ["1.8"]),
        ("added", ["1.13"]),
        ("withdrawn", ["1.9"]),
        ("no_news", ["1.12"]),
    ]
    said = {each.title: each.paragraphs for each in value.sections}
    assert said["Matters arising"] == (
        "**HR Committee, 8 January 2008, minute 513**, on 1.4: Why so late? No answer has been given yet.",
    )
    assert said["Progress"][2:] == (
        "Since the last report, which gave the plan as it stood on 21 December 2007, 1 action waits for a new date to "
        "be agreed, 1 action became overdue, 1 action is still overdue, 1 action is newly at risk or off track, 1 "
        "action has a new date, 1 action was completed, 1 action was started or taken up again, 1 action otherwise "
        "changed status, 1 action was added, 1 action was withdrawn or replaced and 1 action has had no news.",
        "Of the 3 actions overdue on 21 December 2007, 1 is complete, 1 has a new date agreed and 1 remains overdue. "
        "One deadline has moved since 21 December 2007, by 366 days.",
    )


def test_every_format_tells_all_of_it_in_the_same_order(plan, bob, carol):
    live(plan, bob, carol)
    paper = paper_for(plan, carol, date(2008, 3, 18), SECOND)
    said = outline(publication.value_of(paper, "public"))
    titles = [group.title for changes in said.changes for group in changes.groups]
    assert len(titles) == 11
    page = html.fromstring(publication.bytes_of(paper, "public", "html").decode())
    assert [caption.text for caption in page.xpath("//table[contains(@class, 'changes')]/caption")] == titles
    pdf = pikepdf.open(io.BytesIO(publication.bytes_of(paper, "public", "pdf")))
    with pdf.open_outline() as marks:
        bookmarks = [each.title for top in marks.root for part in top.children for each in part.children]
    assert [each for each in bookmarks if each in titles] == titles
