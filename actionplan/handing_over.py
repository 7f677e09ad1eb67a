"""What is somebody's and can go to another: their parts in plans, posts, places, and for whom somebody answers."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from actionplan.models import Action, Lead, Plan, Request, Round
from actionplan.wording import counted
from people.changes import CAN_JOIN
from people.models import Delegation, Membership

ROLES = list(Lead.Role)


@dataclass(frozen=True)
class Thing:
    """One of somebody's things. `key` names it on a page; `move` is how a HandOver keeps it, but for who takes it."""

    key: str
    words: str
    note: str
    move: dict
    kinds: frozenset

    def may_go_to(self, actor):
        return actor.kind in self.kinds


def scope(plans, told):
    """The actions whose leads are handed over: of these plans, the exempt ones only of those `told` (plan ids)."""
    actions = Action.objects.present().filter(plan__in=plans).exclude(plan__state=Plan.State.CLOSED)
    return actions.filter(~Q(exempt=Action.Exempt.ALL) | Q(plan__in=told))


def things_of(people, *, actions, told, today, finished=False):
    """What each of these people has on a day, by their id, in a few queries.

    `actions` and `told` are as in `scope`; finished actions stay with whoever finished them, unless asked for.
    """
    things = {person.pk: [] for person in people}
    for leads in _leads(people, actions if finished else actions.open()):
        things[leads["actor"]].append(_led(leads, leads["action__plan"] in told, finished))
    for place in _places(people, today):
        things[place.member_id].append(_place(place))
    for given in Delegation.objects.filter(_running(today), principal__in=people).select_related("deputy"):
        things[given.principal_id].append(_answers_for_them(given))
    for given in Delegation.objects.filter(_running(today), deputy__in=people).select_related("principal"):
        things[given.deputy_id].append(_they_answer(given))
    return things


def _leads(people, actions):
    leads = Lead.objects.filter(actor__in=people, action__in=actions.order_by().values("pk"))
    rows = leads.order_by().values("actor", "role", "action__plan", "action__plan__title")
    rows = rows.annotate(count=Count("action"))
    return sorted(rows, key=lambda row: (row["action__plan__title"], ROLES.index(row["role"])))


def _led(row, told, finished):
    plan, role = row["action__plan"], row["role"]
    actions = counted(row["count"], "action")
    words = _("{role} of {actions}").format(role=capfirst(Lead.Role(role).label), actions=actions)
    move = {"kind": "leads", "plan": plan, "role": role, "exempt": told, "finished": finished}
    return Thing(f"leads-{plan}-{role}", words, row["action__plan__title"], move, frozenset(CAN_LEAD))


CAN_LEAD = ("person", "post", "team", "committee")


def _running(today):
    return Q(until=None) | Q(until__gte=today)


def _places(people, today):
    """Posts first, then committees and teams."""
    places = Membership.objects.filter(_running(today), member__in=people).select_related("of")
    order = ["post", "committee", "team"]
    return sorted(places, key=lambda place: (order.index(place.of.kind), place.of.key, place.pk))


def _place(place):
    post = place.of.kind == "post"
    words = place.of.name if post else _("Member of {name}").format(name=place.of.name)
    move = {"kind": "place", "of": place.of_id, "row": place.pk}
    return Thing(
        f"place-{place.pk}", words, _("Post") if post else "", move, frozenset(CAN_JOIN[place.of.kind])
    )


def _answers_for_them(given):
    move = {"kind": "principal", "row": given.pk}
    words = _("{name} answers for them").format(name=given.deputy.name)
    return Thing(f"principal-{given.pk}", words, _("Goes on for whom?"), move, frozenset({"person"}))


def _they_answer(given):
    move = {"kind": "deputy", "row": given.pk}
    words = _("Answers for {name}").format(name=given.principal.name)
    return Thing(f"deputy-{given.pk}", words, "", move, frozenset({"person"}))


def requests_of(person, known):
    """How many open requests for updates of the actions one may know of wait for somebody."""
    waiting = Request.objects.filter(asked=person, answer=None, left_out=False, action__in=known.values("pk"))
    return waiting.filter(round__state=Round.State.OPEN).count()
