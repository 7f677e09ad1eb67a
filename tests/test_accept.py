"""A proposal becomes a plan: everything with its revision, words as written, every lead known again."""

from datetime import date

import pytest

from actionplan import imports
from actionplan.changes.readings import doubt_of
from actionplan.changes.scales import keep_scale
from actionplan.importing.accept import accept
from actionplan.importing.proposals import apply_decisions
from actionplan.models import Deadline, Lead, Revision, SeeAlso, Step, Update
from people.changes import keep_actor
from people.models import Actor
from tests.accepting import accepted, action, leads, one_row, proposal_of
from tests.cast import make_actor
from tests.imported import AS_OF, ROWS, TITLE, make_import

pytestmark = pytest.mark.django_db


def test_the_plan_stands_in_printed_order_under_its_headings(bob):
    plan = accepted(bob)
    printed = plan.actions.in_printed_order()
    assert [each.text for each in printed] == [row[2] for row in ROWS]
    assert [each.reference for each in printed] == ["1.1", "1.2", "2.1", "3.1", "3.2", "3.3"]
    assert [(c.number, c.heading.name, c.title) for c in plan.challenges.all()] == [
        (1, "Leadership", "Lived values"),
        (2, "Leadership", "Talking to staff"),
        (3, "People", "Training and development"),
    ]
    assert (plan.state, plan.stands_on, plan.title) == ("live", AS_OF, TITLE)


def test_everything_made_has_a_revision_that_names_the_import(bob):
    source = imports.accept_import(source_import=make_import(bob), by=bob)
    plan = source.plan
    made = [plan, *plan.headings.all(), *plan.challenges.all(), *plan.actions.all()]
    assert len(made) == 1 + 2 + 3 + 6
    for subject in made:
        first = Revision.objects.get(subject=subject._meta.model_name, subject_id=subject.pk, number=1)
        assert (first.source_import, first.by) == (source, bob)
    assert not plan.revisions.exclude(source_import=source).exists()
    assert {each.revision for each in plan.actions.all()} == {1}


def test_the_revision_of_an_action_holds_its_leads_its_deadlines_and_where_it_stood(bob):
    accepted(bob)
    state = Revision.objects.get(subject="action", subject_id=action("1.2").pk).state
    assert [lead["name"] for lead in state["leads"]] == ["Cllr Jackson", "HOPOS", "CMT", "Digital team"]
    assert [line["words"] for line in state["deadlines"]] == ["Spring 27 Immediate", "Immediate"]
    assert state["document"]["source"] == {"page": None, "table": 1, "row": 3}
    assert state["document"]["written"]["member"] == "Clir Jackson"


def test_what_was_printed_is_kept_whatever_somebody_decided(bob):
    nothing = {"decide": "deadline", "words": "Spring 27 Immediate", "new": ""}
    accepted(bob, decisions=(nothing,))
    assert not action("1.2").deadlines.exists()
    state = Revision.objects.get(subject="action", subject_id=action("1.2").pk).state
    assert ["Deadline", "Spring 27 Immediate"] in state["document"]["printed"]


def test_leads_keep_the_words_they_were_written_in(bob):
    accepted(bob)
    assert leads("1.2", "member") == [("Cllr Jackson", "Clir Jackson")]
    assert leads("2.1", "strategic") == [("CMT", "CMT"), ("Anne Field", "Anne Field")]
    assert Actor.objects.get(name="Cllr Jackson").councillor
    assert not Actor.objects.get(name="Anne Field").councillor


def test_a_lead_that_somebody_chose_keeps_the_words_of_the_document(bob):
    chosen = {"decide": "lead", "words": "Heads of", "names": [{"name": "Heads of Service", "kind": "team"}]}
    accepted(bob, decisions=(chosen,))
    assert leads("2.1", "operational") == [("Heads of Service", "Heads of")]


def test_a_blank_lead_stays_blank(bob):
    accepted(bob)
    assert leads("3.1", "operational") == []
    assert not Lead.objects.filter(words="").exists()


