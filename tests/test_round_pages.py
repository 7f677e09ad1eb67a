"""The pages of update requests: who may open them, what they say, and what each button does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplan.changes import edit_plan
from actionplan.changes.rounds import close_round, open_round
from actionplan.models import Message, Request, Round
from people.models import Delegation, Membership
from tests.cast import (
    make_action,
    make_actor,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_round,
    make_user,
    page_text,
    say,
)

pytestmark = pytest.mark.django_db
SECRET = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


def act(plan, text, *people, role="operational", **fields):
    challenge = plan.challenges.first() or make_challenge(plan)
    return make_action(text, challenge=challenge, leads=[(role, person) for person in people], **fields)


@pytest.fixture
def planned(plan, bob, alice):
    """A round of two actions of Alice's and one of nobody's, to be asked for today."""
    act(plan, "Publish who leads", alice.actor)
    act(plan, "Hold a staff day", alice.actor)
    act(plan, "Print a newsletter")
    return make_round(plan, by=bob, opens=day())


@pytest.fixture
def round(planned, bob):
    """The same, sent out yesterday, so that reminding needs no second thought."""
    yesterday = timezone.now() - timedelta(days=1)
    opened = open_round(round=planned, by=bob, today=day(), at=yesterday)
    Round.objects.update(opens=day(-1))
    return opened


def get(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)


def post(client, user, url, status=200, **data):
    """What the page says that follows."""
    client.force_login(user)
    answer = client.post(url, data, follow=True)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)


def at(name, round, reference=None):
    return reverse(name, args=[round.pk, "peer-review-plan", reference] if reference else [round.pk])


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


def test_the_figures_of_the_board_are_its_filters(client, bob, alice, round):
    say(round.plans.get().actions.get(reference="1.1"), alice, "The list is on the intranet.")
    url = round.get_absolute_url()
    said = get(client, bob, url)
    assert "1 of 2 answered (50 %)" in said
    assert "“The list is on the intranet.” Alice Ames" in said
    for show, there, gone in (
        ("answered", "Publish who", "Hold a staff"),
        ("outstanding", "Hold a staff", "Publish who"),
        ("not-opened", "Hold a staff", "Publish who"),
        ("nobody", "Print a news", "Hold a staff"),
    ):
        said = get(client, bob, f"{url}?show={show}")
        assert there in said
        assert gone not in said
        assert "1 of 2 answered" in said, "figures stay those of the whole"
    assert "None is like that" in get(client, bob, f"{url}?show=no-change")
    assert "Hold a staff" in get(client, bob, f"{url}?show=nonsense&directorate=x")


def test_the_board_by_directorate(client, bob, alice, erin, round, plan):
    resources = make_actor("Resources", "team")
    head = make_actor("Head of HR", "post", part_of=resources)
    Membership.objects.create(of=head, member=alice.actor)
    added = act(plan, "Of Erin", erin.actor)
    post(client, bob, at("round_ask_anew", round), action=added.pk)
    url = round.get_absolute_url()
    said = get(client, bob, url)
    assert "By directorate" in said
    assert "Of Erin" in get(client, bob, f"{url}?directorate=none")
    said = get(client, bob, f"{url}?directorate={resources.pk}")
    assert "Of Erin" not in said
    assert "0 of 2 answered (0 %) in Resources" in said


def test_reminding_all_and_once_more_asks_first(client, bob, round):
    url = at("round_nudge", round)
    assert "Alice Ames is reminded by e-mail." in post(client, bob, url, show="outstanding")
    said = post(client, bob, url)
    assert "Remind again today?" in said
    assert Message.objects.filter(kind="nudge").count() == 1
    Request.objects.exclude(asked=None).update(nudged_at=timezone.now() - timedelta(minutes=5))
    assert "is reminded by e-mail" in post(client, bob, url, again="on")
    assert Message.objects.filter(kind="nudge").count() == 2


def test_reminding_one_leaves_the_others_alone(client, bob, alice, erin, plan, round):
    act(plan, "Of Erin", erin.actor)
    post(client, bob, at("round_nudge", round), person=alice.actor.pk)
    assert list(Message.objects.filter(kind="nudge").values_list("person", flat=True)) == [alice.actor.pk]
    for nobody in ("", "x", "999999"):
        post(client, bob, at("round_nudge", round), status=404, person=nobody)


def test_an_e_mail_that_could_not_be_sent_is_said_beside_the_name(client, bob, alice, round):
    assert "could not be sent" not in get(client, bob, round.get_absolute_url())
    Message.objects.update(outcome=Message.Outcome.FAILED)
    said = get(client, bob, round.get_absolute_url())
    assert "The e-mail could not be sent. See why, and send it again" in said
    assert "could not be sent" not in get(client, alice, round.get_absolute_url())


def test_an_officer_answers_for_somebody_and_the_update_says_so(client, bob, alice, round):
    url = at("request_answer", round, "1.1")
    assert "You write down what Alice Ames told you" in get(client, bob, url)
    action = round.plans.get().actions.get(reference="1.1")
    said = post(
        client, bob, f"{url}?show=outstanding", words="She told me it is out.", stood_at=action.step_id
    )
    assert "Saved for 1.1, for Alice Ames." in said
    update = round.requests.get(action=action).answer
    assert (update.by, update.for_actor, update.words) == (bob, alice.actor, "She told me it is out.")
    assert "Bob Brook for Alice Ames" in get(client, bob, round.get_absolute_url())
    assert "Say what has happened" in post(client, bob, at("request_answer", round, "1.2"), status=422)


def test_an_editor_who_is_asked_answers_for_nobody_else(client, bob, plan, planned):
    act(plan, "Of Bob", bob.actor)
    open_round(round=planned, by=bob, today=day(), at=timezone.now())
    post(client, bob, at("request_answer", planned, "1.4"), no_change="on")
    update = planned.requests.get(action__reference="1.4").answer
    assert (update.by, update.for_actor, update.no_change) == (bob, None, True)


def test_what_is_outstanding_is_gone_through_one_by_one(client, bob, alice, plan, round):
    say(plan.actions.get(reference="1.1"), alice)
    act(plan, "Not asked for", alice.actor)
    url = reverse("round_go_through", args=[round.pk, plan.slug])
    client.force_login(bob)
    first = client.get(url, follow=True)
    assert first.status_code == 200
    said = page_text(first)
    assert "Hold a staff day" in said
    assert "1 of 1" in said
    say(plan.actions.get(reference="1.2"), alice)
    assert "nothing outstanding to go through" in page_text(client.get(url, follow=True))
    get(client, alice, url, 403)


def test_who_reports_by_now_is_asked_with_one_press(client, bob, erin, plan, round):
    action = plan.actions.get(reference="1.2")
    action.leads.update(actor=erin.actor)
    said = get(client, bob, round.get_absolute_url())
    assert "1 action changed hands since it was asked for" in said
    assert "Ask Erin East" in said
    said = post(client, bob, at("round_ask_anew", round), action=action.pk)
    assert "Asked: Erin East (1.2)." in said
    assert "changed hands" not in said
    assert "Nobody new is to be asked" in post(client, bob, at("round_ask_anew", round), action=action.pk)
    assert "Nobody new" in post(client, bob, at("round_ask_anew", round), action="x")


def test_somebody_else_is_asked_while_it_is_open(client, bob, erin, round):
    said = post(client, bob, at("request_who", round, "1.3"), asked=erin.actor.pk)
    assert "Erin East is asked for 1.3" in said
    assert Message.objects.filter(person=erin.actor).count() == 1


def test_closing_says_who_did_not_answer_and_keeps_the_board(client, bob, alice, round):
    say(round.plans.get().actions.get(reference="1.1"), alice)
    said = get(client, bob, at("round_close", round))
    assert "1 of 2 answered" in said
    assert "Alice Ames 1 of 2" in said
    assert "1 action had nobody to ask" in said
    said = post(client, bob, at("round_close", round))
    assert "The request is closed: 1 of 2 were answered." in said
    assert "No answer" in said
    assert "Remind" not in said
    assert "Answer for them" not in said
    for name in ("round_close", "round_edit", "round_cancel"):
        get(client, bob, at(name, round), 404)
    get(client, bob, at("request_answer", round, "1.2"), 404)
    assert "not open" in post(client, bob, at("round_nudge", round))


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


def test_an_open_one_gets_more_time(client, bob, round):
    said = get(client, bob, at("round_edit", round))
    assert "For which plans?" not in said
    post(client, bob, at("round_edit", round), closes=day(20), title="Updates", message="")
    round.refresh_from_db()
    assert (round.closes, round.opens) == (day(20), day(-1))


def test_what_may_not_be_cancelled_or_closed_is_no_page(client, bob, round, planned):
    get(client, bob, at("round_cancel", round), 404)
    other = make_round(*round.plans.all(), by=bob, opens=day())
    get(client, bob, at("round_close", other), 404)


PAGES = ["round_edit", "round_cancel", "round_close"]
BUTTONS = ["round_open", "round_nudge", "round_ask_anew", "round_close"]


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


def test_plans_and_meetings_lead_to_asking(client, bob, carol, plan):
    meeting = make_meeting(day(20), by=carol)
    client.force_login(bob)
    assert f"/rounds/?plan={plan.slug}" in client.get(plan.get_absolute_url()).content.decode()
    shown = client.get(meeting.get_absolute_url()).content.decode()
    assert f"/rounds/new/?meeting={meeting.slug}" in shown
    assert "Ask for updates" not in get(client, carol, meeting.get_absolute_url())
    held = make_meeting(day(-3), by=carol)
    assert "Ask for updates" not in get(client, bob, held.get_absolute_url())


@pytest.mark.once
@pytest.mark.parametrize("state", ["planned", "open"])
def test_the_queries_of_each_page_do_not_grow(client, bob, plan, state):
    resources = make_actor("Resources", "team")

    def fill(count):
        for _ in range(count):
            number = plan.actions.count()
            user = make_user(f"P{number} Lead", email=f"p{number}@example.org")
            post_ = make_actor(f"Post {number}", "post", part_of=resources)
            Membership.objects.create(of=post_, member=user.actor)
            act(plan, f"Action {number}", post_, deadline="31 March 2027")
            act(plan, f"Nobody's {number}")

    def begin():
        round = make_round(plan, by=bob, opens=day())
        return open_round(round=round, by=bob, today=day(), at=timezone.now()) if state == "open" else round

    def queries(round):
        client.get(round.get_absolute_url())
        with CaptureQueriesContext(connection) as found:
            assert client.get(round.get_absolute_url()).status_code == 200
        return len(found)

    client.force_login(bob)
    fill(5)
    few = queries(begin())
    fill(45)
    assert queries(begin()) == few <= 32


def test_who_asks_nobody_finds_the_requests_in_the_row_while_they_stand_there(client, erin):
    client.force_login(erin)
    row = client.get("/rounds/").context["nav"].of_plans
    assert [item.label for item in row if item.current] == ["Update requests"]
    assert "Update requests" not in [item.label for item in client.get("/plans/").context["nav"].of_plans]
