"""Word and Excel files made from rows, so that what a test reads can be seen in the test."""

import io
import zipfile

import docx
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn


def word(rows, *, above=(), below=(), merged_down=()):
    """A .docx with lines above a table, the table, and lines below it.

    `merged_down` names cells that go on with the one above, as (row, column) from 0.
    """
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    add_table(document, rows, merged_down)
    for line in below:
        document.add_paragraph(line)
    return saved(document)


def add_table(document, rows, merged_down=()):
    table = document.add_table(rows=0, cols=len(rows[0]))
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for place, words in enumerate(row):
            cells[place].text = "" if (number, place) in merged_down else words
            _merge_down(cells[place], number, place, merged_down)
    return table


def _merge_down(cell, number, place, merged_down):
    if (number, place) in merged_down or (number + 1, place) in merged_down:
        merge = OxmlElement("w:vMerge")
        if (number, place) not in merged_down:
            merge.set(qn("w:val"), "restart")
        cell._tc.get_or_add_tcPr().append(merge)


def put_xml(cell, xml):
    """Put raw runs, as Word writes them, into the first paragraph of a cell."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>")
    cell._tc.replace(cell._tc.p_lst[0], paragraph)


def saved(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel(*sheets, merged=(), dates="dd/mm/yyyy"):
    """An .xlsx of sheets, each a list of rows; `merged` are ranges of the first sheet, such as "A2:A4"."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"default_date_format": dates, "in_memory": True})
    for number, rows in enumerate(sheets, 1):
        sheet = workbook.add_worksheet(f"Theme {number}")
        for place, row in enumerate(rows):
            for column, words in enumerate(row):
                if words:
                    sheet.write(place, column, words)
        for cells in merged if number == 1 else ():
            merge_range(sheet, cells)
    workbook.close()
    return stream.getvalue()


def merge_range(sheet, cells):
    """Merge cells that have been written, which Excel does and XlsxWriter will not by itself."""
    first, last = ([ord(name[0]) - ord("A"), int(name[1:]) - 1] for name in cells.split(":"))
    sheet.merge.append([first[1], first[0], last[1], last[0]])


def rezipped(data, change):
    """The archive with each member's bytes as `change(name, bytes)` says; None leaves it out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return stream.getvalue()


def with_member(data, name, content):
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()
