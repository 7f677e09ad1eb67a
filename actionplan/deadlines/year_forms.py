"""The shapes in which quarters, years and times counted from the plan's own day are written."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .periods import month_in_words
from .shapes import (
    GAP,
    PAIR,
    PART,
    SPACED_PAIR,
    YEAR,
    YEAR4,
    Named,
    kept_in,
    said_full_year,
    said_number,
    said_pair,
    said_paired,
    said_part,
    said_year,
)
from .vocabulary import NUMBERS, ORDINALS, OTHER_YEARS, PARTS, any_of

FORMS = []
form = kept_in(FORMS)
OTHER_BEGINS = {
    "academic": gettext_lazy("The academic year was taken to begin in {month}."),
    "school": gettext_lazy("The school year was taken to begin in {month}."),
    "municipal": gettext_lazy("The municipal year was taken to begin in {month}."),
    "civic": gettext_lazy("The civic year was taken to begin in {month}."),
}
YEARS_ALONE = gettext_lazy("Years alone: read as whole calendar years, but financial years may be meant.")


# Quarters, halves and years -------------------------------------------------------------------------------------


@form(
    rf"{PART}(?<![a-z])(?:q\.?\s?|qtr\.?\s?|quarter\s)(?P<number>[1-4])(?![0-9])(?:(?:{GAP}|\sof\s|\sin\s)(?:fy\s?)?{YEAR})?"
)
@form(
    rf"{PART}(?<![a-z0-9])(?P<number>{any_of(ORDINALS)})\s(?:quarter|qtr)(?:(?:{GAP}|\sof\s|\sin\s)(?:fy\s?)?{YEAR})?"
)
@form(rf"(?:fy\s?)?(?<![0-9]){YEAR}[\s,:-]{{0,3}}(?:q\.?\s?|qtr\.?\s?|quarter\s)(?P<number>[1-4])(?![0-9])")
def quarter(match, as_of):
    """Q3 2024/25, end Q3, second quarter of 2008/09, 2024/25 Q2."""
    return _share_of_a_year(match, as_of, "quarter")


@form(rf"{PART}(?<![a-z])h(?P<number>[12])(?![0-9])(?:{GAP}(?:fy\s?)?{YEAR})?")
@form(rf"{PART}(?<![a-z0-9])(?P<number>first|1st|second|2nd) half of\s(?:the year\s)?{YEAR}")
def half(match, as_of):
    return _share_of_a_year(match, as_of, "half")


@form(
    rf"{PART}(?<![a-z])(?P<kind>fy|f/y|(?:financial|fiscal|{any_of(OTHER_YEARS)}) year(?: ending| end)?)(?![a-z])"
    rf"[\s:-]{{0,3}}(?:{PAIR}|(?P<year>{YEAR4}|[0-9]{{2}})(?![0-9/]))"
)
def named_year(match, as_of):
    """FY24/25, financial year 2023-24, academic year 2024/25, FY25."""
    kind = match["kind"].split()[0]
    year = said_year(match, as_of)
    if year is None:
        return None
    part = "end" if match["kind"].endswith(" end") else said_part(match)
    if kind in OTHER_YEARS:
        begins = month_in_words(OTHER_YEARS[kind])
        doubt = OTHER_BEGINS[kind].format(month=begins) if kind in OTHER_BEGINS else ""
        return Named(
            0,
            0,
            "year",
            year,
            part=part,
            starts=OTHER_YEARS[kind],
            doubts=(doubt,) if doubt else (),
        )
    if match["pair"]:
        return Named(0, 0, "year", year, part=part, paired=True)
    return Named(
        0, 0, "year", year - 1, part=part, paired=True,
        doubts=(_("One year stands for a financial year: read as the one that ends in {year}.").format(year=year),),
    )  # fmt: skip


@form(rf"{PART}(?<![0-9a-z./]){SPACED_PAIR}")
@form(
    rf"(?<![a-z])(?P<part>)(?:(?:financial )?year[ -]?end|end of (?:the )?(?:financial )?year)[ ,]{{1,2}}{PAIR}"
)
def paired_year(match, as_of):
    """2023/24, year end 2023/24, and 2024-26, which is a run of years."""
    first, last = said_pair(match, as_of)
    if match["part"] == "" and last == first + 1:
        return Named(0, 0, "year", first, part="end", paired=True)
    short = len(match["pair"]) == 5
    if last == first + 1:
        return Named(
            0, 0, "year", first, part=said_part(match), paired=True, doubts=_pair_doubts(match, first, short)
        )
    if short:
        return _month_and_short_year(match, as_of)
    if last > first:
        return Named(
            0,
            0,
            "years",
            first,
            last,
            doubts=(str(YEARS_ALONE),),
        )
    month = int(match["pair"][-2:])
    if "-" in match["pair"] and 1 <= month <= 12 and len(match["pair"]) == 7:
        return Named(0, 0, "month", first, month)
    return None


@form(rf"(?<![0-9a-z./-])(?P<first>{YEAR4})\s?(?:to|until)\s(?P<last>{YEAR4})(?![0-9/-])")
def run_of_years(match, as_of):
    """2024 to 2026."""
    first, last = int(match["first"]), int(match["last"])
    if last < first:
        return None
    return Named(0, 0, "years", first, last, doubts=(str(YEARS_ALONE),))


@form(
    rf"{PART}(?:(?:calendar )?year )?(?<![0-9a-z./£$])(?<![0-9]-)(?P<year>{YEAR4})(?![0-9a-z%]|[-/.:,][0-9])"
)
@form(
    rf"(?<![a-z])(?P<part>{any_of(PARTS)})[ -]{{1,2}}(?:of )?(?P<year>'?[0-9]{{2}})(?![0-9a-z%]|[-/.:][0-9])"
)
def year_alone(match, as_of):
    """2035, early 2027, mid-2026, Early 07."""
    return Named(0, 0, "year", said_year(match, as_of), part=said_part(match), starts=1)


# Times counted from the day the plan stands on -------------------------------------------------------------------


@form(
    r"(?P<end>(?<![a-z])end (?:of )?)?(?<![a-z])(?P<which>this|next|the|current|the current|the next)\s"
    r"(?P<unit>week|month|quarter|calendar year|(?:financial |fiscal |municipal )?year)(?![a-z])(?P<tail>[ -]end)?"
)
@form(
    r"(?P<which>)(?P<unit>(?<![a-z])(?:financial |fiscal )?year)(?P<tail>[ -]?end)(?![a-z])"
    r"(?:\s(?P<year>(?:19|20)[0-9]{2}))?"
)
@form(r"(?P<which>)(?P<end>(?<![a-z])end (?:of )?)(?P<unit>(?:financial |fiscal )?year)(?![a-z])(?P<tail>)")
def year_end_and_such(match, as_of):
    """Year end, end of the financial year, next month, this year."""
    groups = match.groupdict()
    end = bool(groups.get("end") or groups.get("tail"))
    if match["which"] == "the" and not end:
        return None
    which = "next" if "next" in match["which"] else "this"
    year = int(groups["year"]) if groups.get("year") else None
    return Named(0, 0, "relative", year, what=f"{which} {match['unit']}", part="end" if end else "")


@form(
    rf"(?:(?<![a-z])(?P<within>within|in|over|during)(?: the)?(?: next)?\s|^\s{{0,5}}|(?<=next )|\()"
    rf"(?P<number>[0-9]{{1,2}}|{any_of(NUMBERS)})"
    rf"(?:\s?(?:-|to|or)\s?(?P<last>[0-9]{{1,2}}|{any_of(NUMBERS)}))?[ -]?(?P<unit>day|week|month|year)s?(?![a-z])"
    r"(?:')?(?:\stime)?(?!\s{0,3}(?:of|after|from|following|post|prior|before|notice|old)\b)"
)
def length_of_time(match, as_of):
    """Within six months, 12-18 months, in two weeks' time: counted from the day the plan stands on."""
    if not match["within"] and re.match(r"\s{0,3}[a-z]", match.string[match.end() : match.end() + 4]):
        return None
    number = said_number(match["last"] or match["number"])
    least = said_number(match["number"]) if match["last"] else 0
    return Named(0, 0, "length", number=number, day=least, what=match["unit"])


def _share_of_a_year(match, as_of, unit):
    number = ORDINALS.get(match["number"]) or int(match["number"])
    return Named(
        0, 0, unit, said_year(match, as_of), number, part=said_part(match), paired=said_paired(match)
    )


def _pair_doubts(match, first, short):
    pair = match["pair"]
    if short and first % 100 < 12:
        doubt = _("“{years}” was read as a financial year; it may be a month and a year.")
        return (doubt.format(years=pair),)
    if len(pair.replace(" ", "")) == 9 and "-" in pair:
        doubt = _("“{years}” was read as one financial year; it may be two whole years.")
        return (doubt.format(years=pair),)
    return ()


def _month_and_short_year(match, as_of):
    """01/26 is January 2026; 31/03 is a day, and read as one elsewhere or not at all."""
    month, year = (int(digits) for digits in match["pair"].split("/"))
    if not 1 <= month <= 12:
        return Named(0, 0, "day", None, year, month) if 1 <= year <= 12 else None
    doubt = _("“{words}” was read as a month and a year; it may be a day and a month.")
    doubts = (doubt.format(words=match["pair"]),)
    return Named(0, 0, "month", said_full_year(f"{year:02}", as_of), month, doubts=doubts)
