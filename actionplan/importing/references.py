"""Where one row points to another: "see … above", "(As for …)", "see … (above)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from actionplan.importing.role_words import words_in

# A whole cell, or a bracket within one, that points somewhere.
POINTS = r"(?:please\s+)?(?:see|as for|as in|as per|as with|refer to|covered (?:by|in|under)|included in)"
WHOLE = re.compile(rf"\(?\s*{POINTS}\b[:\s]*(?P<to>.{{0,300}}?)\)?\s*\.?\s*$", re.I | re.S)
WITHIN = re.compile(
    r"\((?:please\s+)?(?:see|as for|as per|refer to|as)\b[:\s]*(?P<to>[^()]{0,120}(?:\([^()]*\)[^()]{0,120})*)\)",
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

    `subject` is what it names ("" for a bare "see above"), `before` the words before it in running text.
    """

    words: str
    subject: str
    before: str = ""
    whole: bool = False


def pointers(text):
    """The pointers in the words of an action, in order. One phrase may name two subjects: "… (above) and … (above)"."""
    if len(text) <= 320 and (found := WHOLE.fullmatch(text)) and not re.search(r"[.!?]\s+\S", text):
        return [Pointer(text, subject, whole=True) for subject in _subjects(found["to"])]
    if ALONE.fullmatch(text):
        return [Pointer(text, "", whole=True)]
    return [
        Pointer(found[0], subject, text[: found.start()])
        for found in WITHIN.finditer(text)
        for subject in _subjects(found["to"])
        if subject or PLACE.search(found["to"])
    ]


def _subjects(words):
    """The subjects named, each ending at its own "(above)", where there are several of those."""
    parts = re.split(r"\(\s*(?:above|below|earlier|later)\s*\)", words, flags=re.I)
    parts = parts[:-1] if len(parts) > 1 and not stems(parts[-1]) else parts
    return [re.sub(r"^\W*and\s+", "", PLACE.sub("", part)).strip(" ,.;:()") for part in parts]


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
            return self._best(set(stems(pointer.subject)), number)
        if pointer.before:
            return self._near_words(pointer.before, number)
        return number - 1 if number > 1 else None

    def is_exact(self, pointer, number):
        """Whether the phrase says the title in full, so that nobody could take it for another."""
        return bool(pointer.subject) and set(stems(pointer.subject)) == self.stems[number - 1]

    def _best(self, wanted, number):
        """The title that holds most of the words wanted; of several the shortest, then the nearest above."""
        shared = Counter(place for word in wanted for place in self.holding.get(word, ()) if place != number)
        if not shared:
            return None
        most = max(shared.values())
        if most / len(wanted) < ENOUGH:
            return None
        found = [place for place, count in shared.items() if count == most]
        return max(found, key=lambda place: (-len(self.stems[place - 1]), place < number, place))

    def _near_words(self, before, number):
        """For a bare "(see above)" in running text: the title above that shares the last words before it."""
        sentence = re.split(r"[.!?;]\s", before)[-1]
        for word in reversed(stems(sentence)[-3:]):
            holding = self.holding.get(word, [])
            if above := bisect_left(holding, number):
                return holding[above - 1]
        return None
