"""The form of an update: how it is going, and what has happened."""

from django import forms

WORDS_MAX = 10_000


class UpdateForm(forms.Form):
    step = forms.ModelChoiceField(
        label="How is it going?", queryset=None, widget=forms.RadioSelect, empty_label=None, required=False
    )
    words = forms.CharField(
        label="What has happened?",
        widget=forms.Textarea({"rows": 3}),
        max_length=WORDS_MAX,
        required=False,
    )
    stood_at = forms.IntegerField(widget=forms.HiddenInput, required=False)
    no_change = forms.BooleanField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, action, since=None, **kwargs):
        """`since` is the day of the last news, in words, for the question.

        The controls' ids carry the action's: on My actions several forms may be open at once.
        """
        initial = {"step": action.step_id, "stood_at": action.step_id}
        super().__init__(data, initial=initial, auto_id=f"update-{action.pk}-%s", **kwargs)
        self.fields["step"].queryset = action.plan.scale.steps.all()
        self.fields["step"].error_messages["invalid_choice"] = "Choose one of the plan’s statuses."
        if since:
            self.fields["words"].label = f"What has happened since {since}?"

    def clean(self):
        """A status that was not touched stays as it is by now, whatever it was when the form was opened."""
        cleaned = super().clean()
        step, stood_at = cleaned.get("step"), cleaned.pop("stood_at", None)
        if step and step.pk == stood_at:
            cleaned["step"] = None
        return cleaned
