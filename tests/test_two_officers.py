"""Two officers at one action at the same moment, a thousand times, each on a connection of their own.

Every text is kept in the history or shown to its author beside what stands; and news given meanwhile disturbs nobody.
"""

import random
import threading

import pytest
from django.db import connections
from django.test import Client

from actionplan.changes import (
    Conflict,
    add_action,
    edit_action,
    edit_challenge,
    move_action,
    move_challenge,
    move_heading,
    record_update,
)
from actionplan.models import Action, Revision
from tests.cast import TODAY, make_action, make_challenge, make_plan, make_user, page_text

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 1000
MEETING = threading.BrokenBarrierError


class Officer(threading.Thread):
    """Opens the action when the others do, and saves when the others do. What went wrong is in `faults`."""

    def __init__(self, name, pk, meeting, times, chance):
        super().__init__(name=name, daemon=True)
        self.user = make_user(f"{name} Officer", "editor")
        self.pk, self.meeting, self.times, self.chance = pk, meeting, times, chance
        self.accepted, self.shown, self.faults = [], [], []

    def run(self):
        try:
            for number in range(self.times):
                self.save_with_the_others(number)
        except MEETING:
            pass
        except Exception as fault:
            self.faults.append(f"{type(fault).__name__}: {fault}")
            self.meeting.abort()
        finally:
            connections.close_all()

    def save_with_the_others(self, number):
        opened = Action.objects.get(pk=self.pk).revision
        self.meeting.wait(30)
        self.save(self.chance.choice(["text", "success", "notes"]), f"{self.name} {number}", opened)
        self.meeting.wait(30)

    def save(self, field, words, opened):
        try:
            given = {field: words}
            edit_action(
                action=Action(pk=self.pk), by=self.user, today=TODAY, opened_at_revision=opened, **given
            )
            self.accepted.append((field, words))
        except Conflict as conflict:
            self.shown.append((field, words, conflict.fields))


class Director(threading.Thread):
    """Gives news all the while, and changes the status with each."""

    def __init__(self, action):
        super().__init__(daemon=True)
        self.user = make_user("Shirin Patel", "editor")
        self.action, self.enough, self.given, self.faults = action, threading.Event(), 0, []
        self.steps = list(action.plan.scale.steps.all())

    def run(self):
        try:
            while not self.enough.is_set():
                step = self.steps[self.given % len(self.steps)]
                record_update(action=self.action, by=self.user, step=step, words=f"News {self.given}")
                self.given += 1
                self.enough.wait(0.1)
        except Exception as fault:
            self.faults.append(f"{type(fault).__name__}: {fault}")
        finally:
            connections.close_all()


def texts_kept(action):
    """Every (field, words) that a revision says the action changed to, after it was added."""
    revisions = Revision.objects.filter(subject="action", subject_id=action.pk, number__gt=1)
    return [
        (field, both[1])
        for revision in revisions
        for field, both in revision.changed.items()
        if field in ("text", "success", "notes")
    ]


def test_a_thousand_times_every_edit_lands_or_is_shown_to_its_author_with_both_texts():
    action = make_action("As agreed")
    meeting = threading.Barrier(2)
    officers = [
        Officer("Bob", action.pk, meeting, TIMES, random.Random(1)),
        Officer("Grace", action.pk, meeting, TIMES, random.Random(2)),
    ]
    director = Director(action)
    for each in (*officers, director):
        each.start()
    for officer in officers:
        officer.join()
    director.enough.set()
    director.join()

    assert [each.faults for each in (*officers, director)] == [[], [], []]
    kept = texts_kept(action)
    for officer, other in zip(officers, reversed(officers), strict=True):
        assert len(officer.accepted) + len(officer.shown) == TIMES
        assert set(officer.accepted) <= set(kept), "what was accepted is in the history"
        for field, mine, both in officer.shown:
            theirs, shown = both.pop(field)
            assert shown == mine
            assert (field, theirs) in other.accepted, "what stands is what the other wrote"
            assert both == {}, "nothing else is asked about"
    accepted = [each for officer in officers for each in officer.accepted]
    assert sorted(kept) == sorted(accepted)
    shown = sum(len(officer.shown) for officer in officers)
    assert shown > TIMES / 10, "they did meet"
    assert len(accepted) > TIMES, "one of two always lands"
    assert director.given > 10
    numbers = Revision.objects.filter(subject="action", subject_id=action.pk).values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))


