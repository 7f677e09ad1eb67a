"""Reading a file that takes long: the page waits for a moment only, and the reading goes on without it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actionplan import imports
from actionplan.large_files import GAVE_UP, GONE_AFTER, keep_reading, readers
from actionplan.models import Import
from tests.imported import AS_OF, as_text, make_import, page_of, review

pytestmark = pytest.mark.django_db(transaction=True)
GONE = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """A page waits for no time at all, so that every file takes long."""
    monkeypatch.setattr(imports, "WAIT", 0)


def until_read(source):
    """Wait for what is being read in this process."""
    for _ in range(200):
        source.refresh_from_db()
        if source.state != Import.State.READING:
            return source
        time.sleep(0.05)
    raise AssertionError("It is not read after ten seconds.")


def given_up(by, **fields):
    """An import whose reading a process began and never ended."""
    source = make_import(by)
    gone = timezone.now() - GONE_AFTER
    being_read = {"state": "reading", "readings": {}, "claimed_at": gone, "tries": 1}
    Import.objects.filter(pk=source.pk).update(**being_read | fields)
    source.refresh_from_db()
    return source


def test_a_file_that_takes_long_shows_that_it_is_read_and_then_its_review(client, bob):
    client.force_login(bob)
    answer = client.post(reverse("import_create"), {"table": as_text(), "as_of": "2026-01-09"})
    source = Import.objects.get()
    assert answer.headers["Location"] == source.get_absolute_url()
    source = until_read(source)
    assert (source.state, source.title) == (Import.State.REVIEW, "Staff plan")
    assert len(review(source).proposal.actions) == 6
    progress = client.get(reverse("import_progress", args=[source.pk]), headers=GONE)
    assert progress.headers["HX-Redirect"] == source.get_absolute_url()


def test_the_page_says_that_it_is_read_by_whom_and_may_be_left(client, bob):
    source = given_up(bob, claimed_at=timezone.now())
    client.force_login(bob)
    page = page_of(client, "import_review", source)
    assert "Reading the tables" in page
    assert "Started by Bob Brook" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert f'data-hx-get="{reverse("import_progress", args=[source.pk])}"' in page
    assert client.get(reverse("import_progress", args=[source.pk]), headers=GONE).status_code == 200
    listed = client.get(reverse("import_list")).content.decode()
    assert "Being read" in listed
    told = client.get(reverse("import_rows", args=[source.pk]), follow=True)
    assert "still being read: wait a moment" in told.content.decode()


def test_what_cannot_be_read_is_refused_once_that_is_known(bob):
    source = imports.start_import(data=b"{\\rtf1 and so on", name="p.rtf", as_of=AS_OF, by=bob, wait=0)
    source = until_read(source)
    assert source.state == Import.State.REFUSED
    assert "rich text file" in source.refusal


def test_a_small_file_is_read_while_the_page_waits(bob):
    source = imports.start_import(data=as_text().encode(), name="p.txt", as_of=AS_OF, by=bob, wait=60)
    assert (source.state, source.claimed_at) == (Import.State.REVIEW, None)


def test_a_reading_that_broke_off_is_begun_again_by_whoever_looks(client, bob):
    source = given_up(bob)
    client.force_login(bob)
    assert "again, because the first try broke off" in page_of(client, "import_review", source)
    source = until_read(source)
    assert (source.state, source.tries) == (Import.State.REVIEW, 2)
    assert len(review(source).proposal.actions) == 6


def test_a_reading_that_broke_off_twice_is_refused_with_a_sentence(client, bob):
    source = given_up(bob, tries=2)
    client.force_login(bob)
    assert str(GAVE_UP) in page_of(client, "import_review", source)
    source.refresh_from_db()
    assert source.state == Import.State.REFUSED


def test_of_two_who_look_at_once_only_one_begins(bob):
    source = given_up(bob)
    now = timezone.now()

    def look(_):
        try:
            return imports.see_to_reading(source_import=source, now=now).tries
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as two:
        assert list(two.map(look, range(2))) == [2, 2]
    assert until_read(source).tries == 2


def test_what_comes_late_does_not_write_over_a_later_reading(bob):
    source = given_up(bob, title="Kept")
    stale = source.claimed_at - timedelta(seconds=1)
    readers.submit(keep_reading, source.pk, stale, lambda: {"title": "Late"}).result()
    source.refresh_from_db()
    assert source.title == "Kept"
