"""Plans on several past days at once: each day says what it says by itself, to everybody."""

from datetime import date, timedelta

import pytest

from actionplan import changes
from actionplan.models import Plan, Revision
from actionplan.past import end_of, plan_at, seen_by
from actionplan.past_counts import RULES, counted, narrowed
from actionplan.through_time import plans_then
from actionplan.withheld import withheld_from
from config import demonstration
from tests.busy_officer import EXEMPT, Officer, at
from tests.cast import TODAY, make_action, make_plan

pytestmark = pytest.mark.django_db
DAYS = [TODAY - timedelta(days=days) for days in range(0, 460, 35)]


def tallied(actions, day):
    return {rule: sorted(each.id for each in counted(actions, rule, day)) for rule in RULES}


def by_itself(plan, day, withheld):
    past = plan_at(plan, end_of(day))
    return past and tallied(seen_by(past, withheld.stricter(past.exempt())).actions, day)


def at_once(plans, days, withheld):
    then = plans_then(plans, days)
    return {
        (plan.pk, day): tallied(then[day][plan.pk].seen(withheld).values(), day)
        for plan in plans for day in days if plan.pk in then[day]
    }  # fmt: skip


def agree(plans, days, user):
    withheld = withheld_from(user, TODAY, plans)
    each = {(plan.pk, day): by_itself(plan, day, withheld) for plan in plans for day in days}
    assert at_once(plans, days, withheld) == {key: said for key, said in each.items() if said is not None}


def test_the_demonstration_on_many_days_is_what_it_is_on_each(erin, carol):
    demonstration.load(today=TODAY, password="a password of the test")
    for user in (erin, carol):
        agree(list(Plan.objects.all()), DAYS, user)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_was_done_to_a_plan(bob, erin, seed):
    officer = Officer(seed, bob)
    for _ in range(40):
        officer.clock += timedelta(hours=5)
        officer.act()
    days = [date(2026, 1, 1) + timedelta(days=days) for days in range(16)]
    for user in (bob, erin):
        agree([officer.plan], days, user)


def test_queries_do_not_grow_with_plans_actions_or_days(bob, django_assert_num_queries):
    plans = [make_action(by=bob).plan, make_action("Print it", by=bob).plan]
    Revision.objects.update(at=at((1, 2)))
    for days in ([TODAY], DAYS):
        with django_assert_num_queries(3):
            plans_then(plans, days)
    assert plans_then(plans, []) == {}


def moved(by):
    """Due in June, put back in May to August, then late again; asked on days before, between and after."""
    action = make_action(deadline="June 2026", by=by)
    action.plan.revisions.update(at=at((1, 2)))
    changes.move_deadline(
        deadline=action.deadlines.get(), words="August 2026", reason="Ill", by=by, today=TODAY, at=at((5, 10))
    )
    return action.plan


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((5, 9), {"open"}),
        ((5, 10), {"open", "later"}),
        ((6, 30), {"open", "later"}),
        ((7, 1), {"open", "later", "past"}),
        ((8, 31), {"open", "later", "past"}),
        ((9, 1), {"open", "later", "overdue"}),
    ],
)
def test_past_its_first_date_is_told_apart_from_overdue(bob, day, expected):
    plan, day = moved(bob), date(2026, *day)
    past = plan_at(plan, end_of(day))
    assert {rule for rule in RULES if narrowed(past, rule, day).actions} == expected
    assert narrowed(past, "nonsense", day) == past


def test_what_is_finished_counts_nowhere(bob):
    plan = moved(bob)
    changes.close_action(action=plan.actions.get(), ending="done", words="Done.", by=bob, at=at((8, 20)))
    day = date(2026, 9, 5)
    assert not any(counted(plan_at(plan, end_of(day)).actions, rule, day) for rule in RULES)


def test_what_was_exempt_then_is_not_told_now(bob, erin, carol):
    action = make_action(deadline="June 2026", by=bob)
    action.plan.revisions.update(at=at((1, 2)))
    changes.edit_action(action=action, today=TODAY, by=bob, at=at((2, 1)), **EXEMPT)
    changes.edit_action(action=action, today=TODAY, by=bob, at=at((3, 1)), exempt="no")
    days = [date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)]
    then = plans_then([action.plan], days)
    for user, told in ((erin, [1, 0, 1]), (carol, [1, 1, 1])):
        withheld = withheld_from(user, TODAY, [action.plan])
        assert [len(then[day][action.plan_id].seen(withheld)) for day in days] == told
    both = then[days[0]][action.plan_id].seen(
        withheld_from(erin, TODAY, [action.plan]), then[days[1]][action.plan_id]
    )
    assert both == {}


def test_a_plan_is_there_from_the_day_it_was_written_down(bob):
    plan = make_plan(by=bob)
    plan.revisions.update(at=at((3, 1)))
    then = plans_then([plan], [date(2026, 2, 28), date(2026, 3, 1)])
    assert [list(found) for found in then.values()] == [[], [plan.pk]]
