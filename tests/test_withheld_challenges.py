"""A challenge under which all is exempt: whoever may not know of its actions does not learn of it either."""

import pytest

from actionplan.models import Grant, SeeAlso
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


@pytest.fixture
def plan(bob):
    """One open action that says: see the withheld challenge; and that challenge, with its one exempt action."""
    plan = make_plan(by=bob)
    told = make_action("Publish who leads", challenge=make_challenge(plan, by=bob), by=bob)
    withheld = make_challenge(plan, "Letting the print contract", "Contracts", bob)
    secret = make_action(
        "Choose the printer",
        challenge=withheld,
        by=bob,
        leads=[("member", make_actor("Print panel", "team"))],
        **EXEMPT,
    )
    SeeAlso.objects.create(action=told, challenge=withheld, words="see print")
    SeeAlso.objects.create(action=told, other=secret, words="see printer")
    return plan


PAGES = ["", "1.1/", "?words=print", "outline/", "add-action/", "outline/1/"]


def seen(client, plan, address):
    page = client.get(plan.get_absolute_url() + address)
    assert page.status_code == 200
    said = page_text(page)
    told = ("Letting the print contract", "Contracts", "Choose the printer", "Print panel", "2 challenges")
    return [words for words in told if words in said]


@pytest.mark.parametrize("address", PAGES)
def test_an_editor_without_the_right_does_not_learn_of_it(client, plan, address):
    client.force_login(make_user("Eddie Ellis", "editor"))
    assert seen(client, plan, address) == []


@pytest.mark.parametrize("address", ["", "1.1/", "outline/", "add-action/"])
def test_an_editor_with_the_right_does(client, bob, plan, address):
    Grant.objects.create(user=bob, role="exempt")
    client.force_login(bob)
    assert seen(client, plan, address)


def test_the_form_of_what_is_withheld_is_no_page(client, plan):
    client.force_login(make_user("Eddie Ellis", "editor"))
    heading = plan.headings.get(name="Contracts")
    for address in ("outline/2/", f"outline/heading/{heading.pk}/", "E1/", "E1/edit/"):
        assert client.get(plan.get_absolute_url() + address).status_code == 404


def test_actions_withheld_are_not_counted_in_the_outline(client, bob, plan):
    make_action("Pay the printer", challenge=plan.challenges.get(number=1), by=bob, **EXEMPT)
    client.force_login(make_user("Eddie Ellis", "editor"))
    page = client.get(plan.get_absolute_url() + "outline/")
    assert [each.action_count for each in page.context["challenges"]] == [1]


def test_a_challenge_without_any_action_is_no_secret(client, bob, plan):
    make_challenge(plan, "Something new", "New theme", bob)
    client.force_login(make_user("Eddie Ellis", "editor"))
    said = page_text(client.get(plan.get_absolute_url() + "outline/"))
    assert "Something new" in said
    assert "New theme" in said
    assert "2 challenges, 1 action" in page_text(client.get(plan.get_absolute_url()))
