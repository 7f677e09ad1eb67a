"""The forms of bringing a sheet back: which file, and why its changes are taken."""

from django import forms
from django.conf import settings

from actionplan.importing.limits import size_in_words


class SheetForm(forms.Form):
    file = forms.FileField(
        label="The edited sheet",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Choose the Excel file that was exported from this plan and edited."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = size_in_words(settings.IMPORT_MAX_BYTES)
        self.fields[
            "file"
        ].help_text = f"The plan’s own Excel export (.xlsx), or a CSV saved from it; at most {most}."


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Why this changes",
        help_text="Kept in the history of every action, and for every deadline that moves.",
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Say why, for example “Agreed at the directors’ meeting”."},
    )
