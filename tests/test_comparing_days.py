"""Two days compared: what changed is told once in each group it belongs to, and nothing else is."""

from datetime import date, datetime

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from actionplan import changes
from actionplan.comparing_days import compare, news_between
from actionplan.past import end_of, plan_at, seen_by
from actionplan.withheld import withheld_from
from actionplan.word_differences import GONE, NEW, Run, differences
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, say

EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
FROM, TO = date(2026, 2, 1), date(2026, 3, 1)
BETWEEN = datetime(2026, 2, 10, 12, tzinfo=timezone.get_default_timezone())

words = st.text(alphabet="ab .,\n’é", max_size=30)


@given(words, words)
def test_without_what_is_new_the_first_is_left_and_without_what_is_gone_the_second(before, after):
    runs = differences(before, after)
    assert "".join(run.words for run in runs if run.what != NEW) == before
    assert "".join(run.words for run in runs if run.what != GONE) == after


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("Publish by June.", "Publish by July.", "Publish by [June]{July}."),
        ("one two", "three four", "[one two]{three four}"),
        ("Publish", "Publish soon", "Publish{ soon}"),
        ("", "New", "{New}"),
        ("the same", "the same", "the same"),
    ],
)
def test_whole_words_differ(before, after, runs):
    marks = {GONE: "[{}]", NEW: "{{{}}}"}
    said = "".join(marks.get(run.what, "{}").format(run.words) for run in differences(before, after))
    assert said == runs


def test_a_very_long_wording_is_not_compared_word_by_word():
    before, after = ("start " + " ".join(f"{mark}{n}" for n in range(3000)) + " end" for mark in "ab")
    runs = differences(before, after)
    assert (runs[0], runs[-1].words) == (Run("same", "start "), " end")
    assert len(runs) == 4


@pytest.fixture
def plan(bob):
    """A plan of January with two challenges and three actions."""
    plan = make_plan(by=bob)
    one, two = make_challenge(plan, "One", by=bob), make_challenge(plan, "Two", "People", by=bob)
    make_action("Publish who leads", challenge=one, deadline="June 2026", by=bob)
    make_action("Print it", challenge=one, by=bob)
    make_action("Post it", challenge=two, by=bob)
    plan.revisions.update(at=datetime(2026, 1, 5, 12, tzinfo=timezone.get_default_timezone()))
    return plan


def compared(plan, user):
    before, after = (plan_at(plan, end_of(day)) for day in (FROM, TO))
    withheld = withheld_from(user, TODAY, [plan], through_time=True)
    withheld = withheld.stricter(before.exempt()).stricter(after.exempt())
    news = news_between(plan, end_of(FROM), end_of(TO), withheld)
    return compare(seen_by(before, withheld), seen_by(after, withheld), (FROM, TO), news)


def told(plan, user):
    """The references in each group."""
    return {
        group.key: [line.action.reference for line in group.lines] for group in compared(plan, user).groups
    }


def line_of(plan, user, key):
    (line,) = next(group.lines for group in compared(plan, user).groups if group.key == key)
    return line


def action(plan, reference="1.1"):
    return plan.actions.get(reference=reference)


def test_nothing_is_told_where_nothing_changed(plan, bob):
    assert not compared(plan, bob)


def test_each_change_stands_in_its_group(plan, bob):
    signed = {"by": bob, "at": BETWEEN}
    lead = make_actor("Head of HR", "post")
    changes.edit_action(
        action=action(plan),
        text="Publish who leads what",
        leads=[("strategic", lead, "")],
        today=TODAY,
        **signed,
    )
    changes.close_action(action=action(plan, "1.2"), ending="done", words="Printed in May.", **signed)
    changes.move_action(action=action(plan, "2.1"), challenge=plan.challenges.first(), **signed)
    make_action("Email it", challenge=plan.challenges.first(), **signed)
    assert told(plan, bob) == {
        "added": ["1.3"],
        "completed": ["1.2"],
        "leads": ["1.1"],
        "reworded": ["1.1"],
        "placed": ["2.1"],
        "news": ["1.2"],
    }
    assert line_of(plan, bob, "leads").said == (("Strategic lead", [], ["Head of HR"]),)
    (reworded,) = line_of(plan, bob, "reworded").said
    assert reworded.label == "Wording"
    assert [run for run in reworded.runs if run.what != "same"] == [Run("new", " what")]
    assert line_of(plan, bob, "placed").said == ("Two", "One")


