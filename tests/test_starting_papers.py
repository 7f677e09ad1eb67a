"""Starting a paper in a browser: the likely answers, who may, and each refusal."""

from datetime import date

import pytest

from reports.models import Paper
from tests.cast import make_action, make_committee, make_meeting, make_plan, make_user
from tests.papers import URL, make_paper, publish, see

pytestmark = pytest.mark.django_db


def test_the_form_of_a_new_paper_is_filled_with_the_likely_answers(client, bob, carol):
    plan, meeting = make_plan(by=bob), make_meeting(by=carol)
    shown = see(client, carol, f"{meeting.get_absolute_url()}papers/new/")
    assert 'value="Peer review plan: progress"' in shown
    assert f'value="{plan.pk}"' in shown
    assert "checked" in shown


def test_a_clerk_starts_a_paper(client, bob, carol):
    plan, meeting = make_plan(by=bob), make_meeting(by=carol)
    client.force_login(carol)
    sent = {"title": "Progress", "order": 6, "plans": [plan.pk]}
    answer = client.post(f"{meeting.get_absolute_url()}papers/new/", sent)
    paper = Paper.objects.get()
    assert answer.headers["Location"] == paper.get_absolute_url() == URL.replace("/1/", "/6/")
    assert (paper.title, paper.saved_by, paper.plans.get().snapshot.plan) == ("Progress", carol, plan)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "Write the title of the paper."),
        ({"plans": []}, "Choose at least one plan."),
        ({"plans": [999999]}, "Select a valid choice. 999999 is not one of the available choices."),
        ({"order": ""}, "Write the item’s number."),
        ({"order": "six"}, "Write the item as a number, such as 6."),
        ({"order": 1}, "Item 1 of this meeting is taken."),
    ],
)
def test_a_paper_that_cannot_be_is_refused_and_what_was_typed_stays(client, bob, carol, given, sentence):
    paper = make_paper(bob)
    client.force_login(carol)
    sent = {"title": "Typed", "order": 6, "plans": [paper.plans.get().snapshot.plan_id]} | given
    shown = client.post(f"{paper.meeting.get_absolute_url()}papers/new/", sent).content.decode()
    assert sentence in shown
    assert 'value="Typed"' in shown or not sent["title"]
    assert Paper.objects.count() == 1


def test_a_paper_begins_with_the_words_of_the_last_one_unless_the_clerk_says_otherwise(client, bob, carol):
    text = {
        "sections": [{"title": "Risk", "words": "As in September.", "progress": False}],
        "heading_block": [["Date", "8 September 2026"], ["Report of", "Head of HR"]],
    }
    last = make_paper(bob, meeting=make_meeting(date(2026, 9, 8), by=carol), title="September", text=text)
    url = f"{make_meeting(by=carol).get_absolute_url()}papers/new/"
    assert "Begin with" not in see(client, carol, url), "a draft is nothing to copy"
    publish(last, carol)
    make_paper(
        bob,
        make_plan("Other", by=bob),
        meeting=make_meeting(date(2026, 9, 9), by=carol, committee=make_committee("Audit")),
    )
    shown = see(client, carol, url)
    assert f'<option value="{last.pk}" selected>September (8 September 2026)</option>' in shown
    assert "Audit" not in shown
    sent = {"title": "Progress", "plans": [last.plans.get().snapshot.plan_id]}
    client.post(url, sent | {"order": 1, "copied_from": last.pk})
    client.post(url, sent | {"order": 2, "copied_from": ""})
    copied, empty = Paper.objects.filter(meeting__held_on=date(2026, 12, 8)).order_by("order")
    assert (copied.text["sections"], copied.copied_from) == (last.text["sections"], last)
    assert copied.text["heading_block"] == [["Date", "8 December 2026"], ["Report of", "Head of HR"]]
    assert (empty.text["sections"][0]["title"], empty.copied_from) == ("Purpose of the report", None)


def test_a_draft_plan_goes_into_no_paper_not_even_where_its_editor_is_the_clerk(client, bob, carol):
    plan, url = make_plan(by=bob, state="draft"), f"{make_meeting(by=carol).get_absolute_url()}papers/new/"
    gus = make_user("Gus Grey", "clerk", "editor")
    assert plan.title not in see(client, gus, url)
    assert client.post(url, {"title": "Progress", "order": 1, "plans": [plan.pk]}).status_code == 200
    assert not Paper.objects.exists()


@pytest.mark.parametrize("person", ["alice", "bob", "erin", "frank"])
def test_only_a_clerk_starts_a_paper(client, request, carol, person):
    user, meeting = request.getfixturevalue(person), make_meeting(by=carol)
    make_action(by=carol, leads=[("operational", user.actor)])
    see(client, user, f"{meeting.get_absolute_url()}papers/new/", 403)
    assert client.post(f"{meeting.get_absolute_url()}papers/new/", {"title": "x"}).status_code == 403
    assert not Paper.objects.exists()
