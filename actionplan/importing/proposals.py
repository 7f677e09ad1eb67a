"""A document becomes a proposal: its rows become actions under challenges under headings, with their doubts."""

from __future__ import annotations

import datetime
import itertools
import re
from collections import Counter
from dataclasses import asdict, replace

from actionplan.importing.actors import Known, is_councillor
from actionplan.importing.columns import LEADS
from actionplan.importing.decisions import Decisions
from actionplan.importing.due import DueBook, all_news
from actionplan.importing.leads import AS_ABOVE, Cell, NameBook, with_field
from actionplan.importing.likeness import key
from actionplan.importing.lines import read_lines
from actionplan.importing.position import position_in
from actionplan.importing.problems import choice, problem
from actionplan.importing.reading import Action, Actor, Challenge, Proposal
from actionplan.importing.references import Titles, pointers
from actionplan.importing.role_words import ROLES
from actionplan.importing.scanning import Vocabulary, mend_text
from actionplan.importing.table import Document
from actionplan.importing.torn import join_torn
from actionplan.status import read_status

TEXTS = ("heading", "challenge", "action", "deadline", "status")
NO_HEADING = "General"
# "Action needed & current position": one column for two things, kept whole, with a split proposed.
POSITION = re.compile(r"position|progress|update", re.I)


