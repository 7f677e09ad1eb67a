"""Marks in people's own words what a search found by folded ones: “cafe” marks “Café”."""

from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from people.keys import key_of

ROUND = 60
LONGEST = 180


@lru_cache(maxsize=4096)
def _folded(letter):
    return key_of(letter)


def found_in(words, terms):
    """Where the folded terms stand in the words: (start, end) in order, none touching the next."""
    letters, places = [], []
    for place, letter in enumerate(words):
        folded = _folded(letter) if not letter.isspace() else " "
        letters.append(folded)
        places += [place] * len(folded)
    key = "".join(letters)
    spans = sorted(span for term in terms for span in _spans(key, places, term))
    return _joined(spans, words)


def _spans(key, places, term):
    start = key.find(term)
    while start >= 0:
        end = start + len(term)
        yield places[start], places[end - 1] + 1
        start = key.find(term, end)


def _joined(spans, words):
    """Overlapping ones as one; accents typed after their letter belong to it."""
    joined = []
    for start, end in spans:
        while end < len(words) and not words[end].isspace() and not _folded(words[end]):
            end += 1
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def marked(words, terms):
    """The words as HTML, whatever they hold escaped, with each place found in a <mark>."""
    parts, done = [], 0
    for start, end in found_in(words, terms):
        parts += [conditional_escape(words[done:start]), format_html("<mark>{}</mark>", words[start:end])]
        done = end
    return mark_safe("".join([*parts, conditional_escape(words[done:])]))  # noqa: S308 - each part is escaped


def excerpt(words, terms):
    """Of long words, the part round the first place found, cut at spaces."""
    words = " ".join(words.split())
    if len(words) <= LONGEST:
        return words
    spans = found_in(words, terms)
    start = max(0, spans[0][0] - ROUND) if spans else 0
    start = words.rfind(" ", 0, start) + 1 if start else 0
    end = start + LONGEST
    end = len(words) if end >= len(words) else max(words.rfind(" ", start, end), start + ROUND)
    return ("… " if start else "") + words[start:end] + (" …" if end < len(words) else "")
