"""Giving and taking back what an account may do."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.models import Grant


@transaction.atomic
def give_grant(*, user, role, plan=None, committee=None):
    """Give an account a role over a plan, a committee's plans, or the whole council."""
    grant = Grant(user=user, role=role, plan=plan, committee=committee)
    if role == Grant.Role.ADMIN and (plan or committee):
        raise ValidationError(_("Keeping accounts is for the whole council, not for one plan or committee."))
    if role == Grant.Role.CLERK and plan:
        raise ValidationError(_("A clerk serves a committee or the whole council, not one plan."))
    grant.full_clean()
    grant.save()
    return grant


@transaction.atomic
def take_grant(*, grant):
    """Take a role back. The last account that keeps accounts keeps that role."""
    others = Grant.objects.filter(role=Grant.Role.ADMIN, user__is_active=True).exclude(pk=grant.pk)
    if grant.role == Grant.Role.ADMIN and not others.exists():
        raise ValidationError(_("Nobody would be left to keep accounts; give somebody else that role first."))
    grant.delete()
