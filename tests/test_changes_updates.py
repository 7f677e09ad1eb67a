"""Recording news: appended, dated, signed, and the only thing that sets a status."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from actionplan.changes import delete_action, edit_plan, record_update
from actionplan.changes.scales import preset_scale
from actionplan.models import Revision, Update
from tests.cast import make_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(alice):
    return make_action(leads=[("operational", alice.actor)])


def step(action, meaning):
    return action.plan.scale.step_for(meaning)


def test_an_update_sets_the_status_and_leaves_a_revision(action, alice):
    update = record_update(action=action, by=alice, step=step(action, "at_risk"), words=" Waiting. ")
    action.refresh_from_db()
    assert (action.step.meaning, action.latest_update) == ("at_risk", update)
    assert (update.words, update.by, update.given_on) == ("Waiting.", alice, timezone.localdate())
    kept = Revision.objects.filter(subject="action", subject_id=action.pk).first()
    assert kept.changed == {"step": ["Not started", "At risk"]}


def test_no_change_keeps_the_status_and_is_an_answer(action, alice):
    update = record_update(action=action, by=alice, no_change=True)
    action.refresh_from_db()
    assert update.no_change
    assert (action.latest_update, action.step) == (update, update.step)


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_said_is_refused(action, alice, words):
    with pytest.raises(ValidationError, match="Say what has happened"):
        record_update(action=action, by=alice, words=words, step=action.step)
    assert not Update.objects.exists()


def test_words_beside_no_change_are_not_thrown_away(action, alice):
    with pytest.raises(ValidationError, match="save that as an update"):
        record_update(action=action, by=alice, words="Waiting.", no_change=True)
    with pytest.raises(ValidationError, match="save that as an update"):
        record_update(action=action, by=alice, step=step(action, "complete"), no_change=True)


def test_another_scales_word_is_refused(action, alice):
    other = preset_scale("Under control").steps.first()
    with pytest.raises(ValidationError, match="is not a status of this plan"):
        record_update(action=action, by=alice, step=other)


def test_news_of_a_day_to_come_is_refused(action, alice):
    with pytest.raises(ValidationError, match="a day to come"):
        record_update(
            action=action, by=alice, words="Done.", given_on=timezone.localdate() + timedelta(days=1)
        )


def test_a_closed_plan_takes_no_news(action, alice, bob):
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="closed"):
        record_update(action=action, by=alice, words="Done.")


def test_older_news_written_down_later_changes_the_history_only(action, alice):
    now = record_update(action=action, by=alice, step=step(action, "complete"), words="Done.")
    record_update(
        action=action, by=alice, step=step(action, "at_risk"), words="Late.", given_on=date(2026, 3, 1)
    )
    action.refresh_from_db()
    assert (action.latest_update, action.step.meaning) == (now, "complete")
    assert action.updates.count() == 2


def test_news_recorded_at_night_is_of_the_day_in_london(action, alice):
    update = record_update(
        action=action, by=alice, words="Late.", at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    )
    assert update.given_on == date(2026, 7, 1)


def test_a_button_pressed_twice_is_one_answer(action, alice, bob):
    for _ in range(2):
        record_update(action=action, by=alice, words="Waiting.")
        record_update(action=action, by=alice, words="Waiting.")
        record_update(action=action, by=bob, words="Waiting.")
    assert [update.by for update in action.updates.order_by("pk")] == [alice, bob, alice, bob]
    later = timezone.now() + timedelta(minutes=2)
    record_update(action=action, by=bob, words="Waiting.", at=later)
    assert action.updates.count() == 5


def test_a_status_pressed_twice_is_one_answer(action, alice):
    for _ in range(2):
        record_update(action=action, by=alice, step=step(action, "complete"))
    assert action.updates.count() == 1


def test_a_deleted_action_takes_no_news(action, alice, bob):
    delete_action(action=action, by=bob, reason="Entered twice.")
    with pytest.raises(ValidationError, match="was deleted"):
        record_update(action=action, by=alice, words="Done.")


@pytest.mark.django_db(transaction=True)
def test_news_given_at_the_same_moment_is_all_kept(action, alice, bob):
    steps = [step(action, meaning) for meaning in ("on_track", "at_risk", "off_track", "complete")]

    def give(number):
        try:
            who = (alice, bob)[number % 2]
            return record_update(action=action, by=who, step=steps[number % 4], words=f"News {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        given = list(threads.map(give, range(40)))
    action.refresh_from_db()
    assert action.updates.count() == 40
    newest = max(given, key=lambda update: update.pk)
    assert (action.latest_update, action.step) == (newest, newest.step)
    numbers = Revision.objects.filter(subject="action", subject_id=action.pk).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
