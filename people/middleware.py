"""What every request carries: the council and today; and a demonstration stays on this machine."""

import ipaddress
import time

from django.http import HttpResponseForbidden
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import Council

REFUSAL = _("This is a demonstration with well-known accounts: it answers only on the machine it runs on.")
KEPT_SECONDS = 5


class TodayMiddleware:
    """`request.today`: the clock is read here, once, and handed on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.today = timezone.localdate()
        return self.get_response(request)


class CouncilMiddleware:
    """`request.council`, read anew every few seconds only: it is on every page and hardly ever changes."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.council, self.read_at = None, 0

    def __call__(self, request):
        if self.council is None or time.monotonic() - self.read_at > KEPT_SECONDS:
            self.council, self.read_at = Council.ours(), time.monotonic()
        request.council = self.council
        if self.council.demonstration and not _comes_from_here(request):
            return HttpResponseForbidden(REFUSAL)
        return self.get_response(request)


def _comes_from_here(request):
    """True where the caller's address, and every address a proxy says it forwards for, is a loopback one."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    return all(
        _is_loopback(part.strip()) for part in [request.META.get("REMOTE_ADDR", ""), *filter(None, forwarded)]
    )


def _is_loopback(address):
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
