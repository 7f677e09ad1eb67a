"""Update requests as their pages have them: one planned and one sent out, and what a page says of each."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplan.changes.rounds import open_round
from actionplan.models import Round
from tests.cast import make_action, make_challenge, make_round, page_text


def day(days=0):
    return timezone.localdate() + timedelta(days=days)


def act(plan, text, *people, role="operational", **fields):
    challenge = plan.challenges.first() or make_challenge(plan)
    return make_action(text, challenge=challenge, leads=[(role, person) for person in people], **fields)


@pytest.fixture
def planned(plan, bob, alice):
    """A round of two actions of Alice's and one of nobody's, to be asked for today."""
    act(plan, "Publish who leads", alice.actor)
    act(plan, "Hold a staff day", alice.actor)
    act(plan, "Print a newsletter")
    return make_round(plan, by=bob, opens=day())


@pytest.fixture
def round(planned, bob):
    """The same, sent out yesterday, so that reminding needs no second thought."""
    yesterday = timezone.now() - timedelta(days=1)
    opened = open_round(round=planned, by=bob, today=day(), at=yesterday)
    Round.objects.update(opens=day(-1))
    return opened


def get(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)


def post(client, user, url, status=200, **data):
    """What the page says that follows."""
    client.force_login(user)
    answer = client.post(url, data, follow=True)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)


def at(name, round, reference=None):
    return reverse(name, args=[round.pk, "peer-review-plan", reference] if reference else [round.pk])
