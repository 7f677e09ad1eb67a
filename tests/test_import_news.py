"""Dated columns of progress: the day each is news of, and what the last one says of the status."""

from datetime import date

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.news import NewsDays
from actionplan.importing.proposals import propose
from tests.documents import making

AS_OF = date(2026, 1, 9)
DAYS = {
    "Position at May 2018": date(2018, 5, 31),
    "Update Sept 2019": date(2019, 9, 30),
    "Progress at Oct 2012": date(2012, 10, 31),
    "Update (March 2024)": date(2024, 3, 31),
    "Position at 31/03/2024": date(2024, 3, 31),
    "Q3 23/24 update": date(2023, 12, 31),
    "Progress 2024/25": date(2025, 3, 31),
    "Update January 2026": AS_OF,
    "Position at May 2027": date(2027, 5, 31),
    "Q2 progress": date(2025, 9, 30),
    "Position as at 1 June": date(2025, 6, 1),
    "January update": AS_OF,
    "Progress to date": None,
    "Current position": None,
    "Progress since review in 2019": None,
}


def days(as_of=AS_OF):
    return NewsDays(as_of=as_of, year_starts=4, quarters="financial")


@pytest.mark.parametrize("column", DAYS)
def test_a_column_is_news_of_the_day_it_names(column):
    assert days().given_on(column) == DAYS[column]


def test_a_column_without_a_year_is_a_doubt():
    read = days()
    read.given_on("Q2 progress")
    read.given_on("Update Sept 2019")
    assert [(each.code, each.words) for each in read.problems()] == [("update_day", "Q2 progress")]
    assert "30 September 2025" in read.problems()[0].message


def proposal_of(*rows):
    return propose(read_document(making.word(list(rows)), "plan"), as_of=AS_OF)


def test_updates_carry_their_days_in_printed_order():
    proposal = proposal_of(
        ["Challenge", "Action", "Update Sept 2019", "Position at May 2018", "Comments"],
        ["Paths", "Mend", "Half done", "Started", "Slow"],
    )
    (action,) = proposal.actions
    assert action.given_on == (date(2019, 9, 30), date(2018, 5, 31), None)
    assert [each["given_on"] for each in action.as_json()["updates"]] == ["2019-09-30", "2018-05-31", None]


def test_the_last_news_may_be_the_status_and_is_then_asked_about():
    header = ["Challenge", "Action", "Update Sept 2019", "Position at May 2018", "RAG"]
    proposal = proposal_of(
        header,
        ["Paths", "Mend", "Complete", "Not started", ""],
        ["Seats", "Paint", "Half done", "Complete", ""],
        ["Gates", "Hang", "Complete", "", "On track"],
    )
    assert [action.status for action in proposal.actions] == ["complete", None, "on_track"]
    assert [[each.code for each in action.problems] for action in proposal.actions] == [
        ["status_in_update"],
        [],
        [],
    ]
