"""Who may do what: the only place that knows what a role may do. Default deny.

Being a lead is derived from what one leads, through whom, on the day; everything else is granted. What one
may not know of is not in the querysets, so that it answers like something that does not exist.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from actionplan.directorates import Directorates
from actionplan.models import (
    Action,
    Challenge,
    Grant,
    Import,
    Lead,
    Message,
    Plan,
    Reminder,
    Request,
    Round,
    SavedView,
    Update,
)
from actionplan.redaction import Scope
from actionplan.standing import standing_of
from people.models import Actor

READS = {Grant.Role.EDITOR, Grant.Role.CLERK, Grant.Role.READER, Grant.Role.EXEMPT}
ANSWERS = {Lead.Role.STRATEGIC, Lead.Role.OPERATIONAL}


def visible_plans(user, today):
    """Plans one may open: those granted, and live or closed ones where one leads an action. Drafts: editors only."""
    standing = standing_of(user, today)
    leads = Lead.objects.filter(action__plan=OuterRef("pk"), actor__in=standing.hats, action__deleted_at=None)
    readable = standing.plans(*READS)
    if standing.hats:
        readable |= Q(Exists(leads))
    drafts = standing.plans(Grant.Role.EDITOR)
    return Plan.objects.filter(drafts | (readable & ~Q(state=Plan.State.DRAFT)))


def visible_actions(user, today, plan=None):
    """Actions one may know of: those of visible plans, the exempt ones only for their leads and by right.

    With `plan`, one that was already found among the visible ones, its actions only.
    """
    actions = Action.objects.present()
    scope = actions.filter(plan=plan) if plan else actions.filter(plan__in=visible_plans(user, today))
    return scope.filter(~Q(exempt=Action.Exempt.ALL) | _may_see_exempt(user, today))


def opened_by(user, today, plan=None):
    """The ids of the actions that have a page somebody may open."""
    return set(visible_actions(user, today, plan).order_by().values_list("pk", flat=True))


def visible_challenges(user, today, plan=None):
    """The challenges one may know of: not one under which all that stands is withheld.

    With `plan`, one that was already found among the visible ones, its challenges only.
    """
    there = Action.objects.present().filter(challenge=OuterRef("pk"))
    known = visible_actions(user, today, plan).filter(challenge=OuterRef("pk"))
    scope = {"plan": plan} if plan else {"plan__in": visible_plans(user, today)}
    return Challenge.objects.filter(~Exists(there) | Exists(known), **scope)


def visible_headings(user, today, plan):
    """The headings of a plan, but not one under which every challenge is withheld."""
    known = visible_challenges(user, today, plan)
    return plan.headings.filter(Q(challenges=None) | Q(challenges__in=known)).distinct()


def readable_news(user, today):
    """The updates whose words one may read: of actions one may know of, exempt news for their leads and by right."""
    told = Q(exempt=Action.Exempt.NO) | _may_see_exempt(user, today)
    return Update.objects.filter(action__in=visible_actions(user, today).filter(told))


def visible_views(user, plan):
    """The saved views one may pick on a plan's page (None: over all plans): one's own, and those that are shared."""
    return SavedView.objects.filter(Q(owner=user) | Q(shared=True), plan=plan)


def may_share_views(user, plan, today):
    """Editors of the plan; over all plans, editors of the whole council."""
    if plan is not None:
        return may_edit(user, plan, today)
    grants = standing_of(user, today).grants
    return any(g.role == Grant.Role.EDITOR and not (g.plan_id or g.committee_id) for g in grants)


def may_change_view(user, view, today):
    """Its owner; a shared one, whoever may share views there."""
    return view.owner_id == user.pk or (view.shared and may_share_views(user, view.plan, today))


def _may_see_exempt(user, today):
    standing = standing_of(user, today)
    led = Lead.objects.filter(action=OuterRef("pk"), actor__in=standing.hats)
    by_right = Q(plan__in=Plan.objects.filter(standing.plans(Grant.Role.EXEMPT)))
    return by_right | Q(Exists(led))


def read_though_exempt(user, today):
    """The actions, deleted ones too, whose exempt words one may read: for their leads and by right."""
    return Action.objects.filter(_may_see_exempt(user, today))


def my_actions(user, today):
    """Actions led by any of the person's hats, in live plans."""
    standing = standing_of(user, today)
    return Action.objects.present().led_by(list(standing.hats)).filter(plan__state=Plan.State.LIVE)


def acts_for_others(user, today):
    """Whoever acts as more than themselves, by a post, in a team or for somebody else: actions may become theirs."""
    return len(standing_of(user, today).hats) > 1


def hat_for(user, action, today, roles=tuple(Lead.Role)):
    """Why an action is mine: the most direct hat that leads it in one of these roles, or None.

    Whoever reports is one of its leads, or holds the post that leads it; `action.reporter` as it was last worked
    out gives no right of its own, because posts change hands.
    """
    hats = standing_of(user, today).hats
    mine = [
        hats[lead.actor_id] for lead in action.leads.all() if lead.actor_id in hats and lead.role in roles
    ]
    return min(mine, key=_distance, default=None)


