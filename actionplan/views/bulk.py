"""Changing many actions at once: choose them, say what to do, look at what would come of it, do it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan import permissions
from actionplan.changes.bulk import ChangedSince, change_many, preview
from actionplan.filters import Filter
from actionplan.forms.bulk import WhatForm
from actionplan.forms.names import names_offered
from actionplan.models import Plan
from actionplan.views.outline import editable_plan
from actionplan.wording import counted

SHOWN = 500


def change_many_actions(request, slug):
    plan = editable_plan(request, slug)
    if plan.state == Plan.State.CLOSED:
        raise Http404
    change = _Change(request, plan)
    steps = {"what": change.what, "preview": change.preview, "do": change.do}
    return steps.get(request.POST.get("to"), change.choose)()


class _Change:
    """One such change on its way through the three pages; everything it needs is posted along."""

    def __init__(self, request, plan):
        self.request, self.plan = request, plan
        self.user, self.today = request.user, request.today
        self.asked = Filter.from_query(request.GET)
        known = permissions.visible_actions(self.user, self.today, plan)
        self.known = known
        self.found = self.asked.apply(known, self.today)
        self.ids = self._chosen()
        self.actions = known.filter(pk__in=self.ids)

    def _chosen(self):
        """The ids chosen, as tick boxes or as one field sent along: a form holds only so many."""
        given = self.request.POST
        if given.get("which") == "all":
            return list(self.found.values_list("pk", flat=True))
        words = given["chosen"].split(",") if "chosen" in given else given.getlist("action")
        return [int(word) for word in words if word.isdecimal() and len(word) < 19]

    def _page(self, name, **context):
        query = self.request.GET.copy()
        query.pop("tick", None)
        context |= {"plan": self.plan, "query": query.urlencode(), "asked": self.asked}
        context |= {"chosen": ",".join(map(str, self.ids)), "count": counted(len(self.ids), "action")}
        return render(self.request, f"bulk/{name}.html", context)

    def choose(self, problem=""):
        ordered = self.asked.ordered(self.found).select_related("challenge__heading", "step")
        total = self.found.count()
        shown = [(action, self._is_ticked(action)) for action in ordered[:SHOWN]]
        return self._page(
            "choose",
            problem=problem,
            shown=shown,
            ticked=sum(ticked for _, ticked in shown),
            total=total,
            more=total > SHOWN,
            total_words=counted(total, "action"),
        )

    def _is_ticked(self, action):
        if self.request.method == "POST":
            return action.pk in self.ids
        tick = self.request.GET.get("tick")
        return tick == "all" or (tick != "none" and self.asked.narrows)

    def _form(self, data):
        may_exempt = permissions.may_see_exempt_of(self.user, self.plan, self.today)
        return WhatForm(data, plan=self.plan, actions=self.actions, may_exempt=may_exempt)

    def what(self, form=None):
        """Ask what to do with those chosen; coming back from the preview, with what was said."""
        if not self.ids:
            return self.choose(_("Tick the actions you want to change."))
        form = form or self._form(self.request.POST if "what" in self.request.POST else None)
        return self._page("what", what=form, form=form.asked, actors=names_offered())

    def preview(self, refusal="", others=()):
        form = self._form(self.request.POST)
        if not self.ids or not form.is_valid():
            return self.what(form)
        change = form.change()
        lines = preview(actions=self.actions, what=change, today=self.today, withheld=self._withheld(change))
        doing = [line for line in lines if not line.left]
        return self._page(
            "preview",
            lines=doing,
            left=[line for line in lines if line.left],
            part=form.part,
            said=form.said(),
            seals=",".join(f"{line.action.pk}:{line.seal}" for line in lines),
            doing=counted(len(doing), "action"),
            refusal=refusal,
            others=others,
            gone=len(self.ids) - len(lines),
        )

    def do(self):
        form = self._form(self.request.POST)
        if not form.is_valid():
            return self.what(form)
        change = form.change()
        try:
            done = change_many(
                actions=self.actions,
                what=change,
                by=self.user,
                today=self.today,
                seen=self._seen(),
                withheld=self._withheld(change),
            )
        except ChangedSince as changed:
            return self.preview(others=[line.action.reference for line in changed.lines])
        except ValidationError as refusal:
            return self.preview(refusal=refusal.messages[0])
        messages.success(self.request, _said(done))
        query = self.request.GET.urlencode()
        return redirect(self.plan.get_absolute_url() + (f"?{query}" if query else ""))

    def _withheld(self, change):
        """The ids of those whose news is exempt and not for this person."""
        return (
            permissions.untold_of(self.user, self.actions, self.today) if change.needs_news else frozenset()
        )

    def _seen(self):
        pairs = [pair.split(":", 1) for pair in self.request.POST.get("seals", "").split(",") if ":" in pair]
        return {int(pk): seal for pk, seal in pairs if pk.isdecimal() and len(pk) < 19}


def _said(done):
    """ "12 actions changed. 2 stayed as they were." """
    said = _("{actions} changed.").format(actions=counted(len(done.done), "action"))
    if done.left:
        stayed = ngettext("{number} stayed as it was.", "{number} stayed as they were.", len(done.left))
        said += " " + stayed.format(number=len(done.left))
    return said
