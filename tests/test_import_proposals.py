"""One plan in every format gives the same readings, with every word of it placed and every doubt said."""

import datetime
import json
import re
from collections import Counter

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.proposals import propose, restored, stored
from tests.documents import making
from tests.parks import HERE, PARKS, PARKS_DAY, TITLES, parks_rows

PEER_REVIEW = HERE.parents[1] / "shared" / "data" / "peer-review"
PEER_REVIEW_DAY = datetime.date(2008, 1, 8)
LEFT_BLANK = 18
REAL = {kind: (PEER_REVIEW / f"plan.{kind}").read_bytes for kind in PARKS if PEER_REVIEW.is_dir()}
SAMPLES = {
    **{f"parks.{kind}": (make, PARKS_DAY, "parks") for kind, make in PARKS.items()},
    **{f"plan.{kind}": (make, PEER_REVIEW_DAY, "peer_review") for kind, make in REAL.items()},
}


def proposed(name):
    make, day, _ = SAMPLES[name]
    return propose(read_document(make(), name), as_of=day)


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request):
    """Each sample with its proposal and what it is expected to say."""
    expected = json.loads(
        (HERE / "expected" / f"{SAMPLES[request.param][2]}.json").read_text(encoding="utf-8")
    )
    return request.param, proposed(request.param), expected


def test_every_format_gives_the_same_readings(sample):
    _, proposal, expected = sample
    found = proposal.as_json()
    assert found["headings"] == expected["headings"]
    pairs = zip(found["challenges"], expected["challenges"], strict=True)
    for challenge, wanted in pairs:
        assert {key: challenge[key] for key in ("heading", "title", "number")} == {
            key: wanted[key] for key in ("heading", "title", "number")
        }
        for action, said in zip(challenge["actions"], wanted["actions"], strict=True):
            action["deadline"] = as_designed(action["deadline"])
            assert {key: action[key] for key in said} == said
    assert sorted(map(str, found["actors"])) == sorted(map(str, expected["actors"]))


def as_designed(deadline):
    """A deadline with the names DESIGN lays down and no more."""
    kept = {name: deadline[name] for name in ("words", "kind", "first_day", "due", "confident")}
    return kept | {"also": [as_designed(each) for each in deadline["also"]]}


def test_what_is_expected_is_what_the_table_says():
    expected = json.loads((HERE / "expected" / "parks.json").read_text(encoding="utf-8"))
    actions = [action for challenge in expected["challenges"] for action in challenge["actions"]]
    rows = parks_rows()[1:]
    assert [action["text"] for action in actions] == [row[2] for row in rows]
    assert [action["deadline"]["words"] for action in actions] == [row[6] for row in rows]
    assert [challenge["title"] for challenge in expected["challenges"]] == [row[1] for row in rows if row[1]]
    for place, role in ((3, "member"), (4, "strategic"), (5, "operational")):
        assert [bool(action[role]) for action in actions] == [bool(row[place]) for row in rows]


def test_every_word_of_the_table_is_found_again(sample):
    name, proposal, _ = sample
    found = Counter(words_in(json.dumps(everything_placed(proposal), ensure_ascii=False)))
    for row in (row for table in proposal.document.tables for row in table.rows):
        lost = [word for word in words_in(" ".join(row.words)) if not found[word]]
        assert not lost, f"{name}, row {row.key}"


def test_every_word_of_what_is_to_be_done_is_found_as_often_as_it_was_written(sample):
    _, proposal, expected = sample
    texts = Counter(word for action in proposal.actions for word in words_in(action.text))
    wanted = (action["text"] for challenge in expected["challenges"] for action in challenge["actions"])
    assert texts == Counter(word for text in wanted for word in words_in(text))


def test_every_word_outside_the_table_is_the_title_or_unplaced(sample):
    _, proposal, _ = sample
    above = [line for table in proposal.document.tables for line in table.above]
    assert {*above, *proposal.document.outside} <= {proposal.title, *proposal.unplaced}


def everything_placed(proposal):
    readings = proposal.as_json()
    return {name: readings[name] for name in ("title", "headings", "challenges", "unplaced", "columns")}


