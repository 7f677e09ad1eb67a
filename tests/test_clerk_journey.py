"""The clerk's whole road in a browser: a meeting, a paper, its words, the plan taken again, published, given out."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.changes import record_update
from reports import papers, publication
from tests.browser import fits
from tests.cast import make_action, make_challenge, make_meeting, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(bob):
    challenge = make_challenge(by=bob)
    for words in ("Publish who leads on what", "Pay everyone right first time"):
        make_action(
            words, challenge=challenge, by=bob, deadline="31 March 2030", leads=[("operational", bob.actor)]
        )
    return challenge.plan


@pytest.fixture
def reported(plan, bob, carol):
    """The committee saw the plan ten weeks ago; one action has been completed since."""
    held_on = timezone.localdate() - timedelta(weeks=10)
    as_of, at = held_on - timedelta(days=11), datetime(2026, 1, 1, tzinfo=UTC)
    paper = papers.create_paper(
        meeting=make_meeting(held_on, by=carol),
        title="First report",
        plans=[plan],
        by=carol,
        as_of=as_of,
        at=at,
    )
    publication.publish(paper=paper, by=carol, at=at)
    action = plan.actions.get(reference="1.1")
    record_update(action=action, by=bob, step=plan.scale.step_for("complete"), words="On the intranet.")
    return as_of


@pytest.mark.both
def test_a_clerk_takes_a_plan_to_a_meeting(page, sign_in, carol, erin, plan, reported, axe):
    sign_in(page, carol)
    page.goto("/meetings/")
    axe(page)
    page.get_by_role("link", name="Add a meeting").first.click()
    page.get_by_label("Date").fill(f"{timezone.localdate().year + 1}-02-09")
    page.get_by_label("Time").fill("18:30")
    axe(page)
    page.get_by_role("button", name="Add the meeting").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("HR Committee")
    axe(page)

    page.get_by_role("link", name="Add a paper").first.click()
    expect(page.get_by_label("Title of the paper")).to_have_value("Peer review plan: progress")
    expect(page.get_by_label("Peer review plan", exact=True)).to_be_checked()
    axe(page)
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("1 action was completed")).to_be_visible()
    expect(page.get_by_role("table", name="Completed")).to_contain_text("On the intranet.")
    axe(page)

    page.get_by_role("link", name="Write the paper").click()
    axe(page)
    page.get_by_label("Words").nth(0).fill("Head of HR")
    page.get_by_label("Recommendation").nth(1).fill("That the committee thank those who led.")
    purpose = page.locator(".paper-section").nth(0)
    purpose.get_by_label("Words").fill("To report what was done.")
    page.get_by_label("Background papers").fill("The review team’s report")
    page.get_by_role("button", name="Save the paper").click()
    for words in ("Head of HR", "(B)", "That the committee thank those who led.", "To report what was done."):
        expect(page.locator("article")).to_contain_text(words)

    page.get_by_role("button", name="Take the plan as it stands today").click()
    expect(page.get_by_text("The paper now gives its plans as they stand today.")).to_be_visible()
    page.get_by_role("link", name="Public", exact=True).click()
    expect(page.locator("article")).to_contain_text("an officer")
    expect(page.locator("article")).not_to_contain_text("Bob Brook")

    page.get_by_role("link", name="Ready?").click()
    axe(page)
    page.get_by_role("listitem").filter(has_text="6 implications").get_by_text("Which ones").click()
    page.get_by_role("link", name="Legal implications").click()
    expect(page).to_have_url(re.compile(r"/edit/#section-\d$"))
    legal = page.locator(".paper-section").nth(4)
    legal.get_by_label("There are none").check()
    legal.get_by_label("Who says so").fill("Jane Smith, Head of Legal")
    page.get_by_role("button", name="Up recommendation 2").click()
    expect(page.get_by_text("Nothing is saved yet.")).to_be_visible()
    expect(page.get_by_label("Recommendation").nth(0)).to_have_value(
        "That the committee thank those who led."
    )
    page.get_by_role("button", name="Show how it would be printed").click()
    preview = page.get_by_role("region", name="As it would be printed")
    expect(preview).to_contain_text(
        "There are no legal implications, on the advice of Jane Smith, Head of Legal."
    )
    axe(page)
    page.get_by_role("button", name="Save the paper").click()

    page.get_by_role("link", name="Clearances").click()
    axe(page)
    page.get_by_label("Who said so").fill("Jane Smith")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Cleared by Jane Smith")).to_be_visible()
    page.get_by_role("link", name="Back to the paper").click()

    page.get_by_role("link", name="Write the paper").click()
    page.get_by_role("link", name="Committee’s wordings").click()
    axe(page)
    page.get_by_role("link", name="Write the wording of 1.1").click()
    expect(page.get_by_role("region", name="The lead’s own words")).to_contain_text("On the intranet.")
    page.get_by_label("The committee’s wording").fill("The list is public.")
    axe(page)
    page.get_by_role("button", name="Save the wording").click()
    page.get_by_role("link", name="Item 1").click()
    expect(page.get_by_role("table", name="Completed")).to_contain_text("The list is public.")

    page.get_by_role("link", name="Publish…").click()
    expect(page.get_by_role("region", name="Still open")).to_contain_text(
        "5 implications of which nothing is said"
    )
    axe(page)
    page.get_by_role("button", name="Publish it").click()
    expect(page.get_by_text("What went out stays as it went out.")).to_be_visible()
    expect(page.get_by_role("link", name="Write the paper")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    assert re.fullmatch(r"hr-committee-\d{4}-02-09-item-1-internal\.pdf", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"%PDF")
    paper = page.url

    sign_in(page, erin)
    page.goto(paper)
    expect(page.locator("article")).to_contain_text("To report what was done.")
    expect(page.locator("article")).not_to_contain_text("Bob Brook")
    expect(page.get_by_role("link", name="Internal")).to_have_count(0)
    axe(page)


def test_a_paper_is_read_and_written_on_a_phone(phone_page, sign_in, carol, plan, reported, axe):
    sign_in(phone_page, carol)
    phone_page.goto("/meetings/")
    phone_page.get_by_role("link", name=re.compile(r"\d{4}")).first.click()
    phone_page.get_by_role("link", name="First report").click()
    expect(phone_page.get_by_role("heading", name="First report")).to_be_visible()
    assert fits(phone_page)
    axe(phone_page)
    meeting = make_meeting(timezone.localdate() + timedelta(weeks=2), by=carol)
    phone_page.goto(f"{meeting.get_absolute_url()}papers/new/")
    phone_page.get_by_role("button", name="Make the draft").click()
    phone_page.get_by_role("link", name="Write the paper").click()
    assert fits(phone_page)
    axe(phone_page)


def test_a_paper_is_made_ready_on_a_phone(phone_page, sign_in, carol, plan, reported, axe):
    at = timezone.now()
    meeting = make_meeting(timezone.localdate() + timedelta(weeks=2), by=carol)
    paper = papers.create_paper(
        meeting=meeting, title="Draft", plans=[plan], by=carol, as_of=at.date(), at=at
    )
    sign_in(phone_page, carol)
    for page in ("ready/", "clearances/", "wordings/", "wordings/peer-review-plan/1.1/", "publish/"):
        phone_page.goto(paper.get_absolute_url() + page)
        assert fits(phone_page)
        axe(phone_page)
    phone_page.goto("/glossary/")
    phone_page.get_by_label("Initials").fill("PDR")
    phone_page.get_by_label("What they stand for").fill("Personal development review")
    phone_page.get_by_role("button", name="Add to the glossary").click()
    expect(phone_page.get_by_role("table")).to_contain_text("Personal development review")
    assert fits(phone_page)
    axe(phone_page)


def test_text_is_narrow_enough_to_read_and_tables_take_the_whole_sheet(page, sign_in, carol, plan, reported):
    meeting, at = make_meeting(timezone.localdate() + timedelta(weeks=2), by=carol), timezone.now()
    paper = papers.create_paper(
        meeting=meeting, title="Draft", plans=[plan], by=carol, as_of=at.date(), at=at
    )
    sign_in(page, carol)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(paper.get_absolute_url())

    def width(selector):
        return page.locator(selector).first.bounding_box()["width"]

    assert width(".hanging") <= 672
    assert width("table.changes") == width("table.plan") == width("article") > 1000


@pytest.mark.both
def test_two_clerks_at_once_lose_nothing(page, open_page, sign_in, carol, plan, reported, axe):
    gus = make_user("Gus Grey", "clerk")
    meeting = make_meeting(timezone.localdate() + timedelta(weeks=2), by=carol)
    at = timezone.now()
    draft = papers.create_paper(
        meeting=meeting, title="Draft", plans=[plan], by=carol, as_of=at.date(), at=at
    )
    other = open_page()
    for each, user in ((page, carol), (other, gus)):
        sign_in(each, user)
        each.goto(f"{draft.get_absolute_url()}edit/")
    other.get_by_label("Title", exact=True).fill("As Gus has it")
    other.get_by_role("button", name="Save the paper").click()
    expect(other.get_by_role("heading", name="As Gus has it")).to_be_visible()
    page.get_by_label("Title", exact=True).fill("As Carol has it")
    page.get_by_role("button", name="Save the paper").click()
    expect(page.get_by_text("Gus Grey saved this paper while you were writing")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("As Gus has it")
    expect(page.get_by_label("Title", exact=True)).to_have_value("As Carol has it")
    axe(page)
    page.get_by_role("button", name="Save mine over theirs").click()
    expect(page.get_by_role("heading", name="As Carol has it")).to_be_visible()
