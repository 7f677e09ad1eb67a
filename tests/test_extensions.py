"""Asking for more time: until it is agreed the old date counts, and nobody's words are lost."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan.changes import (
    agree_extension,
    ask_anew,
    ask_for_time,
    edit_action,
    edit_plan,
    move_deadline,
    record_resolution,
    refuse_extension,
    withdraw_extension,
)
from actionplan.changes.extensions import Answer, answer_extensions, record_extensions
from actionplan.extensions import asked_before, asked_of, before, listed, waiting_words
from actionplan.history import history_of, with_deadline_changes
from actionplan.models import Action, DeadlineChange, Resolution, Revision
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
    say,
)

pytestmark = pytest.mark.django_db
ASKED_FOR = date(2027, 6, 30)
LAST_DUE = date(2026, 6, 30)
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


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


def revisions(action):
    return Revision.objects.filter(subject="action", subject_id=action.pk).count()


# Asking


def test_until_agreed_the_old_date_counts_and_the_action_stays_overdue(action, alice):
    change = ask(action, alice)
    action.refresh_from_db()
    assert (change.state, change.old_due, change.new_due) == ("asked", LAST_DUE, ASKED_FOR)
    assert action.is_overdue(TODAY)
    assert action.deadlines.get().words == "June 26"
    assert revisions(action) == 1


@pytest.mark.parametrize(
    ("words", "reason", "refusal"),
    [
        (" ", "Late.", "Write the new date"),
        ("June 27", " ", "Say why more time is needed"),
        ("June 26", "Late.", "That is the date it has now"),
        ("30 June 2026", "Late.", "That is the date it has now"),
        ("31 June 2027", "Late.", "“31 June 2027” cannot be read as a date"),
        ("June 2025", "Late.", "30 June 2025 has passed"),
        ("March 2027. Training plan in place by February 2027", "Late.", "several"),
    ],
)
def test_what_cannot_be_asked_is_said_plainly_and_nothing_is_kept(action, alice, words, reason, refusal):
    with pytest.raises(ValidationError, match=refusal):
        ask(action, alice, words, reason)
    assert not DeadlineChange.objects.exists()


def test_a_date_that_is_not_a_day_may_be_asked_for(action, alice):
    assert ask(action, alice, "ongoing").new_due is None


def test_nothing_is_asked_of_what_is_finished_met_closed_or_a_draft(action, alice, bob):
    line = action.deadlines.get()
    edit_action(action=action, by=bob, today=TODAY, met={line: date(2026, 6, 1)})
    with pytest.raises(ValidationError, match="met on 1 June 2026"):
        ask(action, alice)
    edit_action(action=action, by=bob, today=TODAY, met={line: None})
    say(action, alice, meaning="complete")
    with pytest.raises(ValidationError, match="stands at “Complete”"):
        ask(action, alice)
    say(action, alice, meaning="on_track")
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="This plan is closed"):
        ask(action, alice)
    edit_plan(plan=action.plan, by=bob, state="draft")
    with pytest.raises(ValidationError, match="is a draft"):
        ask(action, alice)


def test_a_button_pressed_twice_asks_once(action, alice):
    assert ask(action, alice) == ask(action, alice)


def test_a_second_request_says_that_one_waits(action, alice, bob):
    ask(action, alice, at=at(date(2026, 11, 3)))
    with pytest.raises(ValidationError, match="“June 27” was asked for on 3 November 2026 by Alice Ames"):
        ask(action, bob, "July 27")


def test_another_date_in_its_place_keeps_the_first_as_withdrawn(action, alice):
    first = ask(action, alice, at=at(date(2026, 11, 3)))
    second = ask_anew(change=first, words="July 27", reason="Later still.", by=alice, today=TODAY)
    first.refresh_from_db()
    assert (first.state, second.state, second.new_due) == ("withdrawn", "asked", date(2027, 7, 31))


def test_a_request_refused_in_its_new_form_stays_as_it_was(action, alice):
    first = ask(action, alice)
    with pytest.raises(ValidationError):
        ask_anew(change=first, words="31 June 2027", reason="Late.", by=alice, today=TODAY)
    first.refresh_from_db()
    assert first.state == "asked"


def test_withdrawn_it_is_no_longer_waiting_and_can_be_asked_again(action, alice):
    change = withdraw_extension(change=ask(action, alice), by=alice)
    assert (change.state, change.decided_by) == ("withdrawn", alice)
    assert withdraw_extension(change=change, by=alice).decided_at == change.decided_at
    assert ask(action, alice).state == "asked"


# Agreeing and refusing


def test_agreed_the_deadline_moves_at_once_with_one_revision(action, alice, bob):
    change = agree_extension(change=ask(action, alice), by=bob, today=TODAY)
    action.refresh_from_db()
    line = action.deadlines.get()
    assert (line.words, line.due, line.original_words) == ("June 27", ASKED_FOR, "June 26")
    assert action.next_due == ASKED_FOR
    assert (change.state, change.asked_by, change.decided_by, change.asked_words) == (
        "agreed",
        alice,
        bob,
        "",
    )
    newest = Revision.objects.filter(subject="action", subject_id=action.pk).latest("number")
    assert (newest.number, newest.by, newest.reason) == (2, bob, "The intranet is late.")


def test_another_date_agreed_keeps_what_was_asked_for(action, alice, bob):
    asked = ask(action, alice)
    change = agree_extension(change=asked, by=bob, today=TODAY, words="March 27", answer="No longer.")
    assert (change.new_words, change.new_due) == ("March 27", date(2027, 3, 31))
    assert (change.asked_words, change.asked_due, change.answer) == ("June 27", ASKED_FOR, "No longer.")


def test_words_are_read_as_they_were_when_they_were_asked(action, alice, bob):
    change = ask(action, alice, "in six months", at=at(TODAY))
    due = change.new_due
    agree_extension(change=change, by=bob, today=TODAY + timedelta(days=40))
    assert due is not None
    assert action.deadlines.get().due == due


@pytest.mark.parametrize(
    ("words", "refusal"), [("June 26", "the date it has now"), ("31 June 2027", "cannot be read")]
)
def test_another_date_that_cannot_be_agreed_moves_nothing(action, alice, bob, words, refusal):
    with pytest.raises(ValidationError, match=refusal):
        agree_extension(change=ask(action, alice), by=bob, today=TODAY, words=words)
    assert DeadlineChange.objects.get().state == "asked"
    assert action.deadlines.get().due == LAST_DUE


def test_refused_with_words_the_old_date_stays(action, alice, bob):
    asked = ask(action, alice)
    with pytest.raises(ValidationError, match="Say why not"):
        refuse_extension(change=asked, by=bob, answer=" ")
    change = refuse_extension(change=asked, by=bob, answer="It was promised for June.")
    assert (change.state, change.decided_by, change.answer) == ("refused", bob, "It was promised for June.")
    assert action.deadlines.get().due == LAST_DUE


def test_what_was_answered_is_not_answered_again(action, alice, bob):
    asked = ask(action, alice)
    agree_extension(change=asked, by=bob, today=TODAY, at=at(date(2026, 11, 20)))
    for again in (
        lambda: agree_extension(change=asked, by=bob, today=TODAY),
        lambda: refuse_extension(change=asked, by=bob, answer="No."),
        lambda: withdraw_extension(change=asked, by=alice),
    ):
        with pytest.raises(ValidationError, match="agreed on 20 November 2026"):
            again()


def test_an_editor_who_moves_the_deadline_has_answered_the_request(action, alice, bob):
    ask(action, alice)
    edit_action(action=action, by=bob, today=TODAY, moves={action.deadlines.get(): "May 27"}, reason="Sooner")
    change = DeadlineChange.objects.get()
    assert (change.state, change.asked_by, change.decided_by) == ("agreed", alice, bob)
    assert (change.asked_words, change.new_words, change.answer) == ("June 27", "May 27", "Sooner")


def test_what_is_deleted_or_closed_is_not_answered(action, alice, bob):
    asked = ask(action, alice)
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="This plan is closed"):
        agree_extension(change=asked, by=bob, today=TODAY)
    Action.objects.filter(pk=action.pk).update(deleted_at=at(TODAY))
    with pytest.raises(ValidationError, match="no longer in the plan"):
        refuse_extension(change=asked, by=bob, answer="No.")


# The committee


def test_where_the_committee_agrees_no_editor_can(committees, alice, bob):
    asked = ask(committees, alice)
    line = committees.deadlines.get()
    for try_it in (
        lambda: agree_extension(change=asked, by=bob, today=TODAY),
        lambda: refuse_extension(change=asked, by=bob, answer="No."),
        lambda: move_deadline(deadline=line, words="June 27", reason="Late.", by=bob, today=TODAY),
        lambda: edit_action(action=committees, by=bob, today=TODAY, moves={line: "June 27"}, reason="Late."),
    ):
        with pytest.raises(ValidationError, match="The committee agrees new dates of this plan"):
            try_it()
    assert committees.deadlines.get().words == "June 26"
    assert DeadlineChange.objects.get().state == "asked"


def test_by_its_resolution_it_counts_from_the_day_resolved(committees, alice, carol):
    asked = ask(committees, alice, at=at(date(2026, 8, 20)))
    resolution = minute()
    change = agree_extension(change=asked, by=carol, today=TODAY, resolution=resolution)
    assert (change.resolution, change.decided_by, change.effective_on) == (
        resolution,
        None,
        date(2026, 9, 8),
    )
    assert committees.deadlines.get().due == ASKED_FOR


def test_a_resolution_of_another_committee_agrees_nothing(committees, alice, carol):
    asked = ask(committees, alice)
    other = minute(committee=make_committee("Audit Committee"))
    with pytest.raises(ValidationError, match="are for HR Committee"):
        agree_extension(change=asked, by=carol, today=TODAY, resolution=other)


def test_in_an_editors_plan_a_resolution_agrees_too(action, alice, carol):
    change = agree_extension(change=ask(action, alice), by=carol, today=TODAY, resolution=minute())
    assert (change.state, change.decided_by) == ("agreed", None)


def test_one_minute_records_several_answers(alice, bob, carol):
    challenge = make_challenge(make_plan(extensions_agreed_by="committee"))
    actions = [make_action(f"Do {n}", challenge=challenge, deadline="June 26") for n in range(3)]
    asked = [ask(action, alice, at=at(date(2026, 8, 20))) for action in actions]
    meeting = make_meeting(date(2026, 9, 8))
    record_extensions(
        meeting=meeting,
        minute="14",
        answers=[
            Answer(asked[0], agreed=True),
            Answer(asked[1], agreed=True, words="March 27"),
            Answer(asked[2], agreed=False),
        ],
        by=carol,
        today=TODAY,
    )
    resolution = Resolution.objects.get()
    assert (resolution.minute, resolution.outcome, resolution.effective_on) == (
        "14",
        "Agreed in part",
        date(2026, 9, 8),
    )
    states = [(each.state, each.new_words) for each in DeadlineChange.objects.order_by("deadline_id")]
    assert states == [("agreed", "June 27"), ("agreed", "March 27"), ("refused", "June 27")]
    newest = Revision.objects.filter(subject="action", number=2)
    assert newest.count() == 2
    assert len({each.batch for each in newest}) == 1


def test_a_minute_that_is_there_already_is_used_again(committees, alice, carol):
    known = minute()
    asked = ask(committees, alice)
    answers = [Answer(asked, agreed=True)]
    used = record_extensions(meeting=known.meeting, minute=" 14 ", answers=answers, by=carol, today=TODAY)
    assert used == known


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"minute": " "}, "number of the minute"),
        ({"held_on": date(2026, 12, 8)}, "The meeting is on 8 December 2026"),
        ({"effective_on": date(2026, 9, 1)}, "before the meeting"),
        ({"answers": []}, "at least one"),
    ],
)
def test_what_a_meeting_cannot_have_resolved_is_not_recorded(committees, alice, carol, given, refusal):
    asked = ask(committees, alice)
    record = {"minute": "14", "answers": [Answer(asked, agreed=True)]} | given
    meeting = make_meeting(record.pop("held_on", date(2026, 9, 8)))
    with pytest.raises(ValidationError, match=refusal):
        record_extensions(meeting=meeting, by=carol, today=TODAY, **record)
    assert not Resolution.objects.exists()
    assert DeadlineChange.objects.get().state == "asked"


def test_of_several_answers_all_are_saved_or_none_and_each_says_what_is_wrong(action, alice, bob):
    other = make_action(challenge=action.challenge, deadline="June 26")
    third = make_action(challenge=action.challenge, deadline="June 26")
    asked = [ask(each, alice) for each in (action, other, third)]
    with pytest.raises(ValidationError) as refused:
        answer_extensions(
            answers=[
                Answer(asked[0], agreed=True),
                Answer(asked[1], agreed=True, words="31 June"),
                Answer(asked[2], agreed=False),
            ],
            by=bob,
            today=TODAY,
        )
    assert refused.value.message_dict.keys() == {f"words_{asked[1].pk}", f"answer_{asked[2].pk}"}
    assert set(DeadlineChange.objects.values_list("state", flat=True)) == {"asked"}


# What waits for whom


def test_an_editor_is_told_of_their_plans_and_a_clerk_of_their_committees(
    action, alice, bob, carol, erin, dan
):
    elsewhere = make_plan("Other plan")
    plan_editor = make_user("Olive Officer", "editor", plan=elsewhere)
    hr = make_user("Hugo Hill", "clerk", committee=make_committee())
    audit = make_user("Ann Audit", "clerk", committee=make_committee("Audit Committee"))
    change = ask(action, alice)
    for user, told in ((bob, True), (carol, True), (hr, True)):
        assert list(asked_of(user, TODAY)) == [change] * told
    for user in (plan_editor, audit, erin, dan, alice):
        assert not asked_of(user, TODAY).exists()


def test_what_is_exempt_is_not_counted_for_those_without_the_right(alice, bob, carol):
    secret = make_action(deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT)
    ask(secret, alice)
    assert not asked_of(bob, TODAY).exists()
    assert asked_of(carol, TODAY).count() == 1


def test_exempt_reasons_are_kept_and_answered_by_those_who_may_read_them(alice, bob):
    action = make_action(
        deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT | {"exempt": "news"}
    )
    ask(action, alice)
    (seen,) = listed(asked_of(bob, TODAY), bob, TODAY)
    assert (seen.told, seen.may_answer) == (False, False)
    able = make_user("Olive Officer", "editor", "exempt")
    (seen,) = listed(asked_of(able, TODAY), able, TODAY)
    assert (seen.told, seen.may_answer) == (True, True)


def test_a_clerk_records_nothing_of_news_they_may_not_read(alice):
    action = make_action(
        deadline="June 26", leads=[("operational", alice.actor)], **EXEMPT | {"exempt": "news"}
    )
    ask(action, alice, at=at(date(2026, 9, 1)))
    meeting = make_meeting(date(2026, 9, 8))
    for user, may in (
        (make_user("Hugo Hill", "clerk"), False),
        (make_user("Carol", "clerk", "exempt"), True),
    ):
        (seen,) = before(meeting, user, TODAY)
        assert (seen.told, seen.may_answer) == (may, may)


def test_what_is_finished_deleted_or_met_waits_no_longer(action, alice, bob):
    ask(action, alice)
    say(action, alice, meaning="complete")
    assert not asked_of(bob, TODAY).exists()
    say(action, alice, meaning="on_track")
    edit_action(action=action, by=bob, today=TODAY, met={action.deadlines.get(): date(2026, 6, 1)})
    assert not asked_of(bob, TODAY).exists()


def test_a_meeting_decides_on_what_was_asked_by_its_day(action, alice, carol):
    ask(action, alice, at=at(date(2026, 9, 8), hour=22))
    assert asked_before(make_meeting(date(2026, 9, 8)), carol, TODAY).count() == 1
    assert asked_before(make_meeting(date(2026, 9, 7)), carol, TODAY).count() == 0
    audit = make_committee("Audit Committee")
    assert asked_before(make_meeting(date(2026, 9, 8), committee=audit), carol, TODAY).count() == 0


def test_how_often_and_how_far_it_slipped_before_is_said(action, alice, bob):
    for words in ("August 26", "September 26"):
        move_deadline(deadline=action.deadlines.get(), words=words, reason="Late.", by=bob, today=TODAY)
    for_whom = make_actor("Head of People", "post")
    ask(action, alice, for_actor=for_whom)
    (seen,) = listed(asked_of(bob, TODAY), bob, TODAY)
    assert (seen.times, seen.overdue, seen.days, seen.days_in_all) == (2, 51, 273, 365)
    assert seen.who == "Alice Ames for Head of People"


def test_it_says_in_words_what_it_waits_for(action, committees, alice):
    change = ask(action, alice, at=at(date(2026, 11, 3)))
    assert waiting_words(change, action.plan, TODAY) == (
        "asked for 30 June 2027 on 3 November: waiting for an editor"
    )
    change = ask(committees, alice, "ongoing", at=at(date(2025, 11, 3)))
    assert waiting_words(change, committees.plan, TODAY) == (
        "asked for “ongoing” on 3 November 2025: waiting for HR Committee"
    )


@pytest.mark.parametrize("count", [5, 50])
def test_the_list_costs_the_same_however_many_ask(alice, bob, count, django_assert_num_queries):
    challenge = make_challenge()
    for number in range(count):
        ask(make_action(f"Do {number}", challenge=challenge, deadline="June 26"), alice)
    bob = type(bob).objects.get(pk=bob.pk)
    with django_assert_num_queries(7):
        assert len(listed(asked_of(bob, TODAY), bob, TODAY)) == count


# The thread


def thread(action, told=True):
    """What the thread says of the deadline's moves, newest first."""
    found = with_deadline_changes(Action.objects.filter(pk=action.pk)).get()
    kept = Revision.objects.filter(subject="action", subject_id=action.pk)
    happened = history_of(found, revisions=kept, updates=[] if told else None)
    return [
        (each.on, each.who or each.via, each.words, each.note)
        for each in happened
        if "Added" not in each.words
    ]


