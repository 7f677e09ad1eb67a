"""What was asked for, in words: what a printed list says of itself."""

from actionplan import due, filters, orders
from actionplan.templatetags.plans import long_date
from actionplan.wording import counted

DUE = {"": "", "overdue": "overdue", "intime": "open and not overdue", "none": "without a date"}
NEWS = {"": "", "never": "without any news", "exempt": "with news that is exempt"}
MOVED = {"": "", "later": "later than first agreed", "past": "past a first date, with a new one"}
STATES = {"": "in plans that are not closed", "closed": "in closed plans", "any": "in closed plans too"}
EXEMPT = {"yes": "exempt", "no": "not exempt"}


def in_words(asked, known, count, plan=None):
    """ "12 actions overdue, led by Head of HR, sorted by deadline"; `known` are the figures of the list."""
    said = [phrase for phrase in _phrases(asked, known, plan) if phrase]
    first = f" {said.pop(0)}" if said else ""
    order = f"sorted by {orders.said(asked.sort)}" if asked.sort else "in printed order" if plan else ""
    return ", ".join([counted(count, "action") + first, *said, *([order] if order else [])])


def _phrases(asked, known, plan):
    yield _due(asked.due, known.days)
    yield MOVED[asked.moved]
    yield _news(asked.news, known.days)
    yield _standing(asked)
    yield _led(asked, known)
    yield _reported(asked, known)
    yield "with more time asked for" if asked.extension else ""
    yield _between(asked)
    yield f"changed since {_date(asked.changed)}" if asked.changed else ""
    yield EXEMPT.get(asked.exempt)
    yield f"under {_name(known.headings, asked.heading, 'key')}" if asked.heading else ""
    yield f"with the words “{asked.words}”" if asked.words else ""
    yield _where(asked, known) if plan is None else ""


def _due(when, days):
    if when == "soon":
        return days.soon_words
    return DUE[when] if when in DUE else f"due {_lower(due.label(when))}"


def _news(age, days):
    if age == "none":
        return days.quiet_words.replace("no news", "without news")
    return NEWS[age] if age in NEWS else f"with news {_lower(due.NEWS[age])}"


def _standing(asked):
    if asked.status:
        return f"at “{asked.status}”"
    return dict(filters.MEANINGS)[asked.meaning].lower() if asked.meaning else ""


def _led(asked, known):
    if not asked.lead:
        return ""
    role = f" as {dict(filters.ROLES)[asked.role].lower()}" if asked.role else ""
    if asked.lead == filters.NOBODY:
        return f"led by nobody{role}"
    return f"led by {_name(known.leads, asked.lead, 'id')}{role}"


def _reported(asked, known):
    if asked.reporter == filters.NOBODY:
        return "on which nobody reports"
    return f"on which {_name(known.reporters, asked.reporter, 'id')} reports" if asked.reporter else ""


def _between(asked):
    if not (asked.after or asked.before):
        return ""
    first = f" from {_date(asked.after)}" if asked.after else ""
    return f"with a deadline{first}{f' to {_date(asked.before)}' if asked.before else ''}"


def _where(asked, known):
    return f"of “{_name(known.plans, asked.plan, 'key')}”" if asked.plan else STATES[asked.state]


def _name(facets, value, by):
    """The name of a facet; the value itself, where no action has it any more."""
    named = (facet.name for facet in facets if str(getattr(facet, by)) == value)
    return next(named, "somebody" if by == "id" else value)


def _lower(words):
    """In a sentence; a month keeps its capital."""
    return words if words[:1].isupper() and words.endswith("or later") else words[:1].lower() + words[1:]


def _date(words):
    return long_date(filters.day_of(words))
