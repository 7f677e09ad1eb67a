"""Requests for more time as they are told: which wait for whom, and what the history says of each."""

from datetime import date

import pytest

from actionplan.changes import (
    agree_extension,
    edit_action,
    move_deadline,
    refuse_extension,
    withdraw_extension,
)
from actionplan.extensions import asked_before, asked_of, before, listed, waiting_words
from actionplan.history import history_of, with_deadline_changes
from actionplan.models import Action, Revision
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
    say,
)
from tests.extensions import action, ask, at, committees, minute

__all__ = ["action", "committees"]

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


# What waits for whom


def test_an_editor_is_told_of_their_plans_and_a_clerk_of_their_committees(
    action, alice, bob, carol, erin, dan
):
    elsewhere = make_plan("Other plan")
    plan_editor = make_user("Olive Officer", "editor", plan=elsewhere)
    hr = make_user("Hugo Hill", "clerk", committee=make_committee())
    audit = make_user("Ann Audit", "clerk", committee=make_committee("Audit Committee"))
    change = ask(action, alice)
    for user, told in ((bob, True), (carol, True), (hr, True)):
        assert list(asked_of(user, TODAY)) == [change] * told
    for user in (plan_editor, audit, erin, dan, alice):
        assert not asked_of(user, TODAY).exists()


def test_what_is_exempt_is_not_counted_for_those_without_the_right(alice, bob, carol):
    secret = make_action(deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT)
    ask(secret, alice)
    assert not asked_of(bob, TODAY).exists()
    assert asked_of(carol, TODAY).count() == 1


def test_exempt_reasons_are_kept_and_answered_by_those_who_may_read_them(alice, bob):
    action = make_action(
        deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT | {"exempt": "news"}
    )
    ask(action, alice)
    (seen,) = listed(asked_of(bob, TODAY), bob, TODAY)
    assert (seen.told, seen.may_answer) == (False, False)
    able = make_user("Olive Officer", "editor", "exempt")
    (seen,) = listed(asked_of(able, TODAY), able, TODAY)
    assert (seen.told, seen.may_answer) == (True, True)


def test_a_clerk_records_nothing_of_news_they_may_not_read(alice):
    action = make_action(
        deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT | {"exempt": "news"}
    )
    ask(action, alice, at=at(date(2026, 9, 1)))
    meeting = make_meeting(date(2026, 9, 8))
    for user, may in (
        (make_user("Hugo Hill", "clerk"), False),
        (make_user("Carol", "clerk", "exempt"), True),
    ):
        (seen,) = before(meeting, user, TODAY)
        assert (seen.told, seen.may_answer) == (may, may)


def test_what_is_finished_deleted_or_met_waits_no_longer(action, alice, bob):
    ask(action, alice)
    say(action, alice, meaning="complete")
    assert not asked_of(bob, TODAY).exists()
    say(action, alice, meaning="on_track")
    edit_action(action=action, by=bob, today=TODAY, met={action.deadlines.get(): date(2026, 6, 1)})
    assert not asked_of(bob, TODAY).exists()


def test_a_meeting_decides_on_what_was_asked_by_its_day(action, alice, carol):
    ask(action, alice, at=at(date(2026, 9, 8), hour=22))
    assert asked_before(make_meeting(date(2026, 9, 8)), carol, TODAY).count() == 1
    assert asked_before(make_meeting(date(2026, 9, 7)), carol, TODAY).count() == 0
    audit = make_committee("Audit Committee")
    assert asked_before(make_meeting(date(2026, 9, 8), committee=audit), carol, TODAY).count() == 0


def test_how_often_and_how_far_it_slipped_before_is_said(action, alice, bob):
    for words in ("August 26", "September 26"):
        move_deadline(deadline=action.deadlines.get(), words=words, reason="Late.", by=bob, today=TODAY)
    for_whom = make_actor("Head of People", "post")
    ask(action, alice, for_actor=for_whom)
    (seen,) = listed(asked_of(bob, TODAY), bob, TODAY)
    assert (seen.times, seen.overdue, seen.days, seen.days_in_all) == (2, 51, 273, 365)
    assert seen.who == "Alice Ames for Head of People"


