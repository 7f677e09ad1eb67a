"""What somebody is, on a day: themselves, the posts they hold, the teams they are in, whom they answer for."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from people.models import Delegation, Membership


@dataclass(frozen=True)
class Hat:
    """One actor a person acts as, and how they come to.

    `through` is the chain of actors from the person's own post or team to this one, nearest first (empty
    for themselves); `for_actor` is the principal when they act as somebody's delegate, else None.
    """

    actor: object
    through: tuple = ()
    for_actor: object = None

    @property
    def words(self):
        """How a row says why it is mine: "yours", "through Head of HR", "for Shirin Patel"."""
        said = []
        if self.for_actor:
            said.append(_("for {name}").format(name=self.for_actor.name))
        if self.through:
            said.append(_("through {names}").format(names=", ".join(actor.name for actor in self.through)))
        return ", ".join(said) or _("yours")


def hats_of(person, day):
    """Every hat a person wears on a day, by actor id; the most direct way wins. Two queries at most.

    Team → post → person, no deeper. A delegate wears the principal's hats: theirs, their posts', their teams'.
    """
    if person is None:
        return {}
    delegations = Delegation.objects.on(day).filter(deputy=person).select_related("principal")
    principals = [delegation.principal for delegation in delegations]
    memberships = _memberships_of([person, *principals], day)
    hats = _wear(person, memberships)
    for principal in principals:
        for actor_id, hat in _wear(principal, memberships).items():
            hats.setdefault(actor_id, Hat(hat.actor, hat.through, principal))
    return hats


def _memberships_of(people, day):
    """What these people belong to on a day, and what the posts they hold belong to, by member."""
    held = Membership.objects.on(day).filter(member__in=people, of__kind="post").values("of")
    rows = Membership.objects.on(day).filter(Q(member__in=people) | Q(member__in=held))
    by_member = {}
    for row in rows.select_related("of"):
        by_member.setdefault(row.member_id, []).append(row.of)
    return by_member


def _wear(person, memberships):
    hats = {person.id: Hat(person)}
    direct = memberships.get(person.id, [])
    for group in direct:
        hats.setdefault(group.id, Hat(group, (group,)))
    for post in direct:
        if post.kind == "post":
            for team in memberships.get(post.id, []):
                hats.setdefault(team.id, Hat(team, (post, team)))
    return hats


def person_of(user):
    """The actor an account belongs to, or None."""
    return getattr(user, "actor", None)


def holders(post, day):
    """The people who hold a post on a day, in the order they were named."""
    return [held.member for held in Membership.objects.on(day).filter(of=post).select_related("member")]


def holds_on(dated, day):
    """True where a membership or delegation at hand holds on a day; both its ends are included."""
    return (dated.since is None or dated.since <= day) and (dated.until is None or day <= dated.until)
