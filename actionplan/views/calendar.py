"""One's calendar: its private address, and the calendar itself, which other programs fetch without signing in."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionplan.calendar import as_ical
from actionplan.diary import diary_of
from people.calendar_keys import give_calendar_key, take_calendar_key, whose_calendar


@never_cache
def calendar(request):
    """Where one asks for the address, and reads how to use it."""
    key, address, entries = request.user.calendar_key, "", []
    if key:
        address = request.build_absolute_uri(reverse("calendar_feed", args=[key]))
        entries = diary_of(request.user, request.today, request.build_absolute_uri)
    context = {
        "address": address,
        "webcal": address.replace("https:", "webcal:", 1).replace("http:", "webcal:", 1),
        "deadlines": sum(entry.key.startswith("deadline") for entry in entries),
        "meetings": sum(entry.key.startswith("meeting") for entry in entries),
    }
    return render(request, "calendar/calendar.html", context)


@require_POST
def calendar_renew(request):
    """Make the address, or another one in its place."""
    again = bool(request.user.calendar_key)
    give_calendar_key(user=request.user)
    messages.success(
        request,
        _("The old address no longer works. Subscribe again with the new one.")
        if again
        else _("Your calendar has an address now. Subscribe with it as described below."),
    )
    return redirect("calendar")


@require_POST
def calendar_stop(request):
    take_calendar_key(user=request.user)
    messages.success(request, _("Your calendar is stopped: its address no longer works."))
    return redirect("calendar")


@login_not_required
@require_safe
def calendar_feed(request, key):
    """The calendar itself. An address that never was, was renewed or stopped, leads nowhere."""
    user = whose_calendar(key)
    if user is None:
        raise Http404
    feed = as_ical(
        diary_of(user, request.today, request.build_absolute_uri),
        name=_("{council}: action plans").format(council=request.council.name),
        site=request.get_host(),
        since=user.date_joined,
    )
    etag = f'"{hashlib.sha256(feed).hexdigest()}"'
    response = HttpResponse(feed, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="actionplan.ics"'
    response["Cache-Control"], response["ETag"] = "private, no-cache", etag
    return get_conditional_response(request, etag=etag, response=response)
