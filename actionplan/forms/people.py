"""Forms for people, posts, teams, committees and accounts."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionplan.forms.days import DayInput
from actionplan.models import Grant
from people.models import Actor, Delegation, Membership

OF_A_PERSON = ["email", "councillor"]
NOT_OF_A_PERSON = ["part_of"]


class ActorForm(forms.ModelForm):
    """Asks what its kind has; the kind is chosen before, and stays."""

    aliases = forms.CharField(
        label=gettext_lazy("Also written as"),
        help_text=gettext_lazy(
            "One a line: initials, an old name, a usual misspelling. Imports recognise them."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    class Meta:
        model = Actor
        fields = ["kind", "name", "email", "councillor", "public_label", "part_of", "left_on"]
        widgets = {"kind": forms.HiddenInput, "left_on": DayInput}
        labels = {
            "name": gettext_lazy("Name"),
            "email": gettext_lazy("E-mail address"),
            "councillor": gettext_lazy("Is a councillor"),
            "public_label": gettext_lazy("Printed in public papers as"),
            "part_of": gettext_lazy("Part of"),
            "left_on": gettext_lazy("Left on"),
        }
        help_texts = {
            "public_label": gettext_lazy(
                "Left empty, public papers print the post an officer holds, not the name."
            ),
            "part_of": gettext_lazy("The directorate or team this one belongs to."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance.kind == "person"
        for name in NOT_OF_A_PERSON if person else OF_A_PERSON:
            del self.fields[name]
        if "part_of" in self.fields:
            teams = Actor.objects.current().filter(kind="team").exclude(pk=self.instance.pk)
            self.fields["part_of"].queryset, self.fields["part_of"].empty_label = teams, _("Nothing")
        if not person:
            self.fields["public_label"].help_text = _("Left empty, public papers print the name.")
            self.fields["left_on"].label = _("Ended on")
        if not self.instance.pk:
            del self.fields["left_on"]
        self.fields["kind"].disabled = True
        if self.instance.pk:
            self.initial["aliases"] = "\n".join(alias.words for alias in self.instance.aliases.all())

    def lines(self):
        return self.cleaned_data["aliases"].splitlines()


class MembershipForm(forms.ModelForm):
    """Who joins; the post, team or committee is given by the page."""

    class Meta:
        model = Membership
        fields = ["member", "since", "until"]
        widgets = {"since": DayInput, "until": DayInput}
        labels = {"since": gettext_lazy("From"), "until": gettext_lazy("Until")}

    def __init__(self, *args, of, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = ["person"] if of.kind == "post" else ["person", "post"]
        self.fields["member"].queryset = Actor.objects.current().filter(kind__in=kinds).exclude(pk=of.pk)
        self.fields["member"].empty_label = _("Choose")
        self.fields["member"].label = _("Who holds it") if of.kind == "post" else _("Who joins")


class DeputyForm(forms.ModelForm):
    class Meta:
        model = Delegation
        fields = ["deputy", "since", "until"]
        widgets = {"since": DayInput, "until": DayInput}
        labels = {
            "deputy": gettext_lazy("Who answers for them"),
            "since": gettext_lazy("From"),
            "until": gettext_lazy("Until"),
        }

    def __init__(self, *args, principal, **kwargs):
        super().__init__(*args, **kwargs)
        people = Actor.objects.current().filter(kind="person").exclude(pk=principal.pk)
        self.fields["deputy"].queryset, self.fields["deputy"].empty_label = people, _("Choose")


class EndForm(forms.Form):
    until = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)


class AccountForm(forms.Form):
    actor = forms.ModelChoiceField(
        Actor.objects.none(),
        label=gettext_lazy("A person already in the list"),
        required=False,
        empty_label=gettext_lazy("Nobody yet: a new person"),
    )
    name = forms.CharField(label=gettext_lazy("Name of a new person"), max_length=200, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write the address they sign in with.")},
    )

    def __init__(self, data=None, *, actor=""):
        """`actor`: whom the address names, by id; somebody who cannot have an account is not chosen."""
        super().__init__(data)
        people = Actor.objects.current().filter(kind="person", user=None)
        self.fields["actor"].queryset = people
        if chosen := people.filter(pk=actor).first() if actor.isdecimal() and len(actor) < 19 else None:
            self.initial = {"actor": chosen.pk, "email": chosen.email}

    def clean(self):
        given = super().clean()
        if not given.get("actor") and not (given.get("name") or "").strip():
            self.add_error("name", _("Choose a person, or write the name of a new one."))
        return given


class GrantForm(forms.ModelForm):
    class Meta:
        model = Grant
        fields = ["role", "plan", "committee"]
        labels = {
            "role": pgettext_lazy("what an account is allowed", "May"),
            "plan": gettext_lazy("For one plan"),
            "committee": gettext_lazy("For a committee’s plans and meetings"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("Choose")), *Grant.Role.choices]
        self.fields["plan"].empty_label = self.fields["committee"].empty_label = _("The whole council")

    def clean(self):
        given = super().clean()
        if given.get("plan") and given.get("committee"):
            self.add_error("committee", _("Choose a plan or a committee, not both."))
        return given

    def _post_clean(self):
        """What is possible is decided in the change, so that there is one place that says so."""
