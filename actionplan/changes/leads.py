"""Who leads an action: a list of (role, actor, words as written), in order."""

from actionplan.models import Lead

ROLES = list(Lead.Role)


def set_leads(action, leads):
    """Make these the action's leads; one actor once a role, the first time it is named."""
    wanted = {}
    for role, actor, words in leads:
        wanted.setdefault((role, actor.pk), (role, actor, words))
    action.leads.exclude(pk__in=[x.pk for x in action.leads.all() if (x.role, x.actor_id) in wanted]).delete()
    for order, (role, actor, words) in enumerate(wanted.values()):
        Lead.objects.update_or_create(
            action=action, role=role, actor=actor, defaults={"order": order, "words": words}
        )


def ordered(leads):
    """What two lists of leads are compared by: who, in which role, in order."""
    return in_role_order(dict.fromkeys((role, actor.pk) for role, actor, _ in leads))


def in_role_order(pairs):
    """(role, actor id) pairs, member leads first; within a role the order stays."""
    return sorted(pairs, key=lambda pair: ROLES.index(pair[0]))


def as_said(leads):
    """A list of leads in words: "HR Committee (member lead), Shirin Patel (operational lead)"."""
    by_role = sorted(leads, key=lambda lead: ROLES.index(lead[0]))
    return ", ".join(f"{actor.name} ({Lead.Role(role).label})" for role, actor, _ in by_role)
