"""How days and numbers of days are said, in the officer's words. No clock: `today` is handed in."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def long_date(day):
    """Say a day as "8 January 2008"; no day is an empty string."""
    return _("{day} {month} {year}").format(**_parts(day)) if day else ""


def day_and_month(day):
    """Say a day as "8 January", where the year is plain from what stands beside it."""
    return _("{day} {month}").format(**_parts(day)) if day else ""


def _parts(day):
    return {"day": day.day, "month": MONTHS[day.month], "year": day.year}


def overdue_words(days):
    """Say "52 days overdue"; nothing when the deadline has not passed."""
    if not days or days < 0:
        return ""
    return ngettext("{n} day overdue", "{n} days overdue", days).format(n=f"{days:,}")


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


def times_moved(count):
    """Say "moved once", "moved twice", "moved 3 times"."""
    if count < 3:
        return _("moved twice") if count == 2 else _("moved once")
    return ngettext("moved {n} time", "moved {n} times", count).format(n=count)


def slippage(days):
    """Say how far a deadline moved: "+92 days", "−3 days"; nothing when it did not."""
    if not days:
        return ""
    sign, days = "+" if days > 0 else "−", abs(days)
    return ngettext("{sign}{n} day", "{sign}{n} days", days).format(sign=sign, n=f"{days:,}")
