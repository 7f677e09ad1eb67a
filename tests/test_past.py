"""The plan as it stood on a past day: rebuilt from its history it is what it was, and today what it is."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actionplan import changes
from actionplan.changes.merging_actors import merge_actors
from actionplan.changes.revisions import keep_revision, state_of
from actionplan.changes.scales import keep_scale
from actionplan.models import Action, Lead, Plan
from actionplan.past import counts_of, end_of, known_since, plan_at, seen_by
from actionplan.permissions import removal_scope
from actionplan.redaction import REMOVED
from actionplan.status import PresetStep
from actionplan.withheld import withheld_from
from config import demonstration
from tests.busy_officer import EXEMPT, NEWS, Officer, at
from tests.cast import TODAY, make_action, make_actor, make_challenge, say

pytestmark = pytest.mark.django_db
LINE = ("what", "words", "kind", "first_day", "due", "original_words", "original_due", "met_on")


def live(plan):
    """The plan as its tables have it now, as plain values."""
    plan = Plan.objects.get(pk=plan.pk)
    actions = plan.actions.present().in_printed_order().select_related("step", "latest_update")
    return {
        "plan": (plan.title, plan.state, plan.stands_on, plan.committee.name if plan.committee else ""),
        "headings": [heading.name for heading in plan.headings.all()],
        "challenges": [
            (each.number, each.title, each.heading.name) for each in plan.challenges.select_related("heading")
        ],
        "actions": [live_action(action) for action in actions],
    }


def live_action(action):
    news = action.latest_update
    return {
        "words": (action.reference, action.challenge_id, action.text, action.success, action.notes),
        "ends": (action.ending, action.outcome, action.exempt, action.step.word),
        "leads": [(lead.role, lead.actor.name, lead.words) for lead in action.leads.all()],
        "deadlines": [tuple(getattr(line, name) for name in LINE) for line in action.deadlines.all()],
        "overdue": action.days_overdue(TODAY),
        "news": news and (news.words, news.given_on, news.no_change),
    }


def told(past):
    """The same of a plan as it stood."""
    return {
        "plan": (past.title, past.state, past.stands_on, past.committee),
        "headings": list(past.headings.values()),
        "challenges": [(each.number, each.title, each.heading) for each in past.challenges],
        "actions": [told_action(action) for action in past.actions],
    }


def told_action(action):
    news = action.news
    return {
        "words": (action.reference, action.challenge_id, action.text, action.success, action.notes),
        "ends": (action.ending, action.outcome, action.exempt, action.step.word),
        "leads": [(lead.role, lead.name, lead.words) for lead in action.leads],
        "deadlines": [tuple(getattr(line, name) for name in LINE) for line in action.deadlines],
        "overdue": action.days_overdue(TODAY),
        "news": news and (news.words, news.on, news.no_change),
    }


def stood(plan, month, day):
    return plan_at(plan, end_of(date(2026, month, day)))


def only(past):
    (action,) = past.actions
    return action


# As of now it is the live plan, and before each change what it was before


def test_the_demonstration_as_of_now_is_the_demonstration(db):
    demonstration.load(today=TODAY, password="a password of the test")
    for plan in Plan.objects.all():
        assert told(plan_at(plan)) == live(plan)
        assert plan_at(plan).actions
        assert told(plan_at(plan, end_of(TODAY))) == live(plan)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_done_to_a_plan_every_moment_is_kept_as_it_was(bob, seed):
    officer = Officer(seed, bob)
    seen = [(officer.clock, live(officer.plan))]
    for _ in range(45):
        before = live(officer.plan)
        if moment := officer.act():
            assert told(plan_at(officer.plan, moment)) == before
            seen.append((officer.clock + timedelta(minutes=1), live(officer.plan)))
        assert told(plan_at(officer.plan)) == live(officer.plan)
    assert len(seen) > 25
    for moment, stood_then in seen:
        assert told(plan_at(officer.plan, moment)) == stood_then


# Which day counts


def old_plan(by):
    """A plan written down on 2 January with one action, which Alice's post leads."""
    challenge = make_challenge(by=by)
    head = make_actor("Head of HR", "post")
    action = make_action(
        "Publish", challenge=challenge, leads=[("strategic", head)], deadline="June 2026", by=by
    )
    challenge.plan.revisions.update(at=at((1, 2)))
    return action


def test_a_day_before_the_plan_was_written_down_has_no_plan(bob):
    plan = old_plan(bob).plan
    assert stood(plan, 1, 1) is None
    assert known_since(plan) == at((1, 2))
    assert only(stood(plan, 1, 2)).text == "Publish"


