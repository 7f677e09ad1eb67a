"""How people sign in: accounts are made by an administrator, never by whoever comes along."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend

from people.models import User
from people.signed_out import show_kept_words


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **how):
        show_kept_words(request)
        return super().post_login(request, user, **how)


class SignInBackend(AuthenticationBackend):
    """Loads the account together with the person it belongs to: every page needs both."""

    def get_user(self, user_id):
        user = User.objects.select_related("actor").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
