"""A plan as it stood on a past day, as plain values rebuilt from its revisions and updates.

What counts is what had been written down by the end of the day, as a paper printed that evening would have had it.
News of 3 November that was written down on the 10th is not in the plan of the 5th, and a move that a minute of
8 September allows, recorded on the 11th, is not in the plan of the 9th. Status words are those the plan had then.
People and posts are called what they are called now: a new name is no change of who led.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from actionplan.history import read_day
from actionplan.models import Action, Plan, Revision, Step, Update
from actionplan.redaction import REMOVED
from actionplan.rows import News, signed
from actionplan.status import FINISHED
from people.models import Actor

NO, ALL = Action.Exempt.NO, Action.Exempt.ALL
DAYS = ("first_day", "due", "original_due", "met_on")
ACTION_WORDS = (
    "reference",
    "text",
    "challenge_id",
    "order",
    "success",
    "notes",
    "pointer",
    "ending",
    "outcome",
    "exempt",
    "paragraph",
    "public_interest",
    "public_news",
)


@dataclass(frozen=True)
class PastLead:
    """Who led; `actor_id` is of whoever they have been merged into since."""

    role: str
    actor_id: int
    name: str
    words: str = ""


@dataclass(frozen=True)
class PastDeadline:
    """A deadline with the fields of `actionplan.models.Deadline`."""

    id: int
    what: str = ""
    words: str = ""
    kind: str = "none"
    first_day: date | None = None
    due: date | None = None
    precision: str = ""
    original_words: str = ""
    original_due: date | None = None
    met_on: date | None = None

    def days_overdue(self, day):
        return 0 if self.met_on or self.due is None else max(0, (day - self.due).days)

    @property
    def days_later(self):
        """Days from the first day to the present one; 0 where it was met, or not put back."""
        if self.met_on or self.due is None or self.original_due is None:
            return 0
        return max(0, (self.due - self.original_due).days)


@dataclass(frozen=True)
class PastAction:
    """An action; `step` is a Step, `news` what was last said (`rows.News`) or None, `told` whether one may read it."""

    id: int
    reference: str
    text: str
    challenge_id: int
    order: int
    step: Step
    success: str = ""
    notes: str = ""
    pointer: bool = False
    ending: str = ""
    outcome: str = ""
    exempt: str = NO
    paragraph: str = ""
    public_interest: str = ""
    public_news: str = ""
    leads: tuple = ()
    deadlines: tuple = ()
    news: News | None = None
    told: bool = True

    @cached_property
    def is_open(self):
        return self.step.meaning not in FINISHED

    @cached_property
    def next_due(self):
        """The first last day that was not met, or None."""
        return min((line.due for line in self.deadlines if line.due and not line.met_on), default=None)

    @cached_property
    def next_first_due(self):
        """The first of the days that were put back, as it was; None where none was."""
        return min((line.original_due for line in self.deadlines if line.days_later), default=None)

    def names(self, role):
        return [lead.name for lead in self.leads if lead.role == role]

    def days_overdue(self, day):
        """Days its first unmet deadline had passed on a day; 0 where it was not open."""
        return max(0, (day - self.next_due).days) if self.is_open and self.next_due else 0

    @cached_property
    def days_later(self):
        """By how many days a deadline that is not met is later than it first was; 0 where it was not open."""
        return max((line.days_later for line in self.deadlines), default=0) if self.is_open else 0

    def is_past_its_first_date(self, day):
        """Whether a deadline's first date had passed, and it was not overdue only because it has a new one."""
        was_due = self.next_first_due
        return self.is_open and was_due is not None and was_due < day <= self.next_due


@dataclass(frozen=True)
class PastChallenge:
    id: int
    number: int
    title: str
    heading_id: int
    heading: str
    actions: tuple = ()


@dataclass(frozen=True)
class PastPlan:
    """The plan in printed order. `headings` maps ids to names, those without challenges too.

    `there` are the ids of every heading and of every challenge there was, also where somebody may not know of it.
    """

    title: str
    state: str
    committee: str
    stands_on: date | None
    challenge_word: str
    scale_id: int
    headings: dict
    challenges: tuple
    there: frozenset = frozenset()

    @property
    def actions(self):
        return [action for challenge in self.challenges for action in challenge.actions]

    def exempt(self):
        """What was exempt: levels by the action's id."""
        return {action.id: action.exempt for action in self.actions if action.exempt != NO}


