"""Two databases with the same public content and declared paragraphs, different in exempt content only, show the
public the same: every format, and every page of a paper."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client

from actionplan.changes import add_deadline, edit_action, record_update
from reports import editions, papers, publication
from reports.formats import FORMATS
from reports.models import Paper
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_committee,
    make_meeting,
    make_plan,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW, LATER = datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
URL = "/meetings/hr-committee-2026-12-08/1/"
SECRETS = (
    {"words": ["Settle the pay claim"], "news": "Offer made", "due": "31 March 2026", "status": "off_track"},
    {
        "words": ["Move the depot", "Close the yard", "Tell staff"],
        "news": "",
        "due": "",
        "status": "complete",
    },
)


def test_the_public_has_the_same_bytes_and_pages_whatever_is_exempt(bob, carol, erin):
    one, other = (as_the_public_has_it(bob, carol, erin, secret) for secret in SECRETS)
    assert len(one) > 3 * len(FORMATS)
    assert [key for key in one if one[key] != other[key]] == []


@pytest.mark.once
def test_those_with_the_right_do_not_have_the_same(bob, carol, erin):
    """Else the test above would compare two databases that hold the same."""
    one, other = (as_the_public_has_it(bob, carol, carol, secret) for secret in SECRETS)
    assert one[f"{URL}?audience=exempt"] != other[f"{URL}?audience=exempt"]
    assert one[URL] != other[URL]


def as_the_public_has_it(bob, carol, reader, secret):
    """A paper in three editions with everything exempt there can be, then taken back; the committee is there before."""
    make_committee()
    with transaction.atomic():
        plan, exempt = make_a_plan(bob, secret)
        publish(plan, carol, date(2026, 9, 8), date(2026, 8, 28))
        change(bob, exempt, secret)
        paper = publish(plan, carol, date(2026, 12, 8), TODAY)
        for number, kind in ((2, "correction"), (3, "supplement")):
            record_update(action=exempt[-1], by=bob, words=f"{secret['news']} {number}")
            draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
            papers.take_again(paper=draft, by=carol, as_of=TODAY, at=LATER)
            publication.publish(paper=draft, by=carol, at=LATER, kind=kind, reason="News came in.")
        paper = Paper.objects.whole().get(pk=paper.pk)
        file = {"name": "Agenda.pdf", "content": b"%PDF-1.7 as published", "by": carol, "at": LATER}
        editions.add_file(edition=editions.copy_of(paper, "public"), **file)
        found = {
            f"{audience} {number} {key}": publication.bytes_of(paper, audience, key, number)
            for audience in ("public", "redacted")
            for number in (1, 2, 3)
            for key in FORMATS
        }
        found |= pages(reader, plan)
        transaction.set_rollback(True)
    return found


def make_a_plan(bob, secret):
    plan = make_plan(by=bob)
    pay = make_challenge(plan, title="Pay", by=bob)
    make_action("Publish the gender pay gap", challenge=pay, by=bob, deadline="31 March 2027")
    once_public = make_action("Settle terms", challenge=pay, by=bob)
    quiet = make_action("Appoint a head of HR", challenge=pay, by=bob, deadline="30 June 2027")
    because = {"paragraph": "1", "public_interest": "An officer."}
    edit_action(action=quiet, by=bob, today=TODAY, exempt="news", **because)
    hidden = make_challenge(plan, title=secret["words"][0], heading=secret["words"][-1], by=bob)
    series = [make_action(words, challenge=hidden, by=bob, **EXEMPT) for words in secret["words"]]
    make_action("Afterwards", challenge=make_challenge(plan, title="Later", by=bob), by=bob)
    return plan, [*series, once_public, quiet]


def change(bob, exempt, secret):
    *series, once_public, quiet = exempt
    edit_action(action=once_public, by=bob, today=TODAY, text=secret["words"][0], **EXEMPT)
    for action in (*series, once_public):
        add_deadline(action=action, words=secret["due"] or "Ongoing", by=bob, today=TODAY)
        step = action.plan.scale.step_for(secret["status"])
        record_update(action=action, by=bob, step=step, words=secret["news"])
    if secret["news"]:
        record_update(action=quiet, by=bob, words=secret["news"], given_on=date(2026, 6, 1))
        edit_action(action=once_public, by=bob, today=TODAY, leads=[("operational", make_actor("Jo"), "Jo")])


def publish(plan, by, held_on, as_of):
    meeting = make_meeting(held_on, by=by)
    paper = papers.create_paper(meeting=meeting, title="Progress", plans=[plan], by=by, as_of=as_of, at=NOW)
    publication.publish(paper=paper, by=by, at=NOW)
    return Paper.objects.get(pk=paper.pk)


def pages(reader, plan):
    client = Client()
    client.force_login(reader)
    addresses = ["/meetings/", "/meetings/hr-committee-2026-12-08/", URL, f"{URL}editions/"]
    addresses += [f"{URL}editions/{number}/" for number in (1, 2, 3)]
    addresses += [
        f"{each}?audience={audience}" for each in addresses[2:] for audience in ("exempt", "internal")
    ]
    addresses += [f"{URL}files/{key}/" for key in FORMATS]
    addresses += [f"{URL}editions/2/files/{key}/?audience=exempt" for key in FORMATS]
    addresses += [f"{URL}editions/1/as-published/exempt/pdf/", f"{URL}editions/3/as-published/public/pdf/"]
    found = {}
    for address in addresses:
        answer = client.get(address)
        found[address] = (
            answer.status_code,
            answer.get("Content-Disposition"),
            without_tokens(answer.content),
        )
    return found


def without_tokens(content):
    """A page without what is new each time it is shown."""
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*', b"", content)


def test_a_reader_without_a_name_in_it_is_the_public(bob, carol):
    """A member of a committee who only reads has the public copy, whatever is asked for."""
    member = make_user("Mo Moss", "reader", councillor=True)
    plan, _ = make_a_plan(bob, SECRETS[0])
    publish(plan, carol, date(2026, 12, 8), TODAY)
    for address, (_, _, content) in pages(member, plan).items():
        for secret in SECRETS[0]["words"]:
            assert secret.encode() not in content, address
