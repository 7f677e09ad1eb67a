"""Who is the same as somebody else."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.names import ActorField


class MergeForm(forms.Form):
    into = ActorField(
        label=_("Who they are the same as"),
        help_text=_("That name stays. The other becomes one of its other names, and finds it."),
        error_messages={"required": _("Name who they are the same as.")},
    )
