"""My mail; what was sent, what was not, and sending it again."""

from datetime import timedelta

import pytest
from django.core import signing
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from actionplan import mailing
from actionplan.models import Job, Message
from people.mail import to_one_person
from people.models import Actor
from tests.cast import make_action, make_actor, make_challenge, make_plan, make_user, page_text
from tests.processes import wait_until

pytestmark = pytest.mark.django_db
MINE, SENT = "/mail/", "/mail/sent/"


def now():
    return timezone.now()


def message(person, key="a", *, ago=1, reminders=(), subject="Actions: 1 overdue", **state):
    """A message taken in hand so many minutes ago."""
    at = now() - timedelta(minutes=ago)
    words = {"subject": subject, "text": "17.2 Publish who leads\n", "html": "<p>17.2</p>"}
    made = mailing.queue(key=key, kind="reminder", person=person, at=at, reminders=reminders, **words)
    if state:
        Message.objects.filter(pk=made.pk).update(**state)
        made.refresh_from_db()
    return made


def one_of_each(person):
    message(person, "waiting", subject="It waits")
    message(person, "sent", subject="It went", outcome="sent")
    message(person, "unsure", subject="Who knows", outcome="claimed", ago=11)
    message(person, "in hand", subject="In hand", outcome="claimed", ago=1)
    message(person, "failed", subject="It failed", outcome="failed", refusal="550 No such person", tries=5)


def again(client, found):
    return client.post(reverse("mail_again", args=[found.pk]), follow=True)


# My mail


def test_mail_is_paused_until_a_day_and_comes_again_when_the_day_is_taken_out(client, alice):
    client.force_login(alice)
    day = timezone.localdate() + timedelta(days=9)
    answer = client.post(MINE, {"mail_paused_until": day.isoformat()}, follow=True)
    assert "Your mail is paused" in page_text(answer)
    alice.actor.refresh_from_db()
    assert alice.actor.mail_paused_until == day
    client.post(MINE, {"mail_paused_until": ""})
    alice.actor.refresh_from_db()
    assert alice.actor.mail_paused_until is None


@pytest.mark.parametrize("day", ["today", "1 March", "2020-01-01"])
def test_a_pause_that_is_over_or_no_day_is_refused(client, alice, day):
    client.force_login(alice)
    given = timezone.localdate().isoformat() if day == "today" else day
    answer = client.post(MINE, {"mail_paused_until": given})
    assert "There is a problem" in page_text(answer)
    alice.actor.refresh_from_db()
    assert alice.actor.mail_paused_until is None


def test_only_a_councillor_is_asked_whether_they_want_mail(client, alice):
    councillor = make_user("Ivy Irons", councillor=True)
    for user, asked in ((alice, False), (councillor, True)):
        client.force_login(user)
        assert ("Send me mail about actions I answer for" in page_text(client.get(MINE))) is asked
        client.post(MINE, {"wants_mail": "on"})
        user.actor.refresh_from_db()
        assert user.actor.wants_mail is asked


def test_one_sees_what_was_sent_to_oneself_and_not_to_others(client, alice, bob):
    message(alice.actor, subject="For Alice", outcome="sent")
    message(bob.actor, "b", subject="For Bob", outcome="sent")
    client.force_login(alice)
    words = page_text(client.get(MINE))
    assert "For Alice" in words
    assert "For Bob" not in words


def test_an_account_that_belongs_to_nobody_has_nothing_to_set(client, alice):
    Actor.objects.filter(user=alice).update(user=None)
    client.force_login(alice)
    assert "belongs to no person" in page_text(client.get(MINE))
    assert client.post(MINE, {}).status_code == 200


def test_somebody_without_an_account_pauses_mail_by_the_link_in_it(client, db, mailserver):
    una, ugo = (
        make_actor("Una Usher", email="una@example.org"),
        make_actor("Ugo Usher", email="ugo@example.org"),
    )
    mail = to_one_person(una, "News please", "reminders", {"sections": []})
    link = next(word for word in mail.text.split() if "/mail/pause/" in word)
    assert link in mail.html
    path = "/" + link.split("/", 3)[3]
    assert "Mail to Una Usher" in page_text(client.get(path))
    day = timezone.localdate() + timedelta(days=9)
    assert "Your mail is paused" in page_text(
        client.post(path, {"mail_paused_until": day.isoformat()}, follow=True)
    )
    una.refresh_from_db()
    ugo.refresh_from_db()
    assert (una.mail_paused_until, ugo.mail_paused_until) == (day, None)


