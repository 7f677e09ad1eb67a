"""What stands out, in a few sentences made from the pictures: a number, what it is, and the list it counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Sentence:
    """ "5 actions are overdue" leads to them; `then` goes on, after a comma: "2 more than on 31 October 2026"."""

    words: str
    url: str
    then: str = ""
    key: str = ""


def standing_out(scope, counts, pictures):
    """Only what there is: a plan of which nothing stands out says so."""
    found = (
        _overdue(scope, counts, pictures["late"]),
        _put_back(scope, counts, pictures["slippage"]),
        _heap(pictures["months"]),
        _quiet(scope, counts),
    )
    return [sentence for sentence in found if sentence]


def _overdue(scope, counts, picture):
    number = counts["due", "overdue"]
    then = _than_before(number, picture.rows[-2]) if len(picture.rows) > 1 else ""
    if not (number or then):
        return None
    words = ngettext("{n:,} action is overdue", "{n:,} actions are overdue", number).format(n=number)
    words = words if number else _("Nothing is overdue")
    return Sentence(words, scope.link(due="overdue"), then, "overdue" if number else "")


def _than_before(number, row):
    before = row.parts[0].count
    if number == before:
        return _("as many as on {day}").format(day=row.words) if number else ""
    said = _("{n:,} more than on {day}") if number > before else _("{n:,} fewer than on {day}")
    return said.format(n=abs(number - before), day=row.words)


def _put_back(scope, counts, picture):
    number = counts["moved", "later"]
    if not number:
        return None
    words = ngettext(
        "{n:,} open action has a later date than first agreed",
        "{n:,} open actions have a later date than first agreed",
        number,
    ).format(n=number)
    days = picture.rows[-1].more[-1] if picture.rows else ""
    return Sentence(words, scope.link(moved="later"), _by_days(days, number) if days else "")


def _by_days(days, number):
    n = int(days.replace(",", ""))
    if number == 1:
        return ngettext("by {days} day", "by {days} days", n).format(days=days)
    return ngettext("by {days} day on average", "by {days} days on average", n).format(days=days)


def _heap(picture):
    """A month in which so much falls due that it is worth knowing early: more than a third, and at least five."""
    total = sum(row.total for row in picture.rows)
    if not total:
        return None
    row = max(picture.rows, key=lambda each: each.total)
    if row.total < 5 or row.total * 3 <= total:
        return None
    words = ngettext(
        "{n:,} action falls due in {month}", "{n:,} actions fall due in {month}", row.total
    ).format(n=row.total, month=row.words)
    return Sentence(words, row.url, _("more than in any other month"))


def _quiet(scope, counts):
    number = counts["news", "none"]
    if not number:
        return None
    return Sentence(_had_no_news(number, scope.near.told.quiet), scope.link(news="none"))


def _had_no_news(number, days):
    if days is None:
        return ngettext(
            "{n:,} open action has had no news for a while",
            "{n:,} open actions have had no news for a while",
            number,
        ).format(n=number)
    for_days = ngettext("{n} day", "{n} days", days).format(n=days)
    return ngettext(
        "{n:,} open action has had no news for {days}",
        "{n:,} open actions have had no news for {days}",
        number,
    ).format(n=number, days=for_days)
