"""Small documents of the shapes councils send: what each must come out as, with every word of it placed."""

import datetime
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.proposals import propose, restored, stored
from tests.documents.make_shapes import SHAPES

HERE = Path(__file__).parent
DAY = datetime.date(2024, 2, 5)
EXPECTED = json.loads((HERE / "expected" / "shapes.json").read_text(encoding="utf-8"))
# What a document's own program puts there to be filled in is no word of the plan.
PROMPTS = {"Click to enter a date."}


def read(name):
    return propose(read_document((HERE / "documents" / name).read_bytes(), name), as_of=DAY)


def outline(proposal):
    """The readings as short as they can be compared: a line for each action, with what was doubted."""
    return {
        "title": proposal.title,
        "unplaced": list(proposal.unplaced),
        "doubts": [f"{each.code}: {each.words}" for each in proposal.problems],
        "actions": [
            {
                "under": f"{challenge.heading} > {challenge.title}",
                "action": f"{action.reference} {action.text}",
                "leads": {role: [n.name for n in names] for role, names in action.leads.items() if names},
                "deadline": _deadline(action.deadline),
                "status": action.status,
                "updates": [
                    f"{day}: {column}: {words}"
                    for (column, words), day in zip(action.updates, action.given_on, strict=True)
                ],
                "notes": [f"{column}: {words}" for column, words in action.notes],
                "doubts": [each.code for each in action.problems],
            }
            for challenge in proposal.challenges
            for action in challenge.actions
        ],
    }


def _deadline(due):
    days = due.due.isoformat() if due.due else "no date"
    return f"{due.words} = {due.kind}, {days}"


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_comes_out_as_it_must(name):
    assert outline(read(name)) == EXPECTED[name]


@pytest.mark.parametrize("name", SHAPES)
def test_every_word_of_each_shape_is_placed_as_often_as_it_stands_or_unplaced(name):
    proposal = read(name)
    readings = proposal.as_json()
    kept = {part: readings[part] for part in ("title", "headings", "challenges", "unplaced", "columns")}
    for challenge in kept["challenges"]:
        for action in challenge["actions"]:
            action["problems"] = []
    found = Counter(words_in(json.dumps(kept, ensure_ascii=False)))
    for row in (row for table in proposal.document.tables for row in table.rows):
        said = Counter(words_in(" ".join(cell.words for cell in row.cells if not cell.continues)))
        assert not said - found, f"{name}, row {row.key}"
    outside = [line for table in proposal.document.tables for line in table.above] + [
        *proposal.document.outside
    ]
    assert not Counter(words_in(" ".join(outside))) - found


def words_in(text):
    return re.findall(r"\w+", text.replace("\\n", " ").replace("\\", " ").replace("\u00ad", "").casefold())


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_what_its_maker_makes(name):
    made = read_document(SHAPES[name](), name)
    assert made == read_document((HERE / "documents" / name).read_bytes(), name)


@pytest.mark.parametrize("name", SHAPES)
def test_each_shape_is_read_again_from_what_is_stored(name):
    proposal = read(name)
    assert restored(json.loads(json.dumps(stored(proposal)))).as_json() == proposal.as_json()


def test_word_leaves_out_what_was_deleted_and_what_was_never_filled_in():
    said = json.dumps(read("word-as-used.docx").as_json())
    assert "some" not in said
    assert not any(prompt in said for prompt in PROMPTS)
    assert "Laptops are leased" in said


def test_initials_below_the_tables_are_in_the_glossary():
    (term,) = read("headings-above.docx").glossary
    assert (term.initials, term.meaning) == ("YCG", "Youth and Community Group")
