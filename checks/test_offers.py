# ruff: noqa: S101 - these are tests, run apart from the others because they are slow
"""Whatever the demonstration offers each of its accounts answers them."""

import pytest

from checks.furnished import ROLES, account
from tests.offers import refused


@pytest.mark.django_db
def test_nothing_is_offered_that_would_be_refused(site, client):
    for role in ROLES:
        client.force_login(account(role))
        wrong, seen = refused(client)
        assert not wrong, role
        assert len(seen) > 15, role
