"""What a scanner does to words: breaks them in two, takes letters of another alphabet, or l for I."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter

# Letters of other alphabets that are drawn like ours.
LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЅЈаеорсхуіѕјԁԛԝҺһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν", "ABEKMHOPCTXYISJaeopcxyisjdqwHhABEZHIKMNOPTYXoav"
)
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
ORDINAL = re.compile(r"\b(\d{1,2}) (st|nd|rd|th)\b")
CUT_HYPHEN = re.compile(r"\b(\w+)- (\w+)\b")
INITIALS_WITH_L = re.compile(r"\b([A-Z]{2,}(?=l\b)|[A-Z]+(?=l['’]s\b))l")
# A last letter or two on their own: "Chancello r", "Even ts", but not "Head of", "Maria de Souza".
SHORT_WORDS = (
    "of|to|in|on|at|by|or|as|is|it|we|no|up|so|us|me|my|an|am|be|do|go|he|if|de|la|le|di|da|du|el|al"
)
CUT_END = re.compile(rf"(?<=[a-z]{{2}}) (?!(?:{SHORT_WORDS})\b)([b-hj-z]|[a-z]{{2}})(?![\w'’.])")


def in_our_letters(words):
    """The words with look-alike letters replaced, or unchanged where a word holds other foreign letters too."""
    return words if words.isascii() else re.sub(r"\S+", _word_in_our_letters, words)


def _word_in_our_letters(match):
    replaced = match[0].translate(LOOKALIKES)
    foreign = [
        letter for letter in replaced if LETTER.match(letter) and "LATIN" not in unicodedata.name(letter, "")
    ]
    return match[0] if foreign else replaced


def skeleton(words):
    """What stays the same when a scanner mistakes l, I and 1, 0 and O, rn and m, or breaks and joins words."""
    shape = re.sub(r"[\W_]+", "", words).replace("I", "l").casefold()
    return shape.translate(str.maketrans("1|i0", "lllo")).replace("rn", "m").replace("vv", "w")


class Vocabulary:
    """The words of a document, and which of them never stand but beside one certain other."""

    def __init__(self, texts, always=()):
        self.words, self.pairs, self.hyphened = Counter(), Counter(), set()
        for text in texts:
            found = WORD.findall(text)
            self.words.update(word.casefold() for word in found)
            self.pairs.update((a.casefold(), b.casefold()) for a, b in itertools.pairwise(found))
            self.hyphened |= {word.casefold() for word in found if "-" in word}
        self.always = {word.casefold() for word in always}

    def knows(self, word):
        return word.casefold() in self.always or self.words[word.casefold()] > 0

    def is_broken(self, first, second):
        """Whether two neighbours are one word: it is known, and one of them is never met without the other."""
        a, b = first.casefold(), second.casefold()
        if not self.knows(first + second) or a in self.always or b in self.always:
            return False
        return self.pairs[a, b] in (self.words[a], self.words[b])


def join_broken(words, vocabulary):
    """Join words of a name that a scanner broke: "Departme nt", "Chancello r"."""
    words = CUT_END.sub(r"\1", words)
    tokens = words.split(" ")
    joined = tokens[:1]
    for token in tokens[1:]:
        if WORD.fullmatch(joined[-1]) and WORD.fullmatch(token) and vocabulary.is_broken(joined[-1], token):
            joined[-1] += token
        else:
            joined.append(token)
    return " ".join(joined)


def mend_text(words, vocabulary):
    """Running text with what is surely a scanner's slip mended: "2 nd", "re- organisation", "Pl's" for "PI's"."""
    mended = in_our_letters(words)
    mended = ORDINAL.sub(r"\1\2", mended)
    mended = CUT_HYPHEN.sub(lambda cut: _close(cut, vocabulary), mended)
    return INITIALS_WITH_L.sub(r"\1I", mended)


def _close(cut, vocabulary):
    whole = f"{cut[1]}-{cut[2]}"
    return whole if whole.casefold() in vocabulary.hyphened else cut[0]
