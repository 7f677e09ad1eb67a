"""My actions: what one answers for, soonest first."""

from dataclasses import dataclass

from django.shortcuts import render
from django.views.decorators.http import require_GET

from actionplan import permissions, rows
from actionplan.figures import SOON
from actionplan.filters import SOONEST
from actionplan.forms.updates import UpdateForm
from actionplan.templatetags.plans import long_date

GROUPS = [
    ("overdue", "Overdue"),
    ("soon", "Due in 30 days"),
    ("later", "Later"),
    ("none", "No date"),
    ("done", "Done"),
]


@dataclass
class Card:
    """An action with why it is mine; `form` is its update form, where it is open."""

    row: rows.Row
    hat: object
    member_only: bool
    may_update: bool
    form: UpdateForm | None = None

    @property
    def action(self):
        return self.row.action

    @property
    def id(self):
        """What a part of the page is fetched by."""
        return f"card-{self.action.pk}"

    @property
    def address(self):
        """How the address bar says which card is open."""
        return f"{self.action.plan.slug}/{self.action.reference}"


@require_GET
def my_actions(request):
    cards = _cards(request.user, request.today)
    asked = request.GET.get("update", "")
    for card in cards:
        if card.may_update and card.address == asked:
            card.form = _update_form(card.row, focus=bool(request.htmx))
    return _page(request, cards)


def my_actions_page(request, action, form):
    """The page with an update of `action` that could not be saved."""
    cards = _cards(request.user, request.today)
    for card in cards:
        if card.action.pk == action.pk:
            card.form = form
    return _page(request, cards, form, status=422)


def _update_form(row, focus):
    """The form of an open card; `focus`: it was just opened in place, so one can write at once."""
    form = UpdateForm(action=row.action, since=long_date(row.news.on) if row.news and row.news.on else None)
    if focus:
        form.fields["words"].widget.attrs["autofocus"] = True
    return form


def _page(request, cards, form=None, status=200):
    today = request.today
    groups = [(key, name, [c for c in cards if _group(c.action, today) == key]) for key, name in GROUPS]
    context = {
        "groups": [group for group in groups if group[2]],
        "in_short": _in_short(cards, today),
        "several_plans": len({card.action.plan_id for card in cards}) > 1,
        "form": form,
    }
    return render(request, "actionplan/my_actions.html", context, status=status)


def _in_short(cards, today):
    """ "7 to answer for · 2 as member lead · 3 overdue": what is still open."""
    still_open = [card for card in cards if card.action.is_open]
    as_member = sum(card.member_only and not card.may_update for card in still_open)
    overdue = sum(card.action.is_overdue(today) for card in still_open)
    counts = [
        (len(still_open) - as_member, "to answer for"),
        (as_member, "as member lead"),
        (overdue, "overdue"),
    ]
    return " · ".join(f"{count} {what}" for count, what in counts if count)


def _cards(user, today):
    actions = permissions.my_actions(user, today).select_related("plan", *rows.FOR_A_LIST)
    soonest = actions.prefetch_related(*rows.FOR_A_ROW).order_by(*SOONEST)
    return [_card(user, action, today) for action in soonest]


def _card(user, action, today):
    answering = permissions.hat_for(user, action, today, permissions.ANSWERS)
    return Card(
        row=rows.row_of(user, action, today),
        hat=answering or permissions.hat_for(user, action, today),
        member_only=answering is None,
        may_update=permissions.may_update(user, action, today),
    )


def _group(action, today):
    if not action.is_open:
        return "done"
    if action.next_due is None:
        return "none"
    if action.next_due < today:
        return "overdue"
    return "soon" if action.next_due <= today + SOON else "later"
