"""How a round stands: what was asked of whom, what was opened and answered, and what is outstanding."""

from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.directorates import Directorates
from actionplan.models import Message, Request, Round
from actionplan.rounds import Problem, askable, deputies_of, find_askings, mail_problem


class Stand(StrEnum):
    """Where one request stands."""

    WAITING = "not-opened"
    OPENED = "opened"
    ANSWERED = "answered"
    NO_CHANGE = "no-change"
    NOBODY = "nobody"


ANSWERS = (Stand.ANSWERED, Stand.NO_CHANGE)
OUTSTANDING = (Stand.WAITING, Stand.OPENED)


@dataclass(frozen=True)
class Line:
    """One action of the board, and where it stands."""

    request: Request
    stand: Stand

    @property
    def is_answered(self):
        return self.stand in ANSWERS

    @property
    def opened_on(self):
        return timezone.localdate(self.request.opened_at) if self.request.opened_at else None


class Counted:
    """Anything with `lines`, in numbers."""

    def count(self, *stands):
        return sum(line.stand in stands for line in self.lines)

    @property
    def asked(self):
        return len(self.lines) - self.count(Stand.NOBODY)

    @property
    def answered(self):
        """Those with news, and those that said there is no change."""
        return self.count(*ANSWERS)

    @property
    def no_change(self):
        return self.count(Stand.NO_CHANGE)

    @property
    def opened(self):
        return self.count(Stand.OPENED)

    @property
    def not_opened(self):
        return self.count(Stand.WAITING)

    @property
    def outstanding(self):
        return self.count(*OUTSTANDING)

    @property
    def nobody(self):
        return self.count(Stand.NOBODY)

    @property
    def percent(self):
        """Answered, of those asked, in whole percent; None where nobody was asked."""
        return self.answered * 100 // self.asked if self.asked else None


@dataclass
class Group(Counted):
    """One person, or one directorate, with what was asked of them. `who` is None for those asked of nobody."""

    who: object
    lines: list = field(default_factory=list)
    directorate: object = None
    deputies: list = field(default_factory=list)
    problem: object = None

    @property
    def nudged_on(self):
        """The day they were last reminded, or None."""
        nudged = [line.request.nudged_at for line in self.lines if line.request.nudged_at]
        return timezone.localdate(max(nudged)) if nudged else None


@dataclass
class Board(Counted):
    """The whole round as somebody may see it."""

    lines: list
    people: list
    directorates: list


def board_of(round, user, today, runs):
    """The round as this person may see it; `runs`: they run it, and see all whose actions they may know of."""
    lines = [_line(each) for each in _requests(round, user, today, runs)]
    directorates = Directorates(today)
    people = _people(lines, today, directorates, _not_sent(round) if runs else {})
    return Board(lines, people, _by_directorate(people))


def _requests(round, user, today, runs):
    """In printed order, with all that a board says of them."""
    known = permissions.visible_actions(user, today).values("pk")
    scope = Request.objects.filter(action__in=known) if runs else permissions.visible_requests(user, today)
    requests = (
        scope.filter(round=round, left_out=False)
        .select_related(
            "action__plan", "action__step", "asked__user", "answer__by__actor", "answer__for_actor"
        )
        .prefetch_related("action__leads")
    )
    return requests.order_by(
        "action__plan__title", "action__plan_id", "action__challenge__order", "action__order", "action_id"
    )


def _line(request):
    return Line(request, stand_of(request))


def stand_of(request):
    if request.answer:
        return Stand.NO_CHANGE if request.answer.no_change else Stand.ANSWERED
    if request.asked is None:
        return Stand.NOBODY
    return Stand.OPENED if request.opened_at else Stand.WAITING


def _not_sent(round):
    """Whose e-mail about the round could not be sent, by person id: why."""
    failed = Message.objects.filter(round=round, outcome=Message.Outcome.FAILED).order_by("claimed_at")
    return {
        message.person_id: Problem("not_sent", _("The e-mail could not be sent."), message.person)
        for message in failed.select_related("person")
    }


def _people(lines, today, directorates, not_sent):
    """A group a person by name; what nobody was asked for comes last."""
    groups = {}
    for line in lines:
        groups.setdefault(line.request.asked_id, Group(line.request.asked)).lines.append(line)
    people = [group.who for group in groups.values() if group.who]
    where, deputies = directorates.of(people), deputies_of(people, today)
    for group in groups.values():
        if group.who:
            group.directorate = where.get(group.who.pk)
            group.deputies = deputies.get(group.who.pk, [])
            group.problem = mail_problem(group.who, today) or not_sent.get(group.who.pk)
    return sorted(groups.values(), key=_name_order)


def _name_order(group):
    return (group.who is None, group.who.key if group.who else "", group.who.pk if group.who else 0)


def _by_directorate(people):
    """Groups of the same lines by directorate, by name; those of none last. What nobody was asked is in none."""
    groups = {}
    for person in people:
        lines = [line for line in person.lines if line.stand != Stand.NOBODY]
        if lines:
            key = person.directorate.pk if person.directorate else None
            groups.setdefault(key, Group(person.directorate)).lines.extend(lines)
    return sorted(groups.values(), key=_name_order)


def changed_hands(round, lines, today):
    """Who reports by now on what is outstanding, by action id, where that is not who was asked; three queries."""
    waiting = {line.request.action_id: line.request.asked_id for line in lines if not line.request.answer_id}
    found = find_askings(askable(round.plans.all()).filter(pk__in=waiting), today)
    return {
        each.action.pk: each.asked
        for each in found
        if each.asked and each.asked.pk != waiting[each.action.pk]
    }


def not_asked_for(round, user, today):
    """Actions a round of these plans could ask for and does not: left out, added since, or opened again."""
    known = permissions.visible_actions(user, today).values("pk")
    asked = round.requests.filter(left_out=False).values("action")
    return find_askings(askable(round.plans.all()).filter(pk__in=known).exclude(pk__in=asked), today)


def outstanding(round):
    """The requests of an open round that somebody was asked and nobody has answered; of actions that are there."""
    waiting = round.requests.filter(answer=None, left_out=False, action__deleted_at=None).exclude(asked=None)
    return waiting.select_related("asked__user", "action__plan", "action__step", "action__latest_update")


def tallies(rounds, user, today):
    """Asked, answered and “no change”, by round id, of what this person may see in each; one query."""
    known = permissions.visible_actions(user, today).values("pk")
    mine = permissions.visible_requests(user, today).values("pk")
    run = permissions.run_rounds(user, today).values("pk")
    requests = Round.objects.filter(pk__in=[each.pk for each in rounds])
    of_these = Q(requests__left_out=False, requests__action__in=known)
    of_these &= Q(requests__pk__in=mine) | Q(pk__in=run)
    to_somebody = Q(requests__asked__isnull=False) | Q(requests__answer__isnull=False)
    counted = requests.annotate(
        asked=Count("requests", of_these & to_somebody),
        answered=Count("requests", of_these & Q(requests__answer__isnull=False)),
        no_change=Count("requests", of_these & Q(requests__answer__no_change=True)),
    )
    return {each.pk: each for each in counted}
