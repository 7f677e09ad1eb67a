"""The status words of a plan: its own, or another council's in their place."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from actionplan import permissions
from actionplan.changes import Conflict, say_otherwise, take_scale
from actionplan.changes.scales import offered, scale_named
from actionplan.changes.status_words import became
from actionplan.forms.saving import refuse
from actionplan.forms.scales import MappingForm, WordsForm, focus_after, pressed, rows_as_sent
from actionplan.models import Revision, Scale
from actionplan.views.outline import editable_plan
from actionplan.words_together import row_of, together

SAVED = gettext_lazy("The plan has its words. What was said before keeps the word it was said in.")
MEANWHILE = gettext_lazy("{who} changed the status words while you were at them.")
LOOK = gettext_lazy(
    "What both of you changed is below: what stands now beside yours. Look through the list, and save again."
)
JOINED = gettext_lazy("Your changes and theirs are together in the list. Look through it, and save again.")
AGAIN = gettext_lazy("What they have become is below. Choose again where you need to, and save.")


def plan_words(request, slug):
    """The plan's words, to be changed; what is pressed changes the page only, until it is saved."""
    plan = editable_plan(request, slug)
    scale, counts = plan.scale, _counts(request, plan)
    if request.method != "POST":
        rows = [row_of(step) for step in scale.steps.all()]
        return _words_page(request, plan, WordsForm(rows=rows, scale=scale, counts=counts))
    base = _scale_opened_at(plan, request.POST.get("opened_at", ""))
    rows, act = rows_as_sent(request.POST, base.steps.all()), request.POST.get("act", "show")
    if act != "save" or base != scale:
        rows = pressed(rows, act)
        return _again(request, plan, rows, base, counts, saving=act == "save")
    form = WordsForm(request.POST, rows=rows, scale=scale, counts=counts)
    if form.is_valid():
        try:
            say_otherwise(
                plan=plan,
                words=form.words(),
                becomes=form.becomes(),
                by=request.user,
                opened_at=form.cleaned_data["opened_at"],
            )
        except ValidationError as error:
            refuse(form, error)
        except Conflict:
            plan.refresh_from_db()
            return _again(request, plan, rows, base, counts, saving=True)
        else:
            messages.success(request, SAVED)
            return redirect("plan_words", plan.slug)
    return _words_page(request, plan, form, status=422)


def _again(request, plan, rows, base, counts, *, saving):
    """The page as it is being written; where somebody changed the words meanwhile, with theirs put together."""
    clashes, theirs = [], base != plan.scale
    if theirs:
        rows, clashes = together(rows, base.steps.all(), plan.scale.steps.all(), became(plan, base))
        counts = _counts(request, plan)
    form = WordsForm(rows=rows, scale=plan.scale, counts=counts)
    said = _meanwhile(plan, LOOK if clashes else JOINED) if theirs else ""
    return _words_page(request, plan, form, clashes=clashes, said=said, status=409 if saving else 200)


def _words_page(request, plan, form, *, clashes=(), said="", status=200):
    act = request.POST.get("act", "")
    focus = focus_after(form.rows, act) if act not in ("", "save", "show") else ""
    if focus in form.fields:
        form.fields[focus].widget.attrs["autofocus"] = True
    context = {
        "plan": plan,
        "form": form,
        "clashes": clashes,
        "said": said,
        "own": plan.scale.of_plan_id == plan.pk,
        "focus": focus,
    }
    return render(request, "scales/plan_words.html", context, status=status)


@require_GET
def plan_words_choose(request, slug):
    """The sets of words that councils use, with what each looks like."""
    plan = editable_plan(request, slug)
    listed = [
        {"name": name, "about": about, "steps": steps, "current": name == plan.scale.name}
        for name, (about, steps) in offered(plan).items()
    ]
    return render(request, "scales/plan_words_choose.html", {"plan": plan, "scales": listed})


def plan_words_change(request, slug):
    """Another set in place of the plan's words: which becomes which, and how many actions stand where then."""
    plan = editable_plan(request, slug)
    name = request.GET.get("to", "")
    if name not in offered(plan):
        raise Http404
    if name == plan.scale.name:
        messages.info(request, _("These are the words the plan has."))
        return redirect("plan_words", plan.slug)
    about, steps = offered(plan)[name]
    counts, saving = _counts(request, plan), request.POST.get("act") == "save"
    form = MappingForm(request.POST or None, plan=plan, steps=steps, counts=counts)
    if request.method == "POST" and request.POST.get("opened_at") != str(plan.scale_id):
        form = MappingForm(plan=plan, steps=steps, counts=counts)
        said = _meanwhile(plan, AGAIN)
        return _mapping_page(request, plan, form, name, about, said=said, status=409)
    if saving and form.is_valid():
        try:
            take_scale(
                plan=plan,
                scale=scale_named(name),
                becomes=form.becomes(),
                by=request.user,
                opened_at=form.cleaned_data["opened_at"],
            )
        except ValidationError as error:
            refuse(form, error)
        except Conflict:
            return redirect(request.get_full_path())
        else:
            messages.success(request, SAVED)
            return redirect("plan_words", plan.slug)
    return _mapping_page(request, plan, form, name, about, status=422 if saving else 200)


def _mapping_page(request, plan, form, name, about, *, said="", status=200):
    context = {"plan": plan, "form": form, "name": name, "about": about, "said": said}
    return render(request, "scales/plan_words_change.html", context, status=status)


def _counts(request, plan):
    """How many of the actions one may know of stand at each step, by its id."""
    actions = permissions.visible_actions(request.user, request.today, plan)
    return dict(actions.order_by().values_list("step").annotate(Count("pk")))


def _scale_opened_at(plan, pk):
    """The words the page was made from; only words this plan has had."""
    had = Revision.objects.filter(plan=plan, subject="plan").values_list("state__scale_id", flat=True)
    known = pk.isdecimal() and int(pk[:18]) in {plan.scale_id, *had}
    return Scale.objects.get(pk=int(pk)) if known and int(pk) != plan.scale_id else plan.scale


def _meanwhile(plan, then):
    return f"{MEANWHILE.format(who=_who_changed_last(plan))} {then}"


def _who_changed_last(plan):
    kept = Revision.objects.filter(plan=plan, subject="plan", changed__has_key="scale_id")
    latest = kept.order_by("-number").select_related("by__actor").first()
    return latest.by.get_full_name() if latest and latest.by else _("Somebody")
