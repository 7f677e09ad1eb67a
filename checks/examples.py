"""What stands in the addresses of the furnished council."""

from urllib.parse import urlencode

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core import signing
from django.urls import reverse

from actionplan import imports
from actionplan.forms.structure import PIECES
from actionplan.mine import my_directorates
from actionplan.models import (
    Action,
    DeadlineChange,
    Evidence,
    GlossaryTerm,
    Grant,
    HandOver,
    Import,
    Meeting,
    Message,
    Plan,
    Query,
    Resolution,
    Round,
    SavedView,
    SeeAlso,
    Sheet,
)
from actionplan.reviewing.review import Review
from actionplan.status import FINISHED
from actionplan.views.resolutions import FOLLOW_ONS
from checks.furnished import PLAN, account
from config.guides import GUIDES
from people.mail import PAUSE_SALT
from people.models import Actor, ClosedDay, Delegation, Membership
from reports.models import Paper

ACTION = "plans/<slug:slug>/<reference:reference>/"
PAPER = "meetings/<slug:slug>/<int:order>/"


def examples(today):
    """What stands in a route, by the beginning of the route."""
    plan = Plan.objects.get(slug=PLAN)
    known = {"": {}} | of_plans(plan, today) | of_actions(plan, today) | of_rounds() | of_imports()
    return known | of_people(today) | of_meetings() | of_papers()


def at(action):
    return {"slug": action.plan.slug, "reference": action.reference}


def of_plans(plan, today):
    here, challenge = {"slug": plan.slug}, plan.challenges.first()
    return {
        "plans/<slug:slug>/": here,
        "plans/<slug:slug>/become/": here | {"state": "closed"},
        "plans/<slug:slug>/on/<": here | {"day": today},
        "plans/overview/on/": {"day": today},
        "plans/<slug:slug>/outline/heading/<": here | {"pk": challenge.heading_id},
        "plans/<slug:slug>/outline/<": here | {"number": challenge.number},
        "plans/<slug:slug>/edited-sheet/<": here | {"pk": Sheet.objects.get().pk},
        "plans/<slug:slug>/export/": here | {"key": "html"},
        "plans/<slug:slug>/deleted/<": at(Action.objects.exclude(deleted_at=None).get()),
        "views/": {"pk": SavedView.objects.filter(plan=plan).first().pk},
        "help/<": {"key": GUIDES[0].key},
        "glossary/<": {"pk": GlossaryTerm.objects.first().pk},
        "calendar/<": {"key": account("officer").calendar_key},
    }


def of_actions(plan, today):
    action = plan.actions.present().overdue(today).first()
    there, deadline = at(action), action.deadlines.first().pk
    asked = DeadlineChange.objects.filter(state="asked").first()
    finished = Action.objects.present().filter(step__meaning__in=FINISHED).first()
    evidence = Evidence.objects.exclude(name="").first()
    linked = SeeAlso.objects.filter(action__plan=plan).first()
    return {
        ACTION: there,
        f"{ACTION}open-again/": at(finished),
        f"{ACTION}edit/<": there | {"piece": "notes"},
        f"{ACTION}evidence/": at(evidence.update.action) | {"pk": evidence.pk},
        f"{ACTION}updates/": at(evidence.update.action) | {"pk": evidence.update_id},
        f"{ACTION}ask-for-time/<": at(asked.deadline.action) | {"pk": asked.pk},
        f"{ACTION}correct-deadline/": there | {"pk": deadline},
        f"{ACTION}deadlines/": there | {"pk": deadline},
        f"{ACTION}see-also/<": at(linked.action) | {"pk": linked.pk},
    }


def of_rounds():
    asking = Round.objects.filter(state="open").first()
    action = asking.requests.first().action
    return {
        "rounds/<": {"pk": asking.pk},
        "rounds/<int:pk>/<": {"pk": asking.pk, "slug": action.plan.slug},
        "rounds/<int:pk>/<slug:slug>/<": at(action) | {"pk": asking.pk},
    }


def of_imports():
    source = Import.objects.get(name__endswith=".docx", state="review")
    review = Review(imports.proposal_of(source))
    asks = next(each for each in review.questions if each.asks_who)
    return {
        "imports/<": {"pk": source.pk},
        "imports/<int:pk>/rows/<": {"pk": source.pk, "row": review.proposal.actions[1].rows[0]},
        "imports/<int:pk>/questions/": {"pk": source.pk, "key": asks.key},
    }


def of_people(today):
    officer, director = account("officer"), account("director")
    secret = {
        "uidb36": user_pk_to_url_str(officer),
        "key": default_token_generator.make_token(officer),
    }
    return {
        "people/<": {"pk": director.actor.pk},
        "people/<int:pk>/members/": {"pk": Actor.objects.filter(kind="team").first().pk},
        "memberships/": {"pk": Membership.objects.filter(until=None).first().pk},
        "deputies/": {"pk": Delegation.objects.first().pk},
        "hand-overs/": {"pk": HandOver.objects.get().pk},
        "accounts/": {"pk": officer.pk},
        "grants/": {"pk": Grant.objects.first().pk},
        "my-actions/directorate/": {"pk": my_directorates(director, today)[0].pk},
        "mail/pause/": {
            "token": signing.dumps(Actor.objects.filter(kind="person", user=None).first().pk, salt=PAUSE_SALT)
        },
        "mail/sent/": {"pk": Message.objects.first().pk},
        "password/forgotten/": secret,
    }


