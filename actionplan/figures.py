"""A plan in numbers: how many actions stand where, and by what its list can be filtered."""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, Value

from actionplan.models import Lead
from actionplan.status import FINISHED

SOON = timedelta(days=30)
QUIET = timedelta(days=60)

OPEN = ~Q(step__meaning__in=FINISHED)


def overdue(today):
    return OPEN & Q(next_due__lt=today)


def due_soon(today):
    return OPEN & Q(next_due__gte=today, next_due__lte=today + SOON)


def without_news(today):
    """Open, and nobody has said anything for sixty days; a plan younger than that has had no time to."""
    day = today - QUIET
    never = Q(latest_update=None, plan__stands_on__lt=day)
    return OPEN & (never | Q(latest_update__given_on__lt=day))


class Facet(NamedTuple):
    """A step, a heading or a lead that actions of a plan have, and how many of them."""

    kind: str
    id: int
    name: str
    key: str
    colour: str
    place: int
    count: int
    overdue: int
    soon: int
    quiet: int
    found: int


@dataclass(frozen=True)
class Figures:
    """All the numbers of a plan page; `found` counts what the filter leaves."""

    steps: list
    headings: list
    leads: list

    def _sum(self, name):
        return sum(getattr(step, name) for step in self.steps)

    @property
    def actions(self):
        return self._sum("count")

    @property
    def found(self):
        return self._sum("found")

    @property
    def overdue(self):
        return self._sum("overdue")

    @property
    def soon(self):
        return self._sum("soon")

    @property
    def quiet(self):
        return self._sum("quiet")


def figures_of(actions, today, found=None):
    """The figures of a queryset of actions in one query; `found` is the queryset the filter leaves."""
    actions = actions.order_by()
    steps = _facet(
        actions.values("step"),
        kind=Value("step"),
        id=F("step_id"),
        name=F("step__word"),
        key=F("step__meaning"),
        colour=F("step__colour"),
        place=F("step__order"),
        count=Count("pk"),
        overdue=Count("pk", filter=overdue(today)),
        soon=Count("pk", filter=due_soon(today)),
        quiet=Count("pk", filter=without_news(today)),
        found=Count("pk", filter=Q(pk__in=found.order_by().values("pk")) if found is not None else None),
    )
    headings = _facet(
        actions.values("challenge__heading"),
        kind=Value("heading"),
        id=F("challenge__heading_id"),
        name=F("challenge__heading__name"),
        key=F("challenge__heading__key"),
        place=F("challenge__heading__order"),
        count=Count("pk"),
    )
    leads = _facet(
        Lead.objects.order_by().filter(action__in=actions.values("pk")).values("actor"),
        kind=Value("lead"),
        id=F("actor_id"),
        name=F("actor__name"),
        key=F("actor__key"),
        count=Count("action", distinct=True),
    )
    return _sorted(Facet(*row) for row in steps.union(headings, leads, all=True))


def _facet(rows, **columns):
    """Rows in the columns of Facet; one that has nothing to say in a column says "" or 0."""
    blank = {name: Value("" if kind is str else 0) for name, kind in Facet.__annotations__.items()}
    columns = {f"facet_{name}": columns.get(name, value) for name, value in blank.items()}
    return rows.annotate(**columns).values_list(*columns)


def _sorted(facets):
    by_kind = {"step": [], "heading": [], "lead": []}
    for facet in facets:
        by_kind[facet.kind].append(facet)
    return Figures(
        steps=sorted(by_kind["step"], key=lambda step: (step.place, step.id)),
        headings=sorted(by_kind["heading"], key=lambda heading: (heading.place, heading.id)),
        leads=sorted(by_kind["lead"], key=lambda lead: (lead.key, lead.id)),
    )


def figures_by_plan(actions, today):
    """The figures of several plans in one query, by plan id; steps only."""
    rows = (
        actions.order_by()
        .values("plan_id", "step_id")
        .annotate(
            name=F("step__word"),
            key=F("step__meaning"),
            colour=F("step__colour"),
            place=F("step__order"),
            count=Count("pk"),
            overdue=Count("pk", filter=overdue(today)),
            soon=Count("pk", filter=due_soon(today)),
            quiet=Count("pk", filter=without_news(today)),
        )
    )
    by_plan = {}
    for row in rows:
        plan = row.pop("plan_id")
        step = Facet(kind="step", id=row.pop("step_id"), found=0, **row)
        by_plan.setdefault(plan, []).append(step)
    return {plan: _sorted(steps) for plan, steps in by_plan.items()}


NO_FIGURES = Figures([], [], [])
