"""Undoing an import: what it made goes again, unless somebody has worked on it since."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from actionplan.changes.locks import locked, locked_plan
from actionplan.changes.revisions import moment
from actionplan.models import (
    Action,
    Challenge,
    Deadline,
    GlossaryTerm,
    Heading,
    Import,
    Lead,
    Plan,
    Revision,
    SeeAlso,
    Update,
)
from people.models import Actor

# What stands against undoing, by table: one and several of it. Other tables go by the names they give themselves.
CALLED = {
    "action": ngettext_lazy(
        "{number} action elsewhere that replaces one of its",
        "{number} actions elsewhere that replace some of its",
        "number",
    ),
    "deadlinechange": ngettext_lazy("{number} deadline change", "{number} deadline changes", "number"),
    "grant": ngettext_lazy(
        "{number} right given over the plan", "{number} rights given over the plan", "number"
    ),
    "plan": ngettext_lazy(
        "{number} plan carried forward from it", "{number} plans carried forward from it", "number"
    ),
    "revision": ngettext_lazy("{number} edit", "{number} edits", "number"),
    "seealso": ngettext_lazy(
        "{number} reference from another plan", "{number} references from other plans", "number"
    ),
    "sheet": ngettext_lazy("{number} edited sheet", "{number} edited sheets", "number"),
    "snapshot": ngettext_lazy(
        "{number} copy kept for a report", "{number} copies kept for reports", "number"
    ),
    "update": ngettext_lazy("{number} update by a person", "{number} updates by people", "number"),
}
AS_IT_COMES = {
    "email": "",
    "user": None,
    "public_label": "",
    "part_of": None,
    "merged_into": None,
    "left_on": None,
}


@dataclass(frozen=True)
class Work:
    """Something done since: what and how often in words, and the ids of the actions it was done to."""

    words: str
    actions: frozenset = frozenset()

    def __str__(self):
        return self.words


@dataclass(frozen=True)
class Undoing:
    """What undoing an import takes away: its plan with so many of each, and actors. `work` is what stands against it.

    `staying` are actors that it made and that are used elsewhere or were changed since.
    """

    plan: Plan
    headings: int
    challenges: int
    actions: int
    updates: int
    actors: tuple
    staying: tuple
    initials: tuple
    work: tuple


@transaction.atomic
def undo_import(*, source_import, by, at=None):
    """Take away exactly what an import made, and give the import, which may then be reviewed again.

    Raises ValidationError with one sentence, and changes nothing, where somebody has worked on it since.
    """
    row = Import.objects.defer("file").select_for_update(of=("self",)).get(pk=source_import.pk)
    _refuse_without_plan(row)
    plan = locked_plan(row.plan)
    locked(plan.actions.all())  # nobody adds news of them meanwhile
    undoing = undoing_of(row)
    if undoing.work:
        said = ", ".join(map(str, undoing.work))
        raise ValidationError(
            _("Somebody has worked on {plan} since ({work}), so nothing was undone.").format(
                plan=plan.title, work=said
            )
        )
    _take_away(plan)
    _forget_initials(row)
    Actor.objects.filter(pk__in=[actor.pk for actor in undoing.actors]).delete()
    row.state, row.plan = Import.State.UNDONE, None
    row.readings = row.readings | {"undone": {"at": moment(at).isoformat(), "by": _signature(by)}}
    row.save(update_fields=["state", "plan", "readings"])
    return row


def undoing_of(source_import):
    """What undoing an accepted import would take away, and what stands against it."""
    plan = source_import.plan
    made = _made(plan, source_import)
    actors, staying = _actors(source_import, made)
    return Undoing(
        plan=plan,
        headings=plan.headings.count(),
        challenges=plan.challenges.count(),
        actions=plan.actions.count(),
        updates=Update.objects.filter(made[Update]).count(),
        actors=actors,
        staying=staying,
        initials=tuple(term.initials for term in _forgotten(source_import, "terms")),
        work=tuple(_work(made)),
    )


def _refuse_without_plan(source_import):
    if source_import.state != Import.State.ACCEPTED:
        said = source_import.get_state_display()
        raise ValidationError(
            _("{document} is {state}, so there is nothing to undo.").format(
                document=source_import.name, state=said
            )
        )
    if source_import.plan_id is None:
        raise ValidationError(
            _("The plan of {document} is gone already, so nothing was changed.").format(
                document=source_import.name
            )
        )


def _signature(by):
    return str(by) if by else _("the command line")


def _made(plan, source_import):
    """What the import made, as a condition on each table."""
    of_plan, of_action = Q(plan=plan), Q(action__plan=plan)
    return {
        Plan: Q(pk=plan.pk),
        Heading: of_plan,
        Challenge: of_plan,
        Action: of_plan,
        Lead: of_action,
        Deadline: of_action,
        Update: of_action & Q(source=Update.Source.IMPORT, by=None),
        SeeAlso: of_action,
        Revision: of_plan & Q(source_import=source_import),
        Import: Q(pk=source_import.pk),
    }


def _pointing_at(model):
    """Every relation that leads to a table, also from apps that this one does not know."""
    relations = model._meta.get_fields(include_hidden=True)
    return [each for each in relations if each.auto_created and not each.concrete]


def _work(made):
    """Everything that points at what was made and was not made with it, table by table."""
    found = {}
    for model, ours in made.items():
        if model is Import:
            continue
        for relation in _pointing_at(model):
            there = {f"{relation.field.name}__in": model._base_manager.filter(ours)}
            rows = relation.related_model._base_manager.filter(**there)
            rows = rows.exclude(made[relation.related_model]) if relation.related_model in made else rows
            found.setdefault(relation.related_model, {}).update({row.pk: row for row in _worked_on(rows)})
    for model, rows in found.items():
        if rows:
            yield Work(_called(model, len(rows)), frozenset(map(_action_of, rows.values())) - {None})


def _worked_on(rows):
    """Rows that are somebody's work: a revision that only keeps an update's status, or says live, is none by itself."""
    if rows.model is not Revision:
        return rows
    return [
        row for row in rows if set(row.changed) != {"step"} and row.changed != {"state": ["draft", "live"]}
    ]


def _called(model, count):
    names = model._meta
    if known := CALLED.get(names.model_name):
        return known.format(number=count)
    return f"{count} {names.verbose_name if count == 1 else names.verbose_name_plural}"


def _action_of(row):
    """The id of the action that something was done to, or None."""
    if isinstance(row, Revision):
        return row.subject_id if row.subject == "action" else None
    return row.deadline.action_id if hasattr(row, "deadline_id") else getattr(row, "action_id", None)


def _actors(source_import, made):
    """The actors that the import made, as those nobody uses or has changed since, and the others."""
    kept = {each["id"]: each for each in source_import.readings["made"]["actors"] if "id" in each}
    actors = list(Actor.objects.filter(pk__in=kept))
    idle = set(Actor.objects.filter(pk__in=kept, **AS_IT_COMES).values_list("pk", flat=True))
    idle -= _used_elsewhere(kept, made)
    idle -= {actor.pk for actor in actors if _plain(actor) != kept[actor.pk]}
    return (
        tuple(actor for actor in actors if actor.pk in idle),
        tuple(actor for actor in actors if actor.pk not in idle),
    )


def _plain(actor):
    return {"id": actor.pk, "name": actor.name, "kind": actor.kind}


def _used_elsewhere(ids, made):
    """Those of these actors that anything but the import's own plan points at."""
    used = set()
    for relation in _pointing_at(Actor):
        name = relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": list(ids)})
        rows = rows.exclude(made[relation.related_model]) if relation.related_model in made else rows
        used |= set(rows.values_list(name, flat=True))
    return used


