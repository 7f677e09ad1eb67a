"""What somebody fills in for the glossary."""

from django import forms


class TermForm(forms.Form):
    initials = forms.CharField(max_length=20, error_messages={"required": "Write the initials."})
    meaning = forms.CharField(
        max_length=200, label="What they stand for", error_messages={"required": "Write what they stand for."}
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)
