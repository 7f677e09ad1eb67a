"""A plan's own status words: what is kept, what follows, and what is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.changes import Conflict, change_state, delete_action, record_update, say_otherwise, take_scale
from actionplan.changes.scales import preset_scale
from actionplan.changes.status_words import became
from actionplan.changes.views import save_view
from actionplan.figures import without_news
from actionplan.models import Action, Plan, Revision, Update
from actionplan.scales import Word
from actionplan.status import FINISHED
from tests.cast import TODAY, make_action, make_challenge, make_plan, say

pytestmark = pytest.mark.django_db
RAG = "Red, amber, green: green means on track"


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


@pytest.fixture
def action(plan, bob):
    action = make_action(challenge=make_challenge(plan, by=bob), by=bob)
    say(action, bob, meaning="on_track")
    return Action.objects.get(pk=action.pk)


def words_of(plan, **said):
    """The plan's words as they stand; `said` maps a meaning to what is said instead: a word, or fields of Word."""
    words = []
    for step in Plan.objects.get(pk=plan.pk).scale.steps.all():
        word = Word(step.word, step.meaning, step.colour, step.default, step.pk)
        other = said.get(step.meaning, {})
        other = {"word": other} if isinstance(other, str) else other
        other = {"default": False, **other} if "meaning" in other else other
        words.append(Word(**{**vars(word), **other}))
    return words


def step_of(action):
    return Action.objects.select_related("step").get(pk=action.pk).step


def becomes_of(plan, scale):
    """Every word of the plan by what it means; a finished one that has no like is withdrawn, an open one at risk."""
    return {
        step.pk: (
            scale.step_for(step.meaning)
            or scale.step_for("withdrawn" if step.meaning in FINISHED else "at_risk")
        ).word
        for step in plan.scale.steps.all()
    }


def test_a_renamed_word_is_the_plans_own_and_other_plans_keep_theirs(plan, action, bob):
    other = make_action(challenge=make_challenge(make_plan("Another", by=bob), by=bob), by=bob)
    say(other, bob, meaning="on_track")
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob)
    plan.refresh_from_db()
    assert plan.scale.of_plan == plan
    assert (step_of(action).word, step_of(action).scale) == ("Going well", plan.scale)
    assert step_of(other).word == "On track"
    assert preset_scale("Plain").step_for("on_track").word == "On track"


def test_what_was_said_keeps_the_word_it_was_said_in(plan, action, bob):
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob)
    assert action.updates.get().step.word == "On track"
    say_otherwise(plan=plan, words=words_of(plan, on_track="Splendid"), by=bob)
    say(Action.objects.get(pk=action.pk), bob, "More of it.")
    said = Update.objects.filter(action=action).order_by("pk").values_list("step__word", flat=True)
    assert list(said) == ["On track", "Splendid"]


def test_colour_meaning_order_and_the_usual_word_can_be_changed(plan, action, bob):
    words = words_of(plan, on_track={"colour": "blue"}, at_risk={"meaning": "on_track", "default": True})
    words = [
        Word(**{**vars(word), "default": word.default and word.word != "On track"})
        for word in reversed(words)
    ]
    say_otherwise(plan=plan, words=words, by=bob)
    plan.refresh_from_db()
    steps = list(plan.scale.steps.all())
    assert [step.word for step in steps][:2] == ["Superseded", "Withdrawn"]
    assert step_of(action).colour == "blue"
    assert plan.scale.step_for("on_track").word == "At risk"


def test_a_word_is_added_and_used(plan, action, bob):
    words = [*words_of(plan), Word("Nearly there", "on_track", "green")]
    say_otherwise(plan=plan, words=words, by=bob)
    action = Action.objects.get(pk=action.pk)
    step = action.plan.scale.steps.get(word="Nearly there")
    record_update(action=action, by=bob, step=step)
    assert (step_of(action).word, step.default) == ("Nearly there", False)


