"""Recording news of an action: the only thing that sets its status."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actionplan.changes.evidence import as_rows, attach, keys_of
from actionplan.changes.locks import locked_action
from actionplan.changes.noticing import answered
from actionplan.changes.revisions import moment, revision
from actionplan.models import Plan, Update

TWICE_WITHIN = timedelta(minutes=1)
NOTHING_SAID = "Say what has happened, choose another status, or press “No change”."
NOT_BOTH = (
    "You wrote something, chose another status or added evidence: save that as an update, or take it back to say "
    "“No change”."
)


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
    evidence=(),
    resolution=None,
    ending=None,
    batch=None,
):
    """Append an update. `given_on` is the day it is news of, else the day it is recorded.

    "No change" keeps the step and needs no words. Otherwise there must be words, another step or evidence
    (`actionplan.evidence.Piece`s). A button pressed twice is one answer: the update that is there already is
    given back. `resolution` is the one that it follows from. `ending` are fields of the action that change with it,
    where it ends or is opened again (`changes.endings`).
    """
    action = locked_action(action)
    step, words = step or action.step, words.strip()
    recorded = moment(at)
    given_on = given_on or timezone.localdate(recorded)
    said = _said_just_now(action, by, step, words, no_change, evidence, recorded)
    if said and not ending:
        return said
    _refuse_impossible(action, step, words, no_change, evidence)
    _refuse_tomorrow(given_on, recorded)
    update = Update.objects.create(
        action=action,
        by=by,
        for_actor=for_actor,
        step=step,
        words=words,
        no_change=no_change,
        source=source,
        recorded_at=recorded,
        given_on=given_on,
        resolution=resolution,
    )
    if evidence:
        attach(update, evidence, at=recorded)
    with revision(action, by=by, at=recorded, batch=batch):
        action.save(update_fields=[*_end(action, ending or {}), *_take(action, update)])
    answered(update)
    return update


def _refuse_impossible(action, step, words, no_change, evidence):
    if step.scale_id != action.plan.scale_id:
        raise ValidationError({"step": f"“{step.word}” is not a status of this plan."})
    says_something = bool(words or evidence) or step != action.step
    if no_change and says_something:
        raise ValidationError({"words": NOT_BOTH})
    if not (no_change or says_something):
        raise ValidationError({"words": NOTHING_SAID})
    if action.plan.state == Plan.State.CLOSED:
        raise ValidationError("This plan is closed: nothing more is reported on it.")
    if action.deleted_at:
        raise ValidationError(f"{action.reference} was deleted: nothing more is reported on it.")


def _refuse_tomorrow(given_on, recorded):
    if given_on > timezone.localdate(recorded):
        raise ValidationError({"given_on": "News cannot be of a day to come."})


def _said_just_now(action, by, step, words, no_change, evidence, recorded):
    """The latest update, where the same person said the very same less than a minute ago."""
    latest = action.latest_update
    if latest is None or by is None or latest.by_id != by.pk or recorded - latest.recorded_at > TWICE_WITHIN:
        return None
    same = (latest.step_id, latest.words, latest.no_change) == (step.pk, words, no_change)
    if not same or keys_of(as_rows(evidence)) != keys_of(latest.evidence.listed()):
        return None
    return latest


def _end(action, fields):
    """How it ended, or that it is open again. Gives the names of the fields set."""
    for name, value in fields.items():
        setattr(action, name, value)
    return list(fields)


def _take(action, update):
    """The newest news counts: an older one written down later changes nothing but the history.

    Gives the names of the fields set.
    """
    latest = action.latest_update
    if latest and (update.given_on, update.pk) <= (latest.given_on, latest.pk):
        return []
    action.latest_update, action.step = update, update.step
    if action.is_open:  # how it ended before is told by history; what took its place no longer does
        action.ending, action.outcome, action.replaced_by = "", "", None
    return ["latest_update", "step", "ending", "outcome", "replaced_by"]
