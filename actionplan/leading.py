"""How much somebody leads, for a list of people: one query for all of them."""

from typing import NamedTuple

from django.db.models import Count, Q

from actionplan.models import Lead
from actionplan.wording import counted


class Leading(NamedTuple):
    """Open actions, and how many of them are overdue."""

    open: int = 0
    overdue: int = 0

    @property
    def words(self):
        return counted(self.open, "open action")


def with_led(actors, known, today):
    """Each actor with what they lead in any role themselves, of the actions one may know of."""
    leads = Lead.objects.filter(
        actor__in=[actor.pk for actor in actors], action__in=known.open().order_by().values("pk")
    )
    late = Q(action__next_due__lt=today)
    rows = leads.order_by().values_list("actor")
    led = rows.annotate(
        open=Count("action", distinct=True), overdue=Count("action", distinct=True, filter=late)
    )
    found = {actor: Leading(*counts) for actor, *counts in led}
    return [(actor, found.get(actor.pk, Leading())) for actor in actors]
