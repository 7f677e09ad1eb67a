"""What is open about days: publication in time, copies of plans that have grown old, days a heading names wrongly."""

import re

from actionplan.timetable import PUBLICATION, days_of, too_late
from actionplan.working_days import WorkingDays
from people.models import Council
from reports.formats.wording import MONTHS, count, say_date
from reports.readiness.draft import Item, Point

OLD_DAYS = 7
SOON_DAYS = 7
DAY = re.compile(rf"\d{{1,2}} ({'|'.join(MONTHS)}) \d{{4}}")


def points(draft):
    yield _other_days(draft)
    yield _publication(draft)
    yield _old(draft)


def _other_days(draft):
    """Days that the heading block names and on which the meeting is not."""
    held = say_date(draft.paper.meeting.held_on)
    named = [words.strip() for _, words in draft.words["heading_block"]]
    others = [words for words in named if DAY.fullmatch(words) and words != held]
    if not others:
        return None
    return Point(
        "other_days",
        f"The heading block says {', '.join(others)}, but the meeting is on {held}",
        "It was written before the meeting moved, or copied from another paper.",
        draft.edit("heading"),
        "Put it right",
        mend=True,
    )


def _publication(draft):
    meeting, council = draft.paper.meeting, Council.ours()
    days = WorkingDays.of(council)
    due = next(each.on for each in days_of(meeting, council, days, draft.today) if each.key == PUBLICATION)
    late = too_late(draft.today, meeting, council, days)
    if not late and (due - draft.today).days > SOON_DAYS:
        return None
    title = f"Publication was due by {say_date(due)}" if late or due < draft.today else ""
    return Point(
        "publication",
        title or f"It is to be published by {say_date(due)}",
        f"{late} A late item needs the chair’s reason for urgency."
        if late
        else "Papers are public clear days before.",
        meeting.get_absolute_url(),
        "The meeting’s timetable",
        mend=bool(late),
    )


def _old(draft):
    old = [line for line in draft.lines if (draft.today - line.snapshot.as_of).days > OLD_DAYS]
    if not old:
        return None
    items = tuple(
        Item(f"{each.snapshot.plan.title}, as it stood on {say_date(each.snapshot.as_of)}") for each in old
    )
    return Point(
        "old",
        f"{count(len(old), 'copy', 'copies')} of a plan older than {OLD_DAYS} days",
        "What was said since is not in the paper. “Take the plan as it stands today” is on the paper’s page.",
        draft.paper.get_absolute_url(),
        "To the paper",
        items,
    )
