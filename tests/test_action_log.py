"""A committee's action log: what it resolved and asked over every plan, with what became of each."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from actionplan.changes import ask_for_time, move_deadline
from actionplan.changes.queries import answer_question, ask_question
from actionplan.changes.resolutions import add_by_resolution, close_by_resolution, record_minute
from tests.cast import make_action, make_challenge, make_meeting, make_plan, page_text

pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


@pytest.fixture
def plan(bob):
    return make_plan(by=bob, extensions_agreed_by="committee")


@pytest.fixture
def meeting(carol):
    return make_meeting(today() - timedelta(days=20), by=carol)


def lived(plan, meeting, bob, carol):
    """One of each thing a committee may leave behind."""
    challenge = make_challenge(plan, by=bob)
    moved, closed, asked, secret, waiting = (
        make_action(text, challenge=challenge, deadline=f"June {today().year % 100 + 1}", by=bob, **more)
        for text, more in (
            ("Move it", {}),
            ("Close it", {}),
            ("Ask about it", {}),
            ("Keep it quiet", {"exempt": "all", "paragraph": "4", "public_interest": "R"}),
            ("Wait for it", {}),
        )
    )
    given = {"by": carol, "today": today()}
    minute = record_minute(meeting=meeting, minute="15", words="That it be so.", outcome="Agreed", **given)
    new = f"July {today().year % 100 + 2}"
    move_deadline(deadline=moved.deadlines.get(), words=new, reason="R", resolution=minute, **given)
    close_by_resolution(resolution=minute, action=closed, ending="done", words="It is built.", **given)
    close_by_resolution(resolution=minute, action=secret, ending="not_done", words="Hush", **given)
    add_by_resolution(resolution=minute, challenge=challenge, text="Added by members", **given)
    query = ask_question(meeting=meeting, plan=plan, action=asked, question="Why so late?", **given)
    ask_question(meeting=meeting, plan=plan, action=secret, question="How goes the secret?", **given)
    ask_for_time(deadline=waiting.deadlines.get(), words=new, reason="R", by=bob, today=today())
    return query


def log(client, user, meeting, show=""):
    client.force_login(user)
    answer = client.get(f"/meetings/log/{meeting.committee.slug}/", {"show": show} if show else {})
    assert answer.status_code == 200
    return answer


def kinds(answer):
    return sorted((entry.kind, entry.reference) for entry in answer.context["page"])


def test_the_log_tells_everything_and_what_became_of_it(client, bob, carol, plan, meeting):
    query = lived(plan, meeting, bob, carol)
    answer = log(client, carol, meeting)
    assert kinds(answer) == [
        ("added", "1.5"),
        ("closed", "1.2"),
        ("closed", "E1"),
        ("new date", "1.1"),
        ("new date", "1.4"),
        ("question", "1.3"),
        ("question", "E1"),
        ("resolution", ""),
    ]
    shown = page_text(answer)
    assert "Done: It is built." in shown
    assert "Waits for the HR Committee" in shown
    assert "Waits for an answer" in shown
    answer_question(query=query, by=bob, today=today(), words="Snow.")
    assert "Snow." in page_text(log(client, carol, meeting))


def test_what_is_open_and_what_is_answered(client, bob, carol, erin, plan, meeting):
    query = lived(plan, meeting, bob, carol)
    open_now = [("added", "1.5"), ("new date", "1.1"), ("new date", "1.4"), ("question", "1.3")]
    assert kinds(log(client, erin, meeting, "open")) == open_now
    assert kinds(log(client, erin, meeting, "answered")) == [("closed", "1.2"), ("resolution", "")]
    answer_question(query=query, by=bob, today=today(), words="Snow.")
    assert ("question", "1.3") in kinds(log(client, erin, meeting, "answered"))
    assert len(kinds(log(client, erin, meeting, "nonsense"))) == 6


def test_what_is_exempt_is_withheld_on_the_page_and_in_the_file(client, bob, carol, erin, plan, meeting):
    lived(plan, meeting, bob, carol)
    page = page_text(log(client, erin, meeting))
    file = client.get(f"/meetings/log/{meeting.committee.slug}.csv").content.decode()
    for words in ("Hush", "How goes the secret?", "E1"):
        assert words not in page
        assert words not in file


def test_the_file_holds_the_same_lines(client, bob, carol, plan, meeting):
    lived(plan, meeting, bob, carol)
    client.force_login(carol)
    answer = client.get(f"/meetings/log/{meeting.committee.slug}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 8
    asked = next(row for row in rows if row["words"] == "Why so late?")
    assert (asked["held_on"], asked["reference"], asked["is_open"]) == (
        meeting.held_on.isoformat(),
        "1.3",
        "open",
    )


def test_strangers_know_of_no_log_and_people_have_none(client, dan, erin, carol, meeting):
    client.force_login(dan)
    for end in ("/", ".csv"):
        assert client.get(f"/meetings/log/{meeting.committee.slug}{end}").status_code == 404
    client.force_login(erin)
    assert client.get(f"/meetings/log/{erin.actor.slug}/").status_code == 404
    assert "Nothing stands here" in page_text(log(client, erin, meeting))


@pytest.mark.once
def test_the_log_costs_the_same_however_long_it_is(client, bob, carol, plan, meeting):
    def asked():
        log(client, carol, meeting)
        with CaptureQueriesContext(connection) as found:
            log(client, carol, meeting)
        return sum("people_council" not in query["sql"] for query in found)

    lived(plan, meeting, bob, carol)
    few = asked()
    challenge = make_challenge(make_plan("Another", by=bob), by=bob)
    for n in range(12):
        minute = record_minute(meeting=meeting, minute=str(100 + n), by=carol, today=today())
        action = make_action(f"More {n}", challenge=challenge, by=bob)
        given = {"by": carol, "today": today(), "resolution": minute}
        ask_question(meeting=meeting, plan=action.plan, action=action, question="Why?", **given)
        close_by_resolution(action=action, ending="done", **given)
    assert asked() == few
