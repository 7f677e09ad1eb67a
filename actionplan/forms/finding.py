"""Forms for searching over all plans and for saved views."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.filters import DUE, WORDS_MAX, unknown
from actionplan.models import SavedView
from actionplan.status import Meaning


class SearchForm(forms.Form):
    """What is looked for, and by what to narrow what was found."""

    q = forms.CharField(
        label=gettext_lazy("Words or a reference"),
        max_length=WORDS_MAX,
        required=False,
        widget=forms.TextInput({"type": "search"}),
    )
    plan = forms.CharField(label=gettext_lazy("Plan"), widget=forms.Select, required=False)
    meaning = forms.CharField(label=gettext_lazy("Status"), widget=forms.Select, required=False)
    due = forms.ChoiceField(label=gettext_lazy("Due"), choices=DUE, required=False)

    def __init__(self, words, asked, tally):
        super().__init__(initial={"q": words, **vars(asked)})
        self.fields["plan"].widget.choices = [
            ("", _("All plans")),
            *((slug, f"{title} ({count})") for slug, title, _reference, count in tally.plans),
            *unknown(asked.plan, {plan[0]: plan[1] for plan in tally.plans}),
        ]
        self.fields["meaning"].widget.choices = [("", _("Any")), *_meanings(tally, asked)]


def _meanings(tally, asked):
    """The general words, and those meanings that were found."""
    yield from [("open", _("Open")), ("finished", _("Finished"))]
    for meaning in Meaning:
        if meaning.value in tally.meanings or meaning.value == asked.meaning:
            yield meaning.value, f"{meaning.label} ({tally.meanings.get(meaning.value, 0)})"


class ViewForm(forms.Form):
    """The name of a saved view, and who sees it; only who may share it is asked."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=SavedView._meta.get_field("name").max_length,
        error_messages={"required": gettext_lazy("Give the view a name.")},
    )
    shared = forms.BooleanField(required=False)

    def __init__(self, data=None, *, may_share, plan, view=None):
        initial = {"name": view.name, "shared": view.shared} if view else None
        super().__init__(data, initial=initial)
        if may_share:
            self.fields["shared"].label = (
                _("Show it to everybody who may read the plan") if plan else _("Show it to everybody")
            )
        else:
            del self.fields["shared"]
