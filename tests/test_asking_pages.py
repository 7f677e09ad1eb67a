"""The pages of asking for more time: who may ask, what is refused, and what an editor puts right or decides of it."""

import pytest
from django.urls import reverse

from actionplan.changes import agree_extension, edit_action
from actionplan.models import DeadlineChange
from people.models import Delegation, Membership
from tests.asking import asked, long, today
from tests.cast import make_action, make_actor, make_user, page_text, say
from tests.extensions import action

__all__ = ["action"]

pytestmark = pytest.mark.django_db


def address(action, name="ask_for_time", *more):
    return reverse(name, args=[action.plan.slug, action.reference, *more])


def ask(client, action, **given):
    form = {"deadline": action.deadlines.first().pk, "words": "June 2030", "reason": "Late."} | given
    return client.post(address(action), form, follow=True)


# Asking


def test_a_lead_asks_and_the_page_says_it_waits(client, action, alice):
    client.force_login(alice)
    assert address(action) in client.get(action.get_absolute_url()).content.decode()
    said = page_text(ask(client, action))
    assert "30 June 2030 is asked for. Until an editor agrees, the present date counts." in said
    assert f"asked for 30 June 2030 on {today().day} {today():%B}: waiting for an editor" in said
    assert "days overdue" in said
    change = DeadlineChange.objects.get()
    assert (change.asked_by, change.for_actor, change.state) == (alice, None, "asked")


def test_asking_through_a_post_or_as_a_delegate_says_for_whom(client, alice, dan):
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=alice.actor)
    Delegation.objects.create(principal=alice.actor, deputy=dan.actor)
    action = make_action(deadline="June 26", leads=[("strategic", head)])
    for user, whom in ((alice, head), (dan, alice.actor)):
        client.force_login(user)
        ask(client, action)
        assert DeadlineChange.objects.get().for_actor == whom
        DeadlineChange.objects.all().delete()


def test_an_editor_asks_for_a_lead(client, action, alice, bob):
    client.force_login(bob)
    assert "For whom" in page_text(client.get(address(action)))
    ask(client, action, for_actor=alice.actor.pk)
    change = DeadlineChange.objects.get()
    assert (change.asked_by, change.for_actor) == (bob, alice.actor)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"words": ""}, "Write the new date"),
        ({"reason": ""}, "Say why more time is needed"),
        ({"words": "31 June 2030"}, "“31 June 2030” cannot be read as a date"),
        ({"deadline": 0}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, action, alice, given, refusal):
    client.force_login(alice)
    answer = ask(client, action, **given)
    assert answer.status_code == 422
    assert refusal in page_text(answer)
    assert (given.get("reason", "Late.") or "June 2030") in answer.content.decode()
    assert not DeadlineChange.objects.exists()


def test_of_several_deadlines_one_is_chosen(client, action, alice, bob):
    edit_action(action=action, by=bob, today=today(), further_deadlines=["March 2027"])
    first, second = action.deadlines.all()
    client.force_login(alice)
    said = page_text(client.get(address(action)))
    assert "Which deadline" in said
    assert "31 March 2027" in said
    ask(client, action, deadline=second.pk)
    assert DeadlineChange.objects.get().deadline == second
    change = client.get(address(action), {"deadline": second.pk})
    assert "was asked for on" in page_text(change)
    assert "was asked for on" not in page_text(client.get(address(action), {"deadline": first.pk}))


def test_the_asker_changes_and_withdraws_it(client, action, alice):
    client.force_login(alice)
    ask(client, action)
    said = page_text(client.get(address(action)))
    assert f"30 June 2030 was asked for on {long(today())} by Alice Ames and waits for an editor." in said
    ask(client, action, words="July 2030")
    old, new = DeadlineChange.objects.order_by("pk")
    assert (old.state, new.state, new.new_words) == ("withdrawn", "asked", "July 2030")
    answer = client.post(address(action, "extension_withdraw", new.pk), follow=True)
    assert "31 July 2030 is no longer asked for. The present date stays." in page_text(answer)
    assert "waiting for" not in page_text(answer)


def test_what_was_answered_meanwhile_is_not_withdrawn(client, action, alice, bob):
    change = asked(action, alice)
    agree_extension(change=change, by=bob, today=today())
    client.force_login(alice)
    answer = client.post(address(action, "extension_withdraw", change.pk), follow=True)
    assert f"This was agreed on {long(today())}." in page_text(answer)
    assert DeadlineChange.objects.get().state == "agreed"


