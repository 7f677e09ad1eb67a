"""What an officer fills in to ask for updates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.conflicts import BothVersions
from actionplan.forms.days import DayInput
from actionplan.models import Meeting, Revision, Round
from actionplan.rounds import FIELDS, fields_of, in_words
from people.models import Actor

MESSAGE_MAX = 4000


class RoundForm(BothVersions, forms.Form):
    plans = forms.ModelMultipleChoiceField(
        label=_("For which plans?"),
        queryset=None,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one plan.")},
    )
    meeting = forms.ModelChoiceField(
        label=_("Before which meeting?"),
        queryset=Meeting.objects.none(),
        to_field_name="slug",
        empty_label=_("No meeting"),
        required=False,
    )
    opens = forms.DateField(
        label=_("Ask on"),
        help_text=_("Nobody is asked before you have seen who it will be."),
        widget=DayInput,
        error_messages={"required": _("Give the day of asking.")},
    )
    closes = forms.DateField(
        label=_("Answers by"),
        widget=DayInput,
        error_messages={"required": _("Give the last day for answers.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("It stands in the subject of the e-mail."),
        max_length=200,
        error_messages={"required": _("Write a title.")},
    )
    message = forms.CharField(
        label=_("Message"),
        help_text=_("Goes into the e-mail, above the actions."),
        widget=forms.Textarea({"rows": 3}),
        max_length=MESSAGE_MAX,
        required=False,
    )
    opened_as = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, plans, meetings, round=None, initial=None):
        """`plans` may be asked for, `meetings` served; `round` is the one that is edited."""
        super().__init__(data, initial=_as_kept(round) if round else initial)
        self.fields["plans"].queryset = plans
        self.fields["meeting"].queryset = meetings.select_related("committee")
        if round and round.state == Round.State.OPEN:
            del self.fields["plans"], self.fields["opens"]
        elif len(plans) == 1 and not round:
            self.initial.setdefault("plans", [plans[0].slug])
        self.add_clash_fields()

    def values(self):
        names = [name for name in FIELDS if name in self.fields]
        return self.without_theirs({name: self.cleaned_data[name] for name in names})

    def edit(self):
        """What to change, and how it stood when it was shown; of what clashed, the version shown beside one's own."""
        opened_as = self.cleaned_data["opened_as"]
        if isinstance(opened_as, dict):
            opened_as |= {name: self.data.get(f"clash_{name}", "") for name in self.settled()}
        return self.values() | {"opened_as": opened_as if isinstance(opened_as, dict) else None}

    def show_both(self, conflict, latest):
        """A request has no revisions: what is shown is measured by its words."""
        super().show_both(conflict, Revision(number=0))


def _as_kept(round):
    kept = fields_of(round)
    slugs = {
        "plans": [plan.slug for plan in kept["plans"]],
        "meeting": round.meeting.slug if round.meeting else None,
    }
    return kept | slugs | {"opened_as": in_words(kept)}


class WhoForm(forms.Form):
    """Another person to ask for one action, in one round."""

    asked = forms.ModelChoiceField(
        Actor.objects.none(),
        label=_("Who is asked?"),
        empty_label=_("Choose"),
        error_messages={"required": _("Choose a person.")},
    )

    def __init__(self, data=None, *, asked=None):
        super().__init__(data, initial={"asked": asked})
        self.fields["asked"].queryset = Actor.objects.current().filter(kind="person")
