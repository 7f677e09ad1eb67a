"""A committee's action log: all it resolved and asked, over every plan, with what became of each."""

from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import extensions, permissions, queries
from actionplan.days_in_words import long_date
from actionplan.models import DeadlineChange, Plan, Resolution
from actionplan.status import FINISHED

ASKED = DeadlineChange.State.ASKED
OPEN, ANSWERED = "open", "answered"
SHOWS = {
    "": gettext_lazy("Everything"),
    OPEN: gettext_lazy("Still open"),
    ANSWERED: gettext_lazy("Answered or done"),
}


@dataclass(frozen=True)
class Entry:
    """One line of the log: what was resolved or asked at a meeting, and what became of it.

    `kind` is resolution, question, new date, closed or added; `is_open`: somebody still has something to do.
    """

    held_on: date
    minute: str
    kind: str
    plan: str
    reference: str
    words: str
    became: str
    is_open: bool
    url: str = ""
    meeting_url: str = ""


def log_of(committee, user, today, show=""):
    """The entries one may know of, the latest meeting first. Six queries, however many there are."""
    entries = [
        *_resolutions(committee, today),
        *_questions(committee, user, today),
        *_new_dates(committee, user, today),
        *_done(committee, user, today),
        *_asked_for(committee, user, today),
    ]
    if show in (OPEN, ANSWERED):
        entries = [entry for entry in entries if entry.is_open == (show == OPEN)]
    return sorted(entries, key=lambda entry: (entry.held_on, entry.minute), reverse=True)


def as_rows(entries):
    """The log as a table of values, its columns first; for a file."""
    columns = [field.name for field in fields(Entry)][:8]
    yield columns
    for entry in entries:
        row = [getattr(entry, column) for column in columns]
        yield [entry.held_on.isoformat(), *row[1:-1], _("open") if entry.is_open else _("answered")]


def _resolutions(committee, today):
    found = Resolution.objects.filter(meeting__committee=committee).select_related("meeting")
    for each in found:
        ahead = each.effective_on > today
        became = each.outcome or _("Recorded")
        if each.effective_on > each.meeting.held_on:
            counts = _("{outcome}; counts from {date}")
            became = counts.format(outcome=became, date=long_date(each.effective_on))
        words = each.words or _("Minute {minute}").format(minute=each.minute)
        yield _entry(each.meeting, each, _("resolution"), words, became, ahead)


def _questions(committee, user, today):
    for each in queries.known(user, today).filter(meeting__committee=committee):
        if each.answered_on:
            said = each.answer_words or (each.answer.words if each.answer else "")
            became = _("Answered on {date}: {answer}").format(date=long_date(each.answered_on), answer=said)
        else:
            became = _("Waits for an answer")
        yield _entry(
            each.meeting,
            each.resolution,
            _("question"),
            each.question,
            became,
            not each.answered_on,
            action=each.action,
            plan=each.plan,
        )


def _new_dates(committee, user, today):
    for change in _changes(user, today).filter(resolution__meeting__committee=committee):
        action, agreed = change.deadline.action, change.state == DeadlineChange.State.AGREED
        new = extensions.with_day(change.new_words, change.new_due)
        old = extensions.with_day(change.old_words, change.old_due)
        agreed = agreed or change.is_to_count
        words = _("New date agreed: {new}, before {old}") if agreed else _("New date refused: {new}")
        yield _entry(
            change.resolution.meeting,
            change.resolution,
            _("new date"),
            words.format(new=new, old=old),
            _stands(action, today),
            agreed and action.is_open,
            action=action,
        )


def _done(committee, user, today):
    """What a resolution closed or added: the update that says so."""
    news = permissions.readable_news(user, today).filter(resolution__meeting__committee=committee)
    for update in news.select_related("resolution__meeting", "step", "action__plan", "action__step"):
        closed = update.step.meaning in FINISHED
        yield _entry(
            update.resolution.meeting,
            update.resolution,
            _("closed") if closed else _("added"),
            update.words if closed else update.action.text,
            _stands(update.action, today),
            update.action.is_open,
            action=update.action,
        )


def _asked_for(committee, user, today):
    """New dates that wait for this committee; they stand under the day they were asked for."""
    waits = {
        "deadline__action__plan__committee": committee,
        "state": ASKED,
        "resolution": None,
        "deadline__met_on": None,
    }
    by_committee = {"deadline__action__plan__extensions_agreed_by": Plan.Agrees.COMMITTEE}
    for change in _changes(user, today).filter(**waits, **by_committee):
        action = change.deadline.action
        if action.is_open and action.plan.state == Plan.State.LIVE:
            new = extensions.with_day(change.new_words, change.new_due)
            yield Entry(
                change.asked_on,
                "",
                _("new date"),
                action.plan.title,
                action.reference,
                _("New date asked for: {new}").format(new=new),
                _("Waits for the {committee}").format(committee=committee.name),
                True,
                action.get_absolute_url(),
            )


def _changes(user, today):
    actions = permissions.visible_actions(user, today)
    return DeadlineChange.objects.filter(deadline__action__in=actions.values("pk")).select_related(
        "resolution__meeting", "deadline__action__plan", "deadline__action__step"
    )


def _stands(action, today):
    """Where an action stands now: "Complete", "On track, due 30 June 2027", "On track, overdue since 3 May 2026"."""
    if not action.is_open or action.next_due is None:
        return action.step.word
    late = action.next_due < today
    said = _("{status}, overdue since {date}") if late else _("{status}, due {date}")
    return said.format(status=action.step.word, date=long_date(action.next_due))


def _entry(meeting, resolution, kind, words, became, is_open, *, action=None, plan=None):
    plan = action.plan if action else plan
    return Entry(
        held_on=meeting.held_on,
        minute=resolution.minute if resolution else "",
        kind=kind,
        plan=plan.title if plan else "",
        reference=action.reference if action else "",
        words=words,
        became=became,
        is_open=is_open,
        url=(action or plan).get_absolute_url() if plan else "",
        meeting_url=meeting.get_absolute_url(),
    )


def minutes_of(meeting, user, today):
    """What a meeting resolved, each with what followed as far as one may know of it: `new_dates`, `news`, `asked`."""
    news = permissions.readable_news(user, today).select_related("action__plan", "step")
    resolutions = extensions.with_new_dates(meeting.resolutions.all(), user, today)
    return resolutions.prefetch_related(
        Prefetch("updates", news, to_attr="news"),
        Prefetch("queries", queries.known(user, today), to_attr="asked"),
    )
