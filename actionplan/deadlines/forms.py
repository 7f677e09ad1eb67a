"""Every date said in the words. Each form is one pattern and the few lines that say what it names.

A form finds its dates in tidied words (vocabulary.tidied) and answers with a Named date: what was said, nothing worked
out; calendars.py turns it into days. Every pattern is bounded, so time grows with length only.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from . import day_forms, year_forms
from .shapes import said_pair, said_paired

FORMS = (*day_forms.FORMS, *year_forms.FORMS)


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


def _odd_pair(match, as_of, named):
    """What is odd about "March 2008/10": two years that do not follow each other, where one is meant."""
    if (
        not named.paired
        or not said_paired(match)
        or said_pair(match, as_of)[1] == said_pair(match, as_of)[0] + 1
    ):
        return ()
    return (_("“{years}” is not a year and the next; the first was read.").format(years=match["pair"]),)
