"""An officer who does whatever an officer can do to a plan, at random, with an hour between."""

import random
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from actionplan import changes
from actionplan.models import Lead, Update
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan

EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
NEWS = EXEMPT | {"exempt": "news"}


def at(day, hour=12):
    return datetime(2026, *day, hour, tzinfo=timezone.get_default_timezone())


class Officer:
    """Does something at random to a plan, an hour after the last time."""

    def __init__(self, seed, by):
        self.random, self.by = random.Random(seed), by
        self.clock = at((1, 5))
        self.actors = [make_actor(f"Actor {n}") for n in range(4)]
        self.plan = make_plan(by=by)
        for n in range(3):
            challenge = make_challenge(self.plan, f"Challenge {n}", heading=f"Heading {n % 2}", by=by)
            make_action(f"Action {n}", challenge=challenge, deadline="June 2027", by=by)
        # What stands is older than what is done at random.
        for table, moment in ((self.plan.revisions, "at"), (Update.objects, "recorded_at")):
            table.update(**{moment: at((1, 2))})

    def one(self, rows):
        rows = list(rows)
        return self.random.choice(rows) if rows else None

    def act(self):
        """One change; gives its moment, or None where it was not possible."""
        self.clock += timedelta(hours=1)
        name = self.random.choice([each for each in dir(self) if each.startswith("do_")])
        before = self.plan.revisions.count(), Update.objects.count()
        try:
            getattr(self, name)(
                self.one(self.plan.actions.present()),
                {"by": self.by, "at": self.clock},
                f"w{self.clock:%d%H}",
            )
        except ValidationError:
            return None
        return self.clock if (self.plan.revisions.count(), Update.objects.count()) != before else None

    def do_add(self, action, signed, words):
        changes.add_action(
            challenge=self.one(self.plan.challenges.all()), text=words, today=TODAY, **signed, success=words
        )

    def do_edit(self, action, signed, words):
        leads = [(self.random.choice(list(Lead.Role)), self.one(self.actors), words) for _ in range(2)]
        changes.edit_action(action=action, text=words, leads=leads, today=TODAY, **signed)

    def do_exempt(self, action, signed, words):
        fields = self.random.choice([EXEMPT, NEWS, {"exempt": "no"}])
        changes.edit_action(action=action, today=TODAY, **signed, **fields)

    def do_move_deadline(self, action, signed, words):
        if line := action.deadlines.first():
            month = self.random.choice(["May 2026", "July 2027", "ongoing"])
            changes.move_deadline(deadline=line, words=month, reason=words, today=TODAY, **signed)

    def do_add_deadline(self, action, signed, words):
        changes.add_deadline(action=action, words="March 2026", today=TODAY, **signed)

    def do_meet(self, action, signed, words):
        met = {line: date(2026, 1, 20) for line in action.deadlines.all()}
        changes.edit_action(action=action, met=met, today=TODAY, **signed)

    def do_say(self, action, signed, words):
        day = timezone.localdate(self.clock) - timedelta(days=self.random.randrange(4))
        step = self.one(action.plan.scale.steps.all())
        changes.record_update(action=action, step=step, words=words, given_on=day, **signed)

    def do_no_change(self, action, signed, words):
        changes.record_update(action=action, no_change=True, **signed)

    def do_close(self, action, signed, words):
        ending = self.random.choice(["done", "differently", "not_done"])
        changes.close_action(action=action, ending=ending, words=words, **signed)

    def do_open(self, action, signed, words):
        changes.open_again(action=action, words=words, **signed)

    def do_split(self, action, signed, words):
        places = {line: self.random.choice(["stays", "goes", "both"]) for line in action.deadlines.all()}
        changes.split_action(
            action=action, text=words, new_text=f"{words}b", deadlines=places, today=TODAY, **signed
        )

    def do_merge(self, action, signed, words):
        into = self.one(self.plan.actions.present())
        changes.merge_actions(action=action, into=into, today=TODAY, deadlines=True, **signed)

    def do_delete(self, action, signed, words):
        changes.delete_action(action=action, reason=words, **signed)

    def do_restore(self, action, signed, words):
        if gone := self.one(self.plan.actions.exclude(deleted_at=None)):
            changes.restore_action(action=gone, **signed)

    def do_move(self, action, signed, words):
        challenge = self.one(self.plan.challenges.all())
        before = self.one(challenge.actions.present())
        changes.move_action(action=action, challenge=challenge, before=before, **signed)

    def do_move_challenge(self, action, signed, words):
        challenge, before = self.one(self.plan.challenges.all()), self.one(self.plan.challenges.all())
        changes.move_challenge(challenge=challenge, before=before, **signed)

    def do_move_heading(self, action, signed, words):
        changes.move_heading(heading=self.one(self.plan.headings.all()), **signed)

    def do_add_challenge(self, action, signed, words):
        heading = changes.add_heading(plan=self.plan, name=f"Heading {words}", **signed)
        if self.random.random() < 0.6:
            changes.add_challenge(heading=heading, title=words, **signed)

    def do_delete_challenge(self, action, signed, words):
        if empty := self.one(self.plan.challenges.filter(actions=None)):
            changes.delete_challenge(challenge=empty, **signed)

    def do_rename(self, action, signed, words):
        changes.edit_plan(plan=self.plan, title=words, **signed)
