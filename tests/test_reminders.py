"""What people are reminded of, on which days, and who is told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionplan import reminders
from actionplan.changes import ask_for_time, record_update
from actionplan.changes.reminders import set_reminders
from actionplan.days_in_words import long_date
from actionplan.digest_words import say
from actionplan.digests import digests, send_digests
from actionplan.models import Grant, Message, Plan, Reminder, Revision
from people.changes import appoint_deputy
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_committee, make_plan, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2026, 1, 9, 12, tzinfo=UTC)


def days(count):
    return timedelta(days=count)


def reported_by(person, *, due_in=None, by, heard=1, made=LONG_AGO, also=(), **fields):
    """An open action that a person reports on, due in so many days (negative: overdue), heard of so many days ago."""
    deadline = long_date(TODAY + days(due_in)) if due_in is not None else ""
    leads = [*also, ("operational", person)] if person else also
    action = make_action(leads=leads, deadline=deadline, by=by, **fields)
    if heard is not None:
        given_on = TODAY - days(heard)
        at = datetime(given_on.year, given_on.month, given_on.day, 9, tzinfo=UTC)
        record_update(action=action, by=by, words="Under way.", given_on=given_on, at=at)
    Revision.objects.update(at=made)
    action.refresh_from_db()
    return action


def reminded(today=TODAY):
    """Each person's name with the keys' kinds they would be told of."""
    return {
        digest.person.name: [key.split("/")[0] for key, _ in digest.reminders()] for digest in digests(today)
    }


def words_for(person, today=TODAY):
    digest = next(each for each in digests(today) if each.person == person)
    said = say(digest, today)
    return said["subject"] + " " + str(said["sections"])


# When


@pytest.mark.parametrize(
    ("due_in", "expected"),
    [
        (31, []),
        (30, ["due-30"]),
        (29, ["due-30"]),  # yesterday was missed
        (23, ["due-30"]),
        (22, []),  # a week is looked back, no more
        (8, []),
        (7, ["due-7"]),
        (6, ["due-7"]),
        (2, ["due-7"]),
        (1, ["due-1"]),
        (0, ["due-1"]),
        (-1, ["overdue-1"]),
        (-6, ["overdue-1"]),
        (-7, ["overdue-7"]),
        (-14, ["overdue-7"]),
        (-15, []),
        (-29, []),
        (-30, ["overdue-30"]),
        (-60, ["overdue-60"]),
        (-100, []),
        (-123, ["overdue-120"]),
    ],
)
def test_a_deadline_reminds_on_its_days_and_for_a_missed_day_within_a_week(alice, bob, due_in, expected):
    reported_by(alice.actor, due_in=due_in, by=bob)
    assert reminded().get("Alice Ames", []) == expected


@pytest.mark.parametrize(
    ("heard", "expected"),
    [(59, []), (60, ["no_news-60"]), (67, ["no_news-60"]), (68, []), (120, ["no_news-120"])],
)
def test_no_news_for_sixty_days_reminds(alice, bob, heard, expected):
    reported_by(alice.actor, by=bob, heard=heard)
    assert reminded().get("Alice Ames", []) == expected


def test_an_action_nobody_ever_spoke_of_reminds_sixty_days_after_it_was_there(alice, bob):
    reported_by(alice.actor, by=bob, heard=None, made=datetime(2026, 9, 21, 12, tzinfo=UTC))
    assert reminded() == {"Alice Ames": ["no_news-60"]}


def test_a_plan_just_imported_writes_to_nobody_about_its_past(alice, bob):
    just_now = datetime(2026, 11, 20, 8, tzinfo=UTC)
    for due_in in (29, 6, -3, -8, -61):
        reported_by(alice.actor, due_in=due_in, by=bob, heard=62, made=just_now)
    assert reminded() == {}
    assert reminded(TODAY + days(5)) == {"Alice Ames": ["due-1", "overdue-7"]}


def test_a_plan_reminds_of_nothing_from_before_it_was_live(alice, bob):
    action = reported_by(alice.actor, due_in=-8, by=bob)
    assert reminded()
    live = Revision.objects.filter(subject="plan", plan=action.plan, changed__has_key="state").order_by(
        "-number"
    )
    Revision.objects.filter(pk=live[0].pk).update(at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    assert reminded() == {}


def test_each_unmet_deadline_of_an_action_reminds(alice, bob):
    action = reported_by(alice.actor, due_in=-7, by=bob)
    other = action.deadlines.create(due=TODAY + days(7), words="soon", kind="date", order=1)
    assert reminded() == {"Alice Ames": ["overdue-7", "due-7"]}
    other.met_on = TODAY
    other.save()
    assert reminded() == {"Alice Ames": ["overdue-7"]}


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_a_draft_and_a_closed_plan_remind_nobody(alice, bob, state):
    action = reported_by(alice.actor, due_in=7, by=bob)
    Plan.objects.filter(pk=action.plan_id).update(state=state)
    assert reminded() == {}


@pytest.mark.parametrize("meaning", ["complete", "withdrawn", "superseded"])
def test_a_finished_action_reminds_nobody(alice, bob, meaning):
    action = reported_by(alice.actor, due_in=-7, by=bob)
    type(action).objects.update(step=action.plan.scale.step_for(meaning))
    assert reminded() == {}


def test_a_deleted_action_and_one_that_only_points_elsewhere_remind_nobody(alice, bob):
    for change in ({"deleted_at": LONG_AGO}, {"pointer": True}):
        action = reported_by(alice.actor, due_in=7, by=bob)
        type(action).objects.filter(pk=action.pk).update(**change)
    assert reminded() == {}


# On which days a plan reminds


def test_a_plan_reminds_on_days_of_its_own(alice, bob):
    action = reported_by(alice.actor, due_in=14, by=bob)
    assert reminded() == {}
    set_reminders(plan=action.plan, by=bob, due=[14, 3], no_news_every=0)
    assert reminded() == {"Alice Ames": ["due-14"]}
    plan = Plan.objects.get(pk=action.plan_id)
    assert plan.reminders == {"due": [14, 3], "no_news_every": 0}
    assert reminders.thresholds(plan)["overdue"] == [7, 1]


def test_what_is_as_usual_is_not_kept_so_that_it_stays_usual(bob):
    plan = make_plan(by=bob)
    set_reminders(plan=plan, by=bob, due=[14], overdue_every=10)
    set_reminders(plan=plan, by=bob, due=[1, 7, 30], overdue_every=None)
    plan.refresh_from_db()
    assert plan.reminders == {}


def test_changing_the_days_leaves_a_revision(bob):
    plan = make_plan(by=bob)
    set_reminders(plan=plan, by=bob, due=[14], reason="Too many")
    kept = Revision.objects.filter(subject="plan", plan=plan).latest("number")
    assert (kept.changed, kept.by, kept.reason) == ({"reminders": [{}, {"due": [14]}]}, bob, "Too many")


@pytest.mark.parametrize(
    "given",
    [
        {"due": [0]},
        {"due": ["7"]},
        {"due": [731]},
        {"due": list(range(1, 14))},
        {"overdue_every": -1},
        {"overdue_every": True},
        {"no_news_every": 900},
        {"tomorrow": 1},
    ],
)
def test_what_is_no_number_of_days_is_refused(bob, given):
    plan = make_plan(by=bob)
    with pytest.raises(ValidationError):
        set_reminders(plan=plan, by=bob, **given)
    plan.refresh_from_db()
    assert plan.reminders == {}


def test_a_closed_plan_keeps_its_days(bob):
    with pytest.raises(ValidationError, match="closed"):
        set_reminders(plan=make_plan(by=bob, state="closed"), by=bob, due=[3])


# Who


def test_nobody_to_tell_is_told_to_the_editors(bob, alice):
    reported_by(None, due_in=7, by=bob)
    assert reminded() == {"Bob Brook": ["due-7"]}
    assert "Nobody reports on it." in words_for(bob.actor)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"email": ""}, "has no e-mail address"),
        ({"left_on": TODAY}, "has left"),
        ({"councillor": True}, "is a councillor who has not asked for mail"),
    ],
)
def test_the_editor_is_told_where_the_reporter_cannot_be(bob, change, why):
    person = make_actor("Una Usher", email="una@example.org")
    reported_by(person, due_in=7, by=bob)
    type(person).objects.filter(pk=person.pk).update(**change)
    assert reminded() == {"Bob Brook": ["due-7"]}
    assert f"Una Usher {why}." in words_for(bob.actor)


def test_who_answers_for_the_reporter_is_told_where_they_have_no_address(bob):
    head, deputy = make_actor("Una Usher"), make_actor("Pam Pike", email="pam@example.org")
    appoint_deputy(principal=head, deputy=deputy)
    reported_by(head, due_in=7, by=bob)
    assert reminded() == {"Pam Pike": ["due-7"]}
    assert "You answer for Una Usher." in words_for(deputy)
    assert say(digests(TODAY)[0], TODAY)["because"] == "answer for Una Usher"


def test_a_deputy_is_left_alone_where_the_reporter_has_an_address(bob, alice):
    appoint_deputy(principal=alice.actor, deputy=make_actor("Pam Pike", email="pam@example.org"))
    reported_by(alice.actor, due_in=7, by=bob)
    assert reminded() == {"Alice Ames": ["due-7"]}


def test_somebody_who_paused_mail_is_left_in_peace_until_that_day_and_so_is_everybody_else(bob, alice):
    reported_by(alice.actor, due_in=10, by=bob)
    alice.actor.mail_paused_until = TODAY + days(4)
    alice.actor.save()
    assert reminded(TODAY + days(3)) == {}
    assert reminded(TODAY + days(4)) == {"Alice Ames": ["due-7"]}


def test_a_councillor_is_mailed_only_where_they_asked_and_then_as_member_lead_too(bob, alice):
    councillor = make_actor("Cllr Ivy Irons", email="ivy@example.org", councillor=True)
    reported_by(alice.actor, due_in=7, by=bob)
    reported_by(alice.actor, due_in=7, by=bob, also=[("member", councillor)])
    assert set(reminded()) == {"Alice Ames"}
    councillor.wants_mail = True
    councillor.save()
    assert reminded()["Cllr Ivy Irons"] == ["due-7"]
    assert "member lead" in words_for(councillor)


def test_the_editors_nearest_to_the_plan_are_told(bob, db):
    committee = make_committee()
    action = reported_by(None, due_in=7, by=bob)
    assert set(reminded()) == {"Bob Brook"}
    make_user("Gil Green", "editor", committee=committee)
    assert set(reminded()) == {"Gil Green"}
    make_user("Hal Hunt", "editor", plan=action.plan)
    assert set(reminded()) == {"Hal Hunt"}


def test_an_editor_who_cannot_be_mailed_is_passed_over(bob, db):
    action = reported_by(None, due_in=7, by=bob)
    hal = make_user("Hal Hunt", "editor", plan=action.plan)
    hal.is_active = False
    hal.save()
    assert set(reminded()) == {"Bob Brook"}


def test_of_an_exempt_action_only_an_editor_who_may_know_of_it_is_told(bob):
    exempt = {"exempt": "all", "paragraph": "3", "public_interest": "Bids are open."}
    reported_by(None, due_in=7, by=bob, **exempt)
    assert reminded() == {}
    Grant.objects.create(user=bob, role="exempt")
    assert reminded() == {"Bob Brook": ["due-7"]}


# What is said


def test_of_an_exempt_action_a_mail_says_its_reference_and_nothing_else(bob, alice, mailserver):
    exempt = {"exempt": "all", "paragraph": "3", "public_interest": "Bids are open."}
    action = reported_by(alice.actor, due_in=-7, by=bob, text="Dismiss the contractor", **exempt)
    send_digests(TODAY)
    (arrived,) = mailserver.messages
    parts = [part.get_content() for part in arrived.walk() if part.get_content_maintype() == "text"]
    assert arrived["Subject"] == "Actions: 1 exempt"
    assert len(parts) == 2
    for words in parts:
        assert f"{action.reference}" in words
        assert "an exempt action" in words
        for secret in ("Dismiss", "contractor", "overdue", "Overdue", "2026", "Bids", action.plan.title):
            assert secret not in words.replace(action.get_absolute_url(), "")


def test_more_time_that_was_asked_for_is_said(bob, alice):
    action = reported_by(alice.actor, due_in=-7, by=bob)
    ask_for_time(
        deadline=action.deadlines.get(), words="30 June 2027", reason="Illness", by=alice, today=TODAY
    )
    assert "More time was asked for (30 June 2027): until that is agreed, this date counts" in words_for(
        alice.actor
    )
    assert "Illness" not in words_for(alice.actor)


def test_a_mail_has_text_and_html_with_the_link_of_each_action_and_says_why_it_comes(
    bob, alice, mailserver, settings
):
    settings.SITE_URL = "https://plans.eastmere.example"
    action = reported_by(alice.actor, due_in=7, by=bob, text="Publish <who> leads & on what")
    send_digests(TODAY)
    (arrived,) = mailserver.messages
    text = arrived.get_body(("plain",)).get_content()
    html = arrived.get_body(("html",)).get_content()
    link = "https://plans.eastmere.example" + action.get_absolute_url()
    assert arrived["Subject"] == "Actions: 1 due soon"
    assert f"{action.reference}  Publish <who> leads & on what" in text
    assert "Publish &lt;who&gt; leads &amp; on what" in html
    for words in (text, html):
        assert link in words
        assert "Due 27 November 2026, in 7 days" in words
        assert "You get this because you report on actions" in words
        assert "https://plans.eastmere.example/mail/" in words


def test_somebody_without_an_account_reads_how_to_get_one(bob, mailserver):
    reported_by(make_actor("Una Usher", email="una@example.org"), due_in=7, by=bob)
    send_digests(TODAY)
    assert "You cannot sign in yet" in mailserver.messages[0].get_body(("plain",)).get_content()


# Once


def test_one_message_a_person_a_day_holds_all_of_theirs_and_comes_once(bob, alice, mailserver):
    for due_in in (7, -7):
        reported_by(alice.actor, due_in=due_in, by=bob)
    reported_by(None, due_in=1, by=alice)
    Grant.objects.create(user=alice, role="editor", plan=Plan.objects.latest("pk"))
    send_digests(TODAY)
    assert [m["Subject"] for m in mailserver.messages] == [
        "Actions: 1 overdue, 1 due soon, 1 with nobody to tell"
    ]
    reported_by(alice.actor, due_in=1, by=bob)
    send_digests(TODAY)
    assert len(mailserver.messages) == 1
    send_digests(TODAY + days(1))
    assert [m["Subject"] for m in mailserver.messages][1:] == ["Actions: 1 due soon"]
    assert Reminder.objects.count() == 4


def test_a_missed_days_reminders_go_out_the_next_day_once(bob, alice, mailserver):
    reported_by(alice.actor, due_in=7, by=bob)
    for later in range(1, 6):
        send_digests(TODAY + days(later))
    assert len(mailserver.messages) == 1


def test_a_deadline_that_moved_reminds_anew(bob, alice, mailserver):
    action = reported_by(alice.actor, due_in=7, by=bob)
    send_digests(TODAY)
    action.deadlines.update(due=TODAY + days(8))
    send_digests(TODAY + days(1))
    assert len(mailserver.messages) == 2


def test_the_lists_cost_no_more_queries_for_more_actions(bob, alice, django_assert_num_queries):
    challenge = make_challenge(by=bob)
    for _ in range(5):
        reported_by(alice.actor, due_in=7, by=bob, challenge=challenge)
    with django_assert_num_queries(9):
        digests(TODAY)
    for _ in range(45):
        reported_by(alice.actor, due_in=7, by=bob, challenge=challenge)
    with django_assert_num_queries(9):
        assert len(digests(TODAY)[0].entries) == 50


def test_what_a_message_holds_is_kept_with_what_it_reminded_of(bob, alice, mailserver):
    action = reported_by(alice.actor, due_in=7, by=bob)
    send_digests(TODAY)
    message = Message.objects.get()
    assert (message.kind, message.person, message.outcome) == ("reminder", alice.actor, "sent")
    assert [each.action for each in message.reminders.all()] == [action]
    assert date.fromisoformat(message.reminders.get().key[-10:]) == TODAY + days(7)
