"""Search over all plans: what is found, by whom, in which order, and how it is marked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplan import search
from actionplan.changes import edit_action, edit_plan
from actionplan.marking import excerpt, marked
from actionplan.models import Action, Update
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
TODAY = timezone.localdate()


def found(user, words):
    """The wordings that are found, in order."""
    return [action.text for action in search.found(user, words, TODAY)]


# What is found


@pytest.fixture
def council(bob, alice):
    """Two plans: one live, with news and leads; one closed."""
    live = make_plan("Peer review plan")
    cafe = make_challenge(live, "Where people meet", "Leadership")
    opened = make_action("Open the Café at reception", challenge=cafe, leads=[("operational", alice.actor)])
    make_action("Publish who leads on what", challenge=cafe, leads=[("member", make_actor("Cllr Ó Briain"))])
    say(opened, bob, "The contractor’s kestrel nested on the site.")
    old = make_plan("Audit plan")
    make_action("Close the café accounts", challenge=make_challenge(old, "Money", "Delivery"))
    edit_plan(plan=old, by=bob, state="closed")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("CAFE", ["Open the Café at reception", "Close the café accounts"]),
        ("café reception", ["Open the Café at reception"]),
        ("1.2", ["Publish who leads on what"]),
        ("alice", ["Open the Café at reception"]),
        ("o briain", ["Publish who leads on what"]),
        ("meet", ["Open the Café at reception", "Publish who leads on what"]),
        ("kestrel", ["Open the Café at reception"]),
        ("contractor's", ["Open the Café at reception"]),
        ("kestrel alice café", ["Open the Café at reception"]),
        ("kestrel money", []),
        ("100%", []),
        ("_", []),
        ("", []),
        ("   ", []),
    ],
)
def test_it_finds_references_words_challenges_leads_and_news(council, bob, words, expected):
    assert found(bob, words) == expected


def test_the_very_reference_comes_first_then_its_challenge_then_words_together(bob):
    plan = make_plan()
    for number in range(1, 13):
        challenge = make_challenge(plan, f"Challenge {number}", "Leadership")
    make_action("Mentions 2.1 and 12 things", challenge=plan.challenges.get(number=1))
    make_action("The second", challenge=plan.challenges.get(number=2))
    make_action("The twelfth", challenge=challenge)
    assert found(bob, "2.1") == ["The second", "Mentions 2.1 and 12 things", "The twelfth"]
    assert found(bob, "12")[0] == "The twelfth"
    make_action("Things of the twelfth", challenge=challenge)
    assert found(bob, "the twelfth") == ["The twelfth", "Things of the twelfth"]


def test_what_only_news_holds_comes_after_what_says_it_itself(bob):
    challenge = make_challenge()
    told = make_action("Something else", challenge=challenge)
    say(told, bob, "The intranet is late.")
    make_action("Renew the intranet", challenge=challenge)
    assert found(bob, "intranet") == ["Renew the intranet", "Something else"]


def test_closed_plans_are_found_after_the_others_and_said(council, client, bob):
    client.force_login(bob)
    said = page_text(client.get("/search/?q=café"))
    assert "2 actions with “café” · 1 in closed plans" in said
    assert "Audit plan closed" in said


def test_a_plan_is_found_by_its_title(council, client, bob):
    client.force_login(bob)
    page = client.get("/search/?q=Peer plan")
    assert [plan.title for plan in page.context["plans"]] == ["Peer review plan"]
    assert "Nothing with “Peer plan” Plan: Peer review plan" in page_text(page)


def test_a_lead_who_was_renamed_is_found_by_the_new_name(bob):
    post = make_actor("Head of HR", "post")
    make_action("Hers", leads=[("strategic", post)])
    post.name = "Head of People"
    post.save()
    assert found(bob, "people") == ["Hers"]


# What one may not know of


def test_what_is_exempt_is_neither_found_nor_counted_without_the_right(client, alice, bob, carol, erin):
    challenge = make_challenge()
    make_action("Publish the contract", challenge=challenge)
    make_action("Let the contract quietly", challenge=challenge, leads=[("member", alice.actor)], **EXEMPT)
    for user, count in ((erin, 1), (bob, 1), (carol, 2), (alice, 2)):
        client.force_login(user)
        page = client.get("/search/?q=contract")
        assert page.context["tally"].total == page.context["count"] == len(page.context["hits"]) == count
        assert ("quietly" in page_text(page)) is (count == 2)
        assert (found(user, "E1") == ["Let the contract quietly"]) is (count == 2)


def test_exempt_news_is_found_by_those_who_may_read_it_only(client, bob, carol, erin):
    action = make_action(**EXEMPT | {"exempt": "news"}, public_news="Talks go on.")
    say(action, carol, "The kestrel wants a million.")
    for user, finds in ((erin, False), (bob, False), (carol, True)):
        client.force_login(user)
        assert (found(user, "kestrel") == [action.text]) is finds
        page = client.get("/search/?q=publish")
        assert page.context["count"] == 1
        assert "million" not in page_text(page)
    client.force_login(carol)
    assert "The kestrel wants a million." in page_text(client.get("/search/?q=kestrel publish"))


def test_a_stranger_a_draft_and_what_is_deleted(bob, dan, erin):
    action = make_action("Gone by mistake")
    make_action("Only drafted", challenge=make_challenge(make_plan("Draft", state="draft")))
    assert found(dan, "mistake") == found(erin, "drafted") == []
    assert found(bob, "drafted") == ["Only drafted"]
    Action.objects.filter(pk=action.pk).update(deleted_at=timezone.now())
    assert found(bob, "mistake") == []


@pytest.mark.parametrize("taken", ["saved", "one field saved", "updated", "many at once"])
def test_words_taken_out_of_news_are_not_found_again(bob, taken):
    action = make_action()
    update = say(action, bob, "Ill with pneumonia.")
    update.words = "Words removed."
    match taken:
        case "saved":
            update.save()
        case "one field saved":
            update.save(update_fields=["words"])
        case "updated":
            Update.objects.filter(pk=update.pk).update(words="Words removed.")
        case "many at once":
            Update.objects.bulk_update([update], ["words"])
    assert found(bob, "pneumonia") == []
    assert found(bob, "removed") == [action.text]


def test_nobody_searches_without_signing_in(client):
    assert client.get("/search/?q=x").url.startswith("/sign-in/")


# The page


def test_the_page_narrows_by_plan_status_and_being_overdue(client, bob):
    first, second = make_plan("First"), make_plan("Second")
    day = TODAY - timedelta(days=3)
    late = make_action(
        "Train late", challenge=make_challenge(first), deadline=f"{day.day} {day:%B %Y}", today=day
    )
    make_action("Train staff", challenge=make_challenge(second))
    say(late, bob, meaning="at_risk")
    client.force_login(bob)
    page = client.get("/search/?q=train")
    assert "2 actions with “train” · 1 overdue" in page_text(page)
    assert "Second (1)" in page.content.decode()
    for narrowed, text in (
        ("plan=first", "Train late"),
        ("plan=second", "Train staff"),
        ("meaning=at_risk", "Train late"),
        ("due=overdue", "Train late"),
    ):
        hits = client.get(f"/search/?q=train&{narrowed}").context["hits"]
        assert [hit.action.text for hit in hits] == [text]
    said = page_text(client.get("/search/?q=train&plan=first&meaning=not_started"))
    assert "0 actions of 2 with “train” · Show all" in said
    assert "No action is like that" in said


def test_results_are_paged(client, bob):
    challenge = make_challenge()
    for number in range(27):
        make_action(f"Number {number}", challenge=challenge)
    client.force_login(bob)
    second = client.get("/search/?q=number&page=2")
    assert [hit.action.text for hit in second.context["hits"]] == ["Number 25", "Number 26"]
    assert '<ol class="hits" start="26">' in second.content.decode()
    assert 'href="?q=number&amp;page=1"' in second.content.decode()


def test_the_page_says_what_to_do_when_nothing_was_asked_or_found(client, bob):
    client.force_login(bob)
    assert "What are you looking for?" in page_text(client.get("/search/"))
    said = page_text(client.get("/search/?q=<script>alert(1)</script>"))
    assert "Nothing with “<script>alert(1)</script>”" in said


@pytest.mark.parametrize(
    "query", ["q=%00", "q=" + "x" * 5000, "q=a&plan=%00&due=zzz&page=-1", "q=" + "+a" * 99]
)
def test_no_query_breaks_the_page(client, bob, query):
    make_action()
    client.force_login(bob)
    assert client.get(f"/search/?{query}").status_code == 200


@pytest.mark.parametrize("count", [5, 20])
def test_it_costs_the_same_whatever_is_found(client, bob, count, django_assert_num_queries):
    for number in range(count):
        leads = [("member", make_actor(f"Cllr {number}")), ("operational", make_actor(f"Officer {number}"))]
        challenge = make_challenge(make_plan(f"Plan {number}"), f"Challenge {number}")
        say(
            make_action("Train", challenge=challenge, leads=leads, deadline="June 26"),
            bob,
            f"Train {number}.",
        )
    client.force_login(bob)
    client.get("/search/?q=train")
    with django_assert_num_queries(12):
        client.get("/search/?q=train")


@pytest.mark.parametrize("address", ["/plans/", "/actions/", "/people/", "/meetings/"])
def test_every_page_has_the_search(client, bob, address):
    client.force_login(bob)
    assert 'action="/search/"' in client.get(address).content.decode()


# Marks


@pytest.mark.parametrize(
    ("words", "terms", "expected"),
    [
        ("The Café", ["cafe"], "The <mark>Café</mark>"),
        ("The Cafe\u0301 bar", ["cafe"], "The <mark>Cafe\u0301</mark> bar"),
        ("STRASSE straße", ["strasse"], "<mark>STRASSE</mark> <mark>straße</mark>"),
        ("an oﬃce", ["fic"], "an o<mark>ﬃc</mark>e"),
        ("O’Neill", ["o'neill"], "<mark>O’Neill</mark>"),
        (
            "<b>bold</b> & b",
            ["b"],
            "&lt;<mark>b</mark>&gt;<mark>b</mark>old&lt;/<mark>b</mark>&gt; &amp; <mark>b</mark>",
        ),
        ("intranets", ["intranet", "tranets"], "<mark>intranets</mark>"),
        ("a\u00a0b", ["a", "b"], "<mark>a</mark>\u00a0<mark>b</mark>"),
        ("nothing", ["zebra"], "nothing"),
        ("", ["a"], ""),
    ],
)
def test_marks_stand_round_what_was_found_and_nothing_is_let_through(words, terms, expected):
    assert marked(words, terms) == expected


def test_a_long_text_is_cut_round_the_first_place_found():
    words = "alpha " * 60 + "kestrel " + "omega " * 60
    cut = excerpt(words, ["kestrel"])
    assert cut.startswith("… alpha")
    assert "kestrel" in cut
    assert cut.endswith("omega …")
    assert len(cut) < 200
    assert excerpt("Short words.", ["kestrel"]) == "Short words."
    assert len(excerpt("x" * 900, ["zebra"])) < 200


def test_the_page_marks_what_was_found_where_it_was_found(client, bob, alice):
    action = make_action("Open the <Café>", leads=[("operational", alice.actor)])
    say(action, bob, "Older news of the café.", given_on=TODAY - timedelta(days=9))
    say(action, bob, "The café is open.")
    say(action, bob, "Nothing else.")
    client.force_login(bob)
    page = client.get("/search/?q=cafe+ames").content.decode()
    assert "Open the &lt;<mark>Café</mark>&gt;" in page
    assert "Alice <mark>Ames</mark>" in page
    assert "The <mark>café</mark> is open." in page
    assert "Older news" not in page


def test_a_reader_of_one_plan_searches_that_plan_only(client):
    mine = make_plan("Mine")
    make_action("Train mine", challenge=make_challenge(mine))
    make_action("Train theirs", challenge=make_challenge(make_plan("Theirs")))
    user = make_user("Rae Reed", "reader", plan=mine)
    assert found(user, "train") == ["Train mine"]


def test_a_finished_action_comes_after_an_open_one(bob):
    challenge = make_challenge()
    done = make_action("Train first", challenge=challenge)
    make_action("Train second", challenge=challenge)
    say(done, bob, meaning="complete")
    assert found(bob, "train") == ["Train second", "Train first"]
    edit_action(action=done, by=bob, today=TODAY, text="Taught first")
    assert found(bob, "train") == ["Train second"]
