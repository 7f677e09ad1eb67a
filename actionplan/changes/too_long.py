"""Words of a document that cannot be kept: too long for where they belong.

One sentence says which they are, and in which row they stand.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionplan.models import Heading, Plan
from people.keys import key_of
from people.models import Actor

TITLE = _(
    "The title of the plan, “{words}…”, has {number} characters and at most {most} can be kept: "
    "shorten it and accept again."
)
HEADING = _(
    "The heading, “{words}…”, has {number} characters and at most {most} can be kept: "
    "shorten it and accept again."
)
HEADING_OF_A_ROW = _(
    "The heading in row {row}, “{words}…”, has {number} characters and at most {most} can be kept: "
    "shorten it and accept again."
)
LEAD = _(
    "The name of a lead, “{words}…”, has {number} characters and at most {most} can be kept: "
    "shorten it and accept again."
)
LEAD_OF_A_ROW = _(
    "The name of a lead in row {row}, “{words}…”, has {number} characters and at most {most} can be kept: "
    "shorten it and accept again."
)


def refuse_long_title(title):
    """Raise ValidationError where the title of a plan is too long to keep."""
    _check(Plan, "title", title, TITLE)


def refuse_long_words(challenges):
    """Raise ValidationError with one sentence where a heading or a lead's name is too long to keep."""
    for challenge in challenges:
        first = _row(challenge.actions[0]) if challenge.actions else ""
        _check(Heading, "name", challenge.heading, HEADING_OF_A_ROW if first else HEADING, first)
        for action in challenge.actions:
            row = _row(action)
            for name in (name for names in action.leads.values() for name in names):
                _check(Actor, "name", name.name, LEAD_OF_A_ROW if row else LEAD, row)


def _row(action):
    return action.rows[0] if action.rows else ""


def _check(model, field, words, sentence, row=""):
    """The key is what the words are compared by; folding may make it longer than they are."""
    most = model._meta.get_field(field).max_length
    if len(words) <= most and len(key_of(words)) <= 2 * most:
        return
    said = sentence.format(row=row, words=words[:60].rstrip(), number=len(words), most=most)
    raise ValidationError(said)
