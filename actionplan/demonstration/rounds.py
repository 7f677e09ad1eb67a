"""The calls for updates: one before the last meeting that is closed, one that is open now, one that is planned."""

from dataclasses import dataclass
from datetime import date, timedelta

from actionplan.demonstration.days import working_day
from actionplan.demonstration.history import EDITOR
from actionplan.demonstration.meetings import AUDIT_NEXT, HR_LAST, HR_NEXT, meetings
from actionplan.demonstration.plans import PEER_REVIEW, PROCUREMENT


@dataclass(frozen=True)
class Round:
    """A call for updates before a meeting. `goes_out`: on `opens`; else it is only planned.

    `looked_at` are the references of actions that whoever was asked has opened, and not answered yet.
    """

    plan: str
    meeting: str
    title: str
    message: str
    by: str
    opens: date
    closes: date
    goes_out: bool = True
    left_out: tuple[str, ...] = ()
    looked_at: tuple[str, ...] = ()
    reminded_on: date | None = None
    no_change_on: date | None = None


def rounds(today):
    """In the order in which they were sent out."""
    held = {meeting.key: meeting.held_on for meeting in meetings(today)}
    return [
        Round(
            PEER_REVIEW,
            HR_LAST,
            "Updates for the HR Committee’s last meeting",
            "Please say what has been done since the spring. The committee asked for plain sentences.",
            EDITOR,
            opens=working_day(held[HR_LAST], 50),
            closes=working_day(held[HR_LAST], 17),
            no_change_on=working_day(held[HR_LAST], 19),
        ),
        Round(
            PEER_REVIEW,
            HR_NEXT,
            "Updates for the HR Committee",
            "The committee will ask about training budgets (28.6) in particular. One or two sentences an action are "
            "plenty.",
            EDITOR,
            opens=working_day(today, 28),
            closes=working_day(held[HR_NEXT], 11),
            looked_at=("24.1", "27.1", "34.1"),
            reminded_on=working_day(today, 6),
        ),
        Round(
            PROCUREMENT,
            AUDIT_NEXT,
            "Updates for the Audit and Governance Committee",
            "",
            EDITOR,
            opens=today + timedelta(days=4),
            closes=working_day(held[AUDIT_NEXT], 11),
            goes_out=False,
        ),
    ]


def closings(today):
    """The days on which a round that has run out is closed: the day after its last."""
    ended = [told.closes + timedelta(days=1) for told in rounds(today)]
    return [day for day in ended if day <= today]


def reminded(today):
    """(round, day): when those who had not answered were reminded."""
    return [(told, told.reminded_on) for told in rounds(today) if told.reminded_on]


def unchanged(today):
    """(round, day): when most of those who had not answered said that nothing had changed."""
    return [(told, told.no_change_on) for told in rounds(today) if told.no_change_on]
