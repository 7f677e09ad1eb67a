"""Initials met in a document, and what they stand for where the document or the council's glossary says so."""

from __future__ import annotations

import re
from dataclasses import dataclass

MET = re.compile(r"(?<![\w’'-])(?:[A-Z]{2,7}|[A-Z][a-z]?[A-Z]{2,5})(?=s?(?![\w]))")
# Capitals that stand for no name of the council's own, or that a reader of deadlines and colours knows.
COMMON = frozenset(
    [
        "ASAP",
        "US",
        "TBC",
        "TBA",
        "TBD",
        "NA",
        "RAG",
        "BRAG",
        "UK",
        "II",
        "III",
        "IV",
        "VI",
        "OK",
        "AM",
        "PM",
        "NB",
        "FY",
    ]
)
SPELLED = re.compile(
    r"(?<![\w’'-])(?P<words>(?:[\w’'-]{1,40},? (?:& )?){1,12})\((?P<initials>[A-Z][A-Za-z]{1,6})\)"
)
FIRST = re.compile(
    r"\b(?P<initials>[A-Z][A-Za-z]{1,6}) ?(?:\(|[–—=:-] ?|\t)(?P<words>[A-Z][\w’' &,/-]{3,120})"
)
SMALL = frozenset(["of", "and", "the", "for", "to", "in", "on", "a", "at", "with", "&"])
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Term:
    """Initials as met, what they stand for ("" where nobody says), and in how many different texts they stand."""

    initials: str
    meaning: str = ""
    count: int = 0

    def as_json(self):
        return {"initials": self.initials, "meaning": self.meaning, "count": self.count}


def terms_in(texts, known):
    """The initials in these texts, in the order they are met. `known` maps initials to meanings the council keeps.

    What the document spells out goes before what is known.
    """
    counts, meanings = {}, {}
    for text in texts:
        found = dict.fromkeys(MET.findall(text))
        if not found or _is_shouted(text):
            continue
        for initials in found:
            if initials not in COMMON:
                counts[initials] = counts.get(initials, 0) + 1
        for initials, meaning in _spelled_out(text):
            meanings.setdefault(initials, meaning)
    return tuple(
        Term(initials, meanings.get(initials) or known.get(initials, ""), count)
        for initials, count in counts.items()
    )


def _is_shouted(text):
    """A title in capitals has words in it, and no initials."""
    return " " in text and text.isupper()


def _spelled_out(text):
    """ "Personal Development Review Scheme (PDRS)", "PDRS (Personal …)", "PDRS – Personal …"."""
    if "(" in text:
        for found in SPELLED.finditer(text):
            words = found["words"].split()
            for begin in range(len(words) - 2, -1, -1):
                if stands_for(words[begin:], found["initials"]):
                    yield found["initials"], " ".join(words[begin:])[:LONGEST]
                    break
    for found in FIRST.finditer(text):
        words = found["words"].split()
        for end in range(len(words), 1, -1):
            if stands_for(words[:end], found["initials"]):
                yield found["initials"], " ".join(words[:end]).rstrip(",")[:LONGEST]
                break


def stands_for(words, initials):
    """Whether these words have these initials; small words may count or not."""
    parts = [part for word in words for part in re.split(r"[-/]", word) if part[:1].isalnum() or part == "&"]
    if not parts or parts[0].casefold() in SMALL or parts[-1].casefold() in SMALL:
        return False
    pattern = "".join(
        f"{re.escape(part[0])}?" if part.casefold() in SMALL else re.escape(part[0]) for part in parts
    )
    return bool(re.fullmatch(pattern, initials, re.I))
