"""Who leads: the words of a cell split into names, tidied, and matched to those the plan and the council know."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from actionplan.importing import actors
from actionplan.importing.actors import is_initials, kind_of
from actionplan.importing.problems import choice, problem
from actionplan.importing.role_words import ROLES
from actionplan.importing.scanning import in_our_letters, join_broken, skeleton

BETWEEN = re.compile(r"\s*[/;\n|•·]\s*|\s+\+\s+")
NOBODY = re.compile(
    r"(n/?a|none|tbc|tbd|to be (confirmed|decided|agreed|determined)|not applicable|unassigned|vacant|[-–—?.*]+)\W*$",
    re.I,
)
AS_ABOVE = re.compile(r"\W*(as above|ditto|see above|as before|do\.|same)\W*$|[\"“”〃]$", re.I)
CUT_SHORT = re.compile(r"\b(of|and|for|the|&)$", re.I)
ALIKE = 90
# Comparing everybody with everybody; a plan of more distinct names than this is compared by shape of letters only.
MOST_COMPARED = 1500


@dataclass(frozen=True, slots=True)
class Name:
    """One lead as read: the words as written, the name proposed, its kind, and the id of an actor already known."""

    words: str
    name: str
    kind: str
    id: object = None

    def as_json(self):
        return {"words": self.words, "name": self.name, "kind": self.kind, "id": self.id}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of leads was read as."""

    names: tuple = ()
    problems: tuple = ()


def key(name):
    """What two spellings of one name share: no case, no accents, no spaces or stops."""
    if name.isascii():
        return re.sub(r"[\W_]+", "", name.casefold())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", plain) or plain


