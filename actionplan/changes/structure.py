"""The order of a plan: moving headings, challenges and actions, and taking out a heading or challenge that is empty.

Papers, minutes and mails name references. So a challenge keeps its number and an action its reference wherever they
stand, and a number or reference that was given once is never given again.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches
from actionplan.changes.closed import refuse_closed
from actionplan.changes.locks import locked, locked_action, locked_plan
from actionplan.changes.revisions import keep_revision, revision, state_of
from actionplan.changes.see_also import remove_see_also

ELSEWHERE = gettext_lazy("Choose a place in the same plan.")


@transaction.atomic
def move_heading(*, heading, by, before=None, reason="", at=None, batch=None):
    """Move a heading before another, or to the end.

    Its challenges go along where they stand together in the printed order; where headings alternate they stay.
    """
    plan = locked_plan(heading.plan)
    refuse_closed(plan)
    signed = {"by": by, "reason": reason, "at": at, "batch": batch or uuid.uuid4()}
    headings = locked(plan.headings.order_by("order", "id"))
    moved = _placed(headings, [heading], before)
    _put(moved, _slots(headings), **signed)
    _take_along(plan, heading, moved, **signed)


def _take_along(plan, heading, headings, **signed):
    challenges = locked(plan.challenges.order_by("order", "id"))
    places = [place for place, each in enumerate(challenges) if each.heading_id == heading.pk]
    if not places or places[-1] - places[0] >= len(places):
        return
    after = [each.pk for each in headings][[each.pk for each in headings].index(heading.pk) + 1 :]
    following = {each.heading_id: each for each in reversed(challenges)}
    before = next((following[pk] for pk in after if pk in following), None)
    moved = _placed(challenges, [challenges[place] for place in places], before)
    _put(moved, _slots(challenges), **signed)


@transaction.atomic
def move_challenge(*, challenge, by, before=None, reason="", at=None, batch=None):
    """Move a challenge before another in the printed order, or to the end; its number stays."""
    plan = locked_plan(challenge.plan)
    refuse_closed(plan)
    challenges = locked(plan.challenges.order_by("order", "id"))
    moved = _placed(challenges, [challenge], before)
    _put(moved, _slots(challenges), by=by, reason=reason, at=at, batch=batch or uuid.uuid4())


@transaction.atomic
def move_action(*, action, challenge, by, before=None, reason="", at=None, batch=None):
    """Move an action under a challenge of its plan, before another action there or to the end; its reference stays."""
    plan = locked_plan(action.plan)
    refuse_closed(plan)
    if challenge.plan_id != plan.pk:
        raise ValidationError({"challenge": ELSEWHERE})
    siblings = locked(challenge.actions.order_by("order", "id").select_related("step"))
    action = next((each for each in siblings if each.pk == action.pk), None) or locked_action(action)
    there = siblings if action in siblings else [*siblings, action]
    comes = action.challenge_id != challenge.pk
    slots = _slots(siblings) if action in siblings else _slots(siblings, more=1)
    signed = {"by": by, "reason": reason, "at": at, "batch": batch or uuid.uuid4()}
    _put(_placed(there, [action], before), slots, challenge=challenge, **signed)
    if comes:
        action.search_key = caches.search_key(action, action.leads.select_related("actor"))
        action.save(update_fields=["search_key"])
    return action


def _placed(rows, moved, before):
    """The rows in their new order: those moved before another one, or at the end."""
    ids = {each.pk for each in moved}
    moved = [each for each in rows if each.pk in ids]
    rest = [each for each in rows if each.pk not in ids]
    if before is None:
        return rest + moved
    if before.pk in ids:
        return rows
    place = next((place for place, each in enumerate(rest) if each.pk == before.pk), None)
    if place is None:
        raise ValidationError({"before": ELSEWHERE})
    return rest[:place] + moved + rest[place:]


def _slots(rows, more=0):
    """The places these rows take, made to rise, so that a move changes no row that it does not pass; and more after."""
    slots = []
    for row in rows:
        slots.append(row.order if not slots else max(row.order, slots[-1] + 1))
    for _more in range(more):
        slots.append(slots[-1] + 1 if slots else 0)
    return slots


def _put(rows, slots, *, challenge=None, **signed):
    """Give the rows these places (and their challenge), each that changes with a revision."""
    for row, slot in zip(rows, slots, strict=True):
        stays = challenge is None or row.challenge_id == challenge.pk
        if row.order == slot and stays:
            continue
        with revision(row, **signed):
            row.order = slot
            if not stays:
                row.challenge = challenge
            row.save(update_fields=["order"] if stays else ["order", "challenge"])


@transaction.atomic
def delete_heading(*, heading, by, reason="", at=None):
    """Take out a heading under which nothing stands; what it was called stays in the history."""
    plan = locked_plan(heading.plan)
    refuse_closed(plan)
    heading = plan.headings.get(pk=heading.pk)
    if heading.challenges.exists():
        raise ValidationError(
            _("“{name}” is not empty: move what stands under it first.").format(name=heading.name)
        )
    _take_out(heading, by=by, reason=reason, at=at)


@transaction.atomic
def delete_challenge(*, challenge, by, reason="", at=None):
    """Take out a challenge without actions; its number is not given again."""
    plan = locked_plan(challenge.plan)
    refuse_closed(plan)
    challenge = plan.challenges.select_for_update().get(pk=challenge.pk)
    if challenge.actions.present().exists():
        raise ValidationError(
            _("{number} is not empty: move its actions to another first.").format(number=challenge.number)
        )
    if challenge.actions.exists():
        raise ValidationError(
            _("{number} holds a deleted action, which can still be restored: it stays until then.").format(
                number=challenge.number
            )
        )
    signed = {"by": by, "reason": reason, "at": at, "batch": uuid.uuid4()}
    for see in challenge.seen_from.select_related("action").order_by("action"):
        remove_see_also(see=see, **signed)
    _take_out(challenge, **signed)


def _take_out(subject, **signed):
    state = state_of(subject) | {"deleted": True}
    keep_revision(subject, changed={"deleted": [False, True]}, state=state, **signed)
    subject.delete()
