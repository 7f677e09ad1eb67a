"""A reviewed proposal becomes a plan, in one transaction: new actors first, then everything they lead."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplan.changes.adoption import adopt
from actionplan.changes.plans import create_plan, edit_plan
from actionplan.changes.too_long import refuse_long_title, refuse_long_words
from actionplan.importing.actors import Known, is_councillor
from actionplan.models import GlossaryTerm, Import, Plan, Revision
from actionplan.reviewing.printed import Printed
from people.keys import key_of
from people.models import Actor


def known_actors():
    """Everybody the council has and had, as the reader of names wants them."""
    actors = Actor.objects.filter(merged_into=None).prefetch_related("aliases")
    return tuple(_known(actor) for actor in actors)


def _known(actor):
    aliases = tuple(alias.words for alias in actor.aliases.all())
    left = date_format(actor.left_on, "j F Y") if actor.left_on else ""
    return Known(actor.name, actor.kind, aliases, actor.pk, left)


@transaction.atomic
def accept(proposal, *, by, at=None, title=None, source_import=None, live=True, **words):
    """Make the plan a proposal describes. `words` are further fields of the plan (committee, scale, slug …).

    Returns the plan. Raises ValidationError with one sentence, and makes nothing, where it is not possible.
    """
    _refuse_accepted(source_import)
    title = title or proposal.title
    if not proposal.actions:
        raise ValidationError(_("There is no action left to accept: every row was skipped."))
    refuse_long_title(title)
    refuse_long_words(proposal.challenges)  # before anybody is made whose name would not fit
    plan = create_plan(title=title, stands_on=proposal.as_of, by=by, at=at, **words)
    actors = make_actors(proposal.actors)
    adopt(
        plan=plan,
        challenges=proposal.challenges,
        actors=actors,
        by=by,
        at=at,
        source_import=source_import,
        printed=_printed_words(proposal),
    )
    keep_glossary(proposal.glossary)
    if live:
        plan = edit_plan(plan=plan, by=by, at=at, state=Plan.State.LIVE)
    if source_import:
        Revision.objects.filter(plan=plan).update(source_import=source_import)
    return plan


def known_glossary():
    """What initials stand for, as the reader wants it: {initials: meaning}."""
    return dict(GlossaryTerm.objects.exclude(meaning="").values_list("initials", "meaning"))


def keep_glossary(terms):
    """Keep the initials met in a document; a meaning that is known already stays as it is."""
    if not terms:
        return
    missing = dict(GlossaryTerm.objects.filter(meaning="").in_bulk(field_name="initials"))
    filled = [term for term in terms if term.meaning and term.initials in missing]
    for term in filled:
        missing[term.initials].meaning = term.meaning
    GlossaryTerm.objects.bulk_update([missing[term.initials] for term in filled], ["meaning"])
    GlossaryTerm.objects.bulk_create(
        [GlossaryTerm(initials=term.initials, meaning=term.meaning) for term in terms], ignore_conflicts=True
    )


def _refuse_accepted(source_import):
    """The same upload is accepted once, whoever presses the button twice."""
    if source_import is None:
        return
    present = Import.objects.select_for_update().only("name", "state").get(pk=source_import.pk)
    if present.state != Import.State.REVIEW:
        already = _("{name} is {state} already.")
        raise ValidationError(already.format(name=present.name, state=present.get_state_display()))


def _printed_words(proposal):
    """All that the rows of an action say in the document, by the first one's key, whatever was decided about them."""
    printed = Printed(proposal)
    return {
        action.rows[0]: [pair for row in action.rows if row in printed.rows for pair in printed.whole(row)]
        for action in proposal.actions
    }


def make_actors(proposed):
    """Find the actors that are known, make those that are not, and give all by name."""
    actors = found_actors(proposed)
    missing = [each for each in proposed if each.name not in actors]
    made = Actor.objects.bulk_create(_new_actor(each) for each in missing)
    return actors | {each.name: actor for each, actor in zip(missing, made, strict=True)}


def found_actors(proposed):
    """The actors there are already, by the name proposed: those known by id, and those of exactly that name and kind.

    Somebody of that name may have come since the document was read.
    """
    known = Actor.objects.in_bulk([each.id for each in proposed if each.id])
    keys = [key_of(each.name) for each in proposed]
    same = {(actor.key, actor.kind): actor for actor in Actor.objects.current().filter(key__in=keys)}
    found = {each.name: known.get(each.id) or same.get((key_of(each.name), each.kind)) for each in proposed}
    return {name: actor for name, actor in found.items() if actor}


def _new_actor(proposed):
    """Not saved yet, so that many are kept at once; the key is what `Actor.save` would have made."""
    name = proposed.name.strip()
    return Actor(name=name, kind=proposed.kind, councillor=is_councillor(name), key=key_of(name))
