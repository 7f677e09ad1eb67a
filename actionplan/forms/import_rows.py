"""Forms that change how a row of a document is read."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.columns import LEADS
from actionplan.reviewing import retyping
from actionplan.reviewing.review import COLUMN_CHOICES, FIELD_NAMES
from actionplan.status import Meaning
from people.models.actor import Kind

EMPTY_NAMES = 2
MOST_NAMES = 30
SEE_CHOICES = 2
IN_WORDS = gettext_lazy(
    "In words: “31 March 2009”, “Spring 09”, “ongoing”. Left empty, there is no deadline."
)
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
WHAT_KIND = gettext_lazy("Say whether “{name}” is a person, a post, a team or a committee.")


class NameForm(forms.Form):
    """One lead."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput({"list": "names", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Is a"),
        choices=[("", gettext_lazy("as it sounds")), *Kind.choices],
        required=False,
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposal = proposal

    def clean(self):
        """A name that was typed anew has the kind it sounds like, or that is asked for."""
        given = super().clean()
        name = given.get("name", "")
        retyped = name != self.initial.get("name") and given.get("kind") == self.initial.get("kind", "")
        if name and (retyped or not given.get("kind")):
            given["kind"] = retyping.likely_kind(name, self.proposal) or given.get("kind")
            if not given["kind"]:
                self.add_error("kind", WHAT_KIND.format(name=name))
        return given


class NameForms(forms.BaseFormSet):
    """The leads of one cell."""

    def chosen(self):
        """The names left, in order, as (name, kind)."""
        given = [form.cleaned_data for form in self.forms if form.is_valid()]
        return [(each["name"], each["kind"]) for each in given if each.get("name")]


def _lines(words):
    """What a browser sends of several lines, with the line ends that everything else has."""
    return words.replace("\r\n", "\n").strip()


def name_forms(data, names, *, prefix, proposal, extra=EMPTY_NAMES):
    """A form for each of the (name, kind) and empty ones after them."""
    make = forms.formset_factory(
        NameForm, NameForms, extra=extra, max_num=MOST_NAMES, absolute_max=MOST_NAMES
    )
    initial = [{"name": name, "kind": kind} for name, kind in names]
    return make(data, prefix=prefix, initial=initial, form_kwargs={"proposal": proposal})


class RowForm(forms.Form):
    """How a row is read: its words, its leads, its deadline, its status and where it points.

    `only` names the one field to show; the others are left as they are.
    """

    def __init__(self, data=None, *, review, action, only=""):
        super().__init__(data, prefix=f"row-{action.rows[0].replace('.', '-')}")
        self.reading = retyping.reading_of(review, action)
        self.names = {
            role: name_forms(
                data, self.reading.leads[role], prefix=f"{self.prefix}-{role}", proposal=review.proposal
            )
            for role in LEADS
            if only in ("", role)
        }
        self._add_texts(only)
        if only in ("", "see"):
            self._add_see(review.proposal)

    def _add_texts(self, only):
        for name in retyping.TEXTS:
            if only in ("", name):
                self.fields[name] = forms.CharField(
                    label=FIELD_NAMES[name],
                    initial=self.reading.texts[name],
                    required=name == "action",
                    max_length=300 if name == "heading" else None,
                    widget=forms.TextInput if name == "heading" else forms.Textarea({"rows": 2}),
                )
        if only in ("", "deadline"):
            self.fields["deadline"] = forms.CharField(
                label=_("Deadline"),
                initial=self.reading.deadline,
                required=False,
                widget=forms.Textarea({"rows": 1}),
                help_text=IN_WORDS,
            )
        if only in ("", "status"):
            meanings = [(each.value.replace("_", " "), each.label.lower()) for each in Meaning]
            self.fields["status"] = forms.ChoiceField(
                label=_("Status"),
                choices=[("", _("Not said")), *meanings],
                initial=self.reading.status,
                required=False,
            )

    def _add_see(self, proposal):
        titles = [(each.title, f"{each.number} {each.title[:80]}") for each in proposal.challenges]
        for place in range(max(SEE_CHOICES, len(self.reading.see))):
            self.fields[f"see_{place}"] = forms.ChoiceField(
                label=_("See also") if place == 0 else _("And"),
                choices=[("", _("Nothing")), *titles],
                initial=self.reading.see[place] if place < len(self.reading.see) else "",
                required=False,
            )

    def is_valid(self):
        return all([super().is_valid(), *(forms.is_valid() for forms in self.names.values())])

    def groups(self):
        """For the page: the leads by role, each with the cell's words and the roles that change with it."""
        return [
            (FIELD_NAMES[role], self.reading.cells[role], self._alike(role), forms)
            for role, forms in self.names.items()
        ]

    def _alike(self, role):
        """A decision names words: where two cells of a row say the same, it holds for both."""
        cells = self.reading.cells
        same = [
            FIELD_NAMES[each].lower()
            for each in LEADS
            if each != role and cells[role] and cells[each] == cells[role]
        ]
        return _("{one} and {other}").format(one=same[0], other=same[1]) if same[1:] else "".join(same)

    def decisions(self):
        given = {name: words.replace("\r\n", "\n") for name, words in self.cleaned_data.items()}
        see = [given[name] for name in given if name.startswith("see_") and given[name]]
        return retyping.retyped(
            self.reading,
            texts={name: given.get(name) for name in retyping.TEXTS},
            leads={role: forms.chosen() for role, forms in self.names.items()},
            deadline=given.get("deadline"),
            status=given.get("status"),
            see=list(dict.fromkeys(see)) if "see_0" in given else None,
        )


