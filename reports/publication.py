"""Publishes a paper: its value is fixed for each audience, each format's bytes are stored, and nothing changes them.

What is to be put right afterwards is a draft of its own (`begin_correction`), read and edited like any other while
the published paper stays. Publishing it makes the next edition, which says what differs from the one before.
"""

import hashlib
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from reports import drafting, editions
from reports.audience import AUDIENCES, INTERNAL, PUBLIC
from reports.differences import NOTICES, differences
from reports.formats import FORMATS, find_format, render
from reports.formats.clean import fit_to_give_out
from reports.formats.data import as_plain, from_plain
from reports.house import document_of
from reports.models import Edition, EditionFile, Paper, PaperPlan, Recommendation
from reports.papers import PUBLISHED, for_change
from reports.snapshots import checksum

Kind = Edition.Kind
MOVED_ON = gettext_lazy(
    "This paper was changed while you were publishing it. Look at it again, then publish."
)
WHY = {
    Kind.CORRECTION: gettext_lazy("Say what was wrong."),
    Kind.SUPPLEMENT: gettext_lazy("Say what the supplement adds."),
    Kind.LATE: gettext_lazy(
        "Give the chair’s reason why the item should be considered as a matter of urgency."
    ),
}


def publish(*, paper, by, at, seen_at_revision=None, kind=Kind.FIRST, reason=""):
    """Store what the paper says, for good, and give back the editions.

    A paper goes out first, or as a late item with the chair's reason (Local Government Act 1972, s.100B(4)(b)); a
    draft that corrects one goes out as a correction, a supplement or a late item with its reason.
    `seen_at_revision` is the revision that was looked at before; raises ValidationError where the paper has
    changed since, or is published already. The documents are made before the transaction, which is short.
    """
    paper = Paper.every.whole().get(pk=paper.pk)
    revision, reason = paper.revision, reason.strip()
    if paper.is_published:
        raise ValidationError(PUBLISHED)
    _check_kind(paper, kind, reason)
    if seen_at_revision not in (None, revision):
        raise ValidationError(MOVED_ON)
    number, before = _next(paper)
    made = [_made(paper, audience, before, (kind, number, reason, at)) for audience in audiences_of(paper)]
    with transaction.atomic():
        present = for_change(paper)
        published = _held(present)
        if present.revision != revision or _next(present)[0] != number:
            raise ValidationError(MOVED_ON)
        kept = [_keep(published, by, at, number, kind, reason, *each) for each in made]
        _settle(published, present, at)
    return kept


@transaction.atomic
def begin_correction(*, paper, by, at):
    """Open a draft that corrects a published paper, with its words and its copies of plans as they went out."""
    published = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if not published.is_published:
        raise ValidationError(_("This paper is not published yet: change the draft itself."))
    if Paper.every.filter(corrects=published).exists():
        raise ValidationError(_("A correction of this paper is being written already."))
    words = {name: getattr(published, name) for name in ("meeting", "order", "title", "text", "copied_from")}
    draft = Paper.objects.create(**words, corrects=published, saved_by=by, saved_at=at)
    for line in published.plans.all():
        PaperPlan.objects.create(
            paper=draft, order=line.order, snapshot_id=line.snapshot_id, previous_id=line.previous_id
        )
    for each in published.recommendations.all():
        Recommendation.objects.create(paper=draft, order=each.order, words=each.words)
    _copy_clearances(published, draft)
    return draft


def audiences_of(paper):
    """The audiences a paper has an edition for: a redacted one and an appendix only where something is exempt."""
    return AUDIENCES if drafting.paper_holds_exempt(paper) else (PUBLIC, INTERNAL)


def value_of(paper, audience, number=None):
    """The Paper value this audience reads: as published (the latest, or that number), else as the draft stands.

    Raises editions.NoSuchEdition where there is none.
    """
    if paper.is_published:
        return from_plain(editions.copy_of(paper, audience, number).value)
    return drafting.paper_value(paper, audience)


