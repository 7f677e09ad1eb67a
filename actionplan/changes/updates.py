"""Recording news of an action: the only thing that sets its status."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import many
from actionplan.changes.evidence import as_rows, attach, keys_of
from actionplan.changes.noticing import answered
from actionplan.changes.revisions import moment
from actionplan.models import Action, Plan, Resolution, Step, Update
from people.models import Actor

TWICE_WITHIN = timedelta(minutes=1)
SETS = ("latest_update", "step", "ending", "outcome", "replaced_by")
NOTHING_SAID = gettext_lazy("Say what has happened, choose another status, or press “No change”.")
NOT_BOTH = gettext_lazy(
    "You wrote something, chose another status or added evidence: save that as an update, or take it back to say "
    "“No change”."
)


@dataclass
class News:
    """What is said of an action.

    "No change" keeps the step and needs no words. Otherwise there must be words, another step or evidence
    (`actionplan.evidence.Piece`s). `given_on` is the day it is news of, else the day it is recorded; `resolution` is
    the one that it follows from. `ending` are fields of the action that change with it, where it ends or is opened
    again (`changes.endings`).
    """

    action: Action
    step: Step | None = None
    words: str = ""
    no_change: bool = False
    for_actor: Actor | None = None
    given_on: date | None = None
    evidence: tuple = ()
    resolution: Resolution | None = None
    ending: dict | None = None

    def of(self, action, recorded):
        """The same of the action as it stands, with what was left open filled in."""
        return replace(
            self,
            action=action,
            step=self.step or action.step,
            words=self.words.strip(),
            given_on=self.given_on or timezone.localdate(recorded),
        )


def record_update(*, action, by, at=None, source=Update.Source.PERSON, batch=None, **said):
    """Append an update: `said` are the fields of `News`. Gives the Update."""
    return record_all(news=[News(action, **said)], by=by, at=at, source=source, batch=batch)[0]


@transaction.atomic
def record_all(*, news, by, at=None, source=Update.Source.PERSON, batch=None):
    """Append an update for each of these News, of different actions: all or none, and few queries however many.

    A button pressed twice is one answer: the update that is there already is given back.
    """
    recorded = moment(at)
    held = {action.pk: action for action in many.lock([each.action.pk for each in news])}
    news = [each.of(held[each.action.pk], recorded) for each in news]
    said = {each.action.pk: _said_just_now(each, by, recorded) for each in news}
    new = [each for each in news if each.ending or not said[each.action.pk]]
    for each in new:
        with many.named(each.action, among=news):
            _refuse_impossible(each, recorded)
    said |= _record(new, by=by, at=recorded, source=source, batch=batch)
    return [said[each.action.pk] for each in news]


def _record(news, *, by, at, source, batch):
    """The updates by their action's id, once nothing stands against them."""
    updates = Update.objects.bulk_create(_update(each, by=by, at=at, source=source) for each in news)
    for each, update in zip(news, updates, strict=True):
        if each.evidence:
            attach(update, each.evidence, at=at)
    actions = [each.action for each in news]
    with many.revisions_of(actions, by=by, at=at, batch=batch):
        for each, update in zip(news, updates, strict=True):
            _end(each.action, each.ending or {})
            _take(each.action, update)
        Action.objects.bulk_update(actions, SETS, batch_size=many.AT_A_TIME)
    answered(updates)
    return {update.action_id: update for update in updates}


def _update(news, *, by, at, source):
    fields = ("action", "step", "words", "no_change", "for_actor", "given_on", "resolution")
    return Update(by=by, recorded_at=at, source=source, **{name: getattr(news, name) for name in fields})


def _refuse_impossible(news, recorded):
    action = news.action
    if news.step.scale_id != action.plan.scale_id:
        raise ValidationError(
            {"step": _("“{word}” is not a status of this plan.").format(word=news.step.word)}
        )
    says_something = bool(news.words or news.evidence) or news.step != action.step
    if news.no_change and says_something:
        raise ValidationError({"words": NOT_BOTH})
    if not (news.no_change or says_something):
        raise ValidationError({"words": NOTHING_SAID})
    if action.plan.state == Plan.State.CLOSED:
        raise ValidationError(_("This plan is closed: nothing more is reported on it."))
    if action.deleted_at:
        raise ValidationError(
            _("{reference} was deleted: nothing more is reported on it.").format(reference=action.reference)
        )
    if news.given_on > timezone.localdate(recorded):
        raise ValidationError({"given_on": _("News cannot be of a day to come.")})


def _said_just_now(news, by, recorded):
    """The latest update, where the same person said the very same less than a minute ago."""
    latest = news.action.latest_update
    if latest is None or by is None or latest.by_id != by.pk or recorded - latest.recorded_at > TWICE_WITHIN:
        return None
    same = (latest.step_id, latest.words, latest.no_change) == (news.step.pk, news.words, news.no_change)
    if not same or keys_of(as_rows(news.evidence)) != keys_of(latest.evidence.listed()):
        return None
    return latest


def _end(action, fields):
    """How it ended, or that it is open again."""
    for name, value in fields.items():
        setattr(action, name, value)


def _take(action, update):
    """The newest news counts: an older one written down later changes nothing but the history."""
    latest = action.latest_update
    if latest and (update.given_on, update.pk) <= (latest.given_on, latest.pk):
        return
    action.latest_update, action.step = update, update.step
    if action.is_open:  # how it ended before is told by history; what took its place no longer does
        action.ending, action.outcome, action.replaced_by = "", "", None
