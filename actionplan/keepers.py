"""Who else keeps copies of a plan's words: other rooms name themselves here when the site starts.

This room may not know of papers. So `reports` adds a keeper in its AppConfig, and whoever deletes an action or takes
words out asks every keeper what it holds.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Held:
    """Where words stand in another room: its name, its address, how often, and whether they can be taken out there."""

    where: str
    address: str
    count: int
    fixed: bool


class Keeper(Protocol):
    def published_with(self, action):
        """The name of something published that prints this action, or None."""

    def held(self, plans, phrase):
        """A list of Held: where a phrase stands in copies of these plans."""

    def remove(self, plans, phrase, *, by, at):
        """Take a phrase out of all copies that are not published; gives how often it stood there."""


_keepers = []


def add_keeper(keeper):
    _keepers.append(keeper)


def keepers():
    return tuple(_keepers)
