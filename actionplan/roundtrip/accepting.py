"""Bringing a sheet back: it is kept, and what somebody takes from it is written through `actionplan.changes`."""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import permissions
from actionplan.changes import Conflict, add_action, edit_action, record_update
from actionplan.changes.conflicts import state_at
from actionplan.changes.locks import locked_action
from actionplan.importing.limits import CannotRead, size_in_words
from actionplan.imports import limits_set
from actionplan.models import Plan, Revision, Sheet
from actionplan.roundtrip.reading import read_sheet
from actionplan.roundtrip.review import check_revisions, review_of

LONGEST_NAME = Sheet._meta.get_field("name").max_length
CLOSED = gettext_lazy("This plan is closed: open it again before a sheet is brought back.")
TOO_LARGE = gettext_lazy(
    "The file is {size} and at most {most} are read: take out what was added beside the plan and save it again."
)
CHANGED = gettext_lazy(
    "Somebody changed this after you opened the page. Both versions are shown now: look again."
)
MOST_AT_ONCE = 250  # actions a press; at some 30 ms each a page would else not answer in time
WORDS = ("text", "success")
ROLES = ("member", "strategic", "operational")


@dataclass
class Taken:
    """What was written, (reference or row, why not) for what was not, and how many actions wait for another press."""

    fields: int = 0
    actions: list = field(default_factory=list)
    added: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    waiting: int = 0


def bring_back(*, plan, data, name, size, by, today):
    """Keep an edited sheet of this plan to be looked at. Raises CannotRead, and keeps nothing, with one sentence."""
    if plan.state == Plan.State.CLOSED:
        raise CannotRead(str(CLOSED))
    most = settings.IMPORT_MAX_BYTES
    if size > most:
        raise CannotRead(TOO_LARGE.format(size=size_in_words(size), most=size_in_words(most)))
    read = read_sheet(data, name, slug=plan.slug, words=_words_of(plan), limits=limits_set())
    kept = read.as_json()
    check_revisions(plan, kept["rows"], user=by, today=today)
    return Sheet.objects.create(
        plan=plan,
        name=name[:LONGEST_NAME],
        file=data,
        sha256=hashlib.sha256(data).hexdigest(),
        rows=kept,
        by=by,
        at=timezone.now(),
    )


def _words_of(plan):
    """The words its columns are called by, now and before."""
    now = (plan.heading_word, plan.challenge_word, plan.action_word)
    states = Revision.objects.filter(subject="plan", subject_id=plan.pk).values_list("state", flat=True)
    before = (
        tuple(state.get(f"{what}_word", word) for what, word in zip(WHAT, now, strict=True))
        for state in states
    )
    return list(dict.fromkeys([now, *before]))


WHAT = ("heading", "challenge", "action")


def take(*, sheet, ticked, seen, reason, by, today, all_free=False):
    """Take from a sheet what was ticked, or (`all_free`) everything that changed in the sheet alone.

    `ticked` are "reference:field" and "row:number"; `seen` maps a reference to the revision that was on the page.
    Each action is one transaction: what is not possible, or changed since it was on the page, is refused with its
    reason and the rest goes on. Nothing is ever written that the sheet did not change. One press takes at most
    MOST_AT_ONCE actions and says how many wait.
    """
    review, done = review_of(sheet, user=by, today=today), Taken()
    presses = [*_edits(review, ticked, seen, reason, all_free), *_additions(review, ticked, all_free)]
    for what, change, given in presses[:MOST_AT_ONCE]:
        _try(done, what, change, sheet=sheet, by=by, today=today, **given)
    done.waiting = len(presses[MOST_AT_ONCE:])
    return done


def _edits(review, ticked, seen, reason, all_free):
    for row in review.rows:
        chosen = [each for each in row.open if _is_chosen(row, each, ticked, all_free)]
        if chosen:
            opened_at = seen.get(row.action.reference, 0)
            given = {"row": row, "chosen": chosen, "opened_at": opened_at, "reason": reason}
            yield row.action.reference, _take_row, given


