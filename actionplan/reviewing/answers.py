"""The answers a question offers, phrased as an officer would say them; the likely one comes first."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

# What the dark button says when the reading stands as proposed.
LIKELY = {
    "other_alphabet": "Yes, {proposed}",
    "broken_word": "Yes, {proposed}",
    "broken_line": "Yes, {proposed}",
    "hidden_letters": "It says what was meant",
    "several_leads": "Keep all {count}",
    "one_or_two_leads": "One lead",
    "name_in_brackets": "Yes, {proposed}",
    "initials_of": "Yes, {proposed}",
    "lead_left": "Yes, {proposed}",
    "lead_cut_short": "Leave it so",
    "lead_trailing": "Only {proposed}",
    "lead_unsure": "A {proposed}",
    "lead_none": "No lead yet",
    "lead_above": "Same lead",
    "merged_cell": "It holds for each",
    "initials": "A {proposed}",
    "owners_are_members": "Member lead",
    "deadline_unsure": "Yes, {proposed}",
    "deadline_unread": "Keep the words",
    "deadline_above": "Same deadline",
    "news_in_deadline": "Keep as news",
    "status_unsure": "Yes, {proposed}",
    "status_unread": "Keep as an update",
    "status_in_update": "Yes, {proposed}",
    "update_day": "Yes, that day",
    "several_actions": "Split as proposed",
    "may_be_several": "Keep as one",
    "reference_guessed": "Yes, that one",
    "reference_below": "Yes, that one",
    "reference_unread": "Leave it open",
    "no_heading": "Put it there",
    "no_heading_column": "Put them there",
    "cell_too_long": "Keep it as a note",
    "heading_above": "Yes, their heading",
    "no_challenge": "Put it there",
    "no_action": "Keep it without words",
    "challenge_again": "Keep them apart",
    "column_unknown": "Keep as notes",
    "column_added": "Read it so",
}
AS_READ = "Right as read"
LONGEST = 44
MOST_CHOICES = 5
# Of these the first answer offered is likelier than what was read.
FIRST_CHOICE_IS_LIKELIER = {"same_person", "lead_cut_short"}
# What may be opened where none of the answers fits, by field.
OTHERWISE = {
    "member": "Someone else…",
    "strategic": "Someone else…",
    "operational": "Someone else…",
    "deadline": "Change…",
    "status": "Change…",
    "heading": "Change the words…",
    "challenge": "Change the words…",
    "action": "Change the words…",
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
        return _likely_first([Answer("Join", (join,)), *choices])
    if first.code == "no_action":
        skip = Answer("Skip the row", ({"decide": "skip", "row": first.row},))
        return _likely_first([skip, Answer(LIKELY["no_action"], (settled,)), *choices])
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
        return "Keep both" if len(proposed) == 2 else f"Keep all {len(proposed)}"
    words = proposed.replace("_", " ") if problem.code.startswith("status") else proposed
    said = LIKELY.get(problem.code, AS_READ).format(proposed=words, count=1)
    return said if len(said) <= LONGEST else AS_READ


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
