"""The pages that say no: nothing was done, and what somebody had typed is shown so that it can be kept."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render

from people.signed_out import typed_words

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def not_allowed(request, exception):
    return _refused(request, "403.html", 403)


def not_found(request, exception):
    return _refused(request, "404.html", 404)


def not_understood(request, exception):
    """Too much at once is said as such; it is not read, so there is nothing to show."""
    template, status = ("413.html", 413) if isinstance(exception, TOO_MUCH) else ("400.html", 400)
    return render(request, template, status=status)


def gone_stale(request, reason=""):
    """A form whose token is not the one of whoever sends it."""
    return _refused(request, "403_csrf.html", 403)


def _refused(request, template, status):
    return render(request, template, {"typed": _typed(request)}, status=status)


def _typed(request):
    """What is too much to be read cannot be shown."""
    try:
        return typed_words(request.POST) if request.method == "POST" else ""
    except TOO_MUCH:
        return ""
