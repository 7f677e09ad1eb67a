"""A meeting from its timetable to its minutes, and a question from the committee to the lead and back, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.changes.queries import ask_question
from people.models import ClosedDay
from tests.browser import fits
from tests.cast import make_action, make_meeting, make_plan

pytestmark = pytest.mark.django_db(transaction=True)


def today():
    return timezone.localdate()


def test_a_clerk_looks_at_the_days_for_papers(page, phone_page, sign_in, axe, carol):
    meeting = make_meeting(today() + timedelta(days=9), by=carol)
    sign_in(page, carol)
    page.goto("/meetings/")
    expect(page.get_by_role("heading", name="Due for papers this week")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="HR Committee").first.click()
    page.goto(meeting.get_absolute_url())
    expect(page.get_by_role("heading", name="Timetable")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Change the timetable").first.click()
    late = meeting.held_on - timedelta(days=1)
    page.get_by_label("Publication").fill(late.isoformat())
    axe(page)
    page.get_by_role("button", name="Save the timetable").click()
    expect(page.get_by_role("heading", name="Publication is too late")).to_be_visible()
    sign_in(phone_page, carol)
    phone_page.goto(meeting.get_absolute_url())
    assert fits(phone_page)
    axe(phone_page)


def test_an_administrator_writes_down_when_the_council_closes(page, sign_in, axe, frank):
    sign_in(page, frank)
    page.goto("/council/days/")
    axe(page)
    day = today() + timedelta(days=30)
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Why").fill("Moving house")
    page.get_by_role("button", name="Write these days down").click()
    expect(page.get_by_text("Moving house")).to_be_visible()
    page.get_by_role("button", name="Open after all").click()
    assert not ClosedDay.objects.exists()


@pytest.mark.both
def test_minutes_and_what_follows_from_them(page, sign_in, axe, alice, bob, carol):
    action = make_action(by=bob, leads=[("operational", alice.actor)])
    meeting = make_meeting(today() - timedelta(days=3), by=carol)
    sign_in(page, carol)
    page.goto(meeting.get_absolute_url())
    page.get_by_role("link", name="Record what was resolved", exact=True).click()
    page.get_by_label("Minute").fill("15")
    page.get_by_label("What was resolved").fill("That officers explain.")
    axe(page)
    page.get_by_role("button", name="Record the minute").click()
    axe(page)
    page.get_by_role("link", name="Ask a question").click()
    page.get_by_label("What the committee asked").fill("Why so late?")
    page.get_by_label("About which action").fill(action.reference)
    axe(page)
    page.get_by_role("button", name="Ask this").click()
    page.goto(meeting.get_absolute_url())
    expect(page.get_by_text("Why so late?")).to_be_visible()
    page.get_by_role("link", name="Action log of the HR Committee").click()
    page.get_by_role("link", name="Still open").click()
    expect(page.get_by_text("Waits for an answer")).to_be_visible()
    axe(page)


def test_a_lead_answers_the_committee_on_a_phone(phone_page, sign_in, axe, alice, bob, carol):
    action = make_action(by=bob, leads=[("operational", alice.actor)], challenge=None)
    meeting = make_meeting(today() - timedelta(days=3), by=carol)
    ask_question(
        meeting=meeting, plan=action.plan, action=action, question="Why so late?", by=carol, today=today()
    )
    sign_in(phone_page, alice)
    phone_page.goto("/my-actions/")
    expect(phone_page.get_by_text("Why so late?")).to_be_visible()
    axe(phone_page)
    phone_page.get_by_role("link", name="Answer the question").click()
    phone_page.get_by_label("The answer").fill("The snow came early.")
    axe(phone_page)
    phone_page.get_by_role("button", name="Send the answer").click()
    expect(phone_page.get_by_text("The snow came early.").first).to_be_visible()
    assert fits(phone_page)
    axe(phone_page)


def test_a_plan_goes_to_several_meetings_in_turn(page, sign_in, bob, carol):
    make_plan(by=bob)
    meetings = [make_meeting(today() + timedelta(days=days), by=carol) for days in (20, 50)]
    sign_in(page, carol)
    for meeting in meetings:
        page.goto(f"{meeting.get_absolute_url()}papers/new/")
        page.get_by_label("Title").fill("Progress")
        page.get_by_role("button", name="draft").click()
        page.goto(meeting.get_absolute_url())
        expect(page.get_by_text("drafting")).to_be_visible()
