"""A lead answers on a phone: five actions on one page, from an e-mail's link, with evidence; an officer after talks."""

import re

import pytest
from playwright.sync_api import expect

from actionplan.models import Evidence, Update
from people.models import Membership
from tests.browser import fits
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, say, words_for

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor")


@pytest.fixture
def director(transactional_db):
    return make_user("Shirin Patel")


@pytest.fixture
def five(officer, director):
    """Five open actions, two overdue; they are the director's through the post, which is part of a directorate."""
    resources = make_actor("Resources", "team")
    head = make_actor("Head of People", "post", part_of=resources)
    Membership.objects.create(of=head, member=director.actor)
    challenge = make_challenge(make_plan(by=officer), by=officer)
    told = [
        "Publish who leads on what",
        "Hold a staff day",
        "Print a newsletter",
        "Agree pay",
        "Train managers",
    ]
    actions = [
        make_action(
            text, challenge=challenge, leads=[("strategic", head)], deadline=words_for(days), by=officer
        )
        for text, days in zip(told, (-52, -3, 9, 90, 200), strict=True)
    ]
    say(actions[0], director, "Waiting for the new intranet.", meaning="off_track")
    return actions


class Clicks:
    """Presses what a thumb would press, and counts."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def on(self, thing):
        thing.click()
        self.count += 1

    def type(self, words):
        self.page.keyboard.type(words)


def card(page, words):
    return page.locator(".action-card", has_text=words)


@pytest.mark.both
def test_five_actions_are_answered_on_one_page_with_two_clicks_each(phone_page, sign_in, axe, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/")
    axe(page)
    page.get_by_role("link", name="Answer several").click()
    axe(page)
    assert fits(page)
    clicks = Clicks(page)
    publish = card(page, "Publish who leads")
    clicks.on(publish.get_by_text("Complete"))
    clicks.on(publish.get_by_label("What has happened"))
    clicks.type("It is on the intranet.")
    clicks.on(card(page, "Hold a staff day").get_by_label("No change"))
    clicks.on(card(page, "Print a newsletter").get_by_text("On track"))
    agree = card(page, "Agree pay")
    clicks.on(agree.get_by_text("At risk"))
    clicks.on(agree.get_by_label("What has happened"))
    clicks.type("The unions have asked for time.")
    train = card(page, "Train managers")
    clicks.on(train.get_by_label("What has happened"))
    clicks.type("First course booked.")
    assert clicks.count <= 2 * 5
    axe(page)
    page.get_by_role("button", name="Save all answers").click()
    expect(page.get_by_text("Saved for 1.1, 1.2, 1.3, 1.4 and 1.5.")).to_be_visible()
    expect(page.get_by_text("4 to answer for · 1 overdue")).to_be_visible()
    said = {
        each.action.reference: (each.step.word, each.words, each.no_change)
        for each in Update.objects.order_by("pk")
    }
    assert said == {
        "1.1": ("Complete", "It is on the intranet.", False),
        "1.2": ("Not started", "", True),
        "1.3": ("On track", "", False),
        "1.4": ("At risk", "The unions have asked for time.", False),
        "1.5": ("Not started", "First course booked.", False),
    }
    new = Update.objects.order_by("-pk")[:5]
    assert {each.for_actor.name for each in new} == {"Head of People"}


def test_several_are_answered_without_javascript_and_a_refused_one_keeps_its_words(
    open_page, sign_in, director, five
):
    page = open_page(**PHONE, java_script_enabled=False)
    sign_in(page, director)
    page.goto("/my-actions/several/")
    publish = card(page, "Publish who leads")
    publish.get_by_label("What has happened").fill("It is on the intranet.")
    publish.get_by_label("No change").check()
    card(page, "Hold a staff day").get_by_label("No change").check()
    page.get_by_role("button", name="Save all answers").click()
    expect(page.get_by_text("Saved for 1.2.")).to_be_visible()
    page.get_by_role("link", name="1.1: You wrote something").click()
    expect(publish.get_by_label("What has happened")).to_have_value("It is on the intranet.")
    publish.get_by_label("No change").uncheck()
    page.get_by_role("button", name="Save all answers").click()
    expect(page.get_by_text("Saved for 1.1.")).to_be_visible()


def test_a_refused_answer_takes_the_focus_and_can_be_read_by_everybody(
    phone_page, sign_in, axe, director, five
):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/several/")
    publish = card(page, "Publish who leads")
    publish.get_by_text("Add a link or a file").click()
    publish.get_by_label("Link").fill("somewhere on the intranet")
    page.get_by_role("button", name="Save all answers").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="1.1: Write the whole address").click()
    expect(publish.get_by_label("Link")).to_be_focused()
    expect(publish.get_by_label("Link")).to_have_value("somewhere on the intranet")


def test_what_is_focused_is_not_hidden_behind_the_button(phone_page, sign_in, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/several/")
    hidden = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const bar = document.querySelector(".save-bar").getBoundingClientRect();
        if (document.activeElement.closest(".save-bar")) return 0;
        const covered = Math.min(box.bottom, bar.bottom, innerHeight) - Math.max(box.top, bar.top);
        return Math.max(0, covered) / Math.min(box.height, innerHeight);
    }"""
    page.locator(".several input:visible").first.focus()
    for _ in range(40):
        assert page.evaluate(hidden) < 0.5, page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")


