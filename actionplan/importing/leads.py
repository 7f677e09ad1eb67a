"""Who leads: the words of a cell split into names, tidied, and matched to those the plan and the council know."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from actionplan.importing import actors
from actionplan.importing.actors import is_initials, kind_of
from actionplan.importing.contacts import without_contacts
from actionplan.importing.likeness import alike_names, by_initials, key, one_letter_apart, title_mended
from actionplan.importing.problems import choice, listed, problem
from actionplan.importing.scanning import in_our_letters, join_broken

BETWEEN = re.compile(r"\s*[/;\n|•·]\s*|\s+\+\s+|(?<=\))\s*(?:,|\band\b|&)\s*")
NOBODY = re.compile(
    r"(n/?a|none|tb[acd]|to be (confirmed|decided|agreed|determined|appointed)|not applicable|unassigned|vacant"
    r"|[-–—?.*]+)\W*$",
    re.I,
)
AS_ABOVE = re.compile(r"\W*(as above|ditto|see above|as before|do\.|same)\W*$|[\"“”〃]$", re.I)
CUT_SHORT = re.compile(r"\b(of|and|for|the|&)$", re.I)
SUPPORTED = re.compile(
    r",?\s+(?:with (?:the )?support (?:from|of)|supported by|assisted by|in (?:conjunction|consultation|partnership|"
    r"liaison) with|working with|together with|via)\s+",
    re.I,
)
# "Cllrs Moss and Bell": one title for several.
COUNCILLORS = re.compile(r"(?:cllrs|councillors)\.?\s+(?P<names>.+)", re.I)
SURNAME_FIRST = re.compile(r"(?P<last>[\w'’-]+),\s*(?P<first>[\w'’-]+)")
# Words that go before a name in brackets and are not part of it.
BEFORE_NAME = re.compile(r"(?:via|with|now|currently|lead|contact|c/o)\b[:\s]*", re.I)
IN_BRACKETS = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)")


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
    """What one cell of leads was read as; `contacts` are its words where they say how to reach somebody too."""

    names: tuple = ()
    problems: tuple = ()
    contacts: str = ""


class NameBook:
    """Every name in a plan, learned from all its cells at once and read from each distinct cell once.

    `cells` counts the distinct words of all lead cells; `known` are actors the council has; `vocabulary` the words of
    the document; `decided` maps words, or (row, words), to the names an officer chose for them.
    """

    def __init__(self, cells, *, known=(), vocabulary, decided=None):
        self.vocabulary, self.decided = vocabulary, decided or {}
        present_last = sorted(known, key=lambda actor: not actor.left)
        self.known = {key(name): actor for actor in present_last for name in (*actor.aliases, actor.name)}
        self.known_initials = by_initials([actor for actor in known if not actor.left])
        self.spelled, self.wholes = {}, Counter()
        pieces = [(piece, count) for words, count in cells.items() for piece in self._pieces(words)]
        self.wholes += self._learn(
            (piece, count) for piece, count in pieces if kind_of(piece) == actors.PERSON
        )
        self.wholes += self._learn((piece, count) for piece, count in pieces if self._is_one(piece))
        names = self._learn((name, count) for piece, count in pieces for name in self._split(piece))
        self.alike = alike_names(names, self.spelled, self.known)
        self._cells = {}

    def read(self, words, row=""):
        """Read a cell. What an officer decided for a row holds for that row only."""
        mine = {said: names for (where, said), names in self._decided_for(row) if where == row}
        if mine:
            return self._read(words, self.decided | mine)
        if words not in self._cells:
            self._cells[words] = self._read(words, self.decided)
        return self._cells[words]

    def _decided_for(self, row):
        return [(subject, names) for subject, names in self.decided.items() if isinstance(subject, tuple)]

    def _learn(self, names):
        """Count names by key, and remember for each the spelling that looks best."""
        counts, spellings = Counter(), {}
        for name, count in names:
            counts[key(name)] += count
            spellings.setdefault(key(name), Counter())[name] += count
        self.spelled |= {shared: _best_spelling(found) for shared, found in spellings.items()}
        return counts

    def _pieces(self, words):
        return [self._tidy(piece) for piece in _raw_pieces(in_our_letters(words))]

    def _tidy(self, piece):
        return join_broken(piece, self.vocabulary)

    def _is_one(self, piece):
        """Whether a piece that is no person's name is one name, with no person's inside it."""
        kind = kind_of(piece)
        return (
            kind
            and kind != actors.PERSON
            and "(" not in piece
            and not actors.holds_person(piece, self._knows)
        )

    def _knows(self, name):
        shared = key(name)
        return shared in self.known or shared in self.wholes

    def _split(self, piece):
        """The names in one tidy piece, or the piece itself where it cannot be split into any."""
        if self._knows(piece):
            return [self.spelled.get(key(piece), piece)]
        if near := self._near_initials(piece):
            return [near]
        if found := IN_BRACKETS.fullmatch(piece):
            return _names_with_brackets(found) or [piece]
        if found := SURNAME_FIRST.fullmatch(piece):
            turned = f"{found['first']} {found['last']}"
            return [turned] if self._knows(turned) else [piece]
        if (several := _councillors(piece)) or (several := SUPPORTED.split(piece))[1:]:
            return [name for each in several for name in self._split(each)]
        return actors.segment(piece, self._knows) or [piece]

    def _near_initials(self, piece):
        """ "HOP US" is HOPOS, where that is met often and "HOPUS" never."""
        joined = piece.replace(" ", "")
        if " " not in piece or not is_initials(joined) or any(map(self._knows, piece.split())):
            return None
        near = [
            each for each, count in self.wholes.items() if count >= 3 and one_letter_apart(each, key(joined))
        ]
        return self.spelled[near[0]] if len(near) == 1 else None

    def _read(self, words, decided):
        if words in decided:
            return Cell(tuple(self._chosen_name(words, each) for each in decided[words]))
        if NOBODY.match(words):
            return Cell(problems=(problem("lead_none", words=words),))
        ours = in_our_letters(words)
        names, problems = [], []
        if ours != words:
            problems.append(problem("other_alphabet", words=words, proposed=ours, choices=_as_written(words)))
        for raw in _raw_pieces(ours):
            read, doubts = self._read_piece(raw, decided)
            names += read
            problems += doubts
        if words.rstrip().endswith(("/", "&", ",")):
            said = listed([each.name for each in names]) if names else ""
            problems.append(problem("lead_trailing", words=words, proposed=said))
        contacts = words if any(without_contacts(raw)[1] for raw in BETWEEN.split(ours)) else ""
        return Cell(_once(names), _distinct(problems), contacts)

    def _read_piece(self, raw, decided):
        if raw in decided:
            return [self._chosen_name(raw, each) for each in decided[raw]], []
        piece = self._tidy(raw)
        split = self._split(piece)
        names, problems = [], [*_broken(raw, piece, split), *_unparted(raw, piece, split)]
        problems += _bracketed(raw, piece, split)
        for written in split:
            read, doubts = self._name(written, decided)
            names += read
            problems += doubts
        return names, problems

    def _name(self, written, decided):
        if written in decided:
            return [self._chosen_name(written, each) for each in decided[written]], []
        shared = key(written)
        if actor := self.known.get(shared):
            return [Name(written, actor.name, actor.kind, actor.id)], [*_left(written, actor)]
        if actor := self.known_initials.get(shared):
            return self._of_initials(written, actor)
        name = self.spelled.get(shared, written)
        if shared in self.alike:
            return self._alike_name(name, self.alike[shared])
        if mended := title_mended(name):
            doubt = problem("broken_word", words=written, proposed=mended, choices=_as_written(written))
            return [Name(written, mended, actors.PERSON)], [doubt]
        read = Name(written, name, _likely_kind(name))
        return [read], [*self._shape_doubts(read)]

    def _of_initials(self, written, actor):
        """Few letters, or a person's, may be another's too."""
        read = Name(written, actor.name, actor.kind, actor.id)
        if actor.kind != actors.PERSON and len(written) > 3:
            return [read], []
        return [read], [
            problem("initials_of", words=written, proposed=actor.name, choices=_as_written(written))
        ]

    def _alike_name(self, written, other):
        if actor := self.known.get(other):
            read = Name(written, actor.name, actor.kind, actor.id)
        else:
            read = Name(written, self.spelled[other], _likely_kind(self.spelled[other]))
        new = [{"name": written, "kind": read.kind}]
        choices = [
            choice(
                _("The same as {name}").format(name=read.name), "lead", words=written, names=[_chosen(read)]
            ),
            choice(actors.A_NEW_KIND[read.kind], "lead", words=written, names=new),
        ]
        return [read], [problem("same_person", words=written, proposed=read.name, choices=choices)]

    def _shape_doubts(self, read):
        if not kind_of(read.name) and not IN_BRACKETS.fullmatch(read.name):
            yield _unsure(read)
        if CUT_SHORT.search(read.name):
            yield problem(
                "lead_cut_short", words=read.words, proposed=read.name, choices=self._whole_names(read)
            )
        if actors.may_be_two(read.name):
            yield _one_or_two(read)

    def _whole_names(self, read):
        """Names met elsewhere that begin as this one ends: "Heads of Service" for "All Directors and Heads of"."""
        last = re.split(r"\b(?:and|&)\s+(?=\S)", read.name)[-1]
        for name in self.spelled.values():
            if name.casefold().startswith(f"{last.casefold()} ") and kind_of(name) == read.kind:
                whole = read.name[: -len(last)] + name
                yield choice(whole, "lead", words=read.words, names=[{"name": whole, "kind": read.kind}])

    def _chosen_name(self, words, chosen):
        actor = None if chosen.get("new") else self.known.get(key(chosen["name"]))
        if actor:
            return Name(words, actor.name, actor.kind, actor.id)
        return Name(words, chosen["name"], chosen.get("kind") or _likely_kind(chosen["name"]))


def _raw_pieces(words):
    pieces = (without_contacts(piece)[0].strip(" ,.:–-") for piece in BETWEEN.split(words))
    return [piece for piece in pieces if piece]


def _left(written, actor):
    """A doubt about somebody who is named and has left: another may have the name by now."""
    if actor.left:
        new = [{"name": actor.name, "kind": actor.kind, "new": True}]
        choices = [
            choice(actors.A_NEW_KIND[actor.kind], "lead", words=written, names=new),
            choice(_("Leave it out"), "lead", words=written, names=[]),
        ]
        yield problem("lead_left", words=written, proposed=actor.name, note=actor.left, choices=choices)


def _likely_kind(name):
    found = IN_BRACKETS.fullmatch(name)
    every = actors.TEAM if name.casefold() in actors.EVERY else None
    return kind_of(name) or (kind_of(found["outer"]) if found else None) or every or actors.POST


def _names_with_brackets(found):
    """Of "Head of Housing (P. Lowe)" both; of "HR team (CMT)" the first; of "Director (Housing)" none alone."""
    outer, inner = found["outer"], BEFORE_NAME.sub("", found["inner"], count=1)
    kinds = kind_of(outer), kind_of(inner)
    if actors.PERSON in kinds and None not in kinds and len(set(kinds)) == 2 and not is_initials(inner):
        return [outer, inner]
    return [outer] if all(kinds) or kinds[0] == actors.PERSON else None


def _councillors(piece):
    """ "Cllrs Moss and Bell" as "Cllr Moss" and "Cllr Bell"; none where it is not names that follow."""
    found = COUNCILLORS.fullmatch(piece)
    names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*", found["names"]) if found else []
    each = [name if actors.is_councillor(name) else f"Cllr {name}" for name in names]
    return each if len(each) > 1 and all(kind_of(name) == actors.PERSON for name in each) else []


def _best_spelling(spellings):
    """The one with fewest words, then the one met most, then one that does not begin small."""
    return min(spellings, key=lambda each: (each.count(" "), -spellings[each], each.casefold() == each, each))


def _broken(raw, piece, split):
    """A doubt where words were moved together or a letter was changed."""
    if SURNAME_FIRST.fullmatch(raw) and split != [raw]:
        return [problem("same_person", words=raw, proposed=split[0], choices=_as_written(raw))]
    tidied = piece.count(" ") < raw.count(" ")
    replaced = (len(split) == 1 and key(split[0]) + "(" not in key(raw) + "(") or (
        len(split) == 1 and split[0].count(" ") < piece.count(" ")
    )
    if not (tidied or (replaced and not IN_BRACKETS.fullmatch(piece))):
        return []
    shown = split[0] if len(split) == 1 else piece
    return [problem("broken_word", words=raw, proposed=shown, choices=_as_written(raw))]


def _unparted(raw, piece, split):
    """A doubt where two names follow one another with nothing between them."""
    if len(split) < 2 or IN_BRACKETS.fullmatch(piece):
        return []
    if not re.search(r"\w\s+\w", _without(piece, split)) and not _councillors(piece):
        return []
    choices = [choice(_("One lead"), "lead", words=raw, names=[{"name": piece, "kind": actors.TEAM}])]
    return [problem("several_leads", words=raw, proposed=list(split), choices=choices)]


def _without(piece, split):
    """The piece with one letter standing for each name, so that what is between the names shows."""
    for name in sorted(split, key=len, reverse=True):
        piece = piece.replace(name, "X", 1)
    return re.sub(r"\b(?:and|with|plus)\b", "&", piece)


def _bracketed(raw, piece, split):
    """A doubt about "Head of Housing (P. Lowe)": the post, whoever holds it, or both."""
    found = IN_BRACKETS.fullmatch(piece)
    if not found or split[0] != found["outer"]:
        return []
    outer = {"name": found["outer"], "kind": _likely_kind(found["outer"])}
    name = BEFORE_NAME.sub("", found["inner"], count=1)
    inner = {"name": name, "kind": _likely_kind(name)}
    ways = {"outer": [outer], "inner": [inner], "both": [outer, inner]}
    ways.pop("both" if len(split) == 2 else "outer")
    choices = [
        choice(listed(each["name"] for each in names), "lead", words=raw, names=names)
        for names in ways.values()
    ]
    return [problem("name_in_brackets", words=raw, proposed=listed(split), choices=choices)]


def _one_or_two(read):
    first, _and, last = re.split(r"\s+(and|&)\s+", read.name, maxsplit=1)
    noun = last.split(" ")[-1].removesuffix("s")
    two = [f"{first} {noun}", f"{last.rsplit(' ', 1)[0]} {noun}"]
    names = [{"name": name, "kind": actors.TEAM} for name in two]
    said = _("Two: {one} and {other}").format(one=two[0], other=two[1])
    choices = [choice(said, "lead", words=read.words, names=names)]
    return problem("one_or_two_leads", words=read.words, proposed=read.name, choices=choices)


def _unsure(read):
    choices = [
        choice(actors.A_KIND[kind], "lead", words=read.words, names=[{"name": read.name, "kind": kind}])
        for kind in actors.KINDS
    ]
    leave_out = choice(_("Leave it out"), "lead", words=read.words, names=[])
    choices, said = [*choices, leave_out], actors.IN_WORDS[read.kind]
    return problem("lead_unsure", words=read.words, proposed=read.kind, said=said, choices=choices)


def _as_written(words):
    names = [{"name": words, "kind": _likely_kind(words)}]
    return [choice(_("As it is written"), "lead", words=words, names=names)]


def _chosen(read):
    return {"name": read.name, "kind": read.kind}


def _once(names):
    """Each name once, in order."""
    return tuple(
        {each.name: each for each in reversed(names)}[name] for name in dict.fromkeys(n.name for n in names)
    )


def _distinct(problems):
    return tuple({each.subject: each for each in problems}.values())


def with_field(problems, field):
    """The same problems, saying which field of the action they are about."""
    return [replace(each, field=field) for each in problems]
