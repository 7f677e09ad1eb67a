"""Adding an action under a challenge there is or a new one, or seeing why it cannot be placed."""

import pytest

from actionplan.models import Action, Challenge, Revision
from tests.cast import make_challenge, make_plan, page_text
from tests.edited_action import leads_of, sent_from

pytestmark = pytest.mark.django_db


def add_form(client, plan, query="", **changes):
    page = client.get(plan.get_absolute_url() + "add-action/" + query)
    place = page.context["place"]
    placed = {name: place[name].value() for name in place.fields}
    return sent_from(page, **{name: value for name, value in placed.items() if value} | changes)


def test_an_action_is_added_under_a_challenge(client, bob):
    challenge = make_challenge(title="One")
    client.force_login(bob)
    sent = add_form(client, challenge.plan, "?challenge=1", text="Print", deadline_new="March 2027")
    response = client.post(
        challenge.plan.get_absolute_url() + "add-action/", sent | {"lead_member_0": "HR Committee"}
    )
    action = Action.objects.get()
    assert response.url == action.get_absolute_url()
    assert (action.reference, action.challenge, action.deadlines.get().words) == (
        "1.1",
        challenge,
        "March 2027",
    )
    assert leads_of(action) == [("member", "HR Committee", "HR Committee")]


def test_an_action_is_added_under_a_new_challenge_and_heading(client, bob):
    plan = make_plan()
    client.force_login(bob)
    sent = add_form(client, plan, text="Print", new_challenge="Telling people", new_heading="Leadership")
    client.post(plan.get_absolute_url() + "add-action/", sent)
    action = Action.objects.get()
    assert (action.reference, str(action.challenge), action.challenge.heading.name) == (
        "1.1",
        "1 Telling people",
        "Leadership",
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"text": "Print"}, "Choose the challenge it stands under."),
        ({"text": "Print", "new_challenge": "Telling"}, "Choose the heading it stands under."),
        ({"new_challenge": "Telling", "new_heading": "H"}, "Write what is to be done."),
        ({"text": "Print", "challenge": "1", "new_challenge": "T"}, "not both"),
    ],
)
def test_an_action_that_cannot_be_placed_is_refused_and_nothing_is_made(client, bob, given, sentence):
    plan = make_challenge().plan
    if "challenge" in given:
        given = given | {"challenge": Challenge.objects.get().pk}
    client.force_login(bob)
    response = client.post(plan.get_absolute_url() + "add-action/", add_form(client, plan, **given))
    assert sentence in page_text(response)
    assert (Action.objects.count(), Challenge.objects.count()) == (0, 1)


def test_a_challenge_of_another_plan_is_refused(client, bob):
    other = make_challenge(make_plan("Other"))
    plan = make_plan()
    client.force_login(bob)
    response = client.post(plan.get_absolute_url() + "add-action/", {"text": "Print", "challenge": other.pk})
    assert response.status_code == 200
    assert not Action.objects.exists()


def test_an_action_is_added_with_the_reason(client, bob):
    challenge = make_challenge()
    client.force_login(bob)
    sent = add_form(
        client, challenge.plan, "?challenge=1", text="Print", reason="The committee asked for it."
    )
    client.post(challenge.plan.get_absolute_url() + "add-action/", sent)
    assert Revision.objects.get(subject="action").reason == "The committee asked for it."
