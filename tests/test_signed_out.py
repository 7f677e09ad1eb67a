"""Nobody's words are lost when a session ends while they write."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.changes import edit_plan
from tests.cast import make_action, make_user, page_text, say

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"
WORDS = "The list is on the intranet.\nReception has a copy."


@pytest.fixture
def action(transactional_db):
    lead = make_user("Alice Ames")
    return make_action(leads=[("operational", lead.actor)], deadline="30 April 2020", by=lead)


def sign_in_again(page):
    expect(page.get_by_role("heading", name="Sign in", level=1)).to_be_visible()
    expect(page.get_by_text("You have been signed out.")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Reception")
    page.get_by_label("E-mail address").fill("alice@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_whoever_was_signed_out_while_typing_is_shown_what_they_wrote(open_page, sign_in, action, scripts):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    sign_in(page, action.plan.actions.get().leads.get().actor.user)
    page.goto(f"/my-actions/?update={action.plan.slug}/{action.reference}")
    page.get_by_label("What has happened").fill(WORDS)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save update").click()
    sign_in_again(page)
    expect(page.get_by_role("heading", name="My actions")).to_be_visible()
    expect(page.locator(".messages")).to_contain_text("so this is not saved. You wrote:")
    expect(page.locator(".messages")).to_contain_text("Reception has a copy.")
    page.reload()
    expect(page.locator(".messages")).to_be_empty()
    assert not action.updates.exists()


def send(client, action, **sent):
    client.post(f"{action.get_absolute_url()}update/", {"words": WORDS, "step": "3"}, **sent)
    client.post("/sign-in/", {"login": "alice@example.org", "password": PASSWORD})
    return page_text(client.get("/plans/"))


def test_only_words_sent_from_a_page_of_ours_are_kept(client, action):
    assert "Reception" not in send(client, action, headers={"Referer": "https://elsewhere.example/"})
    client.logout()
    assert "Reception" in send(client, action, headers={"Referer": "http://testserver/my-actions/"})


def test_a_password_is_never_kept(client, action):
    sent = {"oldpassword": "my old words.", "words": "True words here."}
    client.post("/my-actions/several/", sent, headers={"Referer": "http://testserver/"})
    assert client.session["words_not_saved"]["words"] == "True words here."


def test_the_address_of_an_update_leads_to_its_action(client, action):
    client.post("/sign-in/", {"login": "alice@example.org", "password": PASSWORD})
    answer = client.get(f"{action.get_absolute_url()}update/")
    assert answer.headers["Location"] == action.get_absolute_url()


def test_words_that_run_from_right_to_left_turn_nothing_else_round(page, sign_in, action):
    alice = action.leads.get().actor.user
    say(action, alice, "\u202eno the way")
    sign_in(page, alice)
    page.goto("/my-actions/")
    bounds = "news => getComputedStyle(news.querySelector('bdi')).unicodeBidi"
    assert page.locator(".card-news").evaluate(bounds) == "isolate"


def begin(page, sign_in, action):
    sign_in(page, action.leads.get().actor.user)
    page.goto(f"/my-actions/?update={action.plan.slug}/{action.reference}")
    page.get_by_label("What has happened").fill(WORDS)


def close(action):
    edit_plan(plan=action.plan, by=None, state="closed")


def test_a_plan_that_was_closed_meanwhile_says_so_beside_the_words(phone_page, sign_in, axe, faults, action):
    begin(phone_page, sign_in, action)
    close(action)
    phone_page.get_by_role("button", name="Save update").click()
    expect(phone_page.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    expect(phone_page.get_by_label("What has happened")).to_have_value(WORDS)
    axe(phone_page)
    faults.clear()  # the browser complains of the refusal


def test_a_phone_without_a_connection_says_so_and_tries_again(phone_page, sign_in, faults, action):
    begin(phone_page, sign_in, action)
    phone_page.context.set_offline(True)
    phone_page.get_by_role("button", name="Save update").click()
    expect(phone_page.get_by_role("alert")).to_contain_text("The site did not answer")
    phone_page.context.set_offline(False)
    phone_page.route("**/update/*", lambda route: route.fulfill(status=503))
    phone_page.get_by_role("button", name="Save update").click()
    expect(phone_page.get_by_role("alert")).to_contain_text("The site is closed for a while")
    phone_page.unroute_all()
    faults.clear()  # the browser complains of the lost connection
    phone_page.get_by_role("button", name="Save update").click()
    expect(phone_page.get_by_text("Your update is saved for 1.1.")).to_be_visible()
    expect(phone_page.get_by_role("alert")).to_have_count(0)


@pytest.mark.parametrize("gone", [True, False], ids=["deleted", "closed"])
def test_a_refusal_shows_what_was_typed(client, action, gone):
    client.force_login(action.leads.get().actor.user)
    action.challenge.plan.actions.update(deleted_at=timezone.now()) if gone else close(action)
    refused = client.post(f"{action.get_absolute_url()}update/", {"words": WORDS})
    assert refused.status_code == (404 if gone else 403)
    assert "What you wrote The list is on the intranet." in page_text(refused)
