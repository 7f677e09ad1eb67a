"""Two actors who are one: everything that named the second names the first."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from actionplan.changes import ask_for_time
from actionplan.changes.grants import give_grant
from actionplan.changes.handing_over import hand_over
from actionplan.changes.merging_actors import merge_actors, pointing_at_actors
from actionplan.changes.plans import change_state
from actionplan.changes.rounds import open_round, plan_round
from actionplan.models import Action, Import, Message, Revision, SavedView
from people import changes as people
from people.models import Actor, Delegation, Membership
from reports.models import Template
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_user,
    page_text,
    say,
)

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(1)


def merge(first, second, by):
    return merge_actors(first=first, second=second, by=by, today=TODAY)


def left_behind(actor):
    """Every row that still points at an actor, by table and field, but that they were merged into another."""
    found = {}
    for relation in pointing_at_actors():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: actor.pk})
        found[f"{relation.related_model.__name__}.{relation.field.name}"] = rows.count()
    return found


@pytest.fixture
def challenge(bob):
    return make_challenge(make_plan(by=bob), by=bob)


def person_with_everything(bob, challenge, erin):
    """Somebody whom everything names that can name a person."""
    second = make_actor("Dan Oakafor", email="dan@example.org")
    action = make_action(challenge=challenge, by=bob, deadline="June 27", leads=[("operational", second)])
    say(action, bob, "For Dan.", for_actor=second)
    ask_for_time(
        deadline=action.deadlines.get(), words="June 28", reason="Ill", by=bob, for_actor=second, today=TODAY
    )
    people.keep_actor(actor=second, aliases=["D. Oakafor"])
    people.join(of=make_actor("Managers", "team"), member=second)
    people.appoint_deputy(principal=second, deputy=make_actor("Pat Ames"))
    people.appoint_deputy(principal=make_actor("Chief"), deputy=second)
    hand_over(leaver=second, from_day=TOMORROW, moves=[{"kind": "left"}], reason="", by=bob, today=TODAY)
    given = {"plans": [challenge.plan], "opens": TODAY, "closes": TOMORROW, "by": bob, "today": TODAY}
    open_round(round=plan_round(title="November", **given), by=bob, today=TODAY, at=timezone.now())
    merge(second, make_actor("Dan O"), bob)
    return second


def committee_with_everything(bob, challenge, erin):
    """A committee whom everything names that can name a committee, and a team that others are part of."""
    second = make_actor("H R Committee", "committee")
    make_plan("Old plan", by=bob)
    plan = make_plan("Their plan", by=bob)
    plan.committee = second
    plan.save()
    make_meeting(committee=second, by=bob)
    give_grant(user=erin, role="clerk", committee=second)
    people.join(of=second, member=make_actor("Cllr One"))
    Template.objects.create(committee=second)
    Import.objects.create(
        name="a.docx", file=b"x", sha256="x", by=bob, committee=second, as_of=TODAY, started_at=timezone.now()
    )
    make_actor("Sub-committee", "team", part_of=second)
    return second


def test_nothing_points_at_whoever_was_merged(bob, erin, challenge):
    person, committee = (
        person_with_everything(bob, challenge, erin),
        committee_with_everything(bob, challenge, erin),
    )
    pointed = {name for each in (person, committee) for name, count in left_behind(each).items() if count}
    assert pointed >= {name for name in left_behind(person) if name.split(".")[0] not in {"Message"}}, (
        "make the cast of this test point at the second from every table there is"
    )
    Message.objects.create(
        key="one",
        kind="x",
        to="dan@example.org",
        person=person,
        subject="x",
        text="x",
        claimed_at=timezone.now(),
    )
    merge(make_actor("Dan Okafor"), person, bob)
    merge(make_actor("HR Committee (new)", "committee"), committee, bob)
    for each in (person, committee):
        assert {name: count for name, count in left_behind(each).items() if count} == {}


def test_leads_go_over_once_a_role_with_the_words_as_written_and_a_revision(challenge, bob):
    first, second = make_actor("Dan Okafor"), make_actor("Dan Oakafor")
    one = make_action(
        "One",
        challenge=challenge,
        leads=[("strategic", second), ("operational", second), ("operational", first)],
    )
    closed = make_action(
        "Two", challenge=make_challenge(make_plan("Old", by=bob), by=bob), leads=[("member", second)]
    )
    change_state(plan=closed.plan, state="closed", by=bob)
    merge(first, second, bob)
    assert [(lead.role, lead.actor, lead.words) for lead in one.leads.all()] == [
        ("strategic", first, "Dan Oakafor"),
        ("operational", first, "Dan Oakafor"),
    ]
    one.refresh_from_db()
    assert one.reporter == first
    assert "dan okafor" in one.search_key
    assert [lead.actor for lead in closed.leads.all()] == [first]
    for action in (one, closed):
        latest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
        assert (latest.by, latest.reason) == (bob, "Dan Oakafor is Dan Okafor")
        assert "leads" in latest.changed


def test_the_old_name_finds_the_first_and_its_page_says_where_it_went(client, bob):
    first, second = make_actor("Dan Okafor"), make_actor("Dan Oakafor")
    people.keep_actor(actor=second, aliases=["D. Oakafor", "Dan Okafor"])
    merge(first, second, bob)
    assert [alias.words for alias in first.aliases.all()] == ["D. Oakafor", "Dan Oakafor"]
    client.force_login(bob)
    found = client.get(reverse("people_list"), {"words": "oakafor"})
    assert [actor.name for actor in found.context["page"]] == ["Dan Okafor"]
    page = client.get(reverse("actor_detail", args=[second.pk]))
    assert "now Dan Okafor" in page_text(page)
    assert reverse("actor_detail", args=[first.pk]) in page.content.decode()
    assert list(Actor.objects.current().named("dan oakafor")) == [first]


def test_times_in_one_team_become_one_time(bob):
    first, second, team = make_actor("Dan Okafor"), make_actor("Dan Oakafor"), make_actor("Managers", "team")
    people.join(of=team, member=first, since=date(2026, 1, 1), until=date(2026, 6, 30))
    people.join(of=team, member=second, since=date(2026, 3, 1))
    people.join(of=team, member=second, since=date(2024, 1, 1), until=date(2024, 12, 31))
    merge(first, second, bob)
    dated = Membership.objects.order_by("since").values_list("member", "since", "until")
    assert list(dated) == [
        (first.pk, date(2024, 1, 1), date(2024, 12, 31)),
        (first.pk, date(2026, 1, 1), None),
    ]


def test_nobody_deputises_for_themselves_after_it(bob):
    first, second, pa = make_actor("Dan Okafor"), make_actor("Dan Oakafor"), make_actor("Pat Ames")
    people.appoint_deputy(principal=second, deputy=first)
    people.appoint_deputy(principal=first, deputy=pa)
    people.appoint_deputy(principal=second, deputy=pa)
    merge(first, second, bob)
    assert [(each.principal, each.deputy) for each in Delegation.objects.all()] == [(first, pa)]


def test_an_account_goes_over_and_with_it_what_may_be_done(bob):
    user = make_user("Dan Oakafor")
    first, second = make_actor("Dan Okafor"), user.actor
    merge(first, second, bob)
    user.refresh_from_db()
    first.refresh_from_db()
    assert (user.actor, first.email) == (first, "dan@example.org")


def test_rights_over_both_committees_are_one_right(bob, erin):
    first, second = make_actor("HR Committee", "committee"), make_actor("H R Committee", "committee")
    for committee in (first, second):
        give_grant(user=erin, role="clerk", committee=committee)
    merge(first, second, bob)
    assert [grant.committee for grant in erin.grants.filter(role="clerk")] == [first]


def test_where_each_has_one_of_a_kind_the_firsts_own_stays(bob):
    first, second = make_actor("HR Committee", "committee"), make_actor("H R Committee", "committee")
    for committee in (first, second):
        Template.objects.create(committee=committee, sections={"letters": committee.name[0]})
    merge(first, second, bob)
    assert [each.committee for each in Template.objects.all()] == [first]


def test_a_saved_view_of_what_they_lead_goes_on(bob, challenge):
    first, second = make_actor("Dan Okafor"), make_actor("Dan Oakafor")
    view = SavedView.objects.create(
        owner=bob, plan=challenge.plan, name="Dan", query=f"lead={second.pk}&due=overdue"
    )
    merge(first, second, bob)
    view.refresh_from_db()
    assert view.query == f"lead={first.pk}&due=overdue"


def refused(first, second, by, sentence):
    with pytest.raises(ValidationError, match=sentence):
        merge(first, second, by)
    assert not Actor.objects.exclude(merged_into=None).exists()


def test_those_who_cannot_be_one_are_refused_in_one_sentence(bob, alice):
    dan, team = make_actor("Dan Okafor"), make_actor("Managers", "team")
    refused(dan, team, bob, "Managers is a team and Dan Okafor is a person")
    refused(dan, dan, bob, "the same already")
    refused(alice.actor, bob.actor, bob, "both have an account")
    third = make_actor("Dan Third")
    merge(dan, third, bob)
    with pytest.raises(ValidationError, match="was merged into Dan Okafor already"):
        merge(make_actor("Dan Fourth"), third, bob)


def test_two_committees_that_meet_at_one_time_are_refused(bob):
    first, second = make_actor("HR Committee", "committee"), make_actor("H R Committee", "committee")
    for committee in (first, second):
        make_meeting(committee=committee, by=bob)
    refused(first, second, bob, "both meet on 8 December 2026 at the same time")
    second.meetings.update(starts_at=time(20, 0))
    merge(first, second, bob)
    assert first.meetings.count() == 2


def address(actor):
    return reverse("actor_merge", args=[actor.pk])


def test_an_editor_sees_what_goes_over_before_it_does(client, bob, challenge):
    first, second = make_actor("Dan Okafor"), make_actor("Dan Oakafor")
    make_action(challenge=challenge, leads=[("member", second)])
    client.force_login(bob)
    assert "is the same as" in page_text(client.get(address(second)))
    page = client.post(address(second), {"into": "dan okafor", "to_page": "look"})
    assert "Leads 1 action" in page_text(page)
    assert not Actor.objects.exclude(merged_into=None).exists()
    page = client.post(address(second), {"into": "dan okafor", "to_page": "do"}, follow=True)
    assert "Dan Oakafor is Dan Okafor from now on." in page_text(page)
    assert Action.objects.get().leads.get().actor == first


def test_a_preview_counts_no_action_one_may_not_know_of(client, bob, challenge):
    make_actor("Dan Okafor")
    second = make_actor("Dan Oakafor")
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "x"}
    make_action(challenge=challenge, leads=[("member", second)], **secret)
    client.force_login(bob)
    page = client.post(address(second), {"into": "dan okafor", "to_page": "look"})
    assert "Leads" not in page_text(page)


def test_a_refusal_stands_on_the_form_and_others_may_not(client, bob, erin):
    make_actor("Managers", "team")
    second = make_actor("Dan Oakafor")
    client.force_login(bob)
    page = client.post(address(second), {"into": "managers", "to_page": "do"})
    assert "only two of the same kind can be one" in page_text(page)
    assert "We know nobody called" in page_text(client.post(address(second), {"into": "X", "to_page": "do"}))
    client.force_login(erin)
    assert client.get(address(second)).status_code == 403
