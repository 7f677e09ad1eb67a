"""Which column is what, under any of the names councils give it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.column_names import ALONE_ONLY, NAMES, names_of
from actionplan.importing.limits import CannotRead

FIELDS = tuple(NAMES)
SAID = {
    "heading": gettext_lazy("heading"),
    "challenge": gettext_lazy("challenge"),
    "action": gettext_lazy("action"),
    "member": gettext_lazy("member"),
    "strategic": gettext_lazy("strategic"),
    "operational": gettext_lazy("operational"),
    "deadline": gettext_lazy("deadline"),
    "update": gettext_lazy("update"),
    "status": gettext_lazy("status"),
    "reference": gettext_lazy("reference"),
}
LEADS = ("member", "strategic", "operational")
ONCE = set(FIELDS) - {"update"}
# "Position at May 2018", "Update (March 2024)", "Quarter 2 progress": progress, with its date in the name.
DATED = re.compile(
    r"\b(progress|position|update|status|comments?)\b.*\b(\d{4}|\d{1,2}|q[1-4]|quarter|[a-z]{3,9} \d\d)\b"
)
# Of several names for what is wrong, those that say what to do about it.
TO_BE_DONE = re.compile(r"recommend|\bwhat\b", re.I)
# "Cabinet Member[ii]": the mark of a note below the table.
NOTE_MARK = re.compile(r"\[(?:[ivx]+|\d+)\]|\*+$")
# "High", "2", "P1": how much something matters, which nothing stands under.
GRADE = re.compile(
    r"(?:priority\s+)?(?:very\s+)?(?:high|medium|med|low|critical|essential|desirable|important|advisory|urgent|"
    r"significant|moderate|minor|major|h|m|l|p?[1-5])\W*",
    re.I,
)


def letters(words):
    """The letters and figures of a name, so that a broken "Operation al Lead" is still the operational lead."""
    return re.sub(r"[\W_]+", "", words.casefold().replace("&", "and"))


BY_LETTERS = {letters(name): field for field in NAMES for name in names_of(field)}
_COMMON = {" ".join(name.split()) for name in ALONE_ONLY.split(";")}
# Longer names first, so that "lead member for housing" is a member and not a lead.
WITHIN = sorted(
    ((name, field) for field in NAMES for name in names_of(field) if len(name) > 3 and name not in _COMMON),
    key=lambda pair: -len(pair[0]),
)


def field_of(header):
    """The field a column of this name fills, or None. An exact name wins; else the longest known name within it."""
    header = NOTE_MARK.sub("", header.strip())
    if header == "#":
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
    """The header of a table and its columns, as (rows, columns); ((), ()) where no row names any we know.

    A header names at least two fields, one of which says what is to be done or to be improved. It has two rows where
    a name stands over several: "Lead" over "Member" and "Officer".
    """
    best, best_score = None, 1
    for place, row in enumerate(table.rows[:15]):
        fields = set(_fields(row.words).values())
        if len(fields) > best_score and fields & {"action", "challenge"}:
            best, best_score = place, len(fields)
    if best is None:
        return (), ()
    rows = _header_rows(table.rows, best)
    names = _names(rows)
    below = table.rows[table.rows.index(rows[-1]) + 1 :]
    fields = _fields(names, _graded(below, names))
    return rows, tuple(
        Column(table.number, place, name, fields.get(place)) for place, name in enumerate(names)
    )


def _header_rows(rows, best):
    """The row found, with those it goes on from and the one that parts its wide cells."""
    first = last = best
    while first and any(cell.continues for cell in rows[first].cells):
        first -= 1
    if last + 1 < len(rows) and _parts(rows[last], rows[last + 1]):
        last += 1
    return rows[first : last + 1]


def _parts(upper, lower):
    """Whether all that a row says of its own stands under wide cells of the row above, and names columns."""
    under = {
        place
        for begin, cell in enumerate(upper.cells)
        if cell.words and 1 < cell.span < len(upper.cells)
        for place in range(begin, begin + cell.span)
    }
    own = {place for place, cell in enumerate(lower.cells) if cell.words and not cell.continues}
    return len(own) > 1 and own <= under and any(field_of(lower.cells[place].words) for place in own)


def _names(rows):
    """One name for each column: "Lead Member", where the one stands over the other."""
    names = [""] * max(len(row.cells) for row in rows)
    for row in rows:
        for begin, cell in enumerate(row.cells):
            for place in range(begin, begin + cell.span if cell.words and not cell.continues else begin):
                names[place] = f"{names[place]} {cell.words}".strip()
    return names if len(rows) > 1 else rows[0].words


def letters_of(header):
    """What the rows of a header are known by where they are typed again."""
    return frozenset(tuple(map(letters, row.words)) for row in header)


def is_header(row, known):
    """Whether a row is one of a header, typed again. Most rows differ in their first cell."""
    first = letters(row.cells[0].words)
    return any(each[0] == first for each in known) and tuple(map(letters, row.words)) in known


def _graded(rows, names):
    """The columns above the actions that say only how much each matters."""
    return frozenset(
        place
        for place, name in enumerate(names)
        if name
        and field_of(name) in ("heading", "challenge")
        and (said := [row.words[place] for row in rows if place < len(row.cells) and row.words[place]])
        and all(map(GRADE.fullmatch, said))
    )


def _fields(names, graded=frozenset()):
    """Each field once, given first to the columns that bear its exact name; progress may fill several."""
    taken, fields = set(), {}
    for exactly in (True, False):
        for place, name in enumerate(names):
            field = field_of(name) if name and place not in graded else None
            if place in fields or field is None or (exactly and letters(name) not in BY_LETTERS):
                continue
            if field not in taken or field not in ONCE:
                fields[place] = field
                taken.add(field)
    _recommendation_is_the_action(fields, names)
    _second_level_is_the_challenge(fields, names, graded)
    _one_level_is_the_challenge(fields)
    return fields


def _recommendation_is_the_action(fields, names):
    """Of "Finding, Recommendation" without an action the recommendation is to be done, because of the finding."""
    if "action" in fields.values() or "challenge" not in fields.values():
        return
    found = [place for place, name in enumerate(names) if name and field_of(name) == "challenge"]
    to_do = [place for place in found if TO_BE_DONE.search(names[place])]
    why = [place for place in found if place not in to_do]
    if to_do and why:
        fields |= {why[0]: "challenge", to_do[0]: "action"}


def _second_level_is_the_challenge(fields, names, graded):
    """Of "Priority, Objective, Action" the priority is the heading, and the objective what stands under it."""
    if "challenge" in fields.values():
        return
    for place, name in enumerate(names):
        if place not in fields and place not in graded and field_of(name) == "heading":
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
            said = _("There is no field called “{field}”: choose one of {fields} or note.")
            raise CannotRead(said.format(field=chosen, fields=", ".join(FIELDS)))
        changed.append(Column(column.table, column.place, column.name, chosen if chosen in FIELDS else None))
    return tuple(changed)
