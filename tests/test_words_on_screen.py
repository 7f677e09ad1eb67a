"""How a plan reads on screen: dates, days, deadlines and statuses in the officer's words."""

from datetime import date, timedelta

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string

from actionplan import days_in_words, deadline_words
from actionplan.status import Meaning, PresetStep
from actionplan.templatetags import plans
from reports.paper import DeadlineLine, Figure

TODAY = date(2026, 11, 21)
JUNE, SEPTEMBER = date(2026, 6, 30), date(2026, 9, 30)


def words_of(template, **values):
    page = render_to_string(f"components/{template}.html", values)
    return " ".join(page.split())


def test_a_date_is_said_in_full_without_a_leading_nought():
    assert days_in_words.long_date(date(2008, 1, 8)) == "8 January 2008"
    assert days_in_words.long_date(None) == ""


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (None, ""), (1, "1 day overdue"), (52, "52 days overdue"), (-3, "")]
)
def test_overdue_is_said_in_days(days, said):
    assert days_in_words.overdue_words(days) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (9, "9 days ago"), (1200, "1,200 days ago"), (-1, "22 November 2026")],
)
def test_a_day_gone_by_is_told_from_today(days, said):
    assert days_in_words.ago(TODAY - timedelta(days), TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (9, "in 9 days"), (-1, "20 November 2026")]
)
def test_a_day_to_come_is_told_from_today(days, said):
    assert days_in_words.ahead(TODAY + timedelta(days), TODAY) == said


@pytest.mark.parametrize(("count", "said"), [(1, "moved once"), (2, "moved twice"), (3, "moved 3 times")])
def test_how_often_a_deadline_moved_is_counted_in_words(count, said):
    assert days_in_words.times_moved(count) == said


@pytest.mark.parametrize(("days", "said"), [(92, "+92 days"), (-3, "−3 days"), (1, "+1 day"), (0, "")])
def test_slippage_keeps_its_sign(days, said):
    assert days_in_words.slippage(days) == said


@pytest.mark.parametrize(
    ("words", "due", "kind", "said"),
    [
        ("March 27", date(2027, 3, 31), "date", "31 March 2027"),
        ("Review December 07", date(2007, 12, 31), "review", "Review by 31 December 2007"),
        ("Post restructuring Immediate", None, "immediate", "Immediate"),
        ("After the election", None, "event", "After the election"),
        ("Every quarter", None, "recurring", "Every quarter"),
        ("", None, "none", "No date set"),
    ],
)
def test_a_deadline_reads_as_its_date_else_its_kind_else_its_words(words, due, kind, said):
    deadline = DeadlineLine(words=words, due=due)
    object.__setattr__(deadline, "kind", kind)
    assert deadline_words.reading(deadline) == said


def test_words_that_only_repeat_the_reading_are_not_said_twice():
    assert deadline_words.as_written(DeadlineLine(words="30 June 2026", due=JUNE)) == ""
    assert deadline_words.as_written(DeadlineLine(words="June 26", due=JUNE)) == "June 26"


def test_a_moved_deadline_tells_where_it_started_and_how_far_it_went():
    moved = DeadlineLine(words="Sept 26", due=SEPTEMBER, original_words="June 26", original_due=JUNE)
    shown = words_of("deadline", deadline=moved, overdue=52, moved=2, full=True)
    for part in ("30 September 2026", "52 days overdue", "first “June 26”", "moved twice", "+92 days"):
        assert part in shown


def test_a_deadline_that_stands_as_agreed_does_not_say_what_it_was():
    shown = words_of(
        "deadline", deadline=DeadlineLine("June 26", JUNE, original_words="June 26", original_due=JUNE)
    )
    assert "was" not in shown.replace("as-written", "")
    assert "overdue" not in shown


@pytest.mark.parametrize(
    ("meaning", "shape"),
    [
        (Meaning.ON_TRACK, "dot"),
        (Meaning.AT_RISK, "triangle"),
        (Meaning.OFF_TRACK, "square"),
        (Meaning.COMPLETE, "tick"),
        (Meaning.NOT_STARTED, "ring"),
        (Meaning.ON_HOLD, "ring"),
        ("off track", "square"),
        (None, "ring"),
    ],
)
def test_each_meaning_has_a_shape_for_black_and_white(meaning, shape):
    assert plans.shape(meaning) == shape


def test_a_status_is_the_scales_word_in_the_scales_colour_with_the_meanings_shape():
    shown = words_of("status", **plans.status(PresetStep("Achieved", Meaning.COMPLETE, "green")))
    assert "Achieved" in shown
    assert "tone-green" in shown
    assert "M1 6.5 4.5 10 11 2" in shown


def test_no_status_is_said_in_words():
    assert "No status yet" in words_of("status", **plans.status(None))


def test_the_bar_fills_its_width_in_order_and_says_its_figures():
    figures = [
        {"count": 3, "label": "complete", "colour": "blue"},
        {"count": 0, "label": "on hold", "colour": "grey"},
        {"count": 1, "label": "off track", "colour": "red"},
        {"count": 2, "label": "overdue"},
    ]
    parts = list(plans.segments(figures))
    assert [(p["label"], p["x"], p["width"]) for p in parts] == [
        ("complete", "0.000%", "75.000%"),
        ("off track", "75.000%", "25.000%"),
    ]
    assert 'aria-label="3 complete, 1 off track"' in words_of("status_bar", figures=figures)


def test_no_actions_make_no_bar():
    assert "<svg" not in words_of("status_bar", figures=[Figure("complete", "complete", 0)])


def test_a_figure_is_the_filter_for_what_it_counts():
    shown = words_of(
        "figures", figures=[{"count": 6, "label": "overdue", "key": "overdue", "url": "?due=overdue"}]
    )
    assert 'href="?due=overdue"' in shown
    assert "is-overdue" in shown


def test_blank_leads_stay_blank():
    shown = words_of("leads", member=(), strategic=("Head of People",), operational=())
    assert "Strategic" in shown
    assert "Operational" not in shown
    assert "none named" in words_of("leads")


def test_words_of_a_document_are_never_markup():
    shown = words_of("history_item", on=TODAY, who="<b>x</b>", words="<script>alert(1)</script>")
    assert "<script>" not in shown
    assert "<b>" not in shown


def test_the_pager_keeps_the_filter_in_every_address(rf):
    page = Paginator(range(500), 50).page(5)
    shown = words_of("pager", page=page, query=rf.get("/?status=red&page=5").GET)
    assert 'href="?status=red&amp;page=6"' in shown
    assert "201 to 250 of 500" in shown
    assert words_of("pager", page=Paginator(range(5), 50).page(1), query=rf.get("/").GET) == ""
