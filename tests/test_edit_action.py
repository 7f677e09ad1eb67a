"""Editing an action: its words, leads by name, deadlines by their words, and who may."""

from datetime import timedelta

import pytest
from django.utils import timezone

from actionplan.changes import edit_action, edit_plan
from people.models import Actor, Alias
from tests.cast import TODAY, make_action, make_actor, make_user, page_text
from tests.edited_action import action, leads_of, opened, sent_from

__all__ = ["action"]

pytestmark = pytest.mark.django_db
EXEMPT = {"exempt": "all", "paragraph": "3", "public_interest": "A contract is being let."}


def save(client, action, **changes):
    return client.post(action.get_absolute_url() + "edit/", opened(client, action, **changes))


def test_an_officer_edits_the_words_and_it_is_kept_with_the_reason(client, bob, action):
    client.force_login(bob)
    response = save(client, action, text="Publish online", reason="Committee asked")
    action.refresh_from_db()
    assert response.url == action.get_absolute_url()
    assert (action.text, action.success) == ("Publish online", "Known")
    said = page_text(client.get(response.url))
    assert "1.1 is saved." in said
    assert "Why: Committee asked" in said


def test_a_form_that_was_only_looked_at_changes_nothing(client, bob, action):
    action = edit_action(
        action=action,
        by=bob,
        today=TODAY,
        text="One\nTwo",
        notes="A\n\nB",
        further_deadlines=["Spring\n2027"],
    )
    client.force_login(bob)
    before = action.revision
    sent = {name: str(value).replace("\n", "\r\n") for name, value in opened(client, action).items()}
    assert client.post(action.get_absolute_url() + "edit/", sent).status_code == 302
    action.refresh_from_db()
    assert action.revision == before


def test_an_action_needs_words_and_everything_typed_is_kept(client, bob, action):
    client.force_login(bob)
    response = save(client, action, text=" ", success="Everybody knows", lead_member_0="HR Committee")
    page = response.content.decode()
    for words in ("Write what is to be done.", "Everybody knows</textarea>", 'value="HR Committee"'):
        assert words in page
    action.refresh_from_db()
    assert action.text == "Publish who leads on what"


# Leads


def test_leads_are_named_and_keep_the_words_as_written(client, bob, action):
    head = make_actor("Head of HR & Organisational Development", "post")
    Alias.objects.create(actor=head, words="HOPOS")
    client.force_login(bob)
    save(client, action, lead_strategic_0="hopos", lead_member_0="hr committee")
    assert sorted(leads_of(action)) == [
        ("member", "HR Committee", "hr committee"),
        ("operational", "Alice Ames", "Alice Ames"),
        ("strategic", "Head of HR & Organisational Development", "hopos"),
    ]


def test_a_lead_is_taken_out_by_emptying_the_row(client, bob, action):
    client.force_login(bob)
    save(client, action, lead_operational_0="")
    assert leads_of(action) == []


def test_however_many_lead_all_of_them_stay(client, bob, action):
    crowd = [("member", make_actor(f"Cllr Number {number}"), "") for number in range(120)]
    edit_action(action=action, by=bob, today=TODAY, leads=crowd)
    client.force_login(bob)
    assert save(client, action, text="Print").status_code == 302
    assert action.leads.count() == 120


def test_an_unknown_name_is_asked_about_and_nothing_is_made(client, bob, action):
    client.force_login(bob)
    response = save(client, action, lead_strategic_0="Director of Place", text="Print")
    said = page_text(response)
    assert "We know nobody called “Director of Place”." in said
    assert "Add as a new person Add as a new post Add as a new team" in said
    assert not Actor.objects.filter(name="Director of Place").exists()
    action.refresh_from_db()
    assert action.text == "Publish who leads on what"
    again = sent_from(response, lead_strategic_0_is="new:post", lead_operational_1="director of place")
    client.post(action.get_absolute_url() + "edit/", again | {"lead_operational_1_is": "new:post"})
    assert Actor.objects.get(name="Director of Place").kind == "post"
    assert leads_of(action)[0] == ("strategic", "Director of Place", "Director of Place")
    assert leads_of(action)[2] == ("operational", "Director of Place", "director of place")


