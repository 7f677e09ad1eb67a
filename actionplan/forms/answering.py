"""Forms of giving news for somebody else after a talk, and of evidence that came later."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.days import DayInput
from actionplan.forms.updates import EvidenceFields, UpdateForm


class TalkForm(UpdateForm):
    """What somebody said, written down by another: on which day, too."""

    given_on = forms.DateField(label=gettext_lazy("Said on"), widget=DayInput)

    def answer(self):
        return super().answer() | {"given_on": self.cleaned_data["given_on"]}


class EvidenceForm(EvidenceFields):
    about = forms.CharField(label=gettext_lazy("What it shows"), max_length=200, required=False)

    def clean(self):
        given = super().clean()
        if not (given.get("link") or given.get("file") or self.errors):
            raise forms.ValidationError(_("Give a link or choose a file."))
        return given
