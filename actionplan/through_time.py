"""Plans on several past days at once, as far as counting needs: status, deadlines and what was exempt.

`actionplan.past` shows one day whole; this says the same of many days, and a test holds that the two agree.
"""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q

from actionplan.models import Plan, Revision, Step
from actionplan.past import PastAction, Steps, deadlines_of, end_of

COUNTED = ("step", "deadlines", "exempt", "deleted_at", "text")


@dataclass(frozen=True)
class PlanThen:
    """A plan at the end of a day: its state, and its actions by id with everything that is exempt."""

    day: date
    state: str
    actions: dict = field(default_factory=dict)

    def seen(self, withheld, *others):
        """What somebody may know of, also of those `others`, which are other days of the same plan."""
        levels = [{pk: each.exempt for pk, each in then.actions.items()} for then in (self, *others)]
        for level in levels:
            withheld = withheld.stricter(level)
        return {pk: action for pk, action in self.actions.items() if not withheld.hides(pk)}


def plans_then(plans, days):
    """How these plans stood at the end of each of these days: {day: {plan's id: PlanThen}}.

    A plan is left out on days before it was written down. Three queries, however many plans, actions and days.
    """
    if not days:
        return {}
    moments = {day: end_of(day) for day in sorted(days)}
    known = _Known(plans, moments)
    return {day: known.on(day, moment) for day, moment in moments.items()}


class _Known:
    def __init__(self, plans, moments):
        first, last = min(moments.values()), max(moments.values())
        self.plans = _plans(plans, last)
        self.actions = _actions(plans, first, last)
        scales = {revision.state.get("scale_id") for each in self.plans.values() for revision in each}
        self.steps = {}
        for step in Step.objects.filter(scale__in=scales - {None}):
            self.steps.setdefault(step.scale_id, []).append(step)
        self.built = {}

    def on(self, day, moment):
        found = {}
        for pk, revisions in self.plans.items():
            before = [each for each in revisions if each.at < moment]
            if before:
                found[pk] = PlanThen(day, before[-1].state.get("state", Plan.State.LIVE))
                words = self._words(before)
                found[pk].actions.update(self._stood(pk, moment, words))
        return found

    def _words(self, revisions):
        """The status words a plan had after these revisions of it."""
        taken = [(each.at, each.changed["steps"]) for each in revisions if "steps" in each.changed]
        return Steps(self.steps[revisions[-1].state["scale_id"]], taken)

    def _stood(self, plan, moment, words):
        for pk, states in self.actions.get(plan, {}).items():
            state = next((each for each in reversed(states) if each["at"] < moment), None)
            if state and not (state.get("deleted") or state.get("deleted_at")):
                yield pk, self._action(pk, state, words)

    def _action(self, pk, state, words):
        """The same action, where nothing of it changed between two days."""
        step = words.of(state)
        key = pk, state["number"], step.pk
        if key not in self.built:
            self.built[key] = _light(pk, state, step)
        return self.built[key]


def _light(pk, state, step):
    return PastAction(
        id=pk,
        reference=state["reference"],
        text=state["text"],
        challenge_id=state["challenge_id"],
        order=state["order"],
        step=step,
        exempt=state["exempt"],
        deadlines=deadlines_of(state),
    )


def _plans(plans, last):
    """The revisions of each plan itself, by its id."""
    found = {}
    for each in Revision.objects.filter(subject="plan", plan__in=plans, at__lt=last).order_by("number"):
        found.setdefault(each.plan_id, []).append(each)
    return found


def _actions(plans, first, last):
    """The states of each action after what is counted changed, by plan and action, the earliest first.

    Of those before the first moment the last is enough.
    """
    counts = Q(number=1) | Q(changed__has_any_keys=list(COUNTED))
    known = Revision.objects.filter(counts, subject="action", plan__in=plans, at__lt=last)
    later = known.filter(subject_id=OuterRef("subject_id"), number__gt=OuterRef("number"), at__lt=first)
    needed = known.filter(Q(at__gte=first) | ~Exists(later.order_by()))
    rows = needed.order_by("number").values_list("plan", "subject_id", "number", "at", "state")
    found = {}
    for plan, pk, number, at, state in rows:
        states = found.setdefault(plan, {}).setdefault(pk, [])
        states.append(state | {"number": number, "at": at})
    return found