def test_a_link_that_somebody_made_up_pauses_nobody(client, alice):
    day = timezone.localdate() + timedelta(days=9)
    for token in ("1", signing.dumps(alice.actor.pk), signing.dumps(alice.actor.pk, salt="else")):
        answer = client.post(f"/mail/pause/{token}/", {"mail_paused_until": day.isoformat()})
        assert answer.status_code == 404
    alice.actor.refresh_from_db()
    assert alice.actor.mail_paused_until is None


def test_the_mail_of_somebody_with_an_account_leads_to_their_own_page(alice):
    mail = to_one_person(alice.actor, "News please", "reminders", {"sections": []})
    assert "/mail/pause/" not in mail.text
    assert "/mail/\n" in mail.text


# What was sent


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        ("", {"It waits", "It went", "Who knows", "In hand", "It failed"}),
        ("waiting", {"It waits"}),
        ("sent", {"It went"}),
        ("not-sure", {"Who knows"}),
        ("failed", {"It failed"}),
        ("nonsense", {"It waits", "It went", "Who knows", "In hand", "It failed"}),
    ],
)
def test_messages_are_shown_by_how_they_went(client, alice, bob, show, expected):
    one_of_each(alice.actor)
    client.force_login(bob)
    words = page_text(client.get(SENT, {"show": show}))
    subjects = {"It waits", "It went", "Who knows", "In hand", "It failed"}
    assert {subject for subject in subjects if subject in words} == expected
    assert "5 all 1 could not be sent 1 not sure 1 waiting 1 sent" in words


def test_only_what_failed_or_is_not_sure_can_be_sent_again(client, alice, bob):
    one_of_each(alice.actor)
    client.force_login(bob)
    assert page_text(client.get(SENT)).count("Send again to Alice Ames") == 2
    for key, expected in [
        ("sent", "nothing to send again"),
        ("in hand", "nothing to send again"),
        ("waiting", "no"),
    ]:
        found = Message.objects.get(key=key)
        assert expected in page_text(again(client, found))
        assert Message.objects.get(key=key).outcome == found.outcome


def test_a_message_sent_again_leaves_with_the_worker(client, alice, bob, mailserver):
    found = message(alice.actor, outcome="failed", refusal="550 No such person", tries=5)
    client.force_login(bob)
    assert "goes to alice@example.org again within a minute" in page_text(again(client, found))
    assert mailserver.messages == []
    call_command("work", once=True)
    assert [each.recipients for each in mailserver.messages] == [["alice@example.org"]]


def test_a_message_to_somebody_without_an_address_now_says_so(client, alice, bob):
    person = make_actor("Una Usher", email="una@example.org")
    found = message(person, outcome="failed", tries=5)
    type(person).objects.filter(pk=person.pk).update(email="")
    client.force_login(bob)
    assert "Una Usher has no e-mail address now." in page_text(again(client, found))


def test_sending_again_is_a_press_of_a_button(client, alice, bob):
    found = message(alice.actor, outcome="failed", tries=5)
    client.force_login(bob)
    assert client.get(reverse("mail_again", args=[found.pk])).status_code == 405


def test_who_keeps_no_plan_and_no_accounts_sees_no_mail(client, alice, erin, carol):
    found = message(alice.actor, outcome="failed", tries=5)
    for user in (alice, erin, carol):
        client.force_login(user)
        assert client.get(SENT).status_code == 403
        assert again(client, found).status_code == 403
    assert Message.objects.get().outcome == "failed"


def test_an_editor_of_one_plan_sees_the_mail_about_it_and_no_words(client, alice, bob):
    mine, other = make_plan("Mine", by=bob), make_plan("Other", by=bob)
    for plan in (mine, other):
        action = make_action(challenge=make_challenge(plan, by=bob), by=bob)
        message(
            alice.actor,
            plan.title,
            subject=f"About {plan.title}",
            reminders=[(plan.title, action)],
            outcome="sent",
        )
    gil = make_user("Gil Green", "editor", plan=mine)
    client.force_login(gil)
    words = page_text(client.get(SENT))
    assert "About Mine" in words
    assert "About Other" not in words
    assert "17.2 Publish who leads" not in words
    assert again(client, Message.objects.get(key="Other")).status_code == 404