def test_a_deadline_says_by_how_many_days_it_slipped(plan, bob):
    line = action(plan).deadlines.get()
    changes.move_deadline(deadline=line, words="July 2026", reason="Late", by=bob, today=TODAY, at=BETWEEN)
    changes.add_deadline(action=action(plan, "1.2"), words="May 2026", by=bob, today=TODAY, at=BETWEEN)
    (group,) = compared(plan, bob).groups
    (moved,), (added,) = (line.said for line in group.lines)
    assert (moved.is_moved, moved.days, moved.was.words, moved.now.words) == (
        True,
        31,
        "June 2026",
        "July 2026",
    )
    assert (added.was, added.now.words, added.days) == (None, "May 2026", None)


def test_status_moves_endings_and_openings_are_told_apart(plan, bob):
    say(action(plan), bob, "Begun.", meaning="on_track", at=BETWEEN)
    changes.close_action(action=action(plan, "1.2"), ending="not_done", words="No money.", by=bob, at=BETWEEN)
    changes.delete_action(action=action(plan, "2.1"), reason="Twice", by=bob, at=BETWEEN)
    seen = told(plan, bob)
    assert seen == {"withdrawn": ["1.2", "2.1"], "status": ["1.1"], "news": ["1.1", "1.2"]}


def test_news_is_all_that_was_written_down_between(plan, bob):
    say(action(plan), bob, "Before.", at=BETWEEN.replace(month=1, day=20))
    say(action(plan), bob, "First.", at=BETWEEN)
    say(action(plan), bob, "Second.", at=BETWEEN.replace(day=12))
    say(action(plan), bob, "After.", at=BETWEEN.replace(month=3, day=2))
    assert [update.words for update in line_of(plan, bob, "news").said] == ["Second.", "First."]


def test_the_outline_says_what_became_of_the_plan_itself(plan, bob):
    challenge = plan.challenges.first()
    changes.edit_challenge(challenge=challenge, title="One council", by=bob)
    changes.add_heading(plan=plan, name="Money", by=bob)
    changes.move_challenge(challenge=challenge, by=bob)
    plan.revisions.filter(at__date__gt=TO).update(at=BETWEEN)
    said = [each if isinstance(each, str) else each.label for each in compared(plan, bob).outline]
    assert said == ["Heading added: Money", "Challenge", "The order of the challenges changed"]


def test_what_was_exempt_on_either_day_or_is_now_is_in_no_group(plan, bob, erin, carol):
    secret = action(plan)
    changes.edit_action(action=secret, text="Let the contract", by=bob, today=TODAY, at=BETWEEN, **EXEMPT)
    changes.edit_action(action=secret, exempt="no", by=bob, today=TODAY, at=BETWEEN.replace(month=4))
    assert told(plan, erin) == {}
    assert set(told(plan, carol)) == {"reworded", "exempt"}


def test_news_given_while_it_was_exempt_is_withheld(plan, bob, erin, carol):
    secret = action(plan)
    changes.edit_action(action=secret, by=bob, today=TODAY, at=BETWEEN, **EXEMPT | {"exempt": "news"})
    say(secret, bob, "He is ill.", at=BETWEEN.replace(day=11))
    changes.edit_action(action=secret, exempt="no", by=bob, today=TODAY, at=BETWEEN.replace(day=12))
    assert told(plan, erin) == {}
    assert told(plan, carol) == {"news": ["1.1"]}


def test_a_challenge_of_which_nothing_may_be_told_any_more_is_not_called_taken_out(plan, bob, erin):
    one, two = plan.challenges.all()
    make_action("Let it", challenge=two, by=bob, at=BETWEEN, **EXEMPT)
    changes.move_action(action=action(plan, "2.1"), challenge=one, by=bob, at=BETWEEN)
    assert told(plan, erin) == {"placed": ["2.1"]}
    assert compared(plan, erin).outline == []
