"""Reading a document in: the upload is kept, decisions are added to it, and once it is accepted it is a plan.

These are the only writers of imports. Whether somebody may is asked before, at the door.
"""

import hashlib
import uuid
from dataclasses import asdict
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.accept import accept, found_actors, known_actors, known_glossary
from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead, Limits, size_in_words
from actionplan.importing.proposals import apply_decisions, propose, restored, stored
from actionplan.importing.table import Document
from actionplan.large_files import begin_again, is_given_up, read_within
from actionplan.models import GlossaryTerm, Import
from people.models import Actor

LONGEST_NAME = Import._meta.get_field("name").max_length
LONGEST_TITLE = Import._meta.get_field("title").max_length
WAIT = 2  # seconds that a page waits for a file to be read before it shows how far that is
PASTED = gettext_lazy("Pasted table")
TOO_LARGE = gettext_lazy(
    "The file is {size} and at most {most} are read: take out its pictures and attachments and save it again."
)
NAME_TOO_LONG = gettext_lazy(
    "The file’s name has {number} characters and at most {most} can be kept: give it a shorter one."
)


def limits_set():
    """How much a document may hold, as this site is set."""
    return Limits(file_size=settings.IMPORT_MAX_BYTES, **settings.IMPORT_LIMITS)


def read_proposal(*, data, name, as_of, title="", size=None, known=None, glossary=None):
    """Read a file's bytes into a Proposal, as of a day. Raises CannotRead with one sentence.

    With `known` and `glossary` (what the council has, as importing.accept gives them) it asks no database.
    """
    if len(name) > LONGEST_NAME:
        raise CannotRead(NAME_TOO_LONG.format(number=len(name), most=LONGEST_NAME))
    if size and size > settings.IMPORT_MAX_BYTES:
        most = size_in_words(settings.IMPORT_MAX_BYTES)
        raise CannotRead(TOO_LARGE.format(size=size_in_words(size), most=most))
    document = _without_nul(read_document(data, name, limits=limits_set()))
    council = {
        "known": known_actors() if known is None else known,
        "glossary": known_glossary() if glossary is None else glossary,
    }
    proposal = propose(document, title=title, as_of=as_of, **council)
    if 0 < len(proposal.title) <= LONGEST_TITLE:
        return proposal
    return propose(document, title=_title_from(name), as_of=as_of, **council)


def _without_nul(document):
    """PostgreSQL keeps no NUL, and nobody sees one; the file itself is kept with it."""
    return Document.from_json(_cleaned(document.as_json()))


def _cleaned(value):
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    return {name: _cleaned(each) for name, each in value.items()} if isinstance(value, dict) else value


def _title_from(name):
    return name.rsplit(".", 1)[0].replace("_", " ").strip()[:LONGEST_TITLE] or name[:LONGEST_TITLE]


def start_import(*, data, name, as_of, by, title="", committee=None, size=None, at=None, wait=None):
    """Keep an upload and what it was read as. One that cannot be read is kept as refused, with the sentence why.

    `data` is the whole file. One over the limit is kept without its bytes: `size` says how many they were where they
    were let go on the way. One that takes longer than `wait` seconds (None: however long) is kept as being read.
    """
    fits = (size or len(data)) <= settings.IMPORT_MAX_BYTES
    kept = Import(
        name=name[:LONGEST_NAME],
        file=data if fits else b"",
        sha256=hashlib.sha256(data).hexdigest(),
        title=title,
        as_of=as_of,
        committee=committee,
        by=by,
        started_at=at or timezone.now(),
    )
    said = {"data": data, "size": size, "name": name, "as_of": as_of, "title": title}
    read_within(wait, kept, _reader(said))
    return kept


def _reader(said):
    """What reads a file without asking the database, which is not for the thread that does it."""
    return partial(what_is_read, **said, known=known_actors(), glossary=known_glossary())


