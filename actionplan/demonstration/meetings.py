"""The sittings of the two committees, what they resolved, and the words of the papers that went to them."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from actionplan.demonstration.days import in_full, tuesday_near, working_day
from actionplan.demonstration.people import AUDIT_COMMITTEE, HR_COMMITTEE
from actionplan.demonstration.plans import PEER_REVIEW, PROCUREMENT

HR_LAST, HR_NEXT = "hr-last", "hr-next"
AUDIT_LAST, AUDIT_NEXT = "audit-last", "audit-next"


@dataclass(frozen=True)
class Resolution:
    """What a meeting resolved, by its minute number, from which day it counts, and of which recommendations."""

    minute: str
    outcome: str
    words: str
    effective_on: date
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    """A committee's sitting. `key` names it within the demonstration; `starts_at` is "18:30"."""

    key: str
    committee: str
    held_on: date
    starts_at: str
    resolutions: tuple[Resolution, ...] = ()


@dataclass(frozen=True)
class Question:
    """What a meeting asked of an action under a minute; `answered_by` gave the news that answers it, where it is."""

    meeting: str
    minute: str
    plan: str
    reference: str
    words: str
    asked_on: date
    answered_by: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class Section:
    """A section of a paper; a paragraph that begins "- " is an item of a list."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """The words of a paper to a meeting; its figures and tables come from the plan as it stood on `as_of`.

    `published_on` is empty while it is a draft.
    """

    meeting: str
    item: str
    title: str
    plan: str
    as_of: date
    heading_block: tuple[tuple[str, str], ...]
    recommendations: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    background: tuple[str, ...]
    published_on: date | None = None


def meetings(today):
    """One sitting of each committee about eight weeks ago, and one about three weeks ahead."""
    hr_last = tuesday_near(today - timedelta(weeks=8))
    audit_last = tuesday_near(today - timedelta(weeks=7))
    return [
        Meeting(HR_LAST, HR_COMMITTEE, hr_last, "18:30", _hr_resolved(hr_last)),
        Meeting(AUDIT_LAST, AUDIT_COMMITTEE, audit_last, "19:00", _audit_resolved(audit_last)),
        Meeting(HR_NEXT, HR_COMMITTEE, tuesday_near(today + timedelta(weeks=3)), "18:30"),
        Meeting(AUDIT_NEXT, AUDIT_COMMITTEE, tuesday_near(today + timedelta(weeks=4)), "19:00"),
    ]


def questions(today):
    """The last HR meeting asked twice: the one was answered by the next news, the other waits."""
    held_on = next(meeting.held_on for meeting in meetings(today) if meeting.key == HR_LAST)
    asked = partial(Question, HR_LAST, "15", PEER_REVIEW, asked_on=held_on)
    return [
        asked(
            "28.6",
            "Why have training budgets still not been settled?",
            answered_by="Shirin Patel",
            answered_on=working_day(today, 31),
        ),
        asked("24.1", "Which two people is the service offer waiting for, and who could take it over?"),
    ]


def papers(today):
    """A published paper for each past meeting, and a draft for each one ahead as the plan stands today."""
    sittings = {meeting.key: meeting for meeting in meetings(today)}
    return [
        _hr_paper(sittings[HR_LAST], HR_BACKGROUND, **_went_out(sittings[HR_LAST])),
        _audit_paper(sittings[AUDIT_LAST], **_went_out(sittings[AUDIT_LAST])),
        _hr_paper(sittings[HR_NEXT], _since(sittings[HR_LAST]), as_of=today),
        _audit_paper(sittings[AUDIT_NEXT], as_of=today),
    ]


def _went_out(meeting):
    """Papers go out on the second Friday before, which leaves five clear days and one for a bank holiday."""
    published = meeting.held_on - timedelta(days=11)
    return {"as_of": working_day(published, 3), "published_on": published}


def _hr_resolved(held_on):
    return (
        Resolution(
            "14", "Noted", "That progress on the HR peer review action plan be noted.", held_on, ("(A)",)
        ),
        Resolution(
            "15",
            "Agreed",
            "That the new dates asked for on actions 10.1 and 39.3 be agreed, and that officers explain at the "
            "next meeting why training budgets (28.6) have still not been settled and when the service offer (24.1) "
            "will be issued.",
            held_on,
            ("(B)", "(C)"),
        ),
    )


def _audit_resolved(held_on):
    return (
        Resolution("30", "Noted", "That progress on the procurement recommendations be noted.", held_on),
        Resolution("31", "Agreed", "That the new date asked for on recommendation 3.2 be agreed.", held_on),
    )


PURPOSE = Section(
    "Purpose of this report",
    (
        "To tell the committee how far the action plan has come since the peer review, and to draw its attention to "
        "what is late or at risk.",
    ),
)
HR_BACKGROUND = Section(
    "Background",
    (
        "A team of officers and councillors from other authorities looked at how the council manages and develops "
        "its staff. They found much to praise, and set out areas for improvement under five headings: leadership, "
        "strategy, delivery, operational results and learning.",
        "The committee agreed an action plan in reply, and asked to see it at each ordinary meeting until every "
        "action is finished or has become part of everyday work.",
        "Each action has a strategic lead, who answers for it, and in most cases an operational lead, who does it. "
        "Leads have been asked for their news, and what they said is given in the appendix in their own words.",
    ),
)
IMPLICATIONS = (
    Section(
        "Financial implications",
        (
            "None beyond what is in the approved budget. Where an action needs more, a separate report will be made.",
            "Head of Finance has been consulted.",
        ),
    ),
    Section("Legal implications", ("None.",)),
    Section(
        "Staffing and equalities",
        ("The plan concerns all staff. An equality check was made when it was agreed and is still good.",),
    ),
    Section(
        "Risk",
        (
            "Actions that slip together weaken each other. The chief risks are:",
            "- work on appraisals holds up the training plan and the service offer",
            "- a few officers lead many of the actions",
        ),
    ),
)


def _since(last):
    """The background of the next paper: what the committee asked for at the one before."""
    return Section(
        "Background",
        (
            f"The committee last considered the plan on {in_full(last.held_on)}. It agreed new dates for two actions "
            "(minute 15) and asked why the paying of training had not been settled.",
            "The Head of People answers on training budgets (28.6) in the appendix while the Head of Finance is away.",
        ),
    )


def _hr_paper(meeting, background, *, as_of, published_on=None):
    return Paper(
        meeting=meeting.key,
        item="6",
        title="HR peer review action plan: progress",
        plan=PEER_REVIEW,
        as_of=as_of,
        published_on=published_on,
        heading_block=_heading_block(meeting, "Head of People", "Priya Nair, HR Officer"),
        recommendations=(
            ("(A)", "That progress on the action plan be noted;"),
            ("(B)", "That the committee say of which late actions it wishes to hear more; and"),
            ("(C)", "That the new dates asked for in the appendix be agreed."),
        ),
        sections=(PURPOSE, background, *IMPLICATIONS),
        background=("Report of the peer review team", "HR peer review action plan as agreed"),
    )


def _audit_paper(meeting, *, as_of, published_on=None):
    return Paper(
        meeting=meeting.key,
        item="8",
        title="Procurement audit: progress on recommendations",
        plan=PROCUREMENT,
        as_of=as_of,
        published_on=published_on,
        heading_block=_heading_block(meeting, "Director of Resources", "Stephen Yeo, Procurement Manager"),
        recommendations=(
            ("(A)", "That progress on the recommendations be noted; and"),
            ("(B)", "That any new dates asked for in the appendix be agreed."),
        ),
        sections=(
            Section(
                "Purpose of this report",
                ("To report what has been done about the recommendations of internal audit on procurement.",),
            ),
            Section(
                "Background",
                (
                    "Internal audit looked at 40 purchases and at the five largest contracts, and gave limited "
                    "assurance. Management accepted all nine recommendations.",
                    "The rating beside each one is management's own. Internal audit tests those reported as "
                    "implemented before they leave the list.",
                ),
            ),
            Section("Financial implications", ("None arising from this report.",)),
            Section(
                "Legal implications",
                ("The recommendations help the council to keep to its contract procedure rules.",),
            ),
        ),
        background=("Internal audit report on procurement",),
    )


def _heading_block(meeting, report_of, contact):
    return (
        ("Report to", meeting.committee),
        ("Date", in_full(meeting.held_on)),
        ("Report of", report_of),
        ("Wards affected", "All"),
        ("Contact officer", contact),
    )
