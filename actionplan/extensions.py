"""More time asked for: what waits for whom, how far a deadline has slipped, and how its moves are told."""

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan import permissions
from actionplan.days_in_words import day_and_month, long_date
from actionplan.models import DeadlineChange, Meeting, Plan
from actionplan.status import FINISHED
from actionplan.wording import counted, for_whom

ASKED, AGREED = DeadlineChange.State.ASKED, DeadlineChange.State.AGREED
ORDINALS = {
    1: gettext_lazy("First change"),
    2: gettext_lazy("Second change"),
    3: gettext_lazy("Third change"),
    4: gettext_lazy("Fourth change"),
    5: gettext_lazy("Fifth change"),
}


@dataclass(frozen=True)
class Extension:
    """More time asked for, as whoever decides reads it. `times`: moves agreed before; `overdue`:
    days; `told`: they may read why."""

    change: DeadlineChange
    times: int
    overdue: int
    told: bool
    may_answer: bool

    @property
    def deadline(self):
        return self.change.deadline

    @property
    def action(self):
        return self.change.deadline.action

    @property
    def days(self):
        """Days from the present date to the one asked for; None where either is not known."""
        return days_between(self.deadline.due, self.change.new_due)

    @property
    def days_in_all(self):
        """Days from the first date to the one asked for; None where either is not known."""
        return days_between(self.deadline.original_due, self.change.new_due)

    @property
    def who(self):
        """ "Dan Okafor for Head of People"."""
        asked_by = self.change.asked_by
        return for_whom(asked_by.get_full_name() if asked_by else "", self.change.for_actor)


def days_between(before, after):
    return (after - before).days if before and after else None


def waiting():
    """Every request that somebody still has to answer: of open actions of live plans."""
    action = "deadline__action"
    return DeadlineChange.objects.filter(
        **{
            "state": ASKED,
            "resolution": None,
            "deadline__met_on": None,
            f"{action}__deleted_at": None,
            f"{action}__plan__state": Plan.State.LIVE,
        }
    ).exclude(**{f"{action}__step__meaning__in": FINISHED})


def asked_of(user, today, plan=None):
    """What waits in the plans this person edits or is the clerk of, of actions they may know of."""
    plans = permissions.plans_with_extensions(user, today)
    return _known(user, today).filter(deadline__action__plan__in=plans.filter(pk=plan.pk) if plan else plans)


def asked_before(meeting, user, today):
    """What a meeting of a committee could decide: asked for in its plans up to its day, of what one may know of."""
    return _known(user, today).filter(
        deadline__action__plan__committee=meeting.committee_id, at__date__lte=meeting.held_on
    )


def _known(user, today):
    return waiting().filter(deadline__action__in=permissions.visible_actions(user, today))


def listed(changes, user, today, *, by_resolution=False):
    """These requests in printed order, plan by plan. Three queries, however many there are.

    `by_resolution`: a committee answers them, so that whose plan it is does not matter.
    """
    action = "deadline__action"
    found = changes.select_related(
        f"{action}__plan__committee", f"{action}__step", "asked_by__actor", "for_actor"
    ).prefetch_related(
        f"{action}__leads", Prefetch("deadline__changes", DeadlineChange.objects.filter(state=AGREED))
    )
    order = [f"{action}__{name}" for name in ("plan__title", "plan_id", "challenge__order", "order", "id")]
    return [_extension(change, user, today, by_resolution) for change in found.order_by(*order, "at")]


def _extension(change, user, today, by_resolution):
    action = change.deadline.action
    told = permissions.may_see_news(user, action, today)
    return Extension(
        change=change,
        times=len(change.deadline.changes.all()),
        overdue=max(0, days_between(change.deadline.due, today) or 0),
        told=told,
        may_answer=told and (by_resolution or permissions.may_agree_extensions(user, action, today)),
    )


def before(meeting, user, today):
    """What a meeting's clerk can record its answer to."""
    return listed(asked_before(meeting, user, today), user, today, by_resolution=True)


def by_plan(extensions, today, answer=None):
    """The requests under their plans, in order; `answer` gives the fields that answer one, where a page has any."""
    meetings = next_meetings([each.action.plan for each in extensions], today)
    return [
        _group(plan, list(asked), answer, meetings.get(plan.committee_id))
        for plan, asked in groupby(extensions, key=lambda each: each.action.plan)
    ]


def _group(plan, asked, answer, meeting):
    rows = [{"asked": each, "answer": answer(each) if answer and each.may_answer else None} for each in asked]
    return {
        "plan": plan,
        "who_agrees": who_agrees(plan),
        "meeting": meeting,
        "rows": rows,
        "answered_here": any(row["answer"] for row in rows),
    }


def with_new_dates(resolutions, user, today):
    """The resolutions with what they said of deadlines, `new_dates`, as far as this person may know of the actions."""
    known = permissions.visible_actions(user, today)
    changes = DeadlineChange.objects.filter(deadline__action__in=known).select_related(
        "deadline__action__plan"
    )
    return resolutions.prefetch_related(Prefetch("deadline_changes", changes, to_attr="new_dates"))


def who_agrees(plan):
    """Whoever agrees a new date of this plan: "HR Committee", "an editor"."""
    if plan.extensions_agreed_by == Plan.Agrees.EDITOR:
        return _("an editor")
    return plan.committee.name if plan.committee else _("the committee")


def next_meeting(plan, today):
    """The next meeting of the committee that agrees new dates of this plan, or None."""
    return next_meetings([plan], today).get(plan.committee_id)