def what_is_read(**said):
    """What an import is kept as once its file is read, as values of its fields; `said` is for `read_proposal`."""
    try:
        proposal = read_proposal(**said)
    except CannotRead as sentence:
        return {"state": Import.State.REFUSED, "refusal": str(sentence)}
    return {"state": Import.State.REVIEW, "title": proposal.title, "readings": stored(proposal)}


def see_to_reading(*, source_import, now):
    """Begin again the reading of a file that nobody is at any more. Gives the import as it is now."""
    if not is_given_up(source_import, now):
        return source_import
    return begin_again(source_import, now, lambda kept: _reader(_said_of(kept)))


def _said_of(source_import):
    data = bytes(source_import.file)
    return {
        "data": data,
        "name": source_import.name,
        "as_of": source_import.as_of,
        "title": source_import.title,
    }


def earlier_import(source_import):
    """The last import of the same bytes that came to something, or None."""
    same = Import.objects.defer("file").filter(sha256=source_import.sha256).exclude(pk=source_import.pk)
    return same.filter(state__in=[Import.State.REVIEW, Import.State.ACCEPTED]).select_related("plan").first()


def has_file(source_import):
    """Whether the bytes of the upload were kept: of one over the limit they were not."""
    return Import.objects.filter(pk=source_import.pk).exclude(file=b"").exists()


def proposal_of(source_import, known=None):
    """The document as it is read now: with every decision made so far, and the actors the council has by now."""
    kept = source_import.readings
    chosen = {
        "title": source_import.title,
        "as_of": source_import.as_of.isoformat(),
        "glossary": known_glossary(),
    }
    actors = [asdict(actor) for actor in (known_actors() if known is None else known)]
    return restored(
        kept
        | {"settings": kept["settings"] | chosen | {"known": actors}, "decisions": source_import.decisions}
    )


def decide(*, source_import, decisions, by, proposal=None):
    """Add what was decided with one press to what was decided before: (the import, its proposal) as they are now.

    `decisions` are those of importing/decisions.py, `proposal` what the import was read as when they were made. Two
    people reviewing one import add to the same list. Raises ValidationError with one sentence, and keeps nothing,
    where the document cannot be read that way.
    """
    try:
        changed = apply_decisions(proposal or proposal_of(source_import), decisions)
    except CannotRead as sentence:
        raise ValidationError(str(sentence)) from sentence
    press = {"press": uuid.uuid4().hex, "by": by.pk if by else None}
    with transaction.atomic():
        row = _under_review(source_import)
        _refuse_added_twice(row, decisions)
        row.decisions = [*row.decisions, *(decision | press for decision in decisions)]
        row.save(update_fields=["decisions"])
    somebody_else_decided = len(row.decisions) != len(changed.decisions)
    return row, proposal_of(row) if somebody_else_decided else changed


def _refuse_added_twice(source_import, decisions):
    """Two people who add a row after the same one at the same moment do not write over each other."""
    added = {each["row"] for each in source_import.decisions if each["decide"] == "add"}
    if any(each["decide"] == "add" and each["row"] in added for each in decisions):
        raise ValidationError(_("Somebody added a row there meanwhile: look at it, then add yours again."))


def last_press(source_import, by):
    """The decisions this person made with their last press; none is an empty list."""
    mine = [each for each in source_import.decisions if each.get("by") == by.pk]
    return [each for each in mine if each["press"] == mine[-1]["press"]]


@transaction.atomic
def undo_last(*, source_import, by):
    """Take back this person's last press; what others decided stays. Gives the import as it is now."""
    row = _under_review(source_import)
    taken = {each["press"] for each in last_press(row, by)}
    row.decisions = [each for each in row.decisions if each.get("press") not in taken]
    row.save(update_fields=["decisions"])
    return row