def test_deadlines_keep_their_words_and_their_first_reading(bob):
    accepted(bob)
    first = action("1.1").deadlines.get()
    assert (first.words, first.original_words) == ("31 March 2027", "31 March 2027")
    assert first.due == first.original_due == action("1.1").next_due == date(2027, 3, 31)
    two = action("3.2").deadlines.all()
    assert [line.due for line in two] == [date(2026, 3, 31), date(2026, 6, 30)]
    lines = Deadline.objects.all()
    assert [(line.words, line.due) for line in lines] == [
        (line.original_words, line.original_due) for line in lines
    ]


def test_a_reading_in_doubt_is_confirmed_by_whoever_settled_it_in_the_review(bob):
    rows = [*one_row(deadline="Q3 2026"), *one_row(action="Do that", deadline="30 June 2027")]
    settled = [{"decide": "settle", "code": "deadline_unsure", "words": "Q3 2026"}]
    accepted(bob, rows, decisions=settled)
    assert list(Deadline.objects.order_by("pk").values_list("confirmed_by", flat=True)) == [bob.pk, None]
    assert [doubt_of(line, line.action.plan) for line in Deadline.objects.all()] == ["", ""]


def test_a_reading_that_nobody_settled_stays_in_doubt(bob):
    accepted(bob, one_row(deadline="Q3 2026"))
    line = Deadline.objects.get()
    assert line.confirmed_by is None
    assert doubt_of(line, line.action.plan)


def test_news_in_a_deadline_is_an_unsigned_update_of_the_day_the_plan_stands_on(bob):
    accepted(bob)
    update = action("2.1").updates.get()
    assert update.words == "Forum held and minutes distributed"
    assert (update.by, update.source, update.given_on) == (None, Update.Source.IMPORT, AS_OF)
    assert action("2.1").latest_update == update


def test_a_status_is_read_on_the_plans_scale_and_said_by_an_update(bob):
    plan = accepted(bob)
    done = action("3.3")
    assert done.step.meaning == "complete"
    assert done.step.scale == plan.scale
    assert done.updates.get().step == done.step
    assert action("1.1").step.meaning == "not_started"


def test_a_meaning_that_the_scale_lacks_leaves_the_action_at_its_first_step(bob):
    rows = one_row(deadline="Completed")
    scale = keep_scale(
        "Two steps", [Step(word="Open", meaning="not_started"), Step(word="Slow", meaning="at_risk")]
    )
    accept(proposal_of(rows), by=bob, scale=scale)
    assert action("1.1").step.word == "Open"
    assert action("1.1").updates.get().words == "Completed"


def test_see_above_points_to_its_challenge(bob):
    accepted(bob)
    link = SeeAlso.objects.get()
    assert (link.action, link.challenge.number, link.words) == (action("3.1"), 1, "Lived values")
    assert action("3.1").pointer


def test_columns_that_fit_nowhere_are_notes_and_progress_is_an_update(bob):
    columns = ["Challenge", "Action", "Lead", "Budget", "Progress"]
    rows = [["Values", "Do it", "HOPOS", "2,000 pounds", "Begun in May"]]
    accept(proposal_of(rows, columns=columns), by=bob)
    assert action("1.1").notes == "Budget: 2,000 pounds"
    assert action("1.1").updates.get().words == "Progress: Begun in May"


def test_dated_progress_becomes_updates_of_those_days_and_the_last_one_counts(bob):
    columns = [
        "Challenge",
        "Action",
        "Update Sept 2025",
        "Position at May 2024",
        "Comments",
        "Update Jan 2026",
    ]
    rows = [["Values", "Do it", "Half done", "Not started", "Rather slow", "On target"]]
    accept(proposal_of(rows, columns=columns), by=bob)
    said = [(each.given_on, each.words) for each in action("1.1").updates.order_by("given_on", "pk")]
    assert said == [
        (date(2024, 5, 31), "Position at May 2024: Not started"),
        (date(2025, 9, 30), "Update Sept 2025: Half done"),
        (AS_OF, "Comments: Rather slow"),
        (AS_OF, "Update Jan 2026: On target"),
    ]
    newest = action("1.1").latest_update
    assert newest.words == "Update Jan 2026: On target"
    assert action("1.1").step == newest.step
    assert newest.step.meaning == "on_track"
    assert action("1.1").updates.get(given_on=date(2024, 5, 31)).step.meaning == "not_started"


