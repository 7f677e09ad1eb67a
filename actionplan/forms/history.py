"""What one wants to see of a history: who, what, between which days."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.days import DayInput
from actionplan.plan_history import NOBODY, WHAT, Asked


class HistoryForm(forms.Form):
    """Every field narrows; one that says nothing sensible is as if it were left out."""

    who = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    what = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[("", gettext_lazy("Anything")), *((key, about[0]) for key, about in WHAT.items())],
        required=False,
    )
    since = forms.DateField(label=gettext_lazy("From"), widget=DayInput, required=False)
    until = forms.DateField(label=gettext_lazy("To"), widget=DayInput, required=False)

    def asked(self):
        """What is asked for, as an Asked."""
        self.is_valid()
        said = self.cleaned_data
        who = self.data.get("who", "")
        return Asked(
            who=who if who == NOBODY or (who.isascii() and who.isdecimal() and len(who) < 19) else "",
            what=said.get("what", ""),
            since=said.get("since"),
            until=said.get("until"),
        )

    def offer(self, names):
        """Offer whoever did something: names by account id, None for what nobody signed."""
        people = sorted((name, str(pk)) for pk, name in names.items() if pk)
        unsigned = [(NOBODY, _("Nobody signed it"))] if None in names else []
        self.fields["who"].choices = [("", _("Anybody")), *((pk, name) for name, pk in people), *unsigned]


class DayForm(forms.Form):
    """A day that has come."""

    day = forms.DateField(label=gettext_lazy("The plan on"), widget=DayInput)


class TwoDaysForm(forms.Form):
    """Two days in either order; the address says from and to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = forms.DateField(label=_("From"), widget=DayInput)
        self.fields["to"] = forms.DateField(label=_("To"), widget=DayInput)
