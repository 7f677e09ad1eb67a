"""A hundred snapshots taken while four people write: each is one state of the plan, and its formats agree on it."""

import csv
import io
import json
import re
import threading
import zipfile
from datetime import UTC, datetime
from itertools import pairwise

import openpyxl
import pdfplumber
import pytest
from django.db import connection, transaction
from lxml import etree, html

from actionplan.changes import edit_action, record_update
from reports import snapshots
from reports.drafting import plan_paper
from reports.formats import FORMATS, render
from tests.cast import TODAY, make_action, make_challenge, make_plan, make_user

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
WRITERS, SNAPSHOTS = 4, 100
# Seconds between two changes of one person; without any, SQLite lets whoever wrote last write again.
PAUSE = 0.4
COUNT = re.compile(r"w(\d)n(\d+)x")


def write(actions, by, stop, failures, rounds):
    """Change the wording of two actions and the news of both, always all four together, until told to stop."""
    number = 0
    try:
        while not stop.wait(PAUSE):
            number += 1
            with transaction.atomic():
                for action in actions:
                    words = f"w{by.last_writer}n{number}x"
                    edit_action(action=action, by=by, today=TODAY, text=f"Do {words}")
                    record_update(action=action, by=by, words=f"News {words}")
            rounds[by.last_writer] = number
    except Exception as problem:
        failures.append(problem)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_hundred_snapshots_while_four_people_write(bob):
    plan = make_plan(by=bob)
    stop, failures, rounds, threads = threading.Event(), [], {}, []
    for i in range(WRITERS):
        challenge = make_challenge(plan, title=f"Work of {i}", by=bob)
        pair = [make_action(f"Do w{i}n0x", challenge=challenge, by=bob) for _ in range(2)]
        for action in pair:
            record_update(action=action, by=bob, words=f"News w{i}n0x")
        writer = make_user(f"Writer{i} Wood", "editor")
        writer.last_writer = i
        threads.append(threading.Thread(target=write, args=(pair, writer, stop, failures, rounds)))
    for thread in threads:
        thread.start()
    try:
        taken = [snapshots.take(plan, as_of=TODAY, at=NOW) for _ in range(SNAPSHOTS)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert failures == []
    assert sorted(rounds) == list(range(WRITERS))
    states = [state_of(each.data) for each in taken]
    assert len(set(states)) > WRITERS, "nobody wrote while the snapshots were taken"
    for earlier, later in pairwise(states):
        assert all(was <= now for was, now in zip(earlier, later, strict=True))
    for each in taken:
        assert each.sha256 == snapshots.checksum(each.data)
    for each, state in list(zip(taken, states, strict=True))[:: SNAPSHOTS // 10]:
        value = plan_paper(each.data, audience="internal", council="Us")
        for key in FORMATS:
            assert read_back(key, render(value, key)) == expected(state), key


def state_of(data):
    """How far each writer was; every place a writer changed at once must say the same."""
    found = {i: set() for i in range(WRITERS)}
    for challenge in data["challenges"]:
        for action in challenge["actions"]:
            for words in (action["text"], action["news"]["words"]):
                writer, number = COUNT.search(words).groups()
                found[int(writer)].add(int(number))
    assert all(len(numbers) == 1 for numbers in found.values()), f"torn: {found}"
    return tuple(min(found[i]) for i in range(WRITERS))


def expected(state):
    """Each writer's words stand twice as wording and twice as news."""
    return sorted((i, number) for i, number in enumerate(state) for _ in range(4))


def read_back(key, content):
    """What a document says of each writer, read with another library than wrote it."""
    return sorted((int(writer), int(number)) for writer, number in COUNT.findall(READERS[key](content)))


def _word(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(etree.fromstring(archive.read("word/document.xml")).itertext())


def _pdf(content):
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return " ".join(page.extract_text() for page in pdf.pages)


def _excel(content):
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return " ".join(str(cell) for row in book["Actions"].iter_rows(values_only=True) for cell in row if cell)


def _csv(content):
    return " ".join(cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row)


READERS = {
    "docx": _word,
    "pdf": _pdf,
    "html": lambda content: html.fromstring(content).text_content(),
    "xlsx": _excel,
    "csv": _csv,
    "json": lambda content: json.dumps(json.loads(content)),
}
