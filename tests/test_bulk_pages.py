"""The pages on which many actions are changed: choose, say what, look, do."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplan.changes.plans import change_state
from actionplan.models import Action, Revision, Update
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


@pytest.fixture
def challenge(plan, bob):
    return make_challenge(plan, by=bob)


def address(plan, query=""):
    return reverse("change_many", args=[plan.slug]) + query


def hidden(page):
    """What the page's form sends along."""
    html = page.content.decode()
    tags = re.findall(r'<input type="hidden"[^>]*>', html)
    named = {re.search(r'name="([^"]*)"', tag)[1]: re.search(r'value="([^"]*)"', tag) for tag in tags}
    return {name: value[1] if value else "" for name, value in named.items() if name != "csrfmiddlewaretoken"}


def ticked(page):
    return re.findall(r'name="action" value="(\d+)"[^>]* checked', page.content.decode())


def looked_at(client, plan, actions, query="", **said):
    """The preview, as one comes to it."""
    chosen = [action.pk for action in actions]
    client.post(address(plan, query), {"to": "what", "action": chosen})
    return client.post(address(plan, query), {"to": "preview", "chosen": ",".join(map(str, chosen)), **said})


def done(client, plan, preview, query=""):
    return client.post(address(plan, query), hidden(preview) | {"to": "do"}, follow=True)


def test_an_editor_gives_several_actions_the_same_news(client, bob, plan, challenge):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    step = plan.scale.step_for("on_track")
    client.force_login(bob)
    said = {"what": "step", "step-step": step.pk, "step-words": "Agreed at the away day."}
    page = looked_at(client, plan, [one, two], **said)
    assert "2 actions would change" in page_text(page)
    assert not Update.objects.exists()
    page = done(client, plan, page)
    assert "2 actions changed." in page_text(page)
    assert {update.by for update in Update.objects.all()} == {bob}
    assert Revision.objects.filter(subject="action", number=2).values("batch").distinct().count() == 1


def test_the_filter_of_the_plan_page_chooses_and_comes_back(client, bob, plan, challenge):
    lead = make_actor("Shirin Patel")
    mine = make_action("Mine", challenge=challenge, by=bob, leads=[("strategic", lead)])
    make_action("Other", challenge=challenge, by=bob)
    query = f"?lead={lead.pk}"
    client.force_login(bob)
    page = client.get(address(plan, query))
    assert ticked(page) == [str(mine.pk)]
    assert "Other" not in page_text(page)
    assert ticked(client.get(address(plan, query + "&tick=none"))) == []
    new = make_actor("New Lead")
    page = looked_at(
        client, plan, [mine], query, what="hand", **{"hand-old": lead.pk, "hand-new": "new lead"}
    )
    page = done(client, plan, page, query)
    assert page.redirect_chain == [(plan.get_absolute_url() + query, 302)]
    assert [lead.actor for lead in mine.leads.all()] == [new]


def test_without_a_filter_nothing_is_ticked_until_one_says_so(client, bob, plan, challenge):
    action = make_action(challenge=challenge, by=bob)
    client.force_login(bob)
    assert ticked(client.get(address(plan))) == []
    assert ticked(client.get(address(plan, "?tick=all"))) == [str(action.pk)]
    page = client.post(address(plan), {"to": "what"})
    assert "Tick the actions you want to change." in page_text(page)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Choose what to do."),
        ({"what": "nonsense"}, "Choose what to do."),
        ({"what": "step"}, "Choose a status, or say what has happened."),
        ({"what": "hand", "hand-new": "Nobody Known"}, "We know nobody called “Nobody Known”."),
        ({"what": "add", "add-new": "Head of HR"}, "Choose the part they take."),
        ({"what": "move", "move-words": "June 27"}, "Say why the deadline moves."),
        ({"what": "close", "close-ending": "not_done"}, "Say why it was not done."),
        ({"what": "ask", "ask-reason": "Ill"}, "Write the new deadline."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, bob, plan, challenge, said, sentence):
    make_actor("Head of HR", "post")
    action = make_action(challenge=challenge, by=bob)
    client.force_login(bob)
    page = looked_at(client, plan, [action], **said)
    assert sentence in page_text(page)
    assert hidden(page)["chosen"] == str(action.pk)
    for typed in said.values():
        assert typed in page.content.decode() or typed == "nonsense"


