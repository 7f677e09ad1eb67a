"""The exempt appendix is a document of its own, and the public report says that there is one and nothing of it.

What was made is opened with other libraries than those that made it.
"""

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pdfplumber
import pikepdf
import pytest
from lxml import etree, html

from actionplan.changes import add_deadline, edit_action, record_update
from people.models import Council
from reports import papers, publication
from reports.audience import actions_of, for_audience
from reports.exemption import ELSEWHERE, exclusion, exempt_notes, under
from reports.formats import FORMATS
from reports.models import Paper
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_meeting, make_plan
from tests.plain_plans import exempt, plain_action, plain_plan

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Each stands in what is exempt only: a challenge, an action, its measure, a lead, a deadline, news.
SECRETS = ("Zanzibar", "Quixote", "Xylophone", "Wolfram Vexley", "Juniper", "Kryptonite", "Obelisk")


@pytest.fixture
def published(bob, carol):
    """A report published twice, with everything exempt that there can be."""
    plan = make_plan(by=bob)
    pay = make_challenge(plan, title="Pay", by=bob)
    make_action("Publish the gender pay gap", challenge=pay, by=bob, deadline="31 March 2027")
    once_public = make_action("Settle terms", challenge=pay, by=bob, deadline="30 June 2026")
    quiet = make_action("Appoint a head of HR", challenge=pay, by=bob)
    make_paper(plan, carol, date(2026, 9, 8), date(2026, 8, 28))
    reason = {"paragraph": "4", "public_interest": "Talks continue."}
    hidden = make_challenge(plan, title="Zanzibar", heading="Obelisk", by=bob)
    secret = make_action(
        "Quixote",
        challenge=hidden,
        by=bob,
        success="Xylophone",
        leads=[("operational", make_actor("Wolfram Vexley"))],
        exempt="all",
        **reason,
    )
    add_deadline(action=secret, words="Juniper 2027", by=bob, today=TODAY)
    record_update(action=secret, by=bob, words="Kryptonite")
    edit_action(action=once_public, by=bob, today=TODAY, text="Quixote terms", exempt="all", **reason)
    edit_action(
        action=quiet,
        by=bob,
        today=TODAY,
        exempt="news",
        paragraph="1",
        public_interest="It concerns an officer.",
    )
    record_update(action=quiet, by=bob, words="Kryptonite again")
    make_challenge(plan, title="Afterwards", by=bob)
    return make_paper(plan, carol, date(2026, 12, 8), TODAY)


def make_paper(plan, by, held_on, as_of):
    paper = papers.create_paper(
        meeting=make_meeting(held_on, by=by), title="Progress", plans=[plan], by=by, as_of=as_of, at=NOW
    )
    publication.publish(paper=paper, by=by, at=NOW)
    return Paper.objects.whole().get(pk=paper.pk)


def files_of(paper, audience):
    return {key: publication.bytes_of(paper, audience, key) for key in FORMATS}


def every_word(key, content):
    """All that a file holds, whether it is shown or not: text, properties, names, comments, hidden parts, bookmarks."""
    if key in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.comment == b""
            parts = [archive.read(name) for name in archive.namelist()]
            return "\n".join([*archive.namelist(), *(part.decode("utf-8", "replace") for part in parts)])
    if key == "pdf":
        return "\n".join(_of_pdf(content))
    return content.decode("utf-8")


