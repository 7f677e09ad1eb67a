"""Evidence: a link or a file with an update, kept as it came, and served to those who may read the news only."""

import hashlib
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.changes import edit_action, edit_plan, record_update
from actionplan.changes.evidence import add_evidence
from actionplan.evidence import MOST_BYTES, Piece, safe_name
from actionplan.models import Evidence, Update
from actionplan.uploads import takes_files
from tests.cast import TODAY, make_action, make_user, page_text

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 minutes"
LINK = "https://www.eastmere.example/minutes"


@pytest.fixture
def action(alice):
    return make_action("Publish", leads=[("operational", alice.actor)])


@pytest.fixture
def update(action, alice):
    return record_update(
        action=action, by=alice, words="Agreed.", evidence=[Piece(name="minutes.pdf", data=PDF)]
    )


def address_of(piece):
    action = piece.update.action
    return reverse("evidence_file", args=[action.plan.slug, action.reference, piece.pk])


def send(client, user, action, **given):
    client.force_login(user)
    return client.post(action.get_absolute_url() + "update/", {"words": "Agreed.", **given})


# Keeping it


def test_a_link_and_a_file_are_kept_with_the_update(client, alice, action):
    file = SimpleUploadedFile("Minutes of 3 May.pdf", PDF)
    assert send(client, alice, action, link=LINK, file=file).status_code == 302
    link, kept = Evidence.objects.all()
    assert link.url == LINK
    assert (kept.name, bytes(kept.file), kept.size) == ("Minutes of 3 May.pdf", PDF, len(PDF))
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    said = page_text(client.get(action.get_absolute_url()))
    assert "www.eastmere.example" in said
    assert "Minutes of 3 May.pdf PDF, 1 kB" in said


def test_a_link_is_completed_and_nothing_but_the_web_is_linked(client, alice, action):
    send(client, alice, action, link="www.eastmere.example/minutes")
    assert Evidence.objects.get().url == LINK
    for bad in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "data:text/html,x",
        "nonsense",
    ):
        assert "Write the whole address" in page_text(send(client, alice, action, words="More.", link=bad)), (
            bad
        )
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/x", "https://x y.example"])
def test_no_door_keeps_another_kind_of_link(action, alice, url):
    with pytest.raises(ValidationError, match="whole address"):
        record_update(action=action, by=alice, words="Agreed.", evidence=[Piece(url=url)])
    assert not Update.objects.exists()


def test_evidence_alone_is_an_answer(action, alice):
    update = record_update(action=action, by=alice, evidence=[Piece(url=LINK)])
    assert (update.words, update.evidence.get().url) == ("", LINK)


def test_no_change_beside_evidence_is_asked_back(action, alice):
    with pytest.raises(ValidationError, match="added evidence"):
        record_update(action=action, by=alice, no_change=True, evidence=[Piece(url=LINK)])
    assert not Evidence.objects.exists()


def test_a_button_pressed_twice_keeps_it_once(action, alice):
    given = {"action": action, "by": alice, "words": "Agreed."}
    first = record_update(**given, evidence=[Piece(name="minutes.pdf", data=PDF)])
    assert record_update(**given, evidence=[Piece(name="minutes.pdf", data=PDF)]) == first
    assert Evidence.objects.count() == 1
    another = record_update(**given, evidence=[Piece(name="minutes.pdf", data=PDF + b" corrected")])
    assert another != first, "another file is something new"


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("run.exe", b"MZ", "“run.exe” is of a kind that is not kept here"),
        ("page.html", b"<script>", "“page.html” is of a kind that is not kept here"),
        ("drawing.svg", b"<svg>", "is of a kind that is not kept here"),
        ("no ending", b"x", "is of a kind that is not kept here"),
        ("empty.pdf", b"", "“empty.pdf” is empty."),
        ("large.pdf", b"x" * (MOST_BYTES + 1), "“large.pdf” has 10 MB; at most 10 MB are kept."),
    ],
)
def test_what_is_not_kept_says_why_and_the_words_stay(client, alice, action, name, data, sentence):
    response = send(client, alice, action, file=SimpleUploadedFile(name, data))
    said = page_text(response)
    assert response.status_code == 422
    assert sentence in said
    assert "Choose the file again" in said
    assert "Agreed.</textarea>" in response.content.decode()
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\minutes.pdf", "minutes.pdf"),
        ("minutes\r\nSet-Cookie: x.pdf", "minutes Set-Cookie_ x.pdf"),
        ("exe.\u202efdp.pdf", "exe.fdp.pdf"),
        ('a"b<c>|d?.pdf', "a_b_c__d_.pdf"),
        (".pdf", "file.pdf"),
        ("  spaced   out . pdf", "spaced out.pdf"),
        ("x" * 400 + ".pdf", "x" * 116 + ".pdf"),
        ("Überprüfung №3.pdf", "Überprüfung №3.pdf"),
        ("\0\0", ""),
        ("..", ""),
        ("x." + "y" * 400, "x." + "y" * 118),
    ],
)
def test_a_hostile_name_is_made_harmless(name, kept):
    assert safe_name(name) == kept


