"""From a draft and its snapshots to the value that every format renders."""

import re
from datetime import UTC, date, datetime

import pytest

from actionplan.changes import edit_action, move_deadline, record_update
from actionplan.models import GlossaryTerm
from people.models import Actor, Council
from reports import drafting, papers, publication, slippage
from reports.audience import for_audience
from reports.house import House
from reports.merging import words_of
from reports.models import Paper, Snapshot, Template
from reports.paper import Section
from tests.cast import TODAY, make_action, make_challenge, make_committee, make_meeting, make_plan
from tests.plain_plans import exempt, plain_action, plain_plan

NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}


def make_paper(plans, by, **given):
    meeting = given.pop("meeting", None) or make_meeting(by=by)
    given = {"title": "Progress", "as_of": TODAY, "at": NOW} | given
    return papers.create_paper(meeting=meeting, plans=plans, by=by, **given)


def value_of(paper, audience="internal"):
    return publication.value_of(Paper.objects.whole().get(pk=paper.pk), audience)


def section(value, title):
    return next((each.paragraphs for each in value.sections if each.title == title), None)


@pytest.mark.django_db
def test_a_new_paper_has_its_heading_its_plan_and_a_recommendation(bob, carol):
    Council.objects.create(pk=1, name="Eastmere District Council")
    action = make_action(by=bob, deadline="31 March 2027", leads=[("operational", bob.actor)])
    value = value_of(make_paper([action.plan], carol))
    assert (value.council, value.committee, value.title) == (
        "Eastmere District Council",
        "HR Committee",
        "Progress",
    )
    assert (value.item, value.meeting_on, value.as_of) == ("1", date(2026, 12, 8), TODAY)
    assert value.draft
    assert value.heading_block == (("Wards affected", "All"),)
    assert [(each.label, each.words) for each in value.recommendations] == [
        ("(A)", "That progress with the action plan be noted.")
    ]
    [plan] = value.plans
    assert (plan.label, plan.title, plan.compared_with) == ("Appendix A", "Peer review plan", None)
    assert plan.columns == (
        "Heading",
        "Challenge",
        "Action",
        "Member lead",
        "Strategic lead",
        "Operational lead",
        "Deadline",
    )
    [line] = plan.challenges[0].actions
    assert (line.reference, line.operational, line.deadlines[0].due) == (
        "1.1",
        ("Bob Brook",),
        date(2027, 3, 31),
    )


@pytest.mark.django_db
def test_only_sections_that_say_something_are_printed_and_none_is_never_assumed(bob, carol):
    text = {
        "sections": [
            {"title": "Purpose", "words": "To report.\r\n\r\nAnd to ask:\n- this\n- that", "progress": False},
            {"title": "Legal implications", "words": "", "progress": False},
            {"title": "Risk", "words": "None.", "progress": False},
        ]
    }
    value = value_of(make_paper([make_plan(by=bob)], carol, text=text))
    assert value.sections == (
        Section("Purpose", ("To report.", "And to ask:\n- this\n- that")),
        Section("Risk", ("None.",)),
    )


@pytest.mark.django_db
def test_that_there_are_none_is_printed_with_who_says_so(bob, carol):
    text = {
        "sections": [
            {"title": "Legal implications", "words": "", "none": True, "by": "Jane Smith, Head of Legal"},
            {"title": "Risk", "words": "", "none": True, "by": "Tom Hall"},
            {"title": "Financial implications", "words": "£5,000 a year.", "by": "Ann Lee"},
            {"title": "Equality implications", "words": "", "none": True, "by": ""},
        ]
    }
    value = value_of(make_paper([make_plan(by=bob)], carol, text=text))
    assert value.sections == (
        Section(
            "Legal implications",
            ("There are no legal implications, on the advice of Jane Smith, Head of Legal.",),
        ),
        Section("Risk", ("There are none, on the advice of Tom Hall.",)),
        Section("Financial implications", ("£5,000 a year.", "Comments by Ann Lee.")),
    )


