"""The Word copy, opened by lxml from its zip: headings, numbers, tables and properties a clerk can rely on."""

import io
from dataclasses import replace
from zipfile import ZipFile

import pytest
from lxml import etree

from reports.formats import render
from reports.formats.word_styles import lettering
from reports.paper import Bar, Chart, Series
from tests import paper_samples as samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
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


def in_list(body, number):
    """The paragraphs that say themselves which list they belong to."""
    numbers = body.xpath(f"w:p[w:pPr/w:numPr/w:numId/@w:val='{number}']", namespaces=NAMES)
    return [words(p) for p in numbers]


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
    assert styled(body, "Heading2") == [
        "Status by heading",
        "What has changed since the last report",
        "Deadlines ahead",
        "Complete since the last report",
        "New dates",
        "Newly overdue",
        "Initials and what they mean",
    ]


def test_sections_and_paragraphs_are_numbered_by_word(document, body):
    numbered = in_list(body, "90")
    assert numbered[:2] == ["Purpose of the report", "Background"]
    assert len(numbered) == 6
    assert len(styled(body, "NumberedParagraph")) == 5
    levels = part(document, "word/numbering.xml").xpath(
        "//w:abstractNum[@w:abstractNumId='90']/w:lvl/w:lvlText/@w:val", namespaces=NAMES
    )
    assert levels == ["%1", "%1.%2"]


def test_recommendations_are_a_list_that_word_letters(document, body):
    assert in_list(body, "92") == styled(body, "Recommendation")
    assert styled(body, "Recommendation")[0].startswith("That the progress made")
    letters = part(document, "word/numbering.xml").xpath(
        "//w:abstractNum[@w:abstractNumId='92']/w:lvl/*[self::w:numFmt or self::w:lvlText or self::w:start]/@w:val",
        namespaces=NAMES,
    )
    assert letters == ["1", "upperLetter", "(%1)"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["(1)", "(2)"], ("decimal", 1)),
        (["(c)", "(d)"], ("lowerLetter", 3)),
        (["(A)", "(C)"], None),
        (["A", "B"], None),
        ([], None),
        (["(Y)", "(Z)", "(AA)"], None),
    ],
)
def test_labels_that_word_would_not_count_alike_stay_words(labels, expected):
    assert lettering(labels) == expected


def test_recommendations_that_word_cannot_letter_keep_their_labels():
    paper = samples.council_paper()
    odd = replace(paper, recommendations=(replace(paper.recommendations[0], label="R1"),))
    body = part(render(odd, "docx"), "word/document.xml")[0]
    assert styled(body, "Recommendation")[0].startswith("R1That the progress")


def test_each_chart_is_a_picture_that_says_what_it_shows_and_its_figures_follow(document, body):
    pictures = body.xpath("w:p[.//w:drawing]", namespaces=NAMES)
    assert len(pictures) == 3
    said = [each.get("descr") for picture in pictures for each in picture.iter(f"{WP}docPr")]
    assert said[0].startswith("Bar chart: Status by heading. Leadership: 1 complete, 4 on track, 3 at risk")
    table = pictures[0].getnext()
    rows = [[words(cell) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")]
    assert rows[0][:3] == ["Heading", "✓ Complete", "● On track"]
    assert rows[1] == ["Leadership", "1", "4", "3", "2", "4", "1", "15"]
    with ZipFile(io.BytesIO(document)) as package:
        assert len([name for name in package.namelist() if name.startswith("word/media/")]) == 3


def test_each_heading_and_picture_is_kept_with_what_follows_whatever_the_styles_say(body):
    paragraphs = body.xpath(
        "w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading') or .//w:drawing]", namespaces=NAMES
    )
    headings = [
        each for each in paragraphs if each.find(f"{W}pPr/{W}pStyle").get(f"{W}val") != "HeadingBlock"
    ]
    assert len(headings) == 16 + 3
    assert all(each.find(f"{W}pPr/{W}keepNext") is not None for each in headings)


def test_pages_are_numbered_unless_the_agenda_system_does_it():
    unnumbered = render(replace(samples.council_paper(), page_numbers=False), "docx")
    with ZipFile(io.BytesIO(unnumbered)) as package:
        footers = [name for name in package.namelist() if name.startswith("word/footer")]
    assert footers
    assert [each for name in footers for each in part(unnumbered, name).iter(f"{W}fldSimple")] == []


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
    assert [
        p for p in body.iterfind(f"{W}p") if not words(p).strip() and p.find(f".//{W}drawing") is None
    ] == []


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


def test_figures_stand_right_in_columns_that_hold_their_words():
    """Eight statuses and a total on an upright page: no head is broken within a word."""
    steps = (
        "Complete",
        "On track",
        "At risk",
        "Off track",
        "Not started",
        "On hold",
        "Withdrawn",
        "Superseded",
    )
    series = tuple(Series(each, "not_started") for each in steps)
    chart = Chart("status", "By heading", "Heading", series, (Bar("Operational results", (1,) * len(steps)),))
    plan = replace(samples.council_paper().plans[0], charts=(chart,))
    body = part(render(replace(samples.council_paper(), plans=(plan,)), "docx"), "word/document.xml")
    [counts] = body.xpath("//w:tbl[w:tblPr/w:tblCaption/@w:val='By heading: figures']", namespaces=NAMES)
    head, row = counts.iterfind(f"{W}tr")
    for cell in head.iterfind(f"{W}tc"):
        points = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) / 20
        assert points >= 4.8 * max(map(len, words(cell).split())), words(cell)
    sides = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in row.iterfind(f"{W}tc")]
    assert [side is not None and side.get(f"{W}val") for side in sides] == [False, *["right"] * 9]


def test_a_long_marking_has_a_line_of_its_own():
    paper = replace(
        samples.council_paper(), holds_exempt=True, exempt_under="paragraphs 1 and 4 of Schedule 12A"
    )
    head = words(part(render(paper, "docx"), "word/header1.xml"))
    assert head.split("\n") == [
        "Draft · Not for publication: paragraphs 1 and 4 of Schedule 12A",
        "Eastmere District Council, Human Resources Committee",
    ]
