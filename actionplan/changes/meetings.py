"""Planning a committee's meetings and recording what they resolved."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actionplan.changes.slugs import free_slug
from actionplan.models import Meeting, Resolution
from actionplan.timetable import STEPS


@transaction.atomic
def plan_meeting(*, committee, held_on, starts_at, by, meeting=None):
    """Add a meeting of a committee, or change the day and time of one. Its address keeps its first date.

    On another day its timetable is counted back anew: days that were set for the old one would mislead.
    """
    meeting = meeting or Meeting()
    if meeting.held_on != held_on:
        meeting.timetable = {}
    meeting.committee, meeting.held_on, meeting.starts_at = committee, held_on, starts_at
    meeting.slug = meeting.slug or free_slug(Meeting, f"{slugify(committee.name)}-{held_on.isoformat()}")
    meeting.full_clean()
    meeting.save()
    return meeting


@transaction.atomic
def set_timetable(*, meeting, days, by):
    """Keep the days that are set otherwise than they are counted back: {"publication": date}; all the others count.

    They must stand in the order of the steps where several are set, and before the meeting.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    chosen = {step: days[step.key] for step in STEPS if days.get(step.key)}
    for step, day in chosen.items():
        if day >= meeting.held_on:
            raise ValidationError({step.key: _("That is not before the meeting.")})
    for (before, first), (after, last) in pairwise(chosen.items()):
        if last < first:
            said = _("{after} comes after {before}.").format(after=after.name, before=before.name.lower())
            raise ValidationError({after.key: said})
    meeting.timetable = {step.key: day.isoformat() for step, day in chosen.items()}
    meeting.save(update_fields=["timetable"])
    return meeting


@transaction.atomic
def record_resolution(*, meeting, minute, words, by, outcome="", effective_on=None, resolution=None):
    """Record what a meeting resolved, by its minute number; it counts from the meeting unless said otherwise.

    `resolution` is one that was recorded before, to be put right.
    """
    if not minute.strip():
        raise ValidationError({"minute": _("Write the number of the minute.")})
    if effective_on and effective_on < meeting.held_on:
        raise ValidationError({"effective_on": _("It cannot count from a day before the meeting.")})
    resolution = resolution or Resolution(meeting=meeting)
    resolution.minute, resolution.words, resolution.outcome = minute.strip(), words, outcome
    resolution.effective_on = effective_on or meeting.held_on
    resolution.full_clean()
    resolution.save()
    return resolution
