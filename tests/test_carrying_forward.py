"""Carrying what is unfinished forward: what goes along, what becomes of the old, and what it costs."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan import permissions
from actionplan.changes import (
    add_see_also,
    carry_forward,
    change_state,
    edit_action,
    move_deadline,
    record_update,
)
from actionplan.changes.endings import close_action, open_again
from actionplan.changes.redacting import redact
from actionplan.changes.scales import preset_scale
from actionplan.models import Action, Plan, Revision, Update
from actionplan.next_plan import next_title
from people.models import Membership
from reports import snapshots
from reports.audience import PUBLIC, for_audience
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db
NEXT = {"title": "HR plan 2027/28", "stands_on": date(2027, 4, 1)}
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


@pytest.fixture
def plan(bob):
    return make_plan("HR plan 2026/27", by=bob, challenge_word="Issue", year_starts=4, origin="Peer review")


@pytest.fixture
def values(plan, bob):
    return make_challenge(plan, "Bringing values to life", "Leadership", bob)


@pytest.fixture
def telling(plan, bob):
    return make_challenge(plan, "Telling people", "Delivery", bob)


@pytest.fixture
def actions(values, telling, bob, alice):
    """1.1 is done; 1.2, 2.1 and E1 are open."""
    done = make_action("Hold a staff day", challenge=values, by=bob)
    close_action(action=done, ending="done", by=bob)
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=alice.actor)
    late = make_action(
        "Publish who leads",
        challenge=values,
        by=bob,
        success="Staff can name them.",
        notes="See the minutes.",
        leads=[("strategic", head), ("member", plan_committee(values))],
        deadline="31 March 2027",
    )
    move_deadline(deadline=late.deadlines.get(), words="June 2027", reason="Staff left.", by=bob, today=TODAY)
    say(late, bob, "Waiting for the intranet.", meaning="at_risk")
    news = make_action("Print a newsletter", challenge=telling, by=bob)
    secret = make_action("Let the contract", challenge=telling, by=bob, **EXEMPT)
    return [late, news, secret]


def plan_committee(challenge):
    return challenge.plan.committee


def carry(plan, actions, by, **given):
    given = given if "into" in given else NEXT | given
    return carry_forward(plan=plan, actions=actions, by=by, today=TODAY, **given)


def test_a_new_plan_begins_with_the_old_ones_words_and_says_where_it_came_from(plan, actions, bob):
    new = carry(plan, actions, bob).plan
    assert (new.title, new.stands_on, new.state) == ("HR plan 2027/28", date(2027, 4, 1), "live")
    assert new.carried_from == plan
    for name in ("committee", "scale", "challenge_word", "origin", "year_starts"):
        assert getattr(new, name) == getattr(plan, name)


def test_everything_of_an_action_goes_along(plan, actions, bob, alice):
    new = carry(plan, actions, bob).plan
    late = new.actions.get(carried_from=actions[0])
    assert (late.reference, late.text, late.success, late.notes) == (
        "1.1",
        "Publish who leads",
        "Staff can name them.",
        "See the minutes.",
    )
    assert late.challenge.title == "Bringing values to life"
    assert late.challenge.heading.name == "Leadership"
    assert [(lead.role, lead.actor.name) for lead in late.leads.all()] == [
        ("strategic", "Head of People"),
        ("member", "HR Committee"),
    ]
    assert late.reporter == alice.actor
    line = late.deadlines.get()
    assert (line.words, line.original_words) == ("June 2027", "31 March 2027")
    assert late.next_due == line.due == date(2027, 6, 30)
    assert "publish who leads" in late.search_key
    assert late.step.meaning == "at_risk"


def test_what_was_last_said_goes_along_and_stands_as_it_was_signed(plan, actions, bob, alice, client):
    late = actions[0]
    before = late.updates.get()
    record_update(action=late, by=alice, no_change=True)
    new = carry(plan, actions, bob).plan.actions.get(carried_from=late)
    newest, said = new.updates.all()
    assert (newest.no_change, newest.by, new.latest_update) == (True, alice, newest)
    assert (said.words, said.by, said.given_on) == ("Waiting for the intranet.", bob, before.given_on)
    assert (said.step, said.source) == (new.step, "carry")
    assert not permissions.may_add_evidence(bob, said, TODAY)
    client.force_login(bob)
    page = page_text(client.get(new.get_absolute_url()))
    assert "before it was carried forward" in page
    history = page_text(client.get(reverse("plan_history", args=[new.plan.slug])))
    assert "Waiting for the intranet" not in history


def test_without_news_there_is_none_after(plan, actions, bob):
    assert carry(plan, actions[1:2], bob).actions[0][1].latest_update is None


def test_short_news_is_removed_where_its_action_was_carried_to_as_well(plan, actions, bob):
    say(actions[0], bob, "Dan is ill.")
    carry(plan, actions, bob, supersede=False)
    update = actions[0].updates.first()
    redact(
        action=actions[0],
        scope=permissions.removal_scope(bob, TODAY),
        update=update,
        reason="Health of a person.",
        by=bob,
    )
    assert not Update.objects.filter(words__contains="ill.").exists()


def test_what_is_exempt_stays_exempt_in_a_series_of_its_own(plan, actions, bob):
    secret = carry(plan, actions, bob).plan.actions.get(carried_from=actions[2])
    assert (secret.reference, secret.exempt, secret.paragraph) == ("E1", "all", "3")


def test_a_deadline_that_is_met_stays_behind(plan, actions, bob):
    line = actions[0].deadlines.get()
    edit_action(action=actions[0], by=bob, today=TODAY, met={line: TODAY}, further_deadlines=["June 2028"])
    late = carry(plan, actions, bob).plan.actions.get(carried_from=actions[0])
    assert [line.words for line in late.deadlines.all()] == ["June 2028"]


def test_the_old_ones_close_as_carried_forward_and_papers_say_so(plan, actions, bob):
    carry(plan, actions, bob)
    old = Action.objects.get(pk=actions[0].pk)
    assert old.step.meaning in ("superseded", "withdrawn")
    assert old.replaced_by.carried_from == old
    assert old.latest_update.words == "Carried forward as 1.1 in “HR plan 2027/28”."
    view = for_audience(snapshots.describe(plan, as_of=TODAY), PUBLIC)
    said = [each["news"]["words"] for group in view["challenges"] for each in group["actions"]]
    assert "Carried forward as 1.1 in “HR plan 2027/28”." in said


def test_left_as_they_are_the_old_ones_go_on(plan, actions, bob):
    carry(plan, actions, bob, supersede=False)
    old = Action.objects.get(pk=actions[0].pk)
    assert old.is_open
    assert (old.replaced_by, old.latest_update.words) == (None, "Waiting for the intranet.")


def test_the_old_plan_may_be_closed_with_it_and_a_closed_one_carried_from(plan, actions, bob):
    carry(plan, actions[:1], bob, close=True)
    plan.refresh_from_db()
    assert plan.state == "closed"
    with pytest.raises(ValidationError, match="closed"):
        carry(plan, actions[1:], bob)
    assert carry(plan, actions[1:], bob, supersede=False).plan.actions.count() == 2


def test_links_among_what_is_carried_lead_to_what_was_carried(plan, actions, bob, values):
    late, news, _ = actions
    add_see_also(action=news, other=late, by=bob)
    add_see_also(action=news, challenge=values, by=bob)
    add_see_also(action=late, other=Action.objects.get(text="Hold a staff day"), by=bob)
    new = carry(plan, actions, bob).plan
    links = new.actions.get(carried_from=news).see_also.all()
    assert {link.other or link.challenge for link in links} == {
        new.actions.get(carried_from=late),
        new.challenges.get(title="Bringing values to life"),
    }
    assert not new.actions.get(carried_from=late).see_also.exists()


def test_into_a_plan_there_is_they_join_the_challenges_of_their_name(plan, actions, bob):
    there = make_plan("HR plan 2027/28", by=bob)
    same = make_challenge(there, "Bringing  values to life", "leadership", bob)
    make_action("Already agreed", challenge=same, by=bob)
    carry(plan, actions[:2], bob, into=there)
    assert list(there.actions.in_printed_order().values_list("reference", "text")) == [
        ("1.1", "Already agreed"),
        ("1.2", "Publish who leads"),
        ("2.1", "Print a newsletter"),
    ]
    assert there.headings.count() == 2
    there.refresh_from_db()
    assert there.carried_from == plan


def test_a_plan_with_another_scale_takes_the_step_of_the_same_meaning(plan, actions, bob):
    other = make_plan("Other words", by=bob, scale=preset_scale("Issues"))
    late = carry(plan, actions[:1], bob, into=other).actions[0][1]
    assert (late.step.word, late.step.scale) == ("Some issues", other.scale)


def test_a_draft_of_somebody_elses_is_not_named_in_what_readers_see(plan, actions, bob):
    draft = make_plan("Secret restructuring", by=bob, state="draft", carried_from=make_plan("Other", by=bob))
    carry(plan, actions[:1], bob, into=draft)
    old = Action.objects.get(pk=actions[0].pk)
    assert old.latest_update.words == "Carried forward into another plan."


@pytest.mark.parametrize(
    "case", ["none", "finished", "twice", "itself", "draft", "no title", "closed target"]
)
def test_what_is_not_possible_is_refused_and_nothing_is_made(plan, actions, bob, case):
    given = {"plan": plan, "actions": actions}
    if case == "none":
        given["actions"] = []
    if case == "finished":
        given["actions"] = [Action.objects.get(text="Hold a staff day")]
    if case == "twice":
        given["into"] = carry(plan, actions, bob, supersede=False).plan
    if case == "itself":
        given["into"] = plan
    if case == "draft":
        Plan.objects.filter(pk=plan.pk).update(state="draft")
    if case == "no title":
        given["title"] = " "
    if case == "closed target":
        given["into"] = make_plan("Old", by=bob)
        change_state(plan=given["into"], state="closed", by=bob)
    before = Action.objects.count(), Plan.objects.count(), Revision.objects.count()
    with pytest.raises(ValidationError):
        carry(by=bob, **given)
    assert (Action.objects.count(), Plan.objects.count(), Revision.objects.count()) == before


def test_each_thing_made_or_closed_has_its_revision(plan, actions, bob):
    done = carry(plan, actions, bob)
    for old, new in done.actions:
        kept = Revision.objects.filter(subject="action", subject_id=new.pk).get()
        assert (kept.number, kept.by, kept.state["carried_from_id"]) == (1, bob, old.pk)
        assert new.revision == 1
        last = Revision.objects.filter(subject="action", subject_id=old.pk).order_by("number").last()
        old = Action.objects.get(pk=old.pk)
        assert last.number == old.revision
        assert last.changed["replaced_by_id"] == [None, new.pk]
        assert last.changed["step"][1] == old.step.word
    assert Revision.objects.filter(plan=done.plan, subject="challenge").count() == 2


def test_one_that_was_carried_by_mistake_is_opened_again(plan, actions, bob):
    carry(plan, actions, bob)
    opened = open_again(action=actions[0], words="It stays with us.", by=bob)
    assert (opened.step.meaning, opened.replaced_by) == ("at_risk", None)


def test_three_hundred_cost_little_more_than_three(bob):
    """A few more statements where a database takes only so many values at once, not one for each."""
    costs = []
    for count in (3, 300):
        plan, actions = many(bob, count)
        with CaptureQueriesContext(connection) as asked:
            carry(plan, actions, bob)
        costs.append(len(asked))
    assert costs[1] - costs[0] < 60


def many(by, count):
    plan = make_plan(f"Plan of {count}", by=by)
    challenge = make_challenge(plan, by=by)
    lead = make_actor(f"Team of {count}", "team")
    for place in range(count):
        make_action(
            f"Row {place}", challenge=challenge, by=by, leads=[("operational", lead)], deadline="May 2027"
        )
    return plan, list(plan.actions.all())


@pytest.mark.parametrize(
    ("title", "following"),
    [
        ("HR plan 2026/27", "HR plan 2027/28"),
        ("Plan 2025-2026 of the committee", "Plan 2026-2027 of the committee"),
        ("Plan 2099/00", "Plan 2100/01"),
        ("Peer review plan", "Peer review plan 2027/28"),
    ],
)
def test_the_title_offered_is_the_next_years(title, following):
    assert next_title(title, 4, TODAY) == following


def test_the_page_offers_what_is_open_and_nothing_one_may_not_know_of(client, plan, actions, bob):
    client.force_login(bob)
    page = page_text(client.get(reverse("plan_carry_forward", args=[plan.slug])))
    assert "Publish who leads" in page
    assert "Hold a staff day" not in page
    assert "Let the contract" not in page


def test_an_officer_carries_forward_on_the_page_and_either_side_says_so(client, plan, actions, bob):
    client.force_login(bob)
    posted = {
        "where": "new",
        "title": "HR plan 2027/28",
        "stands_on": "2027-04-01",
        "actions": [actions[0].pk],
        "left": "supersede",
    }
    response = client.post(reverse("plan_carry_forward", args=[plan.slug]), posted, follow=True)
    assert "1 action carried forward into “HR plan 2027/28”." in page_text(response)
    again = page_text(client.get(reverse("plan_carry_forward", args=[plan.slug])))
    assert "Carried forward into HR plan 2027/28 ." in again
    assert "Carried forward into HR plan 2027/28 ." in page_text(client.get(plan.get_absolute_url()))
    new = Action.objects.get(carried_from=actions[0])
    assert "Carried forward from HR plan 2026/27 ." in page_text(client.get(new.plan.get_absolute_url()))
    assert "Carried forward from 1.2 of HR plan 2026/27" in page_text(client.get(new.get_absolute_url()))
    old = page_text(client.get(actions[0].get_absolute_url()))
    assert "Carried forward as 1.1 of HR plan 2027/28" in old
    assert not Action.objects.filter(carried_from=actions[1]).exists()


def test_what_one_may_not_see_is_not_carried_by_its_number(client, plan, actions, bob):
    client.force_login(bob)
    posted = {"where": "new", **NEXT, "actions": [actions[2].pk], "left": "supersede"}
    assert client.post(reverse("plan_carry_forward", args=[plan.slug]), posted).status_code == 422
    assert not Action.objects.filter(carried_from=actions[2]).exists()


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"where": "new", "title": "", "stands_on": "2027-04-01"}, "Write the title of the new plan."),
        ({"where": "new", "title": "Next", "stands_on": ""}, "Give the day the new plan stands on."),
        ({"where": "into"}, "Choose the plan they are carried to."),
        ({"where": "new", **NEXT, "actions": []}, "Choose at least one action to carry forward."),
    ],
)
def test_the_form_says_what_is_missing(client, plan, actions, bob, posted, said):
    make_plan("Somewhere else", by=bob)
    client.force_login(bob)
    posted = {"actions": [actions[0].pk], "left": "stay"} | posted
    response = client.post(reverse("plan_carry_forward", args=[plan.slug]), posted)
    assert response.status_code == 422
    assert said in page_text(response)


def test_who_may_not_edit_may_not_carry(client, plan, erin, dan):
    client.force_login(erin)
    assert client.get(reverse("plan_carry_forward", args=[plan.slug])).status_code == 403
    client.force_login(dan)
    assert client.get(reverse("plan_carry_forward", args=[plan.slug])).status_code == 404


def test_an_editor_of_this_plan_alone_makes_no_new_one(client, plan, actions):
    grace = make_user("Grace Green", "editor", plan=plan)
    client.force_login(grace)
    posted = {"where": "new", **NEXT, "actions": [actions[0].pk], "left": "stay"}
    assert client.post(reverse("plan_carry_forward", args=[plan.slug]), posted).status_code == 422
    assert "Ask an editor" in page_text(client.get(reverse("plan_carry_forward", args=[plan.slug])))


@pytest.mark.parametrize("count", [5, 50])
def test_the_page_costs_the_same_whatever_is_open(client, bob, count, django_assert_max_num_queries):
    plan, _ = many(bob, count)
    client.force_login(bob)
    with django_assert_max_num_queries(14):
        client.get(reverse("plan_carry_forward", args=[plan.slug]))
