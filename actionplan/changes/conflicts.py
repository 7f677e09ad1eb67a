"""Two people at one thing: what a save really changes, and where somebody has changed the same meanwhile."""

from dataclasses import dataclass

from actionplan.models import Revision
from actionplan.redaction import REMOVED

UNKNOWN = object()
OF_A_DEADLINE = {"deadline": "words", "met": "met_on"}  # how forms call these: "deadline_12", "met_12"
WORDS_REMOVED = "words_removed"  # what the revision kept by `redacting` says has changed


class Conflict(Exception):
    """Somebody changed what this save changes. `fields` maps a field to (as it stands now, as given here)."""

    def __init__(self, fields):
        self.fields = fields
        super().__init__("Somebody else changed the same words while you were editing.")


@dataclass(frozen=True)
class Opened:
    """The revision a form was opened at, and the one at which somebody saw both versions of the fields `settled`.

    What they had not seen then is still measured by the first.
    """

    number: int
    seen: int
    settled: tuple


def state_at(subject, opened):
    """The state of a thing as the form showed it: `opened` is a revision's number or an Opened; None for no form."""
    if isinstance(opened, Opened):
        return _as_seen(_state(subject, opened.number), _state(subject, opened.seen), opened.settled)
    return _state(subject, opened)


def _as_seen(state, seen, settled):
    """The first state, with these fields as they stand in the second."""
    lines, reminders = [dict(line) for line in state.get("deadlines", ())], dict(state.get("reminders", {}))
    state = state | {"deadlines": lines, "reminders": reminders}
    for name in settled:
        state |= {key: seen[key] for key in (name, f"{name}_id") if key in seen}
        reminders.pop(name, None)
        called, _, pk = name.partition("_")
        for line in seen.get("deadlines", ()):
            if called in OF_A_DEADLINE and str(line["id"]) == pk:
                _take_over(lines, line, OF_A_DEADLINE[called])
    kept = seen.get("reminders", {})
    reminders |= {name: kept[name] for name in settled if name in kept}
    return state


def _take_over(lines, seen, field):
    for line in lines:
        if line["id"] == seen["id"]:
            line[field] = seen[field]


def _state(subject, number):
    """The state at a revision; None where there is no number.

    A revision that never was gives an empty state: then whatever differs is a conflict. Of one after which words were
    taken out for good, what lost words is left out, so that no form brings them back by itself.
    """
    if number is None:
        return None
    kept = Revision.objects.filter(
        subject=subject._meta.model_name, subject_id=subject.pk, number__gte=number
    )
    kept = list(kept.order_by("number").only("number", "changed"))
    if not kept or kept[0].number != number:
        return {}
    if any(WORDS_REMOVED in each.changed for each in kept[1:]):
        return {name: value for name, value in kept[0].state.items() if REMOVED not in str(value)}
    return kept[0].state


def given_anew(given, *, present, then, clashes):
    """Those of the values given that this save changes; where somebody changed the same, it goes to `clashes`.

    All three map a name to a value: as given, as it stands, as it stood when the form was opened (None: no
    form was opened, and whatever differs is taken).
    """
    anew = {}
    for name, value in given.items():
        before = present[name] if then is None else then.get(name, UNKNOWN)
        if same(value, present[name]) or same(value, before):
            continue
        anew[name] = value
        if not same(present[name], before):
            clashes[name] = (present[name], value)
    return anew


def same(one, other):
    """Browsers send line ends of their own and forms strip spaces: words are the same all the same."""
    return _tidy(one) == _tidy(other)


def _tidy(value):
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def refuse(clashes):
    if clashes:
        raise Conflict(clashes)