def test_at_most_ten_are_kept_with_an_update(update, alice):
    for number in range(9):
        add_evidence(update=update, by=alice, evidence=[Piece(url=f"{LINK}/{number}")])
    with pytest.raises(ValidationError, match="At most 10"):
        add_evidence(update=update, by=alice, evidence=[Piece(url=LINK)])
    add_evidence(update=update, by=alice, evidence=[Piece(url=f"{LINK}/1")])
    assert update.evidence.count() == 10, "what is there already is not kept twice"


# Giving it out


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("minutes.pdf", "application/pdf"),
        ("notes.txt", "text/plain; charset=utf-8"),
        ("mail.eml", "application/octet-stream"),
        ("photo.JPG", "image/jpeg"),
    ],
)
def test_a_file_comes_back_as_it_was_and_is_never_shown_by_the_browser(client, alice, action, name, kind):
    send(client, alice, action, file=SimpleUploadedFile(name, b"<script>alert(1)</script>"))
    response = client.get(address_of(Evidence.objects.get()))
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_name_in_another_alphabet_survives_the_header(client, alice, action):
    send(client, alice, action, file=SimpleUploadedFile("Überprüfung “3”.pdf", PDF))
    disposition = client.get(address_of(Evidence.objects.get()))["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''%C3%9Cberpr%C3%BCfung%20%E2%80%9C3%E2%80%9D.pdf"


def test_whoever_may_read_the_news_may_have_the_file(client, update, erin):
    client.force_login(erin)
    assert client.get(address_of(update.evidence.get())).status_code == 200


@pytest.mark.parametrize("exempt", ["news", "all"])
def test_the_evidence_of_exempt_news_is_for_its_leads_and_by_right(
    client, update, alice, bob, carol, erin, exempt
):
    edit_action(
        action=update.action,
        by=bob,
        today=TODAY,
        exempt=exempt,
        paragraph="3",
        public_interest="A contract is being let.",
    )
    address = address_of(update.evidence.get())
    for user, status in ((alice, 200), (carol, 200), (erin, 404), (bob, 404)):
        client.force_login(user)
        assert client.get(address).status_code == status, user
        page = client.get(update.action.get_absolute_url())
        assert ("minutes.pdf" in page.content.decode()) is (status == 200), user


def test_a_stranger_gets_nothing_and_nobody_without_signing_in(client, update, dan):
    address = address_of(update.evidence.get())
    assert client.get(address).status_code == 302
    client.force_login(dan)
    assert client.get(address).status_code == 404


def test_a_file_is_found_under_its_own_action_only(client, update, alice):
    other = make_action("Other", challenge=update.action.challenge, leads=[("operational", alice.actor)])
    client.force_login(alice)
    piece = update.evidence.get()
    assert (
        client.get(reverse("evidence_file", args=[other.plan.slug, other.reference, piece.pk])).status_code
        == 404
    )
    link = record_update(action=other, by=alice, evidence=[Piece(url=LINK)]).evidence.get()
    assert client.get(address_of(link)).status_code == 404, "a link has no file"


# Adding it later


def adding(update):
    action = update.action
    return reverse("evidence_create", args=[action.plan.slug, action.reference, update.pk])


def test_whoever_gave_an_update_adds_to_it_later(client, update, alice):
    client.force_login(alice)
    assert adding(update) in client.get(update.action.get_absolute_url()).content.decode()
    assert "Agreed." in page_text(client.get(adding(update)))
    response = client.post(adding(update), {"link": LINK, "about": "The signed minutes"})
    assert response.url == update.action.get_absolute_url()
    said = page_text(client.get(response.url))
    assert "The signed minutes www.eastmere.example" in said
    update.refresh_from_db()
    assert (update.words, Update.objects.count()) == ("Agreed.", 1)


def test_what_was_added_on_another_day_says_so(client, update, alice):
    Update.objects.update(recorded_at="2026-05-01T10:00:00Z", given_on="2026-05-01")
    Evidence.objects.update(added_at="2026-05-03T10:00:00Z")
    client.force_login(alice)
    assert "PDF, 1 kB, added 3 May 2026" in page_text(client.get(update.action.get_absolute_url()))


def test_nothing_given_is_asked_again(client, update, alice):
    client.force_login(alice)
    response = client.post(adding(update), {"link": ""})
    assert response.status_code == 422
    assert "Give a link or choose a file." in page_text(response)


def test_nobody_adds_to_what_another_said(client, update, bob, erin, dan):
    for user, status in ((bob, 403), (erin, 403), (dan, 404)):
        client.force_login(user)
        assert client.post(adding(update), {"link": LINK}).status_code == status, user
        page = client.get(update.action.get_absolute_url())
        assert adding(update) not in page.content.decode()
    with pytest.raises(ValidationError, match="Only whoever gave"):
        add_evidence(update=update, by=bob, evidence=[Piece(url=LINK)])


def test_a_closed_plan_takes_no_more_evidence(client, update, alice, bob):
    edit_plan(plan=update.action.plan, by=bob, state="closed")
    client.force_login(alice)
    assert client.post(adding(update), {"link": LINK}).status_code == 403
    with pytest.raises(ValidationError, match="closed"):
        add_evidence(update=update, by=alice, evidence=[Piece(url=LINK)])


# Cost


def test_a_page_never_fetches_the_files_themselves(client, action, alice):
    for number in range(5):
        record_update(action=action, by=alice, words=f"{number}", evidence=[Piece(name="a.pdf", data=PDF)])
    client.force_login(alice)
    with CaptureQueriesContext(connection) as asked:
        client.get(action.get_absolute_url())
    kept = [each["sql"] for each in asked if "actionplan_evidence" in each["sql"]]
    assert len(kept) == 1
    assert '"actionplan_evidence"."file"' not in kept[0]


def test_the_token_of_the_form_is_checked_before_a_file_is_taken(alice, action):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    file = SimpleUploadedFile("minutes.pdf", PDF)
    assert client.post(action.get_absolute_url() + "update/", {"words": "x", "file": file}).status_code == 403
    assert not Update.objects.exists()


def test_a_file_far_too_large_is_let_go_while_it_arrives(client, alice, action):
    began = time.process_time()
    response = send(client, alice, action, file=SimpleUploadedFile("x.pdf", b"x" * (6 * MOST_BYTES)))
    assert "“x.pdf” has 60 MB; at most 10 MB are kept." in page_text(response)
    assert time.process_time() - began < 10


def test_nothing_of_it_is_kept_for_the_view():
    def view(request):
        file = request.FILES["file"]
        return HttpResponse(f"{file.size} announced, {len(file.read())} kept")

    for size, kept in ((6 * MOST_BYTES, 0), (MOST_BYTES, MOST_BYTES), (3, 3)):
        request = RequestFactory().post("/", {"file": SimpleUploadedFile("x.pdf", b"x" * size)})
        request._dont_enforce_csrf_checks = True
        assert takes_files(view)(request).content.decode() == f"{size} announced, {kept} kept"
        request.close()


def test_an_editor_without_the_right_is_told_nothing_of_exempt_evidence(client, update, bob):
    second = make_user("Grace Green", "editor", "exempt")
    edit_action(
        action=update.action, by=bob, today=TODAY, exempt="news", paragraph="3", public_interest="A contract."
    )
    client.force_login(bob)
    assert client.get(adding(update)).status_code == 403
    client.force_login(second)
    assert client.get(address_of(update.evidence.get())).status_code == 200
