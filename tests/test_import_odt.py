"""Reading OpenDocument texts: what stands in a cell, what goes on below it, and what stands beside the table."""

import datetime
import time

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.proposals import propose
from tests.documents import making
from tests.documents.opendocument import (
    COVERED,
    PROTECTED_MANIFEST,
    SPREADSHEET,
    cell,
    odt,
    raw_cell,
    table,
    table_row,
)

HEADER = ["Challenge", "Action", "Lead"]
DAY = datetime.date(2024, 2, 5)


def rows_of(*rows, **beside):
    """The rows read under a header, without it."""
    return read_document(odt(table(HEADER, *rows), **beside), "plan.odt").tables[0].rows[1:]


def words_read(xml):
    return rows_of(table_row(cell("Paths"), raw_cell(xml), cell("Okoro")))[0].words[1]


def test_a_table_is_read_row_by_row_with_the_lines_above_it():
    body = "<text:h>Plan of the woods</text:h>" + table(HEADER, ["Paths", "Mend < & >", "Zoë Okoro"])
    document = read_document(odt(body), "plan.docx")
    assert document.kind == "odt"
    assert document.tables[0].above == ("Plan of the woods",)
    assert [row.words for row in document.tables[0].rows] == [HEADER, ["Paths", "Mend < & >", "Zoë Okoro"]]
    assert propose(document, as_of=DAY).title == "Plan of the woods"


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<text:p>Mend</text:p><text:p>the path</text:p>", "Mend\nthe path"),
        ("<text:p>Mend<text:line-break/>the path</text:p>", "Mend\nthe path"),
        ("<text:p>Mend\n   the path</text:p>", "Mend the path"),
        ('<text:p>Mend<text:s text:c="3"/>the<text:tab/>path</text:p>', "Mend the path"),
        ('<text:p>Mend<text:s text:c="99999999999999"/>it</text:p>', "Mend it"),
        ("<text:p>Mend <text:span>the <text:a>path</text:a></text:span> now</text:p>", "Mend the path now"),
        (
            "<text:list><text:list-item><text:p>Mend</text:p><text:list><text:list-item><text:p>the path</text:p>"
            "</text:list-item></text:list></text:list-item><text:list-item><text:p>now</text:p></text:list-item>"
            "</text:list>",
            "Mend\nthe path\nnow",
        ),
        ("<text:p>Mend</text:p>" + table(["the", "path"]), "Mend\nthe\npath"),
        ("<text:p>Mend <text:soft-page-break/>the path</text:p>", "Mend the path"),
        (
            '<text:p>Mend <text:change-start text:change-id="a"/>the high<text:change-end text:change-id="a"/>'
            '<text:change text:change-id="b"/> path</text:p>',
            "Mend the high path",
        ),
    ],
)
def test_the_words_of_a_cell_stand_as_they_are_read(xml, words):
    assert words_read(xml) == words


def test_what_was_deleted_is_dropped_and_what_was_inserted_stands():
    deleted = (
        '<text:tracked-changes><text:changed-region text:id="b"><text:deletion><text:p>the low</text:p>'
        "<text:p><text:note><text:note-body><text:p>An old note</text:p></text:note-body></text:note></text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    document = read_document(odt(deleted + table(HEADER, ["Paths", "Mend it", "Okoro"])), "plan.odt")
    assert document.tables[0].above == document.outside == ()


def test_cells_merged_across_and_down_keep_their_places():
    rows = rows_of(
        table_row(cell("Paths", 'table:number-rows-spanned="2"'), cell("Mend"), cell("Zoë Okoro"), marks=""),
        table_row(COVERED, cell("Paint"), cell("Lois Prior")),
        table_row(cell("Ponds", 'table:number-columns-spanned="3"'), COVERED, COVERED),
        ["Reeds", "Clear", ""],
    )
    assert [(each.words, each.continues) for each in rows[1].cells] == [
        ("Paths", True),
        ("Paint", False),
        ("Lois Prior", False),
    ]
    assert (rows[2].words, rows[2].cells[0].span) == (["Ponds", "", ""], 3)
    assert rows[3].words == ["Reeds", "Clear", ""]
    assert not any(each.continues for row in rows[2:] for each in row.cells)


def test_a_block_merged_both_ways_repeats_its_words_in_its_first_column_only():
    both = 'table:number-columns-spanned="2" table:number-rows-spanned="3"'
    rows = rows_of(
        table_row(cell("Paths", both), COVERED, cell("A")),
        table_row(COVERED, COVERED, cell("B")),
        table_row(COVERED, COVERED, cell("C")),
        table_row(cell("Seats"), cell("Paint"), cell("D")),
    )
    assert [row.words for row in rows] == [
        ["Paths", "", "A"],
        ["Paths", "", "B"],
        ["Paths", "", "C"],
        ["Seats", "Paint", "D"],
    ]
    assert rows[1].cells[0].continues
    assert rows[1].cells[0].span == 2


def test_words_hidden_under_a_merged_cell_are_kept():
    under = "<table:covered-table-cell><text:p>Gates</text:p></table:covered-table-cell>"
    rows = rows_of(
        table_row(cell("Paths", 'table:number-rows-spanned="2"'), cell("Mend"), cell()),
        table_row(under, cell("Paint"), cell()),
    )
    assert rows[1].words == ["Gates", "Paint", ""]


def test_what_stands_beside_the_table_is_kept_apart():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>See the map</text:p>"
        "</text:note-body></text:note>"
    )
    comment = (
        "<office:annotation><dc:creator>Zoë</dc:creator><text:p>Is this so?</text:p></office:annotation>"
    )
    box = "<draw:frame><draw:text-box><text:p>Draft three</text:p></draw:text-box></draw:frame>"
    row = table_row(
        cell("Paths"), raw_cell(f"<text:p>Mend{note} the{comment} path{box}</text:p>"), cell("Okoro")
    )
    body = table(HEADER, row) + "<text:section><text:p>Agreed in May</text:p></text:section>"
    margins = "<style:footer><text:p>S:\\PARKS\\plan.odt</text:p></style:footer>"
    document = read_document(odt(body, margins=margins), "plan.odt")
    assert document.tables[0].rows[1].words[1] == "Mend the path"
    assert document.outside == (
        "Agreed in May",
        "Draft three",
        "S:\\PARKS\\plan.odt",
        "See the map",
        "Is this so?",
    )


def test_header_rows_and_groups_of_rows_are_rows():
    header = "<table:table-header-rows>" + table_row(*map(cell, HEADER)) + "</table:table-header-rows>"
    group = (
        "<table:table-row-group>"
        + table_row(cell("Paths"), cell("Mend"), cell())
        + "</table:table-row-group>"
    )
    document = read_document(odt(f"<table:table>{header}{group}</table:table>"), "plan.odt")
    assert [row.words for row in document.tables[0].rows] == [HEADER, ["Paths", "Mend", ""]]


def test_a_million_blank_rows_and_cells_take_no_time():
    million = 'table:number-rows-repeated="1048576"'
    blank = raw_cell("", 'table:number-columns-repeated="16384"')
    began = time.monotonic()
    rows = rows_of(table_row(blank, marks=million), table_row(cell("Paths"), cell("Mend"), cell(), blank))
    assert [row.words[:3] for row in rows] == [["Paths", "Mend", ""]]
    assert time.monotonic() - began < 5


HOSTILE = {
    "a million rows with words": (
        lambda: odt(table(HEADER, table_row(cell("Paths"), marks='table:number-rows-repeated="1000000"'))),
        "more than 5,000 rows",
    ),
    "a million cells with words": (
        lambda: odt(table(HEADER, table_row(cell("Paths", 'table:number-columns-repeated="1000000"')))),
        "more than 100 columns",
    ),
    "elements fifty thousand deep": (lambda: odt("<text:section>" * 50_000), "damaged"),
    "a document type": (lambda: odt("<!DOCTYPE a [<!ENTITY b 'c'>]>"), "document type"),
    "no body": (lambda: making.rezipped(odt(""), without_body), "damaged"),
    "a file cut short": (lambda: odt(table(HEADER))[:-60], "damaged"),
    "a password": (lambda: odt("", manifest=PROTECTED_MANIFEST), "protected by a password"),
    "a spreadsheet": (lambda: odt("", mimetype=SPREADSHEET), r"\(\.ods\).*save it as \.xlsx"),
    "a presentation": (
        lambda: odt("", mimetype="application/vnd.oasis.opendocument.presentation"),
        "OpenDocument",
    ),
    "macros": (lambda: making.with_member(odt(""), "Basic/Standard/Module1.xml", b"<a/>"), "macros"),
    "prose": (
        lambda: odt("<text:p>We will mend the path.</text:p>"),
        "The document has 5 words but no table",
    ),
}


def without_body(name, content):
    return b"<a/>" if name == "content.xml" else content


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_read_is_refused_in_one_sentence(name):
    make, says = HOSTILE[name]
    data, began = make(), time.monotonic()
    with pytest.raises(CannotRead, match=says) as refusal:
        read_document(data, "plan.odt")
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)
    assert time.monotonic() - began < 10


def test_a_span_of_a_million_is_one_cell():
    rows = rows_of(
        table_row(cell("Woods", 'table:number-columns-spanned="1000000" table:number-rows-spanned="999999"'))
    )
    assert rows[0].words == ["Woods"]