def test_words_that_are_not_saved_are_not_left_unasked(phone_page, sign_in, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/several/")
    card(page, "Agree pay").get_by_label("What has happened").fill("Half an hour of typing.")
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("link", name="Leave it").click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    expect(card(page, "Agree pay").get_by_label("What has happened")).to_have_value("Half an hour of typing.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_one_starts_from_what_was_last_said_and_adds_a_file(open_page, sign_in, axe, director, five, scripts):
    page = open_page(**PHONE, java_script_enabled=scripts)
    sign_in(page, director)
    page.goto("/my-actions/")
    publish = card(page, "Publish who leads")
    publish.get_by_role("link", name="Update").click()
    if scripts:
        publish.get_by_label("What has happened").fill("It is here.")
    publish.get_by_role("link", name="Start from what was last said").click()
    begun = "Waiting for the new intranet." + ("\n\nIt is here." if scripts else "")
    expect(publish.get_by_label("What has happened")).to_have_value(begun)
    publish.get_by_label("What has happened").fill("The new intranet is here.")
    publish.get_by_text("Add a link or a file").click()
    file = {"name": "list.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    publish.get_by_label("File").set_input_files(file)
    if scripts:
        axe(page)
        assert fits(page)
    publish.get_by_role("button", name="Save update").click()
    expect(publish).to_contain_text("Last said: “The new intranet is here.” today")
    expect(publish.get_by_text("Saved", exact=True)).to_be_visible()
    assert [(piece.name, bytes(piece.file)) for piece in Evidence.objects.all()] == [
        ("list.pdf", b"%PDF-1.7")
    ]
    page.goto(five[0].get_absolute_url())
    with page.expect_download() as download:
        page.get_by_role("link", name="list.pdf").click()
    assert download.value.suggested_filename == "list.pdf"


def test_an_answered_card_stays_where_it_is_and_keeps_the_focus(phone_page, sign_in, axe, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/")
    texts = "[...document.querySelectorAll('.card-title')].map(each => each.textContent.trim())"
    before = page.evaluate(texts)
    staff_day = card(page, "Hold a staff day")
    staff_day.get_by_role("link", name="Update").click()
    staff_day.get_by_label("Complete").check()
    place = staff_day.bounding_box()["y"]
    staff_day.get_by_role("button", name="Save update").click()
    expect(staff_day.get_by_text("Saved", exact=True)).to_be_visible()
    expect(staff_day.get_by_role("link", name="Update")).to_be_focused()
    assert page.evaluate(texts) == before
    assert abs(staff_day.bounding_box()["y"] - place) < 370, (
        "what was answered stays within reach of the thumb"
    )
    axe(page)


def test_a_link_in_an_email_leads_to_the_action_and_its_form(
    phone_page, axe, mailserver, director, five, live_server
):
    page = phone_page
    page.goto(five[2].get_absolute_url())
    page.get_by_label("E-mail address").fill("shirin@example.org")
    page.get_by_role("button", name="Send me a code by e-mail").click()
    expect(page.get_by_label("Code")).to_be_visible()
    code = re.search(r"^([A-Z0-9-]{6,})\s*$", mailserver.messages[-1].get_payload(), re.M)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(live_server.url + five[2].get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Print a newsletter")
    axe(page)
    page.get_by_label("On track").check()
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_text("Your update is saved for 1.3, for Head of People.")).to_be_visible()


def test_evidence_that_came_later_is_added_to_ones_own_update(phone_page, sign_in, axe, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto(five[0].get_absolute_url())
    page.get_by_role("link", name="Add a link or a file to your update").click()
    axe(page)
    page.get_by_label("Link").fill("www.eastmere.example/who-leads")
    page.get_by_label("What it shows").fill("The list as published")
    page.get_by_role("button", name="Keep it with the update").click()
    expect(page.get_by_role("link", name="The list as published")).to_be_visible()
    expect(page.locator(".history")).to_contain_text("www.eastmere.example")
    axe(page)
    assert fits(page)


def test_a_director_sees_what_the_directorate_answers_for(phone_page, sign_in, axe, director, five):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/")
    page.get_by_role("link", name="My directorate").click()
    expect(page.get_by_role("heading", level=1, name="Resources")).to_be_visible()
    expect(page.get_by_text("1.1 · Shirin Patel answers, as Head of People")).to_be_visible()
    axe(page)
    assert fits(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_an_officer_types_in_what_was_said_in_talks(open_page, sign_in, axe, officer, five, scripts):
    page = open_page(viewport={"width": 1440, "height": 900}, java_script_enabled=scripts)
    sign_in(page, officer)
    page.goto("/plans/peer-review-plan/go-through/")
    if scripts:
        axe(page)
    page.get_by_role("link", name="Head of People").click()
    expect(page.get_by_text("1 of 5 ·")).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_label("Complete").check()
    page.get_by_label("What has happened").fill("It is on the intranet.")
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text("saved for 1.1, for Head of People, written by Priya Nair")).to_be_visible()
    expect(page.get_by_text("2 of 5 ·")).to_be_visible()
    page.get_by_role("link", name="Next without saving").click()
    page.get_by_role("link", name="Next without saving").click()
    page.get_by_role("link", name="Next without saving").click()
    expect(page.get_by_text("5 of 5 ·")).to_be_visible()
    page.get_by_role("link", name="Previous").click()
    page.get_by_role("button", name="No change").click()
    expect(page.get_by_text("5 of 5 ·")).to_be_visible()
    page.get_by_label("What has happened").fill("First course booked.")
    page.get_by_role("button", name="Save and finish").click()
    expect(page.get_by_role("heading", level=1, name="Peer review plan")).to_be_visible()
    update = Update.objects.get(words="First course booked.")
    assert (update.by, update.for_actor.name) == (officer, "Head of People")
