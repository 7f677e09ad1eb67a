"""How long an overview takes over 2,000 actions with three years of history: python -m benchmarks.overviews

Runs on the database that DATABASE_URL names, else on SQLite, in a database of its own that is gone afterwards. Prints
milliseconds of processor and by the clock (the middle of nine) for a page as its reader gets it, signed in, how many
queries it took and how many bytes it has.
"""

import os
import random
import statistics
import uuid
from datetime import UTC, datetime, time, timedelta
from time import perf_counter, process_time

PLANS, ACTIONS, SAID, MOVED = 4, 500, 9, 2  # of each action: news that moves its status, new dates
YEARS = timedelta(days=3 * 365)
ADDRESSES = ["/plans/overview/", "/plans/overview/?span=quarter", "/plans/plan-3/overview/", "/plans/plan-3/"]
WORDS = "Publish on the intranet and at reception which councillor and which officer leads on what. "


class Council:
    """Plans that were written down three years ago; each action was reported on and put back again and again."""

    def __init__(self, dice, today):
        from actionplan.models import Meeting, Scale, Step
        from people.models import Actor

        self.dice = dice
        self.began = datetime.combine(today - YEARS, time(9), UTC)
        self.scale = Scale.objects.create(name="Benchmark")
        meanings = ["not_started", "on_track", "at_risk", "off_track", "complete"]
        self.steps = Step.objects.bulk_create(
            Step(scale=self.scale, order=n, word=meaning, meaning=meaning, colour="grey")
            for n, meaning in enumerate(meanings)
        )
        self.actors = [Actor.objects.create(name=f"Head of service {n}", kind="post") for n in range(60)]
        self.committee = Actor.objects.create(name="Audit Committee", kind="committee")
        for days in range(0, YEARS.days, 60):
            held_on = self.began.date() + timedelta(days=days)
            Meeting.objects.create(
                committee=self.committee, held_on=held_on, starts_at="19:00", slug=f"audit-{days}"
            )
        for number in range(PLANS):
            self.add_plan(number)

    def add_plan(self, number):
        from actionplan.changes.revisions import state_of
        from actionplan.models import Challenge, Heading, Plan

        plan = Plan.objects.create(
            slug=f"plan-{number}",
            title=f"Plan {number}",
            scale=self.scale,
            state="live",
            stands_on=self.began.date(),
            committee=self.committee,
        )
        self.revision(plan, plan, 1, self.began, {}, state_of(plan)).save()
        headings = [Heading.objects.create(plan=plan, order=n, name=f"Heading {n}") for n in range(8)]
        challenges = Challenge.objects.bulk_create(
            Challenge(plan=plan, heading=headings[n % 8], order=n, number=n, title=WORDS)
            for n in range(ACTIONS // 5)
        )
        self.add_actions(plan, challenges)

    def add_actions(self, plan, challenges):
        from actionplan.models import Action, Deadline, Lead, Revision, Update

        actions = Action.objects.bulk_create(
            Action(plan=plan, challenge=challenges[n // 5], order=n, reference=f"{n // 5}.{n % 5 + 1}",
                   text=WORDS * 2, step=self.steps[0])
            for n in range(ACTIONS)
        )  # fmt: skip
        days = [self.began.date() + timedelta(days=self.dice.randrange(100, 1200)) for _ in actions]
        lines = Deadline.objects.bulk_create(
            Deadline(action=action, words=f"{day:%B %Y}", kind="date", due=day, original_due=day)
            for action, day in zip(actions, days, strict=True)
        )
        leads = [
            [Lead(action=action, actor=actor, role=role)
             for role, actor in zip(Lead.Role, self.dice.sample(self.actors, 3), strict=True)]
            for action in actions
        ]  # fmt: skip
        Lead.objects.bulk_create(lead for each in leads for lead in each)
        kept, said = [], []
        for action, line, led in zip(actions, lines, leads, strict=True):
            self.work_on(action, line, led, kept, said)
        Revision.objects.bulk_create(kept, batch_size=500)
        latest = Update.objects.bulk_create(said, batch_size=500)[SAID - 1 :: SAID]
        for action, line, update in zip(actions, lines, latest, strict=True):
            action.latest_update, action.next_due = update, line.due
        Action.objects.bulk_update(actions, ["latest_update", "next_due", "step"], batch_size=200)
        Deadline.objects.bulk_update(lines, ["due"], batch_size=200)

    def work_on(self, action, line, leads, kept, said):
        from actionplan.changes.revisions import action_state
        from actionplan.models import Update

        days = sorted(self.dice.sample(range(1, YEARS.days - 5), SAID + MOVED))
        moves = set(self.dice.sample(days, MOVED))
        for number, day in enumerate([0, *days], start=1):
            at, changed = self.began + timedelta(days=day), {"text": [None, action.text]}
            if day in moves:
                line.due += timedelta(days=self.dice.randrange(20, 200))
                changed = {"deadlines": [[], []]}
            elif day:
                action.step = self.dice.choice(self.steps)
                changed = {"step": ["", action.step.word]}
                said.append(
                    Update(action=action, given_on=at.date(), recorded_at=at, step=action.step,
                           source="import", words=WORDS)
                )  # fmt: skip
            state = action_state(action, leads, [line])
            kept.append(self.revision(action.plan, action, number, at, changed, state))

    def revision(self, plan, subject, number, at, changed, state):
        from actionplan.models import Revision

        return Revision(
            plan=plan,
            subject=subject._meta.model_name,
            subject_id=subject.pk,
            number=number,
            at=at,
            batch=uuid.uuid4(),
            changed=changed,
            state=state,
        )


def measure(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    taken = []
    for _ in range(9):
        processor, clock = process_time(), perf_counter()
        client.get(address)
        taken.append(((process_time() - processor) * 1000, (perf_counter() - clock) * 1000))
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    return *(statistics.median(each) for each in zip(*taken, strict=True)), len(queries), len(page.content)


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases
    from django.utils import timezone

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        from actionplan.models import Grant, Revision
        from people.models import Actor, User

        Council(random.Random(1), timezone.localdate())  # noqa: S311 - days, not secrets
        reader = User.objects.create_user("reader@example.org", "correct horse battery")
        Actor.objects.create(name="Rae Reader", user=reader)
        Grant.objects.create(user=reader, role="reader")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        client = Client()
        client.force_login(reader)
        revisions = Revision.objects.count()
        print(f"{connection.vendor}: {PLANS} plans, {PLANS * ACTIONS} actions, {revisions} revisions")
        for address in ADDRESSES:
            processor, clock, queries, size = measure(client, address)
            print(
                f"{address:32} {processor:6.0f} ms of processor {clock:6.0f} ms  {queries} queries  {size // 1000} kB"
            )
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
