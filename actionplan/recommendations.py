"""What a meeting's papers asked it to decide, for whoever writes down what it resolved.

This room may not know of papers, and papers take no effect on a plan. So `reports` says here, when the site starts,
where recommendations are found and keeps which resolution answered each; the resolution itself, and all that follows
from it, is recorded by `actionplan.changes`.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Recommended:
    """A recommendation of a published paper; `resolution` is the id of what was resolved on it, or None."""

    key: str
    paper: str
    label: str
    words: str
    resolution: int | None

    def __str__(self):
        return f"{self.label} {self.words}"


class Source(Protocol):
    def of_meeting(self, meeting):
        """A list of Recommended, in the order of the agenda."""

    def resolve(self, keys, resolution):
        """The resolution answers these, and none besides."""


_sources = []


def add_source(source):
    _sources.append(source)


def of_meeting(meeting):
    return [each for source in _sources for each in source.of_meeting(meeting)]


def resolve(keys, resolution):
    for source in _sources:
        source.resolve(keys, resolution)