def test_the_last_news_stands_at_the_actions_own_step_wherever_its_column_stands(bob):
    columns = ["Challenge", "Action", "Update Sept 2025", "Position at May 2024", "RAG"]
    accept(
        proposal_of([["Values", "Do it", "Nearly there", "Not started", "Complete"]], columns=columns), by=bob
    )
    steps = [each.step.meaning for each in action("1.1").updates.order_by("given_on")]
    assert steps == ["not_started", "complete"]


def test_news_of_a_day_to_come_keeps_the_day_its_column_says(bob):
    columns = ["Challenge", "Action", "Position at May 2027"]
    accept(proposal_of([["Values", "Do it", "Expected"]], columns=columns), by=bob)
    assert action("1.1").updates.get().given_on == date(2027, 5, 31)


def test_actors_known_already_are_found_by_name_and_by_alias(bob):
    digital = make_actor("Digital team", "team")
    people = keep_actor(actor=Actor(name="Head of People", kind="post"), aliases=["HOPOS"])
    before = Actor.objects.count()
    accepted(bob)
    assert action("1.1").leads.get(role="operational").actor == digital
    assert leads("1.1", "strategic") == [("Head of People", "HOPOS")]
    assert action("1.1").leads.get(role="strategic").actor == people
    assert {actor.name for actor in Actor.objects.order_by("-pk")[: Actor.objects.count() - before]} == {
        "Anne Field", "CMT", "Cllr Jackson", "Heads of", "Heads of Service",
    }  # fmt: skip


def test_somebody_added_while_the_document_was_reviewed_is_not_added_twice(bob):
    proposal = proposal_of()
    anne = make_actor("Anne Field")
    accept(proposal, by=bob)
    assert action("3.2").leads.get(role="strategic").actor == anne
    assert Actor.objects.filter(name="Anne Field").count() == 1


def test_one_actor_twice_in_a_cell_leads_once(bob):
    accepted(bob, one_row(operational="Digital team / Digital Team"))
    assert len(leads("1.1", "operational")) == 1


def test_accepting_costs_the_same_queries_for_six_actions_as_for_sixty(bob, django_assert_max_num_queries):
    many = [
        [
            f"Heading {n % 3}",
            f"Challenge {n}",
            "Do it",
            "",
            f"Person {chr(97 + n % 26).upper()}abel",
            "",
            "May 27",
        ]
        for n in range(60)
    ]
    proposal = proposal_of(many)
    accepted(bob)
    with django_assert_max_num_queries(50):
        plan = accept(proposal, by=bob)
    assert plan.actions.count() == 60


def test_somebody_who_has_left_is_known_again_and_asked_about(bob):
    anne = make_actor("Anne Field", left_on=date(2025, 5, 3))
    read = proposal_of(one_row(operational="Anne Field"))
    (doubt,) = (each for each in read.all_problems() if each.code == "lead_left")
    assert doubt.message == "“Anne Field” is read as Anne Field, who left on 3 May 2025."
    accept(read, by=bob)
    assert action("1.1").leads.get().actor == anne


def test_somebody_new_may_have_the_name_of_one_who_has_left(bob):
    anne = make_actor("Anne Field", left_on=date(2025, 5, 3))
    read = proposal_of(one_row(operational="Anne Field"))
    (doubt,) = (each for each in read.all_problems() if each.code == "lead_left")
    accept(apply_decisions(read, [doubt.choices[0]["decision"]]), by=bob)
    made = action("1.1").leads.get().actor
    assert (made.name, made.kind, made.left_on) == ("Anne Field", "person", None)
    assert made != anne


def test_of_two_of_a_name_the_one_who_is_there_is_meant(bob):
    here = make_actor("Anne Field")
    make_actor("Anne Field", left_on=date(2025, 5, 3))
    read = proposal_of(one_row(operational="Anne Field"))
    assert "lead_left" not in {each.code for each in read.all_problems()}
    accept(read, by=bob)
    assert action("1.1").leads.get().actor == here
