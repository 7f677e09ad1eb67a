"""The board of a round: counted by person and by directorate, for those who may see it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan import permissions
from actionplan.round_board import board_of, changed_hands, not_asked_for
from actionplan.rounds import askings_of, by_person
from people.models import Membership
from tests.cast import TODAY, make_actor, make_plan, make_round, make_user, say
from tests.rounds import LATER, NOW, act, go, plan

__all__ = ["plan"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def directorates(plan, alice, erin, bob):
    """Alice holds a post in Resources, Erin is in a team of Community; each directorate has its director."""
    resources, community = make_actor("Resources", "team"), make_actor("Community", "team")
    head = make_actor("Head of HR", "post", part_of=resources)
    leisure = make_actor("Leisure team", "team", part_of=community)
    Membership.objects.create(of=head, member=alice.actor)
    Membership.objects.create(of=leisure, member=erin.actor)
    director = make_user("Dora Dean")
    post = make_actor("Director of Resources", "post")
    Membership.objects.create(of=post, member=director.actor)
    Membership.objects.create(of=resources, member=post)
    one = act(plan, "One", ("operational", alice.actor), ("strategic", director.actor))
    two = act(plan, "Two", ("operational", erin.actor))
    three = act(plan, "Three", ("operational", bob.actor))
    return {"director": director, "actions": (one, two, three)}


def test_the_board_counts_by_person_and_by_directorate(plan, bob, alice, directorates):
    round = go(make_round(plan, by=bob), bob)
    say(directorates["actions"][0], alice, at=LATER)
    board = board_of(round, bob, TODAY, runs=True)
    assert [(group.who.name, group.answered) for group in board.people] == [
        ("Alice Ames", 1),
        ("Bob Brook", 0),
        ("Erin East", 0),
    ]
    assert [
        (group.who.name if group.who else None, group.asked, group.answered) for group in board.directorates
    ] == [
        ("Community", 1, 0),
        ("Resources", 1, 1),
        (None, 1, 0),
    ]


def test_a_director_sees_their_directorate_and_a_lead_their_own(plan, bob, alice, dan, directorates):
    director = directorates["director"]
    round = make_round(plan, by=bob)
    assert not permissions.visible_rounds(director, TODAY).exists(), "nothing is known before it begins"
    go(round, bob)
    assert list(permissions.visible_rounds(director, TODAY)) == [round]
    assert [line.request.action.text for line in board_of(round, director, TODAY, False).lines] == ["One"]
    assert [line.request.asked for line in board_of(round, alice, TODAY, False).lines] == [alice.actor]
    assert not permissions.visible_rounds(dan, TODAY).exists()
    assert not permissions.may_run_round(director, round, TODAY)


def test_a_round_is_run_by_editors_of_all_its_plans_only(plan, bob):
    other = make_plan("Another", by=bob)
    half = make_user("Harry Half", "editor", plan=plan)
    one, both = make_round(plan, by=bob), make_round(plan, other, by=bob)
    assert list(permissions.visible_rounds(half, TODAY)) == [one]
    assert permissions.may_run_round(half, one, TODAY)
    assert not permissions.may_run_round(half, both, TODAY)
    assert permissions.may_run_round(bob, both, TODAY)


@pytest.mark.once
def test_the_queries_of_a_board_do_not_grow_with_its_rows(plan, bob):
    def fill(count):
        for number in range(count):
            user = make_user(f"P{plan.actions.count()} Lead", email=f"p{plan.actions.count()}@example.org")
            action = act(plan, f"Action {number}", ("operational", user.actor))
            if number % 2:
                say(action, user, at=NOW - timedelta(days=1))

    def queries(round):
        user = type(bob).objects.get(pk=bob.pk)
        with CaptureQueriesContext(connection) as found:
            board = board_of(round, user, TODAY, runs=True)
            changed_hands(round, board.lines, TODAY)
            not_asked_for(round, user, TODAY)
            by_person(askings_of(round, user, TODAY), TODAY)
        return len(found)

    fill(5)
    few = queries(go(make_round(plan, by=bob), bob))
    fill(45)
    many = go(make_round(plan, by=bob), bob)
    assert board_of(many, bob, TODAY, runs=True).asked == 50
    assert queries(many) == few
