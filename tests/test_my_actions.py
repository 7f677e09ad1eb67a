"""My actions: what one answers for, soonest first, and why it is mine."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actionplan.changes import edit_plan, record_update
from actionplan.models import Request, Round, Update
from people.models import Delegation, Membership
from tests.cast import (
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_user,
    page_text,
    say,
    words_for,
)

pytestmark = pytest.mark.django_db


def groups(client, user):
    """The actions of each group, by the group's name."""
    client.force_login(user)
    context = client.get("/my-actions/").context
    return {name: [card.action.text for card in cards] for _, name, cards, _ in context["groups"]}


@pytest.fixture
def challenge():
    return make_challenge()


def test_soonest_first_in_groups(client, alice, challenge):
    leads = [("operational", alice.actor)]
    for text, days in (("Later", 31), ("Soon", 30), ("Today", 0), ("Late", -1), ("Very late", -90)):
        make_action(text, challenge=challenge, leads=leads, deadline=words_for(days))
    make_action("Ongoing", challenge=challenge, leads=leads, deadline="Ongoing")
    done = make_action("Finished", challenge=challenge, leads=leads, deadline=words_for(-9))
    say(done, alice, meaning="complete")
    assert groups(client, alice) == {
        "Overdue": ["Very late", "Late"],
        "Due in 30 days": ["Today", "Soon"],
        "Later": ["Later"],
        "No date": ["Ongoing"],
        "Done since the last meeting": ["Finished"],
    }
    assert "6 to answer for · 2 overdue" in page_text(client.get("/my-actions/"))


def test_each_says_why_it_is_mine(client, alice, challenge):
    head, team = make_actor("Head of People", "post"), make_actor("Management team", "team")
    Membership.objects.create(of=head, member=alice.actor)
    Membership.objects.create(of=team, member=head)
    boss = make_actor("Shirin Patel")
    Delegation.objects.create(principal=boss, deputy=alice.actor)
    for actor in (alice.actor, head, team, boss):
        make_action(f"For {actor}", challenge=challenge, leads=[("operational", actor)])
    client.force_login(alice)
    said = page_text(client.get("/my-actions/"))
    for words in (
        "1.1 · yours",
        "1.2 · through Head of People",
        "1.3 · through Head of People, Management team",
        "1.4 · for Shirin Patel",
    ):
        assert words in said


@pytest.mark.parametrize(
    ("since", "until", "mine"), [(None, 0, True), (None, -1, False), (0, None, True), (1, None, False)]
)
def test_a_post_makes_it_mine_while_i_hold_it(client, alice, since, until, mine):
    def day(offset):
        return None if offset is None else timezone.localdate() + timedelta(days=offset)

    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=alice.actor, since=day(since), until=day(until))
    make_action("Hers", leads=[("strategic", head)])
    assert bool(groups(client, alice)) is mine


def test_a_card_tells_its_status_deadline_and_what_was_last_said(client, alice):
    action = make_action("Publish", leads=[("operational", alice.actor)], deadline=words_for(-52))
    say(
        action,
        alice,
        "Waiting for the intranet.",
        meaning="off_track",
        given_on=timezone.localdate() - timedelta(74),
    )
    client.force_login(alice)
    said = page_text(client.get("/my-actions/"))
    assert f"Off track Publish Due {words_for(-52)} · 52 days overdue" in said
    assert "Last said: “Waiting for the intranet.” 74 days ago" in said


def test_what_one_leads_as_a_member_is_listed_without_a_form(client, alice):
    make_action("Hers", leads=[("member", alice.actor)], deadline=words_for(-1))
    client.force_login(alice)
    page = client.get("/my-actions/")
    said = page_text(page)
    assert "You answer for this as member lead." in said
    assert "1 as member lead · 1 overdue" in said
    assert page.context["nav"].mine["overdue"] == 1
    assert "No change" not in said


def test_the_form_opens_in_place(client, alice):
    action = make_action("Publish", leads=[("operational", alice.actor)])
    client.force_login(alice)
    page = client.get("/my-actions/?update=peer-review-plan/1.1")
    assert "How is it going?" in page_text(page)
    sent = {"from": "my_actions", "step": action.step_id, "words": "Drafted."}
    response = client.post(action.get_absolute_url() + "update/", sent)
    assert response.url == f"/my-actions/?saved=peer-review-plan/1.1#card-{action.pk}"
    said = page_text(client.get(response.url))
    assert "Last said: “Drafted.” today Saved" in said
    assert "Saved" not in page_text(client.get("/my-actions/"))


