"""The two plans: what each is, its scale of status words, and its rows as a Word table would hold them."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from actionplan.demonstration.days import dated, tuesday_near
from actionplan.demonstration.people import AUDIT_COMMITTEE, HR_COMMITTEE
from actionplan.scales import PRESET_SCALES
from actionplan.status import Meaning, PresetStep

PEER_REVIEW = "hr-peer-review-action-plan"
PROCUREMENT = "procurement-audit-recommendations"


@dataclass(frozen=True)
class Plan:
    """A plan as it was agreed. `columns` says which of an import's fields each title in the first row stands for.

    `rows` are strings, as long as `columns`; a row without a heading and challenge goes on with those above.
    `scale` names the preset of `actionplan.scales` it takes; with other `steps` it then says its words otherwise.
    """

    slug: str
    title: str
    origin: str
    committee: str
    stands_on: date
    extensions_agreed_by: str
    scale: str
    steps: tuple[PresetStep, ...]
    columns: dict[str, str]
    rows: list[list[str]]
    subtitle: str = ""
    heading_word: str = "Heading"
    challenge_word: str = "Challenge"
    action_word: str = "Action"


AUDIT_RATING = (
    PresetStep("Not yet due", Meaning.NOT_STARTED, "grey"),
    PresetStep("Green – on target", Meaning.ON_TRACK, "green"),
    PresetStep("Amber – up to a month behind", Meaning.AT_RISK, "amber"),
    PresetStep("Red – more than a month behind", Meaning.OFF_TRACK, "red"),
    PresetStep("Implemented", Meaning.COMPLETE, "blue"),
    PresetStep("Implemented and verified by audit", Meaning.COMPLETE, "blue", default=False),
    PresetStep("Not accepted", Meaning.WITHDRAWN, "grey"),
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
        scale="Plain",
        steps=PRESET_SCALES["Plain"].steps,
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
        scale="Red, amber, green: amber means up to a month behind",
        steps=AUDIT_RATING,
        columns={
            "Area": "heading",
            "Finding": "challenge",
            "Recommendation": "action",
            "Accountable officer": "strategic",
            "Responsible officer": "operational",
            "Target date": "deadline",
            "Latest position": "update",
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