def test_what_happens_late_in_the_evening_is_of_that_day_in_london(bob):
    action = old_plan(bob)
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)  # half past eleven in London
    changes.edit_action(action=action, text="Printed", by=bob, today=TODAY, at=late)
    assert only(stood(action.plan, 6, 30)).text == "Publish"
    assert only(stood(action.plan, 7, 1)).text == "Printed"
    later = datetime(2026, 7, 2, 23, 30, tzinfo=UTC)  # the day after in London
    changes.edit_action(action=action, text="Posted", by=bob, today=TODAY, at=later)
    assert only(stood(action.plan, 7, 2)).text == "Printed"


def test_news_counts_from_when_it_was_written_down(bob):
    action = old_plan(bob)
    say(action, bob, "Begun.", meaning="on_track", given_on=date(2026, 3, 3), at=at((3, 10)))
    say(action, bob, "Done.", meaning="complete", given_on=date(2026, 3, 20), at=at((3, 20)))
    say(action, bob, "Late.", meaning="at_risk", given_on=date(2026, 3, 5), at=at((3, 25)))
    assert only(stood(action.plan, 3, 9)).news is None
    now = only(stood(action.plan, 3, 12))
    assert (now.news.words, now.news.who, now.news.on, now.step.word) == (
        "Begun.",
        "Bob Brook",
        date(2026, 3, 3),
        "On track",
    )
    assert only(stood(action.plan, 3, 30)).news.words == "Done."


def test_a_deadline_is_overdue_as_of_that_day(bob):
    action = old_plan(bob)
    changes.move_deadline(
        deadline=action.deadlines.get(), words="July 2026", reason="Late", by=bob, today=TODAY, at=at((7, 10))
    )
    say(action, bob, "Done.", meaning="complete", at=at((8, 20)))
    days = [
        only(stood(action.plan, *day)).days_overdue(date(2026, *day)) for day in ((6, 30), (7, 4), (7, 10))
    ]
    assert days == [0, 4, 0]
    august = stood(action.plan, 8, 3)
    assert only(august).days_overdue(date(2026, 8, 3)) == 3
    steps, overdue = counts_of(august, date(2026, 8, 3))
    assert ([(step.word, count) for step, count in steps], overdue) == ([("Not started", 1)], 1)
    assert only(stood(action.plan, 8, 21)).days_overdue(date(2026, 8, 21)) == 0


def test_what_was_made_later_is_not_there_and_what_was_deleted_since_is(bob):
    action = old_plan(bob)
    second = make_action("Print", challenge=action.challenge, by=bob, at=at((2, 1)))
    changes.delete_action(action=second, reason="Twice", by=bob, at=at((2, 10)))
    seen = [[each.text for each in stood(action.plan, *day).actions] for day in ((1, 31), (2, 5), (2, 11))]
    assert seen == [["Publish"], ["Publish", "Print"], ["Publish"]]


def test_a_new_name_is_no_change_of_who_led_and_two_who_are_one_are_one(bob):
    action = old_plan(bob)
    lead = action.leads.get().actor
    lead.name = "Head of People"
    lead.save()
    assert only(stood(action.plan, 2, 1)).names("strategic") == ["Head of People"]
    first = make_actor("Head of People and HR", "post")
    merge_actors(first=first, second=lead, by=bob, today=TODAY, at=at((5, 1)))
    before, after = only(stood(action.plan, 2, 1)), only(stood(action.plan, 5, 2))
    assert before.leads[0].actor_id == after.leads[0].actor_id == first.pk


def test_status_words_are_those_of_the_day(bob):
    action = old_plan(bob)
    say(action, bob, "Begun.", meaning="on_track", at=at((3, 1)))
    plan = action.plan
    words = [step.word for step in plan.scale.steps.all()]
    becomes = ["Green" if word == "On track" else word for word in words]
    scale = keep_scale(
        "Ours",
        [
            PresetStep(word, step.meaning, step.colour, step.default)
            for word, step in zip(becomes, plan.scale.steps.all(), strict=True)
        ],
    )
    for step in plan.scale.steps.all():
        there = scale.steps.get(word=becomes[words.index(step.word)])
        Action.objects.filter(step=step).update(step=there)
    plan.scale = scale
    plan.save()
    changed = {"scale_id": [None, scale.pk], "steps": [words, becomes]}
    keep_revision(plan, changed=changed, state=state_of(plan), by=bob, at=at((4, 1)))
    assert only(stood(plan, 3, 20)).step.word == "On track"
    assert only(stood(plan, 4, 2)).step == Action.objects.get().step
    assert told(plan_at(plan)) == live(plan)