def test_a_word_that_goes_gives_its_actions_to_another(plan, action, bob):
    gone = plan.scale.step_for("on_track")
    words = [word for word in words_of(plan) if word.was != gone.pk]
    with pytest.raises(ValidationError, match="Choose what actions at “On track” become"):
        say_otherwise(plan=plan, words=words, by=bob)
    assert step_of(action) == gone
    say_otherwise(plan=plan, words=words, becomes={gone.pk: "At risk"}, by=bob)
    assert step_of(action).word == "At risk"
    assert action.updates.get().step.word == "On track"


def test_a_deleted_action_goes_along_and_can_be_restored(plan, action, bob):
    delete_action(action=action, by=bob, reason="A mistake.")
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob)
    assert step_of(action).word == "Going well"


def test_the_plan_keeps_one_revision_that_says_which_word_became_which(plan, action, bob):
    before = Revision.objects.count()
    old = plan.scale_id
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob, reason="As agreed.")
    plan.refresh_from_db()
    assert Revision.objects.count() == before + 1
    kept = Revision.objects.filter(plan=plan, subject="plan").latest("number")
    assert kept.changed["scale_id"] == [old, plan.scale_id]
    was, now = kept.changed["steps"]
    assert dict(zip(was, now, strict=True))["On track"] == "Going well"
    assert (kept.by, kept.reason, kept.state["scale_id"]) == (bob, "As agreed.", plan.scale_id)


def test_what_has_become_of_an_older_scale_is_known_through_several_changes(plan, bob):
    first = plan.scale
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob)
    say_otherwise(plan=plan, words=words_of(plan, on_track="Splendid"), by=bob)
    plan.refresh_from_db()
    assert became(plan, first)[first.step_for("on_track").pk].word == "Splendid"
    assert became(plan, preset_scale("Issues")) is None


def test_the_same_words_again_change_nothing(plan, bob):
    before = plan.scale
    say_otherwise(plan=plan, words=words_of(plan), by=bob)
    plan.refresh_from_db()
    assert plan.scale == before
    assert plan.own_scales.count() == 0


def test_a_saved_view_follows_the_word_it_asks_for(plan, bob):
    view = save_view(plan=plan, name="Going", query="status=On+track&lead=none", by=bob)
    other = save_view(plan=plan, name="Words", query="words=On+track", by=bob)
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going & well"), by=bob)
    view.refresh_from_db()
    assert view.query == "status=Going%20%26%20well&lead=none"
    assert type(other).objects.get(pk=other.pk).query == other.query


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on_track": ""}, "Write the word"),
        ({"on_track": "At risk"}, "there twice"),
        ({"not_started": {"meaning": "on_track"}}, "new actions begin there"),
        ({"complete": {"meaning": "on_hold"}}, "finished actions stand there"),
        ({"withdrawn": {"meaning": "on_hold"}}, "“Withdrawn” ends an action and “Withdrawn” does not"),
        ({"on_hold": {"meaning": "withdrawn"}}, "“On hold” does not end an action and “On hold” does"),
        ({"on_track": {"was": 0}}, "Choose what actions at “On track” become"),
        ({"on_track": {"was": 10**9}}, "have changed meanwhile"),
    ],
)
def test_what_is_impossible_is_refused_and_changes_nothing(plan, action, bob, change, said):
    words = words_of(plan, **change)
    with pytest.raises(ValidationError, match=said) as refused:
        say_otherwise(plan=plan, words=words, by=bob)
    assert len(refused.value.messages) == 1
    plan.refresh_from_db()
    assert plan.own_scales.count() == 0
    assert step_of(action).scale == plan.scale == preset_scale("Plain")


def test_a_word_goes_to_a_word_that_is_there(plan, bob):
    gone = plan.scale.step_for("superseded")
    words = [word for word in words_of(plan) if word.was != gone.pk]
    with pytest.raises(ValidationError, match="“Elsewhere” is not one of the words"):
        say_otherwise(plan=plan, words=words, becomes={gone.pk: "Elsewhere"}, by=bob)


