"""The e-mails of an update request, as they arrive at a real mail server."""

from datetime import UTC, datetime, timedelta

import pytest

from actionplan.changes.rounds import close_due, nudge, open_due, open_round
from actionplan.mailing import send_waiting
from actionplan.models import Message
from people.models import Delegation
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_round,
    make_user,
    say,
)

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
TOMORROW = {"today": TODAY + timedelta(days=1), "at": NOW + timedelta(days=1)}


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


def act(plan, text, *people, **fields):
    challenge = plan.challenges.first() or make_challenge(plan)
    return make_action(text, challenge=challenge, leads=[("operational", each) for each in people], **fields)


def go(plan, by, **fields):
    return open_round(round=make_round(plan, by=by, **fields), by=by, today=TODAY, at=NOW)


def arrived(mailserver, today=TODAY):
    """What the worker sends now, by recipient."""
    before = len(mailserver.messages)
    send_waiting(today, NOW)
    return {message["To"]: message for message in mailserver.messages[before:]}


def bodies(message):
    """Its plain text and its HTML, spaces squeezed."""
    return [" ".join(message.get_body((kind,)).get_content().split()) for kind in ("plain", "html")]


def test_each_person_gets_one_with_all_of_theirs_each_with_its_link(
    plan, bob, alice, erin, mailserver, settings
):
    settings.SITE_URL = "https://plans.example"
    late = act(plan, "Publish who leads", alice.actor, deadline="30 September 2026")
    say(late, alice, "Waiting for the intranet.", meaning="off_track", at=NOW - timedelta(days=9))
    act(plan, "Hold a staff day", alice.actor, deadline="31 March 2027")
    act(plan, "Print a newsletter", erin.actor)
    go(plan, bob, message="Please be brief.", meeting=make_meeting())
    mail = arrived(mailserver)
    assert set(mail) == {"alice@example.org", "erin@example.org"}
    assert mail["alice@example.org"]["Subject"] == "2 actions to update by 4 December: Updates for December"
    assert mail["erin@example.org"]["Subject"] == "1 action to update by 4 December: Updates for December"
    for words in bodies(mail["alice@example.org"]):
        for said in (
            "4 December 2026",
            "before HR Committee meets on 8 December 2026",
            "Please be brief.",
            "Publish who leads",
            "30 September 2026",
            "51 days overdue",
            "Off track",
            "“Waiting for the intranet.” Alice Ames, 11 November 2026",
            "31 March 2027",
            "https://plans.example/plans/peer-review-plan/1.1/",
            "https://plans.example/plans/peer-review-plan/1.2/",
            "https://plans.example/my-actions/",
            "You get this because you report on these actions",
        ):
            assert said in words, said
        assert "Print a newsletter" not in words


def test_of_an_exempt_action_only_the_reference_goes_out(plan, bob, alice, mailserver):
    grace = make_user("Grace Green", "editor", "exempt")
    secret = {"paragraph": "3", "public_interest": "A contract."}
    hidden = act(plan, "Let the secret contract", alice.actor, exempt="all", deadline="3 May 2027", **secret)
    quiet = act(plan, "Talk to bidders", alice.actor, exempt="news", deadline="31 March 2027", **secret)
    for action in (hidden, quiet):
        say(action, alice, "The price is too high.", meaning="off_track", at=NOW - timedelta(days=9))
    go(plan, grace)
    for words in bodies(arrived(mailserver)["alice@example.org"]):
        assert "E1" in words
        assert "an exempt action" in words
        assert "31 March 2027" in words
        for leaked in ("secret", "3 May 2027", "too high", "Off track"):
            assert leaked not in words


def test_a_deputy_is_sent_the_same_and_whose_it_is(plan, bob, alice, erin, mailserver):
    Delegation.objects.create(principal=alice.actor, deputy=erin.actor)
    act(plan, "Publish who leads", alice.actor)
    act(plan, "Print a newsletter", erin.actor)
    go(plan, bob)
    mail = arrived(mailserver)
    assert "for whom you answer" not in bodies(mail["alice@example.org"])[1]
    text, page = bodies(mail["erin@example.org"])
    assert "FOR ALICE AMES, FOR WHOM YOU ANSWER" in text
    assert "For Alice Ames, for whom you answer" in page
    assert text.index("Print a newsletter") < text.index("Publish who leads"), "one's own come first"


