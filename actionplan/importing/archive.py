"""Looking into an Office file, which is a zip archive, before any library opens it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from actionplan.importing.limits import CannotRead, gettext_noop, size_in_words

DAMAGED = gettext_noop(
    "The file is damaged or cut short: open it in Word or Excel, save it again, and choose the new file."
)
DANGEROUS = gettext_noop(
    "The file declares a document type of its own, which no Office program writes: open it and save it again."
)
MACROS = gettext_noop(
    "The file holds macros: save it as an ordinary .docx or .xlsx, without macros, and choose that."
)
TOO_LARGE = gettext_noop(
    "The file unpacks to more than {size}: take out its pictures and attachments and save it again."
)
TOO_MANY = gettext_noop(
    "The file holds {found:,} parts, and at most {most:,} are read: save it again from Word or Excel."
)

KINDS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
UNREAD = {
    "xl/workbook.bin": gettext_noop(
        "This is a binary Excel file (.xlsb), which cannot be read here: save it as .xlsx."
    ),
    "ppt/presentation.xml": gettext_noop(
        "This is a PowerPoint file, which cannot be read here: copy its table into Word."
    ),
    "content.xml": gettext_noop(
        "This is an OpenDocument file without text: save the plan as .docx and choose that."
    ),
    "Index/Document.iwa": gettext_noop(
        "This is a Pages or Numbers file, which cannot be read here: save it as .docx or .xlsx."
    ),
}
ODT = b"application/vnd.oasis.opendocument.text"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ODS_UNREAD = gettext_noop(
    "This is an OpenDocument spreadsheet (.ods), which cannot be read here: save it as .xlsx."
)
PROTECTED = gettext_noop("The file is protected by a password: take the password off and save it again.")

CHUNK = 256 * 1024
DOCTYPES = ["<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be")]
XML_BEGINS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")
ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([^"']+)""")
PLAIN_ENCODINGS = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16"}


def check_archive(data, limits):
    """Say which kind of Office file this is ("docx", "xlsx", "odt"). Raises CannotRead for anything not safe to open.

    Every member is unpacked once, piece by piece, so that what is counted is what is really there and not what
    the archive says of itself.
    """
    with _opened(data) as archive:
        members = archive.infolist()
        if len(members) > limits.members:
            raise CannotRead(TOO_MANY, found=len(members), most=limits.members)
        _check_apart(members, len(data))
        _check_macros(members)
        kind = _kind(archive)
        _check_content(archive, members, limits)
    return kind


def _opened(data):
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, IndexError) as error:
        raise CannotRead(DAMAGED) from error


def _kind(archive):
    names = set(archive.namelist())
    for name, kind in KINDS.items():
        if name in names:
            return kind
    if "mimetype" in names and (kind := _open_document_kind(archive, names)):
        return kind
    for name, sentence in UNREAD.items():
        if name in names:
            raise CannotRead(sentence)
    raise CannotRead(
        gettext_noop(
            "This is a zip archive without a Word or Excel document in it: choose the document itself."
        )
    )


def _open_document_kind(archive, names):
    """ "odt", or None for what is no text; the words of an encrypted file are nowhere to be read."""
    if "META-INF/manifest.xml" in names and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
        raise CannotRead(PROTECTED)
    mimetype = _start(archive, "mimetype").strip()
    if mimetype in (ODS, ODS + b"-template"):
        raise CannotRead(ODS_UNREAD)
    return "odt" if mimetype in (ODT, ODT + b"-template") and "content.xml" in names else None


def _start(archive, name):
    with archive.open(name) as stream:
        return stream.read(CHUNK)


def _check_apart(members, size):
    """Members that share bytes are how a small archive unpacks to terabytes."""
    end = 0
    for member in sorted(members, key=lambda each: each.header_offset):
        if member.flag_bits & 1:
            raise CannotRead(
                gettext_noop(
                    "The file is protected with a password: take the password off and save it again."
                )
            )
        if member.header_offset < end:
            raise CannotRead(DAMAGED)
        end = member.header_offset + 30 + len(member.filename) + member.compress_size
    if end > size:
        raise CannotRead(DAMAGED)


def _check_macros(members):
    names = [member.filename.lower() for member in members]
    if any(
        name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith(("basic/", "scripts/"))
        for name in names
    ):
        raise CannotRead(MACROS)


def _check_content(archive, members, limits):
    left = limits.unpacked
    try:
        for member in members:
            left = _check_member(archive, member, left, limits)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, RuntimeError) as error:
        raise CannotRead(DAMAGED) from error


def _check_member(archive, member, left, limits):
    with archive.open(member) as stream:
        piece = stream.read(CHUNK)
        is_xml = piece.lstrip().startswith(XML_BEGINS)
        if is_xml:
            _check_start(member, piece)
        tail = b""
        while piece:
            left -= len(piece)
            if left < 0:
                raise CannotRead(TOO_LARGE, size=size_in_words(limits.unpacked))
            if is_xml and any(doctype in tail + piece for doctype in DOCTYPES):
                raise CannotRead(DANGEROUS)
            tail, piece = piece[-32:], stream.read(CHUNK)
    return left


def _check_start(member, piece):
    found = ENCODING.search(piece[:300])
    if found and found[1].lower() not in PLAIN_ENCODINGS:
        raise CannotRead(DANGEROUS)
    if member.filename == "[Content_Types].xml" and b"macroEnabled" in piece:
        raise CannotRead(MACROS)
