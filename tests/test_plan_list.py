"""The list of plans: each with its numbers, for whom it is home, and what it costs."""

import pytest

from actionplan.models import Grant
from tests.cast import make_action, make_challenge, make_plan, page_text, words_for

pytestmark = pytest.mark.django_db


# The list of plans


def test_the_list_shows_each_plan_with_its_numbers(client, erin):
    plan = make_plan(origin="Peer review of 2025")
    make_action(challenge=make_challenge(plan), deadline=words_for(-3))
    make_action(challenge=make_challenge(plan, "Another"))
    client.force_login(erin)
    said = page_text(client.get("/plans/"))
    assert "Peer review plan HR Committee · Peer review of 2025 · agreed 9 January 2026 · 2 actions" in said
    assert "2 not started" in said
    assert "1 overdue" in said


def test_drafts_are_on_the_list_of_their_editors_only(client, bob, erin):
    make_plan(state="draft")
    client.force_login(erin)
    assert "Peer review plan" not in page_text(client.get("/plans/"))
    client.force_login(bob)
    assert "Peer review plan draft" in page_text(client.get("/plans/"))


def test_an_administrator_sees_no_plans(client, frank):
    plan = make_plan()
    client.force_login(frank)
    assert "No plans to see" in page_text(client.get("/plans/"))
    assert client.get(plan.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_costs_the_same_whatever_its_length(client, bob, count, django_assert_num_queries):
    for number in range(count):
        make_action(challenge=make_challenge(make_plan(f"Plan {number}")))
    client.force_login(bob)
    client.get("/plans/")
    with django_assert_num_queries(8):
        client.get("/plans/")


# Home


def test_home_is_my_actions_for_a_lead_and_the_plans_for_others(client, alice, erin):
    make_action(leads=[("operational", alice.actor)])
    client.force_login(alice)
    assert client.get("/").url == "/my-actions/"
    client.force_login(erin)
    assert client.get("/").url == "/plans/"


@pytest.mark.parametrize("address", ["/", "/plans/", "/my-actions/", "/plans/x/", "/plans/x/1.1/"])
def test_nobody_sees_anything_without_signing_in(client, address):
    assert client.get(address).url.startswith("/sign-in/")


def test_home_is_the_accounts_for_who_keeps_only_those(client, frank):
    client.force_login(frank)
    make_plan()
    assert client.get("/").url == "/accounts/"
    Grant.objects.create(user=frank, role="reader")
    assert client.get("/").url == "/plans/"


def test_an_editor_is_led_to_reading_a_document_in(client, bob):
    client.force_login(bob)
    for _ in ("before there is a plan", "and after"):
        page = client.get("/plans/")
        assert 'href="/imports/new/">Import a plan</a>' in page.content.decode()
        make_plan()
