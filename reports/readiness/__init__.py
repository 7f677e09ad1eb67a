"""What a clerk should know before a paper goes out. Advice: it names, counts and links, and blocks nothing.

Everything is told as far as the clerk who asks may know of it: what is exempt is looked at for those only who may.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from reports.drafting import paper_holds_exempt
from reports.readiness import days, plans, words
from reports.readiness.draft import Draft, Point

__all__ = ["Point", "Readiness", "of", "suggested_title"]


@dataclass(frozen=True)
class Readiness:
    """What is open, what is to be put right before what is good to know; `taken_on` is the oldest copy of a plan."""

    points: tuple[Point, ...]
    taken_on: date | None
    days_old: int
    holds_exempt: bool

    @property
    def to_mend(self):
        return [point for point in self.points if point.mend]

    @property
    def to_know(self):
        return [point for point in self.points if not point.mend]


def of(paper, user, today):
    """What publishing this paper today would send out, as this clerk may know of it. About fifteen queries."""
    draft = Draft.of(paper, user, today)
    found = [*words.points(draft), *plans.points(draft), *days.points(draft)]
    taken = [line.snapshot.as_of for line in draft.lines]
    return Readiness(
        points=tuple(sorted((point for point in found if point), key=lambda each: not each.mend)),
        taken_on=min(taken, default=None),
        days_old=(today - min(taken)).days if taken else 0,
        holds_exempt=paper_holds_exempt(paper),
    )


def suggested_title(plans):
    """ "HR peer review action plan: progress" where a committee has one plan, else nothing is guessed."""
    return _("{title}: progress").format(title=plans[0].title) if len(plans) == 1 else ""
