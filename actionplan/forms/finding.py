"""Forms for searching over all plans and for saved views."""

from django import forms

from actionplan.filters import DUE, WORDS_MAX, unknown
from actionplan.models import SavedView
from actionplan.status import Meaning


class SearchForm(forms.Form):
    """What is looked for, and by what to narrow what was found."""

    q = forms.CharField(
        label="Words or a reference",
        max_length=WORDS_MAX,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    plan = forms.CharField(widget=forms.Select, required=False)
    meaning = forms.CharField(label="Status", widget=forms.Select, required=False)
    due = forms.ChoiceField(choices=DUE, required=False)

    def __init__(self, words, asked, tally):
        super().__init__(initial={"q": words, **vars(asked)})
        self.fields["plan"].widget.choices = [
            ("", "All plans"),
            *((slug, f"{title} ({count})") for slug, title, _, count in tally.plans),
            *unknown(asked.plan, {slug: title for slug, title, _, _ in tally.plans}),
        ]
        self.fields["meaning"].widget.choices = [("", "Any"), *_meanings(tally, asked)]


def _meanings(tally, asked):
    """The general words, and those meanings that were found."""
    yield from [("open", "Open"), ("finished", "Finished")]
    for meaning in Meaning:
        if meaning.value in tally.meanings or meaning.value == asked.meaning:
            yield meaning.value, f"{meaning.label} ({tally.meanings.get(meaning.value, 0)})"


class ViewForm(forms.Form):
    """The name of a saved view, and who sees it; only who may share it is asked."""

    name = forms.CharField(
        label="Name",
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": "Give the view a name."},
    )
    shared = forms.BooleanField(required=False)

    def __init__(self, data=None, *, may_share, plan, view=None):
        initial = {"name": view.name, "shared": view.shared} if view else None
        super().__init__(data, initial=initial)
        if may_share:
            whom = "everybody who may read the plan" if plan else "everybody"
            self.fields["shared"].label = f"Show it to {whom}"
        else:
            del self.fields["shared"]
