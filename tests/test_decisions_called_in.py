"""New dates a committee agreed: the old date counts until the decision does, and can no longer be called in."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan.changes import (
    ask_anew,
    ask_for_time,
    edit_plan,
    move_deadline,
    record_resolution,
    withdraw_extension,
)
from actionplan.changes.extensions import Answer, record_extensions, take_effect
from actionplan.extensions import asked_of, waiting_of, waiting_words
from actionplan.history import history_of, with_deadline_changes
from actionplan.models import Action, DeadlineChange, Revision
from reports import movement, snapshots
from reports.audience import for_audience
from reports.drafting import appendix
from reports.formats.wording import deadline_notes
from tests.cast import make_action, make_meeting, page_text

pytestmark = pytest.mark.django_db
ASKED, HELD, RECORDED, COUNTS = date(2026, 11, 2), date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 26)
NEW = date(2027, 6, 30)


def at(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


@pytest.fixture
def action(alice, bob):
    action = make_action(deadline="June 26", by=bob, leads=[("operational", alice.actor)])
    edit_plan(plan=action.plan, by=bob, extensions_agreed_by="committee")
    return action


def agreed(action, alice, carol, words="", counts=COUNTS):
    change = ask_for_time(
        deadline=action.deadlines.get(),
        words="June 27",
        reason="The bid.",
        by=alice,
        today=ASKED,
        at=at(ASKED),
    )
    record_extensions(
        meeting=make_meeting(HELD, by=carol),
        minute="14",
        answers=[Answer(change, True, words)],
        effective_on=counts,
        by=carol,
        today=RECORDED,
        at=at(RECORDED),
    )
    return DeadlineChange.objects.get(pk=change.pk)


def due(action):
    return action.deadlines.get().due


def test_what_was_agreed_moves_nothing_while_it_can_be_called_in(action, alice, bob, carol):
    before = Revision.objects.count()
    change = agreed(action, alice, carol)
    assert (due(action), change.is_to_count, Revision.objects.count()) == (date(2026, 6, 30), True, before)
    assert Action.objects.get().is_overdue(RECORDED)
    assert not asked_of(bob, RECORDED).exists(), "nobody has to answer any more"
    assert (
        waiting_words(change, action.plan, RECORDED)
        == "30 June 2027 is agreed and counts from 26 November 2026"
    )
    take_effect(COUNTS - timedelta(days=1), at(COUNTS))
    assert due(action) == date(2026, 6, 30)
    with pytest.raises(ValidationError, match="“June 27” is agreed and counts from 26 November 2026"):
        ask_for_time(deadline=action.deadlines.get(), words="May 28", reason="Why", by=alice, today=RECORDED)


def test_from_its_day_on_the_new_date_counts_once(action, alice, carol):
    change = agreed(action, alice, carol)
    before = Revision.objects.count()
    for _ in range(2):
        take_effect(COUNTS, at(COUNTS))
    change.refresh_from_db()
    assert (due(action), change.state, change.effective_on) == (NEW, "agreed", COUNTS)
    assert (change.resolution.minute, change.decided_by) == ("14", None)
    assert Action.objects.get().next_due == NEW
    assert Revision.objects.count() == before + 1


def test_another_date_than_was_asked_for_keeps_both(action, alice, carol):
    agreed(action, alice, carol, "March 27")
    take_effect(COUNTS, at(COUNTS))
    change = DeadlineChange.objects.get()
    assert (change.asked_words, change.new_words, due(action)) == ("June 27", "March 27", date(2027, 3, 31))


def test_a_decision_that_counts_already_moves_at_once(action, alice, carol):
    agreed(action, alice, carol, counts=HELD)
    assert due(action) == NEW


def test_what_is_called_in_and_overturned_is_taken_back_by_the_clerk(client, action, alice, erin, carol):
    change = agreed(action, alice, carol, counts=timezone.localdate() + timedelta(days=5))
    minute = f"{change.resolution.meeting.get_absolute_url()}resolutions/{change.resolution_id}/"
    client.force_login(erin)
    assert client.post(f"{minute}overturned/").status_code == 404
    client.force_login(carol)
    assert "take back its new dates" in page_text(client.get(minute))
    client.post(f"{minute}overturned/")
    change.refresh_from_db()
    assert change.state == "withdrawn"
    take_effect(date(2035, 1, 1), at(date(2035, 1, 1)))
    assert due(action) == date(2026, 6, 30)


def test_whoever_asked_cannot_take_back_what_the_committee_agreed(action, alice, carol):
    change = agreed(action, alice, carol)
    given = {"words": "May 28", "reason": "Later.", "today": RECORDED}
    for take_back in (
        lambda: withdraw_extension(change=change, by=alice),
        lambda: ask_anew(change=change, by=alice, **given),
    ):
        with pytest.raises(ValidationError, match="is agreed and counts from 26 November 2026"):
            take_back()
    take_effect(COUNTS, at(COUNTS))
    assert due(action) == NEW


def test_the_day_is_that_of_the_minute_as_it_was_put_right(action, alice, carol):
    change = agreed(action, alice, carol)
    record_resolution(
        meeting=change.resolution.meeting,
        minute="14",
        words="Agreed.",
        effective_on=COUNTS + timedelta(days=7),
        by=carol,
        resolution=change.resolution,
    )
    take_effect(COUNTS, at(COUNTS))
    assert due(action) == date(2026, 6, 30)
    take_effect(COUNTS + timedelta(days=7), at(COUNTS + timedelta(days=7)))
    assert due(action) == NEW


def test_a_move_by_minute_that_nobody_asked_for_waits_too(action, carol):
    resolution = record_resolution(
        meeting=make_meeting(HELD, by=carol), minute="9", words="", effective_on=COUNTS, by=carol
    )
    line = action.deadlines.get()
    move_deadline(deadline=line, words="June 27", reason="", by=carol, today=RECORDED, resolution=resolution)
    assert due(action) == date(2026, 6, 30)
    take_effect(COUNTS, at(COUNTS))
    assert due(action) == NEW


def test_history_page_and_paper_say_from_when_it_counts(client, action, alice, carol):
    change = agreed(action, alice, carol)
    told = history_of(with_deadline_changes(Action.objects.all()).get(), revisions=[], updates=[])
    assert (
        told[0].words
        == "Agreed: “June 27” (30 June 2027) instead of “June 26” (30 June 2026), from 26 November 2026 on."
    )
    client.force_login(carol)
    assert "1.1 moves from June 26 to June 27 on 26 November 2026" in page_text(
        client.get(change.resolution.meeting.get_absolute_url())
    )
    client.force_login(alice)
    assert "30 June 2027 is agreed and counts from 26 November 2026" in page_text(
        client.get(action.get_absolute_url())
    )
    view = for_audience(snapshots.describe(action.plan, as_of=RECORDED), "public")
    [line] = appendix(view).challenges[0].actions[0].deadlines
    assert "30 June 2027 agreed, counts from 26 November 2026" in deadline_notes(line)
    before = for_audience(snapshots.describe(action.plan, as_of=date(2026, 9, 1)), "public")
    assert [group.key for group in movement.compare(before, view)] == ["still_overdue"]


def test_a_deadline_without_a_request_has_none_waiting(action):
    assert waiting_of(action.deadlines.get()) is None


def test_whoever_comes_from_a_minute_types_nothing_of_it_again(client, action, alice, carol):
    meeting = make_meeting(timezone.localdate() - timedelta(days=3), by=carol)
    counts = timezone.localdate() + timedelta(days=5)
    minute = record_resolution(
        meeting=meeting, minute="14 (b)", words="Agreed.", effective_on=counts, by=carol
    )
    ask_for_time(
        deadline=action.deadlines.get(),
        words="June 2035",
        reason="The bid.",
        by=alice,
        today=meeting.held_on,
        at=at(meeting.held_on),
    )
    client.force_login(carol)
    page = client.get(f"{meeting.get_absolute_url()}resolutions/{minute.pk}/").content.decode()
    address = f"{meeting.get_absolute_url()}extensions/"
    assert f"{address}?minute=14%20%28b%29" in page
    form = client.get(address, {"minute": "14 (b)"}).context["form"]
    assert [form[name].value() for name in ("minute", "effective_on", "resolved")] == [
        "14 (b)",
        counts,
        "Agreed.",
    ]
    sent = {f"change_{DeadlineChange.objects.get().pk}": "agree", "minute": "14 (b)", "resolved": "Agreed."}
    wrong = client.post(address, sent | {"effective_on": (counts + timedelta(days=1)).isoformat()})
    assert "Put the minute right first." in page_text(wrong)
    assert client.post(address, sent | {"effective_on": counts.isoformat()}).status_code == 302
    assert DeadlineChange.objects.get().is_to_count
