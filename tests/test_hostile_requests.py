"""What no form of ours sends: addresses and values that nothing has, answered like anything that is not there."""

import pytest

from actionplan.changes import change_state
from actionplan.models import Challenge, Heading
from people.models import Actor
from tests.cast import make_action, make_actor, make_plan, page_text

pytestmark = pytest.mark.django_db
LONG_NUMBER = "9" * 5000
LIGATURE = "ﷺ"  # one letter that folds into eighteen


@pytest.fixture
def action(client, bob):
    client.force_login(bob)
    return make_action(by=bob, deadline="June 2027")


@pytest.mark.parametrize("reference", ["%00", "1.1%00", "x" * 3000, "1.2"])
def test_a_reference_nothing_can_have_is_no_page(client, action, reference):
    assert client.get(f"{action.plan.get_absolute_url()}{reference}/").status_code == 404


@pytest.mark.parametrize("number", [LONG_NUMBER, "9" * 30, "²", "-1", "\0"])
def test_a_challenge_number_nothing_has_begins_a_form_without_one(client, action, number):
    page = client.get(f"{action.plan.get_absolute_url()}add-action/", {"challenge": number})
    assert page.status_code == 200
    assert page.context["place"]["challenge"].value() is None


@pytest.mark.parametrize("state", ["draft", "closed", "nothing"])
def test_a_draft_cannot_become_what_it_cannot(client, bob, state):
    client.force_login(bob)
    plan = make_plan(state="draft")
    assert client.post(f"/plans/{plan.slug}/become/{state}/").url == plan.get_absolute_url()
    plan.refresh_from_db()
    assert plan.state == "draft"


@pytest.mark.parametrize(
    "typed",
    [
        {"name": LIGATURE * 200},
        {"name": "Head of HR", "aliases": "y" * 300},
        {"name": "HR", "aliases": LIGATURE * 200},
    ],
    ids=["name", "long alias", "folding alias"],
)
def test_a_name_too_long_to_keep_is_refused_where_it_was_typed(client, bob, typed):
    client.force_login(bob)
    page = client.post("/people/new/", {"kind": "post", **typed})
    assert "shorten it" in page_text(page)
    assert not Actor.objects.filter(kind="post").exists()


def test_a_heading_too_long_to_keep_is_refused(client, action):
    heading = action.challenge.heading
    page = client.post(
        f"{action.plan.get_absolute_url()}outline/heading/{heading.pk}/", {"name": LIGATURE * 300}
    )
    assert "shorten it" in page_text(page)
    heading.refresh_from_db()
    assert heading.name == "Leadership"


def test_a_lead_too_long_to_keep_is_refused_and_nothing_is_saved(client, action):
    sent = {
        "text": "Changed",
        "lead_member_0": LIGATURE * 200,
        "lead_member_0_is": "new:team",
        f"deadline_{action.deadlines.get().pk}": "June 2027",
    }
    assert "shorten it" in page_text(client.post(action.get_absolute_url() + "edit/", sent))
    action.refresh_from_db()
    assert action.text != "Changed"


def test_a_closed_plan_is_kept_as_it_stands(client, bob, action):
    plan, challenge = action.plan, action.challenge
    change_state(plan=plan, state="closed", by=bob)
    home = plan.get_absolute_url()
    for address, sent in (
        (f"{home}outline/{challenge.number}/", {"title": "Changed", "heading": challenge.heading_id}),
        (f"{home}outline/heading/{challenge.heading_id}/", {"name": "Changed"}),
        (f"{home}add-action/", {"text": "Changed", "new_challenge": "Changed", "new_heading": "Changed"}),
        (
            f"{home}edit/",
            {
                "title": "Changed",
                "stands_on": "2026-01-09",
                "committee": plan.committee_id,
                "heading_word": "Heading",
                "challenge_word": "Challenge",
                "action_word": "Action",
            },
        ),
    ):
        assert "This plan is closed. Open it again before changing it." in page_text(
            client.post(address, sent)
        )
    plan.refresh_from_db()
    assert plan.title == "Peer review plan"
    assert not Challenge.objects.filter(title="Changed").exists()
    assert not Heading.objects.filter(name="Changed").exists()
    page = client.get(home).content.decode()
    assert f"{home}edit/" not in page
    assert "Open the plan again" in page


def test_a_closed_plan_offers_no_renaming(client, bob, action):
    change_state(plan=action.plan, state="closed", by=bob)
    said = page_text(client.get(f"{action.plan.get_absolute_url()}outline/"))
    assert "Rename" not in said
    assert "Edit 1" not in said


def test_who_may_not_is_told_what_to_ask_for(client, erin):
    client.force_login(erin)
    page = client.get("/accounts/")
    assert page.status_code == 403
    assert "you sign in as erin@example.org" in page_text(page)


def test_the_long_words_of_a_team_do_not_hide_its_page(client, action):
    team = make_actor("x" * 200, "team")
    assert "x" * 200 in page_text(client.get(f"/people/{team.pk}/"))
