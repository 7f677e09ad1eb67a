"""Adopting a whole plan at once, as an import does: many rows, few queries, a revision each all the same.

The values are those of `actionplan.importing.reading`; who is meant by a name is given as actors by name.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from actionplan.changes import caches
from actionplan.changes.actions import first_step
from actionplan.changes.revisions import action_state, build_revision, moment, state_of
from actionplan.changes.too_long import refuse_long_words
from actionplan.models import Action, Challenge, Deadline, Heading, Lead, Revision, SeeAlso, Update
from actionplan.status import read_status
from people.keys import key_of

ROLES = ("member", "strategic", "operational")
NEWS = {"news_in_deadline"}


@transaction.atomic
def adopt(*, plan, challenges, actors, by, at=None, source_import=None, printed=None):
    """Put challenges with their actions into an empty plan, in order. `actors` maps a name to its Actor.

    `printed` maps the key of a row to all that it says, as (column, words): the revision of its action keeps that.

    Returns the actions made. Raises ValidationError, and makes nothing, where some words are too long to keep.
    """
    refuse_long_words(challenges)
    if plan.challenges.exists():
        raise ValidationError(
            _("{plan} has challenges already: a document is read into an empty plan.").format(plan=plan.title)
        )
    return _Adoption(plan, actors, by, moment(at), source_import, printed or {}).adopt(challenges)


class _Adoption:
    def __init__(self, plan, actors, by, at, source_import, printed):
        self.plan, self.actors, self.printed = plan, actors, printed
        self.steps = {meaning: plan.scale.step_for(meaning) for meaning in _meanings(plan)}
        self.first_step = first_step(plan)
        self.holder_of = caches.holders_on(plan.stands_on)
        self.kept = {"by": by, "at": at, "batch": uuid.uuid4(), "source_import": source_import}

    def adopt(self, challenges):
        headings = self._headings(challenges)
        made = self._challenges(challenges, headings)
        pairs = [(read, made[c.number]) for c in challenges for read in c.actions]
        actions = self._actions(pairs)
        reads = [read for read, _ in pairs]
        leads, deadlines = self._leads(reads, actions), self._deadlines(reads, actions)
        self._caches(actions, leads, deadlines)
        self._updates(reads, actions)
        self._see_also(reads, actions, made)
        self._revisions([*headings.values(), *made.values()])
        self._action_revisions(reads, actions, leads, deadlines)
        return actions

    def _headings(self, challenges):
        names = list(dict.fromkeys(challenge.heading for challenge in challenges))
        rows = [
            Heading(plan=self.plan, order=order, name=name, key=key_of(name))
            for order, name in enumerate(names)
        ]
        return dict(zip(names, Heading.objects.bulk_create(rows), strict=True))

    def _challenges(self, challenges, headings):
        rows = [
            Challenge(
                plan=self.plan,
                heading=headings[read.heading],
                order=order,
                number=read.number,
                title=read.title,
            )
            for order, read in enumerate(challenges)
        ]
        return {row.number: row for row in Challenge.objects.bulk_create(rows)}

    def _actions(self, pairs):
        orders = {}
        rows = []
        for read, challenge in pairs:
            order = orders[challenge.number] = orders.get(challenge.number, -1) + 1
            rows.append(self._action(read, challenge, order))
        return Action.objects.bulk_create(rows)

    def _action(self, read, challenge, order):
        action = Action(
            plan=self.plan,
            challenge=challenge,
            order=order,
            reference=read.reference,
            text=read.text,
            step=self._step(read),
            pointer=read.pointer,
            notes="\n".join(f"{column}: {words}" for column, words in read.notes),
            revision=1,
        )
        action.search_key = self._search_key(action, read)
        return action

    def _step(self, read):
        return self.steps.get(read.status) or self.first_step

    def _search_key(self, action, read):
        leads = [self._lead(action, role, 0, name) for role in ROLES for name in read.leads.get(role, ())]
        return caches.search_key(action, leads)

    def _lead(self, action, role, order, name):
        return Lead(action=action, actor=self.actors[name.name], role=role, order=order, words=name.words)

    def _leads(self, reads, actions):
        """Every lead, by the action's id; one actor once a role, whatever the cell says twice."""
        by_action = {}
        for read, action in zip(reads, actions, strict=True):
            lines = {}
            for role in ROLES:
                for name in read.leads.get(role, ()):
                    lead = self._lead(action, role, len(lines), name)
                    lines.setdefault((role, lead.actor_id), lead)
            by_action[action.pk] = list(lines.values())
        Lead.objects.bulk_create([lead for lines in by_action.values() for lead in lines])
        return by_action

    def _deadlines(self, reads, actions):
        by_action = {}
        for read, action in zip(reads, actions, strict=True):
            dues = [due for due in (read.deadline, *read.deadline.also) if due.words]
            settled = self.kept["by"] if _is_settled(read) else None
            by_action[action.pk] = [_deadline(action, order, due, settled) for order, due in enumerate(dues)]
        Deadline.objects.bulk_create([line for lines in by_action.values() for line in lines])
        return by_action

    def _caches(self, actions, leads, deadlines):
        for action in actions:
            action.next_due = caches.next_due(deadlines[action.pk])
            action.reporter = caches.reporter(leads[action.pk], self.holder_of)
        Action.objects.bulk_update(actions, ["next_due", "reporter"], batch_size=200)

    def _updates(self, reads, actions):
        rows = [
            update for read, action in zip(reads, actions, strict=True) for update in self._said(read, action)
        ]
        Update.objects.bulk_create(rows)
        newest = Update.objects.filter(action=OuterRef("pk")).order_by("-given_on", "-pk").values("pk")[:1]
        Action.objects.filter(plan=self.plan).update(latest_update=Subquery(newest))

    def _said(self, read, action):
        """What the document says has happened, oldest first; unsigned, on the day its column names.

        What names no day is of the day the document stands on. Old news that is a status says how things stood then;
        the last one stands at the action's own step.
        """
        today = self.plan.stands_on
        said = [
            (day or today, f"{column}: {words}", words)
            for (column, words), day in zip(read.updates, read.given_on, strict=True)
        ]
        said += [(today, read.news, "")] if read.news else []
        if not said and read.status:
            said = [(today, read.status_words or read.deadline.words, "")]
        said.sort(key=lambda each: each[0])
        for place, (day, words, status) in enumerate(said, 1):
            step = action.step if place == len(said) else self._step_then(status, action)
            yield self._update(action, day, step, words)

    def _step_then(self, words, action):
        read = read_status(words)
        return (read and self.steps.get(read.meaning.value)) or action.step

    def _update(self, action, day, step, words):
        return Update(
            action=action,
            given_on=day,
            recorded_at=self.kept["at"],
            step=step,
            words=words,
            source=Update.Source.IMPORT,
        )

    def _see_also(self, reads, actions, challenges):
        SeeAlso.objects.bulk_create(
            SeeAlso(action=action, challenge=challenges[number], words=title)
            for read, action in zip(reads, actions, strict=True)
            for number, title in zip(read.see_numbers, read.see_also, strict=True)
        )

    def _revisions(self, subjects):
        self._keep((subject, state_of(subject)) for subject in subjects)

    def _action_revisions(self, reads, actions, leads, deadlines):
        self._keep(
            (
                action,
                action_state(action, leads[action.pk], deadlines[action.pk])
                | {"document": self._document(read)},
            )
            for read, action in zip(reads, actions, strict=True)
        )

    def _document(self, read):
        """Where an action stood and what was printed there."""
        printed = self.printed.get(read.rows[0], ()) if read.rows else ()
        return {"source": read.source, "written": read.written, "printed": list(printed)}

    def _keep(self, subjects_and_states):
        Revision.objects.bulk_create(
            build_revision(
                subject,
                number=1,
                changed={name: [None, value] for name, value in state.items()},
                state=state,
                **self.kept,
            )
            for subject, state in subjects_and_states
        )


def _meanings(plan):
    return {step.meaning for step in plan.scale.steps.all()}


def _is_settled(read):
    """Whether a person has said of every doubt about its deadlines that it is read as it was meant."""
    return not any(each.code.startswith("deadline_") or each.code in NEWS for each in read.problems)


def _deadline(action, order, due, settled_by):
    return Deadline(
        action=action,
        order=order,
        what=due.what,
        words=due.words,
        kind=due.kind,
        first_day=due.first_day,
        due=due.due,
        precision=due.precision,
        original_words=due.words,
        original_due=due.due,
        confirmed_by=None if due.confident else settled_by,
    )
