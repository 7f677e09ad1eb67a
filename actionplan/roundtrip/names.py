"""Who is meant by the names in a cell of leads, divided by ";" as the export writes them."""

import re

from django.utils.translation import gettext_lazy as _

from people.keys import key_of
from people.models import Actor

BETWEEN = re.compile(r"\s*[;\n]\s*")
UNKNOWN = _(
    "We know nobody called “{name}”. Correct the name in the sheet, or add them under People and come back here."
)
SEVERAL = _("Several are called “{name}”. Change the leads on the action’s own page.")


def names_in(words):
    """The names in a cell, each once, in order."""
    return list(dict.fromkeys(name for name in BETWEEN.split(words) if name))


def known_actors(cells):
    """The actors of the council that these cells may mean, by the key of their name or alias. Two queries."""
    keys = {key_of(name) for words in cells for name in names_in(words)}
    by_key = {}
    current = Actor.objects.current()
    for actor in current.filter(key__in=keys):
        by_key.setdefault(actor.key, {})[actor.pk] = actor
    for actor in current.filter(aliases__key__in=keys).distinct().prefetch_related("aliases"):
        for key in {alias.key for alias in actor.aliases.all()} & keys:
            by_key.setdefault(key, {})[actor.pk] = actor
    return {key: list(actors.values()) for key, actors in by_key.items()}


def read_names(words, *, leading, known):
    """The actors of a cell as [(actor, words as written)…] and why not all could be found, one sentence or "".

    `leading` are actors who lead the action already: of two people of one name that one is meant.
    """
    found, refusals = [], []
    for name in names_in(words):
        mine = [actor for actor in leading if actor.key == key_of(name)]
        meant = mine[:1] or known.get(key_of(name), [])
        if len(meant) == 1:
            found.append((meant[0], name))
        else:
            refusals.append((SEVERAL if meant else UNKNOWN).format(name=name))
    return found, " ".join(refusals)
