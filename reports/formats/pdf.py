"""PDF by typst: tagged for screen readers (PDF/UA-1), a person's words only ever as data."""

import json
import re
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.formats import typesetting
from reports.formats.clean import over_text
from reports.formats.outline import outline
from reports.formats.wording import TINTS, page_words

TEMPLATE = Path(__file__).with_name("paper.typ")
BEYOND_FONTS = gettext_lazy(
    "Some characters could not be printed in this PDF: each is shown as � or by its name. "
    "The Word copy and the web page have them."
)
LONG_WORD = re.compile(r"\S{19,}")
BREAK_AFTER = re.compile(r"([/@._?&=-]+|.{12})(?=.)")
# How many characters fit on a line of a column, and lines on a page, at the least: a row that may need more
# than a page is allowed to break across two.
LINE_LENGTHS = {"heading": 9, "challenge": 18, "text": 55, "latest": 55, "success": 55, "member": 11}
LINE_LENGTHS |= {"strategic": 11, "operational": 13}
LINES_ON_A_PAGE = 34


def render(paper):
    """The paper as PDF bytes, the same for the same value; raises typesetting.NotTypeset."""
    try:
        return _typeset(paper)
    except typesetting.BeyondFonts:
        return _typeset(over_text(paper, typesetting.within_fonts), note=str(BEYOND_FONTS))


def _typeset(paper, note=""):
    inputs = {"paper": _data(paper, note), "tints": _tints()}
    return typesetting.pdf(TEMPLATE, inputs, timestamp=datetime.combine(paper.as_of, time(), UTC))


@cache
def _tints():
    return json.dumps({colour: tint._asdict() for colour, tint in TINTS.items()})


def _data(paper, note):
    said = vars(outline(over_text(paper, _with_breaks)))
    properties = {
        "name": paper.title,
        "author": paper.author or paper.council,
        "note": note,
        "words": {
            "page": page_words(),
            "status": _("Status:"),
            "initials": _("Initials and what they mean"),
            "recommendations": _("Recommendations"),
        },
    }
    return json.dumps(said | properties, default=_plain, ensure_ascii=False)


def _plain(part):
    plain = vars(part)
    if "readings" in plain:
        plain = plain | {"splits": _may_need_a_page(part), "mark": part.mark and part.mark._asdict()}
    elif "svg" in plain:
        plain = plain | {"needs": part.needs}
    elif "marks" in plain:
        plain = plain | {"marks": [mark._asdict() for mark in part.marks]}
    return plain


def _may_need_a_page(row):
    def lines(words, length):
        return sum(1 + len(line) // length for line in words.split("\n"))

    columns = {name: lines(getattr(row, name), length) for name, length in LINE_LENGTHS.items()}
    action = columns.pop("text") + columns.pop("latest") + columns.pop("success")
    deadline = sum(lines(words, 18) for reading in row.readings for words in (reading.words, *reading.notes))
    return max(action, deadline, *columns.values()) > LINES_ON_A_PAGE


def _with_breaks(words):
    """Let a word too long for a narrow column break: an invisible space after each dot, slash or dozen letters."""
    return LONG_WORD.sub(lambda word: BREAK_AFTER.sub("\\1\u200b", word[0]), words)
