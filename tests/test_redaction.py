"""Words taken out for good: nowhere in the database they stand any more; who, when and why stays."""

import subprocess
import unicodedata
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from actionplan import imports
from actionplan.changes import (
    Conflict,
    add_see_also,
    ask_for_time,
    edit_action,
    edit_challenge,
    edit_heading,
    edit_plan,
    move_deadline,
    record_resolution,
    redact,
    refuse_extension,
)
from actionplan.models import (
    Action,
    Evidence,
    HandOver,
    Message,
    Redaction,
    Revision,
    Round,
    SavedView,
    SeeAlso,
    Sheet,
    Update,
)
from actionplan.permissions import removal_scope
from actionplan.redaction import Phrase
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_meeting, make_plan, make_user, say
from tests.imported import ROWS, as_text, make_import
from tests.removed_words import ILLNESS, NOW, WHY, action, officer, remove, tables_with

__all__ = ["action", "officer"]

pytestmark = pytest.mark.django_db
DECOMPOSED = unicodedata.normalize("NFD", ILLNESS)


def everywhere(action, by, words):
    """Put the words wherever somebody could type them."""
    said = f"Delayed by {words} since May."
    edit_action(
        action=action, by=by, today=TODAY, reason=said, text=f"Publish. {said}", success=said, notes=said,
        further_deadlines=["March 2027"],
    )  # fmt: skip
    edit_action(action=action, by=by, today=TODAY, text="Publish who leads on what")
    edit_action(action=action, by=by, today=TODAY, text=f"Publish. {said}")
    Action.objects.filter(pk=action.pk).update(outcome=said, public_news=said, public_interest=said)
    update = say(action, by, said)
    Evidence.objects.create(
        update=update, added_at=NOW, words=said[:200], url=f"https://intranet.example/{words.split()[-1]}/x"
    )
    Evidence.objects.create(update=update, added_at=NOW, name=f"{words}.txt", file=b"x")
    lead = make_actor("Digital team", "team")
    edit_action(action=action, by=by, today=TODAY, leads=[("operational", lead, f"Team ({words})")])
    line = action.deadlines.get()
    ask_for_time(deadline=line, words=f"June 2027 ({words})", reason=said, by=by, today=TODAY)
    refuse_extension(change=line.changes.get(), answer=said, by=by)
    move_deadline(deadline=line, words=f"May 2027, {words}", reason=said, by=by, today=TODAY)
    other = make_action("Another", challenge=action.challenge, by=by)
    add_see_also(action=action, other=other, by=by)
    SeeAlso.objects.update(words=said)
    edit_heading(heading=action.challenge.heading, name=f"Leadership {words}", by=by)
    edit_challenge(challenge=action.challenge, title=said, by=by)
    edit_plan(plan=action.plan, by=by, origin=f"Review; {words}")
    asked = Round.objects.create(title=words, message=said, opens=TODAY, closes=TODAY, by=by)
    asked.plans.add(action.plan)
    HandOver.objects.create(
        leaver=lead, from_day=TODAY, reason=said, moves=[{"why": said}], by=by, made_at=NOW
    )
    html = f"<p>{said.replace('’', '&#8217;')}</p>"
    Message.objects.create(
        key="k",
        kind="digest",
        to="a@example.org",
        subject=words,
        text=said.upper(),
        html=html,
        claimed_at=NOW,
    )
    SavedView.objects.create(owner=by, plan=action.plan, name=words, query=urlencode({"words": words}))
    Sheet.objects.create(
        plan=action.plan, name=f"{words}.xlsx", file=said.encode(), rows={"rows": [{"text": said}]}, by=by,
        sha256="", at=NOW,
    )  # fmt: skip
    record_resolution(meeting=make_meeting(by=by), minute="12", words=said, by=by)
    Redaction.objects.create(plan=action.plan, by=by, at=NOW - timedelta(days=1), reason=said)
    rows = [[*ROWS[0][:2], f"Publish it. {said}", *ROWS[0][3:]], *ROWS[1:]]
    source = make_import(by, data=as_text(rows, title="Staff plan").encode())
    source, _ = imports.decide(
        source_import=source, by=by,
        decisions=[{"decide": "text", "row": "1.2", "field": "action", "new": f"Train. {said}"}],
    )  # fmt: skip
    imports.accept_import(source_import=source, by=by)


HOLDERS = {
    "action", "update", "evidence", "lead", "deadline", "deadlinechange", "seealso", "revision", "plan", "heading",
    "challenge", "round", "handover", "message", "savedview", "sheet", "resolution", "redaction", "import",
}  # fmt: skip


