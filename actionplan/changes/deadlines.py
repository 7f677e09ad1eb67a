"""Setting and moving deadlines; the original words and day stay for good."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplan.changes import caches
from actionplan.changes.revisions import moment, revision
from actionplan.deadlines import read_deadline
from actionplan.models import Action, Deadline, DeadlineChange, Plan

SAY_WHY = "Say why the deadline moves."
NO_WORDS = "Write the new deadline; “ongoing” or “none” will do where there is no day."


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
    first = action.deadlines.count()
    lines = [_line(action, one, what, confirmed_by) for one in (reading, *reading.also)]
    for place, line in enumerate(lines):
        line.order = first + place
    return Deadline.objects.bulk_create(lines)


def _line(action, reading, what, confirmed_by):
    line = Deadline(action=action, what=what or reading.what[:200], words=reading.words)
    take(line, reading)
    line.original_words, line.original_due, line.confirmed_by = line.words, line.due, confirmed_by
    return line


@transaction.atomic
def add_deadline(*, action, words, by, today, what="", at=None):
    """Give an action another deadline."""
    action = Action.objects.select_for_update(of=("self",)).select_related("plan", "step").get(pk=action.pk)
    if not words.strip():
        raise ValidationError(NO_WORDS)
    with revision(action, by=by, at=at):
        append(action, words, as_of=today, what=what, confirmed_by=by)
        caches.refresh(action, today)


@transaction.atomic
def move_deadline(*, deadline, words, reason, by, today, resolution=None, effective_on=None, at=None):
    """Move a deadline, keeping the old words and the reason for good.

    It is agreed by `by`, or by the resolution, and then its minute is reason enough.
    """
    action = Action.objects.select_for_update(of=("self",)).select_related("plan", "step")
    action = action.get(pk=deadline.action_id)
    line = action.deadlines.get(pk=deadline.pk)
    with revision(action, by=by, reason=reason, at=at):
        change = move(
            line,
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
    """The move itself, within somebody's revision; words that stay the same move nothing.

    In a draft nothing is agreed yet, so a deadline is put right there rather than moved.
    """
    if words == line.words:
        return None
    if not words.strip():
        raise ValidationError({"deadlines": NO_WORDS})
    if line.action.plan.state == Plan.State.DRAFT:
        return _put_right(line, words, by=by, as_of=as_of)
    if not (reason.strip() or resolution):
        raise ValidationError({"reason": SAY_WHY})
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
    _say_anew(line, words, by=by, as_of=as_of)
    change.new_words, change.new_due = line.words, line.due
    change.save()
    return change


def _put_right(line, words, *, by, as_of):
    _say_anew(line, words, by=by, as_of=as_of)
    line.original_words, line.original_due = line.words, line.due
    line.save()


def _say_anew(line, words, *, by, as_of):
    """Give a deadline new words; further deadlines they name are added after it."""
    reading = read_for(line.action.plan, words, as_of=as_of)
    line.words, line.confirmed_by = words, by
    take(line, reading)
    line.save()
    further = [_line(line.action, one, "", by) for one in reading.also]
    for place, other in enumerate(further):
        other.order = line.action.deadlines.count() + place
    Deadline.objects.bulk_create(further)


def meet(line, day, *, today):
    """Note the day a deadline was met, or (None) that it was not after all."""
    if day and day > today:
        raise ValidationError({"deadlines": "A deadline cannot have been met on a day to come."})
    line.met_on = day
    line.save(update_fields=["met_on"])
