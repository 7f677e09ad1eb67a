"""Counts back from a meeting the days by which its papers must be there, and says how far the meeting has come.

The law on the last of them, publication. Where nothing else is said, the text itself was read on legislation.gov.uk:

- England: agenda and reports must be open to inspection at least five clear days before a meeting of a council, its
  committees and sub-committees: Local Government Act 1972 s.100B(3) and (4)(a), in which articles 2 and 3 of the Local
  Authorities (Access to Meetings and Documents) (Period of Notice) (England) Order 2002 (SI 2002/715) put five for
  three. Meetings of an executive: the same five, Local Authorities (Executive Arrangements) (Meetings and Access to
  Information) (England) Regulations 2012 (SI 2012/2089) reg. 6(1)(a) and (2)(a), with reg. 7. The summons to members,
  Schedule 12 para. 4(2), has the same length (not read; councils cite it so).
- Wales: at least three clear days, published electronically: 1972 Act s.100BA(1) and (3), which the Local Government
  and Elections (Wales) Act 2021 Schedule 4 para. 7 added.
- Scotland: three clear days: Local Government (Scotland) Act 1973 s.50B (not read).
- Northern Ireland has its own Act (Local Government Act (Northern Ireland) 2014); its council writes its own number.

"Clear" leaves out the day of publication and the day of the meeting. No Act says which of the days between count. For
what must be done on a day, s.243(1) of the 1972 Act leaves out Sundays, the Christmas and Easter breaks, bank holiday
breaks and days appointed for public thanksgiving or mourning (read as a parish council quotes it); R v Swansea City
Council ex p. Elitestone (1993) read clear days as weekdays (as lawyers report it, Harwood, Local Government Lawyer,
2022), and so do the councils' own constitutions. Here weekends and bank holidays are left out; a day of mourning,
Christmas Eve, Maundy Thursday or whenever else the council closes is written down as a closed day. So a meeting on
Tuesday 8 January 2008 is published by Friday 28 December 2007 (31 December and 2, 3, 4 and 7 January are clear), one
on 18 March 2008 by 10 March.

The four days before publication are practice, not law: counted back from it, or set otherwise by the clerk.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

PUBLICATION = "publication"
LAWFUL = {"england": 5, "wales": 3, "scotland": 3}


@dataclass(frozen=True)
class Step:
    """`before`: working days before the publication."""

    key: str
    name: str
    what: str
    before: int


STEPS = (
    Step("draft", gettext_lazy("Draft"), gettext_lazy("The papers are written and go out for comment."), 10),
    Step(
        "clearance",
        gettext_lazy("Clearance"),
        gettext_lazy("Legal, finance and whoever else must have said yes."),
        5,
    ),
    Step(
        "briefing",
        gettext_lazy("Chair’s briefing"),
        gettext_lazy("The chair is taken through the papers."),
        3,
    ),
    Step(
        "lodging",
        gettext_lazy("Lodging"),
        gettext_lazy("The papers are handed to whoever makes up the agenda."),
        1,
    ),
    Step(PUBLICATION, gettext_lazy("Publication"), gettext_lazy("Agenda and papers are public."), 0),
)


@dataclass(frozen=True)
class Day:
    """A day of a meeting's timetable. `counted` is where counting back puts it; `done` None where nobody knows.

    It is late where it has passed and is known not to be done.
    """

    step: Step
    on: date
    counted: date
    done: bool | None = None
    late: bool = False

    @property
    def key(self):
        return self.step.key

    @property
    def is_set(self):
        """Somebody set it otherwise than it is counted."""
        return self.on != self.counted


def counted_back(held_on, clear_days, working_days):
    """The day of each step by its key, for a meeting on a day."""
    publication = working_days.back(held_on, clear_days + 1)
    return {step.key: working_days.back(publication, step.before) for step in STEPS}


def days_of(meeting, council, working_days, today, done=None):
    """The timetable of a meeting in order, as `Day`s; `done` says of a step by its key whether it is done."""
    counted = counted_back(meeting.held_on, council.clear_days, working_days)
    chosen = {key: date.fromisoformat(day) for key, day in meeting.timetable.items() if key in counted}
    done = done or {}
    return [_day(step, counted[step.key], chosen.get(step.key), done.get(step.key), today) for step in STEPS]


def _day(step, counted, chosen, done, today):
    on = chosen or counted
    return Day(step, on, counted, done, late=on < today and done is False)


def too_late(day, meeting, council, working_days):
    """What is wrong with publishing on a day, in one sentence; "" where there is time enough."""
    given = working_days.between(day, meeting.held_on) if day < meeting.held_on else 0
    if given >= council.clear_days:
        return ""
    if not given:
        return NO_DAY.format(needed=council.clear_days)
    return FEW_DAYS.format(number=given, needed=council.clear_days)


NO_DAY = gettext_lazy("This leaves no clear day before the meeting; there must be {needed}.")
FEW_DAYS = ngettext_lazy(
    "This leaves {number} clear day before the meeting; there must be {needed}.",
    "This leaves {number} clear days before the meeting; there must be {needed}.",
    "number",
)


def state_of(*, held_on, today, drafts, published, minuted):
    """How far a meeting has come, in a word: planned, drafting, published, held, minuted. It is kept nowhere.

    `drafts` and `published` count its papers; `minuted` is whether anything it resolved is written down.
    """
    if minuted:
        return _("minuted")
    if held_on < today:
        return _("held")
    if drafts:
        return _("drafting")
    return _("published") if published else _("planned")


def counts_from(held_on, published_on, call_in_days, working_days):
    """The day from which a decision counts that can be called in: the first after the call-in days have run out.

    Call-in is the overview and scrutiny committee's power under Local Government Act 2000 s.9F(2)(a) and (4) (s.21 in
    Wales; subsection (2) of both was read) over what an executive decided. How long it has is the constitution's to
    say, most often five working days after the day on which the decision was published (Gloucestershire, Call-in
    procedure rules 2.3 and 4.2.1).
    """
    published_on = max(published_on or held_on, held_on)
    return working_days.on(published_on, call_in_days + 1)
