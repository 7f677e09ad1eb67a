"""What changed in a plan between two reports, from two views of it. No clock, no database: the days are theirs."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from actionplan.days_in_words import long_date
from actionplan.status import Meaning
from actionplan.wording import listed
from reports.audience import actions_of
from reports.figures import is_open, overdue_days
from reports.formats.wording import overdue_words, short_date, shorten
from reports.paper import Change, MovementGroup

# In the order they are printed: first what a committee has to answer or to worry about.
TITLES = {
    "asked": gettext_lazy("More time asked for"),
    "newly_overdue": gettext_lazy("Newly overdue"),
    "still_overdue": gettext_lazy("Still overdue"),
    "worse": gettext_lazy("Newly at risk or off track"),
    "extended": gettext_lazy("New dates"),
    "complete": gettext_lazy("Completed"),
    "started": gettext_lazy("Started or taken up again"),
    "changed": gettext_lazy("Other changes of status"),
    "added": gettext_lazy("Added to the plan"),
    "withdrawn": gettext_lazy("Withdrawn or replaced"),
    "no_news": gettext_lazy("No news since the last report"),
}
GONE = {Meaning.WITHDRAWN, Meaning.SUPERSEDED}
UNDER_WAY = {Meaning.ON_TRACK, Meaning.AT_RISK, Meaning.OFF_TRACK}
WORRIES = {Meaning.AT_RISK: 1, Meaning.OFF_TRACK: 2}


@dataclass(frozen=True)
class Pair:
    """One action in both views; `was` or `now` is None where that view does not hold it."""

    was: dict | None
    now: dict | None
    was_on: date
    now_on: date

    @property
    def reference(self):
        return (self.now or self.was)["reference"]

    @property
    def is_withheld(self):
        """Withheld from this audience now: nothing of what became of it may be told."""
        return self.now is not None and self.now["withheld"]

    @property
    def was_open(self):
        return self.was is not None and is_open(self.was)

    @property
    def days_before(self):
        return overdue_days(self.was, self.was_on) if self.was else 0

    @property
    def days_now(self):
        return overdue_days(self.now, self.now_on) if self.now else 0


def compare(previous, present):
    """The changes from one view to the next: MovementGroups in the order of TITLES, empty ones left out.

    Each action stands in one group at most, the first of GROUPS that applies; one with ordinary news stands in none.
    Both views must be for the same audience.
    """
    grouped = {key: [] for key in TITLES}
    for pair in pairs(previous, present):
        if key := group_of(pair):
            grouped[key].append(_change(pair, key))
    return tuple(
        MovementGroup(key, str(TITLES[key]), tuple(lines)) for key, lines in grouped.items() if lines
    )


def pairs(previous, present):
    """Every action of either view, in the printed order of the present one, then those that are gone."""
    before, after = actions_of(previous), actions_of(present)
    days = date.fromisoformat(previous["as_of"]), date.fromisoformat(present["as_of"])
    return [Pair(before.get(each), after.get(each), *days) for each in {**after, **before}]


def group_of(pair):
    """The key of the one group an action's change belongs to, or None."""
    return next((key for key, applies in GROUPS if applies(pair)), None) if _may_be_told(pair) else None


def _may_be_told(pair):
    """Not what is withheld now, nor what was withheld before and is gone."""
    return not pair.is_withheld and not (pair.now is None and pair.was["withheld"])


def _withdrawn(pair):
    if pair.now is None:
        return pair.was["status"]["meaning"] not in GONE
    return _meaning(pair.now) in GONE and (pair.was is None or _meaning(pair.was) not in GONE)


def _complete(pair):
    now = pair.now is not None and _meaning(pair.now) == Meaning.COMPLETE
    return now and (pair.was is None or _meaning(pair.was) != Meaning.COMPLETE)


def _added(pair):
    """Not there before, or withheld from this audience before."""
    return pair.now is not None and (pair.was is None or pair.was["withheld"])


def _asked(pair):
    """Somebody waits for the committee's answer, whether the date has passed or not."""
    return pair.now is not None and is_open(pair.now) and bool(_waiting(pair.now))


def _waiting(action):
    """The deadlines for which more time is asked and not agreed; an older snapshot does not say."""
    asked = [line for line in action["deadlines"] if line.get("asked")]
    return [line for line in asked if not line["asked"].get("agreed_from")]


