"""How dates, deadlines, statuses and news are said on paper."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.days_in_words import long_date
from actionplan.wording import counted
from reports.formats import wording
from reports.formats.outline import Run, outline, runs
from reports.paper import ActionLine, Change, DeadlineLine, Figure, MovementGroup, Section, Status
from tests import paper_samples as samples


def test_dates_are_said_in_full():
    assert long_date(date(2008, 1, 8)) == "8 January 2008"
    assert long_date(None) == ""


@pytest.mark.parametrize(
    ("deadline", "reading", "notes"),
    [
        (DeadlineLine("March 27", date(2027, 3, 31)), "31 March 2027", ("“March 27”",)),
        (DeadlineLine("31 march 2027 ", date(2027, 3, 31)), "31 March 2027", ()),
        (DeadlineLine("Ongoing"), "Ongoing", ()),
        (DeadlineLine("", date(2027, 3, 31)), "31 March 2027", ()),
        (DeadlineLine("PDRs Mar 27", date(2027, 3, 31), "PDRs"), "PDRs: 31 March 2027", ("“PDRs Mar 27”",)),
        (
            DeadlineLine("Sept 26", date(2026, 9, 30), "", "June 26", date(2026, 6, 30)),
            "30 September 2026",
            ("“Sept 26”", "was 30 June 2026 (“June 26”)"),
        ),
        (DeadlineLine("Ongoing", None, "", "Immediate"), "Ongoing", ("was “Immediate”",)),
        (
            DeadlineLine("Sept 26", date(2026, 9, 30), "", "Sept 26", date(2026, 9, 30)),
            "30 September 2026",
            ("“Sept 26”",),
        ),
        (
            DeadlineLine("31 March 2026", date(2026, 3, 31), met_on=date(2026, 3, 12)),
            "31 March 2026",
            ("met 12 March 2026",),
        ),
    ],
)
def test_a_deadline_is_its_reading_with_the_words_beneath(deadline, reading, notes):
    assert wording.deadline_reading(deadline) == reading
    assert wording.deadline_notes(deadline) == notes


@pytest.mark.parametrize(
    ("status", "shape", "colour"),
    [
        (Status("On target", "on track", "green"), "●", "green"),
        (Status("Slipping", "at_risk", "amber"), "▲", "amber"),
        (Status("Late", "off_track", "red"), "■", "red"),
        (Status("Done", "complete", "green"), "✓", "green"),
        (Status("Deleted", "withdrawn", "mauve"), "○", "grey"),
        (Status("Achieved", "complete", ""), "✓", "blue"),
    ],
)
def test_the_shape_says_the_meaning_and_the_council_chooses_the_colour(status, shape, colour):
    assert wording.mark(status) == (shape, status.word, colour)


def test_ink_on_its_tint_can_be_read_by_everyone():
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
        return sum(weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    for tint in wording.TINTS.values():
        assert (light(tint.ground) + 0.05) / (light(tint.ink) + 0.05) > 4.5


def test_overdue_is_counted_in_words():
    assert [wording.overdue_words(days) for days in (0, 1, 52)] == ["", "Overdue 1 day", "Overdue 52 days"]


def test_the_latest_news_says_who_and_when():
    action = ActionLine(
        "1.1", "Do it.", samples.ON_TRACK, news="Begun.", news_by="Ann", news_on=date(2026, 1, 2)
    )
    assert wording.latest_words(action) == "Latest: Begun. (Ann, 2 January 2026)"
    assert wording.latest_words(replace(action, news_by="", news_on=None)) == "Latest: Begun."
    assert wording.latest_words(replace(action, news=" ")) == ""


def test_overdue_stands_under_the_deadline_it_is_about():
    deadlines = (DeadlineLine("Jan 27", date(2027, 1, 31)), DeadlineLine("30 Sept", date(2026, 9, 30)))
    paper = samples.small_paper()
    challenge = paper.plans[0].challenges[0]
    action = replace(challenge.actions[0], deadlines=deadlines, overdue_days=51)
    plan = replace(paper.plans[0], challenges=(replace(challenge, actions=(action,)),))
    (row,) = outline(replace(paper, plans=(plan,))).appendices[0].rows
    assert [reading.overdue for reading in row.readings] == ["", "Overdue 51 days"]


def test_bold_is_marked_and_an_unclosed_mark_stays():
    assert runs("a **b** c") == (Run("a "), Run("b", bold=True), Run(" c"))
    assert runs("a ** b") == (Run("a ** b"),)


def test_paragraphs_are_numbered_and_their_lists_are_not():
    paper = replace(
        samples.council_paper(),
        sections=(Section("One", ("- only a list", "first\n- item\nmore", "second")),),
    )
    (part,) = outline(paper).sections
    assert [(each.number, each.item) for each in part.paragraphs] == [
        ("", True), ("1.1", False), ("", True), ("", False), ("1.2", False),
    ]  # fmt: skip


def test_the_bar_shows_statuses_only_and_fills_its_length():
    figures = (Figure("complete", "done", 1), Figure("on track", "going", 3), Figure("overdue", "overdue", 2))
    paper = replace(samples.small_paper(), plans=(replace(samples.small_paper().plans[0], figures=figures),))
    numbers = outline(paper).appendices[0].numbers
    assert [(each.start, each.width, each.colour) for each in numbers.bar] == [
        (0, 250, "blue"),
        (250, 750, "green"),
    ]
    assert numbers.bar_words == "1 done, 3 going"


def test_background_papers_are_listed_even_when_there_are_none():
    closing = outline(replace(samples.council_paper(), background=(), exempt_notes=())).closing
    assert [(part.title, part.paragraphs[0].runs[0].words) for part in closing] == [
        ("Background papers", "None.")
    ]


def test_every_row_names_its_heading_and_challenge_and_says_when_they_stood_above():
    rows = outline(samples.council_paper()).appendices[0].rows[:3]
    assert [(row.heading, row.number, row.again) for row in rows] == [
        ("Leadership", "1", False), ("Leadership", "2", False), ("Leadership", "2", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Publish the plan", "Publish the plan"),
        ("Publish\n the  plan", "Publish the plan"),
        ("a" * 20, "a" * 20),
        ("Publish the plan, and say", "Publish the plan…"),
        ("a" * 21, "a" * 19 + "…"),
        ("Publish all the plans: now", "Publish all the…"),
    ],
)
def test_long_words_end_after_a_word_with_an_ellipsis(words, short):
    assert wording.shorten(words, 20) == short
    assert len(short) <= 20


def test_what_nobody_spoke_of_has_its_status_once():
    still = Change("1.1", "Review", "On track", "On track", "Old news")
    other = Change("2.1", "Settle", "On track", "On hold", "Old news")
    group = MovementGroup("no_news", "No news since the last report", (still, other))
    paper = samples.council_paper()
    paper = replace(paper, plans=(replace(paper.plans[0], movement=(group,)),))
    (table,) = outline(paper).changes[0].groups
    assert table.columns == ("Ref", "Action", "Status")
    assert table.rows == (("1.1", "Review", "On track"), ("2.1", "Settle", "On hold (was On track)"))


@pytest.mark.parametrize(
    ("draft", "holds_exempt", "marking"),
    [
        (False, False, ""),
        (True, False, "Draft"),
        (False, True, "Not for publication"),
        (True, True, "Draft · Not for publication"),
    ],
)
def test_a_copy_that_holds_what_is_exempt_is_marked(draft, holds_exempt, marking):
    assert wording.marking(replace(samples.small_paper(), draft=draft, holds_exempt=holds_exempt)) == marking


def test_a_plan_with_something_exempt_in_it_is_still_a_plan_and_says_so_at_its_end():
    said = outline(replace(samples.plan_as_it_stands(), exempt_notes=("An exempt appendix holds …",)))
    assert not said.report
    assert [part.title for part in said.closing] == ["Exempt information"]
    assert said.summary is None


def test_the_lead_in_counts_as_the_figures_do():
    paper = samples.plan_as_it_stands()
    first, *others = paper.plans[0].challenges
    hidden = replace(first, actions=(replace(first.actions[0], withheld=True), *first.actions[1:]))
    withheld = replace(paper, plans=(replace(paper.plans[0], challenges=(hidden, *others)),))
    assert "43 challenges, 55 actions, as it stood" in outline(paper).appendices[0].lead_in
    assert (
        "43 challenges, 54 actions besides what stands in the exempt appendix, as it stood"
        in outline(withheld).appendices[0].lead_in
    )


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("challenge", "challenges"),
        ("priority", "priorities"),
        ("survey", "surveys"),
        ("process", "processes"),
        ("area for improvement", "areas for improvement"),
    ],
)
def test_a_council_counts_in_its_own_words(one, many):
    assert (counted(1, one), counted(2, one)) == (f"1 {one}", f"2 {many}")


def test_the_summary_in_numbers_follows_the_section_it_belongs_to():
    sections = (
        Section("Purpose", ("To report.",)),
        Section("Progress", ("Well.",), figures=True),
        Section("Risk", ("None.",)),
    )
    said = outline(replace(samples.council_paper(), sections=sections))
    assert [(each.number, each.title) for each in (*said.sections, said.summary, *said.closing[:1])] == [
        ("1", "Purpose"),
        ("2", "Progress"),
        ("3", "Summary in numbers"),
        ("4", "Risk"),
    ]
    assert said.closing[0].paragraphs[0].number == "4.1"
    old = outline(
        replace(samples.council_paper(), sections=tuple(replace(each, figures=False) for each in sections))
    )
    assert (old.summary.number, old.sections[-1].title) == ("4", "Risk")
