"""Two officers at one form: whoever is shown both versions decides on those, and loses nothing else of the other's."""

import pytest
from django.urls import reverse

from actionplan.changes import edit_action, edit_plan
from tests.cast import TODAY, make_action, make_actor, make_plan, page_text

pytestmark = pytest.mark.django_db


def sent_by(form, **typed):
    """What a browser sends of a form as it is shown, with what somebody types."""
    shown = {name: form[name].value() for name in form.fields}
    hidden = {
        name: value
        for name, value in form.data.items()
        if name.startswith(("clash_", "mine_")) or name == "seen_at_revision"
    }
    return hidden | {name: "" if value is None else value for name, value in shown.items()} | typed


def clashing(client, address, **typed):
    """The form that comes back with both versions."""
    answer = client.post(address, sent_by(client.get(address).context["form"]) | typed)
    return answer.context["form"]


def test_choosing_ones_own_wording_leaves_what_else_somebody_changed(client, bob, alice):
    action = make_action(by=bob, deadline="June 27")
    client.force_login(bob)
    address = reverse("action_edit", args=[action.plan.slug, action.reference])
    mine = sent_by(client.get(address).context["form"], text="Mine")
    moves = {action.deadlines.get(): "July 27"}
    leads = [("operational", alice.actor, "Alice")]
    edit_action(
        action=action,
        by=alice,
        today=TODAY,
        reason="Late",
        text="Theirs",
        notes="Seen by HR",
        moves=moves,
        leads=leads,
    )
    both = client.post(address, mine)
    assert "Alice Ames changed this while you were editing" in page_text(both)
    client.post(address, sent_by(both.context["form"], keep_text="mine"))
    action.refresh_from_db()
    assert (action.text, action.notes) == ("Mine", "Seen by HR")
    assert action.deadlines.get().words == "July 27"
    assert [lead.actor for lead in action.leads.all()] == [alice.actor]


def test_a_deadline_that_was_shown_is_decided_and_another_is_left(client, bob, alice):
    action = make_action(by=bob, deadline="June 27")
    edit_action(action=action, by=bob, today=TODAY, further_deadlines=["June 28"])
    one, two = action.deadlines.all()
    client.force_login(bob)
    address = reverse("action_edit", args=[action.plan.slug, action.reference])
    typed = {f"deadline_{one.pk}": "May 27", "reason": "Earlier"}
    mine = sent_by(client.get(address).context["form"], **typed)
    edit_action(action=action, by=alice, today=TODAY, reason="Late", moves={one: "July 27", two: "July 28"})
    both = client.post(address, mine).context["form"]
    assert both.settled() == (f"deadline_{one.pk}",)
    client.post(address, sent_by(both, **{f"keep_deadline_{one.pk}": "mine"}))
    assert [line.words for line in action.deadlines.all()] == ["May 27", "July 28"]


def test_what_was_decided_stays_so_when_something_else_is_shown_next(client, bob, alice):
    plan = make_plan(by=bob)
    client.force_login(bob)
    address = reverse("plan_edit", args=[plan.slug])
    mine = sent_by(client.get(address).context["form"], title="Mine", origin="A review")
    edit_plan(plan=plan, by=alice, title="Theirs")
    both = client.post(address, mine).context["form"]
    edit_plan(plan=plan, by=alice, origin="An audit", committee=make_actor("Audit Committee", "committee"))
    next_ = client.post(address, sent_by(both, keep_title="theirs")).context["form"]
    assert set(next_.settled()) == {"title", "origin"}
    client.post(address, sent_by(next_, keep_origin="mine"))
    plan.refresh_from_db()
    assert (plan.title, plan.origin, plan.committee.name) == ("Theirs", "A review", "Audit Committee")


def test_what_changed_once_more_is_shown_once_more(client, bob, alice):
    plan = make_plan(by=bob)
    client.force_login(bob)
    address = reverse("plan_edit", args=[plan.slug])
    mine = sent_by(client.get(address).context["form"], title="Mine")
    edit_plan(plan=plan, by=alice, title="Theirs")
    both = client.post(address, mine).context["form"]
    edit_plan(plan=plan, by=alice, title="Theirs again")
    answer = client.post(address, sent_by(both, keep_title="mine"))
    assert "As it stands now Theirs again What you wrote Mine" in page_text(answer)
    client.post(address, sent_by(answer.context["form"], keep_title="mine"))
    plan.refresh_from_db()
    assert plan.title == "Mine"


def test_reminder_days_that_were_shown_are_decided_and_others_left(client, bob, alice):
    plan = make_plan(by=bob)
    client.force_login(bob)
    address = reverse("plan_reminders", args=[plan.slug])
    mine = sent_by(client.get(address).context["form"], due="21", act="save")
    edit_plan(plan=plan, by=alice, reminders={"due": [14], "no_news_every": 90})
    both = client.post(address, mine).context["form"]
    client.post(address, sent_by(both, keep_due="mine", act="save"))
    plan.refresh_from_db()
    assert plan.reminders == {"due": [21], "no_news_every": 90}
