"""The first sign-in to an empty site: an administrator comes from an e-mailed code to a first plan."""

import re

import pytest
from playwright.sync_api import expect

from actionplan.models import Plan
from tests.cast import make_action, make_committee, make_user, page_text

TABLE = (
    "Issue\tAction\tOperational lead\tDeadline\n"
    "Staff do not know the values\tPrint the values on one page\tHead of HR\tMarch 2027\n"
)
LEFT = "0 of 4 done. Next: say what the council is called."


@pytest.fixture
def ada(db):
    return make_user("Ada Ames", "admin", email="ada@council.example")


def test_an_administrator_begins_with_them_until_there_is_a_plan(client, ada):
    client.force_login(ada)
    assert client.get("/").url == "/first-steps/"
    assert LEFT in page_text(client.get("/accounts/"))
    make_action()
    assert client.get("/").url == "/accounts/"
    assert "First steps" not in page_text(client.get("/accounts/"))
    assert client.get("/first-steps/").url == "/"


def test_who_only_keeps_accounts_is_told_why_there_are_no_plans_to_see(client, ada):
    make_action()
    client.force_login(ada)
    assert "given that right under Accounts" in page_text(client.get("/plans/"))


def test_nobody_else_is_shown_them(client, bob):
    client.force_login(bob)
    assert client.get("/").url == "/plans/"
    assert "First steps" not in page_text(client.get("/plans/"))
    assert client.get("/first-steps/").status_code == 403
    assert client.post("/first-steps/").status_code == 403


def test_what_is_done_is_told_from_what_is_left(client, ada):
    client.force_login(ada)
    assert "sign in and choose Plans" in page_text(client.get("/first-steps/"))
    client.post("/first-steps/")
    make_committee()
    said = page_text(client.get("/first-steps/"))
    for title in ("Say who keeps the plans", "Add the committee that owns the plan"):
        assert f"{title} done" in said
    assert "Say what the council is called done" not in said
    assert "Import a plan" in said


@pytest.mark.django_db(transaction=True)
def test_from_an_emailed_code_to_a_first_plan(page, axe, ada, mailserver):
    page.goto("/")
    page.get_by_label("E-mail address").fill(ada.email)
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}(?=\s*$)", mailserver.messages[0].get_content(), re.MULTILINE)
    page.get_by_label("Code").fill(code.group())
    page.get_by_role("button", name="Sign in").click()
    axe(page)
    page.get_by_role("link", name="Name the council").click()
    expect(page.locator(".first-steps")).to_have_text(f"First steps: {LEFT}")
    page.get_by_label("Name of the council").fill("Northmere Borough Council")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="First steps").click()
    page.get_by_role("button", name="I keep the plans").click()
    page.get_by_role("link", name="Add a committee").click()
    page.get_by_label("Name", exact=True).fill("HR Committee")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="First steps").click()
    axe(page)
    page.get_by_role("link", name="Import a plan").click()
    page.get_by_label("Paste the table").fill(TABLE)
    page.get_by_label("Title of the plan").fill("Values plan")
    page.get_by_label("Owning committee").select_option("HR Committee")
    page.get_by_role("button", name="Read the document").click()
    page.get_by_role("link", name="Accept plan").click()
    page.get_by_role("button", name="Accept plan").click()
    expect(page.get_by_role("link", name="Open the plan")).to_be_visible()
    expect(page.locator(".first-steps")).to_have_count(0)
    plan = Plan.objects.get()
    assert (plan.title, plan.committee.name, plan.actions.count()) == ("Values plan", "HR Committee", 1)