def test_it_says_in_words_what_it_waits_for(action, committees, alice):
    change = ask(action, alice, at=at(date(2026, 11, 3)))
    assert waiting_words(change, action.plan, TODAY) == (
        "asked for 30 June 2027 on 3 November: waiting for an editor"
    )
    change = ask(committees, alice, "ongoing", at=at(date(2025, 11, 3)))
    assert waiting_words(change, committees.plan, TODAY) == (
        "asked for “ongoing” on 3 November 2025: waiting for HR Committee"
    )


@pytest.mark.parametrize("count", [5, 50])
def test_the_list_costs_the_same_however_many_ask(alice, bob, count, django_assert_num_queries):
    challenge = make_challenge()
    for number in range(count):
        ask(make_action(f"Do {number}", challenge=challenge, deadline="June 26"), alice)
    bob = type(bob).objects.get(pk=bob.pk)
    with django_assert_num_queries(7):
        assert len(listed(asked_of(bob, TODAY), bob, TODAY)) == count


# The thread


def thread(action, told=True):
    """What the thread says of the deadline's moves, newest first."""
    found = with_deadline_changes(Action.objects.filter(pk=action.pk)).get()
    kept = Revision.objects.filter(subject="action", subject_id=action.pk)
    happened = history_of(found, revisions=kept, updates=[] if told else None)
    return [
        (each.on, each.who or each.via, each.words, each.note)
        for each in happened
        if "Added" not in each.words
    ]


def test_the_thread_tells_asked_and_agreed_apart(action, alice, bob):
    asked = ask(action, alice, for_actor=alice.actor, at=at(date(2026, 11, 3)))
    agree_extension(
        change=asked, by=bob, today=TODAY, words="March 27", answer="Not so long.", at=at(date(2026, 11, 5))
    )
    assert thread(action) == [
        (
            date(2026, 11, 5),
            "Bob Brook",
            "Another date agreed than was asked for. Deadline moved from “June 26” (30 June 2026) to “March 27”"
            " (31 March 2027). First change; 274 days later in all.",
            "Why: Not so long.",
        ),
        (
            date(2026, 11, 3),
            "Alice Ames",
            "Asked for “June 27” (30 June 2027) instead of “June 26” (30 June 2026).",
            "Why: The intranet is late.",
        ),
    ]


def test_the_thread_tells_refused_withdrawn_and_resolved(committees, alice, carol):
    withdrawn = ask(committees, alice, "May 27", at=at(date(2026, 8, 1)))
    withdraw_extension(change=withdrawn, by=alice, at=at(date(2026, 8, 2)))
    refused = ask(committees, alice, at=at(date(2026, 8, 3)))
    refuse_extension(change=refused, by=carol, answer="", resolution=minute(), at=at(date(2026, 9, 20)))
    told = [(on, who, words) for on, who, words, _ in thread(committees)]
    assert told == [
        (
            date(2026, 9, 8),
            "HR Committee, minute 14",
            "Refused: the deadline does not move to “June 27” (30 June 2027).",
        ),
        (
            date(2026, 8, 3),
            "Alice Ames",
            "Asked for “June 27” (30 June 2027) instead of “June 26” (30 June 2026).",
        ),
        (date(2026, 8, 2), "Alice Ames", "No longer asked for: “May 27” (31 May 2027)."),
        (
            date(2026, 8, 1),
            "Alice Ames",
            "Asked for “May 27” (31 May 2027) instead of “June 26” (30 June 2026).",
        ),
    ]


def test_why_is_not_told_to_those_who_may_not_read_the_news(action, alice, bob):
    refuse_extension(change=ask(action, alice), by=bob, answer="Because of the strike.")
    assert all(not note for *_, note in thread(action, told=False))
