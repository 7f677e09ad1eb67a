"""One plan in four formats gives the same readings, with every word of it placed and every doubt said."""

import csv
import datetime
import io
import json
import re
from collections import Counter
from pathlib import Path

import docx
import pytest

from actionplan.importing.actors import Known
from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.proposals import propose, restored, stored
from tests.documents import making

HERE = Path(__file__).parent
PEER_REVIEW = HERE.parents[1] / "shared" / "data" / "peer-review"
PARKS_DAY, PEER_REVIEW_DAY = datetime.date(2024, 2, 5), datetime.date(2008, 1, 8)
TITLES = ("PARKS PEER REVIEW: ACTION PLAN", "WHAT WE SAID WE WOULD DO")
LEFT_BLANK = 18


def parks_rows():
    text = (HERE / "documents" / "parks.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def parks_word():
    """The plan as a council types it: headings and challenges merged down over their actions."""
    rows = parks_rows()
    merged = {(number, place) for number, row in enumerate(rows) for place in (0, 1) if not row[place]}
    return making.word(
        rows, above=TITLES, merged_down=merged, below=["S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc"]
    )


PARKS = {
    "csv": lambda: (HERE / "documents" / "parks.csv").read_bytes(),
    "txt": lambda: (HERE / "documents" / "parks.txt").read_bytes(),
    "docx": parks_word,
    "xlsx": lambda: making.excel([[TITLES[0]], [], *parks_rows()]),
    "odt": lambda: (HERE / "documents" / "parks.odt").read_bytes(),
    "pdf": lambda: (HERE / "documents" / "parks.pdf").read_bytes(),
}
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


def rows_of(*rows):
    return propose(read_document(making.word(list(rows)), "plan"), as_of=PARKS_DAY)


def test_a_blank_lead_under_a_blank_challenge_stays_blank():
    proposal = rows_of(
        ["Heading", "Challenge", "Action", "Lead", "Deadline"],
        ["Woods", "Paths", "Mend the path", "Tamsin Okoro", "May 2024"],
        ["", "", "Paint the gate", "", ""],
    )
    second = proposal.actions[1]
    assert second.reference == "1.2"
    assert second.leads["operational"] == ()
    assert second.deadline.words == ""


def test_a_lead_merged_down_is_read_for_each_action_and_said():
    data = making.word(
        [
            ["Challenge", "Action", "Lead", "Deadline"],
            ["Paths", "Mend the path", "Tamsin Okoro", "May 2024"],
            ["", "Paint the gate", "", "June 2024"],
        ],
        merged_down={(2, 0), (2, 2)},
    )
    second = propose(read_document(data, "plan"), as_of=PARKS_DAY).actions[1]
    assert [name.name for name in second.leads["operational"]] == ["Tamsin Okoro"]
    assert [each.code for each in second.problems] == ["merged_cell"]


def test_a_heading_in_a_row_of_its_own_stands_over_the_rows_below():
    proposal = rows_of(
        ["Heading", "Challenge", "Action", "Lead"],
        ["Woods", "", "", ""],
        ["", "Paths", "Mend the path", "Tamsin Okoro"],
        ["Ponds", "", "", ""],
        ["", "Reeds", "Clear the reeds", "Tamsin Okoro"],
    )
    assert [(each.heading, each.title) for each in proposal.challenges] == [
        ("Woods", "Paths"),
        ("Ponds", "Reeds"),
    ]


def test_a_challenge_in_a_row_of_its_own_stands_over_the_actions_below():
    proposal = rows_of(
        ["No", "Recommendation", "Action", "Lead"],
        ["1", "Keep the paths open", "", ""],
        ["", "", "Mend the path", "Tamsin Okoro"],
        ["", "", "Paint the gate", "Tamsin Okoro"],
        ["2", "Count the trees", "Count them", "Tamsin Okoro"],
    )
    assert [action.reference for action in proposal.actions] == ["1.1", "1.2", "2.1"]
    assert proposal.actions[0].notes == (("Reference in the document", "1"),)


def test_several_tables_take_their_headings_from_the_lines_above_them():
    document = docx.Document()
    rows = [["Challenge", "Action", "Lead"], ["Paths", "Mend the path", "Tamsin Okoro"]]
    for line in ("Plan of the greens", "Woods"):
        document.add_paragraph(line)
    making.add_table(document, rows)
    document.add_paragraph("Ponds")
    making.add_table(document, [rows[0], ["Reeds", "Clear the reeds", "Tamsin Okoro"]])
    proposal = propose(read_document(making.saved(document), "plan"), as_of=PARKS_DAY)
    assert proposal.title == "Plan of the greens"
    assert [(each.heading, each.title) for each in proposal.challenges] == [
        ("Woods", "Paths"),
        ("Ponds", "Reeds"),
    ]
    assert [each.code for each in proposal.problems] == ["heading_above", "heading_above"]


def test_a_row_across_the_whole_table_is_a_heading():
    document = docx.Document()
    table = making.add_table(document, [["Challenge", "Action", "Lead"]])
    for band, row in (("Woods", ["Paths", "Mend", "T Okoro"]), ("Ponds", ["Reeds", "Clear", "T Okoro"])):
        cells = table.add_row().cells
        cells[0].merge(cells[2]).text = band
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    proposal = propose(read_document(making.saved(document), "plan"), as_of=PARKS_DAY)
    assert [(each.heading, each.title) for each in proposal.challenges] == [
        ("Woods", "Paths"),
        ("Ponds", "Reeds"),
    ]


def test_a_table_going_on_without_its_column_names_is_read_like_the_one_before():
    document = docx.Document()
    making.add_table(
        document, [["Heading", "Challenge", "Action", "Lead"], ["Woods", "Paths", "Mend", "T Okoro"]]
    )
    making.add_table(document, [["Woods", "Seats", "Paint", "T Okoro"]])
    proposal = propose(read_document(making.saved(document), "plan"), as_of=PARKS_DAY)
    assert [action.text for action in proposal.actions] == ["Mend", "Paint"]
    assert [each.code for each in proposal.problems] == ["column_added"]


def test_a_table_of_something_else_is_unplaced():
    document = docx.Document()
    making.add_table(document, [["Version", "Author"], ["3", "Zoë"]])
    making.add_table(document, [["Challenge", "Action", "Lead"], ["Paths", "Mend", "T Okoro"]])
    proposal = propose(read_document(making.saved(document), "plan"), as_of=PARKS_DAY)
    assert proposal.unplaced == ("Version Author", "3 Zoë")


def test_a_status_column_and_progress_columns_become_status_and_updates():
    proposal = rows_of(
        ["Challenge", "Action", "Lead", "RAG", "Position at May 2023", "Position at Nov 2023", "Cost"],
        ["Paths", "Mend", "T Okoro", "Complete", "Started", "Half done", "£200"],
        ["Seats", "Paint", "T Okoro", "Purplish", "", "", ""],
    )
    first, second = proposal.actions
    assert first.status == "complete"
    assert first.updates == (("Position at May 2023", "Started"), ("Position at Nov 2023", "Half done"))
    assert first.notes == (("Cost", "£200"),)
    assert second.status is None
    assert second.updates == (("Status", "Purplish"),)
    assert [each.code for each in second.problems] == ["status_unread"]


def test_a_row_without_a_deadline_or_an_action_is_kept_and_said():
    proposal = rows_of(["Challenge", "Action", "Lead", "Deadline"], ["Paths", "", "T Okoro", "May 2024"])
    (action,) = proposal.actions
    assert [each.code for each in action.problems] == ["no_action"]


def test_a_proposal_needs_columns_we_know():
    with pytest.raises(CannotRead, match="No column names that we know"):
        rows_of(["Colour", "Shape"], ["red", "round"])


def test_a_colour_that_councils_disagree_about_is_a_doubt():
    proposal = rows_of(["Challenge", "Action", "Lead", "RAG"], ["Paths", "Mend", "T Okoro", "Amber"])
    (action,) = proposal.actions
    assert action.status == "at_risk"
    (doubt,) = action.problems
    assert doubt.code == "status_unsure"
    assert "“Amber”" in doubt.message


def test_a_single_owner_column_of_councillors_is_the_member_lead():
    proposal = rows_of(
        ["Challenge", "Action", "Lead"],
        ["Paths", "Mend", "Cllr Ormsby"],
        ["Seats", "Paint", "Councillor Ormsby"],
        ["Gates", "Hang", "Tamsin Okoro"],
    )
    assert [name.name for name in proposal.actions[1].leads["member"]] == ["Cllr Ormsby"]
    assert not any(action.leads["operational"] for action in proposal.actions)
    assert "owners_are_members" in {each.code for each in proposal.problems}


def test_portfolio_holders_are_members_too():
    proposal = rows_of(
        ["Challenge", "Action", "Owner"],
        ["Paths", "Mend", "Portfolio Holder for Parks"],
        ["Seats", "Paint", "Cabinet Member for Streets"],
    )
    assert [len(action.leads["member"]) for action in proposal.actions] == [1, 1]


def test_a_telephone_number_is_a_note_on_the_action():
    proposal = rows_of(["Challenge", "Action", "Lead"], ["Paths", "Mend", "Tamsin Okoro (x 1234)"])
    (action,) = proposal.actions
    assert action.notes == (("Contact details", "Tamsin Okoro (x 1234)"),)
    assert [name.name for name in action.leads["operational"]] == ["Tamsin Okoro"]


def test_initials_of_nobody_known_are_asked_about_once():
    rows = [["Challenge", "Action", "Lead"], ["Paths", "Mend", "HOGAS"], ["Seats", "Paint", "HOGAS/CMT"]]
    document = read_document(making.word(rows), "plan")
    asked = [each.words for each in propose(document, as_of=PARKS_DAY).problems if each.code == "initials"]
    assert asked == ["HOGAS", "CMT"]
    known = [Known("Head of Green and Open Spaces", "post", ("HOGAS",), 4), Known("CMT", "team", (), 5)]
    found = propose(document, as_of=PARKS_DAY, known=known)
    assert not [each for each in found.problems if each.code == "initials"]
    assert [(actor.name, actor.id) for actor in found.actors] == [
        ("Head of Green and Open Spaces", 4),
        ("CMT", 5),
    ]


def test_as_above_takes_the_lead_and_the_deadline_of_the_row_above():
    proposal = rows_of(
        ["Challenge", "Action", "Lead", "Deadline"],
        ["Paths", "Mend", "Tamsin Okoro", "March 2024"],
        ["Seats", "Paint", "Ditto", "As above"],
    )
    second = proposal.actions[1]
    assert [name.name for name in second.leads["operational"]] == ["Tamsin Okoro"]
    assert second.deadline.due == datetime.date(2024, 3, 31)
    assert not second.deadline.confident
    assert {each.code for each in second.problems} == {"lead_above", "deadline_above"}


def test_what_is_too_long_to_be_a_lead_is_a_note():
    long = "We asked everybody and nobody could say. " * 10
    proposal = rows_of(["Challenge", "Action", "Lead"], ["Paths", "Mend", long])
    (action,) = proposal.actions
    assert action.leads["operational"] == ()
    assert action.notes == (("Lead", long.strip()),)
    assert [each.code for each in action.problems] == ["cell_too_long"]


def test_a_challenge_named_twice_is_kept_apart_and_said():
    proposal = rows_of(
        ["Challenge", "Action", "Lead"],
        ["Paths", "Mend", "T Okoro"],
        ["Seats", "Paint", "T Okoro"],
        ["Paths", "Sweep", "T Okoro"],
    )
    assert [each.number for each in proposal.challenges] == [1, 2, 3]
    assert [each.code for each in proposal.actions[2].problems] == ["challenge_again"]


def test_a_challenge_printed_on_each_of_its_rows_is_one_challenge():
    proposal = rows_of(
        ["Challenge", "Action", "Lead"], ["Paths", "Mend", "T Okoro"], ["Paths", "Sweep", "T Okoro"]
    )
    assert [action.reference for action in proposal.actions] == ["1.1", "1.2"]


def test_two_columns_given_the_same_meaning_keep_the_words_of_both():
    document = read_document(
        making.word(
            [["Challenge", "Action", "Lead", "Steer"], ["Paths", "Mend", "Tamsin Okoro", "Rhys Bellweather"]]
        ),
        "p",
    )
    (action,) = propose(document, as_of=PARKS_DAY, columns={"Steer": "operational"}).actions
    assert [name.name for name in action.leads["operational"]] == ["Tamsin Okoro", "Rhys Bellweather"]
