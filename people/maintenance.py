"""While whoever looks after the site works on it: every page answers 503 and says when it will be back.

A file switches it, because that needs neither the database nor a restart; what is written in it stands on the page.
"""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from people.signed_out import typed_words

ALWAYS_ANSWERS = "/healthz"
TRY_AGAIN = "600"  # seconds
LONGEST = 2000


class MaintenanceMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = words_of(Path(settings.MAINTENANCE_FILE))
        if said is None or request.path == ALWAYS_ANSWERS:
            return self.get_response(request)
        typed = typed_words(request.POST) if request.method == "POST" else ""
        page = render_to_string("503.html", {"said": said, "typed": typed})
        return HttpResponse(page, status=503, headers={"Retry-After": TRY_AGAIN, "Cache-Control": "no-store"})


def words_of(file):
    """What the file says, "" where it is empty; None where there is none, and the site is open."""
    try:
        return file.read_bytes()[:LONGEST].decode(errors="replace").strip()
    except FileNotFoundError:
        return None
