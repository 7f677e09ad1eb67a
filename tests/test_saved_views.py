"""Saved views: a list somebody comes back to, under a name."""

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes.views import delete_view, edit_view, save_view
from actionplan.models import SavedView
from tests.cast import make_action, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db


def texts(response):
    return [row.action.text for group in response.context["groups"] for row in group["rows"]]


@pytest.fixture
def plan(bob):
    plan = make_plan()
    challenge = make_challenge(plan)
    make_action("Not begun", challenge=challenge)
    say(make_action("Done", challenge=challenge), bob, meaning="complete")
    return plan


# The changes


def test_a_view_keeps_what_is_ours_of_the_address_and_can_be_read_again(bob, plan):
    query = "due=overdue&words=caf%C3%A9&due=nonsense&page=3&view=7&columns=status&columns=deadline&x=y&sort=-news"
    view = save_view(name="  Late   ones ", query=query, plan=plan, by=bob)
    assert (view.name, view.query) == ("Late ones", "words=caf%C3%A9&sort=-news&columns=deadline,status")
    assert (view.owner, view.plan, view.shared) == (bob, plan, False)


@pytest.mark.parametrize("over_all", [True, False])
def test_a_name_is_one_s_own_once(bob, carol, plan, over_all):
    place = None if over_all else plan
    save_view(name="Late", query="due=overdue", plan=place, by=bob)
    save_view(name="Late", query="due=overdue", plan=place, by=carol)
    save_view(name="Late", query="due=overdue", plan=plan if over_all else None, by=bob)
    with pytest.raises(ValidationError, match="You have a view of this name already"):
        save_view(name="Late ", query="", plan=place, by=bob)
    assert SavedView.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("  ", "", "Give the view a name."),
        ("x" * 81, "", "at most 80 characters"),
        ("Long", "words=" + "é" * 200 + "&heading=" + "é" * 300, "asks for too much"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_is_saved(bob, plan, name, query, said):
    with pytest.raises(ValidationError, match=said):
        save_view(name=name, query=query, plan=plan, by=bob)
    assert not SavedView.objects.exists()


def test_a_view_is_renamed_shared_replaced_and_deleted(bob, plan):
    view = save_view(name="Late", query="due=overdue", plan=plan, by=bob)
    view = edit_view(view=view, by=bob, name="Later", shared=True)
    assert (view.name, view.query, view.shared) == ("Later", "due=overdue", True)
    view = edit_view(view=view, by=bob, query="meaning=open")
    assert (view.name, view.query, view.shared) == ("Later", "meaning=open", True)
    delete_view(view=view, by=bob)
    assert not SavedView.objects.exists()


# The pages


def test_an_officer_saves_what_they_look_at_and_picks_it_again(client, bob, plan):
    client.force_login(bob)
    page = client.get(plan.get_absolute_url() + "?meaning=open&columns=status")
    save_at = page.context["views"]["save_at"]
    assert "meaning=open&amp;columns=status" in page.content.decode()
    page = client.post(save_at, {"name": "Open ones", "shared": ""}, follow=True)
    said = page_text(page)
    assert "The view “Open ones” is saved." in said
    assert "View: Open ones" in said
    assert texts(page) == ["Not begun"]
    assert [column.key for column in page.context["columns"].beside] == ["status"]
    plain = client.get(plan.get_absolute_url())
    (listed,) = plain.context["views"]["own"]
    assert texts(client.get(listed["url"])) == ["Not begun"]


def test_a_view_that_was_changed_says_so_and_can_be_replaced(client, bob, plan):
    view = save_view(name="Mine", query="meaning=open", plan=plan, by=bob)
    client.force_login(bob)
    as_saved = client.get(f"{plan.get_absolute_url()}?meaning=open&view={view.pk}")
    assert "changed" not in page_text(as_saved)
    changed = client.get(f"{plan.get_absolute_url()}?meaning=finished&view={view.pk}")
    assert "View: Mine, changed" in page_text(changed)
    assert "Replace “Mine” with this list" in page_text(changed)
    page = client.post(
        f"/views/{view.pk}/replace/", {"query": changed.context["views"]["query"]}, follow=True
    )
    assert "The view “Mine” now shows this list." in page_text(page)
    assert texts(page) == ["Done"]


@pytest.mark.parametrize("query", ["words=two words", "words=a%26b", "words=caf%C3%A9&columns=status,text"])
def test_a_view_that_stands_as_it_was_saved_says_nothing_of_a_change(client, bob, plan, query):
    view = save_view(name="As saved", query=query, plan=plan, by=bob)
    client.force_login(bob)
    page = client.get(f"{plan.get_absolute_url()}?{view.query}&view={view.pk}")
    assert page.context["views"]["picked"].name == "As saved"
    assert not page.context["views"]["changed"]


def test_renaming_and_deleting(client, bob, plan):
    view = save_view(name="Mine", query="meaning=open", plan=plan, by=bob)
    save_view(name="Other", query="", plan=plan, by=bob)
    client.force_login(bob)
    address = f"/views/{view.pk}/edit/"
    assert 'value="Mine"' in client.get(address).content.decode()
    refused = page_text(client.post(address, {"name": "Other"}))
    assert "You have a view of this name already." in refused
    assert "View: Ours" in page_text(client.post(address, {"name": "Ours", "shared": "on"}, follow=True))
    view.refresh_from_db()
    assert (view.name, view.shared) == ("Ours", True)
    page = client.post(f"/views/{view.pk}/delete/", follow=True)
    assert "The view “Ours” is deleted. The actions stay as they are." in page_text(page)
    assert page.redirect_chain[-1][0] == plan.get_absolute_url()


def test_a_shared_view_is_everybody_s_to_pick_and_editors_to_change(client, bob, erin, plan):
    view = save_view(name="Ours", query="meaning=open", plan=plan, by=bob, shared=True)
    save_view(name="Bob’s own", query="", plan=plan, by=bob)
    client.force_login(erin)
    page = client.get(plan.get_absolute_url())
    assert [each["name"] for each in page.context["views"]["shared"]] == ["Ours"]
    assert "Bob’s own" not in page_text(page)
    picked = client.get(page.context["views"]["shared"][0]["url"])
    assert texts(picked) == ["Not begun"]
    assert "Rename or delete" not in page_text(picked)
    for action in ("edit", "replace", "delete"):
        assert client.post(f"/views/{view.pk}/{action}/", {"name": "Hers"}).status_code == 403
    client.force_login(make_user("Grace Green", "editor"))
    assert client.post(f"/views/{view.pk}/edit/", {"name": "Grace’s", "shared": "on"}).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.owner) == ("Grace’s", bob)


