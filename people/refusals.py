"""The pages that say no: nothing was done, and what somebody had typed is shown so that it can be kept."""

from django.shortcuts import render

from people.signed_out import typed_words


def not_allowed(request, exception):
    return _refused(request, "403.html", 403)


def not_found(request, exception):
    return _refused(request, "404.html", 404)


def _refused(request, template, status):
    typed = typed_words(request.POST) if request.method == "POST" else ""
    return render(request, template, {"typed": typed}, status=status)
