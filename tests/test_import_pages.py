"""Reading a plan in, in the browser: who may, the upload, and accepting."""

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
from actionplan.models import Action, Grant, Import, Plan
from people.models import Actor
from tests.cast import make_committee, make_user
from tests.imported import (
    AS_OF,
    COLUMNS,
    ROWS,
    as_text,
    as_word,
    make_import,
    page_of,
    press,
    question,
    review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """However busy the machine, a page waits until its file is read."""
    monkeypatch.setattr(imports, "WAIT", 60)


def upload(client, data=None, name="staff plan.docx", **form):
    file = SimpleUploadedFile(name, as_word() if data is None else data)
    return client.post(reverse("import_create"), {"file": file, "as_of": "2026-01-09"} | form)


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
