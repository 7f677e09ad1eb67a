"""The tables of who."""

from people.models.account import User
from people.models.actor import Actor, Alias, Delegation, Membership
from people.models.council import ClosedDay, Council

__all__ = ["Actor", "Alias", "ClosedDay", "Council", "Delegation", "Membership", "User"]
