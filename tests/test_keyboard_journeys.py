"""The chief jobs by keyboard alone: an update from My actions; a paper, which also needs no script.

A document's questions by keyboard are in test_import_journey.py, a plan's order in test_structure_pages.py.
"""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reports.models import Paper
from tests import browser
from tests.cast import make_action, make_challenge
from tests.keyboard import Keyboard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(bob, alice):
    challenge = make_challenge(by=bob)
    for words in ("Publish who leads on what", "Hold a staff day"):
        leads = [("operational", alice.actor)]
        make_action(words, challenge=challenge, leads=leads, deadline="31 March 2030", by=bob)
    return challenge.plan


@pytest.mark.both
def test_a_lead_says_how_it_goes_by_keyboard(page, sign_in, alice, plan):
    sign_in(page, alice)
    page.goto("/my-actions/")
    keys = Keyboard(page)
    keys.to("Skip to the page").press()
    keys.to("Update 1.1").press()
    card = page.locator(".action-card", has_text="Publish who leads on what")
    expect(card.get_by_role("textbox").first).to_be_focused()
    keys.type("It is on the intranet.").choose("On track")
    keys.to("Save update").press()
    expect(card.get_by_text("Saved", exact=True)).to_be_visible()
    expect(card.get_by_role("link", name="Update")).to_be_focused()
    expect(page.get_by_role("status").first).to_contain_text("1.1")
    keys.to("No change to 1.2").press()
    expect(
        page.locator(".action-card", has_text="Hold a staff day").get_by_role("link", name="Update")
    ).to_be_focused()
    assert plan.actions.get(reference="1.1").latest_update.words == "It is on the intranet."
    assert plan.actions.get(reference="1.2").latest_update.no_change


@pytest.mark.both
def test_a_clerk_makes_and_publishes_a_paper_by_keyboard_and_without_script(open_page, sign_in, carol, plan):
    page = open_page(**browser.DESK, java_script_enabled=False)
    sign_in(page, carol)
    page.goto("/meetings/")
    keys = Keyboard(page)
    keys.follow("Add a meeting").to("Date").type(f"0902{timezone.localdate().year + 1}")
    keys.to("Time").type("1830").follow("Add the meeting")
    keys.follow("Add a paper").follow("Make the draft")
    keys.follow("Write the paper").to("Recommendation").press("Control+a").type("That progress be noted.")
    keys.follow("Save the paper")
    expect(page.locator("article")).to_contain_text("That progress be noted.")
    keys.follow("Publish")
    keys.follow("Publish")
    expect(page.get_by_text("What went out stays as it went out.")).to_be_visible()
    assert Paper.objects.get().is_published
