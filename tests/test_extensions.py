"""Asking for more time: until it is agreed the old date counts, and nobody's words are lost."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import (
    agree_extension,
    ask_anew,
    edit_action,
    edit_plan,
    refuse_extension,
    withdraw_extension,
)
from actionplan.models import Action, DeadlineChange, Revision
from tests.cast import TODAY, say
from tests.extensions import ASKED_FOR, action, ask, at

__all__ = ["action"]

pytestmark = pytest.mark.django_db
LAST_DUE = date(2026, 6, 30)


def revisions(action):
    return Revision.objects.filter(subject="action", subject_id=action.pk).count()


# Asking


def test_until_agreed_the_old_date_counts_and_the_action_stays_overdue(action, alice):
    change = ask(action, alice)
    action.refresh_from_db()
    assert (change.state, change.old_due, change.new_due) == ("asked", LAST_DUE, ASKED_FOR)
    assert action.is_overdue(TODAY)
    assert action.deadlines.get().words == "June 26"
    assert revisions(action) == 1


@pytest.mark.parametrize(
    ("words", "reason", "refusal"),
    [
        (" ", "Late.", "Write the new date"),
        ("June 27", " ", "Say why more time is needed"),
        ("June 26", "Late.", "That is the date it has now"),
        ("30 June 2026", "Late.", "That is the date it has now"),
        ("31 June 2027", "Late.", "“31 June 2027” cannot be read as a date"),
        ("June 2025", "Late.", "30 June 2025 has passed"),
        ("March 2027. Training plan in place by February 2027", "Late.", "several"),
    ],
)
def test_what_cannot_be_asked_is_said_plainly_and_nothing_is_kept(action, alice, words, reason, refusal):
    with pytest.raises(ValidationError, match=refusal):
        ask(action, alice, words, reason)
    assert not DeadlineChange.objects.exists()


def test_a_date_that_is_not_a_day_may_be_asked_for(action, alice):
    assert ask(action, alice, "ongoing").new_due is None


def test_nothing_is_asked_of_what_is_finished_met_closed_or_a_draft(action, alice, bob):
    line = action.deadlines.get()
    edit_action(action=action, by=bob, today=TODAY, met={line: date(2026, 6, 1)})
    with pytest.raises(ValidationError, match="met on 1 June 2026"):
        ask(action, alice)
    edit_action(action=action, by=bob, today=TODAY, met={line: None})
    say(action, alice, meaning="complete")
    with pytest.raises(ValidationError, match="stands at “Complete”"):
        ask(action, alice)
    say(action, alice, meaning="on_track")
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="This plan is closed"):
        ask(action, alice)
    edit_plan(plan=action.plan, by=bob, state="draft")
    with pytest.raises(ValidationError, match="is a draft"):
        ask(action, alice)


def test_a_button_pressed_twice_asks_once(action, alice):
    assert ask(action, alice) == ask(action, alice)


def test_a_second_request_says_that_one_waits(action, alice, bob):
    ask(action, alice, at=at(date(2026, 11, 3)))
    with pytest.raises(ValidationError, match="“June 27” was asked for on 3 November 2026 by Alice Ames"):
        ask(action, bob, "July 27")


def test_another_date_in_its_place_keeps_the_first_as_withdrawn(action, alice):
    first = ask(action, alice, at=at(date(2026, 11, 3)))
    second = ask_anew(change=first, words="July 27", reason="Later still.", by=alice, today=TODAY)
    first.refresh_from_db()
    assert (first.state, second.state, second.new_due) == ("withdrawn", "asked", date(2027, 7, 31))


def test_a_request_refused_in_its_new_form_stays_as_it_was(action, alice):
    first = ask(action, alice)
    with pytest.raises(ValidationError):
        ask_anew(change=first, words="31 June 2027", reason="Late.", by=alice, today=TODAY)
    first.refresh_from_db()
    assert first.state == "asked"


def test_withdrawn_it_is_no_longer_waiting_and_can_be_asked_again(action, alice):
    change = withdraw_extension(change=ask(action, alice), by=alice)
    assert (change.state, change.decided_by) == ("withdrawn", alice)
    assert withdraw_extension(change=change, by=alice).decided_at == change.decided_at
    assert ask(action, alice).state == "asked"


# Agreeing and refusing


def test_agreed_the_deadline_moves_at_once_with_one_revision(action, alice, bob):
    change = agree_extension(change=ask(action, alice), by=bob, today=TODAY)
    action.refresh_from_db()
    line = action.deadlines.get()
    assert (line.words, line.due, line.original_words) == ("June 27", ASKED_FOR, "June 26")
    assert action.next_due == ASKED_FOR
    assert (change.state, change.asked_by, change.decided_by, change.asked_words) == (
        "agreed",
        alice,
        bob,
        "",
    )
    newest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (newest.number, newest.by, newest.reason) == (2, bob, "The intranet is late.")


def test_another_date_agreed_keeps_what_was_asked_for(action, alice, bob):
    asked = ask(action, alice)
    change = agree_extension(change=asked, by=bob, today=TODAY, words="March 27", answer="No longer.")
    assert (change.new_words, change.new_due) == ("March 27", date(2027, 3, 31))
    assert (change.asked_words, change.asked_due, change.answer) == ("June 27", ASKED_FOR, "No longer.")


def test_words_are_read_as_they_were_when_they_were_asked(action, alice, bob):
    change = ask(action, alice, "in six months", at=at(TODAY))
    due = change.new_due
    agree_extension(change=change, by=bob, today=TODAY + timedelta(days=40))
    assert due is not None
    assert action.deadlines.get().due == due


@pytest.mark.parametrize(
    ("words", "refusal"), [("June 26", "the date it has now"), ("31 June 2027", "cannot be read")]
)
def test_another_date_that_cannot_be_agreed_moves_nothing(action, alice, bob, words, refusal):
    with pytest.raises(ValidationError, match=refusal):
        agree_extension(change=ask(action, alice), by=bob, today=TODAY, words=words)
    assert DeadlineChange.objects.get().state == "asked"
    assert action.deadlines.get().due == LAST_DUE


def test_refused_with_words_the_old_date_stays(action, alice, bob):
    asked = ask(action, alice)
    with pytest.raises(ValidationError, match="Say why not"):
        refuse_extension(change=asked, by=bob, answer=" ")
    change = refuse_extension(change=asked, by=bob, answer="It was promised for June.")
    assert (change.state, change.decided_by, change.answer) == ("refused", bob, "It was promised for June.")
    assert action.deadlines.get().due == LAST_DUE


def test_what_was_answered_is_not_answered_again(action, alice, bob):
    asked = ask(action, alice)
    agree_extension(change=asked, by=bob, today=TODAY, at=at(date(2026, 11, 20)))
    for again in (
        lambda: agree_extension(change=asked, by=bob, today=TODAY),
        lambda: refuse_extension(change=asked, by=bob, answer="No."),
        lambda: withdraw_extension(change=asked, by=alice),
    ):
        with pytest.raises(ValidationError, match="agreed on 20 November 2026"):
            again()


def test_an_editor_who_moves_the_deadline_has_answered_the_request(action, alice, bob):
    ask(action, alice)
    edit_action(action=action, by=bob, today=TODAY, moves={action.deadlines.get(): "May 27"}, reason="Sooner")
    change = DeadlineChange.objects.get()
    assert (change.state, change.asked_by, change.decided_by) == ("agreed", alice, bob)
    assert (change.asked_words, change.new_words, change.answer) == ("June 27", "May 27", "Sooner")


def test_what_is_deleted_or_closed_is_not_answered(action, alice, bob):
    asked = ask(action, alice)
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="This plan is closed"):
        agree_extension(change=asked, by=bob, today=TODAY)
    Action.objects.filter(pk=action.pk).update(deleted_at=at(TODAY))
    with pytest.raises(ValidationError, match="no longer in the plan"):
        refuse_extension(change=asked, by=bob, answer="No.")
