"""Papers in a browser: draft, write, read, download, publish, and each refusal."""

import json
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.changes import edit_action, plan_meeting, record_update
from reports import access, papers, publication
from reports.formats import FORMATS
from reports.merging import words_of
from reports.models import Edition, Paper, Snapshot
from tests.cast import (
    TODAY,
    make_action,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
URL = "/meetings/hr-committee-2026-12-08/1/"
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
SECRET = "Settle the pay claim"
DEEP = '{"title": {}, "heading_block": 1, "recommendations": null, "background": "", "sections": [5]}'


def make_paper(by, plan=None, **given):
    plan = plan or make_action(by=by, leads=[("operational", by.actor)]).plan
    meeting = given.pop("meeting", None) or make_meeting(by=by)
    given = {"title": "Progress", "as_of": TODAY, "at": NOW} | given
    return papers.create_paper(plans=[plan], by=by, meeting=meeting, **given)


def make_exempt_paper(by):
    action = make_action(by=by, leads=[("operational", by.actor)])
    make_action(SECRET, challenge=action.challenge, by=by, **EXEMPT)
    return make_paper(by, action.plan)


def publish(paper, by):
    publication.publish(paper=paper, by=by, at=NOW)
    return Paper.objects.whole().get(pk=paper.pk)


def see(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


def form_of(paper, **given):
    """The page's form as it is filled when it is opened, with changes."""
    words = words_of(Paper.objects.get(pk=paper.pk))
    sent = {
        "title": words["title"],
        "order": words["order"],
        "background": "\n".join(words["background"]),
        "opened": json.dumps(words),
    }
    lists = {
        "heading": [{"label": label, "words": said} for label, said in words["heading_block"]],
        "recommendation": [{"words": said} for said in words["recommendations"]],
        "section": words["sections"],
    }
    for prefix, lines in lists.items():
        sent[f"{prefix}-INITIAL_FORMS"] = len(lines)
        lines = [*lines, dict.fromkeys(lines[0], "")]
        sent[f"{prefix}-TOTAL_FORMS"] = len(lines)
        for i, line in enumerate(lines):
            sent |= {f"{prefix}-{i}-{name}": value for name, value in line.items()}
    return sent | given


# Starting a paper


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


# Who reads what


def test_a_draft_is_read_by_its_clerk_and_by_the_plans_editor_and_nobody_else_knows_of_it(
    client, bob, carol, erin, dan, frank
):
    make_paper(bob)
    for user in (carol, bob):
        assert "Progress" in see(client, user, URL)
        assert "Progress" in see(client, user, "/meetings/hr-committee-2026-12-08/")
    assert "Progress" not in see(client, erin, "/meetings/hr-committee-2026-12-08/")
    for user in (erin, dan, frank):
        for url in (URL, f"{URL}edit/", f"{URL}publish/", f"{URL}files/pdf/"):
            see(client, user, url, 404)
        assert client.post(f"{URL}publish/", {"revision": 0}).status_code == 404
        assert client.post(f"{URL}take-again/").status_code == 404


def test_another_committees_clerk_does_not_know_of_the_draft(client, bob):
    make_paper(bob)
    gus = make_user("Gus Grey", "clerk", committee=make_committee("Audit Committee"))
    see(client, gus, URL, 404)


def test_an_editor_of_one_of_two_plans_does_not_read_a_draft_with_both(client, bob, carol):
    one, two = make_plan("One", by=bob), make_plan("Two", by=bob)
    gus = make_user("Gus Grey", "editor", plan=one)
    papers.create_paper(
        meeting=make_meeting(by=carol), title="Both", plans=[one, two], by=carol, as_of=TODAY, at=NOW
    )
    see(client, gus, URL, 404)


@pytest.mark.parametrize("person", ["bob", "erin"])
def test_who_is_not_the_clerk_changes_nothing(client, request, person, bob, carol):
    user, paper = request.getfixturevalue(person), make_paper(bob)
    if person == "erin":
        publish(paper, carol)
    client.force_login(user)
    assert client.get(f"{URL}edit/").status_code == 403
    assert client.post(f"{URL}edit/", form_of(paper, title="Theirs")).status_code == 403
    assert client.get(f"{URL}publish/").status_code == 403
    assert client.post(f"{URL}publish/", {"revision": 0}).status_code == 403
    assert client.post(f"{URL}take-again/").status_code == 403
    assert "Write the paper" not in see(client, user, URL)
    paper.refresh_from_db()
    assert (paper.title, paper.revision) == ("Progress", 0)


def test_a_published_papers_public_edition_is_for_every_reader(client, bob, carol, erin):
    publish(make_exempt_paper(bob), carol)
    shown = see(client, erin, URL)
    assert "Publish who leads on what" in shown
    assert SECRET not in shown
    assert "Bob Brook" not in shown
    assert "Internal" not in shown
    for key in ("csv", "json", "html"):
        given = see(client, erin, f"{URL}files/{key}/")
        assert SECRET not in given
        assert "Bob Brook" not in given
    assert "Bob Brook" not in see(client, erin, f"{URL}?audience=internal")
    assert see(client, erin, f"{URL}files/csv/?audience=internal") == see(client, erin, f"{URL}files/csv/")


def test_the_internal_edition_is_for_clerk_and_editor_without_what_they_may_not_see(client, bob, carol):
    paper = make_exempt_paper(bob)
    for state in ("draft", "published"):
        if state == "published":
            publish(paper, carol)
        assert SECRET in see(client, carol, URL), "the clerk of the cast may see what is exempt"
        assert SECRET in see(client, carol, f"{URL}files/csv/")
        for given in (see(client, bob, URL), see(client, bob, f"{URL}files/csv/")):
            assert SECRET not in given
            assert "Bob Brook" in given
        for given in (
            see(client, carol, f"{URL}?audience=public"),
            see(client, carol, f"{URL}files/csv/?audience=public"),
        ):
            assert SECRET not in given
            assert "Publish who leads on what" in given
        assert "Bob Brook" not in see(client, carol, f"{URL}files/csv/?audience=public")


def test_who_may_see_what_is_exempt_has_the_internal_edition(client, bob, carol):
    publish(make_exempt_paper(bob), carol)
    hal = make_user("Hal Hill", "reader", "exempt")
    assert SECRET in see(client, hal, URL)


# Files


@pytest.mark.parametrize("key", FORMATS)
def test_a_draft_and_a_published_paper_are_given_out_in_every_format(client, bob, carol, key):
    paper = make_paper(bob)
    client.force_login(carol)
    for _ in range(2):
        answer = client.get(f"{URL}files/{key}/?audience=public")
        assert answer.headers["Content-Type"] == FORMATS[key].content_type
        name = f"hr-committee-2026-12-08-item-1-public.{FORMATS[key].extension}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.content == publication.bytes_of(Paper.objects.whole().get(), "public", key)
        if not paper.is_published:
            paper = publish(paper, carol)


def test_an_unknown_format_is_not_found(client, bob, carol):
    make_paper(bob)
    see(client, carol, f"{URL}files/doc/", 404)
    see(client, carol, "/plans/peer-review-plan/export/doc/", 404)


@pytest.mark.parametrize("key", FORMATS)
def test_a_plan_is_given_out_as_it_stands(client, bob, erin, key):
    make_action(by=bob, leads=[("operational", bob.actor)])
    client.force_login(erin)
    answer = client.get(f"/plans/peer-review-plan/export/{key}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[key].content_type
    assert f".{FORMATS[key].extension}" in answer.headers["Content-Disposition"]


def test_the_name_of_a_file_says_whom_it_is_for(client, bob, carol, erin):
    make_exempt_paper(bob)
    files = {
        (carol, f"{URL}files/pdf/"): "hr-committee-2026-12-08-item-1-not-for-publication.pdf",
        (bob, f"{URL}files/pdf/"): "hr-committee-2026-12-08-item-1-internal.pdf",
        (bob, f"{URL}files/pdf/?audience=public"): "hr-committee-2026-12-08-item-1-public.pdf",
        (carol, "/plans/peer-review-plan/export/csv/"): "not-for-publication.csv",
        (erin, "/plans/peer-review-plan/export/csv/"): "internal.csv",
    }
    for (user, url), name in files.items():
        client.force_login(user)
        assert client.get(url).headers["Content-Disposition"].endswith(f'{name}"')


def test_a_plan_that_is_not_agreed_is_given_out_as_a_draft(client, bob):
    make_plan("Next year", by=bob, state="draft")
    client.force_login(bob)
    url = "/plans/next-year/export/json/"
    assert client.get(url).json()["draft"] is True
    make_plan("This year", by=bob)
    assert client.get(url.replace("next", "this")).json()["draft"] is False


def test_a_plan_given_out_holds_what_its_reader_may_see(client, bob, carol, erin, dan):
    action = make_action(by=bob, leads=[("operational", bob.actor)])
    make_action(SECRET, challenge=action.challenge, by=bob, **EXEMPT)
    url = "/plans/peer-review-plan/export/csv/"
    assert "Bob Brook" in see(client, erin, url)
    assert SECRET not in see(client, erin, url)
    assert SECRET in see(client, carol, url)
    assert SECRET not in see(client, carol, f"{url}?audience=public")
    assert "Bob Brook" not in see(client, erin, f"{url}?audience=public")
    see(client, dan, url, 404)
    see(client, erin, "/plans/no-such-plan/export/csv/", 404)


# Writing


def test_a_clerk_writes_the_paper(client, bob, carol):
    paper = make_paper(bob)
    shown = see(client, carol, f"{URL}edit/")
    assert "This section writes itself" in shown
    sent = form_of(
        paper,
        **{
            "title": "New title",
            "heading-0-words": "Head of HR",
            "heading-5-label": "Portfolio",
            "heading-5-words": "People",
            "recommendation-0-words": "",
            "recommendation-1-words": "That the new dates\r\nbe agreed.",
            "section-0-words": "To report.\r\n\r\nAnd to ask.",
            "section-2-words": "The clerk adds this.",
            "section-9-title": "Consultation",
            "section-9-words": "None.",
            "background": "The plan\r\n\r\n  The review ",
        },
    )
    answer = client.post(f"{URL}edit/", sent)
    assert answer.headers["Location"] == URL
    shown = see(client, carol, URL)
    value = publication.value_of(Paper.objects.whole().get(), "public")
    assert value.title == "New title"
    assert value.heading_block == (
        ("Report of", "Head of HR"),
        ("Wards affected", "All"),
        ("Portfolio", "People"),
    )
    assert value.author == "Head of HR"
    assert [each.words for each in value.recommendations] == ["That the new dates\nbe agreed."]
    assert value.sections[0].paragraphs == ("To report.", "And to ask.")
    assert value.sections[1].title == "Progress"
    assert value.sections[1].paragraphs[-1] == "The clerk adds this."
    assert value.sections[2].title == "Consultation"
    assert value.background == ("The plan", "The review")
    assert "Last saved by Carol Crane" in shown


def test_a_line_that_is_cleared_is_gone(client, bob, carol):
    paper = make_paper(bob)
    client.force_login(carol)
    cleared = {"heading-4-label": "", "heading-4-words": "", "section-8-title": ""}
    assert client.post(f"{URL}edit/", form_of(paper, **cleared)).headers["Location"] == URL
    words = words_of(Paper.objects.get())
    labels = [label for label, _ in words["heading_block"]]
    assert labels == ["Report of", "Contact member", "Contact officer", "Author"]
    assert [each["title"] for each in words["sections"]][-1] == "Risk"


def arranged(client, paper, act, **given):
    """What the form holds after a button beside a row was pressed."""
    answer = client.post(f"{URL}edit/", form_of(paper, act=act, **given))
    assert answer.status_code == 200
    assert "Nothing is saved yet" in answer.content.decode()
    return answer.context["form"]


@pytest.mark.parametrize(
    ("act", "left"),
    [
        ("recommendation-up-1", ["B", "A", "C", ""]),
        ("recommendation-down-1", ["A", "C", "B", ""]),
        ("recommendation-remove-0", ["B", "C", ""]),
        ("recommendation-add", ["A", "B", "C", "", ""]),
        ("recommendation-up-0", ["A", "B", "C", ""]),
        ("recommendation-down-99", ["A", "B", "C", ""]),
        ("recommendation-remove-999", ["A", "B", "C", ""]),
        ("no-such-act", ["A", "B", "C", ""]),
    ],
)
def test_recommendations_are_moved_added_and_taken_out_without_losing_what_was_typed(
    client, bob, carol, act, left
):
    paper = make_paper(bob, recommendations=["A", "B", "C"])
    client.force_login(carol)
    form = arranged(client, paper, act, title="Typed")
    assert [part["words"].value() or "" for part in form.recommendations] == left
    assert form.form["title"].value() == "Typed"
    assert [each.words for each in paper.recommendations.all()] == ["A", "B", "C"]


def test_a_section_is_moved_with_all_that_is_said_of_it(client, bob, carol):
    said = {"title": "Risk", "words": "", "progress": False, "none": True, "by": "Tom Hall"}
    text = {"sections": [{"title": "Background", "words": "Old.", "progress": False}, said]}
    paper = make_paper(bob, text=text)
    client.force_login(carol)
    form = arranged(client, paper, "section-up-1")
    assert [part["title"].value() for part in form.sections][:2] == ["Risk", "Background"]
    assert [part["by"].value() for part in form.sections][:2] == ["Tom Hall", ""]
    sent = {**form.form.data.dict()}
    sent.pop("act")
    client.post(f"{URL}edit/", sent)
    assert words_of(Paper.objects.get())["sections"] == [
        said,
        text["sections"][0] | {"none": False, "by": ""},
    ]


def test_how_it_would_be_printed_is_shown_and_nothing_is_saved(client, bob, carol):
    paper = make_paper(bob)
    client.force_login(carol)
    sent = form_of(paper, preview="1", title="New title", **{"section-1-words": "**Bold** words\n- one"})
    shown = client.post(f"{URL}edit/", sent).content.decode()
    assert "As it would be printed" in shown
    assert "<strong>Bold</strong> words" in shown
    assert Paper.objects.get().title == "Progress"
    assert 'value="New title"' in shown


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"section-4-none": "on"}, "Say who says that there are none: Legal implications."),
        (
            {"section-4-none": "on", "section-4-by": "Jane", "section-4-words": "Some."},
            "Either there are none, or there are these words: clear one of the two.",
        ),
    ],
)
def test_that_there_are_none_is_said_by_somebody_and_instead_of_words(client, bob, carol, given, sentence):
    paper = make_paper(bob)
    client.force_login(carol)
    assert sentence in client.post(f"{URL}edit/", form_of(paper, **given)).content.decode()
    good = {"section-4-none": "on", "section-4-by": "Jane Smith"}
    assert client.post(f"{URL}edit/", form_of(paper, **good)).headers["Location"] == URL
    assert "There are no legal implications, on the advice of Jane Smith." in see(client, carol, URL)


