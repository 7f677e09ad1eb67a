"""From a date as said to the days it means, for one plan: the day it stands on and how it counts years and quarters.

A missing year is the next to come, and asked about. An impossible date has no days: never a nearby one.
"""

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from django.utils.translation import gettext as _

from . import periods
from .periods import Period
from .vocabulary import WEEKDAY_NAMES


@dataclass(frozen=True)
class Calendar:
    """The day a plan stands on, the month its year starts in (1 to 12), and what a bare "Q3 2024" counts from."""

    as_of: date
    year_starts: int = 4
    quarters: str = "financial"


@dataclass(frozen=True)
class Days:
    """What a date was worked out to mean; `period` is None for a date that is not in the calendar."""

    start: int
    end: int
    period: Period | None
    doubts: tuple[str, ...] = ()
    named: object = None
    year_missing: bool = False


class NoYear(str):
    """The doubt about a year that was not written; a yearly time needs none."""

    __slots__ = ()


def days_of(named, calendar):
    """The days a Named date means; its doubts say what had to be taken for granted."""
    if named.unit in BY_ITSELF:
        return _settled(named, _tried(BY_ITSELF[named.unit], named, calendar))
    if named.year is not None:
        days = _settled(named, _tried(_in_year, named, calendar, named.year))
        return _with_doubts(days, _doubts(named, days.period, calendar))
    return _next_to_come(named, calendar)


def last_before(named, calendar):
    """The latest period of that name that had begun by the plan's day, for words that tell of the past."""
    years = range(calendar.as_of.year, calendar.as_of.year - 3, -1)
    tries = (_tried(_in_year, named, calendar, year) for year in years)
    return next((period for period in tries if period and period.first <= calendar.as_of), None)


def _next_to_come(named, calendar):
    years = range(calendar.as_of.year - 1, calendar.as_of.year + 2)
    found = [period for year in years if (period := _tried(_in_year, named, calendar, year))]
    if named.weekday is not None:
        found = [one for one in found if one.first.weekday() == named.weekday] or found
    period = next((one for one in found if one.last >= calendar.as_of or named.weekday is not None), None)
    if period is None:
        return replace(_settled(named, None), doubts=(_none_to_come(named, found),))
    note = NoYear(_("No year is given: read as {period}.").format(period=periods.period_in_words(period)))
    days = replace(_settled(named, period), year_missing=True)
    return _with_doubts(days, (note, *_doubts(replace(named, year=period.first.year), period, calendar)))


def _none_to_come(named, found):
    if not found or named.unit != "day":
        return _impossible(named)
    said = _("There is no {day} {month} in the year to come.")
    if named.last_day:
        said = _("No such days: {day} to {last_day} {month} in the year to come.")
    return said.format(day=named.day, last_day=named.last_day, month=periods.month_in_words(named.number))


def _tried(work_out, *details):
    """The period, or None where the calendar holds no such days."""
    try:
        return work_out(*details)
    except (ValueError, OverflowError):
        return None


def _settled(named, period):
    if period is None:
        return Days(named.start, named.end, None, (_impossible(named),), named)
    return Days(named.start, named.end, period, named.doubts, named)


def _with_doubts(days, doubts):
    return replace(days, doubts=tuple(dict.fromkeys(days.doubts + doubts))) if days.period else days


def _in_year(named, calendar, year):
    period = WITHIN_A_YEAR[named.unit](named, calendar, year)
    return periods.part_of(period, named.part) if named.part else period


def _day(named, calendar, year):
    if named.paired:
        year = periods.month_of_year(year, named.number, calendar.year_starts).first.year
    first = date(year, named.number, named.day)
    if named.last_day:
        last = date(year, named.number, named.last_day)
        if last < first:
            raise ValueError("the days run backwards")
        return Period(first, last, "span")
    return periods.a_day(first)


def _month(named, calendar, year):
    if not 1 <= named.number <= 12:
        raise ValueError("no such month")
    if named.paired:
        return periods.month_of_year(year, named.number, calendar.year_starts)
    return periods.a_month(year, named.number)


def _season(named, calendar, year):
    if named.paired and named.number < min(calendar.year_starts, 6):
        year += 1
    return periods.months(year, named.number, 3, "season")


def _quarter(named, calendar, year):
    return periods.a_quarter(year, named.number, _quarters_start(named, calendar))


