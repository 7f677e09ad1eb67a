"""How much a file may hold, and the one way of saying that it cannot be read."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, a cell in characters, times in seconds. The defaults suit councils' documents many times over."""

    file_size: int = 10 * 1024 * 1024
    members: int = 1000
    unpacked: int = 100 * 1024 * 1024
    rows: int = 5000
    columns: int = 100
    pages: int = 500
    cell: int = 50_000
    memory: int = 300 * 1024 * 1024
    seconds: int = 9
    result_size: int = 8 * 1024 * 1024

    def as_json(self):
        return asdict(self)


def gettext_noop(words):
    """Mark words for translators. Whoever tells them translates them: the process that reads a file has no Django."""
    return words


LONG_CELL = gettext_noop(
    "A cell in row {row} of table {table} has {found:,} characters, and at most {most:,} are read: shorten it or take "
    "it out of the table."
)
TOO_MANY_ROWS = gettext_noop("The document has more than {rows:,} rows: split it into smaller documents.")
TOO_WIDE = gettext_noop(
    "A table has a row of more than {columns} columns: make it narrower and save it again."
)


class CannotRead(Exception):
    """A file cannot be read. Its words are one sentence for the person who chose it: what was found, what to do.

    `values` are filled into the words, once they are translated.
    """

    def __init__(self, words, **values):
        super().__init__(words.format(**values) if values else words)
        self.words, self.values = words, values


def size_in_words(count):
    """10485760 as "10 MB"."""
    if count >= 1024 * 1024:
        return f"{count / (1024 * 1024):.3g} MB"
    return f"{count / 1024:.3g} kB" if count >= 1024 else f"{count} bytes"
