"""The demonstration council, and beside it one of everything that has an address and that it lacks."""

import base64
from datetime import timedelta
from pathlib import Path

from django.test import Client

from actionplan import imports
from actionplan.changes import (
    add_action,
    add_challenge,
    add_heading,
    change_state,
    create_plan,
    delete_action,
    record_update,
)
from actionplan.changes.council_days import close_days
from actionplan.changes.handing_over import hand_over
from actionplan.changes.views import save_view
from actionplan.evidence import Piece
from actionplan.handing_over import scope, things_of
from actionplan.models import Plan
from actionplan.roundtrip.accepting import bring_back
from config import demonstration
from people.calendar_keys import give_calendar_key
from people.changes import keep_council
from people.models import Actor, Council, User
from reports.editions import add_file
from reports.house_changes import keep_document
from reports.models import Paper
from reports.publication import begin_correction
from tests.council_documents import house_document
from tests.imported import as_text
from tests.sheets import Copy

SAMPLE = Path(__file__).parents[1] / "samples" / "hr-peer-review-plan.docx"
PASSWORD = "for the sweep only"  # noqa: S105
LOGO = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABoAAAAaCAIAAAAmKNuZAAAAIUlEQVR4nGOQ96ukImIYNW7UuFHjRo0bNW7UuFHjhopxACciX3cJIi7hAAAAAElFTkSuQmCC"
)
ROLES = ["officer", "clerk", "admin", "director", "member", "viewer"]
PLAN = "hr-peer-review-action-plan"


def account(role):
    return User.objects.get(email=f"{role}@demo.example")


def furnish(now, today):
    """Load the council and add what it lacks, through the same doors as everybody."""
    demonstration.load(today=today, password=PASSWORD)
    officer = account("officer")
    plan = Plan.objects.get(slug=PLAN)
    add_plans(officer, today)
    add_to(plan, officer, today)
    add_hand_over(plan, officer, today)
    add_imports(officer, today)
    add_sheet(plan, officer, today)
    add_papers(account("clerk"), now)
    add_days_and_keys(officer, today)


def add_plans(officer, today):
    """A draft without anything, one with an action that was deleted, and a plan that is closed."""
    given = {"by": officer, "stands_on": today, "committee": Actor.objects.filter(kind="committee").first()}
    create_plan(title="Plan without anything", **given)
    draft = create_plan(title="Plan in draft", **given)
    heading = add_heading(plan=draft, name="Leadership", by=officer)
    challenge = add_challenge(heading=heading, title="Say who leads", by=officer)
    _, deleted = (
        add_action(challenge=challenge, text=text, by=officer, today=today) for text in ("Ask", "Ask again")
    )
    delete_action(action=deleted, reason="Typed twice.", by=officer)
    closed = create_plan(title="Plan that is closed", **given)
    for state in (Plan.State.LIVE, Plan.State.CLOSED):
        closed = change_state(plan=closed, state=state, by=officer)


def add_to(plan, officer, today):
    """Evidence under an action's news, and lists somebody keeps."""
    proof = [Piece(name="minutes.pdf", data=b"%PDF-1.7\n"), Piece(url="https://eastmere.example/minutes")]
    record_update(action=plan.actions.present().open().first(), by=officer, words="Agreed.", evidence=proof)
    save_view(name="What is late", query="due=overdue", by=officer, plan=plan, shared=True)
    save_view(name="All that is late", query="due=overdue", by=officer)


def add_hand_over(plan, officer, today):
    """One whose day is still to come."""
    actions = scope(Plan.objects.all(), [plan.pk])
    people = Actor.objects.filter(kind="person", left_on=None, leads__action__plan=plan).distinct()
    leaver = people.exclude(pk=officer.actor.pk).first()
    theirs = things_of([leaver], actions=actions, told=[plan.pk], today=today)[leaver.pk]
    moves = [thing.move | {"to": officer.actor.pk} for thing in theirs]
    given = {"reason": "Retires", "by": officer, "today": today}
    hand_over(leaver=leaver, from_day=today + timedelta(days=9), moves=moves, **given)


def add_imports(officer, today):
    """One under review, one accepted, one that could not be read."""
    given = {"as_of": today - timedelta(days=60), "by": officer}
    imports.start_import(data=SAMPLE.read_bytes(), name=SAMPLE.name, title="HR plan, as brought", **given)
    accepted = imports.start_import(data=as_text().encode(), name="staff plan.txt", **given)
    imports.accept_import(source_import=accepted, by=officer)
    imports.start_import(data=b"no document", name="broken.docx", **given)


def add_sheet(plan, officer, today):
    """An edited copy that came back, with something to take from it."""
    client = Client()
    client.force_login(officer)
    copy = Copy(client, plan)
    first = plan.actions.present().open().first()
    copy.set(first.reference, plan.action_word, "Say it on the intranet, and at reception")
    data = copy.bytes()
    bring_back(plan=plan, data=data, name="plan.xlsx", size=len(data), by=officer, today=today)


def add_papers(clerk, now):
    """A correction that is being written, a file beside an edition, and a committee with a Word document of its own."""
    published = (
        Paper.objects.filter(state="published").select_related("meeting__committee").order_by("pk").first()
    )
    edition = published.editions.filter(audience="public").first()
    add_file(edition=edition, name="report.docx", content=house_document(), by=clerk, at=now)
    begin_correction(paper=published, by=clerk, at=now)
    keep_document(committee=published.meeting.committee, data=house_document(), name="report.docx")


def add_days_and_keys(officer, today):
    """A logo, a day on which the council is closed, and an officer's calendar."""
    council = Council.ours()
    keep_council(name=council.name, accent=council.accent, contact="access@eastmere.example", logo=LOGO)
    close_days(first=today + timedelta(days=30), last=None, what="Staff day", by=officer)
    give_calendar_key(user=officer)
