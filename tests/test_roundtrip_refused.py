"""What is not taken from a sheet that comes back, who may bring or see one, and what is exempt in it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from actionplan.changes import edit_action, edit_plan
from actionplan.models import Action, Sheet, Update
from actionplan.roundtrip import accepting
from tests.cast import TODAY, make_action, make_challenge, make_plan, make_user, page_text, say
from tests.sheets import Copy, action, bring, cast, open_fields, review, revisions, take

__all__ = ["cast"]

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "4", "public_interest": "Talks continue."}
SECRET = "Settle the pay claim"


def test_a_change_between_looking_and_taking_is_shown_and_not_written_over(client, cast, bob):
    word = cast.scale.step_for("at_risk").word
    copy = Copy(client, cast).set("1.1", "Action", "From the sheet").set("1.2", "Status", word)
    url = copy.bring_back().url
    seen = [f"{each}:{action(each).revision}" for each in ("1.1", "1.2")]
    edit_action(action=action("1.1"), by=bob, today=TODAY, text="From here")
    say(action("1.2"), bob, meaning="on_track")
    answer = take(client, url, "1.1:text", "1.2:status", seen=seen)
    assert answer.status_code == 422
    assert "Somebody changed this after you opened the page" in page_text(answer)
    assert action("1.1").text == "From here"
    assert action("1.2").step.meaning == "on_track"
    assert open_fields(client, url) == {"1.1:text": "both", "1.2:status": "both"}


def test_a_press_that_says_nothing_of_what_it_saw_writes_nothing(client, cast):
    url = Copy(client, cast).set("1.1", "Action", "From the sheet").bring_back().url
    answer = take(client, url, "1.1:text", seen=["rubbish", "1.1:x", "1.1:999999"])
    assert answer.status_code == 422
    assert action("1.1").text == "Publish the list"


def test_a_reason_is_asked_for_and_what_was_ticked_stays_ticked(client, cast):
    url = Copy(client, cast).set("1.1", "Action", "From the sheet").bring_back().url
    answer = take(client, url, "1.1:text", reason=" ")
    assert answer.status_code == 422
    assert 'value="1.1:text" id="take-1-1" checked' in answer.content.decode()
    assert action("1.1").text == "Publish the list"


def refused(answer):
    assert answer.status_code == 422
    assert not Sheet.objects.exists()
    return page_text(answer)


def test_a_sheet_of_another_plan_is_refused(client, cast, bob):
    other = make_action(challenge=make_challenge(make_plan("Audit plan", by=bob), by=bob), by=bob).plan
    content = Copy(client, other).bytes()
    assert f"The sheet is of another plan ({other.slug})" in refused(bring(client, cast, content))


@pytest.mark.parametrize("number", [99, 0, -1, "3a", "3.5", "9" * 30])
def test_a_revision_that_never_was_is_refused(client, cast, number):
    answer = Copy(client, cast).set("1.1", "Revision", number).bring_back()
    assert "which is none of its revisions" in refused(answer)


def test_a_row_without_a_revision_is_left_alone_and_says_so(client, cast):
    copy = Copy(client, cast).set("1.1", "Revision", None).set("1.1", "Action", "Anything")
    url = copy.bring_back().url
    assert open_fields(client, url) == {}
    assert "does not say which wording the row was made from" in page_text(client.get(url))


def test_a_reference_that_stands_twice_is_refused(client, cast):
    answer = Copy(client, cast).set("1.2", "Reference", "1.1").bring_back()
    assert "1.1 stands twice in the column Reference" in refused(answer)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nothing", b"hello", b"\x00" * 100, b"a,b\n1,2\n"])
def test_a_file_that_is_no_such_sheet_is_one_sentence(client, cast, content):
    assert "There is a problem" in refused(bring(client, cast, content))


def test_a_closed_plan_takes_no_sheet(client, cast, bob):
    copy = Copy(client, cast)
    edit_plan(plan=cast, by=bob, state="closed")
    assert "This plan is closed" in refused(copy.bring_back())


def test_an_editor_without_the_right_neither_exports_nor_changes_what_is_exempt(client, cast, bob, carol):
    carol.grants.create(role="editor")
    challenge = cast.challenges.get()
    hidden = make_action(SECRET, challenge=challenge, by=carol, **EXEMPT)
    late = make_action("Was public once", challenge=challenge, by=carol)
    edit_action(action=late, by=carol, today=TODAY, **EXEMPT)
    mine = Copy(client, cast)
    assert SECRET not in str([[cell.value for cell in row] for row in mine.sheet])
    assert mine.cell(late.reference, "Revision").value is None
    found = review(client, mine.bring_back().url)
    assert [(reference, bool(why)) for _, reference, why in found.left] == [(late.reference, True)]

    client.force_login(carol)
    theirs = Copy(client, cast).set(hidden.reference, "Action", "Settle it now")
    theirs.set(late.reference, "Action", "Changed")
    client.force_login(bob)
    url = theirs.bring_back(client).url
    assert open_fields(client, url) == {}
    assert SECRET not in client.get(url).content.decode()
    take(client, url, f"{hidden.reference}:text", f"{late.reference}:text", all_free="yes")
    hidden.refresh_from_db()
    assert hidden.text == SECRET

    client.force_login(carol)
    url = theirs.bring_back(client).url
    take(client, url, f"{hidden.reference}:text")
    hidden.refresh_from_db()
    assert hidden.text == "Settle it now"


def test_a_sheet_is_seen_by_whoever_brought_it_only(client, cast, carol):
    carol.grants.create(role="editor")
    url = Copy(client, cast).bring_back().url
    client.force_login(carol)
    assert client.get(url).status_code == 404


def test_who_may_not_edit_the_plan_brings_nothing_back(client, cast, erin, dan):
    copy = Copy(client, cast)
    client.force_login(erin)
    assert copy.bring_back(client).status_code == 403
    client.force_login(dan)
    assert copy.bring_back(client).status_code == 404
    assert not Sheet.objects.exists()


def test_the_number_of_queries_does_not_grow_with_the_rows(client, bob, django_assert_max_num_queries):
    challenge = make_challenge(by=bob)
    for number in range(12):
        make_action(f"Action {number}", challenge=challenge, by=bob)
    client.force_login(bob)
    copy = Copy(client, challenge.plan)
    for number in range(1, 13):
        copy.set(f"1.{number}", "Action", f"Changed {number}").set(f"1.{number}", "New update", "Begun.")
    url = copy.bring_back().url
    with django_assert_max_num_queries(25):
        client.get(url)


def test_a_signed_in_reader_is_offered_no_way_to_bring_a_sheet_back(client, cast):
    make_user("Rita Reader", "reader")
    assert "Bring back an edited sheet" in page_text(client.get(cast.get_absolute_url()))
    client.force_login(make_user("Rudi Reader", "reader"))
    assert "Bring back an edited sheet" not in page_text(client.get(cast.get_absolute_url()))


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_take_a_change_and_add_a_row_once(client, cast, bob):
    copy = Copy(client, cast).set("1.1", "Action", "From the sheet").set("1.1", "New update", "Begun.")
    copy.add(Action="Do something new", Challenge_number="1")
    copy.bring_back()
    seen = {"1.1": action("1.1").revision}

    def press(_):
        try:
            sheet = Sheet.objects.select_related("plan__scale").get()
            user = type(bob).objects.get(pk=bob.pk)
            given = {"reason": "Agreed", "by": user, "today": TODAY, "ticked": set()}
            return accepting.take(sheet=sheet, seen=seen, all_free=True, **given)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        came = list(threads.map(press, range(4)))
    assert sum(len(done.added) for done in came) == 1
    assert Action.objects.filter(text="Do something new").count() == 1
    assert Update.objects.filter(words="Begun.").count() == 1
    assert [list(each.changed) for each in revisions("1.1")[1:]].count(["text"]) == 1


def test_news_that_is_exempt_is_given_by_those_with_the_right_only(client, cast, carol):
    edit_action(action=action("1.1"), by=carol, today=TODAY, **EXEMPT | {"exempt": "news"})
    say(action("1.1"), carol, SECRET)
    copy = Copy(client, cast).set("1.1", "New update", SECRET).set("1.1", "Action", "From the sheet")
    assert SECRET not in str(copy.cell("1.1", "Latest news").value)
    copy.set("1.1", "Status", cast.scale.step_for("at_risk").word)
    url = copy.bring_back().url
    assert page_text(client.get(url)).count("You cannot report on this action.") == 2
    take(client, url, "1.1:news", "1.1:status", all_free="yes")
    assert action("1.1").text == "From the sheet"
    assert action("1.1").step.meaning == "not_started"
    assert Update.objects.count() == 1
