"""On which days a plan reminds, in words; and days as people write them."""

import re

from actionplan.reminders import thresholds

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
    return f"Reminded {_listed(days)} before a deadline." if days else "Not reminded before a deadline."


def _after(days, every):
    days = sorted(days)
    if not (days or every):
        return "Not reminded once a deadline has passed."
    if not every:
        return f"Reminded {_listed(days)} after it has passed."
    again = f"every {_days(every)}"
    return (
        f"Reminded {_listed(days)} after it has passed, and {again}."
        if days
        else f"Reminded {again} after it has passed."
    )


def _quiet(given):
    days = sorted(given.get("no_news", []))
    every = given["no_news_every"]
    if not (days or every):
        return "Not reminded where there is no news."
    said = [f"after {_listed(days)}"] if days else []
    said += [f"every {_days(every)}"] if every else []
    return f"Reminded {' and '.join(said)} without news."


def _listed(days):
    """ "30, 7 and 1 days"."""
    *first, last = map(str, days)
    return f"{', '.join(first)} and {last} days" if first else _days(days[0])


def _days(count):
    return "1 day" if count == 1 else f"{count} days"
