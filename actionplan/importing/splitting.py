"""One row that holds several actions, read as several where its leads or dates stand beside them one by one.

Never silently: a row read as several says so and can be kept as one, and a row kept as one can be split. The first
part keeps the row's key, "1.4"; the others are "1.4b", "1.4c".
"""

from __future__ import annotations

from copy import deepcopy

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.columns import LEADS
from actionplan.importing.items import items_of
from actionplan.importing.problems import choice, problem
from actionplan.importing.torn import begins_midway

BESIDE = (*LEADS, "deadline")
ALONG = (*BESIDE, "status", "reference")
# How many actions a row may hold, in words, and the button that makes them of it.
SEVERAL = {
    2: (gettext_lazy("two actions"), gettext_lazy("Split into two")),
    3: (gettext_lazy("three actions"), gettext_lazy("Split into three")),
    4: (gettext_lazy("four actions"), gettext_lazy("Split into four")),
    5: (gettext_lazy("five actions"), gettext_lazy("Split into five")),
    6: (gettext_lazy("six actions"), gettext_lazy("Split into six")),
    7: (gettext_lazy("seven actions"), gettext_lazy("Split into seven")),
    8: (gettext_lazy("eight actions"), gettext_lazy("Split into eight")),
    9: (gettext_lazy("nine actions"), gettext_lazy("Split into nine")),
    10: (gettext_lazy("ten actions"), gettext_lazy("Split into ten")),
}
MORE = (gettext_lazy("{number} actions"), gettext_lazy("Split into {number}"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Splitter:
    """Splits lines as proposed or decided. `in_lists_only` where the column holds how things stand too."""

    def __init__(self, decided, *, in_lists_only):
        self.decided, self.in_lists_only = decided, in_lists_only
        self.unplaced = []

    def split(self, lines):
        """The lines in order, each row of several actions as several; parts that somebody skipped are unplaced."""
        return [part for line in lines for part in self._parts(line) if not self._is_skipped(part)]

    def _is_skipped(self, part):
        if part.key in self.decided.skipped:
            self.unplaced.append(" ".join(part.cells.values()))
            return True
        return False

    def _parts(self, line):
        action = line.get("action")
        items = items_of(action)
        if not 1 < len(items.words) <= len(LETTERS):
            return [line]
        wanted = self.decided.splits.get(line.key)
        retyped = self.decided.texts.get((line.key, "action"))
        if retyped is not None and len(items_of(retyped).words) > 1:
            self._retype(line, retyped)
            items = items_of(retyped)
        elif wanted is False and retyped is not None and line.key in self.decided.typed_before_split:
            # Typed over the first part, while the row was still read as several.
            self._retype(line, "\n".join([retyped, *items.words[1:]]))
        aligned = self._is_aligned(line, items)
        if wanted is None:
            line.problems += _doubt(line, items, aligned)
        if wanted or (wanted is None and aligned):
            return _split(line, items)
        return [line]

    def _retype(self, line, words):
        line.written.setdefault("action", line.get("action"))
        line.cells["action"] = words
        line.retyped.add("action")

    def _is_aligned(self, line, items):
        """Whether some lead or date stands beside each item, and none of them otherwise."""
        count = len(items.words)
        counts = [len(items_of(line.get(name)).words) for name in BESIDE if line.get(name)]
        if count not in counts or any(each not in (1, count) for each in counts) or items.before:
            return False
        if items.is_list:
            return True
        return not self.in_lists_only and all(_could_be_one(item) for item in items.words)


def _could_be_one(item):
    return " " in item and not begins_midway(item)


def _doubt(line, items, aligned):
    count = len(items.words)
    said, split_into = (words.format(number=count) for words in SEVERAL.get(count, MORE))
    one = choice(_("Keep as one"), "split", row=line.key, split=False)
    about = {"words": line.get("action"), "proposed": said, "row": line.key, "field": "action"}
    if aligned:
        as_proposed = choice(_("Split as proposed"), "split", row=line.key, split=True)
        yield problem("several_actions", **about, choices=[as_proposed, one])
    elif items.is_list or any("\n" in line.get(name) for name in BESIDE):
        several = choice(split_into, "split", row=line.key, split=True)
        yield problem("may_be_several", **about, choices=[several])


def _split(line, items):
    """The parts: what stands item by item is given out, one lead or date holds for all, the first has the rest."""
    count = len(items.words)
    parts = [line, *(_part(line, number) for number in range(1, count))]
    given = {name: _given(line.get(name), count) for name in ALONG}
    notes, updates = _given_out(line.notes, count), _given_out(line.updates, count)
    for name in ("action", *(name for name in ALONG if "\n" in line.get(name))):
        line.written[f"{name} of the whole row"] = line.get(name)
    before = f"{items.before}\n" if items.before else ""
    for place, part in enumerate(parts):
        part.cells["action"] = items.words[place] if place else before + items.words[0]
        for name in ALONG:
            part.cells[name] = given[name][place]
        part.notes, part.updates = notes[place], updates[place]
    if line.cells["reference"] == given["reference"][1]:
        for part in parts[1:]:
            part.cells["reference"] = ""
    return parts


def _part(line, number):
    """A further part: under the same heading and challenge, which it leaves blank."""
    part = deepcopy(line)
    part.rows = [f"{line.key}{LETTERS[number]}"]
    part.cells = {name: words for name, words in part.cells.items() if name not in ("heading", "challenge")}
    part.problems, part.written = [], {}
    return part


def _given(words, count):
    items = items_of(words).words
    return items if len(items) == count else (words,) * count


def _given_out(pairs, count):
    """Notes or updates for each part: one by one where they are as many, else all with the first."""
    lists = [[] for _part in range(count)]
    for column, words in pairs:
        items = items_of(words).words
        for place, item in enumerate(items if len(items) == count else (words,)):
            lists[place].append((column, item))
    return lists
