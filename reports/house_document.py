"""Whether a council's own Word document may be the ground of its papers: looked into before any library opens it.

Two things are asked: that it cannot do harm to whoever opens a paper made on it (no macros, nothing fetched from
elsewhere, nothing embedded), and that a paper can be made on it at all, which is tried.
"""

import io
import re
import zipfile
from xml.etree import ElementTree

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.importing.archive import check_archive
from actionplan.importing.document import told
from actionplan.importing.limits import CannotRead, Limits, size_in_words
from reports.formats import render

LIMITS = Limits(file_size=5 * 1024 * 1024, unpacked=40 * 1024 * 1024)
OLD_KIND = b"\xd0\xcf\x11\xe0"
NOT_WORD = gettext_lazy("This is no Word document: choose a .docx or .dotx file.")
OLD = gettext_lazy(
    "This is a .doc file of the old kind, or one with a password: open it in Word, save it as .docx and choose that."
)
FETCHES = gettext_lazy(
    "The document fetches something from elsewhere ({target}): break that link in Word and choose it again."
)
EMBEDS = gettext_lazy(
    "The document holds an embedded file or control: take it out in Word, save it, and choose it again."
)
FIELD = gettext_lazy(
    "A header or footer holds a field that reads other files ({name}): take it out in Word and choose it again."
)
UNUSABLE = gettext_lazy(
    "No paper could be made on this document: open it in Word, save it again as .docx, and choose the new file."
)
WAITS_FOR_A_CLICK = ("http://", "https://", "mailto:")
READS_FILES = re.compile(r"\b(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD)\b")


def refusal(data, trial):
    """Why this file (bytes) may not be used, in one sentence; "" where it may. `trial` is a Paper to try it with."""
    try:
        _look_into(data)
    except CannotRead as problem:
        return told(problem.words, problem.values)
    try:
        render(trial, "docx", data)
    except Exception:  # a damaged document breaks a library in more ways than can be named
        return str(UNUSABLE)
    return ""


def _look_into(data):
    if len(data) > LIMITS.file_size:
        raise CannotRead(
            _("The file is larger than {size}: take out large pictures.").format(
                size=size_in_words(LIMITS.file_size)
            )
        )
    if data.startswith(OLD_KIND):
        raise CannotRead(OLD)
    if not data.startswith(b"PK") or check_archive(data, LIMITS) != "docx":
        raise CannotRead(NOT_WORD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            _check_part(name.lower(), archive.read(name))


def _check_part(name, content):
    if name.startswith(("word/embeddings/", "word/activex/")):
        raise CannotRead(EMBEDS)
    if name.endswith(".rels"):
        _check_links(content)
    if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
        _check_fields(content)


def _check_links(content):
    """A link that waits to be clicked may stay; the path of its template, which Word writes down, is left behind."""
    for link in _parsed(content):
        kind, target = link.get("Type", "").rpartition("/")[2], link.get("Target", "")
        if link.get("TargetMode", "").casefold() != "external":
            continue
        clicked = kind == "hyperlink" and target.casefold().startswith(WAITS_FOR_A_CLICK)
        noted = kind == "attachedTemplate" and target.casefold().startswith("file:")
        if not clicked and not noted:
            raise CannotRead(FETCHES.format(target=target[:100]))


def _check_fields(content):
    root = _parsed(content)
    pieces = [each.text or "" for each in root.iter() if each.tag.endswith("}instrText")]
    whole = [value for each in root.iter() for name, value in each.attrib.items() if name.endswith("}instr")]
    if found := READS_FILES.search(" ".join(["".join(pieces), *whole])):
        raise CannotRead(FIELD.format(name=found[0]))


def _parsed(content):
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - no document type of its own: check_archive has looked
    except ElementTree.ParseError as error:
        raise CannotRead(UNUSABLE) from error
