"""Forms for people, posts, teams, committees and accounts."""

from django import forms

from actionplan.forms.days import DayInput
from actionplan.models import Grant
from people.models import Actor, Delegation, Membership

OF_A_PERSON = ["email", "councillor"]
NOT_OF_A_PERSON = ["part_of"]


class ActorForm(forms.ModelForm):
    """Asks what its kind has; the kind is chosen before, and stays."""

    aliases = forms.CharField(
        label="Also written as",
        help_text="One a line: initials, an old name, a usual misspelling. Imports recognise them.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    class Meta:
        model = Actor
        fields = ["kind", "name", "email", "councillor", "public_label", "part_of", "left_on"]
        widgets = {"kind": forms.HiddenInput, "left_on": DayInput}
        labels = {
            "councillor": "Is a councillor",
            "public_label": "Printed in public papers as",
            "part_of": "Part of",
            "left_on": "Left on",
        }
        help_texts = {
            "public_label": "Left empty, public papers print the post an officer holds, not the name.",
            "part_of": "The directorate or team this one belongs to.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        person = self.instance.kind == "person"
        for name in NOT_OF_A_PERSON if person else OF_A_PERSON:
            del self.fields[name]
        if "part_of" in self.fields:
            teams = Actor.objects.current().filter(kind="team").exclude(pk=self.instance.pk)
            self.fields["part_of"].queryset, self.fields["part_of"].empty_label = teams, "Nothing"
        if not person:
            self.fields["public_label"].help_text = "Left empty, public papers print the name."
            self.fields["left_on"].label = "Ended on"
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
        labels = {"since": "From", "until": "Until"}

    def __init__(self, *args, of, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = ["person"] if of.kind == "post" else ["person", "post"]
        self.fields["member"].queryset = Actor.objects.current().filter(kind__in=kinds).exclude(pk=of.pk)
        self.fields["member"].empty_label = "Choose"
        self.fields["member"].label = "Who holds it" if of.kind == "post" else "Who joins"


class DeputyForm(forms.ModelForm):
    class Meta:
        model = Delegation
        fields = ["deputy", "since", "until"]
        widgets = {"since": DayInput, "until": DayInput}
        labels = {"deputy": "Who answers for them", "since": "From", "until": "Until"}

    def __init__(self, *args, principal, **kwargs):
        super().__init__(*args, **kwargs)
        people = Actor.objects.current().filter(kind="person").exclude(pk=principal.pk)
        self.fields["deputy"].queryset, self.fields["deputy"].empty_label = people, "Choose"


class EndForm(forms.Form):
    until = forms.DateField(label="Last day", widget=DayInput)


class AccountForm(forms.Form):
    actor = forms.ModelChoiceField(
        Actor.objects.none(),
        label="A person already in the list",
        required=False,
        empty_label="Nobody yet: a new person",
    )
    name = forms.CharField(label="Name of a new person", max_length=200, required=False)
    email = forms.EmailField(label="E-mail address", max_length=254)

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
            self.add_error("name", "Choose a person, or write the name of a new one.")
        return given


class GrantForm(forms.ModelForm):
    class Meta:
        model = Grant
        fields = ["role", "plan", "committee"]
        labels = {"role": "May", "plan": "For one plan", "committee": "For a committee’s plans and meetings"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "Choose"), *Grant.Role.choices]
        self.fields["plan"].empty_label = self.fields["committee"].empty_label = "The whole council"

    def clean(self):
        given = super().clean()
        if given.get("plan") and given.get("committee"):
            self.add_error("committee", "Choose a plan or a committee, not both.")
        return given

    def _post_clean(self):
        """What is possible is decided in the change, so that there is one place that says so."""
