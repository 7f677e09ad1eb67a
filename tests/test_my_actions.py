"""My actions: what one answers for, soonest first, and why it is mine."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplan.changes import edit_plan
from actionplan.models import Update
from people.models import Delegation, Membership
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db


def words_for(days):
    day = timezone.localdate() + timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


def groups(client, user):
    """The actions of each group, by the group's name."""
    client.force_login(user)
    context = client.get("/my-actions/").context
    return {name: [card.action.text for card in cards] for _, name, cards in context["groups"]}


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
        "Done": ["Finished"],
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
    assert page.context["nav"].overdue == 1
    assert "No change" not in said


def test_the_form_opens_in_place(client, alice):
    action = make_action("Publish", leads=[("operational", alice.actor)])
    client.force_login(alice)
    page = client.get("/my-actions/?update=peer-review-plan/1.1")
    assert "How is it going?" in page_text(page)
    sent = {"from": "my_actions", "step": action.step_id, "words": "Drafted."}
    response = client.post(action.get_absolute_url() + "update/", sent)
    assert response.url == "/my-actions/"
    assert "Last said: “Drafted.” today" in page_text(client.get("/my-actions/"))


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
    with django_assert_num_queries(9):
        client.get("/my-actions/")
    with django_assert_num_queries(11):
        client.get("/my-actions/?update=peer-review-plan/1.1")
