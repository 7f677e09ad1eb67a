"""Everything that changed in plans, newest first: what one person did at once stands together.

First come all entries, each as a few plain values, so that what may not be known is in no count; what a page shows of
them is told by `actionplan.history_lines`.
"""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from actionplan.models import Challenge, DeadlineChange, Redaction, Revision, Update
from actionplan.past import end_of
from actionplan.permissions import visible_challenges
from actionplan.withheld import withheld_from

AT_ONCE = timedelta(seconds=1)  # nobody presses two buttons within it
MOST_TOGETHER = 200
NOBODY = "none"
ASKED, AGREED = DeadlineChange.State.ASKED, DeadlineChange.State.AGREED

WORDING = ("text", "success", "notes")
DEADLINES = ("deadlines", "confirmed")
EXEMPT = ("exempt", "paragraph", "public_interest", "public_news")
PLACES = ("challenge_id", "order")
CLOSING = ("ending", "outcome", "replaced_by_id")
STRUCTURE = (*PLACES, "deleted_at", "merged", "see_also")
TOLD = (*WORDING, "leads", *DEADLINES, *EXEMPT, *CLOSING, *STRUCTURE)

Entry = namedtuple("Entry", "at pk by plan subject subject_id batch kind")


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: `who` an account's id or "none", `what` a key of WHAT, days both included."""

    who: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None

    def __bool__(self):
        return any(vars(self).values())


@dataclass
class Group:
    """What one person did to one plan at once; `lines` and `headline` are filled in for a page."""

    at: datetime
    plan: int
    by: int | None
    entries: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    headline: str = ""
    who: str = ""

    @property
    def on(self):
        return timezone.localdate(self.at)


def _of_actions(*names):
    """Revisions of actions that changed one of these; its first revision is the action being added."""
    return Q(subject="action", number__gt=1, changed__has_any_keys=list(names))


ADDED = Q(subject="action", number=1)
OUTLINE = Q(subject__in=("heading", "challenge"))
OF_PLAN = Q(subject="plan")
# What one may ask for: its label, which revisions, and which others belong to it.
WHAT = {
    "wording": (_("Wording"), _of_actions(*WORDING), ()),
    "leads": (_("Leads"), _of_actions("leads"), ()),
    "deadlines": (_("Deadlines"), _of_actions(*DEADLINES), ("asked", "decided")),
    "news": (_("Status and news"), None, ("update",)),
    "structure": (_("Added, moved, taken out"), ADDED | OUTLINE | _of_actions(*STRUCTURE), ()),
    "exempt": (_("Exempt"), _of_actions(*EXEMPT), ()),
    "closing": (_("Closing"), _of_actions(*CLOSING) | OF_PLAN & Q(changed__has_key="state"), ()),
    "plan": (_("The plan itself"), OF_PLAN, ()),
    "removed": (_("Words removed"), None, ("removed",)),
}
ANYTHING = ("", ADDED | OUTLINE | OF_PLAN | _of_actions(*TOLD), ("asked", "decided", "update", "removed"))


def history_of_plans(user, today, plans, asked, *, by=None):
    """All groups somebody may know of, newest first, and the account ids of all who did something in them.

    `plans` is a list of plans they may open; with `by`, an account, only what that person did. Eight queries at most,
    however much has changed.
    """
    withheld = withheld_from(user, today, plans, through_time=True)
    entries = [each for each in _entries(plans, asked, by) if _may_be_told(each, withheld)]
    hidden = _hidden_outline(user, today, plans, withheld, entries)
    entries = [each for each in entries if (each.subject, each.subject_id) not in hidden]
    doers = {each.by for each in entries}
    if asked.who:
        wanted = None if asked.who == NOBODY else int(asked.who)
        entries = [each for each in entries if each.by == wanted]
    return grouped(entries), doers, withheld


def _may_be_told(entry, withheld):
    if entry.kind == "update":
        return not withheld.silences(entry.subject_id, entry.at)
    return entry.subject != "action" or not withheld.hides(entry.subject_id, entry.at)


