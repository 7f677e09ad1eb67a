"""The pages on which an administrator says what the council is called, and what its accessibility statement says."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.forms.council import CouncilForm, StatementForm
from actionplan.forms.saving import saved
from people.changes import keep_council, keep_statement
from people.models import Council


def council_edit(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    form = CouncilForm(request.POST or None, request.FILES or None, instance=Council.ours())
    valid = request.method == "POST" and form.is_valid()
    if valid and (council := saved(form, lambda: keep_council(**form.given()))):
        messages.success(
            request, _("{council} is kept. Pages follow within a few seconds.").format(council=council.name)
        )
        return redirect("council_edit")
    return render(request, "people/council_form.html", {"form": form}, status=422 if form.errors else 200)


def statement_edit(request):
    permissions.check(permissions.may_keep_accounts(request.user, request.today))
    form = StatementForm(request.POST or None, instance=Council.ours(), today=request.today)
    if (
        request.method == "POST"
        and form.is_valid()
        and saved(form, lambda: keep_statement(**form.cleaned_data))
    ):
        messages.success(request, _("The accessibility statement says so within a few seconds."))
        return redirect("statement_edit")
    return render(request, "people/statement_form.html", {"form": form}, status=422 if form.errors else 200)