def test_only_of_an_implication_somebody_says_that_there_are_none(client, bob, carol):
    paper = make_paper(bob)
    client.force_login(carol)
    client.post(f"{URL}edit/", form_of(paper, **{"section-1-none": "on", "section-1-by": "Jane"}))
    assert words_of(Paper.objects.get())["sections"][1]["none"] is False


def test_the_committees_wording_is_written_beside_the_leads_words(client, bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck, frankly.")
    make_paper(bob, action.plan)
    assert "Stuck, frankly." in see(client, carol, f"{URL}wordings/")
    url = f"{URL}wordings/peer-review-plan/1.1/"
    assert "Stuck, frankly." in see(client, carol, url)
    answer = client.post(url, {"words": "Work continues.", "opened": ""})
    assert answer.headers["Location"] == f"{URL}wordings/"
    assert "Work continues." in see(client, carol, URL)
    answer = client.post(url, {"words": "Mine", "opened": ""})
    assert answer.status_code == 409
    assert "Work continues." in answer.content.decode()
    assert client.post(url, {"words": "Mine", "opened": "Work continues."}).status_code == 302
    assert "Mine" in see(client, carol, URL)
    see(client, carol, f"{URL}wordings/peer-review-plan/9.9/", 404)
    see(client, carol, f"{URL}wordings/other-plan/1.1/", 404)


def test_exempt_news_is_worded_only_by_who_may_read_it(client, bob, carol):
    action = make_action(by=bob)
    edit_action(action=action, by=bob, today=TODAY, **EXEMPT | {"exempt": "news"})
    record_update(action=action, by=bob, words=SECRET)
    make_paper(bob, action.plan)
    gus = make_user("Gus Grey", "clerk")
    assert SECRET not in see(client, gus, f"{URL}wordings/")
    see(client, gus, f"{URL}wordings/peer-review-plan/1.1/", 404)
    assert SECRET in see(client, carol, f"{URL}wordings/peer-review-plan/1.1/")


@pytest.mark.parametrize("page", ["ready/", "clearances/", "wordings/"])
def test_only_the_clerk_of_a_draft_makes_it_ready(client, bob, carol, erin, page):
    paper = make_paper(bob)
    see(client, bob, URL + page, 403)
    see(client, erin, URL + page, 404)
    see(client, carol, URL + page)
    publish(paper, carol)
    see(client, carol, URL + page, 404)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": ""}, "Write the title of the paper."),
        ({"heading-5-words": "People"}, "Say what this line is, such as “Report of”."),
        ({"section-9-words": "None."}, "Give this section a title."),
        ({"section-9-title": "Risk"}, "Two sections are called “Risk”: give one of them another title."),
    ],
)
def test_an_error_keeps_everything_typed(client, bob, carol, given, sentence):
    paper = make_paper(bob)
    client.force_login(carol)
    sent = form_of(
        paper, **{"section-0-words": "Typed at length", "recommendation-1-words": "That more be done"} | given
    )
    shown = client.post(f"{URL}edit/", sent).content.decode()
    assert sentence in shown
    assert "There is a problem" in shown
    for typed in ("Typed at length", "That more be done", *given.values()):
        assert typed in shown
    paper.refresh_from_db()
    assert paper.revision == 0


