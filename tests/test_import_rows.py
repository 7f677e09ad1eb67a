"""Rows added, divided, joined and left out while a document is reviewed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionplan import imports
from actionplan.importing.added import free_key
from actionplan.importing.limits import CannotRead
from tests.imported import ROWS, make_import, page_of, review, row_form

pytestmark = pytest.mark.django_db


def decide(source, by, *decisions):
    imports.decide(source_import=source, decisions=decisions, by=by)
    return review(source).proposal


def texts(proposal):
    return [(action.reference, action.text) for action in proposal.actions]


def action(proposal, row):
    return next(each for each in proposal.actions if each.rows[0] == row)


def added(row, after, **cells):
    return {"decide": "add", "row": row, "after": after, "cells": cells}


def lead_names(action, role="operational"):
    return [lead.name for lead in action.leads[role]]


def test_an_added_row_stands_where_it_was_put_under_the_same_challenge(bob):
    after = decide(
        make_import(bob),
        bob,
        added("1.3+1", "1.3", action="Tell staff", operational="HR team", deadline="May 2027"),
    )
    assert texts(after)[:4] == [
        ("1.1", "Say who leads"),
        ("1.2", "Train all managers"),
        ("1.3", "Tell staff"),
        ("2.1", "Hold a forum"),
    ]
    made = action(after, "1.3+1")
    assert lead_names(made) == ["HR team"]
    assert made.deadline.due == date(2027, 5, 31)
    assert len(after.challenges) == 3


def test_what_is_decided_about_an_added_row_holds_for_it(bob):
    after = decide(
        make_import(bob),
        bob,
        added("1.3+1", "1.3", action="Tell staff"),
        added("1.3+2", "1.3+1", action="Tell members"),
        {"decide": "text", "row": "1.3+2", "field": "action", "new": "Tell all members"},
    )
    assert texts(after)[2:4] == [("1.3", "Tell staff"), ("1.4", "Tell all members")]


def test_an_added_row_that_is_left_out_is_not_read_and_comes_back(bob):
    source = make_import(bob)
    after = decide(
        source, bob, added("1.3+1", "1.3", action="Tell staff"), {"decide": "skip", "row": "1.3+1"}
    )
    assert len(after.actions) == len(ROWS)
    imports.bring_back(source_import=source, row="1.3+1")
    assert len(review(source).proposal.actions) == len(ROWS) + 1


def test_an_added_row_stays_in_its_place_when_the_row_before_it_is_left_out(bob):
    after = decide(
        make_import(bob), bob, added("1.3+1", "1.3", action="Tell staff"), {"decide": "skip", "row": "1.3"}
    )
    assert [text for _, text in texts(after)][:3] == ["Say who leads", "Tell staff", "Hold a forum"]


def test_rows_joined_by_an_officer_are_one_with_every_lead_and_word_once(bob):
    source = make_import(bob)
    after = decide(source, bob, {"decide": "join", "row": "1.3", "join": True, "whole": True})
    joined = action(after, "1.2")
    assert joined.rows == ("1.2", "1.3")
    assert joined.text == "Say who leads Train all managers"
    assert lead_names(joined) == ["Digital team"]
    assert joined.deadline.words == "31 March 2027 Spring 27 Immediate"
    apart = decide(source, bob, {"decide": "join", "row": "1.3", "join": False})
    assert len(apart.actions) == len(ROWS)


def test_a_blank_lead_cell_is_given_one(bob):
    rows = {"decide": "text", "row": "1.5", "field": "operational", "new": "Anne Field"}
    after = decide(make_import(bob), bob, rows)
    assert lead_names(action(after, "1.5")) == ["Anne Field"]
    assert lead_names(action(after, "1.2")) == ["Digital team"]


def test_the_key_of_an_added_row_is_free():
    assert free_key("1.5", {"1.5", "1.6"}) == "1.5+1"
    assert free_key("1.5+1", {"1.5", "1.5+1"}) == "1.5+2"
    assert free_key("1.5b", {"1.5+1"}) == "1.5b+1"
    with pytest.raises(CannotRead, match="at most 99"):
        free_key("1.5", {f"1.5+{number}" for number in range(1, 100)})


def test_a_row_with_a_field_that_is_none_is_refused(bob):
    source = make_import(bob)
    with pytest.raises(Exception, match="A row has no colour"):
        decide(source, bob, added("1.3+1", "1.3", colour="red"))
    assert source.decisions == []


# The pages.


def at(source, name, *rest, **query):
    return reverse(name, args=[source.pk, *rest], query=query)


def form_of(texts, **leads):
    """What a browser posts of the form for a new action."""
    posted = dict(texts)
    for role in ("member", "strategic", "operational"):
        names = leads.get(role, [])
        posted |= {f"{role}-TOTAL_FORMS": 1, f"{role}-INITIAL_FORMS": 0}
        for place, (name, kind) in enumerate(names):
            posted |= {f"{role}-{place}-name": name, f"{role}-{place}-kind": kind}
    return posted


def test_an_officer_adds_an_action_with_its_leads_under_a_challenge(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    assert f'{at(source, "import_add")}?under=1"' in page_of(client, "import_rows", source)
    posted = form_of(
        {"under": "1", "action": "Tell staff\r\nand members", "deadline": "May 2027"},
        operational=[("Jo Bright", "person")],
    )
    answer = client.post(at(source, "import_add"), posted)
    assert answer.headers["Location"] == at(source, "import_rows") + "#r-1.3+1"
    made = action(review(source).proposal, "1.3+1")
    assert (made.reference, made.text, made.deadline.due) == (
        "1.3",
        "Tell staff\nand members",
        date(2027, 5, 31),
    )
    assert [(name.name, name.kind) for name in made.leads["operational"]] == [("Jo Bright", "person")]
    page = page_of(client, "import_rows", source)
    assert "Row 3+1, added in review" in page
    client.post(at(source, "import_add"), form_of({"under": "1", "action": "And again"}))
    assert [text for _, text in texts(review(source).proposal)][1:4] == [
        "Train all managers",
        "Tell staff\nand members",
        "And again",
    ]


def test_an_action_without_words_is_not_added(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    answer = client.post(at(source, "import_add"), form_of({"under": "1", "action": " "}))
    assert answer.status_code == 422
    assert "This field is required" in answer.content.decode()
    unknown = client.post(at(source, "import_add"), form_of({"under": "9", "action": "Do it"}))
    assert unknown.status_code == 422
    assert len(review(source).proposal.actions) == len(ROWS)


def test_an_added_row_is_changed_left_out_and_brought_back_like_any_other(client, bob):
    source = make_import(bob)
    decide(source, bob, added("1.3+1", "1.3", action="Tell staff"))
    client.force_login(bob)
    assert client.get(at(source, "import_row", "1.3+1")).status_code == 200
    client.post(at(source, "import_skip", "1.3+1"))
    page = page_of(client, "import_review", source)
    assert "Row 3+1: Tell staff" in page
    client.post(at(source, "import_skip", "1.3+1"), {"back": "1"})
    assert action(review(source).proposal, "1.3+1").text == "Tell staff"
    plan = imports.accept_import(source_import=source, by=bob).plan
    assert plan.actions.get(reference="1.3").text == "Tell staff"


def test_two_people_who_add_a_row_at_once_do_not_write_over_each_other(bob, carol):
    source = make_import(bob)
    proposal = review(source).proposal
    imports.decide(
        source_import=source, by=bob, proposal=proposal, decisions=[added("1.3+1", "1.3", action="A")]
    )
    with pytest.raises(ValidationError, match="Somebody added a row there meanwhile"):
        imports.decide(
            source_import=source, by=carol, proposal=proposal, decisions=[added("1.3+1", "1.3", action="B")]
        )
    assert action(review(source).proposal, "1.3+1").text == "A"


def divide(client, source, row, words, **more):
    return client.post(at(source, "import_divide", row), {"words": words} | more)


def test_a_row_is_divided_at_an_empty_line_and_what_stands_beside_it_stays_with_the_first(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    answer = divide(client, source, "1.2", "Say who\r\n\r\nleads\r\n \r\n\r\nand why")
    assert answer.headers["Location"] == at(source, "import_rows") + "#r-1.2"
    assert texts(review(source).proposal)[:4] == [
        ("1.1", "Say who"),
        ("1.2", "leads"),
        ("1.3", "and why"),
        ("1.4", "Train all managers"),
    ]
    first, second = review(source).proposal.actions[:2]
    assert lead_names(first) == ["Digital team"]
    assert lead_names(second) == []
    assert (first.deadline.words, second.deadline.words) == ("31 March 2027", "")
    client.post(at(source, "import_undo"))
    assert len(review(source).proposal.actions) == len(ROWS)


def test_the_parts_of_a_divided_row_are_given_its_leads_and_deadline_where_that_is_said(client, bob):
    source = make_import(bob)
    decide(
        source,
        bob,
        {
            "decide": "lead",
            "row": "1.2",
            "words": "Digital team",
            "names": [{"name": "Jo Bright", "kind": "person"}],
        },
    )
    client.force_login(bob)
    divide(client, source, "1.2", "Say who\n\nleads", alike="on")
    for each in review(source).proposal.actions[:2]:
        assert lead_names(each) == ["Jo Bright"]
        assert lead_names(each, "strategic") == ["HOPOS"]
        assert each.deadline.due == date(2027, 3, 31)


def test_a_row_without_an_empty_line_is_not_divided(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    answer = divide(client, source, "1.2", "Say who leads\nand why")
    assert answer.status_code == 422
    assert "Leave an empty line where the second action begins." in answer.content.decode()
    assert client.get(at(source, "import_divide", "9.9")).status_code == 404


def test_a_row_is_joined_to_the_one_before_and_kept_apart_again(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    client.post(at(source, "import_join", "1.3", **{"from": "rows"}))
    assert action(review(source).proposal, "1.2").rows == ("1.2", "1.3")
    assert "Keep row 3 apart" in page_of(client, "import_rows", source)
    client.post(at(source, "import_join", "1.3", **{"from": "rows"}), {"apart": "1"})
    assert len(review(source).proposal.actions) == len(ROWS)


def test_the_first_row_has_none_before_it(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    answer = client.post(at(source, "import_join", "1.2"), follow=True)
    assert "There is no row before it" in answer.content.decode()
    assert client.post(at(source, "import_join", "9.9")).status_code == 404
    source.refresh_from_db()
    assert source.decisions == []


def test_a_blank_cell_is_given_a_lead_with_its_kind_and_may_be_given_another(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    for name, kind in (("Jo Bright", "person"), ("Care desk", "team")):
        prefix, posted = row_form(client, source, "1.5")
        posted |= {f"{prefix}-operational-0-name": name, f"{prefix}-operational-0-kind": kind}
        client.post(at(source, "import_row", "1.5"), posted)
        read = action(review(source).proposal, "1.5").leads["operational"]
        assert [(lead.name, lead.kind) for lead in read] == [(name, kind)]
    others = [lead_names(each) for each in review(source).proposal.actions if each.rows[0] == "1.2"]
    assert others == [["Digital team"]]