class Browser(Officer):
    """The same through the pages: opens the form, saves it, and reads what comes back."""

    def save_with_the_others(self, number):
        client = Client()
        client.force_login(self.user)
        address = Action.objects.get(pk=self.pk).get_absolute_url() + "edit/"
        form = client.get(address).context["form"]
        sent = {name: form[name].value() for name in form.fields}
        sent = {name: value for name, value in sent.items() if value is not None}
        self.meeting.wait(30)
        words = f"{self.name} {number}"
        answer = client.post(address, sent | {"text": words})
        if answer.status_code == 302:
            self.accepted.append(("text", words))
        else:
            self.shown.append((words, page_text(answer)))
        self.meeting.wait(30)


def test_on_the_pages_too_whoever_comes_second_reads_both_texts():
    action = make_action("As agreed")
    meeting = threading.Barrier(2)
    officers = [Browser(name, action.pk, meeting, 25, random.Random(1)) for name in ("Bob", "Grace")]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()
    assert [officer.faults for officer in officers] == [[], []]
    accepted = [each for officer in officers for each in officer.accepted]
    assert sorted(accepted) == sorted(texts_kept(action))
    assert len(accepted) == 25
    for officer, other in zip(officers, reversed(officers), strict=True):
        for words, page in officer.shown:
            theirs = words.replace(officer.name, other.name)
            assert f"As it stands now {theirs} What you wrote {words}" in page
            assert f"{other.name} Officer changed this while you were editing." in page


class Busy(threading.Thread):
    """Does one thing again and again."""

    def __init__(self, do, times):
        super().__init__(daemon=True)
        self.do, self.times, self.faults = do, times, []

    def run(self):
        try:
            for number in range(self.times):
                self.do(number)
        except Exception as fault:
            self.faults.append(f"{type(fault).__name__}: {fault}")
        finally:
            connections.close_all()


def test_a_plan_is_put_in_order_while_others_work_on_it_and_nobody_waits_for_ever(bob):
    plan = make_plan()
    first, second = make_challenge(plan, "One"), make_challenge(plan, "Two", "Delivery")
    actions = [make_action(f"Action {number}", challenge=first) for number in range(4)]
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}

    def move(number):
        chosen, to = actions[number % 4], (first, second)[number % 3 % 2]
        move_action(action=chosen, challenge=to, before=to.actions.exclude(pk=chosen.pk).first(), by=bob)

    busy = [
        Busy(move, 12),
        Busy(lambda number: move_challenge(challenge=(first, second)[number % 2], by=bob), 12),
        Busy(lambda number: move_heading(heading=second.heading, by=bob), 12),
        Busy(lambda number: edit_challenge(challenge=first, title=f"One {number}", by=bob), 12),
        Busy(
            lambda number: edit_action(action=actions[number % 4], notes=str(number), by=bob, today=TODAY), 60
        ),
        Busy(lambda number: add_action(challenge=second, text="More", by=bob, today=TODAY, **secret), 8),
        Busy(lambda number: record_update(action=actions[number % 4], words=f"News {number}", by=bob), 24),
    ]
    for each in busy:
        each.start()
    for each in busy:
        each.join()
    assert [each.faults for each in busy] == [[]] * len(busy)
    for challenge in (first, second):
        places = list(challenge.actions.values_list("order", flat=True))
        assert len(places) == len(set(places))
    assert {action.challenge.plan_id for action in plan.actions.all()} == {plan.pk}
