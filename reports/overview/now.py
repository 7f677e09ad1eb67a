"""The pictures of how things stand: by heading, by month, by who leads, by age of news.

Each number is counted by the rule that its list is narrowed by, so that the two cannot differ.
"""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.dateformat import format as date_words
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan import due, figures
from actionplan.models import Lead
from actionplan.status import Meaning
from reports.charts import in_usual_order
from reports.overview.pictures import Beside, Part, Picture, Row
from reports.paper import Series

MONTHS_AHEAD = 12
NO_ACTION_IS_OPEN = gettext_lazy("No action is open.")
ROLES = {
    "operational": gettext_lazy("Operational leads"),
    "strategic": gettext_lazy("Strategic leads"),
    "member": gettext_lazy("Member leads"),
}
LEAD = {
    "operational": gettext_lazy("Operational lead"),
    "strategic": gettext_lazy("Strategic lead"),
    "member": gettext_lazy("Member lead"),
}
LED_BY_NONE = {
    "operational": gettext_lazy("No open action has an operational lead."),
    "strategic": gettext_lazy("No open action has a strategic lead."),
    "member": gettext_lazy("No open action has a member lead."),
}


def counts_of(scope):
    """Every number that is counted by a rule alone, by (field of the list's filter, value). One query."""
    first = scope.today.replace(day=1)
    months = [f"{first:%Y-%m}"]
    for _month in range(MONTHS_AHEAD - 1):
        first = due.month_after(first)
        months.append(f"{first:%Y-%m}")
    whens = ["overdue", *months, f"from-{due.month_after(first):%Y-%m}"]
    rules = {("due", when): due.due(when, scope.today) for when in whens}
    rules |= {("due", "none"): figures.OPEN & due.due("none", scope.today), ("meaning", "open"): figures.OPEN}
    rules |= {("news", age): due.news(age, scope.today, scope.near) for age in due.NEWS}
    rules |= {("moved", moved): due.moved(moved, scope.today) for moved in due.MOVED}
    rules["reporter", "none"] = figures.UNREPORTED
    counted = scope.actions.aggregate(
        **{f"n{place}": Count("pk", filter=rule) for place, rule in enumerate(rules.values())}
    )
    return {asked: counted[f"n{place}"] for place, asked in enumerate(rules)}


def by_heading(scope):
    """How many actions of each status stand under each heading of a plan."""
    heading = "challenge__heading"
    found = scope.actions.values_list(
        f"{heading}__order", f"{heading}_id", f"{heading}__name", f"{heading}__key",
        "step__word", "step__meaning", "step__colour",
    ).annotate(n=Count("pk"))  # fmt: skip
    counted = {}
    for order, pk, name, key, word, meaning, colour, n in found:
        counted.setdefault((order, pk, name, key), {})[Series(word, meaning, colour)] = n
    word = scope.plan.heading_word
    rows = [
        (name, {"heading": key}, statuses, lambda series: {"status": series.words})
        for (_order, _pk, name, key), statuses in sorted(counted.items())
    ]
    return _by_status(scope, _("Status by {heading}").format(heading=word.lower()), word, rows)


def by_plan(scope):
    """The same of several plans, whose status words differ: by what they mean."""
    found = scope.actions.values_list(
        "plan__stands_on", "plan_id", "plan__title", "plan__slug", "step__meaning"
    ).annotate(n=Count("pk"))
    counted = {}
    for stands_on, pk, title, slug, meaning, n in found:
        meaning = Meaning(meaning)
        series = Series(meaning.label, meaning.value, meaning.colour)
        counted.setdefault((-stands_on.toordinal(), title, pk, slug), {})[series] = n
    rows = [
        (title, {"plan": slug}, statuses, lambda series: {"meaning": series.meaning})
        for (_since, title, _pk, slug), statuses in sorted(counted.items())
    ]
    return _by_status(scope, _("Status by plan"), _("Plan"), rows)


def _by_status(scope, title, what, rows):
    series = in_usual_order({each for _words, _narrowed, statuses, _asked in rows for each in statuses})
    drawn = tuple(
        Row(
            words,
            tuple(
                Part(statuses.get(each, 0), scope.link(**narrowed, **asked(each)) if each in statuses else "")
                for each in series
            ),
            scope.link(**narrowed),
        )
        for words, narrowed, statuses, asked in rows
    )
    return Picture("status", title, what, series, drawn, empty=_("There are no actions yet."))


