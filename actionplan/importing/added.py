"""Rows that a person adds to those of a document: an action the reading missed, or the second of two in one cell."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from actionplan.importing.limits import CannotRead
from actionplan.importing.lines import Line

MOST = 99
KEY = re.compile(r"(?P<part>(?P<row>\d+\.\d+)[a-z]*)(?:\+\d+)?")


def add_lines(lines, decided):
    """Put the added rows where they were said to be; one under a row that is left out since stands where that stood."""
    for key, (after, cells) in decided.added.items():
        if key not in decided.skipped:
            place = _place(lines, after)
            lines.insert(place, _line(key, cells, lines[max(place - 1, 0)]))


def free_key(after, taken):
    """The key of a row added after another: "1.5+1" after "1.5" or, where that is taken, "1.5+2"."""
    part = KEY.fullmatch(after)["part"]
    keys = (f"{part}+{number}" for number in range(1, MOST + 1))
    if key := next((key for key in keys if key not in taken), None):
        return key
    raise CannotRead(_("After one row at most {number} are added: add it after another.").format(number=MOST))


def _line(key, cells, beside):
    filled = {name: words for name, words in cells.items() if words}
    return Line([key], beside.table, beside.number, beside.page, beside.under, cells=filled)


def _place(lines, after):
    """The place after the line that a row became part of, else after the last one printed before it."""
    for place, line in enumerate(lines):
        if after == line.key or after in line.rows[1:]:
            return place + 1
    before = [place for place, line in enumerate(lines) if _order(line.key) <= _order(after)]
    return before[-1] + 1 if before else 0


def _order(key):
    return [int(number) for number in KEY.fullmatch(key)["row"].split(".")]
