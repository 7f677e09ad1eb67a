"""An officer closes, splits, merges, deletes, carries forward and removes words, with and without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.models import Action, Plan, Update
from tests.browser import DESK, PHONE, fits
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, say

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor", "exempt")


@pytest.fixture
def plan(officer):
    plan = make_plan("HR plan 2026/27", by=officer)
    values = make_challenge(plan, "Bringing values to life", "Leadership", officer)
    team = make_actor("Digital team", "team")
    for text in (
        "Publish who leads on what",
        "Hold a staff day, and print a newsletter about it",
        "Tell staff who leads",
        "A row typed twice",
    ):
        leads = [("operational", team)]
        make_action(text, challenge=values, by=officer, leads=leads, deadline="31 March 2027")
    return plan


def to(page, plan, reference):
    page.goto(f"/plans/{plan.slug}/{reference}/")


def choose(page, name):
    page.locator(".page-actions summary", has_text="More").click()
    page.get_by_role("link", name=name, exact=True).click()


@pytest.fixture(params=[(DESK, False), (PHONE, True)], ids=["desk without scripts", "phone"])
def page(request, open_page, sign_in, officer):
    kind, scripts = request.param
    page = open_page(**kind, java_script_enabled=scripts)
    page.has_scripts = scripts
    sign_in(page, officer)
    return page


def check(page, axe):
    if page.has_scripts:
        axe(page)
    assert page.has_scripts is False or fits(page)


def test_an_action_is_closed_as_done_differently_and_opened_again(page, axe, plan):
    to(page, plan, "1.1")
    choose(page, "Close the action…")
    expect(page.get_by_label("Why it was not done")).to_be_hidden()
    page.get_by_text("Done differently").click()
    expect(page.get_by_label("What was done instead")).to_be_visible()
    check(page, axe)
    page.get_by_role("button", name="Close 1.1").click()
    expect(page.get_by_role("link", name="Say what was done instead.")).to_be_visible()
    page.get_by_label("What was done instead").fill("A poster in reception.")
    page.get_by_role("button", name="Close 1.1").click()
    expect(page.get_by_role("heading", name="Closed as done differently")).to_be_visible()
    expect(page.locator(".history")).to_contain_text("Done differently: A poster in reception.")
    check(page, axe)
    choose(page, "Open it again…")
    page.get_by_label("Why is it opened again?").fill("It came off the wall.")
    check(page, axe)
    page.get_by_role("button", name="Open 1.1 again").click()
    expect(page.locator(".history")).to_contain_text("Opened again: It came off the wall.")
    assert Action.objects.get(reference="1.1").is_open


def test_an_action_is_split_and_another_merged(page, axe, plan):
    to(page, plan, "1.2")
    choose(page, "Split in two…")
    page.get_by_label("What 1.2 keeps").fill("Hold a staff day")
    page.get_by_label("The new action").fill("Print a newsletter about the staff day")
    deadline = page.get_by_role("group", name="31 March 2027")
    deadline.get_by_text("Both").click()
    check(page, axe)
    page.get_by_role("button", name="Split in two").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.5 Print a newsletter")
    page.get_by_role("link", name="1.2 Hold a staff day").click()
    expect(page.locator(".facts")).to_contain_text("Split into")
    to(page, plan, "1.3")
    choose(page, "Merge into…")
    page.get_by_label("Reference of the action that goes on").fill("1.1")
    check(page, axe)
    page.get_by_role("button", name="Merge 1.3").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1.1 Publish who leads")
    expect(page.get_by_role("heading", name="What it took the place of")).to_be_visible()
    check(page, axe)
    to(page, plan, "1.3")
    expect(page.get_by_role("heading", name="Replaced by 1.1")).to_be_visible()
    check(page, axe)


def test_a_mistake_is_deleted_and_restored(page, axe, plan):
    to(page, plan, "1.4")
    choose(page, "Delete…")
    page.get_by_label("Why was it a mistake?").fill("It was typed twice.")
    check(page, axe)
    page.get_by_role("button", name="Delete 1.4").click()
    expect(page.get_by_text("1.4 is deleted. It can be restored for 30 days.")).to_be_visible()
    page.locator(".page-actions summary", has_text="Manage").click()
    page.get_by_role("link", name="Deleted actions").click()
    expect(page.get_by_text("It was typed twice.")).to_be_visible()
    check(page, axe)
    page.get_by_role("button", name="Restore 1.4").click()
    expect(page.get_by_text("1.4 is back where it stood.")).to_be_visible()


@pytest.mark.both
def test_what_is_unfinished_is_carried_forward(page, axe, plan):
    page.goto(f"/plans/{plan.slug}/")
    page.locator(".page-actions summary", has_text="Manage").click()
    page.get_by_role("link", name="Carry forward what is unfinished").click()
    expect(page.get_by_label("Title of the new plan")).to_have_value("HR plan 2027/28")
    page.get_by_label("A row typed twice").uncheck()
    check(page, axe)
    page.get_by_role("button", name="Carry forward").click()
    expect(page.get_by_text("3 actions carried forward into “HR plan 2027/28”.")).to_be_visible()
    page.get_by_role("link", name="Publish who leads on what").click()
    expect(page.locator(".facts")).to_contain_text("1.1 of HR plan 2026/27")
    page.locator(".facts").get_by_role("link", name="1.1 of HR plan 2026/27").click()
    expect(page.get_by_role("heading", name="Carried forward as 1.1 of HR plan 2027/28")).to_be_visible()
    check(page, axe)
    assert Plan.objects.get(title="HR plan 2027/28").carried_from == plan


def test_a_personal_remark_is_removed(page, axe, plan, officer):
    say(Action.objects.get(reference="1.1"), officer, "Late: Siân has had cancer since May.")
    to(page, plan, "1.1")
    choose(page, "Remove words for good…")
    page.get_by_label("The words to remove").fill("Siân has had cancer")
    page.get_by_label("Why they are removed").fill("Says something of a person’s health.")
    check(page, axe)
    page.get_by_role("button", name="Show where they stand").click()
    expect(page.locator("mark")).to_have_text("Siân has had cancer")
    check(page, axe)
    page.get_by_role("button", name="Remove the words for good").click()
    expect(page.locator(".history")).to_contain_text("Late: [removed] since May.")
    expect(page.locator(".history")).to_contain_text("Words removed.")
    assert "cancer" not in page.content()
    assert Update.objects.get().given_on == timezone.localdate()
