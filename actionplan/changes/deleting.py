"""Deleting an action is for mistakes, and may be taken back for thirty days.

The row stays for good, so that its reference is never given to another action. What was agreed and reported is no
mistake: it is closed as not done, and what a published paper prints cannot be deleted at all.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.closed import refuse_closed
from actionplan.changes.endings import held, named
from actionplan.changes.locks import locked_action
from actionplan.changes.revisions import moment, revision
from actionplan.days_in_words import long_date
from actionplan.keepers import keepers

RESTORABLE = timedelta(days=30)
REPORTED = gettext_lazy(
    "{reference} is in “{paper}”, which is published, so it stays. Close it as not done, and say why."
)
STANDS_FOR = gettext_lazy("{reference} stands in place of {other}, which says so. Open that again first.")
TOO_LATE = gettext_lazy(
    "{reference} was deleted on {date}, more than 30 days ago, so it stays deleted. "
    "Its reference is not used again."
)


@transaction.atomic
def delete_action(*, action, reason, by, at=None):
    """Take an action out of its plan; gives the action. Raises ValidationError where it was no mistake."""
    action = held(action)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it was a mistake.")})
    if replaced := action.replaces.filter(deleted_at=None).first():
        raise ValidationError(
            STANDS_FOR.format(reference=action.reference, other=named(replaced, beside=action))
        )
    for keeper in keepers():
        if title := keeper.published_with(action):
            raise ValidationError(REPORTED.format(reference=action.reference, paper=title))
    return _keep(action, moment(at), by=by, reason=reason.strip(), at=at)


@transaction.atomic
def restore_action(*, action, by, at=None):
    """Put a deleted action back where it stood, within thirty days."""
    action = locked_action(action)
    refuse_closed(action.plan)
    if action.deleted_at is None:
        return action
    if not is_restorable(action, moment(at)):
        day = long_date(timezone.localdate(action.deleted_at))
        raise ValidationError(TOO_LATE.format(reference=action.reference, date=day))
    return _keep(action, None, by=by, at=at)


def is_restorable(action, at):
    return at - action.deleted_at <= RESTORABLE


def _keep(action, deleted_at, **signed):
    with revision(action, **signed):
        action.deleted_at = deleted_at
        action.save(update_fields=["deleted_at"])
    return action