def _forgotten(source_import, kind):
    """The glossary's terms (or the meanings only) that came with a document, that no other uses and nobody changed."""
    others = Import.objects.filter(state=Import.State.ACCEPTED).exclude(pk=source_import.pk)
    used = {each for met in others.values_list("readings__made__initials", flat=True) for each in met or ()}
    made = source_import.readings["made"].get(kind, {})
    there = GlossaryTerm.objects.filter(initials__in=set(made) - used)
    return [term for term in there if term.meaning == made[term.initials]]


def _forget_initials(source_import):
    terms, meanings = _forgotten(source_import, "terms"), _forgotten(source_import, "meanings")
    GlossaryTerm.objects.filter(pk__in=[term.pk for term in terms]).delete()
    GlossaryTerm.objects.filter(pk__in=[term.pk for term in meanings]).update(meaning="")


def _take_away(plan):
    """From what points to what is pointed at, because most of it protects what it points at."""
    of_plan, of_action = {"plan": plan}, {"action__plan": plan}
    Revision.objects.filter(**of_plan).delete()
    SeeAlso.objects.filter(**of_action).delete()
    plan.actions.update(latest_update=None, replaced_by=None)
    for model in (Update, Deadline, Lead):
        model.objects.filter(**of_action).delete()
    for model in (Action, Challenge, Heading):
        model.objects.filter(**of_plan).delete()
    plan.delete()
