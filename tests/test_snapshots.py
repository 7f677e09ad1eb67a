"""A snapshot is the plan as it stood, in plain words that nothing alive can change."""

import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.changes import add_challenge, add_heading, edit_action, record_update
from people.models import Membership
from reports import snapshots
from reports.naming import PublicNames
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)


def actions_in(data):
    return {action["reference"]: action for each in data["challenges"] for action in each["actions"]}


def test_a_snapshot_holds_the_words_of_the_plan_in_printed_order(bob):
    plan = make_plan(by=bob, origin="Peer review, March 2026", heading_word="Theme")
    for heading, title in (("Leadership", "Values"), ("Delivery", "Payroll"), ("Leadership", "Pace")):
        add_challenge(heading=add_heading(plan=plan, name=heading, by=bob), title=title, by=bob)
    data = snapshots.describe(plan, as_of=TODAY)
    assert data["schema"] == 2
    assert data["as_of"] == "2026-11-20"
    assert data["plan"] == {
        "slug": "peer-review-plan",
        "title": "Peer review plan",
        "origin": "Peer review, March 2026",
        "committee": "HR Committee",
        "stands_on": "2026-01-09",
        "heading_word": "Theme",
        "challenge_word": "Challenge",
        "action_word": plan.action_word,
    }
    assert [(each["number"], each["heading"], each["title"]) for each in data["challenges"]] == [
        (1, "Leadership", "Values"),
        (2, "Delivery", "Payroll"),
        (3, "Leadership", "Pace"),
    ]


def test_an_action_is_copied_with_its_leads_deadlines_status_and_news(bob):
    hr, cllr = make_actor("Head of HR", "post"), make_actor("Cllr Jackson", councillor=True)
    action = make_action(
        by=bob,
        deadline="Review March 2027",
        leads=[("member", cllr), ("strategic", hr), ("operational", bob.actor)],
    )
    step = action.plan.scale.step_for("on_track")
    record_update(action=action, by=bob, step=step, words="Half done.", given_on=date(2026, 11, 3))
    copied = actions_in(snapshots.describe(action.plan, as_of=TODAY))["1.1"]
    assert copied["text"] == "Publish who leads on what"
    assert copied["status"] == {"word": step.word, "meaning": "on_track", "colour": step.colour}
    assert copied["leads"] == {
        "member": [{"name": "Cllr Jackson", "public": "Cllr Jackson"}],
        "strategic": [{"name": "Head of HR", "public": "Head of HR"}],
        "operational": [{"name": "Bob Brook", "public": "an officer"}],
    }
    [deadline] = copied["deadlines"]
    assert (deadline["words"], deadline["kind"], deadline["due"]) == (
        "Review March 2027",
        "review",
        "2027-03-31",
    )
    assert copied["next_due"] == "2027-03-31"
    assert copied["news"] == {
        "words": "Half done.",
        "on": "2026-11-03",
        "by": "Bob Brook",
        "public_by": "an officer",
        "no_change": False,
    }
    assert copied["exempt"]["what"] == "no"


def test_news_from_an_imported_document_is_unsigned(bob):
    action = make_action(by=bob)
    record_update(action=action, by=None, words="Plan distributed", source="import")
    news = actions_in(snapshots.describe(action.plan, as_of=TODAY))["1.1"]["news"]
    assert (news["words"], news["by"], news["public_by"]) == ("Plan distributed", "", "")


def test_a_deleted_action_is_not_in_the_copy(bob):
    action = make_action(by=bob)
    edit_action(action=action, by=bob, today=TODAY, deleted_at=NOW)
    assert actions_in(snapshots.describe(action.plan, as_of=TODAY)) == {}


def test_what_happens_later_changes_nothing_in_a_snapshot(bob):
    action = make_action(by=bob, deadline="March 2027", leads=[("operational", bob.actor)])
    taken = snapshots.take(action.plan, as_of=TODAY, at=NOW)
    before = json.dumps(taken.data, sort_keys=True)
    edit_action(action=action, by=bob, today=TODAY, text="Something else")
    action.step.word, action.step.colour = "Renamed", "red"
    action.step.save()
    bob.actor.name = "Robert Brook"
    bob.actor.save()
    taken.refresh_from_db()
    assert json.dumps(taken.data, sort_keys=True) == before
    assert taken.sha256 == snapshots.checksum(taken.data)
    assert taken.data != snapshots.describe(action.plan, as_of=TODAY)


def test_the_checksum_tells_one_letter_apart_and_not_the_order_of_keys():
    assert snapshots.checksum({"a": 1, "b": "ŵ"}) == snapshots.checksum({"b": "ŵ", "a": 1})
    assert snapshots.checksum({"a": "x"}) != snapshots.checksum({"a": "y"})


def test_the_number_of_queries_does_not_grow_with_the_plan(bob):
    small, big = make_plan("Small", by=bob), make_plan("Big", by=bob)
    people = [make_user(f"Person{i} Jones").actor for i in range(6)]
    for plan, size in ((small, 1), (big, 6)):
        for i in range(size):
            challenge = make_challenge(plan, title=f"Subject {i}", heading=f"Heading {i}", by=bob)
            action = make_action(
                challenge=challenge, by=bob, deadline="March 27", leads=[("operational", people[i])]
            )
            record_update(action=action, by=people[i].user, words="News")
    counts = []
    for plan in (small, big):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            snapshots.describe(plan, as_of=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= 12


@pytest.mark.parametrize(
    ("fields", "post", "public"),
    [
        ({}, None, "an officer"),
        ({"public_label": "Senior HR officer"}, "Head of HR", "Senior HR officer"),
        ({"councillor": True}, None, "Jo Jones"),
        ({}, ("Head of HR", None, None), "Head of HR"),
        ({}, ("Head of HR", date(2026, 1, 1), date(2026, 11, 20)), "Head of HR"),
        ({}, ("Head of HR", None, date(2026, 11, 19)), "an officer"),
        ({}, ("Head of HR", date(2026, 11, 21), None), "an officer"),
    ],
)
def test_the_public_reads_a_post_title_unless_a_name_was_chosen(fields, post, public):
    jo = make_actor("Jo Jones", **fields)
    if isinstance(post, tuple):
        name, since, until = post
        Membership.objects.create(of=make_actor(name, "post"), member=jo, since=since, until=until)
    assert PublicNames([jo], TODAY).of(jo) == public


@pytest.mark.parametrize("kind", ["post", "team", "committee"])
def test_posts_teams_and_committees_are_public_by_name(kind):
    actor = make_actor("All heads of service", kind)
    assert PublicNames([], TODAY).of(actor) == "All heads of service"


@pytest.mark.django_db(transaction=True)
def test_a_copy_is_taken_from_one_consistent_state():
    with snapshots.one_state():
        assert connection.in_atomic_block
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW transaction_isolation")
                assert cursor.fetchone() == ("repeatable read",)
