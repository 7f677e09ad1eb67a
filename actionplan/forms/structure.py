"""Small forms round a plan's structure: one piece of an action in place, where things stand, where else to look."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.conflicts import BothVersions

PIECES = {"text": 4, "success": 3, "notes": 3}
BEFORE = gettext_lazy("Before {reference} {action}")
AT_THE_END = gettext_lazy("At the end")


class PieceForm(BothVersions, forms.Form):
    """One piece of an action's words, edited where it stands."""

    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, action, piece):
        initial = {piece: getattr(action, piece), "opened_at_revision": action.revision}
        super().__init__(data, initial=initial, auto_id=f"in_place_{piece}_%s")
        self.piece, needed = piece, piece == "text"
        self.fields[piece] = forms.CharField(
            label=label_of(action, piece),
            widget=forms.Textarea({"rows": PIECES[piece], "autofocus": not data}),
            max_length=20_000,
            required=needed,
            error_messages={"required": _("Write what is to be done.")},
        )
        self.add_clash_fields()

    def words(self):
        """The bound field itself, for the page."""
        return self[self.piece]

    def edit(self):
        """What `edit_action` is to change."""
        kept = self.without_theirs({self.piece: self.cleaned_data[self.piece]})
        return kept | {"opened_at_revision": self.cleaned_data["opened_at_revision"]}


def label_of(action, piece):
    return {"text": action.plan.action_word, "success": _("How we will know"), "notes": _("Notes")}[piece]


class HeadingAddForm(forms.Form):
    name = forms.CharField(max_length=300)

    def __init__(self, data=None, *, plan):
        super().__init__(data, auto_id="add_heading_%s")
        self.fields["name"].label = _("New {heading}").format(heading=plan.heading_word.lower())
        self.fields["name"].error_messages["required"] = _("Write the {heading}.").format(
            heading=plan.heading_word.lower()
        )


class ChallengeAddForm(forms.Form):
    title = forms.CharField(widget=forms.Textarea({"rows": 2}), max_length=2000)
    heading = forms.ModelChoiceField(queryset=None)

    def __init__(self, data=None, *, plan, headings):
        super().__init__(data, auto_id="add_challenge_%s")
        self.fields["title"].label = _("New {challenge}").format(challenge=plan.challenge_word.lower())
        self.fields["title"].error_messages["required"] = _("Write the {challenge}.").format(
            challenge=plan.challenge_word.lower()
        )
        self.fields["heading"].queryset = headings
        self.fields["heading"].label = _("{heading} it stands under").format(heading=plan.heading_word)
        self.fields["heading"].empty_label = _("Choose")
        self.fields["heading"].error_messages["required"] = _("Choose the {heading} it stands under.").format(
            heading=plan.heading_word.lower()
        )


class BeforeForm(forms.Form):
    """Where something goes among its like: one place up or down, before another, or at the end."""

    way = forms.ChoiceField(choices=[(way, way) for way in ("up", "down", "before")])
    before = forms.ModelChoiceField(queryset=None, required=False)

    def __init__(self, data, *, among):
        super().__init__(data)
        self.fields["before"].queryset = among

    def place(self, subject, rows):
        """The one of the rows (those the person sees, in order) it is to stand before; None is the end."""
        rows = list(rows)
        here = [row.pk for row in rows].index(subject.pk)
        if self.cleaned_data["way"] == "before":
            return self.cleaned_data["before"]
        if self.cleaned_data["way"] == "up":
            return rows[max(0, here - 1)]
        return rows[here + 2] if here + 2 < len(rows) else None


class ActionPlaceForm(forms.Form):
    """Where an action stands: under which challenge, and before which other action there."""

    challenge = forms.ModelChoiceField(queryset=None, empty_label=None)
    before = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why it moves"),
        help_text=gettext_lazy("Kept in the history."),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        required=False,
    )

    def __init__(self, data=None, *, action, challenges, actions, chosen=None):
        """`challenges` and `actions` are those of the plan the person knows of; `chosen` is the challenge looked at."""
        super().__init__(data, initial={"challenge": chosen or action.challenge_id})
        self.fields["challenge"].queryset = challenges
        self.fields["challenge"].label = action.plan.challenge_word
        self.fields["challenge"].widget.attrs |= {
            "data-hx-get": reverse("action_move", args=[action.plan.slug, action.reference]),
            "data-hx-target": "#places",
            "data-hx-select": "#places > *",
            "data-hx-select-oob": "#places-said:innerHTML",
        }
        self.there = list(
            actions.filter(challenge=self._challenge(chosen or action.challenge, challenges))
            .exclude(pk=action.pk)
            .order_by("order", "id")
        )
        places = [
            (each.reference, BEFORE.format(reference=each.reference, action=each.text[:80]))
            for each in self.there
        ]
        self.fields["before"].choices = [("", AT_THE_END), *places]
        self.fields["before"].error_messages["invalid_choice"] = _(
            "That one stands elsewhere. The places are now those under what you chose: choose again."
        )

    def _challenge(self, otherwise, challenges):
        given = self.data.get("challenge", "")
        found = challenges.filter(pk=given).first() if given.isdecimal() else None
        return found or otherwise

    def stands_before(self):
        """The action it is to stand before, or None for the end."""
        reference = self.cleaned_data["before"]
        return next((each for each in self.there if each.reference == reference), None)


class SeeAlsoForm(forms.Form):
    """Where else to look: typed as a reference or words, or chosen from what was found."""

    words = forms.CharField(
        label=gettext_lazy("Challenge or action"),
        help_text=gettext_lazy("A reference such as 17.2, a number such as 17, or some of its words."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write a reference, a number or some words.")},
    )
    target = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data=None, *, address):
        """`address` finds what is meant while one types."""
        super().__init__(data)
        self.fields["words"].widget.attrs |= {"autocomplete": "off", "data-search": address}
