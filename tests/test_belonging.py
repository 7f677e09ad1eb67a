"""Hats: what somebody is on a day, and how they come to be it."""

from datetime import date, timedelta

import pytest

from people.belonging import hats_of
from people.models import Delegation, Membership
from tests.cast import TODAY, make_actor

pytestmark = pytest.mark.django_db


def words_by_name(person, day=TODAY):
    return {hat.actor.name: hat.words for hat in hats_of(person, day).values()}


@pytest.fixture
def shirin():
    return make_actor("Shirin Patel")


@pytest.fixture
def head():
    return make_actor("Head of People", "post")


@pytest.fixture
def managers():
    return make_actor("Management team", "team")


def test_a_person_is_themselves(shirin):
    assert words_by_name(shirin) == {"Shirin Patel": "yours"}


def test_nobody_wears_no_hat():
    assert hats_of(None, TODAY) == {}


def test_a_post_and_a_team_are_worn(shirin, head, managers):
    Membership.objects.create(of=head, member=shirin)
    Membership.objects.create(of=managers, member=shirin)
    assert words_by_name(shirin) == {
        "Shirin Patel": "yours",
        "Head of People": "through Head of People",
        "Management team": "through Management team",
    }


def test_a_team_is_worn_through_the_post_that_is_in_it(shirin, head, managers):
    Membership.objects.create(of=head, member=shirin)
    Membership.objects.create(of=managers, member=head)
    assert words_by_name(shirin)["Management team"] == "through Head of People, Management team"


def test_the_most_direct_way_is_said(shirin, head, managers):
    Membership.objects.create(of=head, member=shirin)
    Membership.objects.create(of=managers, member=head)
    Membership.objects.create(of=managers, member=shirin)
    assert words_by_name(shirin)["Management team"] == "through Management team"


def test_a_team_within_a_team_goes_no_deeper(shirin, managers):
    everybody = make_actor("All managers", "team")
    Membership.objects.create(of=managers, member=shirin)
    Membership.objects.create(of=everybody, member=managers)
    assert "All managers" not in words_by_name(shirin)


@pytest.mark.parametrize(
    ("since", "until", "worn"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (TODAY + timedelta(1), None, False),
        (None, TODAY - timedelta(1), False),
        (date(2026, 1, 1), None, True),
        (None, date(2027, 1, 1), True),
    ],
)
def test_a_post_is_worn_from_its_first_day_to_its_last(shirin, head, since, until, worn):
    Membership.objects.create(of=head, member=shirin, since=since, until=until)
    assert ("Head of People" in words_by_name(shirin)) is worn


def test_a_post_that_has_left_its_team_no_longer_carries_it(shirin, head, managers):
    Membership.objects.create(of=head, member=shirin)
    Membership.objects.create(of=managers, member=head, until=TODAY - timedelta(1))
    assert "Management team" not in words_by_name(shirin)


def test_a_delegate_wears_the_principals_hats(shirin, head):
    pa = make_actor("Pat Ames")
    Delegation.objects.create(principal=shirin, deputy=pa)
    Membership.objects.create(of=head, member=shirin)
    assert words_by_name(pa) == {
        "Pat Ames": "yours",
        "Shirin Patel": "for Shirin Patel",
        "Head of People": "for Shirin Patel, through Head of People",
    }


def test_a_delegation_that_has_ended_gives_nothing(shirin):
    pa = make_actor("Pat Ames")
    Delegation.objects.create(principal=shirin, deputy=pa, until=TODAY - timedelta(1))
    assert words_by_name(pa) == {"Pat Ames": "yours"}


def test_a_delegate_of_a_delegate_answers_for_nobody_further(shirin):
    pa, temp = make_actor("Pat Ames"), make_actor("Terry Temp")
    Delegation.objects.create(principal=shirin, deputy=pa)
    Delegation.objects.create(principal=pa, deputy=temp)
    assert set(words_by_name(temp)) == {"Terry Temp", "Pat Ames"}


def test_ones_own_hat_goes_before_the_one_worn_for_another(shirin, head):
    pa = make_actor("Pat Ames")
    Delegation.objects.create(principal=shirin, deputy=pa)
    Membership.objects.create(of=head, member=shirin)
    Membership.objects.create(of=head, member=pa)
    assert words_by_name(pa)["Head of People"] == "through Head of People"


def test_two_queries_however_many_hats(shirin, django_assert_num_queries):
    for number in range(6):
        Membership.objects.create(of=make_actor(f"Team {number}", "team"), member=shirin)
    with django_assert_num_queries(2):
        assert len(hats_of(shirin, TODAY)) == 7