def test_who_only_reads_keeps_views_for_themselves(client, erin, plan):
    client.force_login(erin)
    address = f"{plan.get_absolute_url()}views/new/?meaning=open"
    assert "Show it to" not in page_text(client.get(address))
    client.post(address, {"name": "Hers", "shared": "on"})
    view = SavedView.objects.get()
    assert (view.name, view.owner, view.shared) == ("Hers", erin, False)


def test_somebody_else_s_view_and_one_of_a_plan_one_may_not_read_are_not_there(client, bob, dan, erin, plan):
    own = save_view(name="Bob’s own", query="", plan=plan, by=bob)
    shared = save_view(name="Ours", query="", plan=plan, by=bob, shared=True)
    client.force_login(erin)
    assert client.get(f"/views/{own.pk}/edit/").status_code == 404
    client.force_login(dan)
    for view in (own, shared):
        assert client.get(f"/views/{view.pk}/edit/").status_code == 404
        assert client.post(f"/views/{view.pk}/delete/").status_code == 404
    assert client.get(f"{plan.get_absolute_url()}views/new/").status_code == 404
    assert client.get(f"/views/{shared.pk}/delete/").status_code == 405
    assert SavedView.objects.count() == 2


def test_views_over_all_plans_are_shared_by_editors_of_the_whole_council(client, bob, erin, plan):
    one_plan = make_user("Olive Officer", "editor", plan=plan)
    for user, may in ((bob, True), (one_plan, False), (erin, False)):
        client.force_login(user)
        client.post("/actions/views/new/?due=overdue", {"name": f"{user}’s", "shared": "on"})
        assert SavedView.objects.get(owner=user).shared is may
    client.force_login(erin)
    page = client.get("/actions/")
    assert [each["name"] for each in page.context["views"]["shared"]] == [f"{bob}’s"]
    assert client.get(plan.get_absolute_url()).context["views"]["shared"] == []


@pytest.mark.parametrize(
    "query",
    [
        "due=nonsense&sort=nonsense&columns=nonsense&after=31-02-2026",
        "lead=999999999999999999999&reporter=x",
        "words=%00&changed=2026-02-31",
        "%%%&&&===",
        "columns=,,,,&status=" + "x" * 900,
        "heading=gone&status=Gone&lead=7&reporter=9&sort=-",
    ],
)
def test_a_stored_query_that_makes_no_sense_breaks_no_page(client, bob, plan, query):
    view = SavedView.objects.create(owner=bob, plan=plan, name="Odd", query=query)
    client.force_login(bob)
    page = client.get(plan.get_absolute_url())
    assert client.get(page.context["views"]["own"][0]["url"]).status_code == 200
    assert client.get(f"/actions/?{query}").status_code == 200
    assert client.get(f"/views/{view.pk}/edit/").status_code == 200
    for odd in ("nonsense", "-1", "9" * 40, "%00"):
        assert client.get(f"{plan.get_absolute_url()}?view={odd}").status_code == 200


def test_a_view_s_name_is_escaped(client, bob, plan):
    save_view(name="<script>alert(1)</script>", query="", plan=plan, by=bob)
    client.force_login(bob)
    assert "<script>alert" not in client.get(plan.get_absolute_url()).content.decode()
