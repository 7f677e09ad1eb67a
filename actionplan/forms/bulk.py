"""What to do with many actions: one of several things, each with questions of its own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import bulk
from actionplan.changes.endings import ASKED
from actionplan.forms.names import ActorField
from actionplan.forms.updates import WORDS_MAX
from actionplan.models import Action, Lead, Plan, Resolution
from people.models import Actor

DEADLINE_HINT = gettext_lazy("As the council would write it: “June 27”, “Spring 2027”, “ongoing”.")


def _words(label, *, required=True, hint="", missing="", most=5000):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": missing} if missing else None,
    )


def _new_deadline():
    missing = {"required": gettext_lazy("Write the new deadline.")}
    return forms.CharField(
        label=gettext_lazy("New deadline"), help_text=DEADLINE_HINT, max_length=2000, error_messages=missing
    )


class Part(forms.Form):
    """The questions of one thing to do; `change` gives it as `actionplan.bulk` has it."""

    makes = None

    def __init__(self, *args, plan, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.actions = plan, actions

    def change(self):
        return self.makes(**self.cleaned_data)


class StepPart(Part):
    step = forms.ModelChoiceField(
        label=gettext_lazy("Status"),
        queryset=None,
        widget=forms.RadioSelect,
        required=False,
        empty_label=gettext_lazy("As each is"),
    )
    words = _words(
        gettext_lazy("What has happened?"),
        required=False,
        hint=gettext_lazy("Said of each of them, in your name."),
        most=WORDS_MAX,
    )
    makes = bulk.SetStep

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].queryset = self.plan.scale.steps.all()

    def clean(self):
        given = super().clean()
        if not self.errors and not (given["step"] or given["words"]):
            self.add_error("words", _("Choose a status, or say what has happened."))
        return given


class _OldLead(Part):
    makes = bulk.ChangeLeads

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        leads = Lead.objects.filter(action__in=self.actions.order_by().values("pk"))
        self.fields["old"].queryset = Actor.objects.filter(pk__in=leads.values("actor"))


def _old(label):
    missing = {"required": gettext_lazy("Choose who leads now.")}
    choose = gettext_lazy("Choose")
    return forms.ModelChoiceField(queryset=None, label=label, empty_label=choose, error_messages=missing)


def _new(label):
    return ActorField(label=label, error_messages={"required": gettext_lazy("Name who is to lead.")})


def _roles():
    return [(role.value, role.label.capitalize()) for role in Lead.Role]


def _role():
    either = ("", gettext_lazy("Whichever it leads in"))
    return forms.ChoiceField(label=gettext_lazy("As"), choices=lambda: [either, *_roles()], required=False)


def _reason():
    return _words(gettext_lazy("Why"), required=False, hint=gettext_lazy("Kept in the history."))


class HandPart(_OldLead):
    old = _old(gettext_lazy("From"))
    new = _new(gettext_lazy("To"))
    role = _role()
    reason = _reason()


class AddPart(Part):
    new = _new(gettext_lazy("Who"))
    role = forms.ChoiceField(
        label=gettext_lazy("As"),
        choices=_roles,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the part they take.")},
    )
    reason = _reason()
    makes = bulk.ChangeLeads


class RemovePart(_OldLead):
    old = _old(gettext_lazy("Who"))
    role = _role()
    reason = _reason()


class _Decided(Part):
    """Where a committee agrees new dates, its resolution is named, or the part is not valid."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.plan.extensions_agreed_by == Plan.Agrees.COMMITTEE and self.plan.state != Plan.State.DRAFT:
            known = Resolution.objects.filter(meeting__committee=self.plan.committee_id)
            self.fields["resolution"] = forms.ModelChoiceField(
                known.select_related("meeting__committee").order_by("-meeting__held_on", "-pk"),
                label=_("Resolution"),
                help_text=_agreed_by(self.plan.committee),
                empty_label=_("Choose"),
                error_messages={"required": _("Choose the resolution by which it was agreed.")},
            )


def _agreed_by(committee):
    if committee:
        return _("New dates of this plan are agreed by {committee}.").format(committee=committee)
    return _("New dates of this plan are agreed by a committee.")


class MovePart(_Decided):
    words = _new_deadline()
    reason = _words(gettext_lazy("Why it moves"), missing=gettext_lazy("Say why the deadline moves."))
    makes = bulk.MoveDeadline

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = self.plan.state != Plan.State.DRAFT


class AskPart(Part):
    words = _new_deadline()
    reason = _words(
        gettext_lazy("Why more time is needed"), missing=gettext_lazy("Say why more time is needed.")
    )
    makes = bulk.AskTime