@pytest.mark.parametrize("choice", ["new:nonsense", "nonsense", "999999"])
def test_a_choice_nobody_offered_makes_nobody(client, bob, action, choice):
    client.force_login(bob)
    response = save(client, action, lead_strategic_0="Director of Place", lead_strategic_0_is=choice)
    assert response.status_code == 200
    assert not Actor.objects.filter(name="Director of Place").exists()


def test_two_of_one_name_are_told_apart(client, bob, action):
    make_actor("Anne Smith", email="anne.planning@example.org")
    other = make_actor("Anne Smith", email="anne.housing@example.org")
    client.force_login(bob)
    response = save(client, action, lead_strategic_0="Anne Smith")
    said = page_text(response)
    assert "Several are called “Anne Smith”. Choose which." in said
    assert "Anne Smith (person · anne.housing@example.org)" in said
    client.post(action.get_absolute_url() + "edit/", sent_from(response, lead_strategic_0_is=str(other.pk)))
    assert action.leads.get(role="strategic").actor == other
    assert save(client, action, text="Print").status_code == 302, "the row that stands asks nothing again"
    assert action.leads.get(role="strategic").actor == other


def test_a_lead_who_has_left_stays_until_taken_out(client, bob, alice, action):
    Actor.objects.filter(pk=alice.actor.pk).update(left_on="2026-10-01")
    client.force_login(bob)
    assert save(client, action, text="Print").status_code == 302
    assert leads_of(action) == [("operational", "Alice Ames", "Alice Ames")]
    said = page_text(save(client, action, lead_strategic_0="Alice Ames"))
    assert "We know nobody called “Alice Ames”" in said


# Deadlines


def test_a_deadline_moves_with_a_reason(client, bob, action):
    line = action.deadlines.get()
    client.force_login(bob)
    refused = save(client, action, **{f"deadline_{line.pk}": "September 26"})
    assert "Say why the deadline moves." in page_text(refused)
    assert "30 September 2026, read as a month." in page_text(refused)
    assert action.deadlines.get().words == "June 26"
    again = sent_from(refused, reason="The intranet is late.")
    assert client.post(action.get_absolute_url() + "edit/", again).status_code == 302
    line = action.deadlines.get()
    assert (str(line.due), line.changes.get().reason) == ("2026-09-30", "The intranet is late.")


def test_another_deadline_and_the_day_one_was_met(client, bob, action):
    line = action.deadlines.get()
    client.force_login(bob)
    save(client, action, deadline_new="March 2027", **{f"met_{line.pk}": "2026-06-12"})
    assert [str(each.met_on) for each in action.deadlines.all()] == ["2026-06-12", "None"]
    assert action.deadlines.last().words == "March 2027"
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused = save(client, action, **{f"met_{line.pk}": tomorrow.isoformat()})
    assert "A deadline cannot have been met on a day to come." in page_text(refused)


def test_words_are_read_back_as_they_are_typed(client, bob, erin, action):
    address = action.plan.get_absolute_url() + "deadline-reading/"
    client.force_login(bob)
    read = client.get(address, {"deadline_new": "Spring 2027"})
    assert read.content.strip() == b"31 May 2027, read as a season."
    assert b"<script" not in client.get(address, {"deadline_new": "<script>"}).content
    assert b"<a" not in client.get(address, {"deadline_<a>": "2024-26"}).content
    assert client.get(address).content == b""
    doubtful = client.get(address, {"deadline_new": "2024-26"}).content
    assert b"financial years may be meant." in doubtful
    assert b'name="deadline_new_right"' in doubtful
    client.force_login(erin)
    assert client.get(address, {"deadline_new": "Spring 2027"}).status_code == 403


# Exempt


def test_only_those_with_the_right_make_an_action_exempt(client, bob, action):
    client.force_login(bob)
    assert "Schedule 12A" not in page_text(client.get(action.get_absolute_url() + "edit/"))
    save(client, action, **EXEMPT)
    action.refresh_from_db()
    assert action.exempt == "no"
    officer = make_user("Olive Officer", "editor", "exempt")
    client.force_login(officer)
    refused = save(client, action, exempt="all").context["form"]
    assert refused.errors == {
        "paragraph": ["Name the paragraph under which it is exempt."],
        "public_interest": ["Say why exempting it is in the public interest."],
    }
    assert save(client, action, **EXEMPT).status_code == 302
    action.refresh_from_db()
    assert (action.exempt, action.reference) == ("all", "1.1")
    client.force_login(bob)
    assert client.get(action.get_absolute_url()).status_code == 404


