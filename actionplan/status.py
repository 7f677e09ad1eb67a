"""The eight meanings of a status, and what councils call them.

Councils' words conflict (blue is "complete" here and "on hold" there), so a plan keeps its own scale: rules ask
the meaning, screens show the scale's word. The scales ready to pick are in `actionplan.scales`. Nothing here knows
the database.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Meaning(StrEnum):
    """What a step of a plan's scale means to the rules; in the order an action usually meets them."""

    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    COMPLETE = "complete"
    ON_HOLD = "on_hold"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"

    @property
    def label(self):
        """The meaning as a person reads it: "On track"."""
        return LABELS[self]

    @property
    def colour(self):
        """The colour the meaning has where a scale does not give it another."""
        return USUAL_COLOURS[self]


LABELS = {
    Meaning.NOT_STARTED: gettext_lazy("Not started"),
    Meaning.ON_TRACK: gettext_lazy("On track"),
    Meaning.AT_RISK: gettext_lazy("At risk"),
    Meaning.OFF_TRACK: gettext_lazy("Off track"),
    Meaning.COMPLETE: gettext_lazy("Complete"),
    Meaning.ON_HOLD: gettext_lazy("On hold"),
    Meaning.WITHDRAWN: gettext_lazy("Withdrawn"),
    Meaning.SUPERSEDED: gettext_lazy("Superseded"),
}
FINISHED = frozenset({Meaning.COMPLETE, Meaning.WITHDRAWN, Meaning.SUPERSEDED})

COLOURS = ("red", "amber", "green", "blue", "grey")

USUAL_COLOURS = {
    Meaning.NOT_STARTED: "grey",
    Meaning.ON_TRACK: "green",
    Meaning.AT_RISK: "amber",
    Meaning.OFF_TRACK: "red",
    Meaning.COMPLETE: "blue",
    Meaning.ON_HOLD: "grey",
    Meaning.WITHDRAWN: "grey",
    Meaning.SUPERSEDED: "grey",
}


@dataclass(frozen=True)
class PresetStep:
    """One step of a scale: its word, meaning and colour; `default` marks the step a rule takes for the meaning."""

    word: str
    meaning: Meaning
    colour: str
    default: bool = True


@dataclass(frozen=True)
class StatusReading:
    """A status as written and the meaning it was read as.

    `confident` is false, and `note` says why, where councils use the same words for different things.
    """

    words: str
    meaning: Meaning
    confident: bool = True
    note: str = ""


# Words that mean the same wherever they were met, in tidy form: lower case, hyphens as spaces, no full stop.
STATUS_WORDS = {
    Meaning.NOT_STARTED: (
        "not started",
        "not yet started",
        "not begun",
        "not commenced",
        "not yet commenced",
        "not yet due",
        "not due",
        "to start",
        "to be started",
        "yet to start",
        "to do",
        "no action yet",
        "no action taken",
        "unstarted",
    ),
    Meaning.ON_TRACK: (
        "on track",
        "on target",
        "on schedule",
        "on course",
        "in progress",
        "in process",
        "in hand",
        "in train",
        "progressing",
        "progressing well",
        "underway",
        "under way",
        "under development",
        "started",
        "commenced",
        "work started",
        "work in progress",
        "work underway",
        "being implemented",
        "implementation underway",
        "good progress",
        "ongoing",
        "on going",
        "no issues",
        "under control",
    ),
    Meaning.AT_RISK: (
        "at risk",
        "some risk",
        "slippage",
        "some slippage",
        "slipping",
        "slight delay",
        "some issues",
        "minor issues",
        "some concerns",
        "needs attention",
    ),
    Meaning.OFF_TRACK: (
        "off track",
        "off target",
        "off course",
        "behind",
        "behind schedule",
        "behind target",
        "delayed",
        "overdue",
        "late",
        "missed",
        "deadline missed",
        "not on track",
        "not on target",
        "significant issues",
        "outstanding and overdue",
    ),
    Meaning.COMPLETE: (
        "complete",
        "completed",
        "now complete",
        "now completed",
        "action complete",
        "action completed",
        "fully complete",
        "all complete",
        "all completed",
        "done",
        "all done",
        "achieved",
        "fully achieved",
        "finished",
        "implemented",
        "fully implemented",
        "delivered",
        "in place",
        "discharged",
        "signed off",
        "already complete",
        "already completed",
        "already done",
        "already in place",
        "target met",
        "complete and being monitored",
    ),
    Meaning.ON_HOLD: (
        "on hold",
        "paused",
        "suspended",
        "deferred",
        "postponed",
        "parked",
        "in abeyance",
        "stalled",
        "awaiting decision",
    ),
    Meaning.WITHDRAWN: (
        "withdrawn",
        "deleted",
        "removed",
        "cancelled",
        "canceled",
        "abandoned",
        "dropped",
        "rejected",
        "no longer required",
        "no longer needed",
        "no longer applicable",
        "no longer relevant",
        "not being pursued",
        "not to be pursued",
    ),
    Meaning.SUPERSEDED: (
        "superseded",
        "replaced",
        "merged",
        "overtaken",
        "overtaken by events",
        "combined",
        "carried forward",
        "moved to another plan",
    ),
}

