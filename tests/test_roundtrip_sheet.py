"""A plan goes out to Excel, is edited there, and comes back: what is taken, and that nothing else changes."""

import csv
import io

import pytest
from django.core.management import call_command

from actionplan.changes import edit_action, edit_plan, move_deadline
from actionplan.models import Action, Sheet, Update
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, page_text, say
from tests.sheets import Copy, action, bring, cast, open_fields, review, revisions, take

__all__ = ["cast"]

pytestmark = pytest.mark.django_db


def test_a_copy_that_nobody_edited_changes_nothing(client, cast):
    url = Copy(client, cast).bring_back().url
    found = review(client, url)
    assert (found.rows, found.added, found.missing, found.left) == ([], [], [], [])
    assert found.same == 3
    assert "Nothing in the sheet is left to decide" in page_text(client.get(url))


def test_every_row_prints_its_reference_and_its_revision_and_nothing_is_hidden(client, cast):
    copy = Copy(client, cast)
    assert copy.cell("1.1", "Revision").value == action("1.1").revision
    assert copy.cell("1.1", "Plan address").value == cast.slug
    hidden = [each for each in copy.sheet.column_dimensions.values() if each.hidden]
    assert hidden == []
    assert {sheet.sheet_state for sheet in copy.book} == {"visible"}
    said = " ".join(str(cell.value) for row in copy.book["Summary"] for cell in row if cell.value)
    assert "Revision" in said
    assert "Bring back an edited sheet" in said


def test_a_public_copy_prints_no_revision(client, cast):
    content = client.get(f"/plans/{cast.slug}/export/xlsx/?audience=public").content
    answer = bring(client, cast, content)
    assert answer.status_code == 422
    assert "not a plan’s Excel copy" in page_text(answer)


def test_what_was_edited_is_taken_one_by_one_each_with_its_revision(client, cast, bob):
    copy = Copy(client, cast)
    copy.set("1.1", "Action", "Publish the whole list").set("1.2", "Success", "Every manager has been")
    url = copy.bring_back().url
    assert open_fields(client, url) == {"1.1:text": "sheet", "1.2:success": "sheet"}
    assert action("1.1").text == "Publish the list"
    before = len(revisions("1.1"))
    answer = take(client, url, "1.1:text")
    assert answer.status_code == 302
    assert action("1.1").text == "Publish the whole list"
    assert action("1.2").success == ""
    assert len(revisions("1.1")) == before + 1
    last = revisions("1.1")[-1]
    assert (last.by, last.reason, list(last.changed)) == (bob, "Agreed at the directors’ meeting", ["text"])
    assert open_fields(client, url) == {"1.2:success": "sheet"}
    assert [each["reference"] for each in Sheet.objects.get().taken] == ["1.1"]


def test_all_that_is_free_of_conflict_is_taken_at_once(client, cast, bob):
    copy = Copy(client, cast)
    for reference in ("1.1", "1.2", "1.3"):
        copy.set(reference, "Success", f"Measured {reference}")
    edit_action(action=action("1.2"), by=bob, today=TODAY, success="Measured here")
    url = copy.bring_back().url
    take(client, url, all_free="yes")
    assert [action(each).success for each in ("1.1", "1.2", "1.3")] == [
        "Measured 1.1",
        "Measured here",
        "Measured 1.3",
    ]
    assert open_fields(client, url) == {"1.2:success": "both"}


def test_both_versions_are_shown_where_both_changed_and_one_is_chosen(client, cast, bob):
    copy = Copy(client, cast).set("1.1", "Action", "Publish it in print")
    edit_action(action=action("1.1"), by=bob, today=TODAY, text="Publish it on the web")
    url = copy.bring_back().url
    text = page_text(client.get(url))
    for words in ("Publish the list", "Publish it in print", "Publish it on the web", "Changed in both"):
        assert words in text
    take(client, url, "1.1:text")
    assert action("1.1").text == "Publish it in print"


def test_a_stale_sheet_reverts_nothing(client, cast, bob):
    copy = Copy(client, cast).set("1.1", "Success", "Seen by all")
    edit_action(action=action("1.1"), by=bob, today=TODAY, text="Publish the new list", leads=[])
    edit_action(action=action("1.2"), by=bob, today=TODAY, text="Train all managers")
    line = action("1.1").deadlines.get()
    move_deadline(deadline=line, words="July 2027", reason="Late", by=bob, today=TODAY)
    say(action("1.1"), bob, "Begun.", meaning="on_track")
    url = copy.bring_back().url
    assert open_fields(client, url) == {"1.1:success": "sheet"}
    assert (
        "Changed here since it was exported, and left as it is: action, operational lead, deadline, status."
        in (page_text(client.get(url)))
    )
    take(client, url, all_free="yes")
    now = action("1.1")
    assert (now.text, now.success, now.step.meaning) == ("Publish the new list", "Seen by all", "on_track")
    assert now.deadlines.get().words == "July 2027"
    assert not now.leads.exists()
    assert action("1.2").text == "Train all managers"


