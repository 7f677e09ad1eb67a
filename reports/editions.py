"""What went out of a paper, edition by edition, and the files it went out as. Publishing is in `publication`."""

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from actionplan.importing.archive import check_archive
from actionplan.importing.filetypes import kind_of
from actionplan.importing.limits import CannotRead, Limits, size_in_words
from reports.audience import INTERNAL, REDACTED
from reports.models import Edition, EditionFile

LARGEST = 20 * 1024 * 1024
TYPES = {"docx": "Word", "pdf": "PDF"}


class NoSuchEdition(LookupError):
    """The paper has no such edition, or none for that audience."""


@dataclass(frozen=True)
class Published:
    """One publication of a paper: a number, and a copy (Edition) for each audience."""

    number: int
    kind: str
    reason: str
    published_at: datetime
    copies: dict

    @property
    def label(self):
        """ "As first published", "Correction" …"""
        return _("As first published") if self.kind == Edition.Kind.FIRST else self.kind_display.capitalize()

    @property
    def kind_display(self):
        return Edition.Kind(self.kind).label

    def copy_for(self, audience):
        """The copy for an audience; where nothing was exempt, the redacted one is the internal one."""
        found = self.copies.get(audience)
        if found is None and audience == REDACTED:
            found = self.copies.get(INTERNAL)
        if found is None:
            raise NoSuchEdition(f"Edition {self.number} has no {audience} copy.")
        return found


def of(paper):
    """Every publication of a paper, the latest first; of a paper got `whole` without a query."""
    found = {}
    for edition in paper.editions.all():
        found.setdefault(edition.number, []).append(edition)
    return [_published(number, found[number]) for number in sorted(found, reverse=True)]


def latest(paper):
    """The latest publication, or None."""
    return next(iter(of(paper)), None)


def find(paper, number=None):
    """The publication with that number, or the latest. Raises NoSuchEdition."""
    for each in of(paper):
        if number in (None, each.number):
            return each
    raise NoSuchEdition(f"There is no edition {number}.")


def copy_of(paper, audience, number=None):
    """The Edition an audience reads. Raises NoSuchEdition."""
    return find(paper, number).copy_for(audience)


def add_file(*, edition, name, content, by, at):
    """Keep the Word or PDF file that went out through the agenda system, beside ours; it is never changed.

    Raises ValidationError for what is neither, too large or unsafe, or where that copy has such a file already.
    """
    key = _checked(content)
    file = EditionFile(
        edition=edition,
        format=key,
        name=os.path.basename(name.replace("\\", "/"))[-255:],
        origin=EditionFile.Origin.PUBLISHED,
        file=content,
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
    )
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError as error:
        raise ValidationError(
            _("The {format} file of this copy is here already, and what went out is not replaced.").format(
                format=TYPES[key]
            )
        ) from error
    return file


def published_file(edition, key):
    """The file as published, or None."""
    return edition.files.filter(format=key, origin=EditionFile.Origin.PUBLISHED).first()


def _published(number, copies):
    any_copy = copies[0]
    return Published(
        number,
        any_copy.kind,
        any_copy.reason,
        any_copy.published_at,
        {copy.audience: copy for copy in copies},
    )


def _checked(content):
    """ "docx" or "pdf", by what the file is and not by its name."""
    if len(content) > LARGEST:
        raise ValidationError(
            _("The file is {size} and at most {largest} are kept.").format(
                size=size_in_words(len(content)), largest=size_in_words(LARGEST)
            )
        )
    try:
        kind = kind_of(content)
        if kind == "zip":
            kind = check_archive(content, Limits())
    except CannotRead as problem:
        raise ValidationError(str(problem)) from problem
    if kind not in TYPES:
        raise ValidationError(_("Choose the Word (.docx) or PDF file that was published."))
    return kind
