"""Recording several answers at once."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from actionplan.changes.updates import record_update
from actionplan.models import Action, Update


@dataclass
class Answer:
    """What somebody says of an action: `given` is what `record_update` takes.

    Afterwards `update` is what was recorded, or `refusal` the ValidationError that says why nothing was.
    """

    action: Action
    given: dict = field(default_factory=dict)
    update: Update | None = None
    refusal: ValidationError | None = None


def record_answers(*, answers, by, at=None):
    """Record each answer by itself, and say of each how it went.

    One that is not possible takes none of the others back: their words are kept whatever happens to it.
    """
    for answer in answers:
        try:
            answer.update = record_update(action=answer.action, by=by, at=at, **answer.given)
        except ValidationError as error:
            answer.refusal = error
    return answers
