"""Meetings: who knows of them, who plans them, and what stands on their pages."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplan.changes import record_resolution
from actionplan.models import Meeting
from reports import papers, publication
from tests.cast import TODAY, make_action, make_committee, make_meeting, make_plan, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
NEXT = {"held_on": "2027-02-09", "starts_at": "18:30"}


def page(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def test_meetings_ahead_come_first_the_next_one_at_the_top(client, erin, carol):
    for days in (30, 10, -10, -30, 0):
        make_meeting(in_days(days), by=carol)
    answer = client.force_login(erin) or client.get("/meetings/")
    ahead, held = answer.context["ahead"], answer.context["held"]
    assert [each.held_on for each in ahead] == [in_days(0), in_days(10), in_days(30)]
    assert [each.held_on for each in held] == [in_days(-10), in_days(-30)]


def test_meetings_of_one_committee(client, erin, carol):
    hr, audit = make_committee(), make_committee("Audit Committee")
    make_meeting(in_days(10), by=carol, committee=hr)
    make_meeting(in_days(11), by=carol, committee=audit)
    client.force_login(erin)
    shown = client.get("/meetings/", {"committee": "audit-committee"}).context["ahead"]
    assert [each.committee for each in shown] == [audit]
    for nonsense in ("x", "999999", "-1", "٣", "1" * 40):
        assert len(client.get("/meetings/", {"committee": nonsense}).context["ahead"]) == 2


def test_without_meetings_the_page_says_what_will_stand_there(client, erin, carol):
    assert "No meetings to see yet" in page(client, erin, "/meetings/")
    assert "Add a meeting" not in page(client, erin, "/meetings/")
    assert "Add a meeting" in page(client, carol, "/meetings/")


def test_the_list_counts_papers_and_tells_drafts_to_those_who_draft(client, bob, carol, erin):
    plan, meeting = make_plan(by=bob), make_meeting(in_days(10), by=carol)
    for order in (1, 2):
        paper = papers.create_paper(
            meeting=meeting, title="Progress", plans=[plan], by=carol, as_of=TODAY, at=NOW, order=order
        )
    publication.publish(paper=paper, by=carol, at=NOW)
    assert "1 published, 1 in draft" in page(client, carol, "/meetings/")
    assert "1 published" in page(client, erin, "/meetings/")
    assert "draft" not in page(client, erin, "/meetings/")


@pytest.mark.once
def test_the_number_of_queries_does_not_grow_with_the_meetings(client, carol, bob, erin):
    plan = make_plan(by=bob)
    client.force_login(carol)

    def queries(url):
        client.get(url)  # what is read once a process or session
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        return sum("people_council" not in query["sql"] for query in found)  # read anew every few seconds

    def add(days):
        meeting = make_meeting(in_days(days), by=carol)
        for _ in range(2):
            papers.create_paper(meeting=meeting, title="P", plans=[plan], by=carol, as_of=TODAY, at=NOW)
        return meeting

    meeting = add(10)
    few = queries("/meetings/"), queries(meeting.get_absolute_url())
    for days in (-5, 20, 30, 40):
        add(days)
    for _ in range(6):
        papers.create_paper(meeting=meeting, title="P", plans=[plan], by=carol, as_of=TODAY, at=NOW)
    assert (queries("/meetings/"), queries(meeting.get_absolute_url())) == few
    assert max(few) <= 15


def test_a_stranger_does_not_learn_which_meetings_there_are(client, dan, carol):
    meeting = make_meeting(by=carol)
    assert "HR Committee" not in page(client, dan, "/meetings/")
    page(client, dan, meeting.get_absolute_url(), 404)
    page(client, dan, "/meetings/no-such-meeting/", 404)


def test_nobody_reads_without_signing_in(client, carol):
    meeting = make_meeting(by=carol)
    for url in ("/meetings/", meeting.get_absolute_url(), "/meetings/new/"):
        assert client.get(url).status_code == 302
        assert "/sign-in/" in client.get(url).headers["Location"]


def test_a_lead_knows_of_meetings(client, alice, bob, carol):
    make_action(by=bob, leads=[("operational", alice.actor)])
    assert "HR Committee" in page(client, alice, make_meeting(by=carol).get_absolute_url())


def test_a_meeting_says_what_it_resolved(client, erin, carol):
    meeting = make_meeting(by=carol)
    record_resolution(meeting=meeting, minute="14", words="That it be noted.", outcome="Noted", by=carol)
    shown = page(client, erin, meeting.get_absolute_url())
    assert "Minute 14" in shown
    assert "That it be noted." in shown


def test_a_clerk_plans_a_meeting(client, carol):
    hr = make_committee()
    client.force_login(carol)
    answer = client.post("/meetings/new/", NEXT | {"committee": hr.pk})
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == meeting.get_absolute_url() == "/meetings/hr-committee-2027-02-09/"
    assert (meeting.committee, meeting.held_on, meeting.starts_at) == (hr, date(2027, 2, 9), time(18, 30))


def test_a_committees_clerk_plans_that_committees_meetings_only(client, db):
    hr, audit = make_committee(), make_committee("Audit Committee")
    gus = make_user("Gus Grey", "clerk", committee=hr)
    shown = page(client, gus, "/meetings/new/")
    assert "HR Committee" in shown
    assert "Audit Committee" not in shown
    answer = client.post("/meetings/new/", NEXT | {"committee": audit.pk})
    assert answer.status_code == 200
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("person", ["alice", "bob", "dan", "erin", "frank"])
def test_others_plan_no_meetings(client, request, carol, person):
    user, meeting = request.getfixturevalue(person), make_meeting(by=carol)
    page(client, user, "/meetings/new/", 403)
    assert client.post("/meetings/new/", NEXT | {"committee": meeting.committee.pk}).status_code == 403
    page(client, user, f"{meeting.get_absolute_url()}edit/", 404)
    assert Meeting.objects.get().held_on == date(2026, 12, 8)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"held_on": ""}, "Write the date of the meeting."),
        ({"held_on": "9 February"}, "Write the date as 2026-12-08."),
        ({"starts_at": ""}, "Write the time it starts."),
        ({"starts_at": "half six"}, "Write the time as 18:30."),
        ({"committee": ""}, "Choose the committee."),
        (
            {"held_on": "2026-12-08", "starts_at": "19:00"},
            "This committee has a meeting at that time already.",
        ),
    ],
)
def test_a_meeting_that_cannot_be_is_refused_and_what_was_typed_stays(client, carol, given, sentence):
    meeting = make_meeting(by=carol)
    client.force_login(carol)
    sent = NEXT | {"committee": meeting.committee.pk} | given
    shown = client.post("/meetings/new/", sent).content.decode()
    assert sentence in shown
    assert f'value="{sent["held_on"]}"' in shown or not sent["held_on"]
    assert Meeting.objects.count() == 1


def test_a_meeting_moves_and_keeps_its_address(client, carol):
    meeting = make_meeting(by=carol)
    url = f"{meeting.get_absolute_url()}edit/"
    assert 'value="2026-12-08"' in page(client, carol, url)
    answer = client.post(url, NEXT | {"committee": meeting.committee.pk})
    assert answer.headers["Location"] == meeting.get_absolute_url()
    meeting.refresh_from_db()
    assert (meeting.held_on, meeting.slug) == (date(2027, 2, 9), "hr-committee-2026-12-08")


def test_the_stylesheets_of_papers_are_there():
    assert finders.find("reports/paper.css")
    assert finders.find("reports/paper_page.css")
