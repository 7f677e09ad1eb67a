"""Accounts and grants, as an administrator keeps them."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from actionplan.models import Grant
from people.models import Actor, User
from tests.cast import make_actor, make_plan, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["account_list", "account_create"])
def test_only_an_administrator_opens_the_accounts(client, bob, carol, erin, dan, frank, name):
    for user, status in ((bob, 403), (carol, 403), (erin, 403), (dan, 403), (frank, 200)):
        client.force_login(user)
        assert client.get(reverse(name)).status_code == status


def test_an_account_is_made_for_a_person_in_the_list(client, frank):
    person = make_actor("Priya Nair")
    client.force_login(frank)
    client.post(reverse("account_create"), {"actor": person.pk, "email": "Priya@example.org"})
    user = User.objects.get(email__iexact="priya@example.org")
    assert user.actor == person
    assert not user.has_usable_password()


def test_the_address_may_name_whose_account_it_is_to_be(client, frank, erin):
    alice = make_actor("Alice Ames", email="alice@example.org")
    client.force_login(frank)
    address = reverse("account_create")
    assert client.get(address, {"actor": alice.pk}).context["form"].initial == {
        "actor": alice.pk,
        "email": "alice@example.org",
    }
    for other in (erin.actor.pk, "nobody", "9" * 30):
        assert client.get(address, {"actor": other}).context["form"].initial == {}


def test_an_account_is_made_with_a_new_person(client, frank):
    client.force_login(frank)
    client.post(reverse("account_create"), {"name": "Tom Lund", "email": "tom@example.org"})
    assert Actor.objects.get(name="Tom Lund").user.email == "tom@example.org"


def test_an_address_that_is_taken_in_another_case_is_refused_and_makes_nobody(client, frank):
    make_user("Tom Lund", email="tom@example.org")
    client.force_login(frank)
    page = client.post(reverse("account_create"), {"name": "Tim Lund", "email": "TOM@example.org"})
    assert "There is an account with this e-mail address already." in page.content.decode()
    assert not Actor.objects.filter(name="Tim Lund").exists()


def test_a_role_is_given_over_one_plan_and_taken_back(client, frank, erin):
    plan = make_plan()
    client.force_login(frank)
    address = reverse("account_detail", args=[erin.pk])
    client.post(address, {"role": "editor", "plan": plan.pk})
    grant = Grant.objects.get(user=erin, role="editor")
    assert grant.plan == plan
    client.post(reverse("grant_take", args=[grant.pk]))
    assert not Grant.objects.filter(pk=grant.pk).exists()


@pytest.mark.parametrize(
    ("role", "sentence"),
    [("clerk", "not one plan"), ("admin", "for the whole council")],
)
def test_a_role_that_makes_no_sense_over_a_plan_is_refused(client, frank, erin, role, sentence):
    plan = make_plan()
    client.force_login(frank)
    page = client.post(reverse("account_detail", args=[erin.pk]), {"role": role, "plan": plan.pk})
    assert sentence in page.content.decode()
    assert not Grant.objects.filter(user=erin, role=role).exists()


def test_a_role_given_twice_is_refused(client, frank, erin):
    client.force_login(frank)
    page = client.post(reverse("account_detail", args=[erin.pk]), {"role": "reader"})
    assert "has that role already" in page.content.decode()


def test_the_last_administrator_stays_one(client, frank):
    client.force_login(frank)
    client.post(reverse("grant_take", args=[Grant.objects.get(user=frank).pk]))
    assert Grant.objects.filter(user=frank, role="admin").exists()


def test_a_stopped_account_is_signed_out_at_once_and_stays_out(client, frank, erin):
    client.force_login(frank)
    client.post(reverse("account_open", args=[erin.pk]))
    client.force_login(erin)
    assert client.get(reverse("people_list")).status_code == 302


def test_an_administrator_cannot_stop_their_own_account(client, frank):
    client.force_login(frank)
    client.post(reverse("account_open", args=[frank.pk]))
    frank.refresh_from_db()
    assert frank.is_active


def test_the_first_administrator_is_made_on_the_command_line(db, capsys):
    call_command("add_administrator", "ada@example.org", "Ada Ames")
    user = User.objects.get(email="ada@example.org")
    assert user.actor.name == "Ada Ames"
    assert [grant.role for grant in user.grants.all()] == ["admin"]
    assert "code sent to ada@example.org" in capsys.readouterr().out


def test_an_address_that_is_none_makes_no_administrator(db):
    with pytest.raises(CommandError, match="valid email"):
        call_command("add_administrator", "ada", "Ada Ames")
    assert not Actor.objects.exists()
