"""Leaves a revision for each thing that changes: what changed, and the whole state after."""

import uuid
from contextlib import contextmanager

from django.db.models import Max
from django.utils import timezone

from actionplan.models import Action, Revision

PLAN_FIELDS = (
    "title",
    "origin",
    "committee_id",
    "scale_id",
    "state",
    "stands_on",
    "year_starts",
    "quarters",
    "heading_word",
    "challenge_word",
    "action_word",
    "extensions_agreed_by",
    "reminders",
    "carried_from_id",
)
HEADING_FIELDS = ("name", "order")
CHALLENGE_FIELDS = ("number", "title", "heading_id", "order")
ACTION_FIELDS = (
    "reference",
    "text",
    "challenge_id",
    "order",
    "success",
    "notes",
    "pointer",
    "ending",
    "outcome",
    "exempt",
    "paragraph",
    "public_interest",
    "public_news",
    "reporter_id",
    "replaced_by_id",
    "carried_from_id",
    "split_from_id",
    "deleted_at",
)
DEADLINE_FIELDS = (
    "id",
    "what",
    "words",
    "kind",
    "first_day",
    "due",
    "precision",
    "original_words",
    "original_due",
    "met_on",
)
FIELDS = {"plan": PLAN_FIELDS, "heading": HEADING_FIELDS, "challenge": CHALLENGE_FIELDS}


def moment(at=None):
    """The moment a change is recorded: now, unless an older one is being written down."""
    return at or timezone.now()


def state_of(subject):
    """All of a plan, heading, challenge or action as plain values; an action with its leads and deadlines."""
    if isinstance(subject, Action):
        return action_state(subject, subject.leads.select_related("actor"), subject.deadlines.all())
    return {name: getattr(subject, name) for name in FIELDS[subject._meta.model_name]}


def action_state(action, leads, deadlines):
    state = {name: getattr(action, name) for name in ACTION_FIELDS}
    state["step"] = action.step.word
    state["leads"] = [
        {"role": lead.role, "actor_id": lead.actor_id, "name": lead.actor.name, "words": lead.words}
        for lead in leads
    ]
    state["deadlines"] = [{name: getattr(line, name) for name in DEADLINE_FIELDS} for line in deadlines]
    return state


def latest_revision(subject):
    return (
        Revision.objects.filter(subject=subject._meta.model_name, subject_id=subject.pk)
        .order_by("-number")
        .first()
    )


@contextmanager
def revision(subject, *, by, reason="", at=None, batch=None):
    """Within, change the subject; after, its revision is kept, unless nothing changed."""
    before = state_of(subject) if subject.pk else {}
    yield
    after = state_of(subject)
    changed = {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}
    if changed:
        keep_revision(subject, changed=changed, state=after, by=by, reason=reason, at=at, batch=batch)


def keep_revision(subject, *, changed, state, by, reason="", at=None, batch=None):
    kept = build_revision(
        subject,
        number=_number(subject) + 1,
        changed=changed,
        state=state,
        by=by,
        reason=reason,
        at=at,
        batch=batch,
    )
    kept.save()
    if isinstance(subject, Action):
        subject.revision = kept.number
        subject.save(update_fields=["revision"])
    return kept


def _number(subject):
    """How many revisions it has; an action keeps count itself."""
    if isinstance(subject, Action):
        return subject.revision
    known = Revision.objects.filter(subject=subject._meta.model_name, subject_id=subject.pk)
    return known.aggregate(number=Max("number"))["number"] or 0


def build_revision(
    subject, *, number, changed, state, by, reason="", at=None, batch=None, source_import=None
):
    """A revision that is not kept yet, for those who keep many at once."""
    return Revision(
        plan_id=subject.pk if subject._meta.model_name == "plan" else subject.plan_id,
        subject=subject._meta.model_name,
        subject_id=subject.pk,
        number=number,
        at=moment(at),
        by=by,
        reason=reason,
        batch=batch or uuid.uuid4(),
        source_import=source_import,
        changed=changed,
        state=state,
    )
