"""Adding and editing actions; a save conflicts only where what it changes has changed meanwhile."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionplan.changes import caches, deadlines
from actionplan.changes.closed import refuse_closed
from actionplan.changes.conflicts import Conflict, given_anew, refuse, state_at
from actionplan.changes.leads import as_said, in_role_order, ordered, set_leads
from actionplan.changes.locks import locked_action, locked_plan
from actionplan.changes.revisions import revision
from actionplan.models import Action, Challenge

__all__ = ["Conflict", "add_action", "edit_action", "first_step", "set_leads"]


@transaction.atomic
def add_action(
    *, challenge, text, by, today, leads=(), deadline_words=(), reason="", at=None, batch=None, **words
):
    """Add an action under a challenge with the next reference, never one that was used before.

    `leads` are (role, actor, words as written); `deadline_words` are read one by one as of `today`.
    """
    plan = locked_plan(challenge.plan)
    refuse_closed(plan)
    challenge = Challenge.objects.select_for_update(no_key=True).get(pk=challenge.pk)
    challenge.plan = plan
    if not text.strip():
        raise ValidationError({"text": _("Write what is to be done.")})
    action = Action(
        plan=plan,
        challenge=challenge,
        order=_next_order(challenge),
        reference=_next_reference(challenge, words.get("exempt")),
        text=text.strip(),
        step=first_step(plan),
        **words,
    )
    action.full_clean(exclude=["plan"])
    with revision(action, by=by, reason=reason, at=at, batch=batch):
        action.save()
        set_leads(action, leads)
        for line in deadline_words:
            deadlines.append(action, line, as_of=today)
        caches.refresh(action, today)
    return action


def _next_order(challenge):
    last = Action.objects.filter(challenge=challenge).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _next_reference(challenge, exempt):
    """The next never given, deleted actions included; exempt actions count in a series of their own.

    So a gap in the public references never tells of an exempt action.
    """
    if exempt == Action.Exempt.ALL:
        return f"E{_highest(challenge.plan.actions, 'E') + 1}"
    series = f"{challenge.number}."
    return f"{series}{_highest(challenge.plan.actions, series) + 1}"


def _highest(actions, series):
    given = actions.filter(reference__startswith=series).values_list("reference", flat=True)
    numbers = (re.fullmatch(r"\d+", reference.removeprefix(series)) for reference in given)
    return max((int(number[0]) for number in numbers if number), default=0)


def first_step(plan):
    """The step a new action stands at: the scale's "not started", else its first."""
    return plan.scale.step_for("not_started") or plan.scale.steps.first()


@transaction.atomic
def edit_action(
    *,
    action,
    by,
    today,
    opened_at_revision=None,
    reason="",
    leads=None,
    moves=None,
    met=None,
    further_deadlines=(),
    at=None,
    batch=None,
    **words,
):
    """Change an action's words, leads and deadlines; a field not given stays as it is.

    `leads` is the whole list of (role, actor, words) or None; `moves` maps a Deadline to its new words, `met` to
    the day it was met or None. `opened_at_revision` is the revision the form was opened at: what the form gives
    back as it was then is not changed, and where a field it does change has changed since and differs, Conflict
    says both and nothing is changed.
    """
    action = locked_action(action)
    refuse_closed(action.plan)
    words = {name: value.strip() if name == "text" else value for name, value in words.items()}
    if not words.get("text", action.text):
        raise ValidationError({"text": _("Write what is to be done.")})
    base = state_at(action, opened_at_revision)
    clashes = {}
    words = given_anew(
        words, present={name: getattr(action, name) for name in words}, then=base, clashes=clashes
    )
    leads = _leads_anew(action, leads, base, clashes)
    moves = _deadlines_anew("words", moves, action, base, clashes, called="deadline")
    met = _deadlines_anew("met_on", met, action, base, clashes, called="met")
    refuse(clashes)
    with revision(action, by=by, reason=reason, at=at, batch=batch):
        for name, value in words.items():
            setattr(action, name, value)
        action.full_clean(exclude={field.name for field in action._meta.fields} - words.keys())
        action.save()
        if leads is not None:
            set_leads(action, leads)
        for line, new_words in moves.items():
            deadlines.move(line, new_words, reason=reason, by=by, as_of=today, at=at)
        for line, day in met.items():
            deadlines.meet(line, day, today=today)
        for new_words in further_deadlines:
            deadlines.append(action, new_words, as_of=today, confirmed_by=by)
        caches.refresh(action, today)
    return action


def _leads_anew(action, leads, base, clashes):
    """The whole list of leads where this save changes it, else None; clashes say names."""
    if leads is None:
        return None
    present = [(lead.role, lead.actor, lead.words) for lead in action.leads.select_related("actor")]
    then = None if base is None else [(lead["role"], lead["actor_id"]) for lead in base.get("leads", [])]
    found = {}
    anew = given_anew(
        {"leads": ordered(leads)},
        present={"leads": ordered(present)},
        then=None if then is None else {"leads": in_role_order(then)},
        clashes=found,
    )
    if found:
        clashes["leads"] = (as_said(present), as_said(leads))
    return leads if anew else None


def _deadlines_anew(field, given, action, base, clashes, *, called):
    """Those of the deadlines given whose `field` this save changes; clashes are named "deadline_12", "met_12"."""
    lines = {line.pk: line for line in action.deadlines.all()}
    values = {line.pk: value for line, value in (given or {}).items() if line.pk in lines}
    then = None
    if base is not None:
        then = {line["id"]: line[field] for line in base.get("deadlines", [])}
    found = {}
    anew = given_anew(
        {pk: _plain(value) for pk, value in values.items()},
        present={pk: _plain(getattr(line, field)) for pk, line in lines.items()},
        then=then,
        clashes=found,
    )
    clashes |= {f"{called}_{pk}": both for pk, both in found.items()}
    return {lines[pk]: values[pk] for pk in anew}


def _plain(value):
    """As a revision keeps it: days as their ISO words."""
    return value.isoformat() if hasattr(value, "isoformat") else value
