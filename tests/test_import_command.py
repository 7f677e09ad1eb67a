"""manage.py import_plan: what it prints, what it makes, and its one sentence where it cannot."""

import json

import pytest
from django.core.management import call_command

from actionplan.models import Import, Plan
from tests.cast import make_committee
from tests.imported import as_text, as_word

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "staff plan.docx"
    path.write_bytes(as_word())
    return path


def run(capsys, *given):
    """The exit status and what was printed on each stream."""
    try:
        call_command("import_plan", *map(str, given))
        status = 0
    except SystemExit as end:
        status = end.code
    return status, *capsys.readouterr()


def refused(capsys, *given):
    """The one sentence on the error stream of a run that ends with 2 and makes no plan."""
    status, out, err = run(capsys, *given)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert not Plan.objects.exists()
    return err.strip()


def test_a_document_becomes_a_live_plan_and_its_import_is_kept(capsys, document):
    status, out, err = run(capsys, document, "--title", "Our plan", "--as-of", "2026-01-09")
    assert (status, err) == (0, "")
    plan = Plan.objects.get()
    assert (plan.title, plan.state, plan.stands_on.isoformat()) == ("Our plan", "live", "2026-01-09")
    assert plan.actions.count() == 6
    assert f"Made {plan.get_absolute_url()} with 2 headings, 3 challenges and 6 actions" in out
    kept = Import.objects.get()
    assert (kept.state, kept.plan, kept.by, kept.name) == ("accepted", plan, None, "staff plan.docx")
    assert bytes(kept.file) == document.read_bytes()


def test_the_title_is_read_from_the_document_where_none_is_given(capsys, document):
    run(capsys, document, "--as-of", "2026-01-09")
    assert Plan.objects.get().title == "Staff plan"


def test_a_draft_for_a_committee(capsys, document):
    committee = make_committee()
    run(capsys, document, "--as-of", "2026-01-09", "--draft", "--committee", committee.name.upper())
    plan = Plan.objects.get()
    assert (plan.state, plan.committee) == ("draft", committee)


def test_a_dry_run_says_what_was_read_and_stores_nothing(capsys, document):
    status, out, _ = run(capsys, document, "--as-of", "2026-01-09", "--dry-run")
    assert status == 0
    assert "2 headings, 3 challenges, 6 actions" in out
    assert "to settle: 1 names that may be one" in out
    assert not Import.objects.exists()
    assert not Plan.objects.exists()


def test_a_dry_run_as_json_prints_the_readings(capsys, document):
    status, out, err = run(capsys, document, "--title", "T", "--as-of", "2026-01-09", "--dry-run", "--json")
    read = json.loads(out)
    assert (status, err) == (0, "")
    assert (read["title"], read["as_of"], read["headings"]) == ("T", "2026-01-09", ["Leadership", "People"])
    assert [c["title"] for c in read["challenges"]] == [
        "Lived values",
        "Talking to staff",
        "Training and development",
    ]
    first = read["challenges"][0]["actions"][0]
    assert (first["reference"], first["operational"]) == ("1.1", ["Digital team"])
    assert first["deadline"]["due"] == "2027-03-31"


def test_json_leaves_standard_output_to_the_readings(capsys, document):
    status, out, err = run(capsys, document, "--as-of", "2026-01-09", "--json")
    assert status == 0
    assert len(json.loads(out)["challenges"]) == 3
    assert err.startswith("Made /plans/")
    assert Plan.objects.exists()


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert "missing.docx cannot be opened: No such file" in refused(capsys, tmp_path / "missing.docx")
    assert "cannot be opened: Is a directory" in refused(capsys, tmp_path)
    assert not Import.objects.exists()


def test_a_file_that_cannot_be_read_is_kept_as_refused(capsys, tmp_path):
    path = tmp_path / "plan.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    sentence = refused(capsys, path, "--as-of", "2026-01-09")
    kept = Import.objects.get()
    assert (kept.state, kept.refusal) == ("refused", sentence)


def test_a_file_over_the_limit(capsys, tmp_path, settings):
    settings.IMPORT_MAX_BYTES = 1000
    path = tmp_path / "plan.txt"
    path.write_text(as_text() * 3)
    assert "are read: take out its pictures" in refused(capsys, path)
    assert bytes(Import.objects.get().file) == b""


def test_a_plan_of_more_rows_than_this_site_reads(capsys, tmp_path, settings):
    settings.IMPORT_LIMITS = settings.IMPORT_LIMITS | {"rows": 2}
    path = tmp_path / "plan.txt"
    path.write_text(as_text())
    assert "more than 2 rows" in refused(capsys, path)


@pytest.mark.parametrize("day", ["2026-13-01", "9 January 2026", "tomorrow"])
def test_a_day_that_is_none(capsys, document, day):
    assert f"“{day}” is not a day" in refused(capsys, document, "--as-of", day)
    assert not Import.objects.exists()


def test_a_committee_nobody_knows_lists_those_there_are(capsys, document):
    make_committee("Housing Committee")
    assert "choose one of Housing Committee" in refused(capsys, document, "--committee", "Nobody")
    assert not Import.objects.exists()


def test_a_title_too_long(capsys, document):
    assert "at most 200 can be kept" in refused(capsys, document, "--title", "T" * 201)
