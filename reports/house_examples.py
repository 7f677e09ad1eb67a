"""An invented paper, to see a committee's form by and to try its Word document with."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from reports.charts import charts
from reports.formats.wording import COLUMN_WORDS
from reports.paper import (
    ActionLine,
    ChallengeLine,
    DeadlineLine,
    Figure,
    Paper,
    PlanAppendix,
    Recommendation,
    Section,
    Status,
)

WORDS = gettext_lazy("What the officer writes stands here, in numbered paragraphs.")
SAID = {
    "Report of": "Head of Service",
    "Contact officer": "A. Officer, extension 1234",
    "Wards affected": "All",
}
STEPS = (
    Status("Complete", "complete", "blue"),
    Status("On track", "on_track", "green"),
    Status("At risk", "at_risk", "amber"),
    Status("Off track", "off_track", "red"),
)
ACTIONS = (
    ("1.1", "Publish who leads on what.", "Leadership", 0, -40),
    ("1.2", "Hold a half-day for heads of service each quarter.", "Leadership", 1, 60),
    ("2.1", "Bring the handbook into one place.", "Delivery", 2, 20),
    ("2.2", "Train every manager in the new procedure.", "Delivery", 3, -12),
)
CHALLENGES = (("1", "Working as one", "Leadership"), ("2", "Rules people can find", "Delivery"))


def example_paper(house, *, council, committee, today):
    """A short report in this House's form."""
    return Paper(
        title=_("An example: progress with the action plan"),
        council=council,
        as_of=today,
        committee=committee,
        meeting_on=today,
        item="7",
        author=SAID["Report of"],
        heading_block=tuple((label, words or SAID.get(label, "…")) for label, words in house.heading_block),
        recommendations=(
            Recommendation(house.recommendation_label(0), _("That progress be noted; and")),
            Recommendation(house.recommendation_label(1), _("That the new date of action 2.1 be agreed.")),
        ),
        sections=tuple(_section(title, words, house) for title, words in house.sections),
        plans=(_plan(house, today),),
        background=(_("Report to the committee, {date}").format(date=long_date(today - timedelta(days=90))),),
        page_numbers=house.page_numbers,
    )


def _section(title, words, house):
    said = _("This section writes itself from the figures.") if title == house.progress else ""
    return Section(title, (" ".join(filter(None, (said, words or str(WORDS)))),))


def _plan(house, today):
    challenges = tuple(
        ChallengeLine(
            number, title, heading, tuple(_action(each, today) for each in ACTIONS if each[2] == heading)
        )
        for number, title, heading in CHALLENGES
    )
    return PlanAppendix(
        label=house.appendix_label(0),
        title=_("An example of an action plan"),
        as_of=today,
        columns=COLUMN_WORDS,
        challenges=challenges,
        figures=(
            *(Figure(step.meaning, step.word.lower(), 1) for step in STEPS),
            Figure("overdue", _("overdue"), 1),
        ),
        charts=charts(_view(today)) if house.charts else (),
    )


def _action(action, today):
    reference, text, _heading, step, days = action
    due = today + timedelta(days=days)
    late = -days if days < 0 and step else 0
    return ActionLine(
        reference, text, STEPS[step], ("The committee",), ("Head of Service",), (),
        (DeadlineLine(long_date(due), due),),
        overdue_days=late,
    )  # fmt: skip


def _view(today):
    """The same as `reports.audience` gives a plan, as far as charts look at it."""
    return {
        "as_of": today.isoformat(),
        "plan": {"heading_word": _("Heading")},
        "challenges": [
            {"heading": heading, "actions": _seen(heading, today)} for _number, _title, heading in CHALLENGES
        ],
    }


def _seen(heading, today):
    return [
        {
            "reference": reference,
            "withheld": False,
            "status": vars(STEPS[step]),
            "next_due": (today + timedelta(days=days)).isoformat(),
        }
        for reference, _text, under, step, days in ACTIONS
        if under == heading
    ]


def trial_paper(house):
    """The paper that a Word document is tried with, the same on every day."""
    return example_paper(house, council="A council", committee="A committee", today=date(2026, 1, 15))
