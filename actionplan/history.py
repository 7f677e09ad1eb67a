"""What has happened to an action: its updates, deadline changes and revisions as one thread in plain words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from actionplan.extensions import thread_of, why, with_day
from actionplan.models import Deadline, DeadlineChange, Evidence, Lead

FIELDS = {
    "text": gettext_lazy("Wording"),
    "success": gettext_lazy("How we will know"),
    "notes": gettext_lazy("Notes"),
    "paragraph": gettext_lazy("Paragraph"),
    "public_interest": gettext_lazy("Why it is in the public interest to exempt it"),
    "public_news": gettext_lazy("Wording for the public"),
}
EXEMPTED = {
    "no": gettext_lazy("No longer exempt."),
    "news": gettext_lazy("Its news was made exempt."),
    "all": gettext_lazy("Made exempt."),
}
PLACES = {
    "page": gettext_lazy("page {number}"),
    "table": gettext_lazy("table {number}"),
    "row": gettext_lazy("row {number}"),
}
WRITTEN = gettext_lazy("Written down on {date}.")
LED = gettext_lazy("{role} was {was}, is now {now}.")


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
    late = recorded != update.given_on
    return Happening(
        at=update.recorded_at,
        on=update.given_on,
        who=update.by.get_full_name() if update.by else "",
        for_whom=update.for_actor.name if update.for_actor else "",
        via=update.via,
        step=update.step,
        words=_("No change.") if update.no_change else update.words,
        note=WRITTEN.format(date=long_date(recorded)) if late and update.by else "",
        evidence=tuple(update.evidence.all()),
        update=update,
    )


def _removed(redaction, told):
    """Words that were taken out for good: who, when and why stays."""
    return Happening(
        at=redaction.at,
        on=timezone.localdate(redaction.at),
        who=redaction.by.get_full_name(),
        words=_("Words removed."),
        note=why(redaction.reason, told),
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
        words.append(str(EXEMPTED[revision.changed["exempt"][1]]))
    if "merged" in revision.changed:
        merged = _capital(revision.changed["merged"][1])
        words.append(_("{merged} was merged into this one.").format(merged=merged))
    if "deleted_at" in revision.changed:
        words.append(_("Deleted.") if revision.changed["deleted_at"][1] else _("Restored."))
    if not (changes or words):
        return None
    return _from(
        revision,
        words=" ".join(words),
        changes=tuple(changes),
        note=why(revision.reason, told),
    )


def _capital(words):
    return words[:1].upper() + words[1:]


def _added(revision):
    """The first revision: where the action came from, and how its deadlines were read."""
    after = {name: both[1] for name, both in revision.changed.items()}
    lines = [
        _("Deadline {date}.").format(date=with_day(line["words"], read_day(line["due"])))
        for line in after.get("deadlines") or ()
    ]
    return _from(revision, place=_place(after), words=" ".join([_("Added to the plan."), *lines]))


def _place(after):
    """Where in a document: "page 3", "table 1", "row 24"."""
    source = (after.get("document") or {}).get("source") or {}
    return [said.format(number=source[name]) for name, said in PLACES.items() if source.get(name)]


def from_document(revision, place=()):
    """ "from HR plan.docx, page 3"; nothing where no document was read."""
    if not revision.source_import:
        return ""
    return _("from {document}").format(document=", ".join([revision.source_import.name, *place]))


def _from(revision, place=(), **said_of):
    return Happening(
        at=revision.at,
        on=timezone.localdate(revision.at),
        who=revision.by.get_full_name() if revision.by else "",
        via=from_document(revision, place),
        **said_of,
    )


def _leads(revision):
    before, after = revision.changed.get("leads", ([], []))
    for role in Lead.Role:
        was = [lead["name"] for lead in before or () if lead["role"] == role]
        now = [lead["name"] for lead in after or () if lead["role"] == role]
        if was != now:
            label = capfirst(role.label)
            yield LED.format(role=label, was=_listed(was), now=_listed(now))


def _listed(names):
    return ", ".join(names) or _("nobody")


def _deadlines(revision):
    """Deadlines added, met, or put right in a draft; a move is told by its own change."""
    before, after = revision.changed.get("deadlines", ([], []))
    was = {line["id"]: line for line in before or ()}
    for line in after or ():
        then = was.get(line["id"])
        words = with_day(line["words"], read_day(line["due"]))
        if then is None:
            yield _("Another deadline: {deadline}.").format(deadline=words)
            continue
        if line["original_words"] != then["original_words"]:
            yield _("Deadline put right: “{old}” is now {new}.").format(old=then["words"], new=words)
        if line["met_on"] != then["met_on"]:
            yield _met(words, line["met_on"])


def _met(words, day):
    return (
        _("Deadline {deadline} met on {date}.").format(deadline=words, date=long_date(read_day(day)))
        if day
        else _("Deadline {deadline} not met after all.").format(deadline=words)
    )


def read_day(iso):
    """A day as a revision keeps it, as a date."""
    return date.fromisoformat(iso) if isinstance(iso, str) else iso
