"""A closed plan is kept as it stands."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import Plan


def refuse_closed(plan):
    """Raise ValidationError where the plan is closed; opening it again is the one change there is."""
    if plan.state == Plan.State.CLOSED:
        raise ValidationError(_("This plan is closed. Open it again before changing it."))
