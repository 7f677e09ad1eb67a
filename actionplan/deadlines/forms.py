"""The shapes a date is written in: each is one pattern and the few lines that say what it names.

A form finds its dates in tidied words (vocabulary.tidied) and answers with `Named` dates: what was said, nothing
worked out. calendars.py turns a Named date into days. Every pattern is bounded, so time grows with length only.
"""

import re
from dataclasses import dataclass, replace

from .vocabulary import (
    MONTHS,
    NUMBERS,
    ORDINALS,
    OTHER_YEARS,
    PARTS,
    SEASONS,
    WEEKDAYS,
    any_of,
)


@dataclass(frozen=True)
class Named:
    """A date as said, at words[start:end]. A year of None was not said; `paired` means it was "2024/25".

    `unit` is day, month, season, quarter, half, year, week, weekday, span or relative; `number` the month, the month a
    season begins in, the quarter or half; `part` early, mid, late or end; `doubts` what another reader could dispute.
    """

    start: int
    end: int
    unit: str
    year: int | None = None
    number: int = 0
    day: int = 0
    last_day: int = 0
    part: str = ""
    paired: bool = False
    starts: int = 0
    weekday: int | None = None
    what: str = ""
    doubts: tuple[str, ...] = ()


FORMS = []

# A number after one of these is not a day: "Phase 1 March 2025".
NUMBERED = re.compile(
    r"\b(?:phase|stage|part|step|tranche|strand|priority|action|tier|level|option|no\.?)\s$"
)

MONTH = rf"(?P<month>{any_of(MONTHS)})(?![a-z])\.?"
YEAR4 = r"(?:19|20)[0-9]{2}"
NOT_A_DAY = rf"(?![0-9]|[-/][0-9]|\s?(?:(?:st|nd|rd|th)\b|(?:{any_of(MONTHS)})(?![a-z])))"
PAIR = rf"(?P<pair>{YEAR4}[-/](?:{YEAR4}|[0-9]{{2}})|(?<![0-9])[0-9]{{2}}/[0-9]{{2}}){NOT_A_DAY}"
SPACED_PAIR = PAIR.replace("[-/]", r"\s?[-/]\s?", 1)
YEAR = rf"(?:{PAIR}|(?P<year>{YEAR4}|'?[0-9]{{2}})(?![0-9]|st|nd|rd|th|/[0-9]|:[0-9]))"
PART = (
    rf"(?:(?<![a-z])(?P<part>{any_of(PARTS)})(?![a-z])[ -]{{0,3}}(?:to[ -]late )?(?:(?:of|in) )?(?:the )?"
    r"(?:month of )?)?"
)
WEEKDAY = rf"(?:(?<![a-z])(?:{any_of(WEEKDAYS)})(?![a-z])\.?,?\s{{0,3}}(?:the )?)?"
DAY = r"(?<![0-9./:])(?P<day>[0-9]{1,2})(?:\s?(?:st|nd|rd|th)(?![a-z]))?"
TIME = r"(?:[t ,]{1,3}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]{1,6})?z?)?"
GAP = r"[\s,.'/-]{0,4}"


def form(pattern):
    """Keep the function as the reading of a pattern; of two forms of the same words the one kept first wins."""

    def keep(read):
        FORMS.append((re.compile(pattern), read))
        return read

    return keep


def named_dates(text, as_of):
    """Every date said in the text, in order, none overlapping: the first to begin wins, then the longest."""
    found = []
    for pattern, read in FORMS:
        for match in pattern.finditer(text):
            named = read(match, as_of)
            if named:
                doubts = named.doubts + _odd_pair(match, as_of, named)
                found.append(replace(named, start=match.start(), end=match.end(), doubts=doubts))
    dates, reached = [], 0
    for named in sorted(found, key=lambda one: (one.start, -one.end)):
        if named.start >= reached:
            dates.append(named)
            reached = named.end
    return dates


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


@form(
    r"(?<![a-z])(?P<what>today|tomorrow|christmas(?: eve| day)?)(?![a-z])(?:\s(?P<year>(?:19|20)[0-9]{2}))?"
)
def day_by_name(match, as_of):
    if match["what"].startswith("christmas"):
        return Named(0, 0, "day", _year(match, as_of), 12, 24 if "eve" in match["what"] else 25)
    return Named(0, 0, "relative", what=match["what"])


# Months and seasons ---------------------------------------------------------------------------------------------


@form(rf"{PART}(?<![a-z]){MONTH}(?:(?:{GAP}|\s?of\s|\sin\s){YEAR})?")
def month(match, as_of):
    """April 08, Mar08, Sept. 2008, end of April, March 2008/09."""
    if match["month"] == "may" and match.string.strip(" .") != "may" and not _may_is_a_month(match):
        return None
    named = Named(
        0, 0, "month", _year(match, as_of), MONTHS[match["month"]], part=_part(match), paired=_paired(match)
    )
    return _or_is_it_a_day(named, match, as_of)


