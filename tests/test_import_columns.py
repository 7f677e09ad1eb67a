"""Which column is what, under the names councils use."""

import pytest

from actionplan.importing.columns import apply_override, field_of, find_columns
from actionplan.importing.limits import CannotRead
from actionplan.importing.table import Cell, make_table

FIELDS = {
    "heading": "Heading|Theme|Priority|Objective|Outcome|Area|Strategic Priority",
    "challenge": "Challenge|Issue|Area for improvement|Recommendation|Finding|What|Key Issue",
    "action": "Action|How|Task|Milestone|Activity|Implementation|Action needed & current position|Actions required|"
    "Action & current position|Actions and progress",
    "member": "Member Lead|Portfolio Holder|Cabinet Member|Executive Member|Lead Member for Housing",
    "strategic": "Strategic Lead|Director|Sponsor|SRO|Lead Director",
    "operational": "Operational Lead|Operation al Lead|Lead Officer|Lead Officer(s)|Responsible Officer|"
    "Responsible Person|Owner|Who|Who by|By whom|Responsibility|Lead",
    "deadline": "Deadline|Target date|By when|When|When?|Timescale|Due|Completion date|Date|TARGET DATE:|"
    "Timescale for completion",
    "update": "Progress|Update|Current position|Action taken|Position at May 2018|Update (March 2024)|Q2 progress",
    "status": "Status|RAG|Achieved|RAG Status|RAG rating",
    "reference": "Reference|No|No.|Ref|#|Action No",
}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "name"), [(field, name) for field, names in FIELDS.items() for name in names.split("|")]
)
def test_a_column_is_known_by_its_usual_names(field, name):
    assert field_of(name) == field


@pytest.mark.parametrize(
    "name",
    [
        "Colour",
        "Cost",
        "Budget cost centre & code",
        "",
        "Success criteria",
        "Resources",
        "Mend the path by the pond in May",
    ],
)
def test_a_column_of_another_name_is_none_of_ours(name):
    assert field_of(name) is None


def fields_of(*rows):
    header, columns = find_columns(make_table(1, [(None, list(row)) for row in rows]))
    return header[-1].number if header else None, [column.field for column in columns]


def test_the_row_that_names_most_columns_is_the_header():
    assert fields_of(["Action plan"], ["", ""], ["Ref", "Action", "Lead"], ["1", "Mend", "Zoë"]) == (
        3,
        ["reference", "action", "operational"],
    )


def test_a_row_of_content_is_no_header():
    assert fields_of(["Action plan", ""], ["We will act", "Zoë"]) == (None, [])


def test_columns_may_stand_in_any_order():
    assert fields_of(["When", "Who", "Action", "Recommendation", "Theme"])[1] == [
        "deadline",
        "operational",
        "action",
        "challenge",
        "heading",
    ]


def test_one_level_above_the_actions_is_the_challenge_whatever_it_is_called():
    assert fields_of(["Priority", "Action", "Lead"])[1] == ["challenge", "action", "operational"]
    assert fields_of(["Priority", "Objective", "Action", "Lead"])[1] == [
        "heading",
        "challenge",
        "action",
        "operational",
    ]


def test_where_nothing_is_called_an_action_what_is_to_be_done_is_the_action():
    assert fields_of(["Objective", "What", "Who", "When"])[1] == [
        "challenge",
        "action",
        "operational",
        "deadline",
    ]
    assert fields_of(["Recommendation", "Lead", "Date"])[1] == ["action", "operational", "deadline"]


def test_a_field_is_filled_once_by_the_column_that_bears_its_name():
    assert fields_of(["Action", "Action owner", "Lead officer", "Target date", "Date"])[1] == [
        "action",
        "operational",
        None,
        "deadline",
        None,
    ]


def test_a_recommendation_beside_what_was_found_is_what_is_to_be_done():
    assert fields_of(["Finding", "Recommendation", "Owner", "Due"])[1] == [
        "challenge",
        "action",
        "operational",
        "deadline",
    ]
    assert fields_of(["Recommendation", "Issue", "Lead"])[1] == ["action", "challenge", "operational"]
    assert fields_of(["Finding", "Recommendation", "Agreed action", "Lead"])[1][2] == "action"


def test_a_column_that_only_grades_the_rows_is_no_heading():
    rows = ["Priority", "Recommendation", "Lead"], ["High", "Mend", "Zoë"], ["Low", "Paint", "Zoë"]
    assert fields_of(*rows)[1] == [None, "action", "operational"]
    assert fields_of(*rows, ["Clean streets", "Sweep", "Zoë"])[1] == ["challenge", "action", "operational"]


def test_a_name_over_several_columns_is_part_of_each_name_below_it():
    rows = [
        ["Challenge", "Action", Cell("Lead", span=2), "", "Deadline"],
        [Cell("Challenge", True), Cell("Action", True), "Member", "Officer", Cell("Deadline", True)],
        ["Paths", "Mend", "Cllr Moss", "Zoë", "May"],
    ]
    table = make_table(1, [(None, row) for row in rows])
    header, columns = find_columns(table)
    assert [row.number for row in header] == [1, 2]
    assert [column.name for column in columns][2:4] == ["Lead Member", "Lead Officer"]
    assert [column.field for column in columns] == [
        "challenge",
        "action",
        "member",
        "operational",
        "deadline",
    ]


# Names printed over the columns of published plans, by who published them.
PUBLISHED = {
    "published by Maidstone Borough Council (scrutiny recommendation action and implementation plan)": {
        "Recommendation[i]": "challenge",
        "Cabinet Member[ii]": "member",
        "Response[iii]": "action",
        "Timetable[iv]": "deadline",
        "Lead Officer[v]": "operational",
    },
    "published by Maidstone Borough Council (annual governance statement)": {
        "Governance Issue": "challenge",
        "Required Action": "action",
        "Target Date": "deadline",
    },
    "published by Frome Town Council (strategic plan)": {
        "ACTIONS": "action",
        "RESPONSIBLE": "operational",
        "TIMESCALE": "deadline",
        "PROGRESS at Oct 2012": "update",
        "PROGRESS at Nov 2013": "update",
        "Budget cost centre & code": None,
    },
    "published by the City of London Corporation (outstanding actions)": {
        "Action": "action",
        "Officer responsible": "operational",
        "Progress Update": "update",
        "To be completed": "deadline",
    },
    "published by Mid and East Antrim Borough Council (equality scheme)": {"Lead responsibility": "operational"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "field"), [pair for columns in PUBLISHED.values() for pair in columns.items()]
)
def test_columns_of_published_plans_are_known(name, field):
    assert field_of(name) == field


def test_an_officer_may_say_what_a_column_is():
    _, columns = find_columns(make_table(1, [(None, ["Action", "Lead", "Steer"])]))
    changed = apply_override(columns, {"Steer": "strategic", "1:1": "note"})
    assert [column.field for column in changed] == ["action", None, "strategic"]
    with pytest.raises(CannotRead, match="no field called “boss”"):
        apply_override(columns, {"Steer": "boss"})
