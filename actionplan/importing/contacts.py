"""Telephone numbers, extensions and e-mail addresses beside a name: no part of it, and kept as a note."""

from __future__ import annotations

import re

EXTENSION = r"(?:telephone|tel|extension|extn|ext|mobile|mob|x)\b\.?\s*(?:no\.?)?\s*:?\s*\d(?:[ -]?\d){1,11}"
NUMBER = r"(?:\+44[ -]?(?:\(0\)[ -]?)?|\(?0)\d(?:\)?[ -]?\d){7,9}"
ADDRESS = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
CONTACT = re.compile(
    rf"[\s,–-]*\(?(?<![\w@.])(?:{EXTENSION}|x\d{{3,6}}|{NUMBER}(?:\s*{EXTENSION})?|{ADDRESS})(?!\w)\)?", re.I
)


def without_contacts(words):
    """The words without ways to reach somebody, and whether there were any."""
    left = CONTACT.sub(" ", words)
    return (words, False) if left == words else (" ".join(left.split()), True)