class NameBook:
    """Every name in a plan, learned from all its cells at once and read from each distinct cell once.

    `cells` counts the distinct words of all lead cells; `known` are actors the council has; `vocabulary` the words of
    the document; `decided` maps words, or (row, words), to the names an officer chose for them.
    """

    def __init__(self, cells, *, known=(), vocabulary, decided=None):
        self.vocabulary, self.decided = vocabulary, decided or {}
        self.known = {}
        for actor in known:
            for name in (*actor.aliases, actor.name):
                self.known[key(name)] = actor
        self.known_initials = _by_initials(known)
        self._learn_wholes(cells)
        self._learn_names(cells)
        self._cells = {}

    def read(self, words, row=""):
        """Read a cell. A cell an officer decided on in this row is never mixed with the same words elsewhere."""
        if (row, words) in self.decided:
            return self._decided_cell(words, self.decided[row, words])
        if words not in self._cells:
            decided = self.decided.get(words)
            self._cells[words] = self._read(words) if decided is None else self._decided_cell(words, decided)
        return self._cells[words]

    def _learn_wholes(self, cells):
        """The names that stand alone between separators somewhere, by key, with the spelling used most."""
        self.wholes, spellings = Counter(), {}
        for words, count in cells.items():
            for piece in _pieces(in_our_letters(words)):
                piece = self._tidy(piece)
                if kind_of(piece):
                    self.wholes[key(piece)] += count
                    spellings.setdefault(key(piece), Counter())[piece] += count
        self.spelled = {shared: _best_spelling(found) for shared, found in spellings.items()}

    def _learn_names(self, cells):
        self.counts, spellings = Counter(), {}
        for words, count in cells.items():
            for name in (name for piece in _pieces(in_our_letters(words)) for name in self._split(piece)):
                self.counts[key(name)] += count
                spellings.setdefault(key(name), Counter())[name] += count
        self.spelled |= {shared: _best_spelling(found) for shared, found in spellings.items()}
        self.alike = _alike(self.counts, self.spelled, self.known)

    def _tidy(self, piece):
        return join_broken(" ".join(piece.split()).strip(" ,.:"), self.vocabulary)

    def _knows(self, name):
        shared = key(name)
        return shared in self.known or shared in self.wholes

    def _split(self, piece):
        """The names in one piece, or the piece itself where it cannot be split into any."""
        piece = self._tidy(piece)
        if not piece or self._knows(piece):
            return [self.spelled.get(key(piece), piece)] if piece else []
        if near := self._near_initials(piece):
            return [near]
        return actors.segment(piece, self._knows) or [piece]

    def _near_initials(self, piece):
        """ "HOP US" is HOPOS, where that is met often and "HOPUS" never."""
        joined = piece.replace(" ", "")
        if " " not in piece or not is_initials(joined) or kind_of(piece):
            return None
        near = [
            each for each in self.wholes if _one_letter_apart(each, key(joined)) and self.wholes[each] >= 3
        ]
        return self.spelled[near[0]] if len(near) == 1 and not any(map(self._knows, piece.split())) else None

    def _read(self, words):
        if NOBODY.match(words):
            return Cell(problems=(problem("lead_none", words=words),))
        ours = in_our_letters(words)
        names, problems = [], _letter_problems(words, ours)
        for piece in _pieces(ours):
            split = self._split(piece)
            problems += self._broken_problem(piece, split)
            for name in split:
                read, doubts = self._name(name)
                names.append(read)
                problems += doubts
        problems += _shape_problems(words, names, ours)
        return Cell(tuple(_once(names)), tuple(_distinct(problems)))

    def _name(self, written):
        if written in self.decided:
            return self._first_decided(written)
        shared = key(written)
        if actor := self.known.get(shared) or self.known_initials.get(shared):
            return Name(written, actor.name, actor.kind, actor.id), []
        name = self.spelled.get(shared, written)
        if shared in self.alike:
            return self._alike_name(name, self.alike[shared])
        kind = kind_of(name)
        read = Name(written, name, kind or actors.POST)
        return read, [] if kind else [_unsure(read)]

    def _alike_name(self, written, other):
        if actor := self.known.get(other):
            read = Name(written, actor.name, actor.kind, actor.id)
        else:
            read = Name(written, self.spelled[other], kind_of(self.spelled[other]) or actors.POST)
        same = choice(f"The same as {read.name}", "lead", words=written, names=[_chosen(read)])
        new = choice(
            f"A new {read.kind}", "lead", words=written, names=[{"name": written, "kind": read.kind}]
        )
        return read, [problem("same_person", words=written, proposed=read.name, choices=[same, new])]

    def _broken_problem(self, piece, split):
        """A doubt where the letters of a piece were moved together, or one of them changed."""
        written = " ".join(piece.split()).strip(" ,.:")
        read = " ".join(split)
        if written.count(" ") <= self._tidy(piece).count(" ") and (
            len(split) != 1 or written.count(" ") <= read.count(" ")
        ):
            return []
        shown = split[0] if len(split) == 1 else self._tidy(piece)
        names = [{"name": written, "kind": kind_of(written) or kind_of(shown) or actors.POST}]
        keep = choice("As it is written", "lead", words=written, names=names)
        return [problem("broken_word", words=written, proposed=shown, choices=[keep])]

    def _decided_cell(self, words, chosen):
        return Cell(tuple(self._chosen_name(words, each) for each in chosen))

    def _first_decided(self, written):
        chosen = self.decided[written]
        return (self._chosen_name(written, chosen[0]) if chosen else None), []

    def _chosen_name(self, words, chosen):
        actor = self.known.get(key(chosen["name"]))
        if actor:
            return Name(words, actor.name, actor.kind, actor.id)
        return Name(words, chosen["name"], chosen.get("kind") or kind_of(chosen["name"]) or actors.POST)


def _pieces(words):
    return [piece for piece in BETWEEN.split(words) if piece.strip(" ,.:")]


def _best_spelling(spellings):
    """Known spellings by count, then the one with fewest words, then the one that begins most words large."""
    return min(spellings, key=lambda each: (each.count(" "), -spellings[each], each.casefold() == each, each))


def _by_initials(known):
    """Known actors by the initials of their names, with the small words and without, where only one has them."""
    found = {}
    for actor in known:
        words = re.findall(r"\w+", actor.name)
        small = [word for word in words if word.casefold() not in {"of", "and", "the", "for", "to"}]
        for taken in {"".join(word[0] for word in words), "".join(word[0] for word in small)}:
            if len(taken) > 1:
                found.setdefault(taken.casefold(), set()).add(actor)
    return {initials: next(iter(those)) for initials, those in found.items() if len(those) == 1}


