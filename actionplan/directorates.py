"""Which directorate somebody works in: a directorate is a team that posts, teams or people are part of."""

from people.models import Actor, Membership


class Directorates:
    """The council's teams as they hang together on a day; one query for the teams, two for everybody in them."""

    def __init__(self, day):
        self.day = day
        self.teams = {team.pk: team for team in Actor.objects.filter(kind="team", merged_into=None)}
        self.parents = {team.part_of_id for team in self.teams.values() if team.part_of_id}
        posts_in = Actor.objects.filter(kind="post").exclude(part_of=None)
        self.parents |= set(posts_in.values_list("part_of_id", flat=True))

    def top(self, actor):
        """The highest team that an actor is part of, itself where others are part of it; None outside them all."""
        seen, team = set(), self.teams.get(actor.pk if actor.pk in self.teams else actor.part_of_id)
        while team and team.part_of_id in self.teams and team.pk not in seen:
            seen.add(team.pk)
            team = self.teams[team.part_of_id]
        return team if team and team.pk in self.parents else None

    def of(self, people):
        """The directorate of each of these people, by person id: their own, else their posts', else their teams'.

        Somebody in several has the first; who is in none is left out.
        """
        groups = _groups_of([person.pk for person in people], self.day)
        found = {}
        for person in people:
            near = [person, *groups.get(person.pk, [])]
            tops = (self.top(each) for each in sorted(near, key=_nearness))
            if directorate := next(filter(None, tops), None):
                found[person.pk] = directorate
        return found

    def worn(self, hats):
        """The directorates among the actors somebody acts as: those they are the director of, or work in."""
        return [
            self.teams[pk]
            for pk in sorted(hats)
            if pk in self.teams and self.top(self.teams[pk]) == self.teams[pk]
        ]

    def people_of(self, directorates):
        """The ids of everybody in these directorates on the day, with the posts and teams there."""
        wanted = set(directorates)
        inside = [team.pk for team in self.teams.values() if self.top(team) in wanted]
        here = Membership.objects.on(self.day)
        members = set(here.filter(of__in=inside).values_list("member", flat=True))
        parts = set(Actor.objects.filter(part_of__in=inside).values_list("pk", flat=True))
        holders = here.filter(of__kind="post", of__in=members | parts).values_list("member", flat=True)
        return {*members, *parts, *holders}


def _groups_of(ids, day):
    """What each of these belongs to on a day, with what the posts they hold belong to."""
    groups, holders = {}, {}
    for row in Membership.objects.on(day).filter(member__in=ids).select_related("of").order_by("id"):
        groups.setdefault(row.member_id, []).append(row.of)
        if row.of.kind == "post":
            holders.setdefault(row.of_id, []).append(row.member_id)
    for row in Membership.objects.on(day).filter(member__in=holders).select_related("of").order_by("id"):
        for holder in holders[row.member_id]:
            groups[holder].append(row.of)
    return groups


def _nearness(actor):
    """One's own first, then a post one holds, then a team."""
    return ("person", "post", "team", "committee").index(actor.kind)
