"""Stretches of days: what a day, month, season, quarter or year names, and parts of them. Only arithmetic."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from .vocabulary import MONTH_NAMES


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`, both included; `precision` says what kind of stretch was named."""

    first: date
    last: date
    precision: str


def a_day(day):
    return Period(day, day, "day")


def a_week(first):
    return Period(first, first + timedelta(days=6), "week")


def a_month(year, month):
    return months(year, month, 1, "month")


def months(year, month, count, precision):
    """`count` whole months from the first of `month`; `month` may run past December."""
    first = _first_of(year, month)
    return Period(first, _first_of(year, month + count) - timedelta(days=1), precision)


def a_quarter(year, number, starts):
    """The `number`th quarter (1 to 4) of the year that begins in month `starts` of `year`."""
    return months(year, starts + 3 * (number - 1), 3, "quarter")


def a_half(year, number, starts):
    return months(year, starts + 6 * (number - 1), 6, "half year")


def a_year(year, starts=1):
    return months(year, starts, 12, "year" if starts == 1 else "financial year")


def year_holding(day, starts):
    """The year in which the twelve months that hold `day` begin, when years begin in month `starts`."""
    return day.year if day.month >= starts else day.year - 1


def month_of_year(year, month, starts):
    """The month as it falls in the twelve months that begin in month `starts` of `year`."""
    return a_month(year if month >= starts else year + 1, month)


def part_of(period, part):
    """The early, mid or late third of a period, or its end, which is its last day."""
    if part == "end":
        return a_day(period.last)
    third = ("early", "mid", "late").index(part)
    if period.precision == "month":
        return _third_of_days(period, third, ((1, 10), (11, 20), (21, 31)))
    if period.precision in ("day", "week"):
        return period
    count = _whole_months(period) // 3
    return months(
        period.first.year, period.first.month + third * count, count, f"part of a {period.precision}"
    )


def after(day, number, unit):
    """The day `number` days, weeks, months or years after `day`; the 31st becomes the last day of a short month."""
    if unit in ("day", "week"):
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    month = _first_of(day.year, day.month + number * (12 if unit == "year" else 1))
    return month.replace(day=min(day.day, calendar.monthrange(month.year, month.month)[1]))


def easter(year):
    """Easter Sunday of the western churches, by the anonymous Gregorian rule (Nature, 20 April 1876)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def day_in_words(day):
    return _("{day} {month} {year}").format(day=day.day, month=month_in_words(day.month), year=day.year)


def month_in_words(number):
    """ "October" for 10; Django translates the names of months, and of weekdays."""
    return _(MONTH_NAMES[number - 1])


def period_in_words(period):
    """ "October 2008", "1 September to 30 November 2008": the shortest plain name of the days."""
    first, last = period.first, period.last
    if first == last:
        return day_in_words(first)
    if period.precision == "month":
        return _("{month} {year}").format(month=month_in_words(first.month), year=first.year)
    begins = day_in_words(first)
    if first.year == last.year:
        begins = _("{day} {month}").format(day=first.day, month=month_in_words(first.month))
    return _("{first} to {last}").format(first=begins, last=day_in_words(last))


def _first_of(year, month):
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def _third_of_days(period, third, bounds):
    first, last = bounds[third]
    last = min(last, period.last.day)
    return Period(period.first.replace(day=first), period.last.replace(day=last), "part of a month")


def _whole_months(period):
    return (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
