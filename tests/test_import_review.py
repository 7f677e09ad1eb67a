"""The review of a document: its questions and answers, every row of it, and what may be read otherwise."""

from datetime import date

import pytest
from django.urls import reverse

from actionplan import imports
from actionplan.importing.problems import CODES
from actionplan.models import Import
from actionplan.reviewing.answers import LIKELY
from actionplan.reviewing.questions import KINDS
from tests.cast import make_committee, make_user
from tests.imported import ROWS, as_text, make_import, page_of, press, question, review, row_form

pytestmark = pytest.mark.django_db


def test_the_review_shows_each_question_beside_its_words(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    page = page_of(client, "import_review", source)
    assert "“Clir Jackson” is read as “Cllr Jackson”" in page
    assert "<b>Member Lead</b> Clir Jackson" in page
    assert "Spring 27 Immediate" in page
    assert f"{review(source).count} questions to settle" in page


def test_a_kind_in_the_address_shows_the_questions_of_that_kind(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    page = page_of(client, "import_review", source, kind="deadlines-to-confirm")
    assert "Spring 27 Immediate" in page
    assert "Clir Jackson" not in page
    assert "Clir Jackson" in page_of(client, "import_review", source, kind="no-such-kind")


def test_an_answer_is_kept_and_leads_on_to_the_next_question(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    before = review(source)
    answer = press(client, source, "same_person", place=1)
    after = review(source)
    assert after.count == before.count - 1
    assert answer.headers["Location"].startswith(source.get_absolute_url())
    assert answer.headers["Location"].partition("#")[2] in after.items
    assert "Clir Jackson" in {actor.name for actor in after.proposal.actors}
    assert source.decisions[0]["by"] == bob.pk


def test_one_answer_settles_every_row_that_says_the_same(client, bob):
    source = make_import(bob)
    assert question(source, "lead_cut_short").rows == ("4", "7")
    client.force_login(bob)
    press(client, source, "lead_cut_short")
    named = [action.leads["operational"][0].name for action in review(source).proposal.actions[2::3]]
    assert named == ["Heads of Service", "Heads of Service"]


def test_one_press_takes_the_first_answer_for_all_of_a_kind_and_one_undoes_it(client, bob):
    source = make_import(bob)
    group = next(each for each in review(source).groups if each.count > 1)
    before = review(source).count
    client.force_login(bob)
    client.post(reverse("import_answer", args=[source.pk]), {"all": group.key})
    assert review(source).of_kind(group.key) is None
    assert review(source).count == before - group.count
    client.post(reverse("import_undo", args=[source.pk]))
    assert review(source).count == before
    assert source.decisions == []


def test_every_doubt_there_is_has_its_own_words_for_the_likely_answer():
    elsewhere = {
        "same_person",
        "lead_unsure",
        "initials",
        *(code for code in CODES if code.startswith("joined")),
    }
    assert set(LIKELY) == set(CODES) - elsewhere
    assert set(KINDS) <= {kind for kind, _ in CODES.values()}


def test_every_answer_that_is_offered_can_be_given_and_settles_its_question(bob):
    source = make_import(bob)
    for asked in review(source).questions:
        for answer in asked.answers:
            kept, _ = imports.decide(source_import=source, decisions=list(answer.decisions), by=bob)
            assert review(kept).question(asked.key) is None, answer.say
            imports.undo_last(source_import=source, by=bob)


def test_an_answer_to_a_question_settled_meanwhile_changes_nothing(client, bob):
    source = make_import(bob)
    stale = question(source, "same_person").answers[1]
    client.force_login(bob)
    press(client, source, "same_person")
    client.post(reverse("import_answer", args=[source.pk]), {"answer": stale.key})
    assert "settled meanwhile" in page_of(client, "import_review", source)
    source.refresh_from_db()
    assert len({each["press"] for each in source.decisions}) == 1


def test_two_officers_do_not_lose_each_others_decisions(bob):
    beth = make_user("Beth Beale", "editor")
    for_bob = make_import(bob)
    for_beth = Import.objects.get(pk=for_bob.pk)
    first, second = question(for_bob, "same_person"), question(for_bob, "deadline_unsure")
    imports.decide(source_import=for_bob, decisions=first.likely.decisions, by=bob)
    imports.decide(source_import=for_beth, decisions=second.likely.decisions, by=beth)
    left = {each.code for each in review(for_bob).questions}
    assert not left & {"same_person", "deadline_unsure"}
    imports.undo_last(source_import=for_bob, by=bob)
    left = {each.code for each in review(for_bob).questions}
    assert "same_person" in left
    assert "deadline_unsure" not in left


def test_undo_with_nothing_decided_changes_nothing(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    assert client.post(reverse("import_undo", args=[source.pk])).status_code == 302
    assert review(source).count


def test_with_htmx_only_what_changed_comes_back(client, bob):
    source = make_import(bob)
    asked = question(source, "deadline_unsure")
    client.force_login(bob)
    answer = press(client, source, "deadline_unsure", HX_Request="true")
    page = answer.content.decode()
    assert f'<tbody id="{asked.key}" data-hx-swap-oob="delete">' in page
    assert "Clir Jackson" not in page
    assert '"goOn": "q' in answer.headers["HX-Trigger-After-Settle"]
    assert f"{review(source).count} questions left" in page


def test_who_is_meant_can_be_written_in(client, bob):
    source = make_import(bob)
    asked = question(source, "same_person")
    client.force_login(bob)
    address = reverse("import_question", args=[source.pk, asked.key])
    assert "Who is “Clir Jackson”?" in client.get(address).content.decode()
    client.post(address, names(asked.key, [("Anne Field", "person"), ("Digital team", "team")]))
    assert [lead.name for lead in review(source).proposal.actions[1].leads["member"]] == [
        "Anne Field",
        "Digital team",
    ]
    assert review(source).question(asked.key) is None


def test_a_name_that_sounds_like_nothing_is_asked_about(client, bob):
    source = make_import(bob)
    asked = question(source, "same_person")
    client.force_login(bob)
    address = reverse("import_question", args=[source.pk, asked.key])
    answer = client.post(address, names(asked.key, [("xyzzy", "")]))
    assert answer.status_code == 422
    assert "Say whether “xyzzy” is a person, a post, a team or a committee." in answer.content.decode()
    assert 'value="xyzzy"' in answer.content.decode()
    assert source.decisions == []


def names(prefix, rows):
    posted = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for place, (name, kind) in enumerate(rows):
        posted |= {f"{prefix}-{place}-name": name, f"{prefix}-{place}-kind": kind}
    return posted


# Any row.


def save_row(client, source, row, changes, **query):
    prefix, posted = row_form(client, source, row, **query)
    posted |= {f"{prefix}-{name}": value for name, value in changes.items()}
    return client.post(reverse("import_row", args=[source.pk, row], query=query), posted)


def test_every_row_can_be_looked_at_in_printed_order(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    page = page_of(client, "import_rows", source)
    places = [page.index(row[2]) for row in ROWS]
    assert places == sorted(places)
    assert "Row 4 in the document" in page


def test_a_row_that_is_saved_as_it_was_decides_nothing(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    for action in review(source).proposal.actions:
        save_row(client, source, action.rows[0], {})
    source.refresh_from_db()
    assert source.decisions == []


def test_every_reading_of_a_row_can_be_changed(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    changed = {
        "action": "Train every manager",
        "deadline": "June 2027",
        "operational-0-name": "Anne Field",
        "see_0": "Talking to staff",
        "status": "on track",
    }
    save_row(client, source, "1.3", changed)
    action = review(source).proposal.actions[1]
    assert action.text == "Train every manager"
    assert action.deadline.due == date(2027, 6, 30)
    assert [(lead.name, lead.kind) for lead in action.leads["operational"]] == [("Anne Field", "person")]
    assert action.see_also == ("Talking to staff",)
    assert action.status == "on_track"
    assert [lead.name for lead in review(source).proposal.actions[0].leads["operational"]] == ["Digital team"]


def test_a_deadline_can_be_changed_twice_and_given_where_there_was_none(client, bob):
    source = make_import(bob, data=as_text([*ROWS[:2], ["", "", "Hold a forum", "", "", "", ""]]).encode())
    client.force_login(bob)
    for row, place in (("1.3", 1), ("1.4", 2)):
        for words, due in (("June 2027", date(2027, 6, 30)), ("July 2027", date(2027, 7, 31))):
            save_row(client, source, row, {"deadline": words})
            assert review(source).proposal.actions[place].deadline.due == due


def test_a_change_made_from_a_question_settles_it(client, bob):
    source = make_import(bob)
    asked = question(source, "deadline_unsure")
    client.force_login(bob)
    save_row(client, source, asked.row, {"deadline": "June 2027"}, field="deadline", question=asked.key)
    assert review(source).question(asked.key) is None


def test_a_row_that_does_not_exist_answers_404(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    for row in ("9.9", "x", "1.1"):
        assert client.get(reverse("import_row", args=[source.pk, row])).status_code == 404
    assert client.post(reverse("import_skip", args=[source.pk, "9.9"])).status_code == 404


def test_a_row_is_left_out_and_brought_back(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    skip = reverse("import_skip", args=[source.pk, "1.7"])
    client.post(skip)
    assert len(review(source).proposal.actions) == 5
    page = page_of(client, "import_review", source)
    assert "Bring it back" in page
    assert "Plan the rota" in page
    client.post(skip, {"back": "1"})
    assert len(review(source).proposal.actions) == 6


def test_leaving_out_the_last_row_is_refused(client, bob):
    source = make_import(bob, data=as_text(ROWS[:1]).encode())
    client.force_login(bob)
    client.post(reverse("import_skip", args=[source.pk, "1.2"]), follow=True)
    assert len(review(source).proposal.actions) == 1


def test_a_column_can_be_read_as_another(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    posted = {f"column-{place}": field for place, field in enumerate(review(source).columns().values())}
    posted["column-5"] = "note"
    client.post(reverse("import_columns", args=[source.pk]), posted)
    action = review(source).proposal.actions[0]
    assert action.leads["operational"] == ()
    assert ("Operational Lead", "Digital team") in action.notes


def test_title_date_and_committee_can_be_changed_and_dates_are_read_again(client, bob):
    committee = make_committee()
    source = make_import(bob)
    client.force_login(bob)
    posted = {"title": "Another title", "as_of": "2025-01-09", "committee": committee.pk}
    client.post(reverse("import_about", args=[source.pk]), posted)
    proposal = review(source).proposal
    assert (proposal.title, proposal.as_of, source.committee) == (
        "Another title",
        date(2025, 1, 9),
        committee,
    )


def test_of_very_many_questions_the_first_hundred_are_shown(client, bob):
    many = [["Heading", f"Challenge {n}", f"Do {n}", "", "", "", f"Spring {n} Immediate"] for n in range(130)]
    source = make_import(bob, data=as_text(many).encode())
    client.force_login(bob)
    page = page_of(client, "import_review", source)
    assert f"{review(source).count} questions to settle" in page
    assert page.count('<tbody id="q') == 100
    assert f"{review(source).count - 100} more come after these" in page


def test_two_cells_of_a_row_that_say_the_same_change_together_and_the_form_says_so(client, bob):
    rows = [["Leadership", "Values", "Do it", "", "Digital team", "Digital team", ""]]
    source = make_import(bob, data=as_text(rows).encode())
    client.force_login(bob)
    page = client.get(reverse("import_row", args=[source.pk, "1.2"])).content.decode()
    assert "The operational lead says the same and changes with it." in page
