"""Who may do what: default deny, and what one may not know of is not there."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from actionplan import permissions
from actionplan.changes import edit_plan
from actionplan.models import Action, Grant
from people.models import Delegation, Membership
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_committee, make_plan, make_user

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
NEWS = EXEMPT | {"exempt": "news"}


def sees(user, plan):
    return permissions.visible_plans(user, TODAY).filter(pk=plan.pk).exists()


def knows(user, action):
    return permissions.visible_actions(user, TODAY).filter(pk=action.pk).exists()


@pytest.mark.parametrize(
    ("role", "state", "seen"),
    [
        ("editor", "draft", True),
        ("editor", "live", True),
        ("editor", "closed", True),
        ("clerk", "draft", False),
        ("clerk", "live", True),
        ("reader", "draft", False),
        ("reader", "live", True),
        ("reader", "closed", True),
        ("exempt", "live", True),
        ("admin", "draft", False),
        ("admin", "live", False),
        (None, "live", False),
    ],
)
def test_who_sees_a_plan(role, state, seen):
    user = make_user("Somebody", *filter(None, [role]))
    assert sees(user, make_plan(state=state)) is seen


def test_a_grant_over_one_plan_reaches_no_other():
    mine, other = make_plan(), make_plan(title="Audit plan")
    user = make_user("Editor of one", "editor", plan=mine)
    assert sees(user, mine)
    assert not sees(user, other)
    assert permissions.may_edit(user, mine, TODAY)
    assert not permissions.may_edit(user, other, TODAY)
    assert not permissions.may_import(user, TODAY)


def test_a_grant_over_a_committee_reaches_its_plans_only():
    plan = make_plan()
    audit = edit_plan(
        plan=make_plan(title="Audit plan"), by=None, committee=make_committee("Audit Committee")
    )
    user = make_user("Committee editor", "editor", committee=plan.committee)
    assert sees(user, plan)
    assert not sees(user, audit)
    assert permissions.may_import(user, TODAY)
    committees, anywhere = permissions.committees_planned_for(user, TODAY)
    assert list(committees) == [plan.committee]
    assert not anywhere


def test_a_lead_sees_the_whole_plan_but_no_draft(alice):
    action = make_action(leads=[("operational", alice.actor)])
    another = make_action(challenge=make_challenge(action.plan, title="Another"))
    assert knows(alice, another)
    edit_plan(plan=action.plan, by=None, state="draft")
    assert not sees(alice, action.plan)
    assert not knows(alice, action)


def test_a_deleted_action_gives_its_lead_nothing(alice):
    action = make_action(leads=[("operational", alice.actor)])
    Action.objects.update(deleted_at="2026-11-01T12:00Z")
    assert not sees(alice, action.plan)


@pytest.mark.parametrize(
    ("role", "roles_that_may"),
    [("member", False), ("strategic", True), ("operational", True)],
)
def test_a_member_lead_answers_in_committee_not_on_the_page(alice, role, roles_that_may):
    action = make_action(leads=[(role, alice.actor)])
    assert permissions.may_update(alice, action, TODAY) is roles_that_may
    assert list(permissions.my_actions(alice, TODAY)) == [action]


def test_a_lead_answers_for_nothing_else(alice):
    action = make_action(leads=[("operational", alice.actor)])
    other = make_action(challenge=make_challenge(action.plan, title="Another"))
    assert not permissions.may_update(alice, other, TODAY)
    assert not permissions.may_edit(alice, action.plan, TODAY)


@pytest.mark.parametrize(
    "role", ["clerk", "reader", "exempt", "admin"], ids=lambda role: f"{role} may not update"
)
def test_other_roles_neither_update_nor_edit(role):
    action = make_action()
    user = make_user("Somebody", role)
    assert not permissions.may_update(user, action, TODAY)
    assert not permissions.may_edit(user, action.plan, TODAY)


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_nobody_updates_a_plan_that_is_not_live(alice, bob, state):
    action = make_action(leads=[("operational", alice.actor)])
    action.plan = edit_plan(plan=action.plan, by=bob, state=state)
    assert not permissions.may_update(alice, action, TODAY)
    assert not permissions.may_update(bob, action, TODAY)


def test_through_a_post_while_one_holds_it(alice):
    head = make_actor("Head of People", "post")
    holding = Membership.objects.create(of=head, member=alice.actor, until=TODAY)
    action = make_action(leads=[("strategic", head)])
    assert permissions.may_update(alice, action, TODAY)
    assert permissions.answers_for(alice, action, TODAY) == head
    tomorrow = TODAY + timedelta(1)
    assert not permissions.may_update(alice, action, tomorrow)
    assert not permissions.visible_actions(alice, tomorrow).exists()
    holding.delete()


def test_having_been_the_reporter_gives_no_right(alice):
    """`reporter` is worked out when an action is saved; the post may have changed hands since."""
    action = make_action()
    action.reporter = alice.actor
    action.save()
    assert not permissions.may_update(alice, action, TODAY)
    Action.objects.update(**EXEMPT)
    Grant.objects.create(user=alice, role="reader")
    assert not knows(alice, action)


def test_through_a_team_through_a_post(alice):
    head, team = make_actor("Head of People", "post"), make_actor("Management team", "team")
    Membership.objects.create(of=head, member=alice.actor)
    Membership.objects.create(of=team, member=head)
    action = make_action(leads=[("operational", team)])
    assert permissions.may_update(alice, action, TODAY)
    assert permissions.hat_for(alice, action, TODAY).words == "through Head of People, Management team"


def test_a_delegate_answers_for_the_principal(alice):
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=alice.actor, deputy=pa.actor)
    action = make_action(leads=[("operational", alice.actor)])
    assert permissions.may_update(pa, action, TODAY)
    assert permissions.answers_for(pa, action, TODAY) == alice.actor
    assert permissions.answers_for(alice, action, TODAY) is None


def test_an_exempt_action_is_known_to_its_leads_and_by_right(alice, bob, carol, erin):
    action = make_action(leads=[("operational", alice.actor)], **EXEMPT)
    assert knows(alice, action)
    assert knows(carol, action)
    assert not knows(erin, action)
    assert not knows(bob, action), "editing is no right to what is exempt"


def test_the_right_to_what_is_exempt_reaches_its_own_plan_only():
    ours, other = make_plan(), make_plan(title="Audit plan")
    user = make_user("Somebody", "exempt", plan=ours)
    Grant.objects.create(user=user, role="reader")
    assert knows(user, make_action(challenge=make_challenge(ours), **EXEMPT))
    assert not knows(user, make_action(challenge=make_challenge(other), **EXEMPT))


def test_exempt_news_is_for_its_leads_and_by_right(alice, bob, carol, erin):
    action = make_action(leads=[("operational", alice.actor)], **NEWS)
    assert knows(erin, action)
    may = [permissions.may_see_news(user, action, TODAY) for user in (alice, carol, bob, erin)]
    assert may == [True, True, False, False]
    assert not permissions.may_update(bob, action, TODAY)


def test_plans_are_made_by_editors_of_the_council_or_of_a_committee(bob, carol, frank):
    assert permissions.may_import(bob, TODAY)
    assert not permissions.may_import(carol, TODAY)
    assert not permissions.may_import(frank, TODAY)
    assert permissions.committees_planned_for(bob, TODAY)[1]


def test_a_plan_may_stay_with_its_committee_whoever_edits_it():
    plan = make_plan()
    user = make_user("Editor of one", "editor", plan=plan)
    committees, anywhere = permissions.committees_planned_for(user, TODAY, plan)
    assert list(committees) == [plan.committee]
    assert not anywhere


def test_a_stranger_has_nothing(dan):
    make_action()
    assert not permissions.visible_plans(dan, TODAY).exists()
    assert not permissions.visible_actions(dan, TODAY).exists()
    with pytest.raises(PermissionDenied):
        permissions.check(permissions.may_keep_accounts(dan, TODAY))


def test_standing_is_fetched_once_a_request(alice, django_assert_num_queries):
    with django_assert_num_queries(3):
        permissions.standing_of(alice, TODAY)
        permissions.standing_of(alice, TODAY)
