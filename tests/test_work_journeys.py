"""An officer edits an action, a director answers on a phone, and both can do it without JavaScript."""

import pytest
from playwright.sync_api import expect

from actionplan.changes import edit_action
from actionplan.models import Update
from people.models import Delegation, Membership
from tests.browser import fits
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user, say, words_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor", "exempt")


@pytest.fixture
def director(transactional_db):
    return make_user("Shirin Patel")


@pytest.fixture
def plan(officer, director):
    """A live plan of four actions: one of them overdue, one with two deadlines, one exempt."""
    plan = make_plan(by=officer)
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=director.actor)
    values = make_challenge(plan, "Bringing values to life", "Leadership", officer)
    telling = make_challenge(plan, "Telling people what is happening", "Delivery", officer)
    late = make_action(
        "Publish who leads on what, on the intranet and at reception",
        challenge=values,
        leads=[("strategic", head), ("member", plan.committee)],
        deadline=words_for(-52),
        by=officer,
    )
    say(late, director, "Waiting for the new intranet.", meaning="off_track")
    make_action(
        "Hold a staff day",
        challenge=values,
        leads=[("operational", director.actor)],
        deadline=words_for(9),
        by=officer,
    )
    make_action("Print a newsletter", challenge=telling, leads=[("member", director.actor)], by=officer)
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
    make_action("Let the print contract", challenge=telling, by=officer, **secret)
    return plan


@pytest.mark.both
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_an_officer_finds_an_action_and_edits_it(open_page, sign_in, axe, officer, plan, scripts):
    page = open_page(viewport={"width": 1440, "height": 900}, java_script_enabled=scripts)
    sign_in(page, officer)
    page.goto("/plans/")
    page.get_by_role("link", name="Peer review plan").click()
    page.get_by_role("link", name="1 overdue").click()
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.locator("#found")).to_contain_text("1 action")
    page.get_by_role("link", name="Publish who leads on what").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Action", exact=True)).to_be_visible()
    page.get_by_label("Action", exact=True).fill("Publish who leads on what, on the intranet")
    page.get_by_label("Deadline", exact=True).fill("Spring 2031")
    if scripts:
        expect(page.get_by_text("31 May 2031, read as a season.")).to_be_visible()
        axe(page)
    page.get_by_label("Operational lead 1").fill("Digital team")
    page.get_by_label("Why this changes").fill("The intranet is late.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="We know nobody called “Digital team”")).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_label("Digital team is").select_option("Add as a new team")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1.1 is saved.")).to_be_visible()
    thread = page.locator(".history")
    expect(thread).to_contain_text("31 May 2031")
    expect(thread).to_contain_text("Why: The intranet is late.")
    expect(thread).to_contain_text("Operational lead was nobody, is now Digital team.")
    if scripts:
        axe(page)


def test_two_officers_at_one_action(page, sign_in, axe, officer, plan):
    sign_in(page, officer)
    page.goto(plan.get_absolute_url() + "1.2/edit/")
    page.get_by_label("Action", exact=True).fill("Hold a staff day in May")
    action = plan.actions.get(reference="1.2")
    edit_action(action=action, by=make_user("Grace Green"), today=TODAY, text="Hold two staff days")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Grace Green changed this while you were editing.")
    expect(page.get_by_text("Hold two staff days")).to_be_visible()
    axe(page)
    page.get_by_label("Keep what I wrote").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hold a staff day in May")
    expect(page.locator(".history")).to_contain_text("Hold two staff days")


def test_the_filter_works_while_one_types_and_stays_in_the_address(page, sign_in, axe, officer, plan):
    sign_in(page, officer)
    page.goto(plan.get_absolute_url())
    axe(page)
    page.get_by_label("Words").press_sequentially("staff", delay=20)
    expect(page.locator("#found")).to_contain_text("1 action")
    expect(page.locator(".plan-table")).not_to_contain_text("Publish")
    page.wait_for_url("**/?words=staff")
    page.get_by_label("Words").fill("")
    page.get_by_label("Due").select_option("No date")
    expect(page.locator("#found")).to_contain_text("2 actions")
    page.reload()
    expect(page.locator("#found")).to_contain_text("2 actions")
    page.go_back()
    expect(page.get_by_label("Words")).to_have_value("staff")
    expect(page.locator("#found")).to_contain_text("1 action")


def test_a_director_answers_on_a_phone(phone_page, sign_in, axe, director, plan):
    page = phone_page
    sign_in(page, director)
    page.goto("/")
    expect(page.get_by_text("2 to answer for · 1 as member lead · 1 overdue")).to_be_visible()
    axe(page)
    staff_day = page.locator(".action-card", has_text="Hold a staff day")
    publish = page.locator(".action-card", has_text="Publish who leads")
    publish.get_by_role("link", name="Update").click()
    expect(publish.get_by_label("Off track")).to_be_checked()
    publish.get_by_label("What has happened").fill("Intranet is here; the")
    staff_day.get_by_role("button", name="No change").click()
    expect(staff_day).to_contain_text("Last said: no change, today")
    expect(page.locator("#messages")).to_contain_text("“No change” is saved for 1.2.")
    expect(staff_day.get_by_role("link", name="Update")).to_be_focused()
    staff_day.get_by_role("link", name="Update").click()
    expect(staff_day.get_by_label("What has happened")).to_be_focused()
    expect(publish.get_by_label("What has happened")).to_have_value("Intranet is here; the")
    axe(page)
    publish.get_by_label("What has happened").fill("Intranet is here; the list is on it.")
    publish.get_by_label("Complete").check()
    publish.get_by_role("button", name="Save update").click()
    expect(publish).to_contain_text("Last said: “Intranet is here; the list is on it.” today")
    expect(page.get_by_text("1 to answer for")).to_be_visible()
    assert fits(page)
    update = Update.objects.order_by("-pk").first()
    assert (update.step.word, update.for_actor.name) == ("Complete", "Head of People")


