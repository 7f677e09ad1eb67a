"""What a document says, before anybody asks what it means: tables of rows of cells, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell.

    `continues` is true where the cell is merged with the one above and repeats its words; `span` is how many columns
    it covers, and blank cells stand for the others.
    """

    words: str = ""
    continues: bool = False
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row. `number` counts from 1 within its table; `page` is None where the document does not say.

    `torn` is true where its place on the page shows that it is the end of the row before, which a page's end cut off.
    `guessed` holds words that stood in two pieces, at a line's end, and are joined on their looks: (as two, as one).
    """

    number: int
    cells: tuple[Cell, ...]
    page: int | None = None
    table: int = 1
    torn: bool = False
    guessed: tuple = ()

    @property
    def key(self):
        """The row's name in decisions: "table.row"."""
        return f"{self.table}.{self.number}"

    @property
    def words(self):
        return [cell.words for cell in self.cells]

    @property
    def is_blank(self):
        return not any(cell.words for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in printed order, with the lines that stand between this table and the one before it."""

    number: int
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What was read from a file: its tables in order, and the words that stand after, beside or under them."""

    kind: str
    name: str = ""
    tables: tuple[Table, ...] = ()
    outside: tuple[str, ...] = ()

    def as_json(self):
        """Plain lists and dicts, enough to rebuild the document with `from_json`."""
        return {
            "kind": self.kind,
            "name": self.name,
            "outside": list(self.outside),
            "tables": [_table_as_json(table) for table in self.tables],
        }

    @classmethod
    def from_json(cls, stored):
        tables = tuple(_table_from_json(number, table) for number, table in enumerate(stored["tables"], 1))
        return cls(stored["kind"], stored["name"], tables, tuple(stored["outside"]))


def make_table(number, rows, above=(), name=""):
    """Build a table from rows of cells; rows keep their printed number, and rows with no words are left out.

    Each of `rows` is (page or None, cells); a cell is a Cell or its words.
    """
    made = []
    for position, (page, cells) in enumerate(rows, 1):
        row = Row(position, tuple(_cell(cell) for cell in cells), page, number)
        if not row.is_blank:
            made.append(row)
    return Table(number, tuple(made), tuple(above), name)


def _cell(value):
    return value if isinstance(value, Cell) else Cell(value)


def _table_as_json(table):
    return {"name": table.name, "above": list(table.above), "rows": [_row_as_json(row) for row in table.rows]}


def _row_as_json(row):
    continues = [place for place, cell in enumerate(row.cells) if cell.continues]
    wide = [[place, cell.span] for place, cell in enumerate(row.cells) if cell.span > 1]
    seen = [row.torn, [list(pair) for pair in row.guessed]] if row.torn or row.guessed else []
    return [row.number, row.page, row.words, continues, wide, *seen]


def _table_from_json(number, stored):
    rows = tuple(_row_from_json(number, row) for row in stored["rows"])
    return Table(number, rows, tuple(stored["above"]), stored["name"])


def _row_from_json(table, stored):
    number, page, words, continues, wide, *seen = stored
    torn, guessed = seen or (False, ())
    merged, spans = set(continues), dict(wide)
    cells = tuple(Cell(text, place in merged, spans.get(place, 1)) for place, text in enumerate(words))
    return Row(number, cells, page, table, torn, tuple(map(tuple, guessed)))
