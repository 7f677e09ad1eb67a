"""A plan's figures as the page shows them: each says its number and is a link to those it counts."""

from urllib.parse import urlencode

from django.urls import reverse


def as_figures(figures, plan, asked=None):
    """For components/figures.html and status_bar.html; `asked` is the filter that is in force."""
    steps = [
        _figure(plan, asked, step.count, step.name, colour=step.colour, meaning=step.key, status=step.name)
        for step in figures.steps
    ]
    return [
        *steps,
        _figure(plan, asked, figures.overdue, "overdue", key="overdue", due="overdue"),
        _figure(plan, asked, figures.soon, "due in 30 days", due="soon"),
        _figure(plan, asked, figures.quiet, "no news for 60 days", news="none"),
    ]


def _figure(plan, asked, count, label, key="", colour="", meaning="", **narrowed):
    address = reverse("plan_detail", args=[plan.slug])
    (name, value) = next(iter(narrowed.items()))
    current = asked is not None and getattr(asked, name) == value
    return {
        "count": count,
        "label": label[:1].lower() + label[1:],
        "url": address if current else f"{address}?{urlencode(narrowed)}",
        "current": current,
        "key": key,
        "colour": colour,
        "meaning": meaning,
    }
