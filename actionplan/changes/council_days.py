"""Which days count for the council: whose law it follows, how many clear days, and when it closes."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.timetable import LAWFUL
from people.models import ClosedDay, Council

AT_MOST = 60


@transaction.atomic
def set_council_days(*, nation, clear_days, call_in_days, by):
    """Never fewer clear days than the law of the nation asks, where it is known."""
    least = LAWFUL.get(nation, 1)
    if clear_days < least:
        said = ngettext(
            "The law asks for {number} clear day at least.",
            "The law asks for {number} clear days at least.",
            least,
        )
        raise ValidationError({"clear_days": said.format(number=least)})
    council = Council.objects.select_for_update().filter(pk=1).first() or Council(pk=1)
    council.nation, council.clear_days, council.call_in_days = nation, clear_days, call_in_days
    council.full_clean(exclude=["name", "accent"])
    council.save()
    return council


@transaction.atomic
def close_days(*, first, last, what, by):
    """Every day from the first to the last is closed; those that were keep their name where none is given."""
    last = last or first
    if last < first:
        raise ValidationError({"last": _("The last day comes before the first.")})
    if (last - first).days >= AT_MOST:
        raise ValidationError({"last": _("Write {number} days at the most.").format(number=AT_MOST)})
    for n in range((last - first).days + 1):
        day, made = ClosedDay.objects.get_or_create(day=first + timedelta(days=n), defaults={"what": what})
        if what and not made:
            day.what = what
            day.save(update_fields=["what"])
    return (last - first).days + 1


def open_day(*, day, by):
    """The council is open that day after all."""
    ClosedDay.objects.filter(pk=day.pk).delete()