def propose(
    document, *, title="", as_of, known=(), year_starts=4, quarters="financial", columns=None, decisions=()
):
    """Read a Document into a Proposal, as of a day.

    `known` are the council's actors (actors.Known); `columns` says what columns are where the reading of their names
    is not to be trusted, {column name or "table:place": field}; `decisions` are those of decisions.py. Raises
    CannotRead where no table has columns we know.
    """
    settings = {
        "title": title,
        "as_of": as_of,
        "known": tuple(Known(each.name, each.kind, tuple(each.aliases), each.id) for each in known),
        "year_starts": year_starts,
        "quarters": quarters,
        "columns": dict(columns or {}),
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
        self.problems = list(self.read.problems)
        self.challenges, self.headings, self.numbers = [], {}, {}
        self.shows_position = any(
            column.field == "action" and POSITION.search(column.name) for column in self.read.columns
        )

    def proposal(self):
        lines = self.read.lines
        self._read_owners_as_members(lines)
        self.vocabulary = Vocabulary({words for line in lines for words in line.cells.values()}, ROLES)
        for line in lines:
            self._mend(line)
        lines = join_torn(lines, self.decided.undone_joins)
        for line in lines:
            self._retype(line)
        self.names = self._learn_names(lines)
        self.dues = DueBook(
            as_of=self.settings["as_of"],
            year_starts=self.settings["year_starts"],
            quarters=self.settings["quarters"],
            decided=self.decided.deadlines,
        )
        self._place(lines)
        self._refer()
        return self._finished()

    def _read_owners_as_members(self, lines):
        """A single owner column is the operational lead, unless those in it are councillors."""
        if {column.field for column in self.read.columns} & {"member", "strategic"}:
            return
        owners = [line.get("operational") for line in lines if line.get("operational")]
        if owners and sum(map(is_councillor, owners)) * 2 > len(owners):
            for line in lines:
                if "operational" in line.cells:
                    line.cells["member"] = line.cells.pop("operational")
            name = next(column.name for column in self.read.columns if column.field == "operational")
            self.problems.append(problem("owners_are_members", words=name))

    def _mend(self, line):
        for name in TEXTS:
            words = line.get(name)
            if (
                not words
                or (line.key, name) in self.decided.texts
                or (mended := mend_text(words, self.vocabulary)) == words
            ):
                continue
            line.written[name] = words
            line.cells[name] = mended
            keep = [choice("As it is written", "text", row=line.key, field=name, new=words)]
            shown, was = _difference(words, mended)
            line.problems.append(
                problem("broken_word", words=was, proposed=shown, field=name, row=line.key, choices=keep)
            )

    def _retype(self, line):
        for name in TEXTS:
            if (line.key, name) in self.decided.texts:
                line.cells[name] = self.decided.texts[line.key, name]

    def _learn_names(self, lines):
        cells = Counter(
            words
            for line in lines
            for role in LEADS
            if (words := line.get(role)) and not AS_ABOVE.match(words)
        )
        return NameBook(
            cells, known=self.settings["known"], vocabulary=self.vocabulary, decided=self.decided.leads
        )

    def _place(self, lines):
        """Give every line its challenge; a blank heading or challenge goes on with the one above."""
        self.heading = self.title = above = None
        for line, following in itertools.zip_longest(lines, lines[1:]):
            self._place_line(line)
            if not self._only_names_a_challenge(line, following):
                self._begin(line)
                above = self._action(line, above)
                self.challenges[-1].actions.append(above)
                above.reference = f"{self.challenges[-1].number}.{len(self.challenges[-1].actions)}"

    def _place_line(self, line):
        """Say under which heading and challenge a line stands; a new one of either begins a new challenge."""
        named = line.get("heading") or line.under
        heading = self._heading(line, named) if named else self.heading or self._no_heading(line)
        title = line.get("challenge") or (self.title if heading == self.heading else None)
        if (heading, title and key(title)) != (self.heading, self.title and key(self.title)):
            self.begins_anew = True
        self.heading, self.title = heading, title

    def _only_names_a_challenge(self, line, following):
        """A row with a heading or a challenge and nothing else, when what is to be done stands in the rows below."""
        if line.filled == {"heading"}:
            self.problems += line.problems
            return True
        only = line.filled <= {"heading", "challenge", "reference"} and "challenge" in line.filled
        if (
            not only
            or following is None
            or "action" not in following.filled
            or "challenge" in following.filled
        ):
            return False
        following.notes = [*self._reference_note(line), *following.notes]
        following.problems = [*line.problems, *following.problems]
        following.rows += line.rows
        return True

    def _begin(self, line):
        if not self.begins_anew:
            return
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

    def _heading(self, line, named):
        """One heading for all its spellings; the first is the one that stands."""
        first = self.headings.setdefault(key(named), named)
        if first != named:
            line.written["heading"] = named
        return first

    def _no_heading(self, line):
        if any(column.field == "heading" for column in self.read.columns):
            line.problems.append(problem("no_heading", proposed=NO_HEADING, row=line.key))
        else:
            self.problems.append(problem("no_heading_column", words=NO_HEADING))
        return self._heading(line, NO_HEADING)

    def _action(self, line, above):
        problems = list(line.problems)
        leads = {role: self._leads(line, role, above, problems) for role in LEADS}
        due, doubts = self.dues.read(line.get("deadline"), line.key, above and above.deadline)
        problems += [replace(each, field="deadline") for each in doubts]
        status = self._status(line, due, problems)
        if not line.get("action"):
            problems.append(problem("no_action", field="action", row=line.key))
        return Action(
            text=line.get("action"),
            position=self._position(line),
            leads=leads,
            deadline=due,
            status=status,
            status_words=line.get("status"),
            news=all_news(due),
            updates=tuple(line.updates),
            notes=(*self._reference_note(line), *line.notes),
            source={"page": line.page, "table": line.table, "row": line.number},
            rows=tuple(line.rows),
            written=dict(line.written),
            problems=tuple(problems),
        )

    def _position(self, line):
        if (line.key, "position") in self.decided.texts:
            return self.decided.texts[line.key, "position"]
        return position_in(line.get("action")) if self.shows_position else ""

    def _leads(self, line, role, above, problems):
        words = line.get(role)
        if not words:
            return ()
        if AS_ABOVE.match(words) and above is not None:
            cell = self._leads_above(words, above.leads.get(role, ()))
        else:
            cell = self.names.read(words, line.key)
        problems += with_field(cell.problems, role)
        if role in line.merged:
            problems.append(problem("merged_cell", words=words, field=role))
        if ", ".join(name.name for name in cell.names) != words:
            line.written[role] = words
        return cell.names

    def _leads_above(self, words, names):
        said = ", ".join(name.name for name in names) or "nobody"
        return Cell(names, (problem("lead_above", words=words, proposed=said),))

    def _status(self, line, due, problems):
        words = line.get("status")
        if not words:
            return due.status
        read = read_status(words)
        if read is None:
            line.updates.append(("Status", words))
            problems.append(problem("status_unread", words=words, field="status"))
            return due.status
        if not read.confident:
            problems.append(
                problem("status_unsure", words=words, proposed=read.meaning.label.lower(), field="status")
            )
        return read.meaning.value

    def _reference_note(self, line):
        words = line.get("reference")
        return [("Reference in the document", words)] if words else []

    def _refer(self):
        titles = Titles([challenge.title for challenge in self.challenges])
        for challenge in self.challenges:
            for action in challenge.actions:
                self._refer_action(action, challenge.number, titles)

    def _refer_action(self, action, number, titles):
        numbers, problems = [], []
        for pointer in pointers(action.text):
            meant = titles.meant(pointer, number)
            problems += self._pointer_doubts(pointer, meant, number, titles, action.rows[0])
            numbers += [meant] if meant else []
            action.pointer = action.pointer or pointer.whole
        if action.rows[0] in self.decided.sees:
            wanted = {key(title) for title in self.decided.sees[action.rows[0]]}
            numbers = [each.number for each in self.challenges if key(each.title) in wanted]
            problems = []
        action.see_numbers = tuple(dict.fromkeys(numbers))
        action.see_also = tuple(titles.titles[each - 1] for each in action.see_numbers)
        action.problems += tuple(problems)

    def _pointer_doubts(self, pointer, meant, number, titles, row):
        if meant is None:
            yield problem("reference_unread", words=pointer.words, field="action", row=row)
            return
        title = titles.titles[meant - 1]
        none = [choice("It points nowhere", "see", row=row, titles=[])]
        if meant > number and pointer.says == "above":
            yield problem(
                "reference_below", words=pointer.words, proposed=title, field="action", row=row, choices=none
            )
        elif not titles.is_exact(pointer, meant):
            yield problem(
                "reference_guessed",
                words=pointer.words,
                proposed=title,
                field="action",
                row=row,
                choices=none,
            )

    def _finished(self):
        for challenge in self.challenges:
            for action in challenge.actions:
                action.problems = self._unsettled(action.problems)
        title, unplaced = self._title()
        return Proposal(
            title=title,
            as_of=self.settings["as_of"],
            headings=tuple(self.headings.values()),
            challenges=tuple(self.challenges),
            problems=self._unsettled(self.problems),
            unplaced=(*unplaced, *self.read.unplaced),
            actors=tuple(self._actors()),
            columns=tuple(self.read.columns),
            document=self.document,
            settings=self.settings,
            decisions=self.decisions,
        )

    def _unsettled(self, problems):
        """Each doubt once that nobody has settled."""
        unsettled = [each for each in problems if not self.decided.settles(each)]
        return tuple({(each.code, each.row, each.message): each for each in reversed(unsettled)}.values())[
            ::-1
        ]

    def _title(self):
        """The title given, else the first line above the first table; the other lines there are unplaced."""
        before = [line for line in self.read.before if key(line) not in map(key, self.headings)]
        given = self.settings["title"]
        if given:
            return given, [line for line in before if key(line) != key(given)]
        return (before[0], before[1:]) if before else ("", [])

    def _actors(self):
        counts, names = Counter(), {}
        for challenge in self.challenges:
            for action in challenge.actions:
                for name in {name.name: name for role in LEADS for name in action.leads[role]}.values():
                    counts[name.name] += 1
                    names.setdefault(name.name, name)
        return [Actor(name, each.kind, each.id, counts[name]) for name, each in names.items()]


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
