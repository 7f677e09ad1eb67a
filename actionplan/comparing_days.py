"""What changed in a plan from one day to another: two PastPlans in, plain values out. What is unchanged is not told.

An action stands in every group that applies: one that was reworded and completed is in both.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.history import EXEMPTED, FIELDS
from actionplan.models import Lead, Update
from actionplan.past import PastAction
from actionplan.status import Meaning
from actionplan.word_differences import Reworded, differences
from actionplan.wording import in_a_sentence, plural

GONE = {Meaning.WITHDRAWN, Meaning.SUPERSEDED}
TITLES = {
    "added": gettext_lazy("Added"),
    "completed": gettext_lazy("Completed"),
    "withdrawn": gettext_lazy("Withdrawn or taken out"),
    "reopened": gettext_lazy("Opened again"),
    "overdue": gettext_lazy("Became overdue"),
    "status": gettext_lazy("Status moved"),
    "deadlines": gettext_lazy("Deadlines"),
    "leads": gettext_lazy("Leads"),
    "reworded": gettext_lazy("Reworded"),
    "placed": gettext_lazy("Moved within the plan"),
    "exempt": gettext_lazy("Exempt"),
    "news": gettext_lazy("News"),
}
WORDS = {name: FIELDS[name] for name in ("text", "success", "notes")}


@dataclass(frozen=True)
class Line:
    """One action in a group: how it was and is (None: not there), and what the group says of it."""

    was: PastAction | None
    now: PastAction | None
    said: tuple = ()

    @property
    def action(self):
        return self.now or self.was


@dataclass(frozen=True)
class Slip:
    """A deadline before and after (None: not there); `days` it is later, None where a day is not known."""

    was: object
    now: object

    @property
    def days(self):
        if not (self.was and self.now and self.was.due and self.now.due):
            return None
        return (self.now.due - self.was.due).days

    @property
    def is_moved(self):
        return bool(self.was and self.now) and (self.was.words, self.was.due) != (
            self.now.words,
            self.now.due,
        )

    @property
    def is_met(self):
        return bool(self.was and self.now and self.now.met_on) and not self.was.met_on


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    lines: tuple


@dataclass(frozen=True)
class Comparison:
    """`outline` are Reworded and sentences about the plan, its headings and challenges."""

    groups: list
    outline: list

    def __bool__(self):
        return bool(self.groups or self.outline)


def compare(before, after, days, updates=()):
    """What changed from one of two days to the other, both as the same person may read them.

    `updates` are what that person may read of the news written down between, oldest first, as Update or the like.
    """
    was, now = _by_id(before), _by_id(after)
    ids = [*now, *(pk for pk in was if pk not in now)]
    news = {}
    for update in updates:
        news.setdefault(update.action_id, []).append(update)
    titles = {challenge.id: challenge.title for challenge in (*before.challenges, *after.challenges)}
    pairs = [(was.get(pk), now.get(pk)) for pk in ids]
    found = {
        key: tuple(_lines(SAID[key], pairs, {"news": news, "titles": titles, "days": days})) for key in TITLES
    }
    groups = [Group(key, TITLES[key], lines) for key, lines in found.items() if lines]
    return Comparison(groups, list(_outline(before, after)))


def belongs(key, was, now, days):
    """Whether an action stands in a group that its status and its deadlines decide alone."""
    return bool(SAID[key](was, now, {"days": days}))


def news_between(plan, since, until, withheld):
    """What was said and written down between two moments, oldest first, as far as somebody may read it. One query."""
    updates = Update.objects.filter(action__plan=plan, recorded_at__gte=since, recorded_at__lt=until)
    updates = updates.select_related("step", "by__actor", "for_actor").order_by("given_on", "pk")
    return [each for each in updates if not withheld.silences(each.action_id, each.recorded_at)]


def _by_id(past):
    return {action.id: action for action in past.actions}


def _lines(say, pairs, known):
    for was, now in pairs:
        said = say(was, now, known)
        if said:
            yield Line(was, now, said if isinstance(said, tuple) else ())


def _added(was, now, known):
    return was is None


def _completed(was, now, known):
    return _is(now, {Meaning.COMPLETE}) and not _is(was, {Meaning.COMPLETE})


def _withdrawn(was, now, known):
    return now is None or (_is(now, GONE) and not _is(was, GONE))


def _reopened(was, now, known):
    return bool(was and now) and not was.is_open and now.is_open


def _overdue(was, now, known):
    """For how many days it is overdue on the later day, where it was not on the earlier one."""
    before, after = known["days"]
    days = now.days_overdue(after) if now else 0
    return (days,) if days and not (was and was.days_overdue(before)) else ()


def _status(was, now, known):
    """A step moved, where none of the groups above says so. Other status words for the same are no move."""
    if was is None or now is None or was.step == now.step:
        return False
    if was.step.meaning == now.step.meaning and now.id not in known["news"]:
        return False
    return not any(told(was, now, known) for told in (_completed, _withdrawn, _reopened))


def _is(action, meanings):
    return action is not None and action.step.meaning in meanings


def _deadlines(was, now, known):
    """Those that moved, were met, came and went."""
    if was is None or now is None:
        return ()
    before, after = ({line.id: line for line in each.deadlines} for each in (was, now))
    slips = [Slip(before.get(pk), after.get(pk)) for pk in {**after, **before}]
    return tuple(slip for slip in slips if slip.is_moved or slip.is_met or not (slip.was and slip.now))


def _leads(was, now, known):
    """(role, names before, names after) of each role that changed."""
    if was is None or now is None:
        return ()
    return tuple(
        (capfirst(role.label), was.names(role), now.names(role))
        for role in Lead.Role
        if _who(was, role) != _who(now, role)
    )


def _who(action, role):
    return [lead.actor_id for lead in action.leads if lead.role == role]


def _reworded(was, now, known):
    if was is None or now is None:
        return ()
    both = [(label, getattr(was, name), getattr(now, name)) for name, label in WORDS.items()]
    return tuple(Reworded(label, differences(*words)) for label, *words in both if words[0] != words[1])


def _placed(was, now, known):
    """The titles of the challenges it stood and stands under."""
    if not (was and now) or was.challenge_id == now.challenge_id:
        return ()
    return known["titles"].get(was.challenge_id, ""), known["titles"].get(now.challenge_id, "")


def _exempt(was, now, known):
    if not (was and now) or was.exempt == now.exempt:
        return ()
    return (EXEMPTED[now.exempt],)


def _news(was, now, known):
    """What was said, newest first; what came in with a document is of the plan as it was first put in."""
    said = known["news"].get((now or was).id, ())
    return tuple(reversed([update for update in said if was or update.by_id]))


SAID = {
    "added": _added,
    "completed": _completed,
    "withdrawn": _withdrawn,
    "reopened": _reopened,
    "overdue": _overdue,
    "status": _status,
    "deadlines": _deadlines,
    "leads": _leads,
    "reworded": _reworded,
    "placed": _placed,
    "exempt": _exempt,
    "news": _news,
}


UNDER = gettext_lazy("{challenge}: under “{heading}”, was under “{before}”")


def _outline(before, after):
    """The plan itself, its headings and challenges."""
    if before.title != after.title:
        yield Reworded(_("Title"), differences(before.title, after.title))
    if before.scale_id != after.scale_id:
        yield _("The plan has other status words")
    yield from _named("heading", _("Heading"), before, after, before.headings, after.headings)
    was, now = ({each.id: each for each in past.challenges} for past in (before, after))
    said = ({pk: f"{each.number} {each.title}" for pk, each in past.items()} for past in (was, now))
    yield from _named("challenge", after.challenge_word, before, after, *said)
    for pk in now:
        if pk in was and was[pk].heading_id != now[pk].heading_id:
            challenge = f"{after.challenge_word} {now[pk].number}"
            yield UNDER.format(challenge=challenge, heading=now[pk].heading, before=was[pk].heading)
    if [pk for pk in was if pk in now] != [pk for pk in now if pk in was]:
        challenges = plural(in_a_sentence(after.challenge_word))
        yield _("The order of the {challenges} changed").format(challenges=challenges)


def _named(kind, label, before, after, was, now):
    """What came, what is called otherwise and what went; not what is there and only withheld."""
    for pk, name in now.items():
        if pk in was and was[pk] != name:
            yield Reworded(label, differences(was[pk], name))
        elif pk not in was and (kind, pk) not in before.there:
            yield _("{heading} added: {name}").format(heading=label, name=name)
    for pk, name in was.items():
        if pk not in now and (kind, pk) not in after.there:
            yield _("{heading} taken out: {name}").format(heading=label, name=name)
