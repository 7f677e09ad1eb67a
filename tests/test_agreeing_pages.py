"""The pages of agreeing more time: the editor's list, and what the clerk records of a meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionplan.changes import agree_extension
from actionplan.models import DeadlineChange, Resolution
from tests.asking import asked, long, today
from tests.browser import fits
from tests.cast import (
    make_action,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
    page_text,
)
from tests.extensions import action

__all__ = ["action"]

pytestmark = pytest.mark.django_db
LIST = "/extensions/"
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


@pytest.fixture
def committees(alice):
    """An action of a plan whose committee agrees new dates."""
    challenge = make_challenge(make_plan(extensions_agreed_by="committee"))
    return make_action(
        "Publish", challenge=challenge, deadline="June 26", leads=[("operational", alice.actor)]
    )


# Agreeing, as an editor


def test_an_editor_answers_several_on_one_page(client, action, alice, bob):
    actions = [action] + [
        make_action(f"Do {n}", challenge=action.challenge, deadline="June 26") for n in range(3)
    ]
    first, second, third, later = [asked(each, alice) for each in actions]
    client.force_login(bob)
    said = page_text(client.get(LIST))
    for words in ("4 asked for", "The intranet is late.", "Alice Ames, today", "Agree 30 June 2030"):
        assert words in said
    answer = client.post(
        LIST,
        {
            f"change_{first.pk}": "agree",
            f"change_{second.pk}": "other",
            f"words_{second.pk}": "March 2030",
            f"change_{third.pk}": "refuse",
            f"answer_{third.pk}": "It was promised.",
            f"change_{later.pk}": "",
        },
        follow=True,
    )
    assert "2 new dates agreed, 1 refused." in page_text(answer)
    states = [(each.state, each.new_words) for each in DeadlineChange.objects.order_by("pk")]
    assert states == [
        ("agreed", "June 2030"),
        ("agreed", "March 2030"),
        ("refused", "June 2030"),
        ("asked", "June 2030"),
    ]
    assert "It was promised." in page_text(client.get(actions[2].get_absolute_url()))


def test_what_is_wrong_with_one_answer_saves_none(client, action, alice, bob):
    other = make_action("Print", challenge=action.challenge, deadline="June 26")
    first, second = asked(action, alice), asked(other, alice)
    client.force_login(bob)
    for given, refusal in (
        ({f"change_{second.pk}": "refuse"}, "Say why not"),
        ({f"change_{second.pk}": "other"}, "Write the new date"),
        ({f"change_{second.pk}": "other", f"words_{second.pk}": "31 June"}, "cannot be read"),
    ):
        answer = client.post(LIST, {f"change_{first.pk}": "agree"} | given)
        assert answer.status_code == 422
        assert refusal in page_text(answer)
    assert "Choose what is said" in page_text(client.post(LIST, {f"change_{first.pk}": ""}))
    assert set(DeadlineChange.objects.values_list("state", flat=True)) == {"asked"}


def test_an_answer_that_came_too_late_says_so(client, action, alice, bob):
    other = make_action("Print", challenge=action.challenge, deadline="June 26")
    first, second = asked(action, alice), asked(other, alice)
    agree_extension(change=first, by=bob, today=today())
    client.force_login(bob)
    given = {f"change_{first.pk}": "refuse", f"answer_{first.pk}": "No.", f"change_{second.pk}": "agree"}
    answer = client.post(LIST, given)
    assert "is no longer waiting" in page_text(answer)
    assert [each.state for each in DeadlineChange.objects.order_by("pk")] == ["agreed", "asked"]
    client.post(LIST, {f"change_{second.pk}": "agree"})
    assert "is no longer waiting" in page_text(client.post(LIST, {f"change_{second.pk}": "agree"}))


def test_where_the_committee_agrees_an_editor_only_reads(client, committees, alice, bob):
    change = asked(committees, alice)
    meeting = make_meeting(today() + timedelta(days=9))
    client.force_login(bob)
    page = client.get(LIST)
    assert (
        f"HR Committee agrees new dates of this plan. It meets next on {long(meeting.held_on)}"
        in page_text(page)
    )
    assert "Save these answers" not in page_text(page)
    client.post(LIST, {f"change_{change.pk}": "agree"})
    assert DeadlineChange.objects.get().state == "asked"
    said = page_text(client.get(committees.get_absolute_url()))
    assert "waiting for HR Committee" in said
    assert "Agree or refuse it" not in said


def test_the_list_is_for_editors_and_clerks(client, alice, bob, carol, dan, erin):
    for user, code in ((bob, 200), (carol, 200), (alice, 403), (dan, 403), (erin, 403)):
        client.force_login(user)
        assert client.get(LIST).status_code == code


def test_nobody_learns_of_an_exempt_action_from_the_list(client, alice, bob, carol):
    secret = make_action("Sell it", deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT)
    change = asked(secret, alice, reason="The buyer is slow.")
    client.force_login(bob)
    said = page_text(client.get(LIST))
    assert "Sell it" not in said
    assert "Nobody is waiting" in said
    assert "New dates asked for 1" not in page_text(client.get(secret.plan.get_absolute_url()))
    client.post(LIST, {f"change_{change.pk}": "agree"})
    assert DeadlineChange.objects.get().state == "asked"
    client.force_login(carol)
    assert "The buyer is slow." in page_text(client.get(LIST))


def test_a_plans_page_counts_what_waits_and_leads_there(client, action, alice, bob, erin):
    asked(action, alice)
    asked(make_action("Print", challenge=action.challenge, deadline="June 26"), alice)
    client.force_login(bob)
    assert "New dates asked for 2" in page_text(client.get(action.plan.get_absolute_url()))
    client.force_login(erin)
    assert "New dates asked for" not in page_text(client.get(action.plan.get_absolute_url()))


@pytest.mark.parametrize("count", [5, 50])
def test_the_list_costs_the_same_however_many_ask(client, alice, bob, count, django_assert_num_queries):
    challenge = make_challenge()
    for number in range(count):
        asked(make_action(f"Do {number}", challenge=challenge, deadline="June 26"), alice)
    client.force_login(bob)
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)


# Agreeing, by the committee's resolution


def record(client, meeting, **given):
    form = {"minute": "14", "effective_on": meeting.held_on.isoformat(), "resolved": "Agreed."}
    return client.post(reverse("meeting_extensions", args=[meeting.slug]), form | given, follow=True)


def test_the_clerk_records_on_the_meetings_page_what_was_resolved(client, committees, alice, carol):
    other = make_action("Print", challenge=committees.challenge, deadline="June 26")
    first, second = asked(committees, alice), asked(other, alice)
    meeting = make_meeting(today())
    client.force_login(carol)
    page = page_text(client.get(meeting.get_absolute_url()))
    assert "New dates asked for" in page
    assert "Record what was resolved" in page
    answer = record(client, meeting, **{f"change_{first.pk}": "agree", f"change_{second.pk}": "refuse"})
    said = page_text(answer)
    assert "Minute 14 is recorded. 1 new date agreed, 1 refused." in said
    assert "Minute 14 · Agreed in part" in said
    assert "1.1 moved from June 26 to June 2030" in said
    assert "1.2 stays at June 26" in said
    assert "HR Committee, minute 14" in page_text(client.get(committees.get_absolute_url()))
    assert committees.deadlines.get().words == "June 2030"


def test_before_the_meeting_the_clerk_sees_what_will_be_before_it(client, committees, alice, carol):
    change = asked(committees, alice)
    meeting = make_meeting(today() + timedelta(days=9))
    client.force_login(carol)
    page = page_text(client.get(meeting.get_absolute_url()))
    assert "The intranet is late." in page
    assert "Record what was resolved" not in page
    assert record(client, meeting, **{f"change_{change.pk}": "agree"}).status_code == 422
    assert not Resolution.objects.exists()


def test_a_record_without_its_minute_is_refused_and_keeps_what_was_chosen(client, committees, alice, carol):
    change = asked(committees, alice)
    client.force_login(carol)
    answer = record(client, make_meeting(today()), minute="", **{f"change_{change.pk}": "agree"})
    assert answer.status_code == 422
    assert "Write the number of the minute." in page_text(answer)
    assert answer.context["form"][f"change_{change.pk}"].value() == "agree"
    none = record(client, answer.context["meeting"], **{f"change_{change.pk}": ""})
    assert "Choose what is said" in page_text(none)


def test_only_the_committees_clerk_records(client, committees, alice, bob, erin):
    change = asked(committees, alice)
    meeting = make_meeting(today())
    audit = make_user("Ann Audit", "clerk", "reader", committee=make_committee("Audit Committee"))
    for user in (alice, bob, erin, audit):
        client.force_login(user)
        assert record(client, meeting, **{f"change_{change.pk}": "agree"}).status_code == 404
        assert "Record what was resolved" not in page_text(client.get(meeting.get_absolute_url()))
    assert DeadlineChange.objects.get().state == "asked"


def test_a_meetings_page_names_no_exempt_action_to_others(client, alice, carol, erin):
    secret = make_action("Sell it", deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT)
    change = asked(secret, alice)
    meeting = make_meeting(today())
    client.force_login(carol)
    assert "E1 moved from" in page_text(record(client, meeting, **{f"change_{change.pk}": "agree"}))
    client.force_login(erin)
    assert "E1" not in page_text(client.get(meeting.get_absolute_url()))


# In a browser


def test_a_lead_asks_on_a_phone_and_an_editor_agrees_another_date(
    phone_page, open_page, sign_in, axe, faults, action, alice, bob
):
    page = phone_page
    sign_in(page, alice)
    page.goto(action.get_absolute_url())
    page.get_by_role("link", name="Ask for more time").click()
    page.get_by_label("The new date").press_sequentially("June 2030")
    page.get_by_text("30 June 2030, read as a month. That is 1,461 days after 30 June 2026.").wait_for()
    page.get_by_label("Why more time is needed").fill("The intranet is late.")
    axe(page)
    assert fits(page)
    page.get_by_role("button", name="Ask for this date").click()
    page.get_by_text("waiting for an editor").wait_for()

    desk = open_page(viewport={"width": 1440, "height": 900})
    sign_in(desk, bob)
    desk.goto(action.get_absolute_url())
    desk.get_by_role("link", name="Agree or refuse it").click()
    date = desk.get_by_label("Another date for 1.1")
    expect(date).not_to_be_visible()
    desk.get_by_label("Agree another date").check()
    date.press_sequentially("Easter 2030")
    desk.get_by_text("21 April 2030, read as a day.").wait_for()
    desk.get_by_label("What you say to Alice Ames").fill("Not so long.")
    axe(desk)
    desk.get_by_role("button", name="Save these answers").click()
    desk.get_by_text("1 new date agreed.").wait_for()
    axe(desk)

    page.reload()
    page.get_by_text("Another date agreed than was asked for.").wait_for()
    page.get_by_text("Why: Not so long.").wait_for()
    axe(page)


def test_the_clerk_records_a_minute_by_keyboard(page, sign_in, axe, faults, committees, alice, carol):
    asked(committees, alice)
    meeting = make_meeting(today())
    sign_in(page, carol)
    page.goto(meeting.get_absolute_url())
    axe(page)
    page.get_by_role("link", name="Record what was resolved on them").press("Enter")
    axe(page)
    page.get_by_label("Not decided").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Agree 30 June 2030")).to_be_checked()
    page.get_by_label("Minute").focus()
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    page.get_by_text("Minute 14 is recorded. 1 new date agreed.").wait_for()
    page.get_by_text("moved from June 26 to June 2030").wait_for()
    axe(page)
