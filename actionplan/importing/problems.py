"""Every doubt an import can have, each with its code, its short name and the sentence an officer reads."""

from __future__ import annotations

from dataclasses import dataclass

# code: (what needs a decision, as a heading over several of them; the sentence)
CODES = {
    "same_person": (
        "names that may be one",
        "“{words}” is read as “{proposed}”, which is spelled much the same.",
    ),
    "other_alphabet": (
        "letters of another alphabet",
        "“{words}” holds letters of another alphabet that look like ours; it is read as “{proposed}”.",
    ),
    "broken_word": (
        "words broken by scanning",
        "“{words}” looks broken by scanning; it is read as “{proposed}”.",
    ),
    "broken_line": (
        "words broken at the end of a line",
        "“{words}” stands on two lines of a narrow column; it is read as “{proposed}”.",
    ),
    "hidden_letters": (
        "hidden characters",
        "“{words}” holds hidden characters, which were left out; check that it still says what was meant.",
    ),
    "several_leads": (
        "cells with several leads",
        "“{words}” is read as {count} leads: {proposed}.",
    ),
    "one_or_two_leads": (
        "one lead or two",
        "“{words}” may be one lead or two; it is read as one.",
    ),
    "name_in_brackets": (
        "names in brackets",
        "“{words}” is read as {proposed}; the words in brackets may say who that is.",
    ),
    "initials_of": (
        "initials",
        "“{words}” are the initials of {proposed}, and are read so.",
    ),
    "lead_left": (
        "leads who have left",
        "“{words}” is read as {proposed}, who left on {note}.",
    ),
    "lead_cut_short": (
        "leads cut short",
        "“{words}” seems to be cut short; the end of the name may be missing.",
    ),
    "lead_trailing": (
        "leads cut short",
        "“{words}” ends with a stroke, so another name may be missing; it is read as “{proposed}”.",
    ),
    "lead_unsure": (
        "leads not recognised",
        "We cannot tell who “{words}” is; it is read as a {proposed}.",
    ),
    "lead_none": (
        "leads still open",
        "“{words}” names nobody, so no lead is proposed.",
    ),
    "lead_above": (
        "“as above” in a lead",
        "“{words}” is read as the lead of the row above: {proposed}.",
    ),
    "merged_cell": (
        "cells across several rows",
        "One cell stands beside several actions, so its words are read for each: “{words}”.",
    ),
    "initials": (
        "initials",
        "“{words}” are initials of nobody we know; they are read as those of a {proposed}.{note}",
    ),
    "owners_are_members": (
        "whose column it is",
        "The column “{words}” names councillors, so it is read as the member lead.",
    ),
    "deadline_unsure": (
        "deadlines to confirm",
        "The deadline “{words}” is read as {proposed}.{note}",
    ),
    "deadline_unread": (
        "deadlines not understood",
        "No date could be read in “{words}”; the words are kept as they are.{note}",
    ),
    "deadline_above": (
        "“as above” in a deadline",
        "“{words}” is read as the deadline of the action above, “{proposed}”.",
    ),
    "news_in_deadline": (
        "news in the deadline",
        "“{words}” in the deadline reads as news; it is kept as an update that nobody has signed.",
    ),
    "status_unsure": (
        "status to confirm",
        "{note}",
    ),
    "status_unread": (
        "status not understood",
        "The status “{words}” is not one we know; it is kept as an update.",
    ),
    "status_in_update": (
        "status to confirm",
        "“{words}” is the last news of this action, and is read as its status too.",
    ),
    "update_day": (
        "days of progress columns",
        "The column “{words}” names no year; what stands in it is read as news of {proposed}.",
    ),
    "reference_guessed": (
        "references to other challenges",
        "“{words}” is read as pointing to “{proposed}”.",
    ),
    "reference_below": (
        "references to other challenges",
        "“{words}” says above, but “{proposed}” stands below.",
    ),
    "reference_unread": (
        "references to other challenges",
        "We cannot tell which challenge “{words}” points to.",
    ),
    "several_actions": (
        "rows of several actions",
        "One row holds {proposed}, with leads or dates beside each; it is read as {proposed}.",
    ),
    "may_be_several": (
        "rows of several actions",
        "One row may hold {proposed}; it is kept as one.",
    ),
    "joined_words": (
        "rows joined",
        "“{words}” stood at the start of the next row; it is read as the end of this action.",
    ),
    "joined_challenge": (
        "rows joined",
        "“{words}” stood in a row below; it is read as part of this challenge’s title.",
    ),
    "joined_cells": (
        "rows joined",
        "“{words}” stood alone in the next row; it is read as part of this row.",
    ),
    "joined_pages": (
        "rows joined",
        "“{words}” stood at the head of page {proposed}, and the row before fills its page to the foot; it is read as "
        "the end of that row.",
    ),
    "no_heading": (
        "no heading",
        "The row stands under no heading, so it is put under “{proposed}”.",
    ),
    "no_heading_column": (
        "no heading",
        "The table has no headings, so its challenges stand under “{words}”.",
    ),
    "cell_too_long": (
        "cells too long",
        "“{words}” is too long for its column, so it is kept as a note on the action.",
    ),
    "heading_above": (
        "headings above tables",
        "“{words}” stands above its table, and is read as the heading of the rows in it.",
    ),
    "no_challenge": (
        "no challenge",
        "The row stands under no challenge, so it is put under “{proposed}”.",
    ),
    "no_action": (
        "nothing to be done",
        "The row says nothing that is to be done: add the words, or skip the row.",
    ),
    "challenge_again": (
        "challenges named twice",
        "A challenge called “{words}” stands further up too, as number {proposed}; they are kept apart.",
    ),
    "column_unknown": (
        "columns not known",
        "The column “{words}” is none we know, so its words are kept as a note on each action.",
    ),
    "column_added": (
        "tables without column names",
        "Table {words} has no row of column names, so it is read like the table before it.",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One doubt. `words` are those it is about; the same words with the same code are one decision for all rows.

    `proposed` is what was read. `choices` are answers a page can offer as buttons, each {"say": words, "decision":
    what to store}. `row` is the row of the document, where the doubt belongs to a row and not to words.
    """

    code: str
    message: str
    field: str = ""
    words: str = ""
    proposed: object = None
    choices: tuple = ()
    row: str = ""

    @property
    def subject(self):
        """What a decision about this problem is about: problems that share it are settled together."""
        return (self.code, self.row or self.words)

    @property
    def keep(self):
        """The decision that settles this doubt as it was read."""
        return {
            "decide": "settle",
            "code": self.code,
            "row": self.row,
            "words": "" if self.row else self.words,
        }

    def as_json(self):
        return {
            "code": self.code,
            "message": self.message,
            "field": self.field,
            "words": self.words,
            "proposed": self.proposed,
            "choices": list(self.choices),
            "row": self.row,
            "keep": self.keep,
        }


def problem(code, *, words="", proposed="", field="", choices=(), row="", note="", said=None):
    """Make a problem; `said` is how the sentence says `proposed`, where that is more than one word."""
    _, sentence = CODES[code]
    count = len(proposed) if isinstance(proposed, (list, tuple)) else 1
    if said is None:
        said = (
            ", ".join(f"“{each}”" for each in proposed) if isinstance(proposed, (list, tuple)) else proposed
        )
    message = sentence.format(words=_short(words), proposed=said, count=count, note=note)
    return Problem(code, message, field, words, proposed, tuple(choices), row)


def choice(say, decide, **details):
    """An answer to a problem: the words of a button, and the decision that pressing it stores."""
    return {"say": say, "decision": {"decide": decide, **details}}


def short_name(code):
    """What needs a decision, for a heading with a count: "deadlines to confirm"."""
    return CODES[code][0]


def _short(words):
    words = " ".join(words.split())
    return words if len(words) <= 120 else f"{words[:117].rstrip()}…"
