"""Which names are probably one name spelled in two ways. Only ever proposed: an officer says whether they are."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz, process

from actionplan.importing.actors import PERSON, kind_of
from actionplan.importing.scanning import skeleton

# Of 100; "Anne Smith" and "Ann Smith" score 95, "Cllr Jackson" and "Cllr Johnson" 75.
ALIKE = 90
# Comparing everybody with everybody; a plan of more distinct names than this is compared by shape of letters only.
MOST_COMPARED = 1500
SHORTEST, LONGEST = 8, 80
COUNCILLOR = re.compile(r"^(councillor|cnllr|clr|coun)\b\.?", re.I)
COURTESY = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir|dame|lord|lady|prof|professor)\b\.?\s+", re.I)
INITIAL = re.compile(r"([A-Z])\.? ?(?:[A-Z]\.? ?)?([A-Z][\w'’-]+)")


@lru_cache(maxsize=20_000)
def key(name):
    """What two spellings of one name share: no case, no accents, no spaces or stops, and one word for councillor."""
    name = COUNCILLOR.sub("Cllr", name).replace("&", "and")
    if name.isascii():
        return re.sub(r"[\W_]+", "", name.casefold())
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", plain) or plain


def alike_names(counts, spelled, known):
    """Names that are probably others: {key: key of the one met more often, or already known}.

    `counts` says how often each key is met, `spelled` how it is spelled best, `known` has the council's own actors.
    """
    names = {shared: spelled[shared] for shared in counts if shared not in known}
    known_names = {shared: actor.name for shared, actor in known.items()}
    order = sorted(
        names, key=lambda shared: (title_mended(names[shared]) is not None, -counts[shared], names[shared])
    )
    alike = _by_shape(order, names, known_names)
    alike |= _by_initial([each for each in order if each not in alike], names, known_names)
    if len(order) + len(known_names) <= MOST_COMPARED:
        alike |= _by_letters([each for each in order if each not in alike], names, known_names)
    return alike


def by_initials(known):
    """The council's actors by the initials of their names, with small words and without, where only one has them."""
    found = {}
    for actor in known:
        words = re.findall(r"\w+", actor.name)
        large = [word for word in words if word.casefold() not in {"of", "and", "the", "for", "to"}]
        for taken in {"".join(word[0] for word in words), "".join(word[0] for word in large)}:
            if len(taken) > 1:
                found.setdefault(taken.casefold(), []).append(actor)
    return {initials: those[0] for initials, those in found.items() if len(those) == 1}


def title_mended(name):
    """ "Clir Jackson" with its title as it must have been, or None where there is nothing to mend."""
    first, _, rest = name.partition(" ")
    return (
        f"Cllr {rest}"
        if rest and first != "Cllr" and first.lower() != "cllr" and skeleton(first) == "cllr"
        else None
    )


def one_letter_apart(one, other):
    return len(one) == len(other) >= 4 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _by_shape(order, names, known_names):
    """The same but for what a scanner takes for one another: "Clir" and "Cllr"."""
    first, alike = {}, {}
    for shared in (*known_names, *order):
        shape = skeleton(names.get(shared) or known_names[shared])
        if first.setdefault(shape, shared) != shared and shared in names:
            alike[shared] = first[shape]
    return alike


def _by_initial(order, names, known_names):
    """ "J. Hughes" is Jeff Hughes, and "Mr Hughes" too, where one person of that surname is named in full."""
    full, short = {}, {}
    for shared in (*known_names, *order):
        name = names.get(shared) or known_names[shared]
        if kind_of(name) != PERSON:
            continue
        title, first, last = _parts(name)
        if len(first) > 1:
            for begins in {first, first[0], ""}:
                full.setdefault((title, begins, last), []).append(shared)
        if shared in names and (len(first) < 2 or COURTESY.match(name)):
            short[shared] = (title, first, last)
    those = {
        shared: [each for each in full.get(parts, ()) if each != shared] for shared, parts in short.items()
    }
    return {shared: full_names[0] for shared, full_names in those.items() if len(full_names) == 1}


def _parts(name):
    """A person's name as whether it is a councillor's, the first name or its initial or "", and the last name."""
    plain = COURTESY.sub("", name)
    title = plain.casefold().startswith("cllr ")
    plain = plain[5:] if title else plain
    if found := INITIAL.fullmatch(plain):
        return title, found[1], found[2].casefold()
    first, _, rest = plain.rpartition(" ")
    return title, first.partition(" ")[0], rest.casefold()


def _by_letters(order, names, known_names):
    compared = [*known_names, *order]
    words = [(known_names.get(shared) or names[shared]).casefold()[:LONGEST] for shared in compared]
    alike = {}
    for place, shared in enumerate(order, len(known_names)):
        near = process.extract(words[place], words[:place], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=5)
        for other, _, where in near:
            if compared[where] not in alike and _may_be_one(words[place], other):
                alike[shared] = compared[where]
                break
    return alike


def _may_be_one(one, other):
    """Not where they are short, of two kinds, or differ in a figure: "Head of" and "Heads of" are two."""
    if len(one) < SHORTEST or kind_of(one.title()) != kind_of(other.title()):
        return False
    return re.findall(r"\d+", one) == re.findall(r"\d+", other)
