"""What stands out, in a few sentences made from the pictures: a number, what it is, and the list it counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sentence:
    """ "5 actions are overdue" leads to them; `then` goes on: ", 2 more than on 31 October 2026"."""

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
    words = (
        f"{number:,} {'action is' if number == 1 else 'actions are'} overdue"
        if number
        else "Nothing is overdue"
    )
    return Sentence(words, scope.link(due="overdue"), then, "overdue" if number else "")


def _than_before(number, row):
    before = row.parts[0].count
    if number == before:
        return f", as many as on {row.words}" if number else ""
    return f", {abs(number - before):,} {'more' if number > before else 'fewer'} than on {row.words}"


def _put_back(scope, counts, picture):
    number = counts["moved", "later"]
    if not number:
        return None
    days = picture.rows[-1].more[-1] if picture.rows else ""
    words = (
        f"{number:,} open {'action has' if number == 1 else 'actions have'} a later date than first agreed"
    )
    then = (
        f", by {days} {'day' if days == '1' else 'days'}{'' if number == 1 else ' on average'}"
        if days
        else ""
    )
    return Sentence(words, scope.link(moved="later"), then)


def _heap(picture):
    """A month in which so much falls due that it is worth knowing early: more than a third, and at least five."""
    total = sum(row.total for row in picture.rows)
    if not total:
        return None
    row = max(picture.rows, key=lambda each: each.total)
    if row.total < 5 or row.total * 3 <= total:
        return None
    return Sentence(
        f"{row.total:,} actions fall due in {row.words}", row.url, ", more than in any other month"
    )


def _quiet(scope, counts):
    number = counts["news", "none"]
    if not number:
        return None
    words = f"{number:,} open {'action has' if number == 1 else 'actions have'} had {scope.quiet_words}"
    return Sentence(words, scope.link(news="none"))
