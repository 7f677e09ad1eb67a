"""The whole cell: its parts read one by one and put together as one reading with the others in `also`."""

import re
from dataclasses import replace

from . import vocabulary
from .calendars import Calendar
from .marks import marks_in
from .parts import parts_of
from .reading import DeadlineReading
from .readings import read_part
from .vocabulary import tidied

AS_ABOVE = re.compile(rf"\W*(?:{vocabulary.AS_ABOVE})[\s.]*|\s*[\"”“]\s*")
CLASHING = {"date", "ongoing", "immediate", "event", "recurring"}


def read_deadline(words, *, as_of, year_starts=4, quarters="financial"):
    """Read a deadline as councils write it; a phrase we do not know keeps its words and has no days.

    words: any text. as_of: the date the plan stands on, against which a missing year, "next month" and two-digit years
    are read. year_starts: the month (1 to 12) the plan's financial year starts in. quarters: "financial" or "calendar",
    what a bare "Q3 2024" counts from. Returns a DeadlineReading; never raises on any words.
    """
    text = tidied(words)
    if AS_ABOVE.fullmatch(text[:40]) and len(text) < 40:
        return DeadlineReading(
            words, precision="as above", confident=False, note="It points to the deadline above."
        )
    calendar = Calendar(as_of, year_starts, quarters)
    parts = parts_of(text, words, marks_in(words, text, calendar))
    return _together(words, [reading for part in parts for reading in read_part(part, words, text, calendar)])


def _together(words, readings):
    """The first that names a time, with the rest in `also`; statuses and news of the other parts go to the first."""
    timed = _that_count([reading for reading in readings if _names_a_time(reading)])
    others = [reading for reading in readings if not _names_a_time(reading)]
    first, *also = timed or [DeadlineReading(words)]
    statuses = [reading for reading in others if reading.status]
    if statuses and not first.status:
        first = replace(first, status=statuses[-1].status, met_on=statuses[-1].met_on)
    news = " ".join(reading.news for reading in readings if reading.news)
    notes = [first.note, *(reading.note for reading in others), *_clash(first, also)]
    return replace(
        first,
        words=words,
        news=news,
        note=" ".join(dict.fromkeys(note for note in notes if note)),
        confident=not any(notes),
        also=tuple(replace(reading, news="") for reading in also),
    )


def _names_a_time(reading):
    return reading.kind != "none" or (
        not reading.status and not reading.news and bool(reading.note or reading.what)
    )


def _that_count(timed):
    """Without dates put aside and without "TBC", where another time is named."""
    return [reading for reading in timed if reading.kind != "none"] or timed[:1]


def _clash(first, also):
    """A date and "immediate" in one cell: both are kept, and an officer is asked."""
    kinds = dict.fromkeys(reading.kind for reading in (first, *also) if reading.kind in CLASHING)
    if len(kinds) > 1:
        yield f"It names times of different kinds: {' and '.join(kinds)}."
