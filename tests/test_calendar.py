"""The private calendar: whose it is, what stands in it, and that other programs can read it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from actionplan.calendar import Entry, as_ical
from actionplan.changes import edit_action, edit_plan, plan_meeting
from actionplan.models import Revision
from people.calendar_keys import give_calendar_key, take_calendar_key, whose_calendar
from people.models import Membership
from tests.browser import fits
from tests.cast import (
    make_action,
    make_actor,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
    page_text,
    say,
)

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
SINCE = datetime(2026, 1, 9, 9, tzinfo=UTC)


@pytest.fixture
def action(alice):
    return make_action("Publish, then print; all", deadline="June 26", leads=[("operational", alice.actor)])


def feed(user, client=None):
    user.refresh_from_db()
    user = user if user.calendar_key else give_calendar_key(user=user)
    return (client or Client()).get(reverse("calendar_feed", args=[user.calendar_key]))


def events(user):
    """The events of somebody's calendar by the start of their titles."""
    found = Calendar.from_ical(feed(user).content).walk("VEVENT")
    return {str(event["summary"]).split(" ")[0]: event for event in found}


def deadlines(user):
    return [
        str(event["summary"])
        for event in Calendar.from_ical(feed(user).content).walk("VEVENT")
        if "deadline" in event["uid"]
    ]


# What stands in it


def test_a_deadline_is_a_day_with_its_plan_and_its_page(action, alice):
    event = events(alice)["1.1"]
    assert event["summary"] == "1.1 due: Publish, then print; all"
    assert event["dtstart"].dt == date(2026, 6, 30)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["description"] == "Peer review plan\nPublish, then print; all\nDeadline as written: June 26"
    assert event["url"] == f"http://testserver{action.get_absolute_url()}"
    assert event["transp"] == "TRANSPARENT"
    assert event["uid"] == f"deadline-{action.deadlines.get().pk}@testserver"


def test_its_stamps_are_of_its_last_change_not_of_the_moment_it_is_fetched(action, alice, bob):
    changed = datetime(2026, 9, 8, 19, 30, tzinfo=UTC)
    Revision.objects.filter(subject_id=action.pk, subject="action").update(at=changed)
    event = events(alice)["1.1"]
    assert event["dtstamp"].dt == event["last-modified"].dt == changed
    assert feed(alice).content == feed(alice).content
    edit_action(action=action, by=bob, today=date(2026, 11, 20), text="Print")
    assert events(alice)["1.1"]["last-modified"].dt > changed
    assert events(alice)["1.1"]["uid"] == event["uid"]


def test_a_review_and_one_of_several_deadlines_say_so(alice):
    review = make_action("Look again", deadline="Review June 27", leads=[("member", alice.actor)])
    make_action(
        "Train everybody",
        challenge=review.challenge,
        deadline="Forms to be in place by March 2027. Training plan to be in place by May 2027",
        leads=[("strategic", alice.actor)],
    )
    assert deadlines(alice) == [
        "1.2 due: Forms to be in place",
        "1.2 due: Training plan to be in place",
        "1.1 review: Look again",
    ]


def test_what_is_done_met_undated_closed_or_somebody_elses_is_not_in_it(alice, bob, dan):
    mine = {"deadline": "June 27", "leads": [("operational", alice.actor)]}
    challenge = make_challenge()
    done, met, kept = (make_action(text, challenge=challenge, **mine) for text in ("Done", "Met", "Kept"))
    make_action("Undated", challenge=challenge, leads=mine["leads"])
    make_action("Somebody's", challenge=challenge, deadline="June 27", leads=[("operational", dan.actor)])
    closed = make_action("Closed", challenge=make_challenge(make_plan("Old plan")), **mine)
    edit_plan(plan=closed.plan, by=bob, state="closed")
    say(done, alice, meaning="complete")
    line = met.deadlines.get()
    edit_action(action=met, by=bob, today=timezone.localdate(), met={line: date(2026, 1, 1)})
    assert deadlines(alice) == [f"{kept.reference} due: Kept"]


def test_through_a_post_too_while_one_holds_it(alice):
    head = make_actor("Head of People", "post")
    holding = Membership.objects.create(of=head, member=alice.actor)
    make_action("Publish", deadline="June 27", leads=[("strategic", head)])
    assert deadlines(alice) == ["1.1 due: Publish"]
    holding.until = timezone.localdate() - timedelta(days=1)
    holding.save()
    assert deadlines(alice) == []


