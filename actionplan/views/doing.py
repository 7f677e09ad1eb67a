"""Making a change that has no form of its own, and saying how it went."""

from django.contrib import messages
from django.core.exceptions import ValidationError


def done(request, change, said):
    """What the change gave back (or True), once it is said that it is done; None where it was not possible.

    `said` is a sentence, or makes one of what was given back.
    """
    try:
        given = change()
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return None
    messages.success(request, said(given) if callable(said) else said)
    return given or True
