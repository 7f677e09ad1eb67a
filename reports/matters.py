"""Matters arising: what committees asked of a plan, a section of the papers until it is answered. No database."""

from datetime import date

from django.utils.translation import gettext as _

from actionplan.days_in_words import long_date
from reports.paper import Section


def section(views):
    """The section in a tuple, or nothing where no question stands; `views` are (view, previous view or None).

    A question stands while it waits, and once more with its answer in the first paper after it was given.
    """
    said = [
        _said(query, view, len(views) > 1) for view, previous in views for query in standing(view, previous)
    ]
    return (Section(_("Matters arising"), tuple(said)),) if said else ()


def standing(view, previous):
    """The questions of one plan that are to be told: unanswered, or answered since the last paper."""
    since = previous["as_of"] if previous else ""
    return [
        each for each in view.get("queries", ()) if not each["answered_on"] or each["answered_on"] > since
    ]


def _said(query, view, several):
    """ "**HR Committee, 8 January 2008, minute 15**, on 28.6: Why? Answered on 3 March 2008: Because." """
    about = [query["reference"]] if query["reference"] else []
    about += [view["plan"]["title"]] if several or not about else []
    said = _("**{meeting}**, on {about}: {question} {answer}")
    about = about[0] if len(about) == 1 else _("{action} of {plan}").format(action=about[0], plan=about[1])
    question, answer = _plain(query["question"]), _answer(query)
    return said.format(meeting=_meeting(query), about=about, question=question, answer=answer)


def _meeting(query):
    said = _("{committee}, {date}, minute {minute}") if query["minute"] else _("{committee}, {date}")
    day = _day(query["asked_on"])
    return said.format(committee=query["committee"], date=day, minute=query["minute"])


def _answer(query):
    if not query["answered_on"]:
        return _("No answer has been given yet.")
    said = _("Answered on {date}: {words}")
    return said.format(date=_day(query["answered_on"]), words=_plain(query["answer"]))


def _day(day):
    return long_date(date.fromisoformat(day))


def _plain(words):
    """On one line, and without marks of ours: nothing somebody typed becomes a list or bold."""
    return " ".join(words.split()).replace("**", "")
