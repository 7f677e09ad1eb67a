"""Going through actions one by one after a talk: which they are, and where in them one is.

The list is fixed when one begins, because saying that something is done takes it out of “overdue”, and “3 of 12” must
not become “3 of 11”. It is kept with the session, by a short name that the address carries.
"""

import secrets
from dataclasses import dataclass

from actionplan import permissions
from actionplan.figures import OPEN

KEPT_IN = "going_through"
MOST_KEPT = 5


@dataclass(frozen=True)
class Place:
    """Where one is: `number` counts from 1."""

    reference: str
    number: int
    count: int

    @property
    def before(self):
        return self.number - 1 or None

    @property
    def after(self):
        return self.number + 1 if self.number < self.count else None


def to_go_through(user, plan, asked, today):
    """The references of what a filter leaves and one may give news of, in its order.

    What is finished is left out, unless the filter asks for a status or what one means.
    """
    known = permissions.visible_actions(user, today, plan)
    found = asked.ordered(asked.apply(known if asked.status or asked.meaning else known.filter(OPEN), today))
    actions = list(found.prefetch_related("leads"))
    for action in actions:
        action.plan = plan
    return [action.reference for action in actions if permissions.may_update(user, action, today)]


def speaker(voices, lead):
    """The lead that was filtered for, by its id, is taken to have said it; else the first who does the work."""
    return next((actor for actor in voices if str(actor.pk) == lead), voices[0] if voices else None)


def begin(session, references):
    """Keep the list, and give the name it is found by. The oldest of several goes."""
    kept = dict(session.get(KEPT_IN, {}))
    name = secrets.token_urlsafe(6)
    kept[name] = references
    session[KEPT_IN] = dict(list(kept.items())[-MOST_KEPT:])
    return name


def place_in(session, name, number):
    """Where one is in a list, or None where it is not known any more; a number beyond it is its end."""
    references = session.get(KEPT_IN, {}).get(name)
    if not references:
        return None
    number = min(max(number, 1), len(references))
    return Place(references[number - 1], number, len(references))
