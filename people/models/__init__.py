"""The tables of who."""

from people.models.account import User
from people.models.actor import Actor, Alias, Delegation, Membership
from people.models.council import Council

__all__ = ["Actor", "Alias", "Council", "Delegation", "Membership", "User"]
