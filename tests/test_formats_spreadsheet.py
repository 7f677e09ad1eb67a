"""The Excel copy, opened by openpyxl: a table to sort and filter, dates that are dates, words that stay words."""

import io
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import openpyxl
import pytest

from reports.formats import render
from reports.formats.spreadsheet import A4_ROWS, page_starts
from reports.paper import PlanAppendix
from tests import paper_samples as samples


def opened(paper):
    return openpyxl.load_workbook(io.BytesIO(render(paper, "xlsx")))


@pytest.fixture(scope="module")
def book():
    return opened(samples.council_paper())


def column(sheet, title):
    titles = [cell.value for cell in sheet[1]]
    return [row[titles.index(title)] for row in sheet.iter_rows(min_row=2)]


def test_actions_are_a_table_with_a_filter_and_a_frozen_header(book):
    sheet = book["Actions"]
    (table,) = sheet.tables.values()
    assert table.ref == "A1:AA56"
    assert table.autoFilter.ref == table.ref
    assert [each.name for each in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == 56


def test_the_plans_own_words_head_its_columns(book):
    titles = [cell.value for cell in book["Actions"][1]]
    assert [each for each in titles if each in samples.COLUMNS] == [
        "Heading", "Challenge", "Action needed & current position", "Deadline", "Member Lead", "Strategic Lead",
        "Operational Lead",
    ]  # fmt: skip


def test_dates_are_dates_with_the_words_beside_them(book):
    sheet = book["Actions"]
    due = column(sheet, "Due")[1]
    assert due.value == datetime(2026, 9, 30)  # noqa: DTZ001 - a spreadsheet's dates have no zone
    assert due.number_format == "d mmmm yyyy"
    assert column(sheet, "Deadline")[1].value == "September 26"
    assert column(sheet, "Days overdue")[1].value == 51
    assert column(sheet, "Due")[3].value is None
    assert column(sheet, "Deadline")[3].value == "Immediate"


def test_a_second_deadline_is_kept(book):
    further = column(book["Actions"], "Further deadlines")[5].value
    assert further == "PDRs to be in place by Mar 27 (31 March 2027, was 31 December 2026 (“Dec 26”))"


def test_status_is_a_word_with_a_shape_on_its_tint(book):
    status = column(book["Actions"], "Status")[1]
    assert status.value == "■ Off track"
    assert status.fill.fgColor.rgb == "FFFBE6E4"


def test_nothing_is_hidden(book):
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert not any(each.hidden for each in sheet.column_dimensions.values())
        assert not any(each.hidden for each in sheet.row_dimensions.values())


def test_the_summary_has_the_figures_and_a_chart_that_says_what_it_shows(book):
    sheet = book["Summary"]
    figures = {
        row[0].value: row[1].value
        for row in sheet.iter_rows(min_row=7, max_row=16)
        if isinstance(row[1].value, int)
    }
    assert figures == {
        "complete": 5, "on track": 17, "at risk": 11, "off track": 6, "not started": 11, "on hold": 5, "overdue": 6,
        "due in 30 days": 8,
    }  # fmt: skip
    assert len(sheet._charts) == 3


def test_each_chart_is_drawn_from_the_cells_beside_it(book):
    sheet = book["Summary"]
    titles = [chart.title.tx.rich.p[0].r[0].t for chart in sheet._charts]
    assert titles == ["Status by heading", "What has changed since the last report", "Deadlines ahead"]
    series = sheet._charts[0].series
    assert next(each.val.numRef.f for each in series) == "Summary!$B$20:$B$24"
    assert [cell.value for cell in sheet["A"][19:24]] == [
        "Leadership",
        "Delivery",
        "Strategy",
        "Workforce",
        "Customers",
    ]
    assert [cell.value for cell in sheet[20][1:8]] == [1, 4, 3, 2, 4, 1, 15]
    patterns = [each.spPr.pattFill.prst if each.spPr.pattFill else "none" for each in series]
    assert len(set(patterns)) == 5  # complete is full, not started is empty: both without a pattern


def test_every_bar_of_a_chart_has_its_words(book):
    for chart in book["Summary"]._charts:
        assert chart.x_axis.tickLblSkip == 1
        assert chart.layout.manualLayout.x > 0.25


def test_no_chart_is_cut_by_the_end_of_a_printed_page(book):
    sheet = book["Summary"]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    breaks = [0, *(each.id for each in sheet.row_breaks.brk), 1000]
    most = A4_ROWS * 100 / sheet.page_setup.scale
    for chart in sheet._charts:
        titled = next(
            row for row in range(chart.anchor._from.row, 0, -1) if sheet.cell(row, 1).value == title_of(chart)
        )
        page, following = next(each for each in pairwise(breaks) if each[1] >= titled)
        assert page < titled
        assert chart.anchor.to.row < min(page + most, following)


@pytest.mark.parametrize(
    ("blocks", "end", "starts"),
    [
        ([], 6, []),
        ([6, 20, 40], 60, [20, 40]),
        ([6, 20, 25], 30, []),
        ([6, 100], 130, [100]),
        ([6, 20, 25, 40], 60, [25]),
    ],
)
def test_a_page_begins_where_what_follows_would_not_fit_whole(blocks, end, starts):
    assert page_starts(blocks, end, 35) == starts


def title_of(chart):
    return chart.title.tx.rich.p[0].r[0].t


def test_changes_have_a_sheet_of_their_own(book):
    rows = [[cell.value for cell in row[:5]] for row in book["Changes"].iter_rows(min_row=2)]
    assert rows[2] == [
        "New dates", "18.1", "Review the appraisal form with managers and cut it to two pages.", "31 December 2026",
        "28 February 2027",
    ]  # fmt: skip
    assert opened(samples.plan_as_it_stands()).sheetnames == ["Actions", "Summary"]


def test_rows_of_changes_are_tall_enough_for_their_words(book):
    """Not every program grows a row to its words; one that does not would print them over one another."""
    sheet = book["Changes"]
    for row in range(2, sheet.max_row + 1):
        lines = max(len(str(cell.value or "")) / 60 for cell in sheet[row][2:6])
        assert (sheet.row_dimensions[row].height or 0) >= 13 * lines


def test_properties_come_from_the_paper(book):
    assert book.properties.title == "People peer review action plan: progress to November 2026"
    assert book.properties.creator == "Head of People"
    assert book.properties.created == datetime(2026, 11, 20)  # noqa: DTZ001 - as openpyxl reads it


def test_drafts_say_so_on_each_printed_page(book):
    assert all("Draft" in sheet.oddHeader.right.text for sheet in book)
    assert all("Page &P of &N" in sheet.oddFooter.right.text for sheet in book)


def test_no_text_becomes_a_formula_a_link_or_a_number():
    sheet = opened(samples.nasty_paper())["Actions"]
    actions = column(sheet, "Action needed & current position")
    assert [cell.value for cell in actions][1:4] == ["=cmd|' /C calc'!A0", "+1 @SUM(A1) -2", "@SUM(1)"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {
        "s",
        "n",
        "d",
        "inlineStr",
    }
    assert all(cell.data_type == "s" for cell in actions[:-1])
    assert actions[12].value == samples.NASTY[12]
    assert actions[13].hyperlink is None
    assert actions[14].value == "001 2026-11-20 1e5 TRUE"


def test_text_too_long_for_a_cell_says_so():
    paper = samples.small_paper()
    challenge = paper.plans[0].challenges[0]
    action = replace(challenge.actions[0], news="x" * 40_000)
    plan = replace(paper.plans[0], challenges=(replace(challenge, actions=(action,)),))
    news = column(opened(replace(paper, plans=(plan,)))["Actions"], "Latest news")[0].value
    assert len(news) == 32_767
    assert news.endswith("(too long for an Excel cell; the Word and PDF copies have the rest)")


def test_titles_that_are_the_same_are_told_apart():
    columns = ("Theme", "Status", "Action", "Lead", "Lead", "LEAD", "Due")
    plan = PlanAppendix("", "Plan", samples.AS_OF, columns)
    titles = [cell.value for cell in opened(replace(samples.small_paper(), plans=(plan,)))["Actions"][1]]
    assert len({title.casefold() for title in titles}) == len(titles)
    assert {"Lead", "Lead 2", "LEAD 3"} <= set(titles)
