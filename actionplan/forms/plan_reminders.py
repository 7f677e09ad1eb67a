"""On which days a plan reminds."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplan.forms.conflicts import BothVersions
from actionplan.reminder_words import count_in, days_in, in_words
from actionplan.reminders import thresholds

DAYS = _("Write numbers of days with commas between, such as 30, 7, 1, or leave it empty for never.")
COUNT = _("Write one number of days, such as 30, or leave it empty for never.")


class DaysField(forms.CharField):
    """Numbers of days as people write them, as a list; `one`: a single number, 0 for never."""

    def __init__(self, *, one=False, **words):
        super().__init__(required=False, max_length=200, **words)
        self.one = one

    def clean(self, value):
        words = super().clean(value)
        try:
            return count_in(words) if self.one else sorted(set(days_in(words)), reverse=True)
        except ValueError:
            raise ValidationError(COUNT if self.one else DAYS) from None


class RemindersForm(BothVersions, forms.Form):
    due = DaysField(label=_("Days before a deadline"), help_text=_("Such as 30, 7, 1. Empty: never."))
    overdue = DaysField(
        label=_("Days after a deadline has passed"), help_text=_("Such as 1, 7. Empty: never.")
    )
    overdue_every = DaysField(
        label=_("And after that, every so many days"), one=True, help_text=_("Such as 30. Empty: never.")
    )
    no_news_every = DaysField(
        label=_("Every so many days without news"), one=True, help_text=_("Such as 60. Empty: never.")
    )
    opened_at_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, plan, opened_at):
        self.given = thresholds(plan)
        initial = {name: written(self.given[name], name) for name in KEYS}
        super().__init__(data, initial=initial | {"opened_at_revision": opened_at})
        for name in KEYS:
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.add_clash_fields()

    def values(self):
        return self.without_theirs({name: self.cleaned_data[name] for name in KEYS})

    def said(self, value):
        return written(value) or gettext("never")

    def sentences(self):
        """What the form says, in words; what stands where it cannot be read."""
        read = self.cleaned_data if self.is_bound and self.errors is not None else {}
        return in_words(self.given | {name: read[name] for name in KEYS if name in read})


KEYS = ("due", "overdue", "overdue_every", "no_news_every")


def written(value, name=""):
    """A list of days or a number of days as it stands in a field, the day that comes first before the others."""
    if isinstance(value, int):
        return str(value or "")
    return ", ".join(map(str, sorted(value, reverse=name != "overdue")))
