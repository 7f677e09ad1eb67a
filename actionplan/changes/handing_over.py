"""Handing over: what is somebody's goes to others from a day, at once or when the day has come.

`moves` are plain values, as `actionplan.handing_over.Thing.move` has them, each with "to": an actor's id, or None
where a place or delegation only ends. {"kind": "left"} says that they leave, {"kind": "account"} that their account
is stopped. What became of each is noted in its "done".
"""

import uuid
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from actionplan.changes import many
from actionplan.changes.reporters import refresh_reporters
from actionplan.changes.revisions import moment
from actionplan.changes.rounds import ask_anew
from actionplan.handing_over import scope
from actionplan.models import Action, HandOver, Lead, Plan, Request, Round
from actionplan.wording import counted
from people import changes as people
from people.models import Actor, Delegation, Membership


@transaction.atomic
def hand_over(*, leaver, from_day, moves, reason, by, today, at=None):
    """Hand over what `moves` say from a day: at once where it has come, else on the day. Gives the HandOver."""
    if leaver.kind != "person":
        raise ValidationError(
            _("Only people hand over. A post, team or committee is changed on its own page.")
        )
    if not moves:
        raise ValidationError(_("Say what of {name}’s goes to whom.").format(name=leaver.name))
    if any(move.get("to") == leaver.pk for move in moves):
        raise ValidationError(
            _("Nobody hands over to themselves: name somebody else than {name}.").format(name=leaver.name)
        )
    row = HandOver.objects.create(
        leaver=leaver, from_day=from_day, moves=moves, reason=reason.strip(), by=by, made_at=moment(at)
    )
    return _do(row, today, at) if from_day <= today else row


@transaction.atomic
def hand_over_all(*, leavings, from_day, reason, by, today, at=None):
    """Several at once, as after an election: `leavings` are (leaver, moves)."""
    given = {"from_day": from_day, "reason": reason, "by": by, "today": today, "at": at}
    return [hand_over(leaver=leaver, moves=moves, **given) for leaver, moves in leavings]


@transaction.atomic
def cancel_hand_over(*, hand_over, at=None):
    """Think better of a hand-over whose day has not come."""
    row = HandOver.objects.select_for_update(no_key=True, of=("self",)).get(pk=hand_over.pk)
    if row.done_at:
        raise ValidationError(_("It has been done already, so it cannot be cancelled."))
    row.cancelled_at = row.cancelled_at or moment(at)
    row.save(update_fields=["cancelled_at"])
    return row


def due_hand_overs(today):
    """Those kept whose day has come."""
    return HandOver.objects.filter(from_day__lte=today, done_at=None, cancelled_at=None).order_by(
        "from_day", "pk"
    )


def do_hand_overs(*, today, at=None):
    """Do what is due, each in a transaction of its own; gives those done. Safe to run twice or side by side."""
    return [row for due in due_hand_overs(today) if (row := _do_one(due, today, at))]


def see_to_hand_overs(today, at):
    """What a day brings by itself: hand-overs that are due, and posts that change hands; gives a few words on it."""
    done = do_hand_overs(today=today, at=at)
    anew = refresh_reporters(today=today, at=at)
    said = [counted(len(done), "hand-over")] if done else []
    said += [f"somebody else reports on {counted(anew, 'action')}"] if anew else []
    return ", ".join(said)


@transaction.atomic
def _do_one(due, today, at):
    row = HandOver.objects.select_for_update(no_key=True, of=("self",)).get(pk=due.pk)
    return None if row.done_at or row.cancelled_at else _do(row, today, at)


def _do(row, today, at):
    """Places first, because who holds a post tells who reports."""
    batch, at = uuid.uuid4(), moment(at)
    takers = _takers(row)
    moves = {kind: [move for move in row.moves if move["kind"] == kind] for kind in KINDS}
    for kind, move_on in PLACES.items():
        for move in moves[kind]:
            move["done"] = move_on(row, move, takers.get(move["to"]))
    if moves["left"]:
        _leave(row)
    _leads(row, moves["leads"], takers, today=today, at=at, batch=batch)
    refresh_reporters(today=today, at=at, by=row.by, reason=_reason(row), batch=batch)
    _ask_others(row, today, at)
    if moves["account"] and row.leaver.user:
        people.open_account(user=row.leaver.user, is_active=False)
    row.done_at = at
    row.save(update_fields=["moves", "done_at"])
    return row


KINDS = ("leads", "place", "principal", "deputy", "left", "account")


def _takers(row):
    """Who takes something, by the id it was given to: whoever they were merged into since, and still here."""
    ids = {move["to"] for move in row.moves if move.get("to")}
    takers = {}
    for actor in Actor.objects.filter(pk__in=ids).select_related("merged_into"):
        now = actor.merged_into or actor
        if now.left_on is None and now.pk != row.leaver_id:
            takers[actor.pk] = now
    return takers


def _reason(row):
    return row.reason or _("Handed over by {name}").format(name=row.leaver.name)


def _last_day(row):
    return row.from_day - timedelta(days=1)