def test_somebody_elses_news_meanwhile_is_told_and_asked_again(client, bob, alice, plan, challenge):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    step = plan.scale.step_for("at_risk")
    client.force_login(bob)
    page = looked_at(client, plan, [one, two], **{"what": "step", "step-step": step.pk})
    say(two, alice, meaning="on_track")
    again = done(client, plan, page)
    assert f"{two.reference} changed after you looked, so nothing was saved" in page_text(again)
    assert Update.objects.count() == 1
    assert "2 actions changed." in page_text(done(client, plan, again))


def test_a_step_back_keeps_what_was_said(client, bob, plan, challenge):
    action = make_action(challenge=challenge, by=bob)
    client.force_login(bob)
    preview = looked_at(client, plan, [action], **{"what": "step", "step-words": "Away day."})
    page = client.post(address(plan), hidden(preview) | {"to": "what"})
    assert "Away day." in page.content.decode()
    page = client.post(address(plan), {"to": "choose", "chosen": hidden(preview)["chosen"]})
    assert ticked(page) == [str(action.pk)]


def test_whoever_may_not_edit_is_refused_and_a_stranger_learns_nothing(client, erin, dan, plan):
    for user, answer in ((erin, 403), (dan, 404)):
        client.force_login(user)
        assert client.get(address(plan)).status_code == answer
        assert client.post(address(plan), {"to": "do"}).status_code == answer


def test_a_closed_plan_has_no_such_page(client, bob, plan):
    change_state(plan=plan, state="closed", by=bob)
    client.force_login(bob)
    assert client.get(address(plan)).status_code == 404
    assert "change-many" not in client.get(plan.get_absolute_url()).content.decode()


def test_exempt_actions_are_neither_shown_nor_changed_without_the_right(client, bob, plan, challenge):
    secret = make_action(
        "Dismiss the contractor",
        challenge=challenge,
        by=bob,
        exempt="all",
        paragraph="3",
        public_interest="x",
    )
    new = make_actor("New Lead")
    client.force_login(bob)
    assert "contractor" not in page_text(client.get(address(plan)))
    said = {"what": "add", "add-new": new.name, "add-role": "member"}
    page = looked_at(client, plan, [secret], **said)
    assert "contractor" not in page_text(page)
    assert "1 of those chosen is no longer in the plan" in page_text(page)
    done(client, plan, page)
    assert not secret.leads.exists()
    assert 'value="exempt"' not in client.post(address(plan), {"to": "what", "action": 1}).content.decode()


def test_exempt_news_is_not_told_in_a_preview(client, bob, plan, challenge):
    action = make_action(challenge=challenge, by=bob, exempt="news", paragraph="1", public_interest="x")
    client.force_login(bob)
    page = page_text(looked_at(client, plan, [action], **{"what": "step", "step-words": "Away day."}))
    assert "Its news is exempt, and not for you" in page
    assert "Nothing would change" in page


def test_whoever_has_the_right_marks_several_as_exempt(client, plan, challenge, bob):
    grace = make_user("Grace Gale", "editor", "exempt")
    actions = [make_action(text, challenge=challenge, by=bob) for text in ("One", "Two")]
    client.force_login(grace)
    said = {"exempt-what": "all", "exempt-paragraph": "3", "exempt-public_interest": "Prices."}
    done(client, plan, looked_at(client, plan, actions, what="exempt", **said))
    assert set(Action.objects.values_list("exempt", "paragraph")) == {("all", "3")}


