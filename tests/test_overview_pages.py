"""The overviews: every number leads to a list of as many, told to each person as far as they may know."""

import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from actionplan import changes
from actionplan.changes import edit_plan
from actionplan.models import Plan, Revision
from reports.overview.drawing import MOST_BARS
from tests.browser import fits
from tests.cast import (
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    page_text,
    say,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
ONE, ALL = "/plans/peer-review-plan/overview/", "/plans/overview/"
SECRET = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
QUIET = SECRET | {"exempt": "news"}


def day(days):
    return TODAY - timedelta(days=days)


def at(days):
    on = day(days)
    return datetime(on.year, on.month, on.day, 12, tzinfo=timezone.get_default_timezone())


def written(days):
    on = day(days)
    return f"{on.day} {on:%B %Y}"


@pytest.fixture
def plans(bob, alice):
    """Two plans of 300 days ago, one of which met its committee twice, and a closed one: all there is to count."""
    plan = make_plan(by=bob, stands_on=day(300))
    people, money = (
        make_challenge(plan, "People", by=bob),
        make_challenge(plan, "Money", "Delivery & care", by=bob),
    )
    post = make_actor("Head of HR", "post")
    led, both = [("operational", alice.actor)], [("operational", alice.actor), ("operational", post)]
    late = make_action("Late", challenge=people, leads=led, deadline=written(50), by=bob)
    moved = make_action("Moved", challenge=people, leads=both, deadline=written(90), by=bob)
    done = make_action("Done", challenge=money, leads=led, deadline=written(100), by=bob)
    make_action("Soon", challenge=money, deadline=written(-20), by=bob)
    make_action("Undated", challenge=money, deadline="Ongoing", by=bob)
    make_action("Far", challenge=money, deadline=written(-900), by=bob)
    make_action(
        "Hidden words", challenge=money, deadline=written(10), leads=[("strategic", post)], by=bob, **SECRET
    )
    quiet = make_action("Quiet", challenge=money, deadline=written(5), by=bob, **QUIET)
    other = make_plan("Audit plan", by=bob, stands_on=day(290))
    second = make_action(
        "Second", challenge=make_challenge(other, by=bob), leads=led, deadline=written(60), by=bob
    )
    old = make_challenge(make_plan("Old plan", by=bob), by=bob)
    make_action("Closed", challenge=old, deadline=written(200), by=bob)
    Revision.objects.update(at=at(300))
    for days in (120, 40):
        make_meeting(day(days), by=bob)
    for action, words, days in ((moved, written(-60), 95), (second, written(2), 70)):
        line, signed = action.deadlines.get(), {"by": bob, "today": TODAY, "at": at(days)}
        changes.move_deadline(deadline=line, words=words, reason="Ill", **signed)
    say(done, bob, "Done.", meaning="complete", given_on=day(80), at=at(80))
    say(late, bob, "Begun.", meaning="on_track", given_on=day(45), at=at(45))
    say(quiet, bob, "Hush.", meaning="at_risk", given_on=day(3), at=at(3))
    edit_plan(plan=old.plan, by=bob, state="closed")
    return plan, other


def overview(client, user, address, status=200):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status
    return response


def numbers(page):
    """Every number of the pictures with the address it leads to; one that counts several ways has none of its own."""
    context = page.context
    for drawn in context["pictures"]:
        for row in drawn.picture.rows:
            yield from ((part.count, part.url) for part in row.parts if part.url)
            if row.url and drawn.picture.sums:
                yield row.total, row.url
        yield from ((each.count, each.url) for each in drawn.picture.beside)
    for sentence in context["sentences"]:
        yield int(re.match(r"\d+|Nothing", sentence.words)[0].replace("Nothing", "0")), sentence.url
    yield from ((figure["count"], figure["url"]) for figure in context["figures"])
    yield context["timeline"].count, context["timeline"].url.replace("sort=deadline&", "due=intime&")


def listed(client, address):
    """How many actions the list at an address has."""
    parts = urlsplit(address)
    response = client.get(address)
    context = response.context
    if "/compare/" in parts.path:
        groups = context["found"].groups if "found" in context else []
        return next((len(group.lines) for group in groups if group.key == parts.fragment), 0)
    if "/overview/on/" in parts.path:
        return len(context["rows"])
    if "/on/" in parts.path:
        return response.content.count(b'<th scope="row" class="ref"')
    return context["counts"].found


@pytest.mark.parametrize(
    ("who", "address"),
    [
        pytest.param("erin", ONE, marks=pytest.mark.once),
        ("carol", f"{ALL}?span=week&role=strategic"),
        pytest.param("alice", f"{ONE}?span=quarter&role=member", marks=pytest.mark.once),
    ],
)
def test_every_number_is_how_many_its_list_has(client, plans, request, who, address):
    page = overview(client, request.getfixturevalue(who), address)
    found = dict.fromkeys(each for each in numbers(page) if "due=intime&meaning" not in each[1])
    wrong = {url: (count, there) for count, url in found if (there := listed(client, url)) != count}
    assert wrong == {}
    assert sum(count > 0 for count, _ in found) > 15


def picture(page, key):
    return next(drawn.picture for drawn in page.context["pictures"] if drawn.picture.key == key)


def rows(page, key):
    return {row.words: row.counts for row in picture(page, key).rows}


def by_series(page, key):
    shown = picture(page, key)
    words = [each.words for each in shown.series]
    return {row.words: dict(zip(words, row.counts, strict=True)) for row in shown.rows}


def test_what_was_overdue_is_told_as_it_stood(client, erin, plans):
    page = overview(client, erin, f"{ONE}?span=week")
    told = by_series(page, "late")
    late = {days: tuple(told[written(days)].values()) for days in (77, 49, 42, 7, 0)}
    assert late == {77: (0, 1), 49: (1, 1), 42: (1, 1), 7: (1, 1), 0: (2, 1)}
    assert [", ".join(filter(None, (each.words, each.then))) for each in page.context["sentences"]] == [
        f"2 actions are overdue, 1 more than on {written(7)}",
        "1 open action has a later date than first agreed, by 150 days",
        "4 open actions have had no news for 60 days",
    ]


def test_movement_is_told_from_meeting_to_meeting(client, erin, plans):
    told = by_series(overview(client, erin, ONE), "movement")
    assert list(told) == ["Since the last meeting", written(40), written(120)]
    assert list(told[written(40)].values()) == [1, 1, 1]
    assert list(told["Since the last meeting"].values()) == [0, 1, 0]
    assert set(by_series(overview(client, erin, ALL), "movement")) == {"Audit plan", "Peer review plan"}


def test_who_leads_what_is_told_with_those_nobody_leads_first(client, erin, plans):
    page = overview(client, erin, ONE)
    assert rows(page, "leads") == {"Nobody": (1, 3), "Alice Ames": (1, 1), "Head of HR": (0, 1)}
    assert "Head of HR" not in rows(overview(client, erin, f"{ONE}?role=strategic"), "leads")


def test_exempt_actions_are_in_no_number_and_no_word(client, erin, carol, plans):
    plain, whole = overview(client, erin, ONE), overview(client, carol, ONE)
    assert (plain.context["open"], whole.context["open"]) == (6, 7)
    assert "Hidden words" in page_text(whole)
    assert "Hidden words" not in page_text(plain)
    assert rows(plain, "news")["Exempt"] == (1,)
    assert rows(plain, "news")["In the last 30 days"] == (0,)


def test_closed_plans_count_only_while_they_were_not_closed(client, erin, plans):
    page = overview(client, erin, f"{ALL}?span=week")
    assert "Old plan" not in rows(page, "status")
    told = picture(page, "late").rows
    assert (told[-1].parts[0].count, told[-2].parts[0].count) == (3, 2)
    assert "Closed" in page_text(client.get(told[-2].parts[0].url))
    assert "Closed" not in page_text(client.get(told[-1].parts[0].url))


def test_a_stranger_finds_no_plan_and_an_editor_alone_a_draft(client, dan, bob, erin, plans):
    overview(client, dan, ONE, 404)
    assert "No plans to see" in page_text(overview(client, dan, ALL))
    draft = make_plan("Draft", by=bob, state="draft")
    overview(client, erin, f"/plans/{draft.slug}/overview/", 404)
    overview(client, bob, f"/plans/{draft.slug}/overview/")


def test_the_past_has_no_page_for_days_to_come_or_for_no_day(client, erin, plans):
    overview(client, erin, f"{ALL}on/{day(-1)}/", 404)
    overview(client, erin, f"{ALL}on/2026-02-30/", 404)
    assert "overdue on" in page_text(overview(client, erin, f"{ALL}on/{TODAY}/?only=nonsense"))


def test_no_plan_takes_the_address_of_the_overview(bob):
    assert make_plan("Overview", by=bob).slug == "overview-2"


def test_queries_do_not_grow(client, erin, bob, plans, django_assert_max_num_queries):
    for address in (ONE, ALL):
        overview(client, erin, address)
        with django_assert_max_num_queries(30) as before:
            client.get(address)
        for n in range(6):
            more = make_action(
                f"More {n}",
                challenge=make_challenge(plans[0], f"C{n}", f"H{n}", by=bob),
                by=bob,
                deadline=written(n),
                leads=[("operational", make_actor(f"Lead {address} {n}"))],
            )
            changes.move_deadline(
                deadline=more.deadlines.get(), words=written(-n), reason="Ill", by=bob, today=TODAY
            )
            make_action(challenge=make_challenge(make_plan(f"Plan {n}", by=bob), by=bob), by=bob)
            make_meeting(day(9 + n + 20 * (address == ALL)), by=bob)
        with django_assert_max_num_queries(len(before) + 1):  # the council is read anew every few seconds
            client.get(address)


# What there is little or much of


def test_a_new_plan_says_what_is_still_missing(client, bob):
    make_plan(by=bob, stands_on=TODAY)
    said = page_text(overview(client, bob, ONE))
    for words in (
        "There are no actions yet.", "No action is open.", "No open action has a date.",
        "No open action has an operational lead.", "No meeting of the HR Committee has been held",
    ):  # fmt: skip
        assert words in said
    assert "What stands out" not in said


def test_a_plan_without_a_committee_or_a_revision(client, bob):
    plan = make_plan(by=bob)
    Plan.objects.update(committee=None)
    make_action(challenge=make_challenge(plan, by=bob), by=bob)
    assert "belongs to no committee" in page_text(overview(client, bob, ONE))
    Revision.objects.all().delete()
    assert "History begins when a plan is written down here." in page_text(overview(client, bob, ONE))


def test_many_headings_and_leads_with_long_names_are_all_in_the_tables(client, bob):
    plan = make_plan(by=bob)
    long = "A heading with a name as long as anybody ever wrote " * 3
    for n in range(100):
        challenge = make_challenge(plan, heading=f"{n} <{long}>", by=bob)
    for n in range(40):
        make_action(
            f"A{n}", challenge=challenge, leads=[("operational", make_actor(f"{n} & {long}"))], by=bob
        )
    for heading in plan.headings.all()[:30]:
        make_action(challenge=heading.challenges.first(), by=bob)
    page = overview(client, bob, ONE)
    drawn = {each.picture.key: each for each in page.context["pictures"]}
    assert (len(drawn["leads"].picture.rows), drawn["leads"].left_out) == (41, 41 - MOST_BARS)
    assert len(drawn["status"].picture.rows) == 31
    assert "17 more are in the table." in page_text(page)
    assert f"39 & {long}".strip() in page_text(page)


def test_the_page_keeps_to_our_policy_and_each_id_stands_once(client, erin, plans):
    for address in (ONE, ALL):
        page = overview(client, erin, address).content.decode()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert sorted(ids) == sorted(set(ids))
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
        assert set(re.findall(r'fill="url\(#([^)]+)\)"', page)) <= set(ids)
        for named in re.findall(r'aria-(?:labelledby|describedby)="([^"]+)"', page):
            assert named in ids


def test_a_plan_and_the_list_of_plans_lead_to_the_overview(client, erin, plans):
    assert f'href="{ONE}"' in overview(client, erin, "/plans/peer-review-plan/").content.decode()
    assert f'href="{ALL}"' in overview(client, erin, "/plans/").content.decode()
    ways = overview(client, erin, ALL).content.decode().partition('class="ways')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="page">([^<]+)<', ways) == ["Overview"]


@pytest.mark.django_db(transaction=True)
def test_a_director_reads_the_overview_and_follows_a_bar_by_keyboard(page, sign_in, axe, erin, plans):
    sign_in(page, erin)
    page.goto("/plans/peer-review-plan/")
    page.get_by_role("link", name="Overview", exact=True).click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    axe(page)
    for fold in page.locator(".picture-table > summary").all():
        fold.press("Enter")
    expect(page.locator("#status table")).to_be_visible()
    axe(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert fits(page)
    assert page.locator(".timeline").bounding_box()["width"] > 250
    part = page.get_by_role("link", name="1 overdue: Alice Ames")
    part.first.focus()
    assert part.first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_contain_text("1 action")
