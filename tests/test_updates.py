"""Recording an update from an action's page or from My actions."""

import pytest

from actionplan.changes import edit_plan, record_update
from actionplan.changes.scales import preset_scale
from actionplan.models import Grant, Update
from people.models import Delegation, Membership
from tests.cast import make_action, make_actor, make_challenge, make_user, page_text, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(alice):
    return make_action("Publish", leads=[("operational", alice.actor)])


def step(action, meaning):
    return action.plan.scale.step_for(meaning)


def send(client, user, action, **given):
    client.force_login(user)
    return client.post(action.get_absolute_url() + "update/", given)


def test_the_form_is_ready_with_the_present_status(client, alice, action):
    say(action, alice, "Waiting.", meaning="at_risk")
    client.force_login(alice)
    page = client.get(action.get_absolute_url())
    assert page.context["form"]["step"].value() == step(action, "at_risk").pk
    assert "What has happened since" in page_text(page)


def test_a_lead_says_how_it_goes(client, alice, action):
    response = send(client, alice, action, step=step(action, "at_risk").pk, words="Waiting.")
    assert response.url == action.get_absolute_url()
    update = Update.objects.get()
    action.refresh_from_db()
    assert (update.by, update.words, update.for_actor) == (alice, "Waiting.", None)
    assert action.step.meaning == "at_risk"
    assert "Your update is saved for 1.1." in page_text(client.get(response.url))


def test_no_change_is_one_press(client, alice, action):
    response = send(client, alice, action, no_change="on")
    assert Update.objects.get().no_change
    said = page_text(client.get(response.url))
    assert "“No change” is saved for 1.1." in said
    assert "No change." in said


def test_nothing_said_is_refused_on_the_form(client, alice, action):
    response = send(client, alice, action, step=action.step_id, words="  ")
    assert response.status_code == 422
    assert "Say what has happened, choose another status, or press “No change”." in page_text(response)
    assert not Update.objects.exists()


def test_words_beside_no_change_are_kept_on_the_form(client, alice, action):
    response = send(client, alice, action, step=action.step_id, words="Waiting.", no_change="on")
    assert response.status_code == 422
    assert "Waiting.</textarea>" in response.content.decode()
    assert "save that as an update" in page_text(response)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"step": "999999", "words": "Waiting."}, "Choose one of the plan’s statuses."),
        ({"step": "nonsense", "words": "Waiting."}, "Choose one of the plan’s statuses."),
        ({"words": "x" * 10_001}, "at most 10000 characters"),
        ({"words": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_nonsense_is_refused_with_a_sentence_and_everything_typed_kept(
    client, alice, action, given, sentence
):
    response = send(client, alice, action, **given)
    assert response.status_code == 422
    assert sentence in page_text(response)
    assert given["words"][:9] in response.content.decode()
    assert not Update.objects.exists()


def test_another_plans_status_is_refused(client, alice, action):
    other = preset_scale("Under control").steps.first()
    assert send(client, alice, action, step=other.pk, words="Waiting.").status_code == 422


def test_a_status_that_was_not_touched_does_not_undo_somebody_elses(client, alice, bob, action):
    opened_at = action.step_id
    record_update(action=action, by=bob, step=step(action, "off_track"), words="Stopped.")
    send(client, alice, action, step=opened_at, stood_at=opened_at, words="The list is drafted.")
    action.refresh_from_db()
    assert action.step.meaning == "off_track"
    assert [update.words for update in action.updates.all()] == ["The list is drafted.", "Stopped."]


def test_a_delegate_answers_for_the_principal_and_it_says_so(client, alice, action):
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=alice.actor, deputy=pa.actor)
    response = send(client, pa, action, step=action.step_id, words="She is on it.")
    assert Update.objects.get().for_actor == alice.actor
    said = page_text(client.get(response.url))
    assert "Your update is saved for 1.1, for Alice Ames." in said
    assert "Pat Ames for Alice Ames" in said


def test_the_holder_of_a_post_answers_for_the_post(client, alice):
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=alice.actor)
    action = make_action(leads=[("strategic", head)])
    send(client, alice, action, words="Drafted.")
    assert Update.objects.get().for_actor == head


def test_an_editor_may_write_down_what_was_said(client, bob, action):
    assert send(client, bob, action, words="Told at the meeting.").status_code == 302
    assert Update.objects.get().for_actor is None


# Refusals


@pytest.mark.parametrize("role", ["reader", "clerk", "admin"])
def test_those_who_may_read_but_not_answer_are_refused(client, action, role):
    user = make_user("Somebody", role)
    Grant.objects.get_or_create(user=user, role="reader")
    assert send(client, user, action, words="Mine.").status_code == 403
    assert not Update.objects.exists()


def test_a_member_lead_is_refused(client, alice):
    action = make_action(leads=[("member", alice.actor)])
    assert send(client, alice, action, words="Mine.").status_code == 403


def test_a_lead_answers_for_nothing_else(client, alice, action):
    other = make_action(challenge=make_challenge(action.plan, "Another"))
    assert send(client, alice, other, words="Mine.").status_code == 403


@pytest.mark.parametrize("state", ["closed", "draft"])
def test_a_plan_that_is_not_live_takes_no_update(client, alice, bob, action, state):
    edit_plan(plan=action.plan, by=bob, state=state)
    assert send(client, alice, action, words="Mine.").status_code == (403 if state == "closed" else 404)
    assert send(client, bob, action, words="Mine.").status_code == 403
    assert not Update.objects.exists()


def test_a_stranger_learns_nothing(client, dan, action):
    assert send(client, dan, action, words="Mine.").status_code == 404


def test_it_is_never_done_by_a_link(client, alice, action):
    client.force_login(alice)
    answer = client.get(action.get_absolute_url() + "update/?no_change=on")
    assert answer.headers["Location"] == action.get_absolute_url()
    assert not action.updates.exists()
