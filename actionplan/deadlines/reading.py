"""What a deadline was read as: a plain value that the import, the edit form and the JSON share."""

from dataclasses import dataclass
from datetime import date

from actionplan.status import Meaning

KINDS = ("date", "review", "ongoing", "immediate", "event", "recurring", "none")


@dataclass(frozen=True)
class DeadlineReading:
    """What the words of a deadline were read as.

    words: exactly what was given; of those in `also`, the words of its own part.
    kind: one of KINDS. first_day, due: the first and last day, where it has days.
    precision: day, week, month, part of a month, season, quarter, half year, year, financial year, years, span,
        length of time; "as above" where the words point to the deadline above; "" where there are no days.
    status: a meaning the words state ("Completed"), or None.
    confident: whether no other reader could dispute it; if not, `note` says why, in an officer's words.
    also: further deadlines in the same words, in order.
    news: the words that read as news or as a thing to do rather than a time, for an unsigned update; else "".
    what: what is to be done by then ("Training plan to be in place"), as written; else "".
    met_on: the last day of the time it was done in ("Done (May 2019)"), which is no deadline; else None.
    year_missing: whether its year was not written, and is taken to be the next. put_aside: whether it names a date only
        to say that it no longer counts.
    """

    words: str
    kind: str = "none"
    first_day: date | None = None
    due: date | None = None
    precision: str = ""
    status: Meaning | None = None
    confident: bool = True
    note: str = ""
    also: tuple["DeadlineReading", ...] = ()
    news: str = ""
    what: str = ""
    met_on: date | None = None
    year_missing: bool = False
    put_aside: bool = False
