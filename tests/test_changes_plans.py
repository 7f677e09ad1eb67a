"""Making and changing plans, headings and challenges."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import (
    Conflict,
    add_challenge,
    add_heading,
    change_state,
    create_plan,
    edit_challenge,
    edit_heading,
    edit_plan,
)
from actionplan.changes.scales import preset_scale
from actionplan.models import Challenge, Plan, Revision
from tests.cast import make_action, make_challenge, make_plan

pytestmark = pytest.mark.django_db


def new_plan(title="Peer review plan"):
    return create_plan(title=title, stands_on=date(2026, 1, 9), by=None)


def test_a_new_plan_is_a_draft_with_a_scale_and_an_address():
    plan = new_plan()
    assert (plan.state, plan.slug) == ("draft", "peer-review-plan")
    assert plan.scale.step_for("complete").word == "Complete"
    assert new_plan().slug == "peer-review-plan-2"


@pytest.mark.parametrize(("title", "slug"), [("New", "new-2"), ("…", "plan"), ("Ça va", "ca-va")])
def test_every_plan_has_an_address_of_its_own(title, slug):
    assert new_plan(title).slug == slug


def test_a_plan_without_a_title_is_refused():
    with pytest.raises(ValidationError):
        new_plan("")
    assert not Plan.objects.exists()


def test_an_edit_keeps_what_was(bob):
    plan = edit_plan(plan=new_plan(), by=bob, title="HR plan", reason="Shorter")
    kept = Revision.objects.filter(subject="plan").first()
    assert (plan.title, plan.slug) == ("HR plan", "peer-review-plan")
    assert (kept.by, kept.changed) == (bob, {"title": ["Peer review plan", "HR plan"]})


def test_two_people_rename_a_plan():
    plan = new_plan()
    edit_plan(plan=plan, by=None, title="HR plan", opened_at_revision=1)
    with pytest.raises(Conflict) as refused:
        edit_plan(plan=plan, by=None, title="People plan", opened_at_revision=1)
    assert refused.value.fields == {"title": ("HR plan", "People plan")}
    after = edit_plan(
        plan=plan, by=None, title="Peer review plan", origin="A peer review", opened_at_revision=1
    )
    assert (after.title, after.origin) == ("HR plan", "A peer review")


def test_status_words_stay_once_there_are_actions():
    action = make_action()
    with pytest.raises(ValidationError, match="status words stay"):
        edit_plan(plan=action.plan, by=None, scale=preset_scale("Under control"))


@pytest.mark.parametrize(
    ("was", "becomes"), [("draft", "live"), ("live", "closed"), ("closed", "live"), ("live", "live")]
)
def test_a_plan_becomes(was, becomes):
    assert change_state(plan=make_plan(state=was), state=becomes, by=None).state == becomes


@pytest.mark.parametrize(
    ("was", "becomes"), [("live", "draft"), ("draft", "closed"), ("closed", "draft"), ("live", "x")]
)
def test_a_plan_does_not_become(was, becomes):
    plan = make_plan(state=was)
    with pytest.raises(ValidationError, match="cannot become"):
        change_state(plan=plan, state=becomes, by=None)
    plan.refresh_from_db()
    assert plan.state == was


def test_a_heading_is_there_once_whatever_its_case():
    plan = new_plan()
    first = add_heading(plan=plan, name="Leadership", by=None)
    assert add_heading(plan=plan, name=" leadership", by=None) == first
    second = add_heading(plan=plan, name="Delivery", by=None)
    with pytest.raises(ValidationError, match="is there already"):
        edit_heading(heading=second, name="LEADERSHIP", by=None)
    assert edit_heading(heading=second, name="Delivering", by=None).key == "delivering"


def test_two_people_rename_a_heading():
    heading = add_heading(plan=new_plan(), name="Leadership", by=None)
    edit_heading(heading=heading, name="Leading", by=None, opened_at_revision=1)
    with pytest.raises(Conflict):
        edit_heading(heading=heading, name="Leaders", by=None, opened_at_revision=1)


def test_challenges_are_numbered_through_the_plan():
    plan = new_plan()
    one, two = add_heading(plan=plan, name="One", by=None), add_heading(plan=plan, name="Two", by=None)
    made = [add_challenge(heading=each, title="T", by=None) for each in (one, two, one)]
    assert [(each.number, each.order) for each in made] == [(1, 0), (2, 1), (3, 2)]


@pytest.mark.parametrize("words", ["", "  "])
def test_a_challenge_without_a_title_is_refused_in_the_plans_words(words):
    plan = edit_plan(plan=new_plan(), by=None, challenge_word="Finding")
    heading = add_heading(plan=plan, name="One", by=None)
    with pytest.raises(ValidationError, match="Write the finding"):
        add_challenge(heading=heading, title=words, by=None)
    assert not Challenge.objects.exists()


def test_a_renamed_challenge_is_found_by_its_new_words():
    challenge = make_challenge(title="Bringing values to life")
    action = make_action(challenge=challenge)
    edit_challenge(challenge=challenge, title="Telling people", by=None)
    assert action.plan.actions.with_words("telling").exists()
    assert not action.plan.actions.with_words("values").exists()
    action.refresh_from_db()
    assert action.reference == "1.1"


def test_new_dates_are_agreed_by_a_committee_only_where_there_is_one():
    plan, theirs = new_plan(), make_plan(extensions_agreed_by="committee")
    for refused in (
        lambda: edit_plan(plan=plan, by=None, extensions_agreed_by="committee"),
        lambda: edit_plan(plan=theirs, by=None, committee=None),
        lambda: create_plan(title="A", stands_on=plan.stands_on, by=None, extensions_agreed_by="committee"),
    ):
        with pytest.raises(ValidationError, match="Choose the committee that agrees new dates"):
            refused()
    edit_plan(plan=theirs, by=None, title="Renamed")
    assert list(Plan.objects.values_list("extensions_agreed_by", flat=True).order_by("pk")) == [
        "editor",
        "committee",
    ]
