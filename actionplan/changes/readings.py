"""Confirming how the words of a deadline were read, where another reader could read them otherwise."""

from django.db import transaction

from actionplan.changes.closed import refuse_closed
from actionplan.changes.deadlines import read_for
from actionplan.changes.locks import locked_action
from actionplan.changes.revisions import keep_revision, state_of


def doubt_of(line, plan):
    """Why a reader could dispute how a deadline was read, in a sentence; empty where nobody could, or one confirmed it.

    A day that somebody set otherwise than the words are read was decided by a person, and is in no doubt.
    """
    if line.confirmed_by_id or line.met_on:
        return ""
    reading = read_for(plan, line.words, as_of=plan.stands_on)
    same = (reading.kind, reading.first_day, reading.due) == (line.kind, line.first_day, line.due)
    return reading.note if same and not reading.confident else ""


@transaction.atomic
def confirm_reading(*, deadline, by, at=None):
    """An editor says that a deadline was read as it was meant. Twice is once."""
    action = locked_action(deadline.action)
    refuse_closed(action.plan)
    line = action.deadlines.select_for_update().get(pk=deadline.pk)
    if line.confirmed_by_id:
        return line
    line.confirmed_by = by
    line.save(update_fields=["confirmed_by"])
    keep_revision(
        action, changed={"confirmed": [None, line.pk]}, state=state_of(action), by=by, reason="", at=at
    )
    return line
