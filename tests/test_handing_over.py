"""Handing over: what is somebody's goes to others, on a day, at once or ahead."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplan.changes.handing_over import (
    cancel_hand_over,
    do_hand_overs,
    due_hand_overs,
    hand_over,
    hand_over_all,
    see_to_hand_overs,
)
from actionplan.changes.plans import change_state
from actionplan.changes.reporters import refresh_reporters
from actionplan.changes.rounds import open_round, plan_round
from actionplan.handing_over import scope, things_of
from actionplan.models import Action, HandOver, Lead, Plan, Request, Revision
from people import changes as people
from people.models import Membership
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, say

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)


@pytest.fixture
def old():
    return make_actor("Old Lead", email="old@example.org")


@pytest.fixture
def new():
    return make_actor("New Lead", email="new@example.org")


@pytest.fixture
def challenge(bob):
    return make_challenge(make_plan(by=bob), by=bob)


def things(person, *, plans=None, told=None, **given):
    plans = Plan.objects.all() if plans is None else plans
    told = [plan.pk for plan in plans] if told is None else told
    return things_of([person], actions=scope(plans, told), told=told, today=TODAY, **given)[person.pk]


def all_to(taker, theirs):
    return [thing.move | {"to": taker and taker.pk} for thing in theirs]


def give(old, moves, by, *, from_day=TODAY, reason="Retires"):
    return hand_over(leaver=old, from_day=from_day, moves=moves, reason=reason, by=by, today=TODAY)


def leads_of(action):
    return [(lead.role, lead.actor.name) for lead in action.leads.select_related("actor")]


def test_everything_that_is_theirs_is_listed(challenge, old, bob):
    post, team, pa, chief = (
        make_actor("Head of HR", "post"),
        make_actor("Managers", "team"),
        make_actor("Pat Ames"),
        make_actor("Chief"),
    )
    people.join(of=team, member=old)
    people.join(of=post, member=old, since=date(2026, 1, 1))
    people.join(of=make_actor("Gone", "team"), member=old, until=YESTERDAY)
    people.appoint_deputy(principal=old, deputy=pa)
    people.appoint_deputy(principal=chief, deputy=old)
    make_action("One", challenge=challenge, leads=[("member", old), ("strategic", old)])
    make_action("Two", challenge=challenge, leads=[("strategic", old)])
    assert [thing.words for thing in things(old)] == [
        "Member lead of 1 action",
        "Strategic lead of 2 actions",
        "Head of HR",
        "Member of Managers",
        "Pat Ames answers for them",
        "Answers for Chief",
    ]


def test_what_is_finished_closed_or_exempt_without_the_right_is_not_listed(challenge, old, bob):
    done = make_action("Done", challenge=challenge, leads=[("member", old)])
    say(done, bob, meaning="complete")
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "x"}
    make_action("Secret", challenge=challenge, leads=[("member", old)], **secret)
    assert [thing.words for thing in things(old)] == ["Member lead of 1 action"]
    assert things(old, told=[]) == []
    assert [thing.words for thing in things(old, finished=True)] == ["Member lead of 2 actions"]
    change_state(plan=challenge.plan, state="closed", by=bob)
    assert things(old) == []


def test_leads_go_by_role_and_plan_to_whom_each_is_given(challenge, old, new, bob):
    other_plan = make_challenge(make_plan("Audit plan", by=bob), by=bob)
    third = make_actor("Third Lead")
    one = make_action("One", challenge=challenge, leads=[("member", old), ("operational", old)])
    two = make_action("Two", challenge=other_plan, leads=[("member", old), ("operational", third)])
    takers = {("member", challenge.plan_id): new, ("operational", challenge.plan_id): third}
    moves = [
        thing.move | {"to": takers[thing.move["role"], thing.move["plan"]].pk}
        for thing in things(old)
        if (thing.move["role"], thing.move["plan"]) in takers
    ]
    row = give(old, moves, bob)
    assert leads_of(one) == [("member", "New Lead"), ("operational", "Third Lead")]
    assert leads_of(two) == [("member", "Old Lead"), ("operational", "Third Lead")]
    kept = Revision.objects.filter(subject="action", reason="Retires")
    assert [(each.subject_id, each.by) for each in kept] == [(one.pk, bob)]
    before, after = kept[0].changed["leads"]
    assert ([lead["name"] for lead in before], [lead["name"] for lead in after]) == (
        ["Old Lead", "Old Lead"],
        ["New Lead", "Third Lead"],
    )
    assert [move["done"] for move in row.moves] == [
        "1 action went to New Lead.",
        "1 action went to Third Lead.",
    ]


def test_whoever_takes_over_and_leads_already_keeps_the_words_as_written(challenge, old, new, bob):
    action = make_action(challenge=challenge, leads=[("operational", old), ("operational", new)])
    Lead.objects.filter(actor=new).update(words="N. Lead (HR)")
    give(old, all_to(new, things(old)), bob)
    assert [(lead.actor, lead.words) for lead in action.leads.all()] == [(new, "N. Lead (HR)")]


def test_a_post_goes_to_its_next_holder_who_then_reports(challenge, old, new, bob):
    post = make_actor("Head of HR", "post")
    people.join(of=post, member=old, since=date(2026, 1, 1))
    action = make_action(challenge=challenge, leads=[("operational", post)])
    assert action.reporter == old
    give(old, [*all_to(new, things(old)), {"kind": "left"}], bob)
    dated = Membership.objects.values_list("member__name", "since", "until").order_by("pk")
    assert list(dated) == [("Old Lead", date(2026, 1, 1), YESTERDAY), ("New Lead", TODAY, None)]
    action.refresh_from_db()
    old.refresh_from_db()
    assert (action.reporter, old.left_on) == (new, YESTERDAY)
    latest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert latest.changed == {"reporter_id": [old.pk, new.pk]}


def test_a_membership_that_would_begin_later_never_was(old, new, bob):
    people.join(of=make_actor("Head of HR", "post"), member=old, since=TOMORROW)
    give(old, all_to(new, things(old)), bob)
    assert [place.member for place in Membership.objects.all()] == [new]


def test_delegations_go_over_both_ways(old, new, bob):
    pa, chief = make_actor("Pat Ames"), make_actor("Chief")
    people.appoint_deputy(principal=old, deputy=pa)
    people.appoint_deputy(principal=chief, deputy=old)
    give(old, all_to(new, things(old)), bob)
    assert [(each.deputy, each.since) for each in new.deputies.all()] == [(pa, TODAY)]
    assert [(each.principal, each.since) for each in new.answers_for.all()] == [(chief, TODAY)]
    assert {each.until for each in [*old.deputies.all(), *old.answers_for.all()]} == {YESTERDAY}


def test_whoever_leaves_keeps_no_place_and_no_account(old, alice, bob):
    leaver = alice.actor
    people.join(of=make_actor("Managers", "team"), member=leaver)
    give(leaver, [{"kind": "left"}, {"kind": "account"}], bob)
    alice.refresh_from_db()
    assert not alice.is_active
    assert leaver.belongs_to.get().until == YESTERDAY


def test_a_day_ahead_is_kept_and_done_once_on_the_day(challenge, old, new, bob):
    action = make_action(challenge=challenge, leads=[("operational", old)])
    row = give(old, [*all_to(new, things(old)), {"kind": "left"}], bob, from_day=TOMORROW)
    assert row.done_at is None
    assert leads_of(action) == [("operational", "Old Lead")]
    assert (list(due_hand_overs(TODAY)), do_hand_overs(today=TODAY)) == ([], [])
    came_since = make_action("Came since", challenge=challenge, leads=[("operational", old)])
    assert do_hand_overs(today=TOMORROW) == [row]
    assert leads_of(action) == leads_of(came_since) == [("operational", "New Lead")]
    row.refresh_from_db()
    old.refresh_from_db()
    assert row.done_at
    assert old.left_on == TODAY
    assert do_hand_overs(today=TOMORROW) == []
    with pytest.raises(ValidationError, match="done already"):
        cancel_hand_over(hand_over=row)


def test_one_that_is_cancelled_is_never_done(challenge, old, new, bob):
    action = make_action(challenge=challenge, leads=[("operational", old)])
    row = give(old, all_to(new, things(old)), bob, from_day=TOMORROW)
    cancel_hand_over(hand_over=row)
    assert do_hand_overs(today=TOMORROW) == []
    assert leads_of(action) == [("operational", "Old Lead")]


def test_on_the_day_a_taker_who_has_left_takes_nothing_and_it_is_said(challenge, old, new, bob):
    action = make_action(challenge=challenge, leads=[("operational", old)])
    row = give(old, all_to(new, things(old)), bob, from_day=TOMORROW)
    people.mark_left(actor=new, on=TODAY)
    do_hand_overs(today=TOMORROW)
    row.refresh_from_db()
    assert leads_of(action) == [("operational", "Old Lead")]
    assert row.moves[0]["done"] == "Nothing went over: whoever was to take it has left."


def test_on_the_day_an_exempt_action_stays_where_whoever_made_it_had_no_right(challenge, old, new, bob):
    row = give(old, all_to(new, things(old, told=[]) or _move(challenge)), bob, from_day=TOMORROW)
    secret = make_action(
        "Secret",
        challenge=challenge,
        leads=[("operational", old)],
        exempt="all",
        paragraph="3",
        public_interest="x",
    )
    do_hand_overs(today=TOMORROW)
    assert leads_of(secret) == [("operational", "Old Lead")]
    row.refresh_from_db()
    assert row.moves[0]["done"] == "0 actions went to New Lead."


def _move(challenge):
    """What the page would have kept for a plan whose exempt actions its editor may not know of."""

    class OfThePlan:
        move = {
            "kind": "leads",
            "plan": challenge.plan_id,
            "role": "operational",
            "exempt": False,
            "finished": False,
        }

    return [OfThePlan]


def test_open_requests_are_asked_anew_of_whoever_reports_then(challenge, old, new, bob):
    action = make_action(challenge=challenge, leads=[("operational", old)])
    given = {"plans": [challenge.plan], "opens": TODAY, "closes": TOMORROW, "by": bob, "today": TODAY}
    open_round(round=plan_round(title="November", **given), by=bob, today=TODAY, at=timezone.now())
    assert Request.objects.get(action=action).asked == old
    give(old, all_to(new, things(old)), bob)
    assert Request.objects.get(action=action).asked == new


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [([], "Say what of Old Lead’s goes to whom."), ([{"kind": "leads", "to": "them"}], "to themselves")],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(old, bob, moves, sentence):
    moves = [move | {"to": old.pk} for move in moves]
    with pytest.raises(ValidationError, match=sentence):
        give(old, moves, bob)
    assert not HandOver.objects.exists()


def test_an_election_is_all_or_nothing(challenge, bob):
    one, two, new = (make_actor(name, councillor=True) for name in ("Cllr One", "Cllr Two", "Cllr New"))
    action = make_action(challenge=challenge, leads=[("member", one)])
    moves = all_to(new, things(one))
    given = {"from_day": TODAY, "reason": "Election", "by": bob, "today": TODAY}
    with pytest.raises(ValidationError):
        hand_over_all(leavings=[(one, moves), (two, [])], **given)
    assert leads_of(action) == [("member", "Cllr One")]
    hand_over_all(leavings=[(one, moves), (two, [{"kind": "left"}])], **given)
    assert leads_of(action) == [("member", "Cllr New")]


def test_who_reports_follows_the_post_when_its_day_comes(challenge, old, new, bob):
    post = make_actor("Head of HR", "post")
    people.join(of=post, member=old, until=TODAY)
    people.join(of=post, member=new, since=TOMORROW)
    action = make_action(challenge=challenge, leads=[("operational", post)])
    draft = make_action(
        challenge=make_challenge(make_plan("Draft", by=bob, state="draft"), by=bob),
        leads=[("operational", post)],
    )
    assert refresh_reporters(today=TODAY) == 0
    assert refresh_reporters(today=TOMORROW) == 1
    assert refresh_reporters(today=TOMORROW) == 0
    action.refresh_from_db()
    draft.refresh_from_db()
    assert (action.reporter, draft.reporter) == (new, old)
    latest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (latest.by, latest.changed) == (None, {"reporter_id": [old.pk, new.pk]})
    assert latest.number == action.revision


def test_what_a_day_brings_by_itself_is_done_and_said_once(challenge, old, new, bob):
    post = make_actor("Head of HR", "post")
    people.join(of=post, member=old, until=TODAY)
    people.join(of=post, member=new, since=TOMORROW)
    make_action("One", challenge=challenge, leads=[("operational", post)])
    make_action("Two", challenge=challenge, leads=[("member", old)])
    give(old, all_to(new, things(old)[:1]), bob, from_day=TOMORROW)
    at = timezone.now()
    assert see_to_hand_overs(TODAY, at) == ""
    assert see_to_hand_overs(TOMORROW, at).startswith("1 hand-over")
    assert see_to_hand_overs(TOMORROW, at) == ""
    assert {action.reporter for action in Action.objects.all()} == {new, None}


def cost(work):
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


@pytest.mark.once
def test_a_hand_over_and_new_reporters_cost_the_same_for_5_as_for_50(old, new, bob):
    post = make_actor("Head of HR", "post")
    people.join(of=post, member=old, until=TODAY)
    people.join(of=post, member=new, since=TOMORROW)
    costs = []
    for count in (5, 50):
        challenge = make_challenge(make_plan(f"Plan of {count}", by=bob), by=bob)
        for n in range(count):
            make_action(f"Action {n}", challenge=challenge, leads=[("operational", post), ("member", old)])
        listed = cost(lambda: things(old))
        moved = cost(
            lambda: give(old, all_to(new, [t for t in things(old) if t.move["kind"] == "leads"]), bob)
        )
        costs.append((listed, moved, cost(lambda: refresh_reporters(today=TOMORROW))))
        Action.objects.update(reporter=old)
    assert costs[0] == costs[1]
