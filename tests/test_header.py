"""The head of every page holds its parts at every width, however much stands in it."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Grant
from people.models import Council
from tests.browser import fits
from tests.cast import make_action, make_user

LONG = "The Royal Borough of Northeastmarshall and Kirkconnelshire Metropolitan Council"
pytestmark = [pytest.mark.once, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def somebody():
    """Who may do everything, so that everything stands in the menu."""
    user = make_user("Bartholomew Featherstonehaugh-Cholmondeley", "editor", "clerk", "admin")
    make_action(leads=[("operational", user.actor)], deadline="30 April 2020", by=user)
    return user


def edges(page, selector):
    box = page.locator(selector).bounding_box()
    return box["x"], box["x"] + box["width"]


@pytest.mark.parametrize("council", ["Eastmere District Council", LONG])
def test_the_head_holds_its_parts_at_every_width(page, sign_in, somebody, council):
    Council.objects.update_or_create(pk=1, defaults={"name": council})
    sign_in(page, somebody)
    page.goto("/people/")
    for width in (360, 768, 1024, 1090, 1281, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 740})
        holds_its_parts(page, width)


def holds_its_parts(page, width):
    boxed = width >= 1440
    search = ".site-search" if boxed else ".search-fold > summary"
    name, found, account = (edges(page, each) for each in (".site-name", search, ".account"))
    assert name[1] <= found[0], "nothing stands upon anything else"
    assert found[1] <= account[0], "nothing stands upon anything else"
    assert page.locator(".site-name").bounding_box()["height"] < 60, "two lines at the most"
    if width > 1088:
        assert page.locator(".site-head").bounding_box()["height"] < 64, "one row on a desk"
    page.locator(".account summary").click()
    left, right = edges(page, ".account .menu-list")
    assert left >= 0
    assert right <= width
    assert fits(page)
    page.keyboard.press("Escape")


def test_the_whole_menu_is_one_line_on_a_phone(phone_page, sign_in, somebody):
    sign_in(phone_page, somebody)
    phone_page.goto("/people/")
    expect(phone_page.locator(".site-nav li")).to_have_count(5)
    assert phone_page.locator(".site-nav").bounding_box()["height"] < 60


def test_a_lead_s_menu_is_one_line_on_a_phone(phone_page, sign_in, axe, alice):
    make_action(leads=[("operational", alice.actor)], deadline="30 April 2020", by=alice)
    Grant.objects.create(user=alice, role="reader")
    sign_in(phone_page, alice)
    phone_page.goto("/")
    expect(phone_page.locator(".site-nav li")).to_have_count(4)
    assert phone_page.locator(".site-nav").bounding_box()["height"] < 60
    phone_page.locator(".search-fold > summary").tap()
    expect(phone_page.get_by_role("searchbox", name="Search all plans")).to_be_focused()
    axe(phone_page)
    expect(phone_page.locator(".account summary")).to_have_accessible_name("Alice Ames")
