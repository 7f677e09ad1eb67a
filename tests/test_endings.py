"""How actions end: done, done differently, not done, replaced or merged, and opened again; an update always says so."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionplan.changes import add_deadline, change_state, record_update
from actionplan.changes.endings import close_action, merge_actions, open_again, replace_action
from actionplan.models import Action, Revision
from tests.cast import TODAY, make_action, make_actor, make_challenge, make_plan, make_user, page_text, say

pytestmark = pytest.mark.django_db

EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


@pytest.fixture
def plan(bob):
    return make_plan(by=bob)


@pytest.fixture
def challenge(plan, bob):
    return make_challenge(plan, by=bob)


@pytest.fixture
def action(challenge, bob):
    return make_action(challenge=challenge, by=bob, deadline="31 March 2027")


@pytest.fixture
def other(challenge, bob):
    return make_action("Print a newsletter", challenge=challenge, by=bob)


def address(name, action):
    return reverse(name, args=[action.plan.slug, action.reference])


@pytest.mark.parametrize(
    ("ending", "words", "meaning", "said"),
    [
        ("done", "", "complete", "Done."),
        ("done", "It is on the intranet.", "complete", "Done: It is on the intranet."),
        ("differently", "A poster was made.", "complete", "Done differently: A poster was made."),
        ("not_done", "The money went.", "withdrawn", "Not done: The money went."),
    ],
)
def test_each_ending_says_so_in_a_signed_update_that_sets_the_status(
    action, bob, ending, words, meaning, said
):
    closed = close_action(action=action, ending=ending, words=words, by=bob)
    update = closed.latest_update
    assert (update.words, update.by, update.step.meaning) == (said, bob, meaning)
    assert (closed.step.meaning, closed.ending, closed.outcome) == (meaning, ending, words)
    assert not closed.is_open


@pytest.mark.parametrize("ending", ["differently", "not_done"])
def test_what_was_done_instead_and_why_not_must_be_said(action, bob, ending):
    with pytest.raises(ValidationError) as refusal:
        close_action(action=action, ending=ending, words=" ", by=bob)
    assert "words" in refusal.value.error_dict
    action.refresh_from_db()
    assert action.is_open
    assert not action.updates.exists()


def test_a_button_pressed_twice_closes_once(action, bob):
    close_action(action=action, ending="done", by=bob)
    close_action(action=action, ending="done", by=bob)
    assert action.updates.count() == 1


def test_what_a_lead_reported_complete_may_be_closed_as_done_differently(action, bob):
    say(action, bob, meaning="complete")
    closed = close_action(action=action, ending="differently", words="A poster.", by=bob)
    assert closed.ending == "differently"


def test_what_is_closed_is_opened_before_it_is_closed_another_way(action, bob):
    close_action(action=action, ending="done", by=bob)
    with pytest.raises(ValidationError, match=r"1\.1 is closed already"):
        close_action(action=action, ending="not_done", words="Never.", by=bob)


def test_a_scale_without_the_step_is_named(action, bob):
    step = action.plan.scale.step_for("withdrawn")
    step.meaning, step.default = "on_hold", False
    step.save()
    with pytest.raises(ValidationError, match="means withdrawn"):
        close_action(action=action, ending="not_done", words="The money went.", by=bob)


def test_nothing_is_closed_in_a_closed_plan(action, bob):
    change_state(plan=action.plan, state="closed", by=bob)
    with pytest.raises(ValidationError, match="closed"):
        close_action(action=action, ending="done", by=bob)


def test_opened_again_it_stands_where_it_stood_before(action, bob):
    say(action, bob, meaning="at_risk")
    close_action(action=action, ending="not_done", words="The money went.", by=bob)
    opened = open_again(action=action, words="There is money after all.", by=bob)
    assert opened.step.meaning == "at_risk"
    assert (opened.ending, opened.outcome) == ("", "")
    assert opened.latest_update.words == "Opened again: There is money after all."


def test_news_that_it_is_under_way_takes_the_ending_back(action, other, bob):
    close_action(action=action, ending="differently", words="A poster.", by=bob)
    replace_action(action=other, other=action, by=bob)
    for each in (action, other):
        say(each, bob, meaning="on_track")
        each.refresh_from_db()
        assert (each.ending, each.outcome, each.replaced_by) == ("", "", None)


@pytest.mark.parametrize("words", ["", "There is money."])
def test_opening_again_asks_why_and_needs_something_closed(action, bob, words):
    if not words:
        close_action(action=action, ending="done", by=bob)
    with pytest.raises(ValidationError):
        open_again(action=action, words=words, by=bob)


def test_a_replaced_action_says_by_which_and_stands_as_superseded(action, other, bob):
    replaced = replace_action(action=action, other=other, by=bob, words="Both were the same.")
    assert replaced.replaced_by == other
    assert replaced.step.meaning in ("superseded", "withdrawn")
    assert replaced.latest_update.words == "Replaced by 1.2. Both were the same."


def test_an_action_of_another_plan_is_named_with_its_plan(action, bob):
    there = make_action(challenge=make_challenge(make_plan("Staff plan", by=bob), by=bob), by=bob)
    replaced = replace_action(action=action, other=there, by=bob)
    assert replaced.latest_update.words == "Replaced by 1.1 of “Staff plan”."


def test_an_exempt_action_and_a_draft_plan_are_not_named_in_what_others_read(action, challenge, bob):
    secret = make_action("Let the contract", challenge=challenge, by=bob, **EXEMPT)
    assert (
        replace_action(action=action, other=secret, by=bob).latest_update.words
        == "Replaced by another action."
    )
    open_again(action=action, words="A slip.", by=bob)
    draft = make_action(challenge=make_challenge(make_plan("Secret", by=bob, state="draft"), by=bob), by=bob)
    words = replace_action(action=action, other=draft, by=bob).latest_update.words
    assert words == "Replaced by an action of another plan."


@pytest.mark.parametrize("case", ["itself", "already", "chain", "deleted"])
def test_what_cannot_take_its_place_is_refused_and_nothing_changes(action, other, challenge, bob, case):
    third = make_action("Hold a staff day", challenge=challenge, by=bob)
    target = {"itself": action, "already": third, "chain": other, "deleted": other}[case]
    if case == "already":
        replace_action(action=action, other=other, by=bob)
    if case == "chain":
        replace_action(action=other, other=third, by=bob)
    if case == "deleted":
        Action.objects.filter(pk=other.pk).update(deleted_at="2026-11-20T10:00Z")
    before = Revision.objects.count()
    with pytest.raises(ValidationError):
        replace_action(action=action, other=target, by=bob)
    assert Revision.objects.count() == before


def test_merged_the_leads_of_both_lead_what_goes_on_and_its_dates_may_come_along(challenge, bob, alice):
    team = make_actor("Digital team", "team")
    one = make_action("One", challenge=challenge, by=bob, leads=[("operational", team)], deadline="June 2027")
    two = make_action("Two", challenge=challenge, by=bob, leads=[("strategic", alice.actor)])
    into = merge_actions(action=one, into=two, by=bob, today=TODAY, deadlines=True)
    into.refresh_from_db()
    assert {(lead.role, lead.actor) for lead in into.leads.all()} == {
        ("strategic", alice.actor),
        ("operational", team),
    }
    assert [line.words for line in into.deadlines.all()] == ["June 2027"]
    assert (str(into.next_due), into.reporter) == ("2027-06-30", alice.actor)
    one.refresh_from_db()
    assert one.replaced_by == two
    assert one.leads.count() == 1
    assert one.deadlines.count() == 1
    kept = Revision.objects.filter(subject="action", subject_id=two.pk).first()
    assert kept.changed["merged"] == [None, "1.1"]


def test_only_actions_of_one_plan_are_merged(action, bob):
    there = make_action(challenge=make_challenge(make_plan("Staff plan", by=bob), by=bob), by=bob)
    with pytest.raises(ValidationError, match="one plan"):
        merge_actions(action=action, into=there, by=bob, today=TODAY)


def test_the_page_of_either_says_where_to_look(client, action, other, bob, erin):
    record_update(action=action, by=bob, words="A draft is written.")
    add_deadline(action=action, words="June 2027", by=bob, today=TODAY)
    merge_actions(action=action, into=other, by=bob, today=TODAY)
    client.force_login(erin)
    old, new = (
        page_text(client.get(action.get_absolute_url())),
        page_text(client.get(other.get_absolute_url())),
    )
    assert "Replaced by 1.2 Print a newsletter" in old
    assert "Replaces 1.1 Publish who leads on what" in new
    assert "1.1 was merged into this one." in new
    assert "30 June 2027" in new
    assert "“ A draft is written. ” Bob Brook" in new


def test_where_to_look_names_nothing_one_may_not_know_of(client, action, challenge, bob, erin):
    secret = make_action("Let the contract", challenge=challenge, by=bob, **EXEMPT)
    replace_action(action=action, other=secret, by=bob)
    client.force_login(erin)
    page = page_text(client.get(action.get_absolute_url()))
    assert "E1" not in page
    assert "Let the contract" not in page


def test_an_editor_closes_an_action_on_its_page(client, action, bob):
    client.force_login(bob)
    page = page_text(client.get(address("action_close", action)))
    assert "Done differently" in page
    response = client.post(
        address("action_close", action), {"ending": "differently", "differently": "A poster was made."}
    )
    assert response.status_code == 302
    page = page_text(client.get(action.get_absolute_url()))
    assert "Closed as done differently" in page
    assert "A poster was made." in page


def test_the_words_of_another_ending_are_not_taken_for_this_one(client, action, bob):
    client.force_login(bob)
    client.post(address("action_close", action), {"ending": "done", "not_done": "The money went."})
    action.refresh_from_db()
    assert (action.ending, action.outcome) == ("done", "")


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"ending": ""}, "Choose how it ended."),
        ({"ending": "differently"}, "Say what was done instead."),
        ({"ending": "not_done"}, "Say why it was not done."),
    ],
)
def test_the_form_says_what_is_missing(client, action, bob, posted, said):
    client.force_login(bob)
    response = client.post(address("action_close", action), posted)
    assert response.status_code == 422
    assert said in page_text(response)


PAGES = ["action_close", "action_split", "action_merge", "action_replace", "action_delete", "action_redact"]


@pytest.mark.parametrize("name", PAGES)
def test_a_reader_may_not_and_a_stranger_does_not_learn_that_there_is_one(client, action, erin, dan, name):
    client.force_login(erin)
    assert client.get(address(name, action)).status_code == 403
    client.force_login(dan)
    assert client.get(address(name, action)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_exempt_news_is_not_written_by_an_editor_who_may_not_read_it(client, challenge, bob, name):
    quiet = make_action("Settle the claim", challenge=challenge, by=bob, **EXEMPT | {"exempt": "news"})
    client.force_login(bob)
    assert client.get(address(name, quiet)).status_code == 403


def test_the_outcome_of_exempt_news_is_told_to_nobody_else(client, challenge, bob, erin):
    officer = make_user("Priya Nair", "editor", "exempt")
    quiet = make_action("Settle the claim", challenge=challenge, by=officer, **EXEMPT | {"exempt": "news"})
    close_action(action=quiet, ending="differently", words="Paid in full.", by=officer)
    for reader, told in ((erin, False), (officer, True)):
        client.force_login(reader)
        assert ("Paid in full." in page_text(client.get(quiet.get_absolute_url()))) is told


def test_merging_and_replacing_on_their_pages(client, action, other, challenge, bob):
    client.force_login(bob)
    response = client.post(address("action_merge", action), {"other": "1.2", "leads": "on"})
    assert response.status_code == 302
    action.refresh_from_db()
    assert action.replaced_by == other
    third = make_action("Hold a staff day", challenge=challenge, by=bob)
    there = make_action(challenge=make_challenge(make_plan("Staff plan", by=bob), by=bob), by=bob)
    posted = {"plan": there.plan.pk, "other": "1.1", "words": "It is theirs now."}
    assert client.post(address("action_replace", third), posted).status_code == 302
    third.refresh_from_db()
    assert third.replaced_by == there


def test_an_action_nobody_knows_is_not_merged_into(client, action, bob):
    client.force_login(bob)
    response = client.post(address("action_merge", action), {"other": "9.9"})
    assert response.status_code == 422
    assert "no action 9.9" in page_text(response)


def test_a_closed_action_is_opened_again_on_its_page(client, action, bob):
    close_action(action=action, ending="done", by=bob)
    client.force_login(bob)
    step = action.plan.scale.step_for("on_track")
    response = client.post(
        address("action_open_again", action), {"words": "It came off the wall.", "step": step.pk}
    )
    assert response.status_code == 302
    action.refresh_from_db()
    assert action.step == step


@pytest.mark.parametrize("count", [2, 12])
def test_the_page_costs_the_same_however_many_were_merged(
    client, challenge, bob, erin, count, django_assert_max_num_queries
):
    into = make_action("Survivor", challenge=challenge, by=bob)
    for place in range(count):
        merge_actions(
            action=make_action(f"Old {place}", challenge=challenge, by=bob, deadline="June 2027"),
            into=into,
            by=bob,
            today=TODAY,
        )
    client.force_login(erin)
    with django_assert_max_num_queries(24):
        client.get(into.get_absolute_url())
