"""Asking for more time: until it is agreed the old date counts, and nobody's words are lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import (
    agree_extension,
    ask_anew,
    ask_for_time,
    edit_action,
    edit_plan,
    move_deadline,
    record_resolution,
    refuse_extension,
    withdraw_extension,
)
from actionplan.models import DeadlineChange, Revision
from tests.cast import TODAY, make_action, make_actor, make_committee, make_meeting, say

pytestmark = pytest.mark.django_db
ASKED_FOR = date(2027, 6, 30)


@pytest.fixture
def action(alice):
    return make_action(deadline="June 26", leads=[("operational", alice.actor)])


def ask(action, by, words="June 27", reason="The intranet is late.", **more):
    return ask_for_time(
        deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=TODAY, **more
    )


def test_until_agreed_the_old_date_counts_and_the_action_stays_overdue(action, alice):
    change = ask(action, alice)
    action.refresh_from_db()
    assert (change.state, change.old_due, change.new_due) == ("asked", date(2026, 6, 30), ASKED_FOR)
    assert action.is_overdue(TODAY)
    assert action.deadlines.get().words == "June 26"


def test_agreed_the_deadline_moves_at_once_with_one_revision(action, alice, bob):
    change = agree_extension(change=ask(action, alice), by=bob, today=TODAY)
    action.refresh_from_db()
    line = action.deadlines.get()
    assert (line.words, line.due, line.original_words, action.next_due) == (
        "June 27",
        ASKED_FOR,
        "June 26",
        ASKED_FOR,
    )
    assert (change.state, change.asked_by, change.decided_by, change.asked_words) == (
        "agreed",
        alice,
        bob,
        "",
    )
    newest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (newest.number, newest.by, newest.reason) == (2, bob, "The intranet is late.")
