"""What is mine to answer for, what my directorate answers for, and what was last said: queries and plain values.

Which group an action stands in is decided here, so that the pages hold no rule.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import permissions, queries, rows
from actionplan.changes.caches import reporter
from actionplan.directorates import Directorates
from actionplan.filters import SOONEST
from actionplan.models import Lead, Meeting, Update
from actionplan.nearness import days_alike, days_of
from actionplan.rounds import open_requests
from actionplan.status import FINISHED
from people.models import Actor, Membership

GROUPS = {
    "overdue": gettext_lazy("Overdue"),
    "soon": gettext_lazy("Due soon"),
    "asked": gettext_lazy("Asked for now"),
    "later": gettext_lazy("Later"),
    "none": gettext_lazy("No date"),
    "done": gettext_lazy("Done since the last meeting"),
    "earlier": gettext_lazy("Done earlier"),
}
FOLDED = {"earlier"}
NO_DAY = date.min


@dataclass(eq=False)
class Card:
    """An action as My actions shows it. `why` says how it is mine, or who answers; `asked` is the open request to me.

    `questions` are a committee's that wait for an answer; `form` is the page's: its update form, where it is open.
    """

    row: rows.Row
    why: str
    group: str
    asked: object = None
    member_only: bool = False
    may_update: bool = False
    form: object = None
    questions: tuple = ()

    @property
    def action(self):
        return self.row.action

    @property
    def id(self):
        """What a part of the page is fetched by."""
        return f"card-{self.action.pk}"

    @property
    def address(self):
        """How the address bar says which card is open: "peer-review-plan/17.2"."""
        return f"{self.action.plan.slug}/{self.action.reference}"


@dataclass(frozen=True)
class LastSaid:
    """The latest news that has words, and the day it is news of."""

    words: str
    on: date


def my_cards(user, today):
    """Everything one leads in live plans, soonest first."""
    actions = _listed(permissions.my_actions(user, today), today)
    asked = _asked(actions, set(permissions.standing_of(user, today).hats))
    questions = queries.waiting_of(actions)
    return [
        _my_card(user, action, asked.get(action.pk), tuple(questions.get(action.pk, ())), today)
        for action in actions
    ]


def answerable(cards):
    """The open ones that one may give news of: what can be answered several at once."""
    return [card for card in cards if card.may_update and (card.action.is_open or card.asked)]


def in_groups(cards):
    """(key, name, cards, folded) of each group that has any, in order."""
    soon = days_alike({card.action.plan for card in cards}).soon_words
    for key, name in (GROUPS | {"soon": capfirst(soon)}).items():
        if inside := [card for card in cards if card.group == key]:
            yield key, name, inside, key in FOLDED


def in_short(cards, today):
    """ "7 to answer for · 2 as member lead · 3 overdue": what is still open."""
    still_open = [card for card in cards if card.action.is_open]
    as_member = sum(card.member_only and not card.may_update for card in still_open)
    counts = [
        (len(still_open) - as_member, _("{count} to answer for")),
        (as_member, _("{count} as member lead")),
        (sum(card.action.is_overdue(today) for card in still_open), _("{count} overdue")),
        (sum(bool(card.asked) for card in cards), _("{count} asked for now")),
    ]
    return " · ".join(said.format(count=count) for count, said in counts if count)


def directorate_in_short(cards, today):
    """ "34 open · 6 overdue"."""
    still_open = [card for card in cards if card.action.is_open]
    overdue = sum(card.action.is_overdue(today) for card in still_open)
    said = [_("{count} open").format(count=len(still_open))]
    said += [_("{count} overdue").format(count=overdue)] if overdue else []
    return " · ".join(said)


def last_said(action):
    """What was last said of an action in words, or None; "no change" says nothing new."""
    said = action.updates.exclude(words="").values_list("words", "given_on").first()
    return LastSaid(*said) if said else None


def last_said_of(actions):
    """The same for many actions, by the action's id; one query."""
    newest = Update.objects.filter(action=OuterRef("action")).exclude(words="").values("pk")[:1]
    said = Update.objects.filter(action__in=actions, pk=Subquery(newest))
    return {
        action: LastSaid(words, on) for action, words, on in said.values_list("action", "words", "given_on")
    }


def my_directorates(user, today):
    """The directorates one heads or works in, by name; those of whomever one answers for too."""
    hats = permissions.standing_of(user, today).hats.values()
    near = [hat.actor for hat in hats if hat.actor.kind == "team" or hat.actor.part_of_id]
    if not near:
        return []
    directorates = Directorates(today)
    found = {team.pk: team for actor in near if (team := directorates.top(actor))}
    return sorted(found.values(), key=lambda team: (team.key, team.pk))