def test_leads_are_found_by_name_and_the_others_keep_their_roles_and_words(client, cast):
    copy = Copy(client, cast).set("1.1", "Strategic lead", "head of hr")
    copy.set("1.2", "Operational lead", "Priya Nair; Head of HR")
    url = copy.bring_back().url
    take(client, url, all_free="yes")
    assert [(lead.role, lead.actor.name) for lead in action("1.1").leads.all()] == [
        ("strategic", "Head of HR"),
        ("operational", "Priya Nair"),
    ]
    assert [lead.actor.name for lead in action("1.2").leads.all()] == ["Priya Nair", "Head of HR"]


def test_a_name_nobody_has_is_asked_about_and_never_made(client, cast):
    url = Copy(client, cast).set("1.1", "Member lead", "Cllr Nobody").bring_back().url
    assert "We know nobody called “Cllr Nobody”" in page_text(client.get(url))
    answer = take(client, url, "1.1:member")
    assert answer.status_code == 422
    assert not action("1.1").leads.filter(role="member").exists()
    make_actor("Cllr Nobody")
    take(client, url, "1.1:member")
    assert action("1.1").leads.get(role="member").actor.name == "Cllr Nobody"


def test_somebody_renamed_since_is_no_change(client, cast):
    priya = action("1.1").leads.get().actor
    priya.name = "Priya Nair-Jones"
    priya.save()
    assert open_fields(client, Copy(client, cast).bring_back().url) == {}


def test_a_deadline_moves_with_its_reason_and_keeps_its_first_words(client, cast):
    url = Copy(client, cast).set("1.1", "Deadline", "September 2027").bring_back().url
    take(client, url, "1.1:deadline")
    line = action("1.1").deadlines.get()
    assert (line.words, line.original_words) == ("September 2027", "June 2027")
    assert line.changes.get().reason == "Agreed at the directors’ meeting"


def test_a_deadline_where_there_was_none_is_added(client, cast):
    url = Copy(client, cast).set("1.3", "Deadline", "May 2027").bring_back().url
    take(client, url, "1.3:deadline")
    assert [line.words for line in action("1.3").deadlines.all()] == ["May 2027"]


def test_an_empty_cell_takes_neither_wording_nor_deadline_nor_status_away(client, cast):
    copy = Copy(client, cast)
    for title in ("Action", "Deadline", "Status"):
        copy.set("1.1", title, None)
    url = copy.bring_back().url
    found = review(client, url)
    assert [bool(field.refusal) for field in found.rows[0].open] == [True, True, True]
    assert not found.can_be_taken
    take(client, url, "1.1:text", "1.1:deadline", "1.1:status", all_free="yes")
    assert action("1.1").text == "Publish the list"
    assert action("1.1").deadlines.get().words == "June 2027"


def test_a_changed_status_is_a_recorded_update_with_the_words_given(client, cast, bob):
    word = cast.scale.step_for("at_risk").word
    copy = Copy(client, cast).set("1.1", "Status", word).set("1.1", "New update", "Half the posts are empty.")
    url = copy.bring_back().url
    take(client, url, "1.1:status", "1.1:news")
    update = Update.objects.get()
    assert (update.step.meaning, update.words, update.by) == ("at_risk", "Half the posts are empty.", bob)
    assert action("1.1").step.meaning == "at_risk"
    assert action("1.1").latest_update == update


def test_the_same_sheet_brought_back_twice_says_nothing_twice(client, cast):
    copy = Copy(client, cast).set("1.1", "New update", "Begun.")
    copy.add(Action="Do something new", Challenge_number="1")
    take(client, copy.bring_back().url, all_free="yes")
    again = review(client, copy.bring_back().url)
    assert (again.rows, again.added) == ([], [])
    assert Update.objects.count() == 1


def test_a_word_that_is_no_status_of_the_plan_is_refused_with_those_it_has(client, cast):
    url = Copy(client, cast).set("1.1", "Status", "Going swimmingly").bring_back().url
    assert "“Going swimmingly” is not a status of this plan" in page_text(client.get(url))
    take(client, url, "1.1:status")
    assert not Update.objects.exists()


def test_news_is_for_live_plans(client, bob):
    draft = make_action(challenge=make_challenge(make_plan(state="draft", by=bob), by=bob), by=bob).plan
    client.force_login(bob)
    url = Copy(client, draft).set("1.1", "New update", "Begun.").bring_back().url
    assert "make it live first" in page_text(client.get(url))
    take(client, url, "1.1:news")
    assert not Update.objects.exists()


