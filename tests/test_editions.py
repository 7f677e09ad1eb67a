"""After publication: corrections, supplements, late items; every edition at its address; the file as published."""

import io
import zipfile
from datetime import UTC, date, datetime

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from actionplan.changes import edit_action, record_update
from actionplan.models import Resolution
from reports import editions, papers, publication
from reports.formats import FORMATS, render
from reports.formats.data import as_plain, from_plain
from reports.holding import Papers
from reports.merging import words_of
from reports.models import Edition, EditionFile, Paper, Recommendation, Template
from tests import paper_samples
from tests.cast import TODAY, make_action, make_committee, make_meeting, make_user, page_text

pytestmark = pytest.mark.django_db
NOW, LATER = datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)
URL = "/meetings/hr-committee-2026-12-08/1/"
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
SECRET = "Settle the pay claim"


def make_published(bob, carol, *, exempt=False):
    action = make_action(by=bob, leads=[("operational", bob.actor)], deadline="31 March 2027")
    if exempt:
        make_action(SECRET, challenge=action.challenge, by=bob, **EXEMPT)
    paper = papers.create_paper(
        meeting=make_meeting(date(2026, 12, 8), by=carol),
        title="Progress",
        plans=[action.plan],
        by=carol,
        as_of=TODAY,
        at=NOW,
    )
    publication.publish(paper=paper, by=carol, at=NOW)
    return again(paper), action


def again(paper):
    return Paper.every.whole().get(pk=paper.pk)


def correct(paper, carol, **changes):
    """A correction published with these words in place of those that stand."""
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    papers.edit_paper(paper=draft, opened=words, words=words | changes, by=carol, at=LATER)
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="A word was wrong.")
    return again(paper)


def all_bytes(paper, number=None, audience="public"):
    return {key: publication.bytes_of(again(paper), audience, key, number) for key in FORMATS}


# Corrections


def test_a_correction_is_a_draft_beside_what_is_published(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    papers.edit_paper(
        paper=draft, opened=words, words=words | {"title": "Progress, put right"}, by=carol, at=LATER
    )
    assert all_bytes(paper) == before
    assert publication.value_of(again(draft), "public").draft
    assert publication.value_of(again(draft), "public").title == "Progress, put right"
    assert list(Paper.objects.all()) == list(paper.meeting.papers.all()) == [paper]
    with pytest.raises(ValidationError, match="being written already"):
        publication.begin_correction(paper=paper, by=carol, at=LATER)


def test_a_published_correction_is_the_next_edition_and_the_first_stays(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    paper = correct(
        paper, carol, title="Progress, put right", recommendations=["That it be noted.", "And agreed."]
    )
    assert (paper.title, paper.is_published, paper.published_at) == ("Progress, put right", True, NOW)
    assert [(each.number, each.kind) for each in editions.of(paper)] == [(2, "correction"), (1, "first")]
    assert all_bytes(paper, 1) == before
    assert publication.value_of(paper, "public").title == "Progress, put right"
    assert publication.value_of(paper, "public", 1).title == "Progress"
    latest = editions.latest(paper).copies["public"]
    assert latest.differs.split("\n") == [
        "The title was “Progress”.",
        "Recommendation (A) is changed.",
        "Recommendation (B) is added.",
    ]
    assert not Paper.every.filter(corrects=paper).exists()
    assert [each.words for each in paper.recommendations.all()] == ["That it be noted.", "And agreed."]


def test_every_format_of_a_correction_says_what_it_is_and_what_differs(bob, carol):
    paper = correct(make_published(bob, carol)[0], carol, background=["The review"])
    found = all_bytes(paper)
    with zipfile.ZipFile(io.BytesIO(found["docx"])) as word:
        texts = {"docx": word.read("word/document.xml").decode()}
    texts |= {key: found[key].decode() for key in ("html", "json")}
    for text in texts.values():
        assert "Correction" in text
        assert "Edition 2, 3 December 2026: A word was wrong." in text
        assert "The list of background papers is changed." in text


def test_a_third_edition_is_compared_with_the_second(bob, carol):
    paper = correct(make_published(bob, carol)[0], carol, background=["The review"])
    paper = correct(paper, carol, title="Third")
    assert editions.latest(paper).copies["public"].differs == "The title was “Progress”."
    assert [each.number for each in editions.of(paper)] == [3, 2, 1]


def test_a_correction_may_take_the_plan_as_it_stands_and_says_what_of_it_differs(bob, carol):
    paper, action = make_published(bob, carol)
    record_update(action=action, by=bob, words="Done.", step=action.plan.scale.step_for("complete"))
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    papers.take_again(paper=draft, by=carol, as_of=date(2026, 12, 3), at=LATER)
    publication.publish(paper=draft, by=carol, at=LATER, kind="supplement", reason="News came in.")
    differs = editions.latest(again(paper)).copies["public"].differs
    assert "Appendix A gives the plan as it stood on 3 December 2026, not on 20 November 2026." in differs
    assert f"Appendix A: of action {action.reference}, the status and latest news are changed." in differs
    assert "Section “Progress” is changed." in differs


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        ("first", "Why", "whether this is a correction"),
        ("else", "Why", "whether this is a correction"),
        ("correction", " ", "what was wrong"),
        ("supplement", "", "what the supplement adds"),
        ("late", "", "chair’s reason"),
    ],
)
def test_a_later_edition_says_what_it_is_and_why(bob, carol, kind, reason, said):
    paper, _ = make_published(bob, carol)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    with pytest.raises(ValidationError, match=said):
        publication.publish(paper=draft, by=carol, at=LATER, kind=kind, reason=reason)
    assert editions.latest(again(paper)).number == 1