# Words that councils disagree about: the usual meaning, and what else it may be. The bodies are those whose
# published scales were compared in November 2026.
DOUBTFUL_WORDS = {
    "green": (Meaning.ON_TRACK, gettext_lazy("at York green means achieved")),
    "amber": (Meaning.AT_RISK, gettext_lazy("at York amber means acceptable progress, at Maidstone delayed")),
    "yellow": (Meaning.AT_RISK, gettext_lazy("it stands for amber in most scales")),
    "red": (
        Meaning.OFF_TRACK,
        gettext_lazy("in some scales red means no more than not started or incomplete"),
    ),
    "blue": (Meaning.COMPLETE, gettext_lazy("in some scales blue means on hold")),
    "grey": (Meaning.NOT_STARTED, gettext_lazy("in some scales grey means on hold or withdrawn")),
    "gray": (Meaning.NOT_STARTED, gettext_lazy("in some scales grey means on hold or withdrawn")),
    "white": (Meaning.NOT_STARTED, gettext_lazy("in some scales white means no news")),
    "purple": (Meaning.ON_HOLD, gettext_lazy("in some scales purple means complete")),
    "black": (Meaning.COMPLETE, gettext_lazy("in some scales black means withdrawn")),
    "achieved or on target": (Meaning.ON_TRACK, gettext_lazy("it may already be complete")),
    "closed": (Meaning.COMPLETE, gettext_lazy("it may have been withdrawn")),
    "pending": (Meaning.NOT_STARTED, gettext_lazy("it may be on hold")),
    "incomplete": (Meaning.OFF_TRACK, gettext_lazy("it may only be unfinished")),
    "not complete": (Meaning.OFF_TRACK, gettext_lazy("it may only be unfinished")),
    "not completed": (Meaning.OFF_TRACK, gettext_lazy("it may only be unfinished")),
    "not yet complete": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "not yet completed": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "not achieved": (Meaning.OFF_TRACK, gettext_lazy("it may still be on its way")),
    "outstanding": (Meaning.OFF_TRACK, gettext_lazy("it may only be unfinished")),
    "partially complete": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "partly complete": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "partially achieved": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "partly achieved": (Meaning.ON_TRACK, gettext_lazy("it may be behind")),
    "rescheduled": (Meaning.AT_RISK, gettext_lazy("with a new date agreed it may be on track")),
    "revised completion date": (Meaning.AT_RISK, gettext_lazy("with a new date agreed it may be on track")),
    "being investigated": (Meaning.ON_TRACK, gettext_lazy("it may not have started")),
    "planning and development": (Meaning.ON_TRACK, gettext_lazy("it may not have started")),
    "planned": (Meaning.NOT_STARTED, gettext_lazy("some work may be in hand")),
    "scheduled": (Meaning.NOT_STARTED, gettext_lazy("some work may be in hand")),
    "acceptable progress": (Meaning.ON_TRACK, gettext_lazy("York shows it as amber")),
    "unacceptable": (Meaning.OFF_TRACK, gettext_lazy("it may only be at risk")),
    "unacceptable progress": (Meaning.OFF_TRACK, gettext_lazy("it may only be at risk")),
    "live": (Meaning.ON_TRACK, gettext_lazy("it may not have started")),
    "open": (Meaning.ON_TRACK, gettext_lazy("it may not have started")),
    "active": (Meaning.ON_TRACK, gettext_lazy("it may be at risk")),
    "embedded": (Meaning.COMPLETE, gettext_lazy("it may go on as everyday work")),
    "business as usual": (Meaning.COMPLETE, gettext_lazy("it may go on as everyday work")),
    "bau": (Meaning.COMPLETE, gettext_lazy("it may go on as everyday work")),
}

_MEANING_OF = {word: meaning for meaning, words in STATUS_WORDS.items() for word in words}
_COLOUR_WORDS = frozenset(word for word in DOUBTFUL_WORDS if " " not in word) & {
    "green",
    "amber",
    "yellow",
    "red",
    "blue",
    "grey",
    "gray",
    "white",
    "purple",
    "black",
}


def read_status(words: str, scale: Iterable[PresetStep] | None = None) -> StatusReading | None:
    """Read a status as a council writes it; None where the words state none.

    `scale` is the plan's own steps, anything with `word` and `meaning`; its words win and are never in doubt.
    A colour with words beside it ("Green - on track") is read by its words.
    """
    tidy = _tidy(words)
    for step in scale or ():
        if tidy and tidy == _tidy(step.word):
            return StatusReading(words, Meaning(step.meaning))
    if tidy in _MEANING_OF:
        return StatusReading(words, _MEANING_OF[tidy])
    if tidy in DOUBTFUL_WORDS:
        meaning, otherwise = DOUBTFUL_WORDS[tidy]
        note = _("“{words}” was read as {meaning}; {otherwise}.")
        note = note.format(words=words.strip(), meaning=meaning.label.lower(), otherwise=otherwise)
        return StatusReading(words, meaning, False, note)
    return _beside_a_colour(words, tidy)


def _beside_a_colour(words, tidy):
    """ "Green on track" and "on track (green)": the words say more than the colour."""
    first, _space, rest = tidy.partition(" ")
    before, _space, last = tidy.rpartition(" ")
    said = rest if first in _COLOUR_WORDS else before if last in _COLOUR_WORDS else ""
    return StatusReading(words, _MEANING_OF[said]) if said in _MEANING_OF else None


def _tidy(words):
    """Lower case, single spaces, no punctuation: "In-Progress." and "in progress" are the same word."""
    return " ".join(re.sub(r"[^\w%]+|_", " ", words[:200].lower()).split())
