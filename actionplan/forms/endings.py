"""Forms of how an action ends: closed, opened again, split, merged, replaced, deleted; and of carrying forward."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.endings import ASKED
from actionplan.changes.splitting import BOTH, GOES, STAYS
from actionplan.deadline_words import reading
from actionplan.forms.days import DayInput
from actionplan.importing.items import items_of
from actionplan.models import Action
from actionplan.status import FINISHED

LONGEST = 10_000
NOBODY = gettext_lazy(
    "There is no action {reference} that you can choose. Write the reference as the plan has it."
)


def _words(label, rows=3, **given):
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": rows}), max_length=LONGEST, required=False, **given
    )


class CloseForm(forms.Form):
    """Each ending has a box of its own for its words, so that no script need show or hide one."""

    ending = forms.ChoiceField(
        choices=lambda: [(value, label.capitalize()) for value, label in Action.Ending.choices],
        widget=forms.RadioSelect,
        label=gettext_lazy("How did it end?"),
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    done = _words(gettext_lazy("What was done"))
    differently = _words(gettext_lazy("What was done instead"))
    not_done = _words(gettext_lazy("Why it was not done"))

    def ended(self):
        """What `close_action` is to be given."""
        ending = self.cleaned_data["ending"]
        return {"ending": ending, "words": self.cleaned_data[ending]}

    def boxes(self):
        """For the page: each ending's choice with its box."""
        for option in self["ending"]:
            yield option, self[option.data["value"]]

    def clean(self):
        given = super().clean()
        ending = given.get("ending")
        if ending in ASKED and not (given.get(ending) or "").strip():
            self.add_error(ending, ASKED[ending])
        return given


class OpenAgainForm(forms.Form):
    words = _words(gettext_lazy("Why is it opened again?"))
    step = forms.ModelChoiceField(
        label=gettext_lazy("How is it going now?"),
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        required=False,
    )

    def __init__(self, data=None, *, action):
        super().__init__(data)
        self.fields["step"].queryset = action.plan.scale.steps.exclude(meaning__in=FINISHED)
        self.fields["step"].help_text = _("Left out, it stands where it stood before it was closed.")


class OtherForm(forms.Form):
    """Names another action by its reference; `known` are those this person may know of."""

    other = forms.CharField(
        label=gettext_lazy("Reference of the action that goes on"),
        max_length=20,
        widget=forms.TextInput({"list": "references", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the reference of the action that goes on.")},
    )
    words = _words(gettext_lazy("Why"), rows=2)

    def __init__(self, data=None, *, known):
        super().__init__(data)
        self.known = known

    def clean_other(self):
        reference = self.cleaned_data["other"].split()[0]
        found = self._among(self.known).filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError(NOBODY.format(reference=reference))
        return found

    def _among(self, known):
        return known


class MergeForm(OtherForm):
    leads = forms.BooleanField(
        label=gettext_lazy("Whoever leads this one leads the other too"), required=False, initial=True
    )
    deadlines = forms.BooleanField(
        label=gettext_lazy("Its deadlines are copied to the other"), required=False
    )


class ReplaceForm(OtherForm):
    plan = forms.ModelChoiceField(label=gettext_lazy("In the plan"), queryset=None, empty_label=None)
    field_order = ["plan", "other", "words"]

    def __init__(self, data=None, *, known, plans, plan):
        super().__init__(data, known=known)
        self.fields["plan"].queryset, self.fields["plan"].initial = plans, plan

    def _among(self, known):
        return known.filter(plan=self.cleaned_data.get("plan"))


PLACES = [
    (STAYS, gettext_lazy("Stays with {old}")),
    (GOES, gettext_lazy("Goes to the new one")),
    (BOTH, gettext_lazy("Both")),
]


class SplitForm(forms.Form):
    text = forms.CharField(widget=forms.Textarea({"rows": 5}), max_length=20_000, required=False)
    new_text = forms.CharField(
        label=gettext_lazy("The new action"),
        widget=forms.Textarea({"rows": 5}),
        max_length=20_000,
        required=False,
    )
    success = _words(gettext_lazy("How we will know"), rows=2)
    new_success = _words(gettext_lazy("How we will know of the new one"), rows=2)
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, action):
        super().__init__(data, initial=_split_in_two(action) | {"opened_at_revision": action.revision})
        self.fields["text"].label = _("What {reference} keeps").format(reference=action.reference)
        self.fields["success"].label = _("How we will know of {reference}").format(reference=action.reference)
        choices = [(value, label.format(old=action.reference)) for value, label in PLACES]
        self.leads = {
            f"lead_{each.pk}": (each, f"{each.actor.name} ({each.get_role_display()})", BOTH)
            for each in action.leads.select_related("actor")
        }
        self.deadlines = {
            f"deadline_{each.pk}": (each, each.words or reading(each), STAYS)
            for each in action.deadlines.all()
        }
        for name, (_subject, label, initial) in {**self.leads, **self.deadlines}.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, initial=initial, required=False, widget=forms.RadioSelect
            )

    def lead_fields(self):
        return [self[name] for name in self.leads]

    def deadline_fields(self):
        return [self[name] for name in self.deadlines]

    def split(self):
        """What `split_action` is to be given."""
        given = self.cleaned_data
        names = ("text", "new_text", "success", "new_success", "opened_at_revision")
        return {name: given[name] for name in names} | {
            "leads": {each: given[name] or BOTH for name, (each, *_rest) in self.leads.items()},
            "deadlines": {each: given[name] or STAYS for name, (each, *_rest) in self.deadlines.items()},
        }


