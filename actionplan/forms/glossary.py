"""What somebody fills in for the glossary."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TermForm(forms.Form):
    initials = forms.CharField(
        label=_("Initials"), max_length=20, error_messages={"required": _("Write the initials.")}
    )
    meaning = forms.CharField(
        max_length=200,
        label=_("What they stand for"),
        error_messages={"required": _("Write what they stand for.")},
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
