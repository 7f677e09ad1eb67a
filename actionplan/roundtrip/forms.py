"""The forms of bringing a sheet back: which file, and why its changes are taken."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.limits import size_in_words


class SheetForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The edited sheet"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the Excel file that was exported from this plan and edited.")
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = size_in_words(settings.IMPORT_MAX_BYTES)
        self.fields["file"].help_text = _(
            "The plan’s own Excel export (.xlsx), or a CSV saved from it; at most {most}."
        ).format(most=most)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why this changes"),
        help_text=gettext_lazy("Kept in the history of every action, and for every deadline that moves."),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Say why, for example “Agreed at the directors’ meeting”.")},
    )