def next_meetings(plans, today):
    """The next meeting of each committee that agrees new dates of these plans, by the committee's id. One query."""
    committees = {plan.committee_id for plan in plans if plan.extensions_agreed_by == Plan.Agrees.COMMITTEE}
    meetings = Meeting.objects.filter(committee__in=committees - {None}, held_on__gte=today)
    return {meeting.committee_id: meeting for meeting in meetings.order_by("-held_on", "-starts_at")}


def moves_of(line, action, today):
    """A deadline as its action's page shows it: how often it has moved, and what is asked for now."""
    changes = line.deadline.changes.all()
    asked = waiting_of(line.deadline) if action.is_open else None
    return {
        "deadline": line.deadline,
        "overdue": line.overdue,
        "moved": sum(change.state == AGREED for change in changes),
        "asked": waiting_words(asked, action.plan, today) if asked else "",
        "change": asked,
    }


def waiting_of(deadline):
    """The new date of a deadline that does not count yet: asked for, or agreed by a decision to come; or None.

    From what is prefetched.
    """
    return next((change for change in deadline.changes.all() if change.state == ASKED), None)


def waiting_words(change, plan, today):
    """ "asked for 30 June 2027 on 3 November: waiting for HR Committee"; or from when what was agreed counts."""
    if change.is_to_count:
        return _("{date} is agreed and counts from {day}").format(
            date=date_asked_for(change), day=long_date(change.resolution.effective_on)
        )
    asked_on = change.asked_on
    on = (day_and_month if asked_on.year == today.year else long_date)(asked_on)
    return _("asked for {date} on {day}: waiting for {who}").format(
        date=date_asked_for(change), day=on, who=who_agrees(plan)
    )


def date_asked_for(change):
    """The day asked for; the words where they name none."""
    return long_date(change.new_due) if change.new_due else f"“{change.new_words}”"


# How the moves of a deadline are told in its action's thread


def thread_of(line, told):
    """What was asked, agreed, refused and withdrawn of one deadline, as the fields of Happenings.

    `told` is whether the reader may know why.
    """
    agreed = 0
    for change in line.changes.all():
        agreed += change.state == AGREED
        if change.was_asked:
            yield _asked(change, told)
        if change.state != ASKED or change.is_to_count:
            yield _decided(line, change, agreed, told)


def _asked(change, told):
    return {
        "at": change.at,
        "on": change.asked_on,
        "who": change.asked_by.get_full_name() if change.asked_by else "",
        "for_whom": change.for_actor.name if change.for_actor else "",
        "words": said_of_asking(change),
        "note": why(change.reason, told),
    }


def said_of_asking(change):
    """ "Asked for “June 26” (30 June 2026) instead of “May 26”."."""
    wanted = with_day(change.asked_words or change.new_words, change.asked_due or change.new_due)
    return _("Asked for {wanted} instead of {old}.").format(
        wanted=wanted, old=with_day(change.old_words, change.old_due)
    )


def why(reason, told=True):
    """ "Why: the officer left"; nothing where there is no reason, or one may not be told."""
    return _("Why: {reason}").format(reason=reason) if told and reason else ""


def minute_of(resolution):
    """ "HR Committee, minute 12/26"."""
    committee = resolution.meeting.committee.name
    return _("{committee}, minute {minute}").format(committee=committee, minute=resolution.minute)


def _decided(line, change, agreed, told):
    who, via = change.decided_by.get_full_name() if change.decided_by else "", ""
    if resolution := change.resolution:
        who, via = "", minute_of(resolution)
    return {
        "at": change.decided_at or change.at,
        "on": change.effective_on or timezone.localdate(change.decided_at or change.at),
        "who": who or ("" if via else _asker(change)),
        "via": via,
        "words": _decision(line, change, agreed),
        "note": why(change.answer if change.was_asked else change.reason, told),
    }


def _asker(change):
    return change.asked_by.get_full_name() if change.asked_by else ""


def _decision(line, change, agreed):
    new, old = with_day(change.new_words, change.new_due), with_day(change.old_words, change.old_due)
    if change.is_to_count:
        counts = long_date(change.resolution.effective_on)
        return _("Agreed: {new} instead of {old}, from {date} on.").format(new=new, old=old, date=counts)
    if change.state == DeadlineChange.State.REFUSED:
        return _("Refused: the deadline does not move to {new}.").format(new=new)
    if change.state == DeadlineChange.State.WITHDRAWN:
        return _("No longer asked for: {new}.").format(new=new)
    another = _("Another date agreed than was asked for.") if change.asked_words else ""
    moved = _("Deadline moved from {old} to {new}.").format(old=old, new=new)
    return " ".join(filter(None, [another, moved, _which_change(line, change, agreed)]))


def _which_change(line, change, agreed):
    """ "Second change; 61 days later in all."."""
    nth = ORDINALS.get(agreed) or _("{number}th change").format(number=agreed)
    days = days_between(line.original_due, change.new_due)
    if not days:
        return f"{nth}."
    later = _("{nth_change}; {days} later in all.")
    sooner = _("{nth_change}; {days} sooner in all.")
    return (later if days > 0 else sooner).format(nth_change=nth, days=counted(abs(days), "day"))


def with_day(words, day):
    """The words, and the day they were read as where it says more: “June 26” (30 June 2026)."""
    if not words:
        return _("no date")
    if day is None or words == long_date(day):
        return f"“{words}”"
    return f"“{words}” ({long_date(day)})"