def test_a_refused_update_keeps_what_was_typed(phone_page, sign_in, axe, director, plan, faults):
    page = phone_page
    sign_in(page, director)
    page.goto("/my-actions/")
    card = page.locator(".action-card", has_text="Publish who leads")
    card.get_by_role("link", name="Update").click()
    card.get_by_label("What has happened").fill("Waiting.")
    card.get_by_role("button", name="No change").click()
    expect(card.get_by_role("alert")).to_be_focused()
    expect(card.get_by_role("alert")).to_contain_text("save that as an update")
    expect(card.get_by_label("What has happened")).to_have_value("Waiting.")
    assert [fault.split(":")[0] for fault in faults] == ["answered 422"], "a refusal is no fault"
    faults.clear()
    axe(page)
    card.get_by_role("button", name="Save update").click()
    expect(card).to_contain_text("Last said: “Waiting.” today")


def test_a_delegate_answers_without_javascript(open_page, sign_in, director, plan):
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=director.actor, deputy=pa.actor)
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    sign_in(page, pa)
    page.goto("/my-actions/")
    card = page.locator(".action-card", has_text="Hold a staff day")
    expect(card).to_contain_text("for Shirin Patel")
    card.get_by_role("link", name="Update").click()
    card = page.locator(".action-card", has_text="Hold a staff day")
    card.get_by_label("On track").check()
    card.get_by_role("button", name="Save update").click()
    expect(page.get_by_text("Your update is saved for 1.2, for Shirin Patel.")).to_be_visible()


def test_the_badge_follows_what_was_said(page, sign_in, director, plan):
    sign_in(page, director)
    page.goto("/my-actions/")
    expect(page.locator("#overdue-badge")).to_have_text("1 overdue")
    late = page.get_by_role("listitem").filter(has_text="Publish who leads")
    late.get_by_role("link", name="Update").click()
    late.get_by_label("Complete").check()
    late.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("status")).to_contain_text("Your update is saved for 1.1")
    expect(page.locator("#overdue-badge")).to_be_empty()


def test_headings_stand_clear_of_what_is_above_and_close_to_what_is_below(page, sign_in, director, plan):
    sign_in(page, director)
    page.goto("/my-actions/")
    spaces = page.evaluate(
        """() => [...document.querySelectorAll(".cards-group + .cards-group > h2")].map(heading => {
          const group = heading.parentElement, box = heading.getBoundingClientRect();
          const above = box.top - group.previousElementSibling.getBoundingClientRect().bottom;
          return [above, heading.nextElementSibling.getBoundingClientRect().top - box.bottom];
        })"""
    )
    assert spaces
    assert all(above >= 32 and below <= 12 for above, below in spaces)


def test_a_menu_that_looks_like_a_button_has_its_room(page, sign_in, officer, plan):
    sign_in(page, officer)
    page.goto(plan.get_absolute_url())
    padding = "menu => getComputedStyle(menu).paddingLeft"
    assert page.locator("summary", has_text="Export").evaluate(padding) == "14px"


def test_no_page_is_kept_in_the_browsers_storage(page, sign_in, officer, plan):
    """What was on screen must not be read after signing out."""
    sign_in(page, officer)
    page.goto(plan.get_absolute_url())
    page.get_by_role("combobox", name="Status").select_option("Off track")
    expect(page).to_have_url(f"{plan.get_absolute_url()}?status=Off%20track")
    kept = page.evaluate("Object.keys(sessionStorage).concat(Object.keys(localStorage))")
    assert "htmx-history-cache" not in kept
    page.go_back()
    expect(page.locator("#found")).to_contain_text("4 actions")
    expect(page.get_by_role("combobox", name="Status")).to_have_value("")


@pytest.mark.parametrize("width", [1440, 360])
def test_a_word_longer_than_the_page_stays_within_it(open_page, sign_in, officer, width):
    plan = make_plan("W" * 200, by=officer)
    challenge = make_challenge(plan, "X" * 1900, "Y" * 300, officer)
    leads = [("operational", make_actor("V" * 200, "team"))]
    action = make_action("Z" * 5000, challenge=challenge, by=officer, leads=leads, deadline="U" * 300)
    say(action, officer, "T" * 5000)
    page = open_page(viewport={"width": width, "height": 800})
    sign_in(page, officer)
    home = plan.get_absolute_url()
    for address in ("/plans/", home, f"{home}?sort=news", f"{home}1.1/", f"{home}outline/", "/people/"):
        page.goto(address)
        assert fits(page), address


def test_a_menu_on_a_phone_opens_within_the_page(phone_page, sign_in, officer, plan):
    sign_in(phone_page, officer)
    phone_page.goto(plan.get_absolute_url())
    for name in ("Manage", "Export"):
        phone_page.locator("summary", has_text=name).click()
        box = phone_page.locator("details[open] > .menu-list").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 360
        phone_page.locator("summary", has_text=name).click()
