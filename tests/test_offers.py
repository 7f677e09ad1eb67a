"""Nothing is offered that would be refused: whatever a page shows somebody, a link or a button, answers them.

Here those whom the demonstration does not have: who has no role, and who has all; checks/ asks as everybody else.
"""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from actionplan.changes import ask_for_time
from actionplan.changes.rounds import open_round
from actionplan.models import Grant
from reports import papers, publication
from tests.cast import make_action, make_challenge, make_meeting, make_plan, make_round, say
from tests.offers import refused


@pytest.fixture
def council(alice, bob, carol):
    """A live plan with most of what can happen to one, a draft, a meeting that was and one to come."""
    today = timezone.localdate()
    challenge = make_challenge(by=bob)
    plan = challenge.plan
    late = make_action(
        challenge=challenge, by=bob, deadline="30 April 2020", leads=[("operational", alice.actor)]
    )
    secret = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
    make_action(
        "Settle the pay claim", challenge=challenge, by=bob, leads=[("operational", bob.actor)], **secret
    )
    done = make_action("Hold a staff day", challenge=challenge, by=bob, leads=[("strategic", alice.actor)])
    say(late, alice, "Waiting for the intranet.", meaning="off_track")
    say(done, bob, meaning="complete")
    ask_for_time(
        deadline=late.deadlines.first(),
        words="June 2030",
        reason="The intranet is late.",
        by=alice,
        today=today,
    )
    make_plan("Audit plan", by=bob, state="draft")
    open_round(round=make_round(plan, by=bob, opens=today), by=bob, today=today, at=timezone.now())
    for days in (-20, 30):
        meeting = make_meeting(today + timedelta(days), by=carol)
        day = min(meeting.held_on, today) - timedelta(10)
        at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        paper = papers.create_paper(
            meeting=meeting, title="Progress", plans=[plan], by=carol, as_of=day, at=at
        )
        if days < 0:
            publication.publish(paper=paper, by=carol, at=at)


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "roles", "at_least"), [("dan", [], 6), ("frank", ["editor", "clerk", "exempt"], 60)]
)
def test_whatever_is_offered_answers_whoever_is_shown_it(council, client, request, name, roles, at_least):
    user = request.getfixturevalue(name)
    Grant.objects.bulk_create(Grant(user=user, role=role) for role in roles)
    client.force_login(user)
    wrong, seen = refused(client)
    assert not wrong
    assert len(seen) >= at_least, sorted(seen)
