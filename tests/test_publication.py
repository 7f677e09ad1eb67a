"""What is published stays as it went out; what is exempt leaves no trace in what the public has."""

import hashlib
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from actionplan.changes import add_deadline, edit_action, edit_plan, record_update
from people.models import Membership
from reports import drafting, papers, publication, snapshots
from reports.formats import FORMATS, UnknownFormat, render
from reports.merging import words_of
from reports.models import Edition, EditionFile, Paper, Template
from reports.snapshots import checksum
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_committee, make_meeting, make_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}


def make_paper(plan, by, held_on=date(2026, 12, 8), as_of=TODAY):
    meeting = make_meeting(held_on, by=by)
    return papers.create_paper(meeting=meeting, title="Progress", plans=[plan], by=by, as_of=as_of, at=NOW)


def again(paper):
    return Paper.objects.whole().get(pk=paper.pk)


def all_bytes(paper, audience):
    return {key: publication.bytes_of(again(paper), audience, key) for key in FORMATS}


def test_publishing_stores_every_format_for_each_audience(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    editions = publication.publish(paper=paper, by=carol, at=NOW)
    assert [edition.audience for edition in editions] == ["public", "internal"]
    paper.refresh_from_db()
    assert (paper.state, paper.published_at) == ("published", NOW)
    for edition in Edition.objects.all():
        assert (edition.number, edition.by, edition.published_at) == (1, carol, NOW)
        assert edition.sha256 == checksum(edition.value)
        assert edition.value["draft"] is False
        assert {file.format for file in edition.files.all()} == set(FORMATS)
    for file in EditionFile.objects.all():
        assert len(file.file) > 100
        assert hashlib.sha256(file.file).hexdigest() == file.sha256


def test_a_redacted_edition_is_kept_only_where_something_is_exempt(bob, carol):
    action = make_action(by=bob, leads=[("operational", bob.actor)], **EXEMPT)
    paper = make_paper(action.plan, carol)
    editions = publication.publish(paper=paper, by=carol, at=NOW)
    assert [edition.audience for edition in editions] == ["public", "redacted", "internal", "exempt"]
    assert action.text.encode() not in publication.bytes_of(again(paper), "redacted", "csv")
    assert action.text.encode() in publication.bytes_of(again(paper), "internal", "csv")


def test_without_anything_exempt_the_redacted_edition_is_the_internal_one(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    assert all_bytes(paper, "redacted") == all_bytes(paper, "internal")


def test_later_changes_of_words_names_and_forms_change_nothing_published(bob, carol):
    action = make_action(by=bob, leads=[("operational", bob.actor)], deadline="31 March 2027")
    paper = make_paper(action.plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    before = [all_bytes(paper, audience) for audience in ("public", "internal")]
    values = [publication.value_of(again(paper), audience) for audience in ("public", "internal")]

    action.step.word, action.step.colour = "Renamed", "red"
    action.step.save()
    edit_action(
        action=action,
        by=bob,
        today=TODAY,
        text="Other words",
        exempt="all",
        paragraph="1",
        public_interest="x",
    )
    edit_plan(plan=action.plan, by=bob, title="Another title")
    bob.actor.name, bob.actor.public_label = "Robert Brook", "Head of HR"
    bob.actor.save()
    Template.objects.create(committee=make_committee(), sections={"appendix": "Annex"})
    make_committee().__class__.objects.filter(kind="committee").update(name="People Committee")
    make_action("New action", challenge=action.challenge, by=bob)

    assert [all_bytes(paper, audience) for audience in ("public", "internal")] == before
    assert [publication.value_of(again(paper), audience) for audience in ("public", "internal")] == values


def test_the_stored_bytes_are_served_not_made_anew(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    EditionFile.objects.filter(edition__audience="public", format="pdf").update(file=b"as it went out")
    assert publication.bytes_of(again(paper), "public", "pdf") == b"as it went out"


def test_what_is_kept_is_neither_saved_again_nor_deleted(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    for kept in (Edition.objects.first(), EditionFile.objects.first(), paper.plans.get().snapshot):
        with pytest.raises(TypeError, match="never changed"):
            kept.save()
        with pytest.raises(TypeError, match="never deleted"):
            kept.delete()


def test_a_draft_is_made_anew_each_time_and_says_that_it_is_one(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    assert publication.value_of(again(paper), "public").draft
    assert not EditionFile.objects.exists()
    with pytest.raises(UnknownFormat, match="docx, pdf"):
        publication.bytes_of(again(paper), "public", "doc")


def test_publishing_twice_is_refused(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    with pytest.raises(ValidationError, match="is published"):
        publication.publish(paper=paper, by=carol, at=NOW)
    assert Edition.objects.count() == 2


def test_a_published_paper_is_not_edited_and_its_plans_are_not_taken_again(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    words = words_of(again(paper))
    with pytest.raises(ValidationError, match="stays as it went out"):
        papers.edit_paper(paper=paper, opened=words, words=words | {"title": "New"}, by=carol, at=NOW)
    with pytest.raises(ValidationError, match="stays as it went out"):
        papers.take_again(paper=paper, by=carol, as_of=TODAY, at=NOW)
    assert again(paper).title == "Progress"


def test_what_was_looked_at_is_what_is_published(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    words = words_of(again(paper))
    papers.edit_paper(paper=paper, opened=words, words=words | {"title": "New"}, by=carol, at=NOW)
    with pytest.raises(ValidationError, match="changed while you were publishing"):
        publication.publish(paper=paper, by=carol, at=NOW, seen_at_revision=0)
    assert not Edition.objects.exists()
    publication.publish(paper=paper, by=carol, at=NOW, seen_at_revision=1)
    assert publication.value_of(again(paper), "public").title == "New"


def test_an_edit_saved_while_the_documents_are_made_stops_publishing(bob, carol, monkeypatch):
    paper = make_paper(make_action(by=bob).plan, carol)
    words, audiences_of = words_of(again(paper)), publication.audiences_of

    def edited_meanwhile(found):
        papers.edit_paper(paper=paper, opened=words, words=words | {"title": "New"}, by=carol, at=NOW)
        return audiences_of(found)

    monkeypatch.setattr(publication, "audiences_of", edited_meanwhile)
    with pytest.raises(ValidationError, match="changed while you were publishing"):
        publication.publish(paper=paper, by=carol, at=NOW, seen_at_revision=0)
    assert not Edition.objects.exists()
    assert again(paper).state == "draft"


def test_edits_of_two_clerks_are_merged_and_a_clash_saves_nothing(bob, carol):
    paper = make_paper(make_action(by=bob).plan, carol)
    opened = words_of(again(paper))
    papers.edit_paper(paper=paper, opened=opened, words=opened | {"title": "Theirs"}, by=carol, at=NOW)
    papers.edit_paper(
        paper=paper, opened=opened, words=opened | {"background": ["The plan"]}, by=carol, at=NOW
    )
    assert words_of(again(paper)) == opened | {"title": "Theirs", "background": ["The plan"]}
    mine = opened | {"title": "Mine", "background": ["Lost?"], "recommendations": ["That it be so."]}
    with pytest.raises(papers.Conflict) as clash:
        papers.edit_paper(paper=paper, opened=opened, words=mine, by=carol, at=NOW)
    assert clash.value.clashes == [("Title", "Theirs", "Mine"), ("Background papers", "The plan", "Lost?")]
    assert words_of(again(paper)) == opened | {"title": "Theirs", "background": ["The plan"]}


SECRETS = (
    {
        "words": ["Settle the pay claim"],
        "news": "Offer made",
        "deadline": "31 March 2026",
        "status": "off_track",
    },
    {"words": ["Move the depot", "And another"], "news": "", "deadline": "", "status": "complete"},
)


@pytest.mark.parametrize("other", SECRETS[1:])
def test_two_databases_that_differ_in_what_is_exempt_give_the_same_public_bytes(bob, carol, other):
    """Same public content and declared paragraphs; other words, leads, news, dates, number of exempt actions."""
    first, second = (public_bytes(bob, carol, secret) for secret in (SECRETS[0], other))
    assert [key for key in first if first[key] != second[key]] == []


def public_bytes(bob, carol, secret):
    """A plan with exempt actions of every sort, published twice with movement, as the public has it."""
    with transaction.atomic():
        plan = make_plan(by=bob)
        open_challenge = make_challenge(plan, title="Pay", by=bob)
        make_action("Publish the gender pay gap", challenge=open_challenge, by=bob, deadline="31 March 2027")
        once_public = make_action(secret["words"][0], challenge=open_challenge, by=bob)
        edit_action(action=once_public, by=bob, today=TODAY, **EXEMPT)
        quiet = make_action("Appoint a head of HR", challenge=open_challenge, by=bob, deadline="30 June 2027")
        edit_action(
            action=quiet, by=bob, today=TODAY, exempt="news", paragraph="1", public_interest="An officer."
        )
        hidden = make_challenge(plan, title=secret["words"][0], by=bob)
        series = [make_action(words, challenge=hidden, by=bob, **EXEMPT) for words in secret["words"]]
        assert [action.reference[0] for action in (once_public, *series)] == ["1", *"E" * len(series)]
        publication.publish(
            paper=make_paper(plan, carol, date(2026, 9, 8), date(2026, 8, 28)), by=carol, at=NOW
        )
        for action in (once_public, *series):
            add_deadline(action=action, words=secret["deadline"] or "Ongoing", by=bob, today=TODAY)
            step = plan.scale.step_for(secret["status"])
            record_update(action=action, by=bob, step=step, words=secret["news"])
        if secret["news"]:
            record_update(action=quiet, by=bob, words=secret["news"], given_on=date(2026, 6, 1))
            edit_action(
                action=once_public, by=bob, today=TODAY, leads=[("operational", make_actor("Jo"), "Jo")]
            )
        paper = make_paper(plan, carol)
        publication.publish(paper=paper, by=carol, at=NOW)
        found = all_bytes(paper, "public")
        for audience in ("public", "redacted"):
            value = drafting.plan_paper(
                snapshots.describe(plan, as_of=TODAY), audience=audience, council="Us"
            )
            found |= {f"plan, {audience}, {key}": render(value, key) for key in FORMATS}
        transaction.set_rollback(True)
    return found


def test_the_public_bytes_hold_no_word_of_what_is_exempt_nor_an_officers_name(bob, carol):
    post = make_actor("Head of HR", "post")
    Membership.objects.create(of=post, member=bob.actor)
    action = make_action("Zebra crossing", by=bob, leads=[("operational", bob.actor)])
    make_action("Xylophone", challenge=action.challenge, by=bob, **EXEMPT)
    record_update(action=action, by=bob, words="Painted")
    paper = make_paper(action.plan, carol)
    publication.publish(paper=paper, by=carol, at=NOW)
    for key in ("html", "csv", "json"):
        public = publication.bytes_of(again(paper), "public", key).decode()
        assert "Zebra crossing" in public
        assert "Head of HR" in public
        assert "Xylophone" not in public
        assert "Bob Brook" not in public
