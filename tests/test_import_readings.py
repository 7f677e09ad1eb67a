"""What the rows, headings and columns of a table are read as, and what is said of each doubt."""

import datetime

import docx
import pytest

from actionplan.importing.actors import Known
from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.proposals import propose
from tests.documents import making
from tests.parks import PARKS_DAY


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
