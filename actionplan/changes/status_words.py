"""Saying a plan's status otherwise: words of its own, or another council's.

Steps that a plan uses never change. It takes another scale, every action goes from its old step to the one that takes
its place, and what was said before keeps the word it was said in. Which word became which stands in the revision of
the plan, under "steps": [the old words, what each became], place for place.

An action is open or finished as it was: words change, and only an update ends an action or opens it again.
"""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BigIntegerField, Case, F, When
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes.closed import refuse_closed
from actionplan.changes.conflicts import Conflict
from actionplan.changes.locks import locked_plan
from actionplan.changes.revisions import keep_revision, state_of
from actionplan.changes.scales import keep_scale
from actionplan.changes.views import LONGEST, as_asked
from actionplan.models import Revision, SavedView
from actionplan.scales import ends, problems_of, same_word, usual
from actionplan.status import Meaning, PresetStep

SAME = gettext_lazy("These are the words the plan has.")
NOT_THERE = gettext_lazy("“{word}” is not one of the words the plan takes.")
NO_PLACE = gettext_lazy("Choose what actions at “{word}” become.")
ENDS = gettext_lazy("“{word}” ends an action and “{other}” does not: choose a word that ends it too.")
OPEN = gettext_lazy("“{word}” does not end an action and “{other}” does: choose a word that leaves it open.")


@transaction.atomic
def say_otherwise(*, plan, words, by, becomes=None, opened_at=None, reason="", at=None):
    """Give a plan these words (`scales.Word`s, in order), of its own; other plans keep theirs.

    `becomes` says of each step that no word goes on from (by its id) which word its actions take. `opened_at` is the
    id of the scale a form was made from: Conflict where the plan has another by now.
    """
    plan = _held(plan, opened_at)
    words, old = list(words), {step.pk: step for step in plan.scale.steps.all()}
    _refuse(words)
    _refuse_strangers(words, old)
    if _as_they_are(words, old):
        return plan
    places = usual(words)
    steps = [
        PresetStep(_tidy(word.word), Meaning(word.meaning), word.colour, place in places)
        for place, word in enumerate(words)
    ]
    scale = keep_scale(_free_name(plan), steps, of_plan=plan)
    new = {step.word: step for step in scale.steps.all()}
    goes_on = {word.was: new[_tidy(word.word)] for word in words if word.was}
    for pk, word in (becomes or {}).items():
        goes_on.setdefault(pk, _found(new, word))
    return _take(plan, scale, old, goes_on, by=by, reason=reason, at=at)


@transaction.atomic
def take_scale(*, plan, scale, becomes, by, opened_at=None, reason="", at=None):
    """Give a plan another scale; `becomes` says of each of its steps (by its id) which word of it takes its place."""
    plan = _held(plan, opened_at)
    if scale.pk == plan.scale_id:
        raise ValidationError(SAME)
    if scale.of_plan_id not in (None, plan.pk):
        raise ValidationError(_("Those are another plan’s own words."))
    old = {step.pk: step for step in plan.scale.steps.all()}
    new = {step.word: step for step in scale.steps.all()}
    goes_on = {pk: _found(new, word) for pk, word in becomes.items()}
    return _take(plan, scale, old, goes_on, by=by, reason=reason, at=at)


def became(plan, scale):
    """What the steps of a scale the plan once had have become: {their id: the step of today}, None where unknown."""
    today = list(plan.scale.steps.all())
    kept = list(Revision.objects.filter(plan=plan, subject="plan").order_by("number"))
    since = next((place for place, each in enumerate(kept) if each.state.get("scale_id") == scale.pk), None)
    if since is None:
        return None
    said = {step.pk: step.word for step in scale.steps.all()}
    for each in kept[since + 1 :]:
        if "steps" in each.changed:
            then = dict(zip(*each.changed["steps"], strict=True))
            said = {pk: then.get(word, word) for pk, word in said.items()}
    return {pk: next((step for step in today if step.word == word), None) for pk, word in said.items()}


def _held(plan, opened_at):
    plan = locked_plan(plan)
    refuse_closed(plan)
    if opened_at is not None and opened_at != plan.scale_id:
        raise Conflict({"words": (plan.scale_id, opened_at)})
    return plan


def _tidy(word):
    return " ".join(word.split())


def _refuse(words):
    """One sentence: the first reason why these cannot be a plan's words."""
    for place, _field, sentence in problems_of(words):
        named = place is not None and words[place].word.strip() and "“" not in sentence
        raise ValidationError(f"“{words[place].word}”: {sentence}" if named else sentence)


def _refuse_strangers(words, old):
    ids = [word.was for word in words if word.was]
    if not set(ids) <= old.keys() or len(ids) != len(set(ids)):
        raise ValidationError(_("The plan’s words have changed meanwhile. Open the page again."))


def _as_they_are(words, old):
    places = usual(words)
    given = [
        (word.was, _tidy(word.word), word.meaning, word.colour, place in places)
        for place, word in enumerate(words)
    ]
    return given == [(step.pk, step.word, step.meaning, step.colour, step.default) for step in old.values()]


def _found(new, word):
    step = next((step for said, step in new.items() if same_word(said, word)), None)
    if step is None:
        raise ValidationError(NOT_THERE.format(word=word))
    return step


def _take(plan, scale, old, goes_on, *, by, reason, at):
    """Put the plan and its actions (deleted ones too) on the scale; `goes_on` maps each old step's id to a new step."""
    for pk, step in old.items():
        if pk not in goes_on:
            raise ValidationError(NO_PLACE.format(word=step.word))
        if ends(step.meaning) != ends(goes_on[pk].meaning):
            sentence = ENDS if ends(step.meaning) else OPEN
            raise ValidationError(sentence.format(word=step.word, other=goes_on[pk].word))
    _move_actions(plan, old, goes_on)
    _follow(plan, {step.word: goes_on[pk].word for pk, step in old.items()})
    before = state_of(plan)
    plan.scale = scale
    plan.save(update_fields=["scale"])
    said = [[step.word for step in old.values()], [goes_on[pk].word for pk in old]]
    changed = {"scale_id": [before["scale_id"], scale.pk], "steps": said}
    keep_revision(
        plan, changed=changed, state=state_of(plan), by=by, reason=reason, at=at, batch=uuid.uuid4()
    )
    return plan


def _move_actions(plan, old, goes_on):
    """One statement for all of them, each held first, lowest id first, as everybody does who changes several."""
    list(plan.actions.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    steps = [When(step=pk, then=goes_on[pk].pk) for pk in old]
    plan.actions.filter(step__in=old).update(
        step_id=Case(*steps, default=F("step_id"), output_field=BigIntegerField())
    )


def _follow(plan, said):
    """Saved views of the plan that ask for a word ask for what it became."""
    views = list(SavedView.objects.filter(plan=plan, query__contains="status=").select_for_update())
    for view in views:
        asked = QueryDict(view.query, mutable=True)
        asked["status"] = said.get(asked["status"], asked["status"]) if "status" in asked else ""
        view.query = as_asked(asked.urlencode(), across=False)
    SavedView.objects.bulk_update([view for view in views if len(view.query) <= LONGEST], ["query"])


def _free_name(plan):
    """Names are unique and nobody reads this one: the plan's address and how many sets of its own it has had."""
    return f"Own words of {plan.slug}, {plan.own_scales.count() + 1}"
