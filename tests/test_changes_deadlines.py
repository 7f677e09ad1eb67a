"""Deadlines: the original stays, every move has its reason, and two people at one deadline."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import Conflict, add_deadline, edit_action, edit_plan, move_deadline
from actionplan.models import Revision
from tests.cast import TODAY, make_action

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
