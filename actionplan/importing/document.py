"""From the bytes somebody chose to a Document: the front door, which opens nothing itself."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from actionplan.importing.limits import CannotRead, Limits, size_in_words
from actionplan.importing.table import Document

TOO_LARGE = gettext_noop(
    "The file is {size} and at most {most} are read: take out its pictures and attachments and save it again."
)
KINDS = {
    "docx": gettext_noop("The Word document"),
    "odt": gettext_noop("The document"),
    "pdf": gettext_noop("The PDF"),
    "xlsx": gettext_noop("The workbook"),
}
TEXT_FILE = gettext_noop("The text file")
NO_TABLE = gettext_noop(
    "{document} has {words} words but no table: choose one with the plan as a table under a row of column names."
)
NOTHING = gettext_noop(
    "{document} has nothing in it: choose one with the plan as a table under a row of column names."
)
ROOT = Path(__file__).resolve().parents[2]
CHILD = "import sys; sys.path.insert(0, sys.argv[1]); from actionplan.importing import child; child.main(sys.argv[2])"
TOO_MUCH = gettext_noop(
    "The file needs more time or memory than a plan ever should: clear the cells that look empty, take out pictures, "
    "save it again and choose the new file."
)


def read_document(data, name, *, limits=Limits()):  # noqa: B008 - a frozen value, safe to share
    """Read a file's tables in a process of its own, which cannot take more time or memory than `limits` say.

    `data` is the whole file in bytes, `name` what its owner calls it. Raises CannotRead, whose words are one sentence
    for the person who chose the file.
    """
    if len(data) > limits.file_size:
        size, most = size_in_words(len(data)), size_in_words(limits.file_size)
        raise CannotRead(_(TOO_LARGE).format(size=size, most=most))
    document = replace(Document.from_json(_read_in_child(data, limits)), name=name)
    if not any(table.rows for table in document.tables):
        raise CannotRead(_no_table(document))
    return document


def _read_in_child(data, limits):
    command = [sys.executable, "-I", "-c", CHILD, str(ROOT), json.dumps(limits.as_json())]
    try:
        # Our own interpreter and our own words; what was chosen goes in by standard input only.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=limits.seconds, cwd="/", check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CannotRead(_(TOO_MUCH)) from error
    if done.returncode != 0:
        raise CannotRead(_(TOO_MUCH))
    answer = json.loads(done.stdout)
    if "document" not in answer:
        raise CannotRead(told(answer["cannot"] or TOO_MUCH, answer.get("values")))
    return answer["document"]


def told(words, values=None):
    """The words and values of a CannotRead as one sentence."""
    return _(words).format(**values) if values else _(words)


def _no_table(document):
    words = len(" ".join(document.outside).split())
    kind = _(KINDS.get(document.kind, TEXT_FILE))
    return _(NO_TABLE if words else NOTHING).format(document=kind, words=f"{words:,}")
