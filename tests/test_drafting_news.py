"""What a draft says of its plans: slipped deadlines, news as worded, what changed, what is exempt."""

from datetime import date

import pytest

from actionplan.changes import edit_action, record_update
from reports import drafting, papers, publication, slippage
from reports.audience import for_audience
from reports.models import Paper
from tests.cast import TODAY, make_action, make_challenge, make_committee, make_meeting, make_plan
from tests.drafting import make_paper, section, value_of
from tests.papers import EXEMPT, NOW
from tests.plain_plans import exempt, plain_action, plain_plan


def moved(reference, first, was, now):
    """An action whose deadline was at first, at the last report and is now: a pair of plain actions."""
    return plain_action(reference, due=was, first=first), plain_action(reference, due=now, first=first)


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ([], ""),
        ([("2027-01-31", "2027-01-31", "2027-01-31")], ""),
        ([("2027-01-31", "2027-01-31", "2027-02-01")], "One deadline has moved since 28 August, by 1 day."),
        (
            [("2026-12-31", "2027-01-31", "2027-02-02")],
            "One deadline has moved since 28 August, by 2 days, and had moved before.",
        ),
        (
            [("2027-01-01", "2027-01-01", "2027-01-31"), ("2026-12-31", "2027-01-01", "2027-01-11")],
            "Two deadlines have moved since 28 August, by 20 days on average; 1 had moved before.",
        ),
        (
            [("2026-12-31", "2027-01-01", "2027-01-11")] * 2,
            "Two deadlines have moved since 28 August, by 10 days on average; all of them had moved before.",
        ),
        (
            [("2027-03-01", "2027-03-01", "2027-01-31"), ("2027-01-01", "2027-01-01", "2027-01-31")],
            "One deadline has moved since 28 August, by 30 days. One was brought forward.",
        ),
        ([("2027-03-01", "2027-03-01", "2027-01-31")], "One deadline was brought forward since 28 August."),
    ],
)
def test_how_far_deadlines_have_slipped_is_said_in_one_sentence(moves, sentence):
    pairs = [moved(f"1.{i}", *days) for i, days in enumerate(moves, 1)]
    before = for_audience(plain_plan(*[was for was, _ in pairs], as_of="2026-08-28"), "internal")
    now = for_audience(plain_plan(*[now for _, now in pairs]), "internal")
    assert slippage.since(before, now) == sentence


def test_a_first_report_says_how_far_deadlines_stand_from_what_was_agreed():
    plan = plain_plan(
        plain_action("1.1", due="2027-01-31", first="2027-01-01"),
        plain_action("1.2", due="2027-01-01"),
        plain_action("1.3", due="2027-01-31", first="2026-12-22", meaning="complete"),
    )
    assert slippage.since_agreed(for_audience(plan, "internal")) == (
        "One deadline has moved since the plan was agreed, by 30 days."
    )


def worded(paper, words, by, reference="1.1", opened=""):
    slug = paper.plans.get().snapshot.plan.slug
    papers.word_news(paper=paper, slug=slug, reference=reference, words=words, opened=opened, by=by, at=NOW)
    return Paper.objects.whole().get(pk=paper.pk)