def _distance(hat):
    return (hat.for_actor is not None, len(hat.through))


def may_see_news(user, action, today):
    """The news of an action whose news is exempt is for its leads and those with the right."""
    if action.exempt == Action.Exempt.NO:
        return True
    return hat_for(user, action, today) is not None or standing_of(user, today).over(
        action.plan, Grant.Role.EXEMPT
    )


def untold_of(user, actions, today):
    """The ids of those of these actions whose news is not for this person."""
    exempt = actions.exclude(exempt=Action.Exempt.NO).select_related("plan").prefetch_related("leads")
    return frozenset(action.pk for action in exempt if not may_see_news(user, action, today))


def may_update(user, action, today):
    """A strategic or operational lead, their delegate, the reporter, or an editor; in a live plan."""
    if action.plan.state != Plan.State.LIVE or not may_see_news(user, action, today):
        return False
    return may_edit(user, action.plan, today) or hat_for(user, action, today, ANSWERS) is not None


def may_ask_for_time(user, action, today):
    """Whoever may give news of an action may ask for more time, while it is open."""
    return action.is_open and may_update(user, action, today)


def may_agree_extensions(user, action, today):
    """An editor who may read why, where the plan leaves it to editors; else the committee resolves it."""
    plan = action.plan
    by_editors = plan.extensions_agreed_by == Plan.Agrees.EDITOR and plan.state == Plan.State.LIVE
    return by_editors and may_edit(user, plan, today) and may_see_news(user, action, today)


def plans_with_extensions(user, today):
    """Where somebody is told that more time was asked for: plans they edit, or are the committee's clerk of."""
    standing = standing_of(user, today)
    return Plan.objects.filter(standing.plans(Grant.Role.EDITOR, Grant.Role.CLERK), state=Plan.State.LIVE)


def may_hear_of_extensions(user, today):
    """Whoever edits plans or runs a committee's meetings."""
    return standing_of(user, today).has(Grant.Role.EDITOR, Grant.Role.CLERK)


def answers_for(user, action, today):
    """For which lead somebody gives news: the principal of a delegate, else the post or team they lead through.

    None where they lead it themselves, or only edit the plan.
    """
    hat = hat_for(user, action, today, ANSWERS)
    if hat is None:
        return None
    return hat.for_actor or (hat.actor if hat.through else None)


def speaks_for(user, action, today):
    """The leads for whom an editor may write down what they said, operational first; one who leads it needs none."""
    if hat_for(user, action, today, ANSWERS) or not may_update(user, action, today):
        return []
    roles = (Lead.Role.OPERATIONAL, Lead.Role.STRATEGIC)
    return list(dict.fromkeys(lead.actor for role in roles for lead in action.leads_in(role)))


def may_add_evidence(user, update, today):
    """Whoever gave an update adds to it what came later, while they may give news of the action at all."""
    own = update.by_id == user.pk and update.source == update.Source.PERSON
    return own and may_update(user, update.action, today)


def may_edit(user, plan, today):
    return standing_of(user, today).over(plan, Grant.Role.EDITOR)


def may_read_as_it_stood(user, plan, past, today):
    """A draft is for its editors, also once it is live."""
    return past.state != Plan.State.DRAFT or may_edit(user, plan, today)


def edited_actions(user, today):
    """The actions of the plans one edits, deleted ones too; the exempt ones only for their leads and by right."""
    edited = Action.objects.filter(plan__in=Plan.objects.filter(_edited(user, today)))
    return edited.filter(~Q(exempt=Action.Exempt.ALL) | _may_see_exempt(user, today))


def removal_scope(user, today):
    """How far somebody who takes words out for good may reach: see `actionplan.redaction.Scope`."""
    plans, actions = Plan.objects.filter(_edited(user, today)), edited_actions(user, today)
    imports = Import.objects.filter(Q(plan__in=plans) | Q(pk__in=visible_imports(user, today).values("pk")))
    silent = actions.exclude(exempt=Action.Exempt.NO).exclude(_may_see_exempt(user, today))
    return Scope(plans=plans, actions=actions, silent=silent, imports=imports)


def _edited(user, today):
    return standing_of(user, today).plans(Grant.Role.EDITOR)


def may_import(user, today):
    """A new plan is made by an editor of the whole council or of a committee."""
    return any(g.role == Grant.Role.EDITOR and not g.plan_id for g in standing_of(user, today).grants)


def committees_planned_for(user, today, plan=None):
    """The committees one may give a plan to, and whether it may belong to none.

    An editor of a committee makes plans for that committee only; a plan may always stay where it is.
    """
    grants = [g for g in standing_of(user, today).grants if g.role == Grant.Role.EDITOR and not g.plan_id]
    anywhere = any(grant.committee_id is None for grant in grants)
    committees = Actor.objects.current().committees()
    if not anywhere:
        committees = committees.filter(pk__in=[grant.committee_id for grant in grants])
    if plan:
        committees = committees | Actor.objects.filter(pk=plan.committee_id)
        anywhere = anywhere or plan.committee_id is None
    return committees, anywhere