@pytest.mark.django_db
def test_who_said_none_of_the_last_paper_has_not_said_so_of_this_one(bob, carol):
    plan = make_plan(by=bob)
    text = {"sections": [{"title": "Risk", "words": "", "progress": False, "none": True, "by": "Tom Hall"}]}
    last = make_paper([plan], carol, text=text, meeting=make_meeting(date(2026, 9, 8), by=carol))
    copied = make_paper([plan], carol, copied_from=last)
    assert copied.text["sections"] == [{"title": "Risk", "words": "", "progress": False}]


@pytest.mark.django_db
def test_the_purpose_is_written_from_the_plan_and_its_committee_until_somebody_writes_it(bob, carol):
    plan = make_plan("The people plan", by=bob, origin="Peer review, June 2007.")
    september = make_meeting(date(2026, 9, 8), by=carol)
    first = make_paper([plan], carol, meeting=september, as_of=date(2026, 8, 28))
    assert section(value_of(first), "Purpose of the report") == (
        "To report to the HR Committee for the first time on progress with the people plan (Peer review, June 2007).",
    )
    publication.publish(paper=first, by=carol, at=NOW)
    paper = make_paper([plan], carol)
    assert section(value_of(paper), "Purpose of the report") == (
        "To report to the HR Committee on progress with the people plan (Peer review, June 2007), and on what has "
        "changed since its last report, which gave the plan as it stood on 28 August 2026.",
    )
    words = words_of(paper)
    words["sections"][0]["words"] = "To ask for money."
    papers.edit_paper(paper=paper, opened=words_of(paper), words=words, by=carol, at=NOW)
    assert section(value_of(paper), "Purpose of the report") == ("To ask for money.",)


@pytest.mark.django_db
def test_initials_a_paper_uses_are_printed_with_what_they_stand_for(bob, carol):
    for initials, meaning in (
        ("PDR", "Personal development review"),
        ("CMT", "Management team"),
        ("XYZ", ""),
    ):
        GlossaryTerm.objects.create(initials=initials, meaning=meaning)
    GlossaryTerm.objects.create(initials="TUPE", meaning="Transfer of undertakings")
    action = make_action("Finish the PDRs and XYZ", by=bob)
    make_action("Explain TUPE", challenge=action.challenge, by=bob, **EXEMPT)
    text = {"sections": [{"title": "Background", "words": "CMT agreed.", "progress": False}]}
    paper = make_paper([action.plan], carol, text=text)
    terms = (("CMT", "Management team"), ("PDR", "Personal development review"))
    assert value_of(paper, "public").plans[0].glossary == terms
    assert value_of(paper).plans[0].glossary == (*terms, ("TUPE", "Transfer of undertakings"))


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
def test_the_usual_form_has_a_progress_section_that_writes_itself(bob, carol):
    paper = make_paper([make_action(by=bob).plan], carol)
    titles = [each["title"] for each in paper.text["sections"]]
    assert titles[:3] == ["Purpose of the report", "Background", "Progress"]
    assert [each.title for each in value_of(paper).sections] == ["Purpose of the report", "Progress"]


@pytest.mark.django_db
def test_a_committees_own_form_names_its_appendices_sections_and_recommendations(bob, carol):
    own = {
        "heading_block": [["Report by", "Leader"]],
        "sections": [["Reason", ""], ["How it goes", ""]],
        "progress": "How it goes",
        "appendix": "Essential Reference Paper",
        "first_appendix": "B",
        "letters": "1",
    }
    Template.objects.create(committee=make_committee(), sections=own)
    plans = [make_plan("One", by=bob), make_plan("Two", by=bob)]
    value = value_of(make_paper(plans, carol, recommendations=["That A;", "That B."]))
    assert value.heading_block == (("Report by", "Leader"),)
    assert [plan.label for plan in value.plans] == [
        "Essential Reference Paper B",
        "Essential Reference Paper C",
    ]
    assert [each.label for each in value.recommendations] == ["(1)", "(2)"]
    assert section(value, "How it goes")[0].startswith("**One.** On 20 November 2026 the plan held 0 actions")


