"""Setting and moving deadlines; the original words and day stay for good."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplan.changes import caches
from actionplan.changes.revisions import moment, revision
from actionplan.deadlines import read_deadline
from actionplan.models import Deadline, DeadlineChange


def take(line, reading):
    """Put a reading into a deadline."""
    line.kind, line.precision = reading.kind, reading.precision
    line.first_day, line.due = reading.first_day, reading.due


def read_for(plan, words, *, as_of):
    """Read words as this plan does: its year, its quarters."""
    return read_deadline(words, as_of=as_of, year_starts=plan.year_starts, quarters=plan.quarters)


def append(action, words, *, as_of, what="", confirmed_by=None):
    """Add one deadline (or several, where the words name several) to a saved action."""
    reading = read_for(action.plan, words, as_of=as_of)
    lines = [_line(action, one, what, confirmed_by) for one in (reading, *reading.also)]
    lines[0].words = words if not reading.also else lines[0].words
    return Deadline.objects.bulk_create(lines)


def _line(action, reading, what, confirmed_by):
    line = Deadline(action=action, order=action.deadlines.count(), what=what, words=reading.words)
    take(line, reading)
    line.original_words, line.original_due, line.confirmed_by = line.words, line.due, confirmed_by
    return line


@transaction.atomic
def add_deadline(*, action, words, by, today, what="", at=None):
    """Give an action another deadline."""
    with revision(action, by=by, at=at):
        append(action, words, as_of=today, what=what, confirmed_by=by)
        caches.refresh(action, today)


@transaction.atomic
def move_deadline(*, deadline, words, reason, by, today, resolution=None, effective_on=None, at=None):
    """Move a deadline, keeping the old words and the reason for good; agreed by `by` or by the resolution."""
    if not words.strip():
        raise ValidationError("Write the new deadline.")
    if not reason.strip():
        raise ValidationError("Say why the deadline moves.")
    action = deadline.action
    with revision(action, by=by, reason=reason, at=at):
        change = move(
            deadline,
            words,
            reason=reason,
            by=by,
            as_of=today,
            resolution=resolution,
            effective_on=effective_on,
            at=at,
        )
        caches.refresh(action, today)
    return change


def move(line, words, *, reason, by, as_of, resolution=None, effective_on=None, at=None):
    """The move itself, within somebody's revision; words that stay the same move nothing."""
    if words == line.words:
        return None
    change = DeadlineChange(
        deadline=line,
        state=DeadlineChange.State.AGREED,
        old_words=line.words,
        old_due=line.due,
        reason=reason,
        asked_by=by,
        at=moment(at),
        decided_by=None if resolution else by,
        resolution=resolution,
        effective_on=effective_on,
    )
    line.words = words
    take(line, read_for(line.action.plan, words, as_of=as_of))
    line.confirmed_by = by
    line.save()
    change.new_words, change.new_due = line.words, line.due
    change.save()
    return change
