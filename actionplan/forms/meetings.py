"""What a clerk fills in to plan a meeting and its timetable, and an administrator on which days the council works."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from actionplan.forms.days import DayInput
from people.models import Actor, Council

INVALID_DAY = gettext_lazy("Write the date as 2026-12-08.")


class MeetingForm(forms.Form):
    committee = forms.ModelChoiceField(
        Actor.objects.none(),
        label=gettext_lazy("Committee"),
        empty_label=None,
        error_messages={"required": gettext_lazy("Choose the committee.")},
    )
    held_on = forms.DateField(
        label=gettext_lazy("Date"),
        widget=DayInput,
        error_messages={
            "required": gettext_lazy("Write the date of the meeting."),
            "invalid": INVALID_DAY,
        },
    )
    starts_at = forms.TimeField(
        label=gettext_lazy("Time"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Write the time it starts."),
            "invalid": gettext_lazy("Write the time as 18:30."),
        },
    )

    def __init__(self, *args, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["committee"].queryset = committees


class TimetableForm(forms.Form):
    """The days of a meeting's timetable; one left empty is counted back."""

    def __init__(self, data=None, *, days):
        super().__init__(data)
        for day in days:
            self.fields[day.key] = forms.DateField(
                label=day.step.name,
                widget=DayInput,
                required=False,
                initial=day.on if day.is_set else None,
                help_text=_("{what} Left empty: {date}.").format(
                    what=day.step.what, date=long_date(day.counted)
                ),
                error_messages={"invalid": INVALID_DAY},
            )


class CouncilDaysForm(forms.ModelForm):
    class Meta:
        model = Council
        fields = ["nation", "clear_days", "call_in_days"]
        labels = {
            "nation": gettext_lazy("Nation"),
            "clear_days": gettext_lazy("Clear days before a meeting"),
            "call_in_days": gettext_lazy("Working days for call-in"),
        }
        help_texts = {
            "nation": gettext_lazy("Its bank holidays do not count."),
            "clear_days": gettext_lazy("Five in England, three in Wales and in Scotland."),
            "call_in_days": gettext_lazy("As the constitution has it, most often five."),
        }
        error_messages = {
            "nation": {"required": gettext_lazy("Choose the nation.")},
            "clear_days": {"required": gettext_lazy("Write how many days.")},
            "call_in_days": {"required": gettext_lazy("Write how many days.")},
        }


class ClosedDaysForm(forms.Form):
    first = forms.DateField(
        label=gettext_lazy("First day"),
        widget=DayInput,
        error_messages={"required": gettext_lazy("Write the day."), "invalid": INVALID_DAY},
    )
    last = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=DayInput,
        required=False,
        error_messages={"invalid": INVALID_DAY},
    )
    what = forms.CharField(label=gettext_lazy("Why"), max_length=100, required=False)
