"""Reading an OpenDocument text (.odt). The only file here that imports lxml.

Its XML is read as Word's is: what was inserted stands; what was deleted is kept by the format in a list of its own,
which we do not read.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from actionplan.importing.limits import TOO_MANY_ROWS, TOO_WIDE, CannotRead
from actionplan.importing.table import Cell, Document, make_table

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}


def _named(words):
    return {
        "{" + NAMES[prefix] + "}" + name
        for prefix, _, name in (each.partition(":") for each in words.split())
    }


(TABLE,), (ROW,) = _named("table:table"), _named("table:table-row")
(CELL,), (COVERED,) = _named("table:table-cell"), _named("table:covered-table-cell")
LINES = _named("text:p text:h")
BREAKS = dict.fromkeys(_named("text:line-break"), "\n") | dict.fromkeys(_named("text:s text:tab"), " ")
# What is not said where it stands: deletions, declarations, who wrote a comment and when, and what a picture shows.
UNREAD = _named(
    "text:tracked-changes text:note-citation text:sequence-decls text:variable-decls text:user-field-decls "
    "text:script office:forms office:binary-data dc:creator dc:date svg:title svg:desc"
)
# What stands beside the table even where it is anchored in a cell.
NOTES = _named("text:note office:annotation")
BOXES = _named(
    "draw:text-box draw:custom-shape draw:rect draw:circle draw:ellipse draw:line draw:polyline draw:polygon "
    "draw:regular-polygon draw:path draw:connector draw:measure draw:caption"
)
MARGINS = _named(
    "style:header style:footer style:header-left style:footer-left style:header-first style:footer-first"
)


def read(data, limits):
    """Read the tables of an .odt in order, with the paragraphs between them.

    Text boxes, footnotes, comments, headers and footers are in `outside`. Raises CannotRead for more rows or columns
    than `limits` allow, and what lxml raises for broken XML.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = _parsed(archive.read("content.xml"))
        styles = _parsed(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else None
    body = content.find("office:body/office:text", NAMES)
    tables, above, rows_left = [], [], limits.rows
    for block in _blocks(body):
        if block.tag == TABLE:
            rows = _rows(block, limits, rows_left)
            rows_left -= len(rows)
            tables.append(make_table(len(tables) + 1, rows, above))
            above = []
        else:
            above += _lines(_words(block))
    return Document(
        "odt", tables=tuple(tables), outside=(*above, *_beside(body, BOXES), *_asides(body, styles))
    )


def _parsed(xml):
    # A document type has been refused before; nothing is resolved or fetched here either.
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    )


def _blocks(parent):
    """The paragraphs and tables of the body in order, also those in lists and sections."""
    for child in parent:
        if child.tag == TABLE or child.tag in LINES:
            yield child
        elif child.tag not in UNREAD | BOXES | NOTES:
            yield from _blocks(child)


def _within(parent, wanted):
    """The elements of some kinds below `parent`, in order, not looking into what stands in a cell."""
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag not in (TABLE, CELL, COVERED):
            yield from _within(child, wanted)


def _rows(table, limits, rows_left):
    rows, spans = [], {}
    for row in _within(table, {ROW}):
        cells = _cells(row, spans, limits)
        # Blank rows are often repeated to the end of a sheet, and one says as much as a million.
        repeated = _number(row, "table:number-rows-repeated") if any(cell.words for cell in cells) else 1
        if len(rows) + repeated > rows_left:
            raise CannotRead(TOO_MANY_ROWS, rows=limits.rows)
        rows += [(None, cells)] * repeated
    return rows


def _cells(row, spans, limits):
    """The cells of a row. `spans` remembers those that go on below, by place: (rows to come, cell)."""
    cells = []
    for element in _within(row, {CELL, COVERED}):
        repeated = _number(element, "table:number-columns-repeated")
        words = _words(element)
        if len(cells) + repeated > limits.columns:
            if words:
                raise CannotRead(TOO_WIDE, columns=limits.columns)
            repeated = limits.columns - len(cells)
        for _ in range(repeated):
            cells.append(_cell(element, words, len(cells), spans))
    return cells


def _cell(element, words, place, spans):
    if element.tag == COVERED:
        rows, above = spans.get(place, (0, Cell()))
        spans[place] = (rows - 1, above)
        goes_on = rows > 0 and not words
        return Cell(above.words, continues=True, span=above.span) if goes_on else Cell(words)
    cell = Cell(words, span=min(_number(element, "table:number-columns-spanned"), 1000))
    spans[place] = (_number(element, "table:number-rows-spanned") - 1, cell)
    return cell


def _number(element, name):
    prefix, _, local = name.partition(":")
    value = element.get("{" + NAMES[prefix] + "}" + local, "")
    return max(int(value[:9]), 1) if value.isascii() and value.isdigit() else 1


def _words(element):
    """The words of a paragraph or cell as they stand, a line for each paragraph, nested tables included."""
    pieces = []
    _gather(element, pieces)
    return "\n".join(_lines("".join(pieces)))


def _gather(element, pieces):
    # Line ends in the XML are spaces like any other; only a paragraph or a break of its own begins a line.
    pieces.append(_spaced(element.text))
    for child in element:
        if child.tag in BREAKS:
            pieces.append(BREAKS[child.tag])
        elif child.tag not in UNREAD | NOTES | BOXES:
            _gather(child, pieces)
            if child.tag in LINES:
                pieces.append("\n")
        pieces.append(_spaced(child.tail))


def _spaced(words):
    return (words or "").replace("\n", " ").replace("\r", " ")


def _lines(words):
    return [tidy for line in words.split("\n") if (tidy := " ".join(line.split()))]


def _beside(parent, wanted):
    """The lines of what stands beside: each once, also of a box within a box."""
    found = (
        each for each in parent.iter(*wanted) if not any(up.tag in UNREAD for up in each.iterancestors())
    )
    return [line for each in found for line in _lines(_words(each))]


def _asides(body, styles):
    """Footnotes, comments, headers and footers: each line once."""
    margins = _beside(styles, MARGINS) if styles is not None else []
    return dict.fromkeys([*margins, *_beside(body, NOTES)])
