"""Words of a document that cannot be kept: too long for where they belong.

One sentence says which they are, and in which row they stand.
"""

from django.core.exceptions import ValidationError

from actionplan.models import Heading, Plan
from people.keys import key_of
from people.models import Actor


def refuse_long_title(title):
    """Raise ValidationError where the title of a plan is too long to keep."""
    _check(Plan, "title", "title of the plan", title)


def refuse_long_words(challenges):
    """Raise ValidationError with one sentence where a heading or a lead's name is too long to keep."""
    for challenge in challenges:
        first = challenge.actions[0] if challenge.actions else None
        _check(Heading, "name", "heading", challenge.heading, first)
        for action in challenge.actions:
            for name in (name for names in action.leads.values() for name in names):
                _check(Actor, "name", "name of a lead", name.name, action)


def _check(model, field, what, words, action=None):
    """The key is what the words are compared by; folding may make it longer than they are."""
    most = model._meta.get_field(field).max_length
    if len(words) <= most and len(key_of(words)) <= 2 * most:
        return
    where = f" in row {action.rows[0]}" if action and action.rows else ""
    raise ValidationError(
        f"The {what}{where}, “{words[:60].rstrip()}…”, has {len(words)} characters and at most {most} can be kept: "
        "shorten it and accept again."
    )
