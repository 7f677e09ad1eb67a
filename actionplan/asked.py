"""What was asked for, in words: what a printed list says of itself."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import due, filters, orders
from actionplan.days_in_words import long_date
from actionplan.wording import counted

DUE = {
    "": "",
    "overdue": gettext_lazy("overdue"),
    "intime": gettext_lazy("open and not overdue"),
    "none": gettext_lazy("without a date"),
}
NEWS = {
    "": "",
    "30": gettext_lazy("with news in the last 30 days"),
    "60": gettext_lazy("with news 31 to 60 days ago"),
    "90": gettext_lazy("with news 61 to 90 days ago"),
    "older": gettext_lazy("with news more than 90 days ago"),
    "never": gettext_lazy("without any news"),
    "exempt": gettext_lazy("with news that is exempt"),
}
MOVED = {
    "": "",
    "later": gettext_lazy("later than first agreed"),
    "past": gettext_lazy("past a first date, with a new one"),
}
STATES = {
    "": gettext_lazy("in plans that are not closed"),
    "closed": gettext_lazy("in closed plans"),
    "any": gettext_lazy("in closed plans too"),
}
EXEMPT = {"yes": gettext_lazy("exempt"), "no": gettext_lazy("not exempt")}


def in_words(asked, known, count, plan=None):
    """ "12 actions overdue, led by Head of HR, sorted by deadline"; `known` are the figures of the list."""
    first, *said = [*map(str, filter(None, _phrases(asked, known, plan))), ""]
    actions = counted(count, "action")
    first = _("{actions} {which}").format(actions=actions, which=first) if first else actions
    return ", ".join(filter(None, [first, *said, _order(asked, plan)]))


def _order(asked, plan):
    if asked.sort:
        return _("sorted by {order}").format(order=orders.said(asked.sort))
    return _("in printed order") if plan else ""


def _phrases(asked, known, plan):
    yield _due(asked.due, known.days)
    yield MOVED[asked.moved]
    yield known.days.unheard_words if asked.news == "none" else NEWS[asked.news]
    yield _standing(asked)
    yield _led(asked, known)
    yield _reported(asked, known)
    yield asked.extension and _("with more time asked for")
    yield _between(asked)
    yield asked.changed and _("changed since {date}").format(date=_date(asked.changed))
    yield EXEMPT.get(asked.exempt)
    yield asked.heading and _("under {heading}").format(heading=_name(known.headings, asked.heading, "key"))
    yield asked.words and _("with the words “{words}”").format(words=asked.words)
    yield _where(asked, known) if plan is None else ""


def _due(when, days):
    if when == "soon":
        return days.soon_words
    return DUE[when] if when in DUE else due.said(when)


def _standing(asked):
    if asked.status:
        return _("at “{status}”").format(status=asked.status)
    return dict(filters.MEANINGS)[asked.meaning].lower() if asked.meaning else ""


def _led(asked, known):
    if not asked.lead:
        return ""
    name = _("nobody") if asked.lead == filters.NOBODY else _name(known.leads, asked.lead, "id")
    if not asked.role:
        return _("led by {name}").format(name=name)
    return _("led by {name} as {role}").format(name=name, role=dict(filters.ROLES)[asked.role].lower())


def _reported(asked, known):
    if asked.reporter == filters.NOBODY:
        return _("on which nobody reports")
    if not asked.reporter:
        return ""
    return _("on which {name} reports").format(name=_name(known.reporters, asked.reporter, "id"))


def _between(asked):
    if asked.after and asked.before:
        said = _("with a deadline from {first} to {last}")
    elif asked.after:
        said = _("with a deadline from {first}")
    else:
        said = _("with a deadline to {last}") if asked.before else ""
    return said.format(first=_date(asked.after), last=_date(asked.before))


def _where(asked, known):
    if not asked.plan:
        return STATES[asked.state]
    return _("of “{plan}”").format(plan=_name(known.plans, asked.plan, "key"))


def _name(facets, value, by):
    """The name of a facet; the value itself, where no action has it any more."""
    named = (facet.name for facet in facets if str(getattr(facet, by)) == value)
    return next(named, _("somebody") if by == "id" else value)


def _date(words):
    return long_date(filters.day_of(words))
