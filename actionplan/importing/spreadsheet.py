"""Reading an Excel workbook (.xlsx). The only file here that imports python-calamine."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import python_calamine

from actionplan.importing.limits import CannotRead, gettext_noop
from actionplan.importing.table import Cell, Document, make_table

TOO_MANY = gettext_noop("The workbook has more than {rows:,} rows: split it into smaller workbooks.")
TOO_FAR = gettext_noop(
    "A sheet has something in cell {cell}, beyond the {rows:,} rows and {columns} columns that are read: clear that "
    "cell and save the workbook again."
)
# A cell with something in it: one that is only formatted closes itself.
FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*(?<!/)>")


def read(data, limits):
    """Read every sheet that has words in it as one table, in the workbook's order, hidden sheets included.

    A date cell reads as "31 March 2025". Raises CannotRead for a sheet that reaches further than `limits` allow, and
    whatever calamine raises for a broken file.
    """
    _check_reach(data, limits)
    workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    tables, rows_left = [], limits.rows
    for name in workbook.sheet_names:
        rows = _rows(workbook.get_sheet_by_name(name))
        rows_left -= sum(1 for _, cells in rows if any(cell.words for cell in cells))
        if rows_left < 0:
            raise CannotRead(TOO_MANY, rows=limits.rows)
        if rows:
            tables.append(make_table(len(tables) + 1, rows, name=name))
    return Document("xlsx", tables=tuple(tables))


def _check_reach(data, limits):
    """One cell in the far corner would make any library build the whole sheet, so look at the addresses first."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for column, row in FILLED.findall(archive.read(name)):
                    _check_address(column, row, limits)


def _check_address(column, row, limits):
    # A plan may start low on its sheet and leave rows blank, so rows are counted later and only bounded here.
    if int(row) > 10 * limits.rows or _place(column) > limits.columns:
        cell = f"{column.decode()}{row.decode()}"
        raise CannotRead(TOO_FAR, cell=cell, rows=limits.rows, columns=limits.columns)


def _place(letters):
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place


def _rows(sheet):
    if not sheet.height:
        return []
    rows = [[Cell(_words(value)) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        _merge(rows, top, left, bottom, right)
    return [(None, cells) for cells in rows]


def _merge(rows, top, left, bottom, right):
    """A range merged down repeats its words; one merged across stands in its first column."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    words = rows[top][left].words
    rows[top][left] = Cell(words, span=min(right, len(rows[top]) - 1) - left + 1)
    for row in rows[top + 1 : bottom + 1]:
        if not any(cell.words for cell in row[left : right + 1]):
            row[left] = Cell(words, continues=True)


def _words(value):
    if isinstance(value, str):
        return "\n".join(tidy for line in value.splitlines() if (tidy := " ".join(line.split())))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return f"{value.day} {value:%B %Y %H:%M}"
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