def _newly_overdue(pair):
    return pair.days_now > 0 and pair.days_before == 0


def _still_overdue(pair):
    return pair.days_now > 0 and pair.days_before > 0


def _extended(pair):
    return pair.now is not None and is_open(pair.now) and bool(moved_deadlines(pair))


def _worse(pair):
    return pair.now is not None and _worry(pair.now) > (_worry(pair.was) if pair.was else 0)


def _worry(action):
    return WORRIES.get(_meaning(action), 0)


def _started(pair):
    return pair.now is not None and _meaning(pair.now) in UNDER_WAY and _meaning(pair.was) not in UNDER_WAY


def _changed(pair):
    """On hold, opened again without being taken up, or better than it was."""
    return pair.now is not None and _meaning(pair.now) != _meaning(pair.was)


def _no_news(pair):
    """Open in both, and nobody has said anything since the last report."""
    if pair.now is None or not is_open(pair.now) or not pair.was_open or pair.now["quiet"]:
        return False
    return pair.now["news"] is None or date.fromisoformat(pair.now["news"]["on"]) <= pair.was_on


GROUPS = (
    ("withdrawn", _withdrawn),
    ("complete", _complete),
    ("added", _added),
    ("asked", _asked),
    ("newly_overdue", _newly_overdue),
    ("still_overdue", _still_overdue),
    ("worse", _worse),
    ("extended", _extended),
    ("started", _started),
    ("changed", _changed),
    ("no_news", _no_news),
)


def _meaning(action):
    return action["status"]["meaning"]


def moved_deadlines(pair):
    """The deadlines whose last day differs, as (before, now)."""
    before = _by_origin(pair.was["deadlines"])
    both = [(before.get(origin), line) for origin, line in _by_origin(pair.now["deadlines"]).items()]
    return [(was, now) for was, now in both if was and was["due"] != now["due"] and not now["met_on"]]


def _by_origin(deadlines):
    """Deadlines by what never changes of them, their original words and day; those that share it, in order."""
    found = {}
    for line in deadlines:
        origin = line["original_words"], line["original_due"]
        found[(*origin, sum(known[:2] == origin for known in found))] = line
    return found


def _change(pair, key):
    was, now = WORDS.get(key, _statuses)(pair)
    there = pair.now or pair.was
    news = there["news"]["words"] if pair.now and there["news"] else ""
    # The appendix has the whole wording, except of what is no longer in the plan.
    text = shorten(there["text"]) if pair.now else there["text"]
    return Change(pair.reference, text, was, now, news)


def _statuses(pair):
    """The status words before and now."""
    was = _("See exempt appendix") if pair.was and pair.was["withheld"] else _word(pair.was)
    return was, _word(pair.now) if pair.now else _("No longer in the plan")


def _overdue(pair):
    """An action past its first date still reads overdue at its new one, and says that there is one."""
    was = "; ".join(filter(None, (_stood(pair.was), overdue_words(pair.days_before).lower())))
    late = overdue_words(pair.days_now)
    passed = [_due(now) for _was, now in moved_deadlines(pair) if now["due"] == pair.now["next_due"]]
    if passed:
        late = _("{overdue} at its new date, {date}").format(overdue=late, date=passed[0])
    return was, late


def _stood(action):
    """The date an action was to be done by; its status where it had none."""
    counts = (
        line for line in action["deadlines"] if line["due"] == action["next_due"] and not line["met_on"]
    )
    line = next(counts, None) if action["next_due"] else None
    return _("Due {date}").format(date=_day_of(line) + _first(line)) if line else _word(action)


def _first(line):
    """The date that was first agreed, where a deadline had moved before."""
    first = line["original_due"]
    if not first or first == line["due"]:
        return ""
    said = _("first {date}").format(date=long_date(date.fromisoformat(first)))
    return f" ({said})"


def _dates(pair):
    moved = moved_deadlines(pair)
    return "; ".join(_due(was) + _first(was) for was, _now in moved), "; ".join(
        _due(now) for _was, now in moved
    )


def _time_asked(pair):
    """What stands now, late or not, and the date that is asked for in its place."""
    waiting = _waiting(pair.now)
    late = overdue_words(pair.days_now)
    stands = "; ".join(_due(line) for line in waiting)
    asked = [line["asked"] | {"what": line["what"]} for line in waiting]
    return f"{stands} ({late.lower()})" if late else stands, _("Asked for {dates}").format(
        dates="; ".join(map(_due, asked))
    )


