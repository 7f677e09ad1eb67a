"""The words of a document as they are printed, found again by row and by field."""

from __future__ import annotations

from django.utils.translation import gettext as _


class Printed:
    """Looks up a proposal's document. A row is named by its key "table.row", counting from 1 with the column names."""

    def __init__(self, proposal):
        tables = proposal.document.tables
        self.rows = {row.key: row for table in tables for row in table.rows}
        self.columns = _columns_by_table(proposal)
        self.one_table = len({action.source["table"] for action in proposal.actions}) <= 1

    def label(self, row):
        """How the screen names a row: "24", or "table 5, row 9" where several tables are read; an added one "24+1"."""
        table, _point, number = row.partition(".")
        return number if self.one_table else _("table {table}, row {row}").format(table=table, row=number)

    def name(self, row):
        """A row's label at the beginning of a line: "Row 24", "Table 5, row 9"."""
        table, _point, number = row.partition(".")
        said = _("Row {row}") if self.one_table else _("Table {table}, row {row}")
        return said.format(table=table, row=number)

    def words(self, rows, field):
        """What stands under the columns of a field in these rows, as (column name, words), blank cells left out."""
        return [
            (self.columns[row.table][place].name, cell.words)
            for row in map(self.rows.get, rows)
            if row
            for place, cell in enumerate(row.cells)
            if cell.words and self._field(row, place) == field
        ]

    def whole(self, row):
        """Everything a row says, as (column name, words); nothing where it is not in the document."""
        found = self.rows.get(row)
        if found is None:
            return []
        return [
            (self._name(found, place), cell.words)
            for place, cell in enumerate(found.cells)
            if cell.words and not cell.continues
        ]

    def _field(self, row, place):
        columns = self.columns.get(row.table, ())
        return columns[place].field if place < len(columns) else None

    def _name(self, row, place):
        columns = self.columns.get(row.table, ())
        return columns[place].name if place < len(columns) else ""


def _columns_by_table(proposal):
    """The columns of every table; one without column names is read like the table before it."""
    by_table, last = {}, ()
    for table in proposal.document.tables:
        last = [column for column in proposal.columns if column.table == table.number] or last
        by_table[table.number] = last
    return by_table
