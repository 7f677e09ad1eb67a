"""Rows of a table open in place: what is clipped after two lines can be read without leaving the list."""

import pytest
from playwright.sync_api import expect

from tests.cast import make_action

LONG = (
    "Publish who leads on what, on the intranet and at reception, and say every quarter who has changed. " * 4
)


@pytest.mark.django_db(transaction=True)
def test_a_long_text_opens_in_its_row_by_keyboard(page, sign_in, axe, bob):
    action = make_action(LONG, by=bob)
    make_action("A short one", challenge=action.challenge, by=bob)
    sign_in(page, bob)
    page.goto(action.plan.get_absolute_url())
    opener = page.get_by_role("button", name="Show all of 1.1")
    text = page.locator(".action-text").first
    clipped = text.bounding_box()["height"]
    opener.press("Enter")
    less = page.get_by_role("button", name="Show less of 1.1")
    expect(less).to_be_focused()
    assert text.bounding_box()["height"] > clipped * 1.9
    axe(page)
    less.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "false")
    assert text.bounding_box()["height"] == clipped
    expect(page.locator(".open-row")).to_have_count(1)
    page.get_by_label("Words").press_sequentially("reception")
    expect(page.locator("#found")).to_contain_text("1 action")
    expect(opener).to_be_visible()
