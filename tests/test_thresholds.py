"""On which days a plan reminds: its words, its page, and two editors at it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplan.changes import Conflict, change_state
from actionplan.changes.reminders import set_reminders
from actionplan.changes.revisions import latest_revision
from actionplan.models import Plan, Revision
from actionplan.reminder_words import count_in, days_in, in_words
from actionplan.reminders import usual_thresholds
from tests.browser import fits
from tests.cast import make_action, make_challenge, make_plan, make_user, page_text, say, words_for

REMINDERS = "/plans/peer-review-plan/reminders/"
USUAL = [
    "Reminded 30, 7 and 1 days before a deadline.",
    "Reminded 1 and 7 days after it has passed, and every 30 days.",
    "Reminded every 60 days without news.",
]


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


def now(plan):
    return Plan.objects.get(pk=plan.pk).reminders


def fields(**changed):
    usual = {"due": "30, 7, 1", "overdue": "1, 7", "overdue_every": "30", "no_news_every": "60"}
    return {**usual, "act": "save", **changed}


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("30, 7, 1", [30, 7, 1]),
        ("30,7 and 1", [30, 7, 1]),
        ("14 days", [14]),
        ("", []),
        (" Never ", []),
        ("0", []),
    ],
)
def test_days_are_read_as_people_write_them(words, days):
    assert days_in(words) == days


@pytest.mark.parametrize("words", ["a week", "-3", "1.5", "30; x", "²", "9" * 50])
def test_what_is_no_day_is_not_read(words):
    with pytest.raises(ValueError, match="is no number of days"):
        days_in(words)


def test_a_number_of_days_is_one_number():
    assert (count_in("60"), count_in(""), count_in("never")) == (60, 0, 0)
    with pytest.raises(ValueError, match="one number"):
        count_in("60, 90")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, USUAL),
        ({"due": []}, ["Not reminded before a deadline.", *USUAL[1:]]),
        ({"due": [1]}, ["Reminded 1 day before a deadline.", *USUAL[1:]]),
        ({"overdue": []}, [USUAL[0], "Reminded every 30 days after it has passed.", USUAL[2]]),
        ({"overdue_every": 0}, [USUAL[0], "Reminded 1 and 7 days after it has passed.", USUAL[2]]),
        (
            {"overdue": [], "overdue_every": 0},
            [USUAL[0], "Not reminded once a deadline has passed.", USUAL[2]],
        ),
        ({"no_news_every": 1}, [*USUAL[:2], "Reminded every 1 day without news."]),
        ({"no_news_every": 0}, [*USUAL[:2], "Not reminded where there is no news."]),
    ],
)
def test_days_are_read_back_in_words(given, said):
    assert in_words(usual_thresholds() | given) == said


@pytest.mark.django_db
def test_an_editor_gives_a_plan_days_of_its_own_and_takes_the_usual_ones_again(client, plan, bob):
    client.force_login(bob)
    assert all(sentence in page_text(client.get(REMINDERS)) for sentence in USUAL)
    answer = client.post(REMINDERS, fields(due="14, 3", no_news_every=""), follow=True)
    assert "Reminded 14 and 3 days before a deadline." in page_text(answer)
    assert now(plan) == {"due": [14, 3], "no_news_every": 0}
    answer = client.post(REMINDERS, fields(act="usual"), follow=True)
    assert USUAL[0] in page_text(answer)
    assert now(plan) == {}


@pytest.mark.django_db
def test_days_are_read_back_before_they_are_saved(client, plan, bob):
    client.force_login(bob)
    answer = client.post(REMINDERS, fields(due="14", act="show"))
    assert "Reminded 14 days before a deadline." in page_text(answer)
    assert now(plan) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"due": "a week"}, "Write numbers of days with commas between"),
        ({"overdue_every": "30, 60"}, "Write one number of days"),
        ({"due": "900"}, "from 1 to 730"),
        ({"no_news_every": "900"}, "from 0 (never) to 730"),
        ({"due": ", ".join(map(str, range(1, 14)))}, "at most 12 times"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_beside_its_field(client, plan, bob, changed, said):
    client.force_login(bob)
    answer = client.post(REMINDERS, fields(**changed))
    assert answer.status_code == 422
    (name,) = changed
    assert list(answer.context["form"].errors) == [name]
    assert said in page_text(answer)
    assert now(plan) == {}


@pytest.mark.django_db
def test_two_editors_at_different_days_both_land_and_at_the_same_see_both(client, plan, bob):
    client.force_login(bob)
    opened = str(latest_revision(plan).number)
    set_reminders(plan=plan, by=make_user("Carol Cole", "editor"), no_news_every=90)
    client.post(REMINDERS, fields(due="14", opened_at_revision=opened))
    assert now(plan) == {"due": [14], "no_news_every": 90}
    answer = client.post(REMINDERS, fields(due="21", opened_at_revision=opened))
    assert answer.status_code == 422
    text = page_text(answer)
    assert "changed this while you were editing" in text
    assert now(plan)["due"] == [14]
    mine = {"keep_due": "mine", "clash_due": "14", "mine_due": "21"}
    latest = str(latest_revision(plan).number)
    client.post(REMINDERS, fields(due="21", no_news_every="90", opened_at_revision=latest, **mine))
    assert now(plan)["due"] == [21]


@pytest.mark.django_db
def test_a_save_over_what_somebody_changed_is_a_conflict(plan, bob):
    opened = latest_revision(plan).number
    set_reminders(plan=plan, by=bob, due=[14])
    with pytest.raises(Conflict) as conflict:
        set_reminders(plan=plan, by=bob, due=[21], opened_at_revision=opened)
    assert conflict.value.fields == {"due": ([14], [21])}
    before = Revision.objects.count()
    set_reminders(plan=plan, by=bob, due=[14], opened_at_revision=opened)
    assert Revision.objects.count() == before


@pytest.mark.django_db
def test_only_editors_say_when_a_plan_reminds(client, plan, dan, erin):
    for user, status in ((dan, 404), (erin, 403)):
        client.force_login(user)
        assert client.get(REMINDERS).status_code == status
        assert client.post(REMINDERS, fields(due="14")).status_code == status
    assert now(plan) == {}


@pytest.mark.django_db
def test_a_closed_plan_keeps_its_days(client, plan, bob):
    client.force_login(bob)
    change_state(plan=plan, state="closed", by=bob)
    assert "This plan is closed" in page_text(client.post(REMINDERS, fields(due="14")))
    assert now(plan) == {}


@pytest.mark.django_db
def test_days_are_set_on_a_phone_and_read_back_as_they_are_typed(phone_page, sign_in, axe, faults, plan, bob):
    sign_in(phone_page, bob)
    phone_page.goto(REMINDERS)
    axe(phone_page)
    phone_page.get_by_label("Days before a deadline").fill("14, 3")
    phone_page.get_by_label("Days after a deadline has passed").focus()
    phone_page.get_by_text("Reminded 14 and 3 days before a deadline.").wait_for()
    phone_page.get_by_role("button", name="Save the days").last.click()
    phone_page.get_by_text("The days are saved.").wait_for()
    axe(phone_page)
    assert fits(phone_page)
    assert now(plan) == {"due": [14, 3]}


def test_pages_count_what_is_due_soon_and_quiet_as_the_plan_reminds(client, bob, alice, plan):
    """As usual 20 days ahead is soon and 40 days without a word is no silence yet."""
    set_reminders(plan=plan, by=bob, due=[14, 1], no_news_every=30)
    action = make_action(
        leads=[("operational", alice.actor)], deadline=words_for(20), challenge=make_challenge(plan)
    )
    other = make_action(
        leads=[("operational", alice.actor)],
        deadline=words_for(20),
        challenge=make_challenge(make_plan("Other")),
    )
    for each in (action, other):
        say(each, bob, "Begun.", given_on=timezone.localdate() - timedelta(days=40))
    client.force_login(bob)

    def labels(address):
        figures = client.get(address).context["figures"]
        return {each["label"]: (each["count"], each["url"]) for each in figures}

    own, usual, both = (
        labels(plan.get_absolute_url()),
        labels(other.plan.get_absolute_url()),
        labels("/actions/"),
    )
    assert (own["due in 14 days"][0], own["no news for 30 days"][0]) == (0, 1)
    assert (usual["due in 30 days"][0], usual["no news for 60 days"][0]) == (1, 0)
    assert (both["due soon"][0], both["no news for a while"][0]) == (1, 1)
    found = client.get(own["no news for 30 days"][1])
    assert [row.action for group in found.context["groups"] for row in group["rows"]] == [action]
    assert "1 action without news for 30 days, in printed order" in page_text(found)
    assert "In 14 days" in page_text(found)
    said = page_text(client.get("/plans/"))
    assert "due in 14 days" in said
    assert "due in 30 days" in said
    client.force_login(alice)
    groups = {
        name: [card.action for card in cards]
        for _, name, cards, _ in client.get("/my-actions/").context["groups"]
    }
    assert groups == {"Due soon": [other], "Later": [action]}
