"""Reading a PDF. The only file here that imports pdfplumber.

A PDF holds letters and strokes at places, and nothing else: what is a table, a row, a word is told by where they are.
"""

from __future__ import annotations

import io

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from actionplan.importing.limits import CannotRead, gettext_noop
from actionplan.importing.pdf_columns import aligned_grids
from actionplan.importing.pdf_grid import Rule, ruled_grids
from actionplan.importing.pdf_lines import Glyph, text_lines
from actionplan.importing.pdf_sewing import Page, sewn

PROTECTED = gettext_noop(
    "The PDF is protected by a password: ask for it without one, or for the Word file it was made from."
)
PICTURES = gettext_noop(
    "The PDF holds pictures of pages, not text: it was scanned or printed as pictures, so ask for the Word file."
)
UNREADABLE = gettext_noop(
    "The PDF does not say which letters its signs stand for: ask for the Word file it was made from."
)
DAMAGED = gettext_noop(
    "The PDF is damaged or cut short: ask for it again, or for the Word file it was made from."
)
TOO_MANY = gettext_noop(
    "The PDF has more than {pages:,} pages: take out those that do not hold the plan and save it again."
)
# A stroke thinner than this, in points, is a rule; a wider one is a patch of colour.
THIN = 3
# A letter larger than this, or a page, is nothing that anybody prints.
LARGEST = 20_000


def read(data, limits):
    """Read the tables of a PDF, rows with the page they stand on; a table that goes on over pages is one table.

    A row cut by a page's end is two rows, the second marked as torn. Raises CannotRead for a protected or scanned PDF
    and for more pages, rows or columns than `limits` allow, and whatever pdfplumber raises for a broken one.
    """
    pages, known, letters, unknown = [], (), 0, 0
    with _opened(data, limits) as pdf:
        for page in pdf.pages:
            if page.page_number > limits.pages:
                raise CannotRead(TOO_MANY, pages=limits.pages)
            glyphs = _glyphs(page)
            letters += len(glyphs)
            unknown += sum(glyph.text.startswith("(cid:") for glyph in glyphs)
            pages.append(_laid_out(page, glyphs, known))
            known = pages[-1].grids[-1].edges if pages[-1].grids else known
            page.close()
    if not pages:
        raise CannotRead(DAMAGED)
    if not letters:
        raise CannotRead(PICTURES)
    if unknown * 2 > letters:
        raise CannotRead(UNREADABLE)
    return sewn(pages, limits)


def _opened(data, limits):
    try:
        pdf = pdfplumber.open(io.BytesIO(data))
    except PdfminerException as error:
        if "Password" in repr(error):
            raise CannotRead(PROTECTED) from error
        raise CannotRead(DAMAGED) from error
    count = pdf.doc.catalog.get("Pages")
    count = getattr(count, "resolve", lambda: count)()
    if isinstance(count, dict) and isinstance(count.get("Count"), int) and count["Count"] > limits.pages:
        raise CannotRead(TOO_MANY, pages=limits.pages)
    return pdf


def _laid_out(page, glyphs, known):
    across, down = _rules(page)
    grids, left = ruled_grids(across, down, glyphs)
    lines = text_lines(left)
    if sum(len(row.lines) for grid in grids for row in grid.rows) < len(lines):
        aligned, lines = aligned_grids(lines, across, known)
        grids = sorted([*grids, *aligned], key=lambda grid: grid.top)
    return Page(page.page_number, float(page.height), grids, lines)


def _glyphs(page):
    """The letters within the page, whichever way it is turned."""
    return [
        _glyph(char)
        for char in page.chars
        if 0 < char["height"] < LARGEST and 0 <= char["x1"] <= LARGEST and 0 <= char["bottom"] <= LARGEST
    ]


def _glyph(char):
    return Glyph(
        char["text"], float(char["x0"]), float(char["x1"]), float(char["top"]), float(char["bottom"])
    )


def _rules(page):
    """Strokes across and down: lines, thin boxes, and the sides of boxes that are drawn and not only filled."""
    across, down = [], []
    for line in [*page.lines, *page.curve_edges]:
        _add(line, across, down)
    for box in page.rects:
        if min(box["width"], box["height"]) < THIN:
            _add(box, across, down)
        elif box.get("stroke"):
            across += [Rule(box["top"], box["x0"], box["x1"]), Rule(box["bottom"], box["x0"], box["x1"])]
            down += [Rule(box["x0"], box["top"], box["bottom"]), Rule(box["x1"], box["top"], box["bottom"])]
    return across, down


def _add(stroke, across, down):
    wide, high = stroke["x1"] - stroke["x0"], stroke["bottom"] - stroke["top"]
    if high < THIN < wide:
        across.append(Rule((stroke["top"] + stroke["bottom"]) / 2, stroke["x0"], stroke["x1"]))
    elif wide < THIN < high:
        down.append(Rule((stroke["x0"] + stroke["x1"]) / 2, stroke["top"], stroke["bottom"]))
