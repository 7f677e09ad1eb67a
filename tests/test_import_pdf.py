"""PDFs of one plan from every maker: each word is read or unplaced, torn rows and broken words are joined."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.proposals import apply_decisions, propose, restored, stored
from tests.pdfs import TODAY

DOCUMENTS = Path(__file__).parent / "documents"
MAKERS = [
    "parks.pdf",
    "parks-header-once.pdf",
    "parks-typst.pdf",
    "parks-typst-unruled.pdf",
    "parks-chromium.pdf",
    "parks-chromium-unruled.pdf",
]


def proposed(name):
    return propose(read_document((DOCUMENTS / name).read_bytes(), name), as_of=TODAY)


def parks():
    """What parks.csv says, which every sample prints."""
    return propose(read_document((DOCUMENTS / "parks.csv").read_bytes(), "parks.csv"), as_of=TODAY)


def readings(proposal):
    """What is read, without where it stood and without doubts."""
    said = []
    for challenge in proposal.as_json()["challenges"]:
        for action in challenge["actions"]:
            kept = {key: action[key] for key in action if key not in {"source", "rows", "problems", "leads"}}
            said.append((challenge["heading"], challenge["title"], kept))
    return said


def codes(proposal):
    return Counter(each.code for each in proposal.all_problems())


@pytest.mark.parametrize("name", MAKERS)
def test_every_maker_of_pdfs_gives_what_the_table_says(name):
    proposal = proposed(name)
    assert readings(proposal) == readings(parks())
    assert proposal.title == "PARKS PEER REVIEW: ACTION PLAN"
    assert "S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc" in proposal.unplaced


@pytest.mark.parametrize("name", [*MAKERS, "parks-narrow.pdf"])
def test_every_word_on_the_pages_is_read_or_unplaced(name):
    document = read_document((DOCUMENTS / name).read_bytes(), name)
    read = [document.outside, *(table.above for table in document.tables)]
    read += [row.words for table in document.tables for row in table.rows]
    read = " ".join(" ".join(words) for words in read)
    with (DOCUMENTS / "parks.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = " ".join(" ".join(row) for row in csv.reader(file))
    lost = Counter(words_in(printed)) - Counter(words_in(read))
    # Of one maker's broken words one is joined with its neighbour, and says so, and one is cut by a page's end.
    assert lost == (Counter(["forward", "executive"]) if name == "parks-narrow.pdf" else Counter())
    assert not Counter("".join(words_in(printed))) - Counter("".join(words_in(read)))


def words_in(text):
    return re.findall(r"\w+", text.casefold())


def test_rows_cut_by_the_end_of_a_page_are_joined_as_proposals_that_can_be_undone():
    proposal = proposed("parks.pdf")
    joined = [each for each in proposal.all_problems() if each.code == "joined_pages"]
    assert len(joined) == 2
    assert "head of page 2" in joined[0].message
    undone = apply_decisions(proposal, [joined[0].choices[0]["decision"]])
    assert len(undone.actions) == len(proposal.actions) + 1
    assert codes(undone)["joined_pages"] == 1


def test_each_row_says_its_page():
    pages = [action.source["page"] for action in proposed("parks.pdf").actions]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3}


def test_a_torn_row_survives_being_stored():
    proposal = proposed("parks-narrow.pdf")
    assert restored(json.loads(json.dumps(stored(proposal)))).as_json() == proposal.as_json()


def test_words_broken_in_narrow_columns_are_joined_and_said_where_it_is_a_guess():
    proposal = proposed("parks-narrow.pdf")
    assert [column.name for column in proposal.columns][5] == "Operational Lead"
    assert len(proposal.actions) == 16
    read, wanted = readings(proposal), readings(parks())
    differ = {(mine[2]["reference"], key) for mine, other in zip(read, wanted, strict=True) for key in mine[2]
              if mine[2][key] != other[2][key]}  # fmt: skip
    assert differ == {("8.1", "written"), ("12.1", "deadline"), ("12.1", "news")}
    said = [each.words for each in proposal.all_problems() if each.code == "broken_line"]
    assert "Committ ee" in said
    assert "Forward plan" in said