# Refusals


def test_others_may_not_edit(client, alice, erin, dan, action):
    for user, status in ((alice, 403), (erin, 403), (dan, 404)):
        client.force_login(user)
        assert client.get(action.get_absolute_url() + "edit/").status_code == status
        assert client.post(action.get_absolute_url() + "edit/", {"text": "Mine"}).status_code == status
    action.refresh_from_db()
    assert action.text == "Publish who leads on what"


def test_an_exempt_action_is_nothing_to_an_editor_without_the_right(client, bob):
    action = make_action(**EXEMPT)
    client.force_login(bob)
    assert client.post(action.get_absolute_url() + "edit/", {"text": "Mine"}).status_code == 404


def test_a_closed_plan_is_not_edited(client, bob, action):
    client.force_login(bob)
    sent = opened(client, action, text="Print")
    edit_plan(plan=action.plan, by=bob, state="closed")
    response = client.post(action.get_absolute_url() + "edit/", sent)
    assert "This plan is closed. Open it again before changing it." in page_text(response)
    assert "Print</textarea>" in response.content.decode()


def test_one_empty_row_a_role_is_shown_and_the_others_are_folded_away(client, bob, action):
    client.force_login(bob)
    form = client.get(action.get_absolute_url() + "edit/").context["form"]
    assert [(role["one"], len(role["shown"]), len(role["more"])) for role in form.lead_rows()] == [
        ("member lead", 1, 3),
        ("strategic lead", 1, 3),
        ("operational lead", 2, 3),
    ]


def test_a_name_in_a_folded_row_comes_back_unfolded(client, bob, action):
    client.force_login(bob)
    response = save(client, action, lead_member_3="Nobody we know")
    shown = [row["name"].value() for row in next(response.context["form"].lead_rows())["shown"]]
    assert "Nobody we know" in shown


@pytest.mark.parametrize("words", ["2024-26", "31 June 2027", "nonsense"])
def test_a_reading_that_could_be_disputed_is_confirmed_before_it_is_kept(client, bob, action, words):
    client.force_login(bob)
    asked = save(client, action, deadline_new=words)
    assert "Tick that this is meant, or write it otherwise." in page_text(asked)
    assert action.deadlines.count() == 1
    row = list(asked.context["form"].deadline_rows())[-1]
    again = sent_from(asked, deadline_new_right=row["read"])
    other = again | {"deadline_new": "2025-27"}
    assert client.post(action.get_absolute_url() + "edit/", other).status_code == 200, (
        "a tick is for what it said"
    )
    assert client.post(action.get_absolute_url() + "edit/", again).status_code == 302
    line = action.deadlines.last()
    assert (line.words, line.confirmed_by) == (words, bob)
    assert "Correct it" not in page_text(client.get(action.get_absolute_url()))


def test_a_deadline_nobody_touched_asks_nothing(client, bob):
    action = make_action(deadline="2024-26")
    client.force_login(bob)
    assert save(client, action, text="Print").status_code == 302
    said = page_text(client.get(action.get_absolute_url()))
    assert "“2024-26”: 31 December 2026, read as whole years. Years alone" in said
    line = action.deadlines.get()
    confirm = f"{action.get_absolute_url()}deadlines/{line.pk}/confirm/"
    assert "is confirmed as 31 December 2026." in page_text(client.post(confirm, follow=True))
    assert "Correct it" not in page_text(client.get(action.get_absolute_url()))


def test_another_of_the_same_name_can_be_added(client, bob, action):
    known = make_actor("Anne Smith", email="anne.planning@example.org")
    client.force_login(bob)
    save(client, action, lead_strategic_0="Anne Smith", lead_strategic_0_is="another:person")
    added = action.leads.get(role="strategic").actor
    assert (added.name, added.kind) == ("Anne Smith", "person")
    assert added != known
    asked = save(client, action, lead_member_0="Anne Smith")
    assert "Another person of this name, to be added" in page_text(asked)
