"""Which sentences of an action say how things stand now, rather than what is to be done. A proposal, and no more."""

from __future__ import annotations

import re

STANDS = re.compile(
    r"\b(?:has|have|had) (?:now |already |also |been |recently )*\w+(?:ed|un|en|de|ne|et|nt)\b"
    r"|\b(?:is|are) (?:now |currently |being |already )*(?:ongoing|underway|under way|monitoring|in place|"
    r"in hand|being|beginning|undertaking|producing|participating|looking|taking place|currently)\b"
    r"|\b(?:is|are) currently\b|\bcurrently\b|\bnow taking place\b|\balready (?:taking place|in place)\b"
    r"|\b(?:launched|delivered|distributed|identified|deferred|achieved|finalised)\b(?=[^.]*\.?$)|^completed?\b|\bongoing\b",
    re.I,
)
TO_DO = re.compile(
    r"\b(?:needs?|will|must|should|shall|to be|require|requires|when|ensure|consideration)\b", re.I
)


def position_in(text):
    """The sentences that say how things stand, in order, or "" where there are none or nothing else."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n", text)
    stands = [each for each in sentences if STANDS.search(each) and not TO_DO.search(each)]
    return " ".join(stands)
