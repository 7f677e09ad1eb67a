"""Reading a plan in, in the browser: the upload, the questions, the rows, and accepting."""

import hashlib
import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from actionplan import imports
from actionplan.importing.problems import CODES
from actionplan.models import Action, Grant, Import, Plan
from actionplan.reviewing.answers import LIKELY
from actionplan.reviewing.questions import ONE
from actionplan.reviewing.review import Review
from people.models import Actor
from tests.cast import make_committee, make_user
from tests.imported import AS_OF, COLUMNS, ROWS, as_text, as_word, make_import

pytestmark = pytest.mark.django_db


def upload(client, data=None, name="staff plan.docx", **form):
    file = SimpleUploadedFile(name, as_word() if data is None else data)
    return client.post(reverse("import_create"), {"file": file, "as_of": "2026-01-09"} | form)


def page_of(client, name, source, **query):
    return client.get(reverse(name, args=[source.pk]), query).content.decode()


def review(source):
    source.refresh_from_db()
    return Review(imports.proposal_of(source))


def question(source, code):
    return next(each for each in review(source).questions if each.code == code)


def press(client, source, code, place=0, **headers):
    """Press an answer to the first question of a code, the likely one unless another place is named."""
    answer = question(source, code).answers[place]
    return client.post(reverse("import_answer", args=[source.pk]), {"answer": answer.key}, headers=headers)


def lead_names(action, role):
    return [lead.actor.name for lead in action.leads.filter(role=role)]


# Who may.

ALL = ["import_review", "import_rows", "import_about", "import_accept", "import_file"]


def test_a_stranger_does_not_learn_that_there_are_imports(client, bob, dan):
    source = make_import(bob)
    client.force_login(dan)
    assert client.get(reverse("import_list")).status_code == 404
    assert client.get(reverse("import_create")).status_code == 404
    assert upload(client).status_code == 404
    assert {client.get(reverse(name, args=[source.pk])).status_code for name in ALL} == {404}
    for name in ("import_answer", "import_undo", "import_columns", "import_accept"):
        assert client.post(reverse(name, args=[source.pk])).status_code == 404
    assert Import.objects.count() == 1


def test_whoever_is_not_signed_in_is_asked_to(client, bob):
    address = make_import(bob).get_absolute_url()
    assert client.get(address).headers["Location"].startswith(reverse("account_login"))


def test_a_committees_editor_sees_that_committees_imports_and_their_own(client, bob):
    housing, other = make_committee("Housing Committee"), make_committee()
    gwen = make_user("Gwen Gray", "editor", committee=housing)
    mine, theirs = make_import(gwen, committee=housing), make_import(bob, committee=other)
    client.force_login(gwen)
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(theirs.get_absolute_url()).status_code == 404
    page = client.get(reverse("import_create")).content.decode()
    assert "Housing Committee" in page
    assert other.name not in page
    assert "Choose a committee" in page


# The upload.


def test_a_word_document_is_read_and_opens_its_review(client, bob):
    committee = make_committee()
    client.force_login(bob)
    data = as_word()
    answer = upload(client, data, committee=committee.pk)
    source = Import.objects.get()
    assert answer.headers["Location"] == source.get_absolute_url()
    assert (source.title, source.as_of, source.committee, source.by) == ("Staff plan", AS_OF, committee, bob)
    assert bytes(source.file) == data
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    page = client.get(source.get_absolute_url()).content.decode()
    assert "1 table, 6 rows read as 3 challenges and 6 actions" in page
    assert "every word placed" in page
    assert not Plan.objects.exists()


def test_a_table_pasted_from_word_is_read_with_its_blank_first_cells(client, bob):
    client.force_login(bob)
    pasted = as_text(ROWS[1:], title="").partition("\n")[0] + "\n" + "\n".join("\t".join(row) for row in ROWS)
    client.post(reverse("import_create"), {"table": pasted, "as_of": "2026-01-09", "title": "Pasted"})
    assert len(review(Import.objects.get()).proposal.actions) == 6