def _one_letter_apart(one, other):
    return len(one) == len(other) >= 4 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _alike(counts, spelled, known):
    """Names that are probably others misspelled: {key: key of the one met more often, or already known}."""
    names = {shared: spelled[shared] for shared in counts if shared not in known}
    known_names = {shared: actor.name for shared, actor in known.items()}
    order = sorted(names, key=lambda shared: (-counts[shared], names[shared]))
    alike = _alike_by_shape(order, names, known_names)
    if len(order) + len(known_names) <= MOST_COMPARED:
        alike |= _alike_by_letters([each for each in order if each not in alike], names, known_names)
    return alike


def _alike_by_shape(order, names, known_names):
    first, alike = {}, {}
    for shared in (*known_names, *order):
        shape = skeleton(names.get(shared) or known_names[shared])
        if first.setdefault(shape, shared) != shared and shared in names:
            alike[shared] = first[shape]
    return alike


def _alike_by_letters(order, names, known_names):
    """By likeness of letters, among names of one kind; short ones, and those that differ in a figure, never."""
    compared = [*known_names, *order]
    words = [(known_names.get(shared) or names[shared]).casefold() for shared in compared]
    alike = {}
    for place, shared in enumerate(order, len(known_names)):
        near = process.extract(words[place], words[:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
        for other, _, where in near:
            if compared[where] not in alike and _may_be_one(words[place], other):
                alike[shared] = compared[where]
                break
    return alike


def _may_be_one(one, other):
    same_figures = re.findall(r"\d+", one) == re.findall(r"\d+", other)
    kinds = kind_of(one.title()) == kind_of(other.title())
    # "Head of Housing" and "Heads of Housing" are alike, and are not the same.
    plural = {one, other} == {one.rstrip("s"), one.rstrip("s") + "s"} or set(one.split()) ^ set(
        other.split()
    ) & ROLES
    return len(one) >= 8 and same_figures and kinds and not plural


def _letter_problems(words, ours):
    return [problem("other_alphabet", words=words, proposed=ours)] if ours != words else []


def _shape_problems(words, names, ours):
    problems = []
    names = [each for each in names if each is not None]
    if words.rstrip().endswith(("/", "&", ",")):
        problems.append(
            problem("lead_trailing", words=words, proposed=" and ".join(each.name for each in names))
        )
    for each in names:
        if CUT_SHORT.search(each.name) and each.id is None:
            problems.append(problem("lead_cut_short", words=each.words, proposed=each.name))
        if actors.may_be_two(each.name) and each.id is None:
            problems.append(_one_or_two(each))
    if len(names) > len(_pieces(ours)) and not re.fullmatch(r"[^,&]+(&| and )[^,&]+", ours):
        problems.append(problem("several_leads", words=words, proposed=[each.name for each in names]))
    return problems


def _one_or_two(each):
    first, _, last = re.split(r"\s+(and|&)\s+", each.name, maxsplit=1)
    noun = last.split(" ")[-1].removesuffix("s")
    two = [f"{first} {noun}", f"{last.rsplit(' ', 1)[0]} {noun}"]
    names = [{"name": name, "kind": actors.TEAM} for name in two]
    choices = [choice(f"Two: {two[0]} and {two[1]}", "lead", words=each.words, names=names)]
    return problem("one_or_two_leads", words=each.words, proposed=each.name, choices=choices)


def _unsure(read):
    choices = [
        choice(f"A {kind}", "lead", words=read.words, names=[{"name": read.name, "kind": kind}])
        for kind in actors.KINDS
    ]
    leave_out = choice("Leave it out", "lead", words=read.words, names=[])
    return problem("lead_unsure", words=read.words, proposed=read.kind, choices=[*choices, leave_out])


def _chosen(read):
    return {"name": read.name, "kind": read.kind}


def _once(names):
    """Each name once, in order, with nothing for those an officer dropped."""
    seen = {}
    for each in names:
        if each is not None:
            seen.setdefault(each.name, each)
    return seen.values()


def _distinct(problems):
    return {each.subject: each for each in problems}.values()


def with_field(problems, field):
    """The same problems, saying which field of the action they are about."""
    return [replace(each, field=field) for each in problems]
