"""Publishes a paper: its value is fixed for each audience, each format's bytes are stored, and nothing changes them."""

import hashlib
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction

from reports import drafting
from reports.audience import AUDIENCES, INTERNAL, PUBLIC
from reports.formats import FORMATS, find_format, render
from reports.formats.clean import fit_to_give_out
from reports.formats.data import as_plain, from_plain
from reports.house import document_of
from reports.models import Edition, EditionFile, Paper
from reports.papers import PUBLISHED, for_change
from reports.snapshots import checksum

MOVED_ON = "This paper was changed while you were publishing it. Look at it again, then publish."


def publish(*, paper, by, at, seen_at_revision=None):
    """Store what the paper says, for good, and give back the editions.

    `seen_at_revision` is the revision that was looked at before; raises ValidationError where the paper has
    changed since, or is published already. The documents are made before the transaction, which is short.
    """
    paper = Paper.objects.whole().get(pk=paper.pk)
    revision = paper.revision
    if paper.is_published:
        raise ValidationError(PUBLISHED)
    if seen_at_revision not in (None, revision):
        raise ValidationError(MOVED_ON)
    made = [_made(paper, audience) for audience in audiences_of(paper)]
    with transaction.atomic():
        present = for_change(paper)
        if present.revision != revision:
            raise ValidationError(MOVED_ON)
        editions = [_keep(present, by, at, *each) for each in made]
        present.state, present.published_at = Paper.State.PUBLISHED, at
        present.save(update_fields=["state", "published_at"])
    return editions


def audiences_of(paper):
    """The audiences a paper has an edition for: a redacted one only where something in it is exempt."""
    return AUDIENCES if drafting.paper_holds_exempt(paper) else (PUBLIC, INTERNAL)


def value_of(paper, audience):
    """The Paper value this audience reads: as published, else as the draft stands."""
    if paper.is_published:
        return from_plain(_edition(paper, audience).value)
    return drafting.paper_value(paper, audience)


def bytes_of(paper, audience, key):
    """The paper in one format: the stored bytes once published. Raises UnknownFormat."""
    find_format(key)
    if paper.is_published:
        stored = EditionFile.objects.filter(edition=_edition(paper, audience), format=key).first()
        if stored:
            return bytes(stored.file)
    return render(value_of(paper, audience), key, document_of(paper.meeting.committee))


def _edition(paper, audience):
    """The latest edition for an audience; where nothing was exempt, the redacted one is the internal one."""
    editions = {edition.audience: edition for edition in paper.editions.order_by("number")}
    return editions.get(audience) or editions[INTERNAL]


def _made(paper, audience):
    value = fit_to_give_out(replace(drafting.paper_value(paper, audience), draft=False))
    onto = document_of(paper.meeting.committee)
    return audience, value, {key: render(value, key, onto) for key in FORMATS}


def _keep(paper, by, at, audience, value, files):
    plain = as_plain(value)
    edition = Edition.objects.create(
        paper=paper,
        number=1,
        audience=audience,
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
