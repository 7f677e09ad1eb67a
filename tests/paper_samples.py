"""Papers of our own invention: a small one, the shape of a real plan, nasty text, and one as big as asked."""

from dataclasses import replace
from datetime import date
from itertools import cycle, islice

from reports.paper import (
    ActionLine,
    Bar,
    ChallengeLine,
    Change,
    Chart,
    DeadlineLine,
    Figure,
    MovementGroup,
    Paper,
    PlanAppendix,
    Recommendation,
    Section,
    Series,
)
from tests.sample_lines import (
    AS_OF,
    AT_RISK,
    ON_TRACK,
    all_challenges,
    all_texts,
    endless_actions,
    figures_of,
)

MEETING = date(2026, 12, 8)
COLUMNS = (
    "Heading",
    "Challenge",
    "Action needed & current position",
    "Member Lead",
    "Strategic Lead",
    "Operational Lead",
    "Deadline",
)


def small_paper():
    """One plan, one action: enough to see every part of a plan given out as it stands."""
    action = ActionLine(
        "1.1", "Publish who leads on what.", ON_TRACK, ("HR Committee",), ("Chief Executive",), ("Digital team",),
        (DeadlineLine("March 27", date(2027, 3, 31)),), "Half the list is up.", date(2026, 11, 3), "Priya Nair",
    )  # fmt: skip
    plan = PlanAppendix(
        "", "People action plan", AS_OF, COLUMNS, (ChallengeLine("1", "Working as one", "Leadership", (action,)),),
        (Figure("on_track", "on track", 1),), slug="people",
    )  # fmt: skip
    return Paper("People action plan", "Eastmere District Council", AS_OF, plans=(plan,), draft=False)


def council_plan():
    """The shape of a real peer-review plan: 5 headings that alternate, 43 challenges, 55 actions."""
    challenges = all_challenges()
    return PlanAppendix(
        label="Essential Reference Paper B",
        title="People peer review action plan",
        as_of=AS_OF,
        columns=COLUMNS,
        challenges=challenges,
        figures=figures_of(challenges),
        movement=MOVEMENT,
        compared_with=date(2026, 9, 8),
        origin="Peer review of the people service, March 2026",
        slug="people-peer-review",
        glossary=(("CMT", "Corporate management team"), ("PDR", "Performance and development review")),
        charts=CHARTS,
    )


def plan_as_it_stands():
    """The same plan given out by itself: no committee, no sections."""
    plan = replace(council_plan(), label="", movement=(), compared_with=None)
    return Paper(
        plan.title, "Eastmere District Council", AS_OF, plans=(plan,), draft=False, author="Priya Nair"
    )


def council_paper():
    """A whole committee report with that plan as its appendix."""
    return Paper(
        title="People peer review action plan: progress to November 2026",
        council="Eastmere District Council",
        as_of=AS_OF,
        committee="Human Resources Committee",
        meeting_on=MEETING,
        item="7",
        author="Head of People",
        heading_block=(
            ("Report of", "Head of People"),
            ("Contact officer", "Priya Nair, extension 2041"),
            ("Wards affected", "All"),
        ),
        recommendations=(
            Recommendation("(A)", "That the progress made since September be noted; and"),
            Recommendation(
                "(B)", "That the new dates asked for in paragraph 4 be agreed, each for the reason given."
            ),
        ),
        sections=SECTIONS,
        plans=(council_plan(),),
        background=(
            "Report of the peer review team, March 2026",
            "Minutes of the committee, 8 September 2026",
        ),
        exempt_notes=(
            "Essential Reference Paper C is exempt under paragraph 4 of Schedule 12A to the Local "
            "Government Act 1972: consultations about a labour relations matter.",
        ),
    )


