"""Forms for reading a document in."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.days import DayInput
from actionplan.importing.limits import size_in_words
from actionplan.imports import LONGEST_TITLE, PASTED

KINDS = ".docx,.xlsx,.pdf,.odt,.csv,.txt,.tsv"


class AboutForm(forms.Form):
    """What the plan is called, which day it stands on and whose it is."""

    title = forms.CharField(label=gettext_lazy("Title of the plan"), max_length=LONGEST_TITLE)
    as_of = forms.DateField(
        label=gettext_lazy("Date of the document"),
        help_text=gettext_lazy(
            "The day the plan was agreed or last written. Words such as “next spring” are counted from it."
        ),
        widget=DayInput,
    )
    committee = forms.ModelChoiceField(
        None, label=gettext_lazy("Owning committee"), required=False, empty_label=gettext_lazy("No committee")
    )

    def __init__(self, *args, committees, anywhere, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees
        if not anywhere:
            self.fields["committee"].required = True
            self.fields["committee"].empty_label = _("Choose a committee")


class UploadForm(AboutForm):
    """A file or a pasted table."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KINDS}),
    )
    table = forms.CharField(
        label=gettext_lazy("Or paste the table"),
        help_text=gettext_lazy(
            "Select the whole table in Word or Excel, with its column names, copy it, and paste it here."
        ),
        strip=False,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
    )
    field_order = ["file", "table", "title", "as_of", "committee"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        most = size_in_words(settings.IMPORT_MAX_BYTES)
        self.fields["file"].help_text = _(
            "Word (.docx), Excel (.xlsx), PDF, .odt, .csv, or .txt with tabs; at most {most}."
        ).format(most=most)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, it is read from the document.")

    def clean(self):
        given = super().clean()
        if given.get("file") and given.get("table", "").strip():
            self.add_error("table", _("Choose a file or paste a table, not both."))
        elif not given.get("file") and not given.get("table", "").strip() and "file" not in self.errors:
            self.add_error(
                "file", _("Choose the file that holds the table of actions, or paste the table below.")
            )
        return given

    def upload(self):
        """What was chosen or pasted, as (name, bytes, their number); one over the limit has no bytes."""
        file = self.cleaned_data["file"]
        if file:
            return file.name, file.read(), file.size
        pasted = self.cleaned_data["table"].encode()
        return str(PASTED), pasted, len(pasted)


class AcceptForm(forms.Form):
    """Whether the plan is for everybody at once."""

    state = forms.ChoiceField(
        label=gettext_lazy("Who sees the plan?"),
        choices=[
            ("live", gettext_lazy("Live: leads and readers see it at once")),
            ("draft", gettext_lazy("Draft: only editors see it until you make it live")),
        ],
        initial="live",
        widget=forms.RadioSelect,
    )
