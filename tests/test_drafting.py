"""What a draft says of itself: its heading, sections and appendices, in the committee's own form."""

import re
from datetime import date

import pytest

from actionplan.changes import edit_action, move_deadline
from actionplan.models import GlossaryTerm
from people.models import Actor, Council
from reports import papers, publication
from reports.house import House
from reports.merging import words_of
from reports.models import Paper, Snapshot, Template
from reports.paper import Section
from tests.cast import TODAY, make_action, make_committee, make_meeting, make_plan
from tests.drafting import make_paper, section, value_of
from tests.papers import EXEMPT, NOW


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
