"""Where one row points to another: "see … above", "(As for …)", "see … (above)"."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from actionplan.importing.role_words import words_in

# A whole cell, or a bracket within one, that points somewhere. "See that it is used" is something to be done.
POINTS = (
    r"(?:please\s+)?(?:see(?!\s+(?:that|to|whether|if|how|it|through)\b)|as for|as in|as per|as with|refer to|"
    r"covered (?:by|in|under)|included in)"
)
WHOLE = re.compile(rf"\(?\s*{POINTS}\b[:\s]*(?P<to>.{{0,300}}?)\)?\s*\.?\s*$", re.I | re.S)
WITHIN = re.compile(
    r"\((?:please\s+)?(?:see|as for|as per|refer to|as(?= above| below))\b[:\s]*"
    r"(?P<to>[^()]{0,120}(?:\([^()]*\)[^()]{0,120})*)\)",
    re.I,
)
ALONE = re.compile(r"\W*(as above|ditto|same as above)\W*$", re.I)
PLACE = re.compile(r"\(?\b(above|below|earlier|later|previously)\b\)?", re.I)
WORD = re.compile(r"[a-z0-9]+")
SMALL = words_in("""
    the a an of and to in on for with our re at by is be as also section item point action actions
    challenge
""")
ENOUGH = 0.75


@dataclass(frozen=True, slots=True)
class Pointer:
    """A phrase that points elsewhere.

    `subject` is what it names ("" for a bare "see above"), `before` the words before it in running text; `says` is
    "above" or "below" where the phrase does.
    """

    words: str
    subject: str
    before: str = ""
    whole: bool = False
    says: str = ""


def pointers(text):
    """The pointers in the words of an action, in order. One phrase may name two subjects: "… (above) and … (above)"."""
    if len(text) <= 320 and (found := WHOLE.fullmatch(text)) and not re.search(r"[.!?]\s+\S", text):
        return [Pointer(text, subject, whole=True, says=says) for subject, says in _subjects(found["to"])]
    if ALONE.fullmatch(text):
        return [Pointer(text, "", whole=True, says="above")]
    return [
        Pointer(found[0], subject, text[: found.start()], says=says)
        for found in WITHIN.finditer(text)
        for subject, says in _subjects(found["to"])
        if subject or says
    ]


def _subjects(words):
    """The subjects named and where each is said to stand; one ends at its own "(above)", where there are several."""
    marks = re.split(r"\(\s*(above|below|earlier|later)\s*\)", words, flags=re.I)
    parts = list(itertools.zip_longest(marks[::2], marks[1::2], fillvalue=""))
    if len(parts) > 1 and not stems(parts[-1][0]):
        parts.pop()
    return [(_bare(part), _says(mark or part)) for part, mark in parts]


def _bare(part):
    return re.sub(r"^\W*and\s+", "", PLACE.sub("", part)).strip(" ,.;:()")


def _says(words):
    found = PLACE.search(words)
    return "" if not found else "below" if found[1].casefold() in {"below", "later"} else "above"


def stems(words):
    """The words that carry the subject, without endings, so that "equalities" and "equality" meet."""
    return [
        _stem(word)
        for word in WORD.findall(words.casefold().replace("-", "").replace("'s", ""))
        if word not in SMALL
    ]


def _stem(word):
    for ending, instead in (("ies", "y"), ("ing", ""), ("ses", "s"), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


class Titles:
    """The challenges of a plan, asked which one a phrase means. Numbers count from 1 in printed order."""

    def __init__(self, titles):
        self.titles = list(titles)
        self.stems = [set(stems(title)) for title in self.titles]
        self.holding = {}
        for number, words in enumerate(self.stems, 1):
            for word in words:
                self.holding.setdefault(word, []).append(number)

    def meant(self, pointer, number):
        """The number of the challenge meant by a pointer that stands in challenge `number`, or None."""
        if pointer.subject:
            return self._best(set(stems(pointer.subject)), number, pointer.says)
        if pointer.before:
            return self._near_words(pointer.before, number)
        return number - 1 if number > 1 else None

    def is_exact(self, pointer, number):
        """Whether the phrase says the title in full, so that nobody could take it for another."""
        return bool(pointer.subject) and set(stems(pointer.subject)) == self.stems[number - 1]

    def _best(self, wanted, number, says):
        """The title with most of the words wanted; of several the exact one, one where it is said to stand, the
        shortest, and the nearest above.
        """
        shared = Counter(place for word in wanted for place in self.holding.get(word, ()) if place != number)
        if not shared:
            return None
        most = max(shared.values())
        if most / len(wanted) < ENOUGH:
            return None
        found = [place for place, count in shared.items() if count == most]

        def fits(place):
            words, above = self.stems[place - 1], place < number
            return (words == wanted, above == (says == "above") or not says, -len(words), above, place)

        return max(found, key=fits)

    def _near_words(self, before, number):
        """For a bare "(see above)" in running text: the title above that shares the last words before it."""
        sentence = re.split(r"[.!?;]\s", before)[-1]
        for word in reversed(stems(sentence)[-3:]):
            holding = self.holding.get(word, [])
            if above := bisect_left(holding, number):
                return holding[above - 1]
        return None