@pytest.mark.parametrize(
    ("first", "place", "label"),
    [
        ("A", 0, "Appendix A"),
        ("A", 25, "Appendix Z"),
        ("A", 26, "Appendix AA"),
        ("B", 1, "Appendix C"),
        ("1", 9, "Appendix 10"),
    ],
)
def test_appendices_are_lettered_or_numbered(first, place, label):
    assert House(first_appendix=first).appendix_label(place) == label


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "problem"),
    [
        ([], "Write the form as an object"),
        ({"colour": "red"}, "colour is not part of a form"),
        ({"sections": ["Risk"]}, "Write sections as a list of pairs"),
        ({"heading_block": [["Report of", 5]]}, "Write heading_block as a list of pairs"),
        ({"first_appendix": "Ä"}, "Write first_appendix as one letter or a number."),
        ({"letters": ""}, "Write letters as one letter or a number."),
    ],
)
def test_a_form_that_could_not_be_printed_is_refused(own, problem):
    with pytest.raises(papers.ValidationError, match=re.escape(problem)):
        Template(committee=make_committee(), sections=own).full_clean()
    Template(committee=make_committee(), sections={"letters": "1", "appendix": "Annex"}).full_clean()


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"title": "  "}, "Write the title of the paper."),
        ({"plans": []}, "Choose at least one plan."),
        ({"order": 1}, "Item 1 of this meeting is taken."),
    ],
)
def test_a_paper_that_cannot_be_is_refused_in_one_sentence(bob, carol, given, sentence):
    plan = make_plan(by=bob)
    meeting = make_meeting(by=carol)
    make_paper([plan], carol, meeting=meeting)
    given = {"plans": [plan], "meeting": meeting} | given
    with pytest.raises(papers.ValidationError) as refusal:
        make_paper(given.pop("plans"), carol, **given)
    assert refusal.value.messages == [sentence]
    assert Paper.objects.count() == 1
    assert Snapshot.objects.count() == 1


@pytest.mark.django_db
def test_papers_take_the_next_free_item(bob, carol):
    plan, meeting = make_plan(by=bob), make_meeting(by=carol)
    assert [make_paper([plan], carol, meeting=meeting, order=order).order for order in (6, None)] == [6, 7]


@pytest.mark.django_db
def test_taking_the_plans_again_prints_them_as_they_stand_now(bob, carol):
    action = make_action(by=bob, deadline="31 March 2027")
    paper = make_paper([action.plan], carol)
    move_deadline(deadline=action.deadlines.get(), words="30 April 2027", reason="Late", by=bob, today=TODAY)
    old = paper.plans.get().snapshot
    assert value_of(paper).plans[0].challenges[0].actions[0].deadlines[0].words == "31 March 2027"
    papers.take_again(paper=paper, by=carol, as_of=date(2026, 11, 25), at=NOW)
    value = value_of(paper)
    assert value.as_of == date(2026, 11, 25)
    assert value.plans[0].challenges[0].actions[0].deadlines[0].words == "30 April 2027"
    old.refresh_from_db()
    assert old.as_of == TODAY


@pytest.mark.django_db
def test_a_draft_goes_on_saying_what_it_said_when_somebody_is_renamed(bob, carol):
    action = make_action(by=bob, leads=[("operational", bob.actor)])
    paper = make_paper([action.plan], carol)
    Actor.objects.filter(pk=bob.actor.pk).update(name="Robert Brook")
    edit_action(action=action, by=bob, today=TODAY, text="Other words")
    [line] = value_of(paper).plans[0].challenges[0].actions
    assert (line.text, line.operational) == ("Publish who leads on what", ("Bob Brook",))
