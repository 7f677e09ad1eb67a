"""What a clerk should know before a paper goes out, and the title a new one is likely to want. No rule: advice."""

from dataclasses import dataclass
from datetime import date

from reports.drafting import paper_holds_exempt


@dataclass(frozen=True)
class Readiness:
    """`empty` names the sections that will be left out, `taken_on` the oldest copy of a plan and its age in days."""

    empty: tuple[str, ...]
    taken_on: date | None
    days_old: int
    holds_exempt: bool
    recommends: bool


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
    )


def suggested_title(plans):
    """ "HR peer review action plan: progress" where a committee has one plan, else nothing is guessed."""
    return f"{plans[0].title}: progress" if len(plans) == 1 else ""
