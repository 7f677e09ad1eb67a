"""A list on paper: what it says of itself, the side of the paper, headers on every page, shapes in black and white."""

import re

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.days_in_words import long_date
from tests.cast import make_action, make_challenge, make_plan, say

pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def plan(bob):
    """A plan of three pages."""
    plan = make_plan()
    challenge = make_challenge(plan)
    for number in range(1, 41):
        action = make_action(f"Number {number} of a plan that is printed", challenge=challenge)
    say(action, bob, "Waiting for the intranet.", meaning="at_risk")
    return plan


@pytest.fixture
def printed(page, sign_in, bob, tmp_path):
    """printed(address): the PDF a browser makes of it, and the words on each page."""
    sign_in(page, bob)

    def printed(address):
        page.goto(address)
        file = tmp_path / "printed.pdf"
        page.pdf(path=file, prefer_css_page_size=True)
        return pikepdf.open(file)

    return printed


def sides(pdf):
    """Width and height of each page in whole millimetres."""
    boxes = [[float(number) for number in each.mediabox] for each in pdf.pages]
    return {(round((x2 - x1) / 72 * 25.4), round((y2 - y1) / 72 * 25.4)) for x1, y1, x2, y2 in boxes}


def test_a_usual_list_is_printed_upright_and_a_wide_one_on_its_side(plan, printed, faults):
    assert sides(printed(plan.get_absolute_url())) == {(210, 297)}
    wide = "?columns=latest,strategic,operational,reporter,deadline,original,slippage,status,since"
    assert sides(printed(plan.get_absolute_url() + wide)) == {(297, 210)}


def test_header_rows_are_on_every_page(plan, page, sign_in, bob, tmp_path, faults):
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    page.emulate_media(media="print")
    head = page.locator(".plan-table thead")
    assert head.evaluate("each => getComputedStyle(each).display") == "table-header-group"
    assert head.locator("th").first.evaluate("each => getComputedStyle(each).position") == "static"


def test_paper_says_what_was_asked_for_and_leaves_out_what_cannot_be_pressed(
    plan, page, sign_in, bob, faults
):
    sign_in(page, bob)
    page.goto(f"{plan.get_absolute_url()}?words=number&sort=deadline")
    expect(page.get_by_text("printed").first).not_to_be_visible()
    page.emulate_media(media="print")
    said = page.locator(".list-said").inner_text()
    today = long_date(timezone.localdate())
    assert said.startswith(f"40 actions with the words “number”, sorted by deadline, printed {today}.")
    assert re.search(r"http://\S+/plans/peer-review-plan/\?words=number&sort=deadline", said)
    for left_out in (".filters", ".list-bar", ".site-nav", ".search-fold", ".page-actions .btn"):
        assert not any(each.is_visible() for each in page.locator(left_out).all())


def test_status_is_told_by_shape_and_word_in_black(plan, page, sign_in, bob, faults):
    sign_in(page, bob)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"{plan.get_absolute_url()}?meaning=at_risk")
    status = page.locator("td .status").first
    assert status.inner_text() == "At risk"
    assert status.locator("svg path").count() == 1
    for place in (status, status.locator("svg"), page.locator(".action-text").first):
        assert place.evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    assert (
        page.locator("body").evaluate("each => getComputedStyle(each).backgroundColor") == "rgba(0, 0, 0, 0)"
    )


def test_all_of_a_long_list_can_be_put_on_one_page_to_print_it(client, bob):
    challenge = make_challenge()
    for number in range(103):
        make_action(f"Number {number}", challenge=challenge)
    client.force_login(bob)
    first = client.get(challenge.plan.get_absolute_url())
    assert 'href="?page=all">All on one page, to print</a>' in first.content.decode()
    whole = client.get(challenge.plan.get_absolute_url() + "?page=all")
    assert sum(len(group["rows"]) for group in whole.context["groups"]) == 103
    assert "to print" not in whole.content.decode()
