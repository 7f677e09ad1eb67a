"""Splitting an action in two: words, leads and deadlines go where they are sent; both say where to look."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionplan.changes import ask_for_time, close_action, edit_action, move_deadline, split_action
from actionplan.changes.splitting import BOTH, GOES, STAYS
from actionplan.models import Action, Revision
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, page_text, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_actor("Digital team", "team")


@pytest.fixture
def action(bob, alice, team):
    challenge = make_challenge(make_plan(by=bob), by=bob)
    action = make_action(
        "Publish who leads, and print a newsletter",
        challenge=challenge,
        by=bob,
        success="Staff can name them.",
        leads=[("strategic", alice.actor), ("operational", team)],
        deadline="31 March 2027",
    )
    make_action("The next one", challenge=challenge, by=bob)
    return action


def split(action, by, **given):
    given = {"text": "Publish who leads", "new_text": "Print a newsletter"} | given
    return split_action(action=action, by=by, today=TODAY, **given)


def test_the_first_keeps_its_reference_and_the_second_takes_the_next(action, bob):
    say(action, bob, meaning="at_risk")
    new = split(action, bob, success="", new_success="It is out.")
    action.refresh_from_db()
    assert (action.reference, action.text, action.success) == ("1.1", "Publish who leads", "")
    assert (new.reference, new.text, new.success) == ("1.3", "Print a newsletter", "It is out.")
    assert new.split_from == action
    assert (new.step.meaning, new.latest_update.words) == ("at_risk", "Split from 1.1.")
    assert action.latest_update.words == "Well under way."


def test_in_the_printed_order_the_new_one_follows_the_first(action, bob):
    split(action, bob)
    printed = Action.objects.in_printed_order().values_list("reference", flat=True)
    assert list(printed) == ["1.1", "1.3", "1.2"]


def test_leads_stay_go_or_lead_both(action, bob, alice, team):
    strategic, operational = action.leads.all()
    new = split(action, bob, leads={strategic: STAYS, operational: GOES})
    assert [lead.actor for lead in action.leads.all()] == [alice.actor]
    assert [lead.actor for lead in new.leads.all()] == [team]
    action.refresh_from_db()
    assert action.reporter == alice.actor
    assert "digital team" in new.search_key
    assert "digital team" not in action.search_key


def test_leads_that_are_not_named_lead_both(action, bob):
    new = split(action, bob)
    assert new.leads.count() == action.leads.count() == 2


@pytest.mark.parametrize(("place", "old", "new"), [(STAYS, 1, 0), (GOES, 0, 1), (BOTH, 1, 1)])
def test_deadlines_stay_go_or_are_copied_with_their_first_words(action, bob, place, old, new):
    line = action.deadlines.get()
    move_deadline(deadline=line, words="June 2027", reason="Staff left.", by=bob, today=TODAY)
    made = split(action, bob, deadlines={line: place})
    action.refresh_from_db()
    assert (action.deadlines.count(), made.deadlines.count()) == (old, new)
    for each in (*action.deadlines.all(), *made.deadlines.all()):
        assert (each.words, each.original_words, str(each.due)) == (
            "June 2027",
            "31 March 2027",
            "2027-06-30",
        )
    assert (action.next_due is None, made.next_due is None) == (not old, not new)


def test_a_deadline_that_goes_takes_its_moves_and_what_was_asked_along(action, bob, alice):
    line = action.deadlines.get()
    ask_for_time(deadline=line, words="June 2027", reason="Staff left.", by=alice, today=TODAY)
    new = split(action, bob, deadlines={line: GOES})
    assert new.deadlines.get().changes.get().reason == "Staff left."


def test_what_is_exempt_is_exempt_in_both(action, bob):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract."}
    new = split(make_action("Let two contracts", challenge=action.challenge, by=bob, **secret), bob)
    assert (new.reference, new.exempt, new.paragraph) == ("E2", "all", "3")


@pytest.mark.parametrize("given", [{"text": " "}, {"new_text": ""}])
def test_each_must_say_something(action, bob, given):
    before = Action.objects.count()
    with pytest.raises(ValidationError):
        split(action, bob, **given)
    assert Action.objects.count() == before


def test_what_is_closed_is_not_split(action, bob):
    close_action(action=action, ending="done", by=bob)
    with pytest.raises(ValidationError, match="nothing to split"):
        split(action, bob)


def test_words_that_somebody_changed_meanwhile_are_not_lost(action, bob):
    opened = Action.objects.get(pk=action.pk).revision
    edit_action(action=action, by=bob, today=TODAY, text="Publish who leads, print a newsletter, hold a day")
    with pytest.raises(ValidationError, match="Somebody changed the wording"):
        split(action, bob, opened_at_revision=opened)
    assert Action.objects.count() == 2


def test_news_given_meanwhile_does_not_stand_in_the_way(action, bob):
    opened = Action.objects.get(pk=action.pk).revision
    say(action, bob)
    assert split(action, bob, opened_at_revision=opened).reference == "1.3"


def test_history_of_both_says_so_in_one_batch(client, action, bob):
    new = split(action, bob)
    kept = Revision.objects.filter(subject="action", subject_id__in=[action.pk, new.pk])
    assert kept.get(subject_id=action.pk, number=2).batch == kept.get(subject_id=new.pk, number=1).batch
    client.force_login(bob)
    old_page, new_page = (page_text(client.get(each.get_absolute_url())) for each in (action, new))
    assert "Split in two: 1.3 has the rest." in old_page
    assert "Split into 1.3 Print a newsletter" in old_page
    assert "Split from 1.1." in new_page
    assert "Split from 1.1 Publish who leads" in new_page


def test_on_its_page_a_list_is_proposed_in_two_and_a_sentence_is_not(client, action, bob):
    client.force_login(bob)
    address = reverse("action_split", args=[action.plan.slug, "1.1"])
    assert client.get(address).context["form"]["new_text"].value() is None
    edit_action(
        action=action, by=bob, today=TODAY, text="Staff:\n1. Publish who leads\n2. Print a newsletter"
    )
    form = client.get(address).context["form"]
    assert form["text"].value() == "Staff:\nPublish who leads"
    assert form["new_text"].value() == "Print a newsletter"


def test_an_officer_splits_it_on_its_page(client, action, bob):
    client.force_login(bob)
    lead, line = action.leads.first(), action.deadlines.get()
    posted = {
        "text": "Publish who leads",
        "new_text": "Print a newsletter",
        f"lead_{lead.pk}": "goes",
        f"deadline_{line.pk}": "both",
        "opened_at_revision": Action.objects.get(pk=action.pk).revision,
    }
    response = client.post(reverse("action_split", args=[action.plan.slug, "1.1"]), posted)
    new = Action.objects.get(reference="1.3")
    assert response.url == new.get_absolute_url()
    assert (action.leads.count(), new.leads.count(), new.deadlines.count()) == (1, 2, 1)