def test_an_administrator_sees_that_mail_went_and_not_what_it_said(client, alice, frank, bob):
    message(alice.actor, subject="Actions: 1 overdue", outcome="sent")
    client.force_login(frank)
    assert "Actions: 1 overdue" in page_text(client.get(SENT))
    assert "17.2 Publish who leads" not in page_text(client.get(SENT))
    client.force_login(bob)
    assert "17.2 Publish who leads" in page_text(client.get(SENT))


def test_the_page_says_that_no_worker_runs_and_which_job_failed(client, bob):
    client.force_login(bob)
    assert "Nothing is sent at present" in page_text(client.get(SENT))
    Job.objects.create(name="Mail", next_at=now(), ended_at=now())
    assert "Nothing is sent at present" not in page_text(client.get(SENT))
    Job.objects.create(name="Reminders", next_at=now(), ended_at=now(), failed=True, note="KeyError: secret")
    assert "Reminders: went wrong" in page_text(client.get(SENT))
    assert "secret" not in page_text(client.get(SENT))


def test_the_page_says_where_there_is_no_mail_server(client, alice, bob, settings):
    client.force_login(bob)
    assert "This site has no mail server" not in page_text(client.get(SENT))
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    message(alice.actor, outcome="sent", refusal="This site has no mail server")
    words = page_text(client.get(SENT))
    assert "This site has no mail server" in words
    assert "Kept, not sent" in words


def test_the_list_costs_no_more_queries_for_more_messages(client, alice, bob, django_assert_max_num_queries):
    client.force_login(bob)
    for number in range(5):
        message(alice.actor, f"{number}")
    client.get(SENT)
    with django_assert_max_num_queries(17):
        client.get(SENT)
    for number in range(5, 50):
        message(alice.actor, f"{number}")
    with django_assert_max_num_queries(17):
        assert page_text(client.get(SENT)).count("Alice Ames") == 50


def test_the_menu_under_a_name_leads_to_ones_own_and_settings_to_all(client, alice, bob):
    for user in (alice, bob):
        client.force_login(user)
        assert f'href="{MINE}"' in client.get("/plans/").text
    assert f'href="{SENT}"' in client.get("/settings/").text


# The whole road


@pytest.mark.django_db(transaction=True)
def test_from_the_link_in_a_mail_to_a_pause_on_a_phone(
    phone_page, sign_in, axe, alice, mailserver, settings, live_server
):
    settings.SITE_URL = live_server.url
    action = make_action(leads=[("operational", alice.actor)], by=alice)
    due = timezone.localdate() + timedelta(days=7)
    action.deadlines.create(due=due, words="soon", kind="date")
    call_command("send_reminders", today=timezone.localdate().isoformat())
    words = mailserver.messages[0].get_body(("plain",)).get_content()
    sign_in(phone_page, alice)
    phone_page.goto(next(word for word in words.split() if word.endswith(f"/{action.reference}/")))
    assert action.text in phone_page.inner_text("main")
    phone_page.goto(next(word for word in words.split() if word.endswith("/mail/")))
    axe(phone_page)
    phone_page.get_by_label("No mail until").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    phone_page.get_by_role("button", name="Save").click()
    expect(phone_page.locator("main")).to_contain_text("Your mail is paused")
    axe(phone_page)
    alice.actor.refresh_from_db()
    assert alice.actor.mail_paused_until == timezone.localdate() + timedelta(days=20)


@pytest.mark.django_db(transaction=True)
def test_an_editor_sends_an_unsure_message_again(page, sign_in, axe, alice, bob, mailserver):
    one_of_each(alice.actor)
    sign_in(page, bob)
    page.goto("/plans/")
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Mail sent").click()
    axe(page)
    page.get_by_role("link", name="not sure").click()
    page.get_by_role("button", name="Send again to Alice Ames").click()
    expect(page.locator("main")).to_contain_text("again within a minute")
    call_command("work", once=True)
    wait_until(lambda: {each["Subject"] for each in mailserver.messages} == {"It waits", "Who knows"})