def directorate_cards(user, directorate, today):
    """What anybody in a directorate leads, as far as this person may know of it, and who answers for each."""
    inside = actors_in(directorate, today)
    known = permissions.visible_actions(user, today).filter(plan__state="live")
    actions = _listed(known.led_by(inside, roles=permissions.ANSWERS), today)
    asked = _asked(actions)
    held = rows.posts_held([lead for action in actions for lead in action.leads.all()], today)
    return [_their_card(user, action, asked.get(action.pk), held, today) for action in actions]


def actors_in(directorate, today):
    """The ids of a directorate's teams, posts and people on a day, itself included."""
    all_teams = Directorates(today)
    inside = {pk for pk, team in all_teams.teams.items() if all_teams.top(team) == directorate}
    inside |= set(Actor.objects.filter(part_of__in=inside).values_list("pk", flat=True))
    here = Membership.objects.on(today)
    for _step in ("posts and people in its teams", "people in those posts"):
        inside |= set(here.filter(of__in=inside).values_list("member", flat=True))
    return inside


def _listed(actions, today):
    """The actions with what their cards show, and since when they are done and their committee last met."""
    actions = actions.select_related("plan", *rows.FOR_A_LIST).prefetch_related(*rows.FOR_A_ROW)
    met = Meeting.objects.filter(committee=OuterRef("plan__committee"), held_on__lt=today)
    news = Update.objects.filter(action=OuterRef("pk"))
    unfinished = news.exclude(step__meaning__in=FINISHED).order_by("-given_on", "-id")
    finished = news.filter(
        step__meaning__in=FINISHED, given_on__gte=Coalesce(OuterRef("last_unfinished"), NO_DAY)
    )
    return list(
        actions.annotate(
            last_met=Subquery(met.order_by("-held_on").values("held_on")[:1]),
            last_unfinished=Subquery(unfinished.values("given_on")[:1]),
        )
        .annotate(done_on=Subquery(finished.order_by("given_on", "id").values("given_on")[:1]))
        .order_by(*SOONEST)
    )


def _asked(actions, of=None):
    """The soonest open request of each action, by the action's id; only what was asked `of` these actors."""
    found = {}
    for request in open_requests([action.pk for action in actions]):
        if of is None or request.asked_id in of:
            found.setdefault(request.action_id, request)
    return found


def _my_card(user, action, asked, questions, today):
    answering = permissions.hat_for(user, action, today, permissions.ANSWERS)
    hat = answering or permissions.hat_for(user, action, today)
    return Card(
        row=rows.row_of(user, action, today),
        why=hat.words,
        group=group_of(action, bool(asked), today),
        asked=asked,
        questions=questions,
        member_only=answering is None,
        may_update=permissions.may_update(user, action, today),
    )


def _their_card(user, action, asked, held, today):
    return Card(
        row=rows.row_of(user, action, today),
        why=_who_answers(action, held),
        group=group_of(action, bool(asked), today),
        asked=asked,
        may_update=permissions.may_update(user, action, today),
    )


def group_of(action, asked, today):
    """The one group an action stands in: what is late comes before what is asked for, because both say so."""
    soon = today + timedelta(days_of(action.plan).soon)
    if asked and not (action.is_open and action.next_due and action.next_due <= soon):
        return "asked"
    if not action.is_open:
        return "done" if _done_since_the_meeting(action) else "earlier"
    if action.next_due is None:
        return "none"
    if action.next_due < today:
        return "overdue"
    return "soon" if action.next_due <= soon else "later"


def _done_since_the_meeting(action):
    """Done on the day the committee last met or after; where it has not met, since the plan was agreed.

    A paper is written before its meeting: what was done on the very day, the committee has not seen.
    """
    if action.done_on is None:
        return False
    return action.done_on >= action.last_met if action.last_met else action.done_on > action.plan.stands_on


def _who_answers(action, held):
    """ "Shirin Patel answers, as Head of People"; else what is missing."""
    person = reporter(
        action.leads.all(), lambda post: next((each.member for each in held.get(post.pk, [])), None)
    )
    leads = [
        lead.actor for role in (Lead.Role.OPERATIONAL, Lead.Role.STRATEGIC) for lead in action.leads_in(role)
    ]
    if person is None:
        nobody = _("{name}: nobody answers yet") if leads else _("nobody answers yet")
        return nobody.format(name=leads and leads[0].name)
    if person in leads:
        return _("{name} answers").format(name=person.name)
    posts = [post for post in leads if any(each.member_id == person.pk for each in held.get(post.pk, []))]
    return _("{name} answers, as {post}").format(name=person.name, post=posts[0].name)