def test_a_paragraph_that_was_left_as_it_was_keeps_its_blank_line(client, cast):
    url = Copy(client, cast).set("1.3", "Action", "First paragraph.\n\nSecond, changed.").bring_back().url
    take(client, url, "1.3:text")
    assert action("1.3").text == "First paragraph.\n\nSecond, changed."


def test_a_new_row_becomes_an_action_with_the_next_reference(client, cast):
    copy = Copy(client, cast)
    word = cast.scale.step_for("on_track").word
    copy.add(
        Action="Do something new",
        Challenge_number="1",
        Operational_lead="Priya Nair",
        Deadline="May 2027",
        Status=word,
        New_update="Begun.",
    )
    url = copy.bring_back().url
    assert not Action.objects.filter(text="Do something new").exists()
    take(client, url, "row:5")
    new = action("1.4")
    assert (new.text, new.leads.get().actor.name, new.step.meaning) == (
        "Do something new",
        "Priya Nair",
        "on_track",
    )
    assert [line.words for line in new.deadlines.all()] == ["May 2027"]
    assert new.latest_update.words == "Begun."
    take(client, url, "row:5")
    assert Action.objects.filter(text="Do something new").count() == 1


def test_a_new_row_without_a_challenge_says_what_it_needs(client, cast):
    copy = Copy(client, cast)
    copy.add(Action="Do something new")
    url = copy.bring_back().url
    assert "Write the number of its challenge" in page_text(client.get(url))
    take(client, url, "row:5")
    assert cast.actions.count() == 3


def test_a_missing_row_is_listed_and_deletes_nothing(client, cast):
    copy = Copy(client, cast)
    copy.drop("1.2")
    url = copy.bring_back().url
    assert [each.reference for each in review(client, url).missing] == ["1.2"]
    take(client, url, all_free="yes")
    assert Action.objects.present().count() == 3


def test_a_column_that_was_taken_out_is_not_compared_and_says_so(client, cast):
    copy = Copy(client, cast).set("1.1", "Action", "From the sheet")
    copy.sheet.delete_cols(copy.titles.index("Success") + 1)
    url = copy.bring_back().url
    assert open_fields(client, url) == {"1.1:text": "sheet"}
    assert "not compared: Success." in page_text(client.get(url))


def test_a_csv_saved_from_the_sheet_comes_back_too(client, cast):
    copy = Copy(client, cast).set("1.1", "Action", "From the sheet, with a comma")
    out = io.StringIO()
    csv.writer(out).writerows([[cell.value for cell in row] for row in copy.sheet])
    url = bring(client, cast, out.getvalue().encode("utf-8-sig"), "plan.csv").url
    assert open_fields(client, url) == {"1.1:text": "sheet"}


@pytest.mark.parametrize(
    "words",
    [("Theme", "Issue", "Milestone"), ("Status", "Reference", "Deadline"), ("Plan", "Success", "Status")],
)
def test_the_plans_own_words_name_its_columns(client, cast, bob, words):
    names = dict(zip(("heading_word", "challenge_word", "action_word"), words, strict=True))
    edit_plan(plan=cast, by=bob, **names)
    copy = Copy(client, cast)
    title = copy.titles[5]
    copy.set("1.1", title, "From the sheet")
    edit_plan(plan=cast, by=bob, heading_word="Area", challenge_word="Topic", action_word="Job")
    url = copy.bring_back().url
    assert open_fields(client, url) == {"1.1:text": "sheet"}
    assert "not compared" not in page_text(client.get(url))


def test_a_press_takes_no_more_than_a_page_can_wait_for_and_says_what_is_left(client, cast, monkeypatch):
    monkeypatch.setattr("actionplan.roundtrip.accepting.MOST_AT_ONCE", 2)
    copy = Copy(client, cast)
    for reference in ("1.1", "1.2", "1.3"):
        copy.set(reference, "Success", "Measured")
    url = copy.bring_back().url
    take(client, url, all_free="yes")
    assert "Still to be taken: 1 action. Press again." in page_text(client.get(url))
    assert open_fields(client, url) == {"1.3:success": "sheet"}
    take(client, url, all_free="yes")
    assert open_fields(client, url) == {}


def test_characters_no_database_keeps_come_in_as_signs(client, cast):
    content = "Reference,Revision,Plan address,Action\n"
    content += f"1.1,{action('1.1').revision},{cast.slug},From\x07the sheet \U0001f600\n"
    url = bring(client, cast, content.encode(), "a" * 300 + ".csv").url
    take(client, url, "1.1:text")
    assert action("1.1").text == "From\ufffdthe sheet \U0001f600"


def test_the_command_line_gives_out_the_same_copy(client, cast, tmp_path):
    file = tmp_path / "plan.xlsx"
    call_command("export_plan", cast.slug, "--format", "xlsx", "-o", str(file))
    url = bring(client, cast, file.read_bytes()).url
    assert review(client, url).same == 3
