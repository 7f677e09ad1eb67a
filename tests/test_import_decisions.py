"""What an officer decided about a proposal, stored as plain values and applied again."""

import datetime
import json
from pathlib import Path

import pytest

from actionplan.importing.decisions import NEEDS
from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.proposals import apply_decisions, propose, restored, stored

PARKS = Path(__file__).parent / "documents" / "parks.txt"


@pytest.fixture(scope="module")
def document():
    return read_document(PARKS.read_bytes(), "parks.txt")


@pytest.fixture
def proposal(document):
    return propose(document, as_of=datetime.date(2024, 2, 5))


def action(proposal, reference):
    return next(each for each in proposal.actions if each.reference == reference)


def names(proposal, reference, role):
    return [name.name for name in action(proposal, reference).leads[role]]


def the_problem(proposal, code):
    return next(each for each in proposal.all_problems() if each.code == code)


def press(proposal, code, say):
    """Press the button of a problem that begins with these words."""
    chosen = next(each for each in the_problem(proposal, code).choices if each["say"].startswith(say))
    return apply_decisions(proposal, [chosen["decision"]])


def test_a_name_can_be_a_new_person_for_all_rows_like_it(proposal):
    assert names(proposal, "1.1", "member") == ["Cllr Ormsby"]
    after = press(proposal, "same_person", "A new person")
    assert names(after, "1.1", "member") == ["Clir Ormsby"]
    assert names(after, "5.1", "member") == ["Cllr Ormsby"]
    assert "same_person" not in {each.code for each in after.all_problems()}


def test_pressing_the_same_person_settles_the_doubt(proposal):
    after = press(proposal, "same_person", "The same as")
    assert names(after, "1.1", "member") == ["Cllr Ormsby"]
    assert "same_person" not in {each.code for each in after.all_problems()}


def test_one_cell_can_become_two_leads_and_a_kind_can_be_changed(proposal):
    after = press(proposal, "one_or_two_leads", "Two")
    assert names(after, "8.1", "operational") == ["Play team", "Events team"]
    team = [{"decide": "lead", "words": "HOGAS", "names": [{"name": "HOGAS", "kind": "team"}]}]
    after = apply_decisions(proposal, team)
    assert {actor.kind for actor in after.actors if actor.name == "HOGAS"} == {"team"}


def test_a_lead_can_be_left_out_in_one_row_only(proposal):
    row = action(proposal, "3.1").rows[0]
    drop = {"decide": "lead", "words": "Tamsin Okoro", "names": [], "row": row}
    after = apply_decisions(proposal, [drop])
    assert names(after, "3.1", "operational") == ["Rhys Bellweather"]
    assert names(after, "11.1", "strategic") == ["Tamsin Okoro"]


def test_a_deadline_can_be_typed_again(proposal):
    words = action(proposal, "11.1").deadline.words
    after = apply_decisions(proposal, [{"decide": "deadline", "words": words, "new": "30 June 2024"}])
    assert action(after, "11.1").deadline.due == datetime.date(2024, 6, 30)
    assert "deadline_unsure" not in {each.code for each in action(after, "11.1").problems}


def test_words_can_be_changed_where_they_stand(proposal):
    row = action(proposal, "3.1").rows[0]
    after = apply_decisions(
        proposal,
        [
            {"decide": "text", "row": row, "field": "action", "new": "Agree two styles"},
            {"decide": "text", "row": row, "field": "challenge", "new": "Signs"},
            {"decide": "text", "row": row, "field": "position", "new": "Not begun"},
        ],
    )
    changed = action(after, "3.1")
    assert (changed.text, changed.position) == ("Agree two styles", "Not begun")
    assert after.challenges[2].title == "Signs"