def words_in(text):
    return re.findall(r"\w+", text.replace("\\n", " ").replace("\\", " ").casefold())


def test_the_peer_review_plan_has_5_headings_43_challenges_and_55_actions():
    for name in (name for name in SAMPLES if name.startswith("plan")):
        proposal = proposed(name)
        headings = ("Leadership", "Delivery", "Strategy", "Operational Results", "Learning")
        assert proposal.headings == headings, name
        assert [challenge.number for challenge in proposal.challenges] == list(range(1, 44)), name
        assert len(proposal.actions) == 55, name
        assert sum(not action.leads["operational"] for action in proposal.actions) == LEFT_BLANK, name
        assert proposal.actions[18].reference == "18.2", name


def test_the_sample_for_every_format_has_the_shapes_of_a_torn_plan():
    texts = {kind: proposed(f"parks.{kind}") for kind in PARKS}
    assert {kind: len(proposal.actions) for kind, proposal in texts.items()} == dict.fromkeys(PARKS, 16)
    assert texts["txt"].title == texts["docx"].title == texts["xlsx"].title == TITLES[0]
    assert texts["csv"].title == ""
    assert texts["txt"].unplaced == (TITLES[1], "S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc")
    codes = Counter(each.code for each in texts["txt"].all_problems())
    assert codes["joined_words"] == 3
    assert codes["joined_challenge"] == 2
    assert codes["same_person"] == codes["other_alphabet"] == codes["joined_cells"] == 1


def test_scanning_mistakes_are_doubts_only_where_there_are_any():
    scanned = {
        "broken_word",
        "other_alphabet",
        "same_person",
        "joined_words",
        "joined_challenge",
        "joined_cells",
    }
    for kind in ("csv", "docx", "xlsx"):
        assert not scanned & {each.code for each in proposed(f"parks.{kind}").all_problems()}


def test_each_row_says_where_it_came_from():
    proposal = proposed("parks.txt")
    by_reference = {action.reference: action for action in proposal.actions}
    assert by_reference["1.1"].source == {"page": 1, "table": 1, "row": 2}
    assert by_reference["5.3"].source == {"page": 2, "table": 2, "row": 4}
    assert by_reference["5.3"].rows == ["2.4", "2.5"] or by_reference["5.3"].rows == ("2.4", "2.5")
    assert proposed("parks.csv").actions[0].source["page"] is None


def test_the_title_given_is_the_title_and_the_one_found_is_not_lost():
    document = read_document(PARKS["docx"](), "parks.docx")
    assert TITLES[0] in propose(document, title="Parks", as_of=PARKS_DAY).unplaced
    same = propose(document, title="Parks peer review: action plan", as_of=PARKS_DAY)
    assert same.title == "Parks peer review: action plan"
    assert TITLES[0] not in same.unplaced


def test_what_needs_a_decision_is_counted_once_for_the_same_words():
    rows = [["Challenge", "Action", "Lead"], *(["Paths", f"Mend path {n}", "Head of"] for n in range(9))]
    proposal = propose(read_document(making.word(rows), "plan"), as_of=PARKS_DAY)
    assert dict(proposal.needs_decision())["leads cut short"] == 1
    assert sum(each.code == "lead_cut_short" for each in proposal.all_problems()) == 9


def test_a_proposal_survives_being_stored_as_json():
    proposal = proposed("parks.txt")
    again = restored(json.loads(json.dumps(stored(proposal))))
    assert again.as_json() == proposal.as_json()


def test_the_readings_have_the_names_that_scripts_rely_on():
    readings = json.loads(json.dumps(proposed("parks.docx").as_json()))
    assert {"title", "as_of", "headings", "challenges", "problems", "unplaced"} <= set(readings)
    challenge = readings["challenges"][0]
    assert {"heading", "title", "number", "actions"} <= set(challenge)
    action = challenge["actions"][0]
    names = "reference text position member strategic operational deadline status see_also source problems"
    assert set(names.split()) <= set(action)
    assert {"words", "kind", "first_day", "due", "confident", "also"} <= set(action["deadline"])
    assert set(action["source"]) == {"page", "table", "row"}
    assert {"code", "message"} <= set(action["problems"][0])
    assert readings["as_of"] == "2024-02-05"
