"""Several answers with one Save, and what a directorate answers for."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from actionplan.changes import edit_action, edit_plan
from actionplan.changes.answers import Answer, record_answers
from actionplan.models import Evidence, Update
from people.models import Delegation, Membership
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db
SEVERAL = "/my-actions/several/"


@pytest.fixture
def challenge():
    return make_challenge()


@pytest.fixture
def five(alice, challenge):
    leads = [("operational", alice.actor)]
    return [make_action(f"Action {number}", challenge=challenge, leads=leads) for number in range(5)]


def step(action, meaning):
    return action.plan.scale.step_for(meaning).pk


def answer(action, **given):
    """What the browser sends of one card: what was not touched, too."""
    sent = {"stood_at": action.step_id, "step": action.step_id, "words": "", "link": "", **given}
    return {f"{action.pk}-{name}": value for name, value in sent.items()}


def save(client, user, actions, *answers):
    client.force_login(user)
    given = {"answer": [action.pk for action in actions]}
    for each in answers:
        given |= each
    return client.post(SEVERAL, given)


# Several answers


def test_what_was_filled_in_is_saved_and_the_rest_is_left_alone(client, alice, five):
    one, two, three, four, five_ = five
    response = save(
        client,
        alice,
        five,
        answer(one, no_change="on"),
        answer(two, words="Drafted."),
        answer(three, step=step(three, "complete")),
        answer(four, link="https://example.org/minutes"),
        answer(five_),
    )
    assert response.url == "/my-actions/"
    assert "Saved for 1.1, 1.2, 1.3 and 1.4." in page_text(client.get(response.url))
    said = {update.action: update for update in Update.objects.all()}
    assert set(said) == {one, two, three, four}
    assert said[one].no_change
    assert (said[two].words, said[two].step_id) == ("Drafted.", two.step_id)
    assert said[three].step.meaning == "complete"
    assert said[four].evidence.get().url == "https://example.org/minutes"


def test_each_is_saved_by_itself_and_what_is_refused_keeps_its_words(client, alice, five):
    one, two, three, *_ = five
    response = save(
        client,
        alice,
        five,
        answer(one, words="Drafted."),
        answer(two, words="Waiting for the intranet.", no_change="on"),
        answer(three, words="Agreed.", link="nonsense at all"),
    )
    assert response.status_code == 422
    assert [update.words for update in Update.objects.all()] == ["Drafted."]
    said, page = page_text(response), response.content.decode()
    assert "Saved for 1.1." in said
    assert "1.2: You wrote something" in said
    assert "1.3: Write the whole address of the page" in said
    assert "Waiting for the intranet.</textarea>" in page
    assert "Agreed.</textarea>" in page
    assert "Drafted.</textarea>" not in page, "what is saved is not there to be saved again"
    assert f'href="#update-{two.pk}-words"' in page
    assert f'id="update-{two.pk}-words"' in page


def test_a_file_that_is_refused_is_asked_for_again(client, alice, five):
    file = SimpleUploadedFile("run.exe", b"MZ")
    response = save(client, alice, five, answer(five[0], words="Agreed.", file=file))
    said = page_text(response)
    assert "1.1: “run.exe” is of a kind that is not kept here" in said
    assert "Choose the file again" in said
    assert not Evidence.objects.exists()


def test_a_file_comes_with_its_own_action(client, alice, five):
    file = SimpleUploadedFile("minutes.pdf", b"%PDF")
    save(client, alice, five, answer(five[3], file=file))
    assert Update.objects.get().action == five[3]
    assert Evidence.objects.get().name == "minutes.pdf"


def test_nothing_filled_in_saves_nothing_and_says_so(client, alice, five):
    response = save(client, alice, five, *map(answer, five))
    assert "Nothing was filled in, so nothing was saved." in page_text(response)
    assert not Update.objects.exists()


def test_a_status_somebody_else_set_meanwhile_stays(client, alice, bob, five):
    one, two, *_ = five
    stood = one.step_id
    for action in (one, two):
        say(action, bob, "Stopped.", meaning="off_track")
    save(
        client,
        alice,
        five,
        answer(one, step=stood, stood_at=stood, words="Drafted."),
        answer(two, step=stood, stood_at=stood),
    )
    one.refresh_from_db()
    assert one.step.meaning == "off_track"
    assert two.updates.count() == 1, "a form that was not touched says nothing"


def test_words_of_an_action_that_is_mine_no_more_are_shown_and_not_saved(client, alice, bob, five):
    helen = make_actor("Helen Hall")
    edit_action(action=five[0], by=bob, today=TODAY, leads=[("operational", helen, "Helen Hall")])
    response = save(
        client,
        alice,
        five,
        answer(five[0], words="Half an hour of typing."),
        answer(five[1], words="Drafted."),
    )
    said = page_text(response)
    assert "not yours to answer for any more, so this is not saved" in said
    assert "Half an hour of typing." in said
    assert "Saved for 1.2." in said
    assert [update.action for update in Update.objects.all()] == [five[1]]


def test_a_plan_closed_meanwhile_loses_no_words(client, alice, bob, five):
    edit_plan(plan=five[0].plan, by=bob, state="closed")
    response = save(client, alice, five, answer(five[0], words="Half an hour of typing."))
    assert "Half an hour of typing." in page_text(response)
    assert not Update.objects.exists()


def test_nobody_answers_for_what_is_not_theirs(client, alice, dan, erin, five):
    for user in (dan, erin):
        save(client, user, five, answer(five[0], words="Mine."))
    assert not Update.objects.exists()
    member = make_action("Hers", challenge=five[0].challenge, leads=[("member", alice.actor)])
    save(client, alice, [member], answer(member, words="Mine."))
    assert not Update.objects.exists()


@pytest.mark.parametrize("key", ["nonsense", "999999999999999999999", "-1", "1 OR 1"])
def test_nonsense_in_the_form_is_nothing(client, alice, five, key):
    client.force_login(alice)
    response = client.post(
        SEVERAL, {"answer": key, f"{key}-words": "", f"{five[0].pk}-words": "Not sent with it."}
    )
    assert response.status_code == 422
    assert not Update.objects.exists()


def test_a_delegates_answers_are_each_signed_for_the_principal(client, alice, five):
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=alice.actor, deputy=pa.actor)
    save(client, pa, five, answer(five[0], no_change="on"), answer(five[1], words="She is on it."))
    assert {(update.by, update.for_actor) for update in Update.objects.all()} == {(pa, alice.actor)}


def test_a_button_pressed_twice_answers_once(client, alice, five):
    given = [answer(five[0], words="Drafted."), answer(five[1], step=step(five[1], "complete"))]
    for _ in range(2):
        assert save(client, alice, five, *given).status_code == 302
    assert Update.objects.count() == 2


def test_what_is_finished_or_not_mine_to_update_has_no_form(client, alice, five):
    say(five[0], alice, meaning="complete")
    make_action("Member only", challenge=five[0].challenge, leads=[("member", alice.actor)])
    client.force_login(alice)
    said = page_text(client.get(SEVERAL))
    assert "Action 0" not in said
    assert "Member only" not in said
    assert said.count("How is it going?") == 4


def test_nothing_to_answer_says_so(client, dan):
    client.force_login(dan)
    said = page_text(client.get(SEVERAL))
    assert "Nothing is open for you to answer" in said
    assert "what you leave as it is" not in said


def test_many_are_answered_a_page_at_a_time(client, alice, challenge):
    leads = [("operational", alice.actor)]
    actions = [make_action(f"Action {n}", challenge=challenge, leads=leads) for n in range(32)]
    client.force_login(alice)
    assert page_text(client.get(SEVERAL)).count("How is it going?") == 30
    assert page_text(client.get(f"{SEVERAL}?page=2")).count("How is it going?") == 2
    refused = save(client, alice, actions, answer(actions[31], words="x" * 10_001))
    assert page_text(refused).count("How is it going?") == 31, "what is refused is shown whatever the page"
    assert "1.32: Ensure this value has at most 10000 characters" in page_text(refused)


def test_each_answer_says_how_it_went(alice, five):
    good, bad = Answer(five[0], {"words": "Drafted."}), Answer(five[1], {"words": ""})
    assert record_answers(answers=[bad, good], by=alice) == [bad, good]
    assert (good.update.words, good.refusal) == ("Drafted.", None)
    assert bad.update is None
    assert "Say what has happened" in bad.refusal.messages[0]


@pytest.mark.parametrize("count", [5, 25])
def test_the_page_costs_the_same_however_many_are_on_it(client, count, django_assert_num_queries):
    user = make_user("Olive Officer")
    challenge = make_challenge()
    for number in range(count):
        say(make_action(f"Action {number}", challenge=challenge, leads=[("operational", user.actor)]), user)
    client.force_login(user)
    client.get(SEVERAL)
    with django_assert_num_queries(14):
        client.get(SEVERAL)


# My directorate


@pytest.fixture
def resources(alice):
    """A directorate: Alice directs it; Helen heads People, which is part of it; the HR team is, too."""
    resources = make_actor("Resources", "team")
    director = make_actor("Director of Resources", "post", part_of=resources)
    head = make_actor("Head of People", "post", part_of=resources)
    team = make_actor("HR team", "team", part_of=resources)
    helen, priya = make_actor("Helen Hall"), make_actor("Priya Nair")
    for of, member in ((resources, director), (director, alice.actor), (head, helen), (team, priya)):
        Membership.objects.create(of=of, member=member)
    return {actor.name: actor for actor in (resources, director, head, team, helen, priya)}


def directorate_page(client, user, team):
    client.force_login(user)
    return client.get(reverse("my_directorate", args=[team.pk]))


def test_a_directorate_is_what_its_teams_posts_and_people_lead(client, alice, challenge, resources):
    for name, actor in resources.items():
        make_action(f"Led by {name}", challenge=challenge, leads=[("operational", actor)])
    make_action("Led by Alice", challenge=challenge, leads=[("operational", alice.actor)])
    outside = make_actor("Stephen Yeo")
    make_action("Led elsewhere", challenge=challenge, leads=[("operational", outside)])
    make_action("Member only", challenge=challenge, leads=[("member", resources["Helen Hall"])])
    said = page_text(directorate_page(client, alice, resources["Resources"]))
    for name in [*resources, "Alice"]:
        assert f"Led by {name}" in said
    assert "elsewhere" not in said
    assert "Member only" not in said
    assert "7 open" in said


def test_it_says_who_answers(client, alice, challenge, resources):
    for name in ("Helen Hall", "Head of People", "HR team"):
        make_action(f"Led by {name}", challenge=challenge, leads=[("operational", resources[name])])
    make_action("Hers", challenge=challenge, leads=[("operational", alice.actor)])
    said = page_text(directorate_page(client, alice, resources["Resources"]))
    for words in (
        "1.1 · Helen Hall answers Not started Led by Helen Hall",
        "1.2 · Helen Hall answers, as Head of People",
        "1.3 · HR team: nobody answers yet",
        "1.4 · Alice Ames answers",
    ):
        assert words in said


def test_it_is_one_click_from_my_actions_for_those_in_it(client, alice, challenge, resources):
    make_action("Hers", challenge=challenge, leads=[("operational", alice.actor)])
    address = reverse("my_directorate", args=[resources["Resources"].pk])
    helen = make_user("Hannah Hill")
    Membership.objects.create(of=resources["Head of People"], member=helen.actor)
    pa = make_user("Pat Ames")
    Delegation.objects.create(principal=alice.actor, deputy=pa.actor)
    for user in (alice, helen, pa):
        client.force_login(user)
        assert f'href="{address}"' in client.get("/my-actions/").content.decode(), user


@pytest.mark.parametrize("who", ["dan", "erin", "bob"])
def test_nobody_else_has_it_as_theirs(client, request, who, resources):
    user = request.getfixturevalue(who)
    assert directorate_page(client, user, resources["Resources"]).status_code == 404


def test_whoever_left_the_directorate_has_it_no_more(client, alice, resources):
    Membership.objects.filter(member=alice.actor).update(until=timezone.localdate() - timedelta(days=1))
    assert directorate_page(client, alice, resources["Resources"]).status_code == 404


def test_it_shows_nothing_one_may_not_know_of(client, alice, bob, challenge, resources):
    make_action("Hers", challenge=challenge, leads=[("operational", alice.actor)])
    helens = [("operational", resources["Helen Hall"])]
    secret = {"paragraph": "3", "public_interest": "A contract is being let."}
    make_action("Hidden action", challenge=challenge, leads=helens, exempt="all", **secret)
    told = make_action("Known action", challenge=challenge, leads=helens, exempt="news", **secret)
    say(
        told,
        bob if bob.grants.filter(role="exempt").exists() else make_user("Eve", "editor", "exempt"),
        "Hidden news",
    )
    elsewhere = make_challenge(make_plan("Audit plan"))
    make_action("Another plan", challenge=elsewhere, leads=helens)
    said = page_text(directorate_page(client, alice, resources["Resources"]))
    assert "Known action" in said
    assert not re.search("Hidden|Another plan", said)
    assert "2 open" in said


def test_a_closed_plan_is_not_in_it(client, alice, bob, challenge, resources):
    make_action("Hers", challenge=challenge, leads=[("operational", alice.actor)])
    edit_plan(plan=challenge.plan, by=bob, state="closed")
    assert "Hers" not in page_text(directorate_page(client, alice, resources["Resources"]))


@pytest.mark.parametrize("count", [5, 50])
def test_a_directorate_costs_the_same_however_much_it_leads(
    client, alice, challenge, resources, count, django_assert_num_queries
):
    for number in range(count):
        leads = [("operational", resources["Head of People"]), ("strategic", alice.actor)]
        make_action(f"Action {number}", challenge=challenge, leads=leads)
    address = reverse("my_directorate", args=[resources["Resources"].pk])
    client.force_login(alice)
    client.get(address)
    with django_assert_num_queries(19):
        client.get(address)
