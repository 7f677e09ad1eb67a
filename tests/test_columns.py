"""The columns of a list: chosen in the address, each with its own heading, sort and cells."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from actionplan.changes import move_deadline
from actionplan.changes.evidence import add_evidence
from actionplan.columns import BY_KEY, Columns
from actionplan.evidence import Piece
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text, say
from tests.test_plan_page import big_plan

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
EVERY = ",".join(BY_KEY)


def columns(query, across=False):
    return Columns.from_query(QueryDict(query), across)


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["news", "leads", "deadline", "status"]),
        ("columns=", ["news", "leads", "deadline", "status"]),
        ("columns=nonsense", ["news", "leads", "deadline", "status"]),
        ("columns=status,deadline", ["deadline", "status"]),
        ("columns=status&columns=deadline", ["deadline", "status"]),
        ("columns=plan,status", ["status"]),
        ("columns=status,,status, notes", ["status", "notes"]),
    ],
)
def test_the_address_holds_the_columns(query, keys):
    chosen = columns(query)
    assert list(chosen.keys) == keys
    again = columns("columns=" + chosen.as_query().get("columns", ""))
    assert again == chosen


def test_the_plan_is_a_column_over_all_plans_only():
    assert "plan" in columns("columns=plan", across=True)
    assert "plan" not in dict(columns("").choices())


@pytest.fixture
def told(bob, alice):
    """An action that moved, with news, evidence and everything there is to show."""
    plan = make_plan()
    action = make_action(
        "Open the café",
        challenge=make_challenge(plan, "Where people meet"),
        leads=[("member", make_actor("Cllr Moss")), ("operational", alice.actor)],
        deadline="31 January 2027",
        success="People meet there.",
        notes="Ask the union.",
        exempt="news",
        paragraph="3",
        public_interest="A contract.",
    )
    move_deadline(
        deadline=action.deadlines.get(),
        words="28 February 2027",
        reason="Builders.",
        by=bob,
        today=TODAY,
    )
    say(action, alice, "Begun.", meaning="on_track", given_on=date(2026, 3, 1))
    update = say(action, alice, "Floor laid.", given_on=date(2026, 4, 1))
    add_evidence(update=update, by=alice, evidence=[Piece(url="https://example.org/floor")])
    return action


def test_every_column_shows_what_it_promises(client, told, alice):
    client.force_login(alice)
    page = client.get(f"{told.plan.get_absolute_url()}?columns={EVERY}")
    said = page_text(page)
    for words in (
        "Floor laid. ” Alice Ames",
        "1 Where people meet",
        "Cllr Moss",
        "28 February 2027",
        "31 January 2027",
        "+28 days",
        "On track",
        "1 March 2026",
        "People meet there.",
        "Ask the union.",
        "Its news, paragraph 3",
    ):
        assert words in said
    cells = {cell.partition('"')[0] for cell in page.content.decode().split('data-label="')[1:]}
    assert cells == {column.label for key, column in BY_KEY.items() if key not in ("news", "plan", "leads")}
    assert '<td data-label="Evidence" class="number"><span class="one-line">1<' in page.content.decode()


def test_exempt_news_gives_no_day_and_no_number_away(client, told, erin):
    client.force_login(erin)
    page = client.get(f"{told.plan.get_absolute_url()}?columns=latest,since,evidence")
    said = page_text(page)
    assert "Its news is exempt." in said
    assert "Floor laid" not in said
    assert "1 March 2026" not in said
    assert '<td data-label="Evidence" class="number"></td>' in page.content.decode()


def test_since_when_is_the_first_news_at_this_status_without_another_between(client, bob):
    action = make_action()
    for meaning, day in (
        ("on_track", date(2026, 2, 1)),
        ("at_risk", date(2026, 3, 1)),
        ("on_track", date(2026, 4, 1)),
    ):
        say(action, bob, "News.", meaning=meaning, given_on=day)
    say(action, bob, "More of it.", given_on=date(2026, 5, 1))
    client.force_login(bob)
    said = page_text(client.get(f"{action.plan.get_absolute_url()}?columns=status,since"))
    assert "On track 1 April 2026" in said


# Sorting


@pytest.fixture
def sortable(client, bob, alice):
    plan = make_plan()
    challenge = make_challenge(plan)
    zed, amy = make_actor("Zed Young"), make_actor("Àmy Adams")
    first = make_action(
        "First", challenge=challenge, leads=[("member", zed), ("operational", amy)], deadline="May 27"
    )
    make_action("Second", challenge=challenge, deadline="June 27")
    third = make_action(
        "Third", challenge=challenge, leads=[("member", amy), ("operational", zed)], deadline="April 27"
    )
    move_deadline(deadline=third.deadlines.get(), words="July 27", reason="Builders.", by=bob, today=TODAY)
    say(first, bob, "Said.", given_on=TODAY - timedelta(days=5))
    update = say(third, bob, "Said.", meaning="complete", given_on=TODAY - timedelta(days=9))
    add_evidence(update=update, by=bob, evidence=[Piece(url="https://example.org/x")])
    client.force_login(bob)

    def texts(query):
        page = client.get(f"{plan.get_absolute_url()}?{query}")
        return [row.action.text for group in page.context["groups"] for row in group["rows"]]

    return texts


ORDERS = {
    "deadline": ["First", "Second", "Third"],
    "-deadline": ["Third", "Second", "First"],
    "original": ["Third", "First", "Second"],
    "-original": ["Second", "First", "Third"],
    "slippage": ["Third", "First", "Second"],
    "-slippage": ["First", "Second", "Third"],
    "member": ["Third", "First", "Second"],
    "-member": ["First", "Third", "Second"],
    "operational": ["First", "Third", "Second"],
    "reporter": ["First", "Third", "Second"],
    "news": ["First", "Third", "Second"],
    "-news": ["Third", "First", "Second"],
    "status": ["First", "Second", "Third"],
    "-status": ["Third", "First", "Second"],
    "evidence": ["Third", "First", "Second"],
    "--deadline": ["First", "Second", "Third"],
}


def test_a_list_is_sorted_either_way_and_what_has_no_value_comes_last(sortable):
    assert {sort: sortable(f"sort={sort}") for sort in ORDERS} == ORDERS


def test_a_heading_says_how_the_list_stands_and_leads_to_the_other_way(client, bob):
    action = make_action()
    client.force_login(bob)
    address = action.plan.get_absolute_url()

    def heads(query):
        return {head["column"].key: head for head in client.get(f"{address}?{query}").context["heads"]}

    plain = heads("words=publish")
    assert "sorted" not in plain["leads"]
    assert (plain["deadline"]["sorted"], plain["deadline"]["url"]) == (
        "",
        f"{address}?words=publish&sort=deadline",
    )
    by_deadline = heads("sort=deadline&columns=deadline,latest")
    assert by_deadline["deadline"]["sorted"] == "ascending"
    assert by_deadline["deadline"]["url"] == f"{address}?sort=-deadline&columns=latest,deadline"
    assert heads("sort=-deadline")["deadline"]["sorted"] == "descending"
    assert heads("sort=news&columns=latest")["latest"]["sorted"] == "descending"
    assert 'aria-sort="descending"' in client.get(f"{address}?sort=-deadline").content.decode()


@pytest.mark.parametrize("count", [5, 50])
def test_all_columns_cost_no_more_queries_whatever_the_rows(client, count, django_assert_max_num_queries):
    user = make_user("Olive Officer", "editor", "exempt")
    plan = big_plan(count, user.actor)
    client.force_login(user)
    client.get("/people/")
    with django_assert_max_num_queries(11):
        client.get(f"{plan.get_absolute_url()}?columns={EVERY}&sort=slippage")


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_over_all_plans_costs_the_same_whatever_its_length(
    client, bob, count, django_assert_num_queries
):
    for number in range(count):
        leads = [("operational", make_actor(f"Officer {number}"))]
        make_action(challenge=make_challenge(make_plan(f"Plan {number}")), leads=leads, deadline="June 26")
    client.force_login(bob)
    client.get("/people/")
    with django_assert_num_queries(11):
        page = client.get(f"/actions/?columns={EVERY}")
    assert len(page.context["groups"]) == count
