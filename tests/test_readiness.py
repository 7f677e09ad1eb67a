"""What is open about a paper before it goes out: each point, whom it is told to, and where it leads."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.changes import ask_for_time, edit_action, edit_plan, record_update
from actionplan.changes.rounds import open_round
from actionplan.models import GlossaryTerm
from people.models import Actor
from reports import papers, publication, readiness
from reports.models import Paper
from reports.readiness.draft import Place
from reports.readiness.misplaced import misplaced, runs
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_round,
    make_user,
)

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
SECRET = "Settle the pay claim at four per cent"


def make_paper(plan, by, **given):
    meeting = given.pop("meeting", None) or make_meeting(by=by)
    given = {"title": "Progress", "as_of": TODAY, "at": NOW} | given
    paper = papers.create_paper(meeting=meeting, plans=[plan], by=by, **given)
    return Paper.objects.whole().get(pk=paper.pk)


def point(paper, user, key, today=TODAY):
    found = readiness.of(Paper.objects.whole().get(pk=paper.pk), user, today)
    return next((each for each in found.points if each.key == key), None)


def told(paper, user, key):
    found = point(paper, user, key)
    return found.title, [item.words for item in found.items]


def of_sections(*sections):
    return {"sections": [{"words": "", "progress": False} | each for each in sections]}


@pytest.mark.django_db
def test_actions_without_news_since_the_last_report_are_listed(bob, carol):
    challenge = make_challenge(by=bob)
    for words in ("First", "Second", "Third"):
        make_action(words, challenge=challenge, by=bob)
    one, two, _ = challenge.plan.actions.order_by("id")
    record_update(action=one, by=bob, words="Old news", given_on=date(2026, 8, 1))
    record_update(action=two, by=bob, words="New news", given_on=date(2026, 11, 1))
    first = make_paper(
        challenge.plan, carol, meeting=make_meeting(date(2026, 9, 8), by=carol), as_of=date(2026, 8, 28)
    )
    publication.publish(paper=first, by=carol, at=NOW)
    assert told(make_paper(challenge.plan, carol), carol, "silent") == (
        "2 actions with no update since 28 August 2026",
        ["1.1 First (last news 1 August 2026)", "1.3 Third (no news yet)"],
    )


@pytest.mark.django_db
def test_a_date_that_passed_without_a_word_is_to_be_mended(bob, carol):
    challenge = make_challenge(by=bob)
    late, told_of = (
        make_action(words, challenge=challenge, by=bob, deadline="30 June 2026", today=date(2026, 1, 9))
        for words in ("Late", "Told of")
    )
    record_update(action=late, by=bob, words="Under way", given_on=date(2026, 6, 1))
    record_update(action=told_of, by=bob, words="It will take longer", given_on=date(2026, 7, 1))
    paper = make_paper(challenge.plan, carol)
    assert told(paper, carol, "passed") == (
        "1 action past its date without a word since",
        ["1.1 Late (was due 30 June 2026)"],
    )
    assert point(paper, carol, "passed").mend
    assert point(paper, carol, "passed").items[0].url == late.get_absolute_url()


@pytest.mark.django_db
def test_an_update_without_words_is_named_and_no_change_is_not(bob, carol):
    challenge = make_challenge(by=bob)
    one, two = (make_action(words, challenge=challenge, by=bob) for words in ("First", "Second"))
    record_update(action=one, by=bob, step=challenge.plan.scale.step_for("on_track"), words="")
    record_update(action=two, by=bob, no_change=True)
    assert told(make_paper(challenge.plan, carol), carol, "no_words")[1] == ["1.1 First"]


@pytest.mark.django_db
def test_leads_who_left_and_actions_nobody_reports_on_are_named(bob, carol):
    gone, post = make_actor("Gone Green"), make_actor("Head of HR", "post")
    action = make_action(by=bob, leads=[("strategic", gone), ("operational", gone)])
    make_action("Vacant", challenge=action.challenge, by=bob, leads=[("operational", post)])
    Actor.objects.filter(pk=gone.pk).update(left_on=date(2026, 10, 31))
    paper = make_paper(action.plan, carol)
    assert told(paper, carol, "left") == (
        "1 lead printed who has left",
        ["Gone Green, left 31 October 2026: 1.1"],
    )
    assert told(paper, carol, "nobody") == ("1 action with nobody to report on it", ["1.2 Vacant"])


@pytest.mark.django_db
def test_requests_nobody_has_answered_are_named(bob, carol):
    action = make_action(by=bob, leads=[("operational", bob.actor)])
    paper = make_paper(action.plan, carol)
    assert point(paper, carol, "requests") is None
    open_round(round=make_round(action.plan, by=bob), by=bob, today=TODAY, at=NOW)
    assert told(paper, carol, "requests") == (
        "1 update request not answered yet",
        ["1.1: asked of Bob Brook"],
    )


@pytest.mark.django_db
def test_initials_are_named_until_the_glossary_explains_them(bob, carol):
    text = of_sections({"title": "Background", "words": "CMT agreed."})
    paper = make_paper(make_action("Finish PDRs", by=bob).plan, carol, text=text)
    GlossaryTerm.objects.create(initials="CMT", meaning="Management team")
    assert told(paper, carol, "initials") == (
        "1 set of initials that the glossary does not explain",
        ["PDR"],
    )
    GlossaryTerm.objects.create(initials="PDR", meaning="Review")
    assert point(paper, carol, "initials") is None


@pytest.mark.django_db
def test_empty_sections_and_implications_nobody_spoke_of_lead_to_their_place(bob, carol):
    text = of_sections(
        {"title": "Purpose"},
        {"title": "Consultation"},
        {"title": "Progress", "progress": True},
        {"title": "Legal implications"},
        {"title": "Risk", "none": True, "by": "Tom Hall"},
        {"title": "Equality implications", "words": "Some."},
    )
    paper = make_paper(make_plan(by=bob), carol, text=text)
    assert told(paper, carol, "empty") == ("1 section with nothing in it", ["Consultation"])
    unsaid = point(paper, carol, "unsaid")
    assert unsaid.title == "1 implication of which nothing is said"
    assert [tuple(item) for item in unsaid.items] == [
        ("Legal implications", f"{paper.get_absolute_url()}edit/#section-3")
    ]


@pytest.mark.django_db
def test_officers_a_public_paper_would_not_name_are_found_in_its_words(bob, carol):
    make_actor("Ann Lee", councillor=True)
    make_actor("Jo Director", public_label="Jo Director")
    text = of_sections({"title": "Background", "words": "BOB BROOK met Ann Lee, Jo Director and Bob Brooks."})
    paper = make_paper(
        make_plan(by=bob), carol, text=text | {"heading_block": [["Contact officer", "Bob Brook"]]}
    )
    assert told(paper, carol, "names") == (
        "1 officer named in public words",
        ["“Background”: Bob Brook, whom a public paper calls an officer"],
    )
    papers.edit_paper(
        paper=paper,
        opened=papers.words_of(paper),
        words=papers.words_of(paper)
        | {
            "sections": [
                {"title": "Background", "words": "Bob Brooks", "progress": False, "none": False, "by": ""}
            ]
        },
        by=carol,
        at=NOW,
    )
    assert point(paper, carol, "names") is None


@pytest.fixture
def misplacing(bob, carol):
    """A paper whose background tells what is exempt in its plan."""
    action = make_action(by=bob)
    make_action(SECRET, challenge=action.challenge, by=bob, **EXEMPT)
    return make_paper(
        action.plan,
        carol,
        text=of_sections({"title": "Background", "words": f"We will {SECRET.lower()}, soon."}),
    )


@pytest.mark.django_db
def test_exempt_words_in_a_public_place_are_found_for_who_may_see_them(misplacing, carol):
    title, places = told(misplacing, carol, "exempt")
    assert title == "Exempt words may stand in 1 public place"
    assert places == ["“Background”: words of E1"]


@pytest.mark.django_db
def test_who_may_not_see_what_is_exempt_learns_nothing_not_even_that_something_was_found(misplacing, carol):
    gus = make_user("Gus Grey", "clerk")

    def learned():
        paper = Paper.objects.whole().get(pk=misplacing.pk)
        return [(each.key, each.title, each.items) for each in readiness.of(paper, gus, TODAY).points]

    before = learned()
    assert "exempt_unread" in [key for key, _, _ in before]
    assert SECRET not in repr(before)
    words = papers.words_of(misplacing)
    words["sections"][0]["words"] = "Nothing to tell."
    papers.edit_paper(paper=misplacing, opened=papers.words_of(misplacing), words=words, by=carol, at=NOW)
    assert learned() == before


@pytest.mark.parametrize(
    ("secret", "place", "found"),
    [
        ("Settle the pay claim", "We settle the Pay claim!", True),
        ("Settle the pay claim", "The pay claim", False),
        ("An offer of four per cent was made", "they made an offer of four per pound", True),
        ("An offer of four per cent was made", "an offer of five per cent", False),
        ("Offer", "An offer", False),
        ("Publish who leads on what and why", "Publish who leads on what", False),
    ],
)
def test_a_run_of_five_words_counts_and_what_is_public_anyway_does_not(secret, place, found):
    where = Place("Here", place, "")
    told = misplaced([("E1", secret)], ["Publish who leads on what"], [where])
    assert told == ([(where, "E1")] if found else [])
    assert runs("Offer") == []


@pytest.mark.django_db
def test_old_copies_and_the_day_of_publication_are_said(bob, carol):
    paper = make_paper(make_plan(by=bob), carol)
    assert point(paper, carol, "old") is None
    assert point(paper, carol, "old", date(2026, 11, 28)).title == "1 copy of a plan older than 7 days"
    soon = point(paper, carol, "publication", date(2026, 11, 27))
    assert (soon.title, soon.mend) == ("It is to be published by 30 November 2026", False)
    late = point(paper, carol, "publication", date(2026, 12, 1))
    assert (late.title, late.mend) == ("Publication was due by 30 November 2026", True)
    assert late.why.startswith("This leaves 4 clear days before the meeting; there must be 5.")


@pytest.mark.django_db
def test_a_wording_for_older_news_is_named(bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck.", given_on=date(2026, 11, 1))
    paper = make_paper(action.plan, carol)
    papers.word_news(
        paper=paper, slug=action.plan.slug, reference="1.1", words="Going on", opened="", by=carol, at=NOW
    )
    assert point(paper, carol, "wordings") is None
    record_update(action=action, by=bob, words="Done.", given_on=date(2026, 11, 19))
    papers.take_again(paper=paper, by=carol, as_of=TODAY, at=NOW)
    assert told(paper, carol, "wordings")[1] == ["1.1 Publish who leads on what"]


@pytest.mark.django_db
def test_nothing_is_open_about_a_paper_that_says_everything(client, bob, carol):
    action = make_action(by=bob, leads=[("operational", bob.actor)])
    record_update(action=action, by=bob, words="Well under way.", given_on=TODAY)
    text = of_sections({"title": "Background", "words": "The plan was agreed."})
    paper = make_paper(action.plan, carol, text=text, meeting=make_meeting(date(2027, 1, 19), by=carol))
    keys = [each.key for each in readiness.of(paper, carol, TODAY).points]
    assert keys == ["clearances"]


@pytest.mark.django_db
def test_exempt_actions_are_named_only_to_who_may_see_them(client, bob, carol):
    action = make_action(by=bob)
    secret = make_action(
        SECRET, challenge=action.challenge, by=bob, deadline="30 June 2026", today=date(2026, 1, 9)
    )
    edit_action(action=secret, by=bob, today=TODAY, **EXEMPT)
    paper = make_paper(action.plan, carol)
    gus = make_user("Gus Grey", "clerk")
    client.force_login(gus)
    shown = client.get(f"{paper.get_absolute_url()}ready/").content.decode()
    assert "pay claim" not in shown
    client.force_login(carol)
    assert "pay claim" in client.get(f"{paper.get_absolute_url()}ready/").content.decode()


@pytest.mark.django_db
def test_what_is_open_never_blocks_publishing_and_is_said_there(client, bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol, recommendations=[])
    client.force_login(carol)
    shown = client.get(f"{paper.get_absolute_url()}publish/").content.decode()
    assert "It recommends nothing to the committee" in shown
    client.post(f"{paper.get_absolute_url()}publish/", {"revision": paper.revision})
    assert Paper.objects.get().is_published


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_plan(client, bob, carol):
    counts = []
    for size, held_on in ((5, date(2026, 12, 8)), (50, date(2026, 12, 9))):
        challenge = make_challenge(make_plan(f"Plan {size}", by=bob), by=bob)
        for i in range(size):
            make_action(
                f"Do {i}", challenge=challenge, by=bob, leads=[("operational", make_actor(f"Lead L{i}"))]
            )
        Actor.objects.filter(name__startswith="Lead L").update(left_on=date(2026, 10, 1))
        paper = make_paper(challenge.plan, carol, meeting=make_meeting(held_on, by=carol))
        client.force_login(carol)
        client.get(paper.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{paper.get_absolute_url()}ready/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 45


@pytest.mark.django_db
def test_a_new_date_that_nothing_recommends_is_to_be_mended(bob, carol):
    challenge = make_challenge(by=bob)
    edit_plan(plan=challenge.plan, by=bob, extensions_agreed_by="committee")
    for words in ("First", "Second"):
        action = make_action(words, challenge=challenge, by=bob, deadline="31 March 2027")
        ask_for_time(deadline=action.deadlines.get(), words="June 27", reason="Snow.", by=bob, today=TODAY)
    paper = make_paper(
        challenge.plan, carol, recommendations=["That the new date of 1.10 and 11.1 be agreed."]
    )
    assert told(paper, carol, "not_recommended") == (
        "2 new dates asked for that no recommendation names",
        ["1.1 First (asked for 30 June 2027)", "1.2 Second (asked for 30 June 2027)"],
    )
    paper = make_paper(
        challenge.plan,
        carol,
        meeting=paper.meeting,
        recommendations=["That the new dates of 1.1 and 1.2. be agreed."],
    )
    assert point(paper, carol, "not_recommended") is None
    edit_plan(plan=challenge.plan, by=bob, extensions_agreed_by="editor")
    assert point(make_paper(challenge.plan, carol, meeting=paper.meeting), carol, "not_recommended") is None


@pytest.mark.django_db
def test_officers_named_in_the_wording_of_an_action_are_found(bob, carol):
    action = make_action("Shona Gray to bring a plan", by=bob)
    make_actor("Shona Gray")
    assert told(make_paper(action.plan, carol), carol, "names") == (
        "1 officer named in public words",
        ["The wording of 1.1: Shona Gray, whom a public paper calls an officer"],
    )


@pytest.mark.django_db
def test_what_is_still_in_the_words_of_the_paper_it_began_with_is_named(bob, carol):
    plan = make_plan(by=bob)
    text = of_sections({"title": "Background", "words": "In June."}, {"title": "Risk", "words": "Little."})
    asked = ["That progress with the action plan be noted.", "That 1.1 be closed."]
    first = make_paper(
        plan, carol, meeting=make_meeting(date(2026, 9, 8), by=carol), text=text, recommendations=asked
    )
    paper = make_paper(plan, carol, copied_from=first)
    words = papers.words_of(paper)
    changed = [words["sections"][0], words["sections"][1] | {"words": "Much."}]
    papers.edit_paper(paper=paper, opened=words, words=words | {"sections": changed}, by=carol, at=NOW)
    assert told(paper, carol, "copied") == (
        "2 parts still in the words of 8 September 2026",
        ["Recommendation: That 1.1 be closed.", "“Background”"],
    )
    assert point(first, carol, "copied") is None
