"""The pages on which a plan is put in order: by buttons, by a list of places, with and without scripts."""

import pytest
from playwright.sync_api import expect

from actionplan.changes import add_heading, add_see_also, change_state
from actionplan.models import SeeAlso
from tests.browser import fits
from tests.cast import make_action, make_challenge, make_plan, make_user, page_text

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


@pytest.fixture
def plan(db):
    """Two headings, three challenges; 1.1 and 1.2 under the first."""
    plan = make_plan()
    first = make_challenge(plan, "Bringing values to life", "Leadership")
    make_challenge(plan, "Telling people", "Leadership")
    make_challenge(plan, "Saving money", "Delivery")
    for text in ("Publish who leads", "Hold a staff day"):
        make_action(text, challenge=first)
    return plan


def outline(plan, path=""):
    return f"{plan.get_absolute_url()}outline/{path}"


def numbers(plan):
    return list(plan.challenges.values_list("number", flat=True))


def press(client, address, **given):
    return page_text(client.post(address, given, follow=True))


# Headings and challenges


def test_a_heading_and_a_challenge_are_added(client, bob, plan):
    client.force_login(bob)
    assert "“Money” is added." in press(client, outline(plan, "headings/new/"), name="Money")
    heading = plan.headings.get(name="Money")
    said = press(client, outline(plan, "challenges/new/"), title="Selling land", heading=heading.pk)
    assert "4 “Selling land” is added." in said
    assert plan.challenges.get(number=4).heading == heading


def test_what_is_missing_is_said_and_nothing_is_added(client, bob, plan):
    client.force_login(bob)
    assert "Write the heading." in press(client, outline(plan, "headings/new/"), name=" ")
    said = press(client, outline(plan, "challenges/new/"), title="")
    assert "Write the challenge." in said
    assert "Choose the heading it stands under." in said
    other = make_challenge(make_plan("Other")).heading
    press(client, outline(plan, "challenges/new/"), title="T", heading=other.pk)
    assert (plan.headings.count(), plan.challenges.count()) == (2, 3)


@pytest.mark.parametrize(
    ("what", "way", "before", "order", "said"),
    [
        (2, "up", "", [2, 1, 3], "2 “Telling people” now stands before 1."),
        (1, "down", "", [2, 1, 3], "1 “Bringing values to life” now stands before 3."),
        (2, "down", "", [1, 3, 2], "2 “Telling people” now stands at the end."),
        (1, "up", "", [1, 2, 3], "stands first already"),
        (3, "before", 1, [3, 1, 2], "3 “Saving money” now stands before 1."),
        (1, "before", "", [2, 3, 1], "now stands at the end."),
        (1, "before", 1, [1, 2, 3], "stands there already"),
        (1, "before", "x", [1, 2, 3], "Choose a place that is there."),
        (1, "sideways", "", [1, 2, 3], "Choose a place that is there."),
    ],
)
def test_a_challenge_is_moved(client, bob, plan, what, way, before, order, said):
    client.force_login(bob)
    if isinstance(before, int):
        before = plan.challenges.get(number=before).pk
    page = press(client, outline(plan, "challenges/move/"), what=what, way=way, before=before)
    assert said in page
    assert numbers(plan) == order
    assert [each.number for each in client.get(outline(plan)).context["challenges"]] == order


def test_a_heading_is_moved_with_its_challenges(client, bob, plan):
    client.force_login(bob)
    delivery = plan.headings.get(name="Delivery")
    said = press(client, outline(plan, "headings/move/"), what=delivery.pk, way="up")
    assert "“Delivery” now stands before “Leadership”." in said
    assert numbers(plan) == [3, 1, 2]


def test_what_is_empty_is_taken_out_and_what_is_not_says_why(client, bob, plan):
    client.force_login(bob)
    empty = add_heading(plan=plan, name="Empty", by=bob)
    assert "“Empty” is taken out." in press(client, outline(plan, f"heading/{empty.pk}/delete/"))
    said = press(client, outline(plan, "2/delete/"))
    assert "2 “Telling people” is taken out. Its number is not given again." in said
    assert "1 is not empty: move its actions to another first." in press(client, outline(plan, "1/delete/"))
    assert numbers(plan) == [1, 3]


POSTS = ["headings/new/", "challenges/new/", "headings/move/", "challenges/move/", "2/delete/"]


@pytest.mark.parametrize("path", POSTS)
def test_only_editors_put_a_plan_in_order(client, erin, dan, plan, path):
    for user, status in ((erin, 403), (dan, 404)):
        client.force_login(user)
        assert client.post(outline(plan, path), {"name": "N", "what": "2", "way": "up"}).status_code == status
        assert client.get(outline(plan, path)).status_code == 405
    assert numbers(plan) == [1, 2, 3]


