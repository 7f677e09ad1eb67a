"""Who knows of an update request, who runs it, and what each sees of it."""

import pytest
from django.utils import timezone

from actionplan.changes.rounds import close_round, open_round
from tests.cast import make_plan, make_round, make_user, say
from tests.rounds import plan
from tests.update_requests import act, at, day, get, planned, post, round

__all__ = ["plan", "planned", "round"]

pytestmark = pytest.mark.django_db
SECRET = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
PAGES = ["round_edit", "round_cancel", "round_close"]
BUTTONS = ["round_open", "round_nudge", "round_ask_anew", "round_close"]


def test_what_may_not_be_cancelled_or_closed_is_no_page(client, bob, round, planned):
    get(client, bob, at("round_cancel", round), 404)
    other = make_round(*round.plans.all(), by=bob, opens=day())
    get(client, bob, at("round_close", other), 404)


def test_a_stranger_and_a_reader_know_of_no_request(client, dan, erin, round):
    for user in (dan, erin):
        assert "Updates for December" not in get(client, user, "/rounds/")
        for name in ["round_detail", *PAGES]:
            get(client, user, at(name, round), 404)
        for name in BUTTONS:
            post(client, user, at(name, round), 404)
        get(client, user, "/rounds/new/", 403)


def test_whoever_is_asked_sees_their_own_and_runs_nothing(client, alice, erin, bob, plan, round):
    other = act(plan, "Of Erin", erin.actor)
    post(client, bob, at("round_ask_anew", round), action=other.pk)
    said = get(client, alice, round.get_absolute_url())
    assert "Hold a staff day" in said
    assert "Of Erin" not in said
    assert "Remind" not in said
    assert "0 of 2 answered" in said
    for name in PAGES:
        get(client, alice, at(name, round), 403)
    for name in BUTTONS:
        post(client, alice, at(name, round), 403)
    for name in ("request_who", "request_answer", "request_leave_out"):
        post(client, alice, at(name, round, "1.1"), 403)


def test_a_planned_one_is_known_to_those_who_run_it_only(client, alice, planned):
    get(client, alice, planned.get_absolute_url(), 404)


def test_without_signing_in_nothing(client, round):
    for url in ("/rounds/", "/rounds/new/", round.get_absolute_url()):
        assert "/sign-in/" in client.get(url).headers["Location"]


def test_buttons_are_no_links(client, bob, round):
    client.force_login(bob)
    for name in ("round_open", "round_nudge", "round_ask_anew"):
        assert client.get(at(name, round)).status_code == 405


def test_what_is_exempt_stands_on_no_board_of_those_who_may_not_see_it(client, bob, alice, plan, planned):
    act(plan, "Let the secret contract", alice.actor, **SECRET)
    grace = make_user("Grace Green", "editor", "exempt")
    assert "secret contract" in get(client, grace, planned.get_absolute_url())
    assert "secret contract" not in get(client, bob, planned.get_absolute_url())
    open_round(round=planned, by=grace, today=day(), at=timezone.now())
    assert "0 of 3 answered" in get(client, grace, planned.get_absolute_url())
    for url in (planned.get_absolute_url(), at("round_close", planned), "/rounds/"):
        said = get(client, bob, url)
        assert "secret" not in said
        assert "E1" not in said
        assert "of 3" not in said
    get(client, bob, at("request_answer", planned, "E1"), 404)
    get(client, bob, at("request_who", planned, "E1"), 404)


def test_exempt_news_stays_off_the_board(client, bob, alice, plan, planned):
    news = {**SECRET, "exempt": "news"}
    action = act(plan, "Talk to the bidders", alice.actor, **news)
    open_round(round=planned, by=bob, today=day(), at=timezone.now())
    say(action, alice, "The price is too high.")
    said = get(client, bob, planned.get_absolute_url())
    assert "Talk to the bidders" in said
    assert "too high" not in said
    assert "too high" in get(client, make_user("Grace Green", "editor", "exempt"), planned.get_absolute_url())


def test_the_list_counts_what_one_may_see(client, bob, alice, round, plan):
    say(plan.actions.get(reference="1.1"), alice, "", no_change=True)
    said = get(client, bob, "/rounds/")
    assert "1 of 2 1 “no change”" in said
    close_round(round=round, by=bob, at=timezone.now())
    assert "Closed" in get(client, bob, f"/rounds/?plan={plan.slug}")
    other = make_plan("Another", by=bob)
    said = get(client, bob, f"/rounds/?plan={other.slug}")
    assert "Updates for December" not in said
    assert "Nobody has been asked yet" in said


def test_an_action_says_by_when_it_is_asked_for(client, bob, alice, erin, round):
    action = round.plans.get().actions.get(reference="1.1")
    said = get(client, alice, action.get_absolute_url())
    assert "Asked for by" in said
    assert "of Alice Ames" not in said
    assert round.requests.get(action=action).opened_at
    assert "of Alice Ames" in get(client, bob, action.get_absolute_url())
    assert "Asked for by" not in get(client, erin, action.get_absolute_url())
    say(action, alice)
    assert "Asked for by" not in get(client, alice, action.get_absolute_url())


def test_who_asks_nobody_finds_the_requests_in_the_row_while_they_stand_there(client, erin):
    client.force_login(erin)
    row = client.get("/rounds/").context["nav"].of_plans
    assert [item.label for item in row if item.current] == ["Update requests"]
    assert "Update requests" not in [item.label for item in client.get("/plans/").context["nav"].of_plans]
