"""Whatever a table says, it is read without an error and without losing a word."""

import contextlib
import datetime
import json
import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.importing.limits import CannotRead
from actionplan.importing.lines import HIDDEN
from actionplan.importing.proposals import propose, restored, stored
from actionplan.importing.table import Cell, Document, make_table

DAY = datetime.date(2024, 2, 5)
HEADER = [
    "No",
    "Heading",
    "Challenge",
    "Action & current position",
    "Member",
    "Lead",
    "Deadline",
    "RAG",
    "Progress",
    "Cost",
]
# What councils write, torn and whole, so that chance puts it into every wrong place.
PHRASES = """
    Leadership|Bringing values to life|(As for bringing values to life)|See above
    see values (above) and signs (below)|As Above|ditto|Mend the path. Then paint|the gate and
    they need to report. In the longer term|minutes There is a need|Carry out PDRS|re- organisation
    Cllr Ormsby|Clir Ormsby|HOPOS CMT and Heads of|HOP OS|HR & Communi cations teams|Tamsin Okoro/
    All Managers and Heads of|СМТ|n/a|Head of Housing (P. Lowe)|T. Okoro|Tamsin Okoro ext 2214
    Okoro, Tamsin|TBC|-|&|/|(|((see|“|½|2 nd round|Pl's|March 2024|Spring 24 Immediate|31 June 2024
    Review December 07|Completed|Ongoing|Training plan distributed|Amber|On track|£200|1.2
"""
WORDS = st.sampled_from([phrase.strip() for phrase in re.split(r"[|\n]", PHRASES) if phrase.strip()])
CELLS = st.one_of(
    st.just(""),
    st.just(""),
    WORDS,
    WORDS,
    st.lists(WORDS, min_size=2, max_size=3).map(" ".join),
    st.lists(WORDS, min_size=2, max_size=2).map("\n".join),
    st.text(max_size=12).map(lambda text: " ".join(text.split())),
)
MERGED = st.builds(Cell, words=CELLS, continues=st.booleans())
ROWS = st.lists(
    st.lists(st.one_of(CELLS, MERGED), min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=9
)


def made(rows):
    return Document(
        "docx", "plan", (make_table(1, [(None, row) for row in [HEADER, *rows]], above=("A plan",)),)
    )


def words_in(text):
    return re.findall(r"\w+", text.casefold())


def found_in(value):
    """Every string within a JSON value."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in found_in(each)]
    if isinstance(value, list):
        return [text for each in value for text in found_in(each)]
    return [value] if isinstance(value, str) else []


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_every_word_of_any_table_is_placed_or_unplaced(rows):
    try:
        proposal = propose(made(rows), as_of=DAY)
    except CannotRead:
        return  # Nothing is taken from a table that is refused, so nothing is lost.
    readings = proposal.as_json()
    placed = {key: readings[key] for key in ("title", "headings", "challenges", "unplaced", "columns")}
    found = set(words_in("\n".join(without_messages(placed))))
    for row in proposal.document.tables[0].rows:
        for cell in row.cells:
            lost = [word for word in words_in(visible(cell.words)) if word not in found]
            assert cell.continues or not lost


def without_messages(placed):
    """The words placed in fields: what a problem says of them does not count."""
    for challenge in placed["challenges"]:
        for action in challenge["actions"]:
            action["problems"] = []
    return found_in(placed)


def visible(words):
    return HIDDEN.sub("", words)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_any_table_survives_being_stored(rows):
    try:
        proposal = propose(made(rows), as_of=DAY)
    except CannotRead:
        return
    assert restored(json.loads(json.dumps(stored(proposal)))).as_json() == proposal.as_json()


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=10_000))
def test_any_ten_thousand_characters_are_read_quickly_wherever_they_stand(text):
    began = time.process_time()
    with contextlib.suppress(CannotRead):
        propose(made([["1", *[text] * 9]]), as_of=DAY)
    assert time.process_time() - began < 5