def end_of(day):
    """The moment a day is over in London."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def known_since(plan):
    """The moment a plan was first written down; None where nothing of it was."""
    return Revision.objects.filter(plan=plan).order_by("at").values_list("at", flat=True).first()


def plan_at(plan, moment=None):
    """The plan as it stood when a moment came (None: as it stands now) with everything that is exempt.

    None where it had not been made. Five queries, however many actions: show it to nobody before `seen_by`.
    """
    states = _states(plan, moment)
    told = states["plan"].get(plan.pk)
    if told is None:
        return None
    actors = _Actors(states)
    challenges = _challenges(states, _actions(states, plan, moment, actors))
    return PastPlan(
        title=told["title"],
        state=told.get("state", Plan.State.LIVE),
        committee=actors.name_of(told.get("committee_id")),
        stands_on=read_day(told.get("stands_on")),
        challenge_word=told.get("challenge_word", "Challenge"),
        scale_id=told.get("scale_id", plan.scale_id),
        headings={pk: state["name"] for pk, state in _in_order(states["heading"])},
        challenges=tuple(challenges),
        there=frozenset(("heading", pk) for pk in states["heading"])
        | {("challenge", pk) for pk in states["challenge"]},
    )


def _states(plan, moment):
    """What each thing of the plan was by its kind and id: of the last revision before the moment."""
    before = Q(at__lt=moment) if moment else Q()
    later = Revision.objects.filter(
        before,
        subject=OuterRef("subject"),
        subject_id=OuterRef("subject_id"),
        number__gt=OuterRef("number"),
    )
    kept = Revision.objects.filter(before, ~Exists(later), plan=plan).order_by()
    states = {"plan": {}, "heading": {}, "challenge": {}, "action": {}}
    for subject, pk, at, state in kept.values_list("subject", "subject_id", "at", "state"):
        if not (state.get("deleted") or state.get("deleted_at")):
            states[subject][pk] = state | {"at": at}
    return states


def _in_order(states):
    return sorted(states.items(), key=lambda each: (each[1].get("order", 0), each[0]))


def _challenges(states, actions):
    under = {}
    for action in actions:
        under.setdefault(action.challenge_id, []).append(action)
    for pk, state in _in_order(states["challenge"]):
        heading = states["heading"].get(state["heading_id"], {})
        yield PastChallenge(
            id=pk,
            number=state["number"],
            title=state["title"],
            heading_id=state["heading_id"],
            heading=heading.get("name", ""),
            actions=tuple(under.get(pk, ())),
        )


def _actions(states, plan, moment, actors):
    updates = _updates(plan, moment)
    steps = _steps(plan, states["plan"][plan.pk].get("scale_id", plan.scale_id), moment)
    for pk, state in _in_order(states["action"]):
        yield PastAction(
            id=pk,
            step=steps.of(state),
            leads=tuple(actors.lead(lead) for lead in state.get("leads", ())),
            deadlines=tuple(_deadline(line) for line in state.get("deadlines", ())),
            news=_news(updates.get(pk)),
            **{name: state[name] for name in ACTION_WORDS if name in state},
        )


def _updates(plan, moment):
    """The newest news of each action that had been written down: the day it was of counts, then which came last."""
    known = Update.objects.filter(action__plan=plan)
    known = known.filter(recorded_at__lt=moment) if moment else known
    newer = Q(given_on__gt=OuterRef("given_on")) | Q(given_on=OuterRef("given_on"), pk__gt=OuterRef("pk"))
    newest = known.filter(~Exists(known.filter(newer, action=OuterRef("action")).order_by()))
    newest = newest.select_related("by__actor", "for_actor").order_by()
    return {update.action_id: update for update in newest}


def _news(update):
    return News(update.words, signed(update), update.given_on, update.no_change) if update else None


def _deadline(line):
    kept = {name: line[name] for name in PastDeadline.__dataclass_fields__ if name in line}
    return PastDeadline(**kept | {name: read_day(line.get(name)) for name in DAYS})


def _steps(plan, scale, moment):
    taken = Revision.objects.filter(plan=plan, subject="plan", changed__has_key="steps")
    taken = taken.filter(at__lt=moment) if moment else taken
    return Steps(
        list(Step.objects.filter(scale=scale)),
        list(taken.order_by("number").values_list("at", "changed__steps")),
    )


class Steps:
    """A plan's status words at a moment. `taken`: when it took other words, and which became which."""

    def __init__(self, steps, taken):
        self.steps, self.taken = steps, taken
        self.by_word = {step.word: step for step in reversed(steps)}

    def of(self, state):
        """The step an action stood at: of the word its state has, and what became of it since."""
        word = state.get("step")
        for at, (old, new) in self.taken:
            if at > state["at"]:
                word = dict(zip(old, new, strict=True)).get(word, word)
        return self.by_word.get(word, self.steps[0])


class _Actors:
    """Whoever is named in these states, under the names they have now."""

    def __init__(self, states):
        ids = {lead["actor_id"] for state in states["action"].values() for lead in state.get("leads", ())}
        ids |= {state.get("committee_id") for state in states["plan"].values()} - {None}
        self.known = {actor.pk: actor for actor in Actor.objects.filter(pk__in=ids)}

    def name_of(self, pk):
        return self.known[pk].name if pk in self.known else ""

    def lead(self, kept):
        """A name that was taken out for good stays out, whoever it was of."""
        actor = self.known.get(kept["actor_id"])
        stays = actor is None or REMOVED in kept.get("name", "")
        return PastLead(
            role=kept["role"],
            actor_id=(actor and actor.merged_into_id) or kept["actor_id"],
            name=kept.get("name", "") if stays else actor.name,
            words=kept.get("words", ""),
        )


def seen_by(past, withheld, hidden=frozenset()):
    """The plan as somebody may read it. `withheld` is a `withheld.Withheld` that knows what was exempt then.

    `hidden` are ids of challenges they may not know of today; one that held something they may read is shown.
    """
    challenges, headings = [], {}
    for challenge in past.challenges:
        actions = tuple(_seen(each, withheld) for each in challenge.actions if not withheld.hides(each.id))
        if actions or not (challenge.actions or challenge.id in hidden):
            challenges.append(replace(challenge, actions=actions))
            headings[challenge.heading_id] = challenge.heading
    filled = {challenge.heading_id for challenge in past.challenges}
    shown = {pk: name for pk, name in past.headings.items() if pk in headings or pk not in filled}
    return replace(past, challenges=tuple(challenges), headings=shown)


def _seen(action, withheld):
    if not withheld.silences(action.id):
        return action
    news = News(words=action.public_news, exempt=True)
    return replace(action, news=news, outcome="", ending="", told=False)


def counts_of(past, day):
    """How many actions stood at each step, in the scale's order, and how many were overdue on a day."""
    actions = past.actions
    steps = Counter(action.step for action in actions)
    in_order = sorted(steps.items(), key=lambda each: (each[0].order, each[0].pk))
    return in_order, sum(action.days_overdue(day) > 0 for action in actions)
