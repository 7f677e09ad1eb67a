"""What has happened since the plans were agreed: news, moved deadlines, and what was made exempt."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from actionplan.demonstration.days import dated, working_day
from actionplan.demonstration.meetings import AUDIT_LAST, HR_LAST, meetings
from actionplan.demonstration.people import ACCOUNTS
from actionplan.demonstration.plans import PEER_REVIEW, PROCUREMENT

EDITOR = "Priya Nair"


@dataclass(frozen=True)
class Update:
    """News of an action, signed by a person; `for_whom` is the post, team or principal it was given for.

    `meaning` is one of the eight, or empty with `no_change`.
    """

    plan: str
    reference: str
    given_on: date
    by: str
    for_whom: str
    meaning: str
    words: str
    no_change: bool = False


@dataclass(frozen=True)
class Move:
    """A deadline moved: by an editor's decision (`decided_by`), or by a meeting's `minute`, never both."""

    plan: str
    reference: str
    asked_on: date
    asked_by: str
    agreed_on: date
    words: str
    reason: str
    decided_by: str = ""
    meeting: str = ""
    minute: str = ""


@dataclass(frozen=True)
class Asking:
    """More time asked for, which nobody has answered yet."""

    plan: str
    reference: str
    asked_on: date
    asked_by: str
    words: str
    reason: str


@dataclass(frozen=True)
class Exemption:
    """An action made exempt: the paragraph of Schedule 12A, what it covers, and why it is kept back."""

    plan: str
    reference: str
    made_on: date
    by: str
    exempt: str
    paragraph: str
    covers: str
    public_interest: str
    public_news: str


PLANS = {"hr": PEER_REVIEW, "audit": PROCUREMENT}
EDITORS_MOVES = (  # reference, asked and agreed how many days ago, who asked, new words, why
    (
        "39.3",
        198,
        196,
        "Aisha Begum",
        "{month[-4]}",
        "The new intranet, which this needs, is to be bought first.",
    ),
    (
        "28.6",
        176,
        172,
        "Gareth Lonsdale",
        "{month[-3]}",
        "More budgets pay for training than anybody knew; each has to be traced.",
    ),
    (
        "27.1",
        116,
        112,
        "Dan Okafor",
        "{month[4]}",
        "New starters asked for a joint morning, which needs a term of trials.",
    ),
    (
        "34.1",
        61,
        57,
        "Marta Kowalczyk",
        "End of {month[4]}",
        "Service plans were late last year, so the indicators are taken with this year's.",
    ),
    (
        "24.1",
        21,
        16,
        "Shirin Patel",
        "Service offer to be published by {mon[3]}",
        "The appraisal form has to be finished first by the same two people.",
    ),
)
COMMITTEES_MOVES = (  # plan, meeting, minute, reference, who asked, new words, why
    (
        PEER_REVIEW,
        HR_LAST,
        "15",
        "10.1",
        "Keeley Barnes",
        "{month[6]}",
        "The recruitment system that tracks applicants will be three months late.",
    ),
    (
        PEER_REVIEW,
        HR_LAST,
        "15",
        "39.3",
        "Aisha Begum",
        "{month[-1]}",
        "The supplier of the intranet has only now been chosen.",
    ),
    (
        PROCUREMENT,
        AUDIT_LAST,
        "31",
        "3.2",
        "Gareth Lonsdale",
        "{mon[5]}",
        "Training should follow the new block in the finance system, so that both are taught together.",
    ),
)
ASKED_FOR = (  # plan, reference, how many days ago, who asked, new words, why; an editor agrees the first
    (
        PEER_REVIEW,
        "39.3",
        6,
        "Aisha Begum",
        "{month[2]}",
        "The test site fails on phones, and the supplier has to mend it first.",
    ),
    (
        PROCUREMENT,
        "4.1",
        3,
        "Shirin Patel",
        "{month[3]}",
        "Two services have agency workers in post whose terms run until then.",
    ),
)


def updates(today):
    """Every update on both plans, the oldest first."""
    with (Path(__file__).parent / "updates.csv").open(encoding="utf-8", newline="") as lines:
        found = [_update(row, today) for row in csv.DictReader(lines)]
    return sorted(found, key=lambda update: update.given_on)


def signers(today):
    """People who have signed an update or asked for time but have no account of the demonstration's six."""
    signed = {update.by for update in updates(today)}
    signed |= {asked.asked_by for asked in [*moves(today), *askings(today)]}
    return sorted(signed - {account.person for account in ACCOUNTS})


def moves(today):
    """Every deadline moved, the oldest first; an action may move twice."""
    return sorted(_editors_moves(today) + _committees_moves(today), key=lambda move: move.agreed_on)


def askings(today):
    """More time asked for that waits for an answer: the editor's in one plan, the committee's in the other."""
    return [
        Asking(plan, reference, working_day(today, days), who, dated(words, today), reason)
        for plan, reference, days, who, words, reason in ASKED_FOR
    ]


def exemptions(today):
    """The talks with the unions were made exempt before the last meeting, after they had been published."""
    return [
        Exemption(
            plan=PEER_REVIEW,
            reference="30.1",
            made_on=working_day(today, 102),
            by=EDITOR,
            exempt="all",
            paragraph="4",
            covers=(
                "It would make known consultations or negotiations, under way or expected, in connection with "
                "any labour relations matter between the council and those who work for it."
            ),
            public_interest=(
                "The public has an interest in how the council deals with its workforce. For now it is outweighed: "
                "if the council's position were known before the talks end, it could not reach the best "
                "agreement for those who pay for its services. The outcome will be published."
            ),
            public_news="Talks with the recognised trade unions continue.",
        )
    ]


def _update(row, today):
    return Update(
        plan=PLANS[row["plan"]],
        reference=row["reference"],
        given_on=working_day(today, int(row["days_ago"])),
        by=row["by"],
        for_whom=row["for_whom"],
        meaning=row["meaning"],
        words=row["words"],
        no_change=not row["meaning"],
    )


def _editors_moves(today):
    return [
        Move(
            plan=PEER_REVIEW,
            reference=reference,
            asked_on=working_day(today, asked),
            asked_by=who,
            agreed_on=working_day(today, agreed),
            words=dated(words, today),
            reason=reason,
            decided_by=EDITOR,
        )
        for reference, asked, agreed, who, words, reason in EDITORS_MOVES
    ]


def _committees_moves(today):
    sittings = {meeting.key: meeting for meeting in meetings(today)}
    return [
        Move(
            plan=plan,
            reference=reference,
            asked_on=working_day(sittings[key].held_on, 14),
            asked_by=who,
            agreed_on=sittings[key].held_on,
            words=dated(words, today),
            reason=reason,
            meeting=key,
            minute=minute,
        )
        for plan, key, minute, reference, who, words, reason in COMMITTEES_MOVES
    ]
