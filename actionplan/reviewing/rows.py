"""Every row of a document as it was read, in printed order."""

from __future__ import annotations

from dataclasses import dataclass

from actionplan.importing.columns import LEADS
from actionplan.importing.problems import listed
from actionplan.reviewing.answers import meaning_of
from actionplan.reviewing.questions import ROLE_NAMES, deadline_lines


@dataclass(frozen=True)
class ReadRow:
    """One action with the words of its row; `heading` and `challenge` only where they begin with it."""

    row: str
    name: str
    reference: str
    number: int
    heading: str
    challenge: str
    text: str
    leads: tuple
    due: tuple
    status: str
    see: tuple
    more: tuple
    printed: tuple
    joined: tuple
    joins: bool
    questions: int


def rows_of(review):
    """A ReadRow for each action of a review."""
    return [
        _row(review, challenge, action, begins=place == 0)
        for challenge in review.proposal.challenges
        for place, action in enumerate(challenge.actions)
    ]


def _row(review, challenge, action, *, begins):
    printed = review.printed
    leads = [(ROLE_NAMES[role], ", ".join(name.name for name in action.leads[role])) for role in LEADS]
    return ReadRow(
        row=action.rows[0],
        name=listed([printed.name(action.rows[0]), *map(printed.label, action.rows[1:])]),
        reference=action.reference,
        number=challenge.number,
        heading=challenge.heading if begins else "",
        challenge=challenge.title if begins else "",
        text=action.text,
        leads=tuple((role, names) for role, names in leads if names),
        due=tuple(deadline_lines(action)),
        status=meaning_of(action.status),
        see=action.see_also,
        more=(*action.updates, *action.notes),
        printed=tuple(pair for row in action.rows for pair in printed.whole(row)),
        joined=tuple((row, printed.label(row)) for row in action.rows[1:]),
        joins=review.row_before(action.rows[0]) is not None,
        questions=len({problem.subject for problem in action.problems}),
    )
