"""The rows of all tables as one list of lines, their cells under the names of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from actionplan.importing import columns as naming
from actionplan.importing.limits import CannotRead
from actionplan.importing.problems import choice, problem

# Characters nobody sees: controls, marks that turn the direction of writing, and spaces of no width.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)


@dataclass(slots=True)
class Line:
    """One row on its way to becoming an action: words by field, the rows it came from, and the doubts met so far.

    `written` holds, by field, the words as they stood where what is read differs; `merged` the fields whose cell is
    merged with the one above; `notes` what stands in columns we do not know, as (column, words).
    """

    rows: list
    table: int
    number: int
    page: int | None
    cells: dict
    notes: list = field(default_factory=list)
    updates: list = field(default_factory=list)
    merged: set = field(default_factory=set)
    written: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    above: tuple = ()

    @property
    def key(self):
        return self.rows[0]

    def get(self, name):
        return self.cells.get(name, "")

    @property
    def filled(self):
        """The fields in which something is written in this row, notes and updates included."""
        names = {name for name, words in self.cells.items() if words and name not in self.merged}
        return names | ({"note"} if self.notes or self.updates else set())


@dataclass(slots=True)
class Reading:
    """All lines of a document, with its columns, the lines that stand before and after, and doubts about the whole."""

    lines: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    before: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def read_lines(document, override=None, skipped=frozenset()):
    """Lay the tables of a document out as lines. Raises CannotRead where no table names columns we know.

    A table without column names is read like the one before it when it is as wide, and is unplaced otherwise.
    """
    reading, columns = Reading(), ()
    for table in document.tables:
        header, found = naming.find_columns(table)
        if header is None and not (columns and _width(table) == len(columns)):
            _leave_out(reading, table)
            continue
        first_number = header.number if header else 0
        above = [*table.above, *(_all_words(row) for row in table.rows if row.number < first_number)]
        if header is None:
            reading.problems.append(problem("column_added", words=str(table.number)))
        else:
            columns = naming.apply_override(found, override or {})
            reading.columns += columns
        _take_above(reading, above)
        _take_rows(reading, table, columns, first_number, skipped, above)
    if not reading.lines:
        raise CannotRead(_no_columns(document, reading))
    reading.unplaced += [line for line in document.outside if line.strip()]
    reading.problems += _unknown_columns(reading)
    return reading


def _width(table):
    return max((len(row.cells) for row in table.rows), default=0)


def _all_words(row):
    return " ".join(words for words in row.words if words)


def _leave_out(reading, table):
    reading.unplaced += [*table.above, *(_all_words(row) for row in table.rows)]


def _take_above(reading, above):
    """Lines above the first table are where a title stands; above a later table they may name a heading."""
    if not reading.lines:
        reading.before += above
    elif above:
        reading.unplaced += above


def _take_rows(reading, table, columns, first_number, skipped, above):
    header_words = [column.name for column in columns]
    for row in table.rows:
        if row.number <= first_number or row.words == header_words:
            continue
        if row.key in skipped:
            reading.unplaced.append(_all_words(row))
        else:
            reading.lines.append(_line(row, columns, tuple(above)))


def _line(row, columns, above):
    line = Line([row.key], row.table, row.number, row.page, {}, above=above)
    for place, cell in enumerate(row.cells):
        words = _clean(line, cell.words)
        column = columns[place] if place < len(columns) else None
        if words:
            _put(line, column, words, cell.continues)
    return line


def _clean(line, words):
    if words.isascii() and words.isprintable():
        return words
    clean = "\n".join(" ".join(part.split()) for part in HIDDEN.sub("", words).split("\n")).strip()
    if HIDDEN.search(words):
        line.problems.append(problem("hidden_letters", words=clean, row=line.key))
    return clean


def _put(line, column, words, merged):
    name = column.field if column else None
    if name is None:
        line.notes.append((column.name if column else "", words))
    elif name == "update":
        line.updates.append((column.name, words))
    else:
        line.cells[name] = words
        if merged:
            line.merged.add(name)


def _unknown_columns(reading):
    used = {name for line in reading.lines for name, _ in line.notes}
    names = dict.fromkeys(
        column.name for column in reading.columns if column.field is None and column.name in used
    )
    return [problem("column_unknown", words=name, choices=_fields_for(name)) for name in names if name]


def _fields_for(name):
    return [choice(field, "column", column=name, field=field) for field in naming.FIELDS]


def _no_columns(document, reading):
    if reading.columns:
        return "The table has column names and nothing under them: choose the document with the actions filled in."
    row = document.tables[0].rows[0] if document.tables[0].rows else None
    found = ", ".join(f"“{words[:40]}”" for words in (row.words if row else [])[:6] if words)
    return (
        f"No column names that we know were found (the first row says {found or 'nothing'}): give the table a row that "
        "names its columns, such as Challenge, Action, Lead and Deadline."
    )
