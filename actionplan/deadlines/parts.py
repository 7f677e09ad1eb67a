"""A deadline cell cut into parts.

A part is at most one time with the words that belong to it. Nothing is dropped: words that name no time are what is to
be done by then, or a status, or news.
"""

import re
from collections import deque
from dataclasses import dataclass, replace
from itertools import pairwise

from actionplan.status import read_status

from .marks import Mark
from .vocabulary import FILLER, LEAD_IN, PUNCTUATION

BREAK = re.compile(r"[.!?](?=\s+[A-Z0-9•(])|(?<=\s)\.(?=\w)|;|\n+|[•●▪]")
LEAD_INS = re.compile(
    r"\b(?:by|in|of|on|at|to|the|for|and|until|from|end|early|mid|late|before|after|post)\s*$"
)
REVIEW = re.compile(r"\b(?:to be )?review(?:ed)?\b")
BY_THEN = re.compile(r"\W{0,3}(?:but )?(?:and )?(?:by|no later than|before)(?: the)?(?: end of)?\W{0,3}")
UNTIL = re.compile(r"\W{0,3}(?:up )?(?:until|till|to|through to)(?: the)?(?: end of)?\W{0,3}")


@dataclass(frozen=True)
class Part:
    """words[start:end] with the time it names; `before` and `behind` are the places where other words stand."""

    start: int
    end: int
    mark: Mark | None = None


def parts_of(text, words, marks):
    """The parts in order. A sentence without a time is a part of its own; one with several is cut between them."""
    found, marks = [], deque(marks)
    for start, end in _sentences(text, words, marks):
        inside = []
        while marks and marks[0].start < end:
            inside.append(marks.popleft())
        found.extend(_cut(start, end, _that_count(inside, text, start, end), text))
    return _with_prose_joined(found, words)


def _with_prose_joined(parts, words):
    """Neighbouring sentences of news are one piece of news; a sentence that is a status stays by itself."""
    done, news = [], False
    for part in parts:
        was_news = news
        news = part.mark is None and not read_status(words[part.start : part.end])
        if news and was_news:
            done[-1] = Part(done[-1].start, part.end)
        else:
            done.append(part)
    return done


def _sentences(text, words, marks):
    dated = bytearray(len(text) + 1)
    for mark in marks:
        dated[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    start = 0
    for match in BREAK.finditer(words):
        if any(dated[match.start() : match.end()]):
            continue
        if match[0].startswith("\n") and LEAD_INS.search(
            text[max(start, match.start() - 12) : match.start()]
        ):
            continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _that_count(marks, text, start, end):
    """Dates, and those words without a date that stand at an edge of the sentence or beside another time."""
    dated = any(mark.days for mark in marks)
    kept = []
    for place, mark in enumerate(marks):
        after = marks[place + 1].start if place + 1 < len(marks) else end
        before = marks[place - 1].end if place else start
        behind = (
            text[mark.end : after] if mark.kind == "recurring" else REVIEW.sub("", text[mark.end : after])
        )
        opens, closes = is_filler(text[before : mark.start]), is_filler(behind)
        if mark.days or closes or (opens and mark.kind != "none" and not (dated and after != end)):
            kept.append(mark)
    return _run_together(_without_unset(kept), text)


def _run_together(marks, text):
    """ "Every year in June", "ongoing until March 09" and "ASAP, but by March" are one time each."""
    done = []
    for mark in marks:
        gap = text[done[-1].end : mark.start] if done else ""
        if done and {done[-1].kind, mark.kind} == {"recurring", "date"} and is_filler(gap):
            done[-1] = replace(done[-1], end=mark.end, kind="recurring", days=done[-1].days or mark.days)
        elif done and done[-1].kind == "ongoing" and mark.days and re.fullmatch(UNTIL, gap):
            done[-1] = replace(done[-1], end=mark.end, days=mark.days)
        elif done and done[-1].kind == "immediate" and mark.days and BY_THEN.fullmatch(gap):
            done[-1] = mark
        else:
            done.append(mark)
    return done


def _without_unset(marks):
    """ "March 08 (TBC)" is one date in doubt, "TBC" alone no date: the word counts only by itself."""
    return [mark for mark in marks if mark.kind != "none"] or marks


def _cut(start, end, marks, text):
    if not marks:
        return [Part(start, end)] if text[start:end].strip() else []
    edges = [start]
    for this, following in pairwise(marks):
        edges.append(this.end + _belongs_before(text[this.end : following.start]))
    edges.append(end)
    return [Part(edges[place], edges[place + 1], mark) for place, mark in enumerate(marks)]


def _belongs_before(gap):
    """How much of the words between two times belongs to the first: what stands in brackets, or before a comma."""
    brackets = re.match(r"\s{0,3}\([^()]{0,80}\)[,;]?", gap)
    if brackets:
        return brackets.end()
    purpose = re.match(r"\s{1,3}for [^,;]{1,60}?(?=\s(?:and|then)\s)", gap)
    return purpose.end() if purpose else gap.find(",") + 1


def is_filler(words):
    """Whether the words say nothing of their own: "by the", "due:", "-"."""
    tokens = (token.strip(PUNCTUATION) for token in words.split())
    return all(not token or token.lower() in FILLER for token in tokens)


def without_lead_in(words):
    """The words without the small ones that lead up to a date: "To be finalised by" is "To be finalised"."""
    tokens = words.split()
    while tokens and (not tokens[-1].strip(PUNCTUATION) or tokens[-1].strip(PUNCTUATION).lower() in LEAD_IN):
        tokens.pop()
    while tokens and tokens[0].strip(PUNCTUATION).lower() in ("", "and", "but"):
        tokens.pop(0)
    return " ".join(tokens).strip(" -–—:,;()")
