"""The pages on which somebody hands over, and an election's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.changes.rounds import open_round, plan_round
from actionplan.models import HandOver
from people import changes as people
from people.models import Actor, Membership
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def old(db):
    return make_actor("Old Lead")


@pytest.fixture
def new(db):
    return make_actor("New Lead")


@pytest.fixture
def challenge(bob):
    return make_challenge(make_plan(by=bob), by=bob)


ELECTION = "hand_over_election"


def address(person):
    return reverse("hand_over", args=[person.pk])


def lead_field(person, challenge, role):
    return f"take-{person.pk}-leads-{challenge.plan_id}-{role}"


def test_what_is_theirs_goes_to_the_one_named_except_where_another_is(
    client, bob, old, new, challenge, today
):
    third = make_actor("Third Lead")
    action = make_action(challenge=challenge, leads=[("member", old), ("strategic", old)])
    client.force_login(bob)
    about = {"to": "new lead", "from_day": today.isoformat(), "reason": "Moves away"}
    page = client.post(address(old), about | {"to_page": "takers"})
    assert page.content.decode().count('value="New Lead"') >= 2
    member, strategic = (lead_field(old, challenge, role) for role in ("member", "strategic"))
    given = {member: "New Lead", strategic: third.name, "to_page": "do"}
    page = client.post(address(old), about | given, follow=True)
    assert "Old Lead handed over. 1 action went to New Lead. 1 action went to Third Lead." in page_text(page)
    assert [lead.actor for lead in action.leads.all()] == [new, third]


def test_a_day_to_come_is_shown_and_can_be_cancelled(client, bob, erin, old, new, challenge, today):
    action = make_action(challenge=challenge, leads=[("member", old)])
    ahead = today + timedelta(10)
    client.force_login(bob)
    given = {
        "to": new.name,
        "from_day": ahead.isoformat(),
        "left": "on",
        lead_field(old, challenge, "member"): new.name,
    }
    page = client.post(address(old), given | {"to_page": "do"}, follow=True)
    assert "Old Lead will hand over on" in page_text(page)
    assert "Hands over on" in page_text(page)
    assert action.leads.get().actor == old
    row = HandOver.objects.get()
    cancel = reverse("hand_over_cancel", args=[row.pk])
    assert client.get(cancel).status_code == 405
    page = client.post(cancel, follow=True)
    assert "the hand-over is cancelled" in page_text(page)
    assert "Hands over on" not in page_text(page)
    client.force_login(erin)
    assert client.post(cancel).status_code == 403


def test_leads_in_a_plan_one_does_not_edit_stay_and_are_named(client, bob, old, new, challenge, today):
    elsewhere = make_action(challenge=challenge, leads=[("member", old)])
    mine = make_challenge(make_plan("Mine", by=bob), by=bob)
    editor = make_user("Grace Gale", "editor", plan=mine.plan)
    reader = editor.grants.create(role="reader")
    client.force_login(editor)
    assert "lead 1 action of plans that you do not edit" in page_text(client.get(address(old)))
    given = {"from_day": today.isoformat(), lead_field(old, challenge, "member"): new.name, "to_page": "do"}
    client.post(address(old), given)
    assert elsewhere.leads.get().actor == old
    assert reader


def test_an_exempt_action_is_neither_counted_nor_handed_over_without_the_right(
    client, bob, old, new, challenge, today
):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "x"}
    action = make_action(challenge=challenge, leads=[("member", old)], **secret)
    client.force_login(bob)
    assert "Member lead" not in page_text(client.get(address(old)))
    given = {"from_day": today.isoformat(), "left": "on", "to": new.name, "to_page": "do"}
    client.post(address(old), given)
    assert action.leads.get().actor == old
    grace = make_user("Grace Gale", "editor", "exempt")
    client.force_login(grace)
    assert "has left and still leads 1 open action" in page_text(
        client.get(reverse("actor_detail", args=[old.pk]))
    )


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"from_day": ""}, "Give the first day it is somebody else’s."),
        ({"to": "Nobody Known"}, "We know nobody called “Nobody Known”."),
        ({"to": "Old Lead"}, "Name somebody else than Old Lead."),
        ({"post": "Managers"}, "Managers is a team, and cannot take this."),
        ({"post": "Old Lead"}, "Name somebody else than Old Lead."),
        ({"post": ""}, "Say what of Old Lead’s goes to whom."),
    ],
)
def test_what_is_not_possible_is_said_beside_it(client, bob, old, today, given, sentence):
    make_actor("Managers", "team")
    held = people.join(of=make_actor("Head of HR", "post"), member=old)
    client.force_login(bob)
    about = {"from_day": today.isoformat(), "to_page": "do"} | given
    if "post" in about:
        about[f"take-{old.pk}-place-{held.pk}"] = about.pop("post")
    page = client.post(address(old), about)
    assert sentence in page_text(page)
    assert not HandOver.objects.exists()


def test_only_a_keeper_of_accounts_may_stop_one_and_nobody_their_own(client, bob, alice, today):
    keeper = make_user("Frank Field", "admin", "editor")
    leaver = alice.actor
    given = {"from_day": today.isoformat(), "left": "on", "account": "on", "to_page": "do"}
    client.force_login(bob)
    assert "account" not in client.get(address(leaver)).context["form"].fields
    client.force_login(keeper)
    assert "account" not in client.get(address(keeper.actor)).context["form"].fields
    client.post(address(leaver), given)
    alice.refresh_from_db()
    assert not alice.is_active


def test_requests_that_wait_are_counted_as_far_as_one_may_know_of_them(client, bob, old, today):
    plan = make_plan(by=bob)
    challenge = make_challenge(plan, by=bob)
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "x"}
    for more in ({}, secret):
        make_action(challenge=challenge, by=bob, leads=[("operational", old)], **more)
    given = {"plans": [plan], "opens": today, "closes": today, "by": bob, "today": today}
    open_round(round=plan_round(title="November", **given), by=bob, today=today, at=timezone.now())
    client.force_login(bob)
    assert "1 request for updates waits" in page_text(client.get(address(old)))


def test_readers_may_not_and_teams_do_not_hand_over(client, erin, bob, old):
    client.force_login(erin)
    assert client.get(address(old)).status_code == 403
    assert client.get(reverse(ELECTION)).status_code == 403
    assert address(old) not in client.get(reverse("actor_detail", args=[old.pk])).content.decode()
    client.force_login(bob)
    assert client.get(address(make_actor("Managers", "team"))).status_code == 404


def councillors(*names):
    return [make_actor(name, councillor=True) for name in names]


def test_an_election_changes_members_committees_and_portfolios_at_once(client, bob, challenge, today):
    one, two, stays = councillors("Cllr One", "Cllr Two", "Cllr Stays")
    committee, portfolio = make_actor("Housing Panel", "committee"), make_actor("Portfolio for HR", "post")
    seat = people.join(of=committee, member=one, since=date(2022, 5, 1))
    held = people.join(of=portfolio, member=two, since=date(2022, 5, 1))
    action = make_action(challenge=challenge, leads=[("member", one), ("member", stays)])
    client.force_login(bob)
    about = {
        "from_day": today.isoformat(),
        "reason": "Election",
        "new": "Cllr New\nCllr Newer",
        f"to_{one.pk}": "cllr new",
        f"leaves_{two.pk}": "on",
    }
    page = client.post(reverse(ELECTION), about | {"to_page": "takers"})
    assert "What 2 councillors hand over" in page_text(page)
    assert not Actor.objects.filter(name="Cllr New").exists()
    takers = {
        lead_field(one, challenge, "member"): "Cllr New",
        f"take-{one.pk}-place-{seat.pk}": "Cllr Newer",
        f"take-{two.pk}-place-{held.pk}": "Cllr New",
    }
    page = client.post(reverse(ELECTION), about | takers | {"to_page": "do"}, follow=True)
    assert "2 councillors handed over." in page_text(page)
    new, newer = Actor.objects.get(name="Cllr New"), Actor.objects.get(name="Cllr Newer")
    assert new.councillor
    assert newer.councillor
    assert [lead.actor for lead in action.leads.all()] == [new, stays]
    yesterday = today - timedelta(1)
    dated = Membership.objects.order_by("of__key", "pk").values_list("member__name", "until")
    assert list(dated) == [
        ("Cllr One", yesterday),
        ("Cllr Newer", None),
        ("Cllr Two", yesterday),
        ("Cllr New", None),
    ]
    assert set(Actor.objects.exclude(left_on=None)) == {one, two}


def test_an_election_without_anybody_who_goes_is_asked_about(client, bob, today):
    councillors("Cllr One")
    client.force_login(bob)
    page = client.post(reverse(ELECTION), {"from_day": today.isoformat(), "to_page": "takers"})
    assert "Tick who does not come back, or name who follows them." in page_text(page)


def test_a_new_councillor_of_a_known_name_is_not_made_twice(client, bob, challenge, today):
    one, known = councillors("Cllr One", "Cllr Known")
    make_action(challenge=challenge, leads=[("member", one)])
    client.force_login(bob)
    given = {
        "from_day": today.isoformat(),
        "new": "Cllr Known",
        f"to_{one.pk}": "Cllr Known",
        lead_field(one, challenge, "member"): "Cllr Known",
        "to_page": "do",
    }
    client.post(reverse(ELECTION), given)
    assert Actor.objects.filter(name="Cllr Known").get() == known


def test_the_election_costs_the_same_queries_for_5_as_for_50(
    client, bob, challenge, today, django_assert_max_num_queries
):
    everybody = councillors(*(f"Cllr {n}" for n in range(50)))
    for each in everybody:
        people.join(of=make_actor(f"{each.name} panel", "committee"), member=each)
        make_action(challenge=challenge, leads=[("member", each)])
    new = make_actor("Cllr New", councillor=True)
    client.force_login(bob)
    with django_assert_max_num_queries(20):
        client.get(reverse(ELECTION))
    for some in (everybody[:5], everybody):
        given = {f"to_{each.pk}": new.name for each in some}
        with django_assert_max_num_queries(26):
            client.post(reverse(ELECTION), given | {"from_day": today.isoformat(), "to_page": "takers"})


@pytest.mark.django_db(transaction=True)
def test_an_officer_hands_a_leavers_work_to_their_successor(page, sign_in, axe, bob, old, new, today):
    challenge = make_challenge(make_plan(by=bob), by=bob)
    post = make_actor("Head of HR", "post")
    people.join(of=post, member=old, since=date(2026, 1, 1))
    action = make_action(challenge=challenge, by=bob, leads=[("strategic", old), ("operational", post)])
    sign_in(page, bob)
    page.goto(f"/people/{old.pk}/")
    axe(page)
    page.get_by_role("link", name="Leaving or handing over").click()
    axe(page)
    page.get_by_label("Who takes over").fill("New Lead")
    page.get_by_label("They leave the council").check()
    page.get_by_role("button", name="Show what goes to whom").click()
    expect(page.get_by_label("Old Lead, Head of HR")).to_have_value("New Lead")
    axe(page)
    page.get_by_role("button", name="Hand over now").click()
    expect(page.get_by_text("Old Lead handed over.")).to_be_visible()
    action.refresh_from_db()
    assert action.reporter == new
    assert action.leads_in("strategic")[0].actor == new


@pytest.mark.django_db(transaction=True)
def test_an_election_on_a_phone(phone_page, sign_in, axe, bob):
    challenge = make_challenge(make_plan(by=bob), by=bob)
    one, _ = councillors("Cllr One", "Cllr Stays")
    action = make_action(challenge=challenge, by=bob, leads=[("member", one)])
    page = phone_page
    sign_in(page, bob)
    page.goto("/people/")
    page.get_by_role("link", name="After an election").click()
    axe(page)
    page.get_by_label("New councillors").fill("Cllr New")
    page.get_by_label("Who follows Cllr One").fill("Cllr New")
    page.get_by_role("button", name="Show what goes to whom").click()
    axe(page)
    page.get_by_role("button", name="Hand over now").click()
    expect(page.get_by_text("Cllr One handed over.")).to_be_visible()
    assert action.leads.get().actor.name == "Cllr New"
