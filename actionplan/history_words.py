"""What each entry of a plan's history says: the keys of what was done, and words, as the fields of a Line.

An action's own thread is told by `actionplan.history`, whose words these are wherever it has them.
"""

from actionplan.extensions import days_between, with_day
from actionplan.history import read_day, revision_told
from actionplan.models import DeadlineChange, Plan
from actionplan.plan_history import CLOSING, DEADLINES, EXEMPT, PLACES, WORDING
from actionplan.templatetags.plans import slippage
from actionplan.word_differences import Reworded, differences


def _update(update, told):
    return {
        "does": ("no_change" if update.no_change else "update",),
        "step": update.step,
        "words": "No change." if update.no_change else update.words,
        "for_whom": update.for_actor.name if update.for_actor else "",
        "via": update.via,
        "of_day": update.given_on,
    }


def _asked(change, told):
    wanted = with_day(change.asked_words or change.new_words, change.asked_due or change.new_due)
    return {
        "does": ("asked",),
        "words": f"Asked for {wanted} instead of {with_day(change.old_words, change.old_due)}.",
        "for_whom": change.for_actor.name if change.for_actor else "",
        "note": f"Why: {change.reason}" if told and change.reason else "",
    }


def _decided(change, told):
    new, resolution = with_day(change.new_words, change.new_due), change.resolution
    refused = change.state == DeadlineChange.State.REFUSED
    return {
        "does": ("refused" if refused else "withdrawn",),
        "words": f"The deadline does not move to {new}." if refused else f"No longer asked for: {new}.",
        "via": f"{resolution.meeting.committee.name}, minute {resolution.minute}" if resolution else "",
        "note": f"Why: {change.answer}" if told and change.answer else "",
    }


def _removed(redaction, told):
    return {
        "does": ("removed",),
        "words": "Words removed.",
        "note": f"Why: {redaction.reason}" if told else "",
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
        "note": f"Why: {revision.reason}" if told and revision.reason else "",
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
            yield f"Deadline moved from {old} to {new}{f', {days}' if days else ''}."


def _others(revision):
    """What the thread of the action itself does not tell."""
    changed = revision.changed
    if _closes(changed):
        yield "Closed."
    elif changed.keys() & set(CLOSING):
        yield "No longer closed."
    if "challenge_id" in changed:
        yield "Moved under another challenge."
    elif "order" in changed:
        yield "Another place in the printed order."
    if "see_also" in changed:
        yield "Where else to look was changed."
    if "confirmed" in changed:
        yield "How its deadline is read was confirmed."


OUTLINE_FIELDS = {"name": "Name", "title": "Wording", "number": "Number"}


def _outline(revision, told):
    changed, words = revision.changed, []
    if revision.number == 1:
        does = ("read" if revision.source_import_id else "added",)
        return {"does": does, "words": "Added to the plan.", "via": _from(revision)}
    if "deleted" in changed:
        words.append("Taken out.")
    if "heading_id" in changed:
        words.append("Stands under another heading.")
    elif "order" in changed:
        words.append("Another place in the printed order.")
    changes = tuple(_changed(changed, OUTLINE_FIELDS))
    does = ("taken_out",) if "deleted" in changed else ("renamed",) if changes else ("placed",)
    return _said(revision, does, words, changes, told)


PLAN_FIELDS = {
    "title": "Title",
    "origin": "Where it comes from",
    "stands_on": "Agreed on",
    "heading_word": "Word for headings",
    "challenge_word": "Word for challenges",
    "action_word": "Word for actions",
}
STATES = {
    Plan.State.LIVE: ("live", "Made live."),
    Plan.State.CLOSED: ("shut", "Closed."),
    Plan.State.DRAFT: ("plan", "A draft."),
}


def _plan(revision, told):
    changed = revision.changed
    if revision.number == 1:
        return {"does": ("added",), "words": "Begun.", "via": _from(revision)}
    does, words = [], []
    if "state" in changed:
        key, said = STATES[changed["state"][1]]
        does, words = [key], [said]
    if "steps" in changed:
        words += [
            f"“{old}” is called “{new}”." for old, new in zip(*changed["steps"], strict=True) if old != new
        ]
    others = (
        changed.keys()
        - PLAN_FIELDS.keys()
        - {"state", "steps"}
        - ({"scale_id"} if "steps" in changed else set())
    )
    if others:
        words.append(f"Changed: {', '.join(sorted(map(_field_name, others)))}.")
    if changed.keys() - {"state"}:
        does.append("plan")
    return _said(revision, tuple(does), words, tuple(_changed(changed, PLAN_FIELDS)), told)


def _field_name(name):
    known = {field.attname: str(field.verbose_name) for field in Plan._meta.concrete_fields}
    return {"scale_id": "status words"}.get(name) or known.get(name, name.replace("_", " "))


def _said(revision, does, words, changes, told):
    note = f"Why: {revision.reason}" if revision.reason else ""
    return {"does": does, "words": " ".join(words), "changes": changes, "note": note, "via": _from(revision)}


def _from(revision):
    return f"from {revision.source_import.name}" if revision.source_import else ""


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
