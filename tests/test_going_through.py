"""Going through actions one by one: an officer types what leads said, and it says for whom and by whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplan.changes import delete_action, edit_plan
from actionplan.models import Update
from people.models import Membership
from tests.cast import make_action, make_actor, make_challenge, make_user, page_text, say

pytestmark = pytest.mark.django_db
START = "/plans/peer-review-plan/go-through/"


@pytest.fixture
def helen():
    return make_actor("Helen Hall")


@pytest.fixture
def actions(bob, helen):
    """Helen leads three of five."""
    challenge = make_challenge(by=bob)
    other = make_actor("Stephen Yeo")
    leads = [helen, other, helen, other, helen]
    return [
        make_action(f"Action {number}", challenge=challenge, leads=[("operational", lead)], by=bob)
        for number, lead in enumerate(leads)
    ]


def begin(client, user, query):
    client.force_login(user)
    return client.get(f"{START}?{query}", follow=True)


def address(page):
    return page.redirect_chain[-1][0] if getattr(page, "redirect_chain", None) else page.request["PATH_INFO"]


def save(client, address, action, **given):
    sent = {
        "reference": action.reference,
        "stood_at": action.step_id,
        "step": action.step_id,
        "given_on": timezone.localdate().isoformat(),
        "for_whom": "",
        **given,
    }
    return client.post(address, sent)


def test_it_begins_by_asking_whose_actions(client, bob, actions, helen):
    client.force_login(bob)
    page = client.get(START)
    said = page_text(page)
    assert "Helen Hall 3 open" in said
    assert "Stephen Yeo 2 open" in said
    assert "All 5 open actions in printed order" in said
    assert f'href="?lead={helen.pk}"' in page.content.decode()


def test_it_goes_over_what_the_plans_filter_leaves(client, bob, actions, helen):
    page = begin(client, bob, f"lead={helen.pk}")
    assert f"lead={helen.pk}" in address(page)
    assert "1 of 3" in page_text(page)
    assert page.context["action"] == actions[0]
    page = client.get(page.context["after"])
    assert page.context["action"] == actions[2]
    page = client.get(page.context["after"])
    assert (page.context["action"], page.context["after"]) == (actions[4], None)
    assert "3 of 3" in page_text(page)
    assert client.get(page.context["before"]).context["action"] == actions[2]


def test_saving_goes_to_the_next_and_says_for_whom_and_by_whom(client, bob, actions, helen):
    page = begin(client, bob, f"lead={helen.pk}")
    assert page.context["form"]["for_whom"].value() == helen.pk
    assert "written by Bob Brook" in page_text(page)
    response = save(client, address(page), actions[0], words="Drafted.", for_whom=helen.pk)
    page = client.get(response.url)
    assert page.context["action"] == actions[2]
    assert "The update is saved for 1.1, for Helen Hall, written by Bob Brook." in page_text(page)
    update = Update.objects.get()
    assert (update.by, update.for_actor, update.words) == (bob, helen, "Drafted.")
    assert "Bob Brook for Helen Hall" in page_text(client.get(actions[0].get_absolute_url()))


def test_what_leaves_the_filter_does_not_shift_the_count(client, bob, actions):
    for action in actions[:3]:
        say(action, bob, meaning="off_track")
    page = begin(client, bob, "status=Off+track")
    assert "1 of 3" in page_text(page)
    done = actions[0].plan.scale.step_for("complete").pk
    actions[0].refresh_from_db()
    page = client.get(save(client, address(page), actions[0], step=done).url)
    assert "2 of 3" in page_text(page)
    assert page.context["action"] == actions[1]
    assert client.get(page.context["before"]).context["action"] == actions[0]


def test_the_last_leads_back_to_the_plan_as_it_was_filtered(client, bob, actions, helen):
    page = begin(client, bob, f"lead={helen.pk}")
    for _ in range(2):
        page = client.get(page.context["after"])
    last = save(client, f"{START}?{page.request['QUERY_STRING']}", actions[4], no_change="on")
    assert last.url == f"/plans/peer-review-plan/?lead={helen.pk}"
    assert Update.objects.get().no_change


def test_what_was_said_on_another_day_is_news_of_that_day(client, bob, actions, helen):
    page = begin(client, bob, "all=1")
    day = timezone.localdate() - timedelta(days=3)
    save(client, address(page), actions[0], words="Drafted.", for_whom=helen.pk, given_on=day.isoformat())
    assert Update.objects.get().given_on == day
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = save(client, address(page), actions[1], words="Agreed.", given_on=tomorrow.isoformat())
    assert "News cannot be of a day to come." in page_text(refused)
    assert "Agreed.</textarea>" in refused.content.decode()


def test_a_refused_answer_stays_on_its_page_with_its_words(client, bob, actions):
    page = begin(client, bob, "all=1")
    refused = save(client, address(page), actions[0], words="Drafted.", no_change="on")
    assert refused.status_code == 422
    assert "1 of 5" in page_text(refused)
    assert "Drafted.</textarea>" in refused.content.decode()
    assert not Update.objects.exists()


def test_words_are_saved_even_where_the_list_is_forgotten(client, bob, actions):
    begin(client, bob, "all=1")
    response = save(client, f"{START}?all=1&walk=forgotten&n=4", actions[2], words="Drafted.")
    assert response.url == "/plans/peer-review-plan/"
    assert Update.objects.get().action == actions[2]


def test_what_is_finished_is_left_out_unless_it_is_asked_for(client, bob, actions):
    say(actions[0], bob, meaning="complete")
    assert "1 of 4" in page_text(begin(client, bob, "all=1"))
    assert "1 of 1" in page_text(begin(client, bob, "status=Complete"))
    assert "1 of 1" in page_text(begin(client, bob, "meaning=finished"))


def test_an_action_that_went_meanwhile_is_passed_over(client, bob, actions):
    page = begin(client, bob, "all=1")
    delete_action(action=actions[1], by=bob, reason="Entered twice.")
    after = client.get(page.context["after"], follow=True)
    assert after.context["action"] == actions[2]


def test_nothing_like_that_says_so(client, bob, actions):
    page = begin(client, bob, "words=nothing-like-it")
    assert "There is nothing open to go through like that." in page_text(page)


@pytest.mark.parametrize("number", ["0", "99999", "-1", "x", "9" * 30])
def test_an_impossible_number_is_an_end_of_the_list(client, bob, actions, number):
    page = begin(client, bob, "all=1")
    walk = page.request["QUERY_STRING"].split("walk=")[1].split("&")[0]
    place = client.get(f"{START}?all=1&walk={walk}&n={number}").context["place"]
    assert place.number in (1, 5)


def test_several_are_gone_through_side_by_side_and_the_oldest_is_forgotten(client, bob, actions):
    for _ in range(7):
        begin(client, bob, "all=1")
    assert len(client.session["going_through"]) == 5


def test_an_editor_who_leads_an_action_answers_for_it_themselves(client, bob, actions):
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=bob.actor)
    own = make_action("His", challenge=actions[0].challenge, leads=[("operational", head)], by=bob)
    page = begin(client, bob, f"lead={head.pk}")
    assert "Who said it?" not in page_text(page)
    save(client, address(page), own, words="Drafted.")
    assert Update.objects.get().for_actor == head


def test_only_editors_of_a_live_plan_go_through_it(client, bob, alice, erin, carol, dan, actions):
    for user, status in ((alice, 404), (dan, 404), (erin, 403), (carol, 403)):
        client.force_login(user)
        assert client.get(START).status_code == status, user
        assert client.post(START, {"reference": "1.1", "words": "Mine."}).status_code == status, user
    edit_plan(plan=actions[0].plan, by=bob, state="closed")
    client.force_login(bob)
    assert client.get(START).status_code == 403
    assert not Update.objects.exists()


def test_exempt_actions_are_gone_through_by_those_with_the_right_only(client, bob, actions):
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
    make_action("Hidden", challenge=actions[0].challenge, by=bob, **secret)
    seeing = make_user("Grace Green", "editor", "exempt")
    assert "1 of 5" in page_text(begin(client, bob, "all=1"))
    assert "1 of 6" in page_text(begin(client, seeing, "all=1"))
    client.force_login(bob)
    assert client.post(START, {"reference": "E1", "words": "x"}).status_code == 404
    known = make_action("Known", challenge=actions[0].challenge, by=bob, **secret | {"exempt": "news"})
    assert "1 of 5" in page_text(begin(client, bob, "all=1")), "its news is not his to write"
    assert client.post(START, {"reference": known.reference, "words": "x"}).status_code == 403


def test_only_a_lead_of_the_action_can_be_named(client, bob, actions):
    page = begin(client, bob, "all=1")
    stranger = make_actor("Nobody Special")
    refused = save(client, address(page), actions[0], words="Drafted.", for_whom=stranger.pk)
    assert refused.status_code == 422
    assert not Update.objects.exists()


@pytest.mark.parametrize("count", [5, 50])
def test_a_long_list_costs_no_more(client, bob, helen, count, django_assert_num_queries):
    challenge = make_challenge(by=bob)
    for number in range(count):
        make_action(f"Action {number}", challenge=challenge, leads=[("operational", helen)], by=bob)
    page = begin(client, bob, "all=1")
    with django_assert_num_queries(14):
        client.get(address(page))
