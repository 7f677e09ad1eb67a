"""The page of one plan: its filters, its figures, and what is exempt or not there for a reader."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan.changes import edit_action
from actionplan.models import Plan
from people.models import Membership
from tests.cast import (
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_user,
    page_text,
    say,
    words_for,
)

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def texts(response):
    """The actions on the page, in order."""
    return [row.action.text for group in response.context["groups"] for row in group["rows"]]


# One plan


def test_a_plan_says_what_it_is(client, erin):
    plan = make_plan(challenge_word="Priority")
    make_action(challenge=make_challenge(plan))
    meeting = make_meeting(timezone.localdate() + timedelta(days=5))
    client.force_login(erin)
    said = page_text(client.get(plan.get_absolute_url()))
    assert "1 priority, 1 action · agreed by HR Committee on 9 January 2026 · next reported" in said
    assert f"next reported {meeting.held_on.day} {meeting.held_on:%B}" in said
    Plan.objects.update(state=Plan.State.CLOSED)
    assert "next reported" not in page_text(client.get(plan.get_absolute_url()))


def test_who_may_read_nothing_is_not_told_to_ask_for_less(client, dan):
    client.force_login(dan)
    said = page_text(client.get("/actions/"))
    assert "No actions to see" in said
    assert "Take something away" not in said


def test_a_plan_reads_in_printed_order_with_leads_deadline_news_and_status(client, alice, erin):
    plan = make_plan()
    first, second = make_challenge(plan, "One", "Leadership"), make_challenge(plan, "Two", "Delivery")
    last = make_action("Written last", challenge=second)
    action = make_action(
        "Written first", challenge=first, leads=[("operational", alice.actor)], deadline=words_for(-2)
    )
    say(action, alice, "Waiting for the intranet.", meaning="off_track")
    client.force_login(erin)
    response = client.get(plan.get_absolute_url())
    said = page_text(response)
    assert texts(response) == [action.text, last.text]
    assert "1 One Leadership" in said
    for words in ("Operational Alice Ames", "2 days overdue", "Waiting for the intranet.", "Off track"):
        assert words in said
    assert "Alice Ames, today" in said


def test_each_figure_leads_to_those_it_counts(client, bob, alice):
    plan = make_plan()
    challenge = make_challenge(plan)
    late = make_action("Late", challenge=challenge, deadline=words_for(-1))
    soon = make_action("Soon", challenge=challenge, deadline=words_for(30))
    done = make_action("Done", challenge=challenge, deadline=words_for(-9))
    say(done, bob, meaning="complete")
    say(soon, bob, meaning="on_track")
    client.force_login(bob)
    figures = client.get(plan.get_absolute_url()).context["figures"]
    found = {f["label"]: (f["count"], texts(client.get(f["url"]))) for f in figures}
    assert found == {
        "not started": (1, ["Late"]),
        "on track": (1, ["Soon"]),
        "complete": (1, ["Done"]),
        "overdue": (1, ["Late"]),
        "due in 30 days": (1, ["Soon"]),
        "no news for 60 days": (1, ["Late"]),
        "nobody reports": (2, ["Late", "Soon"]),
    }
    assert late.is_overdue(timezone.localdate())


@pytest.fixture
def filtered(client, bob, alice):
    plan = make_plan()
    people, money = (
        make_challenge(plan, "People first", "Leadership"),
        make_challenge(plan, "Money", "Delivery"),
    )
    make_action("Café opened", challenge=people, leads=[("operational", alice.actor)], deadline=words_for(-1))
    make_action("Budget set", challenge=money, deadline=words_for(10))
    talks = make_action("Talks held", challenge=people)
    say(talks, bob, meaning="at_risk", given_on=timezone.localdate() - timedelta(days=61))
    client.force_login(bob)
    return lambda query: texts(client.get(plan.get_absolute_url() + "?" + query))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Café opened", "Talks held", "Budget set"]),
        ("words=CAFE", ["Café opened"]),
        ("words=people held", ["Talks held"]),
        ("words=alice", ["Café opened"]),
        ("words=2.1", ["Budget set"]),
        ("heading=delivery", ["Budget set"]),
        ("status=At risk", ["Talks held"]),
        ("due=overdue", ["Café opened"]),
        ("due=soon", ["Budget set"]),
        ("due=none", ["Talks held"]),
        ("news=none", ["Café opened", "Talks held", "Budget set"]),
        ("news=none&status=At risk", ["Talks held"]),
        ("heading=delivery&due=overdue", []),
        ("status=Nonsense", []),
        (
            "due=nonsense&sort=nonsense&lead=nonsense&page=nonsense",
            ["Café opened", "Talks held", "Budget set"],
        ),
        ("words=%00", ["Café opened", "Talks held", "Budget set"]),
        ("words=100%25", []),
        ("sort=deadline", ["Café opened", "Budget set", "Talks held"]),
        ("sort=news", ["Talks held", "Café opened", "Budget set"]),
        ("sort=status", ["Café opened", "Budget set", "Talks held"]),
    ],
)
def test_the_address_holds_the_filter(filtered, query, expected):
    assert filtered(query) == expected


def test_the_filter_finds_by_lead_and_offers_who_leads(client, alice, bob):
    action = make_action("Hers", leads=[("operational", alice.actor), ("strategic", alice.actor)])
    make_action("Not hers", challenge=action.challenge)
    client.force_login(bob)
    page = client.get(action.plan.get_absolute_url())
    assert f'<option value="{alice.actor.pk}">Alice Ames</option>' in page.content.decode()
    page = client.get(action.plan.get_absolute_url() + f"?lead={alice.actor.pk}")
    assert texts(page) == ["Hers"]
    assert "1 action · Show all" in page_text(page)


def test_what_was_asked_for_stands_in_the_form(client, bob):
    action = make_action()
    client.force_login(bob)
    page = client.get(action.plan.get_absolute_url() + "?words=xyz&due=soon&status=Gone").content.decode()
    assert 'name="words" value="xyz"' in page
    assert '<option value="soon" selected>' in page
    assert '<option value="Gone" selected>None in this plan</option>' in page
    assert "No action is like that" in page


def test_a_sorted_list_still_says_the_challenge(client, bob):
    action = make_action(challenge=make_challenge(title="Money", heading="Delivery"))
    client.force_login(bob)
    assert "1 Money · Delivery" in page_text(client.get(action.plan.get_absolute_url() + "?sort=deadline"))


def test_a_long_plan_is_paged_and_the_pages_keep_the_filter(client, bob):
    challenge = make_challenge()
    for number in range(102):
        make_action(f"Number {number}", challenge=challenge)
    client.force_login(bob)
    address = challenge.plan.get_absolute_url()
    first, second = client.get(address + "?words=number"), client.get(address + "?words=number&page=2")
    assert (len(texts(first)), texts(second)) == (100, ["Number 100", "Number 101"])
    assert 'href="?words=number&amp;page=2"' in first.content.decode()


def test_a_deadline_that_moved_says_what_it_was(client, bob):
    action = make_action(deadline="June 26")
    line = action.deadlines.get()
    line.words, line.due = "September 26", "2026-09-30"
    line.save()
    client.force_login(bob)
    assert "was June 26" in page_text(client.get(action.plan.get_absolute_url()))


def test_of_two_deadlines_only_the_one_not_met_is_overdue(client, bob):
    action = make_action(deadline=words_for(-20))
    edit_action(
        action=action,
        by=bob,
        today=timezone.localdate(),
        further_deadlines=[words_for(-3)],
        met={action.deadlines.get(): timezone.localdate()},
    )
    client.force_login(bob)
    said = page_text(client.get(action.plan.get_absolute_url()))
    assert "3 days overdue" in said
    assert "20 days overdue" not in said
    assert "met " in said


def test_a_plan_younger_than_sixty_days_is_not_without_news(client, bob):
    young = make_plan(stands_on=timezone.localdate() - timedelta(days=59))
    make_action(challenge=make_challenge(young))
    client.force_login(bob)
    assert client.get(young.get_absolute_url()).context["counts"].quiet == 0


# What is exempt


def test_an_exempt_action_is_neither_shown_nor_counted(client, alice, erin, carol):
    plan = make_plan()
    challenge = make_challenge(plan)
    make_action("Open", challenge=challenge, deadline=words_for(-1))
    make_action(
        "Secret", challenge=challenge, leads=[("member", alice.actor)], deadline=words_for(-1), **EXEMPT
    )
    for user, count in ((erin, 1), (carol, 2), (alice, 2)):
        client.force_login(user)
        page = client.get(plan.get_absolute_url())
        assert len(texts(page)) == count
        assert page.context["counts"].actions == page.context["counts"].overdue == count
        assert (b"Alice Ames" in page.content) is (count == 2)


def test_exempt_news_is_not_shown_but_its_public_wording_is(client, bob, carol, erin):
    action = make_action(**EXEMPT | {"exempt": "news"}, public_news="Talks go on.")
    say(action, bob, "The contractor wants a million.")
    client.force_login(erin)
    said = page_text(client.get(action.plan.get_absolute_url()))
    assert "Talks go on. Its news is exempt." in said
    assert "million" not in said
    client.force_login(carol)
    assert "a million" in page_text(client.get(action.plan.get_absolute_url()))


# Queries


def big_plan(count, lead):
    plan = make_plan()
    post = make_actor("Head of People", "post")
    for number in range(count):
        challenge = make_challenge(plan, f"Challenge {number}", f"Heading {number % 3}")
        leads = [("member", make_actor(f"Cllr {number}")), ("strategic", post), ("operational", lead)]
        say(
            make_action(f"Action {number}", challenge=challenge, leads=leads, deadline="June 26"),
            None,
            "Said.",
            source="import",
        )
    return plan


@pytest.mark.parametrize("count", [5, 50])
def test_a_plan_page_costs_at_most_twelve_queries_whatever_its_rows(
    client, count, django_assert_max_num_queries
):
    """Signed in with grants and hats; the first page after a start reads the council too."""
    user = make_user("Olive Officer", "editor", "exempt")
    Membership.objects.create(of=make_actor("Head of HR", "post"), member=user.actor)
    plan = big_plan(count, user.actor)
    client.force_login(user)
    with django_assert_max_num_queries(12) as first:
        response = client.get(plan.get_absolute_url())
    with django_assert_max_num_queries(11) as second:
        client.get(plan.get_absolute_url() + "?words=action&sort=news&due=overdue")
    assert len(texts(response)) == count
    assert (len(first), len(second)) == (12, 11)


# Refusals


def test_what_one_may_not_know_of_does_not_exist(client, dan):
    plan = make_plan()
    client.force_login(dan)
    missing = client.get("/plans/no-such-plan/")
    there = client.get(plan.get_absolute_url())
    assert missing.status_code == there.status_code == 404
    assert page_text(missing) == page_text(there)


def test_an_editor_finds_on_a_phone_in_the_menu_what_a_desk_has_beside_it(client, bob, erin):
    page = make_plan().get_absolute_url()
    for user, places in ((bob, 2), (erin, 1)):
        client.force_login(user)
        said = client.get(page).content.decode()
        assert (said.count(">Overview</a>"), said.count(">History</a>")) == (places, places)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_a_plan_has_one_row_of_buttons_on_a_phone_and_two_lines_for_a_long_status(page, sign_in, bob):
    plan = make_plan()
    action = make_action(challenge=make_challenge(plan))
    action.step.name = "Red - more than a month behind"
    action.step.save()
    sign_in(page, bob)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(plan.get_absolute_url())
    assert page.locator(".page-actions").bounding_box()["height"] < 60
    page.locator("summary", has_text="Manage").click()
    expect(page.get_by_role("link", name="History")).to_be_visible()
    page.set_viewport_size({"width": 1024, "height": 740})
    assert page.locator(".plan-table .status").bounding_box()["height"] < 50
