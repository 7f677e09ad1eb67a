"""Search over all plans one may read: by reference, wording, challenge, leads and news."""

from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Value, When

from actionplan import figures, permissions, rows
from actionplan.filters import PRINTED
from actionplan.marking import excerpt, found_in, marked
from actionplan.models import Lead, Plan
from actionplan.status import FINISHED
from people.keys import key_of

WORDS_MAX = 200
TERMS_MAX = 8


def terms_of(words):
    """What is looked for: each word folded, the longest first; every one of them must be found."""
    terms = dict.fromkeys(key_of(words[:WORDS_MAX]).split()[:TERMS_MAX])
    return sorted(terms, key=len, reverse=True)


def found(user, words, today):
    """The actions one may know of in which every word is found, the best first; closed plans last.

    News counts as far as its reader may read it.
    """
    actions = permissions.visible_actions(user, today)
    news = permissions.readable_news(user, today)
    terms = terms_of(words)
    if not terms:
        return actions.none()
    for term in terms:
        said = news.filter(key__contains=term).order_by().values("action")
        led = Lead.objects.filter(actor__key__contains=term).order_by().values("action")
        actions = actions.filter(Q(search_key__contains=term) | Q(pk__in=said) | Q(pk__in=led))
    return _ranked(actions, words, terms)


def _ranked(actions, words, terms):
    """Its very reference; its challenge's number; the words together; the words; and last what only news holds."""
    words = key_of(words[:WORDS_MAX])
    every = Q(*(Q(search_key__contains=term) for term in terms))
    places = [
        Q(reference__iexact=words),
        Q(reference__istartswith=f"{words}."),
        Q(search_key__contains=words),
        every,
    ]
    whens = [When(place, then=Value(rank)) for rank, place in enumerate(places)]
    closed = Case(When(plan__state=Plan.State.CLOSED, then=1), default=0, output_field=IntegerField())
    finished = Case(When(step__meaning__in=FINISHED, then=1), default=0, output_field=IntegerField())
    return actions.annotate(
        rank=Case(*whens, default=Value(len(places)), output_field=IntegerField()),
        in_closed_plan=closed,
        is_finished=finished,
    ).order_by("rank", "in_closed_plan", "is_finished", "-plan__stands_on", "plan_id", *PRINTED)


@dataclass(frozen=True)
class Tally:
    """How many were found in all, in each plan (slug, title, state, count) and under each meaning."""

    total: int
    overdue: int
    closed: int
    plans: list
    meanings: dict


def tally(actions, today):
    """Count what was found, in one query."""
    counts = (
        actions.order_by()
        .values("plan_id", "plan__slug", "plan__title", "plan__state", "step__meaning")
        .annotate(n=Count("pk"), late=Count("pk", filter=figures.overdue(today)))
        .order_by("plan__slug")
    )
    plans, meanings, overdue, closed = {}, {}, 0, 0
    for row in counts:
        slug, title, state = row["plan__slug"], row["plan__title"], row["plan__state"]
        plans[slug] = (slug, title, state, plans.get(slug, (0, 0, 0, 0))[3] + row["n"])
        meanings[row["step__meaning"]] = meanings.get(row["step__meaning"], 0) + row["n"]
        overdue += row["late"]
        closed += row["n"] if state == Plan.State.CLOSED else 0
    return Tally(sum(meanings.values()), overdue, closed, list(plans.values()), meanings)


@dataclass(frozen=True)
class Hit:
    """An action that was found, and where: its words marked, the leads of these names, the news that holds them."""

    row: rows.Row
    text: str
    challenge: str
    leads: list
    news: object = None
    news_words: str = ""

    @property
    def action(self):
        return self.row.action


def hits(user, actions, words, today):
    """What the page of results shows of these actions, a list fetched with FOR_A_LIST and FOR_A_ROW. One query."""
    terms = terms_of(words)
    news = _news(user, actions, terms, today)
    return [_hit(rows.row_of(user, action, today), terms, news.get(action.pk)) for action in actions]


def _news(user, actions, terms, today):
    """Of each action the newest news that holds the most of the words."""
    some = Q()
    for term in terms:
        some |= Q(key__contains=term)
    said = permissions.readable_news(user, today).filter(some, action__in=[action.pk for action in actions])
    best = {}
    for update in said.select_related("by__actor", "for_actor").order_by("given_on", "pk"):
        held = sum(term in update.key for term in terms)
        if held >= best.get(update.action_id, (0, None))[0]:
            best[update.action_id] = (held, update)
    return {action: update for action, (_, update) in best.items()}


def _hit(row, terms, update):
    action = row.action
    leads = [lead.actor.name for lead in action.leads.all() if found_in(lead.actor.name, terms)]
    return Hit(
        row=row,
        text=marked(excerpt(action.text, terms), terms),
        challenge=marked(f"{action.challenge.number} {action.challenge.title}", terms),
        leads=[marked(name, terms) for name in dict.fromkeys(leads)],
        news=update,
        news_words=marked(excerpt(update.words, terms), terms) if update else "",
    )


def plans_named(user, words, today):
    """The plans whose title holds every word."""
    terms = terms_of(words)
    plans = permissions.visible_plans(user, today).select_related("committee") if terms else ()
    return [plan for plan in plans if all(term in key_of(plan.title) for term in terms)]