def test_no_change_is_one_press(client, alice):
    action = make_action("Publish", leads=[("operational", alice.actor)])
    client.force_login(alice)
    client.post(action.get_absolute_url() + "update/", {"from": "my_actions", "no_change": "on"})
    assert Update.objects.get().no_change
    assert "Last said: no change, today" in page_text(client.get("/my-actions/"))


def test_a_refused_update_comes_back_in_its_card(client, alice, challenge):
    action = make_action("Publish", challenge=challenge, leads=[("operational", alice.actor)])
    make_action("Other", challenge=challenge, leads=[("operational", alice.actor)])
    client.force_login(alice)
    sent = {"from": "my_actions", "step": action.step_id, "words": "Drafted.", "no_change": "on"}
    response = client.post(action.get_absolute_url() + "update/", sent)
    assert response.status_code == 422
    assert "save that as an update" in page_text(response)
    assert response.content.decode().count("Drafted.</textarea>") == 1
    assert not Update.objects.exists()


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_plan_that_is_not_live_asks_nothing(client, alice, state):
    action = make_action("Publish", leads=[("operational", alice.actor)])
    edit_plan(plan=action.plan, by=None, state=state)
    assert groups(client, alice) == {}


def test_nothing_to_answer_for_says_so(client, dan):
    client.force_login(dan)
    assert "Nothing is yours to answer for" in page_text(client.get("/my-actions/"))


def test_several_plans_are_told_apart(client, alice):
    for title in ("Peer review plan", "Audit plan"):
        make_action("Hers", challenge=make_challenge(make_plan(title)), leads=[("operational", alice.actor)])
    client.force_login(alice)
    assert "No news yet · Audit plan" in page_text(client.get("/my-actions/"))


@pytest.mark.parametrize("count", [2, 12])
def test_the_page_costs_the_same_however_much_is_mine(client, count, django_assert_num_queries):
    user = make_user("Olive Officer")
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=user.actor)
    challenge = make_challenge()
    for number in range(count):
        action = make_action(
            f"Action {number}", challenge=challenge, leads=[("operational", head)], deadline="June 26"
        )
        say(action, user)
    client.force_login(user)
    client.get("/my-actions/")
    with django_assert_num_queries(11):
        client.get("/my-actions/")
    with django_assert_num_queries(14):
        client.get("/my-actions/?update=peer-review-plan/1.1")


# Asked for now


def ask(action, of, *, closes=9, **fields):
    """An open round that asks somebody for an action."""
    today = timezone.localdate()
    made = {
        "opens": today,
        "closes": today + timedelta(days=closes),
        "state": "open",
        "title": "Winter round",
    }
    asking = Round.objects.create(**made | {"opened_at": timezone.now()})
    asking.plans.add(action.plan)
    return Request.objects.create(round=asking, action=action, asked=of, **fields)


@pytest.fixture
def three(alice, challenge):
    """Overdue, due soon, and later."""
    leads = [("operational", alice.actor)]
    return [
        make_action(text, challenge=challenge, leads=leads, deadline=words_for(days))
        for text, days in (("Late", -1), ("Soon", 5), ("Later", 90))
    ]


def test_what_a_round_asks_for_stands_by_itself_and_what_is_late_says_so(client, alice, three):
    for action in three:
        ask(action, alice.actor)
    assert groups(client, alice) == {
        "Overdue": ["Late"],
        "Due in 30 days": ["Soon"],
        "Asked for now": ["Later"],
    }
    said = page_text(client.get("/my-actions/"))
    assert said.count(f"Asked for by {words_for(9)}") == 3
    assert "3 to answer for · 1 overdue · 3 asked for now" in said


def test_an_answer_a_closed_round_or_another_lead_asks_nothing_of_me(client, alice, bob, three):
    late, soon, later = three
    ask(later, alice.actor, answer=say(later, alice))
    ask(late, alice.actor, left_out=True)
    ask(soon, make_actor("Helen Hall"))
    closed = ask(later, alice.actor)
    Round.objects.filter(pk=closed.round_id).update(state="closed")
    assert "Asked for now" not in groups(client, alice)
    assert "Asked for by" not in page_text(client.get("/my-actions/"))


def test_who_answers_for_somebody_is_asked_what_they_are_asked(client, alice, three):
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=alice.actor, deputy=pa.actor)
    ask(three[2], alice.actor)
    assert groups(client, pa)["Asked for now"] == ["Later"]


def test_the_soonest_of_two_rounds_counts(client, alice, three):
    for closes in (20, 3):
        ask(three[2], alice.actor, closes=closes)
    client.force_login(alice)
    assert f"Asked for by {words_for(3)}" in page_text(client.get("/my-actions/"))


