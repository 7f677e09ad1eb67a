"""Handing over: who leaves and when, then who takes what."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.days import DayInput
from actionplan.forms.names import ActorField, meant_by, the_one
from people.changes import keep_actor
from people.keys import key_of
from people.models import Actor

NOT_THIS = gettext_lazy("{name} is a {kind}, and cannot take this.")
THEMSELVES = gettext_lazy("Name somebody else than {name}.")


def _day():
    return forms.DateField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy(
            "The first day it is somebody else’s. A day to come is kept, and done on the day."
        ),
        widget=DayInput,
        error_messages={"required": gettext_lazy("Give the first day it is somebody else’s.")},
    )


def _reason(**given):
    return forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("Kept in the history of each action."),
        max_length=300,
        required=False,
        **given,
    )


class AboutForm(forms.Form):
    """Of one person: from when, and who takes over mostly."""

    to = ActorField(
        label=gettext_lazy("Who takes over"),
        help_text=gettext_lazy("Most of it. On the next page each thing can go to somebody else."),
        required=False,
    )
    from_day = _day()
    left = forms.BooleanField(label=gettext_lazy("They leave the council"), required=False)
    finished = forms.BooleanField(
        label=gettext_lazy("Finished actions too"),
        help_text=gettext_lazy("Otherwise these stay with whoever finished them."),
        required=False,
    )
    account = forms.BooleanField(label=gettext_lazy("Stop their account from signing in"), required=False)
    reason = _reason()

    def __init__(self, data=None, *, leaver, today, may_stop):
        super().__init__(data, initial={"from_day": today})
        self.leaver = leaver
        if not (may_stop and leaver.user_id):
            del self.fields["account"]

    def clean(self):
        given = super().clean()
        if given.get("to") == self.leaver:
            self.add_error("to", THEMSELVES.format(name=self.leaver.name))
        if given.get("account") and not given.get("left"):
            self.add_error("account", _("Only the account of somebody who leaves is stopped here."))
        return given

    def taker(self):
        return self.cleaned_data["to"]

    def further_moves(self):
        """What is done besides: that they left, that their account is stopped."""
        return [{"kind": kind} for kind in ("left", "account") if self.cleaned_data.get(kind)]


class Naming:
    """Names typed into many fields, found together; some may be of people who are only now added."""

    def find(self, fields, added=()):
        """The actor meant in each of the fields that hold a name; errors stand beside what is not clear."""
        self.added = {key_of(name): Actor(kind="person", name=name, councillor=True) for name in added}
        typed = {name: self.cleaned_data[name] for name in fields if self.cleaned_data.get(name)}
        known = meant_by(typed.values())
        found = {}
        for name, words in typed.items():
            try:
                found[name] = self._one(words, known)
            except forms.ValidationError as error:
                self.add_error(name, error)
        return found

    def _one(self, words, known):
        """Somebody of that name who is there already is meant before one is added."""
        if not known.get(words) and (actor := self.added.get(key_of(words))):
            return actor
        return the_one(words, known)


class TakersForm(Naming, forms.Form):
    """Who takes each thing: a field for each, with the usual taker's name in it; empty is nobody."""

    def __init__(self, data=None, *, things, usual, added=()):
        """`things` maps each leaver to theirs, `usual` a leaver's id to who takes over (an actor or None)."""
        super().__init__(data, prefix="take")
        self.things, self.names_added = things, added
        for leaver, theirs in things.items():
            for thing in theirs:
                taker = usual.get(leaver.pk)
                words = forms.TextInput({"list": "actors", "autocomplete": "off"})
                self.fields[_field(leaver, thing)] = forms.CharField(
                    label=f"{leaver.name}, {thing.words}",
                    max_length=300,
                    required=False,
                    widget=words,
                    initial=taker.name if taker and thing.may_go_to(taker) else "",
                )

    def tables(self):
        """For the page: each leaver with the rows of what is theirs."""
        for leaver, theirs in self.things.items():
            yield {"leaver": leaver, "rows": [(thing, self[_field(leaver, thing)]) for thing in theirs]}

    def clean(self):
        given = super().clean()
        self.takers = self.find(self.fields, self.names_added)
        for leaver, theirs in self.things.items():
            for thing in theirs:
                self._refuse(_field(leaver, thing), leaver, thing)
        return given

    def _refuse(self, name, leaver, thing):
        taker = self.takers.get(name)
        if taker and taker == leaver:
            self.add_error(name, THEMSELVES.format(name=leaver.name))
        elif taker and not thing.may_go_to(taker):
            self.add_error(name, NOT_THIS.format(name=taker.name, kind=taker.get_kind_display()))

    def moves(self, leaver, left):
        """As a HandOver keeps them; whoever is new is added now. What goes to nobody ends, if its holder leaves."""
        moves = []
        for thing in self.things[leaver]:
            taker = self.takers.get(_field(leaver, thing))
            if taker and taker.pk is None:
                keep_actor(actor=taker)
            if taker or (left and thing.move["kind"] != "leads"):
                moves.append(thing.move | {"to": taker and taker.pk})
        return moves


def _field(leaver, thing):
    return f"{leaver.pk}-{thing.key}"


class ElectionForm(Naming, forms.Form):
    """Which councillors do not come back, who follows each, and who is new."""

    from_day = _day()
    reason = _reason(initial=gettext_lazy("Election"))
    new = forms.CharField(
        label=gettext_lazy("New councillors"),
        help_text=gettext_lazy("One a line. They are added when you hand over, and can be named below."),
        widget=forms.Textarea({"rows": 4}),
        max_length=10_000,
        required=False,
    )

    def __init__(self, data=None, *, councillors, today):
        super().__init__(data, initial={"from_day": today})
        self.councillors = councillors
        for councillor in councillors:
            self.fields[f"leaves_{councillor.pk}"] = forms.BooleanField(
                label=_("{councillor} does not come back").format(councillor=councillor.name), required=False
            )
            self.fields[f"to_{councillor.pk}"] = forms.CharField(
                label=_("Who follows {councillor}").format(councillor=councillor.name),
                max_length=300,
                required=False,
                widget=forms.TextInput({"list": "actors", "autocomplete": "off"}),
            )

    def rows(self):
        for each in self.councillors:
            yield each, self[f"leaves_{each.pk}"], self[f"to_{each.pk}"]

    def clean_new(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["new"].splitlines()]
        names = list(dict.fromkeys(filter(None, lines)))
        if long := next((name for name in names if len(name) > 200), None):
            raise forms.ValidationError(
                _("“{name}…” is too long for a name: shorten it.").format(name=long[:40])
            )
        return names

    def clean(self):
        given = super().clean()
        names = [f"to_{each.pk}" for each in self.councillors]
        self.takers = self.find(names, given.get("new", ()))
        for each in self.councillors:
            taker = self.takers.get(f"to_{each.pk}")
            if taker and taker == each:
                self.add_error(f"to_{each.pk}", THEMSELVES.format(name=each.name))
        if not self.errors and not self.leaving():
            raise forms.ValidationError(_("Tick who does not come back, or name who follows them."))
        return given

    def leaving(self):
        """Those who go: ticked, or followed by somebody."""
        return [each for each in self.councillors if self._goes(each)]

    def _goes(self, councillor):
        return self.cleaned_data.get(f"leaves_{councillor.pk}") or f"to_{councillor.pk}" in self.takers

    def usual(self):
        return {each.pk: self.takers.get(f"to_{each.pk}") for each in self.councillors}
