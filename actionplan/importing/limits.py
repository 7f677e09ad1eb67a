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


class CannotRead(Exception):
    """A file cannot be read. Its words are one sentence for the person who chose it: what was found, what to do."""


def size_in_words(count):
    """10485760 as "10 MB"."""
    if count >= 1024 * 1024:
        return f"{count / (1024 * 1024):.3g} MB"
    return f"{count / 1024:.3g} kB" if count >= 1024 else f"{count} bytes"
