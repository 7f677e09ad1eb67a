"""The pages of an update request that went out: its board, reminders, answers for others, and closing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from actionplan.changes.rounds import open_round
from actionplan.models import Message, Request
from people.models import Membership
from tests.cast import make_actor, make_round, make_user, page_text, say
from tests.rounds import plan
from tests.update_requests import act, at, day, get, planned, post, round

__all__ = ["plan", "planned", "round"]

pytestmark = pytest.mark.django_db


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


def test_an_open_one_gets_more_time(client, bob, round):
    said = get(client, bob, at("round_edit", round))
    assert "For which plans?" not in said
    post(client, bob, at("round_edit", round), closes=day(20), title="Updates", message="")
    round.refresh_from_db()
    assert (round.closes, round.opens) == (day(20), day(-1))


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
