"""What cannot be accepted is refused in a sentence with nothing made, and what can is accepted once."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actionplan import imports
from actionplan.importing.accept import accept
from actionplan.importing.proposals import apply_decisions
from actionplan.models import Import, Plan
from people.models import Actor
from tests.accepting import accepted, action, one_row, proposal_of
from tests.cast import make_committee
from tests.imported import as_text, make_import

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"operational": "Jacksonova" * 21}, "name of a lead in row 1.2"),
        ({"heading": "Leadership " * 30}, "heading in row 1.2"),
    ],
)
def test_words_too_long_are_refused_in_one_sentence_and_nothing_is_made(bob, cells, sentence):
    actors = Actor.objects.count()
    with pytest.raises(ValidationError, match=sentence) as refusal:
        accepted(bob, one_row(strategic="Anne Field", **cells))
    assert len(refusal.value.messages) == 1
    assert not Plan.objects.exists()
    assert Actor.objects.count() == actors


def test_a_name_whose_folded_form_is_too_long_is_refused_too(bob):
    with pytest.raises(ValidationError, match="at most 200 can be kept"):
        accepted(bob, one_row(operational="ﷺ" * 40))
    assert not Plan.objects.exists()


def test_a_title_too_long_is_refused(bob):
    with pytest.raises(ValidationError, match=r"title of the plan.*at most 200"):
        accept(proposal_of(), by=bob, title="T" * 201)
    assert not Plan.objects.exists()


def test_a_long_action_and_a_long_challenge_are_kept_whole(bob):
    words = "Do what was said. " * 400
    accepted(bob, one_row(challenge="Values " * 200, action=words, deadline="when " * 200 + "done"))
    assert action("1.1").text == words.strip()
    assert len(action("1.1").challenge.title) > 1000


def test_hidden_characters_and_half_letters_are_not_in_the_way(bob):
    rows = one_row(action="Do\u200b it \x01now", operational="Digital\u00ad team")
    accepted(bob, rows)
    assert action("1.1").text == "Do it now"
    source = make_import(
        bob, data=as_text(one_row(action="Do it \udcff".encode("utf-8", "replace").decode())).encode()
    )
    assert source.state == Import.State.REVIEW


def test_a_plan_without_rows_left_is_refused(bob):
    empty = proposal_of(one_row())
    empty.challenges[0].actions.clear()
    with pytest.raises(ValidationError, match="no action left"):
        accept(empty, by=bob)
    assert not Plan.objects.exists()


def test_an_import_is_accepted_once(bob):
    source = make_import(bob, committee=make_committee())
    done = imports.accept_import(source_import=source, by=bob, live=False)
    assert (done.plan.state, done.plan.committee) == ("draft", source.committee)
    with pytest.raises(ValidationError, match=r"staff plan.txt is accepted already"):
        imports.accept_import(source_import=source, by=bob)
    with pytest.raises(ValidationError, match=r"staff plan.txt is accepted already"):
        accept(proposal_of(), by=bob, source_import=source)
    assert Plan.objects.count() == 1


def test_what_cannot_be_accepted_leaves_the_import_under_review(bob):
    source = make_import(bob, data=as_text(one_row(operational="Jacksonova" * 21)).encode())
    with pytest.raises(ValidationError):
        imports.accept_import(source_import=source, by=bob)
    source.refresh_from_db()
    assert (source.state, source.plan) == (Import.State.REVIEW, None)


def test_decisions_that_cannot_be_read_are_refused_and_not_kept(bob):
    source = make_import(bob)
    with pytest.raises(ValidationError):
        imports.decide(
            source_import=source, decisions=[{"decide": "column", "column": "Action", "field": "x"}], by=bob
        )
    source.refresh_from_db()
    assert source.decisions == []


def test_a_decision_is_made_of_the_document_as_it_came(bob):
    skip = {"decide": "skip", "row": "1.2"}
    assert len(apply_decisions(proposal_of(), [skip]).actions) == 5


def at_once(*presses):
    """Do all of these in threads of their own at the same time; what each came to."""

    def press(change):
        try:
            return change()
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as threads:
        return list(threads.map(press, presses))


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_accept_at_once_make_one_plan(bob):
    source = make_import(bob)
    came = at_once(*[lambda: imports.accept_import(source_import=source, by=bob)] * 2)
    assert Plan.objects.count() == 1
    assert sorted(isinstance(each, str) for each in came) == [False, True]
    assert "staff plan.txt is accepted already, so nothing was changed." in came


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_press_at_once_both_have_their_decision_kept(bob):
    source = make_import(bob)
    rows = ["1.2", "1.3", "1.4", "1.5"]
    presses = [
        partial(
            imports.decide,
            source_import=Import.objects.get(pk=source.pk),
            decisions=[{"decide": "skip", "row": row}],
            by=bob,
        )
        for row in rows
    ]
    at_once(*presses)
    source.refresh_from_db()
    assert sorted(imports.skipped_rows(source)) == rows
