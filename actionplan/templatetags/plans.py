"""How a plan reads on screen: dates, days and statuses in the officer's words. No clock: `today` is handed in."""

import re
from itertools import accumulate

from django import template
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

register = template.Library()

SHAPES = {"on track": "dot", "at risk": "triangle", "off track": "square", "complete": "tick"}
NO_DATE = gettext_lazy("No date set")
READINGS = {
    "ongoing": gettext_lazy("Ongoing"),
    "immediate": gettext_lazy("Immediate"),
    "none": NO_DATE,
    "": NO_DATE,
}
GAP = 0.2
BRIEF = 90
FIRST_SENTENCE = re.compile(rf"(.{{20,{BRIEF - 1}}}?[.!?])\s+[A-Z‘“]")


@register.filter
def long_date(day):
    """Say a day as "8 January 2008"; no day is an empty string."""
    return _("{day} {month} {year}").format(**_parts(day)) if day else ""


@register.filter
def in_brief(words):
    """Give enough of an action's wording to head its page: the first sentence, or ninety characters cut at a word."""
    words = " ".join(words.split())
    if sentence := FIRST_SENTENCE.match(words):
        return sentence[1]
    if len(words) <= BRIEF:
        return words
    cut = words[: BRIEF - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut}…"


@register.filter
def says_more(words):
    """Tell whether the wording says more than its heading does."""
    return in_brief(words) != " ".join(words.split()) or "\n" in words.strip()


@register.filter
def day_and_month(day):
    """Say a day as "8 January", where the year is plain from what stands beside it."""
    return _("{day} {month}").format(**_parts(day)) if day else ""


def _parts(day):
    return {"day": day.day, "month": MONTHS[day.month], "year": day.year}


@register.filter
def overdue_words(days):
    """Say "52 days overdue"; nothing when the deadline has not passed."""
    if not days or days < 0:
        return ""
    return ngettext("{n} day overdue", "{n} days overdue", days).format(n=f"{days:,}")


@register.filter
def ago(day, today):
    """Say how long before `today` a day was: "today", "yesterday", "9 days ago"; a day to come is its date."""
    if not day:
        return ""
    days = (today - day).days
    if days < 0:
        return long_date(day)
    if days < 2:
        return _("yesterday") if days else _("today")
    return ngettext("{n} day ago", "{n} days ago", days).format(n=f"{days:,}")


@register.filter
def ahead(day, today):
    """Say how long after `today` a day is: "today", "tomorrow", "in 9 days"; a day gone by is its date."""
    if not day:
        return ""
    days = (day - today).days
    if days < 0:
        return long_date(day)
    if days < 2:
        return _("tomorrow") if days else _("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=f"{days:,}")


@register.filter
def times_moved(count):
    """Say "moved once", "moved twice", "moved 3 times"."""
    if count < 3:
        return _("moved twice") if count == 2 else _("moved once")
    return ngettext("moved {n} time", "moved {n} times", count).format(n=count)


@register.filter
def slippage(days):
    """Say how far a deadline moved: "+92 days", "−3 days"; nothing when it did not."""
    if not days:
        return ""
    sign, days = "+" if days > 0 else "−", abs(days)
    return ngettext("{sign}{n} day", "{sign}{n} days", days).format(sign=sign, n=f"{days:,}")


@register.filter
def moved_by(deadline):
    """Count the days between a deadline's first reading and its last; 0 when either is missing."""
    if not (deadline.due and deadline.original_due):
        return 0
    return (deadline.due - deadline.original_due).days


@register.filter
def first_said(deadline):
    """Give the words a deadline started with once it has moved; nothing while it stands as it was agreed."""
    if not deadline or (deadline.original_words or "") in ("", deadline.words):
        return ""
    return deadline.original_words


@register.filter
def reading(deadline):
    """Say what a deadline was read as: its date; else what kind it is; else the words as they stand."""
    if not deadline:
        return str(NO_DATE)
    if deadline.due:
        date = long_date(deadline.due)
        return _("Review by {date}").format(date=date) if _kind(deadline) == "review" else date
    return str(READINGS.get(_kind(deadline)) or deadline.words or NO_DATE)


def _kind(deadline):
    """Tell the kind; words that were read as no kind of their own (in a paper) speak for themselves."""
    kind = getattr(deadline, "kind", None)
    return ("event" if deadline.words else "none") if kind is None else str(kind)


@register.filter
def as_written(deadline):
    """Give the words of the document where they differ from the reading, else nothing."""
    if not deadline or deadline.words.strip().casefold() == reading(deadline).casefold():
        return ""
    return deadline.words


@register.filter
def shape(meaning):
    """Name the shape that carries a meaning in black and white; whatever is not under way is a ring."""
    return SHAPES.get(str(meaning or "").replace("_", " "), "ring")


@register.inclusion_tag("components/status.html")
def status(step, plain=False):
    """Draw a step (`word`, `meaning`, `colour`) as its word with its shape; `plain` leaves out the tint."""
    if step is None:
        return {"word": _("No status yet"), "meaning": "", "colour": "grey", "plain": plain}
    return {"word": step.word, "meaning": step.meaning, "colour": step.colour, "plain": plain}


@register.filter
def segments(figures):
    """Lay figures that have a `colour` end to end as parts of a bar 100 wide, in their order."""
    parts = [figure for figure in map(_as_dict, figures) if figure.get("colour") and figure["count"]]
    total = sum(part["count"] for part in parts)
    starts = accumulate((part["count"] for part in parts), initial=0)
    return [
        _laid(part, 100 * start / total, 100 * part["count"] / total)
        for part, start in zip(parts, starts, strict=False)
    ]


def _laid(part, x, width):
    return {**part, "x": f"{x:.3f}%", "width": f"{width:.3f}%", "end": f"{x + width - GAP:.3f}%"}


def _as_dict(figure):
    return figure if isinstance(figure, dict) else vars(figure)


@register.filter
def pages(page):
    """Give the page numbers to offer round the one that is open, with an ellipsis where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
