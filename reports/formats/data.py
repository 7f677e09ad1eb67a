"""CSV and JSON: what docs/data-formats.md describes, for other programs."""

import csv
import io
import json
import types
import typing
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from reports.formats.lines import Line, lines
from reports.paper import Paper

SCHEMA = "actionplan.paper"


class NotAPaper(ValueError):
    """The JSON is not a paper of a version known here; the message says what was found."""


def render_csv(paper):
    """One line an action, UTF-8 with a byte order mark so that spreadsheets see the letters; words never altered."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(Line._fields)
    for line in lines(paper):
        writer.writerow([value.isoformat() if isinstance(value, date) else value for value in line])
    return out.getvalue().encode("utf-8-sig")


def render_json(paper):
    """The whole value, with the name and version of its schema first."""
    return (json.dumps(as_plain(paper), ensure_ascii=False, indent=1) + "\n").encode()


def as_plain(paper):
    """A Paper as dictionaries, lists and ISO dates, to be stored or sent."""
    return {"schema": SCHEMA, **_plain(paper)}


def from_plain(plain):
    """The Paper that `as_plain` was given; raises NotAPaper."""
    version = Paper.__dataclass_fields__["version"].default
    found = (plain.get("schema"), plain.get("version")) if isinstance(plain, dict) else (None, None)
    if found != (SCHEMA, version):
        raise NotAPaper(f"Expected {SCHEMA} version {version}, but found {found[0]} version {found[1]}.")
    return _value(Paper, {name: part for name, part in plain.items() if name != "schema"})


def _plain(value):
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _value(kind, plain):
    """`plain` as the annotation `kind` says: a dataclass, a tuple, a date, either of two, or itself."""
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is types.UnionType:
        return None if plain is None else _value(arguments[0], plain)
    if typing.get_origin(kind) is tuple:
        kinds = [arguments[0]] * len(plain) if arguments[-1] is Ellipsis else arguments
        return tuple(_value(each, part) for each, part in zip(kinds, plain, strict=True))
    if is_dataclass(kind):
        return kind(**{name: _value(_kinds(kind)[name], part) for name, part in plain.items()})
    return date.fromisoformat(plain) if kind is date else plain


@cache
def _kinds(kind):
    return typing.get_type_hints(kind)
