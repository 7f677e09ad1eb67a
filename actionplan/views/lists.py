"""A list of actions as a page shows it: what was asked for, the figures, the columns, the saved views, the rows."""

from dataclasses import replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse

from actionplan import orders, permissions, rows
from actionplan.asked import in_words
from actionplan.changes.views import as_asked
from actionplan.columns import Columns
from actionplan.figures import figures_of
from actionplan.filters import Filter, FilterForm, over_plans
from actionplan.nearness import near_anywhere, near_in
from actionplan.views.figures import as_figures
from actionplan.wording import counted

PAGE = 100
MOST_ON_ONE_PAGE = 2000


def list_of(request, plan=None):
    """The context of finding/_list.html: the actions of a plan, or (None) of all plans one may read."""
    user, today, across = request.user, request.today, plan is None
    asked, columns = Filter.from_query(request.GET, across), Columns.from_query(request.GET, across)
    actions = permissions.visible_actions(user, today, plan)
    actions = over_plans(actions, asked) if across else actions
    found = asked.apply(actions, today)
    near = near_in(plan) if plan else near_anywhere()
    views = permissions.visible_views(user, plan)
    known = figures_of(actions, today, found, near=near, views=views, across=across)
    page = _page(
        columns.fetched_with(asked.ordered(found, across)), known.found, request.GET.get("page"), plan
    )
    listed = [_row(user, action, today, columns) for action in page.object_list]
    editing = permissions.may_share_views(user, plan, today)
    address = address_of(plan)
    return {
        "plan": plan,
        "address": address,
        "counts": known,
        "found": counted(known.found, "action"),
        "said": in_words(asked, known, known.found, plan),
        "figures": as_figures(known, plan, asked, editing=editing),
        "asked": asked,
        "columns": columns,
        "heads": [_head(column, asked, columns, address) for column in columns.beside],
        "filter": FilterForm(asked, plan, known),
        "views": _views(request, known.views, asked, columns, address, plan),
        "page": page,
        "groups": groups_of(listed, asked, across),
    }


def _row(user, action, today, columns):
    row = rows.row_of(user, action, today)
    return replace(row, cells=columns.cells_of(row))


def address_of(plan):
    """Where a plan's actions are listed, or (None) those of all plans."""
    return plan.get_absolute_url() if plan else reverse("action_list")


class CountedPaginator(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, objects, count, per_page):
        super().__init__(objects, per_page)
        self.count = count


def _page(actions, count, number, plan):
    """A page of rows; `page=all` puts them on one, to print them."""
    wanted = rows.FOR_A_LIST if plan else ("plan", *rows.FOR_A_LIST)
    actions = actions.select_related(*wanted).prefetch_related(*rows.FOR_A_ROW)
    per_page = MOST_ON_ONE_PAGE if number == "all" else PAGE
    page = CountedPaginator(actions, count, per_page).get_page(number)
    for action in page.object_list if plan else ():
        action.plan = plan
    return page


def groups_of(listed, asked, across=False):
    """Rows under their challenges while in printed order (over all plans: under their plans); else one group."""
    if not asked.in_printed_order:
        return [{"challenge": None, "plan": None, "rows": listed}] if listed else []
    groups = []
    for row in listed:
        plan, challenge = (row.action.plan, None) if across else (None, row.action.challenge)
        if not groups or (groups[-1]["plan"], groups[-1]["challenge"]) != (plan, challenge):
            groups.append({"challenge": challenge, "plan": plan, "rows": []})
        groups[-1]["rows"].append(row)
    return groups


def _head(column, asked, columns, address):
    """A column's heading: where it leads, and how the list stands by it ("ascending", "descending" or nothing)."""
    if not column.sort:
        return {"column": column}
    is_sorted = asked.sort.removeprefix("-") == column.sort
    sort = orders.turned(asked.sort) if is_sorted else column.sort
    query = asked.as_query() | columns.as_query() | {"sort": sort}
    direction = "descending" if orders.is_descending(asked.sort) else "ascending"
    return {
        "column": column,
        "url": f"{address}?{urlencode(query, safe=',')}",
        "sorted": direction if is_sorted else "",
    }


def _views(request, views, asked, columns, address, plan):
    """What the menu of views offers, and which one is open: as it was saved, or changed since."""
    query = as_asked(urlencode(asked.as_query() | columns.as_query()), across=plan is None)
    picked = next((view for view in views if str(view.id) == request.GET.get("view")), None)
    as_saved = picked and as_asked(picked.key, across=plan is None) == query
    may_change = picked and (
        picked.place == request.user.pk
        or (picked.colour == "shared" and permissions.may_share_views(request.user, plan, request.today))
    )
    listed = [
        {
            "name": view.name,
            "url": f"{address}?{view.key}{'&' if view.key else ''}view={view.id}",
            "shared": view.colour == "shared",
            "current": view is picked,
        }
        for view in views
    ]
    return {
        "own": [view for view in listed if not view["shared"]],
        "shared": [view for view in listed if view["shared"]],
        "picked": picked,
        "changed": picked is not None and not as_saved,
        "may_change": may_change,
        "query": query,
        "save_at": f"{save_address(plan)}?{query}",
    }


def save_address(plan):
    return reverse("plan_view_create", args=[plan.slug]) if plan else reverse("view_create")