WORDS = {"asked": _time_asked, "newly_overdue": _overdue, "still_overdue": _overdue, "extended": _dates}


def _word(action):
    return action["status"]["word"] if action else ""


def _due(line):
    what = f"{line['what']}: " if line["what"] else ""
    return what + _day_of(line)


def _day_of(line):
    return long_date(date.fromisoformat(line["due"])) if line["due"] else line["words"] or _("no date")


def cohort(previous, present):
    """What became of the actions that were overdue at the last report, in one sentence; "" where none was.

    "Of the 12 actions overdue on 8 September, 7 are complete, 3 have a new date agreed and 2 remain overdue."
    Members ask for it, so that an action with a new date does not drop out of sight.
    """
    late = [pair for pair in pairs(previous, present) if pair.days_before > 0]
    if not late:
        return ""
    day = short_date(date.fromisoformat(previous["as_of"]), date.fromisoformat(present["as_of"]))
    fates = [_fate(pair) for pair in late]
    told = [fate.some.format(n=fates.count(key)) for key, fate in FATES.items() if key in fates]
    if len(told) > 1:
        said = _("Of the {n} actions overdue on {day}, {fates}.")
        return said.format(n=len(late), day=day, fates=listed(told))
    fate = FATES[fates[0]]
    said = {1: fate.one, 2: fate.both}.get(len(late), fate.all)
    return said.format(n=len(late), day=day)


class Fate(NamedTuple):
    """How it is said of the one action that was overdue, of both, of all, and of some of them."""

    one: str
    both: str
    all: str
    some: str


FATES = {
    "complete": Fate(
        gettext_lazy("The one action overdue on {day} is complete."),
        gettext_lazy("Both actions overdue on {day} are complete."),
        gettext_lazy("All {n} actions overdue on {day} are complete."),
        ngettext_lazy("{n} is complete", "{n} are complete", "n"),
    ),
    "moved": Fate(
        gettext_lazy("The one action overdue on {day} has a new date agreed."),
        gettext_lazy("Both actions overdue on {day} have a new date agreed."),
        gettext_lazy("All {n} actions overdue on {day} have a new date agreed."),
        ngettext_lazy("{n} has a new date agreed", "{n} have a new date agreed", "n"),
    ),
    "met": Fate(
        gettext_lazy("The one action overdue on {day} has met that deadline."),
        gettext_lazy("Both actions overdue on {day} have met that deadline."),
        gettext_lazy("All {n} actions overdue on {day} have met that deadline."),
        ngettext_lazy("{n} has met that deadline", "{n} have met that deadline", "n"),
    ),
    "gone": Fate(
        gettext_lazy("The one action overdue on {day} has been withdrawn or replaced."),
        gettext_lazy("Both actions overdue on {day} have been withdrawn or replaced."),
        gettext_lazy("All {n} actions overdue on {day} have been withdrawn or replaced."),
        ngettext_lazy("{n} has been withdrawn or replaced", "{n} have been withdrawn or replaced", "n"),
    ),
    "withheld": Fate(
        gettext_lazy("The one action overdue on {day} is now in the exempt appendix."),
        gettext_lazy("Both actions overdue on {day} are now in the exempt appendix."),
        gettext_lazy("All {n} actions overdue on {day} are now in the exempt appendix."),
        ngettext_lazy("{n} is now in the exempt appendix", "{n} are now in the exempt appendix", "n"),
    ),
    "overdue": Fate(
        gettext_lazy("The one action overdue on {day} remains overdue."),
        gettext_lazy("Both actions overdue on {day} remain overdue."),
        gettext_lazy("All {n} actions overdue on {day} remain overdue."),
        ngettext_lazy("{n} remains overdue", "{n} remain overdue", "n"),
    ),
}


def _fate(pair):
    if pair.is_withheld:
        return "withheld"
    if pair.now is None or _meaning(pair.now) in GONE:
        return "gone"
    if _meaning(pair.now) == Meaning.COMPLETE:
        return "complete"
    if pair.days_now > 0:
        return "overdue"
    return "moved" if moved_deadlines(pair) else "met"
