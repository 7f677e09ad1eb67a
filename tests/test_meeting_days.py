"""The days before a meeting on its page, what is due this week, and the days on which the council works."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from actionplan.changes.meetings import set_timetable
from actionplan.diary import diary_of
from actionplan.models import Meeting
from actionplan.timetable import days_of
from actionplan.working_days import WorkingDays
from people.models import ClosedDay, Council
from reports import papers, publication
from reports.models import Clearance
from reports.standing import done_by
from tests.cast import make_meeting, make_plan, page_text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def today():
    return timezone.localdate()


def draft(meeting, plan, carol):
    return papers.create_paper(meeting=meeting, title="P", plans=[plan], by=carol, as_of=today(), at=NOW)


def test_what_of_a_timetable_is_done_and_what_is_late(bob, carol):
    meeting, plan = make_meeting(date(2008, 1, 8), by=carol), make_plan(by=bob)
    late = {
        day.key
        for day in days_of(meeting, Council(), WorkingDays("england"), date(2007, 12, 29), done_by([]))
        if day.late
    }
    assert late == {"draft", "clearance", "publication"}, "of the briefing and the lodging nobody knows"
    paper = draft(meeting, plan, carol)
    assert done_by(list(meeting.papers.all())) == {"draft": True, "clearance": False, "publication": False}
    Clearance.objects.create(
        paper=paper, role="legal", name="L", by=carol, at=NOW, outcome="cleared", text_hash="x"
    )
    assert done_by(list(meeting.papers.all()))["clearance"]
    publication.publish(paper=paper, by=carol, at=NOW)
    assert set(done_by(list(meeting.papers.all())).values()) == {True}


def test_the_clerk_is_told_what_is_due_this_week_and_others_are_not(client, carol, erin):
    soon, far = (make_meeting(today() + timedelta(days=days), by=carol) for days in (40, 90))
    set_timetable(meeting=soon, days={"draft": today() + timedelta(days=6)}, by=carol)
    client.force_login(carol)
    due = client.get("/meetings/").context["due"]
    assert [(meeting, day.key) for meeting, day in due] == [(soon, "draft")]
    assert far not in [meeting for meeting, _ in due]
    client.force_login(erin)
    assert client.get("/meetings/").context["due"] == []
    assert "Timetable" not in page_text(client.get(soon.get_absolute_url()))


def test_a_timetable_is_changed_and_warned_of(client, carol):
    meeting = make_meeting(today() + timedelta(days=40), by=carol)
    client.force_login(carol)
    late = meeting.held_on - timedelta(days=1)
    answer = client.post(
        f"{meeting.get_absolute_url()}timetable/", {"publication": late.isoformat()}, follow=True
    )
    assert "Publication is too late. This leaves no clear day before the meeting" in page_text(answer)
    assert Meeting.objects.get().timetable == {"publication": late.isoformat()}
    client.post(f"{meeting.get_absolute_url()}timetable/", {"publication": ""})
    assert Meeting.objects.get().timetable == {}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"publication": 0}, "That is not before the meeting."),
        ({"draft": 8, "clearance": 9}, "Clearance comes after draft."),
    ],
)
def test_a_timetable_that_cannot_be_is_refused(client, carol, given, sentence):
    meeting = make_meeting(today() + timedelta(days=40), by=carol)
    client.force_login(carol)
    sent = {key: (meeting.held_on - timedelta(days=before)).isoformat() for key, before in given.items()}
    assert sentence in page_text(client.post(f"{meeting.get_absolute_url()}timetable/", sent))
    assert Meeting.objects.get().timetable == {}


def test_the_state_of_a_meeting_is_said_and_a_draft_is_not_told_to_readers(client, bob, carol, erin):
    meeting = make_meeting(today() + timedelta(days=40), by=carol)
    draft(meeting, make_plan(by=bob), carol)
    client.force_login(carol)
    assert "· drafting" in page_text(client.get(meeting.get_absolute_url()))
    client.force_login(erin)
    assert "· planned" in page_text(client.get(meeting.get_absolute_url()))


def test_an_administrator_keeps_the_days_of_the_council(client, frank):
    client.force_login(frank)
    client.post("/council/days/", {"nation": "wales", "clear_days": "3", "call_in_days": "4"})
    council = Council.ours()
    assert (council.nation, council.clear_days, council.call_in_days) == ("wales", 3, 4)
    client.post("/council/days/", {"first": "2030-12-27", "last": "2030-12-31", "what": "Christmas closure"})
    assert ClosedDay.objects.count() == 5
    shown = page_text(client.get("/council/days/"))
    assert "Friday 27 December 2030 Christmas closure" in shown
    client.post(f"/council/days/{ClosedDay.objects.first().pk}/open/")
    assert ClosedDay.objects.count() == 4


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (
            {"nation": "england", "clear_days": "4", "call_in_days": "5"},
            "The law asks for 5 clear days at least.",
        ),
        ({"first": ""}, "Write the day."),
        ({"first": "2030-12-27", "last": "2030-12-01"}, "The last day comes before the first."),
        ({"first": "2030-12-27", "last": "2039-12-01"}, "Write 60 days at the most."),
    ],
)
def test_days_that_cannot_be_are_refused(client, frank, sent, sentence):
    client.force_login(frank)
    assert sentence in page_text(client.post("/council/days/", sent))
    assert not ClosedDay.objects.exists()


@pytest.mark.parametrize("person", ["alice", "bob", "carol", "dan", "erin"])
def test_others_do_not_keep_the_days(client, request, person):
    client.force_login(request.getfixturevalue(person))
    day = ClosedDay.objects.create(day=date(2030, 1, 2))
    assert client.get("/council/days/").status_code == 403
    assert client.post("/council/days/", {"first": "2030-12-27"}).status_code == 403
    assert client.post(f"/council/days/{day.pk}/open/").status_code == 403
    assert ClosedDay.objects.count() == 1


def test_a_clerks_calendar_holds_the_days_for_papers(carol, erin):
    meeting = make_meeting(today() + timedelta(days=40), by=carol)
    titles = [entry.title for entry in diary_of(carol, today(), str)]
    assert titles == ["HR Committee"] + [
        f"{name}: papers of HR Committee"
        for name in ("Draft", "Clearance", "Chair’s briefing", "Lodging", "Publication")
    ]
    assert diary_of(erin, today(), str) == []
    assert meeting.timetable == {}
