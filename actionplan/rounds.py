"""Calls for updates: who would be asked for which actions, and who could not be. Queries and plain values only.

How a round stands once it is open is in `actionplan.round_board`; opening, nudging and closing in
`actionplan.changes.rounds`.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.changes.caches import reporter
from actionplan.days_in_words import long_date
from actionplan.models import Action, Lead, Meeting, Plan, Request, Round
from people.mail import address_of, is_paused, why_not
from people.models import Delegation, Membership

PAPERS_NEED = timedelta(days=10)  # five clear days, a weekend or two, and a day to write the paper
USUALLY_OPEN = timedelta(weeks=2)
SATURDAY = 5
FIELDS = ("plans", "meeting", "opens", "closes", "title", "message")  # of a request, as its form asks


@dataclass(frozen=True)
class Problem:
    """Why nobody can be asked, or no mail goes to whoever is: a code, a sentence, and whom it is about."""

    code: str
    words: str
    about: object = None


@dataclass(frozen=True)
class Asking:
    """One action of a round that is planned: whom it would be asked of, or why of nobody.

    `chosen`: somebody chose the person for this round; `left_out`: somebody took the action out of it.
    """

    action: Action
    asked: object = None
    problem: Problem | None = None
    left_out: bool = False
    chosen: bool = False

    @property
    def goes_to(self):
        """Whom it is asked of when the round goes out."""
        return None if self.left_out else self.asked


@dataclass
class Person:
    """Somebody with all that would be asked of them, and what was left out of it.

    `problems`: why no mail reaches them, or they cannot sign in. `deputies` answer for them, and are sent the same.
    """

    actor: object
    askings: list
    deputies: list = field(default_factory=list)
    problems: list = field(default_factory=list)

    @property
    def count(self):
        return sum(not each.left_out for each in self.askings)


def askable(plans):
    """What a round of these plans asks for: open actions of live plans that say more than where else to look."""
    actions = (
        Action.objects.present().open().filter(plan__in=plans, plan__state=Plan.State.LIVE, pointer=False)
    )
    return actions.order_by("plan__title", "plan_id", "challenge__order", "challenge_id", "order", "id")


def askings_of(round, user, today):
    """Every action the round would ask for, in printed order: an exempt one only where this person may know of it."""
    public = ~Q(exempt=Action.Exempt.ALL)
    known = Q(pk__in=permissions.visible_actions(user, today).values("pk")) if user else Q(pk__in=[])
    decided = {each.action_id: each for each in round.requests.select_related("asked__user")}
    return find_askings(askable(round.plans.all()).filter(public | known), today, decided)


def find_askings(actions, today, decided=None):
    """Whom each of these actions is asked of on a day; `decided` are requests by action that say otherwise."""
    leads = Prefetch("leads", Lead.objects.select_related("actor__user"))
    actions = list(actions.select_related("plan", "step", "challenge").prefetch_related(leads, "deadlines"))
    holders = _holders(actions, today)
    return [_asking(action, holders, (decided or {}).get(action.pk), today) for action in actions]


def _holders(actions, today):
    """The first holder of each post that leads one of these actions."""
    posts = {lead.actor_id for action in actions for lead in action.leads.all() if lead.actor.kind == "post"}
    held = Membership.objects.on(today).filter(of__in=posts).select_related("member__user").order_by("-id")
    return {holding.of_id: holding.member for holding in held}


def _asking(action, holders, decided, today):
    if decided and decided.asked:
        return Asking(action, decided.asked, chosen=True)
    left_out = decided is not None and decided.left_out
    person = reporter(action.leads.all(), lambda post: holders.get(post.pk))
    if person and not _has_left(person, today):
        return Asking(action, person, left_out=left_out)
    return Asking(action, problem=_nobody(action, person), left_out=left_out)


def _has_left(person, today):
    return person.left_on is not None and person.left_on <= today


def _nobody(action, person):
    """Why an action has nobody to ask, as it can be mended."""
    leads = [lead.actor for lead in action.leads.all() if lead.role in permissions.ANSWERS]
    gone = [actor for actor in [person, *leads] if actor and actor.kind == "person" and actor.left_on]
    posts = [actor for actor in leads if actor.kind == "post"]
    if gone:
        return Problem("left", _("{name} has left.").format(name=gone[0].name), gone[0])
    if posts:
        return Problem("vacant", _("{name} is vacant.").format(name=posts[0].name), posts[0])
    if leads:
        words = _("{name} leads it, and no single person or post.").format(name=leads[0].name)
        return Problem("group", words, leads[0])
    return Problem("nobody", _("No operational or strategic lead is named."))


def by_person(askings, today):
    """The askings put together for each person, by name; their deputies in one query."""
    asked = sorted((each for each in askings if each.asked), key=_name_order)
    people = [Person(actor, list(theirs)) for actor, theirs in groupby(asked, key=lambda each: each.asked)]
    deputies = deputies_of([person.actor for person in people], today)
    for person in people:
        person.deputies = deputies.get(person.actor.pk, [])
        person.problems = [*filter(None, (mail_problem(person.actor, today), _account_problem(person.actor)))]
    return people


def _name_order(asking):
    return (asking.asked.key, asking.asked.pk)


def deputies_of(people, today):
    """Who answers for each of these people on a day, by the principal's id."""
    found = {}
    delegations = Delegation.objects.on(today).filter(principal__in=people, deputy__left_on=None)
    for each in delegations.select_related("deputy__user").order_by("id"):
        found.setdefault(each.principal_id, []).append(each.deputy)
    return found


