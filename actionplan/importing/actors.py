"""What a name is the name of, and where one name ends and the next begins: person, post, team or committee."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext_lazy

from actionplan.importing.role_words import (
    COMMITTEES,
    OF_SOMETHING,
    POSTS,
    RANKS,
    ROLES,
    SUBJECTS,
    TEAMS,
    TITLES,
)

PERSON, POST, TEAM, COMMITTEE = "person", "post", "team", "committee"
KINDS = (PERSON, POST, TEAM, COMMITTEE)
IN_WORDS = {
    PERSON: gettext_lazy("a person"),
    POST: gettext_lazy("a post"),
    TEAM: gettext_lazy("a team"),
    COMMITTEE: gettext_lazy("a committee"),
}
A_KIND = {
    PERSON: gettext_lazy("A person"),
    POST: gettext_lazy("A post"),
    TEAM: gettext_lazy("A team"),
    COMMITTEE: gettext_lazy("A committee"),
}
A_NEW_KIND = {
    PERSON: gettext_lazy("A new person"),
    POST: gettext_lazy("A new post"),
    TEAM: gettext_lazy("A new team"),
    COMMITTEE: gettext_lazy("A new committee"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """An actor the council has already: `id` is whatever the caller knows it by, `left` the day it left, in words."""

    name: str
    kind: str = PERSON
    aliases: tuple = ()
    id: object = None
    left: str = ""


JOINERS = {"and", "&", "of", "for", "the", "to", "in", "with", ",", "-", "–"}
SPLITS = {"and", "&", ",", "with", "plus"}
CONNECTORS = {"of", "for", "-", "–", "to", ","}
EVERY = {"all", "each", "every"}
# A group known by its initials: corporate, senior, extended … management or leadership team.
TEAM_INITIALS = re.compile(r"[A-Z]{0,3}(MT|LT)|HOS|HoS|SMTs?|[A-Z]{1,3}MB|[A-Z]*T$")
INITIALS = re.compile(r"[A-Z](?:[A-Z]|[a-z](?=[A-Z])){1,5}[A-Z]?s?|[A-Z]{2,7}\d{0,3}|S151")
NAME_WORD = re.compile(
    r"(?:[A-Z]\.?|(?:O['’]|Mc|Mac|De|St\.?)?[A-ZÀ-Þ][a-zß-ÿ]+(?:[-'’][A-ZÀ-Þ]?[a-zß-ÿ]+)*)"
)
CAPITAL = re.compile(r"[A-ZÀ-Þ0-9(]")


def kind_of(name):
    """The kind of actor a name looks like, or None where it looks like nothing we know."""
    return _kind_of(tuple(name.replace(",", " ,").split()))


def is_initials(name):
    return bool(INITIALS.fullmatch(name))


def is_councillor(name):
    return name.split(" ")[0].rstrip(".").casefold() in {"cllr", "councillor", "clr", "cnllr", "cllrs"}


MEMBERS = re.compile(
    r"(?:the )?(?:portfolio holder|cabinet member|executive member|lead member|leader of the council|committee chair|"
    r"chair(?:man)? of)\b",
    re.I,
)


def is_member(name):
    """Whether it is a councillor, or a post that only a councillor holds."""
    return is_councillor(name) or bool(MEMBERS.match(name))


@lru_cache(maxsize=20_000)
def _kind_of(tokens):
    lower = [token.casefold().strip("().") for token in tokens]
    if not tokens or len(tokens) > 16 or lower[-1] in (SPLITS | {""}) or lower[0] in (SPLITS | {"of"}):
        return None
    if len(tokens) == 1 and is_initials(tokens[0]):
        return TEAM if TEAM_INITIALS.fullmatch(tokens[0]) else POST
    if lower[0] in TITLES:
        return PERSON if 2 <= len(tokens) <= 4 and all(map(NAME_WORD.fullmatch, tokens[1:])) else None
    if lower[0] in EVERY:
        return TEAM if _is_group(lower[1:]) else None
    if set(lower) & EVERY:
        return None
    return _kind_of_role(tokens, lower)


def _is_group(lower):
    """ "directors and heads of", "staff", "managers in housing": one group however many kinds of people are in it."""
    roles = [place for place, word in enumerate(lower) if word in TEAMS | POSTS]
    if not roles:
        return len(lower) == 1 and lower[0].endswith("s")
    after = lower[roles[-1] + 1 :]
    return not after or after[0] in CONNECTORS | {"in", "across"}


def _kind_of_role(tokens, lower):
    roles = [place for place, word in enumerate(lower) if word in ROLES]
    if not roles:
        return PERSON if 2 <= len(tokens) <= 3 and _is_person(tokens) else None
    if not all(
        CAPITAL.match(token) or word in JOINERS | ROLES for token, word in zip(tokens, lower, strict=True)
    ):
        return None
    if lower[0] == "heads":
        return _heads(lower)
    return _post_and_subject(tokens, lower) or _kind_at_the_end(lower, roles)


def _heads(lower):
    """ "Heads of", "heads of service", "Heads of Housing": one group; a further role is a further group."""
    return (
        TEAM
        if not set(lower[1:]) & (ROLES - {"service", "services"}) and not set(lower) & {"and", "&"}
        else None
    )


def _post_and_subject(tokens, lower):
    """A post and what it is the post of: "Head of Housing and Planning", "Group Manager Environment"."""
    begin = next((place for place, word in enumerate(lower) if word not in ROLES | RANKS), len(lower))
    of = lower[begin:]
    if not of or not set(lower[:begin]) & POSTS or set(of) & (ROLES - OF_SOMETHING):
        return None
    if of[0] in CONNECTORS:
        return POST if len(of) > 1 else None
    return POST if begin < len(lower) and not _is_person(tokens[begin:]) else None


def _kind_at_the_end(lower, roles):
    """ "HR Committee", "Leisure team", "Deputy Chief Executive": what the last word says, where no other role stands
    before it but those that go with it.
    """
    last = lower[-1]
    if roles[-1] != len(lower) - 1:
        return None
    if "chief" in lower and last == "executive":
        return POST
    if any(lower[place] not in POSTS | OF_SOMETHING for place in roles[:-1]) or set(lower) & {
        "of",
        "for",
        "to",
    }:
        return None
    if last in COMMITTEES:
        return COMMITTEE
    return TEAM if last in TEAMS else POST


def _is_person(tokens):
    lower = {token.casefold() for token in tokens}
    return (
        bool(tokens)
        and all(map(NAME_WORD.fullmatch, tokens))
        and len(tokens[-1].strip(".")) > 1
        and not lower & SUBJECTS
    )


def may_be_two(name):
    """Whether a team's name holds "and" or "&", and so may be two: "HR & Communications teams"."""
    words = name.casefold().split()
    plural = words[-1] in TEAMS and words[-1].endswith("s")
    return plural and bool({"and", "&"} & set(words[1:-1])) and words[0] not in EVERY


