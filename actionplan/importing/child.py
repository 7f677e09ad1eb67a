"""The process that opens an untrusted file: started with its limits, given the file, answers in JSON and ends.

Nothing it imports knows of Django or of a database. `document.py` starts it.
"""

from __future__ import annotations

import json
import resource
import sys


def main(limits_as_json):
    """Read a file from standard input; write {"document": …}, or "cannot" and "values" as CannotRead has them."""
    from actionplan.importing.limits import Limits

    limits = Limits(**json.loads(limits_as_json))
    set_limits(limits)
    said = json.dumps(answer(sys.stdin.buffer.read(), limits))
    sys.stdout.write(
        said if len(said) <= limits.result_size else json.dumps({"cannot": None, "why": "result"})
    )


def set_limits(limits):
    """What the system itself will not let this process pass."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data, limits):
    """Say what is in a file, as plain values. A library's own complaint is kept for the log, not for the reader."""
    from actionplan.importing.archive import DAMAGED
    from actionplan.importing.limits import CannotRead

    try:
        return {"document": _read(data, limits).as_json()}
    except CannotRead as error:
        return {"cannot": error.words, "values": error.values}
    except (MemoryError, ImportError):  # A library that finds no room to load says so as an ImportError.
        return {"cannot": None, "why": "memory"}
    except (
        Exception
    ) as error:  # At least fourteen kinds come out of the libraries, and all mean the same here.
        return {"cannot": DAMAGED, "why": repr(error)[:500]}


def _read(data, limits):
    from actionplan.importing.archive import check_archive
    from actionplan.importing.filetypes import kind_of

    kind = kind_of(data)
    if kind == "zip":
        kind = check_archive(data, limits)
    document = reader_of(kind)(data, limits)
    check_cells(document, limits)
    return document


def check_cells(document, limits):
    """A cell as long as a book is no cell of a plan, and every rule would read all of it."""
    from actionplan.importing.limits import LONG_CELL, CannotRead

    for row in (row for table in document.tables for row in table.rows):
        longest = max(map(len, row.words), default=0)
        if longest > limits.cell:
            raise CannotRead(LONG_CELL, row=row.number, table=row.table, found=longest, most=limits.cell)


def reader_of(kind):
    """The reader for a kind of file. A new format is one file and one line here."""
    if kind == "docx":
        from actionplan.importing import word as module
    elif kind == "xlsx":
        from actionplan.importing import spreadsheet as module
    elif kind == "odt":
        from actionplan.importing import odt as module
    elif kind == "pdf":
        from actionplan.importing import pdf as module
    else:
        from actionplan.importing import text as module
    return module.read
