"""Saving a list somebody comes back to, and what becomes of it. No revision: a view alters no plan."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from actionplan.columns import Columns
from actionplan.filters import Filter
from actionplan.models import SavedView

LONGEST = SavedView._meta.get_field("query").max_length


def as_asked(query, *, across):
    """A list's query as the address says it, keeping only what is ours: what is stored can be read again."""
    asked = QueryDict(query.encode("utf-8", "ignore").decode())
    kept = QueryDict(mutable=True)
    kept.update(Filter.from_query(asked, across).as_query() | Columns.from_query(asked, across).as_query())
    return kept.urlencode(safe=",")


@transaction.atomic
def save_view(*, name, query, by, plan=None, shared=False):
    """Keep a list under a name, for oneself or for everybody who may read the plan (None: over all plans)."""
    view = SavedView(owner=by, plan=plan, shared=shared)
    return _kept(view, name, query)


@transaction.atomic
def edit_view(*, view, by, name=None, query=None, shared=None):
    """Rename a view, share it or no longer, or put another list in its place; what is None stays."""
    view = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    view.shared = view.shared if shared is None else shared
    return _kept(view, view.name if name is None else name, view.query if query is None else query)


@transaction.atomic
def delete_view(*, view, by):
    """Take a view away; the actions it showed stay as they are."""
    SavedView.objects.filter(pk=view.pk).delete()


def _kept(view, name, query):
    view.name = " ".join(name.replace("\0", "").split())
    view.query = as_asked(query, across=view.plan_id is None)
    if not view.name:
        raise ValidationError({"name": _("Give the view a name.")})
    if len(view.query) > LONGEST:
        raise ValidationError(_("It asks for too much to be kept: use fewer words."))
    view.full_clean(exclude=["owner", "plan", "query"])
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise ValidationError({"name": _("You have a view of this name already.")}) from None
    return view
