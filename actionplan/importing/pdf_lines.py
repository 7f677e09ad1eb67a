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
SOFT_HYPHEN = "\u00ad"
LETTERS_END, FIRST_LETTERS = re.compile(r"[^\W\d_]$"), re.compile(r"[a-z]+")
LAST_LETTERS = re.compile(r"([^\W_]+)[-‐]$")
# A short word that begins a line is a word of its own, but "on" after "descripti" is an ending.
FUNCTION_WORD = re.compile(
    r"(?:the|of|and|to|for|with|from|that|this|in|on|is|are|be|by|or|an?|at|as|we|our|it)\b", re.I
)
ENDING = re.compile(r"[ts]i on$")


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


class Flow:
    """How lines of a narrow column run on, learned from all the cells of a document: (lines, how far they may reach)."""

    def __init__(self, cells):
        cells = list(cells)
        lines = [line for lines, _ in cells for line in lines]
        # A maker who prints the space at the end of a line shows by its absence that a word may go on.
        self.prints_spaces = sum(line.spaced for line in lines) * 10 > len(lines)
        self.vocabulary = Vocabulary([" ".join(self._whole(lines, right)) for lines, right in cells])

    def read(self, lines, right):
        """What the lines of one cell say, and the words joined there on no more than their looks: (as two, as one).

        A line begins anew, after a line feed, where its first word would have found room on the line before.
        """
        said, guessed = lines[0].text if lines else "", []
        for line, following in itertools.pairwise(lines):
            between = self._between(line, following, right)
            if between is None:
                said = self._without_hyphen(said, following)
            else:
                said += between
            if between == "" and self._is_guess(line, following, right):
                last, first = line.words[-1].text, following.words[0].text
                guessed.append((f"{last} {first}", f"{last}{first}"))
            said += following.text
        return said.replace(SOFT_HYPHEN, ""), guessed

    def _between(self, line, following, right):
        """What stands between two lines: a space, a line feed, nothing; None where a hyphen may go as well."""
        last, first = line.words[-1].text, following.words[0]
        if ENDS_IN_HYPHEN.search(last) and not line.spaced and first.text not in AFTER_OPEN_HYPHEN:
            return None
        if line.x1 + 0.3 * line.height + (first.x1 - first.x0) + 1 < right and not self._has_no_space(
            line, right
        ):
            return "\n"
        if self._has_no_space(line, right) or self._is_broken(line, following, right):
            return ""
        return "" if last.endswith("/") and len(last) > 1 and not line.spaced else " "

    def _has_no_space(self, line, right):
        """Proof: spaces are printed, there was room for one, and there is none."""
        return self.prints_spaces and not line.spaced and line.x1 + 0.3 * line.height < right

    def _without_hyphen(self, said, following):
        """A hyphen at the end of a line stays, unless the word is known without it."""
        halves = LAST_LETTERS.search(said), FIRST_LETTERS.match(following.text)
        if said.endswith(SOFT_HYPHEN) or not all(halves):
            return said
        first, rest = halves[0][1], halves[1][0]
        hyphened = f"{first}-{rest}".casefold() in self.vocabulary.hyphened
        return said[:-1] if self.vocabulary.knows(first + rest) and not hyphened else said

    def _may_be_broken(self, line, following, right):
        """Whether a word too long for its column may go on in the next line: it begins its line and fills it."""
        if len(line.words) > 1 or line.spaced or not LETTERS_END.search(line.text):
            return False
        letter = (line.x1 - line.x0) / len(line.text)
        return bool(FIRST_LETTERS.match(following.text)) and line.x1 + 1.6 * letter > right

    def _is_broken(self, line, following, right):
        """A word that may be broken is, where it is known in one piece; or else where its maker prints spaces."""
        if not self._may_be_broken(line, following, right):
            return False
        rest = FIRST_LETTERS.match(following.text)[0]
        if self.vocabulary.knows(line.text + rest):
            return True
        both_known = self.vocabulary.knows(line.text) and self.vocabulary.knows(rest)
        follows = FUNCTION_WORD.match(following.words[0].text) and not ENDING.search(f"{line.text} {rest}")
        return self.prints_spaces and not both_known and not follows

    def _is_guess(self, line, following, right):
        rest = FIRST_LETTERS.match(following.text)
        proven = self._has_no_space(line, right) or line.words[-1].text.endswith("/") or not rest
        return not proven and not self.vocabulary.knows(line.text + rest[0])

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
