"""What a list can be narrowed to, alone and together; what was asked for, in words."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from actionplan.asked import in_words
from actionplan.changes import edit_action, edit_plan, move_deadline
from actionplan.evidence import Piece
from actionplan.figures import figures_of
from actionplan.filters import Filter, FilterForm
from actionplan.models import Action, DeadlineChange, Plan, Revision, Update
from tests.cast import make_action, make_actor, make_challenge, make_plan, page_text, say

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EXEMPT = {"exempt": "news", "paragraph": "3", "public_interest": "A contract is being let."}


def asked(query, across=False):
    return Filter.from_query(QueryDict(query), across)


def texts(response):
    return [row.action.text for group in response.context["groups"] for row in group["rows"]]


@pytest.fixture
def plan(bob, alice):
    """Four actions, each unlike the others in everything that can be asked for."""
    plan = make_plan()
    people, money = make_challenge(plan, "People", "Leadership"), make_challenge(plan, "Money", "Delivery")
    post = make_actor("Head of HR", "post")
    make_action(
        "Led", challenge=people, leads=[("operational", alice.actor), ("member", post)], deadline="May 2026"
    )
    make_action("Asked", challenge=people, leads=[("strategic", alice.actor)], deadline="30 June 2027")
    make_action("Exempt", challenge=money, deadline="", **EXEMPT)
    done = make_action("Done", challenge=money, deadline="31 May 2026")
    say(done, bob, meaning="complete")
    line = Action.objects.get(text="Asked").deadlines.get()
    DeadlineChange.objects.create(
        deadline=line, new_words="July 2027", reason="Ill.", asked_by=alice, at=timezone.now()
    )
    long_ago = timezone.now() - timedelta(days=100)
    Revision.objects.exclude(subject_id=done.pk, subject="action").update(at=long_ago)
    return plan


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("meaning=open", ["Led", "Asked", "Exempt"]),
        ("meaning=finished", ["Done"]),
        ("meaning=complete", ["Done"]),
        ("meaning=not_started", ["Led", "Asked", "Exempt"]),
        ("lead={alice}", ["Led", "Asked"]),
        ("lead={alice}&role=strategic", ["Asked"]),
        ("lead={alice}&role=member", []),
        ("lead=none", ["Exempt", "Done"]),
        ("lead=none&role=member", ["Asked", "Exempt", "Done"]),
        ("role=member", ["Led", "Asked", "Exempt", "Done"]),
        ("reporter={alice}", ["Led", "Asked"]),
        ("reporter=none", ["Exempt"]),
        ("heading=delivery", ["Exempt", "Done"]),
        ("exempt=yes", ["Exempt"]),
        ("exempt=no", ["Led", "Asked", "Done"]),
        ("extension=asked", ["Asked"]),
        ("after=2026-05-31&before=2026-05-31", ["Led", "Done"]),
        ("after=2026-06-01", ["Asked"]),
        ("before=2026-05-30", []),
        ("before=2026-05-31&meaning=open", ["Led"]),
        ("due=none", ["Exempt"]),
        ("changed={yesterday}", ["Done"]),
        ("changed={tomorrow}", []),
        ("changed=2020-01-01", ["Led", "Asked", "Exempt", "Done"]),
        ("due=overdue&lead={alice}&heading=leadership&meaning=open&exempt=no", ["Led"]),
        ("plan=elsewhere&state=closed", ["Led", "Asked", "Exempt", "Done"]),
    ],
)
def test_the_list_is_narrowed_to_what_is_asked_for(client, plan, alice, carol, query, expected):
    client.force_login(carol)
    days = {"yesterday": TODAY - timedelta(days=1), "tomorrow": TODAY + timedelta(days=1)}
    page = client.get(f"{plan.get_absolute_url()}?{query.format(alice=alice.actor.pk, **days)}")
    assert texts(page) == expected
    assert page.context["counts"].found == len(expected)


def test_an_old_word_counts_as_changed_when_it_was_written_down_not_when_it_was_given(client, bob):
    action = make_action()
    Revision.objects.update(at=timezone.now() - timedelta(days=100))
    assert not asked(f"changed={TODAY}").apply(Action.objects.all(), TODAY).exists()
    say(action, bob, "Told late.", given_on=date(2026, 2, 1))
    assert asked(f"changed={TODAY}").apply(Action.objects.all(), TODAY).exists()
    Update.objects.update(recorded_at=timezone.now() - timedelta(days=100))
    edit_action(action=action, by=bob, today=TODAY, text="Put otherwise")
    assert asked(f"changed={TODAY}").apply(Action.objects.all(), TODAY).exists()


def test_nothing_tells_when_or_with_what_exempt_news_was_given(client, bob, erin):
    """A reader's lists are the same whenever it was given: before, between or after the news of others, or never."""
    challenge = make_challenge()
    long_ago = timezone.now() - timedelta(days=100)
    for number, ago in enumerate((90, 70, 5)):
        link = (Piece("https://example.org/"),)
        action = make_action(f"Public {number}", challenge=challenge)
        say(action, bob, given_on=TODAY - timedelta(days=ago), evidence=link)
    secret = make_action("Exempt", challenge=challenge, **EXEMPT)
    Revision.objects.update(at=long_ago)
    Update.objects.update(recorded_at=long_ago)
    Plan.objects.update(stands_on=long_ago)
    client.force_login(erin)
    queries = ["sort=news", "sort=-news", "sort=evidence", "sort=-evidence", "news=none", f"changed={TODAY}"]

    def lists():
        return [texts(client.get(f"{challenge.plan.get_absolute_url()}?{query}")) for query in queries]

    before = lists()
    assert before[4:] == [["Public 0", "Public 1"], []]
    for ago in (80, 0):
        link = (Piece("https://example.org/", words=f"{ago}"), Piece("https://example.org/2"))
        say(secret, bob, "Settled.", given_on=TODAY - timedelta(days=ago), evidence=link)
        assert lists() == before, ago


