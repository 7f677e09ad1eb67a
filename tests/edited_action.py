"""An action and its form: opened, filled in differently, and whose names lead it afterwards."""

import pytest

from tests.cast import make_action


@pytest.fixture
def action(alice):
    return make_action(
        "Publish who leads on what", leads=[("operational", alice.actor)], deadline="June 26", success="Known"
    )


def opened(client, action, **changes):
    """What the form would send as it was opened, with these changes."""
    page = client.get(action.get_absolute_url() + "edit/")
    return sent_from(page, **changes)


def sent_from(page, **changes):
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    for clash in form.clashes():
        values |= {f"clash_{clash['name']}": clash["theirs"], f"mine_{clash['name']}": clash["mine"]}
    if form.seen_at():
        values["seen_at_revision"] = form.seen_at()
    return {name: value for name, value in (values | changes).items() if value is not None}


def leads_of(action):
    return [(lead.role, lead.actor.name, lead.words) for lead in action.leads.all()]
