"""The shapes in which days, months and seasons are written."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from .shapes import (
    DAY,
    GAP,
    MONTH,
    PART,
    TIME,
    WEEKDAY,
    YEAR,
    YEAR4,
    Named,
    kept_in,
    said_paired,
    said_part,
    said_year,
)
from .vocabulary import MONTHS, SEASONS, WEEKDAYS, any_of

FORMS = []
form = kept_in(FORMS)

# A number after one of these is not a day: "Phase 1 March 2025".
NUMBERED = re.compile(
    r"\b(?:phase|stage|part|step|tranche|strand|priority|action|tier|level|option|no\.?)\s$"
)


# Days -----------------------------------------------------------------------------------------------------------


@form(
    rf"{WEEKDAY}(?<![0-9])(?P<year>{YEAR4})(?P<s>[-/.])(?P<month>[0-9]{{1,2}})(?P=s)(?P<day>[0-9]{{1,2}}){TIME}(?![0-9])"
)
@form(
    rf"{WEEKDAY}(?<![0-9])(?<![0-9][./])(?P<day>[0-9]{{1,2}})\s?(?P<s>[-/.])\s?(?P<month>[0-9]{{1,2}})\s?(?P=s)\s?"
    rf"(?P<year>{YEAR4}|[0-9]{{2}}){TIME}(?![0-9]|(?P=s)[0-9])"
)
def numbers_only(match, as_of):
    """2025-03-31, 31/3/25, 31.3.2025: the day first unless the year is."""
    return _day(match, as_of, int(match["month"]))


@form(
    rf"{WEEKDAY}(?<![0-9./:])(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s{{0,2}}(?:-|/|to|&|and)\s{{0,2}}{WEEKDAY}"
    rf"(?P<last>[0-9]{{1,2}})(?:st|nd|rd|th)?\s{{0,2}}(?:of )?{MONTH}(?:{GAP}{YEAR})?"
)
def days_of_a_month(match, as_of):
    """1-5 May 2008."""
    named = _day(match, as_of, MONTHS[match["month"]])
    return replace(named, weekday=None, last_day=int(match["last"]))


@form(rf"{WEEKDAY}{DAY}(?:\s{{0,3}}|[/-])(?:of )?{MONTH}(?:{GAP}{YEAR})?{TIME}")
@form(rf"{WEEKDAY}(?<![a-z]){MONTH}\s{{1,2}}{DAY}(?:,\s{{0,2}}|\s{{1,2}})(?P<year>{YEAR4})(?![0-9])")
@form(
    rf"{WEEKDAY}(?<![a-z]){MONTH}\s{{1,2}}(?:the )?"
    r"(?P<day>[0-9]{1,2}(?=\s?(?:st|nd|rd|th)(?![a-z]))|[1-9](?![0-9/.:-]))(?:\s?(?:st|nd|rd|th))?"
)
def day_and_month(match, as_of):
    """31st March 2025, 31 March, Friday 4 April 2008, March 31, 2008, March 31st."""
    if NUMBERED.search(match.string[max(0, match.start() - 12) : match.start()]):
        return None
    return _day(match, as_of, MONTHS[match["month"]])


@form(
    r"(?:(?<=by )|(?<=on )|(?<=before )|(?<=until )|(?<=due )|^\s{0,5})(?P<day>[0-9]{1,2})/"
    r"(?P<month>[0-9]{1,2})(?=\s{0,5}(?:$|[.;,)]))"
)
def day_and_month_in_numbers(match, as_of):
    """By 31/3; but 07/08 is a pair of years or a month, and read there."""
    if int(match["month"]) > 12 or re.fullmatch("0[0-9]", match["month"]):
        return None
    return _day(match, as_of, int(match["month"]))


@form(rf"(?<![a-z])(?P<weekday>{any_of(name for name in WEEKDAYS if len(name) > 5)})(?![a-z])")
def weekday_alone(match, as_of):
    return Named(0, 0, "weekday", weekday=WEEKDAYS[match["weekday"]])


@form(rf"(?<![a-z])(?P<what>today|tomorrow|(?:easter|christmas(?: eve| day)?)(?:\s{YEAR})?)(?![a-z])")
def day_by_name(match, as_of):
    if match["what"].startswith("christmas"):
        return Named(0, 0, "day", said_year(match, as_of), 12, 24 if "eve" in match["what"] else 25)
    if match["what"].startswith("easter"):
        return Named(
            0, 0, "easter", said_year(match, as_of), doubts=(_("Easter was read as Easter Sunday."),)
        )
    return Named(0, 0, "relative", what=match["what"])


# Months and seasons ---------------------------------------------------------------------------------------------


@form(rf"{PART}(?<![a-z]){MONTH}(?:(?:{GAP}|\s?of\s|\sin\s){YEAR})?")
def month(match, as_of):
    """April 08, Mar08, Sept. 2008, end of April, March 2008/09."""
    if match["month"] == "may" and match.string.strip(" .") != "may" and not _may_is_a_month(match):
        return None
    named = Named(
        0,
        0,
        "month",
        said_year(match, as_of),
        MONTHS[match["month"]],
        part=said_part(match),
        paired=said_paired(match),
    )
    return _or_is_it_a_day(named, match, as_of)


@form(rf"(?<![0-9/.-])(?P<month>[0-9]{{1,2}})[/.-](?P<year>{YEAR4})(?![0-9]|[-/.][0-9])")
def month_in_numbers(match, as_of):
    """03/2025."""
    return Named(0, 0, "month", int(match["year"]), int(match["month"]))


@form(rf"{PART}(?<![a-z])(?P<season>{any_of(SEASONS)})(?![a-z])(?P<term>\sterm)?(?:(?:{GAP}|\sof\s){YEAR})?")
def season(match, as_of):
    """Spring 09, by autumn 2022, Winter 2008/09."""
    doubts = (_("A school term was read as the season of that name."),) if match["term"] else ()
    return Named(
        0,
        0,
        "season",
        said_year(match, as_of),
        SEASONS[match["season"]],
        part=said_part(match),
        paired=said_paired(match),
        doubts=doubts,
    )


def _day(match, as_of, month):
    named = Named(0, 0, "day", said_year(match, as_of), month, int(match["day"]), paired=said_paired(match))
    weekday = re.match(rf"({any_of(WEEKDAYS)})(?![a-z])", match[0])
    return replace(named, weekday=WEEKDAYS[weekday[1]]) if weekday else named


def _or_is_it_a_day(named, match, as_of):
    """April 08 is a month; but March 31 is more likely a day, and March 25 seventeen years ahead may be one."""
    digits = match.groupdict().get("year") or ""
    if len(digits) != 2 or not 1 <= int(digits) <= 31:
        return named
    ahead = named.year - as_of.year
    if -5 <= ahead <= 3 or digits.startswith("0"):
        return named
    if -15 <= ahead <= 15:
        doubt = _("“{words}” was read as a month and a year; it may be a day.")
        return replace(named, doubts=(doubt.format(words=match[0].strip()),))
    return Named(
        0,
        0,
        "day",
        None,
        named.number,
        int(digits),
        doubts=(_("“{words}” was read as a day.").format(words=match[0].strip()),),
    )


def _may_is_a_month(match):
    if match.groupdict().get("year") or match.groupdict().get("pair") or match.groupdict().get("part"):
        return True
    before = match.string[max(0, match.start() - 12) : match.start()]
    after = match.string[match.end() : match.end() + 3]
    led_up_to = re.search(
        r"(?:^|[-/(,;]|\b(?:by|in|of|until|till|to|for|every|each|from|and|before|during))\s{0,2}$", before
    )
    return bool(led_up_to and (before.strip() or re.match(r"\s?[-/,.;)&]|$", after)))
