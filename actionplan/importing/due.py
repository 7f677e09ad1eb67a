"""Deadlines of an import: each distinct phrase read once, with its doubts in an officer's words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.deadlines import read_deadline
from actionplan.deadlines.periods import day_in_words
from actionplan.importing.problems import choice, problem
from actionplan.status import Meaning

WITHOUT_DATE = {
    "review": gettext_lazy("a review without a date"),
    "ongoing": gettext_lazy("ongoing, with no date"),
    "immediate": gettext_lazy("at once"),
    "event": gettext_lazy("an event without a date"),
    "recurring": gettext_lazy("something that comes round again"),
}
WITH_DATE = {
    "date": "{date}",
    "review": gettext_lazy("a review by {date}"),
    "ongoing": gettext_lazy("ongoing by {date}"),
    "immediate": gettext_lazy("immediate by {date}"),
    "event": gettext_lazy("an event by {date}"),
    "recurring": gettext_lazy("something that comes round again, next by {date}"),
    "none": gettext_lazy("none by {date}"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline as read: its words, its kind, first and last day, and further deadlines in the same words.

    `status` is a meaning the words state, `news` the words that are news and not a time, `what` those that say what is
    to be done by then.
    """

    words: str = ""
    kind: str = "none"
    first_day: datetime.date | None = None
    due: datetime.date | None = None
    precision: str = ""
    confident: bool = True
    status: str | None = None
    news: str = ""
    what: str = ""
    met_on: datetime.date | None = None
    also: tuple = ()

    def as_json(self):
        """DESIGN's names, days as "2008-03-31", and what else was read."""
        return {
            "words": self.words,
            "kind": self.kind,
            "first_day": self.first_day and self.first_day.isoformat(),
            "due": self.due and self.due.isoformat(),
            "confident": self.confident,
            "precision": self.precision,
            "what": self.what,
            "met_on": self.met_on and self.met_on.isoformat(),
            "also": [each.as_json() for each in self.also],
        }


class DueBook:
    """Reads deadlines for one document; `decided` maps words, or (row, words), to the words an officer put instead."""

    def __init__(self, *, as_of, year_starts, quarters, decided=None):
        self.settings = {"as_of": as_of, "year_starts": year_starts, "quarters": quarters}
        self.decided = decided or {}
        self._read = {}

    def read(self, words, row="", above=None):
        """Read a cell as (Due, problems). `above` is the Due of the action above, for "As Above"."""
        retyped = self.decided.get((row, words), self.decided.get(words))
        wanted = words if retyped is None else retyped
        if wanted not in self._read:
            self._read[wanted] = self._fresh(wanted)
        due, problems, points_above = self._read[wanted]
        if points_above:
            return _from_above(due, above)
        return due, problems

    def _fresh(self, words):
        if not words:
            return Due(), (), False
        reading = read_deadline(words, **self.settings)
        due = _due(reading)
        return due, tuple(_doubts(due, reading)), reading.precision == "as above"


def _due(reading):
    return Due(
        reading.words,
        str(reading.kind),
        reading.first_day,
        reading.due,
        reading.precision,
        reading.confident,
        Meaning(reading.status).value if reading.status else None,
        reading.news,
        reading.what,
        reading.met_on,
        tuple(_due(each) for each in reading.also),
    )


def _from_above(due, above):
    if above is None or not above.words:
        return due, (_doubt("deadline_unread", due.words, then=_("There is no deadline above it.")),)
    taken = replace(above, words=due.words, confident=False, news="")
    return taken, (_doubt("deadline_above", due.words, proposed=above.words, said=above.words),)


def _doubts(due, reading):
    if reading.precision == "as above":
        return
    then = _as_sentence(reading.note)
    news = all_news(due)
    if news and (due.confident or due.kind == "none"):
        yield problem("news_in_deadline", words=news, field="deadline")
    elif due.kind == "none" and not due.confident and not due.status:
        yield _doubt("deadline_unread", due.words, then=then)
    elif not due.confident:
        yield _doubt("deadline_unsure", due.words, proposed=said(due), then=then)
    for each in due.also:
        if not each.confident and due.confident:
            yield _doubt("deadline_unsure", each.words, proposed=said(each))


def all_news(due):
    """The news in a deadline and in those read in the same words."""
    return "\n".join(dict.fromkeys(each.news for each in (due, *due.also) if each.news))


def _doubt(code, words, proposed="", then="", said=None):
    choices = [choice(_("No deadline"), "deadline", words=words, new="")]
    return problem(
        code, words=words, proposed=proposed, field="deadline", then=then, said=said, choices=choices
    )


def _as_sentence(note):
    note = (note or "").strip()
    return f"{note[0].upper()}{note[1:].rstrip('.')}." if note else ""


def said(due):
    """A deadline in words: "31 March 2008", "a review by 31 March 2008", "ongoing, with no date"."""
    if not due.due:
        return str(WITHOUT_DATE.get(due.kind) or _("no date"))
    return WITH_DATE[due.kind].format(date=day_in_words(due.due))
