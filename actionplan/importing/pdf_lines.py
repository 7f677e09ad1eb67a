"""Letters on a page of a PDF become words, words become lines, and the lines of a cell become what it says."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import NamedTuple

from actionplan.importing.scanning import Vocabulary

# Of the height of the letters: a gap as wide as this is a space, though the PDF holds no letter for it.
SPACE = 0.18
# Words that follow a hyphen which stands for a missing end: "short- and long-term".
AFTER_OPEN_HYPHEN = {"and", "or", "to"}
ENDS_IN_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
# Where a line may end without a space.
BREAKS_AFTER, STROKE = re.compile(r"[-‐–—/]$"), re.compile(r"\w/$")
SOFT_HYPHEN = "\u00ad"
LAST_LETTERS, SMALL_LETTERS, CAPITALS = (re.compile(each) for each in (r"[^\W\d_]+$", r"[a-z]+", r"[A-Z]+"))
BEFORE_HYPHEN = re.compile(r"([^\W_]+)[-‐]$")
# What commonly keeps its hyphen, wherever the line ends.
PREFIX = re.compile(r"re|co|pre|post|non|self|multi|inter|cross|sub|mid|well|long|short|follow|e", re.I)
# A short word that begins a line is a word of its own, but "on" after "descripti" is an ending.
SHORT_WORD = re.compile(r"(?:the|of|and|to|for|in|on|is|are|be|by|or|an?|at|as|we|our|it)\b", re.I)
ENDING = re.compile(r"[ts]i on\b")


class Glyph(NamedTuple):
    """A letter where it is printed, in points from the top left of the page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self):
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Word:
    """Letters with no gap between them. `spaced` is true where the PDF holds a space after the last of them."""

    text: str
    x0: float
    x1: float
    spaced: bool = False


@dataclass(slots=True)
class TextLine:
    """Words printed side by side."""

    words: list
    top: float
    bottom: float

    @property
    def spaced(self):
        return self.words[-1].spaced

    @property
    def x0(self):
        return self.words[0].x0

    @property
    def x1(self):
        return self.words[-1].x1

    @property
    def height(self):
        return self.bottom - self.top

    @property
    def text(self):
        return " ".join(word.text for word in self.words)


def text_lines(glyphs):
    """The lines that letters make, from the top down, each read from left to right."""
    lines = []
    for glyph in sorted(glyphs, key=lambda each: each.middle):
        if lines and glyph.middle - lines[-1][0].middle < 0.5 * _height(lines[-1][0]):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [made for line in lines if (made := _line(line))]


def _height(glyph):
    return max(glyph.bottom - glyph.top, 1)


def _line(glyphs):
    words, before = [], None
    for glyph in sorted(glyphs, key=lambda each: each.x0):
        if before is not None and _is_printed_twice(glyph, before):
            continue
        if not glyph.text.strip():
            before = None
            if words:
                words[-1].spaced = True
        elif before is None or glyph.x0 - before.x1 > SPACE * _height(glyph):
            words.append(Word(glyph.text, glyph.x0, glyph.x1))
            before = glyph
        else:
            words[-1].text += glyph.text
            words[-1].x1 = max(words[-1].x1, glyph.x1)
            before = glyph
    printed = [glyph for glyph in glyphs if glyph.text.strip()]
    if not words:
        return None
    top, bottom = min(each.top for each in printed), max(each.bottom for each in printed)
    return TextLine(words, top, bottom)


def _is_printed_twice(glyph, before):
    """Some makers print a letter twice, a hair apart, to make it bold."""
    near = abs(glyph.x0 - before.x0) < 0.2 * max(before.x1 - before.x0, 0.1)
    return glyph.text == before.text and near and abs(glyph.top - before.top) < 1


def has_room(line, following, right):
    """Whether the first word of a line would have found room on the line before."""
    first = following.words[0]
    return line.x1 + 0.3 * line.height + (first.x1 - first.x0) + 1 < right


def _has_room_for_space(line, right):
    return line.x1 + 0.3 * line.height < right


