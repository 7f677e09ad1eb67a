"""An import as its reviewer sees it: what was read, what is still open, and what one press changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from actionplan.importing.added import free_key
from actionplan.importing.columns import FIELDS
from actionplan.reviewing.printed import Printed
from actionplan.reviewing.questions import grouped, kind_key, questions_of

MOST_SHOWN = 100


class Review:
    """A proposal under review; `kind` is the kind of question shown, or "" for all."""

    def __init__(self, proposal, kind=""):
        self.proposal, self.asked_for = proposal, kind

    @cached_property
    def kind(self):
        """The kind of question shown, or "" for all: also where no question of that kind is left."""
        return self.asked_for if self.of_kind(self.asked_for) else ""

    @cached_property
    def questions(self):
        return questions_of(self.proposal)

    @cached_property
    def groups(self):
        return grouped(self.questions)

    @cached_property
    def shown(self):
        """The groups of the kind asked for, or all of them; of very many questions the first MOST_SHOWN."""
        room, shown = MOST_SHOWN, []
        for group in [self.of_kind(self.kind)] if self.kind else self.groups:
            if room > 0:
                shown.append(replace(group, questions=group.questions[:room]))
                room -= group.count
        return shown

    @property
    def not_shown(self):
        """How many questions come after those shown."""
        wanted = self.of_kind(self.kind).count if self.kind else self.count
        return wanted - sum(len(group.questions) for group in self.shown)

    @cached_property
    def items(self):
        """What the table shows, by key and in order: each group's heading, then its questions."""
        found = {}
        for group in self.shown:
            found[group.heading_key] = group
            found |= {question.key: question for question in group.questions}
        return found

    @property
    def count(self):
        return len(self.questions)

    @cached_property
    def printed(self):
        return Printed(self.proposal)

    @property
    def tables(self):
        return len({action.source["table"] for action in self.proposal.actions})

    @property
    def rows(self):
        return len({row for action in self.proposal.actions for row in action.rows})

    @property
    def certain(self):
        """How many actions have no question."""
        return sum(1 for action in self.proposal.actions if not action.problems)

    def question(self, key):
        return next((each for each in self.questions if each.key == key), None)

    def answer(self, key):
        """The open question that offers this answer, and the answer; (None, None) where it is settled by now."""
        found = ((q, answer) for q in self.questions for answer in q.answers if answer.key == key)
        return next(found, (None, None))

    def of_kind(self, key):
        return next((group for group in self.groups if group.key == key), None)

    def action(self, row):
        """The action read from a row, or None."""
        return next((each for each in self.proposal.actions if row == each.rows[0]), None)

    @cached_property
    def added(self):
        """What was written in the rows that somebody added, by their keys."""
        made = (each for each in self.proposal.decisions if each["decide"] == "add")
        return {each["row"]: each["cells"] for each in made}

    def words_of(self, row):
        """All that a row says, as (label, words): printed, or written where it was added; [] where there is none."""
        cells = self.added.get(row, {}).items()
        return self.printed.whole(row) or [(FIELD_NAMES[field], words) for field, words in cells if words]

    def row_before(self, row):
        """The key of the printed row that an officer may join this one to, or None."""
        keys = [each.rows[0] for each in self.proposal.actions if each.rows[0] in self.printed.rows]
        place = keys.index(row) if row in keys else 0
        return keys[place - 1] if place else None

    def free_key(self, after):
        """The key of a row added after this one."""
        return free_key(after, self.added)

    def columns(self):
        """Each name printed over a column once, with the field it fills ("note" for none)."""
        found = {}
        for column in self.proposal.columns:
            name = column.name or f"{column.table}:{column.place}"
            found.setdefault(name, column.field or "note")
        return found


def next_key(before, after, settled):
    """Where to go on: the first question still open after the one settled, else the first one; "" when none is left."""
    order = [key for key in before.items if not key.startswith("g-")]
    open_now = [key for key in after.items if not key.startswith("g-")]
    later = order[order.index(settled) + 1 :] if settled in order else []
    return next((key for key in [*later, *open_now] if key in after.items), "")


@dataclass(frozen=True)
class Swap:
    """What of the shown questions a press changed; `whole` where it is easier to show all of them anew."""

    gone: tuple = ()
    changed: tuple = ()
    whole: bool = False


def swap(before, after):
    """Compare two reviews of one import, item by item."""
    kept = [key for key in before.items if key in after.items]
    if kept != list(after.items) or not kept:
        return Swap(whole=True)
    gone = tuple(key for key in before.items if key not in after.items)
    return Swap(gone, tuple(key for key in kept if before.items[key] != after.items[key]))


FIELD_NAMES = {
    "heading": _("Heading"),
    "challenge": _("Challenge"),
    "action": _("Action"),
    "member": _("Member lead"),
    "strategic": _("Strategic lead"),
    "operational": _("Operational lead"),
    "deadline": _("Deadline"),
    "status": _("Status"),
    "update": _("Progress, kept as updates"),
    "reference": _("Reference in the document"),
    "note": _("None of ours: kept as a note"),
}
COLUMN_CHOICES = [
    *((field, FIELD_NAMES.get(field, field.capitalize())) for field in FIELDS),
    ("note", FIELD_NAMES["note"]),
]

__all__ = ["COLUMN_CHOICES", "FIELD_NAMES", "Review", "Swap", "kind_key", "next_key", "swap"]
