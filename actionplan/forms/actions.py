"""The form of an action: its words, who leads, by when, and what of it is exempt."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.deadlines import read_for
from actionplan.forms.conflicts import BothVersions
from actionplan.forms.deadlines import DeadlineFields
from actionplan.forms.leads import LeadFields
from actionplan.models import Action

WORDS = ("text", "success", "notes")
EXEMPT = ("exempt", "paragraph", "public_interest", "public_news")
CHOOSE = gettext_lazy("Choose the {above} it stands under.")


class ActionForm(BothVersions, LeadFields, DeadlineFields, forms.Form):
    text = forms.CharField(widget=forms.Textarea({"rows": 4}), max_length=20_000)
    success = forms.CharField(
        label=gettext_lazy("How we will know"),
        widget=forms.Textarea({"rows": 2}),
        max_length=20_000,
        required=False,
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), widget=forms.Textarea({"rows": 2}), max_length=20_000, required=False
    )
    exempt = forms.ChoiceField(
        label=gettext_lazy("What of it is exempt"),
        choices=lambda: [(value, label.capitalize()) for value, label in Action.Exempt.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraph of Schedule 12A"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("For example 3."),
    )
    public_interest = forms.CharField(
        label=gettext_lazy("Why exempting it is in the public interest"),
        widget=forms.Textarea({"rows": 2}),
        max_length=5000,
        required=False,
    )
    public_news = forms.CharField(
        label=gettext_lazy("What the public reads instead"),
        widget=forms.Textarea({"rows": 2}),
        max_length=5000,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why this changes"),
        help_text=gettext_lazy("Kept in the history."),
        widget=forms.Textarea({"rows": 2}),
        required=False,
    )
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, plan, today, action=None, may_exempt=False):
        """`action` is the one that is edited; without it the form is for a new one."""
        super().__init__(data, initial=_initial(action))
        self.plan, self.today, self.action = plan, today, action
        self.fields["text"].label = plan.action_word
        self.fields["text"].error_messages["required"] = _("Write what is to be done.")
        if not may_exempt:
            for name in EXEMPT:
                del self.fields[name]
        if action is None:
            self.fields["reason"].label = _("Why it is added")
        self.may_exempt = may_exempt
        self.add_lead_fields(list(action.leads.select_related("actor")) if action else [], today)
        self.add_deadline_fields(plan, action.deadlines.all() if action else [])
        self.add_clash_fields()

    def clean(self):
        cleaned = super().clean()
        self.clean_leads()
        self.clean_deadlines()
        return cleaned

    def reading_of(self, words):
        """How words would be read today."""
        return read_for(self.plan, words, as_of=self.today)

    def words(self):
        """The plain fields, by their names in an action."""
        names = WORDS + (EXEMPT if self.may_exempt else ())
        values = {name: self.cleaned_data[name] for name in names}
        if self.may_exempt:
            values["exempt"] = values["exempt"] or Action.Exempt.NO
        return values

    def edit(self):
        """What `edit_action` is to change; where a save clashed, what stands now is left alone as was chosen."""
        kept = self.without_theirs(self.words())
        return kept | {
            "leads": None if self.keeps_theirs("leads") else self.leads(),
            "moves": {
                line: words for line, words in self.moves().items() if not self._theirs(line, "deadline")
            },
            "met": {line: day for line, day in self.met().items() if not self._theirs(line, "met")},
            "further_deadlines": self.further_deadlines(),
            "reason": self.cleaned_data["reason"],
            "opened_at_revision": self.cleaned_data["opened_at_revision"],
        }

    def _theirs(self, line, called):
        return self.keeps_theirs(f"{called}_{line.pk}")


def _initial(action):
    if action is None:
        return {"exempt": Action.Exempt.NO}
    values = {name: getattr(action, name) for name in WORDS + EXEMPT}
    return values | {"opened_at_revision": action.revision}


class PlaceForm(forms.Form):
    """Where a new action goes: under a challenge that is there, or a new one under a heading."""

    challenge = forms.ModelChoiceField(queryset=None, required=False)
    new_challenge = forms.CharField(max_length=2000, required=False)
    heading = forms.ModelChoiceField(queryset=None, required=False)
    new_heading = forms.CharField(max_length=300, required=False)

    def __init__(self, data=None, *, plan, challenges, headings, number=""):
        """`challenges` and `headings` are those the person knows of; `number` is the challenge's to begin with."""
        chosen = [each for each in challenges if str(each.number) == number]
        super().__init__(data, initial={"challenge": chosen[0] if chosen else None})
        self.plan = plan
        self.fields["challenge"].queryset = challenges
        self.fields["challenge"].label = plan.challenge_word
        self.fields["challenge"].empty_label = _("A new one, written below")
        self.fields["new_challenge"].label = _("New {challenge}").format(
            challenge=plan.challenge_word.lower()
        )
        self.fields["heading"].queryset = headings
        self.fields["heading"].label = _("{heading} of the new {challenge}").format(
            heading=plan.heading_word, challenge=plan.challenge_word.lower()
        )
        self.fields["heading"].empty_label = _("A new one, written below")
        self.fields["new_heading"].label = _("New {heading}").format(heading=plan.heading_word.lower())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("challenge") and cleaned.get("new_challenge"):
            self.add_error("new_challenge", _("Choose one that is there or write a new one, not both."))
        elif not (cleaned.get("challenge") or cleaned.get("new_challenge")):
            self.add_error("challenge", CHOOSE.format(above=self.plan.challenge_word.lower()))
        elif cleaned.get("new_challenge") and not (cleaned.get("heading") or cleaned.get("new_heading")):
            self.add_error("heading", CHOOSE.format(above=self.plan.heading_word.lower()))
        return cleaned