class AddForm(forms.Form):
    """An action that the reading missed."""

    under = forms.ChoiceField(
        label=gettext_lazy("Challenge"), help_text=gettext_lazy("It is put after the last action there.")
    )
    action = forms.CharField(label=FIELD_NAMES["action"], widget=forms.Textarea({"rows": 3}))
    deadline = forms.CharField(
        label=gettext_lazy("Deadline"), required=False, help_text=IN_WORDS, max_length=1000
    )

    def __init__(self, data=None, *, review, under=""):
        super().__init__(data, initial={"under": under})
        self.review = review
        self.fields["under"].choices = [
            (f"{each.number}", f"{each.number} {each.title[:80]}") for each in review.proposal.challenges
        ]
        self.names = {
            role: name_forms(data, [], prefix=role, proposal=review.proposal, extra=1) for role in LEADS
        }

    def is_valid(self):
        return all([super().is_valid(), *(forms.is_valid() for forms in self.names.values())])

    def groups(self):
        return [(FIELD_NAMES[role], forms) for role, forms in self.names.items()]

    def decisions(self):
        """Those that add it; the first holds the key of its row. Raises CannotRead where no more fit there."""
        challenge = self.review.proposal.challenges[int(self.cleaned_data["under"]) - 1]
        after = challenge.actions[-1].rows[0]
        texts = {name: _lines(self.cleaned_data[name]) for name in ("action", "deadline")}
        leads = {role: forms.chosen() for role, forms in self.names.items()}
        return list(retyping.added(self.review.free_key(after), after, texts, leads))


class DivideForm(forms.Form):
    """Where the words of one action end and those of the next begin."""

    words = forms.CharField(
        label=gettext_lazy("The action"),
        help_text=gettext_lazy("Leave an empty line where the next action begins: press Enter twice."),
        widget=forms.Textarea({"rows": 10}),
    )
    alike = forms.BooleanField(
        label=gettext_lazy("Give the others its leads and deadline too"), required=False, initial=False
    )

    def __init__(self, data=None, *, review, action):
        super().__init__(data, initial={"words": BLANK_LINE.sub("\n", action.text)})
        self.review, self.action = review, action

    def clean_words(self):
        parts = [
            part.strip() for part in BLANK_LINE.split(_lines(self.cleaned_data["words"])) if part.strip()
        ]
        if len(parts) < 2:
            raise forms.ValidationError(_("Leave an empty line where the second action begins."))
        return parts

    def decisions(self):
        given = self.cleaned_data
        return list(retyping.divided(self.review, self.action, given["words"], alike=given["alike"]))


class ColumnsForm(forms.Form):
    """What each column is, by the name printed over it."""

    def __init__(self, data=None, *, columns):
        super().__init__(data, prefix="column")
        self.columns = columns
        for place, (name, field) in enumerate(columns.items()):
            self.fields[f"{place}"] = forms.ChoiceField(label=name, choices=COLUMN_CHOICES, initial=field)

    def decisions(self):
        """Those columns that were given another field."""
        for (name, field), chosen in zip(self.columns.items(), self.cleaned_data.values(), strict=True):
            if chosen != field:
                yield {"decide": "column", "column": name, "field": chosen}