def test_the_date_of_the_document_is_today_unless_another_is_given(client, bob):
    client.force_login(bob)
    form = client.get(reverse("import_create")).context["form"]
    assert form.initial["as_of"] == date.today()  # noqa: DTZ011 - the day the page read it


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.docx", b"", "The file is empty"),
        ("plan.docx", b"{\\rtf1 and so on", "rich text file"),
        (
            "plan.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0",
            "save as .docx",
        ),
        ("plan.txt", b"Colour\tShape\nred\tround\n", "No column names that we know were found"),
        ("plan.txt", b"Minutes of the meeting held on Tuesday", "no table"),
        ("plan.zip", b"PK\x03\x04 broken", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_with_one_sentence_and_keeps_what_was_typed(
    client, bob, name, data, sentence
):
    committee = make_committee()
    client.force_login(bob)
    answer = upload(client, data, name, title="Our plan", committee=committee.pk)
    page = answer.content.decode()
    assert answer.status_code == 422
    refused = Import.objects.get()
    assert refused.state == Import.State.REFUSED
    assert sentence in refused.refusal
    assert refused.refusal in answer.context["form"].errors["file"]
    assert 'value="Our plan"' in page
    assert 'value="2026-01-09"' in page
    assert "choose it again" in page
    assert not Plan.objects.exists()
    shown = client.get(refused.get_absolute_url())
    assert shown.status_code == 200
    assert refused.refusal in shown.context["source"].refusal


def test_a_file_over_the_limit_is_refused_and_its_bytes_are_not_kept(client, bob, settings):
    settings.IMPORT_MAX_BYTES = 4000
    client.force_login(bob)
    answer = upload(client, b"x" * 9000, title="Our plan")
    assert answer.context["form"].errors["file"] == [
        "The file is 8.79 kB and at most 3.91 kB are read: take out its pictures and attachments and save it again."
    ]
    assert 'value="Our plan"' in answer.content.decode()
    refused = Import.objects.get()
    assert (refused.state, bytes(refused.file)) == (Import.State.REFUSED, b"")
    assert "The document as it came" not in page_of(client, "import_review", refused)
    assert "The document as it came" in page_of(client, "import_review", make_import(bob, data=b"x"))


def test_a_body_too_large_for_a_form_is_one_sentence_too(client, bob, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 5000
    client.force_login(bob)
    answer = client.post(reverse("import_create"), {"table": "x" * 6000, "as_of": "2026-01-09"})
    assert answer.status_code == 413
    assert "What was pasted is too large" in answer.content.decode()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Choose the file that holds the table of actions"),
        ({"table": "  \n"}, "Choose the file that holds the table of actions"),
        ({"table": "a\tb", "title": "T" * 201}, "at most 200 characters"),
        ({"table": "a\tb", "as_of": "31/31/2026"}, "Enter a valid date"),
        ({"table": "a\0b\tc"}, "Null characters are not allowed"),
    ],
)
def test_a_form_that_is_not_right_stores_nothing(client, bob, form, sentence):
    client.force_login(bob)
    answer = client.post(reverse("import_create"), {"as_of": "2026-01-09"} | form)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Import.objects.exists()


def test_an_upload_needs_its_token(bob):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob)
    assert upload(client).status_code == 403
    assert not Import.objects.exists()


def test_the_same_file_again_says_so_with_a_link_and_is_allowed(client, bob):
    client.force_login(bob)
    first, again = make_import(bob), make_import(bob)
    page = page_of(client, "import_review", again)
    assert "The same file was read in" in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert "The same file" not in page_of(client, "import_review", make_import(bob, data=as_word()))


def test_the_document_comes_back_as_it_came(client, bob):
    client.force_login(bob)
    source = make_import(bob, name="plän “1”.txt")
    answer = client.get(reverse("import_file", args=[source.pk]))
    assert answer.content == as_text().encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_the_list_says_who_started_what(client, bob, django_assert_max_num_queries):
    for _ in range(5):
        make_import(bob)
    client.force_login(bob)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("import_list")).content.decode()
    assert page.count("staff plan.txt") == 5
    assert "Bob Brook" in page
    assert "Being reviewed" in page


# Settling questions.


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
    elsewhere = {"same_person", *(code for code in CODES if code.startswith("joined"))}
    assert set(LIKELY) == set(CODES) - elsewhere
    assert set(ONE) <= {kind for kind, _ in CODES.values()}


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
    assert f'<tbody id="{asked.key}" hx-swap-oob="delete">' in page
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


def row_form(client, source, row, **query):
    """What a browser would post of a row's form when nothing is changed."""
    form = client.get(reverse("import_row", args=[source.pk, row]), query).context["form"]
    posted = {f"{form.prefix}-{name}": field.initial for name, field in form.fields.items()}
    for forms in form.names.values():
        posted |= {f"{forms.prefix}-TOTAL_FORMS": len(forms.forms)}
        posted |= {f"{forms.prefix}-INITIAL_FORMS": forms.initial_form_count()}
        for each in forms.forms:
            posted |= {each.add_prefix(name): each.initial.get(name, "") for name in ("name", "kind")}
    return form.prefix, posted


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


# Accepting.


