"""The order of a plan: headings, challenges and actions are moved, and what is empty is taken out; numbers stay."""

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import (
    add_challenge,
    add_heading,
    change_state,
    delete_challenge,
    delete_heading,
    edit_action,
    move_action,
    move_challenge,
    move_heading,
)
from actionplan.models import Action, Challenge, Heading, Revision, SeeAlso
from tests.cast import TODAY, make_action, make_challenge, make_plan

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def outline(*headings):
    """A plan with one challenge after another under these headings: outline("A", "B", "A")."""
    plan = make_plan()
    for number, heading in enumerate(headings, 1):
        make_challenge(plan, f"Challenge {number}", heading)
    return plan


def numbers(plan):
    return list(plan.challenges.values_list("number", flat=True))


def names(plan):
    return list(plan.headings.values_list("name", flat=True))


def references(challenge):
    return list(challenge.actions.values_list("reference", flat=True))


def moved(plan, subject="challenge"):
    return Revision.objects.filter(plan=plan, subject=subject, number__gt=1)


# Challenges


@pytest.mark.parametrize(
    ("move", "before", "order"),
    [(3, 1, [3, 1, 2, 4]), (1, 4, [2, 3, 1, 4]), (1, None, [2, 3, 4, 1]), (2, 2, [1, 2, 3, 4])],
)
def test_a_challenge_moves_in_the_printed_order_and_keeps_its_number(bob, move, before, order):
    plan = outline("A", "A", "A", "A")
    make_action(challenge=plan.challenges.get(number=move))
    before = plan.challenges.get(number=before) if before else None
    move_challenge(challenge=plan.challenges.get(number=move), before=before, by=bob)
    assert numbers(plan) == order
    assert plan.actions.get().reference == f"{move}.1"


def test_a_move_leaves_one_batch_of_revisions_of_what_it_passes_and_nothing_else(bob):
    plan = outline("A", "A", "A", "A")
    move_challenge(
        challenge=plan.challenges.get(number=3),
        before=plan.challenges.get(number=2),
        by=bob,
        reason="As printed",
    )
    kept = moved(plan)
    assert len({each.batch for each in kept}) == 1
    assert {(each.state["number"], each.by, each.reason) for each in kept} == {
        (2, bob, "As printed"),
        (3, bob, "As printed"),
    }
    assert {each.state["number"]: each.changed for each in kept} == {
        2: {"order": [1, 2]},
        3: {"order": [2, 1]},
    }


def test_places_that_were_the_same_are_told_apart_by_a_move(bob):
    plan = outline("A", "A", "A")
    plan.challenges.update(order=7)
    move_challenge(challenge=plan.challenges.get(number=3), before=plan.challenges.get(number=1), by=bob)
    assert numbers(plan) == [3, 1, 2]


def test_a_challenge_of_another_plan_is_no_place(bob):
    plan, other = outline("A", "A"), make_challenge(make_plan("Other"))
    with pytest.raises(ValidationError, match="same plan"):
        move_challenge(challenge=plan.challenges.first(), before=other, by=bob)
    assert numbers(plan) == [1, 2]


def test_an_empty_challenge_is_taken_out_and_its_number_is_not_given_again(bob):
    plan = outline("A", "A")
    gone = plan.challenges.get(number=2)
    pointing = make_action(challenge=plan.challenges.get(number=1))
    SeeAlso.objects.create(action=pointing, challenge=gone)
    delete_challenge(challenge=gone, by=bob)
    assert numbers(plan) == [1]
    assert add_challenge(heading=plan.headings.get(), title="Another", by=bob).number == 3
    kept = Revision.objects.get(subject="challenge", subject_id=gone.pk, number=2)
    assert (kept.by, kept.state["title"], kept.state["deleted"]) == (bob, "Challenge 2", True)
    unlinked = Revision.objects.get(subject="action", subject_id=pointing.pk, number=2)
    assert unlinked.batch == kept.batch
    assert unlinked.changed == {"see_also": [[{"challenge": gone.pk, "other": None}], []]}


def test_a_challenge_with_actions_stays_deleted_ones_too(bob):
    action = make_action()
    with pytest.raises(ValidationError, match="1 is not empty: move its actions"):
        delete_challenge(challenge=action.challenge, by=bob)
    Action.objects.update(deleted_at="2026-11-01T12:00Z")
    with pytest.raises(ValidationError, match="can still be restored"):
        delete_challenge(challenge=action.challenge, by=bob)
    assert Challenge.objects.exists()


# Headings


def test_a_heading_moves_with_its_challenges(bob):
    plan = outline("A", "A", "B", "C")
    move_heading(heading=plan.headings.get(name="A"), before=plan.headings.get(name="C"), by=bob)
    assert (names(plan), numbers(plan)) == (["B", "A", "C"], [3, 1, 2, 4])
    move_heading(heading=plan.headings.get(name="B"), by=bob)
    assert (names(plan), numbers(plan)) == (["A", "C", "B"], [1, 2, 4, 3])
    assert len({each.batch for each in moved(plan)}) == 2


