"""Pieces of a Word document as its own XML: runs, paragraphs and tables of text that is always escaped."""

import unicodedata
from xml.sax.saxutils import escape, quoteattr

from reports.formats.wording import ALARM, TINTS

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SYMBOL_FONT = '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" w:eastAsia="Segoe UI Symbol"/>'
NO_BREAK_SPACE = "\u00a0"
RULE = 'w:val="single" w:sz="8" w:space="0" w:color="1B2733"'
HAIRLINE = 'w:val="single" w:sz="4" w:space="0" w:color="C3CCD5"'


def run(words, properties=""):
    """A run of text, its line breaks and tabs kept; `properties` is XML of our own."""
    text = escape(words).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    text = text.replace("<w:t>", '<w:t xml:space="preserve">')
    direction = "<w:rtl/>" if reads_right_to_left(words) else ""
    return f'<w:r><w:rPr>{properties}{direction}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(words):
    return run(words, "<w:b/>")


def alarm(words):
    return run(words, f'<w:b/><w:color w:val="{ALARM}"/>')


def chip(mark):
    """A status: its shape and word, in ink on a soft ground."""
    tint = TINTS[mark.colour]
    look = f'<w:color w:val="{tint.ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{tint.ground}"/>'
    shape = run(f"{NO_BREAK_SPACE}{mark.shape}{NO_BREAK_SPACE}", SYMBOL_FONT + look)
    return shape + run(f"{mark.word}{NO_BREAK_SPACE}", "<w:b/>" + look)


def shape(mark):
    """The shape of a status by itself."""
    return run(mark, SYMBOL_FONT)


def field(name):
    """A number that Word works out: PAGE, NUMPAGES."""
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def tab():
    return "<w:r><w:tab/></w:r>"


def paragraph(style, *runs, properties=""):
    """A paragraph in a named style; `properties` is XML of our own that follows the style's name."""
    direction = "<w:bidi/>" if any("<w:rtl/>" in each for each in runs) else ""
    look = f'<w:pPr><w:pStyle w:val="{style}"/>{properties}{direction}</w:pPr>'
    return f"<w:p>{look}{''.join(runs)}</w:p>"


def plain(style, words):
    """A paragraph of plain words, or nothing where there are none."""
    return paragraph(style, run(words)) if words else ""


def table(rows, widths, *, title, description):
    """A table with a rule above and below its first row, which is its header, and a line under each other row.

    `rows` are lists of cells, each the XML of its paragraphs; `widths` are in twentieths of a point.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header, *body = rows
    return (
        f"<w:tbl>{_table_look(sum(widths), title, description)}<w:tblGrid>{grid}</w:tblGrid>"
        + _row(header, widths, header=True)
        + "".join(_row(cells, widths) for cells in body)
        + "</w:tbl>"
    )


def reads_right_to_left(words):
    """Whether the first letter with a direction runs from right to left, as in Arabic or Hebrew."""
    if words.isascii():
        return False
    directions = (unicodedata.bidirectional(letter) for letter in words)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _table_look(width, title, description):
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {RULE}/><w:bottom {HAIRLINE}/><w:insideH {HAIRLINE}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="50" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(title)}/>'
        f"<w:tblDescription w:val={quoteattr(description)}/></w:tblPr>"
    )


def _row(cells, widths, *, header=False):
    rules = f"<w:tcBorders><w:bottom {RULE}/></w:tcBorders>" if header else ""
    body = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{rules}</w:tcPr>{cell or paragraph("TableText")}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{body}</w:tr>"
