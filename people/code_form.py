"""The form that asks for a code to sign in with."""

from allauth.account.forms import RequestLoginCodeForm


class CodeForm(RequestLoginCodeForm):
    """Takes the address from the sign-in page as well, whose field has another name: nobody types it twice."""

    def __init__(self, data=None, **kwargs):
        super().__init__({"email": data["login"]} if data and "login" in data else data, **kwargs)
