"""Signing in by password or by a code sent by e-mail."""

import re

import pytest
from django.urls import reverse

from people.models import Council
from tests.cast import make_user

pytestmark = pytest.mark.django_db


def signed_in(client):
    return "_auth_user_id" in client.session


def test_a_password_signs_in(client, alice):
    client.post(reverse("account_login"), {"login": "ALICE@example.org", "password": "correct horse battery"})
    assert signed_in(client)


def test_a_wrong_password_says_so_and_keeps_the_address(client, alice):
    page = client.post(
        reverse("account_login"), {"login": "alice@example.org", "password": "wrong"}
    ).content.decode()
    assert not signed_in(client)
    assert "alice@example.org" in page


def test_a_code_from_an_email_signs_in(client, alice, mailserver):
    client.post(reverse("account_request_login_code"), {"email": "alice@example.org"})
    message = mailserver.messages[-1].get_payload()
    code = re.search(r"^([A-Z0-9-]{6,})\s*$", message, re.M).group(1)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert signed_in(client)


def test_the_address_typed_on_the_sign_in_page_is_not_asked_for_again(client, alice, mailserver):
    code = reverse("account_request_login_code")
    assert "E-mail address" in client.post(code, {"login": "", "next": "/plans/"}).content.decode()
    answer = client.post(code, {"login": "alice@example.org", "password": "", "next": "/plans/"})
    assert answer.url.startswith(reverse("account_confirm_login_code"))
    assert mailserver.messages[-1]["To"] == "alice@example.org"


def test_an_unknown_address_gets_no_mail_and_the_same_answer(client, alice, mailserver):
    known = client.post(reverse("account_request_login_code"), {"email": "alice@example.org"})
    unknown = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [m["To"] for m in mailserver.messages] == ["alice@example.org"]


def test_nobody_signs_up(client, db):
    assert client.get("/sign-up/").status_code == 404


def test_every_page_asks_to_sign_in_first(client, db):
    for address in (
        "/",
        "/plans/",
        "/my-actions/",
        "/meetings/",
        "/imports/new/",
        "/people/",
        "/accounts/",
        "/no/",
    ):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        if answer.status_code == 302:
            assert answer.url.startswith("/sign-in/"), address


def test_the_health_page_answers_anybody(client, db):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.parametrize(
    ("address", "forwarded", "status"),
    [
        ("127.0.0.1", None, 302),
        ("::1", None, 302),
        ("192.0.2.7", None, 403),
        ("127.0.0.1", "192.0.2.7", 403),
        ("", None, 403),
    ],
)
def test_a_demonstration_answers_only_on_its_own_machine(client, db, address, forwarded, status):
    Council.objects.create(pk=1, name="Eastmere", demonstration=True)
    headers = {"X-Forwarded-For": forwarded} if forwarded else None
    assert client.get("/plans/", REMOTE_ADDR=address, headers=headers).status_code == status


def test_a_real_site_answers_others(client, db):
    make_user("Ann Other")
    assert client.get("/people/", REMOTE_ADDR="192.0.2.7").status_code == 302