def by_month(scope, counts):
    """Open actions by the month of their first unmet deadline, a year ahead; what is late or later stands beside."""
    months = [value for name, value in counts if name == "due" and value[:2] == "20"]
    ahead = next(value for name, value in counts if name == "due" and value.startswith("from-"))
    later = date_words(_first_of(ahead.removeprefix("from-")), "F Y")
    beside = [
        ("overdue", _("overdue"), "overdue"),
        (ahead, _("in {month} or later").format(month=later), ""),
        ("none", _("without a date"), ""),
    ]
    return Picture(
        "months",
        _("What falls due, month by month"),
        _("Month"),
        (Series(_("Due")),),
        tuple(_month(scope, counts, month, months[0]) for month in months)
        if counts["meaning", "open"]
        else (),
        upright=True,
        beside=tuple(
            Beside(counts["due", when], label, _due_link(scope, when), key) for when, label, key in beside
        ),
        note=_("Open actions by their first deadline that is not met. What is overdue stands in no month."),
        empty=NO_ACTION_IS_OPEN,
    )


def _month(scope, counts, month, first):
    day, url = _first_of(month), _due_link(scope, month)
    says_year = day.month == 1 or (month == first and day.month < 12)
    shown = (date_words(day, "M"), str(day.year) if says_year else "")
    return Row(date_words(day, "F Y"), (Part(counts["due", month], url),), url, shown)


def _first_of(month):
    return date.fromisoformat(f"{month}-01")


def _due_link(scope, when):
    return scope.link(due=when, meaning="open" if when == "none" else "")


def by_age(scope, counts):
    """Open actions by how old their latest news is."""
    ages = [age for age in due.NEWS if age != "none" and (age != "exempt" or counts["news", age])]
    rows = tuple(
        Row(str(due.NEWS[age]), (Part(counts["news", age], scope.link(news=age)),), scope.link(news=age))
        for age in ages
    )
    return Picture(
        "news",
        _("How fresh the news is"),
        _("Latest news"),
        (Series(_("Open actions")),),
        rows if counts["meaning", "open"] else (),
        beside=(
            Beside(
                counts["news", "none"],
                _without_news(scope.near.told.quiet),
                scope.link(news="none"),
            ),
            Beside(counts["reporter", "none"], _("on which nobody reports"), scope.link(reporter="none")),
        ),
        empty=NO_ACTION_IS_OPEN,
    )


def _without_news(days):
    if days is None:
        return _("without news for a while")
    return ngettext("without news for {n} day", "without news for {n} days", days).format(n=days)


def by_lead(scope, role):
    """Open actions by who leads them in a role, the most first; one that several lead is counted with each."""
    late = figures.overdue(scope.today)
    opened = scope.actions.filter(figures.OPEN)
    leads = Lead.objects.order_by().filter(role=role, action__in=opened.values("pk"))
    found = leads.values_list("actor", "actor__name", "actor__key").annotate(
        n=Count("pk"), late=Count("pk", filter=Q(action__next_due__lt=scope.today))
    )
    rows = [(-n, key, pk, _lead(scope, role, str(pk), name, n, late)) for pk, name, key, n, late in found]
    led = Lead.objects.filter(action=OuterRef("pk"), role=role)
    nobody = opened.filter(~Exists(led)).aggregate(n=Count("pk"), late=Count("pk", filter=late))
    unled = (
        (_lead(scope, role, "none", _("Nobody"), nobody["n"], nobody["late"]),)
        if nobody["n"] and rows
        else ()
    )
    return Picture(
        "leads",
        _("Who carries what"),
        LEAD[role],
        (Series(_("Overdue"), "overdue", "red"), Series(_("Not overdue"))),
        (*unled, *(row for *_key, row in sorted(rows, key=lambda each: each[:3]))),
        note=_("An action that several lead is counted with each of them."),
        empty=LED_BY_NONE[role],
    )


def _lead(scope, role, lead, name, count, late):
    asked = {"lead": lead, "role": role}
    parts = (
        Part(late, scope.link(**asked, due="overdue")),
        Part(count - late, scope.link(**asked, due="intime")),
    )
    return Row(name, parts, scope.link(**asked, meaning="open"))