def test_what_one_may_not_know_of_is_no_place_and_is_not_moved(client, bob, plan):
    withheld = make_challenge(plan, "Letting the contract", "Contracts")
    secret = make_action("Choose the printer", challenge=withheld, **EXEMPT)
    client.force_login(bob)
    for path in ("challenges/move/", "4/delete/"):
        assert client.post(outline(plan, path), {"what": 4, "way": "up"}).status_code == 404
    heading = {"what": withheld.heading_id, "way": "up"}
    assert client.post(outline(plan, "headings/move/"), heading).status_code == 404
    assert client.get(outline(plan, "4/order/")).status_code == 404
    said = press(client, outline(plan, "challenges/move/"), what=1, way="before", before=withheld.pk)
    assert "Choose a place that is there." in said
    press(client, outline(plan, "challenges/move/"), what=3, way="down")
    move = client.get(plan.get_absolute_url() + "1.1/move/").content.decode()
    assert "Letting the contract" not in move
    assert client.get(secret.get_absolute_url() + "move/").status_code == 404


@pytest.mark.parametrize("what", ["", "x", "-1", "9" * 30, "99"])
def test_what_is_not_there_is_not_moved(client, bob, plan, what):
    client.force_login(bob)
    for path in ("headings/move/", "challenges/move/", "1/order/"):
        assert client.post(outline(plan, path), {"what": what, "way": "up"}).status_code == 404


def test_a_closed_plan_offers_nothing_and_refuses_all(client, bob, plan):
    change_state(plan=plan, state="closed", by=bob)
    client.force_login(bob)
    said = page_text(client.get(outline(plan)))
    assert "Move up" not in said
    assert "Add heading" not in said
    assert "This plan is closed." in press(client, outline(plan, "challenges/move/"), what=2, way="up")
    assert "This plan is closed." in press(client, outline(plan, "headings/new/"), name="New")
    assert numbers(plan) == [1, 2, 3]


@pytest.mark.parametrize("path", ["outline/", "outline/1/order/", "1.1/see-also/"])
def test_the_pages_cost_the_same_however_much_stands_on_them(
    client, bob, plan, path, django_assert_max_num_queries
):
    client.force_login(bob)
    costs = []
    for more in (3, 45):
        for number in range(more):
            challenge = make_challenge(plan, f"More {more} {number}", f"Heading {more} {number}")
            action = make_action("More", challenge=plan.challenges.get(number=1))
            add_see_also(action=plan.actions.get(reference="1.1"), other=action, by=bob)
            add_see_also(action=plan.actions.get(reference="1.1"), challenge=challenge, by=bob)
        client.get(plan.get_absolute_url() + path)
        with django_assert_max_num_queries(25) as asked:
            client.get(plan.get_absolute_url() + path)
        costs.append(len(asked))
    assert costs[0] == costs[1]


# Actions


def test_actions_are_put_in_order(client, bob, plan):
    client.force_login(bob)
    page = client.get(outline(plan, "1/order/"))
    assert page_text(page).index("Publish who leads") < page_text(page).index("Hold a staff day")
    said = press(client, outline(plan, "1/order/"), what="1.2", way="up")
    assert "1.2 now stands before 1.1." in said
    assert said.index("Hold a staff day") < said.index("Publish who leads")


def test_an_action_moves_under_another_challenge(client, bob, plan):
    client.force_login(bob)
    address = plan.get_absolute_url() + "1.1/move/"
    other = make_action("Print", challenge=plan.challenges.get(number=2))
    wrong = client.post(address, {"challenge": other.challenge_id, "before": "1.2"})
    assert "That one stands elsewhere." in page_text(wrong)
    assert [value for value, _ in wrong.context["form"].fields["before"].choices] == ["", "2.1"]
    said = press(client, address, challenge=other.challenge_id, before="2.1", reason="It is about telling.")
    assert "1.1 now stands under 2 Telling people. Its reference stays." in said
    assert list(other.challenge.actions.values_list("reference", flat=True)) == ["1.1", "2.1"]
    foreign = make_challenge(make_plan("Other")).pk
    assert client.post(address, {"challenge": foreign}).status_code == 200
    assert plan.actions.get(reference="1.1").challenge_id == other.challenge_id


def test_others_move_nothing(client, alice, erin, plan):
    client.force_login(erin)
    assert client.post(plan.get_absolute_url() + "1.1/move/", {}).status_code == 403
    assert client.post(plan.get_absolute_url() + "1.1/see-also/", {"words": "2"}).status_code == 403
    assert client.get(plan.get_absolute_url() + "1.1/see-also/search/?q=2").status_code == 403
    client.force_login(alice)
    assert client.get(plan.get_absolute_url() + "1.1/move/").status_code == 404


# Where else to look


def see_also(plan, reference="1.1", path=""):
    return f"{plan.get_absolute_url()}{reference}/see-also/{path}"


