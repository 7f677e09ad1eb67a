"""Phrases of plans that councils have published: deadlines and owners as they stand in the tables."""

import datetime

import pytest

from actionplan.deadlines import read_deadline
from tests.test_import_leads import names

# words: (kind, last day), read as of the day of the plan.
ANTRIM = "published by Mid and East Antrim Borough Council (equality scheme, timetable of measures)"
MAIDSTONE = "published by Maidstone Borough Council (scrutiny recommendation action and implementation plans)"
STATEMENT = "published by Maidstone Borough Council (annual governance statement)"
FROME = "published by Frome Town Council (strategic plan, action plan)"
DEADLINES = {
    (ANTRIM, datetime.date(2022, 12, 1)): {
        "31 August (annually)": ("recurring", datetime.date(2023, 8, 31)),
        "March (annually)": ("recurring", datetime.date(2023, 3, 31)),
        "April 2023 – June 2023": ("date", datetime.date(2023, 6, 30)),
        "January – March 2023": ("date", datetime.date(2023, 3, 31)),
        "September 2023": ("date", datetime.date(2023, 9, 30)),
        "Every August in line with annual progress report": ("recurring", datetime.date(2023, 8, 31)),
        "Within three months of the Equality Commission approval of the scheme.": ("event", None),
        "Within six months of new Council.": ("event", None),
    },
    (MAIDSTONE, datetime.date(2014, 1, 7)): {
        "Meeting held by 28 February 2014": ("date", datetime.date(2014, 2, 28)),
        "Cabinet – 12 October 2011": ("date", datetime.date(2011, 10, 12)),
        "Completed": ("none", None),
    },
    (STATEMENT, datetime.date(2012, 6, 15)): {"By July 2012": ("date", datetime.date(2012, 7, 31))},
    (FROME, datetime.date(2012, 10, 1)): {
        "April 2013": ("date", datetime.date(2013, 4, 30)),
        "2013/14": ("date", datetime.date(2014, 3, 31)),
        "Ongoing": ("ongoing", None),
    },
}
OWNERS = {
    ANTRIM: {
        "Policy Officer": ["Policy Officer"],
        "Policy Officer / Chief Executive": ["Policy Officer", "Chief Executive"],
        "Policy Officer/Relevant Council Officers": ["Policy Officer", "Relevant Council Officers"],
        "Head of HR and Organisational Development /Policy Officer": [
            "Head of HR and Organisational Development",
            "Policy Officer",
        ],
    },
    MAIDSTONE: {"Councillor Moss/ The Leader": ["Councillor Moss", "The Leader"]},
    FROME: {"EAC / EDRM": ["EAC", "EDRM"], "EAC /TC/ERDM": ["EAC", "TC", "ERDM"]},
}


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [(day, words, read) for (_, day), table in DEADLINES.items() for words, read in table.items()],
)
def test_published_deadlines_are_read(day, words, read):
    reading = read_deadline(words, as_of=day)
    assert (reading.kind, reading.due) == read
    assert reading.words == words


@pytest.mark.parametrize(("words", "who"), [pair for table in OWNERS.values() for pair in table.items()])
def test_published_owners_are_read(words, who):
    assert names(words) == who
