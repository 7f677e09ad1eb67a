"""Rounds: who is asked for what, what counts as an answer, and that a button pressed twice asks once."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from actionplan import permissions
from actionplan.changes import edit_action
from actionplan.changes.rounds import (
    ask_anew,
    cancel_round,
    choose,
    close_due,
    close_round,
    edit_round,
    let_go_out,
    nudge,
    open_due,
    open_round,
    opened,
    plan_round,
)
from actionplan.models import Message, Request, Round
from actionplan.round_board import Stand, board_of, changed_hands, not_asked_for
from actionplan.rounds import askings_of, by_person, proposed_closing
from people.models import Delegation, Membership
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

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
TOMORROW = {"today": TODAY + timedelta(days=1), "at": NOW + timedelta(days=1)}


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


def act(plan, text, *leads, by=None, **fields):
    challenge = plan.challenges.first() or make_challenge(plan)
    return make_action(text, challenge=challenge, leads=leads, by=by, **fields)


def asked_for(round, user):
    """Whom a planned round would ask, or why nobody, by reference."""
    return {
        each.action.reference: "left out"
        if each.left_out
        else each.asked.name
        if each.asked
        else each.problem.code
        for each in askings_of(round, user, TODAY)
    }


def go(round, by, today=TODAY, at=NOW):
    return open_round(round=round, by=by, today=today, at=at)


def test_whoever_reports_is_asked_and_where_nobody_does_the_reason_is_said(plan, bob, alice):
    head, vacant = make_actor("Head of HR", "post"), make_actor("Head of IT", "post")
    Membership.objects.create(of=head, member=alice.actor, since=TODAY)
    gone = make_actor("Colin Ashby", left_on=TODAY - timedelta(days=9))
    team = make_actor("All managers", "team")
    act(plan, "One", ("strategic", alice.actor))
    act(plan, "Two", ("operational", head))
    act(plan, "Three", ("operational", vacant))
    act(plan, "Four", ("operational", gone))
    act(plan, "Five", ("operational", team))
    act(plan, "Six", ("member", alice.actor))
    asked = asked_for(make_round(plan, by=bob), bob)
    assert list(asked.values()) == ["Alice Ames", "Alice Ames", "vacant", "left", "group", "nobody"]


def test_only_open_actions_that_say_something_of_live_plans_are_asked_for(plan, bob, alice):
    lead = ("operational", alice.actor)
    done = act(plan, "Done", lead)
    say(done, alice, meaning="complete")
    act(plan, "See 2", lead, pointer=True)
    deleted = act(plan, "Mistake", lead)
    type(deleted).objects.filter(pk=deleted.pk).update(deleted_at=NOW)
    act(plan, "Open", lead)
    round = make_round(plan, by=bob)
    assert [each.action.text for each in askings_of(round, bob, TODAY)] == ["Open"]
    type(plan).objects.update(state="closed")
    assert askings_of(round, bob, TODAY) == []


def test_an_exempt_action_is_asked_for_only_by_somebody_who_may_know_of_it(plan, bob, alice):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract."}
    act(plan, "Let the contract", ("operational", alice.actor), **secret)
    act(plan, "Open", ("operational", alice.actor))
    editor = make_user("Grace Green", "editor", "exempt")
    round = make_round(plan, by=bob)
    assert list(asked_for(round, bob)) == ["1.1"]
    assert sorted(asked_for(round, editor)) == ["1.1", "E1"]
    go(round, editor)
    assert board_of(round, bob, TODAY, runs=True).asked == 1
    assert board_of(round, editor, TODAY, runs=True).asked == 2


def test_people_without_address_account_or_leave_to_be_mailed_are_named(plan, bob, alice):
    cllr = make_user("Cllr Kim", councillor=True).actor
    for person in (make_actor("No Address"), cllr, alice.actor):
        act(plan, f"For {person}", ("operational", person))
    people = by_person(askings_of(make_round(plan, by=bob), bob, TODAY), TODAY)
    problems = {person.actor.name: [problem.code for problem in person.problems] for person in people}
    assert problems == {"Alice Ames": [], "Cllr Kim": ["mail"], "No Address": ["no_address", "no_account"]}


def test_one_action_is_left_out_and_another_person_asked(plan, bob, alice, erin):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = make_round(plan, by=bob)
    choose(round=round, action=one, by=bob, left_out=True)
    choose(round=round, action=two, by=bob, asked=erin.actor)
    assert asked_for(round, bob) == {"1.1": "left out", "1.2": "Erin East"}
    go(round, bob)
    asked = {each.action_id: (each.asked, each.left_out) for each in round.requests.all()}
    assert asked == {one.pk: (None, True), two.pk: (erin.actor, False)}
    assert [each.action for each in not_asked_for(round, bob, TODAY)] == [one]


def test_what_was_decided_can_be_taken_back(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob)
    choose(round=round, action=action, by=bob, left_out=True)
    choose(round=round, action=action, by=bob)
    assert asked_for(round, bob) == {"1.1": "Alice Ames"}


def test_nobody_who_left_and_no_team_can_be_asked(plan, bob):
    action, round = act(plan, "One"), make_round(plan, by=bob)
    for nobody in (make_actor("Gone", left_on=TODAY), make_actor("A team", "team")):
        with pytest.raises(ValidationError, match="Only a person"):
            choose(round=round, action=action, by=bob, asked=nobody)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"plans": []}, "at least one plan"),
        ({"opens": TODAY - timedelta(days=1)}, "gone by"),
        ({"closes": TODAY - timedelta(days=1)}, "at least the day of asking"),
        ({"title": " "}, "cannot be blank"),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(plan, bob, fields, said):
    given = {"title": "T", "plans": [plan], "opens": TODAY, "closes": TODAY, "today": TODAY, **fields}
    with pytest.raises(ValidationError, match=said):
        plan_round(by=bob, **given)
    assert not Round.objects.exists()


def test_answers_are_needed_before_the_meeting_and_plans_must_be_live(plan, bob):
    with pytest.raises(ValidationError, match="The meeting is on 8 December 2026"):
        make_round(plan, by=bob, meeting=make_meeting(), closes=TODAY + timedelta(days=30))
    with pytest.raises(ValidationError, match="is not live"):
        make_round(make_plan("A draft", by=bob, state="draft"), by=bob)


@pytest.mark.parametrize(
    ("held_on", "closes"),
    [
        (date(2026, 12, 8), date(2026, 11, 27)),  # ten days before is a Saturday
        (date(2026, 12, 20), date(2026, 12, 10)),
        (date(2027, 1, 19), date(2027, 1, 8)),
        (date(2026, 11, 25), date(2026, 11, 24)),  # too near for a week: the day before
        (date(2026, 11, 21), TODAY),
        (TODAY, TODAY),
        (None, date(2026, 12, 4)),
    ],
)
def test_the_meeting_proposes_the_last_day(bob, held_on, closes):
    """In time for its papers, on a working day, never after the meeting nor before today."""
    assert proposed_closing(TODAY, held_on and make_meeting(held_on)) == closes


def test_opening_keeps_who_was_asked_and_writes_to_each_once(plan, bob, alice, erin):
    for text in ("One", "Two"):
        act(plan, text, ("operational", alice.actor))
    act(plan, "Three", ("operational", erin.actor))
    act(plan, "Four")
    round = go(make_round(plan, by=bob), bob)
    assert (round.state, round.opened_at) == ("open", NOW)
    assert Message.objects.count() == 2
    again = go(round, bob, at=LATER)
    assert again.opened_at == NOW
    assert Message.objects.count() == 2
    assert round.requests.filter(asked=None).count() == 1


def test_a_round_with_nobody_to_ask_stays_planned(plan, bob):
    act(plan, "One")
    round = make_round(plan, by=bob)
    with pytest.raises(ValidationError, match="nobody to ask"):
        go(round, bob)
    round.refresh_from_db()
    assert round.state == "planned"
    assert not Message.objects.exists()


def test_a_round_goes_out_by_itself_on_its_day_once_somebody_has_seen_it(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    day = TODAY + timedelta(days=1)
    round = make_round(plan, by=bob, opens=day, today=TODAY)
    assert open_due(day, NOW) == 0, "nobody has looked at it"
    let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    assert open_due(TODAY, NOW) == 0, "its day has not come"
    assert open_due(**TOMORROW) == 1
    assert open_due(**TOMORROW) == 0
    round.refresh_from_db()
    assert round.state == "open"
    assert Message.objects.count() == 1


def test_other_plans_have_to_be_looked_at_again(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob, opens=TODAY + timedelta(days=1), today=TODAY)
    let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    other = make_plan("Another", by=bob)
    assert edit_round(round=round, by=bob, today=TODAY, title="New").confirmed_at == NOW
    assert edit_round(round=round, by=bob, today=TODAY, plans=[other]).confirmed_at is None
    assert open_due(**TOMORROW) == 0


def test_a_round_that_cannot_go_out_holds_up_no_other(plan, bob, alice):
    empty = make_plan("Empty", by=bob)
    act(plan, "One", ("operational", alice.actor))
    for each in (empty, plan):
        round = make_round(each, by=bob, opens=TODAY + timedelta(days=1), today=TODAY)
        let_go_out(round=round, by=bob, today=TODAY, at=NOW)
    assert open_due(**TOMORROW) == 1
    assert set(Round.objects.values_list("state", flat=True)) == {"planned", "open"}


def test_the_first_news_since_it_opened_is_the_answer_whoever_gives_it(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    nobodys = act(plan, "Two")
    say(action, alice, "Before it was asked.", at=NOW - timedelta(hours=1))
    round = go(make_round(plan, by=bob), bob)
    request = round.requests.get(action=action)
    assert request.answer is None
    first = say(action, bob, "She told me.", for_actor=alice.actor, at=LATER)
    say(action, alice, "And more.", at=LATER + timedelta(hours=1))
    say(nobodys, bob, "Found out.", at=LATER)
    request.refresh_from_db()
    assert request.answer == first
    board = board_of(round, bob, TODAY, runs=True)
    assert (board.asked, board.answered, board.outstanding, board.nobody) == (2, 2, 0, 0)


def test_no_change_answers_and_is_counted_apart(plan, bob, alice):
    one, _ = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = go(make_round(plan, by=bob), bob)
    say(one, alice, "", no_change=True, at=LATER)
    board = board_of(round, bob, TODAY, runs=True)
    assert (board.answered, board.no_change, board.outstanding, board.percent) == (1, 1, 1, 50)


def test_what_is_said_after_closing_does_not_count(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    close_round(round=round, by=bob, at=LATER)
    say(action, alice, at=LATER + timedelta(hours=1))
    assert round.requests.get().answer is None


def test_opening_an_action_is_noted_for_those_asked_and_their_delegate_only(plan, bob, alice, erin):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    for stranger in (bob, erin):
        opened(user=stranger, action=action, at=LATER)
    assert round.requests.get().opened_at is None
    Delegation.objects.create(principal=alice.actor, deputy=erin.actor)
    erin = type(erin).objects.get(pk=erin.pk)  # what somebody stands for is kept with the account at hand
    opened(user=erin, action=action, at=LATER)
    opened(user=alice, action=action, at=LATER + timedelta(hours=1))
    assert round.requests.get().opened_at == LATER
    assert board_of(round, bob, TODAY, runs=True).lines[0].stand == Stand.OPENED


def test_whoever_reports_by_now_can_be_asked_anew(plan, bob, alice, erin):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    nobodys = act(plan, "Three")
    round = go(make_round(plan, by=bob), bob)
    say(two, alice, at=LATER)
    for action in (one, two, nobodys):
        edit_action(action=action, by=bob, today=TODAY, leads=[("operational", erin.actor, "Erin East")])
    board = board_of(round, bob, TODAY, runs=True)
    anew = changed_hands(round, board.lines, TODAY)
    assert anew == {one.pk: erin.actor, nobodys.pk: erin.actor}, "what is answered stays answered"
    asked = ask_anew(round=round, actions=[one, two, nobodys], by=bob, today=TODAY, at=LATER)
    assert {request.action for request in asked} == {one, nobodys}
    letters = Message.objects.filter(person=erin.actor)
    assert letters.count() == 1, "one e-mail with both"
    with pytest.raises(ValidationError, match="Nobody new"):
        ask_anew(round=round, actions=[one], by=bob, today=TODAY, at=LATER)
    assert round.requests.get(action=one).opened_at is None


def test_what_was_left_out_or_added_since_can_still_be_asked_for(plan, bob, alice):
    one, two = (act(plan, text, ("operational", alice.actor)) for text in ("One", "Two"))
    round = make_round(plan, by=bob)
    choose(round=round, action=one, by=bob, left_out=True)
    go(round, bob)
    added = act(plan, "Three", ("operational", alice.actor))
    assert {each.action for each in not_asked_for(round, bob, TODAY)} == {one, added}
    ask_anew(round=round, actions=[one, added], by=bob, today=TODAY, at=LATER)
    assert not_asked_for(round, bob, TODAY) == []
    assert Message.objects.count() == 2
    say(two, alice, at=LATER)
    with pytest.raises(ValidationError):
        ask_anew(round=round, actions=[two], by=bob, today=TODAY, at=LATER)


def test_nobody_is_reminded_twice_a_day_unless_somebody_means_it(plan, bob, alice, erin):
    one = act(plan, "One", ("operational", alice.actor))
    act(plan, "Two", ("operational", erin.actor))
    round = go(make_round(plan, by=bob), bob)
    with pytest.raises(ValidationError, match="today already"):
        nudge(round=round, by=bob, today=TODAY, at=LATER)
    assert nudge(round=round, by=bob, **TOMORROW) == [alice.actor, erin.actor]
    with pytest.raises(ValidationError, match="today already"):
        nudge(round=round, by=bob, person=alice.actor, **TOMORROW)
    assert Message.objects.filter(kind="nudge").count() == 2
    soon = {"today": TOMORROW["today"], "at": TOMORROW["at"] + timedelta(seconds=20)}
    with pytest.raises(ValidationError):
        nudge(round=round, by=bob, person=alice.actor, again=True, **soon)
    hour = {"today": TOMORROW["today"], "at": TOMORROW["at"] + timedelta(hours=1)}
    assert nudge(round=round, by=bob, person=alice.actor, again=True, **hour) == [alice.actor]
    say(one, alice, at=TOMORROW["at"] + timedelta(hours=2))
    day = {"today": TODAY + timedelta(days=2), "at": NOW + timedelta(days=2)}
    assert nudge(round=round, by=bob, **day) == [erin.actor]
    with pytest.raises(ValidationError, match="Nothing is outstanding"):
        nudge(round=round, by=bob, person=alice.actor, **day)


def test_who_cannot_be_mailed_is_not_counted_as_reminded(plan, bob, alice):
    silent = make_actor("No Address")
    act(plan, "One", ("operational", silent))
    round = go(make_round(plan, by=bob), bob)
    with pytest.raises(ValidationError, match="No mail reaches them"):
        nudge(round=round, by=bob, **TOMORROW)
    assert round.requests.get().nudged_at is None


def test_a_round_closes_the_day_after_its_last(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob, closes=TODAY + timedelta(days=1)), bob)
    assert close_due(**TOMORROW) == 0
    after = TODAY + timedelta(days=2)
    assert close_due(after, NOW + timedelta(days=2)) == 1
    assert close_due(after, NOW + timedelta(days=2)) == 0
    round.refresh_from_db()
    assert round.state == "closed"


@pytest.mark.parametrize("state", ["open", "closed"])
def test_what_has_begun_cannot_be_cancelled_or_changed_back(plan, bob, alice, state):
    action = act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    if state == "closed":
        close_round(round=round, by=bob, at=LATER)
    for refused in (
        lambda: cancel_round(round=round, by=bob),
        lambda: choose(round=round, action=action, by=bob, left_out=True),
        lambda: let_go_out(round=round, by=bob, today=TODAY, at=LATER),
        lambda: edit_round(round=round, by=bob, today=TODAY, opens=TODAY),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert round.requests.filter(left_out=False).count() == 1


def test_an_open_round_may_be_given_more_time_and_a_closed_one_nothing(plan, bob, alice):
    act(plan, "One", ("operational", alice.actor))
    round = go(make_round(plan, by=bob), bob)
    more = TODAY + timedelta(days=20)
    assert edit_round(round=round, by=bob, today=TODAY, closes=more).closes == more
    close_round(round=round, by=bob, at=LATER)
    for refused in (
        lambda: edit_round(round=round, by=bob, today=TODAY, title="X"),
        lambda: nudge(round=round, by=bob, **TOMORROW),
        lambda: ask_anew(round=round, actions=plan.actions.all(), by=bob, today=TODAY, at=LATER),
        lambda: go(round, bob),
    ):
        with pytest.raises(ValidationError):
            refused()


def test_a_planned_round_is_cancelled_without_a_trace(plan, bob, alice):
    action = act(plan, "One", ("operational", alice.actor))
    round = make_round(plan, by=bob)
    choose(round=round, action=action, by=bob, left_out=True)
    with pytest.raises(ValidationError, match="cancel the request"):
        close_round(round=round, by=bob, at=NOW)
    cancel_round(round=round, by=bob)
    assert not Round.objects.exists()
    assert not Request.objects.exists()


@pytest.fixture
def directorates(plan, alice, erin, bob):
    """Alice holds a post in Resources, Erin is in a team of Community; each directorate has its director."""
    resources, community = make_actor("Resources", "team"), make_actor("Community", "team")
    head = make_actor("Head of HR", "post", part_of=resources)
    leisure = make_actor("Leisure team", "team", part_of=community)
    Membership.objects.create(of=head, member=alice.actor)
    Membership.objects.create(of=leisure, member=erin.actor)
    director = make_user("Dora Dean")
    post = make_actor("Director of Resources", "post")
    Membership.objects.create(of=post, member=director.actor)
    Membership.objects.create(of=resources, member=post)
    one = act(plan, "One", ("operational", alice.actor), ("strategic", director.actor))
    two = act(plan, "Two", ("operational", erin.actor))
    three = act(plan, "Three", ("operational", bob.actor))
    return {"director": director, "actions": (one, two, three)}


def test_the_board_counts_by_person_and_by_directorate(plan, bob, alice, directorates):
    round = go(make_round(plan, by=bob), bob)
    say(directorates["actions"][0], alice, at=LATER)
    board = board_of(round, bob, TODAY, runs=True)
    assert [(group.who.name, group.answered) for group in board.people] == [
        ("Alice Ames", 1),
        ("Bob Brook", 0),
        ("Erin East", 0),
    ]
    assert [
        (group.who.name if group.who else None, group.asked, group.answered) for group in board.directorates
    ] == [
        ("Community", 1, 0),
        ("Resources", 1, 1),
        (None, 1, 0),
    ]


def test_a_director_sees_their_directorate_and_a_lead_their_own(plan, bob, alice, dan, directorates):
    director = directorates["director"]
    round = make_round(plan, by=bob)
    assert not permissions.visible_rounds(director, TODAY).exists(), "nothing is known before it begins"
    go(round, bob)
    assert list(permissions.visible_rounds(director, TODAY)) == [round]
    assert [line.request.action.text for line in board_of(round, director, TODAY, False).lines] == ["One"]
    assert [line.request.asked for line in board_of(round, alice, TODAY, False).lines] == [alice.actor]
    assert not permissions.visible_rounds(dan, TODAY).exists()
    assert not permissions.may_run_round(director, round, TODAY)


def test_a_round_is_run_by_editors_of_all_its_plans_only(plan, bob):
    other = make_plan("Another", by=bob)
    half = make_user("Harry Half", "editor", plan=plan)
    one, both = make_round(plan, by=bob), make_round(plan, other, by=bob)
    assert list(permissions.visible_rounds(half, TODAY)) == [one]
    assert permissions.may_run_round(half, one, TODAY)
    assert not permissions.may_run_round(half, both, TODAY)
    assert permissions.may_run_round(bob, both, TODAY)


@pytest.mark.once
def test_the_queries_of_a_board_do_not_grow_with_its_rows(plan, bob):
    def fill(count):
        for number in range(count):
            user = make_user(f"P{plan.actions.count()} Lead", email=f"p{plan.actions.count()}@example.org")
            action = act(plan, f"Action {number}", ("operational", user.actor))
            if number % 2:
                say(action, user, at=NOW - timedelta(days=1))

    def queries(round):
        user = type(bob).objects.get(pk=bob.pk)
        with CaptureQueriesContext(connection) as found:
            board = board_of(round, user, TODAY, runs=True)
            changed_hands(round, board.lines, TODAY)
            not_asked_for(round, user, TODAY)
            by_person(askings_of(round, user, TODAY), TODAY)
        return len(found)

    fill(5)
    few = queries(go(make_round(plan, by=bob), bob))
    fill(45)
    many = go(make_round(plan, by=bob), bob)
    assert board_of(many, bob, TODAY, runs=True).asked == 50
    assert queries(many) == few


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
