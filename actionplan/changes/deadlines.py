"""Setting and moving deadlines; the original words and day stay for good."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches
from actionplan.changes.closed import refuse_closed
from actionplan.changes.locks import locked_action
from actionplan.changes.revisions import moment, revision
from actionplan.deadlines import read_deadline
from actionplan.models import Deadline, DeadlineChange, Meeting, Plan, Revision

SAY_WHY = gettext_lazy("Say why the deadline moves.")
SAY_WHAT_WAS_WRONG = gettext_lazy("Say what was wrong: it stays in the history.")
NO_WORDS = gettext_lazy("Write the new deadline; “ongoing” or “none” will do where there is no day.")
COMMITTEE_AGREES = gettext_lazy(
    "The committee agrees new dates of this plan: ask for the date, and the clerk records what was resolved."
)


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
def add_deadline(*, action, words, by, today, what="", at=None, batch=None):
    """Give an action another deadline."""
    action = locked_action(action)
    if not words.strip():
        raise ValidationError(NO_WORDS)
    with revision(action, by=by, at=at, batch=batch):
        append(action, words, as_of=today, what=what, confirmed_by=by)
        caches.refresh_due(action)


@transaction.atomic
def move_deadline(
    *, deadline, words, reason, by, today, resolution=None, effective_on=None, at=None, batch=None
):
    """Move a deadline, keeping the old words and the reason for good.

    It is agreed by `by`, or by the resolution, and then its minute is reason enough; until that counts, the old
    date does.
    """
    action = locked_action(deadline.action)
    line = action.deadlines.get(pk=deadline.pk)
    line.action = action
    if counts_later(resolution, today) and words != line.words:
        return _move_later(line, words, reason=reason, by=by, as_of=today, resolution=resolution, at=at)
    with revision(action, by=by, reason=reason, at=at, batch=batch):
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
        caches.refresh_due(action)
    return change


@transaction.atomic
def correct_deadline(*, deadline, words, reason, by, today, at=None):
    """Put right a deadline that was written down wrongly, as if it had been written so from the first.

    For a year mistyped, not for more time: possible only while nobody can have relied on what was written. It has
    never moved, nobody has asked that it should, and the plan's committee has not met since it was written down.
    """
    action = locked_action(deadline.action)
    refuse_closed(action.plan)
    line = action.deadlines.get(pk=deadline.pk)
    if not words.strip():
        raise ValidationError({"words": NO_WORDS})
    if not reason.strip():
        raise ValidationError({"reason": SAY_WHAT_WAS_WRONG})
    if refusal := no_correction(line, action, today):
        raise ValidationError(refusal)
    with revision(action, by=by, reason=reason.strip(), at=at):
        put_right(line, words.strip(), by=by, as_of=today)
        caches.refresh_due(action)
    return line


def no_correction(line, action, today):
    """Why a deadline cannot be put right any more, in one sentence; "" where it can."""
    if line.changes.exclude(state=DeadlineChange.State.WITHDRAWN).exists():
        return _("A new date was asked for or agreed already, so what was first written stays.")
    written = written_on(line, action)
    met = Meeting.objects.filter(committee=action.plan.committee_id, held_on__gt=written or date.min)
    if met.filter(held_on__lte=today).exists():
        return _("{committee} has met since this was written down: a new date has to be agreed.").format(
            committee=action.plan.committee
        )
    return ""


def written_on(line, action):
    """The day a deadline was written down: of the first revision that holds it; None where none does."""
    kept = Revision.objects.filter(subject="action", subject_id=action.pk).order_by("number")
    for made, state in kept.values_list("at", "state"):
        if any(each["id"] == line.pk for each in state.get("deadlines", ())):
            return timezone.localdate(made)
    return None


def move(line, words, *, reason, by, as_of, resolution=None, effective_on=None, at=None):
    """The move itself, within somebody's revision; words that stay the same move nothing.

    In a draft nothing is agreed yet, so a deadline is put right there rather than moved. Where somebody has asked
    for a new date, the move answers them, and their reason is reason enough.
    """
    if words == line.words:
        return None
    if not words.strip():
        raise ValidationError({"deadlines": NO_WORDS})
    plan = line.action.plan
    if plan.state == Plan.State.DRAFT:
        return put_right(line, words, by=by, as_of=as_of)
    refuse_undecided(plan, resolution)
    asked = line.changes.filter(state=DeadlineChange.State.ASKED).first()
    if not (reason.strip() or resolution or asked):
        raise ValidationError({"reason": SAY_WHY})
    change = asked or DeadlineChange(deadline=line, reason=reason, asked_by=by, at=moment(at))
    return agree(
        change,
        line,
        words,
        by=by,
        as_of=as_of,
        answer=reason if asked else "",
        resolution=resolution,
        effective_on=effective_on,
        at=change.at if not asked else at,
    )


def _move_later(line, words, *, reason, by, as_of, resolution, at):
    """A move that nobody asked for, or that answers who did, and that waits until the decision counts."""
    refuse_undecided(line.action.plan, resolution)
    asked = line.changes.filter(state=DeadlineChange.State.ASKED).first()
    change = asked or DeadlineChange(deadline=line, reason=reason, asked_by=by, at=moment(at))
    answer = reason if asked else ""
    return hold(change, line, words, by=by, as_of=as_of, answer=answer, resolution=resolution, at=change.at)


def counts_later(resolution, today):
    """Whether a decision can still be called in."""
    return resolution is not None and resolution.effective_on > today


def hold(change, line, words, *, by, as_of, answer, resolution, at=None):
    """Note on the change what a resolution agreed that does not count yet: the old date stands until it does."""
    if change.pk and words != change.new_words:
        change.asked_words, change.asked_due = change.new_words, change.new_due
    change.old_words, change.old_due = line.words, line.due
    change.new_words, change.new_due = words, read_for(line.action.plan, words, as_of=as_of).due
    change.resolution, change.answer = resolution, answer
    change.decided_at, change.decided_by = moment(at), by
    change.save()
    return change


def refuse_undecided(plan, resolution):
    """Raise ValidationError where the committee decides on new dates of this plan and has not."""
    if plan.extensions_agreed_by == Plan.Agrees.COMMITTEE and resolution is None:
        raise ValidationError({"deadlines": COMMITTEE_AGREES})
    if resolution and plan.committee_id not in (None, resolution.meeting.committee_id):
        raise ValidationError(
            _("New dates of this plan are for {committee}, not another committee.").format(
                committee=plan.committee
            )
        )


def agree(change, line, words, *, by, as_of, answer="", resolution=None, effective_on=None, at=None):
    """Give a line the words agreed, and note on the change who agreed them, when, and what was asked for instead."""
    if change.pk and words != change.new_words:
        change.asked_words, change.asked_due = change.new_words, change.new_due
    change.old_words, change.old_due = line.words, line.due
    _say_anew(line, words, by=by, as_of=as_of)
    change.new_words, change.new_due = line.words, line.due
    change.state = DeadlineChange.State.AGREED
    change.decided_at, change.decided_by = moment(at), None if resolution else by
    change.resolution, change.answer = resolution, answer
    change.effective_on = effective_on or (resolution.effective_on if resolution else None)
    change.save()
    return change


def put_right(line, words, *, by, as_of):
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
        raise ValidationError({"deadlines": _("A deadline cannot have been met on a day to come.")})
    line.met_on = day
    line.save(update_fields=["met_on"])