@pytest.mark.parametrize(
    "query",
    [
        "lead=x&reporter=-1&role=admin&meaning=lost",
        "after=30-02-2026&before=2026-02-30&changed=20260201",
        "extension=no&exempt=maybe&sort=-",
        "lead=²&reporter=٣",
    ],
)
def test_what_no_form_of_ours_sends_is_left_out(query):
    assert asked(query) == Filter()


def test_a_filter_is_what_its_address_says():
    query = (
        "words=x&heading=h&status=s&meaning=open&lead=3&role=member&reporter=none&due=soon&after=2026-01-01"
    )
    query += "&before=2026-02-01&news=none&changed=2026-01-01&extension=asked&exempt=no&sort=-news"
    said = asked(query).as_query()
    assert QueryDict(query).dict() == said
    assert Filter(**said) == asked(query)
    assert "plan" not in asked("plan=x").as_query()
    assert asked("plan=x&state=any", across=True).as_query() == {"plan": "x", "state": "any"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "4 actions"),
        ("due=overdue&sort=deadline", "1 action overdue, sorted by deadline"),
        (
            "lead={alice}&role=strategic&sort=-news",
            "1 action led by Alice Ames as strategic lead, sorted by latest news, oldest first",
        ),
        ("lead=none&meaning=open", "1 action open, led by nobody"),
        ("reporter=none", "1 action on which nobody reports"),
        ("reporter={alice}", "2 actions on which Alice Ames reports"),
        ("after=2026-05-01&before=2026-05-31", "2 actions with a deadline from 1 May 2026 to 31 May 2026"),
        ("before=2026-05-31&exempt=no", "2 actions with a deadline to 31 May 2026, not exempt"),
        (
            "heading=delivery&status=Complete&words=done",
            "1 action at “Complete”, under Delivery, with the words “done”",
        ),
        (
            "extension=asked&news=none&changed=2020-01-01",
            "1 action without news for 60 days, with more time asked for, changed since 1 January 2020",
        ),
        ("lead=7777777&heading=gone", "0 actions led by somebody, under gone"),
    ],
)
def test_what_was_asked_for_is_said_in_words(plan, alice, query, said):
    wanted = asked(query.format(alice=alice.actor.pk))
    actions = plan.actions.all()
    known = figures_of(actions, TODAY, wanted.apply(actions, TODAY))
    order = "" if wanted.sort else ", in printed order"
    assert in_words(wanted, known, known.found, plan) == said + order


