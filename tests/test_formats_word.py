"""The Word copy, opened by lxml from its zip: headings, numbers, tables and properties a clerk can rely on."""

import io
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.formats import render
from tests import paper_samples as samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}


def part(document, name):
    with ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def words(element):
    return "".join(
        "\n" if each.tag == f"{W}br" else each.text or "" for each in element.iter(f"{W}t", f"{W}br")
    )


def styled(body, style):
    return [
        words(p) for p in body.iterfind(f".//{W}p") if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == style
    ]


@pytest.fixture(scope="module")
def document():
    return render(samples.council_paper(), "docx")


@pytest.fixture(scope="module")
def body(document):
    return part(document, "word/document.xml")[0]


def test_headings_are_real_and_in_reading_order(body):
    assert styled(body, "Title") == ["People peer review action plan: progress to November 2026"]
    assert styled(body, "Heading1") == [
        "Recommendations",
        "Purpose of the report",
        "Background",
        "Progress",
        "Summary in numbers",
        "Background papers",
        "Exempt information",
        "Changes since 8 September 2026",
        "Essential Reference Paper B\nPeople peer review action plan",
    ]
    groups = ["Complete since the last report", "New dates", "Newly overdue", "Initials and what they mean"]
    assert styled(body, "Heading2") == groups


def test_sections_and_paragraphs_are_numbered_by_word(document, body):
    numbered = [p for p in body.iterfind(f"{W}p") if p.find(f"{W}pPr/{W}numPr") is not None]
    assert [words(p) for p in numbered][:2] == ["Purpose of the report", "Background"]
    assert len(numbered) == 6
    assert len(styled(body, "NumberedParagraph")) == 5
    levels = part(document, "word/numbering.xml").xpath(
        "//w:abstractNum[@w:abstractNumId='90']/w:lvl/w:lvlText/@w:val", namespaces=NAMES
    )
    assert levels == ["%1", "%1.%2"]


def test_the_plan_is_one_table_whose_header_repeats_and_whose_rows_hold_together(body):
    plan = body.findall(f"{W}tbl")[-1]
    header, *rows = plan.findall(f"{W}tr")
    assert [words(cell) for cell in header.findall(f"{W}tc")] == list(samples.COLUMNS)
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert len(rows) == 55
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
    assert {len(row.findall(f"{W}tc")) for row in rows} == {7}


def test_every_table_says_what_it_is(body):
    for table in body.iterfind(f"{W}tbl"):
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val")


def test_an_overdue_row_reads_whole(body):
    row = body.findall(f"{W}tbl")[-1].findall(f"{W}tr")[2]
    heading, challenge, action, member, strategic, operational, deadline = row.findall(f"{W}tc")
    assert [words(cell) for cell in (heading, challenge)] == ["Leadership", "2 Values that people recognise"]
    assert words(action).startswith("2.1  Rewrite the five values with staff")
    assert [words(cell) for cell in (member, strategic, operational)] == [
        "",
        "Head of People",
        "Digital team",
    ]
    assert [words(p) for p in deadline.iterfind(f"{W}p")] == [
        "\u00a0■\u00a0Off track\u00a0",
        "30 September 2026",
        "Overdue 51 days",
        "“September 26”",
        "was 30 June 2026 (“June 26”)",
    ]
    shades = deadline.xpath("w:p[1]/w:r/w:rPr/w:shd/@w:fill", namespaces=NAMES)
    assert shades == ["fbe6e4", "fbe6e4"]


def test_no_empty_paragraph_is_used_as_space(body):
    assert [p for p in body.iterfind(f"{W}p") if not words(p).strip()] == []


def test_the_report_stands_upright_and_the_appendix_on_its_side(document, body):
    sizes = [(s.get(f"{W}w"), s.get(f"{W}h"), s.get(f"{W}orient")) for s in body.iter(f"{W}pgSz")]
    assert sizes == [("11906", "16838", None), ("16838", "11906", "landscape")]


def test_every_page_says_draft_and_its_number(document):
    with ZipFile(io.BytesIO(document)) as package:
        names = package.namelist()
    headers = [part(document, name) for name in names if name.startswith("word/header")]
    footers = [part(document, name) for name in names if name.startswith("word/footer")]
    assert len(headers) == len(footers) == 2
    assert all(words(header).endswith("Draft") for header in headers)
    for footer in footers:
        fields = [field.get(f"{W}instr") for field in footer.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_a_paper_that_is_no_draft_does_not_say_so():
    document = render(samples.small_paper(), "docx")
    assert "Draft" not in words(part(document, "word/header1.xml"))


def test_properties_come_from_the_paper(document):
    core = part(document, "docProps/core.xml")
    said = {etree.QName(each).localname: each.text for each in core}
    assert said["title"] == "People peer review action plan: progress to November 2026"
    assert said["creator"] == said["lastModifiedBy"] == "Head of People"
    assert said["created"] == said["modified"] == "2026-11-20T00:00:00Z"
    assert said["language"] == "en-GB"
    styles = part(document, "word/styles.xml")
    assert styles.xpath("//w:rPrDefault//w:lang/@w:val", namespaces=NAMES) == ["en-GB"]


def test_nasty_text_stands_as_it_was_written():
    body = part(render(samples.nasty_paper(), "docx"), "word/document.xml")[0]
    rows = body.findall(f"{W}tbl")[-1].findall(f"{W}tr")[1:]
    said = [words(row.findall(f"{W}tc")[2]) for row in rows]
    assert "1.1  <script>alert('hello')</script> & <b>bold</b>" in said[0]
    assert "NUL � bell � escape � unit � end" in said[5]
    assert "first line\nsecond line\nthird\nfourth\nfifth" in said[10]
    assert samples.NASTY[12] in said[12]
    assert said[15].count("Long news.") == 910


def test_words_that_run_from_right_to_left_are_marked_so():
    body = part(render(samples.nasty_paper(), "docx"), "word/document.xml")[0]
    row = body.findall(f"{W}tbl")[-1].findall(f"{W}tr")[8]
    assert row.find(f"{W}tc[4]/{W}p/{W}pPr/{W}bidi") is not None
    assert row.find(f"{W}tc[4]/{W}p/{W}r/{W}rPr/{W}rtl") is not None
    assert body.findall(f"{W}tbl")[-1].findall(f"{W}tr")[1].find(f".//{W}bidi") is None
