"""What may be done to many actions at once, and what would come of it: plain values, no query.

The actions come with their step, leads, and deadlines with their changes (see `WITH`).
"""

from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.deadlines import counts_later, read_for
from actionplan.days_in_words import long_date
from actionplan.deadline_words import reading
from actionplan.deadlines import in_words
from actionplan.models import Action, DeadlineChange, Lead

WITH = ("leads__actor", "deadlines__changes")
NOBODY = gettext_lazy("Nobody")
ROLES = {
    Lead.Role.MEMBER: gettext_lazy("Member"),
    Lead.Role.STRATEGIC: gettext_lazy("Strategic"),
    Lead.Role.OPERATIONAL: gettext_lazy("Operational"),
}
WITHHELD = gettext_lazy("Its news is exempt, and not for you")


@dataclass(frozen=True)
class Line:
    """What would come of one action: how it stands, how it would stand, or (`left`) why it stays as it is.

    `seen` is what else must still be so when it is done.
    """

    action: Action
    before: str
    after: str = ""
    left: str = ""
    seen: str = ""

    @property
    def seal(self):
        """Few letters that are others where what was previewed is no longer so."""
        words = "\x1f".join([self.before, self.after, self.left, self.seen])
        return sha256(words.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class SetStep:
    """An update for each: a step (None: the one it is at) and words."""

    step: object = None
    words: str = ""

    needs_news = True

    def line(self, action, today):
        step = self.step or action.step
        same = step.pk == action.step_id
        left = _("Is at “{status}” already").format(status=step.word) if same and not self.words else ""
        after = _("{status}, with your words").format(status=step.word) if self.words else step.word
        return Line(action, action.step.word, after, left, seen=str(action.latest_update_id))


@dataclass(frozen=True)
class ChangeLeads:
    """One lead comes, goes, or takes another's place. `old` or `new` may be None; without a role, in whichever."""

    old: object = None
    new: object = None
    role: str = ""
    reason: str = ""

    needs_news = False

    def leads_of(self, action):
        """The action's leads after, as (role, actor, words as written)."""
        return changed_leads(action, old=self.old, new=self.new, roles=[self.role] if self.role else ())

    def line(self, action, today):
        before, after = (
            as_pairs(action.leads.all()),
            [(role, actor) for role, actor, words in self.leads_of(action)],
        )
        changed = {role for role, actor in {*before} ^ {*after}}
        roles = [self.role] if self.role else sorted(changed or Lead.Role)
        return Line(
            action, _names(before, roles), _names(after, roles), self._left() if before == after else ""
        )

    def _left(self):
        called = Lead.Role(self.role).label if self.role else _("lead")
        if self.old:
            said = _("{name} is not its {role}") if self.role else _("{name} does not lead it")
            return said.format(name=self.old.name, role=called)
        return _("{name} is its {role} already").format(name=self.new.name, role=called)


def changed_leads(action, *, old, new, roles=()):
    """The leads of an action once `new` stands where `old` stood (None: at the end, or nobody), in these roles or all.

    What the document called the old lead says nothing of the new one, who goes by their name.
    """
    leads, named = [], set()
    for lead in action.leads.all():
        replaced = old is not None and lead.actor_id == old.pk and (not roles or lead.role in roles)
        actor, words = (new, new.name if new else "") if replaced else (lead.actor, lead.words)
        if actor and (lead.role, actor.pk) not in named:
            named.add((lead.role, actor.pk))
            leads.append((lead.role, actor, words))
    if old is None:
        leads += [(role, new, new.name) for role in roles if (role, new.pk) not in named]
    return leads


def as_pairs(leads):
    return [(lead.role, lead.actor) for lead in leads]


def _names(pairs, roles):
    """ "Shirin Patel, Web team" of one role; of several "strategic: Shirin Patel · operational: nobody"."""
    said = {role: ", ".join(actor.name for r, actor in pairs if r == role) or str(NOBODY) for role in roles}
    if len(said) == 1:
        return next(iter(said.values()))
    return " · ".join(f"{ROLES[role]}: {names}" for role, names in said.items())


@dataclass(frozen=True)
class Exempt:
    """Mark as exempt under a paragraph, with the reason; or (`what` "no") lift it."""

    what: str
    paragraph: str = ""
    public_interest: str = ""
    public_news: str = ""
    reason: str = ""

    needs_news = True

    @property
    def fields(self):
        names = ("paragraph", "public_interest", "public_news")
        return {"exempt": self.what} | {name: getattr(self, name) for name in names}

    def line(self, action, today):
        same = all(getattr(action, name) == value for name, value in self.fields.items())
        left = "" if not same and (self.what != "no" or action.exempt != "no") else _("Is so already")
        return Line(
            action, _exempt(action.exempt, action.paragraph), _exempt(self.what, self.paragraph), left
        )


@dataclass(frozen=True)
class Close:
    """Each is closed as done, done differently or not done, with the words that say so."""

    ending: str
    words: str = ""

    needs_news = True

    def line(self, action, today):
        closed = not action.is_open and (action.ending or action.replaced_by_id)
        left = _("Is closed already") if closed else ""
        after = _("Closed as {ending}").format(ending=Action.Ending(self.ending).label)
        return Line(action, action.step.word, after, left, seen=str(action.latest_update_id))


def _exempt(what, paragraph):
    if what == Action.Exempt.NO:
        return _("Not exempt")
    news = what == Action.Exempt.NEWS
    said = (
        _("Its news is exempt, paragraph {number}") if news else _("All of it is exempt, paragraph {number}")
    )
    return said.format(number=paragraph)


@dataclass(frozen=True)
class MoveDeadline:
    """A new deadline for each, agreed; an action without one gets it."""

    words: str
    reason: str = ""
    resolution: object = None

    needs_news = False

    def line(self, action, today):
        deadline = next_deadline(action)
        after = _and_from(read_as(action.plan, self.words, today), self.resolution, today)
        left = _closed(action) or (_("Has it already") if deadline and deadline.words == self.words else "")
        return Line(action, said_of(deadline), after, left, seen=_seen(deadline))


@dataclass(frozen=True)
class AskTime:
    """More time is asked for, for each; until somebody agrees the old date counts."""

    words: str
    reason: str = ""

    needs_news = False

    def line(self, action, today):
        deadline = next_deadline(action)
        after = _("Asked for: {date}").format(date=read_as(action.plan, self.words, today))
        return Line(
            action, said_of(deadline), after, self._left(action, deadline, today), seen=_seen(deadline)
        )

    def _left(self, action, deadline, today):
        if left := _closed(action):
            return left
        if deadline is None:
            return _("Has no deadline")
        if waiting := asked_of(deadline):
            return _("“{date}” was asked for and waits for an answer").format(date=waiting.new_words)
        wanted = read_for(action.plan, self.words, as_of=today)
        same = wanted.due is not None and wanted.due == deadline.due
        return _("Has it already") if same or self.words == deadline.words else ""


@dataclass(frozen=True)
class AgreeAsked:
    """Each gets the time that was asked for it."""

    answer: str = ""
    resolution: object = None

    needs_news = False

    def line(self, action, today):
        asked = [(line, asked_of(line)) for line in action.deadlines.all() if asked_of(line)]
        if not asked:
            return Line(action, said_of(next_deadline(action)), left=_("Nobody has asked for more time"))
        before = " · ".join(said_of(line) for line, change in asked)
        after = " · ".join(_wanted(action.plan, change) for line, change in asked)
        after = _and_from(after, self.resolution, today)
        return Line(action, before, after, seen=" ".join(_seen(line) for line, change in asked))


def _wanted(plan, change):
    date = read_as(plan, change.new_words, change.asked_on)
    return _("{date} Asked for: {reason}").format(date=date, reason=change.reason)


def _and_from(said, resolution, today):
    """And from which day a decision counts that can still be called in; till then the old date does."""
    if not counts_later(resolution, today):
        return said
    return _("{date} Counts from {day}.").format(date=said, day=long_date(resolution.effective_on))


def _closed(action):
    return "" if action.is_open else _("Stands at “{status}”").format(status=action.step.word)


def _seen(deadline):
    waiting = deadline and asked_of(deadline)
    return f"{deadline and deadline.pk} {waiting and waiting.pk}"


def next_deadline(action):
    """The deadline that counts now: the first unmet last day, else the first unmet; None where there is none."""
    unmet = [line for line in action.deadlines.all() if not line.met_on]
    dated = [line for line in unmet if line.due]
    return min(dated, key=lambda line: line.due) if dated else next(iter(unmet), None)


def asked_of(deadline):
    """The request for more time that waits for an answer, or None."""
    asked = [change for change in deadline.changes.all() if change.state == DeadlineChange.State.ASKED]
    return next((change for change in asked if not change.is_to_count), None)


def said_of(deadline):
    """How a deadline reads, and of what it is where it says so."""
    if deadline is None:
        return reading(None)
    return f"{deadline.what}: {reading(deadline)}" if deadline.what else reading(deadline)


def read_as(plan, words, today):
    return in_words(read_for(plan, words, as_of=today))
