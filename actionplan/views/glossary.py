"""The glossary: what initials stand for. Everybody who reads plans may read it; editors, clerks and admins keep it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionplan import permissions
from actionplan.changes.glossary import keep_term, remove_term
from actionplan.forms.glossary import TermForm
from actionplan.forms.saving import saved
from actionplan.models import GlossaryTerm
from people.keys import key_of


def glossary(request):
    """All terms in their order, those without a meaning first, and the form for another."""
    if not permissions.may_read_glossary(request.user, request.today):
        raise Http404
    may_keep = permissions.may_keep_glossary(request.user, request.today)
    form = TermForm(request.POST or None, initial={"initials": request.GET.get("initials", "")[:20]})
    if request.method == "POST":
        permissions.check(may_keep)
        if form.is_valid() and saved(form, lambda: _keep(request, form)):
            return redirect("glossary")
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: (bool(term.meaning), key_of(term.initials)))
    context = {"terms": terms, "form": form, "may_keep": may_keep}
    return render(request, "glossary/glossary.html", context)


def term_edit(request, pk):
    permissions.check(permissions.may_keep_glossary(request.user, request.today))
    term = get_object_or_404(GlossaryTerm, pk=pk)
    start = {"initials": term.initials, "meaning": term.meaning, "opened": term.meaning}
    form = TermForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        if saved(form, lambda: _keep(request, form, term)):
            return redirect("glossary")
        form.data = form.data.copy()
        form.data["opened"] = GlossaryTerm.objects.get(pk=pk).meaning
    return render(request, "glossary/term_edit.html", {"term": term, "form": form})


@require_POST
def term_remove(request, pk):
    permissions.check(permissions.may_keep_glossary(request.user, request.today))
    term = get_object_or_404(GlossaryTerm, pk=pk)
    remove_term(term=term, by=request.user)
    messages.success(request, _("{initials} is taken out of the glossary.").format(initials=term.initials))
    return redirect("glossary")


def _keep(request, form, term=None):
    given = form.cleaned_data
    opened = given["opened"] if term else None
    keep_term(initials=given["initials"], meaning=given["meaning"], by=request.user, term=term, opened=opened)
    messages.success(request, _("{initials} stands for “{meaning}”.").format(**given))
    return True