def segment(words, knows):
    """Split words without separators into the fewest names that make them up, or None where they do not.

    `knows(name)` says whether a name is one the plan or the council uses elsewhere; such a name is never part of
    another. "HR Department Lois Prior All Managers" is three.
    """
    tokens = words.replace(",", " ,").split()
    if len(tokens) > 24:
        return None
    best = [None] * (len(tokens) + 1)
    best[len(tokens)] = (0, ())
    for start in range(len(tokens) - 1, -1, -1):
        best[start] = _best_from(tokens, start, best, knows)
    return list(best[0][1]) if best[0] is not None else None


def _best_from(tokens, start, best, knows):
    """The cheapest names from a token on, as (cost, names). Three names of people are oftener first and last each."""
    if tokens[start].casefold() in SPLITS:
        return best[start + 1] if start else None
    found = None
    for end in range(len(tokens), start, -1):
        rest = best[end]
        if rest is None or tokens[end - 1].casefold() in SPLITS or (found and rest[0] + 1 >= found[0]):
            continue
        name = " ".join(tokens[start:end]).replace(" ,", ",")
        known = knows(name)
        if known or (_kind_of(tuple(tokens[start:end])) and not holds_person(name, knows)):
            is_long = not known and end - start > 2 and _is_person(tokens[start:end])
            cost = rest[0] + (1.6 if is_long else 1)
            found = (cost, (name, *rest[1])) if found is None or cost < found[0] else found
    return found


def holds_person(name, knows):
    """Whether a person's name, known elsewhere, stands inside these words."""
    tokens = name.split()
    pairs = itertools.pairwise(tokens) if len(tokens) > 2 else ()
    return any(_is_person(pair) and knows(" ".join(pair)) for pair in pairs)
