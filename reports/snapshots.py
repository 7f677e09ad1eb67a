"""Copies a plan as it stands into plain words, so that what was reported can always be read again.

A snapshot's `data` points at nothing alive. Its shape, schema 2 (every day is "2026-11-20" or null):

    {"schema": 2, "as_of": day,
     "plan": {"slug", "title", "origin", "committee", "stands_on": day,
              "heading_word", "challenge_word", "action_word"},
     "challenges": [                                   # in printed order
       {"number": 17, "title", "heading",
        "actions": [
          {"reference", "revision", "text", "success",
           "status": {"word", "meaning", "colour"},
           "leads": {"member": [{"name", "public"}…], "strategic": […], "operational": […]},
           "deadlines": [{"what", "words", "kind", "first_day": day, "due": day,
                          "original_words", "original_due": day, "met_on": day,
                          "asked": {"words", "due": day, "on": day, "agreed_from": day} or null}…],
           "next_due": day,
           "news": {"words", "on": day, "by", "public_by", "no_change": bool} or null,
           "exempt": {"what": "no" | "news" | "all", "paragraph", "public_interest", "public_news"}}…]}…],
     "queries": [                                      # what committees asked, as it was asked
       {"reference" or "", "question", "committee", "asked_on": day, "minute", "answered_on": day, "answer",
        "exempt": "no" | "news" | "all"}…]}

"asked" is more time asked for; "agreed_from" the day from which it counts where that is agreed, else null.
Schema 1 had neither "asked" nor "queries": whoever reads does without.

`public` and `public_by` are what a public paper prints in place of a name. Nothing is left out for anybody
here: `reports.audience` decides who reads what.
"""

import hashlib
import json
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Prefetch

from actionplan import queries
from actionplan.extensions import waiting_of
from actionplan.models import DeadlineChange, Plan
from reports.models import Snapshot
from reports.naming import PublicNames

SCHEMA = 2
ROLES = ("member", "strategic", "operational")
PLAN_WORDS = ("slug", "title", "origin", "heading_word", "challenge_word", "action_word")


def take(plan, *, as_of, at):
    """Keep the plan as it stands now. `as_of` is the day its deadlines are counted from, `at` the moment."""
    data = describe(plan, as_of=as_of)
    return Snapshot.objects.create(
        plan=plan, as_of=as_of, taken_at=at, schema=SCHEMA, data=data, sha256=checksum(data)
    )


def describe(plan, *, as_of):
    """The plan as plain words, from one consistent state; kept nowhere."""
    with one_state():
        plan = Plan.objects.select_related("committee").get(pk=plan.pk)
        challenges = list(plan.challenges.select_related("heading"))
        actions = list(_actions(plan))
        names = PublicNames(_people(actions), as_of)
        asked = [_query(each) for each in queries.of_plan(plan)]
    under = {}
    for action in actions:
        under.setdefault(action.challenge_id, []).append(_action(action, names))
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "plan": _plan(plan),
        "challenges": [_challenge(each, under.get(each.pk, [])) for each in challenges],
        "queries": asked,
    }


@contextmanager
def one_state():
    """Every query within sees the same state, whoever writes meanwhile; to be read in, not written."""
    outermost = not connection.in_atomic_block
    with _begun_to_read(), transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def _begun_to_read():
    """A transaction of SQLite's sees one state from its first query on: ours that only read wait for no writer."""
    if connection.vendor != "sqlite":
        yield
        return
    mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        connection.transaction_mode = mode


def checksum(data):
    """SHA-256, in hexadecimal, over the canonical JSON: keys sorted, no spaces, UTF-8."""
    words = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _actions(plan):
    return (
        plan.actions.present()
        .in_printed_order()
        .select_related("step", "latest_update__by__actor")
        .prefetch_related(
            "leads__actor",
            Prefetch("deadlines__changes", DeadlineChange.objects.select_related("resolution")),
        )
    )


def _people(actions):
    """Every person whose name may be printed: leads, and who gave the latest news."""
    for action in actions:
        yield from (lead.actor for lead in action.leads.all() if lead.actor.kind == "person")
        if writer := _writer(action.latest_update):
            yield writer


def _writer(update):
    """The person an account that gave news belongs to, or None."""
    return getattr(update.by, "actor", None) if update and update.by else None


def _plan(plan):
    words = {name: getattr(plan, name) for name in PLAN_WORDS}
    return words | {
        "committee": plan.committee.name if plan.committee else "",
        "stands_on": plan.stands_on.isoformat(),
    }


def _challenge(challenge, actions):
    return {
        "number": challenge.number,
        "title": challenge.title,
        "heading": challenge.heading.name,
        "actions": actions,
    }


def _action(action, names):
    step = action.step
    return {
        "reference": action.reference,
        "revision": action.revision,
        "text": action.text,
        "success": action.success,
        "status": {"word": step.word, "meaning": step.meaning, "colour": step.colour},
        "leads": {role: [_lead(lead, names) for lead in action.leads_in(role)] for role in ROLES},
        "deadlines": [_deadline(line, action.is_open) for line in action.deadlines.all()],
        "next_due": _day(action.next_due),
        "news": _news(action.latest_update, names),
        "exempt": {
            "what": action.exempt,
            "paragraph": action.paragraph,
            "public_interest": action.public_interest,
            "public_news": action.public_news,
        },
    }


def _lead(lead, names):
    return {"name": lead.actor.name, "public": names.of(lead.actor)}


def _deadline(line, is_open):
    asked = waiting_of(line) if is_open and not line.met_on else None
    return {
        "what": line.what,
        "words": line.words,
        "kind": line.kind,
        "first_day": _day(line.first_day),
        "due": _day(line.due),
        "original_words": line.original_words,
        "original_due": _day(line.original_due),
        "met_on": _day(line.met_on),
        "asked": asked and _asked(asked),
    }


def _asked(change):
    return {
        "words": change.new_words,
        "due": _day(change.new_due),
        "on": _day(change.asked_on),
        "agreed_from": _day(change.resolution.effective_on) if change.is_to_count else None,
    }


def _query(query):
    answer = query.answer.words if query.answer else query.answer_words
    return {
        "reference": query.action.reference if query.action else "",
        "question": query.question,
        "committee": query.meeting.committee.name,
        "asked_on": _day(query.meeting.held_on),
        "minute": query.resolution.minute if query.resolution else "",
        "answered_on": _day(query.answered_on),
        "answer": answer,
        "exempt": query.action.exempt if query.action else "no",
    }


def _news(update, names):
    """What was last said. News from an imported document is unsigned; an account without a person is an officer's."""
    if update is None:
        return None
    writer = _writer(update)
    return {
        "words": update.words,
        "on": update.given_on.isoformat(),
        "by": update.by.get_full_name() if update.by else "",
        "public_by": names.of(writer) if update.by else "",
        "no_change": update.no_change,
    }


def _day(day):
    return day.isoformat() if day else None
