"""Publishing a paper in a browser: what is asked first, and that what went out stays."""

from datetime import date, time

import pytest

from actionplan.changes import edit_action, plan_meeting, record_update
from reports.formats import FORMATS
from reports.models import Edition, Paper
from tests.cast import TODAY
from tests.papers import URL, form_of, make_exempt_paper, make_paper, publish, see

pytestmark = pytest.mark.django_db


def test_publishing_asks_first_and_says_what_will_happen(client, bob, carol):
    make_exempt_paper(bob)
    shown = see(client, carol, f"{URL}publish/")
    for words in (
        "20 November 2026",
        "Word, PDF, Web page, Excel, CSV and JSON",
        "public copy",
        "holds exempt information",
        "6 implications of which nothing is said",
        "1 section with nothing in it",
    ):
        assert words in shown
    assert not Edition.objects.exists()


def test_publishing_warns_of_a_heading_that_names_another_day(client, bob, carol):
    paper = make_paper(bob, text={"heading_block": [["Date", "8 December 2026"], ["Report of", "HR"]]})
    assert "The heading block says" not in see(client, carol, f"{URL}publish/")
    plan_meeting(
        meeting=paper.meeting,
        committee=paper.meeting.committee,
        held_on=date(2026, 12, 15),
        starts_at=time(19),
        by=carol,
    )
    assert "The heading block says 8 December 2026, but the meeting is on 15 December 2026" in see(
        client, carol, f"{URL}publish/"
    )


def test_a_clerk_publishes_and_what_went_out_stays(client, bob, carol, erin):
    paper = make_paper(bob)
    client.force_login(carol)
    assert client.post(f"{URL}publish/", {"revision": 0}).headers["Location"] == URL
    assert "The paper is published." in see(client, carol, URL)
    before = {key: client.get(f"{URL}files/{key}/").content for key in FORMATS}
    action = paper.plans.get().snapshot.plan.actions.get()
    record_update(action=action, by=bob, words="News", step=action.plan.scale.step_for("complete"))
    edit_action(action=action, by=bob, today=TODAY, text="Other words")
    assert {key: client.get(f"{URL}files/{key}/").content for key in FORMATS} == before
    assert "Other words" not in see(client, erin, URL)
    assert "Write the paper" not in see(client, carol, URL)


def test_a_published_paper_is_not_published_edited_or_taken_again(client, bob, carol):
    paper = publish(make_paper(bob), carol)
    client.force_login(carol)
    for url, sent in (
        ("publish", {"revision": 0}),
        ("edit", form_of(paper, title="New")),
        ("take-again", {}),
    ):
        answer = client.post(f"{URL}{url}/", sent, follow=True)
        assert "what went out stays as it went out" in answer.content.decode()
    assert client.get(f"{URL}publish/").headers["Location"] == URL
    assert Edition.objects.count() == 2
    assert Paper.objects.get().title == "Progress"


@pytest.mark.parametrize("revision", ["7", "", "x"])
def test_a_paper_that_moved_on_is_looked_at_again_before_it_is_published(client, bob, carol, revision):
    paper = make_paper(bob)
    client.force_login(carol)
    client.post(f"{URL}edit/", form_of(paper, title="New"))
    answer = client.post(f"{URL}publish/", {"revision": revision}, follow=True)
    assert "Look at it again" in answer.content.decode()
    assert not Edition.objects.exists()
