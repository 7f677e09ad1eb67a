"""A published paper, its corrections, and every file of it in bytes."""

import io
from datetime import UTC, date, datetime

import pikepdf

from reports import papers, publication
from reports.formats import FORMATS
from reports.merging import words_of
from reports.models import Paper
from tests.cast import TODAY, make_action, make_meeting, page_text
from tests.papers import EXEMPT, SECRET

NOW, LATER = datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(2026, 12, 3, 9, tzinfo=UTC)


def make_published(bob, carol, *, exempt=False):
    action = make_action(by=bob, leads=[("operational", bob.actor)], deadline="31 March 2027")
    if exempt:
        make_action(SECRET, challenge=action.challenge, by=bob, **EXEMPT)
    paper = papers.create_paper(
        meeting=make_meeting(date(2026, 12, 8), by=carol),
        title="Progress",
        plans=[action.plan],
        by=carol,
        as_of=TODAY,
        at=NOW,
    )
    publication.publish(paper=paper, by=carol, at=NOW)
    return again(paper), action


def again(paper):
    return Paper.every.whole().get(pk=paper.pk)


def correct(paper, carol, **changes):
    """A correction published with these words in place of those that stand."""
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    papers.edit_paper(paper=draft, opened=words, words=words | changes, by=carol, at=LATER)
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="A word was wrong.")
    return again(paper)


def all_bytes(paper, number=None, audience="public"):
    return {key: publication.bytes_of(again(paper), audience, key, number) for key in FORMATS}


# Files as published


def pdf_file():
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


# Pages


def see(client, user, url, status=200):
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == status, page_text(answer)
    return page_text(answer)
