"""What an account is on a day: what it was granted and where that reaches, and the hats its person wears."""

from dataclasses import dataclass, field

from django.db.models import Q

from people.belonging import hats_of, person_of


@dataclass(frozen=True)
class Standing:
    """What an account is on a day: its grants and the hats its person wears (actor id → Hat)."""

    grants: tuple = ()
    hats: dict = field(default_factory=dict)

    def has(self, *roles):
        return any(grant.role in roles for grant in self.grants)

    def over(self, plan, *roles):
        """True where one of these roles was granted over this plan, its committee, or the council."""
        return any(grant.role in roles and _covers(grant, plan) for grant in self.grants)

    def plans(self, *roles):
        """A Q for the plans over which one of these roles was granted."""
        query = Q(pk__in=[])
        for grant in self.grants:
            if grant.role in roles:
                query |= _reach(grant)
        return query


def _covers(grant, plan):
    if grant.plan_id:
        return grant.plan_id == plan.pk
    return grant.committee_id is None or grant.committee_id == plan.committee_id


def _reach(grant):
    if grant.plan_id:
        return Q(pk=grant.plan_id)
    return Q(committee=grant.committee_id) if grant.committee_id else Q(pk__isnull=False)


def standing_of(user, today):
    """The account's standing on a day, fetched once for the user object at hand."""
    known = user.__dict__.setdefault("_standings", {})
    if today not in known:
        known[today] = Standing(tuple(user.grants.all()), hats_of(person_of(user), today))
    return known[today]
