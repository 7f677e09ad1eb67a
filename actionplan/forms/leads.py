"""Who leads: a row of names for each role. A name nobody has is asked about, never made silently."""

import re
from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.models import Lead
from people.changes import keep_actor
from people.finding import tell_apart
from people.keys import key_of
from people.models import Actor
from people.models.actor import Kind

EMPTY_ROWS = 4  # one to write in, the others folded away under “Another …”
MOST_ROWS = 100
NAME = re.compile(r"lead_(member|strategic|operational)_(\d{1,3})$")
UNKNOWN = gettext_lazy(
    "We know nobody called “{name}”. Correct the name, or say what it is and it will be added."
)
SEVERAL = gettext_lazy("Several are called “{name}”. Choose which.")
SEVERAL_LEADS = {
    Lead.Role.MEMBER: gettext_lazy("Member leads"),
    Lead.Role.STRATEGIC: gettext_lazy("Strategic leads"),
    Lead.Role.OPERATIONAL: gettext_lazy("Operational leads"),
}
NEW = [
    ("", gettext_lazy("Choose")),
    *(
        (f"new:{kind.value}", format_lazy(gettext_lazy("Add as a new {kind}"), kind=kind.label))
        for kind in Kind
    ),
]
ANOTHER = [
    (
        f"another:{kind.value}",
        format_lazy(gettext_lazy("Another {kind} of this name, to be added"), kind=kind.label),
    )
    for kind in Kind
]


@dataclass
class Named:
    """Who was meant by a row: an actor there is, or one to be added under this name."""

    role: str
    words: str
    actor: Actor | None = None
    new_kind: str = ""


class LeadFields:
    """Adds to a form a row for each lead and some empty ones for each role."""

    def add_lead_fields(self, leads, today):
        """`leads` are the action's Lead rows, with their actors; people of one name are told apart as of `today`."""
        self.told_apart_on = today
        self.as_written = {(lead.role, lead.actor_id): lead.words for lead in leads}
        self.leading = {str(lead.actor_id): lead.actor for lead in leads}
        for role in Lead.Role:
            present = [lead for lead in leads if lead.role == role]
            for place in range(self._row_count(role, len(present)) + EMPTY_ROWS):
                self._add_row(role, place, present[place].actor if place < len(present) else None)

    def _row_count(self, role, count):
        posted = [NAME.match(name) for name in self.data]
        places = [int(match[2]) + 1 for match in posted if match and match[1] == role]
        return max(count, min(max(places, default=0), MOST_ROWS))

    def _add_row(self, role, place, actor):
        name = f"lead_{role}_{place}"
        search = {"data-search": reverse("actor_search"), "data-choice-in": f"id_{name}_is"}
        words = forms.TextInput({"list": "actors", "autocomplete": "off"} | search)
        self.fields[name] = forms.CharField(
            label=f"{role.label.capitalize()} {place + 1}",
            max_length=200,
            required=False,
            widget=words,
            initial=actor.name if actor else "",
        )
        self.fields[f"{name}_is"] = forms.CharField(
            label=_("{role} {number} is").format(role=role.label.capitalize(), number=place + 1),
            required=False,
            widget=forms.Select(choices=NEW),
            initial=str(actor.pk) if actor else "",
        )

    def lead_rows(self):
        """For the page: each role with the rows shown, one of them empty, and the empty ones folded away."""
        for role in Lead.Role:
            names = [name for name in self.fields if NAME.match(name) and f"_{role}_" in name]
            rows = [self._row(name) for name in names]
            filled = max((place for place, row in enumerate(rows, 1) if row["name"].value()), default=0)
            yield {
                "name": SEVERAL_LEADS[role],
                "one": role.label,
                "shown": rows[: filled + 1],
                "more": rows[filled + 1 :],
            }

    def _row(self, name):
        return {"name": self[name], "is": self[f"{name}_is"], "asked": name in self.asked_about}

    @property
    def asked_about(self):
        return getattr(self, "_asked_about", set())

    def clean_leads(self):
        """Find out who was meant in every row; a name that is not clear is an error with a question."""
        self._asked_about = set()
        rows = [name for name in self.fields if NAME.match(name) and self.cleaned_data.get(name)]
        known = _known([key_of(self.cleaned_data[name]) for name in rows])
        self.named = [self._who(name, known) for name in rows]

    def _who(self, name, known):
        words, choice = self.cleaned_data[name], self.cleaned_data.get(f"{name}_is", "")
        meant = known.get(key_of(words), [])
        role = NAME.match(name)[1]
        leading = self.leading.get(choice)
        if leading and leading.key == key_of(words):
            return Named(role, words, leading)
        if chosen := next((actor for actor in meant if str(actor.pk) == choice), None):
            return Named(role, words, chosen)
        if meant and choice in dict(ANOTHER):
            return self._new(name, role, words, choice, self._ways(meant))
        if len(meant) == 1:
            return Named(role, words, meant[0])
        if not meant and choice in dict(NEW) and choice:
            return self._new(name, role, words, choice, NEW)
        self._ask(name, self._ways(meant) if meant else NEW)
        self.add_error(name, (SEVERAL if meant else UNKNOWN).format(name=words))
        return None

    def _new(self, name, role, words, choice, choices):
        """Somebody who is to be added; if the form comes back, the question stands there with its answer."""
        self._ask(name, choices)
        return Named(role, words, new_kind=choice.partition(":")[2])

    def _ways(self, meant):
        """To choose between several of one name, and to add another."""
        told = tell_apart([actor.pk for actor in meant], self.told_apart_on)
        several = [(str(actor.pk), f"{actor.name} ({told[actor.pk]})") for actor in meant]
        return [("", _("Choose")), *several, *ANOTHER]

    def _ask(self, name, choices):
        self._asked_about.add(name)
        self.fields[f"{name}_is"].widget.choices = choices

    def leads(self):
        """(role, actor, words as written) in order; actors that are to be added are added now."""
        added = {}
        return [(named.role, self._actor(named, added), self._words(named)) for named in self.named]

    def _actor(self, named, added):
        if named.actor is None:
            kept = (named.new_kind, key_of(named.words))
            if kept not in added:
                added[kept] = keep_actor(actor=Actor(kind=named.new_kind, name=named.words))
            named.actor = added[kept]
        return named.actor

    def _words(self, named):
        return self.as_written.get((named.role, named.actor.pk), named.words)


def _known(keys):
    """The actors of these names or aliases, by the key asked for."""
    by_key = {}
    found = Actor.objects.current().filter(key__in=keys)
    aliases = Actor.objects.current().filter(aliases__key__in=keys).distinct().prefetch_related("aliases")
    for actor in found:
        by_key.setdefault(actor.key, []).append(actor)
    for actor in aliases:
        for alias in actor.aliases.all():
            if alias.key in keys and actor not in by_key.get(alias.key, []):
                by_key.setdefault(alias.key, []).append(actor)
    return by_key


def known_names():
    """What the name fields offer while one types."""
    return Actor.objects.current().values_list("name", flat=True).distinct()
