"""What templates say of a plan: days, deadlines and wordings as the rules say them, and statuses with their shapes."""

from itertools import accumulate

from django import template
from django.utils.translation import gettext as _

from actionplan import days_in_words, deadline_words, wording

register = template.Library()

for said in (
    days_in_words.long_date,
    days_in_words.day_and_month,
    days_in_words.overdue_words,
    days_in_words.ago,
    days_in_words.ahead,
    days_in_words.times_moved,
    days_in_words.slippage,
    deadline_words.moved_by,
    deadline_words.first_said,
    deadline_words.reading,
    deadline_words.as_written,
    wording.in_brief,
    wording.says_more,
):
    register.filter(said)

SHAPES = {"on track": "dot", "at risk": "triangle", "off track": "square", "complete": "tick"}
GAP = 0.2


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
