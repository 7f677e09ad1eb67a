"""Every doubt an import can have, each with its code, its short name and the sentence an officer reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

# code: (what needs a decision, as a heading over several of them, which is also what they are grouped by and so is
# translated where it is shown; the sentence)
CODES = {
    "same_person": (
        gettext_noop("names that may be one"),
        gettext_lazy("“{words}” is read as “{proposed}”, which is spelled much the same."),
    ),
    "other_alphabet": (
        gettext_noop("letters of another alphabet"),
        gettext_lazy(
            "“{words}” holds letters of another alphabet that look like ours; it is read as “{proposed}”."
        ),
    ),
    "broken_word": (
        gettext_noop("words broken by scanning"),
        gettext_lazy("“{words}” looks broken by scanning; it is read as “{proposed}”."),
    ),
    "broken_line": (
        gettext_noop("words broken at the end of a line"),
        gettext_lazy("“{words}” stands on two lines of a narrow column; it is read as “{proposed}”."),
    ),
    "hidden_letters": (
        gettext_noop("hidden characters"),
        gettext_lazy(
            "“{words}” holds hidden characters, which were left out; check that it still says what was meant."
        ),
    ),
    "several_leads": (
        gettext_noop("cells with several leads"),
        gettext_lazy("“{words}” is read as {count} leads: {proposed}."),
    ),
    "one_or_two_leads": (
        gettext_noop("one lead or two"),
        gettext_lazy("“{words}” may be one lead or two; it is read as one."),
    ),
    "name_in_brackets": (
        gettext_noop("names in brackets"),
        gettext_lazy("“{words}” is read as {proposed}; the words in brackets may say who that is."),
    ),
    "initials_of": (
        gettext_noop("initials"),
        gettext_lazy("“{words}” are the initials of {proposed}, and are read so."),
    ),
    "lead_left": (
        gettext_noop("leads who have left"),
        gettext_lazy("“{words}” is read as {proposed}, who left on {note}."),
    ),
    "lead_cut_short": (
        gettext_noop("leads cut short"),
        gettext_lazy("“{words}” seems to be cut short; the end of the name may be missing."),
    ),
    "lead_trailing": (
        gettext_noop("leads cut short"),
        gettext_lazy(
            "“{words}” ends with a stroke, so another name may be missing; it is read as “{proposed}”."
        ),
    ),
    "lead_unsure": (
        gettext_noop("leads not recognised"),
        gettext_lazy("We cannot tell who “{words}” is; it is read as {proposed}."),
    ),
    "lead_none": (
        gettext_noop("leads still open"),
        gettext_lazy("“{words}” names nobody, so no lead is proposed."),
    ),
    "lead_above": (
        gettext_noop("“as above” in a lead"),
        gettext_lazy("“{words}” is read as the lead of the row above: {proposed}."),
    ),
    "merged_cell": (
        gettext_noop("cells across several rows"),
        gettext_lazy("One cell stands beside several actions, so its words are read for each: “{words}”."),
    ),
    "initials": (
        gettext_noop("initials"),
        gettext_lazy("“{words}” are initials of nobody we know; they are read as those of {proposed}."),
    ),
    "owners_are_members": (
        gettext_noop("whose column it is"),
        gettext_lazy("The column “{words}” names councillors, so it is read as the member lead."),
    ),
    "deadline_unsure": (
        gettext_noop("deadlines to confirm"),
        gettext_lazy("The deadline “{words}” is read as {proposed}."),
    ),
    "deadline_unread": (
        gettext_noop("deadlines not understood"),
        gettext_lazy("No date could be read in “{words}”; the words are kept as they are."),
    ),
    "deadline_above": (
        gettext_noop("“as above” in a deadline"),
        gettext_lazy("“{words}” is read as the deadline of the action above, “{proposed}”."),
    ),
    "news_in_deadline": (
        gettext_noop("news in the deadline"),
        gettext_lazy(
            "“{words}” in the deadline reads as news; it is kept as an update that nobody has signed."
        ),
    ),
    "status_unsure": (
        gettext_noop("status to confirm"),
        "{note}",
    ),
    "status_unread": (
        gettext_noop("status not understood"),
        gettext_lazy("The status “{words}” is not one we know; it is kept as an update."),
    ),
    "status_in_update": (
        gettext_noop("status to confirm"),
        gettext_lazy("“{words}” is the last news of this action, and is read as its status too."),
    ),
    "update_day": (
        gettext_noop("days of progress columns"),
        gettext_lazy("The column “{words}” names no year; what stands in it is read as news of {proposed}."),
    ),
    "reference_guessed": (
        gettext_noop("references to other challenges"),
        gettext_lazy("“{words}” is read as pointing to “{proposed}”."),
    ),
    "reference_below": (
        gettext_noop("references to other challenges"),
        gettext_lazy("“{words}” says above, but “{proposed}” stands below."),
    ),
    "reference_unread": (
        gettext_noop("references to other challenges"),
        gettext_lazy("We cannot tell which challenge “{words}” points to."),
    ),
    "several_actions": (
        gettext_noop("rows of several actions"),
        gettext_lazy("One row holds {proposed}, with leads or dates beside each; it is read as {proposed}."),
    ),
    "may_be_several": (
        gettext_noop("rows of several actions"),
        gettext_lazy("One row may hold {proposed}; it is kept as one."),
    ),
    "joined_words": (
        gettext_noop("rows joined"),
        gettext_lazy("“{words}” stood at the start of the next row; it is read as the end of this action."),
    ),
    "joined_challenge": (
        gettext_noop("rows joined"),
        gettext_lazy("“{words}” stood in a row below; it is read as part of this challenge’s title."),
    ),
    "joined_cells": (
        gettext_noop("rows joined"),
        gettext_lazy("“{words}” stood alone in the next row; it is read as part of this row."),
    ),
    "joined_pages": (
        gettext_noop("rows joined"),
        gettext_lazy(
            "“{words}” stood at the head of page {proposed}, and the row before fills its page to the foot; it is "
            "read as the end of that row."
        ),
    ),
    "no_heading": (
        gettext_noop("no heading"),
        gettext_lazy("The row stands under no heading, so it is put under “{proposed}”."),
    ),
    "no_heading_column": (
        gettext_noop("no heading"),
        gettext_lazy("The table has no headings, so its challenges stand under “{words}”."),
    ),
    "cell_too_long": (
        gettext_noop("cells too long"),
        gettext_lazy("“{words}” is too long for its column, so it is kept as a note on the action."),
    ),
    "heading_above": (
        gettext_noop("headings above tables"),
        gettext_lazy("“{words}” stands above its table, and is read as the heading of the rows in it."),
    ),
    "no_challenge": (
        gettext_noop("no challenge"),
        gettext_lazy("The row stands under no challenge, so it is put under “{proposed}”."),
    ),
    "no_action": (
        gettext_noop("nothing to be done"),
        gettext_lazy("The row says nothing that is to be done: add the words, or skip the row."),
    ),
    "challenge_again": (
        gettext_noop("challenges named twice"),
        gettext_lazy(
            "A challenge called “{words}” stands further up too, as number {proposed}; they are kept apart."
        ),
    ),
    "column_unknown": (
        gettext_noop("columns not known"),
        gettext_lazy("The column “{words}” is none we know, so its words are kept as a note on each action."),
    ),
    "column_added": (
        gettext_noop("tables without column names"),
        gettext_lazy("Table {words} has no row of column names, so it is read like the table before it."),
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


def problem(code, *, words="", proposed="", field="", choices=(), row="", note="", then="", said=None):
    """Make a problem; `said` is how the sentence says `proposed`, where that is more than one word.

    `then` is one more sentence.
    """
    sentence = CODES[code][1]
    count = len(proposed) if isinstance(proposed, (list, tuple)) else 1
    if said is None:
        said = (
            ", ".join(f"“{each}”" for each in proposed) if isinstance(proposed, (list, tuple)) else proposed
        )
    message = sentence.format(words=_short(words), proposed=said, count=count, note=note)
    message = f"{message} {then}" if then else message
    return Problem(code, message, field, words, proposed, tuple(choices), row)


def choice(say, decide, **details):
    """An answer to a problem: the words of a button, and the decision that pressing it stores."""
    return {"say": str(say), "decision": {"decide": decide, **details}}


def short_name(code):
    """What needs a decision, for a heading with a count: "deadlines to confirm"."""
    return CODES[code][0]


def listed(names):
    """ "Ann Smith and Bill Jones"."""
    return reduce(lambda one, other: _("{one} and {other}").format(one=one, other=other), names)


def _short(words):
    words = " ".join(words.split())
    return words if len(words) <= 120 else f"{words[:117].rstrip()}…"
