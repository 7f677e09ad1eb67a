"""Naming somebody who is known: typed with the names offered, never made silently."""

import re
from collections import Counter

from django import forms
from django.utils.translation import gettext_lazy as _

from people.keys import key_of
from people.models import Actor

UNKNOWN = _("We know nobody called “{name}”. Correct the name, or add them under People first.")
SEVERAL = _("Several are called “{name}”. Choose from the names offered which is meant.")
TOLD_APART = re.compile(r".* \(\w+, number (\d{1,18})\)$")


class ActorField(forms.CharField):
    """Cleans to the actor of that name or alias who is still here; empty to None."""

    def __init__(self, **kwargs):
        widget = forms.TextInput({"list": "actors", "autocomplete": "off"})
        super().__init__(max_length=300, widget=widget, **kwargs)

    def clean(self, value):
        words = super().clean(value)
        return the_one(words, meant_by([words])) if words else None


def names_offered():
    """What such a field offers while one types; those of one name are told apart by their kind and number."""
    actors = Actor.objects.current().values_list("pk", "key", "name", "kind")
    twice = {key for key, count in Counter(key for _pk, key, *_rest in actors).items() if count > 1}
    return [
        f"{name} ({kind}, number {pk})" if key in twice else name  # TOLD_APART reads it
        for pk, key, name, kind in actors
    ]


def meant_by(lines):
    """The actors each of these lines may mean, by the line. Three queries, however many lines."""
    lines = set(filter(None, lines))
    numbers = {words: int(match[1]) for words in lines if (match := TOLD_APART.match(words))}
    keys = {words: key_of(words) for words in lines}
    current = Actor.objects.current()
    by_number = current.in_bulk(list(numbers.values())) if numbers else {}
    by_key = {}
    for actor in current.filter(key__in=keys.values()):
        by_key.setdefault(actor.key, {})[actor.pk] = actor
    for actor in current.filter(aliases__key__in=keys.values()).distinct().prefetch_related("aliases"):
        for alias in actor.aliases.all():
            by_key.setdefault(alias.key, {})[actor.pk] = actor
    return {
        words: [by_number[numbers[words]]]
        if numbers.get(words) in by_number
        else list(by_key.get(keys[words], {}).values())
        for words in lines
    }


def the_one(words, meant):
    """The actor that words mean, of what `meant_by` found; ValidationError where it is nobody or several."""
    found = meant.get(words, [])
    if len(found) != 1:
        raise forms.ValidationError((SEVERAL if found else UNKNOWN).format(name=words))
    return found[0]
