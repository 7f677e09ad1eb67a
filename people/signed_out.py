"""For somebody whose session ended while they wrote: they sign in again, and are shown what they had written."""

import re
import time

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

KEY = "words_not_saved"
KEPT_SECONDS = 60 * 60
LONGEST = 20_000
PROSE = re.compile(r"\w{2,}.*(\s|[.?!]$)", re.DOTALL)


class SignInFirst(LoginRequiredMiddleware):
    """As Django's own; but one comes back to the page one was on, and no words are lost on the way."""

    def handle_no_permission(self, request, view_func):
        came_from = _page_of(request)
        if request.method == "POST":
            _keep(request, came_from)
        elif not request.htmx:
            return super().handle_no_permission(request, view_func)
        answer = redirect_to_login(came_from or "/", self.get_login_url(view_func))
        return HttpResponse(headers={"HX-Redirect": answer.url}) if request.htmx else answer


def _page_of(request):
    """The page of ours on which a form stands, or None."""
    page = request.htmx.current_url or request.headers.get("Referer")
    return page if url_has_allowed_host_and_scheme(page, request.get_host(), request.is_secure()) else None


def _keep(request, came_from):
    """Only what was sent from a page of ours: nobody else puts words into somebody's mouth."""
    words = typed_words(request.POST)[:LONGEST]
    if came_from and words:
        request.session[KEY] = {"words": words, "until": time.time() + KEPT_SECONDS}
        request.session.set_expiry(KEPT_SECONDS)
        messages.warning(
            request, _("You have been signed out. Sign in again to see what you wrote: it is not saved yet.")
        )


def typed_words(sent):
    """What a person typed, as far as it is words: no choices, numbers, tokens or passwords."""
    typed = [
        value.strip()
        for name, values in sent.lists()
        for value in values
        if "password" not in name and PROSE.search(value.strip())
    ]
    return "\n\n".join(dict.fromkeys(typed))


def show_kept_words(request):
    """Say once, on the page after signing in, what was written before."""
    kept = request.session.pop(KEY, None)
    if kept and kept["until"] > time.time():
        messages.warning(
            request, _("You had been signed out, so this is not saved. You wrote:") + f"\n\n{kept['words']}"
        )
