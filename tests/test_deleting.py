"""Deleting is for mistakes: restorable for 30 days, the reference never used again, and nowhere to be seen."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actionplan import permissions
from actionplan.changes import (
    add_action,
    change_state,
    delete_action,
    merge_actions,
    restore_action,
)
from actionplan.models import Action, SeeAlso
from reports import snapshots
from reports.papers import create_paper
from reports.publication import publish
from tests.cast import TODAY, make_action, make_challenge, make_meeting, make_plan, page_text

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def action(bob, alice):
    challenge = make_challenge(make_plan(by=bob), by=bob)
    action = make_action(
        "A row typed twice",
        challenge=challenge,
        by=bob,
        leads=[("operational", alice.actor)],
        deadline="1 May 2026",
    )
    make_action("Print a newsletter", challenge=challenge, by=bob)
    return action


def delete(action, by, **given):
    return delete_action(action=action, by=by, reason="It was typed twice.", **given)


def test_a_deleted_action_is_nowhere_to_be_seen(client, action, bob, alice):
    page = action.get_absolute_url()
    other = Action.objects.get(reference="1.2")
    SeeAlso.objects.create(action=other, other=action)
    delete(action, bob)
    client.force_login(bob)
    assert client.get(page).status_code == 404
    for address in ("plan_detail", "plan_list"):
        args = [action.plan.slug] if address == "plan_detail" else []
        assert "typed twice" not in page_text(client.get(reverse(address, args=args)))
    assert "1 action" in page_text(client.get(action.plan.get_absolute_url()))
    assert "typed twice" not in page_text(client.get(other.get_absolute_url()))
    data = snapshots.describe(action.plan, as_of=TODAY)
    assert [each["reference"] for each in data["challenges"][0]["actions"]] == ["1.2"]
    client.force_login(alice)
    assert "typed twice" not in page_text(client.get(reverse("my_actions")))
    assert not permissions.my_actions(alice, TODAY).exists()


def test_its_reference_is_never_given_again(action, bob):
    last = Action.objects.get(reference="1.2")
    delete(last, bob)
    new = add_action(challenge=action.challenge, text="Another", by=bob, today=TODAY)
    assert new.reference == "1.3"


def test_it_is_restored_with_all_it_had(action, bob):
    delete(action, bob)
    restored = restore_action(action=action, by=bob)
    assert restored.deleted_at is None
    assert restored.leads.count() == restored.deadlines.count() == 1


@pytest.mark.parametrize(("days", "restored"), [(0, True), (30, True), (31, False)])
def test_after_thirty_days_it_stays_deleted(action, bob, days, restored):
    delete(action, bob, at=NOW - timedelta(days=days))
    if restored:
        assert restore_action(action=action, by=bob, at=NOW).deleted_at is None
        return
    with pytest.raises(ValidationError, match="more than 30 days ago, so it stays deleted"):
        restore_action(action=action, by=bob, at=NOW)
    assert Action.objects.filter(reference="1.1").exists()


def test_a_reason_is_asked_and_a_closed_plan_stays(action, bob):
    with pytest.raises(ValidationError):
        delete_action(action=action, by=bob, reason=" ")
    change_state(plan=action.plan, state="closed", by=bob)
    with pytest.raises(ValidationError, match="closed"):
        delete(action, bob)


def test_what_took_the_place_of_another_is_not_deleted(action, bob):
    into = Action.objects.get(reference="1.2")
    merge_actions(action=action, into=into, by=bob, today=TODAY)
    with pytest.raises(ValidationError, match=r"1\.2 stands in place of 1\.1"):
        delete(into, bob)


def test_what_a_published_paper_prints_is_not_deleted(action, bob, carol):
    paper = create_paper(
        meeting=make_meeting(by=carol),
        title="Progress",
        plans=[action.plan],
        by=carol,
        as_of=TODAY,
        at=NOW,
    )
    publish(paper=paper, by=carol, at=NOW)
    with pytest.raises(ValidationError, match=r"1\.1 is in “Progress”, which is published"):
        delete(action, bob)
    later = make_action("Typed after the paper", challenge=action.challenge, by=bob)
    assert delete(later, bob).deleted_at


def test_a_draft_paper_stands_in_nobodys_way(action, bob, carol):
    create_paper(
        meeting=make_meeting(by=carol), title="Progress", plans=[action.plan], by=carol, as_of=TODAY, at=NOW
    )
    assert delete(action, bob).deleted_at


def test_the_list_says_who_and_why_and_restores(client, action, bob):
    client.force_login(bob)
    address = reverse("action_delete", args=[action.plan.slug, "1.1"])
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "It was typed twice."}).status_code == 302
    listed = page_text(client.get(reverse("deleted_actions", args=[action.plan.slug])))
    assert "A row typed twice" in listed
    assert "Bob Brook It was typed twice." in listed
    client.post(reverse("action_restore", args=[action.plan.slug, "1.1"]))
    page = page_text(client.get(action.get_absolute_url()))
    assert "Deleted." in page
    assert "Restored." in page


def test_one_deleted_long_ago_is_listed_without_a_button_and_refused(client, action, bob):
    delete(action, bob, at=timezone.now() - timedelta(days=31))
    client.force_login(bob)
    listed = client.get(reverse("deleted_actions", args=[action.plan.slug]))
    assert "More than 30 days ago" in page_text(listed)
    assert b"restore/" not in listed.content
    response = client.post(reverse("action_restore", args=[action.plan.slug, "1.1"]), follow=True)
    assert "so it stays deleted" in page_text(response)


def test_who_may_not_edit_does_not_see_the_list_nor_exempt_words_in_it(client, action, bob, carol, erin):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract."}
    delete(make_action("Let the contract", challenge=action.challenge, by=bob, **secret), bob)
    address = reverse("deleted_actions", args=[action.plan.slug])
    client.force_login(erin)
    assert client.get(address).status_code == 403
    client.force_login(bob)
    assert "Let the contract" not in page_text(client.get(address))
    assert client.post(reverse("action_restore", args=[action.plan.slug, "E1"])).status_code == 404


@pytest.mark.parametrize("count", [5, 50])
def test_the_list_costs_the_same_whatever_its_length(client, bob, count, django_assert_max_num_queries):
    challenge = make_challenge(make_plan(by=bob), by=bob)
    for place in range(count):
        delete(make_action(f"Row {place}", challenge=challenge, by=bob), bob)
    client.force_login(bob)
    with django_assert_max_num_queries(11):
        client.get(reverse("deleted_actions", args=[challenge.plan.slug]))
