"""What a person decided about a proposal, as plain values that can be stored and applied again.

A decision is a dict; its "decide" says what about:

    lead       words, names [{"name", "kind", new?}]; row?   these names stand for those words (none: leave them out)
    deadline   words, new; row?                        read these words instead
    text       row, field, new                         the words of a field of that row
    see        row, titles                             the challenges that a row points to
    join       row, join (true or false); whole?       whether a torn row is joined to the one before (whole: all of it)
    add        row, after, cells {field: words}        an action of a row of its own, after another
    split      row, split (true or false)              whether a row that lists several actions is read as several
    skip       row                                     leave the row out; its words are listed as unplaced
    column     column, field                           what a column is ("note": none of ours)
    settle     code, words or row                      a doubt is settled as it was read

A row is named "table.row", and the second and third of several actions in one row "1.4b" and "1.4c".
Without a row it holds for all like it. A later decision about the same thing replaces an earlier one.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from actionplan.importing.columns import LEADS
from actionplan.importing.limits import CannotRead
from actionplan.importing.problems import CODES

NEEDS = {
    "lead": {"words", "names"},
    "deadline": {"words", "new"},
    "text": {"row", "field", "new"},
    "see": {"row", "titles"},
    "join": {"row", "join"},
    "add": {"row", "after", "cells"},
    "split": {"row", "split"},
    "skip": {"row"},
    "column": {"column", "field"},
    "settle": {"code"},
}
SPLITS = ("several_actions", "may_be_several")
JOINS = tuple(code for code in CODES if code.startswith("joined_"))
TEXT_FIELDS = ("heading", "challenge", "action", *LEADS, "deadline", "status", "position")


class Decisions:
    """Decisions laid out for those who ask for them. Raises CannotRead for one that is not of the kinds above."""

    def __init__(self, decisions=()):
        self.leads, self.deadlines, self.texts, self.sees = {}, {}, {}, {}
        self.joins, self.skipped, self.columns, self.settled = {}, set(), {}, set()
        self.whole_joins, self.added = set(), {}
        self.splits, self.typed_before_split = {}, set()
        for decision in decisions:
            _check(decision)
            getattr(self, f"_take_{decision['decide']}")(decision)

    @property
    def undone_joins(self):
        return frozenset(row for row, join in self.joins.items() if not join)

    def settles(self, problem):
        return problem.subject in self.settled

    def _take_lead(self, decision):
        self.leads[_subject(decision)] = [dict(each) for each in decision["names"]]

    def _take_deadline(self, decision):
        self.deadlines[_subject(decision)] = decision["new"]

    def _take_text(self, decision):
        self.texts[decision["row"], decision["field"]] = decision["new"]
        self.typed_before_split.discard(decision["row"])

    def _take_see(self, decision):
        self.sees[decision["row"]] = list(decision["titles"])

    def _take_join(self, decision):
        self.joins[decision["row"]] = bool(decision["join"])
        (self.whole_joins.add if _is_whole(decision) else self.whole_joins.discard)(decision["row"])
        if decision["join"]:
            self.settled |= {(code, decision["row"]) for code in JOINS}

    def _take_add(self, decision):
        self.added[decision["row"]] = (decision["after"], dict(decision["cells"]))

    def _take_split(self, decision):
        row = decision["row"]
        self.splits[row] = bool(decision["split"])
        self.settled |= {(code, row) for code in SPLITS}
        if (row, "action") in self.texts:
            self.typed_before_split.add(row)

    def _take_skip(self, decision):
        self.skipped.add(decision["row"])

    def _take_column(self, decision):
        self.columns[decision["column"]] = decision["field"]

    def _take_settle(self, decision):
        self.settled.add((decision["code"], decision.get("row") or decision.get("words", "")))


def _is_whole(decision):
    return bool(decision["join"] and decision.get("whole"))


def _subject(decision):
    return (decision["row"], decision["words"]) if decision.get("row") else decision["words"]


def _check(decision):
    kind = decision.get("decide") if isinstance(decision, dict) else None
    if kind not in NEEDS:
        said = _("“{kind}” is not a decision we know: choose one of {kinds}.")
        raise CannotRead(said.format(kind=kind, kinds=", ".join(NEEDS)))
    if missing := NEEDS[kind] - set(decision):
        said = _("The decision about a {kind} lacks its {parts}: make it again.")
        raise CannotRead(said.format(kind=kind, parts=", ".join(sorted(missing))))
    if kind == "add" and (unknown := set(decision["cells"]) - set(TEXT_FIELDS)):
        said = _("A row has no {parts}: choose of {fields}.")
        raise CannotRead(said.format(parts=", ".join(sorted(unknown)), fields=", ".join(TEXT_FIELDS)))
    if kind == "text" and decision["field"] not in TEXT_FIELDS:
        said = _("There is no text called “{field}”: choose one of {fields}.")
        raise CannotRead(said.format(field=decision["field"], fields=", ".join(TEXT_FIELDS)))
