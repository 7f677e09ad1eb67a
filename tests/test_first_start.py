"""The site as `make run` starts it for the first time, with the demonstration council just loaded."""

import re
import socket
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.mailserver import free_port
from tests.processes import start, wait_until

PASSWORD = "a password of the test"


@pytest.fixture
def site(tmp_path):
    """Where it answers."""
    port = str(free_port())
    database = f"sqlite:///{tmp_path / 'site.sqlite3'}"
    process = start(
        "-m",
        "config.start",
        ACTIONPLAN_DATA=str(tmp_path),
        DATABASE_URL=database,
        PORT=port,
        DEMO_PASSWORD=PASSWORD,
    )
    try:
        told = []
        for line in process.stdout:
            told.append(line)
            if "Mail sent" in line:
                break
        assert any("Actionplan is at" in line for line in told), told
        wait_until(lambda: listens(int(port)))
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate()


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def signed_in(site, email):
    """ask(path): the bytes that this person is given."""
    cookies = CookieJar()
    opener = build_opener(HTTPCookieProcessor(cookies))

    def ask(path, **sent):
        data = urlencode(sent).encode() if sent else None
        with opener.open(site + path, data, timeout=30) as answer:
            return answer.read()

    ask("/sign-in/")
    token = next(cookie.value for cookie in cookies if cookie.name == "csrftoken")
    ask("/sign-in/", login=email, password=PASSWORD, csrfmiddlewaretoken=token)
    return ask


def test_every_paper_is_typeset_by_a_site_that_has_just_begun(site):
    ask = signed_in(site, "clerk@demo.example")
    meetings = set(re.findall(r'href="(/meetings/[a-z-]+-\d{4}-\d\d-\d\d/)', ask("/meetings/").decode()))
    papers = {paper for each in meetings for paper in re.findall(rf'href="({each}\d+/)"', ask(each).decode())}
    assert len(papers) == 4
    for paper in papers:
        assert ask(f"{paper}files/pdf/").startswith(b"%PDF-"), paper
