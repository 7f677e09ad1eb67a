"""What a file is, told by its content and never by its name."""

from __future__ import annotations

import re

from actionplan.importing.limits import CannotRead, gettext_noop

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Some makers write a line or a mark of their own before it.
PDF = re.compile(rb"[^%]{0,200}%PDF-\d")

# What a file of this kind begins with, and what we tell the person who chose it.
REFUSED = [
    (
        re.compile(rb"\s*\{\\rtf"),
        gettext_noop(
            "This is a rich text file (.rtf), which cannot be read here: open it in Word or Excel, save it as .docx "
            "or .xlsx, and choose that file."
        ),
    ),
    (
        re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|BM.{4}\0{4}", re.S),
        gettext_noop(
            "This is a picture, not a document with a table: choose the Word or Excel file it was made from."
        ),
    ),
    (
        re.compile(rb"(\xef\xbb\xbf)?\s*<(!doctype\s+html|html|head|table|meta)\b", re.I),
        gettext_noop(
            "This is a web page, whatever its name says: open it in Word or Excel, save it as .docx "
            "or .xlsx, and choose that file."
        ),
    ),
    (
        re.compile(rb"(\xef\xbb\xbf)?\s*<\?xml"),
        gettext_noop(
            "This is an XML file, which cannot be read here: open it in Word or Excel, save it as .docx "
            "or .xlsx, and choose that file."
        ),
    ),
    (
        re.compile(rb"7z\xbc\xaf|Rar!|\x1f\x8b|BZh|\xfd7zXZ"),
        gettext_noop(
            "This is a packed archive, not a document: unpack it first and choose the document inside."
        ),
    ),
    (
        re.compile(rb"MZ|\x7fELF"),
        gettext_noop("This is a program, not a document: choose the Word or Excel file of the plan."),
    ),
]


def kind_of(data):
    """Say "zip" (an Office file, to be looked into), "pdf" or "text". Raises CannotRead for what is none of these."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise CannotRead(
            gettext_noop("The file is empty: choose the document that holds the table of actions.")
        )
    if data.startswith(b"PK"):
        return "zip"
    if PDF.match(data):
        return "pdf"
    if data.startswith(OLE):
        raise CannotRead(_what_old_file(data))
    for pattern, sentence in REFUSED:
        if pattern.match(data):
            raise CannotRead(sentence)
    return "text"


def _what_old_file(data):
    if _named(data, "EncryptedPackage") or _named(data, "EncryptionInfo"):
        return gettext_noop(
            "The file is protected with a password: open it, take the password off, and save as .docx or .xlsx."
        )
    if _named(data, "WordDocument"):
        return gettext_noop(
            "This is an old Word file (.doc), which cannot be read here: open it in Word and save as .docx."
        )
    if _named(data, "Workbook") or _named(data, "Book"):
        return gettext_noop(
            "This is an old Excel file (.xls), which cannot be read here: open it in Excel and save as .xlsx."
        )
    return gettext_noop(
        "This is an old Office file, which cannot be read here: open it in Word or Excel, save it as .docx "
        "or .xlsx, and choose that file."
    )


def _named(data, name):
    return name.encode("utf-16-le") in data
