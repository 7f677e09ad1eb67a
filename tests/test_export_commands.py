"""manage.py export_plan and export_paper: what a script relies on."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from actionplan.models import GlossaryTerm
from people.models import Council
from reports import papers, publication
from reports.formats import FORMATS
from tests.cast import TODAY, make_action, make_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
STARTS = {
    "docx": b"PK",
    "xlsx": b"PK",
    "pdf": b"%PDF",
    "html": b"<!DOCTYPE html>",
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
}


def manage(*words):
    """Run a command as a script does; give back its exit status."""
    try:
        call_command(*map(str, words))
    except SystemExit as end:
        return end.code
    return 0


@pytest.fixture
def plan(bob):
    action = make_action("Publish who leads", by=bob, leads=[("operational", bob.actor)])
    make_action(
        "Settle the pay claim",
        challenge=action.challenge,
        by=bob,
        exempt="all",
        paragraph="4",
        public_interest="Talks.",
    )
    return action.plan


@pytest.fixture
def paper(plan, carol):
    meeting = make_meeting(by=carol)
    return papers.create_paper(meeting=meeting, title="Progress", plans=[plan], by=carol, as_of=TODAY, at=NOW)


@pytest.mark.parametrize("key", FORMATS)
def test_a_plan_is_written_in_every_format(plan, tmp_path, key, capsys):
    file = tmp_path / f"plan.{key}"
    assert manage("export_plan", plan.slug, "--format", key, "-o", file) == 0
    assert file.read_bytes().startswith(STARTS[key])
    assert f"Wrote {file}" in capsys.readouterr().out


@pytest.mark.parametrize("key", FORMATS)
def test_a_paper_is_written_as_stored_once_it_is_published(paper, carol, tmp_path, key):
    file = tmp_path / "paper"
    assert manage("export_paper", paper.pk, "--format", key, "--audience", "public", "-o", file) == 0
    assert file.read_bytes().startswith(STARTS[key])
    editions = publication.publish(paper=paper, by=carol, at=NOW)
    stored_for = {edition.audience: edition.files.get(format=key) for edition in editions}
    asked = [(("--audience", audience), audience) for audience in ("public", "internal", "exempt")]
    for audience, given in (*asked, ((), "internal")):
        stored = stored_for[given]
        assert manage("export_paper", paper.pk, "--format", key, *audience, "-o", file) == 0
        assert file.read_bytes() == bytes(stored.file)


def test_the_audience_decides_what_is_in_it(plan, tmp_path):
    file = tmp_path / "plan.csv"
    manage("export_plan", plan.slug, "--format", "csv", "-o", file)
    assert "Settle the pay claim" in file.read_text()
    assert "Bob Brook" in file.read_text()
    manage("export_plan", plan.slug, "--format", "csv", "--audience", "public", "-o", file)
    assert "Publish who leads" in file.read_text()
    assert "Settle the pay claim" not in file.read_text()
    assert "Bob Brook" not in file.read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("export_plan", "peer-review-plan", "--format", "doc"),
            "There is no format “doc”. Choose one of: docx, pdf, html, xlsx, csv, json.",
        ),
        (
            ("export_plan", "peer-review-plan", "--format", "csv", "--audience", "press"),
            "There is no audience “press”. Choose public or internal.",
        ),
        (
            ("export_plan", "no-such", "--format", "csv"),
            "There is no plan “no-such”; there are: peer-review-plan.",
        ),
        (("export_paper", "77", "--format", "csv"), "There is no paper 77."),
        (
            ("export_paper", "77", "--format", "doc"),
            "There is no format “doc”. Choose one of: docx, pdf, html, xlsx, csv, json.",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(plan, tmp_path, capsys, words, sentence):
    file = tmp_path / "out"
    assert manage(*words, "-o", file) == 2
    assert capsys.readouterr().err == sentence + "\n"
    assert not file.exists()


def test_a_file_that_cannot_be_written_is_said(plan, tmp_path, capsys):
    file = tmp_path / "nowhere" / "plan.csv"
    assert manage("export_plan", plan.slug, "--format", "csv", "-o", file) == 2
    assert capsys.readouterr().err == f"{file} cannot be written: No such file or directory.\n"


def test_a_plan_explains_the_initials_it_uses_and_names_the_nations_law(plan, bob, tmp_path, client):
    Council.objects.create(pk=1, name="Eastmere", nation="scotland")
    GlossaryTerm.objects.create(initials="PDR", meaning="Personal development review")
    GlossaryTerm.objects.create(initials="ZZ", meaning="Never used")
    make_action("Hold every PDR", challenge=plan.challenges.get(), by=bob)
    file = tmp_path / "plan.html"
    assert manage("export_plan", plan.slug, "--format", "html", "--audience", "public", "-o", file) == 0
    client.force_login(bob)
    exported = client.get(f"/plans/{plan.slug}/export/html/").content.decode()
    for written in (file.read_text(), exported):
        assert "Personal development review" in written
        assert "Never used" not in written
        assert "Local Government (Scotland) Act 1973" in written
