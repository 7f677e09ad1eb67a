"""The database pages show plans to an operator and let nobody change them."""

import pytest

from actionplan.models import Action
from people.models import User
from tests.cast import make_action, page_text, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    user = User.objects.create_superuser("operator@example.org", "correct horse battery")
    client.force_login(user)
    return user


def test_an_operator_looks_and_changes_nothing(client, operator, bob):
    action = make_action("Publish", by=bob)
    say(action, bob)
    for model in ("plan", "heading", "challenge", "action", "update", "revision", "scale"):
        assert client.get(f"/database/actionplan/{model}/").status_code == 200
        assert client.get(f"/database/actionplan/{model}/add/").status_code == 403
    address = f"/database/actionplan/action/{action.pk}/change/"
    assert "Publish" in page_text(client.get(address))
    assert client.get(f"/database/actionplan/scale/{action.plan.scale_id}/change/").status_code == 200
    assert client.post(address, {"text": "Mine"}).status_code == 403
    assert client.post(f"/database/actionplan/action/{action.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Action.objects.get().text == "Publish"


def test_keeping_accounts_opens_no_database_pages(client, frank):
    client.force_login(frank)
    assert client.get("/database/actionplan/plan/").status_code == 302
