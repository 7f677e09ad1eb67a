"""What a date as said is, and the pieces that the patterns of its forms are made of."""

import re
from dataclasses import dataclass

from .vocabulary import (
    MONTHS,
    NUMBERS,
    PARTS,
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


def kept_in(forms):
    """A decorator that keeps a function, with its pattern, as one of the forms."""

    def form(pattern):
        def keep(read):
            forms.append((re.compile(pattern), read))
            return read

        return keep

    return form


# What the named groups of a pattern say


def said_year(match, as_of):
    """The year said: two digits mean the year nearest to the plan's own; of a pair, the first."""
    groups = match.groupdict()
    if groups.get("pair"):
        return said_pair(match, as_of)[0]
    return said_full_year(groups["year"], as_of) if groups.get("year") else None


def said_full_year(digits, as_of):
    number = int(digits.strip("'"))
    if len(digits.strip("'")) == 4:
        return number
    century = as_of.year - as_of.year % 100
    near = (century - 100 + number, century + number, century + 100 + number)
    return min(near, key=lambda year: abs(year - as_of.year))


def said_pair(match, as_of):
    first, last = re.split(r"\s?[-/]\s?", match["pair"])
    start = said_full_year(first, as_of)
    if len(last) == 4:
        return start, int(last)
    return start, start - start % 100 + int(last) + (100 if start % 100 == 99 and last == "00" else 0)


def said_paired(match):
    return bool(match.groupdict().get("pair"))


def said_part(match):
    return PARTS.get(match.groupdict().get("part") or "", "")


def said_number(word):
    return int(word) if word.isdigit() else NUMBERS[word]
