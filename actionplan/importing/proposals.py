"""A document becomes a proposal: its rows become actions under challenges under headings, with their doubts."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from dataclasses import asdict, replace

from django.utils.translation import gettext as _

from actionplan.importing.actions import ActionReader, shows_position
from actionplan.importing.actors import A_KIND, IN_WORDS, KINDS, Known, is_initials, is_member, kind_of
from actionplan.importing.added import add_lines
from actionplan.importing.columns import LEADS
from actionplan.importing.decisions import Decisions
from actionplan.importing.due import DueBook
from actionplan.importing.glossary import stands_for, terms_in
from actionplan.importing.leads import AS_ABOVE, NameBook
from actionplan.importing.likeness import key
from actionplan.importing.lines import read_lines
from actionplan.importing.linking import link_references
from actionplan.importing.news import NewsDays
from actionplan.importing.outline import Outline
from actionplan.importing.problems import choice, problem
from actionplan.importing.reading import Actor, Proposal
from actionplan.importing.role_words import ROLES
from actionplan.importing.scanning import Vocabulary, mend_text
from actionplan.importing.splitting import Splitter
from actionplan.importing.table import Document
from actionplan.importing.torn import join_torn

TEXTS = ("heading", "challenge", "action", "deadline", "status")


def propose(
    document,
    *,
    title="",
    as_of,
    known=(),
    year_starts=4,
    quarters="financial",
    columns=None,
    glossary=None,
    decisions=(),
):
    """Read a Document into a Proposal, as of a day.

    `known` are the council's actors (actors.Known); `columns` says what columns are where the reading of their names
    is not to be trusted, {column name or "table:place": field}; `glossary` what initials stand for, {initials:
    meaning}; `decisions` are those of decisions.py. Raises CannotRead where no table has columns we know.
    """
    settings = {
        "title": title,
        "as_of": as_of,
        "known": tuple(replace(each, aliases=tuple(each.aliases)) for each in known),
        "year_starts": year_starts,
        "quarters": quarters,
        "columns": dict(columns or {}),
        "glossary": dict(glossary or {}),
    }
    return _Maker(document, settings, tuple(decisions)).proposal()


def apply_decisions(proposal, decisions):
    """The same document read again with further decisions, which are remembered after those made before."""
    made = (*proposal.decisions, *decisions)
    return propose(proposal.document, **proposal.settings, decisions=made)


def stored(proposal):
    """A proposal as plain values for a JSON field: what it was made from, which is all it takes to make it again."""
    settings = dict(proposal.settings)
    settings["as_of"] = settings["as_of"].isoformat()
    settings["known"] = [asdict(actor) for actor in settings["known"]]
    return {
        "document": proposal.document.as_json(),
        "settings": settings,
        "decisions": list(proposal.decisions),
    }


def restored(values):
    """The proposal that `stored` gave these values for."""
    settings = dict(values["settings"])
    settings["as_of"] = datetime.date.fromisoformat(settings["as_of"])
    settings["known"] = tuple(
        Known(**(actor | {"aliases": tuple(actor["aliases"])})) for actor in settings["known"]
    )
    return propose(Document.from_json(values["document"]), **settings, decisions=tuple(values["decisions"]))


class _Maker:
    """One reading of one document, step by step; each step leaves what it found for the next."""

    def __init__(self, document, settings, decisions):
        self.document, self.settings, self.decisions = document, settings, decisions
        self.decided = Decisions(decisions)
        self.read = read_lines(document, settings["columns"] | self.decided.columns, self.decided.skipped)
        self.fields = {column.field for column in self.read.columns}
        self.outline = Outline(has_headings="heading" in self.fields)
        self.problems = list(self.read.problems)

    def proposal(self):
        lines = self.read.lines
        self._read_owners_as_members(lines)
        self.vocabulary = Vocabulary({words for line in lines for words in line.cells.values()}, ROLES)
        for line in lines:
            self._mend(line)
        lines = join_torn(lines, self.decided.undone_joins, self.decided.whole_joins)
        splitter = Splitter(self.decided, in_lists_only=shows_position(self.read.columns))
        lines = splitter.split(lines)
        self.read.unplaced += splitter.unplaced
        add_lines(lines, self.decided)
        for line in lines:
            self._retype(line)
        self._read_actions(lines)
        link_references(self.outline.challenges, self.decided.sees)
        return self._finished()

    def _read_owners_as_members(self, lines):
        """A single owner column is the operational lead, unless those in it are councillors."""
        owners = [line.get("operational") for line in lines if line.get("operational")]
        if self.fields & {"member", "strategic"} or sum(map(is_member, owners)) * 2 <= len(owners):
            return
        for line in lines:
            if "operational" in line.cells:
                line.cells["member"] = line.cells.pop("operational")
        name = next(column.name for column in self.read.columns if column.field == "operational")
        self.problems.append(problem("owners_are_members", words=name))

    def _mend(self, line):
        for name in TEXTS:
            words = line.get(name)
            mended = mend_text(words, self.vocabulary) if words else words
            if mended == words or (line.key, name) in self.decided.texts:
                continue
            line.written[name] = words
            line.cells[name] = mended
            if name not in line.merged:
                line.problems.append(_mended(line, name, words, mended))

    def _retype(self, line):
        for name in (*TEXTS, *LEADS):
            if (line.key, name) in self.decided.texts and name not in line.retyped:
                line.cells[name] = self.decided.texts[line.key, name]

    def _read_actions(self, lines):
        calendar = {name: self.settings[name] for name in ("as_of", "year_starts", "quarters")}
        days = NewsDays(**calendar)
        reader = ActionReader(
            names=self._learn_names(lines),
            dues=DueBook(**calendar, decided=self.decided.deadlines),
            days=days,
            columns=self.read.columns,
            positions={row: words for (row, name), words in self.decided.texts.items() if name == "position"},
        )
        above = None
        for line, following in itertools.zip_longest(lines, lines[1:]):
            if challenge := self.outline.place(line, following):
                above = reader.read(line, above)
                challenge.actions.append(above)
                above.reference = f"{challenge.number}.{len(challenge.actions)}"
        self.problems += days.problems()

    def _learn_names(self, lines):
        words = (line.get(role) for line in lines for role in LEADS)
        cells = Counter(each for each in words if each and not AS_ABOVE.match(each))
        known = self.settings["known"]
        return NameBook(cells, known=known, vocabulary=self.vocabulary, decided=self.decided.leads)

    def _finished(self):
        actors = self._actors()
        glossary = terms_in(self._texts(), self.settings["glossary"])
        for action in self._actions():
            action.problems = self._unsettled(action.problems)
        title, unplaced = self._title()
        return Proposal(
            title=title,
            as_of=self.settings["as_of"],
            headings=tuple(self.outline.headings.values()),
            challenges=tuple(self.outline.challenges),
            problems=self._unsettled(
                [*self.problems, *self.outline.problems, *self._initials(actors, glossary)]
            ),
            unplaced=(*unplaced, *self.read.unplaced, *self.outline.unplaced),
            actors=tuple(actors),
            columns=tuple(self.read.columns),
            document=self.document,
            settings=self.settings,
            glossary=glossary,
            decisions=self.decisions,
        )

    def _actions(self):
        return [action for challenge in self.outline.challenges for action in challenge.actions]

    def _unsettled(self, problems):
        """Each doubt once, in order, that nobody has settled."""
        unsettled = [each for each in problems if not self.decided.settles(each)]
        return tuple({(each.code, each.row, each.message): each for each in unsettled}.values())

    def _title(self):
        """The title given, else the first line above the first table; the other lines there are unplaced."""
        before, given = self.read.before, self.settings["title"]
        if given:
            return given, [line for line in before if key(line) != key(given)]
        return (before[0], before[1:]) if before else ("", [])

    def _actors(self):
        """Everybody named, in the order they are met, with how many actions name them."""
        counts, first = Counter(), {}
        for action in self._actions():
            named = {name.name: name for role in LEADS for name in action.leads[role]}
            counts.update(named.keys())
            first = named | first
        return [Actor(name, first[name].kind, first[name].id, count) for name, count in counts.items()]

    def _texts(self):
        """Everything the document says, each text once."""
        cells = (cell.words for table in self.document.tables for row in table.rows for cell in row.cells)
        lines = (line for table in self.document.tables for line in table.above)
        pairs = (_first_two(row) for table in self.document.tables for row in table.rows[:100])
        return dict.fromkeys([*cells, *lines, *self.document.outside, *pairs])

    def _initials(self, actors, glossary):
        """Initials of nobody we know are asked about once, not on every row that has them."""
        meanings = {term.initials: term.meaning for term in glossary}
        for actor in actors:
            if actor.id is None and is_initials(actor.name) and actor.name not in self.decided.leads:
                yield _initials_of(actor, meanings.get(actor.name), actors)


def _first_two(row):
    """A row of a key to initials: "HOPOS", "Head of People and Organisational Services"."""
    two = [cell.words for cell in row.cells[:2]]
    return "\t".join(two) if len(two) == 2 and is_initials(two[0]) else ""


def _initials_of(actor, meaning, actors):
    """The doubt about initials, with what they stand for and whose they may be as the first answers."""
    named = [{"name": meaning, "kind": kind_of(meaning) or actor.kind}] if meaning else []
    named += [
        {"name": each.name, "kind": each.kind}
        for each in actors
        if " " in each.name and stands_for(each.name.split(), actor.name) and each.name != meaning
    ]
    choices = [choice(each["name"], "lead", words=actor.name, names=[each]) for each in named]
    choices += [
        choice(A_KIND[kind], "lead", words=actor.name, names=[{"name": actor.name, "kind": kind}])
        for kind in KINDS
        if kind != actor.kind
    ]
    said, then = IN_WORDS[actor.kind], _("They stand for “{words}”.").format(words=meaning) if meaning else ""
    return problem("initials", words=actor.name, proposed=actor.kind, said=said, choices=choices, then=then)


def _mended(line, name, words, mended):
    shown, was = _difference(words, mended)
    keep = [choice(_("As it is written"), "text", row=line.key, field=name, new=words)]
    return problem("broken_word", words=was, proposed=shown, field=name, row=line.key, choices=keep)


def _difference(words, mended):
    """The words around what was changed, as they are now and as they were."""
    start = next((i for i, (a, b) in enumerate(zip(words, mended, strict=False)) if a != b), 0)
    begin = words.rfind(" ", 0, max(start - 1, 0)) + 1
    end = 0
    while end < min(len(words), len(mended)) - start and words[-1 - end] == mended[-1 - end]:
        end += 1
    was, now = words[begin : len(words) - end], mended[begin : len(mended) - end]
    after = words[len(words) - end :].split(" ")[0] if end else ""
    return (now + after).strip(), (was + after).strip()
