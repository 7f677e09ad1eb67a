"""What somebody wants by mail; which messages to show."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.days import DayInput
from people.models import Actor


class MailForm(forms.ModelForm):
    """A councillor is asked whether they want mail at all; everybody else may pause it."""

    class Meta:
        model = Actor
        fields = ["wants_mail", "mail_paused_until"]
        labels = {
            "wants_mail": _("Send me mail about actions I answer for"),
            "mail_paused_until": _("No mail until"),
        }
        help_texts = {
            "mail_paused_until": _(
                "Mail comes again from this day. Left empty, mail is sent as usual. "
                "Sign-in codes always come."
            ),
            "wants_mail": _("Councillors get mail only if they ask for it."),
        }
        widgets = {"mail_paused_until": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.councillor:
            del self.fields["wants_mail"]
