"""Exempt words that stand where the public will read them. Plain values in, plain values out.

A run of five words of an exempt text (or all of a shorter one of two words or more) counts as that text; a run that the
plan's public wording holds too does not, because it tells nothing.
"""

import re

RUN = 5
WORD = re.compile(r"[\w’']+")


def exempt_texts(data):
    """The texts of a snapshot that are exempt, each with the reference of its action: [(reference, text)…]."""
    for challenge in data["challenges"]:
        for action in challenge["actions"]:
            what = action["exempt"]["what"]
            texts = [action["text"], action["success"]] if what == "all" else []
            if what != "no" and action["news"]:
                texts.append(action["news"]["words"])
            yield from ((action["reference"], text) for text in texts)


def misplaced(exempt, agreed, places):
    """Which places hold exempt words: [(place, reference)…], each pair once.

    `exempt` as above, `agreed` the public wording of the plans, `places` what is looked through (each with `words`).
    """
    harmless = {run for text in agreed for run in runs(text)}
    secret = {}
    for reference, text in exempt:
        for run in runs(text):
            if run not in harmless:
                secret.setdefault(run, reference)
    sizes = {len(run) for run in secret}
    found = {}
    for place in places:
        for run in (run for size in sizes for run in _of_size(_words(place.words), size)):
            if run in secret:
                found[(place, secret[run])] = True
    return list(found)


def runs(text):
    """Every run of five words in a row; of a shorter text, all of it where it has two words or more."""
    words = _words(text)
    return _of_size(words, min(RUN, len(words))) if len(words) > 1 else []


def _of_size(words, size):
    return [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]


def _words(text):
    return WORD.findall(text.casefold().replace("'", "’"))
