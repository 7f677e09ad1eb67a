"""Words to be taken out for good, where they stand, and every table that still holds them."""

import json

import pytest
from django.db import connection
from django.utils import timezone

from actionplan.changes import redact
from actionplan.permissions import removal_scope
from actionplan.redaction import Phrase
from tests.cast import TODAY, make_action, make_challenge, make_plan, make_user

NOW = timezone.now()
WHY = "Says something of a person’s health."
ILLNESS = "Siân’s breast cancer"


@pytest.fixture
def officer(db):
    return make_user("Priya Nair", "editor", "exempt")


@pytest.fixture
def action(officer):
    return make_action(
        "Publish who leads on what", challenge=make_challenge(make_plan(by=officer), by=officer), by=officer
    )


def remove(action, by, words=ILLNESS, **given):
    return redact(
        action=action, scope=removal_scope(by, TODAY), reason=WHY, by=by, **({"words": words} | given)
    )


def everything_kept():
    """Every value of every column of every table that is words or bytes, as plain text: (table, text)."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield table, _as_text(value)


def _as_text(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "ignore")
    try:
        return json.dumps(json.loads(value), ensure_ascii=False)
    except (TypeError, ValueError):
        return str(value)


def tables_with(words):
    phrase = Phrase(words)
    held = {table for table, text in everything_kept() if phrase.count(text)}
    return held | {table for table, text in everything_kept() if phrase.count(text.replace("+", " "))}