def mail_problem(person, today):
    """Why no mail goes to somebody today, or None."""
    why = why_not(person, today)
    if not why:
        return None
    said = f"{why}."
    if is_paused(person, today):
        until = long_date(person.mail_paused_until)
        said = _("{name} wants no mail until {date}; it goes out then.").format(name=person.name, date=until)
    return Problem("mail" if address_of(person) else "no_address", said, person)


def _account_problem(person):
    """Who has no account, or a stopped one, cannot answer by themselves."""
    if person.user is None:
        words = _("{name} has no account to answer with.").format(name=person.name)
        return Problem("no_account", words, person)
    if not person.user.is_active:
        return Problem("stopped", _("The account of {name} is stopped.").format(name=person.name), person)
    return None


def proposed_closing(today, meeting=None):
    """The last day for answers that a form proposes: in time for the meeting's papers, on a working day."""
    if meeting is None:
        return _weekday(today + USUALLY_OPEN)
    latest = meeting.held_on - timedelta(days=1)
    return max(today, min(latest, _weekday(max(meeting.held_on - PAPERS_NEED, today + timedelta(weeks=1)))))


def _weekday(day):
    """The day, or the Friday before where it falls on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))


def plans_to_ask(user, today):
    """The live plans for which somebody may run a round."""
    return permissions.run_plans(user, today).filter(state=Plan.State.LIVE)


def open_requests(actions):
    """What open rounds still want to know of these actions, the soonest first: Requests with their round."""
    waiting = Request.objects.filter(round__state=Round.State.OPEN, answer=None, left_out=False)
    return waiting.filter(action__in=actions).select_related("round", "asked").order_by("round__closes", "id")


def asked_for(user, action, today):
    """The requests of open rounds for this action that somebody who may answer it has not answered yet.

    `known_round`: whether this person may open the round's page.
    """
    if not permissions.may_update(user, action, today):
        return []
    waiting = list(open_requests([action]))
    if waiting:
        known = set(permissions.visible_rounds(user, today).values_list("pk", flat=True))
        for request in waiting:
            request.known_round = request.round_id in known
    return waiting


def fields_of(round):
    """What one fills in for a request, as it stands. One query for its plans."""
    return {name: getattr(round, name) for name in FIELDS} | {"plans": list(round.plans.all())}


def in_words(fields):
    """What an officer reads of such fields, by their names; two versions of one are told apart by it."""
    return {name: _in_words(name, value) for name, value in fields.items()}


def _in_words(name, value):
    if name == "plans":
        return ", ".join(sorted(plan.title for plan in value))
    if name == "meeting":
        return f"{value.committee.name}, {long_date(value.held_on)}" if value else ""
    return long_date(value) if hasattr(value, "isoformat") else value


def meetings_ahead(plans, today):
    """The meetings ahead of the committees that own these plans, the next one first."""
    committees = plans.exclude(committee=None).values("committee")
    return Meeting.objects.filter(committee__in=committees, held_on__gte=today).order_by("held_on")


def meeting_to_ask_before(meetings, plans):
    """The next of these meetings that no request is about yet; with plans, of a committee that owns one of them."""
    waiting = meetings.filter(rounds=None)
    if plans:
        waiting = waiting.filter(committee__in=[plan.committee_id for plan in plans])
    return waiting.first()
