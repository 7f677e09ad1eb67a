"""After publication: corrections, supplements and late items; an edition stays as it was published."""

import io
import zipfile
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import edit_action, record_update
from actionplan.models import Resolution
from reports import editions, papers, publication
from reports.formats import render
from reports.formats.data import as_plain, from_plain
from reports.holding import Papers
from reports.merging import words_of
from reports.models import Edition, Paper, Recommendation, Template
from tests import paper_samples
from tests.cast import TODAY, make_action, make_committee, make_meeting
from tests.editions import LATER, NOW, again, all_bytes, correct, make_published
from tests.papers import EXEMPT

pytestmark = pytest.mark.django_db


def test_a_correction_is_a_draft_beside_what_is_published(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    papers.edit_paper(
        paper=draft, opened=words, words=words | {"title": "Progress, put right"}, by=carol, at=LATER
    )
    assert all_bytes(paper) == before
    assert publication.value_of(again(draft), "public").draft
    assert publication.value_of(again(draft), "public").title == "Progress, put right"
    assert list(Paper.objects.all()) == list(paper.meeting.papers.all()) == [paper]
    with pytest.raises(ValidationError, match="being written already"):
        publication.begin_correction(paper=paper, by=carol, at=LATER)


def test_a_published_correction_is_the_next_edition_and_the_first_stays(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    paper = correct(
        paper, carol, title="Progress, put right", recommendations=["That it be noted.", "And agreed."]
    )
    assert (paper.title, paper.is_published, paper.published_at) == ("Progress, put right", True, NOW)
    assert [(each.number, each.kind) for each in editions.of(paper)] == [(2, "correction"), (1, "first")]
    assert all_bytes(paper, 1) == before
    assert publication.value_of(paper, "public").title == "Progress, put right"
    assert publication.value_of(paper, "public", 1).title == "Progress"
    latest = editions.latest(paper).copies["public"]
    assert latest.differs.split("\n") == [
        "The title was “Progress”.",
        "Recommendation (A) is changed.",
        "Recommendation (B) is added.",
    ]
    assert not Paper.every.filter(corrects=paper).exists()
    assert [each.words for each in paper.recommendations.all()] == ["That it be noted.", "And agreed."]


def test_every_format_of_a_correction_says_what_it_is_and_what_differs(bob, carol):
    paper = correct(make_published(bob, carol)[0], carol, background=["The review"])
    found = all_bytes(paper)
    with zipfile.ZipFile(io.BytesIO(found["docx"])) as word:
        texts = {"docx": word.read("word/document.xml").decode()}
    texts |= {key: found[key].decode() for key in ("html", "json")}
    for text in texts.values():
        assert "Correction" in text
        assert "Edition 2, 3 December 2026: A word was wrong." in text
        assert "The list of background papers is changed." in text


def test_a_third_edition_is_compared_with_the_second(bob, carol):
    paper = correct(make_published(bob, carol)[0], carol, background=["The review"])
    paper = correct(paper, carol, title="Third")
    assert editions.latest(paper).copies["public"].differs == "The title was “Progress”."
    assert [each.number for each in editions.of(paper)] == [3, 2, 1]


def test_a_correction_may_take_the_plan_as_it_stands_and_says_what_of_it_differs(bob, carol):
    paper, action = make_published(bob, carol)
    record_update(action=action, by=bob, words="Done.", step=action.plan.scale.step_for("complete"))
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    papers.take_again(paper=draft, by=carol, as_of=date(2026, 12, 3), at=LATER)
    publication.publish(paper=draft, by=carol, at=LATER, kind="supplement", reason="News came in.")
    differs = editions.latest(again(paper)).copies["public"].differs
    assert "Appendix A gives the plan as it stood on 3 December 2026, not on 20 November 2026." in differs
    assert f"Appendix A: of action {action.reference}, the status and latest news are changed." in differs
    assert "Section “Progress” is changed." in differs


@pytest.mark.parametrize(
    ("kind", "reason", "said"),
    [
        ("first", "Why", "whether this is a correction"),
        ("else", "Why", "whether this is a correction"),
        ("correction", " ", "what was wrong"),
        ("supplement", "", "what the supplement adds"),
        ("late", "", "chair’s reason"),
    ],
)
def test_a_later_edition_says_what_it_is_and_why(bob, carol, kind, reason, said):
    paper, _ = make_published(bob, carol)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    with pytest.raises(ValidationError, match=said):
        publication.publish(paper=draft, by=carol, at=LATER, kind=kind, reason=reason)
    assert editions.latest(again(paper)).number == 1


def test_a_paper_may_first_go_out_as_a_late_item_with_the_chairs_reason(bob, carol):
    paper = papers.create_paper(
        meeting=make_meeting(by=carol),
        title="Urgent",
        plans=[make_action(by=bob).plan],
        by=carol,
        as_of=TODAY,
        at=NOW,
    )
    with pytest.raises(ValidationError, match="chair’s reason"):
        publication.publish(paper=paper, by=carol, at=NOW, kind="late")
    publication.publish(paper=paper, by=carol, at=NOW, kind="late", reason="The figures came today.")
    value = publication.value_of(again(paper), "public")
    assert value.heading_block[-1] == ("Late item", "The figures came today.")
    assert Edition.objects.first().kind == "late"


def test_a_correction_keeps_the_item_and_what_was_resolved(bob, carol):
    paper, _ = make_published(bob, carol)
    resolved = Resolution.objects.create(meeting=paper.meeting, minute="12", effective_on=TODAY)
    Recommendation.objects.filter(paper=paper).update(resolution=resolved)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    words = words_of(draft)
    with pytest.raises(ValidationError, match="stays there"):
        papers.edit_paper(paper=draft, opened=words, words=words | {"order": 9}, by=carol, at=LATER)
    papers.edit_paper(paper=draft, opened=words, words=words | {"recommendations": []}, by=carol, at=LATER)
    with pytest.raises(ValidationError, match="has resolved"):
        publication.publish(paper=again(draft), by=carol, at=LATER, kind="correction", reason="x")
    words = words_of(again(draft))
    papers.edit_paper(
        paper=draft,
        opened=words,
        words=words | {"recommendations": ["That it be noted."]},
        by=carol,
        at=LATER,
    )
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="x")
    line = paper.recommendations.get()
    assert (line.words, line.resolution) == ("That it be noted.", resolved)


def test_a_correction_thrown_away_leaves_what_is_published(bob, carol):
    paper, _ = make_published(bob, carol)
    before = all_bytes(paper)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    papers.delete_draft(paper=draft, by=carol)
    assert all_bytes(paper) == before
    assert Paper.every.count() == 1


def test_what_an_earlier_edition_printed_was_published(bob, carol):
    paper, action = make_published(bob, carol)
    draft = publication.begin_correction(paper=paper, by=carol, at=LATER)
    line = draft.plans.get()
    line.snapshot.__class__.objects.filter(pk=line.snapshot_id).update(
        data=line.snapshot.data | {"challenges": []}
    )
    publication.publish(paper=draft, by=carol, at=LATER, kind="correction", reason="x")
    assert Papers().published_with(action) == "Progress"


def test_later_changes_of_words_names_and_forms_change_no_edition(bob, carol):
    paper, action = make_published(bob, carol, exempt=True)
    paper = correct(paper, carol, background=["The review"])
    kinds = [
        (number, audience) for number in (1, 2) for audience in ("public", "redacted", "internal", "exempt")
    ]
    before = [all_bytes(paper, *kind) for kind in kinds]
    action.step.word = "Renamed"
    action.step.save()
    edit_action(action=action, by=bob, today=TODAY, text="Other words", **EXEMPT)
    bob.actor.name, bob.actor.public_label = "Robert Brook", "Head of HR"
    bob.actor.save()
    Template.objects.create(committee=make_committee(), sections={"appendix": "Annex"})
    assert [all_bytes(paper, *kind) for kind in kinds] == before


def test_a_paper_published_before_there_was_more_to_say_is_still_read():
    """The JSON of the first release: without charts, glossaries, page numbers or paragraphs."""
    plain = as_plain(paper_samples.small_paper())
    for name in ("page_numbers", "exempt_under"):
        plain.pop(name)
    for plan in plain["plans"]:
        plan.pop("charts")
    assert render(from_plain(plain), "html") == render(paper_samples.small_paper(), "html")