def visible_imports(user, today):
    """The imports one may know of: one's own, and those into the committees one makes plans for."""
    if not may_import(user, today):
        return Import.objects.none()
    committees, anywhere = committees_planned_for(user, today)
    imports = Import.objects.defer("file").select_related("by__actor", "committee", "plan")
    return imports if anywhere else imports.filter(Q(by=user) | Q(committee__in=committees))


def may_undo_import(user, source_import, today):
    """Whoever edits the plan that the import made; it must be one they may know of."""
    return source_import.plan is not None and may_edit(user, source_import.plan, today)


def may_run_meetings(user, committee, today):
    """The clerk of the committee or of the whole council."""
    return any(
        grant.role == Grant.Role.CLERK and not grant.plan_id and grant.committee_id in (None, committee.pk)
        for grant in standing_of(user, today).grants
    )


def may_be_clerk(user, today):
    """A clerk of any committee: whoever may add a meeting somewhere."""
    return any(g.role == Grant.Role.CLERK and not g.plan_id for g in standing_of(user, today).grants)


def may_know_of_meetings(user, today):
    """Whoever may read a plan or has a role; to a stranger there are none."""
    return standing_of(user, today).has(*READS) or visible_plans(user, today).exists()


def may_see_exempt_of(user, plan, today):
    return standing_of(user, today).over(plan, Grant.Role.EXEMPT)


def may_keep_accounts(user, today):
    return standing_of(user, today).has(Grant.Role.ADMIN)


def may_keep_people(user, today):
    """Actors, aliases and memberships: administrators and editors."""
    return standing_of(user, today).has(Grant.Role.ADMIN, Grant.Role.EDITOR)


def may_read_glossary(user, today):
    """Whoever may read a plan, or keeps accounts."""
    standing = standing_of(user, today)
    return bool(standing.grants) or visible_plans(user, today).exists()


def may_keep_glossary(user, today):
    """Whoever writes plans or papers, and administrators."""
    return standing_of(user, today).has(Grant.Role.ADMIN, Grant.Role.EDITOR, Grant.Role.CLERK)


def run_plans(user, today):
    """The plans for which one may ask for updates: those one edits."""
    return Plan.objects.filter(standing_of(user, today).plans(Grant.Role.EDITOR))


def may_edit_some_plan(user, today):
    return standing_of(user, today).has(Grant.Role.EDITOR)


def may_ask_for_updates_before(user, meeting, today):
    """Before a meeting to come, of a committee of whose live plans one edits some."""
    live = run_plans(user, today).filter(state=Plan.State.LIVE, committee=meeting.committee_id)
    return meeting.held_on >= today and live.exists()


def may_run_round(user, round, today):
    return run_rounds(user, today).filter(pk=round.pk).exists()


def visible_requests(user, today):
    """What was asked of oneself, of those one answers for and of one's directorate, as far as one knows the action."""
    hats = standing_of(user, today).hats
    people = set()
    if any(hat.actor.kind == "team" for hat in hats.values()):
        directorates = Directorates(today)
        people = directorates.people_of(directorates.worn(hats))
    known = visible_actions(user, today).values("pk")
    return Request.objects.filter(asked__in={*hats, *people}, left_out=False, action__in=known)


def run_rounds(user, today):
    """The rounds one runs: those of whose plans one edits every one."""
    foreign = Round.plans.through.objects.exclude(plan__in=run_plans(user, today))
    return Round.objects.exclude(plans=None).filter(~Exists(foreign.filter(round=OuterRef("pk"))))


def visible_rounds(user, today):
    """Rounds one runs; once they have begun, also those that asked oneself or one's directorate."""
    asked = visible_requests(user, today).filter(round=OuterRef("pk"))
    begun = ~Q(state=Round.State.PLANNED) & Q(Exists(asked))
    return Round.objects.filter(begun | Q(pk__in=run_rounds(user, today).values("pk")))


def may_see_mail(user, today):
    """What was sent: editors see that of their plans, those of the whole council and administrators all of it."""
    return standing_of(user, today).has(Grant.Role.ADMIN, Grant.Role.EDITOR)


def may_read_all_mail(user, today):
    """The words of a message may be about several plans: they are for an editor of the whole council."""
    grants = standing_of(user, today).grants
    return any(g.role == Grant.Role.EDITOR and not g.plan_id and not g.committee_id for g in grants)


def visible_mail(user, today):
    """The messages one may know of."""
    standing = standing_of(user, today)
    if standing.has(Grant.Role.ADMIN) or may_read_all_mail(user, today):
        return Message.objects.all()
    plans = Plan.objects.filter(standing.plans(Grant.Role.EDITOR))
    reminded = Reminder.objects.filter(message=OuterRef("pk"), action__plan__in=plans)
    asked = Round.objects.filter(pk=OuterRef("round"), plans__in=plans)
    return Message.objects.filter(Exists(reminded) | Exists(asked))


def check(allowed):
    """Refuse at the door: raises PermissionDenied (403) where the answer was no."""
    if not allowed:
        raise PermissionDenied