def test_where_headings_alternate_their_challenges_stay(bob):
    plan = outline("A", "B", "A")
    move_heading(heading=plan.headings.get(name="A"), by=bob)
    assert (names(plan), numbers(plan)) == (["B", "A"], [1, 2, 3])


def test_a_heading_without_challenges_moves_alone(bob):
    plan = outline("A", "B")
    empty = add_heading(plan=plan, name="C", by=bob)
    move_heading(heading=empty, before=plan.headings.get(name="A"), by=bob)
    assert (names(plan), numbers(plan)) == (["C", "A", "B"], [1, 2])


def test_a_heading_is_taken_out_once_nothing_stands_under_it(bob):
    plan = outline("A")
    empty = add_heading(plan=plan, name="B", by=bob)
    delete_heading(heading=empty, by=bob)
    with pytest.raises(ValidationError, match="“A” is not empty"):
        delete_heading(heading=plan.headings.get(), by=bob)
    assert names(plan) == ["A"]
    assert Revision.objects.get(subject="heading", subject_id=empty.pk, number=2).state["name"] == "B"
    assert add_heading(plan=plan, name="B", by=bob).pk != empty.pk


# Actions


def three_actions(plan=None):
    challenge = make_challenge(plan, "One")
    return [make_action(text, challenge=challenge) for text in ("First", "Second", "Third")]


def test_an_action_moves_within_its_challenge(bob):
    first, second, third = three_actions()
    move_action(action=third, challenge=first.challenge, before=first, by=bob)
    assert references(first.challenge) == ["1.3", "1.1", "1.2"]
    move_action(action=third, challenge=first.challenge, by=bob, reason="Last")
    assert references(first.challenge) == ["1.1", "1.2", "1.3"]
    last = Revision.objects.filter(plan=first.plan, reason="Last")
    assert {each.subject_id for each in last} == {first.pk, second.pk, third.pk}
    assert len({each.batch for each in last}) == 1


def test_an_action_moves_under_another_challenge_and_keeps_its_reference(bob):
    plan = make_plan()
    first, second, _ = three_actions(plan)
    other = make_challenge(plan, "Telling people")
    fourth = make_action("Fourth", challenge=other)
    move_action(action=second, challenge=other, before=fourth, by=bob, reason="It belongs there")
    assert (references(first.challenge), references(other)) == (["1.1", "1.3"], ["1.2", "2.1"])
    assert plan.actions.with_words("telling second").get() == second
    kept = Revision.objects.get(subject="action", subject_id=second.pk, number=2)
    assert (kept.by, kept.reason) == (bob, "It belongs there")
    assert kept.changed["challenge_id"] == [first.challenge_id, other.pk]
    assert make_action("Fifth", challenge=first.challenge).reference == "1.4", "1.2 is not given again"
    assert list(plan.actions.in_printed_order().values_list("reference", flat=True)) == [
        "1.1",
        "1.3",
        "1.4",
        "1.2",
        "2.1",
    ]


def test_an_action_moves_to_the_end_of_an_empty_challenge(bob):
    plan = make_plan()
    first, *_ = three_actions(plan)
    empty = make_challenge(plan, "Empty")
    move_action(action=first, challenge=empty, by=bob)
    assert references(empty) == ["1.1"]


def test_a_place_elsewhere_is_refused_and_nothing_moves(bob):
    plan = make_plan()
    first, second, _ = three_actions(plan)
    other, foreign = make_challenge(plan, "Two"), make_challenge(make_plan("Other"))
    with pytest.raises(ValidationError, match="same plan"):
        move_action(action=first, challenge=foreign, by=bob)
    with pytest.raises(ValidationError):
        move_action(action=first, challenge=other, before=second, by=bob)
    assert references(second.challenge) == ["1.1", "1.2", "1.3"]


def test_a_move_makes_nobodys_edit_stale(bob):
    first, second, _ = three_actions()
    move_action(action=second, challenge=first.challenge, before=first, by=bob)
    after = edit_action(action=first, by=bob, today=TODAY, text="First of all", opened_at_revision=1)
    assert (after.text, after.order) == ("First of all", 1)


@pytest.mark.parametrize(
    "change", [move_heading, move_challenge, move_action, delete_heading, delete_challenge]
)
def test_nothing_moves_in_a_closed_plan(bob, change):
    plan = outline("A", "A")
    action = make_action(challenge=plan.challenges.get(number=1))
    add_heading(plan=plan, name="Empty", by=bob)
    change_state(plan=plan, state="closed", by=bob)
    given = {
        move_heading: {"heading": plan.headings.first()},
        move_challenge: {"challenge": plan.challenges.first()},
        move_action: {"action": action, "challenge": plan.challenges.last()},
        delete_heading: {"heading": plan.headings.get(name="Empty")},
        delete_challenge: {"challenge": plan.challenges.get(number=2)},
    }
    before = Revision.objects.count()
    with pytest.raises(ValidationError, match="closed"):
        change(by=bob, **given[change])
    assert (Revision.objects.count(), Heading.objects.count(), Challenge.objects.count()) == (before, 2, 2)
