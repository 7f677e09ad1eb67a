"""Carrying what is unfinished forward into the next plan: many actions, few queries, a revision each all the same."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches, many
from actionplan.changes.actions import first_step
from actionplan.changes.closed import refuse_closed
from actionplan.changes.endings import REPLACED, copied, step_for
from actionplan.changes.locks import locked_plan
from actionplan.changes.plans import change_state, create_plan, edit_plan
from actionplan.changes.revisions import action_state, build_revision, moment, state_of
from actionplan.models import Action, Challenge, Deadline, Heading, Lead, Plan, Revision, SeeAlso, Update
from people.keys import key_of

PLAN_WORDS = (
    "origin",
    "committee",
    "scale",
    "year_starts",
    "quarters",
    "heading_word",
    "challenge_word",
    "action_word",
    "extensions_agreed_by",
    "reminders",
)
ACTION_WORDS = (
    "text",
    "success",
    "notes",
    "pointer",
    "exempt",
    "paragraph",
    "public_interest",
    "public_news",
)
UPDATE_WORDS = ("given_on", "recorded_at", "by_id", "for_actor_id", "words", "no_change")
NOTHING = gettext_lazy("Choose at least one action to carry forward.")
FINISHED = gettext_lazy(
    "{reference} is closed, so there is nothing to carry forward. Take it out and try again."
)
GONE = gettext_lazy("One of these actions was deleted meanwhile. Choose again.")
TWICE = gettext_lazy("{reference} is carried forward into that plan already.")
DRAFT = gettext_lazy("“{plan}” is a draft: what is not agreed yet is not carried forward.")


@dataclass(frozen=True)
class Carried:
    """The plan that goes on, and pairs of (the old action, the new one) in printed order."""

    plan: Plan
    actions: list


@transaction.atomic
def carry_forward(
    *,
    plan,
    actions,
    by,
    today,
    title="",
    stands_on=None,
    into=None,
    live=True,
    supersede=True,
    close=False,
    at=None,
):
    """Carry open actions of a plan forward into a new plan, or into one that is there.

    A new plan has the `title`, stands on `stands_on` and is live unless that is not wanted. With `supersede` the old
    actions close as carried forward; else they go on as they are. With `close` the old plan is closed after.
    Headings, challenges, leads, deadlines that are not met, what is exempt, and links among what is carried go along.
    """
    plan = locked_plan(plan)
    if plan.state == Plan.State.DRAFT:
        raise ValidationError(DRAFT.format(plan=plan.title))
    if supersede:
        refuse_closed(plan)
    if into is not None and into.pk == plan.pk:
        raise ValidationError({"into": _("Choose another plan than this one.")})
    chosen = _chosen(plan, actions)
    target = locked_plan(into) if into else _next_plan(plan, title, stands_on, by=by, at=at)
    refuse_closed(target)
    _refuse_twice(chosen, target)
    if target.carried_from_id is None:
        target = edit_plan(plan=target, by=by, carried_from=plan)
    pairs = _Carrying(plan, target, by=by, at=moment(at), today=today).carry(chosen, supersede=supersede)
    if live and into is None:
        target = change_state(plan=target, state=Plan.State.LIVE, by=by)
    if close and plan.state == Plan.State.LIVE:
        change_state(plan=plan, state=Plan.State.CLOSED, by=by)
    return Carried(target, pairs)


def _chosen(plan, actions):
    """The actions as they stand, held lowest id first, in printed order; refused where one is not open any more."""
    ids = {action.pk for action in actions}
    if not ids:
        raise ValidationError({"actions": NOTHING})
    many.lock(ids)
    present = plan.actions.present().filter(pk__in=ids).in_printed_order()
    present = present.select_related("step", "challenge__heading")
    chosen = list(present.prefetch_related("leads__actor", "deadlines"))
    for action in chosen:
        if not action.is_open:
            raise ValidationError({"actions": FINISHED.format(reference=action.reference)})
    if len(chosen) < len(ids):
        raise ValidationError({"actions": GONE})
    return chosen


def _next_plan(plan, title, stands_on, *, by, at):
    if not title.strip():
        raise ValidationError({"title": _("Write the title of the new plan.")})
    words = {name: getattr(plan, name) for name in PLAN_WORDS}
    return create_plan(title=title, stands_on=stands_on, by=by, at=at, carried_from=plan, **words)


def _refuse_twice(chosen, target):
    there = target.actions.present().filter(carried_from__in=[action.pk for action in chosen])
    if again := there.select_related("carried_from").first():
        raise ValidationError({"actions": TWICE.format(reference=again.carried_from.reference)})


class _Carrying:
    """Makes the rows of one carrying forward. Nothing asks the database for one action at a time."""

    def __init__(self, plan, target, *, by, at, today):
        self.plan, self.target, self.today = plan, target, today
        self.kept = {"by": by, "at": at, "batch": uuid.uuid4()}
        self.steps = {}
        for step in target.scale.steps.all():
            if step.default or step.meaning not in self.steps:
                self.steps[step.meaning] = step
        self.first_step = first_step(target)

    def carry(self, chosen, *, supersede):
        headings = self._headings(chosen)
        challenges = self._challenges(chosen, headings)
        new = self._actions(chosen, challenges)
        pairs = list(zip(chosen, new, strict=True))
        leads, deadlines = self._leads(pairs), self._deadlines(pairs)
        self._caches(pairs, leads, deadlines)
        self._see_also(pairs, challenges)
        self._last_news(pairs)
        self._keep(new, lambda each: action_state(each, leads[each.pk], deadlines[each.pk]))
        if supersede:
            self._supersede(pairs)
        return pairs

    def _headings(self, chosen):
        """The headings of the plan that goes on by their key, those that it lacks made after its last."""
        known = {heading.key: heading for heading in self.target.headings.all()}
        wanted = {action.challenge.heading.key: action.challenge.heading for action in chosen}
        first = max((heading.order + 1 for heading in known.values()), default=0)
        lacking = [each for key, each in wanted.items() if key not in known]
        made = Heading.objects.bulk_create(
            Heading(plan=self.target, order=first + place, name=each.name, key=each.key)
            for place, each in enumerate(lacking)
        )
        self._keep(made)
        return known | {heading.key: heading for heading in made}

    def _challenges(self, chosen, headings):
        """The challenge that each old one is carried to, by the old one's id; one of that name goes on."""
        known = {_name(each): each for each in self.target.challenges.select_related("heading")}
        order = max((each.order + 1 for each in known.values()), default=0)
        number = max((each.number + 1 for each in known.values()), default=1)
        lacking = {_name(each.challenge): each.challenge for each in chosen}
        lacking = [old for name, old in lacking.items() if name not in known]
        made = Challenge.objects.bulk_create(
            Challenge(
                plan=self.target,
                heading=headings[old.heading.key],
                order=order + place,
                number=number + place,
                title=old.title,
            )
            for place, old in enumerate(lacking)
        )
        self._keep(made)
        known |= {_name(each): each for each in made}
        return {each.challenge_id: known[_name(each.challenge)] for each in chosen}

    def _actions(self, chosen, challenges):
        references, orders = _References(self.target), self._next_orders()
        rows = []
        for old in chosen:
            challenge = challenges[old.challenge_id]
            order = orders[challenge.pk] = orders.get(challenge.pk, -1) + 1
            rows.append(self._action(old, challenge, order, references.next(challenge, old.exempt)))
        return Action.objects.bulk_create(rows)

    def _next_orders(self):
        rows = self.target.actions.order_by().values("challenge").annotate(last=Max("order"))
        return {row["challenge"]: row["last"] for row in rows}

    def _action(self, old, challenge, order, reference):
        action = Action(
            plan=self.target,
            challenge=challenge,
            order=order,
            reference=reference,
            step=self._step_like(old.step),
            carried_from=old,
            revision=1,
            **{name: getattr(old, name) for name in ACTION_WORDS},
        )
        action.search_key = caches.search_key(action, old.leads.all())
        return action

    def _step_like(self, step):
        return self.steps.get(step.meaning, self.first_step)

    def _leads(self, pairs):
        by_action = {
            action.pk: [
                Lead(action=action, actor=lead.actor, role=lead.role, order=lead.order, words=lead.words)
                for lead in old.leads.all()
            ]
            for old, action in pairs
        }
        Lead.objects.bulk_create([lead for lines in by_action.values() for lead in lines])
        return by_action

    def _deadlines(self, pairs):
        by_action = {
            action.pk: [
                copied(line, action, order)
                for order, line in enumerate(line for line in old.deadlines.all() if not line.met_on)
            ]
            for old, action in pairs
        }
        Deadline.objects.bulk_create([line for lines in by_action.values() for line in lines])
        return by_action

    def _caches(self, pairs, leads, deadlines):
        """Who reports is asked anew: a post may have another holder by now."""
        holder_of = many.holders_of_posts([lead for lines in leads.values() for lead in lines], self.today)
        for _old, action in pairs:
            action.next_due = caches.next_due(deadlines[action.pk])
            action.reporter = caches.reporter(leads[action.pk], holder_of)
        new = [action for _old, action in pairs]
        Action.objects.bulk_update(new, ["next_due", "reporter"], batch_size=many.AT_A_TIME)

    def _see_also(self, pairs, challenges):
        """Links among what is carried; the others would lead out of the plan."""
        new = {old.pk: action for old, action in pairs}
        links = SeeAlso.objects.filter(action__in=list(new))
        rows = [
            SeeAlso(
                action=new[link.action_id],
                challenge=challenges.get(link.challenge_id),
                other=new.get(link.other_id),
                words=link.words,
            )
            for link in links
            if link.challenge_id in challenges or link.other_id in new
        ]
        SeeAlso.objects.bulk_create(rows)

    def _last_news(self, pairs):
        """What was last said goes along, signed and dated as it was; after a "no change" what was said before too."""
        new = {old.pk: action for old, action in pairs}
        newest = {old.latest_update_id for old, _new in pairs} - {None}
        words = Update.objects.filter(action=OuterRef("action")).exclude(words="").values("pk")[:1]
        going = Update.objects.filter(Q(pk__in=newest) | Q(pk=Subquery(words)), action__in=list(new))
        going = going.select_related("step").order_by("given_on", "pk")
        self._point_at(Update.objects.bulk_create(self._copy(each, new[each.action_id]) for each in going))

    def _copy(self, update, action):
        words = {name: getattr(update, name) for name in UPDATE_WORDS}
        return Update(action=action, step=self._step_like(update.step), source=Update.Source.CARRY, **words)

    def _to(self, action):
        if self.target.state == Plan.State.DRAFT and self.target.carried_from_id != self.plan.pk:
            return _("Carried forward into another plan.")
        return _("Carried forward as {reference} in “{plan}”.").format(
            reference=action.reference, plan=self.target.title
        )

    def _supersede(self, pairs):
        step = step_for(self.plan, REPLACED)
        olds = [old for old, _new in pairs]
        with many.revisions([old.pk for old in olds], **self.kept):
            self._say([(old, self._to(action), step) for old, action in pairs])
            for old, action in pairs:
                old.step, old.replaced_by = step, action
            Action.objects.bulk_update(olds, ["step", "replaced_by"], batch_size=many.AT_A_TIME)

    def _say(self, said):
        """An update for each (action, words, step), which stands at that step or is put there after."""
        news = {"by": self.kept["by"], "recorded_at": self.kept["at"]}
        day = timezone.localdate(self.kept["at"])
        updates = Update.objects.bulk_create(
            Update(action=action, given_on=day, step=step, words=words, **news)
            for action, words, step in said
        )
        self._point_at(updates)

    def _point_at(self, updates):
        """Make these the latest of their actions; of several of one action the last."""
        for update in updates:
            update.action.latest_update = update
        actions = {update.action for update in updates}
        Action.objects.bulk_update(actions, ["latest_update"], batch_size=many.AT_A_TIME)

    def _keep(self, made, state=state_of):
        """The first revision of each thing made."""
        states = [(each, state(each)) for each in made]
        Revision.objects.bulk_create(
            build_revision(
                subject,
                number=1,
                changed={name: [None, value] for name, value in words.items()},
                state=words,
                **self.kept,
            )
            for subject, words in states
        )


class _References:
    """The next reference under each challenge, never one that was given before; exempt ones in their own series."""

    def __init__(self, plan):
        self.highest = {}
        for reference in plan.actions.values_list("reference", flat=True):
            series, number = self._parts(reference)
            self.highest[series] = max(number, self.highest.get(series, 0))

    def _parts(self, reference):
        series = reference.rstrip("0123456789")
        number = reference[len(series) :]
        return series, int(number or 0)

    def next(self, challenge, exempt):
        series = "E" if exempt == Action.Exempt.ALL else f"{challenge.number}."
        self.highest[series] = self.highest.get(series, 0) + 1
        return f"{series}{self.highest[series]}"


def _name(challenge):
    """What a challenge is known by from one plan to the next."""
    return challenge.heading.key, key_of(challenge.title)