def big_paper(count):
    """A plan of `count` actions, given out as it stands."""
    actions = tuple(islice(endless_actions(cycle(all_texts())), count))
    challenges = tuple(
        ChallengeLine(str(i + 1), f"Challenge number {i + 1}", "Delivery", actions[i * 2 : i * 2 + 2])
        for i in range((count + 1) // 2)
    )
    plan = PlanAppendix("", "A big plan", AS_OF, COLUMNS, challenges, figures_of(challenges), slug="big")
    return Paper("A big plan", "Eastmere District Council", AS_OF, plans=(plan,), draft=False)


def big_report(count):
    """A whole committee report, charts and all, on a plan of `count` actions."""
    plan = replace(
        big_paper(count).plans[0], charts=CHARTS, movement=MOVEMENT, compared_with=date(2026, 9, 8)
    )
    return replace(council_paper(), plans=(plan,))


def nasty_paper():
    """Text that breaks documents: markup, formulas, control characters, long words, other scripts."""
    actions = tuple(
        ActionLine(
            f"1.{i}", words, AT_RISK, (words[:60],), (), (), (DeadlineLine(words[:60]),), words, AS_OF, "Eve"
        )
        for i, words in enumerate(NASTY, 1)
    )
    plan = PlanAppendix(
        "Appendix <A>", "Plan \x00 & “co”", AS_OF, COLUMNS, (ChallengeLine("1", "</td>", "=1+1", actions),),
        (Figure("at_risk", "at risk & <b>", len(actions)),),
        (MovementGroup("started", "#Started [x]", (Change("1.1", "*a*", "_b_", "$c$", "@d #e"),)),),
        date(2026, 9, 8), slug="nasty", glossary=(("<X>", "\x0bnot\x1f seen"),),
    )  # fmt: skip
    return Paper(
        title="Nasty <title> & \x07text", council="Ŵyddgrug & “Sons”", as_of=AS_OF, committee="#Committee",
        meeting_on=MEETING, heading_block=(("<i>To</i>", "= header"),), plans=(plan,), draft=True,
        recommendations=(Recommendation("(A)", "That `code` #be *noted* $x$ \\ @you <b>."),),
        sections=(Section("= Title *", ("**Bold** and ** not", "- one\n- two **b**", "para\n\nafter \x00 NUL")),),
        background=("<script>alert(1)</script>",), exempt_notes=("&amp;",),
    )  # fmt: skip


NASTY = (
    "<script>alert('hello')</script> & <b>bold</b>",
    "=cmd|' /C calc'!A0",
    "+1 @SUM(A1) -2",
    "@SUM(1)",
    "A" * 400,
    "NUL \x00 bell \x07 escape \x1b unit \x1f end",
    "half a pair \ud83d and a noncharacter \ufffe\uffff",
    "שלום עולם, the plan",
    "مرحبا بالعالم",
    "中文 and 😀 stand beside ŵŷ and Ελληνικά",
    "first line\nsecond line\r\nthird\x0bfourth\u2028fifth",
    "#let x = 1; *bold* _it_ `raw` $math$ <label> @ref // comment \\ [x] {y}",
    "{{ title }} {% now 'Y' %} ]]> &amp; &#0; _x0000_ %s {0}",
    "https://example.org/a?b=c&d=<e>",
    "001 2026-11-20 1e5 TRUE",
    "Long news. " * 455,
    "\t leading and trailing \t",
    "",
)

SECTIONS = (
    Section(
        "Purpose of the report",
        (
            "To report progress with the plan that the committee adopted in March, and to ask it to agree new dates "
            "for three actions.",
        ),
    ),
    Section(
        "Background",
        (
            "The council invited a team of its peers to look at how it leads and manages its people. Their report "
            "named **43 areas for improvement** under five headings.",
            "The committee asked for a report at each of its meetings until the plan is complete. In September it "
            "asked in particular:\n- how appraisals are going in the depots;\n- what the new competency framework "
            "costs; and\n- when the job evaluation will be finished.",
        ),
    ),
    Section(
        "Progress",
        (
            "Most actions are on track. The staff awards have been launched, the management development programme "
            "has begun its second year, and the workforce plan is in draft.",
            "**Appraisals in the depots** are behind. The new two-page form is with the unions; it comes into use in "
            "the new year.",
        ),
    ),
)

MOVEMENT = (
    MovementGroup(
        "complete",
        "Complete since the last report",
        (
            Change(
                "3.1", "Give a written update on the reorganisation every month and a face-to-face one every quarter.",
                "On track", "Complete", "Reported complete at the meeting of 8 September.",
            ),
            Change("16.2", "Put every application form on line and retire the paper one.", "At risk", "Complete", ""),
        ),
    ),
    MovementGroup(
        "extended",
        "New dates",
        (
            Change(
                "18.1", "Review the appraisal form with managers and cut it to two pages.", "31 December 2026",
                "28 February 2027", "Draft form with the unions for comment.",
            ),
        ),
    ),
    MovementGroup(
        "newly_overdue",
        "Newly overdue",
        (
            Change(
                "17.2", "Publish who leads on what, on the intranet and at reception.", "On track",
                "Overdue 51 days", "",
            ),
        ),
    ),
)  # fmt: skip


CHARTS = (
    Chart(
        "status", "Status by heading", "Heading",
        (Series("Complete", "complete", "blue"), Series("On track", "on_track", "green"),
         Series("At risk", "at_risk", "amber"), Series("Off track", "off_track", "red"),
         Series("Not started", "not_started", "grey"), Series("On hold", "on_hold", "grey")),
        (Bar("Leadership", (1, 4, 3, 2, 4, 1)), Bar("Delivery", (2, 5, 2, 1, 2, 1)),
         Bar("Strategy", (0, 4, 3, 1, 2, 0)), Bar("Workforce", (1, 3, 2, 1, 1, 2)),
         Bar("Customers", (1, 1, 2, 0, 2, 1))),
    ),
    Chart(
        "movement", "What has changed since the last report", "Change", (Series("Actions"),),
        (Bar("Complete since the last report", (2,)), Bar("New dates", (1,)), Bar("Newly overdue", (1,))),
    ),
    Chart(
        "deadlines", "Deadlines ahead", "Month", (Series("Overdue", "overdue", "red"), Series("Due")),
        (Bar("Overdue", (5, 0)), Bar("November 2026", (0, 0)), Bar("December 2026", (0, 6)),
         Bar("January 2027", (0, 0)), Bar("February 2027", (0, 11)), Bar("March 2027", (0, 6)),
         Bar("No date", (0, 17))),
    ),
)  # fmt: skip
