"""A document becomes a proposal: its rows become actions under challenges under headings, with their doubts."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import asdict, replace

from actionplan.importing.actors import Known
from actionplan.importing.columns import LEADS
from actionplan.importing.decisions import Decisions
from actionplan.importing.due import DueBook, all_news
from actionplan.importing.leads import AS_ABOVE, Cell, NameBook, key, with_field
from actionplan.importing.lines import read_lines
from actionplan.importing.problems import choice, problem
from actionplan.importing.reading import Action, Actor, Challenge, Proposal
from actionplan.importing.references import Titles, pointers
from actionplan.importing.role_words import ROLES
from actionplan.importing.scanning import Vocabulary, mend_text
from actionplan.importing.table import Document
from actionplan.importing.torn import join_torn
from actionplan.status import read_status

TEXTS = ("heading", "challenge", "action", "deadline", "status")
NO_HEADING, NO_CHALLENGE = "General", "General"


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
        "known": tuple(known),
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
        self.reading = read_lines(document, settings["columns"] | self.decided.columns, self.decided.skipped)
        self.problems = list(self.reading.problems)
        self.challenges, self.headings = [], {}

    def proposal(self):
        lines = self.reading.lines
        self.vocabulary = Vocabulary((words for line in lines for words in line.cells.values()), ROLES)
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

    def _mend(self, line):
        for name in TEXTS:
            words = line.get(name)
            if not words or (mended := mend_text(words, self.vocabulary)) == words:
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
        heading = title = None
        above = None
        for line in lines:
            heading, title = self._place_line(line, heading, title)
            action = self._action(line, above)
            challenge = self.challenges[-1]
            challenge.actions.append(action)
            action.reference = f"{challenge.number}.{len(challenge.actions)}"
            above = action

    def _place_line(self, line, heading, title):
        named = line.get("heading")
        new_heading = self._heading(line, named) if named else heading or self._no_heading(line)
        new_title = line.get("challenge") or (title if new_heading == heading else None)
        if new_title is None:
            new_title = NO_CHALLENGE
            line.problems.append(problem("no_challenge", proposed=new_title, row=line.key))
        if not self.challenges or (new_heading, key(new_title)) != (heading, key(title)):
            self._begin(line, new_heading, new_title)
        return new_heading, new_title

    def _heading(self, line, named):
        """One heading for all its spellings; the first is the one that stands."""
        first = self.headings.setdefault(key(named), named)
        if first != named:
            line.written["heading"] = named
        return first

    def _no_heading(self, line):
        name = line.above[-1] if len(line.above) > 1 else NO_HEADING
        line.problems.append(problem("no_heading", proposed=name, row=line.key))
        return self._heading(line, name)

    def _begin(self, line, heading, title):
        number = len(self.challenges) + 1
        same = next((each for each in self.challenges if key(each.title) == key(title)), None)
        if same:
            line.problems.append(
                problem("challenge_again", words=title, proposed=str(same.number), row=line.key)
            )
        self.challenges.append(Challenge(heading, title, number))

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
            problems.append(problem("lead_merged", words=words, field=role))
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
        if meant > number and "above" in pointer.words.casefold():
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
                action.problems = tuple(each for each in action.problems if not self.decided.settles(each))
        title, unplaced = self._title()
        return Proposal(
            title=title,
            as_of=self.settings["as_of"],
            headings=tuple(dict.fromkeys(challenge.heading for challenge in self.challenges)),
            challenges=tuple(self.challenges),
            problems=tuple(each for each in self.problems if not self.decided.settles(each)),
            unplaced=(*unplaced, *self.reading.unplaced),
            actors=tuple(self._actors()),
            columns=tuple(self.reading.columns),
            document=self.document,
            settings=self.settings,
            decisions=self.decisions,
        )

    def _title(self):
        """The title given, else the first line above the first table; the other lines there are unplaced."""
        before = [line for line in self.reading.before if key(line) not in map(key, self.headings)]
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