def _additions(review, ticked, all_free):
    for added in review.added:
        if added.key in ticked or (all_free and not added.refusal):
            yield _("Row {row}").format(row=added.number), _add, {"added": added}


def _is_chosen(row, field, ticked, all_free):
    return field.is_free if all_free else f"{row.action.reference}:{field.name}" in ticked


def _try(done, what, change, **given):
    """Each by itself, all of it or nothing of it."""
    try:
        with transaction.atomic():
            fields, reference, is_new = change(**given)
    except ValidationError as refusal:
        done.refused.append((what, " ".join(refusal.messages)))
    except Conflict:
        done.refused.append((what, CHANGED))
    else:
        done.fields += fields
        (done.added if is_new else done.actions).append(reference)


def _take_row(*, sheet, row, chosen, opened_at, reason, by, today):
    if refusals := [each.refusal for each in chosen if each.refusal]:
        raise ValidationError(refusals)
    action = locked_action(row.action)
    by_name = {each.name: each for each in chosen}
    edited = _edit(action, by_name, opened_at)
    if edited:
        edit_action(action=action, by=by, today=today, reason=reason, opened_at_revision=opened_at, **edited)
    if by_name.keys() & {"status", "news"}:
        _report(action, by_name, opened_at, by, today)
    _note(sheet, by, reference=action.reference, row=row.number, changed=list(by_name))
    return len(chosen), action.reference, False


def _edit(action, chosen, opened_at):
    """What `edit_action` is to change of an action."""
    edit = {name: chosen[name].value for name in WORDS if name in chosen}
    if set(ROLES) & chosen.keys():
        edit["leads"] = _leads(action, chosen)
    if "deadline" in chosen:
        edit |= _deadline(action, chosen["deadline"].value, opened_at)
    return edit


def _leads(action, chosen):
    """All leads as they stand, with the roles that are taken in the sheet's order; words as written stay."""
    lines = list(action.leads.select_related("actor"))
    written = {(line.role, line.actor_id): line.words for line in lines}
    leads = []
    for role in ROLES:
        if role in chosen:
            leads += [
                (role, actor, written.get((role, actor.pk), words)) for actor, words in chosen[role].value
            ]
        else:
            leads += [(role, line.actor, line.words) for line in lines if line.role == role]
    return leads


def _deadline(action, words, opened_at):
    line = action.deadlines.first()
    if line is None:
        return {"further_deadlines": [words]}
    if not (state_at(action, opened_at) or {}).get("deadlines"):
        raise Conflict({"deadline": (line.words, words)})
    return {"moves": {line: words}}


def _report(action, chosen, opened_at, by, today):
    """A changed status is an update like any other, and so is news; never a step set without one."""
    if "status" in chosen and (state_at(action, opened_at) or {}).get("step") != action.step.word:
        raise Conflict({"status": (action.step.word, chosen["status"].sheet)})
    record_update(
        action=action,
        by=by,
        step=chosen["status"].value if "status" in chosen else None,
        words=chosen["news"].value if "news" in chosen else "",
        for_actor=permissions.answers_for(by, action, today),
    )


def _add(*, sheet, added, by, today):
    if added.refusal:
        raise ValidationError(added.refusal)
    held = _held(sheet)
    if any(each["row"] == added.number and not each["changed"] for each in held.taken):
        raise ValidationError(_("This row was added already."))
    action = add_action(
        challenge=added.challenge,
        text=added.text,
        success=added.success,
        by=by,
        today=today,
        leads=added.leads,
        deadline_words=[added.deadline] if added.deadline else [],
    )
    if added.news or (added.step and added.step != action.step):
        record_update(action=action, by=by, step=added.step, words=added.news)
    _note(held, by, reference=action.reference, row=added.number, changed=[])
    return 0, action.reference, True


def _held(sheet):
    return Sheet.objects.defer("file", "rows").select_for_update(of=("self",)).get(pk=sheet.pk)


def _note(sheet, by, **what):
    """Write down on the sheet what was taken from it."""
    held = _held(sheet)
    held.taken = [*held.taken, what | {"by": by.pk, "at": timezone.now().isoformat()}]
    held.save(update_fields=["taken"])