def test_the_form_offers_what_there_is_and_shows_what_was_asked_for(client, plan, alice, carol):
    client.force_login(carol)
    page = client.get(
        f"{plan.get_absolute_url()}?reporter={alice.actor.pk}&after=2026-05-01&role=member&lead=none"
    )
    shown = page.content.decode()
    assert f'<option value="{alice.actor.pk}" selected>Alice Ames</option>' in shown
    assert 'name="after" value="2026-05-01"' in shown
    assert "<summary>More (3)</summary>" in shown
    assert '<option value="none" selected>Nobody</option>' in shown
    form = FilterForm(Filter(), plan, figures_of(plan.actions.exclude(text="Exempt"), TODAY))
    assert "exempt" not in form.fields


# The list over all plans


@pytest.fixture
def council(bob, plan):
    other = make_plan("Audit plan")
    make_action("Elsewhere", challenge=make_challenge(other, "Books"), deadline="May 2026")
    old = make_plan("Old plan")
    make_action("Long ago", challenge=make_challenge(old, "Past"))
    edit_plan(plan=old, by=bob, state="closed")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Elsewhere", "Led", "Asked", "Exempt", "Done"]),
        ("plan=audit-plan", ["Elsewhere"]),
        ("plan=old-plan", ["Long ago"]),
        ("state=closed", ["Long ago"]),
        ("state=any", ["Elsewhere", "Long ago", "Led", "Asked", "Exempt", "Done"]),
        ("due=overdue&sort=plan", ["Elsewhere", "Led"]),
        ("meaning=complete", ["Done"]),
        ("plan=gone", []),
    ],
)
def test_every_action_of_every_plan_is_listed_and_narrowed(client, council, carol, query, expected):
    client.force_login(carol)
    assert texts(client.get(f"/actions/?{query}")) == expected


def test_its_figures_count_by_meaning_and_lead_to_what_they_count(client, council, carol):
    client.force_login(carol)
    figures = client.get("/actions/").context["figures"]
    counts = {each["label"]: each["count"] for each in figures}
    assert counts["not started"] == 4
    for each in figures:
        assert client.get(each["url"]).context["counts"].found == each["count"]


def test_it_names_the_plan_of_each_action_however_it_is_sorted(client, council, carol):
    client.force_login(carol)
    assert "Audit plan 1.1 Elsewhere" in page_text(client.get("/actions/"))
    assert "Elsewhere Audit plan · 1 Books" in page_text(client.get("/actions/?sort=deadline"))


def test_it_shows_nobody_more_than_the_plans_do(client, council, dan, erin, carol):
    challenge = make_challenge(make_plan("Fourth"), "Contracts")
    make_action("Secret", challenge=challenge, **EXEMPT | {"exempt": "all"})
    for user, sees in ((dan, 0), (erin, 5), (carol, 6)):
        client.force_login(user)
        page = client.get("/actions/")
        assert len(texts(page)) == page.context["counts"].actions == sees
        assert ("Fourth" in page.content.decode()) is (user == carol)


def test_a_deadline_that_moved_is_looked_for_where_it_is_now(client, bob, plan):
    action = Action.objects.get(text="Led")
    move_deadline(deadline=action.deadlines.get(), words="May 2027", reason="Late.", by=bob, today=TODAY)
    found = asked("after=2027-05-01&before=2027-05-31").apply(plan.actions.all(), TODAY)
    assert [each.text for each in found] == ["Led"]
