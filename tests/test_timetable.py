"""Counting back from a meeting: clear days, working days, and how far a meeting has come."""

from datetime import date, timedelta

import pytest

from actionplan.changes.council_days import close_days
from actionplan.changes.meetings import plan_meeting, set_timetable
from actionplan.timetable import STEPS, counted_back, counts_from, days_of, state_of, too_late
from actionplan.working_days import WorkingDays
from people.models import Council
from tests.cast import make_meeting

ENGLAND = WorkingDays("england")


def published_by(held_on, clear_days=5, working_days=ENGLAND):
    return counted_back(held_on, clear_days, working_days)["publication"]


@pytest.mark.parametrize(
    ("held_on", "day"),
    [
        (date(2008, 1, 8), date(2007, 12, 28)),
        (date(2008, 3, 18), date(2008, 3, 10)),
        (date(2026, 4, 7), date(2026, 3, 26)),  # Good Friday and Easter Monday
        (date(2026, 12, 29), date(2026, 12, 17)),  # Boxing Day on a Saturday, so Monday is one
        (date(2022, 9, 20), date(2022, 9, 9)),  # the bank holiday of a state funeral
        (date(2026, 6, 7), date(2026, 5, 29)),  # a meeting on a Sunday
    ],
)
def test_five_clear_days_leave_out_both_ends_weekends_and_bank_holidays(held_on, day):
    assert published_by(held_on) == day
    assert ENGLAND.between(day, held_on) == 5


def test_wales_asks_for_three():
    assert published_by(date(2008, 3, 18), 3, WorkingDays("wales")) == date(2008, 3, 12)


def test_each_nation_has_its_own_bank_holidays():
    assert not WorkingDays("scotland").counts(date(2026, 8, 3))
    assert ENGLAND.counts(date(2026, 8, 3))
    assert not ENGLAND.counts(date(2026, 8, 31))
    assert WorkingDays("scotland").counts(date(2026, 4, 6)), "Easter Monday"
    assert not WorkingDays("northern_ireland").counts(date(2026, 3, 17))


@pytest.mark.django_db
def test_days_on_which_the_council_closes_do_not_count(bob):
    close_days(first=date(2007, 12, 24), last=date(2008, 1, 2), what="Christmas closure", by=bob)
    closed = WorkingDays.of(Council(nation="england"))
    assert published_by(date(2008, 1, 8), working_days=closed) == date(2007, 12, 19)
    assert (date(2007, 12, 31), "Christmas closure") in closed.not_counted(
        date(2007, 12, 19), date(2008, 1, 8)
    )


def test_no_day_between_is_lost_or_counted_twice():
    """Whatever the day of the meeting: as many clear days as asked, and one day later there would be fewer."""
    for n in range(0, 800, 3):
        held_on = date(2025, 1, 1) + timedelta(days=n)
        day = published_by(held_on)
        assert ENGLAND.counts(day)
        assert ENGLAND.between(day, held_on) == 5
        assert ENGLAND.between(ENGLAND.on(day, 1), held_on) == 4


def test_the_steps_stand_in_order_on_working_days():
    days = list(counted_back(date(2008, 1, 8), 5, ENGLAND).values())
    assert days == sorted(days)
    assert len(set(days)) == len(STEPS)
    assert all(ENGLAND.counts(day) for day in days)


def test_a_decision_counts_when_call_in_has_run_out():
    """Held on Tuesday 8 January, published on Thursday: the fifth working day after is 17 January."""
    assert counts_from(date(2008, 1, 8), date(2008, 1, 10), 5, ENGLAND) == date(2008, 1, 18)
    assert counts_from(date(2008, 1, 8), None, 5, ENGLAND) == date(2008, 1, 16)
    assert counts_from(date(2008, 3, 18), None, 5, ENGLAND) == date(2008, 3, 28), "Easter lies between"


@pytest.mark.django_db
def test_a_day_set_by_hand_stands_and_says_when_it_is_too_late(carol):
    meeting = make_meeting(date(2008, 1, 8), by=carol)
    meeting = set_timetable(
        meeting=meeting, days={"publication": date(2007, 12, 31), "draft": None}, by=carol
    )
    days = {day.key: day for day in days_of(meeting, Council(), ENGLAND, date(2008, 1, 2))}
    assert (days["publication"].on, days["publication"].is_set) == (date(2007, 12, 31), True)
    assert days["publication"].counted == date(2007, 12, 28)
    assert not days["draft"].is_set
    said = "This leaves 4 clear days before the meeting; there must be 5."
    assert too_late(days["publication"].on, meeting, Council(), ENGLAND) == said
    assert too_late(date(2007, 12, 28), meeting, Council(), ENGLAND) == ""


@pytest.mark.django_db
def test_a_meeting_that_moves_counts_its_days_anew(carol):
    meeting = set_timetable(
        meeting=make_meeting(date(2008, 1, 8), by=carol), days={"draft": date(2007, 12, 3)}, by=carol
    )
    given = {"committee": meeting.committee, "starts_at": meeting.starts_at, "by": carol, "meeting": meeting}
    assert plan_meeting(held_on=date(2008, 1, 8), **given).timetable == {"draft": "2007-12-03"}
    assert plan_meeting(held_on=date(2008, 3, 18), **given).timetable == {}


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ({}, "planned"),
        ({"drafts": 1}, "drafting"),
        ({"drafts": 1, "published": 1}, "drafting"),
        ({"published": 2}, "published"),
        ({"published": 2, "today": date(2008, 1, 9)}, "held"),
        ({"today": date(2008, 1, 9), "minuted": True}, "minuted"),
        ({"published": 1, "today": date(2008, 1, 8)}, "published"),
    ],
)
def test_how_far_a_meeting_has_come(told, state):
    given = {"held_on": date(2008, 1, 8), "today": date(2008, 1, 2), "drafts": 0, "published": 0}
    assert state_of(**given | {"minuted": False} | told) == state
