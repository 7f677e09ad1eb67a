"""The demonstration council, loaded through the real doors."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import transaction

from actionplan import permissions
from actionplan.models import DeadlineChange, Plan, Revision
from config import demonstration
from people.models import User
from reports.models import Edition, Paper

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """Loaded once; each test's own transaction lies within this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.load(today=TODAY, password="a password of the test")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(council, db):
    """The council as it was loaded, whatever other tests did to it."""


def test_a_year_of_the_council_stands_ready(loaded):
    plan = Plan.objects.get(slug="hr-peer-review-action-plan")
    assert (plan.headings.count(), plan.challenges.count(), plan.actions.count()) == (5, 43, 55)
    counts = {}
    for action in plan.actions.select_related("step"):
        counts[action.step.meaning] = counts.get(action.step.meaning, 0) + 1
    assert counts == {"complete": 18, "on_track": 16, "at_risk": 7, "off_track": 5, "not_started": 9}
    assert plan.actions.overdue(TODAY).count() == 5
    assert Plan.objects.get(slug="procurement-audit-recommendations").actions.count() == 9
    states = Paper.objects.order_by("meeting__held_on").values_list("state", flat=True)
    assert list(states) == ["published", "published", "draft", "draft"]
    assert all(edition.files.count() == 6 for edition in Edition.objects.all())
    # Movement shows in the next paper, because the committee saw one before.
    assert all(line.previous for paper in Paper.objects.filter(state="draft") for line in paper.plans.all())
    assert not Revision.objects.filter(at__date__gt=TODAY).exists()


def test_more_time_is_asked_for_of_an_editor_and_of_a_committee(loaded):
    waiting = DeadlineChange.objects.filter(state="asked").order_by("at")
    plans = [each.deadline.action.plan.extensions_agreed_by for each in waiting]
    assert plans == ["editor", "committee"]
    assert all(each.deadline.action.is_overdue(TODAY) for each in waiting)


def test_each_account_signs_in_and_may_do_what_its_role_says(loaded):
    def may(email):
        user = User.objects.get(email=f"{email}@demo.example")
        assert user.check_password("a password of the test")
        return {
            "plans": permissions.visible_plans(user, TODAY).count(),
            "edit": permissions.may_import(user, TODAY),
            "clerk": permissions.may_be_clerk(user, TODAY),
            "accounts": permissions.may_keep_accounts(user, TODAY),
            "mine": permissions.my_actions(user, TODAY).exists(),
            "exempt": permissions.visible_actions(user, TODAY).filter(exempt="all").exists(),
        }

    reads = {"plans": 2, "edit": False, "clerk": False, "accounts": False, "mine": False, "exempt": False}
    nobody = reads | {"plans": 0}
    assert may("officer") == reads | {"edit": True, "mine": True, "exempt": True}
    assert may("director") == reads | {"mine": True, "exempt": True}
    assert may("clerk") == reads | {"clerk": True, "exempt": True}
    assert may("viewer") == reads
    assert may("admin") == nobody | {"accounts": True}
    assert may("member") | {"exempt": None} == reads | {"mine": True, "exempt": None}


def test_the_director_has_a_handful_overdue_in_four_ways(loaded):
    director = User.objects.get(email="director@demo.example")
    late = permissions.my_actions(director, TODAY).overdue(TODAY).prefetch_related("leads")
    why = {permissions.hat_for(director, action, TODAY).words for action in late}
    assert len(late) == 5
    assert "yours" in why
    assert any(words.startswith("through Head of People") for words in why)
    assert any(words.startswith("for ") for words in why)


def test_a_second_start_changes_nothing_but_the_password(loaded, monkeypatch, capsys):
    monkeypatch.setenv("DEMO_PASSWORD", "another one altogether")
    before = Revision.objects.count()
    call_command("load_demonstration")
    assert Revision.objects.count() == before
    assert User.objects.get(email="officer@demo.example").check_password("another one altogether")
    said = capsys.readouterr().out
    assert "officer@demo.example" in said
    assert "another one altogether" in said
