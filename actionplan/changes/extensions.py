"""Asking for more time, and what is said to it. Until somebody agrees, the old date counts.

In a plan whose committee agrees new dates, agreeing and refusing need its resolution.
"""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches, deadlines
from actionplan.changes.closed import refuse_closed
from actionplan.changes.locks import locked_action
from actionplan.changes.meetings import record_resolution
from actionplan.changes.revisions import moment, revision
from actionplan.days_in_words import long_date
from actionplan.models import DeadlineChange, Meeting, Plan

ASKED = DeadlineChange.State.ASKED
REFUSED, WITHDRAWN = DeadlineChange.State.REFUSED, DeadlineChange.State.WITHDRAWN
SAY_WHY = gettext_lazy("Say why more time is needed.")
SAY_WHY_NOT = gettext_lazy("Say why not: whoever asked reads it.")
NO_WORDS = gettext_lazy("Write the new date, as the council would: “June 27”, “Spring 2027”.")
DRAFT = gettext_lazy("This plan is a draft: its deadlines are put right by its editors, nobody has to ask.")
SAME = gettext_lazy("That is the date it has now.")
RECORDED = gettext_lazy(
    "Minute {minute} is recorded already and counts from {date}. Put the minute right first."
)


@transaction.atomic
def ask_for_time(*, deadline, words, reason, by, for_actor=None, today, at=None):
    """Ask that a deadline be moved to what `words` say, read as of `today`. Returns the DeadlineChange, asked.

    `for_actor` is the lead it is asked for. A button pressed twice asks once; another request for a deadline that
    has one already is refused, see `ask_anew`.
    """
    line = _locked(deadline)
    words, reason = words.strip(), reason.strip()
    _refuse_impossible(line)
    if waiting := line.changes.filter(state=ASKED).first():
        if (waiting.new_words, waiting.reason, waiting.asked_by) == (words, reason, by):
            return waiting
        raise ValidationError(_waits(waiting))
    return _ask(line, words, reason, by, for_actor, today, at)


@transaction.atomic
def ask_anew(*, change, words, reason, by, for_actor=None, today, at=None):
    """Ask for something else than was asked for before: the old request is withdrawn and stays in the history."""
    line = _locked(change.deadline)
    words, reason = words.strip(), reason.strip()
    _refuse_impossible(line)
    change = _not_agreed(_still_asked(change))
    if (change.new_words, change.reason) == (words, reason):
        return change
    _close(change, WITHDRAWN, by=by, at=at)
    return _ask(line, words, reason, by, for_actor or change.for_actor, today, at)


@transaction.atomic
def agree_extension(*, change, by, today, words=None, answer="", resolution=None, at=None, batch=None):
    """Agree what was asked for, or another date: `words`, read as of `today`. The deadline moves at once.

    Where the plan's committee decides, `resolution` is its resolution. While that can be called in the old date
    counts: what was agreed is noted, and `take_effect` moves the deadline on the day from which the decision counts.
    """
    line = _locked(change.deadline)
    refuse_closed(line.action.plan)
    deadlines.refuse_undecided(line.action.plan, resolution)
    change = _still_asked(change)
    words = (words or "").strip() or change.new_words
    if words == line.words:
        raise ValidationError({"words": SAME})
    as_of = change.asked_on if words == change.new_words else today
    _refuse_unread(deadlines.read_for(line.action.plan, words, as_of=as_of))
    agreed = {"by": by, "as_of": as_of, "answer": answer.strip(), "resolution": resolution, "at": at}
    if deadlines.counts_later(resolution, today):
        return deadlines.hold(change, line, words, **agreed)
    with revision(line.action, by=by, reason=change.reason, at=at, batch=batch):
        deadlines.agree(change, line, words, **agreed)
        caches.refresh_due(line.action)
    return change


def take_effect(today, at):
    """Move the deadlines whose new date was agreed by a decision that counts from today or before. May be run again.

    Gives a few words on what it did. What cannot move any more, in a closed plan or deleted, stays as it is.
    """
    due = DeadlineChange.objects.filter(
        state=ASKED,
        resolution__effective_on__lte=today,
        deadline__action__deleted_at=None,
        deadline__action__plan__state=Plan.State.LIVE,
    )
    moved = [_move_now(change, today, at) for change in due.select_related("deadline__action__plan")]
    return f"{sum(moved)} new dates count from now on" if any(moved) else ""


