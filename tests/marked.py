"""Which words of a template a translator would never see: those outside `translate` and `blocktranslate`."""

import re
from html.parser import HTMLParser

from django.template.base import DebugLexer, TokenType

READ_ALOUD = {
    "alt",
    "aria-description",
    "aria-label",
    "data-ask",
    "data-copied",
    "data-copy",
    "data-label",
    "label",
    "placeholder",
    "title",
}
SAYS_NOTHING = {
    "block",
    "csrf_token",
    "cycle",
    "elif",
    "extends",
    "if",
    "load",
    "querystring",
    "static",
    "url",
}
LITERAL = re.compile(r"""(?P<before>[\w:.|]*\(?|=)?(?P<quote>["'])(?P<words>.*?)(?P=quote)""")
WORDS = re.compile(r"[^\W\d_]{2,}")
NAMES = re.compile(r"[\w-]+=\"[^\"]*\"|Actionplan|\bPDF\b|\bWord\b|\bExcel\b|\bCSV\b|\bJSON\b|\bhttps?://\S*")
HOLE = "\u2063"


def unmarked(source, is_html=True):
    """Pairs (line, words) of the words in a template's source that are not marked for translation."""
    text, found = [], []
    inside = None
    for token in DebugLexer(source).tokenize():
        name = token.contents.split()[0] if token.contents.split() else ""
        if inside:
            inside = None if name == f"end{inside}" else inside
        elif token.token_type is TokenType.BLOCK and name in {"blocktranslate", "comment"}:
            inside = name
        elif token.token_type is TokenType.TEXT:
            text.append(token.contents)
            continue
        elif token.token_type is not TokenType.COMMENT:
            found += [(token.lineno, words) for words in literals(token, name)]
        text.append(HOLE + "\n" * source[slice(*token.position)].count("\n"))
    return found + list(page_words("".join(text)) if is_html else lines_of("".join(text)))


def literals(token, name):
    """The strings within a tag or variable that read as words: with a space or a capital, and not marked with _()."""
    if name in SAYS_NOTHING or name == "translate":
        return
    contents = token.contents.partition(" with ")[2] if name == "include" else token.contents
    for match in LITERAL.finditer(contents):
        before, words = match["before"] or "", match["words"]
        if before.endswith(("_(", "date:", "time:")) or not WORDS.search(NAMES.sub("", words)):
            continue
        if " " in words or any(letter.isupper() for letter in words):
            yield words


def page_words(html):
    reader = Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return reader.found


def lines_of(text):
    return [(n, line) for n, line in enumerate(text.splitlines(), 1) if says(line)]


def says(words):
    return bool(WORDS.search(NAMES.sub("", words)))


def is_said(tag, attribute):
    """Whether an attribute is read aloud, or holds what a script says: that is at the script's tag."""
    return attribute in READ_ALOUD or (tag == "script" and attribute.startswith("data-"))


class Reader(HTMLParser):
    """Gathers what a page says to somebody who reads or hears it."""

    def __init__(self, **options):
        super().__init__(**options)
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attributes):
        self.silent += tag in {"script", "style"}
        for name, value in attributes:
            if is_said(tag, name) and value and says(value):
                self.found.append((self.getpos()[0], value))

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style"}

    def handle_data(self, data):
        if not self.silent and says(data):
            self.found.append((self.getpos()[0], " ".join(data.split())))
