"""What a clerk fills in to plan a meeting."""

from django import forms

from actionplan.forms.days import DayInput
from people.models import Actor


class MeetingForm(forms.Form):
    committee = forms.ModelChoiceField(
        Actor.objects.none(), empty_label=None, error_messages={"required": "Choose the committee."}
    )
    held_on = forms.DateField(
        label="Date",
        widget=DayInput,
        error_messages={
            "required": "Write the date of the meeting.",
            "invalid": "Write the date as 2026-12-08.",
        },
    )
    starts_at = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"required": "Write the time it starts.", "invalid": "Write the time as 18:30."},
    )

    def __init__(self, *args, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees
