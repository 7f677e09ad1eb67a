"""A plan whose leads are to be asked, its actions, and the hours at which a round goes out and is answered."""

from datetime import UTC, datetime, timedelta

import pytest

from actionplan.changes.rounds import open_round
from tests.cast import TODAY, make_action, make_challenge, make_plan

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
TOMORROW = {"today": TODAY + timedelta(days=1), "at": NOW + timedelta(days=1)}


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


def act(plan, text, *leads, by=None, **fields):
    challenge = plan.challenges.first() or make_challenge(plan)
    return make_action(text, challenge=challenge, leads=leads, by=by, **fields)


def go(round, by, today=TODAY, at=NOW):
    return open_round(round=round, by=by, today=today, at=at)
