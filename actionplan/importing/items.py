"""The items of one cell: a numbered or bulleted list, or its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLET = re.compile(r"(?:^|(?<=\s))[•·▪●○◦‣∙➢✓](?:\s+|(?=\w))")
DASH = re.compile(r"(?:^|(?<=\n))[-–—*o]\s+")
NUMBER = re.compile(r"(?:^|(?<=\s))\(?(\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+(?=\S)")
SUB_NUMBER = re.compile(r"(?:^|(?<=\n))\d{1,2}\.\d{1,2}\.?\s+(?=\S)")
COUNTS = (
    tuple(str(number) for number in range(1, 41)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
)
MOST = 40


@dataclass(frozen=True, slots=True)
class Items:
    """The items in order without their marks, the words before the first, and whether they are marked as a list."""

    words: tuple
    before: str = ""
    is_list: bool = False


def items_of(words):
    """The items of a cell; a cell of one paragraph has one."""
    if "\n" in words or words[:1] in "•·▪●○◦‣∙➢✓(1ai" or "•" in words:
        for marks in (_numbers(words), *(list(kind.finditer(words)) for kind in (BULLET, DASH, SUB_NUMBER))):
            if 1 < len(marks) <= MOST:
                return _listed(words, marks)
    return Items(tuple(words.split("\n")) if words else ())


def _listed(words, marks):
    ends = [mark.start() for mark in marks[1:]] + [len(words)]
    items = tuple(words[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
    return Items(items, words[: marks[0].start()].strip(), True)


def _numbers(words):
    """The marks that count on from 1, a or i, the longest such count."""
    found = list(NUMBER.finditer(words))
    return max((_counting(found, count) for count in COUNTS), key=len) if found else []


def _counting(marks, count):
    kept = []
    for mark in marks:
        if len(kept) < len(count) and mark[1] == count[len(kept)]:
            kept.append(mark)
    return kept