@form(rf"(?<![0-9/.-])(?P<month>[0-9]{{1,2}})[/.-](?P<year>{YEAR4})(?![0-9]|[-/.][0-9])")
def month_in_numbers(match, as_of):
    """03/2025."""
    return Named(0, 0, "month", int(match["year"]), int(match["month"]))


@form(rf"{PART}(?<![a-z])(?P<season>{any_of(SEASONS)})(?![a-z])(?P<term>\sterm)?(?:(?:{GAP}|\sof\s){YEAR})?")
def season(match, as_of):
    """Spring 09, by autumn 2022, Winter 2008/09."""
    doubts = ("A school term was read as the season of that name.",) if match["term"] else ()
    return Named(
        0,
        0,
        "season",
        _year(match, as_of),
        SEASONS[match["season"]],
        part=_part(match),
        paired=_paired(match),
        doubts=doubts,
    )


# Quarters, halves and years -------------------------------------------------------------------------------------


@form(
    rf"{PART}(?<![a-z])(?:q|qtr\.?\s?|quarter\s)(?P<number>[1-4])(?![0-9])(?:(?:{GAP}|\sof\s|\sin\s)(?:fy\s?)?{YEAR})?"
)
@form(
    rf"{PART}(?<![a-z0-9])(?P<number>{any_of(ORDINALS)})\s(?:quarter|qtr)(?:(?:{GAP}|\sof\s|\sin\s)(?:fy\s?)?{YEAR})?"
)
@form(rf"(?:fy\s?)?(?<![0-9]){YEAR}[\s,:-]{{0,3}}(?:q|qtr\.?\s?|quarter\s)(?P<number>[1-4])(?![0-9])")
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
    year = _year(match, as_of)
    if year is None:
        return None
    part = "end" if match["kind"].endswith(" end") else _part(match)
    if kind in OTHER_YEARS:
        doubt = f"The {kind} year was taken to begin in {'January' if kind == 'calendar' else 'September' if OTHER_YEARS[kind] == 9 else 'May'}."
        return Named(
            0,
            0,
            "year",
            year,
            part=part,
            starts=OTHER_YEARS[kind],
            doubts=() if kind == "calendar" else (doubt,),
        )
    if match["pair"]:
        return Named(0, 0, "year", year, part=part, paired=True)
    return Named(
        0, 0, "year", year - 1, part=part, paired=True,
        doubts=(f"One year stands for a financial year: read as the one that ends in {year}.",),
    )  # fmt: skip


