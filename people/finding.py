"""Finding people, posts, teams and committees by what one begins to type, told apart when they share a name."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.utils.translation import gettext as _

from people.keys import key_of
from people.models import Actor, Alias, Membership

MOST = 8


@dataclass(frozen=True)
class Found:
    """An actor, what tells it from another of its name, and the other name it was found by, if it was."""

    actor: Actor
    about: str
    alias: str = ""


def find_actors(words, day, *, most=MOST):
    """Those here on a day whose name or other name holds every word: whole names first, then beginnings of words.

    Three queries whatever is found; none for no words.
    """
    key = key_of(words)
    if not key:
        return []
    actors = _holding(Actor.objects.current(), key).annotate(nearness=_nearness(key))
    actors = actors.select_related("part_of").prefetch_related(*_told_apart_by(day), "aliases")
    return [
        Found(actor, about(actor), _alias_found(actor, key))
        for actor in actors.order_by("nearness", "key", "id")[:most]
    ]


def with_words(actors, words):
    """Those in whose name or other names every one of these words is."""
    return _holding(actors, key_of(words))


def _holding(actors, key):
    for word in key.split():
        actors = actors.filter(Q(key__contains=word) | Q(pk__in=_called(key__contains=word)))
    return actors


def _called(**key):
    """Those with another name like this: one list for the whole query, not a question for each actor."""
    return Alias.objects.filter(**key).values("actor")


def _nearness(key):
    """0 the name itself or another name, 1 it begins so, 2 one of its words does, 3 somewhere."""
    return Case(
        When(Q(key=key) | Q(pk__in=_called(key=key)), then=Value(0)),
        When(Q(key__startswith=key) | Q(pk__in=_called(key__startswith=key)), then=Value(1)),
        When(key__contains=f" {key}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _told_apart_by(day):
    now = Membership.objects.on(day)
    return (
        Prefetch("memberships", now.select_related("member"), to_attr="held_by"),
        Prefetch(
            "belongs_to", now.filter(of__kind="post").select_related("of__part_of"), to_attr="posts_held"
        ),
    )


def about(actor):
    """ "person · Head of People · People directorate"; "post · held by Shirin Patel". From what is fetched."""
    kind = _("councillor") if actor.councillor else actor.get_kind_display()
    posts = [held.of for held in actor.posts_held]
    said = [kind, ", ".join(post.name for post in posts)]
    if actor.kind == "post":
        holders = ", ".join(holding.member.name for holding in actor.held_by)
        said.append(_("held by {names}").format(names=holders) if holders else _("held by nobody"))
    parts = [actor.part_of, *(post.part_of for post in posts)]
    said.append(", ".join(dict.fromkeys(part.name for part in parts if part)))
    if actor.kind == "person" and len(list(filter(None, said))) == 1:
        said.append(actor.email)
    return " · ".join(filter(None, said))


def _alias_found(actor, key):
    """The other name that was typed, where the name itself does not hold it."""
    if all(word in actor.key for word in key.split()):
        return ""
    return next((alias.words for alias in actor.aliases.all() if key.split()[0] in alias.key), "")


def tell_apart(actor_ids, day):
    """What is said about each of these actors, by id."""
    actors = Actor.objects.filter(pk__in=actor_ids).select_related("part_of")
    return {actor.pk: about(actor) for actor in actors.prefetch_related(*_told_apart_by(day))}