def test_of_an_exempt_action_only_its_reference_is_told(alice):
    make_action("Sell the depot", deadline="June 27", leads=[("operational", alice.actor)], **EXEMPT)
    told = feed(alice).content.decode()
    assert deadlines(alice) == ["E1: exempt action"]
    for secret in ("depot", "contract", "June 27", "Peer review plan"):
        assert secret not in told.replace("\r\n ", "")


def test_where_the_news_is_exempt_the_wording_is_told_and_nothing_that_may_hold_news(alice):
    make_action(
        "Publish",
        deadline="June 27",
        leads=[("operational", alice.actor)],
        notes="They want a million.",
        **EXEMPT | {"exempt": "news"},
    )
    event = events(alice)["1.1"]
    assert (event["summary"], event["description"]) == ("1.1 due: Publish", "Peer review plan")


# Meetings


def test_a_meeting_stands_at_its_hour_in_london(action, alice):
    meeting = make_meeting(timezone.localdate() + timedelta(days=9))
    event = events(alice)["HR"]
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtstart"].dt.replace(tzinfo=None) == datetime.combine(meeting.held_on, time(19, 0))
    assert event["duration"].dt == timedelta(hours=2)
    assert event["url"] == f"http://testserver{meeting.get_absolute_url()}"
    plan_meeting(
        committee=meeting.committee,
        held_on=meeting.held_on,
        starts_at=time(18, 30),
        by=None,
        meeting=meeting,
    )
    moved = events(alice)["HR"]
    assert (moved["uid"], moved["dtstart"].dt.hour) == (event["uid"], 18)


@pytest.mark.parametrize(("month", "offset"), [(1, 0), (3, 0), (7, 1), (10, 1), (12, 0)])
def test_summer_and_winter_time_are_in_the_calendar_itself(month, offset):
    on = datetime.combine(date(2027, month, 15), time(19, 0))
    entries = [Entry("meeting-1", on, "HR Committee")]
    calendar = Calendar.from_ical(as_ical(entries, name="Plans", site="example.org", since=SINCE))
    (clocks,) = calendar.walk("VTIMEZONE")
    assert clocks.to_tz(lookup_tzid=False).utcoffset(on) == timedelta(hours=offset)


def test_whose_meetings_they_are(alice, dan, erin):
    """Those of a committee one sits on, is the clerk of, or leads an action for."""
    audit, planning = make_committee("Audit Committee"), make_committee("Planning Committee")
    for committee in (make_committee(), audit, planning):
        make_meeting(timezone.localdate(), committee=committee)
    make_action(deadline="June 27", leads=[("member", alice.actor)])
    Membership.objects.create(of=audit, member=alice.actor)
    clerk = make_user("Pat Planner", "clerk", committee=planning)
    everywhere = make_user("Carol Crane", "clerk")
    assert not_of_papers(alice) == {"1.1", "HR", "Audit"}
    assert not_of_papers(clerk) == {"Planning"}
    assert not_of_papers(everywhere) == {"HR", "Audit", "Planning"}
    assert events(dan).keys() == events(erin).keys() == set()


def not_of_papers(user):
    """What is in somebody's calendar besides the days by which a clerk's papers must be there."""
    return {name for name in events(user) if not name.endswith((":", "’s"))}


def test_a_meeting_long_ago_is_left_out(action, alice):
    make_meeting(timezone.localdate() - timedelta(days=93))
    assert events(alice).keys() == {"1.1"}


def test_who_may_not_open_a_meeting_has_no_address_of_it(dan):
    make_meeting(timezone.localdate())
    Membership.objects.create(of=make_committee(), member=dan.actor)
    assert "url" not in events(dan)["HR"]


# Bytes


