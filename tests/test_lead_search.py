"""Finding who leads while typing: by name or other name, told apart, or added on the fly."""

import pytest
from playwright.sync_api import expect

from people.finding import find_actors
from people.models import Actor, Alias, Membership
from tests.cast import TODAY, make_action, make_actor, make_user

pytestmark = pytest.mark.django_db


def found(words):
    return [(each.actor.name, each.about) for each in find_actors(words, TODAY)]


def names(words):
    return [name for name, _ in found(words)]


@pytest.fixture
def council(db):
    """Two Smiths: one holds a post of the People directorate, the other holds none."""
    people = make_actor("People", "team")
    head = make_actor("Head of People", "post", part_of=people)
    Membership.objects.create(of=head, member=make_actor("Anne Smith"))
    make_actor("Anne Smith", email="anne.smith@example.org")
    make_actor("Cllr Siân O’Neill", councillor=True, email="sian@example.org")
    Alias.objects.create(actor=head, words="HOPOS")


def test_two_of_one_name_are_told_apart_by_post_directorate_or_address(council):
    assert found("anne s") == [
        ("Anne Smith", "person · Head of People · People"),
        ("Anne Smith", "person · anne.smith@example.org"),
    ]


def test_a_post_says_who_holds_it_today(council):
    assert found("head of p") == [("Head of People", "post · held by Anne Smith · People")]
    Membership.objects.update(until="2026-01-01")
    assert found("head of p") == [("Head of People", "post · held by nobody · People")]
    assert found("anne s")[0] == ("Anne Smith", "person")


def test_one_is_found_whatever_case_accents_or_order(council):
    for words in ("SIAN", "o'neill cllr", "Siân O’Neill", "neill"):
        assert names(words) == ["Cllr Siân O’Neill"], words
    assert found("neill") == [("Cllr Siân O’Neill", "councillor · sian@example.org")]


def test_another_name_finds_too_and_says_so(council):
    (each,) = find_actors("hopos", TODAY)
    assert (each.actor.name, each.alias) == ("Head of People", "HOPOS")


def test_the_nearest_come_first_and_not_too_many():
    for name in ("Bland Park", "Parker", "Spark Team", "Park"):
        make_actor(name)
    assert names("park") == ["Park", "Parker", "Bland Park", "Spark Team"]
    for number in range(20):
        make_actor(f"Parks {number}")
    assert len(names("park")) == 8


def test_who_has_left_or_was_merged_is_not_offered(council):
    Actor.objects.filter(kind="person").update(left_on="2026-01-01")
    head = Actor.objects.get(name="Head of People")
    Actor.objects.filter(pk=head.pk).update(merged_into=Actor.objects.get(name="People"))
    assert names("anne") == names("hopos") == []


@pytest.mark.parametrize("words", ["", "  ", "%", "_", "'"])
def test_odd_words_find_what_holds_them_and_nothing_else(council, words):
    assert names(words) == (["Cllr Siân O’Neill"] if words == "'" else [])


@pytest.mark.parametrize("count", [5, 50])
def test_it_costs_the_same_whoever_is_found(count, django_assert_num_queries):
    for number in range(count):
        post = make_actor(f"Head of Parks {number}", "post")
        person = make_actor(f"Parks Person {number}")
        Membership.objects.create(of=post, member=person)
        Alias.objects.create(actor=person, words=f"Parky {number}")
    with django_assert_num_queries(4):
        assert find_actors("park", TODAY)


def test_only_those_who_keep_people_or_plans_may_ask(client, bob, erin, frank, council):
    for user, status in ((bob, 200), (frank, 200), (erin, 403)):
        client.force_login(user)
        assert client.get("/people/search/", {"q": "anne"}).status_code == status


def test_the_answer_holds_words_and_no_marks_of_theirs(client, bob):
    make_actor("<script>alert(1)</script> & Sons", "team")
    client.force_login(bob)
    page = client.get("/people/search/", {"q": "<script>\0"}).content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Sons" in page
    assert client.get("/people/search/").content.strip() == b""


# On the page


@pytest.fixture
def action(transactional_db, council):
    return make_action("Publish who leads on what")


@pytest.mark.django_db(transaction=True)
def test_an_officer_picks_one_of_two_smiths_by_keyboard_and_adds_a_team(page, sign_in, axe, action):
    sign_in(page, make_user("Priya Nair", "editor"))
    page.goto(action.get_absolute_url() + "edit/")
    lead = page.get_by_label("Strategic lead 1", exact=True)
    lead.press_sequentially("anne", delay=10)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("person · Head of People · People")
    expect(page.get_by_role("listbox", name="What was found")).to_be_visible()
    expect(page.get_by_text("2 found")).to_be_visible()
    lead.press("ArrowDown")
    lead.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    axe(page)
    lead.press("Enter")
    expect(lead).to_have_value("Anne Smith")
    expect(page.get_by_text("person · anne.smith@example.org")).to_be_visible()
    expect(options).to_have_count(0)
    team = page.get_by_label("Operational lead 1", exact=True)
    team.fill("Digital team")
    expect(page.get_by_text("Nobody found of this name")).to_be_visible()
    page.get_by_role("option", name="Add “Digital team” as a new team").click()
    expect(page.get_by_text("will be added as a new team")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1.1 is saved.")).to_be_visible()
    chosen = action.leads.get(role="strategic").actor
    assert chosen.email == "anne.smith@example.org"
    assert action.leads.get(role="operational").actor.kind == "team"


@pytest.mark.django_db(transaction=True)
def test_escape_closes_the_list_and_keeps_what_was_typed(page, sign_in, action):
    sign_in(page, make_user("Priya Nair", "editor"))
    page.goto(action.get_absolute_url() + "edit/")
    lead = page.get_by_label("Member lead 1", exact=True)
    lead.press_sequentially("sian", delay=10)
    expect(page.get_by_role("option").first).to_be_visible()
    lead.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(lead).to_have_value("sian")
    expect(lead).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_text("1 found")).to_be_visible()
    lead.blur()
    expect(page.get_by_text("1 found")).to_have_count(0)


@pytest.mark.django_db(transaction=True)
def test_without_javascript_the_browsers_own_list_and_the_question_stay(open_page, sign_in, action):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    sign_in(page, make_user("Priya Nair", "editor"))
    page.goto(action.get_absolute_url() + "edit/")
    expect(page.get_by_label("Strategic lead 1", exact=True)).to_have_attribute("list", "actors")
    page.get_by_label("Strategic lead 1", exact=True).fill("Anne Smith")
    page.get_by_role("button", name="Save").click()
    page.get_by_label("Anne Smith is").select_option("Anne Smith (person · Head of People · People)")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1.1 is saved.")).to_be_visible()
