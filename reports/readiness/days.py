"""What is open about days: publication in time, copies of plans that have grown old, days a heading names wrongly."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.days_in_words import long_date
from actionplan.timetable import PUBLICATION, days_of, too_late
from actionplan.working_days import WorkingDays
from people.models import Council
from reports.readiness.draft import Item, Point

OLD_DAYS = 7
SOON_DAYS = 7
DAY = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}")


def points(draft):
    yield _other_days(draft)
    yield _publication(draft)
    yield _old(draft)


def _other_days(draft):
    """Days that the heading block names and on which the meeting is not."""
    held = long_date(draft.paper.meeting.held_on)
    named = [words.strip() for _label, words in draft.words["heading_block"]]
    others = [words for words in named if DAY.fullmatch(words) and words != held]
    if not others:
        return None
    return Point(
        "other_days",
        _("The heading block says {others}, but the meeting is on {held}").format(
            others=", ".join(others), held=held
        ),
        _("It was written before the meeting moved, or copied from another paper."),
        draft.edit("heading"),
        _("Put it right"),
        mend=True,
    )


def _publication(draft):
    meeting, council = draft.paper.meeting, Council.ours()
    days = WorkingDays.of(council)
    due = next(each.on for each in days_of(meeting, council, days, draft.today) if each.key == PUBLICATION)
    late = too_late(draft.today, meeting, council, days)
    if not late and (due - draft.today).days > SOON_DAYS:
        return None
    why = _("Papers are public clear days before.")
    if late:
        why = " ".join((late, _("A late item needs the chair’s reason for urgency.")))
    title = (
        _("Publication was due by {date}").format(date=long_date(due)) if late or due < draft.today else ""
    )
    return Point(
        "publication",
        title or _("It is to be published by {date}").format(date=long_date(due)),
        why,
        meeting.get_absolute_url(),
        _("The meeting’s timetable"),
        mend=bool(late),
    )


def _old(draft):
    old = [line for line in draft.lines if (draft.today - line.snapshot.as_of).days > OLD_DAYS]
    if not old:
        return None
    items = tuple(
        Item(
            _("{plan}, as it stood on {date}").format(
                plan=each.snapshot.plan.title, date=long_date(each.snapshot.as_of)
            )
        )
        for each in old
    )
    return Point(
        "old",
        ngettext(
            "{n:,} copy of a plan older than {days} days",
            "{n:,} copies of a plan older than {days} days",
            len(old),
        ).format(n=len(old), days=OLD_DAYS),
        _(
            "What was said since is not in the paper. “Take the plan as it stands today” is on the paper’s page."
        ),
        draft.paper.get_absolute_url(),
        _("To the paper"),
        items,
    )