@pytest.mark.django_db
def test_a_committees_wording_is_printed_and_the_leads_words_are_kept(bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck, frankly.", given_on=date(2026, 11, 3))
    paper = worded(make_paper([action.plan], carol), "Work continues.", carol)
    for audience in ("public", "internal"):
        [line] = value_of(paper, audience).plans[0].challenges[0].actions
        assert (line.news, line.news_by, line.news_on) == ("Work continues.", "", date(2026, 11, 3))
    assert "Stuck" not in repr(value_of(paper))
    assert (
        paper.plans.get().snapshot.data["challenges"][0]["actions"][0]["news"]["words"] == "Stuck, frankly."
    )
    assert "Stuck, frankly." in repr(value_of(worded(paper, "", carol, opened="Work continues.")))


@pytest.mark.django_db
def test_a_wording_stands_for_the_news_it_was_written_for_and_for_no_other(bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck.", given_on=date(2026, 11, 3))
    paper = worded(make_paper([action.plan], carol), "Work continues.", carol)
    record_update(action=action, by=bob, words="All done.", given_on=date(2026, 11, 19))
    papers.take_again(paper=paper, by=carol, as_of=TODAY, at=NOW)
    assert value_of(paper).plans[0].challenges[0].actions[0].news == "All done."


@pytest.mark.django_db
def test_a_wording_of_exempt_news_goes_only_where_exempt_news_goes(bob, carol):
    action = make_action(by=bob)
    edit_action(action=action, by=bob, today=TODAY, **EXEMPT | {"exempt": "news", "public_news": "In hand."})
    record_update(action=action, by=bob, words="Four per cent offered")
    paper = worded(make_paper([action.plan], carol), "An offer was made", carol)
    for audience in ("public", "redacted"):
        assert "An offer was made" not in repr(value_of(paper, audience))
        assert value_of(paper, audience).plans[0].challenges[0].actions[0].news == "In hand."
    assert value_of(paper).plans[0].challenges[0].actions[0].news == "An offer was made"


@pytest.mark.django_db
def test_two_clerks_who_word_the_same_news_see_both_and_lose_neither(bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck.")
    paper = worded(make_paper([action.plan], carol), "Theirs", carol)
    with pytest.raises(papers.Conflict) as clash:
        worded(paper, "Mine", carol)
    assert clash.value.clashes == [("The committee’s wording of 1.1", "Theirs", "Mine")]
    with pytest.raises(papers.ValidationError, match=r"prints no news of 9\.9"):
        worded(paper, "Mine", carol, reference="9.9")


@pytest.mark.django_db
def test_the_paper_is_compared_with_what_that_committee_last_saw(bob, carol):
    action = make_action(by=bob, deadline="30 June 2026", today=date(2026, 1, 9))
    plan, audit = action.plan, make_committee("Audit Committee")
    for committee, held, taken in (
        (plan.committee, date(2026, 6, 2), date(2026, 5, 20)),
        (plan.committee, date(2026, 9, 8), date(2026, 8, 28)),
        (audit, date(2026, 10, 6), date(2026, 9, 25)),
    ):
        meeting = make_meeting(held, committee=committee, by=carol)
        publication.publish(paper=make_paper([plan], carol, meeting=meeting, as_of=taken), by=carol, at=NOW)
    make_paper([plan], carol, meeting=make_meeting(date(2026, 10, 20), by=carol), as_of=date(2026, 10, 9))
    record_update(action=action, by=bob, step=plan.scale.step_for("complete"), words="Published.")
    value = value_of(make_paper([plan], carol))
    assert value.plans[0].compared_with == date(2026, 8, 28)
    [group] = value.plans[0].movement
    assert (group.key, group.changes[0].news) == ("complete", "Published.")
    assert section(value, "Progress")[-2:] == (
        "Since the last report, which gave the plan as it stood on 28 August 2026, 1 action was completed.",
        "The one action overdue on 28 August is complete.",
    )


@pytest.mark.django_db
def test_two_papers_of_one_meeting_are_not_compared_with_one_another(bob, carol):
    plan, meeting = make_plan(by=bob), make_meeting(by=carol)
    publication.publish(paper=make_paper([plan], carol, meeting=meeting), by=carol, at=NOW)
    assert value_of(make_paper([plan], carol, meeting=meeting)).plans[0].compared_with is None


@pytest.mark.django_db
def test_a_first_report_says_so_and_what_the_numbers_say(bob, carol):
    challenge = make_challenge(by=bob)
    for deadline in ("30 June 2026", "30 September 2026", "1 December 2026", ""):
        make_action(challenge=challenge, by=bob, deadline=deadline, today=date(2026, 1, 9))
    assert section(value_of(make_paper([challenge.plan], carol)), "Progress") == (
        "On 20 November 2026 the plan held 4 actions under 1 challenge. 4 are not started.",
        "2 actions are overdue, the longest by 143 days (1.1). One is due in the next 30 days. 1 open action has no "
        "date, so it cannot become overdue. Nothing has been heard of 4 open actions for 60 days.",
        "This is the first report on this plan to the committee.",
    )


@pytest.mark.django_db
def test_the_public_edition_names_posts_and_withholds_what_is_exempt(bob, carol):
    challenge = make_challenge(by=bob)
    make_action(challenge=challenge, by=bob, leads=[("operational", bob.actor)])
    secret = make_action("Settle the pay claim", challenge=challenge, by=bob)
    edit_action(action=secret, by=bob, today=TODAY, **EXEMPT)
    record_update(action=secret, by=bob, words="Offer of four per cent made")
    paper = make_paper([challenge.plan], carol)
    public, internal = value_of(paper, "public"), value_of(paper, "internal")
    assert public.plans[0].challenges[0].actions[0].operational == ("an officer",)
    assert public.plans[0].challenges[0].actions[1].withheld
    assert "pay claim" not in repr(public)
    assert "four per cent" not in repr(public)
    assert "Bob" not in repr(public)
    assert "pay claim" in repr(internal)
    assert "On 20 November 2026 the plan held 1 action under" in section(public, "Progress")[0]
    assert section(public, "Progress")[0].endswith("What stands in the exempt appendix is not counted.")
    assert "the plan held 2 actions" in section(internal, "Progress")[0]
    assert public.exempt_notes[0].endswith("Talks continue.")
    assert internal.exempt_notes[0].startswith("Not for publication")
    assert value_of(paper, "redacted").audience == "internal"
    assert "pay claim" not in repr(value_of(paper, "redacted"))
    assert "Bob Brook" in repr(value_of(paper, "redacted"))


def test_a_plan_is_given_out_as_it_stands_without_a_committee():
    data = plain_plan(plain_action("1.1", due="2026-10-01"), plain_action("E1", **exempt()))
    value = drafting.plan_paper(data, audience="public", council="Eastmere")
    assert (value.title, value.council, value.committee, value.draft) == (
        "People plan",
        "Eastmere",
        "",
        False,
    )
    assert [each.title for each in value.plans[0].challenges] == ["Subject 1"]
    assert value.plans[0].challenges[0].actions[0].overdue_days == 50


def test_no_change_and_reviews_are_said_in_words():
    news = {"words": "", "on": "2026-11-01", "by": "Dan", "public_by": "an officer", "no_change": True}
    action = plain_action(due="2026-12-31", news=news)
    action["deadlines"][0]["kind"] = "review"
    [line] = (
        drafting.plan_paper(plain_plan(action), audience="internal", council="")
        .plans[0]
        .challenges[0]
        .actions
    )
    assert (line.news, line.deadlines[0].what) == ("No change.", "Review")


@pytest.mark.parametrize(
    ("words", "paragraphs"),
    [
        ("", ()),
        ("One.\n\n\n\nTwo.\n", ("One.", "Two.")),
        ("One:\n- a\n- b", ("One:\n- a\n- b",)),
        ("One:\n\n- a\n\n- b\n\nTwo.", ("One:\n- a\n- b", "Two.")),
        ("- a\r\n\r\nTwo.", ("- a", "Two.")),
    ],
)
def test_paragraphs_are_parted_by_an_empty_line_and_a_list_follows_its_line(words, paragraphs):
    assert drafting.split_paragraphs(words) == paragraphs