def of_meetings():
    resolution = Resolution.objects.select_related("meeting").first()
    held = {"slug": resolution.meeting.slug}
    return {
        "meetings/<slug:slug>/": held,
        "meetings/<slug:slug>/resolutions/": held | {"pk": resolution.pk},
        "meetings/<slug:slug>/resolutions/<int:pk>/<": held | {"pk": resolution.pk, "what": "ask"},
        "meetings/log/": {"slug": resolution.meeting.committee.slug},
        "questions/": {"pk": Query.objects.first().pk},
        "council/days/": {"pk": ClosedDay.objects.get().pk},
    }


def of_papers():
    draft, published = (papers(state).first() for state in ("draft", "published"))
    told = draft.plans.first().snapshot.plan.actions.present().exclude(latest_update=None).first()
    edition = as_item(published) | {"number": 1}
    return {
        "meetings/forms/": {"pk": published.meeting.committee_id},
        "meetings/forms/<int:pk>/example/": {"pk": published.meeting.committee_id, "key": "docx"},
        PAPER: as_item(draft),
        f"{PAPER}wordings/<": as_item(draft) | {"plan": told.plan.slug, "reference": told.reference},
        f"{PAPER}files/": as_item(draft) | {"key": "html"},
        f"{PAPER}correct": as_item(published),
        f"{PAPER}correction/files/": as_item(published) | {"key": "html"},
        f"{PAPER}editions/": as_item(published),
        f"{PAPER}editions/<": edition,
        f"{PAPER}editions/<int:number>/files/": edition | {"key": "html"},
        f"{PAPER}editions/<int:number>/as-published/": edition | {"audience": "public", "key": "docx"},
    }


def papers(state):
    return Paper.objects.filter(state=state).select_related("meeting").order_by("pk")


def as_item(paper):
    return {"slug": paper.meeting.slug, "order": paper.order}


def more(today):
    """(name, path) of further pages: other kinds, other states, what was asked for in the address."""
    yield from plans_and_actions(today)
    yield from lists(today)
    yield from imports_and_meetings()


def plans_and_actions(today):
    for plan in Plan.objects.exclude(slug=PLAN):
        yield "plan_detail", reverse("plan_detail", args=[plan.slug])
        yield "plan_outline", reverse("plan_outline", args=[plan.slug])
    actions = Action.objects.present().select_related("plan")
    kinds = {
        "finished": actions.filter(step__meaning__in=FINISHED),
        "exempt": actions.exclude(exempt="no"),
        "asked": actions.filter(deadlines__changes__state="asked"),
        "with evidence": actions.filter(updates__evidence__isnull=False),
        "pointer": actions.filter(pointer=True),
        "undated": actions.open().filter(next_due=None),
        "in draft": actions.filter(plan__state="draft"),
    }
    for found in kinds.values():
        if action := found.first():
            yield "action_detail", action.get_absolute_url()
            yield "action_edit", reverse("action_edit", args=[action.plan.slug, action.reference])
    action = actions.filter(plan__slug=PLAN).overdue(today).first()
    for piece in PIECES:
        yield "action_piece", reverse("action_piece", args=[PLAN, action.reference, piece])
    yield "my_actions", reverse("my_actions") + "?" + urlencode({"update": f"{PLAN}/{action.reference}"})


def lists(today):
    plan, across = reverse("plan_detail", args=[PLAN]), reverse("action_list")
    for name, address, query in (
        ("plan_detail", plan, {"due": "overdue", "order": "soonest"}),
        ("plan_detail", plan, {"words": "nothing like this anywhere"}),
        ("action_list", across, {"words": "nothing like this anywhere"}),
        ("action_list", across, {"due": "overdue"}),
        ("search", reverse("search"), {"q": "staff"}),
        ("search", reverse("search"), {"q": "nothing like this anywhere"}),
        (
            "plan_compare",
            reverse("plan_compare", args=[PLAN]),
            {"from": "2020-01-01", "to": today.isoformat()},
        ),
        ("go_through", reverse("go_through", args=[PLAN]), {"all": 1}),
        ("change_many", reverse("change_many", args=[PLAN]), {"tick": "all"}),
    ):
        yield name, f"{address}?{urlencode(query)}"
    for kind in ("person", "post", "team", "committee"):
        yield "actor_detail", reverse("actor_detail", args=[Actor.objects.filter(kind=kind).first().pk])
        yield "actor_create", f"{reverse('actor_create')}?kind={kind}"
    for asking in Round.objects.exclude(state="open"):
        yield "round_detail", asking.get_absolute_url()
    planned = Round.objects.get(state="planned")
    yield "round_cancel", reverse("round_cancel", args=[planned.pk])
    action = Action.objects.present().open().filter(plan__in=planned.plans.all()).first()
    yield "request_who", reverse("request_who", args=[planned.pk, action.plan.slug, action.reference])
    words = reverse("plan_words_change", args=[PLAN])
    yield "plan_words_change", f"{words}?{urlencode({'to': 'Plain'})}"


def imports_and_meetings():
    for source in Import.objects.exclude(state="review"):
        yield "import_review", source.get_absolute_url()
    for meeting in Meeting.objects.all():
        yield "meeting_detail", reverse("meeting_detail", args=[meeting.slug])
        yield "meeting_extensions", reverse("meeting_extensions", args=[meeting.slug])
    resolution = Resolution.objects.first()
    for what in FOLLOW_ONS:
        yield (
            "resolution_follow_on",
            reverse("resolution_follow_on", args=[resolution.meeting.slug, resolution.pk, what]),
        )
    for paper in papers("published"):
        yield "paper_detail", reverse("paper_detail", kwargs=as_item(paper))
        yield "edition_detail", reverse("edition_detail", kwargs=as_item(paper) | {"number": 1})
    for key in ("html", "csv"):
        yield "plan_export", reverse("plan_export", args=[PLAN, key])
