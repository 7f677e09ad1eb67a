"""Who reads which edition of a paper, and the files in which it and a plan are given out."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import papers, publication
from reports.formats import FORMATS
from reports.models import Paper
from tests.cast import TODAY, make_action, make_challenge, make_committee, make_meeting, make_plan, make_user
from tests.papers import EXEMPT, NOW, SECRET, URL, form_of, make_exempt_paper, make_paper, publish, see

pytestmark = pytest.mark.django_db


# Who reads what


def test_a_draft_is_read_by_its_clerk_and_by_the_plans_editor_and_nobody_else_knows_of_it(
    client, bob, carol, erin, dan, frank
):
    make_paper(bob)
    for user in (carol, bob):
        assert "Progress" in see(client, user, URL)
        assert "Progress" in see(client, user, "/meetings/hr-committee-2026-12-08/")
    assert "Progress" not in see(client, erin, "/meetings/hr-committee-2026-12-08/")
    for user in (erin, dan, frank):
        for url in (URL, f"{URL}edit/", f"{URL}publish/", f"{URL}files/pdf/"):
            see(client, user, url, 404)
        assert client.post(f"{URL}publish/", {"revision": 0}).status_code == 404
        assert client.post(f"{URL}take-again/").status_code == 404


def test_another_committees_clerk_does_not_know_of_the_draft(client, bob):
    make_paper(bob)
    gus = make_user("Gus Grey", "clerk", committee=make_committee("Audit Committee"))
    see(client, gus, URL, 404)


def test_an_editor_of_one_of_two_plans_does_not_read_a_draft_with_both(client, bob, carol):
    one, two = make_plan("One", by=bob), make_plan("Two", by=bob)
    gus = make_user("Gus Grey", "editor", plan=one)
    papers.create_paper(
        meeting=make_meeting(by=carol), title="Both", plans=[one, two], by=carol, as_of=TODAY, at=NOW
    )
    see(client, gus, URL, 404)


@pytest.mark.parametrize("person", ["bob", "erin"])
def test_who_is_not_the_clerk_changes_nothing(client, request, person, bob, carol):
    user, paper = request.getfixturevalue(person), make_paper(bob)
    if person == "erin":
        publish(paper, carol)
    client.force_login(user)
    assert client.get(f"{URL}edit/").status_code == 403
    assert client.post(f"{URL}edit/", form_of(paper, title="Theirs")).status_code == 403
    assert client.get(f"{URL}publish/").status_code == 403
    assert client.post(f"{URL}publish/", {"revision": 0}).status_code == 403
    assert client.post(f"{URL}take-again/").status_code == 403
    assert "Write the paper" not in see(client, user, URL)
    paper.refresh_from_db()
    assert (paper.title, paper.revision) == ("Progress", 0)


def test_a_published_papers_public_edition_is_for_every_reader(client, bob, carol, erin):
    publish(make_exempt_paper(bob), carol)
    shown = see(client, erin, URL)
    assert "Publish who leads on what" in shown
    assert SECRET not in shown
    assert "Bob Brook" not in shown
    assert "Internal" not in shown
    for key in ("csv", "json", "html"):
        given = see(client, erin, f"{URL}files/{key}/")
        assert SECRET not in given
        assert "Bob Brook" not in given
    assert "Bob Brook" not in see(client, erin, f"{URL}?audience=internal")
    assert see(client, erin, f"{URL}files/csv/?audience=internal") == see(client, erin, f"{URL}files/csv/")


def test_the_internal_edition_is_for_clerk_and_editor_without_what_they_may_not_see(client, bob, carol):
    paper = make_exempt_paper(bob)
    for state in ("draft", "published"):
        if state == "published":
            publish(paper, carol)
        assert SECRET in see(client, carol, URL), "the clerk of the cast may see what is exempt"
        assert SECRET in see(client, carol, f"{URL}files/csv/")
        for given in (see(client, bob, URL), see(client, bob, f"{URL}files/csv/")):
            assert SECRET not in given
            assert "Bob Brook" in given
        for given in (
            see(client, carol, f"{URL}?audience=public"),
            see(client, carol, f"{URL}files/csv/?audience=public"),
        ):
            assert SECRET not in given
            assert "Publish who leads on what" in given
        assert "Bob Brook" not in see(client, carol, f"{URL}files/csv/?audience=public")


def test_who_may_see_what_is_exempt_has_the_internal_edition(client, bob, carol):
    publish(make_exempt_paper(bob), carol)
    hal = make_user("Hal Hill", "reader", "exempt")
    assert SECRET in see(client, hal, URL)


# Files


@pytest.mark.parametrize("key", FORMATS)
def test_a_draft_and_a_published_paper_are_given_out_in_every_format(client, bob, carol, key):
    paper = make_paper(bob)
    client.force_login(carol)
    for _ in range(2):
        answer = client.get(f"{URL}files/{key}/?audience=public")
        assert answer.headers["Content-Type"] == FORMATS[key].content_type
        name = f"hr-committee-2026-12-08-item-1-public.{FORMATS[key].extension}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert answer.content == publication.bytes_of(Paper.objects.whole().get(), "public", key)
        if not paper.is_published:
            paper = publish(paper, carol)


def test_an_unknown_format_is_not_found(client, bob, carol):
    make_paper(bob)
    see(client, carol, f"{URL}files/doc/", 404)
    see(client, carol, "/plans/peer-review-plan/export/doc/", 404)


@pytest.mark.parametrize("key", FORMATS)
def test_a_plan_is_given_out_as_it_stands(client, bob, erin, key):
    make_action(by=bob, leads=[("operational", bob.actor)])
    client.force_login(erin)
    answer = client.get(f"/plans/peer-review-plan/export/{key}/")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == FORMATS[key].content_type
    assert f".{FORMATS[key].extension}" in answer.headers["Content-Disposition"]


def test_the_name_of_a_file_says_whom_it_is_for(client, bob, carol, erin):
    make_exempt_paper(bob)
    files = {
        (carol, f"{URL}files/pdf/"): "hr-committee-2026-12-08-item-1-not-for-publication.pdf",
        (bob, f"{URL}files/pdf/"): "hr-committee-2026-12-08-item-1-internal.pdf",
        (bob, f"{URL}files/pdf/?audience=public"): "hr-committee-2026-12-08-item-1-public.pdf",
        (carol, "/plans/peer-review-plan/export/csv/"): "not-for-publication.csv",
        (erin, "/plans/peer-review-plan/export/csv/"): "internal.csv",
    }
    for (user, url), name in files.items():
        client.force_login(user)
        assert client.get(url).headers["Content-Disposition"].endswith(f'{name}"')


def test_a_plan_that_is_not_agreed_is_given_out_as_a_draft(client, bob):
    make_plan("Next year", by=bob, state="draft")
    client.force_login(bob)
    url = "/plans/next-year/export/json/"
    assert client.get(url).json()["draft"] is True
    make_plan("This year", by=bob)
    assert client.get(url.replace("next", "this")).json()["draft"] is False


def test_a_plan_given_out_holds_what_its_reader_may_see(client, bob, carol, erin, dan):
    action = make_action(by=bob, leads=[("operational", bob.actor)])
    make_action(SECRET, challenge=action.challenge, by=bob, **EXEMPT)
    url = "/plans/peer-review-plan/export/csv/"
    assert "Bob Brook" in see(client, erin, url)
    assert SECRET not in see(client, erin, url)
    assert SECRET in see(client, carol, url)
    assert SECRET not in see(client, carol, f"{url}?audience=public")
    assert "Bob Brook" not in see(client, erin, f"{url}?audience=public")
    see(client, dan, url, 404)
    see(client, erin, "/plans/no-such-plan/export/csv/", 404)


def test_the_number_of_queries_does_not_grow_with_the_plan(client, bob, carol, erin):
    counts = []
    for size, held_on in ((1, date(2026, 12, 8)), (12, date(2026, 12, 9))):
        plan = make_plan(f"Plan {size}", by=bob)
        for i in range(size):
            challenge = make_challenge(plan, title=f"C{i}", heading=f"H{i}", by=bob)
            make_action(challenge=challenge, by=bob, leads=[("operational", bob.actor)], deadline="March 27")
        paper = make_paper(bob, plan, meeting=make_meeting(held_on, by=carol))
        for state in ("draft", "published"):
            if state == "published":
                publish(paper, carol)
            for user in (carol, bob):
                client.force_login(user)
                client.get(paper.get_absolute_url())
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(paper.get_absolute_url()).status_code == 200
                counts.append(len(queries))
    assert counts[:4] == counts[4:]
    assert max(counts) <= 13
