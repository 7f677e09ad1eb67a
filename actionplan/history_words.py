"""What each entry of a plan's history says: the keys of what was done, and words, as the fields of a Line.

An action's own thread is told by `actionplan.history`, whose words these are wherever it has them.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import slippage
from actionplan.extensions import days_between, minute_of, said_of_asking, why, with_day
from actionplan.history import from_document, read_day, revision_told
from actionplan.models import DeadlineChange, Plan
from actionplan.plan_history import CLOSING, DEADLINES, EXEMPT, PLACES, WORDING
from actionplan.word_differences import Reworded, differences


def _update(update, told):
    return {
        "does": ("no_change" if update.no_change else "update",),
        "step": update.step,
        "words": _("No change.") if update.no_change else update.words,
        "for_whom": update.for_actor.name if update.for_actor else "",
        "via": update.via,
        "of_day": update.given_on,
    }


def _asked(change, told):
    return {
        "does": ("asked",),
        "words": said_of_asking(change),
        "for_whom": change.for_actor.name if change.for_actor else "",
        "note": why(change.reason, told),
    }


def _decided(change, told):
    new, resolution = with_day(change.new_words, change.new_due), change.resolution
    refused = change.state == DeadlineChange.State.REFUSED
    return {
        "does": ("refused" if refused else "withdrawn",),
        "words": _("The deadline does not move to {new}.").format(new=new)
        if refused
        else _("No longer asked for: {new}.").format(new=new),
        "via": minute_of(resolution) if resolution else "",
        "note": why(change.answer, told),
    }


def _removed(redaction, told):
    return {
        "does": ("removed",),
        "words": _("Words removed."),
        "note": why(redaction.reason, told),
    }


def _action(revision, told):
    said = revision_told(revision, told)
    moved = list(_moved(revision)) if revision.number > 1 else []
    others = list(_others(revision)) if revision.number > 1 else []
    words = [said.words] if said else []
    return {
        "does": tuple(_does(revision, bool(moved))),
        "words": " ".join(filter(None, [*words, *moved, *others])),
        "changes": tuple(map(_diffed, said.changes)) if said else (),
        "via": said.via if said else "",
        "note": why(revision.reason, told),
    }


def _diffed(change):
    return Reworded(change.label, differences(change.before, change.after))


def _does(revision, moved):
    changed = revision.changed
    if revision.number == 1:
        yield "read" if revision.source_import_id else "added"
        return
    if "deleted_at" in changed:
        yield "deleted" if changed["deleted_at"][1] else "restored"
    if _closes(changed):
        yield "closed"
    names = {"wording": WORDING, "leads": ("leads",), "exempt": EXEMPT, "placed": PLACES}
    names |= {"merged": ("merged",), "linked": ("see_also",)}
    yield from (key for key, fields in names.items() if changed.keys() & set(fields))
    if moved:
        yield "moved"
    elif changed.keys() & set(DEADLINES):
        yield "deadlines"


def _closes(changed):
    return any(changed[name][1] for name in CLOSING if name in changed)


def _moved(revision):
    """Each deadline that moved: a first revision of words and day is told as put right elsewhere."""
    before, after = revision.changed.get("deadlines", ([], []))
    was = {line["id"]: line for line in before or ()}
    for line in after or ():
        then = was.get(line["id"])
        if then and then["words"] != line["words"] and then["original_words"] == line["original_words"]:
            days = slippage(days_between(read_day(then["due"]), read_day(line["due"])) or 0)
            old, new = (with_day(each["words"], read_day(each["due"])) for each in (then, line))
            said = _("Deadline moved from {old} to {new}, {days}.") if days else MOVED
            yield said.format(old=old, new=new, days=days)


def _others(revision):
    """What the thread of the action itself does not tell."""
    changed = revision.changed
    if _closes(changed):
        yield _("Closed.")
    elif changed.keys() & set(CLOSING):
        yield _("No longer closed.")
    if "challenge_id" in changed:
        yield _("Moved under another challenge.")
    elif "order" in changed:
        yield _("Another place in the printed order.")
    if "see_also" in changed:
        yield _("Where else to look was changed.")
    if "confirmed" in changed:
        yield _("How its deadline is read was confirmed.")


MOVED = gettext_lazy("Deadline moved from {old} to {new}.")
OUTLINE_FIELDS = {
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Wording"),
    "number": gettext_lazy("Number"),
}


def _outline(revision, told):
    changed, words = revision.changed, []
    if revision.number == 1:
        does = ("read" if revision.source_import_id else "added",)
        return {"does": does, "words": _("Added to the plan."), "via": from_document(revision)}
    if "deleted" in changed:
        words.append(_("Taken out."))
    if "heading_id" in changed:
        words.append(_("Stands under another heading."))
    elif "order" in changed:
        words.append(_("Another place in the printed order."))
    changes = tuple(_changed(changed, OUTLINE_FIELDS))
    does = ("taken_out",) if "deleted" in changed else ("renamed",) if changes else ("placed",)
    return _said(revision, does, words, changes, told)


PLAN_FIELDS = {
    "title": gettext_lazy("Title"),
    "origin": gettext_lazy("Where it comes from"),
    "stands_on": gettext_lazy("Agreed on"),
    "heading_word": gettext_lazy("Word for headings"),
    "challenge_word": gettext_lazy("Word for challenges"),
    "action_word": gettext_lazy("Word for actions"),
}
STATES = {
    Plan.State.LIVE: ("live", gettext_lazy("Made live.")),
    Plan.State.CLOSED: ("shut", gettext_lazy("Closed.")),
    Plan.State.DRAFT: ("plan", gettext_lazy("A draft.")),
}


def _plan(revision, told):
    changed = revision.changed
    if revision.number == 1:
        return {"does": ("added",), "words": _("Begun."), "via": from_document(revision)}
    does, words = [], []
    if "state" in changed:
        key, said = STATES[changed["state"][1]]
        does, words = [key], [str(said)]
    if "steps" in changed:
        words += [
            _("“{old}” is called “{new}”.").format(old=old, new=new)
            for old, new in zip(*changed["steps"], strict=True)
            if old != new
        ]
    others = (
        changed.keys()
        - PLAN_FIELDS.keys()
        - {"state", "steps"}
        - ({"scale_id"} if "steps" in changed else set())
    )
    if others:
        names = ", ".join(sorted(map(_field_name, others)))
        words.append(_("Changed: {names}.").format(names=names))
    if changed.keys() - {"state"}:
        does.append("plan")
    return _said(revision, tuple(does), words, tuple(_changed(changed, PLAN_FIELDS)), told)


def _field_name(name):
    known = {field.attname: str(field.verbose_name) for field in Plan._meta.concrete_fields}
    return {"scale_id": _("status words")}.get(name) or known.get(name, name.replace("_", " "))


def _said(revision, does, words, changes, told):
    return {
        "does": does,
        "words": " ".join(words),
        "changes": changes,
        "note": why(revision.reason),
        "via": from_document(revision),
    }


def _changed(changed, fields):
    for name, label in fields.items():
        if name in changed:
            yield Reworded(label, differences(*(str(each or "") for each in changed[name])))


TELLS = {
    "revision": _action,
    "update": _update,
    "asked": _asked,
    "decided": _decided,
    "removed": _removed,
    "challenge": _outline,
    "heading": _outline,
    "plan": _plan,
}