def test_the_thread_tells_asked_and_agreed_apart(action, alice, bob):
    asked = ask(action, alice, for_actor=alice.actor, at=at(date(2026, 11, 3)))
    agree_extension(
        change=asked, by=bob, today=TODAY, words="March 27", answer="Not so long.", at=at(date(2026, 11, 5))
    )
    assert thread(action) == [
        (
            date(2026, 11, 5),
            "Bob Brook",
            "Another date agreed than was asked for. Deadline moved from “June 26” (30 June 2026) to “March 27”"
            " (31 March 2027). First change; 274 days later in all.",
            "Why: Not so long.",
        ),
        (
            date(2026, 11, 3),
            "Alice Ames",
            "Asked for “June 27” (30 June 2027) instead of “June 26” (30 June 2026).",
            "Why: The intranet is late.",
        ),
    ]


def test_the_thread_tells_refused_withdrawn_and_resolved(committees, alice, carol):
    withdrawn = ask(committees, alice, "May 27", at=at(date(2026, 8, 1)))
    withdraw_extension(change=withdrawn, by=alice, at=at(date(2026, 8, 2)))
    refused = ask(committees, alice, at=at(date(2026, 8, 3)))
    refuse_extension(change=refused, by=carol, answer="", resolution=minute(), at=at(date(2026, 9, 20)))
    told = [(on, who, words) for on, who, words, _ in thread(committees)]
    assert told == [
        (
            date(2026, 9, 8),
            "HR Committee, minute 14",
            "Refused: the deadline does not move to “June 27” (30 June 2027).",
        ),
        (
            date(2026, 8, 3),
            "Alice Ames",
            "Asked for “June 27” (30 June 2027) instead of “June 26” (30 June 2026).",
        ),
        (date(2026, 8, 2), "Alice Ames", "No longer asked for: “May 27” (31 May 2027)."),
        (
            date(2026, 8, 1),
            "Alice Ames",
            "Asked for “May 27” (31 May 2027) instead of “June 26” (30 June 2026).",
        ),
    ]


def test_why_is_not_told_to_those_who_may_not_read_the_news(action, alice, bob):
    refuse_extension(change=ask(action, alice), by=bob, answer="Because of the strike.")
    assert all(not note for *_, note in thread(action, told=False))