def _split_in_two(action):
    """A list is proposed in two where it has several items; else the whole wording stands in the first box."""
    found = items_of(action.text)
    if len(found.words) < 2:
        return {"text": action.text, "success": action.success}
    first = "\n".join(filter(None, (found.before, found.words[0])))
    return {"text": first, "new_text": "\n".join(found.words[1:]), "success": action.success}


class DeleteForm(forms.Form):
    reason = _words(
        gettext_lazy("Why was it a mistake?"), rows=2, help_text=gettext_lazy("Kept in the history.")
    )


class CarryForm(forms.Form):
    """Which open actions of a plan go on, and where. `open_ones` are offered ticked."""

    NEW, INTO = "new", "into"
    where = forms.ChoiceField(
        label=gettext_lazy("Where to"), choices=[], widget=forms.RadioSelect, initial=NEW
    )
    title = forms.CharField(label=gettext_lazy("Title of the new plan"), max_length=200, required=False)
    stands_on = forms.DateField(
        label=gettext_lazy("Agreed on"),
        help_text=gettext_lazy("The day the new plan stands on."),
        widget=DayInput,
        required=False,
    )
    draft = forms.BooleanField(
        label=gettext_lazy("Keep it a draft for now"),
        help_text=gettext_lazy("Only its editors see a draft, and nobody can report on it."),
        required=False,
    )
    into = forms.ModelChoiceField(
        label=gettext_lazy("Which plan"), queryset=None, empty_label=gettext_lazy("Choose"), required=False
    )
    actions = forms.ModelMultipleChoiceField(
        label=gettext_lazy("What goes on"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one action to carry forward.")},
    )
    left = forms.ChoiceField(label=gettext_lazy("What becomes of them here"), widget=forms.RadioSelect)

    def __init__(self, data=None, *, plan, open_ones, plans, may_start, title, today):
        where = [(self.NEW, _("A new plan"))] if may_start else []
        where += [(self.INTO, _("A plan there is"))] if plans else []
        start = {"title": title, "stands_on": today, "where": where[0][0] if where else ""}
        super().__init__(data, initial=start | {"actions": [each.pk for each in open_ones]})
        self.fields["where"].choices = where
        self.fields["into"].queryset = plans
        self.fields["actions"].queryset = open_ones
        self.fields["left"].choices = _left(plan)
        self.fields["left"].initial = self.fields["left"].choices[0][0]

    def clean(self):
        given = super().clean()
        if given.get("where") == self.INTO and "into" not in self.errors and not given.get("into"):
            self.add_error("into", _("Choose the plan they are carried to."))
        if given.get("where") == self.NEW:
            if not (given.get("title") or "").strip():
                self.add_error("title", _("Write the title of the new plan."))
            if not given.get("stands_on") and "stands_on" not in self.errors:
                self.add_error("stands_on", _("Give the day the new plan stands on."))
        return given

    def carried(self):
        """What `carry_forward` is to be given."""
        given, left = self.cleaned_data, self.cleaned_data["left"]
        said = {"actions": given["actions"], "supersede": left != "stay", "close": left == "close"}
        if given["where"] == self.INTO:
            return said | {"into": given["into"]}
        return said | {
            "title": given["title"],
            "stands_on": given["stands_on"],
            "live": not given["draft"],
        }


def _left(plan):
    if plan.state == plan.State.CLOSED:
        return [("stay", _("They stay as they are: this plan is closed"))]
    return [
        ("supersede", _("They close as carried forward")),
        ("close", _("They close as carried forward, and so does this plan")),
        ("stay", _("They stay open here as well")),
    ]
