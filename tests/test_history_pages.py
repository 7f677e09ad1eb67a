"""The pages that look back: what changed in a plan and by a person, a past day, two days compared."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan import bulk, changes
from actionplan.changes.bulk import change_many
from actionplan.models import Revision
from tests.browser import fits
from tests.cast import make_action, make_actor, make_challenge, make_meeting, make_plan, page_text, say

EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
HISTORY, ON, COMPARE = (
    "/plans/peer-review-plan/history/",
    "/plans/peer-review-plan/on/",
    "/plans/peer-review-plan/compare/",
)
TODAY = timezone.localdate()


def at(days, hour=12):
    """Noon so many days ago."""
    day = TODAY - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_default_timezone())


def day(days):
    return (TODAY - timedelta(days=days)).isoformat()


def in_words(days):
    on = TODAY - timedelta(days=days)
    return f"{on.day} {on:%B %Y}"


@pytest.fixture
def plan(bob):
    """Written down 100 days ago; since then reworded, moved and reported on."""
    plan = make_plan(by=bob, stands_on=TODAY - timedelta(days=100))
    challenge = make_challenge(plan, by=bob)
    head = make_actor("Head of HR", "post")
    first = make_action(
        "Publish who leads", challenge=challenge, leads=[("strategic", head)], deadline="June 2026", by=bob
    )
    second = make_action("Print it", challenge=challenge, deadline="May 2030", by=bob)
    Revision.objects.update(at=at(100))
    changes.edit_action(action=first, text="Publish who leads what", by=bob, today=TODAY, at=at(60))
    say(second, bob, "At the printer’s.", meaning="on_track", at=at(40))
    what = bulk.MoveDeadline(words="July 2031", reason="The supplier is late")
    change_many(actions=plan.actions.all(), what=what, by=bob, today=TODAY, at=at(20))
    say(first, bob, "Published.", meaning="complete", at=at(10))
    return plan


def read(client, user, address, status=200):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return page_text(response)


# What changed


def test_the_history_of_a_plan_is_told_newest_first(client, erin, plan):
    said = read(client, erin, HISTORY)
    words = [
        f"{in_words(10)} 10 days ago 12:00 Bob Brook gave news of 1.1 1.1 Publish who leads what Complete Published.",
        f"{in_words(20)} 20 days ago 12:00 Bob Brook moved 2 deadlines 1.1 Publish who leads what Deadline moved",
        "Why: The supplier is late",
        f"{in_words(60)} 60 days ago 12:00 Bob Brook changed the wording of 1.1",
        "Wording: Publish who leads what",
        f"{in_words(100)} 100 days ago",
    ]
    places = [said.index(each) for each in words]
    assert places == sorted(places)


def test_a_plan_leads_to_its_history_and_a_person_to_theirs(client, bob, plan):
    client.force_login(bob)
    assert f'href="{HISTORY}"' in client.get(plan.get_absolute_url()).content.decode()
    person = f"/people/{bob.actor.pk}/"
    assert f'href="{person}changes/"' in client.get(person).content.decode()


def test_the_history_is_narrowed_and_nonsense_narrows_nothing(client, erin, bob, plan):
    assert "gave news" not in read(client, erin, f"{HISTORY}?what=wording")
    assert "changed the wording of 1.1" in read(client, erin, f"{HISTORY}?what=wording&who={bob.pk}")
    assert "Nothing was changed that fits." in read(client, erin, f"{HISTORY}?since={day(5)}")
    assert "gave news" in read(client, erin, f"{HISTORY}?what=x&who=%00&since=2026-99-99&until=x&page=x")


def test_a_person_is_told_with_all_plans_one_may_open(client, erin, bob, plan):
    make_plan("Draft", by=bob, state="draft")
    said = read(client, erin, f"/people/{bob.actor.pk}/changes/")
    assert "Peer review plan Moved 2 deadlines" in said
    assert "Draft" not in said


def test_whoever_has_no_account_has_signed_nothing(client, erin):
    person = make_actor("Pat Poole")
    assert "Pat Poole has no account" in read(client, erin, f"/people/{person.pk}/changes/")
    read(client, erin, f"/people/{make_actor('Head of IT', 'post').pk}/changes/", 404)


@pytest.mark.parametrize("address", [HISTORY, ON, f"{ON}2026-01-20/", COMPARE])
def test_strangers_do_not_learn_of_the_plan(client, dan, plan, address):
    read(client, dan, address, 404)
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", [HISTORY, f"{ON}{day(5)}/", COMPARE])
def test_nothing_is_changed_by_looking_back(client, bob, plan, address):
    client.force_login(bob)
    assert client.post(address).status_code == 405
    page = client.get(address).content.decode()
    assert 'method="post"' not in page.split("<main", 1)[1]


# A past day


def test_a_past_day_shows_the_plan_as_it_was(client, erin, plan):
    said = read(client, erin, f"{ON}{day(50)}/")
    assert f"This is the past: the plan as it stood at the end of {in_words(50)}" in said
    for words in ("1.1 , as it is now Publish who leads what", "Head of HR", "30 June 2026", "2 not started"):
        assert words in said
    assert not any(words in said for words in ("Published.", "At the printer’s.", "July 2031", "Complete"))
    later = read(client, erin, f"{ON}{day(30)}/")
    assert "“At the printer’s.” Bob Brook" in later
    assert "On track" in later


def test_the_wording_of_the_day_stands_there(client, erin, plan):
    assert "who leads what" not in read(client, erin, f"{ON}{day(70)}/")


def test_days_on_which_there_is_no_plan_say_so(client, erin, bob, plan):
    early = read(client, erin, f"{ON}{day(101)}/")
    assert (
        f"On {in_words(101)} this plan was not here yet It was first written down here on {in_words(100)}"
        in early
    )
    assert "is still to come" in read(client, erin, f"{ON}{day(-1)}/")
    for nonsense in ("2026-02-30", "2026-13-01", "0000-00-00"):
        read(client, erin, f"{ON}{nonsense}/", 404)


def test_a_day_when_the_plan_was_a_draft_is_for_its_editors(client, erin, bob, plan):
    revision = Revision.objects.get(subject="plan", changed__state=["draft", "live"])
    Revision.objects.filter(pk=revision.pk).update(at=at(80))
    assert f"On {in_words(90)} this plan was a draft" in read(client, erin, f"{ON}{day(90)}/")
    assert "Publish who leads" in read(client, bob, f"{ON}{day(90)}/")
    assert "was a draft" in read(client, erin, f"{COMPARE}?from={day(90)}&to={day(5)}")


def test_a_picked_day_is_gone_to_and_shortcuts_lead_to_likely_ones(client, erin, bob, plan):
    make_meeting(TODAY - timedelta(days=33), by=bob)
    client.force_login(erin)
    answer = client.get(f"{ON}?day={day(50)}")
    assert (answer.status_code, answer["Location"]) == (302, f"{ON}{day(50)}/")
    names = [each.name for each in client.get(ON).context["shortcuts"]]
    assert names == ["Yesterday", "Last meeting", "A month ago", "As agreed"]
    assert "Enter a valid date" in page_text(client.get(f"{ON}?day=x"))


def test_a_deleted_action_has_no_link(client, erin, bob, plan):
    changes.delete_action(action=plan.actions.get(reference="1.2"), reason="Twice", by=bob, at=at(5))
    said = read(client, erin, f"{ON}{day(30)}/")
    assert "1.2 Print it" in said
    assert "1.1 , as it is now" in said
    assert "1.2 , as it is now" not in said
    assert "1.2 Print it (deleted)" in read(client, erin, HISTORY)


# Two days compared


def test_two_days_are_compared_in_groups(client, erin, plan):
    said = read(client, erin, f"{COMPARE}?from={day(90)}&to={day(5)}")
    assert f"What changed from the end of {in_words(90)} to the end of {in_words(5)}." in said
    assert "1 completed 1 status moved 2 deadlines 1 reworded 2 news" in said
    assert "1.1 Publish who leads what 30 June 2026 31 July 2031 +1,857 days" in said
    page = client.get(f"{COMPARE}?from={day(90)}&to={day(5)}").content.decode()
    assert "Publish who leads<ins> what</ins>" in page
    for key in ("completed", "status", "deadlines", "reworded", "news"):
        assert f'href="#{key}"' in page
        assert f'id="{key}"' in page


def test_days_in_the_other_order_before_the_plan_or_to_come_are_put_right(client, erin, plan):
    turned = read(client, erin, f"{COMPARE}?from={day(-3)}&to={day(300)}")
    assert f"What changed from the end of {in_words(100)} to now." in turned
    assert "nothing earlier can be compared" in turned
    assert "Nothing changed between these days" in read(client, erin, f"{COMPARE}?from={day(5)}&to={day(4)}")
    assert "Enter a valid date" in read(client, erin, f"{COMPARE}?from=x&to={day(4)}")


# Exempt


def test_no_page_of_the_past_tells_what_is_exempt_now(client, erin, carol, bob, plan):
    secret = plan.actions.get(reference="1.2")
    addresses = [HISTORY, f"{ON}{day(30)}/", f"{COMPARE}?from={day(90)}&to={day(5)}"]
    addresses.append(f"/people/{bob.actor.pk}/changes/")
    changes.edit_action(action=secret, by=bob, today=TODAY, at=at(3), **EXEMPT)
    for address in addresses:
        said = read(client, erin, address)
        assert not any(words in said for words in ("1.2", "Print", "2 deadlines", "2 actions", "contract"))
        assert "Print it" in read(client, carol, address)


# Queries


@pytest.mark.parametrize("count", [5, 50])
@pytest.mark.parametrize(
    ("address", "queries"), [(HISTORY, 22), (f"{ON}{day(0)}/", 17), (f"{COMPARE}?from={day(50)}", 24)]
)
def test_pages_ask_no_more_of_a_large_plan(
    client, bob, erin, django_assert_max_num_queries, address, queries, count
):
    plan = make_plan(by=bob)
    challenge = make_challenge(plan, by=bob)
    Revision.objects.update(at=at(60))
    for n in range(count):
        leads = [("strategic", make_actor(f"Actor {n}"))]
        one = make_action(
            f"Action {n}", challenge=challenge, leads=leads, deadline="May 2027", by=bob, at=at(60)
        )
        say(one, bob, "Done.", meaning="complete", at=at(n % 40, n % 24))
    client.force_login(erin)
    client.get(address)
    with django_assert_max_num_queries(queries):
        client.get(address + (f"&to={day(0)}" if "?" in address else ""))


# In a browser


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_an_officer_looks_back_from_the_plan(request, sign_in, axe, bob, plan, width):
    page = request.getfixturevalue("page" if width == "desk" else "phone_page")
    sign_in(page, bob)
    page.goto(plan.get_absolute_url())
    if width == "phone":
        page.locator(".page-actions summary", has_text="Manage").click()
    page.get_by_role("link", name="History", exact=True).click()
    axe(page)
    together = page.get_by_text("moved 2 deadlines")
    expect(page.get_by_text("Why: The supplier is late").first).not_to_be_visible()
    together.click()
    expect(page.get_by_text("Why: The supplier is late").first).to_be_visible()
    axe(page)
    page.get_by_label("What").select_option(label="Wording")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("changed the wording of 1.1")).to_be_visible()
    page.get_by_role("link", name="On a past day").click()
    axe(page)
    page.get_by_label("The plan on").fill(day(50))
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_role("heading", name="This is the past")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="What changed since").click()
    page.get_by_role("link", name="1 completed").click()
    expect(page.get_by_role("heading", name="Completed")).to_be_visible()
    axe(page)
    assert fits(page)
