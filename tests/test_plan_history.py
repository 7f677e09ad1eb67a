"""The history of a plan: everything that changed, grouped by what was done at once, without what one may not know."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from actionplan import bulk, changes
from actionplan.changes.bulk import change_many
from actionplan.changes.reporters import refresh_reporters
from actionplan.history_lines import tell
from actionplan.models import Action, Lead
from actionplan.permissions import removal_scope
from actionplan.plan_history import NOBODY, Asked, history_of_plans
from people.models import Membership
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user, say

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def at(month, day, hour=12):
    return datetime(2026, month, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def plan(bob):
    """A plan of January with twelve actions under two challenges."""
    plan = make_plan(by=bob)
    for title, count in (("One", 8), ("Two", 4)):
        challenge = make_challenge(plan, title, by=bob)
        for n in range(count):
            make_action(f"{title} {n}", challenge=challenge, deadline="June 2026", by=bob)
    plan.revisions.update(at=at(1, 5))
    return plan


def action(plan, reference="1.1"):
    return plan.actions.get(reference=reference)


def history(plan, user, **asked):
    groups, _, withheld = history_of_plans(user, TODAY, [plan], Asked(**asked))
    return tell(groups, [plan], withheld)


def said(plan, user, **asked):
    """Each group as it is read, but for how the plan began."""
    groups = history(plan, user, **asked)
    return [f"{group.who} {group.headline}" for group in groups if group.on > date(2026, 1, 5)]


def lines(plan, user):
    return [line for group in history(plan, user) for line in group.lines if group.on > date(2026, 1, 5)]


# What is said


def test_the_beginning_of_a_plan_is_told_as_one(plan, bob):
    (group,) = history(plan, bob)
    words = "added 12 actions, added 2 challenges, added heading “Leadership” and more"
    assert (group.who, group.headline, group.on) == ("Bob Brook", words, date(2026, 1, 5))


def test_a_bulk_change_is_one_with_its_actions(plan, bob):
    what = bulk.MoveDeadline(words="July 2026", reason="The supplier is late")
    change_many(actions=plan.actions.all(), what=what, by=bob, today=TODAY, at=at(3, 3))
    (group, _) = history(plan, bob)
    assert (group.who, group.headline) == ("Bob Brook", "moved 12 deadlines")
    assert [line.action.reference for line in group.lines][:2] == ["1.1", "1.2"]
    assert len(group.lines) == 12
    assert group.lines[0].words == (
        "Deadline moved from “June 2026” (30 June 2026) to “July 2026” (31 July 2026), +31 days."
    )
    assert group.lines[0].note == "Why: The supplier is late"


def test_each_kind_of_change_is_told_in_its_words(plan, bob, carol):
    one = {"action": action(plan), "by": bob}
    lead = make_actor("Head of HR", "post")
    doings = [
        (
            "changed the wording of 1.1",
            lambda when: changes.edit_action(**one, text="New", today=TODAY, at=when),
        ),
        (
            "changed who leads 1.1",
            lambda when: changes.edit_action(**one, leads=[("strategic", lead, "")], today=TODAY, at=when),
        ),
        ("gave news of 1.1", lambda when: changes.record_update(**one, words="Begun.", at=when)),
        ("said “no change” of 1.1", lambda when: changes.record_update(**one, no_change=True, at=when)),
        (
            "changed what is exempt of 1.1",
            lambda when: changes.edit_action(**one, **EXEMPT, today=TODAY, at=when),
        ),
        ("gave news of 1.1 and closed 1.1", lambda when: changes.close_action(**one, ending="done", at=when)),
        ("gave news of 1.1", lambda when: changes.open_again(**one, words="Not so.", at=when)),
        ("deleted 1.1", lambda when: changes.delete_action(**one, reason="Twice", at=when)),
        ("restored 1.1", lambda when: changes.restore_action(**one, at=when)),
        (
            "moved 1.1 within the plan",
            lambda when: changes.move_action(**one, challenge=plan.challenges.last(), at=when),
        ),
        (
            "changed where else to look from 1.1",
            lambda when: changes.add_see_also(**one, other=action(plan, "1.2"), at=when),
        ),
        (
            "changed the deadlines of 1.1",
            lambda when: changes.add_deadline(**one, words="May 2027", today=TODAY, at=when),
        ),
        (
            "changed the plan’s particulars",
            lambda when: changes.edit_plan(plan=plan, title="Ours", by=bob, at=when),
        ),
        (
            "added challenge 3 Three",
            lambda when: changes.add_challenge(heading=plan.headings.first(), title="Three", by=bob, at=when),
        ),
        (
            "took out challenge 3 Three",
            lambda when: changes.delete_challenge(challenge=plan.challenges.last(), by=bob, at=when),
        ),
    ]
    for place, (_, do) in enumerate(doings):
        do(at(2, 1) + timedelta(days=place))
    told = said(plan, carol)[::-1]
    expected = [f"Bob Brook {words}" for words, _ in doings]
    assert told == expected


def test_asking_for_time_and_refusing_are_told(plan, bob, alice):
    line = action(plan).deadlines.get()
    asked = changes.ask_for_time(
        deadline=line, words="May 2027", reason="Staff left", by=alice, today=TODAY, at=at(3, 3)
    )
    changes.refuse_extension(change=asked, by=bob, answer="No.", at=at(3, 4))
    assert said(plan, bob) == [
        "Bob Brook refused a new date for 1.1",
        "Alice Ames asked for more time for 1.1",
    ]
    refused, wanted = lines(plan, bob)
    assert wanted.words == "Asked for “May 2027” (31 May 2027) instead of “June 2026” (30 June 2026)."
    assert (wanted.note, refused.note) == ("Why: Staff left", "Why: No.")


def test_agreed_time_is_told_once_as_a_move(plan, bob, alice):
    line = action(plan).deadlines.get()
    asked = changes.ask_for_time(
        deadline=line, words="May 2027", reason="Staff left", by=alice, today=TODAY, at=at(3, 3)
    )
    changes.agree_extension(change=asked, by=bob, today=TODAY, at=at(3, 4))
    assert said(plan, bob) == [
        "Bob Brook moved the deadline of 1.1",
        "Alice Ames asked for more time for 1.1",
    ]


def test_what_was_reworded_is_told_word_by_word(plan, bob):
    changes.edit_action(action=action(plan), text="One and two", by=bob, today=TODAY, at=at(3, 3))
    (line,) = lines(plan, bob)
    (change,) = line.changes
    assert [(run.what, run.words) for run in change.runs] == [
        ("same", "One "),
        ("gone", "0"),
        ("new", "and two"),
    ]


def test_what_only_the_software_keeps_is_not_told(plan, bob):
    head = make_actor("Head of HR", "post")
    changes.edit_action(
        action=action(plan), leads=[("operational", head, "")], by=bob, today=TODAY, at=at(3, 3)
    )
    Membership.objects.create(of=head, member=make_actor("Shirin Patel"))
    assert refresh_reporters(today=TODAY, at=at(3, 4)) == 1
    assert said(plan, bob) == ["Bob Brook changed who leads 1.1"]


def test_two_people_at_the_same_moment_are_two(plan, bob, carol):
    say(action(plan), bob, at=at(3, 3))
    say(action(plan, "1.2"), carol, at=at(3, 3))
    say(action(plan, "1.3"), bob, at=at(3, 3))
    assert sorted(said(plan, bob)) == ["Bob Brook gave news of 2 actions", "Carol Crane gave news of 1.2"]


def test_removed_words_stay_removed_and_who_and_why_stand(plan, bob):
    say(action(plan), bob, "Sam Smythe is ill.", at=at(3, 3))
    changes.edit_action(action=action(plan), text="Ask Sam Smythe", by=bob, today=TODAY, at=at(3, 4))
    scope = removal_scope(bob, TODAY)
    changes.redact(
        action=action(plan), words="Sam Smythe", reason="Private matter", scope=scope, by=bob, at=at(3, 5)
    )
    everything = lines(plan, bob)
    assert "Smythe" not in str(everything)
    assert everything[0].words == "Words removed."
    assert everything[0].note == "Why: Private matter"


# Narrowed


def test_it_is_narrowed_by_who_what_and_when(plan, bob, carol):
    changes.edit_action(action=action(plan), text="New", by=bob, today=TODAY, at=at(3, 3))
    say(action(plan, "1.2"), carol, at=at(3, 10))
    say(action(plan, "1.3"), bob, at=at(3, 20))
    assert said(plan, bob, who=str(carol.pk)) == ["Carol Crane gave news of 1.2"]
    assert said(plan, bob, what="wording") == ["Bob Brook changed the wording of 1.1"]
    assert said(plan, bob, what="news", since=date(2026, 3, 11)) == ["Bob Brook gave news of 1.3"]
    assert said(plan, bob, until=date(2026, 3, 3)) == ["Bob Brook changed the wording of 1.1"]
    assert said(plan, bob, since=date(2026, 3, 10), until=date(2026, 3, 10)) == [
        "Carol Crane gave news of 1.2"
    ]
    assert said(plan, bob, who=NOBODY) == []


@pytest.mark.parametrize("what", ["wording", "leads", "deadlines", "exempt", "news", "removed"])
def test_how_an_action_was_added_is_no_change_of_its_parts(plan, bob, what):
    assert history(plan, bob, what=what) == []


def test_what_was_added_is_structure(plan, bob):
    (group,) = history(plan, bob, what="structure")
    assert len(group.lines) == 12 + 2 + 1


# Exempt


def test_what_is_exempt_now_or_was_then_is_in_no_line_and_no_count(plan, bob, erin, carol):
    secret, other = action(plan), action(plan, "1.2")
    changes.edit_action(action=secret, by=bob, today=TODAY, at=at(2, 1), **EXEMPT)
    changes.edit_action(action=secret, text="Let the contract", by=bob, today=TODAY, at=at(2, 2))
    say(secret, bob, "Secret.", at=at(2, 3))
    changes.edit_action(action=secret, text="Open", exempt="no", by=bob, today=TODAY, at=at(2, 4))
    changes.edit_action(action=secret, text="Opened", by=bob, today=TODAY, at=at(2, 5))
    changes.edit_action(action=other, text="Hidden", by=bob, today=TODAY, at=at(2, 6))
    changes.edit_action(action=other, by=bob, today=TODAY, at=at(2, 7), **EXEMPT)
    assert said(plan, erin) == ["Bob Brook changed the wording of 1.1"]
    assert len(said(plan, carol)) == 7
    began = history(plan, erin)[-1]
    assert began.headline.startswith("added 11 actions")
    assert "Secret" not in str(lines(plan, erin))


def test_its_leads_read_what_is_exempt(plan, bob, alice):
    Lead.objects.create(action=action(plan), actor=alice.actor, role="operational")
    changes.edit_action(action=action(plan), by=bob, today=TODAY, at=at(2, 1), **EXEMPT)
    assert said(plan, alice) == ["Bob Brook changed what is exempt of 1.1"]


def test_exempt_news_is_withheld_and_the_reasons_with_it(plan, bob, erin, carol):
    secret = action(plan)
    changes.edit_action(action=secret, by=bob, today=TODAY, at=at(2, 1), **EXEMPT | {"exempt": "news"})
    say(secret, bob, "He is ill.", at=at(2, 2))
    changes.move_deadline(
        deadline=secret.deadlines.get(),
        words="July 2026",
        reason="He is ill",
        by=bob,
        today=TODAY,
        at=at(2, 3),
    )
    changes.close_action(action=secret, ending="not_done", words="He left.", by=bob, at=at(2, 4))
    told = lines(plan, erin)
    assert [line.does for line in told] == [("closed",), ("moved",), ("exempt",)]
    assert not any(words in str(told) for words in ("He is ill", "He left"))
    assert len(lines(plan, carol)) == 5


def test_a_challenge_over_nothing_but_what_is_withheld_is_not_told(plan, bob, erin, carol):
    heading = changes.add_heading(plan=plan, name="Contracts", by=bob, at=at(2, 1))
    challenge = changes.add_challenge(heading=heading, title="A secret contract", by=bob, at=at(2, 2))
    make_action("Let it", challenge=challenge, by=bob, at=at(2, 3), **EXEMPT)
    assert said(plan, erin) == []
    assert len(said(plan, carol)) == 3
    # Nor once it is empty and taken out.
    changes.move_action(
        action=Action.objects.get(text="Let it"), challenge=plan.challenges.first(), by=bob, at=at(2, 4)
    )
    changes.delete_challenge(challenge=challenge, by=bob, at=at(2, 5))
    changes.delete_heading(heading=heading, by=bob, at=at(2, 6))
    assert said(plan, erin) == []


# A person's changes


def test_a_persons_changes_are_over_all_plans_one_may_open(plan, bob, carol):
    other = make_plan("Audit plan", by=carol)
    hidden = make_plan("Draft", by=carol, state="draft")
    for each in (plan, other, hidden):
        say(make_action("New", challenge=make_challenge(each, "New", by=carol), by=carol), bob, at=at(11, 1))
    groups, _, withheld = history_of_plans(
        carol, TODAY, [plan, other], Asked(since=date(2026, 2, 1)), by=bob.pk
    )
    tell(groups, [plan, other], withheld)
    assert {(group.plan.title, group.who) for group in groups} == {
        ("Peer review plan", "Bob Brook"),
        ("Audit plan", "Bob Brook"),
    }
    assert len(groups) == 2


# Queries


@pytest.mark.parametrize("count", [5, 50])
def test_the_queries_do_not_grow_with_what_changed(bob, erin, django_assert_num_queries, count):
    plan = make_plan(by=bob)
    challenge = make_challenge(plan, by=bob)
    for n in range(count):
        writer = make_user(f"P{n} Person", email=f"p{n}@example.org")
        one = make_action(f"Action {n}", challenge=challenge, deadline="June 2027", by=bob)
        say(one, writer, at=at(2, 1) + timedelta(days=n))
        changes.ask_for_time(
            deadline=one.deadlines.get(),
            words="July 2027",
            reason="Late",
            by=writer,
            today=TODAY,
            at=at(5, 1) + timedelta(days=n),
        )
    changes.edit_action(action=Action.objects.first(), by=bob, today=TODAY, **EXEMPT)
    with django_assert_num_queries(19):
        assert len(history(plan, erin)) > count