def test_a_committee_that_agrees_dates_asks_for_its_resolution(client, bob, challenge, plan):
    plan.extensions_agreed_by = "committee"
    plan.save()
    action = make_action(challenge=challenge, by=bob, deadline="June 27")
    client.force_login(bob)
    said = {"what": "move", "move-words": "June 28", "move-reason": "Late"}
    page = page_text(looked_at(client, plan, [action], **said))
    assert "Choose the resolution by which it was agreed." in page


def test_more_than_a_page_shows_can_be_chosen_with_one_tick(client, bob, plan, challenge, monkeypatch):
    monkeypatch.setattr("actionplan.views.bulk.SHOWN", 2)
    for n in range(3):
        make_action(f"Action {n}", challenge=challenge, by=bob)
    client.force_login(bob)
    page = client.get(address(plan))
    assert "Change all 3 actions, shown or not" in page_text(page)
    page = client.post(address(plan), {"to": "what", "which": "all"})
    assert "What to do with 3 actions" in page_text(page)
    assert hidden(page)["chosen"].count(",") == 2


def test_the_pages_cost_the_same_queries_for_5_as_for_50(
    client, bob, plan, challenge, django_assert_max_num_queries
):
    actions = [make_action(f"Action {n}", challenge=challenge, by=bob, deadline="June 27") for n in range(50)]
    client.force_login(bob)
    for some in (actions[:5], actions):
        chosen = ",".join(str(action.pk) for action in some)
        with django_assert_max_num_queries(14):
            client.get(address(plan))
        with django_assert_max_num_queries(16):
            client.post(address(plan), {"to": "what", "chosen": chosen})
        with django_assert_max_num_queries(18):
            said = {"what": "ask", "ask-words": "June 28", "ask-reason": "Late"}
            client.post(address(plan), {"to": "preview", "chosen": chosen, **said})


@pytest.mark.django_db(transaction=True)
def test_an_officer_hands_a_persons_actions_over_on_a_phone(phone_page, sign_in, axe, bob, faults):
    plan = make_plan(by=bob)
    challenge = make_challenge(plan, by=bob)
    old, _new = make_actor("Old Lead"), make_actor("New Lead")
    actions = [
        make_action(f"Action {n}", challenge=challenge, by=bob, leads=[("strategic", old)]) for n in range(3)
    ]
    page = phone_page
    sign_in(page, bob)
    page.goto(f"/plans/{plan.slug}/?lead={old.pk}")
    page.get_by_text("Manage", exact=True).click()
    page.get_by_role("link", name="Change many actions").click()
    expect(page.get_by_role("status").filter(has_text="3 of 3 ticked")).to_be_visible()
    axe(page)
    page.get_by_role("checkbox", name=actions[0].reference).uncheck()
    expect(page.get_by_role("status").filter(has_text="2 of 3 ticked")).to_be_visible()
    page.get_by_role("button", name="Say what to do with them").click()
    page.get_by_role("radio", name="Hand over to another lead").check()
    axe(page)
    page.get_by_label("From", exact=True).select_option("Old Lead")
    page.get_by_label("To", exact=True).fill("New Lead")
    page.get_by_role("button", name="Show what would change").click()
    axe(page)
    page.get_by_role("button", name="Change 2 actions").click()
    expect(page.get_by_text("2 actions changed.")).to_be_visible()
    assert [action.leads.get().actor.name for action in actions] == ["Old Lead", "New Lead", "New Lead"]
    assert page.url.endswith(f"?lead={old.pk}")


@pytest.mark.django_db(transaction=True)
def test_the_link_takes_a_filter_along_that_was_set_without_another_page(page, sign_in, bob):
    plan = make_plan(by=bob)
    make_action("Late one", challenge=make_challenge(plan, by=bob), by=bob, deadline="3 March 2020")
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    page.get_by_label("Due").select_option("overdue")
    page.wait_for_url("**due=overdue**")
    page.get_by_text("Manage", exact=True).click()
    page.get_by_role("link", name="Change many actions").click()
    expect(page).to_have_url(re.compile("due=overdue"))
