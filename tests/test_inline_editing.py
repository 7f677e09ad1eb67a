"""Editing a piece of an action where it stands: with scripts in place, without them on a page; nobody's words lost."""

import pytest
from playwright.sync_api import expect

from actionplan.changes import change_state, edit_action
from tests.browser import fits
from tests.cast import TODAY, make_action, make_user, page_text, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(db):
    return make_action("Publish who leads on what", success="People know")


def address(action, piece="text"):
    return f"{action.get_absolute_url()}edit/{piece}/"


def sent(client, action, piece, words):
    form = client.get(address(action, piece)).context["form"]
    return {piece: words, "opened_at_revision": form["opened_at_revision"].value()}


@pytest.mark.parametrize("piece", ["text", "success", "notes"])
def test_a_piece_is_saved_and_nothing_else_changes(client, bob, action, piece):
    client.force_login(bob)
    before = {name: getattr(action, name) for name in ("text", "success", "notes")}
    saved = client.post(address(action, piece), sent(client, action, piece, "Two\r\nlines"))
    assert saved.url == action.get_absolute_url()
    action.refresh_from_db()
    after = {name: getattr(action, name) for name in before}
    assert after == before | {piece: after[piece]}
    assert after[piece].replace("\r\n", "\n") == "Two\nlines"
    assert action.revision == 2


def test_the_wording_may_not_be_empty_and_the_others_may(client, bob, action):
    client.force_login(bob)
    refused = client.post(address(action), sent(client, action, "text", " "))
    assert "Write what is to be done." in page_text(refused)
    client.post(address(action, "success"), sent(client, action, "success", ""))
    action.refresh_from_db()
    assert (action.text, action.success) == ("Publish who leads on what", "")


def test_two_officers_at_one_piece_see_both_and_choose(client, bob, action):
    client.force_login(bob)
    given = sent(client, action, "text", "Publish online")
    edit_action(action=action, by=make_user("Grace Green"), today=TODAY, text="Publish and print", notes="N")
    asked = client.post(address(action), given)
    said = page_text(asked)
    assert "Grace Green changed this while you were editing." in said
    assert "As it stands now Publish and print What you wrote Publish online" in said
    form = asked.context["form"]
    given["seen_at_revision"] = form.seen_at()
    for clash in form.clashes():
        given |= {f"clash_{clash['name']}": clash["theirs"], f"mine_{clash['name']}": clash["mine"]}
    assert "choose which to keep" in page_text(client.post(address(action), given))
    client.post(address(action), given | {"keep_text": "mine"})
    action.refresh_from_db()
    assert (action.text, action.notes) == ("Publish online", "N")


def test_another_piece_and_news_changed_meanwhile_disturb_nobody(client, bob, alice, action):
    client.force_login(bob)
    given = sent(client, action, "notes", "Ask IT")
    edit_action(action=action, by=None, today=TODAY, text="Publish and print")
    say(action, bob, "Waiting.", meaning="at_risk")
    assert client.post(address(action, "notes"), given).status_code == 302


def test_it_is_for_editors_of_a_plan_that_is_open(client, bob, alice, erin, dan, action):
    for user, status in ((erin, 403), (alice, 404), (dan, 404)):
        client.force_login(user)
        assert client.get(address(action)).status_code == status
        assert client.post(address(action), {"text": "Mine"}).status_code == status
    client.force_login(bob)
    given = sent(client, action, "text", "Print")
    assert client.get(address(action, "reference")).status_code == 404
    change_state(plan=action.plan, state="closed", by=bob)
    assert "This plan is closed." in page_text(client.post(address(action), given))
    assert "Edit the wording" not in page_text(client.get(action.get_absolute_url()))


# On the page


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor")


@pytest.mark.django_db(transaction=True)
def test_an_officer_edits_three_pieces_without_leaving_the_page(page, sign_in, axe, officer, action):
    sign_in(page, officer)
    page.goto(action.get_absolute_url())
    edit = page.get_by_role("link", name="Edit the wording")
    edit.click()
    box = page.locator("#piece-text").get_by_label("Action")
    expect(box).to_be_focused()
    page.get_by_role("link", name="Edit how we will know").click()
    known = page.get_by_label("How we will know")
    expect(known).to_be_focused()
    axe(page)
    known.fill("Everybody knows")
    box.fill("Publish who leads, on the intranet")
    page.locator("#piece-text").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 Publish who leads, on the intranet")
    expect(page.get_by_role("status").first).to_contain_text("1.1 is saved.")
    expect(page.locator(".history")).to_contain_text("Wording changed")
    expect(edit).to_be_focused()
    expect(known).to_have_value("Everybody knows")
    page.locator("#piece-success").get_by_role("button", name="Save").click()
    expect(page.locator("#piece-success")).to_contain_text("Everybody knows")
    page.get_by_role("link", name="Add notes").click()
    page.get_by_label("Notes").fill("Ask IT")
    page.locator("#piece-notes").get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Edit notes")).to_be_focused()
    expect(page).to_have_url(f"{page.url.split('/plans/')[0]}{action.get_absolute_url()}")
    axe(page)


@pytest.mark.django_db(transaction=True)
def test_escape_leaves_it_but_never_throws_words_away(page, sign_in, officer, action):
    sign_in(page, officer)
    page.goto(action.get_absolute_url())
    edit = page.get_by_role("link", name="Edit the wording")
    edit.click()
    box = page.locator("#piece-text").get_by_label("Action")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(edit).to_be_focused()
    edit.click()
    expect(box).to_be_focused()
    box.fill("Something else")
    page.keyboard.press("Escape")
    leave = page.get_by_role("link", name="Leave it")
    expect(leave).to_be_focused()
    expect(box).to_have_value("Something else")
    page.keyboard.press("Enter")
    expect(edit).to_be_focused()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 Publish who leads on what")


@pytest.mark.django_db(transaction=True)
def test_a_conflict_in_place_shows_both(phone_page, sign_in, axe, officer, action, faults):
    page = phone_page
    sign_in(page, officer)
    page.goto(action.get_absolute_url())
    page.get_by_role("link", name="Edit the wording").click()
    page.locator("#piece-text").get_by_label("Action").fill("Publish online")
    edit_action(action=action, by=make_user("Grace Green"), today=TODAY, text="Publish and print")
    page.locator("#piece-text").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Grace Green changed this while you were editing.")
    piece = page.locator("#piece-text")
    expect(piece).to_contain_text("Publish and print")
    expect(piece.get_by_text("Publish online").first).to_be_visible()
    axe(page)
    assert fits(page)
    piece.get_by_label("Keep what I wrote").check()
    piece.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 Publish online")
    assert [fault.split(":")[0] for fault in faults] == ["answered 422"], "a refusal is no fault"
    faults.clear()


@pytest.mark.django_db(transaction=True)
def test_without_javascript_each_piece_has_a_page(open_page, sign_in, officer, action):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    sign_in(page, officer)
    page.goto(action.get_absolute_url())
    page.get_by_role("link", name="Add notes").click()
    page.get_by_label("Notes").fill("Ask IT")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1.1 is saved.")).to_be_visible()
    expect(page.locator("#piece-notes")).to_contain_text("Ask IT")
    page.get_by_role("link", name="Edit the wording").click()
    page.get_by_role("link", name="Leave it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1.1 Publish who leads on what")
