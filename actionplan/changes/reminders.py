"""On which days a plan reminds."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.changes.closed import refuse_closed
from actionplan.changes.conflicts import given_anew, refuse, state_at
from actionplan.changes.revisions import revision
from actionplan.models import Plan
from actionplan.reminders import KINDS, thresholds, usual_thresholds

MOST_DAYS, MOST_TIMES = 730, 12


@transaction.atomic
def set_reminders(*, plan, by, reason="", at=None, opened_at_revision=None, **given):
    """Have a plan remind on other days: any of the keys of `reminders.usual_thresholds()`.

    A list of days (none: never), or for `…_every` a number of days (0: never); None is the usual again. Raises
    ValidationError on what is no such number, beside the key it is about; Conflict where a key has changed since the
    form was opened.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    refuse_closed(plan)
    usual = usual_thresholds()
    if unknown := given.keys() - usual.keys():
        raise ValidationError(_("There is no reminder called “{name}”.").format(name=min(unknown)))
    given = {key: _read(key, value) for key, value in given.items()}
    wanted = thresholds(plan) | _anew(plan, given, opened_at_revision)
    with revision(plan, by=by, reason=reason, at=at):
        plan.reminders = {
            key: value for key, value in wanted.items() if value is not None and value != usual[key]
        }
        plan.save(update_fields=["reminders"])
    return plan


def _anew(plan, given, opened_at):
    """The keys that this save changes; Conflict where somebody changed the same."""
    then, clashes = state_at(plan, opened_at), {}
    present = thresholds(plan)
    if then is not None:
        then = usual_thresholds() | then.get("reminders", {})
    anew = given_anew(given, present=present, then=then, clashes=clashes)
    refuse(clashes)
    return anew


def _read(key, value):
    if value is None:
        return None
    if key in {kind.name for kind in KINDS}:
        return _days(key, value)
    if not _is_count(value, 0):
        raise ValidationError(
            {key: _("Write a number of days from 0 (never) to {most}.").format(most=MOST_DAYS)}
        )
    return value


def _days(key, value):
    if not all(_is_count(day, 1) for day in value):
        raise ValidationError({key: _("Write numbers of days from 1 to {most}.").format(most=MOST_DAYS)})
    days = sorted(set(value), reverse=True)
    if len(days) > MOST_TIMES:
        raise ValidationError({key: _("Remind at most {number} times.").format(number=MOST_TIMES)})
    return days


def _is_count(value, least):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST_DAYS