@pytest.mark.parametrize(
    ("words", "links"),
    [("1.2", "1.2 Hold a staff day"), ("3", "3 Saving money"), ("SAVING", "3 Saving money")],
)
def test_one_is_named_by_reference_number_or_words(client, bob, plan, words, links):
    client.force_login(bob)
    said = press(client, see_also(plan), words=words)
    assert f"1.1 now says: see also {links.split()[0]}." in said
    assert links in page_text(client.get(plan.get_absolute_url() + "1.1/"))
    see = SeeAlso.objects.get()
    assert "no longer says" in press(client, see_also(plan, path=f"{see.pk}/remove/"))
    assert not SeeAlso.objects.exists()


def test_several_of_a_name_are_asked_about_and_nothing_is_said(client, bob, plan):
    other = make_action("Hold a staff day", challenge=make_challenge(make_plan("HR plan")))
    client.force_login(bob)
    asked = client.post(see_also(plan), {"words": "staff day"})
    assert "Several are found. Choose which." in page_text(asked)
    assert "1.1 Hold a staff day HR plan" in page_text(asked)
    press(client, see_also(plan), words="staff day", target=f"action-{other.pk}")
    assert SeeAlso.objects.get().other == other
    assert "1.1 Hold a staff day HR plan" in page_text(client.get(plan.get_absolute_url() + "1.1/"))
    assert "We found nothing of this name." in press(client, see_also(plan), words="zebra")
    assert "is this action itself" not in press(client, see_also(plan), words="1.1 itself")


def test_a_link_to_what_one_may_not_know_of_is_neither_found_nor_made_nor_taken_out(client, bob, carol, plan):
    secret = make_action("Choose the printer", challenge=plan.challenges.get(number=1), **EXEMPT)
    see = add_see_also(action=plan.actions.get(reference="1.1"), other=secret, by=carol)
    client.force_login(bob)
    for words in ("E1", "printer"):
        assert "We found nothing of this name." in press(client, see_also(plan, "1.2"), words=words)
        assert "printer" not in client.get(see_also(plan, path="search/"), {"q": words}).content.decode()
    press(client, see_also(plan, "1.2"), words="x", target=f"action-{secret.pk}")
    assert "printer" not in page_text(client.get(see_also(plan)))
    assert client.post(see_also(plan, path=f"{see.pk}/remove/")).status_code == 404
    assert SeeAlso.objects.get() == see


@pytest.mark.parametrize("target", ["action-", "action-x", "challenge-99999999999999999999", "plan-1", "-"])
def test_a_target_nobody_offered_is_looked_for_by_its_words(client, bob, plan, target):
    client.force_login(bob)
    assert "We found nothing" in press(client, see_also(plan), words="zebra", target=target)


# In a browser


@pytest.fixture
def officer(transactional_db):
    return make_user("Priya Nair", "editor")


@pytest.mark.django_db(transaction=True)
def test_an_officer_puts_a_plan_in_order_by_keyboard(page, sign_in, axe, officer, plan):
    sign_in(page, officer)
    page.goto(outline(plan))
    axe(page)
    up = page.get_by_role("button", name="Move up 3")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("3 “Saving money” now stands before 2.")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("3 “Saving money” now stands before 1.")
    expect(page.get_by_role("button", name="Move down 3")).to_be_focused()
    axe(page)
    assert numbers(plan) == [3, 1, 2]
    page.get_by_text("Move one further up or down").last.click()
    page.get_by_label("Move", exact=True).last.select_option("3 Saving money")
    page.get_by_role("button", name="Move", exact=True).last.click()
    expect(page.locator("#messages")).to_contain_text("3 “Saving money” now stands at the end.")
    assert numbers(plan) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_an_officer_moves_an_action_and_links_it_on_a_phone(open_page, sign_in, axe, officer, plan, scripts):
    page = open_page(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    sign_in(page, officer)
    page.goto(plan.get_absolute_url() + "1.1/move/")
    page.get_by_label("Challenge").select_option("2 Telling people")
    if scripts:
        expect(page.get_by_label("Place").get_by_role("option")).to_have_count(1)
        axe(page)
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("1.1 now stands under 2 Telling people.")).to_be_visible()
    page.get_by_role("link", name="Add where else to look").click()
    words = page.get_by_label("Challenge or action")
    words.press_sequentially("saving", delay=10)
    if scripts:
        expect(page.get_by_role("option")).to_contain_text("3 Saving money")
        axe(page)
        words.press("ArrowDown")
        words.press("Enter")
        expect(words).to_have_value("3 Saving money")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("1.1 now says: see also 3.")).to_be_visible()
    if scripts:
        axe(page)
        assert fits(page)
    page.get_by_role("button", name="Take out 3 Saving money").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
