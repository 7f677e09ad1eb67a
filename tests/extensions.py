"""Actions whose date has gone by, of an editor's plan and of a committee's, and asking for more time."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from actionplan.changes import ask_for_time, edit_plan, record_resolution
from actionplan.models import Action
from tests.cast import TODAY, make_action, make_meeting

ASKED_FOR = date(2027, 6, 30)


def at(day, hour=10):
    return timezone.make_aware(datetime.combine(day, datetime.min.time()) + timedelta(hours=hour))


@pytest.fixture
def action(alice):
    return make_action(deadline="June 26", leads=[("operational", alice.actor)])


@pytest.fixture
def committees(alice, bob):
    """An action of a plan whose committee agrees new dates."""
    action = make_action(deadline="June 26", leads=[("operational", alice.actor)])
    edit_plan(plan=action.plan, by=bob, extensions_agreed_by="committee")
    return Action.objects.get(pk=action.pk)


def ask(action, by, words="June 27", reason="The intranet is late.", **more):
    return ask_for_time(
        deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=TODAY, **more
    )


def minute(held_on=date(2026, 9, 8), number="14", by=None, **more):
    return record_resolution(meeting=make_meeting(held_on, **more), minute=number, words="Agreed.", by=by)
