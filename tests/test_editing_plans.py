"""The forms of a plan: who makes and changes one, its state, its headings, and two officers at once."""

import pytest

from actionplan.changes import edit_plan
from actionplan.models import Plan
from tests.cast import make_actor, make_challenge, make_plan, make_user, page_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "edit/", "outline/", "add-action/", "become/live/"])
def test_a_draft_is_nothing_to_others(client, erin, path):
    plan = make_plan(state="draft")
    client.force_login(erin)
    assert client.get(plan.get_absolute_url() + path).status_code == 404
    assert client.post(plan.get_absolute_url() + path).status_code in (404, 405)


@pytest.mark.parametrize("path", ["edit/", "outline/", "add-action/", "become/closed/", "outline/1/"])
def test_a_reader_may_not_change_a_plan(client, erin, path):
    plan = make_challenge().plan
    client.force_login(erin)
    assert client.get(plan.get_absolute_url() + path).status_code == 403
    assert client.post(plan.get_absolute_url() + path, {"title": "Mine"}).status_code in (403, 405)
    plan.refresh_from_db()
    assert (plan.title, plan.state) == ("Peer review plan", "live")
    assert "Add action" not in page_text(client.get(plan.get_absolute_url()))


@pytest.mark.parametrize("user", ["carol", "erin", "frank", "alice"])
def test_only_editors_make_plans(client, request, user):
    client.force_login(request.getfixturevalue(user))
    assert client.get("/plans/new/").status_code == 403
    assert client.post("/plans/new/", {"title": "Mine"}).status_code == 403
    assert not Plan.objects.exists()


def form_of(response, **changes):
    """What a form on the page would send, with these changes."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (values | changes).items() if value is not None}


def test_an_editor_makes_a_plan(client, bob):
    committee = make_plan().committee
    client.force_login(bob)
    page = client.get("/plans/new/")
    sent = form_of(page, title="Audit plan", committee=committee.pk, challenge_word="Finding")
    response = client.post("/plans/new/", sent, follow=True)
    plan = Plan.objects.get(title="Audit plan")
    assert (plan.state, plan.challenge_word, plan.committee) == ("draft", "Finding", committee)
    assert "“Audit plan” is a draft" in page_text(response)


def test_a_plan_form_error_keeps_everything_typed(client, bob):
    client.force_login(bob)
    sent = {"title": "", "origin": "A peer review", "stands_on": "30 February", "heading_word": "Theme"}
    page = client.post("/plans/new/", sent).content.decode()
    for words in ("Write the plan’s title.", 'value="A peer review"', 'value="30 February"', 'value="Theme"'):
        assert words in page
    assert not Plan.objects.exists()


def test_a_committees_editor_makes_plans_for_that_committee(client):
    plan = make_plan()
    user = make_user("Olive Officer", "editor", committee=plan.committee)
    client.force_login(user)
    sent = form_of(client.get("/plans/new/"), title="Mine")
    assert "Choose the committee that owns it." in client.post("/plans/new/", sent).content.decode()
    other = make_actor("Audit Committee", "committee")
    assert client.post("/plans/new/", sent | {"committee": other.pk}).status_code == 200
    assert client.post("/plans/new/", sent | {"committee": plan.committee.pk}).status_code == 302


def test_two_officers_rename_a_plan_and_choose(client, bob):
    plan = make_plan()
    client.force_login(bob)
    address = plan.get_absolute_url() + "edit/"
    sent = form_of(client.get(address), title="People plan", origin="A peer review")
    edit_plan(plan=plan, by=make_user("Grace Green"), title="HR plan")
    page = client.post(address, sent)
    said = page_text(page)
    assert "Grace Green changed this while you were editing." in said
    assert "As it stands now HR plan What you wrote People plan" in said
    again = form_of(page, clash_title="HR plan", mine_title="People plan")
    unanswered = client.post(address, {name: value for name, value in again.items() if name != "keep_title"})
    assert "Title: choose which to keep." in page_text(unanswered)
    assert "As it stands now HR plan" in page_text(unanswered)
    assert client.post(address, again | {"keep_title": "theirs"}).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.origin) == ("HR plan", "A peer review")


def test_going_live_is_asked_first(client, bob):
    plan = make_plan(state="draft")
    client.force_login(bob)
    assert "Make the plan live?" in page_text(client.get(plan.get_absolute_url() + "become/live/"))
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert "The plan is live." in page_text(
        client.post(plan.get_absolute_url() + "become/live/", follow=True)
    )
    plan.refresh_from_db()
    assert plan.state == "live"


def test_an_impossible_state_says_so(client, bob):
    plan = make_plan(state="draft")
    client.force_login(bob)
    assert client.get(plan.get_absolute_url() + "become/closed/").status_code == 404
    said = page_text(client.post(plan.get_absolute_url() + "become/closed/", follow=True))
    assert "A draft plan cannot become closed." in said


def test_a_challenge_and_a_heading_are_renamed(client, bob):
    challenge = make_challenge(title="Money", heading="Delivery")
    client.force_login(bob)
    outline = challenge.plan.get_absolute_url() + "outline/"
    assert "Headings and challenges" in page_text(client.get(outline))
    client.post(f"{outline}1/", {"title": "Money well spent", "heading": challenge.heading_id})
    client.post(f"{outline}heading/{challenge.heading_id}/", {"name": "Delivering"})
    said = page_text(client.get(outline))
    assert "Money well spent Delivering" in said


def test_two_officers_rename_a_challenge(client, bob):
    challenge = make_challenge(title="Money", heading="Delivery")
    client.force_login(bob)
    address = challenge.plan.get_absolute_url() + "outline/1/"
    sent = form_of(client.get(address), title="Money saved")
    client.post(address, sent | {"title": "Money spent"})
    said = page_text(client.post(address, sent))
    assert "As it stands now Money spent What you wrote Money saved" in said
    challenge.refresh_from_db()
    assert challenge.title == "Money spent"
