"""Who is told of what there is to be reminded of, and sending it: one message a person a day, however much it is.

The person who reports is told. Where no mail can reach them, whoever answers for them is; where nobody does, they
have left, or nobody reports, the editors nearest to the plan are told instead. Somebody who paused mail is left in
peace, and so is everybody else about theirs. Councillors who asked for mail are told of what they answer for as
member leads.
"""

import random
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan import mailing, reminders
from actionplan.digest_words import say
from actionplan.models import Grant, Message, Reminder
from actionplan.standing import Standing
from people.belonging import person_of
from people.mail import Post, is_only_paused, to_one_person, why_not
from people.models import User

NOBODY = _("nobody reports on it")
AT_A_TIME = 500


@dataclass(frozen=True)
class Told:
    """Somebody told of an action: `part` is report, deputy, member or editor; `about` for whom, or what is wrong."""

    person: object
    part: str
    about: str = ""

    def key(self, occasion):
        """The reporter and whoever answers for them share a key: one of them is told, once."""
        own = self.part in ("report", "deputy")
        return occasion.key if own else f"{occasion.key}/{self.part}-{self.person.pk}"


@dataclass(frozen=True)
class Entry:
    """One action in a digest: why it stands there, and all there is to say of it."""

    action: object
    told: Told
    occasions: tuple

    def reminders(self):
        """The keys of what it reminds of, each with the action."""
        return [(self.told.key(occasion), self.action) for occasion in self.occasions]


@dataclass
class Digest:
    """All that one person is to be reminded of on a day."""

    person: object
    entries: list = field(default_factory=list)

    def reminders(self):
        return [pair for entry in self.entries for pair in entry.reminders()]


def message_key(person, today):
    """One digest a person a day: the key of the message says so."""
    return f"reminders/{today.isoformat()}/{person.pk}"


def digests(today):
    """The digest of everybody who is to be told something today and was not, by name."""
    found, editors = {}, Editors(today)
    for action, occasions in reminders.occasions(today).items():
        for told in who_is_told(action, today, editors):
            digest = found.setdefault(told.person.pk, Digest(told.person))
            digest.entries.append(Entry(action, told, tuple(occasions)))
    _leave_out_what_was_given(found.values())
    had = _messages_had(today, found)
    left = [each for each in found.values() if each.entries and each.person.pk not in had]
    return sorted(left, key=lambda digest: (digest.person.key, digest.person.pk))


def who_is_told(action, today, editors):
    told = _about_the_news(action, today, editors)
    known = {each.person.pk for each in told}
    for lead in action.councillors_who_asked:
        if lead.actor_id not in known and not why_not(lead.actor, today):
            told.append(Told(lead.actor, "member"))
    return told


def _about_the_news(action, today, editors):
    reporter = action.reporter
    if reporter is None:
        return editors.told_of(action, str(NOBODY))
    problem = why_not(reporter, today)
    if not problem:
        return [Told(reporter, "report")]
    if is_only_paused(reporter, today):
        return []
    if not reporter.left_on:
        for delegation in reporter.deputies_today:
            if not why_not(delegation.deputy, today):
                return [Told(delegation.deputy, "deputy", reporter.name)]
    return editors.told_of(action, problem)


class Editors:
    """Who keeps which plan and may be mailed: those granted the plan, else its committee, else the whole council."""

    def __init__(self, today):
        accounts = User.objects.filter(is_active=True, grants__role=Grant.Role.EDITOR, actor__isnull=False)
        self.accounts = [
            user
            for user in accounts.distinct().select_related("actor__user").prefetch_related("grants")
            if not why_not(person_of(user), today)
        ]
        self.by_plan = {}

    def told_of(self, action, problem):
        """Those to be told that nobody else could be; of an exempt action, those who may know of it."""
        key = (action.plan_id, action.exempt == action.Exempt.ALL)
        if key not in self.by_plan:
            self.by_plan[key] = self._nearest(action)
        return [Told(person, "editor", problem) for person in self.by_plan[key]]

    def _nearest(self, action):
        rings = ([], [], [])
        for user in self.accounts:
            standing = Standing(tuple(user.grants.all()))
            if action.exempt == action.Exempt.ALL and not standing.over(action.plan, Grant.Role.EXEMPT):
                continue
            for ring, reaches in zip(rings, _reach(action.plan), strict=True):
                if any(grant.role == Grant.Role.EDITOR and reaches(grant) for grant in standing.grants):
                    ring.append(person_of(user))
        return next((ring for ring in rings if ring), [])


def _reach(plan):
    """Whether a grant is over the plan itself, over its committee, over the whole council."""
    return (
        lambda grant: grant.plan_id == plan.pk,
        lambda grant: grant.committee_id is not None and grant.committee_id == plan.committee_id,
        lambda grant: grant.plan_id is None and grant.committee_id is None,
    )


def _leave_out_what_was_given(found):
    keys = [key for digest in found for key, _ in digest.reminders()]
    given = set()
    for start in range(0, len(keys), AT_A_TIME):
        part = keys[start : start + AT_A_TIME]
        given |= set(Reminder.objects.filter(key__in=part).values_list("key", flat=True))
    for digest in found:
        digest.entries = [left for entry in digest.entries if (left := _without(entry, given))]


def _without(entry, given):
    left = tuple(each for each in entry.occasions if entry.told.key(each) not in given)
    return Entry(entry.action, entry.told, left) if left else None


def _messages_had(today, people):
    """The ids of those who had their digest today."""
    sent = Message.objects.filter(Q(key__startswith=f"reminders/{today.isoformat()}/"), person__in=people)
    return set(sent.values_list("person_id", flat=True))


def send_digests(today, say_so=lambda digest, message: None):
    """Send everybody's digest, each once; gives how many had each outcome.

    Safe while others do the same: each begins with somebody else, and whoever claims a person's message sends it.
    """
    counts, waiting = Counter(), digests(today)
    random.shuffle(waiting)
    with closing(Post()) as post:
        for digest in waiting:
            if message := send_digest(digest, today, post):
                counts[message.outcome] += 1
                say_so(digest, message)
    return counts


def send_digest(digest, today, post):
    """Write and send one digest; None where somebody else did meanwhile."""
    key = message_key(digest.person, today)
    if Message.objects.filter(key=key).exists():
        return None
    words = say(digest, today)
    mail = to_one_person(digest.person, words["subject"], "reminders", words)
    return mailing.send_once(
        key=key,
        kind="reminder",
        person=digest.person,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        reminders=digest.reminders(),
        at=timezone.now(),
        post=post,
    )


def remind(today, at):
    """What the worker does once a day: everybody's digest. Says how many went out."""
    counts = send_digests(today)
    return ", ".join(f"{count} {Message.Outcome(outcome).label}" for outcome, count in counts.items())
