"""What a committee paper says, as plain values: every format is rendered from one Paper and nothing else."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Status:
    """A step of the plan's scale as it stood: the word shown, one of the eight meanings, a colour name.

    The meaning chooses the shape that is printed, the colour (red, amber, green, blue, grey) its tint.
    """

    word: str
    meaning: str
    colour: str


@dataclass(frozen=True)
class DeadlineLine:
    """One deadline: the words as written, what they were read as, where it started if it has moved, what is asked.

    `agreed_from` is the day from which what was asked counts, where that is agreed already.
    """

    words: str
    due: date | None = None
    what: str = ""
    original_words: str = ""
    original_due: date | None = None
    met_on: date | None = None
    asked_words: str = ""
    asked_due: date | None = None
    asked_on: date | None = None
    agreed_from: date | None = None


@dataclass(frozen=True)
class ActionLine:
    """One action as it stood. Leads are the names to print, in order; `overdue_days` is 0 when not overdue.

    `withheld` marks an action whose words stand in the exempt appendix: it reads "see exempt appendix".
    `revision` is the number an edited sheet finds back by, in a plan given out as it stands; else 0.
    """

    reference: str
    text: str
    status: Status
    member: tuple[str, ...] = ()
    strategic: tuple[str, ...] = ()
    operational: tuple[str, ...] = ()
    deadlines: tuple[DeadlineLine, ...] = ()
    news: str = ""
    news_on: date | None = None
    news_by: str = ""
    success: str = ""
    overdue_days: int = 0
    withheld: bool = False
    revision: int = 0


@dataclass(frozen=True)
class ChallengeLine:
    """A challenge in printed order, with the heading it stands under; headings may alternate."""

    number: str
    title: str
    heading: str
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A number of the summary: "6 overdue". `key` is steady (overdue, due_soon, no_news or a meaning)."""

    key: str
    label: str
    count: int


@dataclass(frozen=True)
class Change:
    """One line of movement: what was and what is, each in plain words; either may be empty.

    `text` is the beginning of the action, which the appendix gives whole.
    """

    reference: str
    text: str
    was: str = ""
    now: str = ""
    news: str = ""


@dataclass(frozen=True)
class MovementGroup:
    """Changes of one kind since what the committee last saw (key: complete, started, extended, …)."""

    key: str
    title: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Series:
    """What one kind of bar stands for: its words, and the meaning and colour that choose pattern and tint.

    A series that is no status (actions due in a month) has an empty meaning.
    """

    words: str
    meaning: str = ""
    colour: str = "grey"


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: its words, and how many actions of each series, in their order."""

    words: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A chart that is a table too: `key` is "status", "movement" or "deadlines", `what` heads the bars' column."""

    key: str
    title: str
    what: str
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class PlanAppendix:
    """A whole plan in printed order, with the plan's own words for its columns.

    `label` is what the committee calls an appendix ("Essential Reference Paper B"); `columns` are the
    seven column titles: heading, challenge, action, member, strategic, operational lead, deadline.
    """

    label: str
    title: str
    as_of: date
    columns: tuple[str, ...]
    challenges: tuple[ChallengeLine, ...] = ()
    figures: tuple[Figure, ...] = ()
    movement: tuple[MovementGroup, ...] = ()
    compared_with: date | None = None
    origin: str = ""
    slug: str = ""
    glossary: tuple[tuple[str, str], ...] = ()
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Section:
    """A numbered section of the report: a title and its paragraphs, which formats number 1.1, 1.2 …

    A paragraph is plain text with two marks: **bold**, and a line that begins "- " is a list item. The summary in
    numbers follows the section that has `figures`, else all of them.
    """

    title: str
    paragraphs: tuple[str, ...] = ()
    figures: bool = False


@dataclass(frozen=True)
class Recommendation:
    """A recommendation with its letter or number as the committee prints it: "(A)"; its words may hold **bold**."""

    label: str
    words: str


@dataclass(frozen=True)
class Paper:
    """A committee report as it is given out to one audience: "public", "internal", or "exempt" for its exempt appendix.

    `heading_block` is the house heading in order: (label, words) such as ("Report of", "Head of People").
    A plan given out as it stands is a Paper with an empty committee and no sections.
    `holds_exempt` says that this copy itself holds what is exempt, so that every page is marked, and `exempt_under`
    by which paragraphs ("paragraph 4 of Schedule 12A").
    `version` names the schema of this value; a change of shape raises it. `as_of` and `meeting_on` are the
    only dates that go into a document's properties, so the same value gives the same bytes. `page_numbers` is
    false where an agenda system numbers the pages.
    """

    title: str
    council: str
    as_of: date
    committee: str = ""
    meeting_on: date | None = None
    item: str = ""
    audience: str = "internal"
    author: str = ""
    heading_block: tuple[tuple[str, str], ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    sections: tuple[Section, ...] = ()
    plans: tuple[PlanAppendix, ...] = ()
    background: tuple[str, ...] = ()
    exempt_notes: tuple[str, ...] = ()
    holds_exempt: bool = False
    draft: bool = True
    version: int = 1
    page_numbers: bool = True
    exempt_under: str = ""
