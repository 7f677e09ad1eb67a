"""Three-way comparison: what a cell said when it was exported, what the sheet says, what stands here now."""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

# What the export prints in place of characters that a sheet cannot hold, so that they are no change.
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
CELL_LIMIT = 32_767  # characters that Excel holds in a cell; longer words are printed with their end cut off


class Found(StrEnum):
    """What became of one field: only `SHEET` and `BOTH` are anybody's to decide."""

    SAME = "same"
    SHEET = "sheet"  # changed in the sheet, not here
    HERE = "here"  # changed here since, not in the sheet
    BOTH = "both"  # changed in both, and differently


def compare(base, sheet, present):
    """What became of a field, from three values that are equal where they say the same.

    A sheet that says what stands here has nothing to decide, whoever wrote it first; what the sheet did not change
    from its base is never taken from it.
    """
    if sheet in (base, present):
        return Found.SAME if sheet == present else Found.HERE
    return Found.SHEET if present == base else Found.BOTH


def tidy(words):
    """Words as a sheet gives them back: no blank lines, no doubled spaces, no characters it cannot hold."""
    plain = UNPRINTABLE.sub("\ufffd", LINE_BREAKS.sub("\n", words))
    return "\n".join(line for line in (" ".join(each.split()) for each in plain.split("\n")) if line)


def too_long(words):
    """Whether words are longer than a cell: the sheet never held all of them, so nothing is read from it."""
    return len(words) > CELL_LIMIT


def restored(words, base):
    """The sheet's words with the blank lines and spaces of those lines that it left as they were."""
    mine, theirs = words.split("\n"), _with_blanks(base)
    kept = [tidy(line) for line, _ in theirs]
    lines = []
    for what, start, end, first, last in difflib.SequenceMatcher(None, kept, mine, False).get_opcodes():
        if what != "equal":
            lines += [(line, "") for line in mine[first:last]]
        else:
            lines += theirs[start:end]
    return "".join(line + "\n" + blank for line, blank in lines).strip("\n")


def _with_blanks(words):
    """The lines with words in them, each with the blank lines after it."""
    lines = []
    for line in LINE_BREAKS.sub("\n", words).split("\n"):
        if line.strip() or not lines:
            lines.append((line, ""))
        else:
            lines[-1] = (lines[-1][0], lines[-1][1] + "\n")
    return lines


@dataclass(frozen=True)
class Field:
    """One field of one action, in words for a person, with what became of it.

    `value` is what taking it writes. `refusal` says in one sentence why it cannot be taken; then `value` is None.
    `note` says how the sheet's words are read, where a reader could differ.
    """

    name: str
    label: str
    base: str
    sheet: str
    present: str
    found: Found
    value: object = None
    refusal: str = ""
    note: str = ""

    @property
    def is_open(self):
        """Whether there is something to decide."""
        return self.found in (Found.SHEET, Found.BOTH)

    @property
    def is_free(self):
        """Whether it can be taken without looking: changed in the sheet alone."""
        return self.found == Found.SHEET and not self.refusal

    @property
    def is_conflict(self):
        return self.found == Found.BOTH