@pytest.mark.parametrize("typed", [ILLNESS, DECOMPOSED], ids=["composed", "decomposed"])
@pytest.mark.parametrize("looked_for", [ILLNESS, DECOMPOSED.upper()], ids=["as typed", "otherwise"])
def test_nothing_in_the_database_holds_the_words_any_more(action, officer, typed, looked_for):
    everywhere(action, officer, typed)
    held = {table.removeprefix("actionplan_") for table in tables_with(ILLNESS)}
    assert held == HOLDERS
    done = remove(action, officer, looked_for, drop_files=True)
    assert tables_with(ILLNESS) == set()
    assert done.count > 40
    action.refresh_from_db()
    assert action.text == "Publish. Delayed by [removed] since May."
    assert Update.objects.filter(words="Delayed by [removed] since May.").exists()


def test_plain_words_of_an_address_and_of_mail_go_in_any_case(action, officer):
    everywhere(action, officer, "Mary’s gout")
    remove(action, officer, "GOUT", drop_files=True)
    assert tables_with("gout") == set()
    assert Evidence.objects.filter(url__contains="removed").exists()


def test_who_when_and_why_stays_with_where_but_not_what(action, officer):
    update = say(action, officer, f"Delayed by {ILLNESS}.")
    remove(action, officer, at=NOW)
    kept = Redaction.objects.get()
    assert (kept.action, kept.by, kept.at, kept.reason) == (action, officer, NOW, WHY)
    assert {"what": update_name(update), "count": 1} in kept.places
    update.refresh_from_db()
    assert (update.by, update.words) == (officer, "Delayed by [removed].")


def update_name(update):
    day = update.given_on
    return f"news of {day.day} {day:%B %Y}, Priya Nair"


def test_the_action_is_no_longer_found_by_the_words(action, officer):
    edit_action(action=action, by=officer, today=TODAY, text=f"Publish despite {ILLNESS}")
    say(action, officer, f"Because of {ILLNESS}.")
    remove(action, officer)
    action.refresh_from_db()
    assert "cancer" not in action.search_key
    assert "publish despite [removed]" in action.search_key
    assert not Update.objects.filter(key__contains="cancer").exists()


def test_a_whole_update_goes_with_its_evidence_and_its_signature_stays(action, officer):
    update = say(action, officer, "She told me about it in tears.", meaning="at_risk")
    say(action, officer, "Quoted: “She told me about it in tears.”")
    Evidence.objects.create(update=update, added_at=NOW, url="https://x.example/")
    remove(action, officer, words="", update=update)
    update.refresh_from_db()
    assert (update.words, update.by, update.step.meaning) == ("[removed]", officer, "at_risk")
    assert not update.evidence.exists()
    assert tables_with("in tears") == set()


def test_a_short_update_takes_nothing_else_with_it(action, officer):
    update = say(action, officer, "Ill.")
    other = say(make_action("Call in", challenge=action.challenge, by=officer), officer, "Ill. Not so ill.")
    remove(action, officer, words="", update=update)
    other.refresh_from_db()
    assert other.words == "Ill. Not so ill."


@pytest.mark.parametrize("words", ["", "ab", "  x ", "removed", "words that stand nowhere"])
def test_what_cannot_be_removed_is_refused_with_a_sentence(action, officer, words):
    say(action, officer)
    before = list(Update.objects.values_list("words", flat=True))
    with pytest.raises(ValidationError) as refusal:
        remove(action, officer, words)
    assert "words" in refusal.value.error_dict
    assert list(Update.objects.values_list("words", flat=True)) == before
    assert not Redaction.objects.exists()


@pytest.mark.parametrize("reason", ["", f"Because {ILLNESS} is private."])
def test_the_reason_is_asked_and_does_not_repeat_the_words(action, officer, reason):
    say(action, officer, f"Delayed by {ILLNESS}.")
    with pytest.raises(ValidationError) as refusal:
        redact(action=action, scope=removal_scope(officer, TODAY), reason=reason, words=ILLNESS, by=officer)
    assert "reason" in refusal.value.error_dict
    assert Update.objects.filter(words__contains="cancer").exists()


