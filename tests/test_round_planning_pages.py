"""The pages of a planned update request: what is proposed, who is asked, and what each button does."""

import pytest

from actionplan.changes import edit_plan
from actionplan.models import Message, Round
from people.models import Delegation
from tests.cast import make_actor, make_committee, make_meeting, make_plan, make_round, make_user
from tests.rounds import plan
from tests.update_requests import act, at, day, get, planned, post

__all__ = ["plan", "planned"]

pytestmark = pytest.mark.django_db


def test_planning_a_request_leads_to_seeing_whom_it_asks(client, bob, alice, plan):
    act(plan, "Publish who leads", alice.actor)
    given = {
        "plans": [plan.slug],
        "opens": day(),
        "closes": day(10),
        "title": "For December",
        "message": "Hello",
    }
    said = post(client, bob, "/rounds/new/", **given)
    assert "Nobody has been asked yet: look it over first." in said
    assert "1 person would be asked for 1 action" in said
    assert "Alice Ames 1 action" in said
    assert not Message.objects.exists()


def test_a_meeting_proposes_its_committees_plans_the_last_day_and_the_title(client, bob, plan):
    make_plan("Of nobody", by=bob)
    meeting = make_meeting(day(21))
    client.force_login(bob)
    form = client.get("/rounds/new/", {"meeting": meeting.slug}).context["form"]
    assert form.initial["meeting"] == meeting.slug
    assert plan.slug in form.initial["plans"]
    assert day(5) < form.initial["closes"] <= day(11)
    assert "HR Committee" in form.initial["title"]


def test_the_next_meeting_before_which_nobody_was_asked_is_proposed(client, bob, plan):
    first, second = make_meeting(day(21)), make_meeting(day(49))
    client.force_login(bob)

    def proposed(**query):
        return client.get("/rounds/new/", query).context["form"].initial

    assert (proposed()["meeting"], proposed()["plans"]) == (first.slug, [plan.slug])
    make_round(plan, by=bob, meeting=first, opens=day())
    assert proposed()["meeting"] == second.slug
    assert proposed(meeting="")["meeting"] is None
    other = make_plan("Of another committee", by=bob)
    edit_plan(plan=other, by=bob, committee=make_committee("Audit Committee"))
    assert proposed(plan=other.slug)["meeting"] is None


def test_a_plan_proposes_itself(client, bob, plan):
    make_plan("Another", by=bob)
    client.force_login(bob)
    assert client.get("/rounds/new/", {"plan": plan.slug}).context["form"].initial["plans"] == [plan.slug]
    for nonsense in ("x", "\0", "a" * 200):
        assert client.get("/rounds/new/", {"plan": nonsense, "meeting": nonsense}).status_code == 200


def test_what_is_missing_is_said_beside_it(client, bob, plan):
    said = post(client, bob, "/rounds/new/", status=422, opens=day(), closes=day(-1), title="")
    assert "Choose at least one plan." in said
    assert "Write a title." in said
    wrong = {"plans": [plan.slug], "opens": day(), "closes": day(-1), "title": "T"}
    assert "Leave at least the day of asking" in post(client, bob, "/rounds/new/", status=422, **wrong)
    assert not Round.objects.exists()


def test_before_it_goes_out_the_page_says_who_cannot_be_asked_and_where_to_mend_it(client, bob, plan, frank):
    both = make_user("Fay Both", "editor", "admin")
    post_ = make_actor("Head of IT", "post")
    act(plan, "Vacant", post_)
    act(plan, "Silent", make_actor("No Address"))
    act(plan, "Nobody")
    round = make_round(plan, by=bob, opens=day())
    said = get(client, both, round.get_absolute_url())
    assert "Head of IT is vacant. Name who holds it" in said
    assert "No operational or strategic lead is named. Name who leads it" in said
    assert "No Address has no e-mail address. Add an address" in said
    assert "No Address has no account to answer with. Add an account" in said
    assert "Add an account" not in get(client, bob, round.get_absolute_url()), "Bob keeps no accounts"


def test_deputies_are_named_as_being_sent_the_same(client, bob, planned, alice, erin):
    Delegation.objects.create(principal=alice.actor, deputy=erin.actor)
    said = get(client, bob, planned.get_absolute_url())
    assert "Erin East answers for them and is sent the same" in said