def _end(dated, row):
    """It ends the day before, unless it had; what would only begin after that never was."""
    if dated.until and dated.until < row.from_day:
        return
    if dated.since and dated.since > _last_day(row):
        dated.delete()
    elif isinstance(dated, Membership):
        people.leave(membership=dated, until=_last_day(row))
    else:
        people.end_deputy(delegation=dated, until=_last_day(row))


def _place(row, move, taker):
    place = Membership.objects.filter(pk=move["row"]).select_related("of", "member").first()
    if place is None:
        return _("It had ended already.")
    _end(place, row)
    if taker is None:
        return _("{person} left {group}.").format(person=row.leaver.name, group=place.of.name)
    try:
        with transaction.atomic():
            people.join(of=place.of, member=taker, since=row.from_day)
    except ValidationError as refusal:
        return refusal.messages[0]
    return _("{group} went to {person}.").format(group=place.of.name, person=taker.name)


def _principal(row, move, taker):
    """Whoever answered for the leaver answers for the taker."""
    return _delegation(row, move, taker, lambda given: {"principal": taker, "deputy": given.deputy})


def _deputy(row, move, taker):
    """Whomever the leaver answered for has the taker to answer for them."""
    return _delegation(row, move, taker, lambda given: {"principal": given.principal, "deputy": taker})


def _delegation(row, move, taker, pair):
    given = Delegation.objects.filter(pk=move["row"]).select_related("principal", "deputy").first()
    if given is None:
        return _("It had ended already.")
    _end(given, row)
    if taker is None:
        return _("{deputy} no longer answers for {person}.").format(
            deputy=given.deputy.name, person=given.principal.name
        )
    try:
        with transaction.atomic():
            anew = people.appoint_deputy(since=row.from_day, **pair(given))
    except ValidationError as refusal:
        return refusal.messages[0]
    return _("{deputy} answers for {person}.").format(deputy=anew.deputy.name, person=anew.principal.name)


PLACES = {"place": _place, "principal": _principal, "deputy": _deputy}


def _leave(row):
    """They are gone from the day: what they still belong to ends, also what they came to since this was written."""
    places = Membership.objects.filter(member=row.leaver).select_related("of", "member")
    for dated in [*places, *Delegation.objects.filter(Q(principal=row.leaver) | Q(deputy=row.leaver))]:
        _end(dated, row)
    people.mark_left(actor=row.leaver, on=_last_day(row))


def _leads(row, moves, takers, *, today, at, batch):
    """Every action once, however many roles of it change hands; a revision each."""
    for move in moves:
        move["done"] = _("Nothing went over: whoever was to take it has left.")
    moves = [move for move in moves if move["to"] in takers]
    found = {move_key(move): _led(row, move) for move in moves}
    actions = many.lock({pk for ids in found.values() for pk in ids})
    taking = {}
    for move in moves:
        for pk in found[move_key(move)]:
            taking.setdefault(pk, {})[move["role"]] = takers[move["to"]]
        went = counted(len(found[move_key(move)]), "action")
        move["done"] = _("{actions} went to {person}.").format(actions=went, person=takers[move["to"]].name)
    wanted = {action: leads_after(action, row.leaver_id, taking[action.pk]) for action in actions}
    ids = [action.pk for action in actions]
    with many.revisions(ids, by=row.by, reason=_reason(row), at=at, batch=batch):
        many.set_leads_of(wanted)
        many.refresh_leads(ids, today)


def move_key(move):
    return move["plan"], move["role"]


def _led(row, move):
    plans = Plan.objects.filter(pk=move["plan"])
    actions = scope(plans, [move["plan"]] if move["exempt"] else [])
    actions = actions if move["finished"] else actions.open()
    led = Lead.objects.filter(
        actor=row.leaver_id, role=move["role"], action__in=actions.order_by().values("pk")
    )
    return set(led.values_list("action_id", flat=True))


def leads_after(action, leaver, takers):
    """The leads of an action once the takers (by role) stand where the leaver stood, under their own names."""
    written = {(lead.role, lead.actor_id): lead.words for lead in action.leads.all()}
    leads = []
    for lead in action.leads.all():
        taker = takers.get(lead.role) if lead.actor_id == leaver else None
        actor = taker or lead.actor
        words = written.get((lead.role, actor.pk), actor.name)
        leads.append((lead.role, actor, words))
    return leads


def _ask_others(row, today, at):
    """What was asked of the leaver in open rounds and waits is asked of whoever reports now, with one e-mail."""
    waiting = Request.objects.filter(asked=row.leaver, answer=None, left_out=False)
    waiting = waiting.exclude(action__reporter=row.leaver).exclude(action__reporter=None)
    for round in Round.objects.filter(state=Round.State.OPEN, requests__in=waiting).distinct():
        actions = Action.objects.filter(requests__in=waiting.filter(round=round))
        with suppress(ValidationError), transaction.atomic():  # nobody to ask: the round's board says so
            ask_anew(round=round, actions=actions, by=row.by, today=today, at=at)
