"""More time that a committee agrees: from the day it resolved, by one minute for several requests."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import agree_extension, edit_action, move_deadline, refuse_extension
from actionplan.changes.extensions import Answer, answer_extensions, record_extensions
from actionplan.models import DeadlineChange, Resolution, Revision
from tests.cast import TODAY, make_action, make_challenge, make_committee, make_meeting, make_plan
from tests.extensions import ASKED_FOR, action, ask, at, committees, minute

__all__ = ["action", "committees"]

pytestmark = pytest.mark.django_db


def test_where_the_committee_agrees_no_editor_can(committees, alice, bob):
    asked = ask(committees, alice)
    line = committees.deadlines.get()
    for try_it in (
        lambda: agree_extension(change=asked, by=bob, today=TODAY),
        lambda: refuse_extension(change=asked, by=bob, answer="No."),
        lambda: move_deadline(deadline=line, words="June 27", reason="Late.", by=bob, today=TODAY),
        lambda: edit_action(action=committees, by=bob, today=TODAY, moves={line: "June 27"}, reason="Late."),
    ):
        with pytest.raises(ValidationError, match="The committee agrees new dates of this plan"):
            try_it()
    assert committees.deadlines.get().words == "June 26"
    assert DeadlineChange.objects.get().state == "asked"


def test_by_its_resolution_it_counts_from_the_day_resolved(committees, alice, carol):
    asked = ask(committees, alice, at=at(date(2026, 8, 20)))
    resolution = minute()
    change = agree_extension(change=asked, by=carol, today=TODAY, resolution=resolution)
    assert (change.resolution, change.decided_by, change.effective_on) == (
        resolution,
        None,
        date(2026, 9, 8),
    )
    assert committees.deadlines.get().due == ASKED_FOR


def test_a_resolution_of_another_committee_agrees_nothing(committees, alice, carol):
    asked = ask(committees, alice)
    other = minute(committee=make_committee("Audit Committee"))
    with pytest.raises(ValidationError, match="are for HR Committee"):
        agree_extension(change=asked, by=carol, today=TODAY, resolution=other)


def test_in_an_editors_plan_a_resolution_agrees_too(action, alice, carol):
    change = agree_extension(change=ask(action, alice), by=carol, today=TODAY, resolution=minute())
    assert (change.state, change.decided_by) == ("agreed", None)


def test_one_minute_records_several_answers(alice, bob, carol):
    challenge = make_challenge(make_plan(extensions_agreed_by="committee"))
    actions = [make_action(f"Do {n}", challenge=challenge, deadline="June 26") for n in range(3)]
    asked = [ask(action, alice, at=at(date(2026, 8, 20))) for action in actions]
    meeting = make_meeting(date(2026, 9, 8))
    record_extensions(
        meeting=meeting,
        minute="14",
        answers=[
            Answer(asked[0], agreed=True),
            Answer(asked[1], agreed=True, words="March 27"),
            Answer(asked[2], agreed=False),
        ],
        by=carol,
        today=TODAY,
    )
    resolution = Resolution.objects.get()
    assert (resolution.minute, resolution.outcome, resolution.effective_on) == (
        "14",
        "Agreed in part",
        date(2026, 9, 8),
    )
    states = [(each.state, each.new_words) for each in DeadlineChange.objects.order_by("deadline_id")]
    assert states == [("agreed", "June 27"), ("agreed", "March 27"), ("refused", "June 27")]
    newest = Revision.objects.filter(subject="action", number=2)
    assert newest.count() == 2
    assert len({each.batch for each in newest}) == 1


def test_a_minute_that_is_there_already_is_used_again(committees, alice, carol):
    known = minute()
    asked = ask(committees, alice)
    answers = [Answer(asked, agreed=True)]
    used = record_extensions(meeting=known.meeting, minute=" 14 ", answers=answers, by=carol, today=TODAY)
    assert used == known


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"minute": " "}, "number of the minute"),
        ({"held_on": date(2026, 12, 8)}, "The meeting is on 8 December 2026"),
        ({"effective_on": date(2026, 9, 1)}, "before the meeting"),
        ({"answers": []}, "at least one"),
    ],
)
def test_what_a_meeting_cannot_have_resolved_is_not_recorded(committees, alice, carol, given, refusal):
    asked = ask(committees, alice)
    record = {"minute": "14", "answers": [Answer(asked, agreed=True)]} | given
    meeting = make_meeting(record.pop("held_on", date(2026, 9, 8)))
    with pytest.raises(ValidationError, match=refusal):
        record_extensions(meeting=meeting, by=carol, today=TODAY, **record)
    assert not Resolution.objects.exists()
    assert DeadlineChange.objects.get().state == "asked"


def test_of_several_answers_all_are_saved_or_none_and_each_says_what_is_wrong(action, alice, bob):
    other = make_action(challenge=action.challenge, deadline="June 26")
    third = make_action(challenge=action.challenge, deadline="June 26")
    asked = [ask(each, alice) for each in (action, other, third)]
    with pytest.raises(ValidationError) as refused:
        answer_extensions(
            answers=[
                Answer(asked[0], agreed=True),
                Answer(asked[1], agreed=True, words="31 June"),
                Answer(asked[2], agreed=False),
            ],
            by=bob,
            today=TODAY,
        )
    assert refused.value.message_dict.keys() == {f"words_{asked[1].pk}", f"answer_{asked[2].pk}"}
    assert set(DeadlineChange.objects.values_list("state", flat=True)) == {"asked"}
