"""What may be kept as evidence: which kinds of file, how large, under which name. No database."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_BYTES = 10 * 1024 * 1024
MOST_AT_ONCE = 10
LONGEST_NAME = 120
LONGEST_ENDING = 10
UNKNOWN = "application/octet-stream"
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
# How a name ends: what people call such a file, and what it is served as. Nothing that a browser would run.
KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", f"{OFFICE}wordprocessingml.document"),
    "doc": ("Word", "application/msword"),
    "odt": (gettext_lazy("text document"), f"{OPEN}text"),
    "rtf": (gettext_lazy("text document"), "application/rtf"),
    "xlsx": ("Excel", f"{OFFICE}spreadsheetml.sheet"),
    "xls": ("Excel", "application/vnd.ms-excel"),
    "ods": (gettext_lazy("spreadsheet"), f"{OPEN}spreadsheet"),
    "csv": ("CSV", "text/csv; charset=utf-8"),
    "pptx": ("PowerPoint", f"{OFFICE}presentationml.presentation"),
    "ppt": ("PowerPoint", "application/vnd.ms-powerpoint"),
    "odp": (gettext_lazy("presentation"), f"{OPEN}presentation"),
    "txt": (gettext_lazy("text"), "text/plain; charset=utf-8"),
    "png": (gettext_lazy("picture"), "image/png"),
    "jpg": (gettext_lazy("picture"), "image/jpeg"),
    "jpeg": (gettext_lazy("picture"), "image/jpeg"),
    "gif": (gettext_lazy("picture"), "image/gif"),
    "webp": (gettext_lazy("picture"), "image/webp"),
    "heic": (gettext_lazy("picture"), "image/heic"),
    "eml": (gettext_lazy("e-mail"), UNKNOWN),
    "msg": (gettext_lazy("e-mail"), UNKNOWN),
}
FILE = gettext_lazy("file")
SAID_KINDS = gettext_lazy("PDF, Word, Excel, PowerPoint, text, a picture or a saved e-mail")
OTHER_KIND = gettext_lazy("“{name}” is of a kind that is not kept here: choose {kinds}.")
TOO_LARGE = gettext_lazy(
    "“{name}” has {size}; at most {most} are kept. Put it where others can read it and give the link."
)
ACCEPTED = ",".join(f".{ending}" for ending in KINDS)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence as it was given: a link, or a file's name and its bytes."""

    url: str = ""
    name: str = ""
    data: bytes | None = None
    words: str = ""


def ending(name):
    """How a file's name ends, without the dot: "pdf"."""
    return PurePosixPath(name).suffix[1:].lower()


def kind_in_words(name):
    """What people call such a file: "PDF", "picture"."""
    return KINDS.get(ending(name), (FILE, UNKNOWN))[0]


def served_as(name):
    return KINDS.get(ending(name), (FILE, UNKNOWN))[1]


def safe_name(name):
    """A file's name as it may be shown and saved: no folders, nothing invisible, not endless; its ending stays.

    Marks that turn the direction of writing make "fdp.exe" look like "exe.pdf", so they go with the controls.
    """
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(each for each in last if each.isspace() or unicodedata.category(each)[0] != "C")
    shown = re.sub(r'[<>:"|?*]', "_", " ".join(shown.split())).rstrip(" .")
    stem, end = (part.strip(" .") for part in shown.rpartition(".")[::2])
    if not shown.count(".") or len(end) > LONGEST_ENDING:
        return shown[:LONGEST_NAME]
    return f"{(stem or 'file')[: LONGEST_NAME - len(end) - 1].rstrip()}.{end}"


def refused(name, size):
    """One sentence why a file of this name and size in bytes is not kept, or None."""
    shown = safe_name(name) or _("This file")
    if ending(shown) not in KINDS:
        return OTHER_KIND.format(name=shown, kinds=SAID_KINDS)
    if size > MOST_BYTES:
        return TOO_LARGE.format(name=shown, size=megabytes(size), most=megabytes(MOST_BYTES))
    if not size:
        return _("“{name}” is empty.").format(name=shown)
    return None


def megabytes(size):
    """A size as people read it: "240 kB", "10 MB"."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024)):,} kB"
    return f"{size / (1024 * 1024):.3g} MB"


def host_of(url):
    """The machine a link leads to, so that its words cannot hide it."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