@form(rf"{PART}(?<![0-9a-z./]){SPACED_PAIR}")
@form(
    rf"(?<![a-z])(?P<part>)(?:(?:financial )?year[ -]?end|end of (?:the )?(?:financial )?year)[ ,]{{1,2}}{PAIR}"
)
def paired_year(match, as_of):
    """2023/24, year end 2023/24, and 2024-26, which is a run of years."""
    first, last = _pair(match, as_of)
    if match["part"] == "" and last == first + 1:
        return Named(0, 0, "year", first, part="end", paired=True)
    short = len(match["pair"]) == 5
    if last == first + 1:
        return Named(
            0, 0, "year", first, part=_part(match), paired=True, doubts=_pair_doubts(match, first, short)
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
            doubts=("Years alone: read as whole calendar years, but financial years may be meant.",),
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
    doubt = "Years alone: read as whole calendar years, but financial years may be meant."
    return Named(0, 0, "years", first, last, doubts=(doubt,))


@form(
    rf"{PART}(?:(?:calendar )?year )?(?<![0-9a-z./£$])(?<![0-9]-)(?P<year>{YEAR4})(?![0-9a-z%]|[-/.:,][0-9])"
)
@form(
    rf"(?<![a-z])(?P<part>{any_of(PARTS)})[ -]{{1,2}}(?:of )?(?P<year>'?[0-9]{{2}})(?![0-9a-z%]|[-/.:][0-9])"
)
def year_alone(match, as_of):
    """2035, early 2027, mid-2026, Early 07."""
    return Named(0, 0, "year", _year(match, as_of), part=_part(match), starts=1)


# Times counted from the day the plan stands on -------------------------------------------------------------------


@form(
    r"(?P<end>(?<![a-z])end (?:of )?)?(?<![a-z])(?P<which>this|next|the|current|the current|the next)\s"
    r"(?P<unit>week|month|quarter|calendar year|(?:financial |fiscal |municipal )?year)(?![a-z])(?P<tail>[ -]end)?"
)
@form(
    r"(?P<which>)(?P<unit>(?<![a-z])(?:financial |fiscal )?year)(?P<tail>[ -]?end)(?![a-z])(?:\s(?P<year>(?:19|20)[0-9]{2}))?"
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
    rf"(?:(?<![a-z])(?P<within>within|in|over|during)(?: the)?(?: next)?\s|^\s{{0,5}}|(?<=next )|\()(?P<number>[0-9]{{1,2}}|{any_of(NUMBERS)})"
    rf"(?:\s?(?:-|to|or)\s?(?P<last>[0-9]{{1,2}}|{any_of(NUMBERS)}))?[ -]?(?P<unit>day|week|month|year)s?(?![a-z])"
    r"(?:')?(?:\stime)?(?!\s{0,3}(?:of|after|from|following|post|prior|before|notice|old)\b)"
)
def length_of_time(match, as_of):
    """Within six months, 12-18 months, in two weeks' time: counted from the day the plan stands on."""
    number = _number(match["last"] or match["number"])
    least = _number(match["number"]) if match["last"] else 0
    return Named(0, 0, "length", number=number, day=least, what=match["unit"])


# What the patterns' groups say ----------------------------------------------------------------------------------


def _day(match, as_of, month):
    named = Named(0, 0, "day", _year(match, as_of), month, int(match["day"]), paired=_paired(match))
    weekday = re.match(rf"({any_of(WEEKDAYS)})(?![a-z])", match[0])
    return replace(named, weekday=WEEKDAYS[weekday[1]]) if weekday else named


def _year(match, as_of):
    """The year said: two digits mean the year nearest to the plan's own; of a pair, the first."""
    groups = match.groupdict()
    if groups.get("pair"):
        return _pair(match, as_of)[0]
    return _full_year(groups["year"], as_of) if groups.get("year") else None


def _full_year(digits, as_of):
    number = int(digits.strip("'"))
    if len(digits.strip("'")) == 4:
        return number
    century = as_of.year - as_of.year % 100
    near = (century - 100 + number, century + number, century + 100 + number)
    return min(near, key=lambda year: abs(year - as_of.year))


def _pair(match, as_of):
    first, last = re.split(r"\s?[-/]\s?", match["pair"])
    start = _full_year(first, as_of)
    if len(last) == 4:
        return start, int(last)
    return start, start - start % 100 + int(last) + (100 if start % 100 == 99 and last == "00" else 0)


def _odd_pair(match, as_of, named):
    """What is odd about "March 2008/10": two years that do not follow each other, where one is meant."""
    if not named.paired or not _paired(match) or _pair(match, as_of)[1] == _pair(match, as_of)[0] + 1:
        return ()
    return (f"“{match['pair']}” is not a year and the next; the first was read.",)


def _paired(match):
    return bool(match.groupdict().get("pair"))


def _part(match):
    return PARTS.get(match.groupdict().get("part") or "", "")


def _number(word):
    return int(word) if word.isdigit() else NUMBERS[word]


def _share_of_a_year(match, as_of, unit):
    number = ORDINALS.get(match["number"]) or int(match["number"])
    return Named(0, 0, unit, _year(match, as_of), number, part=_part(match), paired=_paired(match))


def _pair_doubts(match, first, short):
    pair = match["pair"]
    if short and first % 100 < 12:
        return (f"“{pair}” was read as a financial year; it may be a month and a year.",)
    if len(pair.replace(" ", "")) == 9 and "-" in pair:
        return (f"“{pair}” was read as one financial year; it may be two whole years.",)
    return ()


def _month_and_short_year(match, as_of):
    """01/26 is January 2026; 31/03 is a day, and read as one elsewhere or not at all."""
    month, year = (int(digits) for digits in match["pair"].split("/"))
    if not 1 <= month <= 12:
        return Named(0, 0, "day", None, year, month) if 1 <= year <= 12 else None
    doubt = f"“{match['pair']}” was read as a month and a year; it may be a day and a month."
    return Named(0, 0, "month", _full_year(f"{year:02}", as_of), month, doubts=(doubt,))


def _or_is_it_a_day(named, match, as_of):
    """April 08 is a month; but March 31 is more likely a day, and March 25 seventeen years ahead may be one."""
    digits = match.groupdict().get("year") or ""
    if len(digits) != 2 or not 1 <= int(digits) <= 31:
        return named
    ahead = named.year - as_of.year
    if -5 <= ahead <= 3 or digits.startswith("0"):
        return named
    if -15 <= ahead <= 15:
        return replace(
            named, doubts=(f"“{match[0].strip()}” was read as a month and a year; it may be a day.",)
        )
    return Named(
        0, 0, "day", None, named.number, int(digits), doubts=(f"“{match[0].strip()}” was read as a day.",)
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