def _half(named, calendar, year):
    return periods.a_half(year, named.number, _quarters_start(named, calendar))


def _year(named, calendar, year):
    if named.starts:
        return periods.months(year, named.starts, 12, "year")
    return periods.a_year(year, calendar.year_starts if named.paired else 1)


def _quarters_start(named, calendar):
    return calendar.year_starts if named.paired or calendar.quarters == "financial" else 1


def _years(named, calendar):
    return Period(date(named.year, 1, 1), date(named.number, 12, 31), "years")


def _weekday(named, calendar):
    return periods.a_day(calendar.as_of + timedelta(days=(named.weekday - calendar.as_of.weekday()) % 7))


def _length(named, calendar):
    """So many weeks or months from the plan's day; of "12 to 18 months" from the twelfth."""
    first = periods.after(calendar.as_of, named.day, named.what)
    return Period(first, periods.after(calendar.as_of, named.number, named.what), "length of time")


def _relative(named, calendar):
    """This month, next financial year, year end: counted from the plan's day."""
    if named.what in ("today", "tomorrow"):
        return periods.a_day(calendar.as_of + timedelta(days=named.what == "tomorrow"))
    which, _space, unit = named.what.partition(" ")
    period = _current(unit, calendar.as_of, calendar, named.year)
    if which == "next":
        period = _current(unit, period.last + timedelta(days=1), calendar, None)
    return periods.part_of(period, named.part) if named.part else period


