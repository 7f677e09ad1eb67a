"""The pages of search, of the list over all plans, and of saved views."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from actionplan import permissions, rows
from actionplan import search as searching
from actionplan.changes.views import delete_view, edit_view, save_view
from actionplan.filters import Filter
from actionplan.forms.finding import SearchForm, ViewForm
from actionplan.forms.saving import saved
from actionplan.models import SavedView
from actionplan.views.doing import done
from actionplan.views.lists import CountedPaginator, address_of, list_of
from actionplan.wording import counted

HITS = 25


@require_GET
def search(request):
    user, today = request.user, request.today
    words = request.GET.get("q", "").replace("\0", "").strip()[: searching.WORDS_MAX]
    asked = Filter.from_query(request.GET, across=True)
    every = searching.found(user, words, today)
    tally = searching.tally(every, today)
    narrowed = Filter(plan=asked.plan, meaning=asked.meaning, due=asked.due)
    found = narrowed.apply(every, today)
    count = found.order_by().count() if narrowed.narrows else tally.total
    page = _page(found, count, request.GET.get("page"))
    context = {
        "words": words,
        "form": None,
        "controls": SearchForm(words, asked, tally),
        "narrowed": narrowed,
        "tally": tally,
        "count": count,
        "found": counted(count, "action"),
        "in_all": counted(tally.total, "action"),
        "page": page,
        "hits": searching.hits(user, page.object_list, words, today),
        "plans": searching.plans_named(user, words, today) if page.number == 1 else [],
    }
    return render(request, "finding/search.html", context)


def _page(found, count, number):
    actions = found.select_related("plan", *rows.FOR_A_LIST).prefetch_related(*rows.FOR_A_ROW)
    page = CountedPaginator(actions, count, HITS).get_page(number)
    page.object_list = list(page.object_list)
    return page


@require_GET
def action_list(request):
    """Every action one may see, whichever plan it stands in."""
    return render(request, "finding/action_list.html", list_of(request))


def view_create(request, slug=None):
    """Keeps the list that was asked for in the address under a name."""
    plan = _plan(request, slug)
    may_share = permissions.may_share_views(request.user, plan, request.today)
    form = ViewForm(request.POST or None, may_share=may_share, plan=plan)
    query = request.GET.urlencode()
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if view := saved(form, lambda: save_view(by=request.user, plan=plan, query=query, **values)):
            messages.success(request, _("The view “{view}” is saved.").format(view=view.name))
            return redirect(_address(view))
    return render(request, "finding/view_form.html", {"form": form, "plan": plan, "back": _back(plan, query)})


def view_edit(request, pk):
    view = _view(request, pk)
    may_share = permissions.may_share_views(request.user, view.plan, request.today)
    form = ViewForm(request.POST or None, may_share=may_share, plan=view.plan, view=view)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if kept := saved(form, lambda: edit_view(view=view, by=request.user, **values)):
            messages.success(request, _("The view “{view}” is saved.").format(view=kept.name))
            return redirect(_address(kept))
    context = {"form": form, "plan": view.plan, "view": view, "back": _address(view)}
    return render(request, "finding/view_form.html", context)


@require_POST
def view_replace(request, pk):
    """Puts the list one is looking at in the place of what the view held."""
    view = _view(request, pk)
    query = request.POST.get("query", "")
    said = _("The view “{view}” now shows this list.").format(view=view.name)
    kept = done(request, lambda: edit_view(view=view, by=request.user, query=query), said)
    return redirect(_address(kept or view))


@require_POST
def view_delete(request, pk):
    view = _view(request, pk)
    delete_view(view=view, by=request.user)
    messages.success(
        request, _("The view “{view}” is deleted. The actions stay as they are.").format(view=view.name)
    )
    return redirect(address_of(view.plan))


def _plan(request, slug):
    if slug is None:
        return None
    return get_object_or_404(permissions.visible_plans(request.user, request.today), slug=slug)


def _view(request, pk):
    """The view, where one may change it; one that is not for this person is not there."""
    user, today = request.user, request.today
    plans = permissions.visible_plans(user, today)
    known = SavedView.objects.filter(Q(plan=None) | Q(plan__in=plans)).filter(Q(owner=user) | Q(shared=True))
    view = get_object_or_404(known.select_related("plan"), pk=pk)
    permissions.check(permissions.may_change_view(user, view, today))
    return view


def _address(view):
    return f"{address_of(view.plan)}?{view.query}{'&' if view.query else ''}view={view.pk}"


def _back(plan, query):
    return f"{address_of(plan)}?{query}" if query else address_of(plan)
