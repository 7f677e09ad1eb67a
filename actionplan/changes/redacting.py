"""Taking words out for good, from history too: who did it, when and why stays, the words are kept nowhere.

This is the one change that alters what was: updates, revisions and kept mail are otherwise never written again. It is
for a personal remark that should never have been typed (UK GDPR, articles 5 and 17), not for second thoughts.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.changes import caches, many
from actionplan.changes.conflicts import WORDS_REMOVED
from actionplan.changes.revisions import keep_revision, moment, state_of
from actionplan.keepers import keepers
from actionplan.models import (
    Action,
    Challenge,
    Deadline,
    Evidence,
    Heading,
    Import,
    Lead,
    Plan,
    Redaction,
    Sheet,
    Update,
)
from actionplan.redaction import REMOVED, Found, Phrase, find, places_of, taken_out
from actionplan.word_stores import STORES
from people.keys import key_of

SHORTEST = 3
LONG_ENOUGH = 15  # letters of an update that are looked for elsewhere too: “Done.” is said of many things
TOO_SHORT = gettext_lazy("Give at least {number} letters: fewer stand in many words.")
SAY_WHY = gettext_lazy("Say why the words are removed, without the words themselves.")
NOT_HERE = gettext_lazy("These words do not stand in {reference}. Copy them from the page.")
NO_WORDS = gettext_lazy("This news has no words to remove.")
OUTLINE = (Plan, Heading, Challenge)
SAME_NAME = gettext_lazy("Two things of one kind would then have the same name. Rename one of them first.")


@dataclass(frozen=True)
class Removed:
    """What was done: how often words were taken out, and what published papers still hold."""

    count: int
    published: list


def looked_for(action, words="", update=None):
    """The phrase that is to go, and the update that goes as a whole, if any. Raises ValidationError."""
    if update is not None and not update.words:
        raise ValidationError({"update": NO_WORDS})
    phrase = Phrase(update.words if update else words)
    if update is None and len(phrase.words) < SHORTEST:
        raise ValidationError({"words": TOO_SHORT.format(number=SHORTEST)})
    if update is None and phrase.count(REMOVED):
        said = _("“{mark}” is what stands in place of words that were removed.")
        raise ValidationError({"words": said.format(mark=REMOVED)})
    return phrase


def everything(phrase, action, scope, update=None):
    """All that would be taken out, as Found; raises ValidationError where the words are not in this action."""
    short = update is not None and len(phrase.words) < LONG_ENOUGH
    found = find(phrase, scope, NEWS if short else STORES)
    if short:
        found = [each for each in found if _as_said(each.row) == _as_said(update)]
    if not any(each.action == action.pk for each in found):
        raise ValidationError({"words": NOT_HERE.format(reference=action.reference)})
    return found


def _as_said(update):
    """The same for an update and for its copy where its action was carried forward."""
    return update.by_id, update.recorded_at, update.given_on, update.words


NEWS = tuple(store for store in STORES if store.model is Update)


def redact(*, action, scope, reason, by, words="", update=None, drop_files=False, at=None):
    """Take words, or the whole of an update with its evidence, out of everything within the scope.

    `scope` is an `actionplan.redaction.Scope`: how far `by` may reach. With `drop_files` uploaded documents that the
    words were read from are let go as well.
    """
    phrase = looked_for(action, words, update)
    if not reason.strip() or phrase.count(reason):
        raise ValidationError({"reason": SAY_WHY})
    try:
        with transaction.atomic():
            transaction.on_commit(_empty_the_log)
            return _redact(action, phrase, update, scope, reason.strip(), by, moment(at), drop_files)
    except IntegrityError as clash:
        raise ValidationError(SAME_NAME) from clash


def _empty_the_log():
    """SQLite overwrites what is removed (`secure_delete`), but keeps the pages as they were in its log till it is
    written back. PostgreSQL's own cleaning does both in time.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _redact(action, phrase, update, scope, reason, by, at, drop_files):
    many.lock({each.action for each in everything(phrase, action, scope, update)} - {None})
    found = everything(phrase, action, scope, update)
    kept = {"reason": reason, "by": by, "at": at}
    _note(action, phrase, found, **kept)
    count = sum(each.count for each in found)
    for row, fields in _by_row(found):
        _write(row, {name: taken_out(phrase, name, getattr(row, name)) for name in fields})
    if update is not None:
        _empty(update)
    _search_anew(found)
    _keep_revisions(found, by=by, at=at)
    if drop_files:
        _drop(found)
    if update is None or len(phrase.words) >= LONG_ENOUGH:
        count += sum(each.remove(scope.plans, phrase, by=by, at=at) for each in keepers())
    return Removed(count, published(phrase, scope))