def _of_pdf(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield str(pdf.docinfo.items())
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                yield from (each.read_bytes().decode("latin-1"), repr(dict(each.items())))
            else:
                yield from _strings(each)
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            yield page.extract_text()


def _strings(part, deep=6):
    """Every string in an object of a PDF: titles of bookmarks, alternative texts, names."""
    if isinstance(part, pikepdf.String):
        yield str(part)
    elif isinstance(part, pikepdf.Array) and deep:
        for each in part:
            yield from _strings(each, deep - 1)
    elif isinstance(part, pikepdf.Dictionary) and deep:
        for _, each in part.items():
            yield from _strings(each, deep - 1)


@pytest.mark.django_db
@pytest.mark.parametrize("audience", ["public", "redacted"])
def test_no_file_holds_a_word_of_what_is_exempt_anywhere(published, audience):
    for key, content in files_of(published, audience).items():
        words = every_word(key, content)
        assert "gender pay gap" in words.replace("\n", " "), key
        found = [secret for secret in SECRETS if secret.casefold() in words.casefold()]
        assert found == [], key
        assert key not in ("html", "csv", "json") or not re.search(r"\bE1\b", words), key


@pytest.mark.once
@pytest.mark.django_db
def test_a_search_for_secrets_finds_them_where_they_are(published):
    """Else the test above would pass on files it cannot read."""
    for key, content in files_of(published, "exempt").items():
        words = every_word(key, content).replace("\n", " ")
        assert [secret for secret in SECRETS if secret not in words] == [], key


@pytest.mark.once
@pytest.mark.django_db
def test_the_public_report_says_that_there_is_an_appendix_why_and_what_is_to_be_resolved(published):
    said = (
        "An exempt appendix holds information exempt under paragraph 4 of Schedule 12A to the Local Government Act "
        "1972. Talks continue.",
        "An exempt appendix holds information exempt under paragraph 1 of Schedule 12A to the Local Government Act "
        "1972. It concerns an officer.",
        "under section 100A(4) of the Local Government Act 1972, the press and public be excluded",
    )
    files = files_of(published, "public")
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as word:
        document = etree.fromstring(word.read("word/document.xml"))
    texts = {
        "docx": "".join(document.itertext(f"{WORD}t")),
        "html": html.fromstring(files["html"]).text_content(),
        "json": json.dumps(json.loads(files["json"]), ensure_ascii=False),
    }
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        texts["pdf"] = " ".join(page.extract_text() for page in pdf.pages)
    for key, text in texts.items():
        for sentence in said:
            assert squeezed(sentence) in squeezed(text), key


@pytest.mark.once
@pytest.mark.django_db
def test_the_appendix_holds_what_is_exempt_and_nothing_else(published):
    value = publication.value_of(published, "exempt")
    assert value.title == "Progress (exempt appendix)"
    assert value.audience == "exempt"
    held = {action.reference: action for each in value.plans[0].challenges for action in each.actions}
    assert list(held) == ["1.2", "1.3", "E1"]
    assert held["1.2"].text == "Quixote terms"
    assert held["1.3"].news == "Kryptonite again"
    assert held["E1"].operational == ("Wolfram Vexley",)
    assert value.recommendations == value.sections == ()
    for key, content in files_of(published, "exempt").items():
        assert "gender pay gap" not in every_word(key, content), key


@pytest.mark.once
@pytest.mark.django_db
def test_what_became_exempt_is_not_new_in_the_appendix(published):
    """It is compared with what the committee saw of the same actions, public then or not."""
    (groups,) = (plan.movement for plan in publication.value_of(published, "exempt").plans)
    found = {change.reference: group.key for group in groups for change in group.changes}
    assert found["E1"] == "added"
    assert found["1.2"] != "added"


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("audience", ["exempt", "internal"])
def test_every_page_that_holds_it_is_marked_with_the_paragraph(published, audience):
    marked = "Not for publication: paragraphs 1 and 4 of Schedule 12A"
    files = files_of(published, audience)
    with pdfplumber.open(io.BytesIO(files["pdf"])) as pdf:
        for page in pdf.pages:
            assert squeezed(marked) in squeezed(page.extract_text())
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as word:
        headers = [name for name in word.namelist() if re.match(r"word/(header|footer)\d*\.xml", name)]
        document = etree.fromstring(word.read("word/document.xml"))
        used = {each.get(f"{WORD}type") for each in document.iter(f"{WORD}headerReference")}
        texts = ["".join(etree.fromstring(word.read(name)).itertext()) for name in headers]
    assert used
    assert any(squeezed(marked) in squeezed(text) for text in texts)
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"]))
    for sheet in book:
        assert marked in (sheet.oddHeader.right.text or "")
        assert sheet.sheet_state == "visible"
    assert marked in files["html"].decode()
    assert json.loads(files["json"])["exempt_under"] == "paragraphs 1 and 4 of Schedule 12A"
    assert "E1" in {
        line["reference"] for line in csv.DictReader(io.StringIO(files["csv"].decode("utf-8-sig")))
    }


@pytest.mark.once
@pytest.mark.django_db
def test_the_public_report_is_marked_nowhere(published):
    for key, content in files_of(published, "public").items():
        words = re.sub(r"<style>.*?</style>", "", every_word(key, content), flags=re.DOTALL)
        assert "Not for publication" not in words, key


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nation", "section", "act", "schedule"),
    [
        ("england", "100A(4)", "Local Government Act 1972", "Schedule 12A"),
        ("wales", "100A(4)", "Local Government Act 1972", "Schedule 12A"),
        ("scotland", "50A(4)", "Local Government (Scotland) Act 1973", "Schedule 7A"),
        ("northern_ireland", "42(4)", "Local Government Act (Northern Ireland) 2014", "Schedule 6"),
    ],
)
def test_the_law_is_the_one_the_council_follows(bob, carol, nation, section, act, schedule):
    Council.objects.update_or_create(pk=1, defaults={"nation": nation})
    action = make_action(by=bob, exempt="all", paragraph="12", public_interest="Prices.")
    paper = make_paper(action.plan, carol, date(2026, 12, 8), TODAY)
    note, resolution = publication.value_of(paper, "public").exempt_notes[:2]
    assert f"paragraph 12 of {schedule} to the {act}" in note
    assert f"under section {section} of the {act}, the press and public be excluded" in resolution
    assert publication.value_of(paper, "exempt").exempt_under == f"paragraph 12 of {schedule}"


