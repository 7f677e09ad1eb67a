"""The questions of a review: doubts that one answer settles together, beside the words they are about."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from actionplan.importing.columns import LEADS
from actionplan.importing.due import said
from actionplan.importing.problems import CODES, short_name
from actionplan.reviewing.answers import OTHERWISE, answers_to, meaning_of
from actionplan.reviewing.printed import Printed

LAST = 120
ROLE_NAMES = {
    "member": gettext_lazy("Member"),
    "strategic": gettext_lazy("Strategic"),
    "operational": gettext_lazy("Operational"),
}

# A kind of question by how many there are of it; the others say the same of one and of many.
KINDS = {
    "names that may be one": ngettext_lazy("name that may be another’s", "names that may be one", "count"),
    "words broken by scanning": ngettext_lazy("word broken by scanning", "words broken by scanning", "count"),
    "cells too long": ngettext_lazy("cell too long", "cells too long", "count"),
    "cells with several leads": ngettext_lazy("cell with several leads", "cells with several leads", "count"),
    "names in brackets": ngettext_lazy("name in brackets", "names in brackets", "count"),
    "leads cut short": ngettext_lazy("lead cut short", "leads cut short", "count"),
    "leads who have left": ngettext_lazy("lead who has left", "leads who have left", "count"),
    "leads not recognised": ngettext_lazy("lead not recognised", "leads not recognised", "count"),
    "leads still open": ngettext_lazy("lead still open", "leads still open", "count"),
    "cells across several rows": ngettext_lazy(
        "cell across several rows", "cells across several rows", "count"
    ),
    "deadlines to confirm": ngettext_lazy("deadline to confirm", "deadlines to confirm", "count"),
    "deadlines not understood": ngettext_lazy("deadline not understood", "deadlines not understood", "count"),
    "references to other challenges": ngettext_lazy(
        "reference to another challenge", "references to other challenges", "count"
    ),
    "rows joined": ngettext_lazy("row joined", "rows joined", "count"),
    "headings above tables": ngettext_lazy("heading above a table", "headings above tables", "count"),
    "challenges named twice": ngettext_lazy("challenge named twice", "challenges named twice", "count"),
    "columns not known": ngettext_lazy("column not known", "columns not known", "count"),
    "tables without column names": ngettext_lazy(
        "table without column names", "tables without column names", "count"
    ),
}


@dataclass(frozen=True)
class Question:
    """One doubt to settle, with everything the page shows of it.

    `source` and `reading` are (label, words) pairs; `rows` are the labels of all rows that share the doubt, the first
    one (`row`) shown. `otherwise` is what opens a form where no answer fits.
    """

    key: str
    code: str
    kind: str
    messages: tuple
    field: str
    row: str
    rows: tuple
    reference: str
    text: str
    source: tuple
    reading: tuple
    answers: tuple
    otherwise: str
    problems: tuple

    @property
    def likely(self):
        return self.answers[0]

    @property
    def words(self):
        return self.problems[0].words

    @property
    def alike(self):
        """Whether one answer does for every row that says the same."""
        return not self.problems[0].row

    @property
    def asks_who(self):
        return self.field in LEADS or self.code == "initials"

    @property
    def opens(self):
        """The field that its form opens."""
        return "see" if self.code.startswith("reference") else self.field


@dataclass(frozen=True)
class Group:
    """The questions of one kind, or the first of them; `count` is how many there are of it."""

    key: str
    name: str
    questions: tuple
    count: int

    @property
    def said(self):
        """The kind after its count: "1 deadline to confirm", "3 deadlines to confirm"."""
        return KINDS[self.name].format(count=self.count) if self.name in KINDS else _(self.name)

    @property
    def at_once(self):
        """What one press for all of them says."""
        answers = {question.likely.say for question in self.questions}
        said = _("“{answer}” for all {count}") if len(answers) == 1 else _("First answer for all {count}")
        return said.format(answer=self.questions[0].likely.say, count=self.count)

    @property
    def heading_key(self):
        return f"g-{self.key}"


def questions_of(proposal):
    """Every open question, in printed order, those about the whole document first."""
    printed = Printed(proposal)
    return [_question(pairs, proposal, printed) for pairs in _by_subject(proposal).values()]


def grouped(questions):
    """The questions by kind; the kinds always in the same order, whatever is settled: who, then when, then the rest."""
    kinds = {kind: [] for kind, _sentence in CODES.values()}
    for question in questions:
        kinds[question.kind].append(question)
    return [
        Group(kind_key(kind), kind, tuple(of_kind), len(of_kind))
        for kind, of_kind in kinds.items()
        if of_kind
    ]


def kind_key(kind):
    """A kind as part of an address: "news in the deadline" is "news-in-the-deadline"."""
    return "-".join("".join(c if c.isalnum() else " " for c in kind.casefold()).split())


def _by_subject(proposal):
    """(action or None, problem) pairs by what a decision about them would be about."""
    subjects = {}
    for problem in proposal.problems:
        subjects.setdefault(problem.subject, []).append((None, problem))
    for action in proposal.actions:
        for problem in action.problems:
            subjects.setdefault(problem.subject, []).append((action, problem))
    return subjects


def _question(pairs, proposal, printed):
    action, first = pairs[0]
    problems = _distinct(problem for _where, problem in pairs)
    rows = dict.fromkeys(_rows_of(each, problem) for each, problem in pairs if each)
    rows = [row for keys in rows for row in keys] or _rows_naming(proposal, first)
    return Question(
        key="q" + hashlib.sha256(repr(first.subject).encode()).hexdigest()[:12],
        code=first.code,
        kind=short_name(first.code),
        messages=tuple(dict.fromkeys(each.message for each in problems)),
        field=first.field,
        row=action.rows[0] if action else "",
        rows=tuple(printed.label(row) for row in dict.fromkeys(rows)),
        reference=action.reference if action else "",
        text=action.text if action else "",
        source=tuple(_source(action, [each for where, each in pairs if where is action], printed)),
        reading=tuple(_reading(action, first, proposal)),
        answers=answers_to(problems),
        otherwise=_otherwise(action, first),
        problems=tuple(problems),
    )


def _distinct(problems):
    """Doubts that say the same of several rows count once."""
    return list({(each.field if each.row else "", each.words): each for each in problems}.values())


def _rows_of(action, problem):
    """The row that a doubt is shown for; where rows were joined, both."""
    joined = problem.code.startswith("joined") and problem.row not in ("", action.rows[0])
    return (action.rows[0], problem.row) if joined else (action.rows[0],)


def _rows_naming(proposal, problem):
    """The rows whose leads a doubt about initials, which belongs to no row, is about."""
    return [
        action.rows[0]
        for action in proposal.actions
        if problem.code == "initials"
        and any(name.words == problem.words for names in action.leads.values() for name in names)
    ]


def _source(action, problems, printed):
    """The printed words a question is about, as (label, words). Of joined rows each shows its own."""
    found = []
    for problem in problems if action else ():
        rows = _rows_of(action, problem)
        for row in rows:
            for column, words in printed.words([row], problem.field):
                found.append((printed.name(row) if len(rows) > 1 else column, words))
    return dict.fromkeys(found) or [("", problem.words) for problem in problems if problem.words]


def challenge_of(action, proposal):
    """The challenge an action stands under: the number before the point of its reference, counted from 1."""
    return proposal.challenges[int(action.reference.partition(".")[0]) - 1]


def _reading(action, problem, proposal):
    """What the field in doubt was read as, as (label, words)."""
    if action is None:
        return
    if problem.field in LEADS:
        names = ", ".join(name.name for name in action.leads.get(problem.field, ()))
        yield ROLE_NAMES[problem.field], names or _("nobody")
    elif problem.field == "deadline":
        yield from deadline_lines(action)
    elif problem.field == "status":
        yield _("Status"), meaning_of(action.status) or _("not said")
    elif problem.code.startswith("reference"):
        yield _("See also"), ", ".join(action.see_also) or _("nothing")
    elif problem.field == "challenge":
        yield _("Challenge"), challenge_of(action, proposal).title
    elif problem.field == "action" and problem.words[-LAST:] in action.text[-2 * LAST :]:
        yield (
            _("It ends"),
            f"…{action.text[-LAST:].partition(' ')[2]}" if len(action.text) > LAST else action.text,
        )


def deadline_lines(action):
    """An action's deadlines and the news that stood beside them, as (label, words)."""
    dues = [due for due in (action.deadline, *action.deadline.also) if due.words and due.words != action.news]
    for due in dues:
        read = said(due) if due.due or due.kind != "none" else _("“{words}”, no date").format(words=due.words)
        yield _("Deadline"), f"{read}, {due.what}" if due.what else read
    if action.news:
        yield _("News"), action.news


def _otherwise(action, problem):
    if problem.code == "initials":
        return _("Write it in full…")
    if action is None or problem.code.startswith("joined") or problem.code in {"merged_cell", "lead_above"}:
        return ""
    if problem.code.startswith("reference"):
        return _("Another challenge…")
    return OTHERWISE.get(problem.field, "")
