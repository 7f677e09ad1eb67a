"""How near "due soon" is and after how long there is "no news": as each plan reminds, so that pages and mail agree.

A plan that never reminds of one of them counts it by the usual days.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from actionplan.models import Plan
from actionplan.reminders import usual_thresholds
from actionplan.wording import counted


@dataclass(frozen=True)
class Days:
    """Within how many days something is due soon, after how many there is no news; None where plans differ."""

    soon: int | None
    quiet: int | None

    @property
    def soon_words(self):
        return (
            _("due soon") if self.soon is None else _("due in {days}").format(days=counted(self.soon, "day"))
        )

    @property
    def quiet_words(self):
        if self.quiet is None:
            return _("no news for a while")
        return _("no news for {days}").format(days=counted(self.quiet, "day"))

    @property
    def unheard_words(self):
        if self.quiet is None:
            return _("without news for a while")
        return _("without news for {days}").format(days=counted(self.quiet, "day"))


def _said_by(reminders):
    usual = usual_thresholds()
    said = usual | reminders
    quiet = [days for days in (*said.get("no_news", ()), said["no_news_every"]) if days]
    return Days(max(said["due"] or usual["due"]), min(quiet, default=usual["no_news_every"]))


USUAL = _said_by({})


def days_of(plan):
    return _said_by(plan.reminders)


def days_alike(plans):
    """The days of several plans, as far as they are the same."""
    all_days = [days_of(plan) for plan in plans] or [USUAL]
    soon, quiet = ({getattr(each, name) for each in all_days} for name in ("soon", "quiet"))
    return Days(*(next(iter(days)) if len(days) == 1 else None for days in (soon, quiet)))


@dataclass(frozen=True)
class Nearness:
    """The days of whatever plan: `own` maps other than the usual days to the ids of the plans that have them."""

    own: dict = field(default_factory=dict)
    told: Days = USUAL

    def of(self, plan_id):
        return next((days for days, ids in self.own.items() if plan_id in ids), USUAL)

    def where(self, rule):
        """A Q that holds what `rule(days)` gives, with the days of each action's own plan."""
        others = Q(plan__in=[pk for ids in self.own.values() for pk in ids])
        said = rule(USUAL) & ~others if self.own else rule(USUAL)
        for days, ids in self.own.items():
            said |= Q(plan__in=ids) & rule(days)
        return said


def near_in(plan):
    """The nearness of one plan; no query."""
    days = days_of(plan)
    return Nearness({days: [plan.pk]} if days != USUAL else {}, days)


def near_in_all(plans):
    """The nearness of several plans, of which those that say nothing of days may be left out."""
    own = {}
    for plan in plans:
        if (days := days_of(plan)) != USUAL:
            own.setdefault(days, []).append(plan.pk)
    return Nearness(own, days_alike([*plans, Plan()]))


def near_anywhere():
    """The nearness of every plan; one query."""
    return near_in_all([*Plan.objects.exclude(reminders={}).order_by().only("reminders")])
