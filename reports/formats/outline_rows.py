"""The rows of a plan's table as every format prints them: leads, status, and each deadline with what is said of it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from reports.formats import wording
from reports.formats.wording import Mark, say_people


@dataclass(frozen=True)
class Reading:
    """One deadline: what it was read as, then the lines beneath it; `overdue` in words where it is."""

    words: str
    overdue: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """One row of the appendix. `again` says that heading and challenge already stood in the row above."""

    heading: str
    number: str
    challenge: str
    again: bool = False
    reference: str = ""
    text: str = ""
    success: str = ""
    latest: str = ""
    member: str = ""
    strategic: str = ""
    operational: str = ""
    mark: Mark | None = None
    readings: tuple[Reading, ...] = ()


def legend(rows):
    marks = dict.fromkeys(row.mark for row in rows if row.mark)
    order = ("✓", "●", "▲", "■", "○")
    return tuple(sorted(marks, key=lambda each: order.index(each.shape)))


def rows(plan):
    for challenge in plan.challenges:
        place = {"heading": challenge.heading, "number": challenge.number, "challenge": challenge.title}
        if not challenge.actions:
            yield Row(**place)
        for i, action in enumerate(challenge.actions):
            yield _row(action, plan.as_of, again=i > 0, **place)


def _row(action, as_of, **place):
    return Row(
        **place,
        reference=action.reference,
        text=action.text,
        success=_("Success: {words}").format(words=action.success) if action.success.strip() else "",
        latest=wording.latest_words(action),
        member=say_people(action.member),
        strategic=say_people(action.strategic),
        operational=say_people(action.operational),
        mark=wording.mark(action.status) if action.status.word else None,
        readings=_readings(action, as_of),
    )


def _readings(action, as_of):
    """The deadlines, with "Overdue 52 days" under the one it is about, else in a line of its own."""
    overdue = wording.overdue_words(action.overdue_days)
    day = as_of - timedelta(days=action.overdue_days)
    readings = []
    for deadline in action.deadlines:
        about = overdue if deadline.due == day and not deadline.met_on else ""
        readings.append(Reading(wording.deadline_reading(deadline), about, wording.deadline_notes(deadline)))
        overdue = "" if about else overdue
    if overdue:
        readings.append(Reading("", overdue))
    return tuple(readings)
