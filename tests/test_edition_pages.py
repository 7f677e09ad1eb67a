"""The pages of editions: every one at its address, and which of them who may read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from actionplan.changes import edit_action
from reports import editions, papers, publication
from reports.merging import words_of
from reports.models import Paper
from tests.cast import TODAY, make_user, page_text
from tests.editions import LATER, again, correct, make_published, pdf_file, see
from tests.papers import SECRET, URL

pytestmark = pytest.mark.django_db


def test_a_clerk_corrects_a_paper_and_every_edition_stays_readable(client, bob, carol, erin):
    make_published(bob, carol)
    client.force_login(carol)
    assert "Correct or supplement this paper" in see(client, carol, URL)
    answer = client.post(f"{URL}correct/")
    assert answer.headers["Location"] == f"{URL}correction/"
    assert "Draft of a correction." in see(client, carol, f"{URL}correction/")
    assert "Go on with the correction" in see(client, carol, URL)
    draft = Paper.every.get(corrects__isnull=False)
    words = words_of(draft)
    papers.edit_paper(paper=draft, opened=words, words=words | {"title": "Put right"}, by=carol, at=LATER)
    assert "becomes the next edition" in see(client, carol, f"{URL}publish/")
    shown = page_text(client.post(f"{URL}publish/", {"revision": 1, "kind": "correction", "reason": " "}))
    assert "Say why: what was wrong" in shown
    answer = client.post(f"{URL}publish/", {"revision": 1, "kind": "correction", "reason": "It was wrong."})
    assert answer.headers["Location"] == URL
    shown = see(client, erin, URL)
    assert "(correction)" in shown
    assert "Before it: edition 1 of" in shown
    assert "Put right" in shown
    assert "Correct or supplement" not in shown
    shown = see(client, erin, f"{URL}editions/1/")
    assert "This is not the latest" in shown
    assert "Put right" not in shown.replace("Put right as", "")
    shown = see(client, erin, f"{URL}editions/")
    assert "The title was “Progress”." in shown
    assert "It was wrong." in shown
    for number in (1, 2):
        content = client.get(f"{URL}editions/{number}/files/docx/").content
        assert content == publication.bytes_of(Paper.objects.whole().get(), "public", "docx", number)


def test_the_draft_of_a_correction_is_for_those_who_work_on_it(client, bob, carol, erin, dan):
    paper, _ = make_published(bob, carol)
    client.force_login(erin)
    assert client.post(f"{URL}correct/").status_code == 403
    client.force_login(dan)
    assert client.post(f"{URL}correct/").status_code == 404
    publication.begin_correction(paper=paper, by=carol, at=LATER)
    for user in (erin, dan):
        see(client, user, f"{URL}correction/", 404)
        see(client, user, f"{URL}correction/files/docx/", 404)
    see(client, carol, f"{URL}correction/")
    assert client.get(f"{URL}correction/files/docx/").status_code == 200
    assert client.get(f"{URL}correct/").status_code == 405
    assert "not published" not in see(client, carol, URL)


def test_what_there_is_not_is_not_found(client, bob, carol, dan):
    make_published(bob, carol)
    for address in ("editions/2/", "editions/2/files/pdf/", "editions/1/files/doc/", "correction/"):
        see(client, carol, URL + address, 404)
    see(client, carol, f"{URL}editions/1/as-published/public/pdf/", 404)
    see(client, carol, f"{URL}editions/1/as-published/exempt/pdf/", 404)
    for address in ("editions/", "editions/1/", "editions/1/files/pdf/"):
        see(client, dan, URL + address, 404)


def test_the_exempt_appendix_is_handed_only_to_those_with_the_right(client, bob, carol, erin):
    make_published(bob, carol, exempt=True)
    gus = make_user("Gus Grey", "clerk")
    addresses = [URL, f"{URL}editions/1/"]
    for address in addresses:
        assert SECRET in see(client, carol, f"{address}?audience=exempt")
        for user in (erin, bob, gus):
            for audience in ("exempt", "internal", "redacted", "public"):
                shown = see(client, user, f"{address}?audience={audience}")
                assert SECRET not in shown
                assert "Exempt appendix" not in shown.replace("See exempt appendix", "")
            for key in ("csv", "json", "html"):
                content = client.get(f"{address}files/{key}/?audience=exempt").content.decode()
                assert SECRET not in content
    client.force_login(carol)
    answer = client.get(f"{URL}files/pdf/?audience=exempt")
    assert "item-1-exempt-appendix-not-for-publication.pdf" in answer.headers["Content-Disposition"]


def test_what_was_exempt_in_an_earlier_edition_is_still_kept_from_those_without_the_right(client, bob, carol):
    paper, action = make_published(bob, carol, exempt=True)
    secret = action.plan.actions.get(text=SECRET)
    edit_action(
        action=secret,
        by=bob,
        today=TODAY,
        text="A public matter",
        exempt="no",
        paragraph="",
        public_interest="",
    )
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    papers.take_again(paper=draft, by=carol, as_of=TODAY, at=LATER)
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="It is public now.")
    gus = make_user("Gus Grey", "clerk")
    assert "A public matter" in see(client, gus, URL)
    assert "A public matter" in see(client, gus, f"{URL}editions/2/?audience=internal")
    for address in ("editions/1/", "editions/1/?audience=internal", "editions/1/?audience=exempt"):
        assert SECRET not in see(client, gus, URL + address)
    assert SECRET.encode() not in client.get(f"{URL}editions/1/files/csv/").content
    assert "A public matter" in see(client, gus, f"{URL}?audience=exempt")
    with pytest.raises(editions.NoSuchEdition):
        publication.value_of(again(paper), "exempt")


def test_the_number_of_queries_of_the_list_of_editions(client, bob, carol):
    paper, _ = make_published(bob, carol)
    counts = []
    client.force_login(carol)
    client.get(URL)
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(URL).status_code == 200
        counts.append(len(queries))
        paper = correct(paper, carol, background=[f"Paper {paper.revision}"])
    assert counts[0] == counts[1] <= 13


def test_a_correction_in_the_browser(page, axe, sign_in, bob, carol):
    make_published(bob, carol)
    sign_in(page, carol)
    page.goto(URL)
    page.get_by_role("button", name="Correct or supplement this paper").click()
    page.get_by_role("link", name="Write the correction").click()
    page.get_by_label("Title of the paper").or_(page.get_by_label("Title", exact=True)).first.fill(
        "Put right"
    )
    page.get_by_role("button", name="Save the paper").click()
    axe(page)
    page.get_by_role("link", name="Publish…").click()
    axe(page)
    page.get_by_role("button", name="Publish it").click()
    axe(page)
    page.get_by_label("A correction: something was wrong").check()
    page.get_by_label("Why").fill("The title was wrong.")
    page.get_by_role("button", name="Publish it").click()
    page.get_by_role("link", name="What differs, and files as published").click()
    axe(page)
    page.get_by_role("link", name="Add the file as it was published").first.click()
    axe(page)
    page.get_by_label("The public report").check()
    page.get_by_label("The file as published").set_input_files(
        {"name": "Item 6.pdf", "mimeType": "application/pdf", "buffer": pdf_file()}
    )
    page.get_by_role("button", name="Keep this file as published").click()
    page.get_by_role("link", name="Edition 1").click()
    axe(page)
    expect(page.get_by_text("This is not the latest")).to_be_visible()
