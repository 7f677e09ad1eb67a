"""A plan in numbers: how many actions stand where, and by what its list can be filtered."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When

from actionplan.models import Action, DeadlineChange, Lead
from actionplan.nearness import USUAL, Days, Nearness
from actionplan.status import FINISHED, Meaning
from people.keys import key_of

AS_USUAL = Nearness()
OPEN = ~Q(step__meaning__in=FINISHED)
UNREPORTED = OPEN & Q(reporter=None)
EXEMPT = ~Q(exempt=Action.Exempt.NO)
NEWS_HAS_A_DAY = ~Q(exempt=Action.Exempt.NEWS)  # of exempt news no list tells when it was given, to anybody
MORE_TIME_ASKED = Q(
    Exists(
        DeadlineChange.objects.filter(
            deadline__action=OuterRef("pk"), state=DeadlineChange.State.ASKED, resolution=None
        )
    )
)


def overdue(today):
    return OPEN & Q(next_due__lt=today)


def due_soon(today, near=AS_USUAL):
    return (
        OPEN & Q(next_due__gte=today) & near.where(lambda days: Q(next_due__lte=today + timedelta(days.soon)))
    )


def without_news(today, near=AS_USUAL):
    """Open, and nobody has said anything for so long; a plan younger than that has had no time to."""
    return OPEN & NEWS_HAS_A_DAY & near.where(lambda days: _not_since(today - timedelta(days.quiet)))


def _not_since(day):
    return Q(latest_update=None, plan__stands_on__lt=day) | Q(latest_update__given_on__lt=day)


class Facet(NamedTuple):
    """A step, heading, lead, reporter or plan that actions have, and how many of them; or a saved view."""

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
    unreported: int
    asking: int
    exempt: int
    found: int


@dataclass(frozen=True)
class Figures:
    """All the numbers of a list of actions; `found` counts what the filter leaves, `days` say how it was counted."""

    steps: list = field(default_factory=list)
    headings: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    reporters: list = field(default_factory=list)
    plans: list = field(default_factory=list)
    views: list = field(default_factory=list)
    days: Days = USUAL

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

    @property
    def unreported(self):
        return self._sum("unreported")

    @property
    def asking(self):
        return self._sum("asking")

    @property
    def exempt(self):
        return self._sum("exempt")


def figures_of(actions, today, found=None, *, near=AS_USUAL, views=None, across=False):
    """The figures of a queryset of actions in one query; `found` is the queryset the filter leaves.

    `views` are the saved views to offer beside them. `across` all plans there are plans in place of headings, and
    steps are put together by what they mean.
    """
    actions = actions.order_by()
    counts = _counts(
        today, near, found=Q(pk__in=found.order_by().values("pk")) if found is not None else None
    )
    steps = _facet(actions.values("step"), **STEP, **counts)
    others = [_plans(actions) if across else _headings(actions), _leads(actions), _reporters(actions)]
    if views is not None:
        others.append(_views(views))
    figures = replace(_sorted(Facet(*row) for row in steps.union(*others, all=True)), days=near.told)
    return replace(figures, steps=_by_meaning(figures.steps)) if across else figures


STEP = {
    "kind": Value("step"),
    "id": F("step_id"),
    "name": F("step__word"),
    "key": F("step__meaning"),
    "colour": F("step__colour"),
    "place": F("step__order"),
}


def _counts(today, near, **more):
    rules = {
        "overdue": overdue(today),
        "soon": due_soon(today, near),
        "quiet": without_news(today, near),
        "unreported": UNREPORTED,
        "asking": MORE_TIME_ASKED,
        "exempt": EXEMPT,
        **more,
    }
    return {"count": Count("pk"), **{name: Count("pk", filter=rule) for name, rule in rules.items()}}


def _headings(actions):
    return _facet(
        actions.values("challenge__heading"),
        kind=Value("heading"),
        id=F("challenge__heading_id"),
        name=F("challenge__heading__name"),
        key=F("challenge__heading__key"),
        place=F("challenge__heading__order"),
        count=Count("pk"),
    )


def _plans(actions):
    return _facet(
        actions.values("plan"),
        kind=Value("plan"),
        id=F("plan_id"),
        name=F("plan__title"),
        key=F("plan__slug"),
        count=Count("pk"),
    )


def _leads(actions):
    return _facet(
        Lead.objects.order_by().filter(action__in=actions.values("pk")).values("actor"),
        kind=Value("lead"),
        id=F("actor_id"),
        name=F("actor__name"),
        key=F("actor__key"),
        count=Count("action", distinct=True),
    )


def _reporters(actions):
    return _facet(
        actions.exclude(reporter=None).values("reporter"),
        kind=Value("reporter"),
        id=F("reporter_id"),
        name=F("reporter__name"),
        key=F("reporter__key"),
        count=Count("pk"),
    )


def _views(views):
    """A view's query stands as its key, its owner as its place, and as its colour whether it is shared."""
    return _facet(
        views.order_by(),
        kind=Value("view"),
        id=F("pk"),
        name=F("name"),
        key=F("query"),
        colour=Case(When(shared=True, then=Value("shared")), default=Value("own")),
        place=F("owner_id"),
    )


def _facet(rows, **columns):
    """Rows in the columns of Facet; one that has nothing to say in a column says "" or 0."""
    blank = {name: Value("" if kind is str else 0) for name, kind in Facet.__annotations__.items()}
    columns = {f"facet_{name}": columns.get(name, value) for name, value in blank.items()}
    return rows.annotate(**columns).values_list(*columns)


def _sorted(facets):
    by_kind = {kind: [] for kind in ORDER_WITHIN}
    for facet in facets:
        by_kind[facet.kind].append(facet)
    return Figures(*(sorted(by_kind[kind], key=order) for kind, order in ORDER_WITHIN.items()))


def _by_place(facet):
    return facet.place, facet.id


def _by_key(facet):
    return facet.key, facet.id


def _by_name(facet):
    return key_of(facet.name), facet.id


# In the order of the fields of Figures.
ORDER_WITHIN = {
    "step": _by_place,
    "heading": _by_place,
    "lead": _by_key,
    "reporter": _by_key,
    "plan": _by_name,
    "view": _by_name,
}
COUNTED = ("count", "overdue", "soon", "quiet", "unreported", "asking", "exempt", "found")


def _by_meaning(steps):
    """Steps of several scales as one for each meaning, with the words and colours that are usual."""
    together = {}
    for step in steps:
        together.setdefault(step.key, []).append(step)
    return [
        alike[0]._replace(
            name=meaning.label,
            colour=meaning.colour,
            **{name: sum(getattr(step, name) for step in alike) for name in COUNTED},
        )
        for meaning in Meaning
        if (alike := together.get(meaning.value))
    ]


def figures_by_plan(actions, today, near=AS_USUAL):
    """The figures of several plans in one query, by plan id; steps only."""
    named = {name: value for name, value in STEP.items() if name not in ("kind", "id")}
    rows = actions.order_by().values("plan_id", "step_id").annotate(**named, **_counts(today, near))
    by_plan = {}
    for row in rows:
        plan = row.pop("plan_id")
        step = Facet(kind="step", id=row.pop("step_id"), found=0, **row)
        by_plan.setdefault(plan, []).append(step)
    return {plan: replace(_sorted(steps), days=near.of(plan)) for plan, steps in by_plan.items()}


NO_FIGURES = Figures()