def test_an_action_is_left_out_and_taken_back_in(client, bob, planned):
    said = post(client, bob, at("request_leave_out", planned, "1.1"))
    assert "1.1 is left out this time." in said
    assert "1 person would be asked for 1 action" in said
    assert "1 left out" in said
    said = post(client, bob, at("request_leave_out", planned, "1.1"), back_in="on")
    assert "1 person would be asked for 2 actions" in said


def test_another_person_is_chosen(client, bob, erin, planned):
    url = at("request_who", planned, "1.3")
    assert "Ask a person for 1.3" in get(client, bob, url)
    assert "Choose a person." in post(client, bob, url, status=422, asked="")
    said = post(client, bob, url, asked=erin.actor.pk)
    assert "Erin East is asked for 1.3, this time only." in said
    assert "Erin East 1 action" in said
    assert "nobody to ask" not in said


def test_ask_now_sends_and_shows_the_board(client, bob, planned):
    said = post(client, bob, at("round_open", planned))
    assert "Asked. 1 e-mail on the way" in said
    assert "0 of 2 answered" in said
    assert "Alice Ames 0 of 2 answered" in said
    assert "Asked of nobody" in said
    post(client, bob, at("round_open", planned))
    assert Message.objects.count() == 1


def test_a_later_day_is_kept_until_it_comes(client, bob, plan, planned):
    later = make_round(plan, by=bob, opens=day(3), today=day())
    assert f"Ask on {day(3).day} " in get(client, bob, later.get_absolute_url())
    said = post(client, bob, at("round_open", later), on_its_day="on")
    assert "It goes out by itself on" in said
    assert "Ask now instead" in said
    assert not Message.objects.exists()
    assert "Its day has come" in post(client, bob, at("round_open", planned), on_its_day="on")


def test_nobody_to_ask_is_said_and_nothing_sent(client, bob, plan):
    act(plan, "Nobody's")
    round = make_round(plan, by=bob, opens=day())
    assert "There is nobody to ask" in get(client, bob, round.get_absolute_url())
    assert "There is nobody to ask. Mend what is listed" in post(client, bob, at("round_open", round))


def test_a_request_whose_last_day_has_gone_by_is_given_a_later_one(client, bob, planned):
    Round.objects.update(opens=day(-9), closes=day(-2))
    assert "The last day for answers has gone by" in get(client, bob, planned.get_absolute_url())
    assert "choose a later one" in post(client, bob, at("round_open", planned))


def test_a_planned_one_is_changed_and_cancelled(client, bob, plan, planned):
    given = {"plans": [plan.slug], "opens": day(1), "closes": day(5), "title": "Another title"}
    assert "Another title" in post(client, bob, at("round_edit", planned), **given)
    assert "is removed" in get(client, bob, at("round_cancel", planned))
    assert "is cancelled. Nobody was asked." in post(client, bob, at("round_cancel", planned))
    assert not Round.objects.exists()


def test_two_officers_at_one_planned_request_see_both_versions(client, bob, plan, planned):
    client.force_login(bob)
    address = at("round_edit", planned)
    form = client.get(address).context["form"]
    mine = {name: form[name].value() or "" for name in form.fields}
    post(client, bob, address, **mine | {"title": "Theirs", "message": "A line each."})
    both = post(client, bob, address, 422, **mine | {"title": "Mine"})
    assert "Both versions are below" in both
    assert "As it stands now Theirs What you wrote Mine" in both
    planned.refresh_from_db()
    assert (planned.title, planned.message) == ("Theirs", "A line each.")
    asked = client.post(address, mine | {"title": "Mine"}).context["form"]
    again = {name: asked[name].value() or "" for name in asked.fields} | {"keep_title": "mine"}
    client.post(address, again | {"clash_title": "Theirs", "mine_title": "Mine"})
    planned.refresh_from_db()
    assert (planned.title, planned.message) == ("Mine", "A line each.")


def test_plans_and_meetings_lead_to_asking(client, bob, carol, plan):
    meeting = make_meeting(day(20), by=carol)
    client.force_login(bob)
    assert f"/rounds/?plan={plan.slug}" in client.get(plan.get_absolute_url()).content.decode()
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert f"/rounds/new/?meeting={meeting.slug}" in shown
    assert "Ask for updates" not in get(client, carol, meeting.get_absolute_url())
    held = make_meeting(day(-3), by=carol)
    assert "Ask for updates" not in get(client, bob, held.get_absolute_url())