class Flow:
    """How lines of a narrow column run on, learned from all cells of a document: (lines, how far they may reach)."""

    def __init__(self, cells):
        cells = list(cells)
        # A maker who prints the space at the end of a line shows by its absence that a word or a paragraph ends there.
        wrapped = [
            line.spaced
            for lines, right in cells
            for line, following in itertools.pairwise(lines)
            if _has_room_for_space(line, right) and not has_room(line, following, right)
        ]
        self.prints_spaces = sum(wrapped) > 0.7 * len(wrapped) and any(wrapped)
        followed = [right - line.x1 for lines, right in cells for line in lines[:-1] if len(line.words) > 2]
        self.is_justified = sum(room < 1.5 for room in followed) * 2 > len(followed) + 4
        self.vocabulary = Vocabulary([" ".join(self._whole(lines, right)) for lines, right in cells])

    def read(self, lines, right):
        """What the lines of one cell say, and the words joined there on no more than their looks: (as two, as one).

        A line begins anew, after a line feed, where its first word would have found room on the line before.
        """
        said, guessed = lines[0].text if lines else "", []
        for line, following in itertools.pairwise(lines):
            between = self._between(line, following, right)
            last, first = line.words[-1].text, following.words[0].text
            if between is None:
                said, between = self._without_hyphen(said, following), ""
                if self._hyphen_is_guess(last, first):
                    guessed.append((f"{last} {first}", f"{last}{first}"))
            elif between == "" and self._is_guess(line, following, right):
                guessed.append((f"{last} {first}", f"{last}{first}"))
            said += between + following.text
        return said.replace(SOFT_HYPHEN, ""), guessed

    def _between(self, line, following, right):
        """What stands between two lines: a space, a line feed, nothing; None where a hyphen may go as well."""
        last, first = line.words[-1].text, following.words[0].text
        if ENDS_IN_HYPHEN.search(last) and not line.spaced and first not in AFTER_OPEN_HYPHEN:
            return None
        if has_room(line, following, right) and not (self.is_justified and len(line.words) == 1):
            return "\n"
        if self._is_broken(line, following, right):
            return ""
        may_part = BREAKS_AFTER.search(last) or first.startswith("(")
        if self._has_no_space(line, right):
            return "" if may_part else "\n"
        return "" if STROKE.search(last) and not line.spaced else " "

    def _has_no_space(self, line, right):
        """Proof: spaces are printed, there was room for one, and there is none."""
        return self.prints_spaces and not line.spaced and _has_room_for_space(line, right)

    def _without_hyphen(self, said, following):
        """A hyphen at the end of a line stays, unless the word is known without it."""
        halves = BEFORE_HYPHEN.search(said), SMALL_LETTERS.match(following.text)
        if said.endswith(SOFT_HYPHEN) or not all(halves) or PREFIX.fullmatch(halves[0][1]):
            return said
        first, rest = halves[0][1], halves[1][0]
        hyphened = f"{first}-{rest}".casefold() in self.vocabulary.hyphened
        return said[:-1] if self.vocabulary.knows(first + rest) and not hyphened else said

    def _hyphen_is_guess(self, last, first):
        """Whether it is not met elsewhere spelled as it is read."""
        halves = BEFORE_HYPHEN.search(last), SMALL_LETTERS.match(first)
        if not all(halves):
            return False
        first, rest = halves[0][1], halves[1][0]
        if f"{first}-{rest}".casefold() in self.vocabulary.hyphened:
            return False
        return bool(PREFIX.fullmatch(first)) == self.vocabulary.knows(first + rest)

    def _may_be_broken(self, line, following, right):
        """Whether a word too long for its column may go on in the next line: it begins its line and fills it."""
        if len(line.words) > 1 or line.spaced or _halves(line, following) is None:
            return False
        letter = (line.x1 - line.x0) / len(line.text)
        return line.x1 + 1.6 * letter > right and not _begins_with_a_short_word(line, following)

    def _is_broken(self, line, following, right):
        """Of words that may be broken, those known in one piece are; where spaces are printed, all but known words."""
        if not self._may_be_broken(line, following, right):
            return False
        first, rest = _halves(line, following)
        if self.vocabulary.knows(first + rest):
            return True
        are_words = len(rest) > 3 and (self.vocabulary.knows(first) or self.vocabulary.knows(rest))
        return self.prints_spaces and not are_words

    def _is_guess(self, line, following, right):
        halves = _halves(line, following)
        return (
            bool(halves)
            and not self._has_no_space(line, right)
            and not self.vocabulary.knows("".join(halves))
        )

    def _whole(self, lines, right):
        """The words of a cell but those at the end of a line that may be halves."""
        halves = set()
        for place, (line, following) in enumerate(itertools.pairwise(lines)):
            if self._may_be_broken(line, following, right) or ENDS_IN_HYPHEN.search(line.text):
                halves |= {(place, len(line.words) - 1), (place + 1, 0)}
        return (
            word.text
            for place, line in enumerate(lines)
            for at, word in enumerate(line.words)
            if (place, at) not in halves
        )


def _halves(line, following):
    """The letters at the end of one line and at the beginning of the next, where they may be one word; else None."""
    first = LAST_LETTERS.search(line.words[-1].text)
    rest = first and (CAPITALS if first[0].isupper() else SMALL_LETTERS).match(following.words[0].text)
    if first and first[0].isupper() and not rest:
        rest = SMALL_LETTERS.match(following.words[0].text)
    return (first[0], rest[0]) if rest else None


def _begins_with_a_short_word(line, following):
    rest = following.words[0].text
    return bool(SHORT_WORD.match(rest)) and not ENDING.search(f"{line.text} {rest}")