@transaction.atomic
def bring_back(*, source_import, row):
    """A skipped row is read again. Gives the import as it is now."""
    kept = _under_review(source_import)
    kept.decisions = [each for each in kept.decisions if (each["decide"], each.get("row")) != ("skip", row)]
    kept.save(update_fields=["decisions"])
    return kept


def skipped_rows(source_import):
    """The rows somebody left out, in the order they did."""
    return list(dict.fromkeys(each["row"] for each in source_import.decisions if each["decide"] == "skip"))


@transaction.atomic
def describe(*, source_import, title, as_of, committee):
    """Say what the plan is called, which day it stands on and whose it is. Gives the import as it is now."""
    row = _under_review(source_import)
    row.title, row.as_of, row.committee = title, as_of, committee
    row.save(update_fields=["title", "as_of", "committee"])
    return row


@transaction.atomic
def accept_import(*, source_import, by, live=True, at=None):
    """Make the plan of an import as it is read now, and give the import, which names the plan. Once only.

    Raises ValidationError with one sentence, and makes nothing, where it is accepted already or not possible.
    """
    row = _under_review(source_import)
    proposal = proposal_of(row)
    there, terms = found_actors(proposal.actors), _terms(proposal)
    plan = accept(proposal, by=by, at=at, source_import=row, live=live, committee=row.committee)
    row.state, row.plan, row.accepted_at = Import.State.ACCEPTED, plan, at or timezone.now()
    row.readings = row.readings | {"made": _made(proposal, plan, there) | _glossary_made(proposal, terms)}
    row.save(update_fields=["state", "plan", "accepted_at", "readings"])
    return row


def _made(proposal, plan, there):
    """What accepting made; whoever leads an action and was not there before was made with it."""
    known = [actor.pk for actor in there.values()]
    leads = Actor.objects.filter(leads__action__plan=plan).exclude(pk__in=known).distinct()
    return {
        "headings": len(proposal.headings),
        "challenges": len(proposal.challenges),
        "actions": len(proposal.actions),
        "actors": list(leads.order_by("pk").values("id", "name", "kind")),
    }


def _terms(proposal):
    """The initials a document uses that the glossary has, with their meanings."""
    used = [term.initials for term in proposal.glossary]
    return dict(GlossaryTerm.objects.filter(initials__in=used).values_list("initials", "meaning"))


def _glossary_made(proposal, before):
    """Which initials accepting met, and of which it made the term or the meaning."""
    after = _terms(proposal)
    return {
        "initials": list(after),
        "terms": {initials: words for initials, words in after.items() if initials not in before},
        "meanings": {each: words for each, words in after.items() if words and before.get(each) == ""},
    }


@transaction.atomic
def review_again(*, source_import):
    """Take up an undone import again, with every decision made before. Gives the import as it is now."""
    row = Import.objects.defer("file").select_for_update(of=("self",)).get(pk=source_import.pk)
    if row.state != Import.State.UNDONE:
        raise ValidationError(done_with(row))
    row.state, row.accepted_at = Import.State.REVIEW, None
    row.save(update_fields=["state", "accepted_at"])
    return row


def _under_review(source_import):
    """The import as it stands in the database, held until this transaction ends; refused when it is done with."""
    row = Import.objects.defer("file").select_for_update(of=("self",)).get(pk=source_import.pk)
    if row.state != Import.State.REVIEW:
        raise ValidationError(done_with(row))
    return row


def done_with(source_import):
    """Why an import is no longer under review, in one sentence."""
    said = DONE_WITH.get(source_import.state, OTHERWISE_DONE)
    return said.format(name=source_import.name, state=source_import.get_state_display())


DONE_WITH = {
    Import.State.REFUSED: gettext_lazy("{name} could not be read, so there is nothing to review."),
    Import.State.READING: gettext_lazy("{name} is still being read: wait a moment."),
    Import.State.REVIEW: gettext_lazy("{name} is being reviewed, so nothing was changed."),
}
OTHERWISE_DONE = gettext_lazy("{name} is {state} already, so nothing was changed.")
