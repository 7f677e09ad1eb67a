"""What each entry of a plan's history says, and the headline of what was done together."""

from dataclasses import dataclass

from actionplan.history_words import TELLS
from actionplan.models import Action, Challenge, DeadlineChange, Heading, Redaction, Revision, Update
from actionplan.templatetags.plans import in_brief
from actionplan.wording import counted, in_a_sentence
from people.models import User

# What was done to one, and to several: {0} is "17.2", "challenge 17" or "12 actions", {1} how many.
DONE = {
    "read": ("read in {0}", "read in {0}"),
    "added": ("added {0}", "added {0}"),
    "update": ("gave news of {0}", "gave news of {0}"),
    "no_change": ("said “no change” of {0}", "said “no change” of {0}"),
    "closed": ("closed {0}", "closed {0}"),
    "moved": ("moved the deadline of {0}", "moved {1} deadlines"),
    "deadlines": ("changed the deadlines of {0}", "changed the deadlines of {0}"),
    "asked": ("asked for more time for {0}", "asked for more time for {0}"),
    "refused": ("refused a new date for {0}", "refused new dates for {0}"),
    "withdrawn": ("no longer asked for more time for {0}", "no longer asked for more time for {0}"),
    "leads": ("changed who leads {0}", "changed who leads {0}"),
    "wording": ("changed the wording of {0}", "changed the wording of {0}"),
    "renamed": ("changed the wording of {0}", "changed the wording of {0}"),
    "exempt": ("changed what is exempt of {0}", "changed what is exempt of {0}"),
    "merged": ("merged others into {0}", "merged others into {0}"),
    "deleted": ("deleted {0}", "deleted {0}"),
    "restored": ("restored {0}", "restored {0}"),
    "placed": ("moved {0} within the plan", "moved {0} within the plan"),
    "linked": ("changed where else to look from {0}", "changed where else to look from {0}"),
    "removed": ("removed words from {0}", "removed words from {0}"),
    "taken_out": ("took out {0}", "took out {0}"),
    "live": ("made the plan live", ""),
    "shut": ("closed the plan", ""),
    "plan": ("changed the plan’s particulars", ""),
}
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
            return "The plan", None
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
    parts = parts[:PARTS] + (["more"] if len(parts) > PARTS else [])
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _part(key, subject, lines, plan):
    one, several = DONE[key]
    if subject == "plan":
        return ("began the plan" if key in ("added", "read") else one).format("the plan")
    words = {"heading": plan.heading_word, "challenge": plan.challenge_word}
    word = in_a_sentence(words.get(subject, "action"))
    if len(lines) > 1:
        return several.format(counted(len(lines), word), len(lines))
    (line,) = lines.values()
    if subject == "action":
        return one.format(line.action.reference)
    return one.format(in_a_sentence(line.title))
