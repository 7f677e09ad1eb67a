"""The PDF, opened by pikepdf and pdfplumber: tags, header cells, reading order, bookmarks and properties."""

import io
from dataclasses import replace

import pdfplumber
import pikepdf
import pytest

from reports.formats import pdf, render
from reports.formats.pdf import BEYOND_FONTS
from reports.formats.typesetting import NotTypeset
from tests import paper_samples as samples


def elements(root, kind):
    """Every element of the structure tree of one kind, in reading order."""
    kids = root.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kind == kid.S:
                yield kid
            yield from elements(kid, kind)


def text_of(document):
    with pdfplumber.open(io.BytesIO(document)) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


@pytest.fixture(scope="module")
def document():
    return render(samples.council_paper(), "pdf")


@pytest.fixture(scope="module")
def opened(document):
    with pikepdf.open(io.BytesIO(document)) as opened:
        yield opened


@pytest.fixture(scope="module")
def tree(opened):
    return opened.Root.StructTreeRoot


def test_title_language_author_and_dates_come_from_the_paper(opened):
    assert opened.Root.Lang == "en-GB"
    assert opened.Root.MarkInfo.Marked
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    with opened.open_metadata() as said:
        assert said["dc:title"] == "People peer review action plan: progress to November 2026"
        assert said["dc:creator"] == ["Head of People"]
        assert said["pdfuaid:part"] == "1"
    assert str(opened.docinfo.CreationDate).startswith("D:20261120")


def test_headings_are_tagged_from_one_down_with_no_step_left_out(tree):
    assert len(list(elements(tree, "/H1"))) == 1
    assert len(list(elements(tree, "/H2"))) == 9
    assert len(list(elements(tree, "/H3"))) == 7  # three charts, three kinds of change, the initials


def test_bookmarks_lead_to_every_section(opened):
    with opened.open_outline() as outline:
        (title,) = outline.root
        sections = [each.title for each in title.children]
    assert title.title == "People peer review action plan: progress to November 2026"
    assert sections[0] == "Recommendations"
    assert "Changes since 8 September 2026" in sections[7]
    assert sections[-1].startswith("Essential Reference Paper B")


def test_the_plan_is_one_real_table_with_scoped_column_headers(tree):
    plan = list(elements(tree, "/Table"))[-1]
    rows = list(elements(plan, "/TR"))
    assert len(rows) == 1 + 55
    headers = list(elements(plan, "/TH"))
    assert len(headers) == 7
    assert all(
        header.A[0].Scope == "/Column" if isinstance(header.A, pikepdf.Array) else header.A.Scope == "/Column"
        for header in headers
    )
    assert {len(list(elements(row, "/TD"))) for row in rows[1:]} == {7}


def test_every_page_of_the_appendix_is_on_its_side_with_the_header_row_repeated(document):
    with pdfplumber.open(io.BytesIO(document)) as opened:
        upright = [page for page in opened.pages if page.width < page.height]
        sideways = [page for page in opened.pages if page.width > page.height]
        assert len(upright) == 3
        assert len(sideways) >= 6
        for page in sideways:
            words = page.extract_text()
            if "Latest:" in words:
                assert "Heading Challenge Action needed & current position Member Lead" in words


def test_every_page_says_draft_and_page_x_of_y(document):
    with pdfplumber.open(io.BytesIO(document)) as opened:
        for number, page in enumerate(opened.pages, 1):
            words = page.extract_text()
            assert "Draft" in words.splitlines()[0]
            assert f"Page {number} of {len(opened.pages)}" in words.splitlines()[-1]


def test_a_paper_that_is_no_draft_does_not_say_so():
    assert "Draft" not in text_of(render(samples.small_paper(), "pdf"))


def test_it_reads_in_order(document):
    words = " ".join(text_of(document).split())
    expected = [
        "Report of:", "(A) That the progress", "1 Purpose of the report", "1.1 To report progress",
        "2.2 The committee asked", "how appraisals are going", "4 Summary in numbers", "overdue",
        "5 Background papers", "6 Exempt information", "Changes since 8 September 2026", "the appendix has the whole",
        "Essential Reference Paper B", "43 challenges, 55 actions, as it stood on 20 November 2026",
        "Corporate management team",
    ]  # fmt: skip
    places = [words.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_status_is_said_in_words_and_dates_in_full(document):
    words = text_of(document)
    for said in (
        "On track",
        "At risk",
        "Off track",
        "Complete",
        "30 September 2026",
        "was 30 June 2026 (“June 26”)",
    ):
        assert said in words


def test_only_the_fonts_that_came_with_it_are_used(opened):
    names = {str(font.BaseFont) for page in opened.pages for font in page.Resources.Font.values()}
    assert all("SourceSansPro" in name for name in names)


def test_markup_and_code_are_printed_as_text():
    words = text_of(render(samples.nasty_paper(), "pdf")).replace("\u200b", "")
    for said in (
        "<script>alert('hello')</script>",
        "*bold* _it_ `raw` $math$ <label> @ref",
        "{{ title }}",
        "#be *noted*",
    ):
        assert said in words


def test_what_the_fonts_lack_is_named_or_marked_and_said_so():
    words = " ".join(text_of(render(samples.nasty_paper(), "pdf")).split())
    assert "[grinning face] stand beside ŵŷ and Ελληνικά" in words
    assert str(BEYOND_FONTS) in words
    assert str(BEYOND_FONTS) not in " ".join(text_of(render(samples.council_paper(), "pdf")).split())


def test_no_word_runs_out_of_its_column_or_off_the_page():
    with pdfplumber.open(io.BytesIO(render(samples.nasty_paper(), "pdf"))) as opened:
        for page in opened.pages:
            assert all(each["x0"] > 0 and each["x1"] < page.width for each in page.chars)
            assert all(each["top"] > 0 and each["bottom"] < page.height for each in page.chars)


def test_news_of_five_thousand_letters_goes_on_over_the_page_and_none_is_lost():
    words = text_of(render(samples.nasty_paper(), "pdf"))
    assert words.count("Long") == 455 + 455 + 6 + 6  # the action, its news, its lead and its deadline


def test_a_warning_of_typst_is_an_error(monkeypatch, tmp_path):
    bad = tmp_path / "paper.typ"
    bad.write_text('#set document(title: "x")\n#set text(font: "No such font")\nWords', encoding="utf-8")
    monkeypatch.setattr(pdf, "TEMPLATE", bad)
    with pytest.raises(NotTypeset, match="unknown font family"):
        render(samples.small_paper(), "pdf")


def test_several_plans_each_have_their_own_appendix():
    paper = samples.council_paper()
    second = replace(paper.plans[0], label="Essential Reference Paper C", title="Another plan")
    words = text_of(render(replace(paper, plans=(*paper.plans, second)), "pdf"))
    assert words.index("Essential Reference Paper B\n") < words.index(
        "Essential Reference Paper C\nAnother plan"
    )
    assert "Essential Reference Paper C: Another plan, since 8 September 2026" in words