# What is exempt


def read_on(plan, user, month, day):
    past = stood(plan, month, day)
    withheld = withheld_from(user, TODAY, [plan]).stricter(past.exempt())
    return seen_by(past, withheld)


def exempted_for_a_while(bob):
    action = old_plan(bob)
    changes.edit_action(action=action, by=bob, today=TODAY, at=at((3, 1)), **EXEMPT)
    changes.edit_action(action=action, exempt="no", by=bob, today=TODAY, at=at((4, 1)))
    return action


def test_what_was_exempt_on_the_day_is_withheld_though_it_is_not_now(bob, erin, carol):
    plan = exempted_for_a_while(bob).plan
    assert [len(read_on(plan, erin, *day).actions) for day in ((2, 1), (3, 5), (4, 5))] == [1, 0, 1]
    assert len(read_on(plan, carol, 3, 5).actions) == 1


def test_what_is_exempt_now_is_withheld_though_it_was_not_on_the_day(bob, erin, carol, alice):
    action = exempted_for_a_while(bob)
    Lead.objects.create(action=action, actor=alice.actor, role="operational")
    changes.edit_action(action=action, by=bob, today=TODAY, at=at((5, 1)), **EXEMPT)
    past = read_on(action.plan, erin, 2, 1)
    # Nor the challenge and heading under which nothing else stood.
    assert (past.actions, past.challenges, past.headings) == ([], (), {})
    assert (
        len(read_on(action.plan, carol, 2, 1).actions) == len(read_on(action.plan, alice, 2, 1).actions) == 1
    )


def test_a_deleted_exempt_action_stays_withheld(bob, erin):
    action = old_plan(bob)
    changes.edit_action(action=action, by=bob, today=TODAY, at=at((3, 1)), **EXEMPT)
    changes.delete_action(action=action, reason="Twice", by=bob, at=at((4, 1)))
    assert not read_on(action.plan, erin, 2, 1).actions


def test_exempt_news_reads_as_the_wording_for_the_public(bob, erin, carol):
    action = old_plan(bob)
    say(action, bob, "He is ill.", at=at((2, 10)))
    changes.edit_action(action=action, by=bob, today=TODAY, at=at((3, 1)), **NEWS, public_news="Under way.")
    earlier, then = only(read_on(action.plan, erin, 2, 20)), only(read_on(action.plan, erin, 3, 5))
    assert (earlier.news.words, earlier.told) == ("", False)
    assert (then.news.words, then.news.exempt) == ("Under way.", True)
    assert only(read_on(action.plan, carol, 2, 20)).news.words == "He is ill."


# Words that were taken out for good


def test_removed_words_are_in_no_day_that_was(bob):
    action = old_plan(bob)
    say(action, bob, "Waiting: Sam Smythe is ill.", at=at((2, 10)))
    changes.edit_action(action=action, text="Ask Sam Smythe", by=bob, today=TODAY, at=at((3, 1)))
    changes.edit_action(action=action, text="Ask", by=bob, today=TODAY, at=at((4, 1)))
    scope = removal_scope(bob, TODAY)
    changes.redact(action=action, words="Sam Smythe", reason="Private", scope=scope, by=bob)
    march = only(stood(action.plan, 3, 5))
    assert (march.text, march.news.words) == (f"Ask {REMOVED}", f"Waiting: {REMOVED} is ill.")


def test_a_lead_whose_name_was_removed_from_history_is_not_named_from_the_people(bob):
    action = old_plan(bob)
    changes.edit_action(
        action=action,
        leads=[("strategic", make_actor("Sam Smythe"), "S. Smythe")],
        by=bob,
        today=TODAY,
        at=at((3, 1)),
    )
    changes.edit_action(action=action, leads=[], by=bob, today=TODAY, at=at((4, 1)))
    scope = removal_scope(bob, TODAY)
    changes.redact(action=action, words="Sam Smythe", reason="Private", scope=scope, by=bob)
    assert only(stood(action.plan, 3, 5)).names("strategic") == [REMOVED]


# Queries


@pytest.mark.parametrize("count", [5, 50])
def test_the_queries_do_not_grow_with_the_plan(bob, django_assert_num_queries, count):
    challenge = make_challenge(by=bob)
    for n in range(count):
        make_action(
            f"Action {n}", challenge=challenge, leads=[("strategic", make_actor(f"Actor {n}"))], by=bob
        )
    for action in Action.objects.all()[:count]:
        say(action, bob)
    with django_assert_num_queries(5):
        assert len(plan_at(challenge.plan, end_of(timezone.localdate())).actions) == count