def test_paragraphs_are_named_once_in_their_order():
    pairs = [("1", "a"), ("1", "b"), ("3", "c"), ("4", "d")]
    assert under(pairs) == "paragraphs 1, 3 and 4 of Schedule 12A"
    assert under([]) == ""
    assert exclusion([]) == exempt_notes([], "public") == ()


def test_a_number_that_is_missing_is_explained_without_saying_what_stood_there(bob, carol, db):
    """A challenge of exempt actions only leaves a gap, as one that was taken out does; references are lasting."""
    reason = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
    plan = make_plan(by=bob)
    for title in ("One", "Two", "Three"):
        given = reason if title == "Two" else {}
        make_action(f"Do {title}", challenge=make_challenge(plan, title=title, by=bob), by=bob, **given)
    paper = make_paper(plan, carol, date(2026, 12, 8), TODAY)
    public = publication.value_of(paper, "public")
    assert [each.number for each in public.plans[0].challenges] == ["1", "3"]
    assert public.exempt_notes[-1] == ELSEWHERE
    assert ELSEWHERE not in publication.value_of(paper, "internal").exempt_notes
    assert ELSEWHERE not in publication.value_of(paper, "exempt").exempt_notes


def test_no_gap_is_explained_where_there_is_none(bob, carol, db):
    plan = make_plan(by=bob)
    make_action("Do it", challenge=make_challenge(plan, title="One", by=bob), by=bob)
    reason = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
    make_action("Hide it", challenge=make_challenge(plan, title="Two", by=bob), by=bob, **reason)
    paper = make_paper(plan, carol, date(2026, 12, 8), TODAY)
    assert ELSEWHERE not in publication.value_of(paper, "public").exempt_notes


def test_an_exempt_view_and_what_it_is_compared_with_hold_the_same_actions():
    then = plain_plan(plain_action("1.1"), plain_action("E1", **exempt()), plain_action("E2", **exempt()))
    now = plain_plan(plain_action("1.1", **exempt("news")), plain_action("E1"), plain_action("1.4"))
    assert list(actions_of(for_audience(now, "exempt"))) == ["1.1"]
    assert list(actions_of(for_audience(then, "exempt", beside=now))) == ["1.1", "E2"]


def squeezed(words):
    """Without spaces, which a PDF's lines break at will."""
    return re.sub(r"\s+", "", words)
