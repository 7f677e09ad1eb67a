"""What a public paper calls somebody: post titles by default, names by choice per person."""

from django.utils.translation import gettext as _

from people.models import Membership


class PublicNames:
    """Public names of people on a day, looked up once for all of them (one query).

    Officers' names are personal data, and naming senior staff is easier to justify than junior: so a person is
    printed as their `public_label` where one was chosen, else by name where they are a councillor, else by the
    title of a post they hold that day, else as "an officer". Posts, teams and committees are printed by name.
    """

    def __init__(self, people, day):
        held = Membership.objects.on(day).filter(
            member__in={person.pk for person in people}, of__kind="post", of__merged_into=None
        )
        self.posts = {}
        for membership in held.select_related("of"):
            self.posts.setdefault(membership.member_id, membership.of)

    def of(self, actor):
        """The public name of an actor; of None (an account without a person), "an officer"."""
        if actor is None:
            return _("an officer")
        if actor.public_label:
            return actor.public_label
        if actor.kind != "person" or actor.councillor:
            return actor.name
        post = self.posts.get(actor.pk)
        return (post.public_label or post.name) if post else _("an officer")
