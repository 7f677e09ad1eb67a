"""Reading a Word document (.docx). The only file here that imports python-docx.

python-docx's own `.text` drops tracked insertions and its `row.cells` repeats merged cells, both silently, so we
walk the document's elements ourselves: what was inserted stands, what was deleted does not.
"""

from __future__ import annotations

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from actionplan.importing.limits import TOO_MANY_ROWS, TOO_WIDE, CannotRead
from actionplan.importing.table import Cell, Document, make_table

DELETED = {qn("w:del"), qn("w:moveFrom"), qn("w:delText"), qn("w:instrText"), qn("w:rPr"), qn("w:pPr")}
BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
# A text box is drawn twice, for new programs and for old ones; the second is the same words again.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT, PARAGRAPH, TABLE, ROW, CELL = (qn(name) for name in ("w:t", "w:p", "w:tbl", "w:tr", "w:tc"))
TEXT_BOX = qn("w:txbxContent")
CONTROL, PROMPT = qn("w:sdt"), f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
LIST = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
# Stands before a paragraph of a list until it is known whether there are several.
LISTED = "\ue000"
ASIDE = ("header", "footer", "footnotes", "endnotes", "comments")


def read(data, limits):
    """Read the tables of a .docx in order, with the paragraphs between them.

    What stands elsewhere (footnotes, text boxes, comments, headers and footers) is in `outside`. Raises CannotRead
    for more rows or columns than `limits` allow, and whatever python-docx raises for a broken file.
    """
    package = docx.Document(io.BytesIO(data))
    body = package.element.body
    tables, above, rows_left = [], [], limits.rows
    for block in _blocks(body):
        if block.tag == TABLE:
            rows = _rows(block, limits, rows_left)
            rows_left -= len(rows)
            tables.append(make_table(len(tables) + 1, rows, above))
            above = []
        else:
            above += _lines(_words(block).replace(LISTED, ""))
    return Document("docx", tables=tuple(tables), outside=(*above, *_boxes(body), *_asides(package)))


def _blocks(parent):
    """The paragraphs and tables of the body in order, also those inside content controls and insertions."""
    for child in parent:
        if child.tag in (PARAGRAPH, TABLE):
            yield child
        elif child.tag not in DELETED and child.tag != FALLBACK:
            yield from _blocks(child)


def _within(parent, wanted, stop=TABLE):
    """The elements of one kind below `parent`, in order, not looking into nested tables or what was deleted."""
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in DELETED and child.tag not in (stop, FALLBACK):
            yield from _within(child, wanted, stop)


def _rows(table, limits, rows_left):
    rows = []
    for row in _within(table, ROW):
        if row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
            continue
        if len(rows) >= rows_left:
            raise CannotRead(TOO_MANY_ROWS, rows=limits.rows)
        rows.append((None, _cells(row, rows[-1][1] if rows else [], limits)))
    return rows


def _cells(row, above, limits):
    cells = [Cell()] * _number(row, "w:trPr/w:gridBefore", 0)
    for element in _within(row, CELL):
        span = _number(element, "w:tcPr/w:gridSpan", 1)
        if len(cells) + span > limits.columns:
            raise CannotRead(TOO_WIDE, columns=limits.columns)
        cells.append(_cell(element, above, len(cells), span))
        cells += [Cell()] * (span - 1)
    return cells


def _cell(element, above, place, span):
    merge = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    continues = merge is not None and merge.get(qn("w:val")) != "restart"
    words = _with_bullets(_words(element))
    if continues and not words and place < len(above):
        return Cell(above[place].words, continues=True, span=span)
    return Cell(words, span=span)


def _number(element, path, otherwise):
    found = element.find("/".join(qn(part) for part in path.split("/")))
    value = found.get(qn("w:val"), "") if found is not None else ""
    return max(int(value), otherwise) if value.isascii() and value.isdigit() else otherwise


def _words(element):
    """The words of a paragraph or cell as they stand, a line for each paragraph, nested tables included."""
    pieces = []
    _gather(element, pieces)
    return "\n".join(_lines("".join(pieces)))


def _gather(element, pieces):
    for child in element:
        tag = child.tag
        if tag == TEXT:
            pieces.append(child.text or "")
        elif tag in BREAKS:
            pieces.append(BREAKS[tag])
        elif tag in DELETED or tag in (FALLBACK, TEXT_BOX) or _is_prompt(child):
            continue
        else:
            if tag == PARAGRAPH and _is_listed(child):
                pieces.append(LISTED)
            _gather(child, pieces)
            if tag in (PARAGRAPH, CELL):
                pieces.append("\n")


def _is_prompt(element):
    """A content control nobody filled in shows Word's own words: "Choose an item."."""
    return element.tag == CONTROL and element.find(PROMPT) is not None


def _is_listed(paragraph):
    """Whether Word prints a bullet or a number before a paragraph, which is nowhere in its words."""
    number = paragraph.find(LIST)
    return number is not None and number.get(qn("w:val")) != "0"


def _with_bullets(words):
    """The words of a cell with a bullet before each item, where it holds a list of several."""
    return words.replace(LISTED, "• " if words.count(LISTED) > 1 else "")


def _lines(words):
    return [tidy for line in words.split("\n") if (tidy := " ".join(line.split())).strip(LISTED)]


def _boxes(body):
    boxes = (box for box in body.iter(TEXT_BOX) if not any(up.tag == FALLBACK for up in box.iterancestors()))
    return [line for box in boxes for line in _lines(_words(box).replace(LISTED, ""))]


def _asides(package):
    """Headers, footers, footnotes and comments: words that stand beside the plan, each line once."""
    lines = {}
    for part in package.part.package.iter_parts():
        name = str(part.partname).rpartition("/")[2]
        if name.endswith(".xml") and name.startswith(ASIDE):
            lines |= dict.fromkeys(_lines(_words(parse_xml(part.blob)).replace(LISTED, "")))
    return list(lines)
