"""The ground that everything else stands on: what is installed, how the site starts, what the tests promise."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests.cast import make_user

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ["requirements.lock", "requirements-run.lock"]


def run(*command, **setting):
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return subprocess.run(command, cwd=ROOT, env=surroundings | setting, capture_output=True, text=True)


def entries(lock):
    """Name to the whole entry, hashes included."""
    blocks = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    return {block.split("==")[0]: block for block in blocks}


# What is installed


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_exact_versions_with_hashes_and_no_index(lock):
    for name, entry in entries(lock).items():
        assert re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry, re.DOTALL), name
    assert "://" not in (ROOT / lock).read_text()


def test_the_site_runs_on_the_versions_that_were_tested():
    tested = entries("requirements.lock")
    assert {
        name for name, entry in entries("requirements-run.lock").items() if tested[name] != entry
    } == set()


def test_the_site_is_not_given_what_only_its_tests_need():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = {re.split(r"[\[<>=]", need)[0] for need in asked["project"]["dependencies"]}
    assert names <= set(entries("requirements-run.lock"))
    assert not {"pytest", "playwright", "uv"} & set(entries("requirements-run.lock"))


# How the site starts


def test_a_port_that_is_taken_is_answered_in_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        started = run(sys.executable, "-m", "config.start", PORT=port)
    assert started.returncode == 1
    assert started.stderr == f"Port {port} is in use: choose another, as in “make run PORT=8001”.\n"


@pytest.mark.parametrize("words", ["http", "0", "65536", "-1", "٣"])
def test_a_port_that_is_none_is_answered_in_one_sentence(words):
    started = run(sys.executable, "-m", "config.start", PORT=words)
    assert (started.returncode, started.stderr) == (
        1,
        f"PORT is “{words}”: write a number from 1 to 65535.\n",
    )


def test_every_static_file_that_a_template_names_is_there():
    pages = (ROOT / "templates").rglob("*.html")
    named = {name for page in pages for name in re.findall(r"{% static ['\"]([^'\"]+)", page.read_text())}
    assert named
    assert {name for name in named if not finders.find(name)} == set()


def test_the_static_files_name_only_files_that_are_there(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    backend = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": backend}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "staticfiles.json").exists()


# What the tests promise


@pytest.mark.django_db
def test_the_suite_runs_on_the_database_it_was_given():
    given = os.environ.get("DATABASE_URL", "sqlite").split(":")[0]
    assert connection.vendor == {"postgres": "postgresql"}.get(given, given or "sqlite")


def test_sqlite_is_tested_as_it_is_used(transactional_db):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_nothing_is_left_of_a_postgresql_whose_run_was_killed():
    start = "from tests import postgres\nwith postgres.server() as url: print(url, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", start], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killed:
        folder = Path(re.search(r"@(.*)/postgres", killed.stdout.readline())[1].replace("%2F", "/"))
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        killed.send_signal(signal.SIGKILL)
    wait_until(lambda: not folder.exists())
    wait_until(lambda: not runs(server))


def runs(process):
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def wait_until(answer):
    for _ in range(100):
        if answer():
            return
        time.sleep(0.1)
    raise AssertionError("This was not so after ten seconds.")


@pytest.mark.parametrize(
    "body", ["pytest.skip('later')", "pytest.xfail('later')", "import warnings; warnings.warn('old')"]
)
def test_a_run_with_a_skip_or_a_warning_has_failed(body, tmp_path):
    sample = tmp_path / "test_sample.py"
    sample.write_text(f"import pytest\ndef test_a(): pass\ndef test_b(): {body}\n")
    ran = run(sys.executable, "-m", "pytest", "-p", "tests.strict", "-c", "pyproject.toml", str(sample))
    assert ran.returncode == 1, ran.stdout


def test_python_in_a_test_reaches_no_other_machine():
    with pytest.raises(RuntimeError, match=r"another host: example\.org"):
        socket.create_connection(("example.org", 80))
    with socket.socket() as outward, pytest.raises(RuntimeError, match=r"another host: 192\.0\.2\.1"):
        outward.connect(("192.0.2.1", 80))


def test_mail_arrives_as_a_reader_would_see_it(mailserver):
    send_mail("Mise à jour", "Naïve café", "from@example.org", ["to@example.org"])
    [message] = mailserver.messages
    assert (message["subject"], message.get_content().strip()) == ("Mise à jour", "Naïve café")
    assert message.recipients == ["to@example.org"]


@pytest.mark.once
def test_a_page_stands_on_a_desk_or_in_a_hand(page, phone_page):
    size = "[innerWidth, innerHeight, navigator.language, new Date(2026, 6, 1).getTimezoneOffset()]"
    for one, expected in [(page, [1440, 900, "en-GB", -60]), (phone_page, [360, 740, "en-GB", -60])]:
        one.goto(reverse("account_login"))
        assert one.evaluate(size) == expected


@pytest.mark.once
def test_a_press_is_over_when_the_page_it_leads_to_has_loaded(page):
    page.goto(reverse("account_login"))
    page.route("**/site.css", lambda route: time.sleep(0.2) or route.continue_())
    page.get_by_role("link", name="I have forgotten my password").click()
    assert page.evaluate("document.readyState") == "complete"


def test_a_signed_in_page_is_that_persons_and_no_other_page_is(page, phone_page, sign_in):
    sign_in(page, make_user("Bob"))
    for one in (page, phone_page):
        one.goto(reverse("account_logout"))
    assert urlsplit(page.url).path == reverse("account_logout")
    assert urlsplit(phone_page.url).path == reverse("account_login")


@pytest.mark.once
@pytest.mark.parametrize(
    ("script", "fault"),
    [
        ("new Image().src = 'http://other.example/a.png'", "Content Security Policy"),
        ("location = 'http://other.example/'", "asked another host: http://other.example/"),
        ("fetch('/no-such-file')", "answered 404"),
        ("console.error('oh')", "console error: oh"),
        ("setTimeout(() => { throw new Error('broken') })", "script error"),
    ],
)
def test_what_a_page_does_wrong_is_noticed(page, faults, script, fault):
    page.goto(reverse("account_login"))
    assert faults == []
    page.evaluate(f"() => {{ {script} }}")
    for _ in range(50):
        page.wait_for_timeout(20)
        if faults:
            break
    assert fault in "\n".join(faults)
    faults.clear()


@pytest.mark.once
def test_a_page_that_is_refused_on_purpose_is_no_fault(page, faults):
    assert page.goto("/no-such-page/").status in {403, 404}
    assert faults == []


@pytest.mark.once
def test_a_picture_without_words_is_noticed(page, axe):
    page.goto(reverse("account_login"))
    axe(page)
    page.evaluate("document.querySelector('main').append(new Image())")
    with pytest.raises(AssertionError, match="alternative text"):
        axe(page)
