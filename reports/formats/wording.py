"""How a paper's values are said: the same words, shapes and tints in every format."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from actionplan.days_in_words import day_and_month, long_date

# An edited sheet finds its way back by these, so they are translated only where a plan is printed.
COLUMN_WORDS = (
    gettext_noop("Heading"),
    gettext_noop("Challenge"),
    gettext_noop("Action"),
    gettext_noop("Member lead"),
    gettext_noop("Strategic lead"),
    gettext_noop("Operational lead"),
    gettext_noop("Deadline"),
)
WITHHELD = gettext_lazy("See exempt appendix.")

# The shape carries a status in black and white; anything else is the open circle.
SHAPES = {"on_track": "●", "at_risk": "▲", "off_track": "■", "complete": "✓"}
OTHER_SHAPE = "○"
MEANINGS = (
    "complete",
    "on_track",
    "at_risk",
    "off_track",
    "not_started",
    "on_hold",
    "withdrawn",
    "superseded",
)
COLOUR_OF_MEANING = {"complete": "blue", "on_track": "green", "at_risk": "amber", "off_track": "red"}


class Tint(NamedTuple):
    """Ink on a soft ground (contrast above 4.5 to 1), and a stronger colour for bars; six hex digits each."""

    ink: str
    ground: str
    bar: str


TINTS = {
    "green": Tint("1e6b3a", "e3f3e8", "4f9d69"),
    "amber": Tint("7a4b00", "fdf0d5", "d9992b"),
    "red": Tint("a3201a", "fbe6e4", "c1443c"),
    "blue": Tint("22508c", "e4edf9", "4a7fc1"),
    "grey": Tint("4b5865", "eceff2", "a5b1bd"),
}
ALARM = TINTS["red"].ink


class Mark(NamedTuple):
    """A status as it is shown: a shape, its word, and the name of its tint."""

    shape: str
    word: str
    colour: str


def say_people(names):
    """Leads in one line each, in the order they stand."""
    return "\n".join(names)


def short_date(day, beside):
    """Without its year where that is the year of the day it stands beside."""
    return (day_and_month if day.year == beside.year else long_date)(day)


def marking(paper):
    """What stands on every page of a copy that is not settled, or not for everybody."""
    withheld = ": ".join(filter(None, (_("Not for publication"), paper.exempt_under)))
    marks = ((_("Draft"), paper.draft), (withheld, paper.holds_exempt))
    return " · ".join(words for words, applies in marks if applies)


def page_words():
    """What stands before the number of a page, between it and the number of pages, and after."""
    return re.split(r"{number}|{count}", _("Page {number} of {count}"))


def shorten(words, longest=160):
    """The beginning of a text, cut after a word with an ellipsis where it is longer than `longest` characters."""
    line = " ".join(words.split())
    if len(line) <= longest:
        return line
    cut, space, _rest = line[:longest].rpartition(" ")
    return (cut if space else line[: longest - 1]).rstrip(" ,;:.–-") + "…"


def mark(status):
    """The shape follows the meaning, the tint follows the colour the council gave the step."""
    key = meaning(status.meaning)
    colour = status.colour if status.colour in TINTS else COLOUR_OF_MEANING.get(key, "grey")
    return Mark(SHAPES.get(key, OTHER_SHAPE), status.word, colour)


def meaning(words):
    """One of the eight meanings in the form a program reads: on_track."""
    return words.replace(" ", "_")


def column_words(plan):
    """A plan's own words for its seven columns, ours where it has none."""
    given = plan.columns + ("",) * len(COLUMN_WORDS)
    return tuple(words.strip() or default for words, default in zip(given, COLUMN_WORDS, strict=False))


def overdue_words(days):
    """Overdue 52 days; nothing when it is not."""
    return ngettext("Overdue {n:,} day", "Overdue {n:,} days", days).format(n=days) if days > 0 else ""


def latest_words(action):
    """The latest news with who gave it and when: "Latest: Half the list is up. (Priya Nair, 3 November 2026)"."""
    if not action.news.strip():
        return ""
    given = ", ".join(filter(None, (action.news_by, long_date(action.news_on))))
    latest = _("Latest: {news}").format(news=action.news)
    return f"{latest} ({given})" if given else latest


def deadline_reading(deadline):
    """What the words were read as, or the words themselves where no day was read from them."""
    reading = long_date(deadline.due) or deadline.words
    what = f"{deadline.what}: " if deadline.what and deadline.due else ""
    return what + reading


def deadline_notes(deadline):
    """What stands beneath a reading: the words as written, where it started, when it was met."""
    notes = []
    if deadline.due and deadline.words and not _same(deadline.words, long_date(deadline.due)):
        notes.append(f"“{deadline.words}”")
    if moved := moved_words(deadline):
        notes.append(moved)
    if deadline.met_on:
        notes.append(met_words(deadline))
    if asked := long_date(deadline.asked_due) or deadline.asked_words:
        notes.append(_asked_words(deadline, asked))
    return tuple(notes)


def met_words(deadline):
    return _("met {date}").format(date=long_date(deadline.met_on))


def _asked_words(deadline, asked):
    if deadline.agreed_from:
        said = _("{date} agreed, counts from {day}")
        return said.format(date=asked, day=long_date(deadline.agreed_from))
    return _("{date} asked for on {day}").format(date=asked, day=long_date(deadline.asked_on))


def moved_words(deadline):
    """Where a deadline started, if it has moved: was 30 June 2026 (“June 26”)."""
    if deadline.original_due and deadline.original_due != deadline.due:
        words = long_date(deadline.original_due)
        if deadline.original_words and not _same(deadline.original_words, words):
            words += f" (“{deadline.original_words}”)"
        return _("was {date}").format(date=words)
    if (
        deadline.original_words
        and not deadline.original_due
        and not _same(deadline.original_words, deadline.words)
    ):
        return _("was “{words}”").format(words=deadline.original_words)
    return ""


def _same(words, other):
    return words.strip().casefold() == other.strip().casefold()
