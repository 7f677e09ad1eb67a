"""Planning a committee's meetings and recording what they resolved."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from actionplan.changes.slugs import free_slug
from actionplan.models import Meeting, Resolution


@transaction.atomic
def plan_meeting(*, committee, held_on, starts_at, by, meeting=None):
    """Add a meeting of a committee, or change the day and time of one. Its address keeps its first date."""
    meeting = meeting or Meeting()
    meeting.committee, meeting.held_on, meeting.starts_at = committee, held_on, starts_at
    meeting.slug = meeting.slug or free_slug(Meeting, f"{slugify(committee.name)}-{held_on.isoformat()}")
    meeting.full_clean()
    meeting.save()
    return meeting


@transaction.atomic
def record_resolution(*, meeting, minute, words, by, outcome="", effective_on=None):
    """Record what a meeting resolved, by its minute number; it counts from the meeting unless said otherwise."""
    if not minute.strip():
        raise ValidationError({"minute": "Write the number of the minute."})
    if effective_on and effective_on < meeting.held_on:
        raise ValidationError({"effective_on": "It cannot count from a day before the meeting."})
    resolution = Resolution(
        meeting=meeting,
        minute=minute.strip(),
        words=words,
        outcome=outcome,
        effective_on=effective_on or meeting.held_on,
    )
    resolution.full_clean()
    resolution.save()
    return resolution
