"""The page of an action: what it is, whose it is, and all that has happened to it."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from actionplan.changes import add_see_also, edit_action, edit_plan, move_deadline, record_resolution
from actionplan.models import SeeAlso
from people.models import Membership
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_meeting, make_user, page_text, say

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}
NEWS = EXEMPT | {"exempt": "news"}


def text_of(client, user, action):
    client.force_login(user)
    return page_text(client.get(action.get_absolute_url()))


def thread(client, user, action):
    """The history's items as they are read."""
    client.force_login(user)
    return client.get(action.get_absolute_url()).context["history"]


def test_it_says_what_it_is_and_where_it_stands(client, erin):
    action = make_action("Publish", challenge=make_challenge(title="One council", heading="Leadership"))
    said = text_of(client, erin, action)
    for words in ("1.1 Publish", "1 One council", "Leadership · agreed 9 January 2026", "Not started"):
        assert words in said


def test_leads_are_said_with_the_holders_of_their_posts(client, erin, alice):
    head = make_actor("Head of People", "post")
    Membership.objects.create(of=head, member=make_actor("Shirin Patel"), since=date(2026, 5, 1))
    Membership.objects.create(of=head, member=make_actor("Gone Long"), until=date(2026, 4, 30))
    action = make_action(leads=[("strategic", head)])
    said = text_of(client, erin, action)
    assert (
        "Member none named Strategic Head of People Shirin Patel since 1 May 2026 Operational none named"
        in said
    )
    assert "Reports Shirin Patel" in said
    assert "Gone Long" not in said


def test_who_reports_is_as_of_today(client, erin):
    head = make_actor("Head of People", "post")
    first = Membership.objects.create(of=head, member=make_actor("Shirin Patel"))
    action = make_action(leads=[("operational", head)])
    first.until = timezone.localdate() - timedelta(days=1)
    first.save()
    assert "Reports nobody yet" in text_of(client, erin, action)


def test_a_deadline_tells_its_first_words_how_often_it_moved_and_how_far(client, bob):
    action = make_action(deadline="June 26")
    for words in ("August 26", "September 26"):
        line = action.deadlines.get()
        move_deadline(deadline=line, words=words, reason="Late.", by=bob, today=TODAY)
    said = text_of(client, bob, action)
    assert "30 September 2026" in said
    assert "first “June 26” · moved twice · +92 days" in said
    assert f"{(timezone.localdate() - date(2026, 9, 30)).days} days overdue" in said


def test_see_also_goes_both_ways_and_only_to_what_one_may_know_of(client, erin, carol):
    plan = make_challenge(title="One").plan
    first = make_action("First", challenge=plan.challenges.get())
    second = make_action("Second", challenge=make_challenge(plan, "Two"))
    secret = make_action("Secret", challenge=second.challenge, **EXEMPT)
    SeeAlso.objects.create(action=first, challenge=second.challenge)
    SeeAlso.objects.create(action=first, other=secret)
    SeeAlso.objects.create(action=secret, other=first)
    assert "See also 2 Two" in text_of(client, erin, first)
    assert "Secret" not in text_of(client, erin, first)
    assert "Seen from 1.1 First" in text_of(client, erin, second)
    assert "E1 Secret" in text_of(client, carol, first)


def test_one_goes_on_in_printed_order(client, erin):
    challenge = make_challenge()
    for text in ("First", "Second", "Third"):
        make_action(text, challenge=challenge)
    client.force_login(erin)
    context = client.get(challenge.plan.get_absolute_url() + "1.2/").context
    assert (context["before"], context["after"]) == ("1.1", "1.3")
    assert client.get(challenge.plan.get_absolute_url() + "1.1/").context["before"] is None


# What has happened