@transaction.atomic
def _move_now(change, today, at):
    """Whether it moved: somebody may have taken it back a moment ago, or put the minute right."""
    line = _locked(change.deadline)
    change = DeadlineChange.objects.select_related("resolution", "decided_by").get(pk=change.pk)
    if not change.is_to_count or deadlines.counts_later(change.resolution, today):
        return False
    decided = timezone.localdate(change.decided_at)
    with revision(line.action, by=change.decided_by, reason=change.reason, at=at):
        deadlines.agree(
            change,
            line,
            change.new_words,
            by=change.decided_by,
            as_of=decided if change.asked_words else change.asked_on,
            answer=change.answer,
            resolution=change.resolution,
            at=change.decided_at,
        )
        caches.refresh_due(line.action)
    return True


@transaction.atomic
def refuse_extension(*, change, by, answer, resolution=None, at=None):
    """Refuse what was asked for, and say why; the minute of a resolution is reason enough."""
    line = _locked(change.deadline)
    refuse_closed(line.action.plan)
    deadlines.refuse_undecided(line.action.plan, resolution)
    change = _still_asked(change)
    if not (answer.strip() or resolution):
        raise ValidationError({"answer": SAY_WHY_NOT})
    change.answer, change.resolution = answer.strip(), resolution
    change.effective_on = resolution.effective_on if resolution else None
    return _close(change, REFUSED, by=by, at=at)


@transaction.atomic
def withdraw_extension(*, change, by, at=None):
    """Take back what was asked for; pressed twice it is withdrawn once."""
    _locked(change.deadline)
    change = DeadlineChange.objects.get(pk=change.pk)
    if change.state == WITHDRAWN:
        return change
    return _close(_not_agreed(_still_asked(change)), WITHDRAWN, by=by, at=at)


@transaction.atomic
def overturn(*, resolution, by, at=None):
    """Take back the new dates that a resolution agreed, because it was called in and does not stand."""
    agreed = resolution.deadline_changes.filter(state=ASKED).select_related("deadline__action")
    for change in agreed.order_by("deadline__action_id", "pk"):
        _locked(change.deadline)
        _close(_still_asked(change), WITHDRAWN, by=by, at=at)


@dataclass(frozen=True)
class Answer:
    """What is said to one request: agreed, to another date where `words` are given; or refused, with the reason."""

    change: DeadlineChange
    agreed: bool
    words: str = ""
    answer: str = ""


@transaction.atomic
def answer_extensions(*, answers, by, today, resolution=None, at=None):
    """Say what is agreed and what is refused to several at once: all of it, or nothing.

    The refusals of all of them are raised together, each named for its change: "words_12", "answer_12",
    "change_12".
    """
    at, batch, errors = moment(at), uuid.uuid4(), {}
    for answer in sorted(answers, key=lambda each: (each.change.deadline.action_id, each.change.pk)):
        try:
            with transaction.atomic():
                _answer(answer, by=by, today=today, resolution=resolution, at=at, batch=batch)
        except ValidationError as error:
            errors |= _named(error, answer.change)
    if errors:
        raise ValidationError(errors)


def _answer(given, *, by, today, resolution, at, batch):
    if given.agreed:
        agree_extension(
            change=given.change,
            by=by,
            today=today,
            words=given.words,
            answer=given.answer,
            resolution=resolution,
            at=at,
            batch=batch,
        )
    else:
        refuse_extension(change=given.change, by=by, answer=given.answer, resolution=resolution, at=at)


def _named(error, change):
    if not hasattr(error, "error_dict"):
        return {f"change_{change.pk}": error.messages}
    return {
        f"{'change' if name == 'deadlines' else name}_{change.pk}": errors
        for name, errors in error.error_dict.items()
    }