def test_my_actions_say_that_i_have_seen_what_was_asked_of_me(client, alice, bob, three):
    mine, other = ask(three[2], alice.actor), ask(three[1], make_actor("Helen Hall"))
    client.force_login(alice)
    client.get("/my-actions/")
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.opened_at
    assert other.opened_at is None


def test_an_actions_page_says_that_i_have_seen_it(client, alice, bob, three):
    asked = ask(three[2], alice.actor)
    client.force_login(bob)
    client.get(three[2].get_absolute_url())
    asked.refresh_from_db()
    assert asked.opened_at is None, "an editor looked, not who was asked"
    client.force_login(alice)
    client.get(three[2].get_absolute_url())
    asked.refresh_from_db()
    assert asked.opened_at


# Done since the last meeting


def finish(action, by, days_ago, meaning="complete"):
    say(action, by, meaning=meaning, given_on=timezone.localdate() - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("done", "meetings", "group"),
    [
        (10, [20], "Done since the last meeting"),
        (20, [20], "Done since the last meeting"),
        (21, [20], "Done earlier"),
        (30, [40, 20], "Done earlier"),
        (30, [], "Done since the last meeting"),
        (1, [0, 5], "Done since the last meeting"),
        (9, [-5, 0], "Done since the last meeting"),
    ],
)
def test_done_is_told_until_the_committee_has_met(client, alice, challenge, done, meetings, group):
    action = make_action("Finished", challenge=challenge, leads=[("operational", alice.actor)])
    for days in meetings:
        make_meeting(timezone.localdate() - timedelta(days=days))
    finish(action, alice, done)
    assert groups(client, alice) == {group: ["Finished"]}


def test_more_news_of_something_done_does_not_make_it_done_anew(client, alice, challenge):
    action = make_action("Finished", challenge=challenge, leads=[("operational", alice.actor)])
    make_meeting(timezone.localdate() - timedelta(days=20))
    finish(action, alice, 60)
    finish(action, alice, 30, "on_track")
    finish(action, alice, 25)
    record_update(action=action, by=alice, no_change=True)
    assert groups(client, alice) == {"Done earlier": ["Finished"]}


def test_done_again_since_the_meeting_is_done_since(client, alice, challenge):
    action = make_action("Finished", challenge=challenge, leads=[("operational", alice.actor)])
    make_meeting(timezone.localdate() - timedelta(days=20))
    finish(action, alice, 60)
    finish(action, alice, 10, "on_track")
    finish(action, alice, 5)
    assert groups(client, alice) == {"Done since the last meeting": ["Finished"]}


def test_what_the_document_said_was_done_is_old(client, alice, challenge):
    action = make_action("Finished", challenge=challenge, leads=[("operational", alice.actor)])
    say(action, alice, meaning="complete", given_on=challenge.plan.stands_on)
    assert groups(client, alice) == {"Done earlier": ["Finished"]}
    assert "<summary>" in client.get("/my-actions/").content.decode()


# What was last said


def test_an_open_form_shows_all_that_was_last_said_and_can_start_from_it(client, alice, challenge):
    action = make_action("Publish", challenge=challenge, leads=[("operational", alice.actor)])
    long = "Waiting for the intranet. " * 20
    say(action, alice, long)
    record_update(action=action, by=alice, no_change=True)
    client.force_login(alice)
    opened = "/my-actions/?update=peer-review-plan/1.1"
    said = page_text(client.get(opened))
    assert f"No change, today. Last said today: {long.strip()}" in said
    form = client.get(opened).context["groups"][0][2][0].form
    assert form["words"].value() is None
    started = client.get(f"{opened}&start=last").context["groups"][0][2][0].form
    assert started["words"].value() == long.strip()


def test_a_file_can_be_added_from_the_list(client, alice, challenge):
    action = make_action("Publish", challenge=challenge, leads=[("operational", alice.actor)])
    client.force_login(alice)
    file = SimpleUploadedFile("minutes.pdf", b"%PDF-1.7")
    client.post(
        action.get_absolute_url() + "update/", {"from": "my_actions", "words": "Agreed.", "file": file}
    )
    assert [piece.name for piece in Update.objects.get().evidence.all()] == ["minutes.pdf"]


def in_menu(client, user):
    client.force_login(user)
    return b'href="/my-actions/"' in client.get("/people/").content


def test_my_actions_stands_in_the_menu_of_whoever_could_have_some(client, alice, bob, erin, frank):
    team = make_actor("Digital team", "team")
    Membership.objects.create(of=team, member=erin.actor)
    assert not in_menu(client, frank), "keeps accounts, leads nothing"
    assert in_menu(client, erin), "her team could be given something"
    assert not in_menu(client, alice)
    make_action(leads=[("member", alice.actor)], by=bob)
    alice.__dict__.pop("_standings", None)
    assert in_menu(client, alice)
