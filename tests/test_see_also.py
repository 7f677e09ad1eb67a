"""Where else to look: links are made and taken out, in one's own plan and in others."""

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import add_see_also, change_state, confirm_reading, edit_action, remove_see_also
from actionplan.changes.readings import doubt_of
from actionplan.models import Deadline, Revision
from tests.cast import TODAY, make_action, make_challenge, make_plan

pytestmark = pytest.mark.django_db


def latest(action):
    return Revision.objects.filter(subject="action", subject_id=action.pk).first()


def test_a_link_to_another_plan_is_made_once_and_taken_out(bob):
    action = make_action()
    other = make_action(challenge=make_challenge(make_plan("Other")))
    see = add_see_also(action=action, other=other, by=bob)
    assert add_see_also(action=action, other=other, by=bob) == see
    assert latest(action).changed == {"see_also": [[], [{"challenge": None, "other": other.pk}]]}
    assert (latest(action).by, latest(action).number) == (bob, 2)
    remove_see_also(see=see, by=bob)
    assert not action.see_also.exists()
    assert latest(action).number == 3


def test_a_link_to_itself_or_to_where_it_stands_is_refused(bob):
    action = make_action()
    for given in ({"other": action}, {"challenge": action.challenge}, {}):
        with pytest.raises(ValidationError):
            add_see_also(action=action, by=bob, **given)
    assert not action.see_also.exists()


def test_a_closed_plan_keeps_its_links(bob):
    action = make_action()
    see = add_see_also(action=action, challenge=make_challenge(action.plan, "Two"), by=bob)
    change_state(plan=action.plan, state="closed", by=bob)
    with pytest.raises(ValidationError, match="closed"):
        remove_see_also(see=see, by=bob)
    with pytest.raises(ValidationError, match="closed"):
        add_see_also(action=action, challenge=make_challenge(make_plan("New")), by=bob)
    assert action.see_also.count() == 1


# A reading that another reader could dispute


def test_a_doubtful_reading_is_confirmed_once_and_kept(bob, carol):
    action = make_action(deadline="2024-26")
    line = action.deadlines.get()
    assert doubt_of(line, action.plan).startswith("Years alone")
    confirm_reading(deadline=line, by=bob)
    assert confirm_reading(deadline=line, by=carol).confirmed_by == bob
    line = Deadline.objects.get()
    assert (line.confirmed_by, doubt_of(line, action.plan)) == (bob, "")
    assert (latest(action).by, latest(action).number) == (bob, 2)


def test_what_nobody_could_dispute_or_a_person_wrote_is_in_no_doubt(bob):
    clear = make_action(deadline="June 26")
    assert doubt_of(clear.deadlines.get(), clear.plan) == ""
    edit_action(action=clear, by=bob, today=TODAY, further_deadlines=["2024-26"])
    assert [doubt_of(line, clear.plan) for line in clear.deadlines.all()] == ["", ""]
    put_right = make_action(deadline="2024-26", challenge=clear.challenge).deadlines.get()
    Deadline.objects.filter(pk=put_right.pk).update(due="2026-03-31")
    put_right.refresh_from_db()
    assert doubt_of(put_right, clear.plan) == ""
