"""Making a plan, its headings and its challenges."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from actionplan.changes.revisions import revision
from actionplan.changes.scales import default_scale
from actionplan.changes.slugs import free_slug
from actionplan.models import Challenge, Heading, Plan
from people.keys import key_of


@transaction.atomic
def create_plan(*, title, stands_on, by, scale=None, at=None, **words):
    """Make a draft plan; `words` are further fields of Plan (origin, committee, heading_word …)."""
    plan = Plan(
        slug=free_slug(Plan, slugify(title)[:70].strip("-") or "plan"),
        title=title.strip(),
        stands_on=stands_on,
        scale=scale or default_scale(),
        **words,
    )
    plan.full_clean()
    with revision(plan, by=by, at=at):
        plan.save()
    return plan


@transaction.atomic
def edit_plan(*, plan, by, reason="", at=None, **fields):
    """Change fields of a plan; its slug never changes."""
    with revision(plan, by=by, reason=reason, at=at):
        for name, value in fields.items():
            setattr(plan, name, value)
        plan.full_clean()
        plan.save()
    return plan


@transaction.atomic
def add_heading(*, plan, name, by, at=None):
    """Add a heading after the last one; one of that name that is there already is given back."""
    if known := plan.headings.filter(key=key_of(name)).first():
        return known
    heading = Heading(plan=plan, name=name.strip(), order=_next(plan.headings))
    heading.full_clean()
    with revision(heading, by=by, at=at):
        heading.save()
    return heading


@transaction.atomic
def add_challenge(*, heading, title, by, number=None, at=None):
    """Add a challenge at the end of the plan's printed order, with the next number."""
    plan = heading.plan
    if not title.strip():
        raise ValidationError(f"Write the {plan.challenge_word.lower()}.")
    highest = plan.challenges.aggregate(n=Max("number"))["n"] or 0
    challenge = Challenge(
        plan=plan,
        heading=heading,
        order=_next(plan.challenges),
        number=number or highest + 1,
        title=title.strip(),
    )
    challenge.full_clean()
    with revision(challenge, by=by, at=at):
        challenge.save()
    return challenge


def _next(siblings):
    last = siblings.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1
