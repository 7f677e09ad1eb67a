"""Adding and editing actions: references, revisions, and two people at one thing."""

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import Conflict, add_action, edit_action, edit_plan, record_update
from actionplan.models import Action, Revision
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def add(challenge, text="Do it", **words):
    return add_action(challenge=challenge, text=text, by=None, today=TODAY, **words)


def edit(action, **given):
    return edit_action(action=action, by=given.pop("by", None), today=TODAY, **given)


def revisions(action):
    return list(Revision.objects.filter(subject="action", subject_id=action.pk).order_by("number"))


def test_references_count_under_their_challenge():
    plan = make_plan()
    first, second = make_challenge(plan, "One"), make_challenge(plan, "Two")
    assert [add(first).reference, add(first).reference, add(second).reference] == ["1.1", "1.2", "2.1"]


def test_a_reference_is_never_used_again():
    challenge = make_challenge()
    add(challenge)
    Action.objects.filter(pk=add(challenge).pk).update(deleted_at="2026-11-01T12:00Z")
    assert add(challenge).reference == "1.3"


def test_exempt_actions_count_in_a_series_of_their_own_and_leave_no_gap():
    challenge = make_challenge()
    given = [add(challenge).reference, add(challenge, **EXEMPT).reference, add(challenge).reference]
    assert [*given, add(challenge, **EXEMPT).reference] == ["1.1", "E1", "1.2", "E2"]


def test_a_new_action_keeps_what_was_given(alice, bob):
    action = add_action(
        challenge=make_challenge(),
        text="  Publish who leads on what ",
        by=bob,
        today=TODAY,
        leads=[("operational", alice.actor, "Alice A.")],
        deadline_words=["June 26"],
    )
    lead, line, kept = action.leads.get(), action.deadlines.get(), revisions(action)[0]
    assert action.text == "Publish who leads on what"
    assert (lead.role, lead.actor, lead.words) == ("operational", alice.actor, "Alice A.")
    assert (line.words, str(line.due), line.original_words) == ("June 26", "2026-06-30", "June 26")
    assert (action.reporter, str(action.next_due)) == (alice.actor, "2026-06-30")
    assert (kept.by, kept.number, kept.state["leads"][0]["name"]) == (bob, 1, "Alice Ames")


def test_an_action_without_words_is_refused_and_nothing_is_made():
    with pytest.raises(ValidationError, match="Write what is to be done"):
        add(make_challenge(), text="  ")
    assert not Action.objects.exists()


def test_an_exempt_action_needs_its_paragraph_and_reason():
    with pytest.raises(ValidationError, match="Name the paragraph"):
        add(make_challenge(), exempt="all")
    action = make_action()
    with pytest.raises(ValidationError, match="Name the paragraph"):
        edit(action, exempt="news")
    action.refresh_from_db()
    assert action.exempt == "no"


def test_an_edit_leaves_one_revision_with_what_changed_and_the_whole_state(bob):
    action = make_action("Publish")
    edit(action, by=bob, text="Publish and print", reason="So it was agreed", success="People know")
    kept = revisions(action)[-1]
    assert (kept.number, kept.by, kept.reason) == (2, bob, "So it was agreed")
    assert kept.changed == {"text": ["Publish", "Publish and print"], "success": ["", "People know"]}
    assert kept.state["text"] == "Publish and print"
    assert kept.state["reference"] == action.reference


def test_an_edit_that_changes_nothing_leaves_nothing():
    action = make_action("Publish")
    edit(action, text="Publish", opened_at_revision=action.revision)
    assert len(revisions(action)) == 1


def test_two_people_change_different_fields_and_both_are_kept():
    action = make_action("Publish", success="Known")
    edit(action, text="Publish and print", success="Known", opened_at_revision=1)
    after = edit(action, text="Publish", success="Well known", opened_at_revision=1)
    assert (after.text, after.success) == ("Publish and print", "Well known")


def test_two_people_change_the_same_field_and_neither_is_lost():
    action = make_action("Publish")
    edit(action, text="Publish and print", opened_at_revision=1)
    with pytest.raises(Conflict) as refused:
        edit(action, text="Publish online", success="Known", opened_at_revision=1)
    assert refused.value.fields == {"text": ("Publish and print", "Publish online")}
    action.refresh_from_db()
    assert (action.text, action.success) == ("Publish and print", "")


def test_two_people_write_the_same_and_there_is_no_conflict():
    action = make_action("Publish")
    edit(action, text="Publish online", opened_at_revision=1)
    assert edit(action, text="Publish online", opened_at_revision=1).text == "Publish online"


def test_a_browsers_line_ends_are_no_change():
    action = make_action("Publish\nand print")
    edit(action, success="Known", opened_at_revision=1)
    after = edit(action, text="Publish\r\nand print", success="Known", opened_at_revision=2)
    assert after.text == "Publish\nand print"
    assert len(revisions(after)) == 2


def test_an_update_never_makes_somebodys_edit_stale(alice):
    action = make_action("Publish", leads=[("operational", alice.actor)])
    at_risk = action.plan.scale.step_for("at_risk")
    record_update(action=action, by=alice, step=at_risk, words="The intranet is late.")
    after = edit(action, text="Publish online", opened_at_revision=1)
    assert (after.text, after.step) == ("Publish online", at_risk)


def test_leads_conflict_as_a_whole_and_are_said_in_names(alice):
    action = make_action(leads=[("operational", alice.actor)])
    erin, hugo = make_actor("Erin East"), make_actor("Hugo Hill")
    edit(action, leads=[("operational", erin, "Erin East")], opened_at_revision=1)
    with pytest.raises(Conflict) as refused:
        edit(action, leads=[("strategic", hugo, "Hugo Hill")], opened_at_revision=1)
    assert refused.value.fields == {"leads": ("Erin East (operational lead)", "Hugo Hill (strategic lead)")}


def test_leads_that_were_not_touched_stay_as_somebody_else_made_them(alice):
    action = make_action(leads=[("operational", alice.actor)])
    same = [("operational", alice.actor, "Alice Ames")]
    erin = make_actor("Erin East")
    edit(action, leads=[*same, ("operational", erin, "Erin East")], opened_at_revision=1)
    edit(action, leads=same, text="Publish online", opened_at_revision=1)
    assert [lead.actor.name for lead in action.leads.all()] == ["Alice Ames", "Erin East"]


def test_one_actor_leads_once_in_a_role(alice):
    action = make_action()
    edit(action, leads=[("operational", alice.actor, "Alice"), ("operational", alice.actor, "A. Ames")])
    assert [lead.words for lead in action.leads.all()] == ["Alice"]


def test_a_revision_that_never_was_conflicts_rather_than_overwrites():
    action = make_action("Publish")
    with pytest.raises(Conflict):
        edit(action, text="Print", opened_at_revision=99)


def test_a_closed_plan_is_not_changed(bob):
    action = make_action()
    edit_plan(plan=action.plan, by=bob, state="closed")
    with pytest.raises(ValidationError, match="closed"):
        edit(action, text="Print")
    with pytest.raises(ValidationError, match="closed"):
        add(action.challenge)
