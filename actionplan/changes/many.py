"""Many actions changed together: a revision each and few queries, however many they are."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError

from actionplan.changes import caches
from actionplan.changes.revisions import action_state, build_revision, moment
from actionplan.models import Action, Lead, Revision
from people.models import Membership

AT_A_TIME = 200


def lock(ids):
    """Hold these actions until the transaction ends, lowest id first; gives them with their leads and deadlines."""
    list(Action.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).only("pk"))
    return _whole(ids)


def _whole(ids):
    actions = Action.objects.filter(pk__in=ids).select_related("plan", "step", "challenge", "latest_update")
    return list(actions.prefetch_related("leads__actor", "deadlines"))


@contextmanager
def revisions(ids, *, by, reason="", at=None, batch=None):
    """Within, change actions that are locked; after, each that has changed has its revision."""
    before = _states(_whole(ids))
    yield
    _keep(_whole(ids), before, by=by, reason=reason, at=at, batch=batch)


@contextmanager
def revisions_of(actions, *, by, reason="", at=None, batch=None):
    """The same where only fields of these very actions change, not their leads or deadlines: nothing is read again."""
    before = _states(actions)
    yield
    _keep(actions, before, by=by, reason=reason, at=at, batch=batch)


def _states(actions):
    return {action.pk: _state(action) for action in actions}


def _keep(actions, before, *, by, reason, at, batch):
    kept, numbered = [], []
    for action in actions:
        after = _state(action)
        was = before[action.pk]
        changed = {name: [was[name], value] for name, value in after.items() if was[name] != value}
        if changed:
            action.revision += 1
            numbered.append(action)
            kept.append(
                build_revision(
                    action,
                    number=action.revision,
                    changed=changed,
                    state=after,
                    by=by,
                    reason=reason,
                    at=moment(at),
                    batch=batch,
                )
            )
    Revision.objects.bulk_create(kept, batch_size=AT_A_TIME)
    Action.objects.bulk_update(numbered, ["revision"], batch_size=AT_A_TIME)


def _state(action):
    return action_state(action, action.leads.all(), action.deadlines.all())


@contextmanager
def named(action, among):
    """Within, what is refused of one of several is said with its reference."""
    try:
        yield
    except ValidationError as refusal:
        if len(among) < 2:
            raise
        raise ValidationError(f"{action.reference}: {refusal.messages[0]}") from None


def set_leads_of(wanted):
    """Make these the leads of each action, within `revisions`: `wanted` maps an Action to its (role, actor, words).

    One actor once a role, the first time it is named. The actions come with their leads (see `lock`); what is kept
    of leads is made anew by `refresh_leads` or `refresh_words`.
    """
    gone, made, moved = [], [], []
    for action, leads in wanted.items():
        present = {(lead.role, lead.actor_id): lead for lead in action.leads.all()}
        once = {}
        for role, actor, words in leads:
            once.setdefault((role, actor.pk), (role, actor, words))
        gone += [lead.pk for key, lead in present.items() if key not in once]
        for order, (key, (role, actor, words)) in enumerate(once.items()):
            lead = present.get(key) or Lead(action=action, role=role, actor=actor)
            if lead.pk is None:
                made.append(lead)
            elif (lead.order, lead.words) != (order, words):
                moved.append(lead)
            lead.order, lead.words = order, words
    Lead.objects.filter(pk__in=gone).delete()
    Lead.objects.bulk_create(made, batch_size=AT_A_TIME)
    Lead.objects.bulk_update(moved, ["order", "words"], batch_size=AT_A_TIME)


def refresh_leads(ids, today):
    """Make anew what is kept of the leads of these actions: who reports, and the words one searches."""
    actions = _whole(ids)
    holder_of = holders_of_posts([lead for action in actions for lead in action.leads.all()], today)
    for action in actions:
        leads = action.leads.all()
        action.reporter = caches.reporter(leads, holder_of)
        action.search_key = caches.search_key(action, leads)
    Action.objects.bulk_update(actions, ["reporter", "search_key"], batch_size=AT_A_TIME)


def refresh_words(ids):
    """Make anew the words one searches these actions by."""
    actions = _whole(ids)
    for action in actions:
        action.search_key = caches.search_key(action, action.leads.all())
    Action.objects.bulk_update(actions, ["search_key"], batch_size=AT_A_TIME)


def holders_of_posts(leads, day):
    """A function that gives the first holder on a day of a post among these leads; one query for all of them."""
    posts = {lead.actor_id for lead in leads if lead.actor.kind == "post"}
    held = {}
    if posts:
        for holding in Membership.objects.on(day).filter(of__in=posts).select_related("member"):
            held.setdefault(holding.of_id, holding.member)
    return lambda post: held.get(post.pk)
