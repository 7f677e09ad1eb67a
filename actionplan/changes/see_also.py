"""Where else to look: links from an action to a challenge or to another action, of its own plan or of another."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.changes.closed import refuse_closed
from actionplan.changes.locks import locked_action
from actionplan.changes.revisions import keep_revision, state_of
from actionplan.models import SeeAlso


@transaction.atomic
def add_see_also(*, action, by, challenge=None, other=None, reason="", at=None, batch=None):
    """Say that a challenge, or another action, is worth looking at too; one that is named already stays once."""
    action = locked_action(action)
    refuse_closed(action.plan)
    if (challenge is None) == (other is None):
        raise ValidationError(_("Name a challenge or an action."))
    if other is not None and other.pk == action.pk:
        raise ValidationError(_("{reference} is this action itself.").format(reference=action.reference))
    if challenge is not None and challenge.pk == action.challenge_id:
        raise ValidationError(
            _("{reference} stands under {number} itself.").format(
                reference=action.reference, number=challenge.number
            )
        )
    if known := action.see_also.filter(challenge=challenge, other=other).first():
        return known
    with _kept(action, by=by, reason=reason, at=at, batch=batch):
        return SeeAlso.objects.create(action=action, challenge=challenge, other=other)


@transaction.atomic
def remove_see_also(*, see, by, reason="", at=None, batch=None):
    """Take a link out again."""
    action = locked_action(see.action)
    refuse_closed(action.plan)
    with _kept(action, by=by, reason=reason, at=at, batch=batch):
        action.see_also.filter(pk=see.pk).delete()


@contextmanager
def _kept(action, **signed):
    """Within, change the links of an action; after, a revision holds them as ids, because words may be exempt."""
    before = _links(action)
    yield
    after = _links(action)
    if after != before:
        changed = {"see_also": [before, after]}
        keep_revision(action, changed=changed, state=state_of(action), **signed)


def _links(action):
    links = action.see_also.values_list("challenge", "other")
    return [{"challenge": challenge, "other": other} for challenge, other in links]
