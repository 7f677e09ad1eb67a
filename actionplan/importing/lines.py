"""The rows of all tables as one list of lines, their cells under the names of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplan.importing import columns as naming
from actionplan.importing.limits import CannotRead
from actionplan.importing.problems import choice, problem

# Characters nobody sees: controls, marks that turn the direction of writing, and spaces of no width.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)

# A cell of more characters than this says something else than who leads or by when.
LONGEST = {
    "member": 300,
    "strategic": 300,
    "operational": 300,
    "deadline": 1000,
    "status": 300,
    "reference": 300,
}


@dataclass(slots=True)
class Line:
    """One row on its way to becoming an action: words by field, the rows it came from, and the doubts met so far.

    `written` holds, by field, the words as they stood where what is read differs; `merged` the fields whose cell is
    merged with the one above; `notes` and `updates` what stands in columns of no field and of progress, as (column,
    words); `under` the heading that stands above the table or across it, where no column names one. `retyped` names
    the fields whose words somebody has typed already.
    """

    rows: list
    table: int
    number: int
    page: int | None
    under: str = ""
    cells: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    updates: list = field(default_factory=list)
    merged: set = field(default_factory=set)
    written: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    torn: bool = False
    retyped: set = field(default_factory=set)

    @property
    def key(self):
        return self.rows[0]

    def get(self, name):
        return self.cells.get(name, "")

    def give_up_to(self, other):
        """Become one row more of another line, which keeps this one's doubts and the words as they were written."""
        other.rows += self.rows
        other.problems += self.problems
        other.written |= {f"{name} of row {self.key}": words for name, words in self.written.items()}

    @property
    def filled(self):
        """The fields in which something is written in this row, notes and updates included."""
        names = {name for name, words in self.cells.items() if words and name not in self.merged}
        return names | ({"note"} if self.notes or self.updates else set())


@dataclass(slots=True)
class Lines:
    """All lines of a document, with its columns, what stands above the first table, and doubts about the whole.

    `header` is what the rows of the last header met are known by, as they may be typed again on any page.
    """

    lines: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    before: list = field(default_factory=list)
    unplaced: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    header: frozenset = frozenset()


def read_lines(document, override=None, skipped=frozenset()):
    """Lay the tables of a document out as lines. Raises CannotRead where no table names columns we know.

    A table without column names is read like the one before it where it is as wide, and is unplaced otherwise.
    """
    lines, columns = Lines(), ()
    for table in document.tables:
        header, found = naming.find_columns(table)
        if not header and not (columns and _width(table) == len(columns)):
            lines.unplaced += [*table.above, *map(_all_words, table.rows)]
            continue
        if not header:
            lines.problems.append(problem("column_added", words=str(table.number)))
        else:
            columns = naming.apply_override(found, override or {})
            lines.columns += columns
        _take_table(lines, document, table, columns, header, skipped)
    if not lines.lines:
        raise CannotRead(_no_columns(document, lines))
    lines.unplaced += [line for line in document.outside if line.strip()]
    lines.problems += _unknown_columns(lines)
    return lines


def _width(table):
    return max((len(row.cells) for row in table.rows), default=0)


def _all_words(row):
    return " ".join(cell.words for cell in row.cells if cell.words and not cell.continues)


def _take_table(lines, document, table, columns, header, skipped):
    begins, ends = (header[0].number, header[-1].number) if header else (0, 0)
    above = [*table.above, *(_all_words(row) for row in table.rows if row.number < begins)]
    under = ""
    if "heading" not in {column.field for column in columns}:
        under, above = _heading_above(document, table, above)
        if under:
            lines.problems.append(problem("heading_above", words=under))
    if lines.lines:
        lines.unplaced += above
    else:
        lines.before += above
    lines.header = naming.letters_of(header) if header else lines.header
    is_used = False
    for row in table.rows:
        if row.number <= ends or naming.is_header(row, lines.header):
            continue
        if row.key in skipped:
            lines.unplaced.append(_all_words(row))
        elif band := _band(row, columns):
            lines.unplaced += [under] if under and not is_used else []
            under, is_used = band, False
        else:
            lines.lines.append(_line(row, columns, under))
            is_used = True
    lines.unplaced += [under] if under and not is_used else []


def _heading_above(document, table, above):
    """The line above a table is its heading, but where it is the only one above the first: that is the title."""
    if above and (len(above) > 1 or table.number > 1):
        return above[-1], above[:-1]
    return (table.name if len(document.tables) > 1 else ""), above


def _band(row, columns):
    """The words of a row whose one filled cell goes across the table: a heading for the rows below it."""
    filled = [cell for cell in row.cells if cell.words]
    if len(filled) != 1 or "heading" in {column.field for column in columns}:
        return ""
    wide = filled[0].span * 2 > len(columns) > 2
    first = columns[0].field == "reference" and row.cells[0].words and re.search(r"[a-z]{4}", filled[0].words)
    return filled[0].words if wide or first else ""


def _line(row, columns, under):
    line = Line([row.key], row.table, row.number, row.page, under, torn=row.torn)
    line.problems += [problem("broken_line", words=was, proposed=now) for was, now in row.guessed]
    for place, cell in enumerate(row.cells):
        if words := _clean(line, cell.words):
            _put(line, columns[place] if place < len(columns) else None, words, cell.continues)
    return line


def _clean(line, words):
    if words.isascii() and words.isprintable():
        return words
    found = HIDDEN.sub("", words)
    clean = "\n".join(" ".join(part.split()) for part in found.split("\n")).strip()
    if found != words:
        line.problems.append(problem("hidden_letters", words=clean, row=line.key))
    return clean


def _put(line, column, words, merged):
    name = column.field if column else None
    if len(words) > LONGEST.get(name, len(words)):
        line.problems.append(problem("cell_too_long", words=words, field=name, row=line.key))
        name = None
    if name is None or name == "update":
        if not merged:
            kept = line.updates if name else line.notes
            kept.append((column.name if column else "", words))
    elif line.get(name):
        line.cells[name] += f"\n{words}"
    else:
        line.cells[name] = words
        line.merged |= {name} if merged else set()


def _unknown_columns(lines):
    used = {name for line in lines.lines for name, _ in line.notes}
    names = dict.fromkeys(
        column.name for column in lines.columns if column.field is None and column.name in used
    )
    return [problem("column_unknown", words=name, choices=_fields_for(name)) for name in names if name]


def _fields_for(name):
    return [choice(naming.SAID[field], "column", column=name, field=field) for field in naming.FIELDS]


def _no_columns(document, lines):
    if lines.columns:
        return _(
            "The table has column names and nothing under them: choose the document with the actions filled in."
        )
    rows = next((table.rows for table in document.tables if table.rows), ())
    found = ", ".join(f"“{words[:40]}”" for words in (rows[0].words if rows else [])[:6] if words)
    return _(
        "No column names that we know were found (the first row says {words}): give the table a row that names its "
        "columns, such as Challenge, Action, Lead and Deadline."
    ).format(words=found or _("nothing"))
