"""Several actions in one row: read as several where leads or dates stand beside each, and never silently."""

import datetime
import json

import pytest

from actionplan.importing.accept import accept
from actionplan.importing.document import read_document
from actionplan.importing.items import items_of
from actionplan.importing.proposals import apply_decisions, propose, restored, stored
from actionplan.models import Action, Revision
from tests.documents import making

DAY = datetime.date(2024, 2, 5)
HEADER = ["Heading", "Challenge", "Action", "Lead", "Deadline"]
THREE = "1. Mend the path\n2. Paint the gate\n3. Hang the sign"
LEADS = "Ann Carter\nTom Lund\nPat Lowe"
DATES = "May 2024\nJune 2024\nJuly 2024"

ITEMS = {
    "Mend the path": ["Mend the path"],
    "Mend the path\nPaint the gate": ["Mend the path", "Paint the gate"],
    THREE: ["Mend the path", "Paint the gate", "Hang the sign"],
    "1. Mend the path 2. Paint the gate 3. Hang the sign": ["Mend the path", "Paint the gate", "Hang the sign"],
    "(a) Mend the path; (b) paint the gate": ["Mend the path;", "paint the gate"],
    "i) Mend\nii) Paint\niii) Hang": ["Mend", "Paint", "Hang"],
    "• Mend the path\n• Paint the gate": ["Mend the path", "Paint the gate"],
    "• Mend the path • Paint the gate": ["Mend the path", "Paint the gate"],
    "- Mend the low-lying path\n- Paint\nand oil it": ["Mend the low-lying path", "Paint\nand oil it"],
    "1.1 Mend the path\n1.2 Paint the gate": ["Mend the path", "Paint the gate"],
    "Spend 1. and no more": ["Spend 1. and no more"],
    "In 2024. Then 3. more": ["In 2024. Then 3. more"],
    "": [],
}  # fmt: skip


@pytest.mark.parametrize("words", ITEMS)
def test_the_items_of_a_cell_are_found_however_they_are_marked(words):
    assert list(items_of(words).words) == ITEMS[words]


def test_the_words_before_a_list_are_kept():
    items = items_of("We will:\n• mend the path\n• paint the gate")
    assert (items.before, items.words) == ("We will:", ("mend the path", "paint the gate"))


def proposal_of(*rows, header=HEADER):
    return propose(read_document(making.word([header, *rows]), "plan"), as_of=DAY)


def row(action=THREE, lead=LEADS, deadline=DATES):
    return ["Woods", "Paths", action, lead, deadline]


def texts(proposal):
    return [action.text for action in proposal.actions]


def leads(proposal):
    return [[name.name for name in action.leads["operational"]] for action in proposal.actions]


def dates(proposal):
    return [action.deadline.due and action.deadline.due.isoformat() for action in proposal.actions]


def codes(proposal):
    return [each.code for action in proposal.actions for each in action.problems]


@pytest.mark.parametrize(
    "action",
    [THREE, THREE.replace("\n", " "), "Mend the path\nPaint the gate\nHang the sign"],
    ids=["list", "list in one line", "paragraphs"],
)
def test_actions_with_leads_and_dates_beside_them_are_several_and_said(action):
    proposal = proposal_of(row(action))
    assert [each.reference for each in proposal.actions] == ["1.1", "1.2", "1.3"]
    assert texts(proposal) == ["Mend the path", "Paint the gate", "Hang the sign"]
    assert leads(proposal) == [["Ann Carter"], ["Tom Lund"], ["Pat Lowe"]]
    assert dates(proposal) == ["2024-05-31", "2024-06-30", "2024-07-31"]
    assert codes(proposal) == ["several_actions"]
    (doubt,) = proposal.actions[0].problems
    assert doubt.message.startswith("One row holds three actions")
    assert [each["say"] for each in doubt.choices] == ["Split as proposed", "Keep as one"]


def test_the_whole_row_is_remembered_with_the_first_of_its_actions():
    first, second, _ = proposal_of(row()).actions
    assert first.written["action of the whole row"] == THREE
    assert first.written["deadline of the whole row"] == DATES
    assert (first.rows, second.rows) == (("1.2",), ("1.2b",))
    assert second.source["row"] == 2


def test_one_lead_or_date_beside_several_holds_for_each():
    proposal = proposal_of(row(lead="Ann Carter"))
    assert leads(proposal) == [["Ann Carter"]] * 3
    assert proposal_of(row(lead="")).actions[2].leads["operational"] == ()


def test_notes_and_news_go_with_their_action_where_they_stand_beside_it():
    header = [*HEADER, "Cost", "Progress at May 2023", "Ref"]
    proposal = proposal_of([*row(), "£1\n£2\n£3", "Begun", "7"], header=header)
    assert [action.notes for action in proposal.actions] == [
        (("Reference in the document", "7"), ("Cost", "£1")),
        (("Cost", "£2"),),
        (("Cost", "£3"),),
    ]
    assert [len(action.updates) for action in proposal.actions] == [1, 0, 0]