def published(phrase, scope):
    """What papers that are published still hold; they stay as they went out."""
    return [held for each in keepers() for held in each.held(scope.plans, phrase) if held.fixed]


def _by_row(found):
    rows = {}
    for each in found:
        rows.setdefault((type(each.row), each.row.pk), (each.row, []))[1].append(each.field)
    return rows.values()


def _write(row, values):
    """Straight into the row: nothing of what was may be kept by the way."""
    for name, value in values.items():
        longest = row._meta.get_field(name).max_length
        values[name] = value[:longest] if longest and isinstance(value, str) else value
    if isinstance(row, Heading):
        values["key"] = key_of(values["name"])
    type(row)._base_manager.filter(pk=row.pk).update(**values)
    if isinstance(row, Update):
        Update.objects.filter(pk=row.pk).update(words=values["words"])  # and its key


def _empty(update):
    Update.objects.filter(pk=update.pk).update(words=REMOVED)
    Evidence.objects.filter(update=update).delete()


def _search_anew(found):
    """The words actions are found by are made of their wording, their challenge and their leads' names."""
    actions = {each.action for each in found if isinstance(each.row, Action)}
    challenges = {each.row.pk for each in found if isinstance(each.row, Challenge)}
    for rows in (Action.objects.filter(pk__in=actions), Action.objects.filter(challenge__in=challenges)):
        anew = list(rows.select_related("challenge").prefetch_related("leads__actor"))
        for action in anew:
            action.search_key = caches.search_key(action, action.leads.all())
        Action.objects.bulk_update(anew, ["search_key"], batch_size=many.AT_A_TIME)


def _keep_revisions(found, *, by, at):
    """A revision of whatever lost words, so that a form opened before is known to hold them still."""
    actions = {each.action for each in found if isinstance(each.row, (Action, Lead, Deadline))}
    others = {(type(each.row), each.row.pk) for each in found if isinstance(each.row, OUTLINE)}
    anew = [Action.objects.select_related("step").get(pk=pk) for pk in sorted(actions)]
    anew += [model.objects.get(pk=pk) for model, pk in sorted(others, key=lambda each: each[1])]
    for subject in anew:
        keep_revision(subject, changed={WORDS_REMOVED: [None, True]}, state=state_of(subject), by=by, at=at)


def _drop(found):
    for model in (Import, Sheet):
        ids = {each.row.pk for each in found if isinstance(each.row, model)}
        model.objects.filter(pk__in=ids).update(file=b"")


def _note(action, phrase, found, **kept):
    """A row for each action that loses words, and one for what belongs to none; without the words."""
    by_action = {}
    for each in found:
        by_action.setdefault(each.action, []).append(each)
    plans = dict(Action.objects.filter(pk__in=[pk for pk in by_action if pk]).values_list("pk", "plan"))
    Redaction.objects.bulk_create(
        Redaction(plan_id=plans.get(pk, action.plan_id), action_id=pk, places=_places(phrase, lost), **kept)
        for pk, lost in by_action.items()
    )


def _places(phrase, found: list[Found]):
    """What lost words, by name and number. A name of something may hold the words itself."""
    return [
        {"what": phrase.without(place.called), "count": place.count} for place in places_of(phrase, found)
    ]
