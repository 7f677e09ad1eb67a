"""What the council is called and looks like, and the accessibility statement it owes the public."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import expect

from people.changes import MOST_LOGO_BYTES
from people.models import Council
from tests.cast import page_text

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
GIVEN = {"name": "Eastmere District Council", "accent": "#7a1f4e", "contact": "access@eastmere.example"}


def test_an_administrator_says_what_the_council_is_called_and_looks_like(client, frank):
    client.force_login(frank)
    logo = SimpleUploadedFile("logo.png", PNG)
    assert client.post("/council/", GIVEN | {"logo": logo}).status_code == 302
    council = Council.ours()
    assert (council.name, council.accent, council.contact) == tuple(GIVEN.values())
    mark = client.get("/council-mark")
    assert (mark.content, mark["Content-Type"]) == (PNG, "image/png")


def test_the_logo_goes_when_it_is_taken_away_and_stays_when_nothing_is_said(client, frank):
    client.force_login(frank)
    client.post("/council/", GIVEN | {"logo": SimpleUploadedFile("logo.png", PNG)})
    client.post("/council/", GIVEN)
    assert client.get("/council-mark").status_code == 200
    client.post("/council/", GIVEN | {"drop_logo": "on"})
    assert client.get("/council-mark").status_code == 404


@pytest.mark.parametrize(
    ("logo", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "has to be a PNG or a JPEG"),
        (PNG + b"x" * MOST_LOGO_BYTES, "larger than 200 kB"),
    ],
)
def test_a_logo_that_cannot_be_shown_is_refused_with_a_sentence_and_changes_nothing(client, frank, logo, why):
    client.force_login(frank)
    answer = client.post("/council/", GIVEN | {"logo": SimpleUploadedFile("logo.png", logo)})
    assert answer.status_code == 422
    assert why in page_text(answer)
    assert not Council.objects.filter(name=GIVEN["name"]).exists()


def test_a_colour_is_written_as_a_colour(client, frank):
    client.force_login(frank)
    answer = client.post("/council/", GIVEN | {"accent": "red; }"})
    assert answer.status_code == 422
    assert "Write a colour like #1f4e79." in page_text(answer)


def test_others_may_not(client, bob):
    client.force_login(bob)
    assert client.get("/council/").status_code == 403
    assert client.post("/council/", GIVEN).status_code == 403


@pytest.mark.parametrize(
    ("nation", "who"),
    [
        ("england", "Equality Advisory and Support Service"),
        ("northern_ireland", "Equality Commission for Northern"),
    ],
)
def test_anybody_may_read_the_accessibility_statement_of_the_council(client, db, nation, who):
    Council.objects.create(pk=1, name="Eastmere", contact="access@eastmere.example", nation=nation)
    statement = client.get("/accessibility/")
    assert 'href="mailto:access@eastmere.example"' in statement.content.decode()
    said = page_text(statement)
    assert who in said


SAID = {
    "statement_prepared_on": "2026-03-02",
    "statement_reviewed_on": "2026-09-08",
    "statement_tested": "Tested on 2 March 2026 by six people who use screen readers.",
    "not_accessible": "The minutes of 2019 are scanned.",
    "too_great_a_burden": "Reading the scans of 1998 again.",
}


def test_an_administrator_says_what_only_the_council_can_know_of_its_statement(client, frank):
    client.force_login(frank)
    assert client.post("/council/accessibility/", SAID).status_code == 302
    said = page_text(Client().get("/accessibility/"))
    assert "prepared on 2 March 2026. It was last reviewed on 8 September 2026." in said
    for words in (
        "six people who use screen readers",
        "minutes of 2019",
        "due to the non-compliances and the exemptions",
    ):
        assert words in said
    for part in (
        "Feedback and contact information",
        "Enforcement procedure",
        "Compliance status",
        "Disproportionate burden",
    ):
        assert part in said


def test_a_statement_claims_nothing_that_the_council_has_not_said(client, db):
    said = page_text(client.get("/accessibility/"))
    assert "has not yet said when this statement was prepared" in said
    assert "We do not claim that anything would be a disproportionate burden" in said


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"statement_reviewed_on": "2026-01-01"}, "not reviewed before it was prepared"),
        ({"statement_prepared_on": "2090-01-01", "statement_reviewed_on": ""}, "a day that has come"),
        ({"statement_prepared_on": ""}, "Say first when it was prepared"),
    ],
)
def test_days_of_the_statement_that_cannot_be_are_asked_about(client, frank, wrong, why):
    client.force_login(frank)
    answer = client.post("/council/accessibility/", SAID | wrong)
    assert answer.status_code == 422
    assert why in page_text(answer)


def test_others_do_not_say_what_the_statement_says(client, bob):
    client.force_login(bob)
    assert client.get("/council/accessibility/").status_code == 403
    assert client.post("/council/accessibility/", SAID).status_code == 403


def test_the_statement_is_accessible_itself(page, live_server, axe):
    page.goto("/accessibility/")
    axe(page)
    page.goto("/sign-in/")
    page.get_by_role("link", name="Accessibility statement").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Accessibility statement")


def test_the_councils_page_is_accessible(page, sign_in, frank, axe):
    sign_in(page, frank)
    page.goto("/council/")
    axe(page)
