"""What has happened to an action: its updates, deadline changes and revisions as one thread in plain words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone

from actionplan.extensions import thread_of, with_day
from actionplan.models import Deadline, DeadlineChange, Evidence, Lead
from actionplan.templatetags.plans import long_date

FIELDS = {
    "text": "Wording",
    "success": "How we will know",
    "notes": "Notes",
    "paragraph": "Paragraph",
    "public_interest": "Why it is in the public interest to exempt it",
    "public_news": "Wording for the public",
}
EXEMPTED = {
    "no": "No longer exempt.",
    "news": "Its news was made exempt.",
    "all": "Made exempt.",
}


@dataclass(frozen=True)
class Changed:
    """One field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Happening:
    """When, who, for whom, how it came in, and what; `update` is the Update that it tells."""

    at: datetime
    on: date
    who: str = ""
    for_whom: str = ""
    via: str = ""
    step: object = None
    words: str = ""
    note: str = ""
    changes: tuple = ()
    evidence: tuple = ()
    update: object = None


def with_deadline_changes(actions):
    """The actions with what their deadlines' part of the thread needs."""
    changes = DeadlineChange.objects.select_related(
        "asked_by__actor", "for_actor", "decided_by__actor", "resolution__meeting__committee"
    )
    lines = Deadline.objects.prefetch_related(Prefetch("changes", changes))
    return actions.prefetch_related(Prefetch("deadlines", lines))


def with_evidence(updates):
    """The updates with what their part of the thread needs; never the bytes of a file."""
    known = updates.select_related("by__actor", "for_actor", "step")
    return known.prefetch_related(Prefetch("evidence", Evidence.objects.listed()))


def history_of(action, *, revisions, updates):
    """The thread, newest first. `updates` is empty where its news is not for the reader; so are the reasons then."""
    told = updates is not None
    thread = [_update(update) for update in updates or ()]
    for line in action.deadlines.all():
        thread += [Happening(**each) for each in thread_of(line, told)]
    thread += filter(None, (revision_told(revision, told) for revision in revisions))
    thread += [_removed(redaction, told) for redaction in action.redactions.select_related("by__actor")]
    return sorted(thread, key=lambda each: (each.on, each.at), reverse=True)


def _update(update):
    recorded = timezone.localdate(update.recorded_at)
    late = "" if recorded == update.given_on else f"Written down on {long_date(recorded)}."
    return Happening(
        at=update.recorded_at,
        on=update.given_on,
        who=update.by.get_full_name() if update.by else "",
        for_whom=update.for_actor.name if update.for_actor else "",
        via=update.via,
        step=update.step,
        words="No change." if update.no_change else update.words,
        note=late if update.by else "",
        evidence=tuple(update.evidence.all()),
        update=update,
    )


def _removed(redaction, told):
    """Words that were taken out for good: who, when and why stays."""
    return Happening(
        at=redaction.at,
        on=timezone.localdate(redaction.at),
        who=redaction.by.get_full_name(),
        words="Words removed.",
        note=f"Why: {redaction.reason}" if told else "",
    )


def revision_told(revision, told):
    """What else changed; None where updates and deadline changes have said it all."""
    if revision.number == 1:
        return _added(revision)
    changes = [
        Changed(label, *(str(each or "") for each in revision.changed[name]))
        for name, label in FIELDS.items()
        if name in revision.changed
    ]
    words = [*_leads(revision), *_deadlines(revision)]
    if "exempt" in revision.changed:
        words.append(EXEMPTED[revision.changed["exempt"][1]])
    if "merged" in revision.changed:
        words.append(f"{_capital(revision.changed['merged'][1])} was merged into this one.")
    if "deleted_at" in revision.changed:
        words.append("Deleted." if revision.changed["deleted_at"][1] else "Restored.")
    if not (changes or words):
        return None
    return _from(
        revision,
        words=" ".join(words),
        changes=tuple(changes),
        note=f"Why: {revision.reason}" if told and revision.reason else "",
    )


def _capital(words):
    return words[:1].upper() + words[1:]


def _added(revision):
    """The first revision: where the action came from, and how its deadlines were read."""
    after = {name: both[1] for name, both in revision.changed.items()}
    lines = [
        f"Deadline {with_day(line['words'], read_day(line['due']))}." for line in after.get("deadlines") or ()
    ]
    return _from(revision, place=_place(after), words=" ".join(["Added to the plan.", *lines]))


def _place(after):
    """Where in a document: ", page 3, table 1, row 24"."""
    source = (after.get("document") or {}).get("source") or {}
    found = [f"{name} {source[name]}" for name in ("page", "table", "row") if source.get(name)]
    return "".join(f", {each}" for each in found)


def _from(revision, place="", **said_of):
    return Happening(
        at=revision.at,
        on=timezone.localdate(revision.at),
        who=revision.by.get_full_name() if revision.by else "",
        via=f"from {revision.source_import.name}{place}" if revision.source_import else "",
        **said_of,
    )


def _leads(revision):
    before, after = revision.changed.get("leads", ([], []))
    for role in Lead.Role:
        was = [lead["name"] for lead in before or () if lead["role"] == role]
        now = [lead["name"] for lead in after or () if lead["role"] == role]
        if was != now:
            label = role.label.capitalize()
            yield f"{label} was {_listed(was)}, is now {_listed(now)}."


def _listed(names):
    return ", ".join(names) or "nobody"


def _deadlines(revision):
    """Deadlines added, met, or put right in a draft; a move is told by its own change."""
    before, after = revision.changed.get("deadlines", ([], []))
    was = {line["id"]: line for line in before or ()}
    for line in after or ():
        then = was.get(line["id"])
        words = with_day(line["words"], read_day(line["due"]))
        if then is None:
            yield f"Another deadline: {words}."
            continue
        if line["original_words"] != then["original_words"]:
            yield f"Deadline put right: “{then['words']}” is now {words}."
        if line["met_on"] != then["met_on"]:
            yield _met(words, line["met_on"])


def _met(words, day):
    return (
        f"Deadline {words} met on {long_date(read_day(day))}."
        if day
        else f"Deadline {words} not met after all."
    )


def read_day(iso):
    """A day as a revision keeps it, as a date."""
    return date.fromisoformat(iso) if isinstance(iso, str) else iso
