"""An officer asks for updates before a meeting, and a director answers from the e-mail on a phone."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.mailing import send_waiting
from actionplan.models import Round
from people.models import Membership
from tests import browser
from tests.browser import fits
from tests.cast import make_action, make_actor, make_challenge, make_meeting, make_plan, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor")


@pytest.fixture
def director(transactional_db):
    return make_user("Shirin Patel")


@pytest.fixture
def plan(officer, director):
    """Three actions: the director's through her post, the digital manager's, and one of nobody's."""
    plan = make_plan(by=officer)
    resources, community = make_actor("Resources", "team"), make_actor("Community", "team")
    head = make_actor("Head of People", "post", part_of=resources)
    digital = make_actor("Digital Manager", "post", part_of=community)
    Membership.objects.create(of=head, member=director.actor)
    Membership.objects.create(of=digital, member=make_user("Aisha Begum").actor)
    challenge = make_challenge(plan, by=officer)
    for text, leads in (
        ("Publish who leads on what", [("strategic", head)]),
        ("Renew the intranet", [("operational", digital)]),
        ("Hold a staff day", []),
    ):
        make_action(text, challenge=challenge, leads=leads, deadline="31 March 2027", by=officer)
    make_meeting(timezone.localdate() + timedelta(days=21), by=officer)
    return plan


def post_it():
    """What the worker does within seconds."""
    send_waiting(timezone.localdate(), timezone.now())


def links(message):
    return re.findall(r"https?://\S+", message.get_body(("plain",)).get_content())


@pytest.mark.parametrize(
    "scripts",
    [pytest.param(True, id="with JavaScript", marks=pytest.mark.both), pytest.param(False, id="without")],
)
def test_a_call_for_updates_from_the_meeting_to_its_end(
    open_page, sign_in, axe, officer, director, plan, mailserver, live_server, settings, scripts
):
    settings.SITE_URL = live_server.url
    look = axe if scripts else lambda page: None
    page = open_page(**browser.DESK, java_script_enabled=scripts)
    sign_in(page, officer)
    page.goto("/meetings/")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="Ask for updates before this meeting").click()
    expect(page.get_by_label("Peer review plan")).to_be_checked()
    look(page)
    page.get_by_label("Message").fill("Two sentences are plenty.")
    page.get_by_role("button", name="See who will be asked").click()

    expect(page.get_by_role("heading", name="2 people would be asked for 2 actions")).to_be_visible()
    expect(page.get_by_text("No operational or strategic lead is named.")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Ask a person for 1.3").click()
    look(page)
    page.get_by_label("Who is asked?").select_option("Shirin Patel")
    page.get_by_role("button", name="Ask this person").click()
    page.get_by_role("button", name="Leave out 1.2").click()
    if scripts:
        expect(page.get_by_role("button", name="Ask after all for 1.2")).to_be_focused()
    expect(page.get_by_role("heading", name="1 person would be asked for 2 actions")).to_be_visible()
    assert mailserver.messages == []
    page.get_by_role("button", name="Ask now").click()
    expect(page.locator(".board-short")).to_contain_text("0 of 2 answered")
    look(page)

    post_it()
    (letter,) = mailserver.messages
    assert letter["To"] == "shirin@example.org"
    phone = open_page(**browser.PHONE, java_script_enabled=scripts)
    sign_in(phone, director)
    phone.goto(next(link for link in links(letter) if "/1.1/" in link))
    expect(phone.get_by_text("Asked for by")).to_be_visible()
    phone.get_by_label("What has happened").fill("The list is on the intranet.")
    phone.get_by_role("button", name="Save update").click()

    page.goto("/rounds/")
    page.get_by_role("link", name="Updates for HR Committee").click()
    expect(page.locator(".board-short")).to_contain_text("1 of 2 answered")
    expect(page.get_by_text("“The list is on the intranet.”")).to_be_visible()
    page.get_by_role("link", name="1 outstanding", exact=True).click()
    expect(page.locator(".board-table")).not_to_contain_text("Publish who leads")
    page.get_by_role("link", name="Answer for them on 1.3").click()
    look(page)
    page.get_by_role("button", name="No change").click()
    expect(page.get_by_text("Saved for 1.3, for Shirin Patel.")).to_be_visible()
    expect(page.locator(".board-short")).to_contain_text("2 of 2 answered")

    page.get_by_text("1 open action of this plan is not asked for").click()
    page.get_by_role("button", name="Ask Aisha Begum for 1.2").click()
    expect(page.get_by_text("Asked: Aisha Begum (1.2).")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Remind all who have not answered").click()
    expect(page.get_by_role("heading", name="Remind again today?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Leave it for today").click()
    page.locator("summary", has_text="More").click()
    page.get_by_role("link", name="Close the request").click()
    expect(page.get_by_text("Aisha Begum 1 of 1")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Close the request").click()
    expect(page.get_by_text("The request is closed: 2 of 3 were answered.")).to_be_visible()
    expect(page.get_by_text("No answer")).to_be_visible()
    look(page)


def test_another_meeting_proposes_another_last_day_while_one_chooses(page, sign_in, officer, plan):
    sign_in(page, officer)
    page.goto("/rounds/new/")
    title, closes = page.get_by_label("Title"), page.get_by_label("Answers by")
    expect(title).to_have_value(re.compile("Updates for HR Committee"))
    before = closes.input_value()
    page.get_by_label("Message").fill("Kept.")
    page.get_by_label("Before which meeting?").select_option(index=0)
    expect(title).to_have_value(re.compile("Updates, "))
    assert closes.input_value() != before
    expect(page.get_by_label("Message")).to_have_value("Kept.")


def test_every_page_fits_a_phone_and_can_be_read_by_everybody(open_page, sign_in, axe, officer, plan):
    page = open_page(**browser.PHONE, color_scheme="dark")
    sign_in(page, officer)
    page.goto("/rounds/")
    axe(page)
    page.goto("/rounds/new/")
    page.get_by_role("button", name="See who will be asked").click()
    expect(page).to_have_url(re.compile(r"/rounds/\d+/"))
    pages = ["", "edit/", "cancel/", "peer-review-plan/1.1/who/"]
    home = Round.objects.get().get_absolute_url()
    for each in pages:
        page.goto(home + each)
        axe(page)
        assert fits(page), each
    page.goto(home)
    page.get_by_role("button", name="Ask now").click()
    for each in ("", "?show=outstanding", "close/", "peer-review-plan/1.1/answer/", "../"):
        page.goto(home + each)
        axe(page)
        assert fits(page), each
