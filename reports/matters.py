"""Matters arising: what committees asked of a plan, a section of the papers until it is answered. No database."""

from datetime import date

from reports.formats.wording import say_date
from reports.paper import Section

TITLE = "Matters arising"
UNANSWERED = "No answer has been given yet."


def section(views):
    """The section in a tuple, or nothing where no question stands; `views` are (view, previous view or None).

    A question stands while it waits, and once more with its answer in the first paper after it was given.
    """
    said = [
        _said(query, view, len(views) > 1) for view, previous in views for query in standing(view, previous)
    ]
    return (Section(TITLE, tuple(said)),) if said else ()


def standing(view, previous):
    """The questions of one plan that are to be told: unanswered, or answered since the last paper."""
    since = previous["as_of"] if previous else ""
    return [
        each for each in view.get("queries", ()) if not each["answered_on"] or each["answered_on"] > since
    ]


def _said(query, view, several):
    """ "**HR Committee, 8 January 2008, minute 15**, on 28.6: Why? Answered on 3 March 2008: Because." """
    minute = f", minute {query['minute']}" if query["minute"] else ""
    about = [query["reference"]] if query["reference"] else []
    about += [view["plan"]["title"]] if several or not about else []
    asked = f"**{query['committee']}, {_day(query['asked_on'])}{minute}**, on {' of '.join(about)}:"
    answer = UNANSWERED
    if query["answered_on"]:
        answer = f"Answered on {_day(query['answered_on'])}: {_plain(query['answer'])}"
    return f"{asked} {_plain(query['question'])} {answer}"


def _day(day):
    return say_date(date.fromisoformat(day))


def _plain(words):
    """On one line, and without marks of ours: nothing somebody typed becomes a list or bold."""
    return " ".join(words.split()).replace("**", "")
