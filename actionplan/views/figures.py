"""A list's figures as the page shows them: each says its number and is a link to those it counts."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _


def as_figures(figures, plan, asked=None, editing=False):
    """For components/figures.html and status_bar.html; `asked` is the filter that is in force.

    Without a plan they are of the list over all plans. `editing`: what an editor has to settle is told too.
    """
    address = reverse("plan_detail", args=[plan.slug]) if plan else reverse("action_list")
    steps = [_step(step, plan, address, asked) for step in figures.steps]
    told = [
        (figures.overdue, _("overdue"), {"due": "overdue"}),
        (figures.soon, figures.days.soon_words, {"due": "soon"}),
        (figures.quiet, figures.days.quiet_words, {"news": "none"}),
    ]
    if editing:
        to_settle = [
            # On a plan's page a button leads to them.
            (0 if plan else figures.asking, _("asking for more time"), {"extension": "asked"}),
            (figures.unreported, _("nobody reports"), {"reporter": "none"}),
        ]
        told += [figure for figure in to_settle if figure[0]]
    return steps + [
        _figure(address, asked, count, label, key=narrowed.get("due", ""), narrowed=narrowed)
        for count, label, narrowed in told
    ]


def _step(step, plan, address, asked):
    """A step of a plan's own scale is asked for by its word; over all plans, by what it means."""
    narrowed = {"status": step.name} if plan else {"meaning": step.key}
    label = step.name[:1].lower() + step.name[1:]
    return _figure(address, asked, step.count, label, narrowed=narrowed, colour=step.colour, meaning=step.key)


def _figure(address, asked, count, label, *, narrowed, key="", colour="", meaning=""):
    current = asked is not None and all(getattr(asked, name) == value for name, value in narrowed.items())
    return {
        "count": count,
        "label": label,
        "url": address if current else f"{address}?{urlencode(narrowed)}",
        "current": current,
        "key": key,
        "colour": colour,
        "meaning": meaning,
    }
