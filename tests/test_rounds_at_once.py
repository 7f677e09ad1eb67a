"""Two people at one round at the same moment: each is asked and reminded once, and an answer is kept."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from actionplan.changes.rounds import close_round, nudge
from actionplan.models import Message
from tests.cast import make_round, make_user, say
from tests.rounds import LATER, NOW, TOMORROW, act, go, plan

__all__ = ["plan"]

pytestmark = pytest.mark.django_db


def together(*changes):
    """Run these at the same moment, each in a thread with a connection of its own; gives what each raised."""
    ready, raised = Barrier(len(changes)), []

    def run(change):
        try:
            ready.wait()
            change()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(change,)) for change in changes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_press_at_once_ask_once(plan, bob, alice, erin):
    grace = make_user("Grace Green", "editor")
    for person in (alice, erin):
        act(plan, f"For {person}", ("operational", person.actor))
    round = make_round(plan, by=bob)
    presses = [
        lambda user=user, n=n: go(round, user, at=NOW + timedelta(microseconds=n))
        for n, user in enumerate((bob, grace) * 4)
    ]
    assert together(*presses) == []
    assert Message.objects.count() == 2
    assert round.requests.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_remind_at_once_remind_once(plan, bob, alice):
    grace = make_user("Grace Green", "editor")
    act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    raised = together(
        *(
            lambda user=user, n=n: nudge(
                round=round,
                by=user,
                again=bool(n % 2),
                today=TOMORROW["today"],
                at=TOMORROW["at"] + timedelta(milliseconds=n),
            )
            for n, user in enumerate((bob, grace) * 3)
        )
    )
    assert len(raised) == 5
    assert all(isinstance(error, ValidationError) and error.code == "today" for error in raised)
    assert Message.objects.filter(kind="nudge").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_answer_given_while_the_round_closes_is_kept_either_way(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    raised = together(
        lambda: say(action, alice, at=LATER), lambda: close_round(round=round, by=bob, at=LATER)
    )
    assert raised == []
    assert action.updates.count() == 1
