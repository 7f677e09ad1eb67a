"""The pages of a PDF sewn together: tables that go on over pages, their column names once, rows that pages cut."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from actionplan.importing.limits import TOO_WIDE, CannotRead, gettext_noop
from actionplan.importing.pdf_lines import Flow, has_room
from actionplan.importing.table import Cell, Document, make_table

MANY_ROWS = gettext_noop("The PDF has more than {rows:,} rows: split it into smaller documents.")


@dataclass(slots=True)
class Page:
    """What stands on a page: its grids and, in none of them, its lines, both from the top down."""

    number: int
    height: float
    grids: list
    lines: list


@dataclass(slots=True)
class Piece:
    """A table on its way: grids of one or more pages with the same columns, each as (page number, grid)."""

    above: list
    grids: list = field(default_factory=list)


@dataclass(slots=True)
class ReadRow:
    """A row read: its page, its cells, the words joined on their looks, and whether it is the end of the one before."""

    page: int
    cells: list
    guessed: tuple
    torn: bool = False


def sewn(pages, limits):
    """Make the Document that the pages hold."""
    rows = [row for page in pages for grid in page.grids for row in grid.rows]
    flow = Flow(_from(cell) for row in rows for cell in row.cells if not cell.above)
    floor = max((row.text_bottom for row in rows), default=0)
    outside = _take_running_lines(pages)
    pieces, after = _pieces(pages, outside)
    tables = tuple(_table(number, piece, flow, floor, limits) for number, piece in enumerate(pieces, 1))
    if sum(len(table.rows) for table in tables) > limits.rows:
        raise CannotRead(MANY_ROWS, rows=limits.rows)
    return Document("pdf", tables=tables, outside=(*(line.text for line in after), *outside))


def _table(number, piece, flow, floor, limits):
    if len(piece.grids[0][1].edges) - 1 > limits.columns:
        raise CannotRead(TOO_WIDE, columns=limits.columns)
    rows = _rows(piece, flow, floor)
    made = make_table(number, [(each.page, each.cells) for each in rows], [line.text for line in piece.above])
    # Rows without words have been left out; numbers still say which is which.
    read = [(row, rows[row.number - 1]) for row in made.rows]
    return replace(made, rows=tuple(replace(row, torn=each.torn, guessed=each.guessed) for row, each in read))


def _take_running_lines(pages):
    """Take what is printed at one place of several pages off all but the first; numbers of pages off all of them.

    Returns the lines to be said once, those that only differ in their figures as one.
    """
    met = {}
    for page in pages:
        for line in page.lines:
            met.setdefault((_shape(line.text), round(line.top / 4)), []).append((page, line))
    outside = []
    for those in met.values():
        words = list(dict.fromkeys(line.text for _, line in those))
        if len(those) < 2:
            continue
        first = those[0]
        below = not first[0].grids or first[1].top > first[0].grids[0].top
        for page, line in those if len(words) > 1 or below else those[1:]:
            page.lines.remove(line)
        if len(words) > 1 or below:
            outside.append("; ".join(words))
    return outside


def _shape(words):
    return re.sub(r"\d+", "0", words)


def _pieces(pages, outside):
    """Grids in order, one that goes on over a page's end as one piece, with the lines above each; and lines left."""
    pieces, above = [], []
    for page in pages:
        for thing in sorted([*page.grids, *page.lines], key=lambda each: each.top):
            if thing in page.lines:
                above.append(thing)
            elif (
                pieces
                and not above
                and pieces[-1].grids[-1][1].goes_on_in(thing)
                and _is_new_page(pieces[-1], page)
            ):
                pieces[-1].grids.append((page.number, thing))
            else:
                pieces.append(Piece(above, [(page.number, thing)]))
                above = []
    return pieces, above


def _is_new_page(piece, page):
    return piece.grids[-1][0] == page.number - 1


def _rows(piece, flow, floor):
    """The rows of a table, without the column names that later pages repeat."""
    rows, header, last = [], [], None
    for page, grid in piece.grids:
        printed = [row for row in grid.rows if row.lines]
        read = [ReadRow(page, *_read_row(row, flow)) for row in printed]
        names = [_words(each.cells) for each in read]
        repeated = 0
        while rows and repeated < min(len(names), len(header)) and names[repeated] == header[repeated]:
            repeated += 1
        header = header or names
        printed, read = printed[repeated:], read[repeated:]
        if read and last is not None:
            read[0].torn = _goes_on(last, printed[0], floor)
        rows += read
        last = printed[-1] if printed else last
    return rows


def _words(cells):
    return [cell.words for cell in cells]


def _read_row(row, flow):
    """The cells of a row, and the words in them that were joined on their looks."""
    read = [flow.read(*_from(cell)) for cell in row.cells]
    made = [
        Cell(words, continues=cell.above is not None, span=cell.span)
        for cell, (words, _) in zip(row.cells, read, strict=True)
    ]
    return made, tuple(
        each for cell, (_, guessed) in zip(row.cells, read, strict=True) for each in guessed if not cell.above
    )


def _from(cell):
    source = cell.above or cell
    return source.lines, source.right


def _goes_on(above, row, floor):
    """Whether a page's first row is the end of the last row of the page before.

    Then every cell with words in it goes on from one whose words reach the foot of that page, with no room there for
    another word; where some cells of the row had ended before, that need only be so of the longest.
    """
    line = max((each.height for each in above.lines), default=0)
    pairs = [(over, cell) for over, cell in zip(above.cells, row.cells, strict=True) if cell.lines]
    foot = above.text_bottom - 0.6 * line
    if above.text_bottom + 2 * line < floor or not pairs:
        return False
    if not all(over.lines and over.lines[-1].bottom > foot for over, _ in pairs):
        return False
    if len(pairs) < sum(1 for cell in above.cells if cell.lines):
        pairs = [max(pairs, key=lambda pair: len(pair[0].lines))]
    return not any(has_room(over.lines[-1], cell.lines[0], over.right) for over, cell in pairs)
