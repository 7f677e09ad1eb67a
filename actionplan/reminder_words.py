"""On which days a plan reminds, in words; and days as people write them."""

import re

from django.utils.translation import gettext as _

from actionplan.reminders import thresholds
from actionplan.wording import counted, listed

SEPARATORS = re.compile(r"(?:[\s,;/&]|\band\b|\bdays?\b)+", re.IGNORECASE)
NEVER = {"", "0", "never", "none", "no"}


def days_in(words):
    """The numbers of days in "30, 7 and 1"; none in "" and "never". Raises ValueError on anything else."""
    if words.strip().casefold() in NEVER:
        return []
    return [_number(part) for part in SEPARATORS.split(words) if part]


def count_in(words):
    """A number of days; 0 in "" and "never". Raises ValueError on anything else."""
    found = days_in(words)
    if len(found) > 1:
        raise ValueError("one number of days")
    return found[0] if found else 0


def _number(part):
    if not (part.isascii() and part.isdecimal() and len(part) < 6):
        raise ValueError(f"“{part}” is no number of days")
    return int(part)


def said_of(plan):
    """On which days a plan reminds, as sentences."""
    return in_words(thresholds(plan))


def in_words(given):
    """["Reminded 30, 7 and 1 days before a deadline." …]; `given` is as `reminders.thresholds` gives it."""
    return [_before(given["due"]), _after(given["overdue"], given["overdue_every"]), _quiet(given)]


def _before(days):
    said = _("Reminded {days} before a deadline.") if days else _("Not reminded before a deadline.")
    return said.format(days=days and _listed(days))


def _after(days, every):
    if days and every:
        said = _("Reminded {days} after it has passed, and every {every}.")
    elif days:
        said = _("Reminded {days} after it has passed.")
    elif every:
        said = _("Reminded every {every} after it has passed.")
    else:
        said = _("Not reminded once a deadline has passed.")
    return said.format(days=days and _listed(sorted(days)), every=counted(every, "day"))


def _quiet(given):
    days, every = sorted(given.get("no_news", [])), given["no_news_every"]
    if days and every:
        said = _("Reminded after {days} and every {every} without news.")
    elif days:
        said = _("Reminded after {days} without news.")
    elif every:
        said = _("Reminded every {every} without news.")
    else:
        said = _("Not reminded where there is no news.")
    return said.format(days=days and _listed(days), every=counted(every, "day"))


def _listed(days):
    """ "30, 7 and 1 days"."""
    if len(days) == 1:
        return counted(days[0], "day")
    return _("{numbers} days").format(numbers=listed(days))
