"""Where the times stand in the words: dates worked out, and times without a date ("ongoing", "TBC", "annually")."""

import re
from dataclasses import dataclass

from . import vocabulary
from .calendars import Calendar, Days, days_of, doubts_of, joined, with_years_borrowed
from .forms import named_dates


@dataclass(frozen=True)
class Mark:
    """A time named at words[start:end]: a kind of deadline, with its days where it is a date."""

    start: int
    end: int
    kind: str
    days: Days | None = None


KINDS = {
    "ongoing": vocabulary.ONGOING,
    "immediate": vocabulary.IMMEDIATE,
    "recurring": vocabulary.RECURRING,
    "none": vocabulary.UNSET,
}
WITHOUT_DATE = {kind: re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])") for kind, words in KINDS.items()}
NO_LONGER = re.compile(rf"\b(?:{vocabulary.NO_LONGER})(?: the| end of| early| mid| late){{0,3}}[\s(]{{0,3}}$")
YEAR_SIZED = ("year", "years", "relative")
LEADS_TO_A_DATE = re.compile(
    r"(?:^|^\W*for|[-/(),:;.]"
    r"|\b(?:by|in|of|until|till|to|during|from|before|after|and|or|end|since|through|throughout|each|every"
    r"|(?:due|planned|scheduled|set|timetabled|target|expected|agreed|completion|date|deadline)(?: for| in)"
    r"|(?:review|reviewed)(?: for| in)"
    r"|target|date|deadline|due|completion|review|ongoing|progress|completed?|immediate|post|following|prior to|now"
    r"|next|around|approx|at|was|were|originally))\W*$"
)


def marks_in(words, text, calendar):
    """Every time named, in order and apart: dates first, then the words without a date that do not touch them."""
    dates = [Mark(days.start, days.end, "date", days) for days in _dates(words, text, calendar)]
    taken = bytearray(len(text))
    for mark in dates:
        taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    marks = list(dates)
    for kind, pattern in WITHOUT_DATE.items():
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\1" * len(match[0])
                marks.append(Mark(match.start(), match.end(), kind))
    return sorted(marks, key=lambda mark: mark.start)


def no_longer_counts(text, start):
    """Whether the words before a date say that it was put aside: "Put back from 3 May"."""
    return bool(NO_LONGER.search(text[max(0, start - 40) : start]))


def _dates(words, text, calendar: Calendar):
    named = with_years_borrowed(named_dates(text, calendar.as_of), text)
    dates = [doubts_of(days_of(one, calendar), words, calendar) for one in named]
    dates = joined(dates, text, lambda start: no_longer_counts(text, start))
    subjects = {days.start for days in dates if is_a_subject(days, text)}
    if len(subjects) < len(dates):
        return [days for days in dates if days.start not in subjects]
    return dates


def is_a_subject(days, text):
    """A year that says what is planned, not by when: "budget for 2008/09", "Workforce Strategy 2007"."""
    if days.named.unit not in YEAR_SIZED or days.named.part:
        return False
    before = text[max(0, days.start - 40) : days.start]
    return bool(before.strip()) and not LEADS_TO_A_DATE.search(before.rstrip())
