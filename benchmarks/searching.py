"""How long search takes over 20 plans of 500 actions with 4 updates each: python -m benchmarks.searching

Runs on the database that DATABASE_URL names, else on SQLite, in a database of its own that is gone afterwards. Prints
milliseconds (the middle of nine) for a page of results as its reader gets it, signed in, and how many queries it took.
"""

import os
import random
import statistics
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

PLANS, ACTIONS, UPDATES = 20, 500, 4
WORDS = (
    "publish review agree train appoint budget intranet reception policy councillor service plan report draft café "
    "audit committee staff housing planning leisure contract procurement quarterly benchmark strategy resident survey "
    "workshop values leadership delivery performance digital team partnership regional funding recruitment appraisal"
)
ASKED = ["intranet", "17.2", "cafe housing", "head of service 7", "zebra", "a", "kestrel"]


def sentence(dice, length):
    return " ".join(dice.choices(WORDS.split(), k=length)).capitalize() + "."


def fill(dice):
    """The council: everybody's words from the same few, and one rare word in the news of one action."""
    from actionplan.models import Action, Challenge, Heading, Lead, Plan, Scale, Step, Update
    from people.keys import key_of
    from people.models import Actor

    scale = Scale.objects.create(name="Benchmark")
    meanings = ["not_started", "on_track", "at_risk", "off_track", "complete"]
    steps = [
        Step.objects.create(scale=scale, order=n, word=meaning, meaning=meaning, colour="grey")
        for n, meaning in enumerate(meanings)
    ]
    actors = [Actor.objects.create(name=f"Head of service {n}", kind="post") for n in range(60)]
    for number in range(PLANS):
        plan = Plan.objects.create(
            slug=f"plan-{number}",
            title=f"Plan {number}",
            scale=scale,
            state="live",
            stands_on=date(2025, 1, 1),
        )
        heading = Heading.objects.create(plan=plan, order=0, name="Leadership")
        challenges = Challenge.objects.bulk_create(
            Challenge(plan=plan, heading=heading, order=n, number=n, title=sentence(dice, 6))
            for n in range(1, ACTIONS // 5 + 1)
        )
        actions, leads = [], []
        for n in range(ACTIONS):
            challenge = challenges[n // 5]
            action = Action(
                plan=plan,
                challenge=challenge,
                order=n,
                reference=f"{challenge.number}.{n % 5 + 1}",
                text=sentence(dice, 22),
                step=dice.choice(steps),
                next_due=date(2026, 1, 1) + timedelta(days=dice.randrange(500)),
                exempt="all" if n % 50 == 0 else "no",
                paragraph="3" if n % 50 == 0 else "",
                public_interest="A contract." if n % 50 == 0 else "",
            )
            led = dice.sample(actors, 3)
            action.search_key = key_of(
                " ".join([action.reference, action.text, challenge.title, *(a.name for a in led)])
            )
            actions.append(action)
            leads += [Lead(action=action, actor=a, role=r) for a, r in zip(led, Lead.Role, strict=True)]
        Action.objects.bulk_create(actions)
        Lead.objects.bulk_create(leads)
        at = datetime(2026, 3, 1, tzinfo=UTC)
        said = [
            Update(action=action, given_on=date(2026, 3, n + 1), recorded_at=at, step=action.step, source="import",
                   words=sentence(dice, 28))
            for action in actions for n in range(UPDATES)
        ]  # fmt: skip
        said[7].words += " Kestrel." if number == 3 else ""
        latest = Update.objects.bulk_create(said)[UPDATES - 1 :: UPDATES]
        for action, update in zip(actions, latest, strict=True):
            action.latest_update = update
        Action.objects.bulk_update(actions, ["latest_update"], batch_size=200)


def measure(client, address):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    taken = []
    for _ in range(9):
        start = perf_counter()
        client.get(address)
        taken.append((perf_counter() - start) * 1000)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address)
    return statistics.median(taken), len(queries), page.context.get("found", "")


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        from actionplan.models import Grant
        from people.models import Actor, User

        dice = random.Random(1)  # noqa: S311 - words, not secrets
        fill(dice)
        reader = User.objects.create_user("reader@example.org", "correct horse battery")
        Actor.objects.create(name="Rae Reader", user=reader)
        Grant.objects.create(user=reader, role="reader")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        client = Client()
        client.force_login(reader)
        print(
            f"{connection.vendor}: {PLANS} plans, {PLANS * ACTIONS} actions, {PLANS * ACTIONS * UPDATES} updates"
        )
        for asked in ASKED:
            taken, queries, found = measure(client, f"/search/?q={asked}")
            print(f"{asked!r:22} {taken:7.0f} ms  {queries} queries  {found}")
        for address in ["/actions/", "/actions/?words=intranet&sort=deadline", "/plans/plan-3/"]:
            taken, queries, found = measure(client, address)
            print(f"{address:40} {taken:7.0f} ms  {queries} queries  {found}")
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
