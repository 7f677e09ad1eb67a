# ruff: noqa: S101, S106 - these are tests, run apart from the others because they are slow
"""Whatever the demonstration offers each of its accounts answers them."""

import pytest
from django.utils import timezone

from actionplan.demonstration.people import ACCOUNTS
from config import demonstration
from people.models import User
from tests.offers import refused


@pytest.fixture
def council(db, settings):
    """The demonstration, served without the static files that a start collects."""
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "whitenoise" not in each]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    demonstration.load(today=timezone.localdate(), password="a password of the check")


def test_nothing_is_offered_that_would_be_refused(council, client):
    for account in ACCOUNTS:
        client.force_login(User.objects.get(email=account.email))
        wrong, seen = refused(client)
        assert not wrong, account.role
        assert len(seen) > 15, account.role