def test_who_may_not_ask(client, action, alice, dan, erin, frank):
    change = asked(action, alice)
    member = make_user("Mary Member")
    edit_action(
        action=action,
        by=alice,
        today=today(),
        leads=[("member", member.actor, ""), ("operational", alice.actor, "")],
    )
    for user, code in ((dan, 404), (frank, 404), (erin, 403), (member, 403)):
        client.force_login(user)
        assert client.get(address(action)).status_code == code
        assert ask(client, action, words="July 2030").status_code == code
        assert client.post(address(action, "extension_withdraw", change.pk)).status_code == code
        if code == 403:
            assert "Ask for more time" not in page_text(client.get(action.get_absolute_url()))
    assert DeadlineChange.objects.get().state == "asked"


def test_nobody_asks_for_what_is_finished_or_has_no_date(client, action, alice):
    say(action, alice, meaning="complete")
    undated = make_action(challenge=action.challenge, leads=[("operational", alice.actor)])
    client.force_login(alice)
    assert client.get(address(action)).status_code == 403
    said = page_text(client.get(address(undated), follow=True))
    assert f"{undated.reference} has no deadline that could move." in said


def test_another_actions_request_is_not_withdrawn_from_here(client, action, alice):
    other = make_action(challenge=action.challenge, deadline="June 26")
    change = asked(other, alice)
    client.force_login(alice)
    assert client.post(address(action, "extension_withdraw", change.pk)).status_code == 404


def test_the_words_are_read_back_to_whoever_may_open_the_plan(client, action, alice, dan):
    reading = reverse("new_date_reading", args=[action.plan.slug])
    client.force_login(alice)
    assert client.get(reading, {"words": "April 2030"}).content.decode() == "30 April 2030, read as a month."
    said = client.get(reading, {"from": "2026-06-30", "words_12": "June 2027"}).content.decode()
    assert said == "30 June 2027, read as a month. That is 365 days after 30 June 2026."
    assert client.get(reading, {"words": "<b>"}).content.decode().count("<") == 0
    assert client.get(reading, {"from": "never", "words": ""}).content == b""
    client.force_login(dan)
    assert client.get(reading, {"words": "April 2030"}).status_code == 404


# A slip of the pen


def test_an_editor_puts_a_mistyped_year_right(client, action, bob):
    client.force_login(bob)
    correct = address(action, "deadline_correct", action.deadlines.get().pk)
    assert correct in client.get(address(action)).content.decode()
    answer = client.post(correct, {"words": "June 2027", "reason": "A slip."}, follow=True)
    assert "The deadline is put right." in page_text(answer)
    assert "Deadline put right: “June 26” is now “June 2027” (30 June 2027). Why: A slip." in page_text(
        answer
    )
    assert client.post(correct, {"words": "", "reason": ""}).status_code == 422


def test_where_it_cannot_be_put_right_the_page_says_why(client, action, alice, bob):
    asked(action, alice)
    client.force_login(bob)
    correct = address(action, "deadline_correct", action.deadlines.get().pk)
    assert correct not in client.get(address(action)).content.decode()
    said = page_text(client.get(correct))
    assert "A new date was asked for or agreed already, so what was first written stays." in said
    client.force_login(alice)
    assert client.get(correct).status_code == 403


# Who agrees


def test_an_editor_says_on_the_plans_form_who_agrees_new_dates(client, action, bob):
    plan = action.plan
    given = {
        "title": plan.title,
        "committee": plan.committee_id,
        "stands_on": plan.stands_on,
        "heading_word": "Heading",
        "challenge_word": "Challenge",
        "action_word": "Action",
        "extensions_agreed_by": "committee",
    }
    client.force_login(bob)
    edit = reverse("plan_edit", args=[plan.slug])
    assert "Who agrees new dates" in page_text(client.get(edit))
    assert "Choose the committee that agrees new dates." in page_text(
        client.post(edit, given | {"committee": ""})
    )
    client.post(edit, given)
    plan.refresh_from_db()
    assert plan.extensions_agreed_by == "committee"
    client.post(edit, {name: value for name, value in given.items() if name != "extensions_agreed_by"})
    plan.refresh_from_db()
    assert plan.extensions_agreed_by == "committee"
