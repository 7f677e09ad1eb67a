"""The secret part of the address of somebody's calendar: whoever has it may read the calendar, nobody else."""

import secrets

from django.db import transaction

from people.models import User


@transaction.atomic
def give_calendar_key(*, user):
    """Give an account an address for its calendar, or another one: the old one leads nowhere from then on."""
    return _keep(user, secrets.token_urlsafe(32))


@transaction.atomic
def take_calendar_key(*, user):
    """Stop the calendar: its address leads nowhere."""
    return _keep(user, None)


def _keep(user, key):
    user = User.objects.select_for_update().get(pk=user.pk)
    user.calendar_key = key
    user.save(update_fields=["calendar_key"])
    return user


def whose_calendar(key):
    """The account this is the calendar of, or None; an account that may not sign in has none."""
    return (
        User.objects.filter(calendar_key=key, is_active=True).select_related("actor").first() if key else None
    )
