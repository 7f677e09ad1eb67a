"""Calling for updates: planning a round, asking, nudging, noting answers, closing.

Each is one transaction that holds the round: what is decided is kept and its mail put where the worker sends it, or
neither. So a button pressed twice, or by two officers at once, asks once.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.changes.conflicts import given_anew, refuse
from actionplan.changes.noticing import answered, opened
from actionplan.changes.round_mail import reached, send_asks, send_closing, send_nudges
from actionplan.days_in_words import long_date
from actionplan.models import Plan, Request, Round
from actionplan.round_board import outstanding
from actionplan.rounds import askable, askings_of, fields_of, find_askings, in_words

__all__ = [
    "answered",
    "ask_anew",
    "cancel_round",
    "choose",
    "close_due",
    "close_round",
    "edit_round",
    "let_go_out",
    "nudge",
    "open_due",
    "open_round",
    "opened",
    "plan_round",
    "see_to_rounds",
]
TWICE_WITHIN = timedelta(minutes=1)
OPEN_FIELDS = {"title", "message", "meeting", "closes"}


@transaction.atomic
def plan_round(*, title, plans, opens, closes, by, today, meeting=None, message=""):
    """Plan a call for updates of live plans. Nobody is asked before `open_round`, or `let_go_out` and its day."""
    round = Round(by=by)
    return _keep(
        round, today, title=title, opens=opens, closes=closes, meeting=meeting, message=message, plans=plans
    )


@transaction.atomic
def edit_round(*, round, by, today, opened_as=None, **fields):
    """Change a round; once it is open its title, message, meeting and last day only.

    `opened_as` is how the form showed it (`rounds.in_words`): where somebody changed the same since, Conflict.
    """
    round = _locked(round)
    if round.state == Round.State.CLOSED:
        raise ValidationError(_("This request is closed. It is kept as it stands."))
    if round.state == Round.State.OPEN and not OPEN_FIELDS.issuperset(fields):
        raise ValidationError(_("This request has been sent out: its plans and the day of asking stay."))
    return _keep(round, today, **_what_changes(round, fields, opened_as))


def _what_changes(round, fields, opened_as):
    present, given, clashes = in_words(fields_of(round)), in_words(fields), {}
    anew = given_anew(given, present=present, then=opened_as, clashes=clashes)
    refuse(clashes)
    return {name: fields[name] for name in anew}


def _keep(round, today, plans=None, **fields):
    for name, value in fields.items():
        setattr(round, name, value.strip() if isinstance(value, str) else value)
    _refuse_impossible(round, plans, today)
    round.full_clean()
    round.save()
    if plans is not None and set(plans) != set(round.plans.all()):
        round.plans.set(plans)
        round.requests.exclude(action__plan__in=plans).delete()
        Round.objects.filter(pk=round.pk).update(confirmed_at=None)
        round.confirmed_at = None
    return round


def _refuse_impossible(round, plans, today):
    if plans is not None and not plans:
        raise ValidationError({"plans": _("Choose at least one plan.")})
    if closed := [plan for plan in plans or () if plan.state != Plan.State.LIVE]:
        raise ValidationError(
            {"plans": _("“{plan}” is not live, so nobody can answer.").format(plan=closed[0].title)}
        )
    if round.state == Round.State.PLANNED and round.opens < today:
        raise ValidationError({"opens": _("The day of asking has gone by: choose today or a later day.")})
    if round.closes < max(today, round.opens):
        raise ValidationError({"closes": _("Leave at least the day of asking for answers.")})
    if round.meeting and round.closes > round.meeting.held_on:
        held_on = long_date(round.meeting.held_on)
        raise ValidationError(
            {"closes": _("The meeting is on {date}: answers are needed by then.").format(date=held_on)}
        )


@transaction.atomic
def let_go_out(*, round, by, today, at):
    """Somebody has seen whom it asks: on its day the round goes out by itself."""
    round = _planned(round)
    if round.opens <= today:
        raise ValidationError(_("Its day has come: ask now."))
    round.confirmed_at = at
    round.save(update_fields=["confirmed_at"])
    return round


@transaction.atomic
def choose(*, round, action, by, asked=None, left_out=False):
    """Ask another person for this action in this round, leave it out, or (neither) ask as usual."""
    round = _planned(round)
    _refuse_nobody(asked)
    if asked is None and not left_out:
        round.requests.filter(action=action).delete()
        return
    decision = {"asked": None if left_out else asked, "left_out": left_out}
    Request.objects.update_or_create(round=round, action=action, defaults=decision)


def _refuse_nobody(asked):
    if asked and (asked.kind != "person" or asked.left_on):
        raise ValidationError({"asked": _("Only a person who is still here can be asked.")})


@transaction.atomic
def open_round(*, round, by, today, at):
    """Ask everybody now: keep who is asked for what, and mail each person once. Done already, nothing more."""
    round = _locked(round)
    if round.state == Round.State.CLOSED:
        raise ValidationError(_("This request is closed. Make another."))
    if round.state == Round.State.PLANNED:
        _open(round, by or round.by, today, at)
        send_asks(round=round, today=today, at=at)
    return round


def _open(round, by, today, at):
    if round.closes < today:
        raise ValidationError(_("Its last day for answers has gone by: choose a later one."))
    askings = askings_of(round, by, today)
    if not any(each.goes_to for each in askings):
        raise ValidationError(_("There is nobody to ask. Mend what is listed, or ask for another plan."))
    round.requests.all().delete()
    Request.objects.bulk_create(
        Request(
            round=round,
            action=each.action,
            asked=each.goes_to,
            left_out=each.left_out,
            asked_at=at if each.goes_to else None,
        )
        for each in askings
    )
    round.state, round.opens, round.opened_at = Round.State.OPEN, today, at
    round.save(update_fields=["state", "opens", "opened_at"])


@transaction.atomic
def ask_anew(*, round, actions, by, today, at, asked=None):
    """Ask whoever reports by now, or the person named, for actions that changed hands or were not asked for.

    What is answered stays answered; each person asked gets one e-mail with what is new to them. Gives the requests.
    """
    round = _open_one(round)
    _refuse_nobody(asked)
    ids = [action.pk for action in actions]
    found = find_askings(askable(round.plans.all()).filter(pk__in=ids), today)
    anew = [_anew(round, each.action, asked or each.asked, at) for each in found if asked or each.asked]
    anew = [request for request in anew if request]
    if not anew:
        raise ValidationError(_("Nobody new is to be asked: it is answered, or nobody reports on it."))
    send_asks(round=round, today=today, at=at)
    return anew


def _anew(round, action, person, at):
    request = round.requests.filter(action=action).first() or Request(round=round, action=action)
    if request.answer_id or (request.asked_id == person.pk and not request.left_out):
        return None
    request.asked, request.asked_at, request.left_out = person, at, False
    request.opened_at = request.nudged_at = None
    request.save()
    return request


@transaction.atomic
def nudge(*, round, by, today, at, person=None, again=False):
    """Mail one person, or all, who have not answered yet what `by` may know of; gives the people mailed.

    Nobody is mailed twice a day about one round unless `again`; and never twice within a minute.
    """
    round = _open_one(round)
    due = _due_for_a_nudge(round, by, today, person)
    lately = _mailed_lately(round, today, at, again)
    due = [request for request in due if request.asked_id not in lately]
    if not due:
        raise ValidationError(_("They were mailed about this today already."), code="today")
    Request.objects.filter(pk__in=[request.pk for request in due]).update(nudged_at=at)
    send_nudges(round=round, today=today, at=at)
    return sorted({request.asked for request in due}, key=lambda actor: (actor.key, actor.pk))


def _due_for_a_nudge(round, by, today, person):
    known = permissions.visible_actions(by, today).values("pk")
    waiting = outstanding(round).filter(action__in=known)
    waiting = list(waiting.filter(asked=person) if person else waiting)
    if not waiting:
        raise ValidationError(_("Nothing is outstanding: there is nobody to nudge."))
    reach = reached({request.asked for request in waiting}, today)
    if not any(reach.values()):
        raise ValidationError(_("No mail reaches them: see what stands beside their names."))
    return [request for request in waiting if reach[request.asked_id]]


def _mailed_lately(round, today, at, again):
    """The ids of those asked or nudged today; with `again`, only those of the last minute."""
    rows = round.requests.exclude(asked=None).values_list("asked", "asked_at", "nudged_at")
    lately = {}
    for person, asked_at, nudged_at in rows:
        moments = [each for each in (asked_at, nudged_at, lately.get(person)) if each]
        lately[person] = max(moments, default=None)
    if again:
        return {person for person, moment in lately.items() if moment and at - moment < TWICE_WITHIN}
    return {person for person, moment in lately.items() if moment and timezone.localdate(moment) >= today}


@transaction.atomic
def close_round(*, round, by, at):
    """Close an open round: nobody is nudged any more, and what is answered later does not count for it."""
    round = _locked(round)
    if round.state == Round.State.PLANNED:
        raise ValidationError(_("Nobody was asked yet: cancel the request instead."))
    if round.state == Round.State.OPEN:
        round.state, round.closed_at = Round.State.CLOSED, at
        round.save(update_fields=["state", "closed_at"])
    return round


@transaction.atomic
def cancel_round(*, round, by):
    """Take back a round nobody was asked in yet."""
    _planned(round).delete()


def open_due(today, at):
    """Open the rounds whose day has come; gives how many.

    In open ones, write to those who wanted no mail or had no address when they were asked, and can be written to now.
    """
    due = Round.objects.filter(state=Round.State.PLANNED, opens__lte=today, closes__gte=today)
    opened = sum(_opened_by_itself(round, today, at) for round in due.exclude(confirmed_at=None))
    for round in Round.objects.filter(state=Round.State.OPEN):
        with transaction.atomic():
            send_asks(round=_locked(round), today=today, at=at)
    return opened


def _opened_by_itself(round, today, at):
    """False where nobody can be asked: then the round stays planned, and its page says why."""
    try:
        open_round(round=round, by=None, today=today, at=at)
    except ValidationError:
        return False
    return True


def close_due(today, at):
    """Close the rounds whose last day has gone by, and tell who planned them; gives how many."""
    due = list(Round.objects.filter(state=Round.State.OPEN, closes__lt=today))
    for round in due:
        with transaction.atomic():
            send_closing(round=close_round(round=round, by=None, at=at), today=today, at=at)
    return len(due)


def see_to_rounds(today, at):
    """What is done every morning: close what has run out, open what is due; says how many of each, if any."""
    closed, opened = close_due(today, at), open_due(today, at)
    return ", ".join(f"{count} {what}" for count, what in ((closed, "closed"), (opened, "opened")) if count)


def _locked(round):
    return Round.objects.select_for_update(no_key=True).get(pk=round.pk)


def _planned(round):
    round = _locked(round)
    if round.state != Round.State.PLANNED:
        raise ValidationError(_("This request has been sent out already."))
    return round


def _open_one(round):
    round = _locked(round)
    if round.state != Round.State.OPEN:
        raise ValidationError(_("This request is not open."))
    return round