def test_a_join_can_be_undone_and_kept(proposal):
    joined = the_problem(proposal, "joined_words")
    apart = apply_decisions(proposal, [joined.choices[0]["decision"]])
    assert action(apart, "5.2").text.endswith("the numbers")
    kept = apply_decisions(proposal, [{"decide": "join", "row": joined.row, "join": True}])
    assert action(kept, "5.2").text == action(proposal, "5.2").text
    assert joined.subject not in {each.subject for each in kept.all_problems()}
    again = apply_decisions(apart, [{"decide": "join", "row": joined.row, "join": True}])
    assert action(again, "5.2").text == action(proposal, "5.2").text


def test_a_row_left_out_is_listed_as_unplaced(proposal):
    left = action(proposal, "3.1")
    after = apply_decisions(proposal, [{"decide": "skip", "row": left.rows[0]}])
    assert left.text not in {each.text for each in after.actions}
    assert any(left.text in line for line in after.unplaced)
    assert after.challenges[2].number == 3


def test_a_reference_can_be_pointed_elsewhere(proposal):
    row = action(proposal, "9.1").rows[0]
    after = apply_decisions(proposal, [{"decide": "see", "row": row, "titles": ["Open ground"]}])
    assert action(after, "9.1").see_also == ("Open ground",)
    assert action(after, "9.1").problems == ()


def test_a_column_can_be_given_another_meaning_and_the_readings_are_made_again(proposal):
    after = apply_decisions(proposal, [{"decide": "column", "column": "Strategic Lead", "field": "note"}])
    assert action(after, "3.1").leads["strategic"] == ()
    assert action(after, "3.1").notes == (("Strategic Lead", "HOGAS"),)


def test_a_doubt_is_settled_for_all_rows_with_the_same_words(proposal):
    doubt = the_problem(proposal, "lead_cut_short")
    after = apply_decisions(proposal, [{"decide": "settle", "code": doubt.code, "words": doubt.words}])
    left = [each.words for each in after.all_problems() if each.code == "lead_cut_short"]
    assert doubt.words not in left
    assert left


def test_every_doubt_can_be_kept_as_it_was_read(proposal):
    after = apply_decisions(proposal, [problem.keep for problem in proposal.all_problems()])
    assert after.all_problems() == []
    assert after.needs_decision() == []
    assert [each.text for each in after.actions] == [each.text for each in proposal.actions]


def test_every_button_of_every_problem_does_something_that_can_be_stored(proposal):
    pressed = {}
    for problem in proposal.all_problems():
        for each in problem.choices:
            pressed[json.dumps(each["decision"], sort_keys=True)] = problem
    assert {json.loads(decision)["decide"] for decision in pressed} <= set(NEEDS)
    for decision, problem in pressed.items():
        after = apply_decisions(proposal, [json.loads(decision)])
        assert problem.subject not in {each.subject for each in after.all_problems()}, decision


def test_decisions_are_stored_with_the_proposal_and_a_later_one_wins(proposal):
    first = {"decide": "deadline", "words": "April 24", "new": "May 2024"}
    second = {**first, "new": "June 2024"}
    after = apply_decisions(apply_decisions(proposal, [first]), [second])
    again = restored(json.loads(json.dumps(stored(after))))
    assert action(again, "3.1").deadline.due == datetime.date(2024, 6, 30)
    assert again.decisions == (first, second)
    assert again.as_json() == after.as_json()


def test_the_proposal_it_began_with_is_not_changed(proposal):
    before = json.dumps(proposal.as_json())
    press(proposal, "same_person", "A new person")
    assert json.dumps(proposal.as_json()) == before


@pytest.mark.parametrize(
    ("decision", "says"),
    [
        ({"decide": "burn"}, "not a decision we know"),
        ({"decide": "lead", "words": "HOGAS"}, "lacks its names"),
        ({"decide": "text", "row": "1.2", "field": "colour", "new": ""}, "no text called"),
        ({"decide": "column", "column": "Deadline", "field": "colour"}, "no field called"),
        ("skip", "not a decision we know"),
    ],
)
def test_a_decision_of_no_known_kind_is_refused(proposal, decision, says):
    with pytest.raises(CannotRead, match=says):
        apply_decisions(proposal, [decision])