def test_the_thread_tells_everything_newest_first(client, alice, bob, erin):
    action = make_action("Publish", leads=[("operational", alice.actor)], deadline="June 26", by=bob)
    say(action, alice, "Waiting for the intranet.", meaning="at_risk")
    edit_action(action=action, by=bob, today=TODAY, text="Publish online", reason="Committee asked")
    line = action.deadlines.get()
    move_deadline(deadline=line, words="September 26", reason="Intranet late.", by=bob, today=TODAY)
    told = [(each.who, each.words, each.note) for each in thread(client, erin, action)]
    assert told == [
        (
            "Bob Brook",
            "Deadline moved from “June 26” (30 June 2026) to “September 26” (30 September 2026)."
            " First change; 92 days later in all.",
            "Why: Intranet late.",
        ),
        ("Bob Brook", "", "Why: Committee asked"),
        ("Alice Ames", "Waiting for the intranet.", ""),
        ("Bob Brook", "Added to the plan. Deadline “June 26” (30 June 2026).", ""),
    ]
    said = text_of(client, erin, action)
    assert "Wording changed from Publish to Publish online Why: Committee asked" in said
    assert "At risk Waiting for the intranet." in said


def test_a_resolution_is_said_with_its_committee_and_minute(client, bob):
    action = make_action(deadline="June 26")
    minute = record_resolution(meeting=make_meeting(date(2026, 9, 8)), minute="14", words="Agreed.", by=bob)
    move_deadline(
        deadline=action.deadlines.get(),
        words="September 26",
        reason="",
        by=bob,
        today=TODAY,
        resolution=minute,
        effective_on=date(2026, 9, 8),
    )
    told = thread(client, bob, action)
    resolved = next(each for each in told if each.words.startswith("Deadline moved"))
    assert (resolved.on, resolved.via, resolved.who) == (date(2026, 9, 8), "HR Committee, minute 14", "")


def test_changed_leads_are_said_by_name(client, alice, bob):
    action = make_action(leads=[("operational", alice.actor)])
    hugo = make_actor("Hugo Hill")
    edit_action(action=action, by=bob, today=TODAY, leads=[("operational", hugo, "Hugo Hill")])
    assert thread(client, bob, action)[0].words == "Operational lead was Alice Ames, is now Hugo Hill."


def test_further_and_met_deadlines_are_said(client, bob):
    action = make_action(deadline="June 26")
    edit_action(action=action, by=bob, today=TODAY, further_deadlines=["March 2027"])
    edit_action(action=action, by=bob, today=TODAY, met={action.deadlines.first(): date(2026, 6, 1)})
    words = [each.words for each in thread(client, bob, action)]
    assert words[0] == "Deadline “June 26” (30 June 2026) met on 1 June 2026."
    assert words[1] == "Another deadline: “March 2027” (31 March 2027)."


def test_news_written_down_later_says_so(client, alice):
    action = make_action(leads=[("operational", alice.actor)])
    say(action, alice, "It began.", given_on=date(2026, 3, 1))
    news = next(each for each in thread(client, alice, action) if each.words == "It began.")
    assert (news.on, news.note.startswith("Written down on")) == (date(2026, 3, 1), True)


def test_the_page_costs_the_same_whatever_has_happened(client, alice, bob, django_assert_max_num_queries):
    action = make_action(leads=[("operational", alice.actor)], deadline="June 26")
    client.force_login(bob)
    costs = []
    for count in (1, 11):
        for number in range(count):
            say(action, alice, f"News {count}.{number}")
            edit_action(action=action, by=bob, today=TODAY, text=f"Text {count}.{number}")
            line, words = action.deadlines.get(), f"{number + 1} July {2030 + count}"
            move_deadline(deadline=line, words=words, reason="Late", by=bob, today=TODAY)
            other = make_action(challenge=action.challenge)
            add_see_also(action=action, other=other, by=bob)
            add_see_also(action=other, other=action, by=bob)
        client.get(action.get_absolute_url())
        with django_assert_max_num_queries(25) as asked:
            client.get(action.get_absolute_url())
        costs.append(len(asked))
    assert costs[0] == costs[1]


