"""Rows torn by a page end or a scanner, joined again as a proposal an officer can undo.

Four shapes: a row that a page's end cut in two, where the document's reader could see that; a challenge that runs on in
the rows below; an action whose last words begin the next row; and words fallen alone into the next row.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from actionplan.importing.actors import kind_of
from actionplan.importing.columns import LEADS
from actionplan.importing.problems import choice, problem

SENTENCE_ENDS = re.compile(r"[.!?:;][\"'”’)]*$")
BEGINS_MIDWAY = re.compile(r"[\"'“‘(]*[a-z][a-z’'-]*[\s,.;:)]")
END_OF_SENTENCE = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])")
# Words a new sentence commonly begins with, for a row whose torn words end without a full stop.
BEGINS_AFRESH = re.compile(
    r"\s+(?=(?:A|All|An|As|At|Each|Ensure|For|In|It|Need|One|Our|Review|The|There|These|This|To|We|Work) [a-z])"
)
WHAT = {"heading", "challenge", "action"}
CELLS = ("member", "strategic", "operational", "deadline", "status", "reference")


def join_torn(lines, undone=frozenset(), whole=frozenset()):
    """Join torn lines, in order; a row whose key is in `undone` is left as it was printed, one in `whole` all joined.

    What was moved is a problem on the line that received it, with the key of the row it came from.
    """
    in_lower_case, headings_are_rare = _lower_case_is_the_style(lines), not _blank_headings_are_rare(lines)
    kept, titled = [], None
    for line in lines:
        if kept and line.key in whole:
            _join_whole(line, kept[-1])
        elif kept and line.torn and line.key not in undone:
            _join_row(line, kept[-1])
        elif kept and line.key not in undone:
            if not headings_are_rare:
                _join_challenge(line, titled)
            if not in_lower_case:
                _join_action(line, kept[-1])
            _join_cells(line, kept[-1])
        if line.filled:
            kept.append(line)
        if "challenge" in line.filled:
            titled = line
    return kept


def _join_row(line, before):
    """Every cell of a row cut by a page's end goes on from the cell above it."""
    words = [line.get(name) for name in line.cells if name in line.filled]
    words += [said for _, said in (*line.notes, *line.updates)]
    for name in line.filled & set(line.cells):
        before.cells[name] = f"{before.get(name)} {line.get(name)}".strip()
    _join_columns(before.notes, line.notes)
    _join_columns(before.updates, line.updates)
    apart = choice(_("Keep the row apart"), "join", row=line.key, join=False)
    said = " … ".join(words)
    before.problems.append(
        problem("joined_pages", words=said, proposed=str(line.page), row=line.key, choices=[apart])
    )
    line.cells, line.notes, line.updates = {}, [], []
    line.give_up_to(before)


def _join_whole(line, before):
    """An officer says that a row belongs to the one before it: what it says goes on from there, the same words once."""
    for name in sorted(line.filled & set(line.cells)):
        if line.get(name) != before.get(name):
            before.cells[name] = _added(before.get(name), line.get(name), name)
    before.notes += line.notes
    before.updates += line.updates
    line.cells, line.notes, line.updates = {}, [], []
    line.give_up_to(before)


def _join_columns(kept, more):
    """Words under a column of no field go on from those that stand under the same column."""
    for column, words in more:
        place = next((place for place, (name, _) in enumerate(kept) if name == column), None)
        if place is None:
            kept.append((column, words))
        else:
            kept[place] = (column, f"{kept[place][1]} {words}")


def begins_midway(words):
    return bool(BEGINS_MIDWAY.match(f"{words} "))


def _lower_case_is_the_style(lines):
    """A plan whose actions often begin in lower case has no torn rows that we could tell."""
    actions = [line.get("action") for line in lines if line.get("action")]
    return sum(map(begins_midway, actions)) * 5 > len(actions) + 10


def _blank_headings_are_rare(lines):
    """Where headings are printed on their first row only, a blank one says nothing about its challenge."""
    titled = [line for line in lines if "challenge" in line.filled]
    blank = sum(1 for line in titled if not line.get("heading"))
    return 0 < blank * 3 <= len(titled)


def _join_challenge(line, titled):
    words = line.get("challenge")
    if titled is None or "challenge" not in line.filled or line.get("heading"):
        return
    runs_on = begins_midway(words) and not SENTENCE_ENDS.search(titled.get("challenge"))
    if runs_on or line.filled == {"challenge"}:
        titled.cells["challenge"] += f" {words}"
        _say(line, titled, "joined_challenge", "challenge", words)
        line.cells["challenge"] = ""
        if not line.filled:
            line.give_up_to(titled)


def _join_action(line, before):
    words, unfinished = line.get("action"), before.get("action")
    if not begins_midway(words) or not unfinished or SENTENCE_ENDS.search(unfinished):
        return
    torn, rest = _torn_words(words, begins_anew="challenge" in line.filled)
    if torn:
        before.cells["action"] += f" {torn}"
        _say(line, before, "joined_words", "action", torn)
        line.cells["action"] = rest
        if not line.filled:
            line.give_up_to(before)


def _torn_words(words, *, begins_anew):
    """Split a row's action into the words torn from the row before and its own; a row that begins anew keeps some."""
    if begins_anew and (start := BEGINS_AFRESH.search(words)):
        return words[: start.start()], words[start.end() :]
    if end := END_OF_SENTENCE.search(words):
        return words[: end.end()].rstrip(), words[end.end() :]
    return ("", words) if begins_anew else (words, "")


def _join_cells(line, before):
    """A line with neither challenge nor action of its own holds words fallen from the line before it."""
    if not line.filled or line.filled & WHAT:
        return
    fallen = [name for name in CELLS if name in line.filled]
    for name in fallen:
        before.cells[name] = _added(before.get(name), line.get(name), name)
    if fallen:
        _say(line, before, "joined_cells", fallen[0], ", ".join(line.get(name) for name in fallen))
    before.notes += line.notes
    before.updates += line.updates
    line.cells, line.notes, line.updates = {}, [], []
    line.give_up_to(before)


def _added(words, more, name):
    """Half a name goes on in the same line; a whole one is another lead."""
    between = "\n" if name in LEADS and kind_of(more) else " "
    return f"{words}{between}{more}".strip()


def _say(line, to, code, name, words):
    apart = choice(_("Keep the row apart"), "join", row=line.key, join=False)
    to.problems.append(problem(code, words=words, field=name, row=line.key, choices=[apart]))
