"""Finding things in a browser: an officer on a desk, a director on a phone, and both without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests import browser
from tests.browser import fits
from tests.cast import make_action, make_actor, make_challenge, make_plan, say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(bob, alice):
    plan = make_plan()
    people = make_challenge(plan, "People first", "Leadership")
    make_action(
        "Open the Café", challenge=people, leads=[("operational", alice.actor)], deadline="31 May 2027"
    )
    late = make_action("Publish who leads", challenge=people, deadline="April 2026")
    say(late, bob, "Waiting for the intranet.", meaning="off_track")
    make_action(
        "Set the budget", challenge=make_challenge(plan, "Money"), leads=[("member", make_actor("Cllr Moss"))]
    )
    return plan


def references(page):
    """The references listed, in order."""
    return page.locator(".plan-table tbody th.ref").all_inner_texts()


def wait_for(page, count):
    expect(page.locator(".plan-table tbody th.ref")).to_have_count(count)


def test_an_officer_finds_an_action_from_any_page(plan, page, sign_in, bob, axe, faults):
    sign_in(page, bob)
    page.goto("/people/")
    page.keyboard.press("Tab")
    box = page.get_by_role("searchbox", name="Search all plans")
    box.fill("cafe")
    with page.expect_navigation():
        box.press("Enter")
    expect(page.get_by_role("heading", name="Search all plans")).to_be_visible()
    expect(page.locator("mark")).to_have_text(["Café"])
    axe(page)
    page.get_by_label("Words or a reference").fill("intranet")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status").filter(has_text="1 action with “intranet”")).to_be_visible()
    expect(page.locator(".hit mark")).to_have_text(["intranet"])
    page.get_by_role("link", name="Publish who leads").click()
    page.wait_for_url("**/1.2/")


@pytest.mark.both
def test_an_officer_narrows_sorts_chooses_columns_and_saves_the_view(plan, page, sign_in, bob, axe, faults):
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    wait_for(page, 3)
    by_deadline = page.get_by_role("link", name="Deadline", exact=True)
    by_deadline.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Deadline")).to_have_attribute("aria-sort", "ascending")
    expect(by_deadline).to_be_focused()
    assert references(page) == ["1.2", "1.1", "2.1"]
    expect(page.get_by_label("Sorted by")).to_have_value("deadline")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Deadline")).to_have_attribute("aria-sort", "descending")
    assert references(page) == ["1.1", "1.2", "2.1"]
    page.locator("summary", has_text="More").click()
    page.get_by_label("How it stands").select_option("Off track")
    wait_for(page, 1)
    assert "meaning=off_track" in page.url
    page.get_by_label("How it stands").select_option("Any")
    wait_for(page, 3)
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Leads, all in one").uncheck()
    page.get_by_label("Who reports").check()
    expect(page.get_by_role("columnheader", name="Reports")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Leads")).to_have_count(0)
    assert "columns=news,reporter,deadline,status" in page.url.replace("%2C", ",")
    axe(page)
    page.get_by_text("Views", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name="Save this list as a view").click()
    axe(page)
    page.get_by_label("Name").fill("Who reports on what")
    page.get_by_label("Show it to everybody who may read the plan").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("View: Who reports on what")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Reports")).to_be_visible()
    page.get_by_label("Due", exact=True).select_option("Overdue")
    wait_for(page, 1)
    page.get_by_text("View: Who reports on what, changed").click()
    axe(page)
    with page.expect_navigation():
        page.get_by_role("button", name="Replace “Who reports on what” with this list").click()
    expect(page.get_by_text("now shows this list")).to_be_visible()
    wait_for(page, 1)
    page.goto(plan.get_absolute_url())
    page.get_by_text("Views", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name="Who reports on what").click()
    wait_for(page, 1)


def test_the_usual_columns_leave_the_address_short(plan, page, sign_in, bob, faults):
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    page.get_by_label("Words").fill("budget")
    wait_for(page, 1)
    assert page.url.endswith(f"{plan.get_absolute_url()}?words=budget")
    page.get_by_role("button", name="Show").click()
    wait_for(page, 1)
    assert page.url.endswith(f"{plan.get_absolute_url()}?words=budget")


def test_a_director_searches_on_a_phone(plan, phone_page, sign_in, alice, axe, faults):
    page = phone_page
    sign_in(page, alice)
    page.goto("/my-actions/")
    box = page.get_by_role("searchbox", name="Search all plans")
    expect(box).not_to_be_visible()
    page.locator("summary", has_text="Search").click()
    expect(box).to_be_focused()
    axe(page)
    box.fill("1.1")
    with page.expect_navigation():
        page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Open the Café")).to_be_visible()
    axe(page)
    assert fits(page)


def test_chosen_columns_are_cards_on_a_phone(plan, phone_page, sign_in, bob, axe, faults):
    page = phone_page
    sign_in(page, bob)
    page.goto(
        f"{plan.get_absolute_url()}?columns=latest,leads,reporter,deadline,original,slippage,status,since,notes"
    )
    card = page.locator("tbody tr", has_text="Publish who leads")
    expect(card.locator("td[data-label='Since']")).to_be_visible()
    for label in ("Deadline", "Status", "Since"):
        assert card.locator(f"td[data-label='{label}']").evaluate("each => each.clientWidth") > 250
    expect(card.locator("td[data-label='Notes']")).not_to_be_visible()
    assert fits(page)
    axe(page)


def test_the_list_over_all_plans_on_a_desk_and_in_the_dark(plan, open_page, sign_in, bob, axe, faults):
    page = open_page(**browser.DESK, color_scheme="dark")
    sign_in(page, bob)
    page.goto("/actions/")
    axe(page)
    with page.expect_navigation():
        page.get_by_role("link", name="1 overdue").click()
    wait_for(page, 1)
    page.goto("/search/?q=intranet")
    axe(page)


def test_everything_is_found_without_javascript(plan, open_page, sign_in, bob, faults):
    page = open_page(**browser.DESK, java_script_enabled=False)
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    page.locator("summary", has_text="Columns").click()
    page.get_by_label("Leads, all in one").uncheck()
    page.get_by_label("Member lead").check()
    page.get_by_label("Sorted by").select_option("Deadline")
    with page.expect_navigation():
        page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("columnheader", name="Member lead")).to_be_visible()
    assert references(page) == ["1.2", "1.1", "2.1"]
    with page.expect_navigation():
        page.get_by_role("link", name="Member lead").click()
    assert references(page) == ["2.1", "1.1", "1.2"]
    page.get_by_role("searchbox", name="Search all plans").fill("moss")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".hit mark")).to_have_text(["Moss"])
