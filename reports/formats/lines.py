"""A plan as flat lines, one an action, for the formats that other programs read."""

from datetime import timedelta
from typing import NamedTuple

from actionplan.days_in_words import long_date
from reports.formats import wording

BETWEEN = "; "


class Line(NamedTuple):
    """One action, or a challenge that has none (then everything after `challenge` is empty). Order is the columns'."""

    plan: str
    appendix: str
    heading: str
    challenge_number: str
    challenge: str
    reference: str = ""
    action: str = ""
    success: str = ""
    member: str = ""
    strategic: str = ""
    operational: str = ""
    deadline: str = ""
    due: object = None
    deadline_for: str = ""
    original_deadline: str = ""
    original_due: object = None
    met_on: object = None
    further_deadlines: str = ""
    overdue_days: int = 0
    status: str = ""
    meaning: str = ""
    latest_news: str = ""
    news_on: object = None
    news_by: str = ""
    as_of: object = None
    overdue_since: object = None
    asked_deadline: str = ""
    asked_due: object = None
    agreed_from: object = None


def lines(paper):
    """The lines of every plan of a paper, in printed order."""
    for plan in paper.plans:
        for challenge in plan.challenges:
            place = (plan.title, plan.label, challenge.heading, challenge.number, challenge.title)
            if not challenge.actions:
                yield Line(*place, as_of=plan.as_of)
            for action in challenge.actions:
                yield _line(place, action, plan.as_of)


def _line(place, action, as_of):
    first, *further = action.deadlines or (None,)
    return Line(
        *place,
        reference=action.reference,
        action=action.text,
        success=action.success,
        member=BETWEEN.join(action.member),
        strategic=BETWEEN.join(action.strategic),
        operational=BETWEEN.join(action.operational),
        further_deadlines=BETWEEN.join(map(_further, further)),
        overdue_days=action.overdue_days,
        status=action.status.word,
        meaning=wording.meaning(action.status.meaning),
        latest_news=action.news,
        news_on=action.news_on,
        news_by=action.news_by,
        as_of=as_of,
        overdue_since=as_of - timedelta(days=action.overdue_days) if action.overdue_days else None,
        **_first(first),
        **_asked(action.deadlines),
    )


def _first(deadline):
    if deadline is None:
        return {}
    return {
        "deadline": deadline.words,
        "due": deadline.due,
        "deadline_for": deadline.what,
        "original_deadline": deadline.original_words,
        "original_due": deadline.original_due,
        "met_on": deadline.met_on,
    }


def _asked(deadlines):
    """The new date of the first deadline for which one is asked, or agreed but not counting yet."""
    asked = next((each for each in deadlines if each.asked_words or each.asked_due), None)
    if asked is None:
        return {}
    return {
        "asked_deadline": asked.asked_words,
        "asked_due": asked.asked_due,
        "agreed_from": asked.agreed_from,
    }


def _further(deadline):
    """PDRs to be in place by Mar 27 (31 March 2027, was 31 December 2026)."""
    notes = [long_date(deadline.due), wording.moved_words(deadline)]
    notes.append(wording.met_words(deadline) if deadline.met_on else "")
    said = ", ".join(filter(None, notes))
    return f"{deadline.words} ({said})" if said else deadline.words
