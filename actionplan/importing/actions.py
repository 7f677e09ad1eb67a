"""One line becomes one action: its leads, its deadline, its status, and what was in doubt about them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from actionplan.importing.columns import LEADS
from actionplan.importing.due import all_news
from actionplan.importing.leads import AS_ABOVE, Cell, with_field
from actionplan.importing.news import status_in
from actionplan.importing.position import position_in
from actionplan.importing.problems import problem
from actionplan.importing.reading import Action
from actionplan.status import read_status

# "Action needed & current position": one column for two things, kept whole, with a split proposed.
POSITION = re.compile(r"position|progress|update", re.I)


# What stands in a column of colours printed without them.
COLOURS = {"R": "Red", "A": "Amber", "G": "Green", "B": "Blue"}


def shows_position(columns):
    """Whether the column of actions says how things stand too."""
    return any(each.field == "action" and POSITION.search(each.name) for each in columns)


class ActionReader:
    """Reads lines into actions with the names and deadlines of the whole document at hand."""

    def __init__(self, *, names, dues, days, columns, positions):
        self.names, self.dues, self.days, self.positions = names, dues, days, positions
        self.shows_position = shows_position(columns)

    def read(self, line, above):
        """Read a line. `above` is the action of the line before it, for "As Above"; None for the first."""
        problems = list(line.problems)
        leads = {role: self._leads(line, role, above, problems) for role in LEADS}
        due, doubts = self.dues.read(line.get("deadline"), line.key, above and above.deadline)
        problems += with_field(doubts, "deadline")
        status = self._status(line, due, problems)
        if not line.get("action"):
            problems.append(problem("no_action", field="action", row=line.key))
        return Action(
            text=line.get("action"),
            position=self._position(line),
            leads=leads,
            deadline=due,
            status=status,
            status_words=line.get("status"),
            news=all_news(due),
            updates=tuple(line.updates),
            given_on=self._given_on(line),
            notes=tuple(_notes(line)),
            source={"page": line.page, "table": line.table, "row": line.number},
            rows=tuple(line.rows),
            written=dict(line.written),
            problems=tuple(problems),
        )

    def _position(self, line):
        if line.key in self.positions:
            return self.positions[line.key]
        return position_in(line.get("action")) if self.shows_position else ""

    def _leads(self, line, role, above, problems):
        words = line.get(role)
        if not words:
            return ()
        if AS_ABOVE.match(words) and above is not None:
            cell = _leads_above(words, above.leads[role])
        else:
            cell = self.names.read(words, line.key)
        problems += with_field(cell.problems, role)
        if cell.contacts and role not in line.merged:
            line.notes.append(("Contact details", cell.contacts))
        if role in line.merged:
            problems.append(problem("merged_cell", words=words, field=role))
        if ", ".join(name.name for name in cell.names) != words:
            line.written[role] = words
        return cell.names

    def _status(self, line, due, problems):
        """What the status column says; else what the deadline says of it."""
        words = line.get("status")
        read = read_status(COLOURS.get(words.strip().upper(), words)) if words else None
        if words and read is None:
            line.updates.append(("Status", words))
            problems.append(problem("status_unread", words=words, field="status"))
        if read is None:
            return due.status or self._status_in_update(line, problems)
        if not read.confident:
            problems.append(
                problem("status_unsure", words=words, proposed=read.meaning.value, note=read.note)
            )
        return read.meaning.value

    def _status_in_update(self, line, problems):
        """Where no column says the status, the last news may: "Complete"."""
        read = status_in(line.updates, self._given_on(line)) if line.updates else None
        if read is None or line.get("status"):
            return None
        problems.append(
            problem("status_in_update", words=read.words, proposed=read.meaning.value, field="status")
        )
        return read.meaning.value

    def _given_on(self, line):
        return tuple(self.days.given_on(column) for column, words in line.updates)


def _leads_above(words, names):
    said = ", ".join(name.name for name in names) or _("nobody")
    return Cell(names, (problem("lead_above", words=words, proposed=said),))


def _notes(line):
    if words := line.get("reference"):
        yield "Reference in the document", words
    yield from line.notes
