"""Making a plan, its headings and its challenges."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actionplan.changes import caches
from actionplan.changes.closed import refuse_closed
from actionplan.changes.conflicts import given_anew, refuse, state_at
from actionplan.changes.locks import locked, locked_plan
from actionplan.changes.revisions import revision
from actionplan.changes.scales import default_scale
from actionplan.changes.slugs import free_slug
from actionplan.models import Challenge, Heading, Plan, Revision
from people.keys import key_of

# What a plan may become: a draft goes live, a live plan is closed, a closed one is opened again.
NEXT_STATES = {"draft": ("live",), "live": ("closed",), "closed": ("live",)}


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
    _refuse_nobody_agreeing(plan, words)
    plan.full_clean()
    with revision(plan, by=by, at=at):
        plan.save()
    return plan


@transaction.atomic
def edit_plan(*, plan, by, reason="", at=None, opened_at_revision=None, **fields):
    """Change fields of a plan; its slug never changes.

    Where a field given here has changed since the form was opened, Conflict says both; see conflicts.py.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    fields = _anew(plan, fields, opened_at_revision)
    if fields and "state" not in fields:
        refuse_closed(plan)
    _refuse_nobody_agreeing(plan, fields)
    if "scale" in fields and plan.actions.exists():
        raise ValidationError({"scale": _("The plan has actions already, so its status words stay.")})
    return _keep(plan, fields, by=by, reason=reason, at=at)


def _refuse_nobody_agreeing(plan, fields):
    """New dates are agreed by a committee only where there is one. A plan that stood so before is left in peace."""
    agreed_by = fields.get("extensions_agreed_by", plan.extensions_agreed_by)
    committee = fields.get("committee", plan.committee_id)
    asked = {"extensions_agreed_by", "committee"} & set(fields)
    if asked and agreed_by == "committee" and not committee:
        raise ValidationError({"committee": _("Choose the committee that agrees new dates.")})


@transaction.atomic
def change_state(*, plan, state, by, reason=""):
    """Make a draft live, close a live plan, or open a closed one again."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if state == plan.state:
        return plan
    if state not in NEXT_STATES[plan.state]:
        said = _("A {state} plan cannot become {other}.")
        raise ValidationError(
            said.format(state=plan.get_state_display(), other=dict(Plan.State.choices).get(state, state))
        )
    return _keep(plan, {"state": state}, by=by, reason=reason)


@transaction.atomic
def add_heading(*, plan, name, by, reason="", at=None, batch=None):
    """Add a heading after the last one; one of that name that is there already is given back."""
    plan = locked_plan(plan)
    refuse_closed(plan)
    if known := plan.headings.filter(key=key_of(name)).first():
        return known
    if not name.strip():
        raise ValidationError(_("Write the {heading}.").format(heading=plan.heading_word.lower()))
    heading = Heading(plan=plan, name=name.strip(), order=_next(plan.headings))
    heading.full_clean()
    with revision(heading, by=by, reason=reason, at=at, batch=batch):
        heading.save()
    return heading


@transaction.atomic
def edit_heading(*, heading, name, by, opened_at_revision=None):
    """Rename a heading; two headings of a plan never have the same name."""
    refuse_closed(locked_plan(heading.plan))
    heading = Heading.objects.select_related("plan").get(pk=heading.pk)
    if not name.strip():
        raise ValidationError(
            {"name": _("Write the {heading}.").format(heading=heading.plan.heading_word.lower())}
        )
    taken = heading.plan.headings.filter(key=key_of(name)).exclude(pk=heading.pk)
    if taken.exists():
        raise ValidationError({"name": _("“{name}” is there already.").format(name=name.strip())})
    return _keep(heading, _anew(heading, {"name": name.strip()}, opened_at_revision), by=by)


@transaction.atomic
def add_challenge(*, heading, title, by, number=None, reason="", at=None, batch=None):
    """Add a challenge at the end of the plan's printed order, with the next number that was never given."""
    plan = locked_plan(heading.plan)
    refuse_closed(plan)
    if not title.strip():
        raise ValidationError(_("Write the {challenge}.").format(challenge=plan.challenge_word.lower()))
    challenge = Challenge(
        plan=plan,
        heading=heading,
        order=_next(plan.challenges),
        number=number or _next_number(plan),
        title=title.strip(),
    )
    challenge.full_clean()
    with revision(challenge, by=by, reason=reason, at=at, batch=batch):
        challenge.save()
    return challenge


@transaction.atomic
def edit_challenge(*, challenge, by, opened_at_revision=None, **fields):
    """Change a challenge's `title` or `heading`; its number and its actions' references stay."""
    refuse_closed(locked_plan(challenge.plan))
    challenge = Challenge.objects.select_related("plan").get(pk=challenge.pk)
    if not fields.get("title", challenge.title).strip():
        raise ValidationError(
            {"title": _("Write the {challenge}.").format(challenge=challenge.plan.challenge_word.lower())}
        )
    _keep(challenge, _anew(challenge, fields, opened_at_revision), by=by)
    locked(challenge.actions.all())
    caches.refresh_search_keys(challenge)
    return challenge


def _next_number(plan):
    """One more than the highest there ever was: references of a challenge that was taken out still name its number."""
    there = plan.challenges.aggregate(highest=Max("number"))["highest"] or 0
    gone = Revision.objects.filter(plan=plan, subject="challenge", state__deleted=True)
    return max([there, *gone.values_list("state__number", flat=True)]) + 1


def _next(siblings):
    last = siblings.aggregate(last=Max("order"))["last"]
    return 0 if last is None else last + 1


def _anew(subject, fields, opened_at):
    """The fields this save changes, by their names in the table; Conflict where they changed meanwhile."""
    columns = {subject._meta.get_field(name).attname: name for name in fields}
    clashes = {}
    anew = given_anew(
        {column: _plain(fields[name]) for column, name in columns.items()},
        present={column: _plain(getattr(subject, column)) for column in columns},
        then=state_at(subject, opened_at),
        clashes=clashes,
    )
    refuse({columns[each]: (getattr(subject, columns[each]), fields[columns[each]]) for each in clashes})
    return {columns[column]: fields[columns[column]] for column in anew}


def _plain(value):
    """As a revision keeps it: days as their ISO words, rows as their ids."""
    value = getattr(value, "pk", value)
    return value.isoformat() if hasattr(value, "isoformat") else value


def _keep(subject, fields, *, by, reason="", at=None):
    with revision(subject, by=by, reason=reason, at=at):
        for name, value in fields.items():
            setattr(subject, name, value)
        subject.full_clean()
        subject.save()
    return subject
