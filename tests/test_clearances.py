"""Who has cleared a paper, of exactly which text, and what changed since."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from actionplan.changes import record_update
from reports import clearing, papers, publication
from reports.clearing import record_clearance
from reports.merging import words_of
from reports.models import Clearance, Paper, Template
from tests.cast import TODAY, make_action, make_committee, make_meeting

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
CLEARED = Clearance.Outcome.CLEARED


@pytest.fixture
def paper(bob, carol):
    action = make_action(by=bob)
    record_update(action=action, by=bob, words="Stuck.", given_on=date(2026, 11, 1))
    return papers.create_paper(
        meeting=make_meeting(by=carol), title="Progress", plans=[action.plan], by=carol, as_of=TODAY, at=NOW
    )


def again(paper):
    return Paper.objects.whole().get(pk=paper.pk)


def clear(paper, by, **given):
    return record_clearance(
        **{"paper": paper, "role": "Legal", "name": "Jane Smith", "outcome": CLEARED, "by": by, "at": NOW}
        | given
    )


def save(paper, by, **words):
    opened = words_of(again(paper))
    papers.edit_paper(paper=paper, opened=opened, words=opened | words, by=by, at=NOW)


def legal(paper):
    return next(role for role in clearing.roles_of(again(paper)) if role.name == "Legal")


def test_a_role_has_cleared_exactly_this_text(paper, carol):
    assert (legal(paper).state, legal(paper).is_open) == ("unheard", True)
    clear(paper, carol)
    assert (legal(paper).state, legal(paper).changed, legal(paper).is_open) == ("stands", (), False)
    kept = Clearance.objects.get()
    assert (kept.role, kept.name, kept.by, kept.at, kept.outcome) == (
        "Legal",
        "Jane Smith",
        carol,
        NOW,
        CLEARED,
    )


def test_a_later_change_leaves_it_cleared_before_and_names_what_changed(paper, carol):
    clear(paper, carol)
    sections = words_of(again(paper))["sections"]
    sections[1] = sections[1] | {"words": "New background."}
    save(paper, carol, sections=sections, recommendations=["That it be so."])
    assert (legal(paper).state, legal(paper).changed) == ("before", ("Recommendations", "“Background”"))
    clear(paper, carol, name="Tom Hall")
    assert (legal(paper).state, legal(paper).last.name) == ("stands", "Tom Hall")
    assert Clearance.objects.count() == 2


def test_text_that_is_put_back_as_it_was_is_cleared_as_it_was(paper, carol):
    clear(paper, carol)
    save(paper, carol, title="Other")
    save(paper, carol, title="Progress")
    assert legal(paper).state == "stands"


def test_another_copy_of_the_plan_or_a_wording_changes_what_was_cleared(paper, bob, carol):
    clear(paper, carol)
    papers.take_again(paper=paper, by=carol, as_of=date(2026, 11, 25), at=NOW)
    assert legal(paper).changed == ("The copies of the plans",)
    clear(paper, carol)
    slug = paper.plans.get().snapshot.plan.slug
    papers.word_news(paper=paper, slug=slug, reference="1.1", words="In hand.", opened="", by=carol, at=NOW)
    assert legal(paper).changed == ("The committee’s wordings",)


def test_the_item_and_whether_clearances_are_printed_are_no_text_that_is_cleared(paper, carol):
    clear(paper, carol)
    save(paper, carol, order=7, clearances=True)
    assert legal(paper).state == "stands"


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Clearance.Outcome.NOT_CLEARED, "refused"), (Clearance.Outcome.WITH_CHANGES, "if changed")],
)
def test_what_is_not_cleared_stays_open(paper, carol, outcome, state):
    clear(paper, carol, outcome=outcome, comment="The sum is wrong.")
    assert (legal(paper).state, legal(paper).is_open) == (state, True)


def test_the_committees_form_names_its_roles_and_others_can_be_heard(paper, carol):
    Template.objects.create(committee=make_committee(), sections={"clearances": ["Monitoring officer"]})
    clear(paper, carol, role="property")
    assert [role.name for role in clearing.roles_of(again(paper))] == ["Monitoring officer", "property"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": " "}, "role"),
        ({"name": ""}, "name"),
        ({"outcome": "not"}, "comment"),
        ({"outcome": "changes", "comment": "  "}, "comment"),
        ({"outcome": "perhaps", "comment": "x"}, "outcome"),
    ],
)
def test_a_clearance_that_says_too_little_is_refused(paper, carol, given, field):
    with pytest.raises(ValidationError) as refusal:
        clear(paper, carol, **given)
    assert list(refusal.value.message_dict) == [field]
    assert not Clearance.objects.exists()


def test_nobody_clears_what_nobody_has_seen(paper, carol):
    save(paper, carol, title="New")
    with pytest.raises(ValidationError, match="was changed meanwhile"):
        clear(paper, carol, seen_at_revision=0)
    clear(paper, carol, seen_at_revision=1)


def test_a_published_paper_is_not_cleared_any_more(paper, carol):
    publication.publish(paper=paper, by=carol, at=NOW)
    with pytest.raises(ValidationError, match="stays as it went out"):
        clear(paper, carol)


def test_who_cleared_it_is_printed_where_the_clerk_says_so_and_only_for_this_text(paper, carol):
    clear(paper, carol)
    clear(paper, carol, role="Finance", outcome="not", comment="No.")
    titles = [each.title for each in publication.value_of(again(paper), "public").sections]
    assert "Clearance" not in titles
    save(paper, carol, clearances=True)
    last = publication.value_of(again(paper), "public").sections[-1]
    assert (last.title, last.paragraphs) == ("Clearance", ("- Legal: Jane Smith, 20 November 2026",))
    save(paper, carol, title="New")
    assert "Clearance" not in [each.title for each in publication.value_of(again(paper), "public").sections]


def test_a_clerk_records_a_clearance_and_reads_where_it_stands(client, paper, carol):
    client.force_login(carol)
    url = f"{paper.get_absolute_url()}clearances/"
    sent = {
        "role": "Legal",
        "name": "Jane Smith",
        "outcome": "cleared",
        "comment": "",
        "revision": paper.revision,
    }
    assert client.post(url, sent).headers["Location"] == url
    assert "<strong>Cleared</strong> by Jane Smith" in client.get(url).content.decode()
    save(paper, carol, title="New")
    shown = client.get(url).content.decode()
    assert "<strong>Cleared before</strong> by Jane Smith" in shown
    assert "Changed since: Title." in shown
    stale = client.post(url, sent | {"role": "Finance"})
    assert "was changed meanwhile" in stale.content.decode()
    assert Clearance.objects.count() == 1
    nameless = client.post(url, sent | {"name": "", "revision": 1})
    assert "Write the name of who said so." in nameless.content.decode()
