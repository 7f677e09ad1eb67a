"""Plans on several past days at once, as far as counting needs: status, deadlines and what was exempt.

`actionplan.past` shows one day whole; this says the same of many days, and a test holds that the two agree.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from actionplan.history import read_day
from actionplan.models import Action, Plan, Revision, Step
from actionplan.past import PastAction, PastDeadline, Steps, end_of

KEPT = ("reference", "text", "challenge_id", "order", "exempt")
LINE = ("id", "words", "due", "original_due", "met_on")
COUNTED = ("step", "deadlines", "exempt", "deleted_at", "text")


@dataclass(frozen=True)
class PlanThen:
    """A plan at the end of a day: its state, and its actions by id with everything that is exempt."""

    day: date
    state: str
    actions: dict = field(default_factory=dict)

    def seen(self, withheld, *others):
        """What somebody may know of, also of those `others`, which are other days of the same plan."""
        then = {pk for each in (self, *others) for pk in each.exempt if pk in withheld.levels}
        hidden = withheld.hidden | then
        return (
            {pk: action for pk, action in self.actions.items() if pk not in hidden}
            if hidden
            else self.actions
        )

    @cached_property
    def exempt(self):
        """The ids of what was exempt, all of it."""
        return {pk for pk, action in self.actions.items() if action.exempt == Action.Exempt.ALL}


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
        self.words = {}

    def on(self, day, moment):
        found = {}
        for pk, revisions in self.plans.items():
            before = [each for each in revisions if each.at < moment]
            if before:
                state = before[-1].state.get("state", Plan.State.LIVE)
                words = self._words(pk, before)
                found[pk] = PlanThen(day, state, dict(self._stood(pk, moment, words)))
        return found

    def _words(self, plan, revisions):
        """The status words a plan had after these revisions of it: the same ones until it takes others."""
        taken = [(each.at, each.changed["steps"]) for each in revisions if "steps" in each.changed]
        key = plan, len(taken), revisions[-1].state["scale_id"]
        if key not in self.words:
            self.words[key] = Steps(self.steps[key[-1]], taken)
        return self.words[key]

    def _stood(self, plan, moment, words):
        for pk, states in self.actions.get(plan, {}).items():
            for state in reversed(states):
                if state.at < moment:
                    if action := state.action(words):
                        yield pk, action
                    break


class _State:
    """An action's state from a moment on; the same PastAction on every day that it is the same."""

    __slots__ = ("at", "built", "built_with", "gone", "kept", "lines", "word")

    def __init__(self, pk, at, state):
        self.at, self.word = at, state["step"]
        self.gone = bool(state.get("deleted") or state.get("deleted_at"))
        self.kept = {"id": pk} | {name: state[name] for name in KEPT}
        self.lines = [{name: line.get(name) for name in LINE} for line in state.get("deadlines", ())]
        self.built = self.built_with = None

    def action(self, steps):
        """None where it was taken out."""
        if self.built_with is not steps and not self.gone:
            step = steps.of({"step": self.word, "at": self.at})
            self.built = PastAction(**self.kept, step=step, deadlines=tuple(map(_line, self.lines)))
            self.built_with = steps
        return self.built


def _line(line):
    """A deadline as far as counting needs it."""
    due, original, met = (read_day(line[name]) for name in ("due", "original_due", "met_on"))
    return PastDeadline(id=line["id"], words=line["words"] or "", due=due, original_due=original, met_on=met)


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
    rows = needed.order_by("number").values_list("plan", "subject_id", "at", "state")
    found = {}
    for plan, pk, at, state in rows.iterator(chunk_size=500):
        found.setdefault(plan, {}).setdefault(pk, []).append(_State(pk, at, state))
    return found
