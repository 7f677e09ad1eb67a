"""Words taken out for good: nowhere in the database they stand any more; who, when and why stays."""

import json
import subprocess
import unicodedata
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from django.utils import timezone

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
from reports import papers
from reports.models import Paper, Snapshot
from reports.papers import create_paper
from reports.publication import publish
from tests.cast import (
    TODAY,
    make_action,
    make_actor,
    make_challenge,
    make_meeting,
    make_plan,
    make_user,
    page_text,
    say,
)
from tests.imported import ROWS, as_text, make_import

pytestmark = pytest.mark.django_db
NOW = timezone.now()
WHY = "Says something of a person’s health."
ILLNESS = "Siân’s breast cancer"
DECOMPOSED = unicodedata.normalize("NFD", ILLNESS)


@pytest.fixture
def officer(db):
    return make_user("Priya Nair", "editor", "exempt")


@pytest.fixture
def action(officer):
    return make_action(
        "Publish who leads on what", challenge=make_challenge(make_plan(by=officer), by=officer), by=officer
    )


def remove(action, by, words=ILLNESS, **given):
    return redact(
        action=action, scope=removal_scope(by, TODAY), reason=WHY, by=by, **({"words": words} | given)
    )


def everything_kept():
    """Every value of every column of every table that is words or bytes, as plain text: (table, text)."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for value in row:
                    yield table, _as_text(value)


def _as_text(value):
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).decode("utf-8", "ignore")
    try:
        return json.dumps(json.loads(value), ensure_ascii=False)
    except (TypeError, ValueError):
        return str(value)


def tables_with(words):
    phrase = Phrase(words)
    held = {table for table, text in everything_kept() if phrase.count(text)}
    return held | {table for table, text in everything_kept() if phrase.count(text.replace("+", " "))}


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


def test_what_is_exempt_is_not_looked_through_without_the_right(client, action, officer, bob):
    secret = {"paragraph": "2", "public_interest": "It names somebody."}
    hidden = make_action("Pay out", challenge=action.challenge, by=officer, exempt="all", **secret)
    quiet = make_action("Settle", challenge=action.challenge, by=officer, exempt="news", **secret)
    for each in (action, hidden, quiet):
        say(each, officer, f"Delayed by {ILLNESS}.")
    client.force_login(bob)
    page = page_text(client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"}))
    assert "E1" not in page
    assert "1.2" not in page
    remove(action, bob)
    assert [each.updates.get().words for each in (hidden, quiet)] == [f"Delayed by {ILLNESS}."] * 2
    say(action, officer, ILLNESS)
    remove(action, officer)
    assert tables_with(ILLNESS) == set()


def address(action):
    return reverse("action_redact", args=[action.plan.slug, action.reference])


def test_a_deleted_action_loses_the_words_too(action, officer):
    gone = make_action(f"Cover for {ILLNESS}", challenge=action.challenge, by=officer)
    Action.objects.filter(pk=gone.pk).update(deleted_at=NOW)
    say(action, officer, ILLNESS)
    remove(action, officer)
    assert tables_with(ILLNESS) == set()


def paper_of(action, by, title, held_on=None):
    meeting = make_meeting(held_on, by=by) if held_on else make_meeting(by=by)
    return create_paper(meeting=meeting, title=title, plans=[action.plan], by=by, as_of=TODAY, at=NOW)


def test_drafts_of_papers_and_copies_nobody_prints_lose_the_words(action, officer, carol):
    say(action, officer, f"Delayed by {ILLNESS}.")
    paper = paper_of(action, carol, f"Why {ILLNESS}")
    papers.take_again(paper=paper, by=carol, as_of=TODAY, at=NOW)
    assert Snapshot.objects.count() == 2
    remove(action, officer)
    assert tables_with(ILLNESS) == set()
    paper = Paper.objects.whole().get()
    assert paper.title == "Why [removed]"
    (line,) = paper.plans.all()
    news = line.snapshot.data["challenges"][0]["actions"][0]["news"]
    assert news["words"] == "Delayed by [removed]."
    assert Snapshot.objects.count() == 1


def test_what_is_published_stays_and_is_named(client, action, officer, carol):
    say(action, officer, f"Delayed by {ILLNESS}.")
    publish(paper=paper_of(action, carol, "Progress in autumn"), by=carol, at=NOW)
    client.force_login(officer)
    page = page_text(client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"}))
    assert "Published, so they stay there" in page
    done = client.post(address(action), {"words": ILLNESS, "reason": WHY, "remove": "1"}, follow=True)
    assert "still stand in “Progress in autumn, HR Committee" in page_text(done)
    assert {table.split("_")[0] for table in tables_with(ILLNESS)} == {"reports"}


def test_the_preview_shows_each_place_with_the_words_marked_and_removes_nothing(client, action, officer):
    edit_action(action=action, by=officer, today=TODAY, text=f"Publish despite {ILLNESS} in May")
    say(action, officer, f"Delayed by {ILLNESS.upper()}.")
    client.force_login(officer)
    response = client.post(address(action), {"words": ILLNESS, "reason": WHY, "look": "1"})
    page = response.content.decode()
    assert f"Publish despite <mark>{ILLNESS}</mark> in May" in page
    assert f"Delayed by <mark>{ILLNESS.upper()}</mark>." in page
    assert "4 places, nothing is removed yet" in page_text(response)
    assert tables_with(ILLNESS) == {"actionplan_action", "actionplan_update", "actionplan_revision"}


def test_an_editor_removes_words_on_the_page_and_history_says_so(client, action, officer):
    say(action, officer, f"Delayed by {ILLNESS}.")
    client.force_login(officer)
    response = client.post(address(action), {"words": ILLNESS, "reason": WHY, "remove": "1"}, follow=True)
    page = page_text(response)
    assert "The words are removed from 1 place." in page
    assert "Delayed by [removed]." in page
    assert f"Words removed. Why: {WHY}" in page
    assert "cancer" not in page


def test_the_uploaded_file_is_named_and_asked_about(client, officer):
    rows = [[*ROWS[0][:2], f"Publish it despite {ILLNESS}", *ROWS[0][3:]], *ROWS[1:]]
    source = imports.accept_import(
        source_import=make_import(officer, data=as_text(rows).encode(), name="staff.txt"), by=officer
    )
    action = source.plan.actions.get(reference="1.1")
    client.force_login(officer)
    posted = {"words": ILLNESS, "reason": WHY, "remove": "1"}
    response = client.post(address(action), posted)
    assert response.status_code == 422
    assert "staff.txt: whoever may read documents in" in page_text(response)
    assert "Choose whether the file goes too." in page_text(response)
    assert tables_with(ILLNESS)
    client.post(address(action), posted | {"files": "keep"})
    assert tables_with(ILLNESS) == {"actionplan_import"}
    source.refresh_from_db()
    assert ILLNESS in bytes(source.file).decode()
    assert ILLNESS not in json.dumps(source.readings, ensure_ascii=False)


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


@pytest.mark.parametrize("count", [3, 30])
def test_looking_costs_the_same_whatever_there_is_to_look_through(
    client, officer, count, django_assert_max_num_queries
):
    challenge = make_challenge(make_plan(by=officer), by=officer)
    actions = [make_action(f"Row {place}", challenge=challenge, by=officer) for place in range(count)]
    for each in actions:
        say(each, officer, f"Delayed by {ILLNESS}.")
    client.force_login(officer)
    with django_assert_max_num_queries(55):
        client.post(address(actions[0]), {"words": ILLNESS, "reason": WHY, "look": "1"})


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
