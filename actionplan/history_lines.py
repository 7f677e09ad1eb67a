"""What each entry of a plan's history says, and the headline of what was done together."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from actionplan.history_words import TELLS
from actionplan.models import Action, Challenge, DeadlineChange, Heading, Redaction, Revision, Update
from actionplan.wording import counted, in_a_sentence, in_brief, listed
from people.models import User

# What was done to one, and to several where that is said otherwise: {what} is "17.2", "challenge 17" or "12 actions".
DONE = {
    "read": (_("read in {what}"),),
    "added": (_("added {what}"),),
    "update": (_("gave news of {what}"),),
    "no_change": (_("said “no change” of {what}"),),
    "closed": (_("closed {what}"),),
    "moved": (_("moved the deadline of {what}"), _("moved {deadlines}")),
    "deadlines": (_("changed the deadlines of {what}"),),
    "asked": (_("asked for more time for {what}"),),
    "refused": (_("refused a new date for {what}"), _("refused new dates for {what}")),
    "withdrawn": (_("no longer asked for more time for {what}"),),
    "leads": (_("changed who leads {what}"),),
    "wording": (_("changed the wording of {what}"),),
    "renamed": (_("changed the wording of {what}"),),
    "exempt": (_("changed what is exempt of {what}"),),
    "merged": (_("merged others into {what}"),),
    "deleted": (_("deleted {what}"),),
    "restored": (_("restored {what}"),),
    "placed": (_("moved {what} within the plan"),),
    "linked": (_("changed where else to look from {what}"),),
    "removed": (_("removed words from {what}"),),
    "taken_out": (_("took out {what}"),),
    "live": (_("made the plan live"),),
    "shut": (_("closed the plan"),),
    "plan": (_("changed the plan’s particulars"),),
}
BEGAN = _("began the plan")
THE_PLAN = _("The plan")
MORE = _("more")
PARTS = 3


@dataclass(frozen=True)
class Line:
    """One entry: to what (`action`, `title`), the keys of DONE it did, and what it says."""

    entry: object
    title: str
    does: tuple
    action: Action | None = None
    words: str = ""
    changes: tuple = ()
    note: str = ""
    step: object = None
    for_whom: str = ""
    via: str = ""
    of_day: object = None

    @property
    def key(self):
        return self.entry.subject, self.entry.subject_id


def tell(groups, plans, withheld):
    """Fill in the lines and headlines of a page's groups. Ten queries at most, however many there are."""
    rows = _Rows([entry for group in groups for entry in group.entries])
    plans = {plan.pk: plan for plan in plans}
    for group in groups:
        group.plan = plans[group.plan]
        lines = [rows.line(entry, group.plan, withheld) for entry in reversed(group.entries)]
        group.lines = _without_echoes(lines)
        group.who = rows.names.get(group.by, "")
        group.headline = headline(group)
    return groups


def _without_echoes(lines):
    """What was added at once with the rest is told once."""
    added = {line.key for line in lines if {"added", "read"} & set(line.does)}
    return [
        line
        for line in lines
        if line.key not in added or line.changes or set(line.does) - {"placed", "deadlines"}
    ]


class _Rows:
    """The rows of these entries, each table once."""

    def __init__(self, entries):
        of = {}
        for entry in entries:
            of.setdefault(entry.kind, set()).add(entry.pk)
        changes = DeadlineChange.objects.select_related(
            "deadline", "asked_by__actor", "for_actor", "decided_by__actor", "resolution__meeting__committee"
        )
        revisions = Revision.objects.select_related("by__actor", "source_import").defer(
            "state", "source_import__file", "source_import__readings", "source_import__decisions"
        )
        self.rows = {
            "revision": _known(revisions, of.get("revision")),
            "update": _known(Update.objects.select_related("step", "for_actor"), of.get("update")),
            "removed": _known(Redaction.objects, of.get("removed")),
        }
        asked = _known(changes, of.get("asked", set()) | of.get("decided", set()))
        self.rows |= {"asked": asked, "decided": asked}
        subjects = {}
        for entry in entries:
            subjects.setdefault(entry.subject, set()).add(entry.subject_id)
        self.actions = _known(Action.objects.select_related("plan"), subjects.get("action"))
        self.outline = {
            "challenge": _known(Challenge.objects, subjects.get("challenge")),
            "heading": _known(Heading.objects, subjects.get("heading")),
        }
        self.gone = self._gone(entries)
        self.names = names_of({entry.by for entry in entries})

    def _gone(self, entries):
        """What headings and challenges that were taken out were called last."""
        ids = {
            each.subject_id
            for each in entries
            if each.subject in self.outline and each.subject_id not in self.outline[each.subject]
        }
        if not ids:
            return {}
        kept = Revision.objects.filter(subject__in=self.outline, subject_id__in=ids, state__deleted=True)
        return {
            (each.subject, each.subject_id): each.state
            for each in kept.only("subject", "subject_id", "state")
        }

    def line(self, entry, plan, withheld):
        row = self.rows[entry.kind][entry.pk]
        told = not withheld.silences(entry.subject_id, entry.at) if entry.subject == "action" else True
        said = TELLS[entry.kind if entry.kind != "revision" or entry.subject == "action" else entry.subject]
        title, action = self._title(entry, plan)
        return Line(entry, title, action=action, **said(row, told))

    def _title(self, entry, plan):
        if entry.subject == "action":
            action = self.actions[entry.subject_id]
            return f"{action.reference} {in_brief(action.text)}", action
        if entry.subject == "plan":
            return str(THE_PLAN), None
        row = self.outline[entry.subject].get(entry.subject_id)
        state = self.gone.get((entry.subject, entry.subject_id), {})
        if entry.subject == "heading":
            return f"{plan.heading_word} “{row.name if row else state.get('name', '')}”", None
        number, title = (row.number, row.title) if row else (state.get("number", ""), state.get("title", ""))
        return f"{plan.challenge_word} {number} {in_brief(title)}", None


def names_of(ids):
    """The names of accounts by their ids; of nobody's, None, it is empty."""
    users = _known(User.objects.select_related("actor"), ids - {None})
    return {pk: users[pk].get_full_name() if pk else "" for pk in ids}


def _known(rows, ids):
    return {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}


def headline(group):
    """What was done together, after the name of who did it: "moved 12 deadlines and gave news of 3 actions"."""
    done = {}
    for line in group.lines:
        for key in line.does:
            done.setdefault((key, line.entry.subject), {})[line.entry.subject_id] = line
    order = list(DONE)
    parts = [
        _part(key, subject, done[key, subject], group.plan)
        for key, subject in sorted(done, key=lambda each: (order.index(each[0]), each[1]))
    ]
    return listed(parts[:PARTS] + ([MORE] if len(parts) > PARTS else []))


def _part(key, subject, lines, plan):
    one, several = DONE[key][0], DONE[key][-1]
    if subject == "plan":
        return BEGAN if key in ("added", "read") else one
    words = {"heading": plan.heading_word, "challenge": plan.challenge_word}
    word = in_a_sentence(words.get(subject, "action"))
    if len(lines) > 1:
        deadlines = counted(len(lines), "deadline")
        return several.format(what=counted(len(lines), word), deadlines=deadlines)
    (line,) = lines.values()
    return one.format(what=line.action.reference if subject == "action" else in_a_sentence(line.title))
