"""Rows torn by a page end, joined as a proposal that an officer can undo."""

import pytest

from actionplan.importing.lines import Line
from actionplan.importing.torn import begins_midway, join_torn

FIELDS = ("heading", "challenge", "action", "operational", "deadline")


def lines_of(*rows):
    return [
        Line([f"1.{number}"], 1, number, None, cells=dict(zip(FIELDS, row, strict=False)))
        for number, row in enumerate(rows, 2)
    ]


def joined(*rows, undone=frozenset()):
    """What is left of the rows, each as (challenge, action, lead, deadline), and the codes of what was joined."""
    kept = join_torn(lines_of(*WHOLE, *rows), undone)[len(WHOLE) - 1 :]
    codes = [each.code for line in kept for each in line.problems]
    return [tuple(line.get(name) for name in FIELDS[1:]) for line in kept], codes


# Headings stand on every row here, so that a blank one says something.
WHOLE = [("Woods", f"Path {number}", "Mend it.", "", "") for number in range(6)]


def test_words_of_an_action_that_begin_the_next_row_go_back_to_it():
    rows, codes = joined(
        ("Woods", "Guides", "Write a guide, which gives the numbers", "Zoë", "done"),
        ("", "", "they need to report. In the longer term we want wardens", "HOGAS", ""),
        ("", "", "for every green.", "", "Spring 09"),
    )
    assert rows[1:] == [
        ("Guides", "Write a guide, which gives the numbers they need to report.", "Zoë", "done"),
        ("", "In the longer term we want wardens for every green.", "HOGAS", "Spring 09"),
    ]
    assert codes == ["joined_words", "joined_words", "joined_cells"]


def test_a_word_fallen_into_a_row_with_a_challenge_of_its_own_goes_back():
    rows, codes = joined(
        ("Woods", "Meetings", "All should read the CMT", "", ""),
        ("Woods", "Learning", "minutes There is a need to learn", "Zoë", ""),
    )
    assert rows[1:] == [
        ("Meetings", "All should read the CMT minutes", "", ""),
        ("Learning", "There is a need to learn", "Zoë", ""),
    ]
    assert codes == ["joined_words"]


def test_a_challenge_that_runs_on_below_is_one_challenge():
    rows, codes = joined(
        ("Woods", "Ensuring benches are mended to", "Mend them", "", ""),
        ("", "inform the budget. Ensure they are low.", "Mend all", "Zoë", "Immediate"),
        ("", "Mend benches", "", "", ""),
    )
    title = "Ensuring benches are mended to inform the budget. Ensure they are low. Mend benches"
    assert rows[1:] == [(title, "Mend them", "", ""), ("", "Mend all", "Zoë", "Immediate")]
    assert codes == ["joined_challenge", "joined_challenge"]


def test_a_second_lead_alone_in_the_next_row_is_another_lead():
    rows, _ = joined(("Woods", "Seats", "Paint them.", "Zoë Okoro", "May 08"), ("", "", "", "Lois Prior", ""))
    assert rows[1:] == [("Seats", "Paint them.", "Zoë Okoro\nLois Prior", "May 08")]
    rows, _ = joined(("Woods", "Seats", "Paint them.", "Head of", "May"), ("", "", "", "housing", "08"))
    assert rows[1:] == [("Seats", "Paint them.", "Head of housing", "May 08")]


@pytest.mark.parametrize(
    "rows",
    [
        [("Woods", "Seats", "Paint them.", "", ""), ("", "", "and the gates", "Zoë", "")],
        [("Woods", "Seats", "Paint them", "", ""), ("", "", "Paint the gates", "Zoë", "")],
        [("Woods", "Seats", "Paint them", "", ""), ("Woods", "Gates", "paint these", "Zoë", "")],
        [("Woods", "Seats", "Paint them", "", ""), ("", "Gates to paint", "Paint these", "", "")],
    ],
)
def test_rows_that_are_whole_are_left_alone(rows):
    found, codes = joined(*rows)
    assert found[1:] == [row[1:] for row in rows]
    assert codes == []


def test_a_plan_written_in_lower_case_is_not_torn():
    rows = [("Woods", f"Path {number}", f"mend path {number}", "", "") for number in range(20)]
    assert [line.get("action") for line in join_torn(lines_of(*rows))] == [row[2] for row in rows]


def test_a_join_can_be_undone_row_by_row():
    torn = (
        ("Woods", "Guides", "Write a guide, which gives the numbers", "Zoë", "done"),
        ("", "", "they need to report.", "", ""),
    )
    together, _ = joined(*torn)
    apart, codes = joined(*torn, undone={"1.9"})
    assert len(together) == 2
    assert [row[1] for row in apart[1:]] == [torn[0][2], torn[1][2]]
    assert codes == []


def test_a_row_that_gave_its_words_away_is_remembered():
    kept = join_torn(
        lines_of(*WHOLE, ("Woods", "Guides", "Write a guide that", "", ""), ("", "", "helps.", "", "May"))
    )
    assert kept[-1].rows == ["1.8", "1.9"]
    assert kept[-1].problems[0].choices[0]["decision"] == {"decide": "join", "row": "1.9", "join": False}


def test_only_a_word_of_small_letters_begins_midway():
    assert begins_midway("they need")
    assert begins_midway("“they need")
    assert not begins_midway("They need")
    assert not begins_midway("½ day")
    assert not begins_midway("HR need")
