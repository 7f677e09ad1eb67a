"""Changing many actions at once: what is previewed is done, all of it or nothing."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplan import bulk
from actionplan.changes import edit_action, record_resolution
from actionplan.changes.bulk import ChangedSince, change_many, preview
from actionplan.changes.endings import close_action, close_all
from actionplan.changes.extensions import ask_for_time
from actionplan.changes.plans import change_state
from actionplan.changes.rounds import open_round
from actionplan.models import Action, DeadlineChange, Lead, Request, Revision, Update
from people import changes as people
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_round,
    say,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge(bob):
    return make_challenge(make_plan(by=bob), by=bob)


def actions_of(challenge):
    return Action.objects.filter(challenge=challenge)


def look(challenge, what, **given):
    return preview(actions=actions_of(challenge), what=what, today=TODAY, **given)


def do(challenge, what, by, **given):
    return change_many(actions=actions_of(challenge), what=what, by=by, today=TODAY, **given)


def seals(lines):
    return {line.action.pk: line.seal for line in lines}


def step(challenge, meaning):
    return challenge.plan.scale.step_for(meaning)


def said(lines):
    return [(line.action.reference, line.before, line.after, line.left) for line in lines]


def test_a_step_with_words_is_a_signed_update_of_each_in_one_batch(challenge, bob):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    done = do(challenge, bulk.SetStep(step(challenge, "on_track"), "Agreed at the away day."), bob)
    updates = Update.objects.order_by("action_id")
    assert [(u.action, u.by, u.words, u.step.meaning) for u in updates] == [
        (one, bob, "Agreed at the away day.", "on_track"),
        (two, bob, "Agreed at the away day.", "on_track"),
    ]
    kept = Revision.objects.filter(batch=done.batch)
    assert {revision.subject_id for revision in kept} == {one.pk, two.pk}
    assert all("step" in revision.changed for revision in kept)


def test_what_is_there_already_is_left_and_the_preview_says_why(challenge, bob):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    say(one, bob, meaning="on_track")
    what = bulk.SetStep(step(challenge, "on_track"))
    word, first = step(challenge, "on_track").word, two.step.word
    assert said(look(challenge, what)) == [
        (one.reference, word, word, f"Is at “{word}” already"),
        (two.reference, first, word, ""),
    ]
    done = do(challenge, what, bob)
    assert [line.action for line in done.left] == [one]
    assert (one.updates.count(), two.updates.count()) == (1, 1)


def test_a_lead_hands_over_in_one_role_only_and_keeps_its_place(challenge, bob):
    old, new, other = (make_actor(name) for name in ("Old Lead", "New Lead", "Other Lead"))
    action = make_action(
        challenge=challenge, by=bob, leads=[("strategic", old), ("operational", old), ("operational", other)]
    )
    do(challenge, bulk.ChangeLeads(old=old, new=new, role="operational", reason="Reorganised"), bob)
    leads = [(lead.role, lead.actor.name, lead.words) for lead in action.leads.all()]
    assert leads == [
        ("strategic", "Old Lead", "Old Lead"),
        ("operational", "New Lead", "New Lead"),
        ("operational", "Other Lead", "Other Lead"),
    ]
    action.refresh_from_db()
    assert action.reporter == new
    assert "new lead" in action.search_key
    latest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (latest.reason, latest.number, action.revision) == ("Reorganised", 2, 2)
    assert [lead["name"] for lead in latest.state["leads"]] == ["Old Lead", "New Lead", "Other Lead"]
    assert latest.state["reporter_id"] == new.pk


def test_whoever_leads_already_is_not_named_twice(challenge, bob):
    old, new = make_actor("Old Lead"), make_actor("New Lead")
    action = make_action(challenge=challenge, by=bob, leads=[("operational", old), ("operational", new)])
    do(challenge, bulk.ChangeLeads(old=old, new=new), bob)
    assert [lead.actor for lead in action.leads.all()] == [new]


def test_a_lead_is_added_or_taken_off_and_the_others_are_left(challenge, bob):
    lead, more = make_actor("Dan Dale"), make_actor("Web team", "team")
    one = make_action("One", challenge=challenge, by=bob, leads=[("operational", lead)])
    two = make_action("Two", challenge=challenge, by=bob, leads=[("operational", more)])
    add = bulk.ChangeLeads(new=more, role="operational")
    assert said(look(challenge, add)) == [
        (one.reference, "Dan Dale", "Dan Dale, Web team", ""),
        (two.reference, "Web team", "Web team", "Web team is its operational lead already"),
    ]
    do(challenge, add, bob)
    do(challenge, bulk.ChangeLeads(old=lead), bob)
    assert set(Lead.objects.values_list("action", "actor")) == {(one.pk, more.pk), (two.pk, more.pk)}


def test_a_post_reports_through_its_holder_after_a_hand_over(challenge, bob):
    old, post, holder = make_actor("Old Lead"), make_actor("Head of HR", "post"), make_actor("Priya Nair")
    people.join(of=post, member=holder, since=date(2026, 1, 1))
    action = make_action(challenge=challenge, by=bob, leads=[("operational", old)])
    do(challenge, bulk.ChangeLeads(old=old, new=post), bob)
    action.refresh_from_db()
    assert action.reporter == holder


def test_a_new_deadline_moves_the_next_one_and_gives_one_where_there_is_none(challenge, bob):
    dated = make_action("One", challenge=challenge, by=bob, deadline="30 September 2026")
    bare = make_action("Two", challenge=challenge, by=bob)
    do(challenge, bulk.MoveDeadline("March 27", "The survey was late."), bob)
    dated.refresh_from_db()
    bare.refresh_from_db()
    assert dated.next_due == bare.next_due == date(2027, 3, 31)
    change = DeadlineChange.objects.get()
    assert (change.state, change.reason, change.old_due) == (
        "agreed",
        "The survey was late.",
        date(2026, 9, 30),
    )


def test_time_is_asked_for_where_it_can_be_and_agreed_as_it_was_asked(challenge, bob):
    open_one = make_action("One", challenge=challenge, by=bob, deadline="30 September 2026")
    finished = make_action("Two", challenge=challenge, by=bob, deadline="30 September 2026")
    say(finished, bob, meaning="complete")
    bare = make_action("Three", challenge=challenge, by=bob)
    what = bulk.AskTime("March 27", "The survey was late.")
    left = {line.action: line.left for line in look(challenge, what)}
    assert left[open_one] == ""
    assert left[finished].startswith("Stands at")
    assert left[bare] == "Has no deadline"
    do(challenge, what, bob)
    open_one.refresh_from_db()
    assert open_one.next_due == date(2026, 9, 30)
    assert "waits for an answer" in look(challenge, what)[0].left
    done = do(challenge, bulk.AgreeAsked(), bob)
    open_one.refresh_from_db()
    assert open_one.next_due == date(2027, 3, 31)
    assert len(done.left) == 2
    assert Revision.objects.filter(batch=done.batch).count() == 1


def test_an_action_becomes_exempt_with_its_paragraph_and_is_lifted_again(challenge, bob):
    action = make_action(challenge=challenge, by=bob)
    what = bulk.Exempt("all", "3", "Commercial terms.", reason="As advised")
    done = do(challenge, what, bob)
    action.refresh_from_db()
    assert (action.exempt, action.paragraph, action.public_interest) == ("all", "3", "Commercial terms.")
    kept = Revision.objects.get(batch=done.batch)
    assert (kept.subject_id, kept.by, kept.reason) == (action.pk, bob, "As advised")
    assert kept.changed["exempt"] == ["no", "all"]
    with pytest.raises(ValidationError, match="Nothing would change"):
        do(challenge, what, bob)
    do(challenge, bulk.Exempt("no", reason="Signed"), bob)
    action.refresh_from_db()
    assert (action.exempt, action.paragraph) == ("no", "")


def test_none_becomes_exempt_without_its_paragraph_and_the_first_is_named(challenge, bob):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    with pytest.raises(ValidationError, match=f"{one.reference}: .*Nothing was changed"):
        do(challenge, bulk.Exempt("all", "", "Commercial terms."), bob)
    two.refresh_from_db()
    assert (two.exempt, two.revision) == ("no", 1)


def test_several_are_closed_with_how_they_ended_and_the_closed_ones_are_left(challenge, bob):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    close_action(action=one, ending="done", by=bob)
    what = bulk.Close("not_done", "The grant was refused.")
    assert [line.left for line in look(challenge, what)] == ["Is closed already", ""]
    done = do(challenge, what, bob)
    two.refresh_from_db()
    assert (two.ending, two.outcome, two.step.meaning) == ("not_done", "The grant was refused.", "withdrawn")
    assert {each.subject_id for each in Revision.objects.filter(batch=done.batch)} == {two.pk}


def test_what_changed_after_the_preview_is_named_and_nothing_is_done(challenge, bob, alice):
    _, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    what = bulk.SetStep(step(challenge, "at_risk"), "Late.")
    seen = seals(look(challenge, what))
    say(two, alice, "On the way.", meaning="on_track")
    with pytest.raises(ChangedSince) as changed:
        do(challenge, what, bob, seen=seen)
    assert [line.action for line in changed.value.lines] == [two]
    assert Update.objects.count() == 1
    do(challenge, what, bob, seen=seals(look(challenge, what)))
    assert Update.objects.count() == 3


def test_an_edit_that_does_not_touch_what_was_previewed_does_not_stop_it(challenge, bob):
    action = make_action(challenge=challenge, by=bob)
    what = bulk.SetStep(step(challenge, "at_risk"), "Late.")
    seen = seals(look(challenge, what))
    edit_action(action=action, by=bob, today=TODAY, success="Everybody knows.")
    assert len(do(challenge, what, bob, seen=seen).done) == 1


def test_one_that_was_not_previewed_is_not_done(challenge, bob):
    make_action("One", challenge=challenge, by=bob)
    what = bulk.SetStep(step(challenge, "at_risk"))
    seen = seals(look(challenge, what))
    make_action("Two", challenge=challenge, by=bob)
    with pytest.raises(ChangedSince):
        do(challenge, what, bob, seen=seen)


def test_one_that_refuses_leaves_all_as_they_were_and_is_named(challenge, bob):
    one = make_action("One", challenge=challenge, by=bob, deadline="30 September 2026")
    two = make_action("Two", challenge=challenge, by=bob, deadline="31 October 2026")
    ask_for_time(deadline=one.deadlines.get(), words="June 27", reason="Ill", by=bob, today=TODAY)
    with pytest.raises(ValidationError, match=f"{two.reference}: Say why.*Nothing was changed"):
        do(challenge, bulk.MoveDeadline("June 28", ""), bob)
    one.refresh_from_db()
    assert one.next_due == date(2026, 9, 30)


def test_a_closed_plan_is_left_alone(challenge, bob):
    make_action(challenge=challenge, by=bob)
    change_state(plan=challenge.plan, state="closed", by=bob)
    with pytest.raises(ValidationError, match="closed"):
        do(challenge, bulk.ChangeLeads(new=make_actor("New Lead"), role="member"), bob)


def test_news_that_is_withheld_is_left_without_a_word_of_it(challenge, bob):
    action = make_action(challenge=challenge, by=bob, exempt="news", paragraph="1", public_interest="Why")
    line = look(challenge, bulk.SetStep(None, "Done."), withheld={action.pk})[0]
    assert (line.before, line.after, line.left) == ("", "", bulk.WITHHELD)
    with pytest.raises(ValidationError, match="Nothing would change"):
        do(challenge, bulk.SetStep(None, "Done."), bob, withheld={action.pk})


def cost(work, *args):
    with CaptureQueriesContext(connection) as queries:
        work(*args)
    return len(queries)


def filled(bob, count):
    challenge = make_challenge(make_plan(f"Plan of {count}", by=bob), by=bob)
    old = make_actor("Old Lead")
    for n in range(count):
        make_action(
            f"Action {n}", challenge=challenge, by=bob, deadline="June 27", leads=[("strategic", old)]
        )
    return challenge, old


@pytest.mark.once
def test_a_preview_and_a_hand_over_cost_the_same_queries_for_5_as_for_50(bob):
    new = make_actor("New Lead")
    costs = []
    for count in (5, 50):
        challenge, old = filled(bob, count)
        what = bulk.ChangeLeads(old=old, new=new)
        costs.append((cost(look, challenge, what), cost(do, challenge, what, bob)))
    assert costs[0] == costs[1]
    assert costs[0][0] <= 6


@pytest.mark.once
def test_news_of_many_marking_and_closing_them_cost_the_same_queries_for_5_as_for_50(bob):
    costs = []
    for count in (5, 50):
        challenge, _ = filled(bob, count)
        news = bulk.SetStep(step(challenge, "on_track"), "Away day.")
        exempt = bulk.Exempt("all", "3", "Commercial terms.")
        doing = (news, exempt, bulk.Close("done", "All done."))
        costs.append([cost(do, challenge, what, bob) for what in doing])
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 40


def test_closing_leaves_one_revision_an_action(challenge, bob):
    lead = make_actor("Pat Lead")
    for number in range(20):
        make_action(
            f"No. {number}", challenge=challenge, by=bob, deadline="June 27", leads=[("member", lead)]
        )
    done = do(challenge, bulk.Close("not_done", "No money."), bob)
    for line in done.done:
        (kept,) = Revision.objects.filter(batch=done.batch, subject_id=line.action.pk)
        assert {"ending", "outcome", "step"} <= set(kept.changed)
        assert kept.number == 2


def test_many_closed_at_once_answer_the_round_that_asked_for_them(challenge, bob, alice):
    leads = [("operational", alice.actor)]
    actions = [make_action(f"Do {n}", challenge=challenge, by=bob, leads=leads) for n in range(2)]
    round = make_round(challenge.plan, by=bob)
    open_round(round=round, by=bob, today=TODAY, at=timezone.now())
    do(challenge, bulk.Close("done"), bob)
    answers = [request.answer for request in Request.objects.order_by("action_id")]
    assert [answer.action for answer in answers] == actions


def test_what_is_refused_of_one_is_said_with_its_reference(challenge, bob):
    one, two = (make_action(text, challenge=challenge, by=bob) for text in ("One", "Two"))
    close_action(action=two, ending="done", by=bob)
    with pytest.raises(ValidationError, match=f"^..{two.reference}: {two.reference} is closed already"):
        close_all(actions=[one, two], ending="not_done", words="No money.", by=bob)
    assert not one.updates.exists()


def test_the_preview_says_from_when_a_decision_counts_that_can_still_be_called_in(challenge, bob):
    action = make_action("One", challenge=challenge, by=bob, deadline="30 September 2026")
    ask_for_time(deadline=action.deadlines.get(), words="June 27", reason="Ill", by=bob, today=TODAY)
    meeting = make_meeting(TODAY, committee=challenge.plan.committee)
    given = {"minute": "9", "words": "", "by": bob, "effective_on": date(2026, 12, 1)}
    minute = record_resolution(meeting=meeting, **given)
    for what in (bulk.AgreeAsked("", minute), bulk.MoveDeadline("July 27", "", minute)):
        (line,) = look(challenge, what)
        assert line.after.endswith("Counts from 1 December 2026.")
    do(challenge, bulk.AgreeAsked("", minute), bob)
    assert action.deadlines.get().due == date(2026, 9, 30)