def test_a_paper_may_first_go_out_as_a_late_item_with_the_chairs_reason(bob, carol):
    paper = papers.create_paper(
        meeting=make_meeting(by=carol),
        title="Urgent",
        plans=[make_action(by=bob).plan],
        by=carol,
        as_of=TODAY,
        at=NOW,
    )
    with pytest.raises(ValidationError, match="chair’s reason"):
        publication.publish(paper=paper, by=carol, at=NOW, kind="late")
    publication.publish(paper=paper, by=carol, at=NOW, kind="late", reason="The figures came today.")
    value = publication.value_of(again(paper), "public")
    assert value.heading_block[-1] == ("Late item", "The figures came today.")
    assert Edition.objects.first().kind == "late"


def test_a_correction_keeps_the_item_and_what_was_resolved(bob, carol):
    paper, _ = make_published(bob, carol)
    resolved = Resolution.objects.create(meeting=paper.meeting, minute="12", effective_on=TODAY)
    Recommendation.objects.filter(paper=paper).update(resolution=resolved)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    with pytest.raises(ValidationError, match="stays there"):
        papers.edit_paper(paper=draft, opened=words, words=words | {"order": 9}, by=carol, at=LATER)
    papers.edit_paper(paper=draft, opened=words, words=words | {"recommendations": []}, by=carol, at=LATER)
    with pytest.raises(ValidationError, match="has resolved"):
        publication.publish(paper=again(draft), by=carol, at=LATER, kind="correction", reason="x")
    words = words_of(again(draft))
    papers.edit_paper(
        paper=draft,
        opened=words,
        words=words | {"recommendations": ["That it be noted."]},
        by=carol,
        at=LATER,
    )
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="x")
    line = paper.recommendations.get()
    assert (line.words, line.resolution) == ("That it be noted.", resolved)


def test_a_correction_thrown_away_leaves_what_is_published(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    papers.delete_draft(paper=draft, by=carol)
    assert all_bytes(paper) == before
    assert Paper.every.count() == 1


def test_what_an_earlier_edition_printed_was_published(bob, carol):
    paper, action = make_published(bob, carol)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    line = draft.plans.get()
    line.snapshot.__class__.objects.filter(pk=line.snapshot_id).update(
        data=line.snapshot.data | {"challenges": []}
    )
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="x")
    assert Papers().published_with(action) == "Progress"


