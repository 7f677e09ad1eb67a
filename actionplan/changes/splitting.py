"""Splitting an action in two: the first keeps its reference, the second takes the next."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches
from actionplan.changes.actions import add_action
from actionplan.changes.conflicts import same, state_at
from actionplan.changes.endings import copied, held
from actionplan.changes.leads import set_leads
from actionplan.changes.revisions import revision
from actionplan.changes.updates import record_update
from actionplan.models import Action, Deadline

STAYS, GOES, BOTH = "stays", "goes", "both"
EXEMPT = ("exempt", "paragraph", "public_interest", "public_news")
CHANGED = gettext_lazy(
    "Somebody changed the wording of {reference} while you were splitting it. "
    "It is shown as it is now: split it anew."
)


@transaction.atomic
def split_action(
    *,
    action,
    text,
    new_text,
    by,
    today,
    success=None,
    new_success="",
    leads=None,
    deadlines=None,
    opened_at_revision=None,
    at=None,
):
    """Split an action in two and give the new one. What is exempt of the first is exempt of both.

    `leads` maps a Lead and `deadlines` a Deadline to where it goes: STAYS, GOES or BOTH. A lead that is not named
    leads both, a deadline stays. News, evidence and history stay with the first.
    """
    action = held(action)
    _refuse_impossible(action, text, new_text, opened_at_revision)
    places = {each.pk: place for each, place in (leads or {}).items()}
    lines = [(lead, places.get(lead.pk, BOTH)) for lead in action.leads.select_related("actor")]
    batch = uuid.uuid4()
    new = add_action(
        challenge=action.challenge,
        text=new_text,
        success=new_success.strip(),
        split_from=action,
        by=by,
        today=today,
        leads=_leads(lines, (GOES, BOTH)),
        reason=_("Split from {reference}.").format(reference=action.reference),
        at=at,
        batch=batch,
        **{name: getattr(action, name) for name in EXEMPT},
    )
    with (
        revision(
            action,
            by=by,
            reason=_("Split in two: {reference} has the rest.").format(reference=new.reference),
            at=at,
            batch=batch,
        ),
        revision(new, by=by, at=at, batch=batch),
    ):
        _divide(action, new, {each.pk: place for each, place in (deadlines or {}).items()})
        _shorten(action, text, success, _leads(lines, (STAYS, BOTH)), today)
        _stand_beside(action, new, today)
    record_update(
        action=new,
        by=by,
        step=action.step,
        words=_("Split from {reference}.").format(reference=action.reference),
        at=at,
    )
    return Action.objects.select_related("plan", "step").get(pk=new.pk)


def _refuse_impossible(action, text, new_text, opened_at):
    if not text.strip():
        raise ValidationError({"text": _("Write what stays with the first.")})
    if not new_text.strip():
        raise ValidationError({"new_text": _("Write what the second is to do.")})
    if not action.is_open:
        raise ValidationError(
            _("{reference} is closed, so there is nothing to split.").format(reference=action.reference)
        )
    then = state_at(action, opened_at)
    if then is not None and not same(then.get("text"), action.text):
        raise ValidationError(CHANGED.format(reference=action.reference))


def _leads(lines, places):
    return [(lead.role, lead.actor, lead.words) for lead, place in lines if place in places]


def _divide(action, new, places):
    """A deadline that goes takes its changes along; one of both is copied."""
    copies = []
    for order, line in enumerate(action.deadlines.all()):
        place = places.get(line.pk, STAYS)
        if place == GOES:
            line.action, line.order = new, order
            line.save(update_fields=["action", "order"])
        elif place == BOTH:
            copies.append(copied(line, new, order))
    Deadline.objects.bulk_create(copies)


def _shorten(action, text, success, leads, today):
    action.text = text.strip()
    action.success = action.success if success is None else success.strip()
    action.save(update_fields=["text", "success"])
    set_leads(action, leads)
    caches.refresh(action, today)


def _stand_beside(action, new, today):
    """In the printed order the new one follows the first: of one order, the older stands before."""
    new.order = action.order
    new.save(update_fields=["order"])
    caches.refresh(new, today)