def test_nobody_is_mailed_who_may_not_be(plan, bob, mailserver):
    cllr = make_user("Kim Cllr", councillor=True).actor
    keen = make_user("Ken Cllr", councillor=True).actor
    keen.wants_mail = True
    keen.save()
    for person in (cllr, keen, make_actor("No Address")):
        act(plan, f"For {person}", person)
    go(plan, bob)
    assert set(arrived(mailserver)) == {"ken@example.org"}


def test_whoever_wanted_no_mail_is_written_to_when_that_is_over(plan, bob, alice, mailserver):
    alice.actor.mail_paused_until = TODAY + timedelta(days=3)
    alice.actor.save()
    act(plan, "Publish who leads", alice.actor)
    go(plan, bob)
    assert arrived(mailserver) == {}
    open_due(TODAY + timedelta(days=2), NOW + timedelta(days=2))
    assert not Message.objects.exists()
    open_due(TODAY + timedelta(days=3), NOW + timedelta(days=3))
    open_due(TODAY + timedelta(days=4), NOW + timedelta(days=4))
    assert set(arrived(mailserver)) == {"alice@example.org"}
    assert Message.objects.count() == 1


def test_whoever_answered_meanwhile_is_not_written_to(plan, bob, alice, mailserver):
    alice.actor.mail_paused_until = TODAY + timedelta(days=3)
    alice.actor.save()
    action = act(plan, "Publish who leads", alice.actor)
    go(plan, bob)
    say(action, alice, at=NOW + timedelta(hours=1))
    open_due(TODAY + timedelta(days=3), NOW + timedelta(days=3))
    assert arrived(mailserver) == {}


def test_a_reminder_names_only_what_is_outstanding(plan, bob, alice, mailserver):
    one = act(plan, "Publish who leads", alice.actor)
    act(plan, "Hold a staff day", alice.actor)
    round = go(plan, bob)
    arrived(mailserver)
    say(one, alice, at=NOW + timedelta(hours=1))
    nudge(round=round, by=bob, **TOMORROW)
    mail = arrived(mailserver)["alice@example.org"]
    assert mail["Subject"] == "Still to update by 4 December, 1 action: Updates for December"
    for words in bodies(mail):
        assert "This is still to be answered." in words
        assert "Hold a staff day" in words
        assert "Publish who leads" not in words


def test_who_planned_it_is_told_when_it_closes_by_itself(plan, bob, alice, erin, mailserver):
    one = act(plan, "Publish who leads", alice.actor)
    act(plan, "Hold a staff day", erin.actor)
    act(plan, "Nobody's")
    go(plan, bob, closes=TODAY)
    say(one, alice, at=NOW + timedelta(hours=1))
    arrived(mailserver)
    close_due(**TOMORROW)
    close_due(**TOMORROW)
    mail = arrived(mailserver)
    assert set(mail) == {"bob@example.org"}
    assert mail["bob@example.org"]["Subject"] == "1 of 2 answered: Updates for December"
    for words in bodies(mail["bob@example.org"]):
        assert "Erin East: 1 of 1" in words
        assert "Alice Ames" not in words
        assert "Asked of nobody: 1" in words


def test_what_people_typed_is_never_taken_for_markup(plan, bob, alice, mailserver):
    action = act(plan, "Use <b>bold</b> & care", alice.actor)
    say(action, alice, "5 < 6 & <i>so on</i>", at=NOW - timedelta(days=1))
    go(plan, bob, message="<script>alert(1)</script>", title="Q3 & Q4\nBcc: x@example.org")
    message = arrived(mailserver)["alice@example.org"]
    assert message["Bcc"] is None
    text, page = bodies(message)
    assert "Use <b>bold</b> & care" in text
    assert "“5 < 6 & <i>so on</i>”" in text
    assert "<script>" not in page
    assert "Use &lt;b&gt;bold&lt;/b&gt; &amp; care" in page


def test_the_mail_looks_right_however_little_there_is_to_say(plan, bob, alice, mailserver):
    act(plan, "Publish who leads", alice.actor)
    go(plan, bob)
    text = arrived(mailserver)["alice@example.org"].get_body(("plain",)).get_content()
    assert "\n\n\n" not in text
    assert "Last said: nothing yet" in text
    assert "Please say how this action is going by 4 December 2026." in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
