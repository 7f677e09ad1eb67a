"""Asking for a day."""

from django import forms


class DayInput(forms.DateInput):
    """The browser's own calendar, given days the way it wants them."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")
