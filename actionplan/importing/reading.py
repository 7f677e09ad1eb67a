"""What an import proposes: challenges with their actions, each with its leads, deadline and doubts."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field

from actionplan.importing.columns import LEADS
from actionplan.importing.due import Due
from actionplan.importing.problems import short_name
from actionplan.importing.table import Document


@dataclass(slots=True)
class Action:
    """One action as read from one row, or from several joined (`rows` names them all, the first one first).

    `text` is the wording in full; `position` the part of it that seems to say how things stand. `leads` holds tuples
    of Name under member, strategic and operational. `see_also` are challenge titles and `see_numbers` their numbers.
    `news` are words for an unsigned update, `notes` (column, words) that fit no field, and `written` the words as they
    stood, by field, where what is read differs. `updates` are (column, words) from columns of progress, and `given_on`
    the day each is news of, None where its column names none.
    """

    reference: str = ""
    text: str = ""
    position: str = ""
    leads: dict = field(default_factory=dict)
    deadline: Due = field(default_factory=Due)
    status: str | None = None
    status_words: str = ""
    news: str = ""
    updates: tuple = ()
    given_on: tuple = ()
    see_also: tuple = ()
    see_numbers: tuple = ()
    pointer: bool = False
    notes: tuple = ()
    source: dict = field(default_factory=dict)
    rows: tuple = ()
    written: dict = field(default_factory=dict)
    problems: tuple = ()

    def as_json(self):
        return {
            "reference": self.reference,
            "text": self.text,
            "position": self.position,
            **{role: [name.name for name in self.leads.get(role, ())] for role in LEADS},
            "leads": {role: [name.as_json() for name in self.leads.get(role, ())] for role in LEADS},
            "deadline": self.deadline.as_json(),
            "status": self.status,
            "see_also": list(self.see_also),
            "source": self.source,
            "problems": [each.as_json() for each in self.problems],
            "news": self.news,
            "updates": [
                {"column": column, "words": words, "given_on": day and day.isoformat()}
                for (column, words), day in zip(self.updates, self.given_on, strict=True)
            ],
            "notes": [{"column": column, "words": words} for column, words in self.notes],
            "pointer": self.pointer,
            "rows": list(self.rows),
            "written": self.written,
            "status_words": self.status_words,
        }


@dataclass(slots=True)
class Challenge:
    """A challenge under its heading, with its number through the plan."""

    heading: str
    title: str
    number: int
    actions: list = field(default_factory=list)

    def as_json(self):
        return {
            "heading": self.heading,
            "title": self.title,
            "number": self.number,
            "actions": [action.as_json() for action in self.actions],
        }


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody named as a lead: the kind proposed, how many actions name them, and the id of one already known."""

    name: str
    kind: str
    id: object = None
    count: int = 0

    def as_json(self):
        return {"name": self.name, "kind": self.kind, "id": self.id, "count": self.count}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything read from a document, for a person to review; made by `propose`, changed by `apply_decisions`.

    It remembers the document, the settings and the decisions it was made from, so that it can be made again.
    """

    title: str
    as_of: datetime.date
    headings: tuple
    challenges: tuple
    problems: tuple
    unplaced: tuple
    actors: tuple
    columns: tuple
    document: Document
    settings: dict
    glossary: tuple = ()
    decisions: tuple = ()

    @property
    def actions(self):
        """The actions in printed order."""
        return [action for challenge in self.challenges for action in challenge.actions]

    def needs_decision(self):
        """What needs a decision, by kind: (short name, how many decisions), the most first.

        Rows that share the words of a doubt need one decision between them.
        """
        subjects = {each.subject for each in self.all_problems()}
        counts = Counter(short_name(code) for code, _ in subjects)
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))

    def all_problems(self):
        return [*self.problems, *(each for action in self.actions for each in action.problems)]

    def as_json(self):
        """The readings in the shape that DESIGN.md lays down, with what else was read beside it."""
        return {
            "title": self.title,
            "as_of": self.as_of.isoformat(),
            "headings": list(self.headings),
            "challenges": [challenge.as_json() for challenge in self.challenges],
            "problems": [each.as_json() for each in self.problems],
            "unplaced": list(self.unplaced),
            "actors": [actor.as_json() for actor in self.actors],
            "glossary": [term.as_json() for term in self.glossary],
            "columns": [column.as_json() for column in self.columns],
            "needs_decision": [{"what": what, "count": count} for what, count in self.needs_decision()],
        }
