"""What stands in somebody's calendar: the deadlines they answer for, and the meetings that are theirs.

Whatever is exempt appears with its reference only, to its lead too: a calendar lands on telephones and shared screens.
"""

from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.calendar import Entry
from actionplan.models import Action, Deadline, Grant, Meeting, Plan, Revision
from actionplan.timetable import days_of
from actionplan.wording import in_brief
from actionplan.working_days import WorkingDays
from people.models import Actor, Council

KEPT = timedelta(days=92)  # how long a meeting stays after it was held


def diary_of(user, today, absolute):
    """The entries of an account's calendar, in order of their days. Seven queries, however many there are.

    `absolute` makes an address of the site a whole one.
    """
    actions = permissions.my_actions(user, today).open()
    lines = list(
        Deadline.objects.filter(action__in=actions, met_on=None)
        .exclude(due=None)
        .select_related("action__plan", "action__challenge")
        .order_by("due", "action__plan__slug", "action__reference", "order", "id")
    )
    changed = _last_changed([line.action for line in lines])
    deadlines = [_deadline(line, changed.get(line.action_id), absolute) for line in lines]
    return [*deadlines, *_meetings(user, today, absolute), *_timetables(user, today, absolute)]


def _last_changed(actions):
    """When each of these actions was last changed, by its id. One query."""
    kept = Revision.objects.filter(subject="action", subject_id__in=[action.pk for action in actions])
    return dict(kept.order_by().values_list("subject_id").annotate(Max("at")))


def _deadline(line, changed_at, absolute):
    action = line.action
    said = {
        "key": f"deadline-{line.pk}",
        "on": line.due,
        "url": absolute(action.get_absolute_url()),
        "changed_at": changed_at,
    }
    if action.exempt == Action.Exempt.ALL:
        return Entry(title=_("{reference}: exempt action").format(reference=action.reference), **said)
    title = _("{reference} review: {what}") if line.kind == "review" else _("{reference} due: {what}")
    return Entry(
        title=title.format(reference=action.reference, what=_what(line)),
        words=_about(line) if action.exempt == Action.Exempt.NO else action.plan.title,
        **said,
    )


def _what(line):
    """What is due: of several deadlines its own words, unless news may be among them."""
    told = line.what if line.action.exempt == Action.Exempt.NO else ""
    return in_brief(told or line.action.text)


def _about(line):
    written = _("Deadline as written: {deadline}").format(deadline=line.words)
    return "\n".join([line.action.plan.title, line.action.text, written])


def _meetings(user, today, absolute):
    meetings = Meeting.objects.filter(committee__in=committees_of(user, today), held_on__gte=today - KEPT)
    may_open = permissions.visible_plans(user, today).exists()
    return [
        Entry(
            key=f"meeting-{meeting.pk}",
            on=datetime.combine(meeting.held_on, meeting.starts_at),
            title=meeting.committee.name,
            words=_("The end is not known: two hours are set aside."),
            url=absolute(meeting.get_absolute_url()) if may_open else "",
        )
        for meeting in meetings.select_related("committee").order_by("held_on", "starts_at", "id")
    ]


def _timetables(user, today, absolute):
    """For a committee's clerk: the days by which the papers of its meetings must be there."""
    if not permissions.may_be_clerk(user, today):
        return []
    council = Council.ours()
    working_days = WorkingDays.of(council)
    ahead = Meeting.objects.filter(held_on__gte=today).select_related("committee")
    return [
        Entry(
            key=f"meeting-{meeting.pk}-{day.key}",
            on=day.on,
            title=_("{step}: papers of {committee}").format(
                step=day.step.name, committee=meeting.committee.name
            ),
            words=day.step.what,
            url=absolute(meeting.get_absolute_url()),
        )
        for meeting in ahead.order_by("held_on", "starts_at", "id")
        if permissions.may_run_meetings(user, meeting.committee, today)
        for day in days_of(meeting, council, working_days, today)
    ]


def committees_of(user, today):
    """The committees somebody sits on or is the clerk of, and those of the live plans they lead an action in."""
    standing = permissions.standing_of(user, today)
    committees = Actor.objects.committees()
    clerk_of = [grant.committee_id for grant in standing.grants if grant.role == Grant.Role.CLERK]
    if None in clerk_of:
        return committees
    plans = Plan.objects.filter(actions__in=permissions.my_actions(user, today))
    mine = Q(pk__in=[*standing.hats, *clerk_of]) | Q(pk__in=plans.values("committee"))
    return committees.filter(mine)