# What is exempt, and refusals


def test_what_one_may_not_know_of_does_not_exist(client, erin, dan):
    open_one = make_action()
    secret = make_action(challenge=open_one.challenge, **EXEMPT)
    for user, action in ((dan, open_one), (erin, secret)):
        client.force_login(user)
        missing = client.get(open_one.plan.get_absolute_url() + "99.9/")
        there = client.get(action.get_absolute_url())
        assert missing.status_code == there.status_code == 404
        assert page_text(missing) == page_text(there)
    client.force_login(erin)
    assert client.get(open_one.get_absolute_url()).context["after"] is None


def test_an_exempt_action_says_its_paragraph_and_reason(client, carol):
    said = text_of(client, carol, make_action(**EXEMPT))
    assert "This action is exempt Under paragraph 3" in said
    assert "A contract is being let." in said


def test_exempt_news_is_kept_from_those_without_the_right(client, alice, bob, carol, erin):
    action = make_action(
        leads=[("operational", alice.actor)], deadline="June 26", public_news="Talks go on.", **NEWS
    )
    say(action, alice, "They want a million.", meaning="off_track")
    line = action.deadlines.get()
    move_deadline(deadline=line, words="July 26", reason="A million is too much.", by=carol, today=TODAY)
    for user in (erin, bob):
        said = text_of(client, user, action)
        assert "million" not in said
        assert "Talks go on. Its news is exempt." in said
        assert "Update this action" not in said
    for user in (alice, carol):
        assert "They want a million." in text_of(client, user, action)


def test_buttons_are_there_for_those_who_may(client, alice, bob, erin):
    action = make_action(leads=[("operational", alice.actor)])
    for user, update, edit in ((alice, True, False), (bob, True, True), (erin, False, False)):
        said = text_of(client, user, action)
        assert ("Save update" in said) is update
        assert (" Edit " in said) is edit


def test_a_plan_editors_rights_end_with_the_plan(client):
    action = make_action()
    user = make_user("Olive Officer", "editor", plan=action.plan)
    other = make_action(challenge=make_challenge(title="Other", plan=None, heading="Else"))
    assert " Edit " in text_of(client, user, action)
    assert client.get(other.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("wording", "heading", "below"),
    [
        ("Publish who leads", "Publish who leads", False),
        ("Hold a staff day each year. Ask heads of service to lead it.", "Hold a staff day each year.", True),
        ("See above. " + "word " * 30, "See above. " + "word " * 14 + "word…", True),
        ("word " * 30, "word " * 16 + "word…", True),
        ("x" * 200, "x" * 89 + "…", True),
        ("One line\nand another", "One line and another", True),
        ("Write the policy, e.g. for leave", "Write the policy, e.g. for leave", False),
    ],
)
def test_a_page_is_headed_by_its_first_words_and_says_the_rest_below(client, erin, wording, heading, below):
    action = make_action(wording)
    client.force_login(erin)
    page = client.get(action.get_absolute_url())
    h1 = re.search(r"<h1>(.*?)</h1>", page.content.decode(), re.DOTALL)[1]
    assert h1 == f'<span class="ref">1.1</span> <span id="heading-words">{heading}</span>'
    assert ('<p class="wording">' in page.content.decode()) is below


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("closed", "This plan is closed It is kept as it stands: nothing more is reported on its actions."),
        ("draft", "This plan is a draft Its leads say how it goes once it is live."),
    ],
)
def test_where_nothing_can_be_reported_the_page_says_why(client, alice, bob, state, said):
    action = make_action(by=bob, leads=[("operational", alice.actor)])
    edit_plan(plan=action.plan, by=bob, state=state)
    client.force_login(bob)
    page = page_text(client.get(action.get_absolute_url()))
    assert said in page
    assert "Update this action" not in page