@transaction.atomic
def record_extensions(*, meeting, minute, answers, by, today, words="", effective_on=None, at=None):
    """Record by its minute what a meeting resolved on the new dates asked for; all of it, or nothing.

    A minute that is recorded already is used again. It counts from the meeting unless said otherwise.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.held_on > today:
        raise ValidationError(
            _("The meeting is on {date}: record afterwards what it resolved.").format(
                date=long_date(meeting.held_on)
            )
        )
    if not answers:
        raise ValidationError(_("Say for at least one of them what was resolved."))
    resolution = _resolution(meeting, minute.strip(), words, effective_on, answers, by)
    answer_extensions(answers=answers, by=by, today=today, resolution=resolution, at=at)
    return resolution


def _resolution(meeting, minute, words, effective_on, answers, by):
    if known := meeting.resolutions.filter(minute=minute).first():
        if effective_on not in (None, meeting.held_on, known.effective_on):
            said = RECORDED.format(minute=minute, date=long_date(known.effective_on))
            raise ValidationError({"effective_on": said})
        return known
    return record_resolution(
        meeting=meeting,
        minute=minute,
        words=words,
        by=by,
        outcome=_outcome({answer.agreed for answer in answers}),
        effective_on=effective_on,
    )


def _outcome(said):
    """New dates agreed, refused, or some of each."""
    return _("Agreed") if said == {True} else _("Refused") if said == {False} else _("Agreed in part")


def _locked(deadline):
    """The deadline with its action, which nobody else changes until this is done."""
    action = locked_action(deadline.action)
    if action.deleted_at:
        raise ValidationError(_("This action is no longer in the plan."))
    line = action.deadlines.get(pk=deadline.pk)
    line.action = action
    return line


def _refuse_impossible(line):
    action = line.action
    refuse_closed(action.plan)
    if action.plan.state == Plan.State.DRAFT:
        raise ValidationError(DRAFT)
    if not action.is_open:
        raise ValidationError(
            _("{reference} stands at “{word}”: there is nothing to ask more time for.").format(
                reference=action.reference, word=action.step.word
            )
        )
    if line.met_on:
        raise ValidationError(_("This deadline was met on {date}.").format(date=long_date(line.met_on)))


def _ask(line, words, reason, by, for_actor, today, at):
    if not words:
        raise ValidationError({"words": NO_WORDS})
    if not reason:
        raise ValidationError({"reason": SAY_WHY})
    reading = deadlines.read_for(line.action.plan, words, as_of=today)
    _refuse_unread(reading)
    if words == line.words or (reading.due is not None and reading.due == line.due):
        raise ValidationError({"words": SAME})
    if reading.due and reading.due < today:
        raise ValidationError(
            {"words": _("{date} has passed: write a date to come.").format(date=long_date(reading.due))}
        )
    return DeadlineChange.objects.create(
        deadline=line,
        old_words=line.words,
        old_due=line.due,
        new_words=words,
        new_due=reading.due,
        reason=reason,
        asked_by=by,
        for_actor=for_actor,
        at=moment(at),
    )


def _refuse_unread(reading):
    """Only words with one clear reading can be agreed: a date mistyped would never be overdue."""
    if reading.kind == "none" or (reading.kind == "date" and reading.due is None):
        unread = _("“{words}” cannot be read as a date.").format(words=reading.words)
        raise ValidationError({"words": f"{unread} {NO_WORDS}"})
    if reading.also:
        raise ValidationError({"words": _("Write one date: these words name several.")})


def _still_asked(change):
    """The change as it stands now, where nobody has answered it yet."""
    change = DeadlineChange.objects.get(pk=change.pk)
    if change.state != ASKED:
        raise ValidationError(
            _("This was {state} on {date}.").format(
                state=change.get_state_display(), date=long_date(change.decided_on)
            )
        )
    return change


def _not_agreed(change):
    """What a committee agreed is not taken back by whoever asked for it."""
    if change.is_to_count:
        raise ValidationError(_waits(change))
    return change


def _waits(change):
    if change.is_to_count:
        return _("“{words}” is agreed and counts from {date}.").format(
            words=change.new_words, date=long_date(change.resolution.effective_on)
        )
    said = _("“{words}” was asked for on {date} and waits for an answer.")
    if change.asked_by:
        said = _("“{words}” was asked for on {date} by {person} and waits for an answer.")
    person = change.asked_by and change.asked_by.get_full_name()
    return said.format(words=change.new_words, date=long_date(change.asked_on), person=person)


def _close(change, state, *, by, at):
    change.state, change.decided_by, change.decided_at = state, by, moment(at)
    if change.resolution:
        change.decided_by = None
    change.save()
    return change
