# ruff: noqa: S101 - these are tests, run apart from the others because they are slow
"""What other programs make of our documents: a PDF/UA validator, an HTML validator, LibreOffice."""

import csv

import pdfplumber
import pikepdf
import pytest

from checks import validators
from reports.formats import render
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
    assert len(report) == 2
    assert len(appendix) >= 5
    for number, (_, _, words) in enumerate(printed, 1):
        assert words.startswith("Eastmere District Council, Human Resources Committee Draft")
        assert f"Page {number} of {len(printed)}" in words
    assert all("Heading Challenge Action needed & current position" in words for words in appendix)
    whole = " ".join(report)
    expected = ["(A) That the progress", "1 Purpose of the report", "1.1 To report", "2.2 The committee", "4 Summary",
                "5 Background papers", "6 Exempt information", "Changes since 8 September 2026"]  # fmt: skip
    places = [whole.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)
    assert "43.1 Report to staff each spring" in appendix[-1]


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