class AgreePart(_Decided):
    answer = _words(gettext_lazy("What you say to it"), required=False)
    makes = bulk.AgreeAsked


class ClosePart(Part):
    ending = forms.ChoiceField(
        label=gettext_lazy("How they ended"),
        choices=lambda: [(ending.value, ending.label.capitalize()) for ending in Action.Ending],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how they ended.")},
    )
    words = _words(
        gettext_lazy("What was done instead, or why not"),
        required=False,
        hint=gettext_lazy("Said of each of them, in your name."),
    )
    makes = bulk.Close

    def clean(self):
        given = super().clean()
        if given.get("ending") in ASKED and not given.get("words"):
            self.add_error("words", ASKED[given["ending"]])
        return given


EXEMPTED = (Action.Exempt.NEWS, Action.Exempt.ALL)


class ExemptPart(Part):
    what = forms.ChoiceField(
        label=gettext_lazy("What of it is exempt"),
        choices=lambda: [(kind.value, kind.label.capitalize()) for kind in EXEMPTED],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what of it is exempt.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraph of Schedule 12A"),
        max_length=20,
        help_text=gettext_lazy("For example 3."),
        error_messages={"required": gettext_lazy("Name the paragraph under which it is exempt.")},
    )
    public_interest = _words(
        gettext_lazy("Why exempting it is in the public interest"),
        missing=gettext_lazy("Say why exempting it is in the public interest."),
    )
    public_news = _words(gettext_lazy("What the public reads instead"), required=False)
    makes = bulk.Exempt


class LiftPart(Part):
    reason = _words(
        gettext_lazy("Why it is no longer exempt"), missing=gettext_lazy("Say why it is no longer exempt.")
    )

    def change(self):
        return bulk.Exempt(what="no", reason=self.cleaned_data["reason"])


# What is offered: a key, what the page calls it, its questions, and of which plans and rights.
STEP = ("step", gettext_lazy("Set a status, or give the same news"), StepPart)
LEADS = [
    ("hand", gettext_lazy("Hand over to another lead"), HandPart),
    ("add", gettext_lazy("Add a lead"), AddPart),
    ("remove", gettext_lazy("Take a lead off"), RemovePart),
]
MOVE = ("move", gettext_lazy("Agree a new deadline"), MovePart)
ASKING = [
    ("ask", gettext_lazy("Ask for more time"), AskPart),
    ("agree", gettext_lazy("Agree the time that was asked for"), AgreePart),
]
CLOSE = ("close", gettext_lazy("Close"), ClosePart)
EXEMPTING = [
    ("exempt", gettext_lazy("Mark as exempt"), ExemptPart),
    ("lift", gettext_lazy("Lift the exemption"), LiftPart),
]


def offered(plan, may_exempt):
    """What may be done in a plan as it is: nothing is reported of a draft, and nobody asks for time there."""
    live = plan.state == Plan.State.LIVE
    return [
        *([STEP] if live else []),
        *LEADS,
        MOVE,
        *([*ASKING, CLOSE] if live else []),
        *(EXEMPTING if may_exempt else []),
    ]


class WhatForm(forms.Form):
    """Which of the things to do; those not chosen ask nothing."""

    what = forms.CharField(
        error_messages={"required": gettext_lazy("Choose what to do.")}, label=gettext_lazy("What to do")
    )

    def __init__(self, data=None, *, plan, actions, may_exempt):
        super().__init__(data)
        chosen = (data or {}).get("what")
        self.parts = [
            {
                "key": key,
                "label": label,
                "chosen": key == chosen,
                "form": part(data if key == chosen else None, prefix=key, plan=plan, actions=actions),
            }
            for key, label, part in offered(plan, may_exempt)
        ]

    @property
    def part(self):
        return next((part for part in self.parts if part["chosen"]), None)

    def clean_what(self):
        if self.part is None:
            raise forms.ValidationError(_("Choose what to do."))
        return self.cleaned_data["what"]

    def is_valid(self):
        return super().is_valid() and self.part["form"].is_valid()

    @property
    def asked(self):
        """The form whose errors the page says: of the thing chosen, else that none was."""
        return self.part["form"] if self.part else self

    def change(self):
        return self.part["form"].change()

    def said(self):
        """What was said of the thing chosen, as (label, words), for whoever looks it over."""
        part = self.part["form"]
        told = [(part[name].label, part.cleaned_data[name]) for name in part.fields]
        choices = {
            name: dict(part.fields[name].choices)
            for name in ("role", "what", "ending")
            if name in part.fields
        }
        return [
            (label, choices.get(name, {}).get(value, value))
            for name, (label, value) in zip(part.fields, told, strict=True)
            if value
        ]