def test_later_changes_of_words_names_and_forms_change_no_edition(bob, carol):
    paper, action = make_published(bob, carol, exempt=True)
    paper = correct(paper, carol, background=["The review"])
    kinds = [
        (number, audience) for number in (1, 2) for audience in ("public", "redacted", "internal", "exempt")
    ]
    before = [all_bytes(paper, *kind) for kind in kinds]
    action.step.word = "Renamed"
    action.step.save()
    edit_action(action=action, by=bob, today=TODAY, text="Other words", **EXEMPT)
    bob.actor.name, bob.actor.public_label = "Robert Brook", "Head of HR"
    bob.actor.save()
    Template.objects.create(committee=make_committee(), sections={"appendix": "Annex"})
    assert [all_bytes(paper, *kind) for kind in kinds] == before


def test_a_paper_published_before_there_was_more_to_say_is_still_read():
    """The JSON of the first release: without charts, glossaries, page numbers or paragraphs."""
    plain = as_plain(paper_samples.small_paper())
    for name in ("page_numbers", "exempt_under"):
        plain.pop(name)
    for plan in plain["plans"]:
        plan.pop("charts")
    assert render(from_plain(plain), "html") == render(paper_samples.small_paper(), "html")


# Files as published


def pdf_file():
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def test_the_file_as_published_is_kept_beside_ours(bob, carol):
    paper, _ = make_published(bob, carol)
    edition, ours, content = editions.copy_of(paper, "public"), all_bytes(paper), pdf_file()
    file = editions.add_file(
        edition=edition, name="C:\\agenda\\Item 6.pdf", content=content, by=carol, at=LATER
    )
    assert (file.format, file.name, file.by, len(file.sha256)) == ("pdf", "Item 6.pdf", carol, 64)
    assert all_bytes(paper) == ours
    assert bytes(editions.published_file(edition, "pdf").file) == content
    with pytest.raises(ValidationError, match="is here already"):
        editions.add_file(edition=edition, name="again.pdf", content=content, by=carol, at=LATER)
    with pytest.raises(TypeError, match="never changed"):
        file.save()
    editions.add_file(edition=edition, name="a.docx", content=ours["docx"], by=carol, at=LATER)
    assert EditionFile.objects.filter(origin="published").count() == 2


def macros():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ program", "a program"),
        (b"only text", "Word \\(.docx\\) or PDF"),
        (macros(), "macros"),
        (b"PK\x03\x04 cut short", "damaged"),
        (b"%PDF-1.7" + b"0" * (21 * 1024 * 1024), "at most 20 MB"),
        (b"", "empty"),
    ],
)
def test_what_is_no_document_is_not_kept(bob, carol, content, said):
    edition = editions.copy_of(make_published(bob, carol)[0], "public")
    with pytest.raises(ValidationError, match=said):
        editions.add_file(edition=edition, name="x.pdf", content=content, by=carol, at=LATER)
    assert not EditionFile.objects.filter(origin="published").exists()


# Pages


def see(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)


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


def test_the_clerk_adds_the_file_as_published(client, bob, carol, erin):
    make_published(bob, carol, exempt=True)
    client.force_login(erin)
    assert client.post(f"{URL}editions/1/add-file/").status_code == 403
    client.force_login(carol)
    content = pdf_file()

    def send(copy, name="Item 6 “final”.pdf", content=content):
        file = SimpleUploadedFile(name, content, "application/pdf")
        return client.post(f"{URL}editions/1/add-file/", {"copy": copy, "file": file})

    assert "The file as published" in page_text(client.get(f"{URL}editions/1/add-file/"))
    assert "a program" in page_text(send("public", content=b"MZ program"))
    assert send("public").headers["Location"] == f"{URL}editions/"
    assert "is here already" in page_text(send("public"))
    send("exempt", "Appendix.pdf")
    assert "as published" in see(client, erin, f"{URL}editions/")
    answer = client.get(f"{URL}editions/1/as-published/public/pdf/")
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    see(client, erin, f"{URL}editions/1/as-published/exempt/pdf/", 404)
    assert "Appendix.pdf" not in see(client, erin, f"{URL}editions/")
    assert client.get(f"{URL}editions/1/as-published/public/docx/").status_code == 404
    assert "Appendix.pdf" in see(client, carol, f"{URL}editions/")


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
