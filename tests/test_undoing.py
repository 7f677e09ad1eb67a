"""Undoing an import: exactly what it made goes, unless somebody has worked on it since."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionplan import imports
from actionplan.changes import (
    add_action,
    edit_action,
    edit_heading,
    edit_plan,
    move_deadline,
    record_update,
    undo_import,
)
from actionplan.changes.grants import give_grant
from actionplan.changes.undoing import undoing_of
from actionplan.models import GlossaryTerm, Import, Plan, SeeAlso, Sheet
from people.changes import keep_actor
from people.models import Actor
from reports import snapshots
from tests.cast import TODAY, make_action, make_actor, make_user, page_text
from tests.imported import ROWS, as_text, make_import

pytestmark = pytest.mark.django_db


def accepted(by, **given):
    return imports.accept_import(source_import=make_import(by, **given), by=by)


def everything():
    """How many rows each of our tables has, but for the imports themselves."""
    models = [
        model
        for name in ("people", "actionplan", "reports")
        for model in apps.get_app_config(name).get_models()
    ]
    return {model.__name__: model._base_manager.count() for model in models if model is not Import}


def action(reference="1.1"):
    return Plan.objects.get(title="Staff plan").actions.get(reference=reference)


def test_everything_that_the_import_made_goes_and_nothing_else(bob):
    make_action(by=bob, leads=[("operational", make_actor("Digital team", "team"))])
    make_import(bob)
    before = everything()
    source = accepted(bob)
    assert everything()["Action"] == before["Action"] + 6
    undone = undo_import(source_import=source, by=bob)
    assert everything() == before
    assert (undone.state, undone.plan) == (Import.State.UNDONE, None)
    assert undone.readings["undone"]["by"] == "Bob Brook"


def test_an_undone_import_is_reviewed_and_accepted_again_with_its_decisions(bob):
    source = make_import(bob)
    source, _ = imports.decide(
        source_import=source,
        decisions=[{"decide": "text", "row": "1.2", "field": "action", "new": "Say who leads what"}],
        by=bob,
    )
    source = imports.accept_import(source_import=source, by=bob)
    source = imports.review_again(source_import=undo_import(source_import=source, by=bob))
    assert source.state == Import.State.REVIEW
    plan = imports.accept_import(source_import=source, by=bob).plan
    assert plan.slug == "staff-plan"
    assert plan.actions.get(reference="1.1").text == "Say who leads what"


def test_making_the_draft_live_is_not_work(bob):
    source = imports.accept_import(source_import=make_import(bob), by=bob, live=False)
    edit_plan(plan=source.plan, by=bob, state="live")
    undo_import(source_import=source, by=bob)
    assert not Plan.objects.exists()


def brought_back(plan, by):
    Sheet.objects.create(plan=plan, name="staff.xlsx", file=b"", sha256="", by=by, at="2026-11-20T10:00Z")


WORK = {
    "update by a person": lambda plan, by: record_update(action=action(), by=by, words="Well under way."),
    "edit": lambda plan, by: edit_action(action=action(), by=by, today=TODAY, text="Say who leads what"),
    "deadline change": lambda plan, by: move_deadline(
        deadline=action().deadlines.get(), words="June 2028", reason="Staff left.", by=by, today=TODAY
    ),
    "copy kept for a report": lambda plan, by: snapshots.take(plan, as_of=TODAY, at="2026-11-20T10:00Z"),
    "right given over the plan": lambda plan, by: give_grant(user=by, role="reader", plan=plan),
    "edited sheet": brought_back,
    "plan carried forward from it": lambda plan, by: Plan.objects.create(
        title="Next", slug="next", scale=plan.scale, stands_on=TODAY, carried_from=plan
    ),
    "reference from another plan": lambda plan, by: SeeAlso.objects.create(
        action=make_action(by=by), other=action(), words="see there"
    ),
}


@pytest.mark.parametrize("said", WORK)
def test_work_done_since_is_named_and_nothing_is_undone(bob, said):
    source = accepted(bob)
    WORK[said](source.plan, bob)
    before = everything()
    with pytest.raises(ValidationError, match=f"1 {said}"):
        undo_import(source_import=source, by=bob)
    assert everything() == before
    source.refresh_from_db()
    assert source.state == Import.State.ACCEPTED
    assert source.readings["made"]["actions"] == 6


@pytest.mark.parametrize(
    "work",
    [
        lambda plan, by: edit_heading(heading=plan.headings.first(), name="Leading", by=by),
        lambda plan, by: edit_plan(plan=plan, by=by, title="Another title"),
        lambda plan, by: add_action(challenge=plan.challenges.first(), text="One more", by=by, today=TODAY),
        lambda plan, by: edit_plan(plan=plan, by=by, state="closed"),
    ],
)
def test_any_edit_of_the_plan_is_work(bob, work):
    source = accepted(bob)
    work(source.plan, bob)
    with pytest.raises(ValidationError, match="1 edit"):
        undo_import(source_import=source, by=bob)


def test_work_says_how_often_and_on_which_actions(bob):
    source = accepted(bob)
    for reference in ("1.1", "1.2"):
        record_update(action=action(reference), by=bob, words="Begun.", given_on=date(2026, 11, 1))
    (work,) = undoing_of(source).work
    assert str(work) == "2 updates by people"
    assert work.actions == {action("1.1").pk, action("1.2").pk}


def test_an_actor_that_another_plan_names_stays(bob):
    first = accepted(bob)
    accepted(bob, name="second.txt", data=as_text(ROWS[:1], title="Another plan").encode())
    undoing = undoing_of(first)
    assert {actor.name for actor in undoing.staying} == {"Cllr Jackson", "HOPOS", "Digital team"}
    assert "Anne Field" in {actor.name for actor in undoing.actors}
    undo_import(source_import=first, by=bob)
    assert Actor.objects.filter(name="Cllr Jackson").exists()
    assert not Actor.objects.filter(name="Anne Field").exists()


@pytest.mark.parametrize(
    "change", [{"email": "anne@example.org"}, {"name": "Ann Field"}, {"aliases": ["A. Field"]}]
)
def test_an_actor_that_somebody_has_changed_since_stays(bob, change):
    source = accepted(bob)
    anne = Actor.objects.get(name="Anne Field")
    aliases = change.pop("aliases", ())
    for field, value in change.items():
        setattr(anne, field, value)
    keep_actor(actor=anne, aliases=aliases)
    undo_import(source_import=source, by=bob)
    assert Actor.objects.filter(pk=anne.pk).exists()
    assert not Actor.objects.filter(name="HOPOS").exists()


def test_an_actor_that_was_there_before_stays(bob):
    make_actor("HOPOS", "post")
    undo_import(source_import=accepted(bob), by=bob)
    assert Actor.objects.filter(name="HOPOS").exists()


def test_initials_that_another_document_uses_or_somebody_explained_stay(bob):
    GlossaryTerm.objects.create(initials="CMT", meaning="")
    first = accepted(bob)
    assert set(GlossaryTerm.objects.values_list("initials", flat=True)) == {"CMT", "HOPOS"}
    accepted(bob, name="second.txt", data=as_text(ROWS[:1], title="Another plan").encode())
    undo_import(source_import=first, by=bob)
    assert set(GlossaryTerm.objects.values_list("initials", flat=True)) == {"CMT", "HOPOS"}
    undo_import(source_import=Import.objects.get(name="second.txt"), by=bob)
    third = accepted(bob)
    GlossaryTerm.objects.filter(initials="HOPOS").update(meaning="Head of People")
    undo_import(source_import=third, by=bob)
    assert GlossaryTerm.objects.filter(initials="HOPOS").exists()


def test_only_an_accepted_import_can_be_undone_and_only_once(bob):
    waiting = make_import(bob)
    with pytest.raises(ValidationError, match="being reviewed, so there is nothing to undo"):
        undo_import(source_import=waiting, by=bob)
    source = accepted(bob)
    undo_import(source_import=source, by=bob)
    with pytest.raises(ValidationError, match="undone, so there is nothing to undo"):
        undo_import(source_import=source, by=bob)
    with pytest.raises(ValidationError, match="being reviewed"):
        imports.review_again(source_import=waiting)


# The pages.


def test_the_page_names_what_will_go_and_undoes_it(client, bob):
    source = accepted(bob)
    client.force_login(bob)
    address = reverse("import_take_back", args=[source.pk])
    assert f'href="{address}"' in client.get(source.get_absolute_url()).content.decode()
    page = page_text(client.get(address))
    assert "the plan Staff plan , with 2 headings, 3 challenges and 6 actions" in page
    assert "Anne Field" in page
    assert Plan.objects.exists()
    told = page_text(client.post(address, follow=True))
    assert "The import is undone: Staff plan is gone again." in told
    assert "Bob Brook took back what it had made" in told
    assert not Plan.objects.exists()
    assert client.get(address).headers["Location"] == source.get_absolute_url()
    again = client.post(reverse("import_again", args=[source.pk]), follow=True)
    assert "Review: staff plan.txt" in page_text(again)


def test_the_page_says_what_was_done_since_with_links_and_offers_no_button(client, bob):
    source = accepted(bob)
    record_update(action=action("1.2"), by=bob, words="Well under way.")
    client.force_login(bob)
    address = reverse("import_take_back", args=[source.pk])
    answer = client.get(address)
    assert "1 update by a person: 1.2" in page_text(answer)
    assert f'href="{action("1.2").get_absolute_url()}"' in answer.content.decode()
    assert '<button class="btn btn-danger"' not in answer.content.decode()
    refused = client.post(address)
    assert refused.status_code == 422
    assert "(1 update by a person), so nothing was undone" in page_text(refused)
    assert Plan.objects.exists()


def test_what_is_exempt_is_counted_and_not_named_to_those_who_may_not_see_it(client, bob):
    source = accepted(bob)
    edit_action(
        action=action(), by=bob, today=TODAY, exempt="all", paragraph="1", public_interest="It names staff."
    )
    client.force_login(bob)
    page = page_text(client.get(reverse("import_take_back", args=[source.pk])))
    assert "1 edit" in page
    assert "1.1" not in page


def test_undoing_is_for_those_who_edit_the_plan(client, bob, dan):
    source = accepted(bob)
    address = reverse("import_take_back", args=[source.pk])
    client.force_login(dan)
    assert client.post(address).status_code == 404
    assert client.post(reverse("import_again", args=[source.pk])).status_code == 404
    once = make_user("Gwen Gray", "editor", committee=make_actor("Housing", "committee"))
    Import.objects.update(by=once)
    client.force_login(once)
    assert "Undo this import" not in client.get(source.get_absolute_url()).content.decode()
    assert client.post(address).status_code == 404
    assert Plan.objects.exists()


def test_the_plans_page_leads_its_editors_to_the_import(client, bob, erin):
    source = imports.accept_import(source_import=make_import(bob), by=bob, live=False)
    client.force_login(bob)
    page = client.get(source.plan.get_absolute_url()).content.decode()
    assert f'href="{source.get_absolute_url()}"' in page
    assert f'href="{reverse("import_take_back", args=[source.pk])}"' in page
    edit_plan(plan=source.plan, by=bob, state="live")
    client.force_login(erin)
    page = client.get(source.plan.get_absolute_url()).content.decode()
    assert source.get_absolute_url() not in page
