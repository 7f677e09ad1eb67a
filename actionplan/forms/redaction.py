"""The form by which words are taken out for good: which words, why, and what becomes of uploaded documents."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date

FILES = [
    ("drop", gettext_lazy("Delete the file")),
    ("keep", gettext_lazy("Keep the file with the words in it")),
]


class UpdateChoice(forms.ModelChoiceField):
    def label_from_instance(self, update):
        words = " ".join(update.words.split())
        who = f", {update.by.get_full_name()}" if update.by else ""
        return f"{long_date(update.given_on)}{who}: “{words[:80]}{'…' if len(words) > 80 else ''}”"


class RedactForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("The words to remove"),
        help_text=gettext_lazy("As they stand on the page. Capital letters and spaces need not be the same."),
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "spellcheck": "false"}),
        max_length=2000,
        required=False,
    )
    update = UpdateChoice(
        label=gettext_lazy("Or all that was said in one update"),
        queryset=None,
        empty_label=gettext_lazy("No, only the words above"),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Why they are removed"),
        help_text=gettext_lazy(
            "Kept for good, so do not repeat the words. For example: says something of a person’s health."
        ),
        widget=forms.Textarea({"rows": 2}),
        max_length=2000,
        error_messages={
            "required": gettext_lazy("Say why the words are removed, without the words themselves.")
        },
    )
    files = forms.ChoiceField(
        label=gettext_lazy("What becomes of it?"),
        choices=FILES,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose whether the file goes too.")},
    )

    def __init__(self, data=None, *, updates):
        super().__init__(data)
        self.fields["update"].queryset = updates

    def clean(self):
        given = super().clean()
        if bool(given.get("words")) == bool(given.get("update")) and "update" not in self.errors:
            both = _("Give the words, or choose an update, not both.")
            self.add_error(
                "words", both if given.get("words") else _("Write the words to remove, or choose an update.")
            )
        return given

    def chosen(self):
        return {"words": self.cleaned_data["words"], "update": self.cleaned_data["update"]}