@pytest.mark.parametrize(
    ("lead", "deadline"),
    [("Ann Carter", "May 2024"), ("Ann Carter\nTom Lund", DATES), ("", "May 2024\nJune 2024")],
    ids=["one of each", "two leads", "two dates"],
)
def test_a_list_without_a_lead_or_date_beside_each_is_kept_as_one_with_the_offer(lead, deadline):
    proposal = proposal_of(row(lead=lead, deadline=deadline))
    assert texts(proposal) == [THREE]
    (doubt,) = [each for each in proposal.actions[0].problems if each.code == "may_be_several"]
    after = apply_decisions(proposal, [doubt.choices[0]["decision"]])
    assert texts(after) == ["Mend the path", "Paint the gate", "Hang the sign"]
    assert "may_be_several" not in codes(after)


def test_paragraphs_of_one_action_are_no_doubt():
    proposal = proposal_of(
        row("Mend the path.\nIt was laid in 1910.", "Ann Carter", "May 2024"),
        row("Mend the path with\nthe best gravel", "Ann Carter\nTom Lund", "May 2024\nJune 2024"),
    )
    assert len(proposal.actions) == 2
    assert "several_actions" not in codes(proposal)


def test_a_column_of_actions_and_how_things_stand_is_split_only_where_it_is_a_list():
    header = ["Heading", "Challenge", "Action & current position", "Lead", "Deadline"]
    two = row("Mend the path\nThe gate is painted", "Ann Carter\nTom Lund", "May 2024")
    assert len(proposal_of(two, header=header).actions) == 1
    assert len(proposal_of(row(), header=header).actions) == 3


def test_a_split_can_be_undone_and_made_again_and_the_later_decision_wins():
    proposal = proposal_of(row())
    one = {"decide": "split", "row": "1.2", "split": False}
    kept = apply_decisions(proposal, [one])
    assert texts(kept) == [THREE]
    assert leads(kept) == [["Ann Carter", "Tom Lund", "Pat Lowe"]]
    assert "several_actions" not in codes(kept)
    again = apply_decisions(kept, [{**one, "split": True}])
    assert len(again.actions) == 3
    assert codes(again) == []
    assert restored(json.loads(json.dumps(stored(again)))).as_json() == again.as_json()


def test_each_action_of_a_row_is_decided_about_by_itself():
    proposal = proposal_of(row())
    after = apply_decisions(
        proposal,
        [
            {"decide": "text", "row": "1.2", "field": "action", "new": "Mend the low path"},
            {"decide": "text", "row": "1.2b", "field": "action", "new": "Paint both gates"},
            {
                "decide": "lead",
                "row": "1.2c",
                "words": "Pat Lowe",
                "names": [{"name": "CMT", "kind": "team"}],
            },
            {"decide": "deadline", "row": "1.2b", "words": "June 2024", "new": "March 2025"},
        ],
    )
    assert texts(after) == ["Mend the low path", "Paint both gates", "Hang the sign"]
    assert leads(after) == [["Ann Carter"], ["Tom Lund"], ["CMT"]]
    assert dates(after) == ["2024-05-31", "2025-03-31", "2024-07-31"]
    skipped = apply_decisions(after, [{"decide": "skip", "row": "1.2b"}])
    assert texts(skipped) == ["Mend the low path", "Hang the sign"]
    assert any("Paint the gate" in line for line in skipped.unplaced)


def test_keeping_as_one_loses_no_words_that_were_typed_over_a_part():
    proposal = proposal_of(row())
    typed = {"decide": "text", "row": "1.2", "field": "action", "new": "Mend the low path"}
    one = {"decide": "split", "row": "1.2", "split": False}
    assert texts(apply_decisions(proposal, [typed, one])) == [
        "Mend the low path\nPaint the gate\nHang the sign"
    ]
    assert texts(apply_decisions(proposal, [one, typed])) == ["Mend the low path"]
    whole = {**typed, "new": "1. Mend the low path\n2. Paint the gate\n3. Oil the sign"}
    assert texts(apply_decisions(proposal, [whole])) == [
        "Mend the low path",
        "Paint the gate",
        "Oil the sign",
    ]


@pytest.mark.django_db
def test_the_actions_of_one_row_are_accepted_as_several_with_what_was_printed(bob):
    plan = accept(proposal_of(row()), by=bob, title="Parks")
    assert [action.text for action in plan.actions.in_printed_order()] == texts(proposal_of(row()))
    first = Action.objects.get(reference="1.1")
    state = Revision.objects.get(subject="action", subject_id=first.pk).state
    assert ["Lead", LEADS] in state["document"]["printed"]
