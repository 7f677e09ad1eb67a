"""When actions fall due, how far that has moved, and how old news is: what a list may be asked for."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from actionplan import changes, due
from actionplan.asked import in_words
from actionplan.figures import figures_of
from actionplan.filters import Filter, FilterForm
from actionplan.models import Action
from tests.cast import TODAY, make_action, make_challenge, make_plan, say

pytestmark = pytest.mark.django_db


def asked(query):
    return Filter.from_query(QueryDict(query))


def found(query):
    return [each.text for each in asked(query).apply(Action.objects.all(), TODAY).order_by("id")]


@pytest.fixture
def plan(bob):
    """Today is 20 November 2026."""
    plan = make_plan()
    challenge = make_challenge(plan)
    days = [
        "19 November 2026",
        "20 November 2026",
        "30 November 2026",
        "31 December 2026",
        "1 January 2027",
        "",
    ]
    for day in days:
        make_action(day or "No date", challenge=challenge, deadline=day)
    done = make_action("Done", challenge=challenge, deadline="31 December 2026")
    say(done, bob, meaning="complete")
    return plan


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("due=2026-11", ["20 November 2026", "30 November 2026"]),
        ("due=2026-12", ["31 December 2026"]),
        ("due=from-2026-12", ["31 December 2026", "1 January 2027"]),
        ("due=2026-10", []),
        ("due=overdue", ["19 November 2026"]),
        (
            "due=intime",
            ["20 November 2026", "30 November 2026", "31 December 2026", "1 January 2027", "No date"],
        ),
        ("due=none", ["No date"]),
    ],
)
def test_what_is_due_in_a_month_is_open_and_not_overdue(plan, query, expected):
    assert found(query) == expected


@pytest.mark.parametrize("words", ["2026-13", "2026-1", "from-2026", "2026-12-01", "from-", "x", "٢٠٢٦-12"])
def test_what_is_no_month_is_not_asked_for(words):
    assert asked(f"due={words}").due == ""


def put_back(action, words, by):
    changes.move_deadline(deadline=action.deadlines.get(), words=words, reason="Ill", by=by, today=TODAY)


@pytest.mark.parametrize(
    ("first", "now", "expected"),
    [
        ("June 2026", "December 2026", {"later", "past"}),
        ("June 2026", "August 2026", {"later"}),
        ("December 2026", "January 2027", {"later"}),
        ("December 2026", "November 2026", set()),
        ("December 2026", "Ongoing", set()),
        ("Ongoing", "December 2026", set()),
    ],
)
def test_a_date_that_was_put_back(bob, first, now, expected):
    action = make_action("It", deadline=first, by=bob)
    put_back(action, now, bob)
    assert {moved for moved in due.MOVED if found(f"moved={moved}")} == expected
    changes.edit_action(action=action, met={action.deadlines.get(): TODAY}, by=bob, today=TODAY)
    assert not any(found(f"moved={moved}") for moved in due.MOVED)


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "30"), (30, "30"), (31, "60"), (60, "60"), (61, "90"), (90, "90"), (91, "older")],
)
def test_news_is_of_one_age(bob, days, expected):
    action = make_action("It", by=bob)
    assert found("news=never") == ["It"]
    say(action, bob, given_on=TODAY - timedelta(days=days))
    assert [age for age in due.NEWS if age != "none" and found(f"news={age}")] == [expected]
    say(action, bob, meaning="complete", given_on=TODAY)
    assert not any(found(f"news={age}") for age in due.NEWS)


def test_exempt_news_has_no_age(bob):
    exempt = {"exempt": "news", "paragraph": "3", "public_interest": "A contract is being let."}
    action = make_action("It", by=bob, **exempt)
    say(action, bob, given_on=TODAY - timedelta(days=5))
    assert [age for age in due.NEWS if found(f"news={age}")] == ["exempt"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("due=2026-12", "1 action due in December 2026, in printed order"),
        ("due=from-2026-12", "2 actions due December 2026 or later, in printed order"),
        ("due=intime", "5 actions open and not overdue, in printed order"),
        ("news=never", "6 actions without any news, in printed order"),
        ("news=60", "0 actions with news 31 to 60 days ago, in printed order"),
        ("moved=past", "0 actions past a first date, with a new one, in printed order"),
    ],
)
def test_a_printed_list_says_what_was_asked_for(plan, query, said):
    count = len(found(query))
    assert in_words(asked(query), figures_of(Action.objects.all(), TODAY), count, plan) == said


def test_the_form_offers_the_month_that_was_asked_for(plan):
    form = FilterForm(asked("due=2026-12"), plan, figures_of(Action.objects.all(), TODAY))
    assert ("2026-12", "In December 2026") in form.fields["due"].choices
    assert date(2026, 12, 1) == due.month_after(date(2026, 11, 1))
    assert due.month_after(date(2026, 12, 1)) == date(2027, 1, 1)
