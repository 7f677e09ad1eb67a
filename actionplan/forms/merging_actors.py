"""Who is the same as somebody else."""

from django import forms

from actionplan.forms.names import ActorField


class MergeForm(forms.Form):
    into = ActorField(
        label="Who they are the same as",
        help_text="That name stays. The other becomes one of its other names, and finds it.",
        error_messages={"required": "Name who they are the same as."},
    )
