"""The page on which an administrator says what the council is called and looks like."""

from django.contrib import messages
from django.shortcuts import redirect, render

from actionplan import permissions
from actionplan.forms.council import CouncilForm
from actionplan.forms.saving import saved
from people.changes import keep_council
from people.models import Council


def council_edit(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    form = CouncilForm(request.POST or None, request.FILES or None, instance=Council.ours())
    valid = request.method == "POST" and form.is_valid()
    if valid and (council := saved(form, lambda: keep_council(**form.given()))):
        messages.success(request, f"{council.name} is kept. Pages follow within a few seconds.")
        return redirect("council_edit")
    return render(request, "people/council_form.html", {"form": form}, status=422 if form.errors else 200)
