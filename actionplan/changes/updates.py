"""Recording news of an action: the only thing that sets its status."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplan.changes.revisions import moment, revision
from actionplan.models import Action, Update

NOTHING_SAID = "Say what has happened, choose another status, or press “No change”."


@transaction.atomic
def record_update(
    *,
    action,
    by,
    step=None,
    words="",
    no_change=False,
    for_actor=None,
    given_on=None,
    at=None,
    source=Update.Source.PERSON,
):
    """Append an update. `given_on` is the day it is news of, else the day it is recorded.

    "No change" keeps the step and needs no words. Otherwise there must be words or another step.
    """
    action = Action.objects.select_for_update(of=("self",)).select_related("plan", "step").get(pk=action.pk)
    step = action.step if no_change or step is None else step
    words = "" if no_change else words.strip()
    _refuse_impossible(action, step, words, no_change)
    recorded = moment(at)
    update = Update.objects.create(
        action=action,
        by=by,
        for_actor=for_actor,
        step=step,
        words=words,
        no_change=no_change,
        source=source,
        recorded_at=recorded,
        given_on=given_on or timezone.localdate(recorded),
    )
    with revision(action, by=by, at=recorded):
        _take(action, update)
    return update


def _refuse_impossible(action, step, words, no_change):
    if step.scale_id != action.plan.scale_id:
        raise ValidationError(f"“{step.word}” is not a status of this plan.")
    if not (no_change or words or step != action.step):
        raise ValidationError(NOTHING_SAID)
    if action.plan.state == "closed":
        raise ValidationError("This plan is closed: nothing more is reported on it.")


def _take(action, update):
    """The newest news counts: an older one written down later changes nothing but the history."""
    latest = action.latest_update
    if latest is None or (update.given_on, update.pk) > (latest.given_on, latest.pk):
        action.latest_update, action.step = update, update.step
        action.save(update_fields=["latest_update", "step"])
