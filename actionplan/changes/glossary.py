"""Keeping the glossary: the only writers of what initials stand for, besides an import that meets them."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionplan.models import GlossaryTerm

INITIALS = re.compile(r"[^\W_][\w&/’'-]{1,19}")


@transaction.atomic
def keep_term(*, initials, meaning, by, term=None, opened=None):
    """Say what initials stand for; `term` is one that is there already, whose initials or meaning change.

    `opened` is the meaning that stood there when the form was opened: where somebody else has changed it since, their
    words are named and nothing is saved.
    """
    initials, meaning = initials.strip(), " ".join(meaning.split())
    if not INITIALS.fullmatch(initials):
        raise ValidationError(
            {"initials": _("Write the initials as one word of two to twenty letters, such as PDRS.")}
        )
    if not meaning:
        raise ValidationError({"meaning": _("Write what {initials} stands for.").format(initials=initials)})
    there = GlossaryTerm.objects.select_for_update().filter(initials=initials).first()
    if there and there.meaning and (term is None or there.pk != term.pk):
        raise ValidationError(
            {
                "initials": _("{initials} is in the glossary: {meaning}.").format(
                    initials=initials, meaning=there.meaning
                )
            }
        )
    present = GlossaryTerm.objects.select_for_update().filter(pk=term.pk).first() if term else there
    if present and opened is not None and present.meaning not in (opened, meaning):
        raise ValidationError(
            {
                "meaning": _("Meanwhile somebody wrote “{meaning}”. Save again to replace it.").format(
                    meaning=present.meaning
                )
            }
        )
    if term and there and there.pk != term.pk:
        there.delete()
    present = present or GlossaryTerm()
    present.initials, present.meaning = initials, meaning
    present.full_clean(validate_unique=False)
    present.save()
    return present


@transaction.atomic
def remove_term(*, term, by):
    """Take initials out of the glossary; papers that were published keep what they printed."""
    GlossaryTerm.objects.filter(pk=term.pk).delete()
