"""Rows added, divided, joined and left out while a document is reviewed."""

from datetime import date

import pytest

from actionplan import imports
from actionplan.importing.added import free_key
from actionplan.importing.limits import CannotRead
from tests.imported import ROWS, make_import, review

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