def test_the_item_moves_where_it_is_free(client, bob, carol):
    paper = make_paper(bob)
    make_paper(bob, make_plan("Other", by=bob), meeting=paper.meeting, order=3)
    client.force_login(carol)
    shown = client.post(
        f"{URL}edit/", form_of(paper, order=3, **{"section-0-words": "Typed at length"})
    ).content.decode()
    assert "Item 3 of this meeting is taken." in shown
    assert "Typed at length" in shown
    answer = client.post(f"{URL}edit/", form_of(paper, order=7))
    assert answer.headers["Location"] == URL.replace("/1/", "/7/")
    assert see(client, carol, URL.replace("/1/", "/7/"))


def test_what_was_typed_stays_where_the_paper_was_published_meanwhile(client, bob, carol, monkeypatch):
    paper = make_paper(bob)
    sent = form_of(paper, title="Typed")
    find = access.find_paper

    def then_published(*args):
        found = find(*args)
        publish(paper, carol)
        return found

    monkeypatch.setattr(access, "find_paper", then_published)
    client.force_login(carol)
    shown = client.post(f"{URL}edit/", sent).content.decode()
    assert "stays as it went out" in shown
    assert 'value="Typed"' in shown
    assert Paper.objects.get().title == "Progress"


def test_a_clerk_deletes_a_draft_and_nothing_else(client, bob, carol, erin):
    paper = make_paper(bob)
    see(client, erin, URL, 404)
    assert client.post(f"{URL}delete/").status_code == 404
    client.force_login(bob)
    assert client.post(f"{URL}delete/").status_code == 403
    client.force_login(carol)
    assert client.get(f"{URL}delete/").status_code == 405
    assert client.post(f"{URL}delete/").headers["Location"] == paper.meeting.get_absolute_url()
    assert not Paper.objects.exists()
    assert Snapshot.objects.count() == 1
    publish(make_paper(bob, make_plan("Other", by=bob), meeting=paper.meeting), carol)
    shown = client.post(f"{URL}delete/", follow=True).content.decode()
    assert "stays as it went out" in shown
    assert Paper.objects.count() == 1


