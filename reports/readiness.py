"""What a clerk should know before a paper goes out, and the title a new one is likely to want. No rule: advice."""

import re
from dataclasses import dataclass
from datetime import date

from reports.drafting import paper_holds_exempt
from reports.formats.wording import MONTHS, say_date

DAY = re.compile(rf"\d{{1,2}} ({'|'.join(MONTHS)}) \d{{4}}")


@dataclass(frozen=True)
class Readiness:
    """`empty` names the sections that will be left out, `taken_on` the oldest copy of a plan and its age in days.

    `other_days` are days that the heading block names and on which the meeting is not.
    """

    empty: tuple[str, ...]
    taken_on: date | None
    days_old: int
    holds_exempt: bool
    recommends: bool
    other_days: tuple[str, ...] = ()


def of(paper, today):
    """What publishing this paper today would do."""
    sections = paper.text.get("sections", ())
    days = [line.snapshot.as_of for line in paper.plans.all()]
    return Readiness(
        empty=tuple(
            each["title"] for each in sections if not each["words"].strip() and not each.get("progress")
        ),
        taken_on=min(days, default=None),
        days_old=(today - min(days)).days if days else 0,
        holds_exempt=paper_holds_exempt(paper),
        recommends=paper.recommendations.exists(),
        other_days=_other_days(paper),
    )


def _other_days(paper):
    said = [words.strip() for _, words in paper.text.get("heading_block", ())]
    return tuple(words for words in said if DAY.fullmatch(words) and words != say_date(paper.meeting.held_on))


def suggested_title(plans):
    """ "HR peer review action plan: progress" where a committee has one plan, else nothing is guessed."""
    return f"{plans[0].title}: progress" if len(plans) == 1 else ""
