"""Forms for a plan itself, its headings and its challenges."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.scales import offered
from actionplan.forms.conflicts import BothVersions
from actionplan.forms.days import DayInput


class PlanForm(BothVersions, forms.Form):
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the plan’s title.")},
    )
    origin = forms.CharField(
        label=gettext_lazy("Where it comes from"),
        help_text=gettext_lazy("A peer review, an audit, a scrutiny report."),
        max_length=200,
        required=False,
    )
    committee = forms.ModelChoiceField(
        label=gettext_lazy("Committee that owns it"),
        queryset=None,
        error_messages={"required": gettext_lazy("Choose the committee that owns it.")},
    )
    stands_on = forms.DateField(
        label=gettext_lazy("Agreed on"),
        help_text=gettext_lazy("The day the plan stands on."),
        widget=DayInput,
        error_messages={"required": gettext_lazy("Give the day the plan was agreed.")},
    )
    heading_word = forms.CharField(
        label=gettext_lazy("What the plan calls its headings"),
        help_text=gettext_lazy("Heading, Theme, Priority, Objective."),
        max_length=40,
        initial=gettext_lazy("Heading"),
    )
    challenge_word = forms.CharField(
        label=gettext_lazy("What it calls what is to be improved"),
        help_text=gettext_lazy("Challenge, Issue, Recommendation, Finding."),
        max_length=40,
        initial=gettext_lazy("Challenge"),
    )
    action_word = forms.CharField(
        label=gettext_lazy("What it calls an action"), max_length=60, initial=gettext_lazy("Action")
    )
    scale = forms.ChoiceField(
        label=gettext_lazy("Its status words"),
        help_text=gettext_lazy("Words and colours can be changed for the plan afterwards."),
        widget=forms.RadioSelect,
    )
    extensions_agreed_by = forms.ChoiceField(
        label=gettext_lazy("Who agrees new dates"),
        help_text=gettext_lazy(
            "Where it is the committee, a deadline moves only with the minute of its resolution."
        ),
        choices=[("editor", gettext_lazy("An editor")), ("committee", gettext_lazy("The committee"))],
        widget=forms.RadioSelect,
        required=False,
    )
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, committees, anywhere, plan=None, opened_at=None, today=None):
        """`committees` may own it; `anywhere`: it may also belong to none. `plan` is the one that is edited."""
        super().__init__(data, initial=_initial(plan, opened_at, today))
        self.fields["committee"].queryset = committees
        self.fields["committee"].required = not anywhere
        self.fields["committee"].empty_label = _("None") if anywhere else _("Choose")
        self.scales = offered(plan)
        self.fields["scale"].choices = [(name, name) for name in self.scales]
        self.fields["scale"].initial = next(iter(self.scales))
        if plan and plan.actions.exists():
            del self.fields["scale"]
        self.add_clash_fields()

    def scale_choices(self):
        """For the page: each button with one sentence on the words, and the words."""
        for button in self["scale"] if "scale" in self.fields else ():
            about, steps = self.scales[button.data["value"]]
            yield {"button": button, "about": about, "steps": steps}

    def picks_another_scale(self):
        """Whether another set than the first is chosen: then the others are not folded away."""
        return self["scale"].value() != next(iter(self.scales))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("extensions_agreed_by") == "committee" and not cleaned.get("committee"):
            self.add_error("committee", _("Choose the committee that agrees new dates."))
        return cleaned

    def values(self):
        names = [name for name in PLAN_FIELDS if name in self.fields]
        if not self.cleaned_data["extensions_agreed_by"]:
            names.remove("extensions_agreed_by")
        return self.without_theirs({name: self.cleaned_data[name] for name in names})


PLAN_FIELDS = [
    "title",
    "origin",
    "committee",
    "stands_on",
    "heading_word",
    "challenge_word",
    "action_word",
    "scale",
    "extensions_agreed_by",
]


def _initial(plan, opened_at, today):
    if plan is None:
        return {"stands_on": today, "extensions_agreed_by": "editor"}
    values = {name: getattr(plan, name) for name in PLAN_FIELDS}
    return values | {"scale": plan.scale.name, "opened_at_revision": opened_at}


class HeadingForm(BothVersions, forms.Form):
    name = forms.CharField(max_length=300)
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, heading, opened_at=None):
        super().__init__(data, initial={"name": heading.name, "opened_at_revision": opened_at})
        self.fields["name"].label = heading.plan.heading_word
        self.fields["name"].error_messages["required"] = _("Write the {heading}.").format(
            heading=heading.plan.heading_word.lower()
        )
        self.add_clash_fields()

    def values(self):
        return self.without_theirs({"name": self.cleaned_data["name"]})


class ChallengeForm(BothVersions, forms.Form):
    title = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=2000)
    heading = forms.ModelChoiceField(queryset=None, empty_label=None)
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, challenge, headings, opened_at=None):
        initial = {
            "title": challenge.title,
            "heading": challenge.heading_id,
            "opened_at_revision": opened_at,
        }
        super().__init__(data, initial=initial)
        plan = challenge.plan
        self.fields["title"].label = plan.challenge_word
        self.fields["title"].error_messages["required"] = _("Write the {challenge}.").format(
            challenge=plan.challenge_word.lower()
        )
        self.fields["heading"].label = plan.heading_word
        self.fields["heading"].queryset = headings
        self.add_clash_fields()

    def values(self):
        return self.without_theirs({name: self.cleaned_data[name] for name in ("title", "heading")})
