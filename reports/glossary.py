"""Initials in what a paper prints: those the council's glossary explains, and those nobody has explained."""

import re

from actionplan.importing.glossary import terms_in
from actionplan.models import GlossaryTerm


def known():
    """The glossary as {initials: meaning}, in the order of the initials; those without a meaning are left out."""
    return dict(GlossaryTerm.objects.exclude(meaning="").values_list("initials", "meaning"))


def used_in(texts, terms):
    """The terms that stand in these texts, as (initials, meaning) in the glossary's order; "PDRs" counts as "PDR"."""
    if not terms:
        return ()
    alternatives = "|".join(map(re.escape, sorted(terms, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w’'-])({alternatives})s?(?!\w)")
    met = {found for text in texts for found in pattern.findall(text)}
    return tuple((initials, meaning) for initials, meaning in terms.items() if initials in met)


def unexplained_in(texts, terms):
    """The initials that neither the glossary nor the texts themselves explain, in the order they are met."""
    return tuple(term.initials for term in terms_in(texts, terms) if not term.meaning)


def texts_of(view):
    """Every text of a plan that is printed, as one audience reads it."""
    for challenge in view["challenges"]:
        yield from (challenge["heading"], challenge["title"])
        for action in challenge["actions"]:
            yield from (action["text"], action["success"])
            yield action["news"]["words"] if action["news"] else ""
            for names in action["leads"].values():
                yield from names
