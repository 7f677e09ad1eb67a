"""The pictures of an overview as plain values: which days, how they are drawn, what stands out."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from reports.overview import drawing, summary
from reports.overview.days import COLUMNS, days_of, usual_span
from reports.overview.over_time import under
from reports.overview.pictures import Part, Picture, Row
from reports.overview.timeline import Span, timeline
from reports.paper import Series

TODAY = date(2026, 11, 20)
LONG_AGO = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("span", "last"),
    [
        ("week", [date(2026, 11, 6), date(2026, 11, 13), TODAY]),
        ("month", [date(2026, 9, 30), date(2026, 10, 31), TODAY]),
        ("quarter", [date(2026, 6, 30), date(2026, 9, 30), TODAY]),
    ],
)
def test_columns_stand_at_the_ends_of_weeks_months_or_quarters_and_today(span, last):
    days = days_of(span, LONG_AGO, TODAY)
    assert (len(days), days[-3:]) == (COLUMNS, last)
    assert days == sorted(set(days))
    assert days_of(span, last[1], TODAY) == last[1:]
    assert days_of(span, TODAY, TODAY) == [TODAY]
    assert days_of(span, None, TODAY) == []


@pytest.mark.parametrize(
    ("today", "before"),
    [
        (date(2026, 12, 31), date(2026, 11, 30)),
        (date(2026, 3, 1), date(2026, 2, 28)),
        (date(2024, 3, 31), date(2024, 2, 29)),
    ],
)
def test_a_month_ends_on_its_last_day(today, before):
    assert days_of("month", LONG_AGO, today)[-2] == before


def test_the_end_of_a_quarter_is_not_told_twice():
    assert days_of("quarter", LONG_AGO, date(2026, 9, 30))[-2:] == [date(2026, 6, 30), date(2026, 9, 30)]


@pytest.mark.parametrize(("age", "span"), [(0, "week"), (79, "week"), (80, "month"), (2000, "month")])
def test_a_young_plan_is_told_by_weeks(age, span):
    assert usual_span(TODAY - timedelta(days=age), TODAY) == span
    assert usual_span(None, TODAY) == "week"


@pytest.mark.parametrize(
    ("day", "is_first", "said"),
    [
        (date(2026, 10, 31), False, ("Oct", "")),
        (date(2026, 10, 31), True, ("Oct", "2026")),
        (date(2026, 1, 31), False, ("Jan", "2026")),
        (date(2025, 12, 31), True, ("Dec", "")),
        (date(2026, 11, 13), False, ("13", "Nov")),
    ],
)
def test_what_stands_under_a_column_has_room_for_a_phone(day, is_first, said):
    assert under(day, is_first) == said


LATE, REST = Series("Overdue", "overdue", "red"), Series("Not overdue")


def picture(*rows, upright=False, sums=True):
    """Rows are words and counts."""
    made = tuple(
        Row(words, tuple(Part(n, f"/{words}/{n}") for n in counts), f"/{words}", ("Oct", "2026"))
        for words, *counts in rows
    )
    return Picture("k", "Title", "Lead", (LATE, REST), made, upright=upright, sums=sums)


def number(percent):
    return float(percent.removesuffix("%"))


def test_parts_of_a_bar_stand_end_to_end_and_are_as_long_as_their_counts():
    drawn = drawing.drawn(picture(("A", 2, 6), ("B", 0, 1)))
    first, second, third = drawn.boxes
    assert number(second.width) == pytest.approx(3 * number(first.width), abs=0.05)
    assert number(second.x) == pytest.approx(number(first.x) + number(first.width), abs=0.05)
    assert number(first.width) + number(second.width) == pytest.approx(drawing.LONGEST, abs=0.05)
    assert number(third.width) == pytest.approx(drawing.LONGEST / 8, abs=0.05)
    assert [(box.says, box.part.url) for box in drawn.boxes] == [
        ("2 overdue: A", "/A/2"), ("6 not overdue: A", "/A/6"), ("1 not overdue: B", "/B/1"),
    ]  # fmt: skip
    assert drawing.BAR >= 24
    assert [text.words for text in drawn.texts if "total" in text.css] == ["8", "1"]


def test_parts_of_a_column_stand_on_each_other_and_the_smallest_is_seen():
    drawn = drawing.drawn(picture(("A", 1, 400), upright=True))
    low, high = drawn.boxes
    assert high.y + high.height == low.y
    assert low.height == drawing.LEAST
    assert high.y >= 0
    assert all(0 <= text.y <= drawn.height for text in drawn.texts)


def test_a_kind_that_no_row_has_is_left_out_and_of_one_kind_only_the_row_is_named():
    drawn = drawing.drawn(picture(("A", 0, 2)))
    assert [key.words for key in drawn.keys] == ["Not overdue"]
    assert [box.says for box in drawn.boxes] == ["2: A"]
    assert drawn.columns == ("Not overdue",)
    nothing = drawing.drawn(picture(("A", 0, 0)))
    assert (nothing.boxes, len(nothing.keys)) == ((), 1)


def test_what_counts_twice_is_not_added_up():
    drawn = drawing.drawn(picture(("A", 1, 2), sums=False))
    assert drawn.columns == ("Overdue", "Not overdue")
    assert not [text for text in drawn.texts if "total" in text.css]
    assert drawing.drawn(picture(("A", 1, 2))).columns == ("Overdue", "Not overdue", "Total")


def test_long_words_are_cut_once_for_a_desk_and_once_for_a_phone():
    wide, narrow = drawing.labels("A heading that goes on and on, " * 5, 15)
    assert len(narrow.words) <= drawing.ON_A_PHONE < len(wide.words) <= drawing.WORDS
    assert [text.css for text in drawing.labels("Leadership", 15)] == ["picture-label"]


def test_no_two_kinds_look_alike_without_their_colours():
    drawn = drawing.drawn(picture(("A", 1, 2)))
    assert len({key.look.tile for key in drawn.keys}) == 2


def span(first, due, **more):
    return Span("1.1", "Publish", first, due, "/1.1/", **more)


def test_the_line_of_time_holds_every_day_and_today():
    spans = (span(date(2026, 3, 31), date(2026, 6, 30), overdue=143), span(None, date(2028, 3, 31)))
    line = timeline(spans, TODAY, 2, "/")
    places = [number(each) for row in line.rows for each in (row.first, row.due)] + [number(line.today)]
    assert min(places) == pytest.approx(3)
    assert max(places) == pytest.approx(97)
    assert [row.speaks_left for row in line.rows] == [False, True]
    assert [tick.words for tick in line.ticks] == ["Jul 2026", "Jan 2027", "Jul 2027"]
    assert spans[0].says == "1.1 Publish: due 30 June 2026, first 31 March 2026, 143 days overdue"
    assert (spans[0].later, spans[1].later) == (91, 0)


@pytest.mark.parametrize("years", [0, 1, 3, 10, 60])
def test_the_line_has_few_marks_of_time_however_long_it_is(years):
    line = timeline((span(None, TODAY.replace(year=TODAY.year + years)),), TODAY, 1, "/")
    assert len(line.ticks) <= 4
    assert all(number(tick.at) < 90 for tick in line.ticks)


def months(*counts):
    return SimpleNamespace(
        rows=[Row(f"Month {n}", (Part(count),), f"/{n}") for n, count in enumerate(counts)]
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((1, 2, 9, 0), "9 actions fall due in Month 2, more than in any other month"),
        ((4, 0, 0), None),
        ((5, 5, 5), None),
        ((5, 4, 4, 4), None),
        ((), None),
    ],
)
def test_only_a_heap_of_deadlines_stands_out(counts, said):
    found = summary._heap(months(*counts))
    assert (found and ", ".join(filter(None, (found.words, found.then)))) == said


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (3, 5, "5 actions are overdue, 2 more than on 31 October 2026"),
        (5, 1, "1 action is overdue, 4 fewer than on 31 October 2026"),
        (5, 5, "5 actions are overdue, as many as on 31 October 2026"),
        (2, 0, "Nothing is overdue, 2 fewer than on 31 October 2026"),
        (0, 0, None),
        (None, 2, "2 actions are overdue"),
    ],
)
def test_what_is_overdue_is_told_beside_what_was(before, now, said):
    past = [] if before is None else [Row("31 October 2026", (Part(before),))]
    late = SimpleNamespace(rows=[*past, Row("Now", (Part(now),))])
    scope = SimpleNamespace(link=lambda **asked: "/")
    found = summary._overdue(scope, {("due", "overdue"): now}, late)
    assert (found and ", ".join(filter(None, (found.words, found.then)))) == said
