"""Headings and challenges: which of them a row stands under, and their numbers through the plan."""

from __future__ import annotations

from actionplan.importing.likeness import key
from actionplan.importing.problems import problem
from actionplan.importing.reading import Challenge

NO_HEADING = "General"


class Outline:
    """The headings and challenges met so far, in printed order; headings may alternate, numbers run on.

    `has_headings` says whether the table has a column for them.
    """

    def __init__(self, *, has_headings):
        self.has_headings = has_headings
        self.challenges, self.headings, self.numbers = [], {}, {}
        self.problems, self.unplaced = [], []
        self.heading = self.title = None
        self.begins_anew = False

    def place(self, line, following):
        """Place a line; the challenge it stands under, or None where it only names what stands below it."""
        self._name(line)
        if self._only_names(line, following):
            return None
        if self.begins_anew:
            self._begin(line)
        return self.challenges[-1]

    def _name(self, line):
        """A blank heading or challenge goes on with the one above; a new one of either begins a new challenge."""
        named = line.get("heading") or line.under
        heading = self._heading(line, named) if named else self.heading or self._no_heading(line)
        title = line.get("challenge") or (self.title if heading == self.heading else None)
        if (heading, title and key(title)) != (self.heading, self.title and key(self.title)):
            self.begins_anew = True
        self.heading, self.title = heading, title

    def _heading(self, line, named):
        """One heading for all its spellings; the first is the one that stands."""
        first = self.headings.setdefault(key(named), named)
        if first != named:
            line.written["heading"] = named
        return first

    def _no_heading(self, line):
        if self.has_headings:
            line.problems.append(problem("no_heading", proposed=NO_HEADING, row=line.key))
        else:
            self.problems.append(problem("no_heading_column", words=NO_HEADING))
        return self._heading(line, NO_HEADING)

    def _only_names(self, line, following):
        """A row with a heading or a challenge and nothing else, when what is to be done stands in the rows below."""
        if line.filled == {"heading"}:
            self._leave_to(line, following)
            return True
        if not line.filled <= {"heading", "challenge", "reference"} or "challenge" not in line.filled:
            return False
        if following is None or "action" not in following.filled or "challenge" in following.filled:
            return False
        if words := line.get("reference"):
            following.notes = [("Reference in the document", words), *following.notes]
        line.give_up_to(following)
        return True

    def _leave_to(self, line, following):
        """A heading's row belongs to no action; the last row of a plan has none below to remember it."""
        self.problems += line.problems
        written = {f"{name} of row {line.key}": words for name, words in line.written.items()}
        if following is None:
            self.unplaced += written.values()
        else:
            following.written |= written

    def _begin(self, line):
        self.begins_anew = False
        if self.title is None:
            self.title = self.heading
            line.problems.append(problem("no_challenge", proposed=self.title, row=line.key))
        number = len(self.challenges) + 1
        first = self.numbers.setdefault(key(self.title), number)
        if first != number:
            again = problem("challenge_again", words=self.title, proposed=str(first), row=line.key)
            line.problems.append(again)
        self.challenges.append(Challenge(self.heading, self.title, number))
