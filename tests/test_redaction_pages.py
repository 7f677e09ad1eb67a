"""Taking words out on the page: what is shown first, what stays in papers and files, and what it costs."""

import json

import pytest
from django.urls import reverse

from actionplan import imports
from actionplan.changes import edit_action
from reports import papers
from reports.models import Paper, Snapshot
from reports.papers import create_paper
from reports.publication import publish
from tests.cast import TODAY, make_action, make_challenge, make_meeting, make_plan, page_text, say
from tests.imported import ROWS, as_text, make_import
from tests.removed_words import ILLNESS, NOW, WHY, action, officer, remove, tables_with

__all__ = ["action", "officer"]

pytestmark = pytest.mark.django_db


def test_what_is_exempt_is_not_looked_through_without_the_right(client, action, officer, bob):
    secret = {"paragraph": "2", "public_interest": "It names somebody."}
    hidden = make_action("Pay out", challenge=action.challenge, by=officer, exempt="all", **secret)
    quiet = make_action("Settle", challenge=action.challenge, by=officer, exempt="news", **secret)
    for each in (action, hidden, quiet):
        say(each, officer, f"Delayed by {ILLNESS}.")
    client.force_login(bob)
    page = page_text(client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"}))
    assert "E1" not in page
    assert "1.2" not in page
    remove(action, bob)
    assert [each.updates.get().words for each in (hidden, quiet)] == [f"Delayed by {ILLNESS}."] * 2
    say(action, officer, ILLNESS)
    remove(action, officer)
    assert tables_with(ILLNESS) == set()


def address(action):
    return reverse("action_redact", args=[action.plan.slug, action.reference])


def paper_of(action, by, title, held_on=None):
    meeting = make_meeting(held_on, by=by) if held_on else make_meeting(by=by)
    return create_paper(meeting=meeting, title=title, plans=[action.plan], by=by, as_of=TODAY, at=NOW)


def test_drafts_of_papers_and_copies_nobody_prints_lose_the_words(action, officer, carol):
    say(action, officer, f"Delayed by {ILLNESS}.")
    paper = paper_of(action, carol, f"Why {ILLNESS}")
    papers.take_again(paper=paper, by=carol, as_of=TODAY, at=NOW)
    assert Snapshot.objects.count() == 2
    remove(action, officer)
    assert tables_with(ILLNESS) == set()
    paper = Paper.objects.whole().get()
    assert paper.title == "Why [removed]"
    (line,) = paper.plans.all()
    news = line.snapshot.data["challenges"][0]["actions"][0]["news"]
    assert news["words"] == "Delayed by [removed]."
    assert Snapshot.objects.count() == 1


def test_what_is_published_stays_and_is_named(client, action, officer, carol):
    say(action, officer, f"Delayed by {ILLNESS}.")
    publish(paper=paper_of(action, carol, "Progress in autumn"), by=carol, at=NOW)
    client.force_login(officer)
    page = page_text(client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"}))
    assert "Published, so they stay there" in page
    done = client.post(address(action), {"words": ILLNESS, "reason": WHY, "remove": "1"}, follow=True)
    assert "still stand in “Progress in autumn, HR Committee" in page_text(done)
    assert {table.split("_")[0] for table in tables_with(ILLNESS)} == {"reports"}


def test_the_preview_shows_each_place_with_the_words_marked_and_removes_nothing(client, action, officer):
    edit_action(action=action, by=officer, today=TODAY, text=f"Publish despite {ILLNESS} in May")
    say(action, officer, f"Delayed by {ILLNESS.upper()}.")
    client.force_login(officer)
    response = client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"})
    page = response.content.decode()
    assert f"Publish despite <mark>{ILLNESS}</mark> in May" in page
    assert f"Delayed by <mark>{ILLNESS.upper()}</mark>." in page
    assert "4 places, nothing is removed yet" in page_text(response)
    assert tables_with(ILLNESS) == {"actionplan_action", "actionplan_update", "actionplan_revision"}


def test_an_editor_removes_words_on_the_page_and_history_says_so(client, action, officer):
    say(action, officer, f"Delayed by {ILLNESS}.")
    client.force_login(officer)
    response = client.post(address(action), {"words": ILLNESS, "reason": WHY, "remove": "1"}, follow=True)
    page = page_text(response)
    assert "The words are removed from 1 place." in page
    assert "Delayed by [removed]." in page
    assert f"Words removed. Why: {WHY}" in page
    assert "cancer" not in page


def test_the_uploaded_file_is_named_and_asked_about(client, officer):
    rows = [[*ROWS[0][:2], f"Publish it despite {ILLNESS}", *ROWS[0][3:]], *ROWS[1:]]
    source = imports.accept_import(
        source_import=make_import(officer, data=as_text(rows).encode(), name="staff.txt"), by=officer
    )
    action = source.plan.actions.get(reference="1.1")
    client.force_login(officer)
    posted = {"words": ILLNESS, "reason": WHY, "remove": "1"}
    response = client.post(address(action), posted)
    assert response.status_code == 422
    assert "staff.txt: whoever may read documents in" in page_text(response)
    assert "Choose whether the file goes too." in page_text(response)
    assert tables_with(ILLNESS)
    client.post(address(action), posted | {"files": "keep"})
    assert tables_with(ILLNESS) == {"actionplan_import"}
    source.refresh_from_db()
    assert ILLNESS in bytes(source.file).decode()
    assert ILLNESS not in json.dumps(source.readings, ensure_ascii=False)


@pytest.mark.parametrize("count", [3, 30])
def test_looking_costs_the_same_whatever_there_is_to_look_through(
    client, officer, count, django_assert_max_num_queries
):
    challenge = make_challenge(make_plan(by=officer), by=officer)
    actions = [make_action(f"Row {place}", challenge=challenge, by=officer) for place in range(count)]
    for each in actions:
        say(each, officer, f"Delayed by {ILLNESS}.")
    client.force_login(officer)
    with django_assert_max_num_queries(55):
        client.post(address(actions[0]), {"words": ILLNESS, "reason": WHY, "look": "1"})
