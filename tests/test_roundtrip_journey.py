"""An editor brings an edited sheet back in a browser: on a phone, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from actionplan.changes import edit_action
from actionplan.models import Action
from tests.browser import DESK, PHONE, fits
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user
from tests.sheets import Copy

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def edited(transactional_db, client):
    """(editor, plan, the bytes of a copy): two changes free of conflict, one in both, a new row and a missing one."""
    editor = make_user("Priya Nair", "editor")
    plan = make_plan(by=editor)
    challenge = make_challenge(plan, "Telling people what is happening", "Delivery", editor)
    lead = ("operational", make_actor("Head of People", "post"))
    for text in ("Publish who leads on what", "Hold a staff day", "Print a newsletter", "Close the old site"):
        make_action(text, challenge=challenge, leads=[lead], deadline="June 2027", by=editor)
    client.force_login(editor)
    copy = Copy(client, plan)
    copy.set("1.1", "Action", "Publish who leads on what, on the intranet and at reception")
    copy.set("1.1", "Strategic lead", "Cllr Nobody")
    copy.set("1.2", "Status", plan.scale.step_for("at_risk").word).set(
        "1.2", "New update", "No room is free."
    )
    copy.set("1.3", "Action", "Print a newsletter each quarter")
    copy.add(Action="Open the new site", Challenge_number="1", Deadline="May 2027")
    copy.drop("1.4")
    edit_action(
        action=Action.objects.get(reference="1.3"),
        by=editor,
        today=TODAY,
        text="Print a newsletter each month",
    )
    return editor, plan, copy.bytes()


def compare(page, plan, content):
    page.goto(plan.get_absolute_url())
    page.get_by_text("Manage", exact=True).click()
    page.get_by_role("link", name="Bring back an edited sheet").click()
    file = {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.get_by_label("The edited sheet").set_input_files(files=[file])
    page.get_by_role("button", name="Compare it with the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("plan.xlsx, compared with the plan")


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(DESK, id="desk"),
        pytest.param(PHONE, id="phone", marks=pytest.mark.both),
        pytest.param(PHONE | {"java_script_enabled": False}, id="plain"),
    ],
)
def test_changes_are_looked_at_and_taken(open_page, sign_in, axe, edited, kind):
    editor, plan, content = edited
    page = open_page(**kind)
    sign_in(page, editor)
    compare(page, plan, content)
    if kind.get("java_script_enabled", True):
        axe(page)
        assert fits(page)
    expect(page.get_by_text("Changed in both")).to_be_visible()
    expect(page.get_by_text("We know nobody called “Cllr Nobody”")).to_be_visible()
    page.get_by_role("button", name="Take all 4 without conflict").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    page.get_by_label("Why this changes").fill("Agreed at the directors’ meeting")
    page.get_by_role("button", name="Take all 4 without conflict").click()
    expect(page.locator("#messages")).to_contain_text("3 changes taken in 2 actions. Added 1.5.")
    tick = page.get_by_role("checkbox", name="Take the sheet’s action for 1.3")
    tick.focus()
    page.keyboard.press("Space")
    expect(tick).to_be_checked()
    page.get_by_label("Why this changes").fill("Quarterly was agreed")
    page.get_by_role("button", name="Take what is ticked").click()
    expect(page.locator("#messages")).to_contain_text("1 change taken in 1 action.")
    assert Action.objects.get(reference="1.3").text == "Print a newsletter each quarter"
    assert Action.objects.get(reference="1.4").deleted_at is None


def test_the_page_that_asks_for_the_sheet_can_be_used_by_everybody(phone_page, sign_in, axe, edited):
    editor, plan, _ = edited
    sign_in(phone_page, editor)
    phone_page.goto(f"{plan.get_absolute_url()}edited-sheet/new/")
    axe(phone_page)
    phone_page.get_by_role("button", name="Compare it with the plan").click()
    expect(phone_page.get_by_role("alert")).to_contain_text("Choose the Excel file")
    axe(phone_page)