def bytes_of(paper, audience, key, number=None):
    """The same in one format: the stored bytes once published. Raises UnknownFormat too."""
    find_format(key)
    if paper.is_published:
        copy = editions.copy_of(paper, audience, number)
        if stored := copy.files.filter(format=key, origin=EditionFile.Origin.MADE).first():
            return bytes(stored.file)
    return render(value_of(paper, audience, number), key, document_of(paper.meeting.committee))


def _copy_clearances(published, draft):
    """Each tells of which text it was given, so one of what the correction changes says that it was cleared before."""
    for each in published.clearances.all():
        each.pk, each.paper, each._state.adding = None, draft, True
        each.save()


def _check_kind(paper, kind, reason):
    """A first edition is no correction, and whatever comes after says why."""
    if kind not in ((*NOTICES,) if paper.corrects_id else (Kind.FIRST, Kind.LATE)):
        raise ValidationError(_("Say whether this is a correction, a supplement or a late item."))
    if kind in WHY and not reason:
        raise ValidationError({"reason": WHY[kind]})


def _next(paper):
    """The number of the edition to come, and the copies of the one before by audience."""
    published = paper.corrects if paper.corrects_id else paper
    latest = editions.latest(published)
    return (latest.number + 1, latest.copies) if latest else (1, {})


def _made(paper, audience, before, notice):
    value = fit_to_give_out(replace(drafting.paper_value(paper, audience), draft=False))
    differs = ()
    if before:
        was = before.get(audience)
        differs = differences(from_plain(was.value) if was else None, value)
    value = _with_notice(value, differs, *notice)
    onto = document_of(paper.meeting.committee)
    return audience, value, differs, {key: render(value, key, onto) for key in FORMATS}


def _with_notice(value, differs, kind, number, reason, at):
    """A line of the heading block that says which edition this is, so that it stands in every format."""
    if kind not in NOTICES:
        return value
    if number > 1:
        said, day = _("Edition {number}, {date}: {reason}"), long_date(timezone.localdate(at))
        reason = said.format(number=number, date=day, reason=reason)
    notice = str(NOTICES[kind]), "\n".join([reason, *differs])
    return fit_to_give_out(replace(value, heading_block=(*value.heading_block, notice)))


def _held(present):
    """The paper on the agenda: itself, or the one it corrects, held until the transaction ends."""
    if not present.corrects_id:
        return present
    return Paper.objects.select_for_update(of=("self",)).get(pk=present.corrects_id)


def _keep(paper, by, at, number, kind, reason, audience, value, differs, files):
    plain = as_plain(value)
    edition = Edition.objects.create(
        paper=paper,
        number=number,
        audience=audience,
        kind=kind,
        reason=reason,
        differs="\n".join(differs),
        value=plain,
        sha256=checksum(plain),
        published_at=at,
        by=by,
    )
    EditionFile.objects.bulk_create(
        EditionFile(edition=edition, format=key, file=content, sha256=hashlib.sha256(content).hexdigest())
        for key, content in files.items()
    )
    return edition


def _settle(published, draft, at):
    """The paper is published; what a correction changed is now what the paper says, and its draft is gone."""
    if draft.corrects_id:
        _take_over(published, draft)
    else:
        published.published_at = at
    published.state = Paper.State.PUBLISHED
    published.save()
    if draft.corrects_id:
        draft.delete()


def _take_over(published, draft):
    """A recommendation keeps what was resolved on it; of one that is gone nothing may have been resolved."""
    for name in ("title", "text", "saved_by", "saved_at"):
        setattr(published, name, getattr(draft, name))
    published.revision += 1
    published.plans.all().delete()
    draft.plans.update(paper=published)
    published.clearances.all().delete()
    draft.clearances.update(paper=published)
    words = [each.words for each in draft.recommendations.all()]
    present = list(published.recommendations.all())
    for i, said in enumerate(words):
        line = present[i] if i < len(present) else Recommendation(paper=published, order=i)
        line.words = said
        line.save()
    gone = present[len(words) :]
    if any(each.resolution_id for each in gone):
        raise ValidationError(
            _("The committee has resolved on a recommendation that this correction takes out.")
        )
    for each in gone:
        each.delete()
