"""Which column is what, under any of the names councils give it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actionplan.importing.column_names import NAMES, names_of
from actionplan.importing.limits import CannotRead

FIELDS = tuple(NAMES)
LEADS = ("member", "strategic", "operational")
ONCE = set(FIELDS) - {"update"}
# "Position at May 2018", "Update (March 2024)", "Quarter 2 progress": progress, with its date in the name.
DATED = re.compile(
    r"\b(progress|position|update|status|comments?)\b.*\b(\d{4}|\d{1,2}|q[1-4]|quarter|[a-z]{3,9} \d\d)\b"
)


def letters(words):
    """The letters and figures of a name, so that a broken "Operation al Lead" is still the operational lead."""
    return re.sub(r"[\W_]+", "", words.casefold().replace("&", "and"))


BY_LETTERS = {letters(name): field for field in NAMES for name in names_of(field)}
# Longer names first, so that "lead member for housing" is a member and not a lead.
WITHIN = sorted(
    ((name.strip(), field) for field, names in NAMES.items() for name in names.split(";") if len(name) > 3),
    key=lambda pair: -len(pair[0]),
)


def field_of(header):
    """The field a column of this name fills, or None. An exact name wins; else the longest known name within it."""
    if header.strip() == "#":
        return "reference"
    if field := BY_LETTERS.get(letters(header) or None):
        return field
    words = f" {re.sub(r'[^a-z0-9#]+', ' ', header.casefold().replace('&', 'and'))} "
    if DATED.search(words):
        return "update"
    if len(words) > 80:
        return None
    found = [(name, field) for name, field in WITHIN if f" {name} " in words]
    if (
        found
        and found[0][1] == "update"
        and any(field == "action" and words.find(name) == 1 for name, field in found)
    ):
        return "action"  # "Action and current position": what is to be done, with news in it.
    return found[0][1] if found else None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one table: its place from 0, the name printed over it, and the field it fills (None: a note)."""

    table: int
    place: int
    name: str
    field: str | None

    def as_json(self):
        return {"table": self.table, "place": self.place, "name": self.name, "field": self.field}


def find_columns(table):
    """The header row of a table and its columns, as (row, columns); (None, ()) where no row names any we know.

    A header names at least two fields, one of which says what is to be done or to be improved.
    """
    best, best_columns, best_score = None, (), 1
    for row in table.rows[:15]:
        columns = _name_columns(table.number, row.words)
        fields = {column.field for column in columns} - {None}
        if len(fields) > best_score and fields & {"action", "challenge"}:
            best, best_columns, best_score = row, columns, len(fields)
    return best, best_columns


def _name_columns(table, names):
    """Each field once, given first to the columns that bear its exact name; progress may fill several."""
    taken, fields = set(), {}
    for exactly in (True, False):
        for place, name in enumerate(names):
            field = field_of(name) if name else None
            if place in fields or field is None or (exactly and letters(name) not in BY_LETTERS):
                continue
            if field not in taken or field not in ONCE:
                fields[place] = field
                taken.add(field)
    _second_level_is_the_challenge(fields, names)
    _one_level_is_the_challenge(fields)
    return tuple(Column(table, place, name, fields.get(place)) for place, name in enumerate(names))


def _second_level_is_the_challenge(fields, names):
    """Of "Priority, Objective, Action" the priority is the heading, and the objective what stands under it."""
    if "challenge" in fields.values():
        return
    for place, name in enumerate(names):
        if place not in fields and field_of(name) == "heading":
            fields[place] = "challenge"
            return


def _one_level_is_the_challenge(fields):
    """Where only one level stands above the actions, that is the challenge, whatever it is called.

    And where nothing is called an action, the challenge is what is to be done: "Objective, What, Who, When".
    """
    place_of = {field: place for place, field in fields.items()}
    if "action" not in place_of and "challenge" in place_of:
        fields[place_of.pop("challenge")] = "action"
    if "challenge" not in place_of and "heading" in place_of:
        fields[place_of["heading"]] = "challenge"


def apply_override(columns, override):
    """Give columns the fields an officer chose: {name or "table:place": field, "note" or ""}."""
    changed = []
    for column in columns:
        chosen = override.get(f"{column.table}:{column.place}", override.get(column.name))
        if chosen is None:
            changed.append(column)
            continue
        if chosen and chosen not in (*FIELDS, "note"):
            raise CannotRead(
                f"There is no field called “{chosen}”: choose one of {', '.join(FIELDS)} or note."
            )
        changed.append(Column(column.table, column.place, column.name, chosen if chosen in FIELDS else None))
    return tuple(changed)
