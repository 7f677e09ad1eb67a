"""Writing a paper in a browser: what is typed, moved, worded and cleared, alone and with another clerk."""

import pytest

from actionplan.changes import edit_action, record_update
from reports import access, publication
from reports.merging import words_of
from reports.models import Paper, Snapshot
from tests.cast import TODAY, make_action, make_plan, make_user
from tests.papers import EXEMPT, SECRET, URL, form_of, make_paper, publish, see

pytestmark = pytest.mark.django_db
DEEP = '{"title": {}, "heading_block": 1, "recommendations": null, "background": "", "sections": [5]}'


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
