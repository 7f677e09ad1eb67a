"""Finding where else to look, by reference, number or words, among what a person may know of."""

import re

from django.db.models import Q

from actionplan.permissions import visible_actions, visible_challenges
from people.keys import key_of

MOST = 8
REFERENCE = re.compile(r"(?:\d{1,6}(?:\.\d{0,6})?|[eE]\d{1,6})$")


def find_targets(words, *, action, user, today, most=MOST):
    """Challenges and actions that the words name, those of the action's own plan first.

    A reference or number finds what begins so; anything else what holds every word. Two queries at most a kind.
    """
    key = key_of(words)
    if not key:
        return []
    challenges = visible_challenges(user, today).exclude(pk=action.challenge_id).select_related("plan")
    actions = visible_actions(user, today).exclude(pk=action.pk).select_related("plan", "step")
    if REFERENCE.match(key):
        challenges = challenges.filter(number=int(key)) if key.isdecimal() else challenges.none()
        actions = actions.filter(_begins(key))
    else:
        actions = actions.with_words(words)
        challenges = _with_words(challenges, key)
    found = [*_nearest(challenges, action, most), *_nearest(actions, action, most)]
    return sorted(found, key=lambda each: each.plan_id != action.plan_id)[:most]


def _begins(key):
    return Q(reference__iexact=key) if "." not in key and key.isdecimal() else Q(reference__istartswith=key)


def _with_words(challenges, key):
    """Challenges keep no folded words of their own, so every word is looked for as it is typed, whatever its case."""
    for word in key.split():
        challenges = challenges.filter(title__icontains=word)
    return challenges


def _nearest(rows, action, most):
    """The first few, those of the action's own plan before others."""
    own = list(rows.filter(plan=action.plan_id)[:most])
    return own + list(rows.exclude(plan=action.plan_id)[: most - len(own)])


def target_of(value, *, user, today):
    """ "challenge-12" or "action-7" as (challenge, other), among what the person may know of; else (None, None)."""
    kind, _, pk = value.partition("-")
    if not pk.isdecimal() or len(pk) > 15:
        return None, None
    if kind == "challenge":
        return visible_challenges(user, today).filter(pk=pk).first(), None
    if kind == "action":
        return None, visible_actions(user, today).filter(pk=pk).first()
    return None, None


def name_of(target):
    """ "challenge-12" or "action-7", for a form."""
    return f"{target._meta.model_name}-{target.pk}"


def number_of(target):
    """ "17" of a challenge, "17.2" of an action."""
    return target.reference if hasattr(target, "reference") else str(target.number)


def words_of(target):
    """A challenge's title, an action's wording."""
    return target.text if hasattr(target, "text") else target.title
