"""Adding and editing actions; a save conflicts only where what it changes has changed meanwhile."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from actionplan.changes import caches, deadlines
from actionplan.changes.revisions import revision
from actionplan.models import Action, Lead, Revision

WORDS = ("text", "success", "notes", "exempt", "paragraph", "public_interest", "public_news")


class Conflict(Exception):
    """Somebody changed what this save changes. `fields` maps a field to (as it stands now, as given here)."""

    def __init__(self, fields):
        self.fields = fields
        super().__init__("Somebody else changed the same words while you were editing.")


@transaction.atomic
def add_action(*, challenge, text, by, today, leads=(), deadline_words=(), at=None, batch=None, **words):
    """Add an action under a challenge with the next reference, never one that was used before.

    `leads` are (role, actor, words as written); `deadline_words` are read one by one as of `today`.
    """
    if not text.strip():
        raise ValidationError("Write what is to be done.")
    plan = challenge.plan
    order = _next_order(challenge)
    action = Action(
        plan=plan,
        challenge=challenge,
        order=order,
        reference=f"{challenge.number}.{order + 1}",
        text=text.strip(),
        step=first_step(plan),
        **words,
    )
    action.full_clean(exclude=["plan"])
    with revision(action, by=by, at=at, batch=batch):
        action.save()
        set_leads(action, leads)
        for line in deadline_words:
            deadlines.append(action, line, as_of=today)
        caches.refresh(action, today)
    return action


def _next_order(challenge):
    """One more than the highest ever given under this challenge, deleted actions included."""
    last = Action.objects.filter(challenge=challenge).aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def first_step(plan):
    """The step a new action stands at: the scale's "not started", else its first."""
    return plan.scale.step_for("not_started") or plan.scale.steps.first()


def set_leads(action, leads):
    """Make these the action's leads: (role, actor, words), in order; one actor once a role."""
    wanted = {(role, actor.pk): (role, actor, words) for role, actor, words in leads}
    action.leads.exclude(pk__in=[x.pk for x in action.leads.all() if (x.role, x.actor_id) in wanted]).delete()
    for order, (role, actor, words) in enumerate(wanted.values()):
        Lead.objects.update_or_create(
            action=action, role=role, actor=actor, defaults={"order": order, "words": words}
        )


@transaction.atomic
def edit_action(*, action, by, today, opened_at_revision=None, reason="", leads=None, moves=None, **words):
    """Change an action's words, leads and deadlines; a field not given stays as it is.

    `leads` is the whole list of (role, actor, words) or None; `moves` maps a Deadline to its new words.
    `opened_at_revision` is the revision the form was opened at: where a field given here has changed since and
    differs, Conflict says both and nothing is changed.
    """
    action = Action.objects.select_for_update(of=("self",)).select_related("plan", "step").get(pk=action.pk)
    if not str(words.get("text", action.text)).strip():
        raise ValidationError({"text": "Write what is to be done."})
    refuse_conflicts(action, opened_at_revision, words, leads, moves)
    with revision(action, by=by, reason=reason):
        for name, value in words.items():
            setattr(action, name, value)
        action.full_clean(exclude=["plan"])
        action.save()
        if leads is not None:
            set_leads(action, leads)
        for line, new_words in (moves or {}).items():
            deadlines.move(line, new_words, reason=reason, by=by, as_of=today)
        caches.refresh(action, today)
    return action


def refuse_conflicts(action, opened_at, words, leads, moves):
    """Compare base, present and given, field by field."""
    if opened_at is None or opened_at == action.revision:
        return
    base = Revision.objects.get(subject="action", subject_id=action.pk, number=opened_at).state
    clashes = {}
    for name, given in words.items():
        present = getattr(action, name)
        if base.get(name) != present and given not in (present, base.get(name)):
            clashes[name] = (present, given)
    if leads is not None:
        clashes |= _lead_clash(action, base, leads)
    for line, given in (moves or {}).items():
        then = next(
            (d["words"] for d in base["deadlines"] if d["original_words"] == line.original_words), None
        )
        if line.words != then and given not in (line.words, then):
            clashes[f"deadline_{line.pk}"] = (line.words, given)
    if clashes:
        raise Conflict(clashes)


def _lead_clash(action, base, leads):
    then = [(lead["role"], lead["actor_id"]) for lead in base["leads"]]
    present = [(lead.role, lead.actor_id) for lead in action.leads.all()]
    given = [(role, actor.pk) for role, actor, _ in leads]
    if sorted(then) == sorted(present) or sorted(given) in (sorted(present), sorted(then)):
        return {}
    names = [lead.actor.name for lead in action.leads.select_related("actor")]
    return {"leads": (", ".join(names), ", ".join(actor.name for _, actor, _ in leads))}
