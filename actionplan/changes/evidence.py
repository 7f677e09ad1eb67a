"""Keeping what shows that news is true: a link, or a file as it came with its checksum."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.changes.closed import refuse_closed
from actionplan.changes.revisions import moment
from actionplan.evidence import MOST_AT_ONCE, refused, safe_name
from actionplan.models import Evidence, Update

IS_A_LINK = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(*, update, by, evidence, at=None):
    """Add to one's own update what came later; the news itself stays as it was given. Gives what is new.

    `evidence` are `actionplan.evidence.Piece`s. The same link or file is kept once an update.
    """
    update = Update.objects.select_for_update(of=("self",)).select_related("action__plan").get(pk=update.pk)
    refuse_closed(update.action.plan)
    if update.by_id is None or by is None or update.by_id != by.pk:
        raise ValidationError(_("Only whoever gave the update adds evidence to it."))
    if not evidence:
        raise ValidationError(_("Give a link or choose a file."))
    return attach(update, evidence, at=moment(at))


def attach(update, evidence, *, at):
    """Keep these with an update that is being written; what it has already is not kept twice."""
    pieces = as_rows(evidence)
    has = keys_of(update.evidence.listed())
    if len(has | keys_of(pieces)) > MOST_AT_ONCE:
        raise ValidationError(
            _("At most {number} links and files are kept with one update.").format(number=MOST_AT_ONCE)
        )
    kept = []
    for piece in pieces:
        if key_of(piece) not in has:
            has.add(key_of(piece))
            piece.update, piece.added_at = update, at
            piece.save()
            kept.append(piece)
    return kept


def as_rows(evidence):
    """The rows of these pieces, not kept yet. Raises ValidationError with one sentence where one cannot be."""
    return [_link(piece) if piece.url else _file(piece) for piece in evidence]


def keys_of(rows):
    return {key_of(row) for row in rows}


def key_of(row):
    """What makes two pieces the same: where the link leads, or the file's checksum and name."""
    return row.url or (row.sha256, row.name)


def _link(piece):
    try:
        IS_A_LINK(piece.url)
    except ValidationError:
        raise ValidationError({"link": _("Write the whole address of the page: https://…")}) from None
    row = Evidence(url=piece.url, words=piece.words.strip())
    return _checked(row)


def _file(piece):
    if why := refused(piece.name, len(piece.data or b"")):
        raise ValidationError({"file": why})
    row = Evidence(
        name=safe_name(piece.name),
        words=piece.words.strip(),
        file=piece.data,
        size=len(piece.data),
        sha256=hashlib.sha256(piece.data).hexdigest(),
    )
    return _checked(row)


def _checked(row):
    """Too long or otherwise not to be kept is said beside the field the form has for it."""
    try:
        row.clean_fields(exclude=["update", "added_at", "file"])
    except ValidationError as error:
        named = {"url": "link", "name": "file", "words": "about"}
        raise ValidationError({named.get(k, k): v for k, v in error.update_error_dict({}).items()}) from None
    return row
