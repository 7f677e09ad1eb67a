"""The pages that say no: plain English, what to do next, and no word lost that somebody had typed."""

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.test import Client
from django.views.defaults import server_error

from people.refusals import not_understood
from tests.cast import make_action, page_text

WORDS = "The list is printed and hangs at reception."


@pytest.fixture
def closed(settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    return settings.MAINTENANCE_FILE


def test_a_closed_site_says_until_when_and_asks_no_database(client, closed):
    closed.write_text("Back at 6 p.m. <b>today</b>")
    answer = client.get("/plans/")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "600", "no-store")
    assert "closed for a while" in page_text(answer)
    assert "Back at 6 p.m. &lt;b&gt;today&lt;/b&gt;" in answer.text
    assert "Sign in" not in page_text(answer)


def test_a_closed_site_shows_what_was_being_sent(client, closed):
    closed.write_bytes(b"\xff")
    said = page_text(
        client.post("/plans/hr/1.1/update/", {"words": WORDS, "password": "what a good secret."})
    )
    assert f"What you wrote {WORDS}" in said
    assert "secret" not in said


@pytest.mark.django_db
def test_it_is_open_again_once_the_file_is_gone(client, closed):
    closed.touch()
    assert client.get("/sign-in/").status_code == 503
    assert client.get("/healthz").text == "ok\n"
    closed.unlink()
    assert client.get("/sign-in/").status_code == 200


@pytest.mark.django_db
def test_a_form_without_its_token_keeps_what_was_typed(bob):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    action = make_action(by=bob)
    answer = client.post(f"{action.get_absolute_url()}update/", {"words": WORDS})
    assert answer.status_code == 403
    assert "open too long" in page_text(answer)
    assert WORDS in page_text(answer)
    assert not action.updates.exists()


@pytest.mark.django_db
def test_too_much_at_once_says_so(client, bob, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(bob)
    action = make_action(by=bob)
    answer = client.post(f"{action.get_absolute_url()}edit/", {"text": "x" * 2000})
    assert answer.status_code == 413
    assert "send it in parts" in page_text(answer)


@pytest.mark.django_db
def test_who_may_not_and_sends_too_much_is_told_that_they_may_not(client, erin, bob, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(erin)
    action = make_action(by=bob)
    answer = client.post(f"{action.get_absolute_url()}edit/", {"text": "x" * 2000})
    assert answer.status_code == 403


@pytest.mark.django_db
def test_what_cannot_be_read_is_told_from_what_is_too_much(rf):
    for problem, status in ((SuspiciousOperation(), 400), (RequestDataTooBig(), 413)):
        assert not_understood(rf.get("/"), problem).status_code == status


def test_a_fault_of_ours_is_said_without_a_database(rf):
    answer = server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "The fault is ours, not yours" in answer.content.decode()
