"""The only writers of how a committee likes its papers: keyword arguments, one transaction.

Who may is asked at the door. A change is for papers not published yet; what went out stays as it went out.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reports.house import House, problem_of
from reports.house_document import refusal
from reports.house_examples import trial_paper
from reports.models import Template
from reports.snapshots import checksum

MEANWHILE = _(
    "Somebody else changed this form while you were at it. What you typed stands below: look, then save again."
)
CHOOSE = _("Choose the Word document.")


def version_of(committee):
    """What a form was opened with, so that nobody overwrites somebody else's."""
    template = Template.objects.filter(committee=committee).only("sections").first()
    return checksum(template.sections if template else {})


@transaction.atomic
def save_house(*, committee, own, opened):
    """Keep the parts of a House that the clerk wrote (by their names there); `opened` as `version_of` gave it."""
    template = _for_change(committee)
    if opened != checksum(template.sections):
        raise ValidationError(MEANWHILE)
    if problem := problem_of(own):
        raise ValidationError(problem)
    template.sections = template.sections | own
    template.save(update_fields=["sections"])
    return template


def keep_document(*, committee, data, name):
    """Write this committee's papers on this Word document (bytes) from now on, after a look into it."""
    if not data:
        raise ValidationError(CHOOSE)
    if problem := refusal(data, trial_paper(House.of(committee))):
        raise ValidationError(problem)
    with transaction.atomic():
        template = _for_change(committee)
        template.docx, template.docx_name = data, name[-255:]
        template.save(update_fields=["docx", "docx_name"])
    return template


@transaction.atomic
def remove_document(*, committee):
    """Write this committee's papers in our own look again."""
    template = _for_change(committee)
    template.docx, template.docx_name = None, ""
    template.save(update_fields=["docx", "docx_name"])
    return template


def _for_change(committee):
    Template.objects.get_or_create(committee=committee)
    return Template.objects.select_for_update().defer("docx").get(committee=committee)
