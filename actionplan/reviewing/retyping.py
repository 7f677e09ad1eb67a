"""A row read otherwise: what somebody typed over a reading, or added to it, as decisions."""

from __future__ import annotations

from dataclasses import dataclass

from actionplan.importing.actors import kind_of
from actionplan.importing.added import free_key
from actionplan.importing.columns import LEADS
from actionplan.importing.likeness import key
from actionplan.importing.proposals import propose
from actionplan.reviewing.answers import settle
from actionplan.reviewing.questions import challenge_of

TEXTS = ("heading", "challenge", "action")


@dataclass(frozen=True)
class Reading:
    """A row as it is read now, in the values a form holds; `cells` are the words each decision is about."""

    row: str
    texts: dict
    leads: dict
    deadline: str
    status: str
    see: tuple
    cells: dict


def reading_of(review, action):
    """The reading of one action's row."""
    challenge = challenge_of(action, review.proposal)
    return Reading(
        row=action.rows[0],
        texts={"heading": challenge.heading, "challenge": challenge.title, "action": action.text},
        leads={role: [(name.name, name.kind) for name in action.leads[role]] for role in LEADS},
        deadline=action.deadline.words,
        status=(action.status or "").replace("_", " "),
        see=action.see_also,
        cells=_cells(review.proposal, action.rows[0]),
    )


def _cells(proposal, row):
    """The words of a row's leads and deadline before anybody decided about them: those are what decisions name."""
    others = [each for each in proposal.decisions if each["decide"] not in {"lead", "deadline"}]
    undecided = propose(proposal.document, **proposal.settings, decisions=others)
    action = next(each for each in undecided.actions if each.rows[0] == row)
    leads = {
        role: action.written.get(role) or ", ".join(name.name for name in action.leads[role])
        for role in LEADS
    }
    return leads | {"deadline": action.deadline.words}


def retyped(reading, *, texts, leads, deadline, status, see):
    """The decisions that make a row read as these values; what is as it was needs none. None given is left alone."""
    decisions = [
        {"decide": "text", "row": reading.row, "field": field, "new": new}
        for field, new in (texts | {"status": status}).items()
        if new is not None and new != (reading.texts | {"status": reading.status})[field]
    ]
    for role, names in leads.items():
        if names is not None and names != reading.leads[role]:
            decisions += leads_of(reading.row, role, reading.cells[role], names)
    if deadline is not None and deadline != reading.deadline:
        about = {"row": reading.row, "words": reading.cells["deadline"]}
        decisions.append({"decide": "deadline", **about, "new": deadline})
    if see is not None and tuple(see) != tuple(reading.see):
        decisions.append({"decide": "see", "row": reading.row, "titles": list(see)})
    return decisions


def leads_of(row, role, words, names):
    """The decisions that the words of a row's cell stand for these (name, kind); a blank cell is given words first."""
    if not words:
        words = ", ".join(name for name, _ in names)
        yield {"decide": "text", "row": row, "field": role, "new": words}
    yield names_for(words, names, row=row)


def added(row, after, texts, leads=None):
    """The decisions that add a row after another: words by field, and (name, kind) pairs by role."""
    yield {
        "decide": "add",
        "row": row,
        "after": after,
        "cells": {name: words for name, words in texts.items() if words},
    }
    for role, names in (leads or {}).items():
        if names:
            yield from leads_of(row, role, "", names)


def divided(review, action, parts, *, alike):
    """The decisions that make one action several, the first in its own row; `alike` gives its leads to the others."""
    reading = reading_of(review, action)
    yield {"decide": "text", "row": reading.row, "field": "action", "new": parts[0]}
    after, taken = reading.row, dict(review.added)
    for words in parts[1:]:
        key = free_key(after, taken)
        taken[key] = True
        due = reading.deadline if alike else ""
        yield from added(key, after, {"action": words, "deadline": due}, reading.leads if alike else None)
        after = key


def names_for(words, names, row=""):
    """The decision that words stand for these (name, kind); for one row only where it is given."""
    about = {"row": row} if row else {}
    return {"decide": "lead", "words": words, "names": [{"name": n, "kind": k} for n, k in names], **about}


def named_otherwise(question, names, row=""):
    """The decisions of "Someone else…": the words in question stand for these names, and the doubt is settled."""
    return [names_for(question.words, names, row=row), settle(question.problems[0])]


def likely_kind(name, proposal):
    """The kind of a name: that of somebody known or named in the document, else what it sounds like, else None."""
    known = [*proposal.settings["known"], *proposal.actors]
    return next((each.kind for each in known if key(each.name) == key(name)), None) or kind_of(name)
