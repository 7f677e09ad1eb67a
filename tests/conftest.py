"""What every test may ask for: browser pages, a signed-in person, a mail server."""

import gc
import os
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Page

from people import middleware
from tests import browser
from tests.cast import alice, bob, carol, dan, erin, frank
from tests.mailserver import MailServer
from tests.strict import pytest_sessionfinish  # noqa: F401

__all__ = ["alice", "bob", "carol", "dan", "erin", "frank"]

# Playwright keeps an event loop running in the test's thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "", None}
DATABASE = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--again", action="store_true", help="the second run, on another database: only what depends on one"
    )


def pytest_configure(config):
    django_settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # quick, in tests only
    django_settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    django_settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # live_server has its own
    sys.addaudithook(stay_here)
    gc.set_threshold(
        200_000, 50, 100
    )  # a run has the memory, and looking for what to free took a tenth of it


def pytest_collection_modifyitems(config, items):
    """Leave out of the second run what asks no database: it would do the very same again."""
    if config.option.again:
        config.hook.pytest_deselected(items=[item for item in items if not asks_database(item)])
        items[:] = filter(asks_database, items)


def counts_queries(item):
    names = {*item.fixturenames, *item.function.__code__.co_names}
    return bool(
        names & {"django_assert_num_queries", "django_assert_max_num_queries", "CaptureQueriesContext"}
    )


def asks_database(item):
    """Whether another database may answer otherwise.

    As many queries are asked of either; a browser shows the same, so chief jobs are enough.
    """
    if item.get_closest_marker("once") or counts_queries(item):
        return False
    if "live_server" in item.fixturenames and not item.get_closest_marker("both"):
        return False
    return bool(item.get_closest_marker("django_db") or DATABASE & set(item.fixturenames))


def pytest_report_header(config):
    return f"database: {connection.vendor}"


def stay_here(event, arguments):
    """Refuse any connection from Python to another machine."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in HERE:
        raise RuntimeError(f"A test asked for another host: {host}")


@pytest.fixture(autouse=True)
def council_is_read(request, monkeypatch):
    """At every request where a browser looks; once a visitor elsewhere, so that no slow test counts it as a query."""
    monkeypatch.setattr(middleware, "KEPT_SECONDS", -1 if "live_server" in request.fixturenames else 3600)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """SQLite is tested in a file, as it is used: in memory it has neither WAL nor a second connection."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(file)
        options = connection.settings_dict["OPTIONS"]  # no test cuts the power, so none waits for the disk
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory):
    """The browser gets a home of its own, so that it leaves nothing in anybody's."""
    return {**browser.LAUNCH, "env": {**browser.LAUNCH["env"], "HOME": str(tmp_path_factory.mktemp("home"))}}


@pytest.fixture
def faults():
    """What pages did wrong in this test; it must be empty when the test ends."""
    found = []
    yield found
    assert not found, "\n".join(found)


@pytest.fixture
def open_page(live_server, new_context, faults):
    """open_page(**browser.PHONE): a page with its own cookies; page.goto("/plans/") goes to the live site."""

    def open_page(**kind):
        context = new_context(base_url=live_server.url, **browser.EVERYWHERE, **kind)
        browser.watch(context, faults)
        return context.new_page()

    return open_page


@pytest.fixture
def page(open_page):
    """A page on a desk, 1440 by 900."""
    return open_page(**browser.DESK)


@pytest.fixture
def phone_page(open_page):
    """A page on a phone, 360 by 740."""
    return open_page(**browser.PHONE)


@pytest.fixture
def axe(request):
    """axe(page) fails where the page, once loaded, breaks a rule of accessibility; on one database, not on both."""
    return Page.wait_for_load_state if request.config.option.again else browser.check_accessible


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): from here on the page is that user's, without the sign-in form."""

    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        named = {"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}
        page.context.add_cookies([named])

    return sign_in


@pytest.fixture
def mailserver(settings):
    """Django's mail goes over SMTP to a server in this process; mailserver.messages holds what arrived."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
