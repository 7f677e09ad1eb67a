"""Two officers change one action: both versions are shown, one of them chooses, neither is lost."""

import pytest

from actionplan.changes import edit_action
from people.models import Actor
from tests.cast import TODAY, make_actor, make_user, page_text, say
from tests.edited_action import action, opened, sent_from

__all__ = ["action"]

pytestmark = pytest.mark.django_db


def test_two_officers_change_one_action_and_neither_is_lost(client, bob, action):
    client.force_login(bob)
    sent = opened(client, action, text="Publish online", notes="Ask IT")
    edit_action(action=action, by=make_user("Grace Green"), today=TODAY, text="Publish and print")
    page = client.post(action.get_absolute_url() + "edit/", sent)
    said = page_text(page)
    assert "Grace Green changed this while you were editing." in said
    assert "As it stands now Publish and print What you wrote Publish online" in said
    assert "Publish online</textarea>" in page.content.decode()
    assert "Ask IT</textarea>" in page.content.decode()
    action.refresh_from_db()
    assert (action.text, action.notes) == ("Publish and print", "")


def test_nothing_is_saved_until_the_officer_has_chosen(client, bob, action):
    client.force_login(bob)
    sent = opened(client, action, text="Publish online")
    edit_action(action=action, by=None, today=TODAY, text="Publish and print")
    page = client.post(action.get_absolute_url() + "edit/", sent)
    page = client.post(action.get_absolute_url() + "edit/", sent_from(page))
    assert "Action: choose which to keep." in page_text(page)
    assert "As it stands now Publish and print What you wrote Publish online" in page_text(page)


@pytest.mark.parametrize(("kept", "text"), [("mine", "Publish online"), ("theirs", "Publish and print")])
def test_the_officer_chooses_and_the_rest_is_saved_too(client, bob, action, kept, text):
    client.force_login(bob)
    sent = opened(client, action, text="Publish online", notes="Ask IT")
    edit_action(action=action, by=None, today=TODAY, text="Publish and print")
    page = client.post(action.get_absolute_url() + "edit/", sent)
    assert (
        client.post(action.get_absolute_url() + "edit/", sent_from(page, keep_text=kept)).status_code == 302
    )
    action.refresh_from_db()
    assert (action.text, action.notes) == (text, "Ask IT")


def test_a_third_change_meanwhile_is_asked_about_again(client, bob, action):
    client.force_login(bob)
    sent = opened(client, action, text="Publish online")
    edit_action(action=action, by=None, today=TODAY, text="Publish and print")
    page = client.post(action.get_absolute_url() + "edit/", sent)
    edit_action(action=action, by=None, today=TODAY, text="Do not publish")
    page = client.post(action.get_absolute_url() + "edit/", sent_from(page, keep_text="mine"))
    assert "As it stands now Do not publish What you wrote Publish online" in page_text(page)


@pytest.mark.parametrize(("kept", "words"), [("mine", "August 26"), ("theirs", "July 26")])
def test_leads_and_deadlines_conflict_too(client, bob, action, kept, words):
    line = action.deadlines.get()
    name, hugo = f"deadline_{line.pk}", make_actor("Hugo Hill")
    make_actor("Erin East")
    client.force_login(bob)
    sent = opened(client, action, reason="Later", lead_operational_0="Erin East", **{name: "August 26"})
    edit_action(
        action=action,
        by=make_user("Grace Green"),
        today=TODAY,
        moves={line: "July 26"},
        leads=[("operational", hugo, "Hugo Hill")],
        reason="Late",
    )
    page = client.post(action.get_absolute_url() + "edit/", sent)
    said = page_text(page)
    assert "Deadline As it stands now July 26 What you wrote August 26" in said
    assert "As it stands now Hugo Hill (operational lead) What you wrote Erin East (operational lead)" in said
    again = sent_from(page, keep_leads=kept, **{f"keep_{name}": kept})
    assert client.post(action.get_absolute_url() + "edit/", again).status_code == 302
    assert action.deadlines.get().words == words
    assert action.leads.get().actor.name == ("Erin East" if kept == "mine" else "Hugo Hill")


def test_people_made_for_a_save_that_conflicts_are_not_left_behind(client, bob, action):
    client.force_login(bob)
    sent = opened(
        client, action, text="Publish online", lead_strategic_0="New Body", lead_strategic_0_is="new:team"
    )
    edit_action(action=action, by=None, today=TODAY, text="Publish and print")
    page = client.post(action.get_absolute_url() + "edit/", sent)
    assert not Actor.objects.filter(name="New Body").exists()
    client.post(action.get_absolute_url() + "edit/", sent_from(page, keep_text="mine"))
    assert Actor.objects.get(name="New Body").kind == "team"


def test_an_update_given_meanwhile_does_not_disturb(client, bob, alice, action):
    client.force_login(bob)
    sent = opened(client, action, text="Publish online")
    say(action, alice, "Waiting.", meaning="at_risk")
    assert client.post(action.get_absolute_url() + "edit/", sent).status_code == 302
