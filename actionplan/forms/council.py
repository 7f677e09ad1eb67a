"""The form of what the council is called and looks like."""

from django import forms

from people.models import Council


class ColourInput(forms.ColorInput):
    """A browser's own choice of a colour: always one, so HTML has no `required` and no length for it."""

    def use_required_attribute(self, initial):
        return False

    def build_attrs(self, base, extra=None):
        return {key: value for key, value in super().build_attrs(base, extra).items() if key != "maxlength"}


class CouncilForm(forms.ModelForm):
    logo = forms.FileField(
        label="Logo",
        required=False,
        help_text="A PNG or JPEG picture of at most 200 kB; it is shown 26 pixels high.",
    )
    drop_logo = forms.BooleanField(label="Take the logo away", required=False)

    class Meta:
        model = Council
        fields = ["name", "accent", "contact"]
        widgets = {
            "accent": ColourInput,
            "contact": forms.Textarea({"rows": 3}),
        }
        labels = {"name": "Name of the council", "contact": "Whom to ask for help"}
        help_texts = {
            "accent": "For links, the main button and where you are. It is made darker or lighter where it "
            "could not be read.",
            "contact": "Printed in the accessibility statement: who answers, by e-mail and by telephone.",
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
