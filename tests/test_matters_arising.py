"""What a committee asked: who reads it, who answers, and how it stands in the papers until it is answered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan import queries
from actionplan.changes import add_deadline, ask_for_time, edit_action
from actionplan.changes.queries import answer_question, ask_question
from actionplan.models import Query
from reports import drafting, papers, publication
from reports.formats.data import as_plain, from_plain
from reports.formats.wording import deadline_notes
from reports.models import Edition
from tests.cast import make_action, make_committee, make_meeting, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db
WHY = "Why have training budgets still not been settled?"


def today():
    return timezone.localdate()


def ask(action, by, question=WHY, *, days_ago=10, plan=None):
    meeting = make_meeting(today() - timedelta(days=days_ago), by=by)
    plan = plan or action.plan
    return ask_question(meeting=meeting, plan=plan, action=action, question=question, by=by, today=today())


@pytest.fixture
def action(alice, bob):
    return make_action(by=bob, leads=[("operational", alice.actor)])


def exempt(action, bob, what="all"):
    given = {"paragraph": "4", "public_interest": "Talks continue."}
    return edit_action(action=action, by=bob, today=today(), exempt=what, **given)


def paper_of(plan, carol, *, held_on=None, as_of=None):
    meeting = make_meeting(held_on or today() + timedelta(days=20), by=carol)
    as_of = as_of or today()
    at = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=UTC)
    return papers.create_paper(meeting=meeting, title="Progress", plans=[plan], by=carol, as_of=as_of, at=at)


def matters(paper, audience="public"):
    value = drafting.paper_value(type(paper).objects.whole().get(pk=paper.pk), audience)
    return [words for each in value.sections if each.title == "Matters arising" for words in each.paragraphs]


def test_a_lead_reads_what_was_asked_and_answers_with_news(client, alice, carol, action):
    query = ask(action, carol)
    client.force_login(alice)
    assert f"Asked by HR Committee on {query.meeting.held_on.day}" in page_text(client.get("/my-actions/"))
    shown = page_text(client.get(action.get_absolute_url()))
    assert WHY in shown
    assert "Answer this question" in shown
    answer = client.post(f"/questions/{query.pk}/answer/", {"words": "They are settled since Monday."})
    assert answer.headers["Location"] == action.get_absolute_url()
    query.refresh_from_db()
    assert (query.answer.words, query.answer.by, query.answered_on) == (
        "They are settled since Monday.",
        alice,
        today(),
    )
    assert action.updates.get() == query.answer
    assert WHY not in page_text(client.get("/my-actions/"))


def test_news_that_was_given_since_can_be_the_answer(client, alice, carol, action):
    query = ask(action, carol)
    news = say(action, alice, "Settled.")
    client.force_login(alice)
    assert "It is answered by this news" in page_text(client.get(f"/questions/{query.pk}/answer/"))
    client.post(f"/questions/{query.pk}/answer/", {"update": news.pk, "words": ""})
    query.refresh_from_db()
    assert (query.answer, action.updates.count()) == (news, 1)


def test_news_of_another_action_is_no_answer(alice, bob, carol, action):
    other = make_action("Something else", challenge=action.challenge, by=bob)
    query, news = ask(action, carol), say(other, bob, "Elsewhere.")
    with pytest.raises(ValidationError, match="news of another action"):
        answer_question(query=query, by=alice, today=today(), update=news)


def test_the_clerk_writes_down_what_was_said_without_making_news(client, carol, action):
    query = ask(action, carol)
    client.force_login(carol)
    client.post(f"/questions/{query.pk}/answer/", {"words": "Answered at the meeting."})
    query.refresh_from_db()
    assert (query.answer, query.answer_words) == (None, "Answered at the meeting.")
    assert not action.updates.exists()


def test_a_question_of_the_whole_plan_is_answered_by_its_editor(client, bob, erin, carol):
    plan = make_plan(by=bob)
    query = ask(None, carol, plan=plan)
    client.force_login(erin)
    assert client.post(f"/questions/{query.pk}/answer/", {"words": "No."}).status_code == 403
    client.force_login(bob)
    assert client.post(f"/questions/{query.pk}/answer/", {"words": "Soon."}).status_code == 302
    query.refresh_from_db()
    assert query.answer_words == "Soon."


def test_an_empty_answer_is_refused_and_an_answer_twice_is_one(client, alice, carol, action):
    query = ask(action, carol)
    client.force_login(alice)
    assert "Write the answer" in page_text(client.post(f"/questions/{query.pk}/answer/", {"words": "  "}))
    for _ in range(2):
        answer_question(query=query, by=alice, today=today(), words="Done.")
    assert action.updates.count() == 1
    with pytest.raises(ValidationError, match="This was answered on"):
        answer_question(query=query, by=alice, today=today(), words="Done differently.")


def test_a_question_is_asked_after_the_meeting_in_words_and_once(carol, bob, action):
    ahead = make_meeting(today() + timedelta(days=5), by=carol)
    given = {"plan": action.plan, "action": action, "by": carol, "today": today()}
    with pytest.raises(ValidationError, match="write down afterwards"):
        ask_question(meeting=ahead, question=WHY, **given)
    held = make_meeting(today(), by=carol)
    with pytest.raises(ValidationError, match="Write what the committee asked"):
        ask_question(meeting=held, question=" ", **given)
    other = make_plan("Another", by=bob)
    with pytest.raises(ValidationError, match="not in this plan"):
        ask_question(meeting=held, question=WHY, **given | {"plan": other})
    for _ in range(2):
        ask_question(meeting=held, question=WHY, **given)
    assert Query.objects.count() == 1


def test_strangers_and_those_without_the_right_find_no_question(client, dan, erin, bob, carol, action):
    query = ask(action, carol)
    exempt(action, bob, "news")
    for person in (dan, erin):
        client.force_login(person)
        assert client.get(f"/questions/{query.pk}/answer/").status_code == 404
    assert WHY not in page_text(client.get(query.meeting.get_absolute_url()))
    assert WHY not in page_text(client.get(action.get_absolute_url()))
    client.force_login(carol)
    assert WHY in page_text(client.get(query.meeting.get_absolute_url()))


def test_a_question_stands_in_the_papers_until_it_is_answered(alice, carol, action):
    first = paper_of(
        action.plan, carol, held_on=today() - timedelta(days=40), as_of=today() - timedelta(days=50)
    )
    publication.publish(paper=first, by=carol, at=timezone.now())
    query = ask(action, carol, days_ago=30)
    asked = f"**HR Committee, {day(query.meeting.held_on)}**, on 1.1: {WHY}"
    second = paper_of(action.plan, carol)
    assert matters(second) == [f"{asked} No answer has been given yet."]
    assert [each.question for each in queries.waiting(action.plan)] == [WHY]
    answer_question(query=query, by=alice, today=today(), words="Since Monday\n- they are.")
    assert matters(second) == [f"{asked} No answer has been given yet."], (
        "a copy of a plan stays as it was taken"
    )
    papers.take_again(paper=second, by=carol, as_of=today(), at=timezone.now())
    told = f"{asked} Answered on {day(today())}: Since Monday - they are."
    assert matters(second) == [told]
    publication.publish(paper=second, by=carol, at=timezone.now())
    third = paper_of(
        action.plan, carol, held_on=today() + timedelta(days=60), as_of=today() + timedelta(days=50)
    )
    assert matters(third) == [], "it was answered in the paper before"
    kept = from_plain(Edition.objects.get(paper=second, audience="public").value)
    assert any(told in each.paragraphs for each in kept.sections), "what went out stays"


@pytest.mark.parametrize("what", ["all", "news"])
def test_a_question_about_what_is_exempt_stands_in_the_exempt_papers_only(bob, carol, action, what):
    make_action("In the open", challenge=action.challenge, by=bob)
    ask(exempt(action, bob, what), carol)
    paper = paper_of(action.plan, carol)
    assert matters(paper, "public") == matters(paper, "redacted") == []
    assert WHY in matters(paper, "internal")[0]


def test_what_a_committee_of_another_name_asked_says_who_asked(bob, carol, action):
    audit = make_committee("Audit Committee")
    meeting = make_meeting(today(), committee=audit, by=carol)
    given = {"meeting": meeting, "plan": action.plan, "by": carol, "today": today()}
    ask_question(question="How much?\n\n**All** of it?", **given)
    assert matters(paper_of(action.plan, carol)) == [
        f"**Audit Committee, {day(today())}**, on Peer review plan: How much? All of it? No answer has been given yet."
    ]


def test_a_clerk_of_one_committee_answers_for_that_committee_only(client, bob, carol, action):
    query = ask(action, carol)
    gus = make_user("Gus Grey", "clerk", committee=make_committee("Audit Committee"))
    client.force_login(gus)
    assert client.get(f"/questions/{query.pk}/answer/").status_code == 404


def day(when):
    return f"{when.day} {when:%B %Y}"


def test_a_day_is_said_in_words():
    assert day(date(2008, 1, 8)) == "8 January 2008"


def test_a_paper_prints_the_new_date_that_is_asked_for_and_what_was_published_before_is_still_read(
    bob, carol, action
):
    add_deadline(action=action, words="June 30", by=bob, today=today())
    ask_for_time(deadline=action.deadlines.get(), words="July 31", reason="Snow.", by=bob, today=today())
    paper = paper_of(action.plan, carol)
    value = drafting.paper_value(type(paper).objects.whole().get(pk=paper.pk), "public")
    [printed] = value.plans[0].challenges[0].actions[0].deadlines
    asked = f"31 July 2031 asked for on {day(today())}"
    assert asked in deadline_notes(printed)
    old = as_plain(value)
    for each in old["plans"][0]["challenges"][0]["actions"][0]["deadlines"]:
        for name in ("asked_words", "asked_due", "asked_on"):
            del each[name]
    [read] = from_plain(old).plans[0].challenges[0].actions[0].deadlines
    assert not any("asked for" in note for note in deadline_notes(read))
