"""Saves what a form holds through a change, and puts on the form why that was not possible."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionplan.changes import Conflict
from actionplan.changes.revisions import latest_revision


def saved(form, change, subject=None):
    """What `change()` gave back; None where it refused, and then the form says why.

    `subject` is what is edited, for a form that shows both versions when a save conflicts.
    """
    try:
        with transaction.atomic():
            return change()
    except ValidationError as error:
        refuse(form, error)
    except Conflict as conflict:
        form.show_both(conflict, latest_revision(subject))
    return None


def refuse(form, error):
    """Put a refusal beside the field it is about, where the form has it."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