def _current(unit, day, calendar, year):
    if unit == "week":
        return periods.a_week(day - timedelta(days=day.weekday()))
    if unit == "month":
        return periods.a_month(day.year, day.month)
    starts = 1 if unit == "calendar year" else calendar.year_starts
    begins = periods.year_holding(date(year, 1, 1) if year else day, starts)
    if unit == "quarter":
        return periods.a_quarter(begins, ((day.month - starts) % 12) // 3 + 1, starts)
    return periods.a_year(begins, starts)


def _easter(named, calendar, year):
    return periods.a_day(periods.easter(year))


WITHIN_A_YEAR = {
    "easter": _easter,
    "day": _day,
    "month": _month,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "year": _year,
}
BY_ITSELF = {"years": _years, "weekday": _weekday, "length": _length, "relative": _relative}


# Doubts ---------------------------------------------------------------------------------------------------------


def doubts_of(days, words, calendar):
    """The doubts that need the words as written: days counted from the plan's own day."""
    if days.period is None or days.named.unit not in ("weekday", "length", "relative"):
        return days
    said = words[days.start : days.end].strip(" (")
    read = periods.period_in_words(days.period)
    counted = _("“{words}” was read as {period}, counted from {date}.")
    counted = counted.format(words=said, period=read, date=periods.day_in_words(calendar.as_of))
    return _with_doubts(days, (counted,))


def _doubts(named, period, calendar):
    """What another reader could dispute about a date whose year was said."""
    if period is None:
        return ()
    found = []
    if named.weekday is not None and period.first.weekday() != named.weekday:
        found.append(_other_weekday(named, period.first))
    if named.unit == "season" and named.number == 12 and not named.paired:
        said = _("A winter runs into the next year: read as the one that begins in December {year}.")
        found.append(said.format(year=named.year))
    if named.unit == "season" and named.number < 12 and named.paired:
        found.append(_("Read as {period}.").format(period=periods.period_in_words(period)))
    if named.unit in ("quarter", "half") and not named.paired and calendar.year_starts != 1:
        found.append(_which_quarters(calendar))
    if named.paired and calendar.year_starts == 1:
        found.append(_("The plan's year starts in January: a year written as two was read as the first."))
    return tuple(found)


def _other_weekday(named, day):
    is_a, was_said = _(WEEKDAY_NAMES[day.weekday()]), _(WEEKDAY_NAMES[named.weekday])
    said = _("{date} is a {weekday}, not a {other_weekday}.")
    return said.format(date=periods.day_in_words(day), weekday=is_a, other_weekday=was_said)


def _which_quarters(calendar):
    if calendar.quarters != "financial":
        return _("Counted from January; financial quarters may be meant.")
    month = periods.month_in_words(calendar.year_starts)
    return _("Counted from {month}; calendar quarters may be meant.").format(month=month)


def _impossible(named):
    if named.unit == "day" and 1 <= named.number <= 12:
        said = _("There is no {day} {month}.")
        if named.last_day:
            said = _("No such days: {day} to {last_day} {month}.")
        elif named.year and named.number == 2 and named.day == 29:
            said = _("There is no {day} {month} {year}.")
        month = periods.month_in_words(named.number)
        return said.format(day=named.day, last_day=named.last_day, month=month, year=named.year)
    if named.unit in ("day", "month"):
        return _("There is no month {number}.").format(number=named.number)
    return _("This date lies outside the calendar ({first} to {last}).").format(first=MINYEAR, last=MAXYEAR)


# Two dates that are one -----------------------------------------------------------------------------------------

BETWEEN = re.compile(
    r"\s{0,3}(?:-{1,2}|/|to|until|till|through|or|and|&|,)\s{0,3}(?:end of |the end of |the )?"
)
IN_BRACKETS = re.compile(r"\s{0,3}\(\s?")
ONE_STRETCH = re.compile(r"\s*(?:-{1,2}|/|to|until|till|through|or)\b|\s*[-/]")


def with_years_borrowed(dates, text):
    """The dates with a year said once given to its neighbours.

    "March and June 2008", "July 2021 - March", "Summer 2025 (July)".
    """
    dates = list(dates)
    for place in range(len(dates) - 2, -1, -1):
        this, following = dates[place], dates[place + 1]
        if this.year is None and following.year and BETWEEN.fullmatch(_between(this, following, text)):
            dates[place] = _borrow(this, following)
    for place in range(len(dates) - 1):
        this, following = dates[place], dates[place + 1]
        if following.year is None and this.year:
            dates[place + 1] = _lend(this, following, _between(this, following, text))
    return dates


def _between(this, following, text):
    return text[this.end : following.start][:24]


def _stretches(between):
    return bool(BETWEEN.fullmatch(between) and ONE_STRETCH.match(between))


def _lend(this, following, between):
    if following.unit not in WITHIN_A_YEAR:
        return following
    if IN_BRACKETS.fullmatch(between):
        return replace(following, year=this.year, paired=this.paired)
    if not _stretches(between):
        return following
    later = _place_in_year(following) < _place_in_year(this) and not this.paired
    doubts = (
        (_("The second date has no year of its own: it was read as the next after the first."),)
        if later
        else ()
    )
    return replace(following, year=this.year + later, paired=this.paired, doubts=following.doubts + doubts)


def _borrow(this, following):
    if this.unit not in WITHIN_A_YEAR:
        return this
    wraps = _place_in_year(this) > _place_in_year(following) and not following.paired
    doubt = (_("The year is given once: read as running over the turn of the year."),) if wraps else ()
    year = following.year - 1 if wraps else following.year
    return replace(this, year=year, paired=following.paired, doubts=this.doubts + doubt)


def _place_in_year(named):
    return named.number * (3 if named.unit == "quarter" else 1)


def joined(dates, text, no_longer):
    """Two dates with a dash or "to" between them are one stretch, unless the first is one that no longer counts."""
    done = []
    for days in dates:
        if done and _repeats(done[-1], days, text):
            done[-1] = replace(days, start=done[-1].start, doubts=done[-1].doubts + days.doubts)
        elif done and _are_one(done[-1], days, text) and not no_longer(done[-1].start):
            done[-1] = _stretch(done[-1], days, text)
        else:
            done.append(days)
    return done


def _repeats(this, following, text):
    """Whether a date in brackets says the one before it again, or more exactly: "Q4 2024/25 (Jan-Mar 2025)"."""
    between = text[this.end : following.start][:8]
    if this.period is None or following.period is None or not IN_BRACKETS.fullmatch(between):
        return False
    return this.period.first <= following.period.first and following.period.last <= this.period.last


def _are_one(this, following, text):
    between = text[this.end : following.start]
    if this.period is None or following.period is None or len(between) > 20:
        return False
    both = "between" in text[max(0, this.start - 9) : this.start] and between.strip() in ("and", "&")
    return bool(both or _stretches(between)) and this.period.first <= following.period.last


def _stretch(this, following, text):
    doubts = this.doubts + following.doubts
    if text[this.end : following.start].strip() == "or":
        doubts += (_("Two dates are given, one or the other: read to the end of the later."),)
    period = Period(this.period.first, max(this.period.last, following.period.last), "span")
    missing = this.year_missing or following.year_missing
    return Days(this.start, following.end, period, tuple(dict.fromkeys(doubts)), following.named, missing)
