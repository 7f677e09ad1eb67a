"""Requests for more time as their pages have them: where one is asked for, listed and waiting."""

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplan.changes import ask_for_time
from tests.cast import make_action, make_challenge, make_plan

LIST = "/extensions/"


def today():
    return timezone.localdate()


def long(day):
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def committees(alice):
    """An action of a plan whose committee agrees new dates."""
    challenge = make_challenge(make_plan(extensions_agreed_by="committee"))
    return make_action(
        "Publish", challenge=challenge, deadline="June 26", leads=[("operational", alice.actor)]
    )


def asked(action, by, words="June 2030", reason="The intranet is late.", **more):
    return ask_for_time(
        deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=today(), **more
    )


def address(action, name="ask_for_time", *more):
    return reverse(name, args=[action.plan.slug, action.reference, *more])
