"""Taking words out for good: which words, where they stand, and then it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionplan import permissions
from actionplan.changes import redact
from actionplan.changes.redacting import everything, looked_for, published
from actionplan.forms.redaction import RedactForm
from actionplan.forms.saving import refuse, saved
from actionplan.keepers import keepers
from actionplan.models import Import, Sheet
from actionplan.redaction import places_of
from actionplan.views.endings import editable_action
from actionplan.wording import counted


@require_http_methods(["GET", "POST"])
def action_redact(request, slug, reference):
    """The words never stand in an address: each step is posted."""
    action = editable_action(request, slug, reference)
    scope = permissions.removal_scope(request.user, request.today)
    updates = action.updates.exclude(words="").select_related("by__actor")
    form = RedactForm(request.POST or None, updates=updates)
    preview = None
    if request.method == "POST" and form.is_valid():
        preview = _preview(form, action, scope)
        sure = preview and "remove" in request.POST and _answered(form, preview)
        if sure and (done := saved(form, lambda: _removed(request.user, form, action, scope))):
            return _told(request, action, done)
    context = {"action": action, "plan": action.plan, "form": form, "preview": preview}
    return render(request, "redaction/redact.html", context, status=422 if form.errors else 200)


def _preview(form, action, scope):
    """Where the words stand, action by action; None where they cannot be removed, and then the form says why."""
    chosen = form.chosen()
    try:
        phrase = looked_for(action, **chosen)
        found = everything(phrase, action, scope, chosen["update"])
        if phrase.count(form.cleaned_data["reason"]):
            raise ValidationError({"reason": _("Say why without the words themselves.")})
    except ValidationError as refusal:
        refuse(form, refusal)
        return None
    drafts = [each for keeper in keepers() for each in keeper.held(scope.plans, phrase) if not each.fixed]
    return {
        "groups": _groups(phrase, action, found, scope),
        "count": counted(sum(each.count for each in found), "place"),
        "imports": _rows(found, Import),
        "sheets": _rows(found, Sheet),
        "published": published(phrase, scope),
        "drafts": drafts,
        "whole": chosen["update"],
    }


def _groups(phrase, action, found, scope):
    """This action first, then the others, then what belongs to none."""
    ids = {each.action for each in found} - {None}
    named = {each.pk: each for each in scope.actions.filter(pk__in=ids).select_related("plan")}
    order = sorted({each.action for each in found}, key=lambda pk: (pk != action.pk, pk is None, pk or 0))
    return [
        {"action": named.get(pk), "places": places_of(phrase, [each for each in found if each.action == pk])}
        for pk in order
    ]


def _rows(found, model):
    return list({each.row.pk: each.row for each in found if isinstance(each.row, model)}.values())


def _answered(form, preview):
    """Whether the file goes too has no answer of its own: it must be given."""
    if (preview["imports"] or preview["sheets"]) and not form.cleaned_data["files"]:
        form.add_error("files", _("Choose whether the file goes too."))
        return False
    return True


def _removed(user, form, action, scope):
    given = form.cleaned_data
    drop = given["files"] == "drop"
    return redact(
        action=action, scope=scope, reason=given["reason"], by=user, drop_files=drop, **form.chosen()
    )


def _told(request, action, done):
    messages.success(
        request, _("The words are removed from {places}.").format(places=counted(done.count, "place"))
    )
    for held in done.published:
        messages.warning(
            request,
            _(
                "They still stand in “{where}”, which is published and stays as it went out. Tell its clerk."
            ).format(where=held.where),
        )
    return redirect(action)
