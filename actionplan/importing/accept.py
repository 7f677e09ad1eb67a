"""A reviewed proposal becomes a plan, in one transaction: new actors first, then everything they lead."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplan.changes.adoption import adopt
from actionplan.changes.plans import create_plan, edit_plan
from actionplan.importing.actors import Known, is_councillor
from actionplan.models import Import, Plan
from people.changes import keep_actor
from people.keys import key_of
from people.models import Actor


def known_actors():
    """Everybody the council has, as the reader of names wants them."""
    actors = Actor.objects.current().prefetch_related("aliases")
    return tuple(
        Known(actor.name, actor.kind, tuple(alias.words for alias in actor.aliases.all()), actor.pk)
        for actor in actors
    )


@transaction.atomic
def accept(proposal, *, by, at=None, title=None, source_import=None, live=True, **words):
    """Make the plan a proposal describes. `words` are further fields of the plan (committee, scale, slug …).

    Returns the plan. Raises ValidationError with one sentence, and makes nothing, where it is not possible.
    """
    _refuse_accepted(source_import)
    if not proposal.actions:
        raise ValidationError("There is no action left to accept: every row was skipped.")
    plan = create_plan(title=title or proposal.title, stands_on=proposal.as_of, by=by, at=at, **words)
    actors = make_actors(proposal.actors)
    adopt(plan=plan, challenges=proposal.challenges, actors=actors, by=by, at=at, source_import=source_import)
    if live:
        edit_plan(plan=plan, by=by, at=at, state=Plan.State.LIVE)
    return plan


def _refuse_accepted(source_import):
    """The same upload is accepted once, whoever presses the button twice."""
    if source_import is None:
        return
    present = Import.objects.select_for_update().get(pk=source_import.pk)
    if present.state != Import.State.REVIEW:
        raise ValidationError(f"{present.name} is {present.get_state_display()} already.")


def make_actors(proposed):
    """Find the actors that are known, make those that are not, and give all by name."""
    known = Actor.objects.in_bulk([each.id for each in proposed if each.id])
    return {each.name: known.get(each.id) or _named(each) for each in proposed}


def _named(proposed):
    """Somebody of exactly this name may have come since the document was read."""
    same = Actor.objects.current().filter(key=key_of(proposed.name), kind=proposed.kind).first()
    return same or keep_actor(
        actor=Actor(name=proposed.name, kind=proposed.kind, councillor=is_councillor(proposed.name))
    )