def test_the_page_before_accepting_says_what_will_be_made(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    page = page_of(client, "import_accept", source)
    assert "2 headings, 3 challenges and 6 actions" in page
    assert "new people" in page
    assert f"{review(source).count} questions" in page
    assert not Plan.objects.exists()


def test_accepting_makes_a_live_plan_and_says_what_was_made(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    answer = client.post(reverse("import_accept", args=[source.pk]), {"state": "live"})
    plan = Plan.objects.get()
    assert (plan.state, plan.title, plan.stands_on) == ("live", "Staff plan", AS_OF)
    assert answer.headers["Location"] == source.get_absolute_url()
    page = page_of(client, "import_review", source)
    assert plan.get_absolute_url() in page
    assert "2 headings, 3 challenges and 6 actions" in page
    assert "Cllr Jackson" in page
    source.refresh_from_db()
    assert (source.state, source.plan) == (Import.State.ACCEPTED, plan)


def test_accepting_as_a_draft_keeps_it_to_editors(client, bob):
    client.force_login(bob)
    client.post(reverse("import_accept", args=[make_import(bob).pk]), {"state": "draft"})
    assert Plan.objects.get().state == "draft"


def test_the_second_press_makes_no_second_plan_and_says_so(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    address = reverse("import_accept", args=[source.pk])
    client.post(address, {"state": "live"})
    answer = client.post(address, {"state": "live"}, follow=True)
    assert "accepted already" in answer.content.decode()
    assert Plan.objects.count() == 1


def test_after_accepting_nothing_of_the_import_changes(client, bob):
    source = make_import(bob)
    asked = question(source, "same_person")
    client.force_login(bob)
    client.post(reverse("import_accept", args=[source.pk]), {"state": "live"})
    for name, posted in (
        ("import_answer", {"answer": asked.likely.key}),
        ("import_undo", {}),
        ("import_columns", {}),
    ):
        assert client.post(reverse(name, args=[source.pk]), posted).status_code == 302
    assert client.get(reverse("import_rows", args=[source.pk])).status_code == 302
    source.refresh_from_db()
    assert source.decisions == []


def test_what_was_decided_is_what_is_made(client, bob):
    source = make_import(bob)
    client.force_login(bob)
    press(client, source, "lead_cut_short")
    press(client, source, "same_person", place=1)
    client.post(reverse("import_accept", args=[source.pk]), {"state": "live"})
    assert lead_names(Action.objects.get(reference="2.1"), "operational") == ["Heads of Service"]
    assert lead_names(Action.objects.get(reference="1.2"), "member") == ["Clir Jackson"]
    assert Actor.objects.filter(name="Clir Jackson", councillor=False).exists()


def test_words_too_long_to_keep_are_refused_with_their_row(client, bob):
    rows = [["Leadership", "Values", "Do it", "", "HOPOS / " + "Jacksonova" * 25, "", ""]]
    source = make_import(bob, data=as_text(rows).encode())
    client.force_login(bob)
    answer = client.post(reverse("import_accept", args=[source.pk]), {"state": "live"})
    assert "in row 1.2" in answer.content.decode()
    assert "at most 200 can be kept" in answer.content.decode()
    assert not Plan.objects.exists()
    assert not Actor.objects.filter(name="HOPOS").exists()


@pytest.mark.parametrize("name", ["import_review", "import_rows", "import_accept"])
def test_pages_cost_the_same_queries_for_six_rows_as_for_sixty(
    client, bob, django_assert_max_num_queries, name
):
    many = [
        ["Heading", f"Challenge {n}", f"Do {n}", "", f"Person {n} Name", "", f"Spring {n}"] for n in range(60)
    ]
    source = make_import(bob, data=as_text(many).encode())
    client.force_login(bob)
    with django_assert_max_num_queries(14):
        client.get(reverse(name, args=[source.pk]))


def test_a_refused_upload_has_nothing_to_review(client, bob):
    refused = make_import(bob, data=b"")
    client.force_login(bob)
    for name in ("import_rows", "import_about", "import_accept"):
        answer = client.get(reverse(name, args=[refused.pk]), follow=True)
        assert "could not be read, so there is nothing to review" in answer.content.decode()
    assert client.post(reverse("import_answer", args=[refused.pk]), {"answer": "x"}).status_code == 302
    assert client.get(reverse("import_row", args=[refused.pk, "1.2"])).status_code == 302


def test_an_htmx_press_on_an_accepted_import_goes_to_its_page(client, bob):
    source = make_import(bob)
    imports.accept_import(source_import=source, by=bob)
    client.force_login(bob)
    answer = client.post(reverse("import_undo", args=[source.pk]), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == source.get_absolute_url()


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


def test_a_hidden_nul_in_a_workbook_is_no_trouble(bob):
    source = make_import(
        bob, data=workbook([["Ti_x0000_tle"], COLUMNS, ["A", "B", "Do_x0000_ it", *[""] * 4]]), name="p.xlsx"
    )
    assert source.title == "Title"
    plan = imports.accept_import(source_import=source, by=bob).plan
    assert plan.actions.get().text == "Do it"


def workbook(rows):
    """An .xlsx with these rows; "_x0000_" stands in it as Excel writes a NUL."""
    made, again = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                sheet.write_string(number, place, words)
    with zipfile.ZipFile(made) as read, zipfile.ZipFile(again, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(b"_x005F_x", b"_x"))
    return again.getvalue()


def test_a_grant_that_is_taken_away_takes_the_review_away(client, bob):
    source = make_import(bob)
    Grant.objects.filter(user=bob).delete()
    client.force_login(bob)
    assert client.get(source.get_absolute_url()).status_code == 404