def test_two_clerks_at_once_see_both_versions_and_lose_neither(client, bob, carol):
    paper, gus = make_paper(bob), make_user("Gus Grey", "clerk")
    opened = form_of(paper)
    client.force_login(gus)
    client.post(f"{URL}edit/", opened | {"title": "Theirs", "section-1-words": "Their background"})
    client.force_login(carol)
    mine = opened | {"title": "Mine", "section-0-words": "My purpose"}
    answer = client.post(f"{URL}edit/", mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Gus Grey saved this paper while you were writing" in shown
    for words in ("Theirs", "Mine", "My purpose"):
        assert words in shown
    assert Paper.objects.get().title == "Theirs"
    again = mine | {"opened": answer.context["form"].form["opened"].value()}
    assert client.post(f"{URL}edit/", again).headers["Location"] == URL
    words = words_of(Paper.objects.get())
    assert words["title"] == "Mine"
    assert words["sections"][0]["words"] == "My purpose"


def test_two_clerks_who_change_different_parts_both_have_their_way(client, bob, carol):
    paper = make_paper(bob)
    opened = form_of(paper)
    client.force_login(carol)
    client.post(f"{URL}edit/", opened | {"section-1-words": "Their background"})
    client.post(f"{URL}edit/", opened | {"section-0-words": "My purpose"})
    words = words_of(Paper.objects.get())
    assert [each["words"] for each in words["sections"][:2]] == ["My purpose", "Their background"]


@pytest.mark.parametrize("opened", ["", "[]", "not JSON", '{"sections": 5}', "null", DEEP])
def test_a_form_that_does_not_say_what_it_was_opened_with_is_answered(client, bob, carol, opened):
    paper = make_paper(bob)
    client.force_login(carol)
    answer = client.post(f"{URL}edit/", form_of(paper, opened=opened, title="Mine"))
    assert answer.status_code in (200, 409)
    assert "Mine" in answer.content.decode()


def test_taking_the_plan_again(client, bob, carol):
    paper = make_paper(bob)
    action = paper.plans.get().snapshot.plan.actions.get()
    edit_action(action=action, by=bob, today=TODAY, text="Other words")
    assert "Other words" not in see(client, carol, URL)
    assert client.post(f"{URL}take-again/").headers["Location"] == URL
    assert "Other words" in see(client, carol, URL)
    assert client.get(f"{URL}take-again/").status_code == 405


# Publishing


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


def test_the_number_of_queries_does_not_grow_with_the_plan(client, bob, carol, erin):
    counts = []
    for size, held_on in ((1, date(2026, 12, 8)), (12, date(2026, 12, 9))):
        plan = make_plan(f"Plan {size}", by=bob)
        for i in range(size):
            challenge = make_challenge(plan, title=f"C{i}", heading=f"H{i}", by=bob)
            make_action(challenge=challenge, by=bob, leads=[("operational", bob.actor)], deadline="March 27")
        paper = make_paper(bob, plan, meeting=make_meeting(held_on, by=carol))
        for state in ("draft", "published"):
            if state == "published":
                publish(paper, carol)
            for user in (carol, bob):
                client.force_login(user)
                client.get(paper.get_absolute_url())
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(paper.get_absolute_url()).status_code == 200
                counts.append(len(queries))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 13
