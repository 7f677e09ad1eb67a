"""The whole cell: its parts read one by one and put together as one reading with the others in `also`."""

import re
from dataclasses import replace
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import vocabulary
from .calendars import Calendar
from .marks import marks_in
from .parts import parts_of
from .reading import DeadlineReading
from .readings import read_part
from .vocabulary import tidied

AS_ABOVE = re.compile(rf"\W*(?:{vocabulary.AS_ABOVE})[\s.]*|\s*[\"”“]\s*")
JOINED_BY = re.compile(r"^[\s,;&/–-]*(?:(?:and|then)\s+)?")
KINDS = {
    "date": gettext_lazy("date"),
    "ongoing": gettext_lazy("ongoing"),
    "immediate": gettext_lazy("immediate"),
    "event": gettext_lazy("event"),
    "recurring": gettext_lazy("recurring"),
}


def read_deadline(words, *, as_of, year_starts=4, quarters="financial"):
    """Read a deadline as councils write it; a phrase we do not know keeps its words and has no days.

    words: any text. as_of: the date the plan stands on, against which a missing year, "next month" and two-digit years
    are read. year_starts: the month (1 to 12) the plan's financial year starts in. quarters: "financial" or "calendar",
    what a bare "Q3 2024" counts from. Returns a DeadlineReading; never raises on any words.
    """
    text = tidied(words)
    if AS_ABOVE.fullmatch(text[:40]) and len(text) < 40:
        return DeadlineReading(
            words, precision="as above", confident=False, note=_("It points to the deadline above.")
        )
    calendar = Calendar(as_of, year_starts, quarters)
    parts = parts_of(text, words, marks_in(words, text, calendar))
    return _together(words, [reading for part in parts for reading in read_part(part, words, text, calendar)])


def _together(words, readings):
    """The first that names a time, with the rest in `also`; what else the cell says goes to the first."""
    timed = [reading for reading in readings if reading.kind != "none"]
    others = [reading for reading in readings if reading.kind == "none"]
    if timed:
        others = [reading for reading in others if not reading.put_aside]
    first, *also = timed or [DeadlineReading(words, what=next((one.what for one in others if one.what), ""))]
    stated = [reading for reading in others if reading.status]
    if stated and not first.status:
        first = replace(first, status=stated[-1].status, met_on=stated[-1].met_on)
    notes = [first.note, *(reading.note for reading in others), *_clash(first, also)]
    return replace(
        first,
        words=words,
        news=" ".join(reading.news for reading in readings if reading.news),
        note=" ".join(dict.fromkeys(note for note in notes if note)),
        confident=not any(notes),
        year_missing=any(reading.year_missing for reading in (first, *others)),
        also=tuple(replace(reading, words=_own_words(reading.words), news="") for reading in also),
    )


def _own_words(words):
    """The words of one part without what only joined it to its neighbours: "and June 2025", "(July)", "Sep 24;"."""
    own = JOINED_BY.sub("", words).strip(" ,;")
    return own[1:-1] if own.startswith("(") and own.endswith(")") else own


def _both(one, other):
    return _("{one} and {other}").format(one=one, other=other)


def _clash(first, also):
    """A date and "immediate" in one cell: both are kept, and an officer is asked."""
    kinds = dict.fromkeys(reading.kind for reading in (first, *also) if reading.kind in KINDS)
    if len(kinds) > 1:
        said = reduce(_both, [KINDS[kind] for kind in kinds])
        yield _("It names times of different kinds: {kinds}.").format(kinds=said)
