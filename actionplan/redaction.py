"""Words to be taken out for good: what counts as the same words, and every place of this room where they stand.

The same words in another case, with other spaces between them or their accents put together otherwise count too.
Nothing is written here; `actionplan.changes.redacting` takes out what is found.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape
from urllib.parse import parse_qsl, quote, unquote, urlencode

from django.db.models import Q, TextField
from django.db.models.functions import Cast

REMOVED = "[removed]"
ROUND = 60  # letters shown on either side of the words


class Phrase:
    """Words as they are looked for: case, accents put together otherwise and spaces aside, these very words."""

    def __init__(self, words):
        self.words = " ".join(_composed(words).split())
        self.pattern = re.compile(r"\s+".join(map(re.escape, self.words.split())), re.IGNORECASE)

    @cached_property
    def run(self):
        """The longest run of plain letters and figures: every database finds it, however it keeps the rest."""
        return max(re.findall(r"[a-z0-9]+", self.words.lower()), key=len, default="")

    def count(self, value):
        """How often the words stand in a text, or anywhere in a JSON value."""
        return sum(len(self.pattern.findall(_composed(text))) for text in _texts(value))

    def without(self, value):
        """The same text or JSON value without them."""
        if isinstance(value, str):
            return self.pattern.sub(REMOVED, _composed(value)) if self.count(value) else value
        if isinstance(value, list):
            return [self.without(each) for each in value]
        if isinstance(value, dict):
            return {self.without(name): self.without(each) for name, each in value.items()}
        return value

    def shown(self, text):
        """The words as they stand in a text, each as (before, the words, after)."""
        text = _composed(text)
        return [
            (_end_of(text[: found.start()]), found[0], _start_of(text[found.end() :]))
            for found in self.pattern.finditer(text)
        ]


def _composed(text):
    return unicodedata.normalize("NFC", text)


def _texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _texts(name)
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _end_of(text):
    return text if len(text) <= ROUND else f"…{text[-ROUND:]}"


def _start_of(text):
    return text if len(text) <= ROUND else f"{text[:ROUND]}…"


@dataclass(frozen=True)
class Scope:
    """How far one may reach: querysets of the plans one edits, their actions one may know of, and one's imports.

    `silent` are actions whose news one may not read: nothing of it is looked through.
    """

    plans: object
    actions: object
    silent: object
    imports: object


@dataclass(frozen=True)
class Store:
    """A table that keeps words: `rows` of it within a scope, which `fields`, and what a person calls a row.

    `action` gives the id of the action that a row belongs to, or None. What is not `shown` is only counted: history
    repeats the words, and mail, sheets and views are somebody else's.
    """

    model: type
    fields: tuple
    rows: object
    called: object
    action: object = lambda row: None
    shown: bool = True


@dataclass(frozen=True)
class Found:
    """Words in one field of one row; `action` is the id of the action it belongs to, or None."""

    store: Store
    row: object
    field: str
    count: int
    action: int | None

    @property
    def called(self):
        return self.store.called(self.row, self.field)


def find(phrase, scope, stores):
    """Every place within the scope where the words stand, table by table."""
    return [found for store in stores for found in _in_store(store, phrase, scope)]


def _in_store(store, phrase, scope):
    for row in _likely(store, phrase, scope):
        for field in store.fields:
            value = getattr(row, field)
            if count := phrase.count(plain(field, value)):
                yield Found(store, row, field, count, store.action(row))


def _likely(store, phrase, scope):
    """The rows the database finds the longest run of letters in: few, of which Python finds the words."""
    rows = store.rows(scope).order_by("pk")
    if len(phrase.run) < 2:
        return rows
    kept = {f"kept_{field}": Cast(field, TextField()) for field in store.fields}
    likely = Q()
    for name in kept:
        likely |= Q(**{f"{name}__icontains": phrase.run})
    return rows.filter(pk__in=store.rows(scope).annotate(**kept).filter(likely).order_by().values("pk"))


def plain(field, value):
    """A value as words: addresses and web pages say some letters in their own way."""
    if field == "query":
        return [each for pair in parse_qsl(value, keep_blank_values=True) for each in pair]
    if field == "url":
        return unquote(value)
    return unescape(value) if field == "html" else value


def taken_out(phrase, field, value):
    """A field's value without the words, as the field keeps it."""
    if field == "query":
        pairs = parse_qsl(value, keep_blank_values=True)
        return urlencode([(phrase.without(name), phrase.without(each)) for name, each in pairs])
    if field == "url":
        return quote(phrase.without(unquote(value)), safe=":/?#@!$&'()*+,;=%~")
    if field == "html":
        value = Phrase(escape(phrase.words)).without(value)
    return phrase.without(value)


@dataclass(frozen=True)
class Place:
    """Where words stand, in a person's words; `marks` are (before, the words, after), empty where only counted."""

    called: str
    count: int
    marks: tuple = ()


def places_of(phrase, found):
    """What was found as places: those of one name together, in the order they were found."""
    by_name = {}
    for each in found:
        count, marks = by_name.get(each.called, (0, ()))
        value = plain(each.field, getattr(each.row, each.field))
        new = tuple(phrase.shown(value)) if each.store.shown and isinstance(value, str) else ()
        by_name[each.called] = count + each.count, marks + new
    return [Place(called, *counted) for called, counted in by_name.items()]
