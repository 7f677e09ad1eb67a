"""How one wording became another, word by word. Plain values: no database."""

import difflib
import re
from dataclasses import dataclass

WORD = re.compile(r"\s+|\w+|[^\w\s]")
SAME, GONE, NEW = "same", "gone", "new"
MOST = 4_000_000  # pairs of words compared: beyond that only what both begin and end with is found


@dataclass(frozen=True)
class Run:
    """Words that stayed (`SAME`), went (`GONE`) or came (`NEW`)."""

    what: str
    words: str


@dataclass(frozen=True)
class Reworded:
    """What is called so was said otherwise; `runs` are `differences`."""

    label: str
    runs: list


def differences(before, after):
    """The runs from one wording to the other: without what is new they are the first, without what is gone the second.

    Words are whole or not at all, and a space between two that went goes with them, so that it reads as one writes.
    """
    was, now = WORD.findall(before), WORD.findall(after)
    runs = []
    for what, start, end, first, last in _codes(was, now):
        if what == "equal" and runs and _is_gap(was[start:end]) and end < len(was):
            runs += [(GONE, "".join(was[start:end])), (NEW, "".join(now[first:last]))]
        elif what == "equal":
            runs.append((SAME, "".join(was[start:end])))
        else:
            runs += [(GONE, "".join(was[start:end])), (NEW, "".join(now[first:last]))]
    return _joined(runs)


def _codes(was, now):
    start = _common(was, now)
    end = _common(was[start:][::-1], now[start:][::-1])
    was, now = was[start : len(was) - end], now[start : len(now) - end]
    yield "equal", 0, start, 0, start
    if len(was) * len(now) > MOST:
        yield "replace", start, start + len(was), start, start + len(now)
    else:
        for what, *places in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            yield what, *(start + place for place in places)
    last, final = start + len(was), start + len(now)
    yield "equal", last, last + end, final, final + end


def _common(was, now):
    """How many words both begin with."""
    pairs = zip(was, now, strict=False)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(was), len(now)))


def _is_gap(words):
    return len(words) == 1 and words[0].isspace()


def _joined(runs):
    """Of neighbours between two that stay, what went stands before what came."""
    joined, gone, new = [], "", ""
    for what, words in [*runs, (SAME, "")]:
        if what == GONE:
            gone += words
        elif what == NEW:
            new += words
        elif words or what == SAME:
            joined += [Run(GONE, gone), Run(NEW, new), Run(SAME, words)]
            gone = new = ""
    return [run for run in joined if run.words]