def test_names_that_would_become_the_same_are_refused_and_nothing_is_removed(action, officer):
    for name in ("a gout", "a  GOUT b"):
        make_challenge(action.plan, heading=name, by=officer)
    edit_heading(heading=action.plan.headings.get(name="a  GOUT b"), name="a [removed]", by=officer)
    say(action, officer, "It was a gout.")
    with pytest.raises(ValidationError, match="same name"):
        remove(action, officer, "gout")
    assert Update.objects.filter(words="It was a gout.").exists()


def test_other_plans_are_reached_as_far_as_one_edits_them(action, officer):
    there = make_action(challenge=make_challenge(make_plan("Staff plan", by=officer), by=officer), by=officer)
    for each in (action, there):
        say(each, officer, f"Delayed by {ILLNESS}.")
    grace = make_user("Grace Green", "editor", plan=action.plan)
    remove(action, grace)
    assert action.updates.get().words == "Delayed by [removed]."
    assert there.updates.get().words == f"Delayed by {ILLNESS}."
    say(action, officer, ILLNESS)
    remove(action, officer)
    assert there.updates.get().words == "Delayed by [removed]."


def test_a_deleted_action_loses_the_words_too(action, officer):
    gone = make_action(f"Cover for {ILLNESS}", challenge=action.challenge, by=officer)
    Action.objects.filter(pk=gone.pk).update(deleted_at=NOW)
    say(action, officer, ILLNESS)
    remove(action, officer)
    assert tables_with(ILLNESS) == set()


def test_history_of_who_and_when_is_all_there_still(action, officer):
    say(action, officer, f"Delayed by {ILLNESS}.")
    before = list(Revision.objects.values_list("pk", "number", "at", "by").order_by("pk"))
    remove(action, officer)
    assert list(Revision.objects.values_list("pk", "number", "at", "by").order_by("pk")) == before


def test_a_form_opened_before_does_not_bring_the_words_back_by_itself(action, officer):
    said = f"Publish despite {ILLNESS}"
    edit_action(action=action, by=officer, today=TODAY, text=said)
    edit_challenge(challenge=action.challenge, title=said, by=officer)
    opened = Action.objects.get(pk=action.pk).revision
    remove(action, officer)
    with pytest.raises(Conflict) as clash:
        edit_action(
            action=action, by=officer, today=TODAY, text=said, success="More.", opened_at_revision=opened
        )
    assert clash.value.fields == {"text": ("Publish despite [removed]", said)}
    with pytest.raises(Conflict):
        edit_challenge(challenge=action.challenge, title=said, by=officer, opened_at_revision=2)
    now = Action.objects.get(pk=action.pk).revision
    edit_action(action=action, by=officer, today=TODAY, text="Publish", opened_at_revision=now)
    assert tables_with(ILLNESS) == set()


@pytest.mark.parametrize(
    ("words", "text", "after"),
    [
        ("breast cancer", "Breast\n  cancer.", "[removed]."),
        ("ill", "She is ill, will be.", "She is [removed], w[removed] be."),
        ("a.b", "a.b axb", "[removed] axb"),
        ("Siân", "Sian and Siân", "Sian and [removed]"),
        ("a\\b", "a\\b", "[removed]"),
    ],
)
def test_what_counts_as_the_same_words(words, text, after):
    assert Phrase(words).without(text) == after


def test_a_text_without_the_words_is_not_touched_at_all():
    assert Phrase("gout").without(DECOMPOSED) == DECOMPOSED


@pytest.mark.django_db(transaction=True)
def test_on_sqlite_the_files_of_the_database_hold_the_words_no_more(bob):
    """PostgreSQL's files are the server's own: docs/deploying.md says what clears them."""
    action = make_action(
        "Replace Jonquil, who is at the Wisteria clinic", by=bob, deadline="when jonquil is back"
    )
    for n in range(40):
        say(action, bob, f"{n}: still at the Wisteria clinic. " + "Padding. " * (40 * n))
    edit_action(action=action, by=bob, today=TODAY, text="Cover for Wisteria clinic")
    reach = removal_scope(bob, TODAY)
    redact(action=action, scope=reach, words="wisteria", reason="Health of a person.", by=bob)
    files = database_files()
    assert any(b"Padding." in held for held in files.values()) or not files
    assert [name for name, held in files.items() if b"wisteria" in held.lower()] == []


def database_files():
    """Name to bytes, read by another process: a file closed in this one takes the locks of its connections along."""
    if connection.vendor != "sqlite":
        return {}
    there = Path(connection.settings_dict["NAME"])
    files = there.parent.glob(f"{there.name}*")
    return {
        each.name: subprocess.run(["cat", each], capture_output=True, check=True).stdout for each in files
    }
