"""Rounds: who would be asked for what, what is decided before, and when the request goes out."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes.rounds import (
    cancel_round,
    choose,
    close_round,
    edit_round,
    let_go_out,
    open_due,
    plan_round,
)
from actionplan.models import Message, Request, Round
from actionplan.round_board import board_of, not_asked_for
from actionplan.rounds import askings_of, by_person, proposed_closing
from people.models import Membership
from tests.cast import TODAY, make_actor, make_meeting, make_plan, make_round, make_user, say
from tests.rounds import LATER, NOW, TOMORROW, act, go, plan

__all__ = ["plan"]

pytestmark = pytest.mark.django_db


def asked_for(round, user):
    """Whom a planned round would ask, or why nobody, by reference."""
    return {
        each.action.reference: "left out"
        if each.left_out
        else each.asked.name
        if each.asked
        else each.problem.code
        for each in askings_of(round, user, TODAY)
    }


def test_whoever_reports_is_asked_and_where_nobody_does_the_reason_is_said(plan, bob, alice):
    head, vacant = make_actor("Head of HR", "post"), make_actor("Head of IT", "post")
    Membership.objects.create(of=head, member=alice.actor, since=TODAY)
    gone = make_actor("Colin Ashby", left_on=TODAY - timedelta(days=9))
    team = make_actor("All managers", "team")
    act(plan, "One", ("strategic", alice.actor))
    act(plan, "Two", ("operational", head))
    act(plan, "Three", ("operational", vacant))
    act(plan, "Four", ("operational", gone))
    act(plan, "Five", ("operational", team))
    act(plan, "Six", ("member", alice.actor))
    asked = asked_for(make_round(plan, by=bob), bob)
    assert list(asked.values()) == ["Alice Ames", "Alice Ames", "vacant", "left", "group", "nobody"]


def test_only_open_actions_that_say_something_of_live_plans_are_asked_for(plan, bob, alice):
    lead = ("operational", alice.actor)
    done = act(plan, "Done", lead)
    say(done, alice, meaning="complete")
    act(plan, "See 2", lead, pointer=True)
    deleted = act(plan, "Mistake", lead)
    type(deleted).objects.filter(pk=deleted.pk).update(deleted_at=NOW)
    act(plan, "Open", lead)
    round = make_round(plan, by=bob)
    assert [each.action.text for each in askings_of(round, bob, TODAY)] == ["Open"]
    type(plan).objects.update(state="closed")
    assert askings_of(round, bob, TODAY) == []


def test_an_exempt_action_is_asked_for_only_by_somebody_who_may_know_of_it(plan, bob, alice):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract."}
    act(plan, "Let the contract", ("operational", alice.actor), **secret)
    act(plan, "Open", ("operational", alice.actor))
    editor = make_user("Grace Green", "editor", "exempt")
    round = make_round(plan, by=bob)
    assert list(asked_for(round, bob)) == ["1.1"]
    assert sorted(asked_for(round, editor)) == ["1.1", "E1"]
    go(round, editor)
    assert board_of(round, bob, TODAY, runs=True).asked == 1
    assert board_of(round, editor, TODAY, runs=True).asked == 2


def test_people_without_address_account_or_leave_to_be_mailed_are_named(plan, bob, alice):
    cllr = make_user("Cllr Kim", councillor=True).actor
    for person in (make_actor("No Address"), cllr, alice.actor):
        act(plan, f"For {person}", ("operational", person))
    people = by_person(askings_of(make_round(plan, by=bob), bob, TODAY), TODAY)
    problems = {person.actor.name: [problem.code for problem in person.problems] for person in people}
    assert problems == {"Alice Ames": [], "Cllr Kim": ["mail"], "No Address": ["no_address", "no_account"]}


def test_one_action_is_left_out_and_another_person_asked(plan, bob, alice, erin):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = make_round(plan, by=bob)
    choose(round=round, action=one, by=bob, left_out=True)
    choose(round=round, action=two, by=bob, asked=erin.actor)
    assert asked_for(round, bob) == {"1.1": "left out", "1.2": "Erin East"}
    go(round, bob)
    asked = {each.action_id: (each.asked, each.left_out) for each in round.requests.all()}
    assert asked == {one.pk: (None, True), two.pk: (erin.actor, False)}
    assert [each.action for each in not_asked_for(round, bob, TODAY)] == [one]


def test_what_was_decided_can_be_taken_back(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob)
    choose(round=round, action=action, by=bob, left_out=True)
    choose(round=round, action=action, by=bob)
    assert asked_for(round, bob) == {"1.1": "Alice Ames"}


def test_nobody_who_left_and_no_team_can_be_asked(plan, bob):
    action, round = act(plan, "One"), make_round(plan, by=bob)
    for nobody in (make_actor("Gone", left_on=TODAY), make_actor("A team", "team")):
        with pytest.raises(ValidationError, match="Only a person"):
            choose(round=round, action=action, by=bob, asked=nobody)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"plans": []}, "at least one plan"),
        ({"opens": TODAY - timedelta(days=1)}, "gone by"),
        ({"closes": TODAY - timedelta(days=1)}, "at least the day of asking"),
        ({"title": " "}, "cannot be blank"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(plan, bob, fields, said):
    given = {"title": "T", "plans": [plan], "opens": TODAY, "closes": TODAY, "today": TODAY, **fields}
    with pytest.raises(ValidationError, match=said):
        plan_round(by=bob, **given)
    assert not Round.objects.exists()


def test_answers_are_needed_before_the_meeting_and_plans_must_be_live(plan, bob):
    with pytest.raises(ValidationError, match="The meeting is on 8 December 2026"):
        make_round(plan, by=bob, meeting=make_meeting(), closes=TODAY + timedelta(days=30))
    with pytest.raises(ValidationError, match="is not live"):
        make_round(make_plan("A draft", by=bob, state="draft"), by=bob)


@pytest.mark.parametrize(
    ("held_on", "closes"),
    [
        (date(2026, 12, 8), date(2026, 11, 27)),  # ten days before is a Saturday
        (date(2026, 12, 20), date(2026, 12, 10)),
        (date(2027, 1, 19), date(2027, 1, 8)),
        (date(2026, 11, 25), date(2026, 11, 24)),  # too near for a week: the day before
        (date(2026, 11, 21), TODAY),
        (TODAY, TODAY),
        (None, date(2026, 12, 4)),
    ],
)
def test_the_meeting_proposes_the_last_day(bob, held_on, closes):
    """In time for its papers, on a working day, never after the meeting nor before today."""
    assert proposed_closing(TODAY, held_on and make_meeting(held_on)) == closes


def test_opening_keeps_who_was_asked_and_writes_to_each_once(plan, bob, alice, erin):
    for text in ("One", "Two"):
        act(plan, text, ("operational", alice.actor))
    act(plan, "Three", ("operational", erin.actor))
    act(plan, "Four")
    round = go(make_round(plan, by=bob), bob)
    assert (round.state, round.opened_at) == ("open", NOW)
    assert Message.objects.count() == 2
    again = go(round, bob, at=LATER)
    assert again.opened_at == NOW
    assert Message.objects.count() == 2
    assert round.requests.filter(asked=None).count() == 1


def test_a_round_with_nobody_to_ask_stays_planned(plan, bob):
    act(plan, "One")
    round = make_round(plan, by=bob)
    with pytest.raises(ValidationError, match="nobody to ask"):
        go(round, bob)
    round.refresh_from_db()
    assert round.state == "planned"
    assert not Message.objects.exists()


def test_a_round_goes_out_by_itself_on_its_day_once_somebody_has_seen_it(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    day = TODAY + timedelta(days=1)
    round = make_round(plan, by=bob, opens=day, today=TODAY)
    assert open_due(day, NOW) == 0, "nobody has looked at it"
    let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    assert open_due(TODAY, NOW) == 0, "its day has not come"
    assert open_due(**TOMORROW) == 1
    assert open_due(**TOMORROW) == 0
    round.refresh_from_db()
    assert round.state == "open"
    assert Message.objects.count() == 1


def test_other_plans_have_to_be_looked_at_again(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob, opens=TODAY + timedelta(days=1), today=TODAY)
    let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    other = make_plan("Another", by=bob)
    assert edit_round(round=round, by=bob, today=TODAY, title="New").confirmed_at == NOW
    assert edit_round(round=round, by=bob, today=TODAY, plans=[other]).confirmed_at is None
    assert open_due(**TOMORROW) == 0


def test_a_round_that_cannot_go_out_holds_up_no_other(plan, bob, alice):
    empty = make_plan("Empty", by=bob)
    act(plan, "One", ("operational", alice.actor))
    for each in (empty, plan):
        round = make_round(each, by=bob, opens=TODAY + timedelta(days=1), today=TODAY)
        let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    assert open_due(**TOMORROW) == 1
    assert set(Round.objects.values_list("state", flat=True)) == {"planned", "open"}


def test_a_planned_round_is_cancelled_without_a_trace(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob)
    choose(round=round, action=action, by=bob, left_out=True)
    with pytest.raises(ValidationError, match="cancel the request"):
        close_round(round=round, by=bob, at=NOW)
    cancel_round(round=round, by=bob)
    assert not Round.objects.exists()
    assert not Request.objects.exists()
