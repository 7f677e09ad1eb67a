"""The two plans: what each is, its scale of status words, and its rows as a Word table would hold them."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from actionplan.demonstration.days import dated, tuesday_near
from actionplan.demonstration.people import AUDIT_COMMITTEE, HR_COMMITTEE

PEER_REVIEW = "hr-peer-review-action-plan"
PROCUREMENT = "procurement-audit-recommendations"


@dataclass(frozen=True)
class Step:
    """A word of a scale, one of the eight meanings ("on_track"), a colour; `default` where rules need one."""

    word: str
    meaning: str
    colour: str
    default: bool = True


@dataclass(frozen=True)
class Plan:
    """A plan as it was agreed. `columns` says what each title in the table's first row holds.

    `rows` are strings, as long as `columns`; blank cells repeat the one above, as councils print them.
    """

    slug: str
    title: str
    origin: str
    committee: str
    stands_on: date
    extensions_agreed_by: str
    scale: str
    steps: tuple[Step, ...]
    columns: dict[str, str]
    rows: list[list[str]]
    subtitle: str = ""
    heading_word: str = "Heading"
    challenge_word: str = "Challenge"
    action_word: str = "Action"


PROGRESS = (
    Step("Not started", "not_started", "grey"),
    Step("On track", "on_track", "green"),
    Step("At risk", "at_risk", "amber"),
    Step("Off track", "off_track", "red"),
    Step("Complete", "complete", "blue"),
    Step("On hold", "on_hold", "grey"),
    Step("Withdrawn", "withdrawn", "grey"),
    Step("Superseded", "superseded", "grey"),
)
AUDIT_RATING = (
    Step("Not yet due", "not_started", "grey"),
    Step("Green – on target", "on_track", "green"),
    Step("Amber – up to a month behind", "at_risk", "amber"),
    Step("Red – more than a month behind", "off_track", "red"),
    Step("Implemented", "complete", "blue"),
    Step("Implemented and verified by audit", "complete", "blue", default=False),
    Step("Not accepted", "withdrawn", "grey"),
)


def plans(today):
    return [peer_review(today), procurement(today)]


def peer_review(today):
    """The plan that came out of the peer review: headings alternate, and half its deadlines are not dates."""
    return Plan(
        slug=PEER_REVIEW,
        title="HR peer review action plan",
        subtitle="Addressing the areas for improvement",
        origin="Peer review",
        committee=HR_COMMITTEE,
        stands_on=tuesday_near(today - timedelta(weeks=54)),
        extensions_agreed_by="editor",
        scale="Progress",
        steps=PROGRESS,
        columns={
            "Heading": "heading",
            "Challenge": "challenge",
            "Action needed & current position": "action",
            "Member Lead": "member",
            "Strategic Lead": "strategic",
            "Operational Lead": "operational",
            "Deadline": "deadline",
        },
        rows=peer_review_rows(today),
        action_word="Action needed & current position",
    )


def procurement(today):
    """What internal audit recommended on procurement: other words, other columns, another scale."""
    return Plan(
        slug=PROCUREMENT,
        title="Procurement audit recommendations",
        origin="Internal audit report",
        committee=AUDIT_COMMITTEE,
        stands_on=tuesday_near(today - timedelta(weeks=31)),
        extensions_agreed_by="committee",
        scale="Audit rating",
        steps=AUDIT_RATING,
        columns={
            "Area": "heading",
            "Finding": "challenge",
            "Recommendation": "action",
            "Accountable officer": "strategic",
            "Responsible officer": "operational",
            "Target date": "deadline",
            "Latest position": "position",
        },
        rows=procurement_rows(today),
        heading_word="Area",
        challenge_word="Finding",
        action_word="Recommendation",
    )


def peer_review_rows(today):
    """The 55 rows of the peer review plan without its first row, seven strings each."""
    return _rows("peer_review.csv", today)


def procurement_rows(today):
    """The nine rows of the procurement plan without its first row, seven strings each."""
    return _rows("procurement_audit.csv", today)


def _rows(name, today):
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as lines:
        _, *rows = csv.reader(lines)
    return [[dated(cell, today) for cell in row] for row in rows]
