# ruff: noqa: S101 - these are tests, run apart from the others because they are slow
"""What other programs make of our documents: a PDF/UA validator, an HTML validator, LibreOffice."""

import csv
import re
import zipfile

import pdfplumber
import pikepdf
import pytest
from lxml import etree

from checks import validators
from reports.formats import render
from tests import council_documents
from tests import paper_samples as samples

PAPERS = {
    "report": samples.council_paper,
    "plan": samples.plan_as_it_stands,
    "small": samples.small_paper,
    "nasty": samples.nasty_paper,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("documents")


def made(folder, key):
    """Each sample paper written out in one format."""
    files = []
    for name, make in PAPERS.items():
        file = folder / f"{name}.{key}"
        file.write_bytes(render(make(), key))
        files.append(file)
    return files


def pages(file):
    with pdfplumber.open(file) as opened:
        return [(page.width, page.height, " ".join(page.extract_text().split())) for page in opened.pages]


def test_every_pdf_passes_the_validator_for_pdf_ua(folder):
    assert validators.broken_pdf_ua_rules(*made(folder, "pdf")) == []


def test_the_validator_for_pdf_ua_does_find_fault(folder):
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(folder / "untagged.pdf")
    first, *rules = validators.broken_pdf_ua_rules(folder / "untagged.pdf")
    assert first.startswith("fails ")
    assert rules


def test_every_web_page_is_valid_html(folder):
    assert validators.html_complaints(*made(folder, "html")) == []


def test_the_validator_for_html_does_find_fault(folder):
    (folder / "bad.html").write_text("<!DOCTYPE html><title>x</title><table><p>", encoding="utf-8")
    assert validators.html_complaints(folder / "bad.html")


def test_libreoffice_prints_the_word_report_as_it_was_meant(folder):
    file = folder / "meant.docx"
    file.write_bytes(render(samples.council_paper(), "docx"))
    printed = pages(validators.convert(file, "pdf", folder))
    report = [words for width, height, words in printed if width < height]
    appendix = [words for width, height, words in printed if width > height]
    assert len(report) in (3, 4)
    assert len(appendix) >= 5
    for number, (_, _, words) in enumerate(printed, 1):
        assert words.startswith("Eastmere District Council, Human Resources Committee Draft")
        assert f"Page {number} of {len(printed)}" in words
    assert all("Heading Challenge Action needed & current position" in words for words in appendix)
    whole = " ".join(report)
    expected = ["(A) That the progress", "1 Purpose of the report", "1.1 To report", "2.2 The committee", "4 Summary",
                "Status by heading", "Deadlines ahead", "5 Background papers",
                 "6 Exempt information", "Changes since 8 September 2026"]  # fmt: skip
    places = [whole.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert "43.1 Report to staff each spring" in appendix[-1]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def structure(document):
    """What must outlive a trip through another program: headings, tables, pictures, pages, language, title."""
    with zipfile.ZipFile(document) as package:
        body = etree.fromstring(package.read("word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
        core = etree.fromstring(package.read("docProps/core.xml"))
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val").casefold()
        for style in styles.iter(f"{W}style")
    }
    headings = []
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names.get(style.get(f"{W}val"), "") if style is not None else ""
        words = "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        headings += [(name, words)] if name.startswith(("heading ", "title")) else []
    tables = [
        (len(table.findall(f"{W}tr")), table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None)
        for table in body.iter(f"{W}tbl")
    ]
    return {
        "headings": headings,
        "tables": tables,
        "pictures": [each.get("descr") for each in body.iter(f"{WP}docPr")],
        "pages": [int(size.get(f"{W}w")) > int(size.get(f"{W}h")) for size in body.iter(f"{W}pgSz")],
        "language": styles.find(f".//{W}rPrDefault//{W}lang").get(f"{W}val"),
        "title": core.findtext("{http://purl.org/dc/elements/1.1/}title"),
    }


@pytest.mark.parametrize("onto", [None, council_documents.house_document], ids=["ours", "the council's"])
def test_the_word_report_survives_the_trip_to_odt_and_back(folder, onto):
    file = folder / f"trip-{onto is None}.docx"
    file.write_bytes(render(samples.council_paper(), "docx", onto and onto()))
    before = structure(file)
    there = validators.convert(file, "odt", folder)
    (folder / "back").mkdir(exist_ok=True)
    back = validators.convert(there, "docx", folder / "back")
    assert structure(back) == before
    printed = " ".join(words for _, _, words in pages(validators.convert(back, "pdf", folder / "back")))
    for words in (
        "(B) That the new dates",
        "1.1 To report",
        "2.2 The committee",
        "4 Summary",
    ):
        assert words in printed
    assert re.search("[•\uf0b7] how appraisals", printed)
    assert "1 Recommendations" not in printed


def test_libreoffice_prints_the_report_on_the_councils_own_document(folder):
    file = folder / "house.docx"
    file.write_bytes(render(samples.council_paper(), "docx", council_documents.house_document()))
    printed = pages(validators.convert(file, "pdf", folder))
    for number, (_, _, words) in enumerate(printed, 1):
        assert words.startswith("Draft")
        assert f"www.eastmere.example Page {number} of {len(printed)}" in words
    whole = " ".join(words for _, _, words in printed)
    expected = [
        "(A) That the progress",
        "1 Purpose of the report",
        "1.1 To report",
        "2.2 The committee",
        "4 Summary",
    ]
    places = [whole.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert "1 Recommendations" not in whole


@pytest.mark.parametrize("name", ["plan", "small", "nasty"])
def test_libreoffice_opens_every_other_word_copy(folder, name):
    file = folder / f"{name}-copy.docx"
    file.write_bytes(render(PAPERS[name](), "docx"))
    printed = pages(validators.convert(file, "pdf", folder))
    assert all(words for _, _, words in printed)
    if name == "nasty":
        assert sum(words.count("Long") for _, _, words in printed) == 455 + 455 + 6 + 6


@pytest.mark.parametrize("name", ["report", "nasty"])
def test_libreoffice_finds_the_same_words_in_excel_and_no_formula(folder, name):
    file = folder / f"{name}.xlsx"
    file.write_bytes(render(PAPERS[name](), "xlsx"))
    made = validators.convert(file, "csv:Text - txt - csv (StarCalc):44,34,76,1", folder)
    with made.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    actions = [row[header.index("Action needed & current position")] for row in rows]
    challenges = PAPERS[name]().plans[0].challenges
    expected = [action.text for challenge in challenges for action in challenge.actions]
    assert len(actions) == len(expected)
    if name == "nasty":
        assert actions[1:4] == expected[1:4]
    else:
        assert actions == expected
