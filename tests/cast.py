"""The cast of every test: Alice leads the action, Bob edits the plan, Carol is the clerk, Dan is a stranger.

Makers take keywords and fill in the rest; they write through the same doors as the site does.
"""

import html
import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from actionplan.changes import (
    add_action,
    add_challenge,
    add_heading,
    create_plan,
    edit_plan,
    plan_meeting,
    record_update,
)
from actionplan.changes.rounds import plan_round
from actionplan.models import Grant
from people.models import Actor, User

TODAY = date(2026, 11, 20)


def make_user(name, *roles, email=None, plan=None, committee=None, councillor=False):
    """An account with its person and its grants (over the council unless a plan or committee is named)."""
    user = User.objects.create_user(
        email or f"{name.split()[0].lower()}@example.org", "correct horse battery"
    )
    Actor.objects.create(name=name, user=user, email=user.email, councillor=councillor)
    for role in roles:
        Grant.objects.create(user=user, role=role, plan=plan, committee=committee)
    return user


def make_actor(name, kind="person", **fields):
    return Actor.objects.create(name=name, kind=kind, **fields)


def make_committee(name="HR Committee"):
    return Actor.objects.filter(name=name).first() or make_actor(name, "committee")


def make_plan(title="Peer review plan", *, by=None, state="live", stands_on=date(2026, 1, 9), **fields):
    plan = create_plan(title=title, stands_on=stands_on, by=by, committee=make_committee(), **fields)
    return edit_plan(plan=plan, by=by, state=state)


def make_challenge(plan=None, title="Bringing values to life", heading="Leadership", by=None):
    plan = plan or make_plan(by=by)
    return add_challenge(heading=add_heading(plan=plan, name=heading, by=by), title=title, by=by)


def make_action(
    text="Publish who leads on what", *, challenge=None, leads=(), deadline="", by=None, **fields
):
    """An action; `leads` are (role, actor) pairs."""
    return add_action(
        challenge=challenge or make_challenge(by=by),
        text=text,
        by=by,
        today=fields.pop("today", TODAY),
        leads=[(role, actor, actor.name) for role, actor in leads],
        deadline_words=[deadline] if deadline else [],
        **fields,
    )


def words_for(days):
    """A deadline so many days from today, as one writes it."""
    day = timezone.localdate() + timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


def make_meeting(held_on=date(2026, 12, 8), *, committee=None, by=None):
    return plan_meeting(
        committee=committee or make_committee(), held_on=held_on, starts_at=time(19, 0), by=by
    )


def say(action, by, words="Well under way.", *, meaning=None, **given):
    """An update; `meaning` names the step by what it means."""
    step = action.plan.scale.step_for(meaning) if meaning else None
    return record_update(action=action, by=by, step=step, words=words, **given)


def make_round(*plans, by, opens=TODAY, closes=None, today=None, **fields):
    """A planned round of these plans; answers are due a fortnight after the day of asking."""
    return plan_round(
        title=fields.pop("title", "Updates for December"),
        plans=plans,
        opens=opens,
        closes=closes or opens + timedelta(weeks=2),
        by=by,
        today=today or opens,
        **fields,
    )


def page_text(response):
    """What a page says, without its marks: spaces squeezed, so that a sentence can be looked for."""
    text = re.sub(r"<(script|style|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


@pytest.fixture
def alice(db):
    """Leads actions: no grant of her own."""
    return make_user("Alice Ames")


@pytest.fixture
def bob(db):
    """Edits every plan."""
    return make_user("Bob Brook", "editor")


@pytest.fixture
def carol(db):
    """The committee clerk, who may see what is exempt."""
    return make_user("Carol Crane", "clerk", "exempt")


@pytest.fixture
def dan(db):
    """A stranger: an account without any right."""
    return make_user("Dan Dale")


@pytest.fixture
def erin(db):
    """Reads."""
    return make_user("Erin East", "reader")


@pytest.fixture
def frank(db):
    """Keeps accounts."""
    return make_user("Frank Field", "admin")
