"""Pages of people, posts, teams and committees."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people import changes
from people.models import Actor, Membership
from tests.cast import make_action, make_actor, make_challenge, page_text

pytestmark = pytest.mark.django_db


def test_the_list_finds_a_name_whatever_its_case_and_accents(client, erin):
    make_actor("Siân O’Neill")
    make_actor("Head of Housing", "post")
    client.force_login(erin)
    page = client.get(reverse("people_list"), {"words": "sian o'neill"}).content.decode()
    assert "Siân O’Neill" in page
    assert "Head of Housing" not in page


def test_the_list_costs_the_same_queries_for_two_people_as_for_forty(
    client, erin, django_assert_max_num_queries
):
    team = make_actor("Digital team", "team")
    for n in range(40):
        changes.join(of=team, member=make_actor(f"Person {n}"))
    client.force_login(erin)
    with django_assert_max_num_queries(12):
        client.get(reverse("people_list"))


def test_a_reader_reads_and_may_not_change(client, erin):
    post = make_actor("Head of HR", "post")
    client.force_login(erin)
    edit = reverse("actor_edit", args=[post.pk])
    assert edit not in client.get(reverse("actor_detail", args=[post.pk])).content.decode()
    for name in ("actor_edit", "membership_create"):
        assert client.get(reverse(name, args=[post.pk])).status_code == 403
    assert client.post(reverse("actor_create"), {"kind": "person", "name": "X"}).status_code == 403
    assert not Actor.objects.filter(name="X").exists()


def test_an_editor_names_a_holder_and_ends_it(client, bob):
    post, person = make_actor("Head of HR", "post"), make_actor("Priya Nair")
    client.force_login(bob)
    client.post(reverse("membership_create", args=[post.pk]), {"member": person.pk, "since": "2026-01-01"})
    held = Membership.objects.get()
    assert (held.of, held.member, held.since) == (post, person, date(2026, 1, 1))
    client.post(reverse("membership_end", args=[held.pk]), {"until": "2026-06-30"})
    held.refresh_from_db()
    assert held.until == date(2026, 6, 30)


def test_an_end_before_the_beginning_is_refused_in_one_sentence_and_kept_as_typed(client, bob):
    post, person = make_actor("Head of HR", "post"), make_actor("Priya Nair")
    held = changes.join(of=post, member=person, since=date(2026, 5, 1))
    client.force_login(bob)
    page = client.post(reverse("membership_end", args=[held.pk]), {"until": "2026-04-01"}).content.decode()
    assert "The first day comes after the last." in page
    assert 'value="2026-04-01"' in page
    held.refresh_from_db()
    assert held.until is None


def test_nobody_is_twice_in_a_team_at_the_same_time(db):
    team, person = make_actor("Digital team", "team"), make_actor("Priya Nair")
    changes.join(of=team, member=person, until=date(2026, 3, 31))
    changes.join(of=team, member=person, since=date(2026, 4, 1))
    with pytest.raises(ValidationError, match="already at that time"):
        changes.join(of=team, member=person, since=date(2026, 5, 1))


def test_a_committee_cannot_hold_a_post(db):
    with pytest.raises(ValidationError, match="cannot belong"):
        changes.join(of=make_actor("Head of HR", "post"), member=make_actor("HR Committee", "committee"))


def test_saving_an_actor_keeps_its_other_names(client, bob):
    client.force_login(bob)
    client.post(
        reverse("actor_create"),
        {"kind": "post", "name": "Head of People", "aliases": "HOPOS\nHead of Personnel\n\nhopos"},
    )
    actor = Actor.objects.get(name="Head of People")
    assert [alias.words for alias in actor.aliases.all()] == ["Head of Personnel", "hopos"]


def test_a_deputy_is_named_and_ends(client, bob):
    director, pa = make_actor("Shirin Patel"), make_actor("Sam Reed")
    client.force_login(bob)
    client.post(reverse("deputy_create", args=[director.pk]), {"deputy": pa.pk, "since": "2026-01-01"})
    delegation = director.deputies.get()
    client.post(reverse("deputy_end", args=[delegation.pk]), {"until": "2026-02-01"})
    delegation.refresh_from_db()
    assert delegation.until == date(2026, 2, 1)


def test_somebodys_page_lists_only_actions_the_reader_may_see(client, dan, erin):
    lead = make_actor("Shirin Patel")
    make_action("Publish who leads on what", leads=[("strategic", lead)])
    for user, seen in ((erin, True), (dan, False)):
        client.force_login(user)
        page = client.get(reverse("actor_detail", args=[lead.pk])).content.decode()
        assert ("Publish who leads on what" in page) is seen


def test_nobody_sees_people_without_signing_in(client, db):
    answer = client.get(reverse("people_list"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def fields_of(page):
    return set(page.context["form"].fields)


def test_what_is_added_is_chosen_first_and_asked_for_what_it_has(client, bob):
    client.force_login(bob)
    address = reverse("actor_create")
    for kind in ("", "?kind=nobody"):
        assert "Whom do you add?" in client.get(address + kind).content.decode()
    person, team = client.get(address + "?kind=person"), client.get(address + "?kind=team")
    assert fields_of(person) == {"kind", "name", "email", "councillor", "public_label", "aliases"}
    assert fields_of(team) == {"kind", "name", "part_of", "public_label", "aliases"}


def test_a_change_of_a_team_asks_nothing_of_a_person(client, bob):
    team = make_actor("Digital team", "team")
    client.force_login(bob)
    address = reverse("actor_edit", args=[team.pk])
    assert not {"email", "councillor"} & fields_of(client.get(address))
    client.post(address, {"kind": "person", "name": "Web team", "left_on": "2026-06-30"})
    team.refresh_from_db()
    assert (team.kind, team.name, team.left_on) == ("team", "Web team", date(2026, 6, 30))


def test_somebodys_page_says_what_is_overdue_and_counts_all(client, erin):
    lead = make_actor("Shirin Patel")
    challenge = make_challenge()
    make_action("Late", challenge=challenge, leads=[("strategic", lead)], deadline="3 March 2020")
    make_action("Open", challenge=challenge, leads=[("strategic", lead)])
    client.force_login(erin)
    said = page_text(client.get(reverse("actor_detail", args=[lead.pk])))
    assert "Leads 2 actions" in said
    assert "days overdue" in said
    assert said.index("Late") < said.index("Open")


def test_a_deputy_begins_before_it_ends_and_is_named_once_for_a_time(db):
    director, pa = make_actor("Shirin Patel"), make_actor("Sam Reed")
    with pytest.raises(ValidationError, match="comes after the last"):
        changes.appoint_deputy(principal=director, deputy=pa, since=date(2026, 5, 2), until=date(2026, 5, 1))
    changes.appoint_deputy(principal=director, deputy=pa, until=date(2026, 3, 31))
    changes.appoint_deputy(principal=director, deputy=pa, since=date(2026, 4, 1))
    with pytest.raises(ValidationError, match="already at that time"):
        changes.appoint_deputy(principal=director, deputy=pa, since=date(2026, 5, 1))


def test_the_list_and_a_persons_page_say_how_much_is_led_and_overdue_also_through_a_post(client, erin):
    person, post = make_actor("Shirin Patel"), make_actor("Head of HR", "post")
    changes.join(of=post, member=person, since=date(2026, 5, 1))
    challenge = make_challenge()
    make_action("Late", challenge=challenge, leads=[("member", person)], deadline="3 March 2020")
    secret = {"exempt": "all", "paragraph": "3", "public_interest": "x"}
    make_action("Secret", challenge=challenge, leads=[("member", person)], **secret)
    make_action("Of the post", challenge=challenge, leads=[("strategic", post)], deadline="3 March 2020")
    client.force_login(erin)
    listed = dict(client.get(reverse("people_list"), {"words": "shirin"}).context["listed"])
    assert listed[person] == (1, 1)
    said = page_text(client.get(reverse("actor_detail", args=[person.pk])))
    assert "Leads 1 action · 1 overdue" in said
    assert "Through Head of HR 1 open action, 1 overdue" in said
    assert "Holds Head of HR since 1 May 2026" in said


def test_a_page_costs_the_same_queries_for_2_posts_as_for_20(client, erin):
    client.force_login(erin)
    client.get(reverse("people_list"))  # the first page of all asks for the council too
    costs = []
    for count in (2, 20):
        person = make_actor(f"Person {count}")
        for n in range(count):
            changes.join(of=make_actor(f"Post {count} {n}", "post"), member=person)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("actor_detail", args=[person.pk]))
        costs.append(len(queries))
    assert costs[0] == costs[1]
