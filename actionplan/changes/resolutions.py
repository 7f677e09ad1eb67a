"""Writes down what a meeting resolved, and does what follows: closes actions and adds others.

New dates are agreed in `extensions.record_extensions`, questions are asked in `queries.ask_question`. Closing and
adding wait for the day from which the decision counts: until then it can be called in.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import recommendations
from actionplan.changes.actions import add_action
from actionplan.changes.endings import close_action
from actionplan.changes.meetings import record_resolution
from actionplan.changes.updates import record_update
from actionplan.days_in_words import day_and_month, long_date
from actionplan.models import Meeting

TOO_EARLY = gettext_lazy(
    "Minute {minute} counts from {date}: until then it can be called in. Record what follows from {day} on."
)


@transaction.atomic
def record_minute(
    *, meeting, minute, by, today, words="", outcome="", effective_on=None, answers=(), resolution=None
):
    """Record a resolution, or put one right; `answers` are the keys of the recommendations it answers.

    A minute recorded before is refused, unless it is the very same: a button pressed twice records once.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    minute, words = minute.strip(), words.strip()
    if meeting.held_on > today:
        raise ValidationError(
            _("The meeting is on {date}: record afterwards what it resolved.").format(
                date=long_date(meeting.held_on)
            )
        )
    known = meeting.resolutions.filter(minute=minute).exclude(pk=resolution and resolution.pk).first()
    if known and resolution is None and (known.words, known.outcome) == (words, outcome):
        resolution = known
    elif known:
        raise ValidationError(
            {"minute": _("Minute {minute} is recorded already: put it right there.").format(minute=minute)}
        )
    resolution = record_resolution(
        meeting=meeting,
        minute=minute,
        words=words,
        outcome=outcome,
        effective_on=effective_on,
        by=by,
        resolution=resolution,
    )
    recommendations.resolve(answers, resolution)
    return resolution


@transaction.atomic
def close_by_resolution(*, resolution, action, ending, by, today, words="", at=None):
    """Close an action of the committee's own plan, as a meeting resolved; gives the action."""
    _refuse_early(resolution, today)
    _refuse_others(resolution, action.plan)
    latest = action.latest_update
    counts_from = max([resolution.effective_on, *([latest.given_on] if latest else [])])
    return close_action(
        action=action, ending=ending, words=words, by=by, given_on=counts_from, resolution=resolution, at=at
    )


@transaction.atomic
def add_by_resolution(*, resolution, challenge, text, by, today, leads=(), deadline_words=(), at=None):
    """Add an action to the committee's own plan; its first news says which minute it comes from."""
    _refuse_early(resolution, today)
    _refuse_others(resolution, challenge.plan)
    said = minute_of(resolution)
    action = add_action(
        challenge=challenge,
        text=text,
        by=by,
        today=today,
        leads=leads,
        deadline_words=deadline_words,
        reason=said,
        at=at,
    )
    record_update(
        action=action, by=by, words=_("Added by {minute}.").format(minute=said), resolution=resolution, at=at
    )
    return action


def minute_of(resolution):
    """ "HR Committee, 8 January 2008, minute 15"."""
    meeting = resolution.meeting
    return _("{committee}, {date}, minute {minute}").format(
        committee=meeting.committee.name, date=long_date(meeting.held_on), minute=resolution.minute
    )


def _refuse_early(resolution, today):
    if resolution.effective_on > today:
        raise ValidationError(
            TOO_EARLY.format(
                minute=resolution.minute,
                date=long_date(resolution.effective_on),
                day=day_and_month(resolution.effective_on),
            )
        )


def _refuse_others(resolution, plan):
    if plan.committee_id != resolution.meeting.committee_id:
        raise ValidationError(
            _("“{plan}” is not a plan of the {committee}.").format(
                plan=plan.title, committee=resolution.meeting.committee.name
            )
        )