def _entries(plans, asked, by):
    _, revisions, others = WHAT.get(asked.what, ANYTHING)
    if revisions is not None:
        found = Revision.objects.filter(revisions, plan__in=plans)
        names = ("at", "pk", "by", "plan", "subject", "subject_id", "batch")
        yield from _rows("revision", _narrowed(found, "at", "by", asked, by), names)
    for kind in others:
        rows, at, who, plan, action = OTHERS[kind]
        found = rows().filter(**{f"{plan}__in": plans})
        names = (at, "pk", who, plan, action)
        for row in _narrowed(found, at, who, asked, by).order_by().values_list(*names):
            yield Entry(*row[:4], "action" if row[4] else "plan", row[4], None, kind)


def _rows(kind, rows, names):
    return (Entry(*row, kind) for row in rows.order_by().values_list(*names))


def _narrowed(rows, at, who, asked, by):
    between = {}
    if asked.since:
        between[f"{at}__gte"] = timezone.make_aware(datetime.combine(asked.since, time.min))
    if asked.until:
        between[f"{at}__lt"] = end_of(asked.until)
    return rows.filter(**between, **({who: by} if by else {}))


def _were_asked():
    """Not an editor's own moves, which are decided as they are made and told by their revision."""
    return DeadlineChange.objects.filter(~Q(state=AGREED) | Q(decided_at__gt=F("at")))


def _were_refused():
    return DeadlineChange.objects.exclude(state__in=(ASKED, AGREED)).filter(decided_at__isnull=False)


def _were_said():
    """Not what was said of an action before it was carried forward: that is told where it was said."""
    return Update.objects.exclude(source=Update.Source.CARRY)


LINE = "deadline__action"
OTHERS = {
    "update": (_were_said, "recorded_at", "by", "action__plan", "action"),
    "asked": (_were_asked, "at", "asked_by", f"{LINE}__plan", LINE),
    "decided": (_were_refused, "decided_at", "decided_by", f"{LINE}__plan", LINE),
    "removed": (Redaction.objects.all, "at", "by", "plan", "action"),
}


def grouped(entries):
    """Entries as groups: one batch, or what one person did to a plan within a second; at most MOST_TOGETHER each."""
    groups, by_batch, latest = [], {}, {}
    for entry in sorted(entries, key=lambda each: (each.at, each.pk), reverse=True):
        group = by_batch.get((entry.batch, entry.plan)) if entry.batch else None
        near = latest.get((entry.plan, entry.by))
        if group is None and near and _at_once(near, entry):
            group = near
        if group is None or len(group.entries) >= MOST_TOGETHER:
            group = Group(entry.at, entry.plan, entry.by)
            groups.append(group)
        group.entries.append(entry)
        latest[entry.plan, entry.by] = group
        if entry.batch:
            by_batch[entry.batch, entry.plan] = group
    return groups


def _at_once(group, entry):
    return group.entries[-1].at - entry.at <= AT_ONCE and timezone.localdate(entry.at) == group.on


def _hidden_outline(user, today, plans, withheld, entries):
    """The headings and challenges somebody may not know of, as (subject, id); none where nothing is withheld.

    One that was taken out is judged by what ever stood under it.
    """
    if not any(withheld.hides(pk) for pk in withheld.levels):
        return set()
    there = dict(Challenge.objects.filter(plan__in=plans).values_list("pk", "heading"))
    visible = set(visible_challenges(user, today).filter(plan__in=plans).values_list("pk", flat=True))
    hidden = {pk for pk in there if pk not in visible}
    headings = set(there.values()) - {there[pk] for pk in visible if pk in there}
    told = {each.subject_id for each in entries if each.subject == "challenge"} - set(there)
    hidden |= _only_over(plans, "action", "challenge_id", told, withheld.hides)
    told = {each.subject_id for each in entries if each.subject == "heading"} - set(there.values())
    headings |= _only_over(plans, "challenge", "heading_id", told, hidden.__contains__)
    return {("challenge", pk) for pk in hidden} | {("heading", pk) for pk in headings}


def _only_over(plans, subject, name, ids, is_hidden):
    """Those of these ids under which something stood at some time, and only what is hidden."""
    if not ids:
        return set()
    kept = Revision.objects.filter(plan__in=plans, subject=subject, **{f"state__{name}__in": list(ids)})
    stood = {}
    for pk, under in kept.order_by().values_list(f"state__{name}", "subject_id").distinct():
        stood.setdefault(pk, []).append(is_hidden(under))
    return {pk for pk, all_hidden in stood.items() if all(all_hidden)}
