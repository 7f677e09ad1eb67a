"""The one place that makes a Paper fit to give out: no character that a format cannot hold, no withheld word."""

import re
from dataclasses import fields, is_dataclass
from functools import cache

from reports.formats.wording import WITHHELD
from reports.paper import ActionLine, Status

# Vertical tab and form feed are how Word writes a line break; NEL and the two separators are Unicode's.
LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Not allowed in XML 1.0 or HTML, or not a character at all: C0 and C1 controls, half pairs, noncharacters.
NONCHARACTERS = "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
UNPRINTABLE = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{NONCHARACTERS}]")
REPLACEMENT = "\ufffd"


def fit_to_give_out(paper):
    """A copy of a Paper that every format can hold and everyone in its audience may read.

    Line breaks of every kind become "\\n"; each unprintable character becomes "�", so that a reader sees that
    something stood there. A withheld action keeps its reference and says where its words are, nothing else.
    """
    return over_text(paper, clean_text, part=withhold)


def clean_text(words):
    """Text with plain line breaks and every unprintable character shown as "�"."""
    if words.isprintable():
        return words
    return UNPRINTABLE.sub(REPLACEMENT, LINE_BREAKS.sub("\n", words))


def withhold(part):
    """An action whose words stand in the exempt appendix says so; any other part stays as it is."""
    if isinstance(part, ActionLine) and part.withheld:
        return ActionLine(part.reference, str(WITHHELD), Status("", "", "grey"), withheld=True)
    return part


def over_text(value, change, part=lambda part: part):
    """The same value with every text in it changed; `part` may first replace any dataclass met on the way."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple([over_text(each, change, part) for each in value])
    if is_dataclass(value):
        value = part(value)
        return type(value)(
            *[over_text(getattr(value, name), change, part) for name in _field_names(type(value))]
        )
    return value


@cache
def _field_names(kind):
    return [field.name for field in fields(kind)]
