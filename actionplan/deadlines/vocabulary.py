"""The words of a deadline, as tables: what councils call months, seasons, numbers and times without a date."""

import re

MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()}
MONTHS |= {"sept": 9, "janu": 1, "febr": 2, "novem": 11, "decem": 12}

WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
WEEKDAYS = {name.lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name[:3]: number for name, number in WEEKDAYS.items()}
WEEKDAYS |= {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}

# The month each season begins in; a season is three months (DESIGN: spring is March to May).
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}

# Years that do not begin when the plan's own year does: the month they begin in.
OTHER_YEARS = {"academic": 9, "school": 9, "municipal": 5, "civic": 5, "calendar": 1}

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1, "fifteen": 15, "eighteen": 18, "twenty-four": 24, "thirty": 30}

ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": 4,
}

PARTS = {"early": "early", "mid": "mid", "middle": "mid", "late": "late", "end": "end"}
PARTS |= {"beginning": "early", "start": "early"}


def any_of(words):
    """A pattern for any of the words, the longest first so that "sept" is not read as "sep"."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


# One character for one, so that a place in the tidied words is the same place in the words as written.
_SAME_LENGTH = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("‘’`´", "'")
    | dict.fromkeys("\t\xa0\u2002\u2003\u2007\u2009\u202f", " ")
    | {"⁄": "/", "∕": "/", "\r": "\n"}
)


def tidied(words):
    """The words in lower case with plain dashes, quotes and spaces, each character in its own place."""
    lower = words.lower()
    if len(lower) != len(words):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return lower.translate(_SAME_LENGTH)


# Times without a date. They count where they stand at an end of a sentence or beside another time, so that
# "a culture of continuous learning by March" stays a March.
ONGOING = (
    r"on[ -]?going|continuous(?:ly)?|continual(?:ly)?|continuing|rolling programme|rolling|open[ -]ended"
    r"|ad[ -]hoc|as required|as needed|as necessary|as and when(?: required| needed| necessary)?"
)
IMMEDIATE = (
    r"with immediate effect|immediate(?:ly)?|a\.?s\.?a\.?p\b\.?"
    r"|as soon as (?:is )?(?:possible|practicable)|straight[ -]?away|at once|urgent(?:ly)?|\A\W*(?:from )?now\W*\Z"
)
_UNIT = r"(?:day|week|fortnight|month|quarter|term|year|meeting|cycle)"
RECURRING = (
    rf"(?:once|twice|(?:three|four) times) (?:a|per|each|every) {_UNIT}|(?:at )?(?:every|each) {_UNIT}"
    rf"|every (?:\w{{1,8}} ){_UNIT}s|per annum|annual(?:ly)?|yearly"
    r"|(?:bi|half|two|three|six|[2-6])[ -]?(?:annual(?:ly)?|yearly|monthly|weekly)"
    r"|quarterly|monthly|fortnightly|weekly|daily|termly|regular(?:ly)?"
)
UNSET = (
    r"(?:dates? |deadline |timescale )?(?:t\.?b\.?[cad]\b\.?"
    r"|(?:still |yet )?to be (?:confirmed|advised|agreed|determined|decided|set|arranged|announced))"
    r"|none(?: (?:specific|specified|set|given|agreed|identified|stated))?|n ?/ ?a|n\.a\.?|nil|not applicable"
    r"|(?:no|without) (?:specific |set |fixed )?(?:dates?|deadlines?|timescales?)(?: (?:set|given|agreed))?"
    r"|not (?:yet )?(?:set|known|specified|stated|given)|unknown|undated"
)
AS_ABOVE = r"(?:same )?as (?:above|before)|(?:see|same) above|as previous|ditto|do\.|\"|''|〃|-+ ?\" ?-+"

# Events: what must happen first. These begin one wherever they begin a sentence …
EVENT_OPENINGS = (
    r"post|after|following|once|when|whenever|upon|on (?:completion|appointment|approval|adoption|receipt|agreement|"
    r"confirmation|implementation)|prior to|before|pending|subject to|dependent (?:up)?on|depending on|"
    r"in line with|linked to|in conjunction with|alongside|(?:at )?(?:the )?next|until|half[ -]term"
)
# … and these within one too.
EVENT_TURNS = r"after|following|once|subject to|dependent (?:up)?on|depending on|on completion of|upon"

# Words that tell of a thing done; a date beside them is when it happened, unless it is still to be done.
DONE = (
    r"agreed|adopted|approved|launched|published|produced|issued|held|given|run|distributed|delivered|implemented"
    r"|signed|started|began|begun|presented|reported|appointed|established|circulated|sent|introduced|set up"
    r"|completed?|done|finished|achieved|reviewed|held|took place|taken|made|rolled out"
)
STILL_TO_DO = r"%|\b(?:not|to|will|shall|must|should|needs?|expected|planned|due|target)\b"

# A date after these is one that no longer counts: "Put back from 3 May" names no deadline.
MOVED = (
    "put back|moved?|deferred|slipped|delayed|extended|revised|changed|postponed|rescheduled"
    "|brought forward|carried over"
)
NO_LONGER = (
    rf"(?:{MOVED})(?: back| forward)? from|since"
    r"|(?:was|were|originally|previously|formerly|initially|original(?: date| deadline| target)?|instead of)"
    r"(?: (?:due|planned|set|scheduled))?(?: (?:for|by|in|on))?"
)

PERHAPS = (
    r"\?|\b(?:provisional(?:ly)?|tentative(?:ly)?|approx(?:imately)?|circa|possibly|hopefully|likely|around|about)"
    r"\b"
)

# Words that lead up to a date or trail behind it and say nothing of their own.
_FILLER = """
a about an and approx approximately are around as at be been before between but by c ca circa completion
date dates deadline delivery due during each earlier end every final for from has in is it later latest
likely next no now of on onward onwards or over planned possibly provisional provisionally scheduled since
sooner start starting starts target tentative tentatively than the then thereafter this through throughout
till timescale to until was with within
"""
FILLER = frozenset(_FILLER.split())
# Those that are left off the end of what is to be done.
_LEAD_IN = """
a about an and approx are around at be before but by circa due during end for from in is later latest no now
of on or since than the then this through throughout till to until within
"""
LEAD_IN = frozenset(_LEAD_IN.split())
PUNCTUATION = " .,:;-–—/?!'\"*…()[]“”‘’"