def test_lines_are_folded_at_75_octets_and_end_as_the_rule_says(alice):
    make_action(
        "Ça va être réglé \x0b\t“ici” " * 30 + "\nA second line \\ with; every, mark",
        deadline="June 27",
        leads=[("operational", alice.actor)],
    )
    content = feed(alice).content
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert max(len(line) for line in lines) <= 75
    assert not any(b"\r" in line or b"\n" in line or b"\x0b" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is cut in two
    description = str(events(alice)["1.1"]["description"])
    assert "“ici” Ça va être réglé" in description
    assert "\nA second line \\ with; every, mark" in description


def test_it_reads_back_whole_and_its_keys_are_unique(alice):
    challenge = make_challenge()
    for number in range(12):
        make_action(
            f"Do {number}", challenge=challenge, deadline="June 27", leads=[("operational", alice.actor)]
        )
    calendar = Calendar.from_ical(feed(alice).content)
    assert (str(calendar["version"]), str(calendar["x-wr-calname"])) == ("2.0", "Actionplan: action plans")
    keys = [event["uid"] for event in calendar.walk("VEVENT")]
    assert len(set(keys)) == len(keys) == 12
    assert calendar.walk("VTIMEZONE") == []
    for event in calendar.walk("VEVENT"):
        assert event["dtstamp"].dt.tzinfo is not None
        assert not event.errors


def test_without_any_entry_it_is_a_calendar_still(dan):
    assert Calendar.from_ical(feed(dan).content).walk("VEVENT") == []


@pytest.mark.parametrize("count", [5, 50])
def test_it_costs_the_same_however_much_is_in_it(alice, count, django_assert_num_queries):
    challenge = make_challenge()
    for number in range(count):
        make_action(
            f"Do {number}", challenge=challenge, deadline="June 27", leads=[("operational", alice.actor)]
        )
        make_meeting(timezone.localdate() + timedelta(days=number))
    address = reverse("calendar_feed", args=[give_calendar_key(user=alice).calendar_key])
    with django_assert_num_queries(9):
        Client().get(address)


# Whose it is


def test_only_the_present_address_of_a_present_account_leads_anywhere(client, alice):
    first = give_calendar_key(user=alice).calendar_key
    assert len(first) >= 40
    address = reverse("calendar_feed", args=[first])
    assert client.get(address).status_code == 200
    second = give_calendar_key(user=alice).calendar_key
    assert second != first
    assert client.get(address).status_code == 404
    address = reverse("calendar_feed", args=[second])
    alice.is_active = False
    alice.save(update_fields=["is_active"])
    assert client.get(address).status_code == 404
    alice.is_active = True
    alice.save(update_fields=["is_active"])
    assert client.get(address).status_code == 200
    take_calendar_key(user=alice)
    assert client.get(address).status_code == 404
    assert client.get(reverse("calendar_feed", args=["None"])).status_code == 404
    assert whose_calendar("") is whose_calendar(None) is None


def test_it_is_private_and_fetched_again_only_where_it_has_changed(client, action, alice, bob):
    answer = feed(alice, client)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer
    again = client.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    edit_action(action=action, by=bob, today=timezone.localdate(), text="Print")
    again = client.get(answer.request["PATH_INFO"], headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 200
    assert client.head(answer.request["PATH_INFO"]).status_code == 200
    assert client.post(answer.request["PATH_INFO"]).status_code == 405


def test_the_page_makes_renews_and_stops_the_address(client, action, alice, dan):
    page = reverse("calendar")
    assert client.get(page).status_code == 302
    client.force_login(alice)
    assert "Make my calendar address" in page_text(client.get(page))
    said = client.post(reverse("calendar_renew"), follow=True)
    alice.refresh_from_db()
    first = alice.calendar_key
    assert f"http://testserver/calendar/{first}.ics" in said.content.decode()
    assert f"webcal://testserver/calendar/{first}.ics" in said.content.decode()
    assert "There is 1 deadline and 0 meetings in it now." in page_text(said)
    assert "no-store" in said["Cache-Control"]
    said = client.post(reverse("calendar_renew"), follow=True)
    assert "The old address no longer works." in page_text(said)
    assert first not in said.content.decode()
    said = client.post(reverse("calendar_stop"), follow=True)
    assert "Your calendar is stopped" in page_text(said)
    alice.refresh_from_db()
    assert alice.calendar_key is None
    for name in ("calendar_renew", "calendar_stop"):
        assert client.get(reverse(name)).status_code == 405
    dan.refresh_from_db()
    assert dan.calendar_key is None


def test_one_finds_it_in_ones_menu_and_copies_the_address(phone_page, sign_in, axe, faults, action, alice):
    page = phone_page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(page, alice)
    page.goto("/my-actions/")
    page.locator(".account summary").click()
    page.get_by_role("link", name="My calendar", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Make my calendar address").click()
    page.get_by_text("Your calendar has an address now.").wait_for()
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("Copied.").wait_for()
    alice.refresh_from_db()
    address = page.get_by_label("Your private address").input_value()
    assert alice.calendar_key in address
    assert page.evaluate("navigator.clipboard.readText()") == address
    axe(page)
    assert fits(page)
