"""After the meeting: minutes by recommendation, from when they count, and what follows from them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan.changes.resolutions import add_by_resolution, close_by_resolution, record_minute
from actionplan.models import Action, Query, Resolution
from actionplan.timetable import counts_from
from actionplan.working_days import WorkingDays
from reports import papers, publication
from tests.cast import make_action, make_challenge, make_committee, make_meeting, make_plan, page_text, say

pytestmark = pytest.mark.django_db
ASKED = ["That progress be noted.", "That new dates be agreed."]


def today():
    return timezone.localdate()


@pytest.fixture
def meeting(carol):
    return make_meeting(today() - timedelta(days=20), by=carol)


@pytest.fixture
def action(alice, bob):
    return make_action(by=bob, leads=[("operational", alice.actor)])


def minute(meeting, carol, number="15", **given):
    return record_minute(meeting=meeting, minute=number, by=carol, today=today(), **given)


def published(meeting, plan, carol):
    paper = papers.create_paper(
        meeting=meeting,
        title="Progress",
        plans=[plan],
        by=carol,
        as_of=meeting.held_on,
        at=timezone.now(),
        recommendations=ASKED,
    )
    publication.publish(paper=paper, by=carol, at=timezone.now())
    return paper


def url(meeting, *parts):
    return "".join([meeting.get_absolute_url(), "resolutions/", *(f"{part}/" for part in parts)])


def test_a_minute_answers_recommendations_and_the_paper_stays_as_it_went_out(client, carol, action, meeting):
    paper = published(meeting, action.plan, carol)
    before = [bytes(each.file) for edition in paper.editions.all() for each in edition.files.all()]
    noted, agreed = paper.recommendations.all()
    client.force_login(carol)
    assert "Item 1 (B) That new dates be agreed." in page_text(client.get(url(meeting, "new")))
    sent = {
        "minute": "15",
        "outcome": "Agreed",
        "resolved": "Agreed.",
        "counts": "meeting",
        "answers": [agreed.pk],
    }
    answer = client.post(url(meeting, "new"), sent)
    resolution = Resolution.objects.get()
    assert answer.headers["Location"] == url(meeting, resolution.pk)
    agreed.refresh_from_db()
    noted.refresh_from_db()
    assert (agreed.resolution, noted.resolution) == (resolution, None)
    assert (resolution.minute, resolution.effective_on) == ("15", meeting.held_on)
    assert before == [bytes(each.file) for edition in paper.editions.all() for each in edition.files.all()]
    assert "(B)" not in page_text(client.get(url(meeting, "new"))), "it is answered"
    shown = page_text(client.get(meeting.get_absolute_url()))
    assert "Minute 15 · Agreed Item 1 (B) That new dates be agreed. Agreed." in shown
    assert "Not resolved on yet: Item 1 (A) That progress be noted." in shown
    client.post(url(meeting, resolution.pk), sent | {"answers": [noted.pk]})
    agreed.refresh_from_db()
    assert agreed.resolution is None


def test_a_recommendation_of_another_meeting_cannot_be_answered(client, carol, action, meeting):
    other = make_meeting(today() - timedelta(days=5), by=carol)
    foreign = published(other, action.plan, carol).recommendations.first()
    published(meeting, action.plan, carol)
    client.force_login(carol)
    sent = {"minute": "15", "counts": "meeting", "answers": [foreign.pk]}
    assert client.post(url(meeting, "new"), sent).status_code == 200
    assert not Resolution.objects.exists()


def test_a_decision_that_can_be_called_in_counts_later(client, carol, meeting):
    client.force_login(carol)
    on = meeting.held_on + timedelta(days=2)
    client.post(url(meeting, "new"), {"minute": "15", "counts": "call_in", "published_on": on.isoformat()})
    expected = counts_from(meeting.held_on, on, 5, WorkingDays("england"))
    assert Resolution.objects.get().effective_on == expected > on


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"minute": "", "counts": "meeting"}, "Write the number of the minute."),
        ({"minute": "15", "counts": "day"}, "Write the day."),
        ({"minute": "15", "counts": "day", "effective_on": "2001-01-01"}, "before the meeting"),
        ({"minute": "14", "counts": "meeting"}, "Minute 14 is recorded already"),
    ],
)
def test_a_minute_that_cannot_be_is_refused(client, carol, meeting, sent, sentence):
    minute(meeting, carol, "14", words="Noted.")
    client.force_login(carol)
    assert sentence in page_text(client.post(url(meeting, "new"), sent))
    assert Resolution.objects.count() == 1


def test_the_same_minute_twice_is_one_and_none_is_recorded_beforehand(carol, meeting):
    assert minute(meeting, carol, words="Noted.") == minute(meeting, carol, words="Noted.")
    ahead = make_meeting(today() + timedelta(days=3), by=carol)
    with pytest.raises(ValidationError, match="record afterwards"):
        minute(ahead, carol)


def test_a_resolution_closes_an_action(client, carol, alice, action, meeting):
    say(action, alice, "Nearly there.")
    resolution = minute(meeting, carol)
    client.force_login(carol)
    sent = {"plan": action.plan_id, "reference": "1.1", "ending": "not_done", "words": "No longer needed."}
    answer = client.post(url(meeting, resolution.pk, "close"), sent)
    assert answer.headers["Location"] == url(meeting, resolution.pk)
    action.refresh_from_db()
    assert not action.is_open
    assert (action.ending, action.outcome) == ("not_done", "No longer needed.")
    assert action.latest_update.resolution == resolution
    assert "1.1 Not done: No longer needed." in page_text(client.get(meeting.get_absolute_url()))


def test_a_closure_counts_from_the_day_of_the_resolution(carol, action, meeting):
    resolution = minute(meeting, carol, effective_on=meeting.held_on + timedelta(days=8))
    closed = close_by_resolution(resolution=resolution, action=action, ending="done", by=carol, today=today())
    assert closed.latest_update.given_on == resolution.effective_on


def test_nothing_is_closed_or_added_while_a_decision_can_be_called_in(client, carol, action, meeting):
    resolution = minute(meeting, carol, effective_on=today() + timedelta(days=1))
    with pytest.raises(ValidationError, match="until then it can be called in"):
        close_by_resolution(resolution=resolution, action=action, ending="done", by=carol, today=today())
    with pytest.raises(ValidationError, match="until then it can be called in"):
        add_by_resolution(
            resolution=resolution, challenge=action.challenge, text="More", by=carol, today=today()
        )
    assert Action.objects.get().is_open
    client.force_login(carol)
    assert "Close an action" not in page_text(client.get(url(meeting, resolution.pk)))


def test_a_committee_closes_and_adds_in_its_own_plans_only(client, bob, carol, action):
    audit = make_meeting(today(), committee=make_committee("Audit Committee"), by=carol)
    resolution = minute(audit, carol)
    with pytest.raises(ValidationError, match="not a plan of the Audit Committee"):
        close_by_resolution(resolution=resolution, action=action, ending="done", by=carol, today=today())
    client.force_login(carol)
    sent = {"plan": action.plan_id, "reference": "1.1", "ending": "done"}
    assert client.post(url(audit, resolution.pk, "close"), sent).status_code == 200
    assert Action.objects.get().is_open


def test_a_resolution_adds_an_action_that_says_where_it_comes_from(client, carol, alice, action, meeting):
    resolution = minute(meeting, carol)
    client.force_login(carol)
    sent = {
        "plan": action.plan_id,
        "number": "1",
        "text": "Publish the list",
        "lead": "alice ames",
        "deadline": "June 27",
    }
    client.post(url(meeting, resolution.pk, "add"), sent)
    added = Action.objects.get(reference="1.2")
    assert [lead.actor for lead in added.leads.all()] == [alice.actor]
    assert added.deadlines.get().due.year == 2027
    assert added.latest_update.resolution == resolution
    assert added.latest_update.words.startswith("Added by HR Committee, ")
    for wrong, sentence in (
        ({"number": "9"}, "Nothing in this plan has the number 9."),
        ({"lead": "Nobody Known"}, "We know nobody"),
    ):
        shown = page_text(client.post(url(meeting, resolution.pk, "add"), sent | wrong))
        assert sentence in shown
    assert Action.objects.count() == 2


def test_a_resolution_asks_a_question(client, carol, action, meeting):
    resolution = minute(meeting, carol)
    client.force_login(carol)
    sent = {"plan": action.plan_id, "reference": "1.1", "question": "Why?"}
    client.post(url(meeting, resolution.pk, "ask"), sent)
    query = Query.objects.get()
    assert (query.resolution, query.action, query.meeting) == (resolution, action, meeting)
    shown = page_text(client.post(url(meeting, resolution.pk, "ask"), sent | {"reference": "7.7"}))
    assert "There is no action 7.7 in this plan." in shown


def test_only_the_clerk_records(client, alice, bob, erin, frank, dan, carol, action, meeting):
    resolution = minute(meeting, carol)
    addresses = [
        url(meeting, "new"),
        url(meeting, resolution.pk),
        *(url(meeting, resolution.pk, what) for what in ("ask", "close", "add")),
        f"{meeting.get_absolute_url()}questions/new/",
        f"{meeting.get_absolute_url()}timetable/",
    ]
    for person in (alice, bob, erin, frank, dan):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code == 404
            assert client.post(address, {"minute": "16", "counts": "meeting"}).status_code == 404
    client.force_login(carol)
    assert [client.get(address).status_code for address in addresses] == [200] * len(addresses)
    assert client.get(url(meeting, resolution.pk, "burn")).status_code == 404
    assert client.get(url(make_meeting(today(), by=carol), resolution.pk)).status_code == 404
    assert Resolution.objects.count() == 1


def test_what_is_exempt_is_not_told_beside_a_minute(client, erin, bob, carol, meeting):
    secret = make_action(
        "Talks",
        challenge=make_challenge(make_plan(by=bob), by=bob),
        by=bob,
        exempt="all",
        paragraph="4",
        public_interest="R",
    )
    resolution = minute(meeting, carol)
    close_by_resolution(
        resolution=resolution, action=secret, ending="not_done", words="Broken off", by=carol, today=today()
    )
    client.force_login(erin)
    assert "Broken off" not in page_text(client.get(meeting.get_absolute_url()))
    client.force_login(carol)
    assert "Broken off" in page_text(client.get(meeting.get_absolute_url()))
