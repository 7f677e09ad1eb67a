"""The officer's road in a browser: a document is brought, its questions are settled by keyboard, and it is a plan."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from actionplan import imports
from actionplan.models import Import, Plan
from tests import browser
from tests.browser import fits
from tests.imported import as_text, as_word, make_import

pytestmark = pytest.mark.django_db(transaction=True)
PEER_REVIEW = Path(__file__).resolve().parents[2] / "shared/data/peer-review/plan.docx"
MOST_PRESSES = 34
QUESTIONS = "tbody[id^=q]"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "staff plan.docx"
    path.write_bytes(as_word())
    return path


def bring(page, path, as_of="2026-01-09"):
    page.goto("/imports/")
    page.get_by_role("link", name="Import a plan").first.click()
    page.get_by_label("File").set_input_files(path)
    page.get_by_label("Date of the document").fill(as_of)
    page.get_by_role("button", name="Read the document").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review:")
    page.wait_for_load_state()  # a press before the scripts are there answers by a whole new page


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def settle_by_keyboard(page):
    """Press Enter on the likely answer, again and again, wherever the focus goes; how many presses it took."""
    page.locator(f"{QUESTIONS} .answers button").first.focus()
    presses = 0
    while left := page.locator(QUESTIONS).count():
        page.keyboard.press("Enter")
        expect(page.locator(QUESTIONS)).not_to_have_count(left)
        expect(page.locator("#all-settled:focus, .answers button:focus")).to_have_count(1)
        presses += 1
    return presses


def tab_to(page, words):
    """Press Tab until something of these words has the focus."""
    for _ in range(80):
        if focused(page) == words:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {words}.")


def accept_by_keyboard(page):
    tab_to(page, "Accept plan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accept the plan")).to_be_visible()
    tab_to(page, "Accept plan")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What was made")).to_be_visible()


def accept(page):
    page.get_by_role("link", name="Accept plan").first.click()
    page.get_by_role("button", name="Accept plan").click()
    expect(page.get_by_role("heading", name="What was made")).to_be_visible()


@pytest.mark.both
def test_an_officer_brings_a_document_settles_it_by_keyboard_and_has_a_plan(
    page, sign_in, bob, document, axe
):
    sign_in(page, bob)
    page.goto("/imports/new/")
    axe(page)
    bring(page, document)
    axe(page)
    questions = page.locator(QUESTIONS).count()
    assert settle_by_keyboard(page) <= questions
    expect(page.locator("#all-settled")).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Accept plan").first.click()
    axe(page)
    page.get_by_role("button", name="Accept plan").click()
    expect(page.get_by_role("heading", name="What was made")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Open the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff plan")
    expect(page.get_by_text("Train all managers")).to_be_visible()
    plan = Plan.objects.get()
    assert plan.actions.get(reference="2.1").leads.get(role="operational").actor.name == "Heads of Service"


def test_someone_else_is_written_in_beside_the_question(page, sign_in, bob, axe):
    source = make_import(bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url() + "?kind=names-that-may-be-one")
    opener = page.get_by_role("link", name="Someone else…")
    opener.click()
    expect(page.get_by_label("Name").first).to_be_focused()
    axe(page)
    page.get_by_role("link", name="Leave it").click()
    expect(opener).to_be_focused()
    opener.click()
    page.get_by_label("Name").first.fill("xyzzy")
    page.get_by_label("Is a").first.select_option("as it sounds")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say whether “xyzzy” is a person")).to_be_visible()
    page.get_by_label("Name").first.fill("Anne Field")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Settled.")
    expect(page.locator(".answers button:focus")).to_have_count(1)
    source.refresh_from_db()
    assert source.decisions[0]["names"] == [{"name": "Anne Field", "kind": "person"}]


def test_words_typed_beside_one_question_survive_an_answer_to_another(page, sign_in, bob):
    source = make_import(bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url())
    asked = page.locator(QUESTIONS, has_text="Spring 27 Immediate")
    asked.get_by_role("link", name="Change…").click()
    typed = asked.get_by_role("textbox", name="Deadline")
    typed.fill("June 2027")
    other = page.locator(QUESTIONS, has_text="Clir Jackson")
    other.locator(".answers button").first.click()
    expect(page.locator(QUESTIONS, has_text="Clir Jackson")).to_have_count(0)
    expect(typed).to_have_value("June 2027")


def test_one_press_for_a_whole_kind_and_one_to_undo_it(page, sign_in, bob):
    source = make_import(bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url())
    before = page.locator(QUESTIONS).count()
    page.get_by_role("button", name="for all").first.click()
    expect(page.locator(QUESTIONS)).not_to_have_count(before)
    page.get_by_role("button", name="Undo last decision").click()
    expect(page.locator(QUESTIONS)).to_have_count(before)


def test_the_whole_road_without_javascript(open_page, sign_in, bob, document):
    page = open_page(**browser.DESK, java_script_enabled=False)
    sign_in(page, bob)
    bring(page, document)
    first = page.locator(QUESTIONS).nth(1).get_attribute("id")
    page.locator(f"{QUESTIONS} .answers button").first.click()
    expect(page).to_have_url(re.compile(f"#{first}$"))
    page.locator(QUESTIONS, has_text="cut short").first.get_by_role("link", name="Someone else…").click()
    page.get_by_label("Name").first.fill("Anne Field")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#messages")).to_contain_text("Settled.")
    page.goto(Import.objects.get().get_absolute_url() + "rows/")
    page.get_by_role("link", name="Change 1.1").click()
    page.get_by_label("Action").fill("Say who leads what")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Say who leads what")).to_be_visible()
    accept(page)
    assert Plan.objects.get().actions.get(reference="1.1").text == "Say who leads what"


def test_the_review_fits_a_phone_in_the_dark(open_page, sign_in, bob, axe):
    source = make_import(bob)
    page = open_page(**browser.PHONE, color_scheme="dark")
    sign_in(page, bob)
    for address in (
        "/imports/",
        "/imports/new/",
        *(source.get_absolute_url() + end for end in ("", "rows/", "accept/")),
    ):
        page.goto(address)
        assert fits(page), address
        axe(page)
    page.goto(source.get_absolute_url())
    page.get_by_role("link", name="Someone else…").first.click()
    expect(page.get_by_label("Name").first).to_be_focused()
    assert fits(page)
    axe(page)


def test_rows_are_added_divided_and_joined_by_keyboard(page, sign_in, bob):
    source = make_import(bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url() + "rows/")
    page.get_by_role("link", name="Add an action under 2").focus()
    page.keyboard.press("Enter")
    tab_to_field(page, "Action")
    page.keyboard.type("Tell staff")
    tab_to(page, "Add the action")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("The action is added.")
    expect(page.locator(".read-row")).to_have_count(7)
    press_in_menu(page, "1.1", "Divide into several…")
    tab_to_field(page, "The action")
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nSay why")
    tab_to(page, "Divide the row")
    page.keyboard.press("Enter")
    expect(page.locator(".read-row")).to_have_count(8)
    press_in_menu(page, "3.3", "Join to the row before")
    expect(page.locator(".read-row")).to_have_count(7)
    tab_to(page, "Undo last decision")
    page.keyboard.press("Enter")
    expect(page.locator(".read-row")).to_have_count(8)


def tab_to_field(page, label):
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.get_by_label(label, exact=True).first.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError(f"Tab does not come to {label}.")


def press_in_menu(page, reference, words):
    tab_to(page, f"More for {reference}")
    page.keyboard.press("Enter")
    tab_to(page, words)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("script", [True, False])
def test_a_file_that_takes_long_is_waited_for_with_script_and_without(
    open_page, sign_in, bob, document, monkeypatch, script
):
    monkeypatch.setattr(imports, "WAIT", 0)
    page = open_page(**browser.DESK, java_script_enabled=script)
    sign_in(page, bob)
    bring(page, document)
    source = Import.objects.get()
    assert (source.state, source.tries) == (Import.State.REVIEW, 1)


def test_what_a_press_did_is_told_in_sight_of_the_next_question(page, sign_in, bob):
    source = make_import(bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url())
    page.locator(QUESTIONS).nth(5).locator(".answers button").first.click()
    expect(page.locator("#messages")).to_contain_text("Settled.")
    told = page.locator("#messages .message")
    expect(told).to_be_in_viewport()
    next_answer = page.locator(".answers button:focus")
    expect(next_answer).to_be_in_viewport()
    covered = told.bounding_box()["y"] + told.bounding_box()["height"]
    assert next_answer.bounding_box()["y"] >= covered


def test_an_import_is_undone_and_taken_up_again(page, sign_in, bob, axe):
    source = make_import(bob)
    imports.accept_import(source_import=source, by=bob)
    sign_in(page, bob)
    page.goto(source.get_absolute_url())
    page.get_by_role("link", name="Undo this import").click()
    axe(page)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", name="The import is undone")).to_be_visible()
    assert not Plan.objects.exists()
    axe(page)
    page.get_by_role("button", name="Review it again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review:")


def test_a_table_pasted_in_is_read(page, sign_in, bob):
    sign_in(page, bob)
    page.goto("/imports/new/")
    page.get_by_label("Paste the table").fill(as_text())
    page.get_by_role("button", name="Read the document").click()
    expect(page.locator("#summary")).to_contain_text("6 rows read as 3 challenges and 6 actions")


def test_a_file_that_cannot_be_read_is_told_with_the_focus_on_it(page, sign_in, bob, tmp_path, axe):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    sign_in(page, bob)
    page.goto("/imports/new/")
    page.get_by_label("Title of the plan").fill("Our plan")
    page.get_by_label("File").set_input_files(path)
    page.get_by_role("button", name="Read the document").click()
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Title of the plan")).to_have_value("Our plan")
    axe(page)


if PEER_REVIEW.exists():

    def test_the_peer_review_plan_from_word_to_plan(page, sign_in, bob, axe):
        sign_in(page, bob)
        bring(page, PEER_REVIEW, as_of="2008-01-08")
        expect(page.locator("#summary")).to_contain_text("55 rows read as 43 challenges and 55 actions")
        presses = settle_by_keyboard(page)
        assert presses <= MOST_PRESSES
        accept_by_keyboard(page)
        expect(page.get_by_text("5 headings, 43 challenges and 55 actions")).to_be_visible()
        axe(page)
        assert Plan.objects.get().actions.count() == 55
