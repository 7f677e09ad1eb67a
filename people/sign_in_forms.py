"""The forms one signs in with: a password, or a code sent by mail."""

from allauth.account.forms import LoginForm, RequestLoginCodeForm
from django.utils.translation import gettext as _


class PasswordForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_for_address(self.fields["login"])
        self.fields["password"].error_messages["required"] = _("Write your password.")


class CodeForm(RequestLoginCodeForm):
    """Takes the address from the sign-in page as well, whose field has another name: nobody types it twice."""

    def __init__(self, data=None, **kwargs):
        super().__init__({"email": data["login"]} if data and "login" in data else data, **kwargs)
        _ask_for_address(self.fields["email"])


def _ask_for_address(field):
    field.label = _("E-mail address")
    field.error_messages["required"] = _("Write your e-mail address.")
