"""Rounds that went out: what counts as an answer, who is reminded or asked anew, and how they close."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import edit_action
from actionplan.changes.rounds import (
    ask_anew,
    cancel_round,
    choose,
    close_due,
    close_round,
    edit_round,
    let_go_out,
    nudge,
    opened,
)
from actionplan.models import Message
from actionplan.round_board import Stand, board_of, changed_hands, not_asked_for
from people.models import Delegation
from tests.cast import TODAY, make_actor, make_round, say
from tests.rounds import LATER, NOW, TOMORROW, act, go, plan

__all__ = ["plan"]

pytestmark = pytest.mark.django_db


def test_the_first_news_since_it_opened_is_the_answer_whoever_gives_it(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    nobodys = act(plan, "Two")
    say(action, alice, "Before it was asked.", at=NOW - timedelta(hours=1))
    round = go(make_round(plan, by=bob), bob)
    request = round.requests.get(action=action)
    assert request.answer is None
    first = say(action, bob, "She told me.", for_actor=alice.actor, at=LATER)
    say(action, alice, "And more.", at=LATER + timedelta(hours=1))
    say(nobodys, bob, "Found out.", at=LATER)
    request.refresh_from_db()
    assert request.answer == first
    board = board_of(round, bob, TODAY, runs=True)
    assert (board.asked, board.answered, board.outstanding, board.nobody) == (2, 2, 0, 0)


def test_no_change_answers_and_is_counted_apart(plan, bob, alice):
    one, _ = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = go(make_round(plan, by=bob), bob)
    say(one, alice, "", no_change=True, at=LATER)
    board = board_of(round, bob, TODAY, runs=True)
    assert (board.answered, board.no_change, board.outstanding, board.percent) == (1, 1, 1, 50)


def test_what_is_said_after_closing_does_not_count(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    close_round(round=round, by=bob, at=LATER)
    say(action, alice, at=LATER + timedelta(hours=1))
    assert round.requests.get().answer is None


def test_opening_an_action_is_noted_for_those_asked_and_their_delegate_only(plan, bob, alice, erin):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    for stranger in (bob, erin):
        opened(user=stranger, action=action, at=LATER)
    assert round.requests.get().opened_at is None
    Delegation.objects.create(principal=alice.actor, deputy=erin.actor)
    erin = type(erin).objects.get(pk=erin.pk)  # what somebody stands for is kept with the account at hand
    opened(user=erin, action=action, at=LATER)
    opened(user=alice, action=action, at=LATER + timedelta(hours=1))
    assert round.requests.get().opened_at == LATER
    assert board_of(round, bob, TODAY, runs=True).lines[0].stand == Stand.OPENED


def test_whoever_reports_by_now_can_be_asked_anew(plan, bob, alice, erin):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    nobodys = act(plan, "Three")
    round = go(make_round(plan, by=bob), bob)
    say(two, alice, at=LATER)
    for action in (one, two, nobodys):
        edit_action(action=action, by=bob, today=TODAY, leads=[("operational", erin.actor, "Erin East")])
    board = board_of(round, bob, TODAY, runs=True)
    anew = changed_hands(round, board.lines, TODAY)
    assert anew == {one.pk: erin.actor, nobodys.pk: erin.actor}, "what is answered stays answered"
    asked = ask_anew(round=round, actions=[one, two, nobodys], by=bob, today=TODAY, at=LATER)
    assert {request.action for request in asked} == {one, nobodys}
    letters = Message.objects.filter(person=erin.actor)
    assert letters.count() == 1, "one e-mail with both"
    with pytest.raises(ValidationError, match="Nobody new"):
        ask_anew(round=round, actions=[one], by=bob, today=TODAY, at=LATER)
    assert round.requests.get(action=one).opened_at is None


def test_what_was_left_out_or_added_since_can_still_be_asked_for(plan, bob, alice):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = make_round(plan, by=bob)
    choose(round=round, action=one, by=bob, left_out=True)
    go(round, bob)
    added = act(plan, "Three", ("operational", alice.actor))
    assert {each.action for each in not_asked_for(round, bob, TODAY)} == {one, added}
    ask_anew(round=round, actions=[one, added], by=bob, today=TODAY, at=LATER)
    assert not_asked_for(round, bob, TODAY) == []
    assert Message.objects.count() == 2
    say(two, alice, at=LATER)
    with pytest.raises(ValidationError):
        ask_anew(round=round, actions=[two], by=bob, today=TODAY, at=LATER)


def test_nobody_is_reminded_twice_a_day_unless_somebody_means_it(plan, bob, alice, erin):
    one = act(plan, "One", ("operational", alice.actor))
    act(plan, "Two", ("operational", erin.actor))
    round = go(make_round(plan, by=bob), bob)
    with pytest.raises(ValidationError, match="today already"):
        nudge(round=round, by=bob, today=TODAY, at=LATER)
    assert nudge(round=round, by=bob, **TOMORROW) == [alice.actor, erin.actor]
    with pytest.raises(ValidationError, match="today already"):
        nudge(round=round, by=bob, person=alice.actor, **TOMORROW)
    assert Message.objects.filter(kind="nudge").count() == 2
    soon = {"today": TOMORROW["today"], "at": TOMORROW["at"] + timedelta(seconds=20)}
    with pytest.raises(ValidationError):
        nudge(round=round, by=bob, person=alice.actor, again=True, **soon)
    hour = {"today": TOMORROW["today"], "at": TOMORROW["at"] + timedelta(hours=1)}
    assert nudge(round=round, by=bob, person=alice.actor, again=True, **hour) == [alice.actor]
    say(one, alice, at=TOMORROW["at"] + timedelta(hours=2))
    day = {"today": TODAY + timedelta(days=2), "at": NOW + timedelta(days=2)}
    assert nudge(round=round, by=bob, **day) == [erin.actor]
    with pytest.raises(ValidationError, match="Nothing is outstanding"):
        nudge(round=round, by=bob, person=alice.actor, **day)


def test_who_cannot_be_mailed_is_not_counted_as_reminded(plan, bob, alice):
    silent = make_actor("No Address")
    act(plan, "One", ("operational", silent))
    round = go(make_round(plan, by=bob), bob)
    with pytest.raises(ValidationError, match="No mail reaches them"):
        nudge(round=round, by=bob, **TOMORROW)
    assert round.requests.get().nudged_at is None


def test_a_round_closes_the_day_after_its_last(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob, closes=TODAY + timedelta(days=1)), bob)
    assert close_due(**TOMORROW) == 0
    after = TODAY + timedelta(days=2)
    assert close_due(after, NOW + timedelta(days=2)) == 1
    assert close_due(after, NOW + timedelta(days=2)) == 0
    round.refresh_from_db()
    assert round.state == "closed"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_what_has_begun_cannot_be_cancelled_or_changed_back(plan, bob, alice, state):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    if state == "closed":
        close_round(round=round, by=bob, at=LATER)
    for refused in (
        lambda: cancel_round(round=round, by=bob),
        lambda: choose(round=round, action=action, by=bob, left_out=True),
        lambda: let_go_out(round=round, by=bob, today=TODAY, at=LATER),
        lambda: edit_round(round=round, by=bob, today=TODAY, opens=TODAY),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert round.requests.filter(left_out=False).count() == 1


def test_an_open_round_may_be_given_more_time_and_a_closed_one_nothing(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    more = TODAY + timedelta(days=20)
    assert edit_round(round=round, by=bob, today=TODAY, closes=more).closes == more
    close_round(round=round, by=bob, at=LATER)
    for refused in (
        lambda: edit_round(round=round, by=bob, today=TODAY, title="X"),
        lambda: nudge(round=round, by=bob, **TOMORROW),
        lambda: ask_anew(round=round, actions=plan.actions.all(), by=bob, today=TODAY, at=LATER),
        lambda: go(round, bob),
    ):
        with pytest.raises(ValidationError):
            refused()
