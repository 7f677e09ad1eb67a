"""Deadlines: the original stays, every move has its reason, and two people at one deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import (
    Conflict,
    add_deadline,
    ask_for_time,
    correct_deadline,
    edit_action,
    edit_plan,
    move_deadline,
    record_resolution,
    withdraw_extension,
)
from actionplan.models import DeadlineChange, Revision
from tests.cast import TODAY, make_action, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return make_action(deadline="June 26")


def move(action, words, reason="The intranet is late.", by=None, **more):
    return move_deadline(
        deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=TODAY, **more
    )


def test_a_move_keeps_the_first_words_and_says_what_it_was_and_is(action, bob):
    change = move(action, "September 26", by=bob)
    line = action.deadlines.get()
    assert (line.words, line.due) == ("September 26", date(2026, 9, 30))
    assert (line.original_words, line.original_due, line.slippage) == ("June 26", date(2026, 6, 30), 92)
    assert (change.old_words, change.old_due, change.new_due) == (
        "June 26",
        date(2026, 6, 30),
        date(2026, 9, 30),
    )
    assert (change.state, change.decided_by, change.reason) == ("agreed", bob, "The intranet is late.")
    action.refresh_from_db()
    assert action.next_due == date(2026, 9, 30)
    assert Revision.objects.filter(subject="action", subject_id=action.pk).count() == 2


def test_a_move_without_a_reason_is_refused(action, bob):
    with pytest.raises(ValidationError, match="Say why the deadline moves"):
        move(action, "September 26", reason=" ", by=bob)
    assert action.deadlines.get().words == "June 26"


def test_a_move_to_nothing_is_refused(action, bob):
    with pytest.raises(ValidationError, match="Write the new deadline"):
        move(action, " ", by=bob)


def test_words_that_stay_move_nothing(action, bob):
    assert move(action, "June 26", reason="", by=bob) is None


def test_in_a_draft_a_deadline_is_put_right_and_has_not_moved(action, bob):
    edit_plan(plan=action.plan, by=bob, state="draft")
    move(action, "July 26", reason="", by=bob)
    line = action.deadlines.get()
    assert (line.original_words, line.slippage, line.changes.count()) == ("July 26", 0, 0)


def test_further_deadlines_named_by_a_move_are_kept(action, bob):
    move(action, "Forms to be in place by March 2027. Training plan to be in place February 2027", by=bob)
    assert [line.due for line in action.deadlines.all()] == [date(2027, 3, 31), date(2027, 2, 28)]
    assert action.deadlines.last().what == "Training plan to be in place"


def test_the_first_day_that_is_not_met_counts(action, bob):
    add_deadline(action=action, words="March 2027", by=bob, today=TODAY)
    first = action.deadlines.first()
    edit_action(action=action, by=bob, today=TODAY, met={first: date(2026, 6, 12)})
    action.refresh_from_db()
    assert action.next_due == date(2027, 3, 31)


def test_a_deadline_is_not_met_on_a_day_to_come(action, bob):
    with pytest.raises(ValidationError, match="a day to come"):
        edit_action(
            action=action, by=bob, today=TODAY, met={action.deadlines.get(): TODAY + timedelta(days=1)}
        )


def test_two_people_move_one_deadline_and_neither_is_lost(action, bob):
    edit_action(action=action, by=bob, today=TODAY, moves={action.deadlines.get(): "July 26"}, reason="Late")
    with pytest.raises(Conflict) as refused:
        edit_action(
            action=action,
            by=bob,
            today=TODAY,
            moves={action.deadlines.get(): "August 26"},
            reason="Later",
            opened_at_revision=1,
        )
    assert refused.value.fields == {f"deadline_{action.deadlines.get().pk}": ("July 26", "August 26")}


def test_a_deadline_that_was_not_touched_is_not_moved_back(action, bob):
    edit_action(action=action, by=bob, today=TODAY, moves={action.deadlines.get(): "July 26"}, reason="Late")
    form_line = action.deadlines.get()
    edit_action(
        action=action, by=bob, today=TODAY, moves={form_line: "June 26"}, text="Print", opened_at_revision=1
    )
    assert action.deadlines.get().words == "July 26"


def test_two_deadlines_of_the_same_words_are_told_apart(action, bob):
    add_deadline(action=action, words="June 26", by=bob, today=TODAY)
    action.refresh_from_db()
    first, second = action.deadlines.all()
    moves = {first: "June 26", second: "July 26"}
    edit_action(action=action, by=bob, today=TODAY, moves=moves, reason="Late", opened_at_revision=2)
    assert [line.words for line in action.deadlines.all()] == ["June 26", "July 26"]


# A slip of the pen


def correct(action, words="June 27", reason="The paper says 2027.", by=None):
    return correct_deadline(deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=TODAY)


@pytest.mark.parametrize("agreed_by", ["editor", "committee"])
def test_a_mistyped_year_is_put_right_and_has_not_moved(action, bob, agreed_by):
    edit_plan(plan=action.plan, by=bob, extensions_agreed_by=agreed_by)
    correct(action, by=bob)
    line = action.deadlines.get()
    assert (line.words, line.due) == ("June 27", date(2027, 6, 30))
    assert (line.original_words, line.slippage, DeadlineChange.objects.count()) == ("June 27", 0, 0)
    action.refresh_from_db()
    assert action.next_due == date(2027, 6, 30)
    newest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (newest.number, newest.reason) == (2, "The paper says 2027.")


@pytest.mark.parametrize(
    ("words", "reason", "refusal"),
    [(" ", "Mistyped.", "Write the new deadline"), ("June 27", " ", "Say what was wrong")],
)
def test_a_correction_says_what_was_wrong(action, bob, words, reason, refusal):
    with pytest.raises(ValidationError, match=refusal):
        correct(action, words, reason, bob)


def test_what_the_committee_has_met_on_since_is_not_put_right(action, bob):
    written = date(2026, 3, 1)
    Revision.objects.filter(subject="action").update(at=datetime(2026, 3, 1, 12, tzinfo=UTC))
    make_meeting(written)
    make_meeting(TODAY + timedelta(days=1))
    correct(action, by=bob)
    make_meeting(written + timedelta(days=1))
    with pytest.raises(ValidationError, match="HR Committee has met since this was written down"):
        correct(action, "June 28", by=bob)


def test_what_has_moved_or_was_asked_about_is_not_put_right(action, bob):
    asked = ask_for_time(
        deadline=action.deadlines.get(), words="July 27", reason="Late.", by=bob, today=TODAY
    )
    with pytest.raises(ValidationError, match="asked for or agreed already"):
        correct(action, by=bob)
    withdraw_extension(change=asked, by=bob)
    correct(action, by=bob)
    move(action, "September 27", by=bob)
    with pytest.raises(ValidationError, match="asked for or agreed already"):
        correct(action, by=bob)


def test_a_closed_plan_is_not_put_right(action, bob):
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="This plan is closed"):
        correct(action, by=bob)


# The committee


def test_in_a_committees_plan_a_deadline_moves_by_its_resolution_only(action, bob):
    edit_plan(plan=action.plan, by=bob, extensions_agreed_by="committee")
    with pytest.raises(ValidationError, match="The committee agrees new dates of this plan"):
        move(action, "September 26", by=bob)
    assert action.deadlines.get().words == "June 26"
    minute = record_resolution(meeting=make_meeting(date(2026, 9, 8)), minute="14", words="", by=bob)
    change = move(action, "September 26", reason="", by=bob, resolution=minute)
    assert (change.resolution, change.effective_on) == (minute, date(2026, 9, 8))


def test_in_a_committees_plan_everything_else_is_edited_as_ever(action, bob):
    edit_plan(plan=action.plan, by=bob, extensions_agreed_by="committee")
    line = action.deadlines.get()
    edit_action(action=action, by=bob, today=TODAY, text="Print it", moves={line: "June 26"})
    action.refresh_from_db()
    assert action.text == "Print it"
