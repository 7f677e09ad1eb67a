"""The forms of what the council is called and looks like, and of its accessibility statement."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.forms.days import DayInput
from people.models import Council


class ColourInput(forms.ColorInput):
    """A browser's own choice of a colour: always one, so HTML has no `required` and no length for it."""

    def use_required_attribute(self, initial):
        return False

    def build_attrs(self, base, extra=None):
        return {key: value for key, value in super().build_attrs(base, extra).items() if key != "maxlength"}


class CouncilForm(forms.ModelForm):
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A PNG or JPEG picture of at most 200 kB; it is shown 26 pixels high."),
    )
    drop_logo = forms.BooleanField(label=gettext_lazy("Take the logo away"), required=False)

    class Meta:
        model = Council
        fields = ["name", "accent", "contact"]
        widgets = {
            "accent": ColourInput,
            "contact": forms.Textarea({"rows": 3}),
        }
        labels = {
            "name": gettext_lazy("Name of the council"),
            "contact": gettext_lazy("Whom to ask for help"),
        }
        help_texts = {
            "accent": gettext_lazy(
                "For links, the main button and where you are. It is made darker or lighter where it "
                "could not be read."
            ),
            "contact": gettext_lazy(
                "Printed in the accessibility statement: who answers, by e-mail and by telephone."
            ),
        }
        error_messages = {
            "name": {"required": gettext_lazy("Write the name of the council.")},
            "accent": {"required": gettext_lazy("Choose a colour.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.logo_type:
            del self.fields["drop_logo"]

    def given(self):
        """What `keep_council` is to keep."""
        cleaned, logo = self.cleaned_data, self.cleaned_data["logo"]
        return {
            "name": cleaned["name"],
            "accent": cleaned["accent"],
            "contact": cleaned["contact"],
            "logo": logo.read() if logo else None,
            "drop_logo": cleaned.get("drop_logo", False),
        }


class StatementForm(forms.ModelForm):
    """What only the council can say in the statement that the regulations ask of it."""

    class Meta:
        model = Council
        fields = [
            "statement_prepared_on",
            "statement_reviewed_on",
            "statement_tested",
            "not_accessible",
            "too_great_a_burden",
        ]
        widgets = {
            "statement_prepared_on": DayInput,
            "statement_reviewed_on": DayInput,
            "statement_tested": forms.Textarea({"rows": 3}),
            "not_accessible": forms.Textarea({"rows": 4}),
            "too_great_a_burden": forms.Textarea({"rows": 3}),
        }
        labels = {
            "statement_prepared_on": gettext_lazy("Statement prepared on"),
            "statement_reviewed_on": gettext_lazy("Last reviewed on"),
            "statement_tested": gettext_lazy("When, how and by whom your pages were tested"),
            "not_accessible": gettext_lazy("What you know is not accessible"),
            "too_great_a_burden": gettext_lazy("What would be a disproportionate burden to put right"),
        }
        help_texts = {
            "statement_reviewed_on": gettext_lazy("Review it at least once a year."),
            "not_accessible": gettext_lazy(
                "Such as files you added: what it is, whom it keeps out, and when it will be put right."
            ),
            "too_great_a_burden": gettext_lazy(
                "Only once you have assessed it, as regulation 7 asks. Else leave it empty."
            ),
        }

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self):
        given = super().clean()
        prepared, reviewed = given.get("statement_prepared_on"), given.get("statement_reviewed_on")
        for name, day in (("statement_prepared_on", prepared), ("statement_reviewed_on", reviewed)):
            if day and day > self.today:
                self.add_error(name, _("Give a day that has come."))
        if reviewed and not prepared:
            self.add_error("statement_prepared_on", _("Say first when it was prepared."))
        elif reviewed and reviewed < prepared:
            self.add_error("statement_reviewed_on", _("It was not reviewed before it was prepared."))
        return given
