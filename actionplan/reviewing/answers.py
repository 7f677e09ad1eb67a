"""The answers a question offers, phrased as an officer would say them; the likely one comes first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.actors import A_KIND
from actionplan.status import Meaning

# What the dark button says when the reading stands as proposed.
LIKELY = {
    "other_alphabet": gettext_lazy("Yes, {proposed}"),
    "broken_word": gettext_lazy("Yes, {proposed}"),
    "broken_line": gettext_lazy("Yes, {proposed}"),
    "hidden_letters": gettext_lazy("It says what was meant"),
    "several_leads": gettext_lazy("Keep all {count}"),
    "one_or_two_leads": gettext_lazy("One lead"),
    "name_in_brackets": gettext_lazy("Yes, {proposed}"),
    "initials_of": gettext_lazy("Yes, {proposed}"),
    "lead_left": gettext_lazy("Yes, {proposed}"),
    "lead_cut_short": gettext_lazy("Leave it so"),
    "lead_trailing": gettext_lazy("Only {proposed}"),
    "lead_none": gettext_lazy("No lead yet"),
    "lead_above": gettext_lazy("Same lead"),
    "merged_cell": gettext_lazy("It holds for each"),
    "owners_are_members": gettext_lazy("Member lead"),
    "deadline_unsure": gettext_lazy("Yes, {proposed}"),
    "deadline_unread": gettext_lazy("Keep the words"),
    "deadline_above": gettext_lazy("Same deadline"),
    "news_in_deadline": gettext_lazy("Keep as news"),
    "status_unsure": gettext_lazy("Yes, {proposed}"),
    "status_unread": gettext_lazy("Keep as an update"),
    "status_in_update": gettext_lazy("Yes, {proposed}"),
    "update_day": gettext_lazy("Yes, that day"),
    "several_actions": gettext_lazy("Split as proposed"),
    "may_be_several": gettext_lazy("Keep as one"),
    "reference_guessed": gettext_lazy("Yes, that one"),
    "reference_below": gettext_lazy("Yes, that one"),
    "reference_unread": gettext_lazy("Leave it open"),
    "no_heading": gettext_lazy("Put it there"),
    "no_heading_column": gettext_lazy("Put them there"),
    "cell_too_long": gettext_lazy("Keep it as a note"),
    "heading_above": gettext_lazy("Yes, their heading"),
    "no_challenge": gettext_lazy("Put it there"),
    "no_action": gettext_lazy("Keep it without words"),
    "challenge_again": gettext_lazy("Keep them apart"),
    "column_unknown": gettext_lazy("Keep as notes"),
    "column_added": gettext_lazy("Read it so"),
}
AS_READ = gettext_lazy("Right as read")
LONGEST = 44
MOST_CHOICES = 5
# Of these the first answer offered is likelier than what was read.
FIRST_CHOICE_IS_LIKELIER = {"same_person", "lead_cut_short"}
# What may be opened where none of the answers fits, by field.
OTHERWISE = {
    "member": gettext_lazy("Someone else…"),
    "strategic": gettext_lazy("Someone else…"),
    "operational": gettext_lazy("Someone else…"),
    "deadline": gettext_lazy("Change…"),
    "status": gettext_lazy("Change…"),
    "heading": gettext_lazy("Change the words…"),
    "challenge": gettext_lazy("Change the words…"),
    "action": gettext_lazy("Change the words…"),
}


@dataclass(frozen=True)
class Answer:
    """One button: what it says, and the decisions that pressing it stores."""

    say: str
    decisions: tuple
    likely: bool = False

    @property
    def key(self):
        """Names the answer from one request to the next, as long as it would decide the same."""
        said = json.dumps(self.decisions, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def answers_to(problems):
    """The answers to problems that share a subject, the likely one first."""
    first = problems[0]
    settled = settle(first)
    choices = [
        Answer(_say(each, choice, problems), (choice["decision"], settled))
        for each in problems
        for choice in each.choices[:MOST_CHOICES]
    ]
    if first.code.startswith("joined"):
        join = {"decide": "join", "row": first.row, "join": True}
        return _likely_first([Answer(_("Join"), (join,)), *choices])
    if first.code == "no_action":
        skip = Answer(_("Skip the row"), ({"decide": "skip", "row": first.row},))
        return _likely_first([skip, Answer(str(LIKELY["no_action"]), (settled,)), *choices])
    if first.code == "same_person" and choices:
        return _likely_first(choices)
    stands = Answer(as_read(first), (settled,))
    if first.code in FIRST_CHOICE_IS_LIKELIER and choices:
        return _likely_first([choices[0], stands, *choices[1:]])
    return _likely_first([stands, *(each for each in choices if each.say != stands.say)])


def settle(problem):
    """The decision that a doubt is settled."""
    about = {"row": problem.row} if problem.row else {"words": problem.words}
    return {"decide": "settle", "code": problem.code, **about}


def as_read(problem):
    """What to say to the reading as it stands: "Yes, 31 March 2008"."""
    proposed = problem.proposed
    if isinstance(proposed, (list, tuple)):
        return _("Keep both") if len(proposed) == 2 else _("Keep all {count}").format(count=len(proposed))
    if problem.code in ("lead_unsure", "initials"):
        return str(A_KIND[proposed])
    words = meaning_of(proposed) if problem.code.startswith("status") else proposed
    said = LIKELY.get(problem.code, AS_READ).format(proposed=words, count=1)
    return said if len(said) <= LONGEST else str(AS_READ)


def meaning_of(status):
    """A status as it was read, in words: "on track"; "" where there is none."""
    return Meaning(status).label.lower() if status in set(Meaning) else status or ""


def _say(problem, choice, problems):
    """The words of a choice; with those it is about where one question holds several doubts."""
    return choice["say"] if len(problems) == 1 else f"{choice['say']}: {problem.words[:30]}"


def _likely_first(answers):
    first, *others = answers
    distinct = {each.key: each for each in reversed(others)}
    return (
        Answer(first.say, first.decisions, likely=True),
        *(each for each in others if distinct.pop(each.key, None)),
    )