def test_a_closed_plan_keeps_its_words(plan, bob):
    words = words_of(plan, on_track="Going well")
    change_state(plan=plan, state="closed", by=bob)
    with pytest.raises(ValidationError, match="closed"):
        say_otherwise(plan=plan, words=words, by=bob)
    scale = preset_scale(RAG)
    with pytest.raises(ValidationError, match="closed"):
        take_scale(plan=plan, scale=scale, becomes=becomes_of(plan, scale), by=bob)


def test_whoever_comes_second_is_told_and_changes_nothing(plan, bob, carol):
    opened = plan.scale_id
    say_otherwise(plan=plan, words=words_of(plan, on_track="Bob’s"), by=bob, opened_at=opened)
    with pytest.raises(Conflict):
        say_otherwise(plan=plan, words=words_of(plan, on_track="Carol’s"), by=carol, opened_at=opened)
    plan.refresh_from_db()
    assert plan.scale.step_for("on_track").word == "Bob’s"


# Another council's words


def test_a_live_plan_takes_another_scale_word_by_word(plan, action, bob):
    scale = preset_scale(RAG)
    take_scale(plan=plan, scale=scale, becomes=becomes_of(plan, scale), by=bob)
    plan.refresh_from_db()
    assert (plan.scale, step_of(action).word) == (scale, "Green")
    assert action.updates.get().step.word == "On track"


def test_every_word_needs_a_place_and_none_may_end_an_action(plan, bob):
    scale = preset_scale(RAG)
    becomes = becomes_of(plan, scale)
    on_track = plan.scale.step_for("on_track").pk
    with pytest.raises(ValidationError, match="Choose what actions at “Not started” become"):
        take_scale(plan=plan, scale=scale, becomes={}, by=bob)
    with pytest.raises(ValidationError, match="“On track” does not end an action and “Blue” does"):
        take_scale(plan=plan, scale=scale, becomes={**becomes, on_track: "Blue"}, by=bob)
    with pytest.raises(ValidationError, match="“Purple” is not one of the words"):
        take_scale(plan=plan, scale=scale, becomes={**becomes, on_track: "Purple"}, by=bob)


def test_another_plans_own_words_and_the_same_again_are_refused(plan, bob):
    other = make_plan("Another", by=bob)
    say_otherwise(plan=other, words=words_of(other, on_track="Theirs"), by=bob)
    other.refresh_from_db()
    with pytest.raises(ValidationError, match="another plan’s own"):
        take_scale(plan=plan, scale=other.scale, becomes=becomes_of(plan, other.scale), by=bob)
    with pytest.raises(ValidationError, match="the words the plan has"):
        take_scale(plan=plan, scale=plan.scale, becomes={}, by=bob)


@pytest.mark.parametrize("count", [5, 50])
def test_queries_do_not_grow_with_the_actions(plan, bob, count):
    challenge = make_challenge(plan, by=bob)
    for n in range(count):
        make_action(f"Do thing {n}", challenge=challenge, by=bob)
    scale = preset_scale(RAG)
    becomes = becomes_of(plan, scale)
    with CaptureQueriesContext(connection) as seen:
        take_scale(plan=plan, scale=scale, becomes=becomes, by=bob)
    assert len(seen) <= 16
    words = words_of(plan, on_track="Going well")
    with CaptureQueriesContext(connection) as seen:
        say_otherwise(plan=plan, words=words, by=bob)
    assert len(seen) <= 22
    assert not Action.objects.filter(plan=plan).exclude(step__scale__of_plan=plan).exists()


def test_nothing_is_overdue_or_quiet_otherwise_than_before(plan, action, bob):
    say_otherwise(plan=plan, words=words_of(plan, on_track="Going well"), by=bob)
    later = TODAY + timedelta(days=400)
    assert Action.objects.filter(without_news(later)).get() == action
