"""A site of the furnished council that is started once, and what its pages are looked at with."""

import pytest
from django.test.utils import setup_databases, teardown_databases
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from checks.furnished import furnish
from tests.conftest import browser_type_launch_args, django_db_modify_db_settings, pytest_configure

__all__ = ["browser_type_launch_args", "django_db_modify_db_settings", "pytest_configure"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The tests' own database, made whichever were picked: the site must never be furnished in anybody's real one."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker):
    """Its address. The council is furnished here, once, because no check changes it for good."""
    with django_db_blocker.unblock():
        now = timezone.now()
        furnish(now, timezone.localdate(now))
        server = LiveServer("127.0.0.1")
        yield server.url
        server.stop()
