"""Charts: their figures from what one audience may read, and their drawing, legible without colour."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from reports.audience import for_audience
from reports.charts import by_heading, charts, deadlines_ahead, of_movement
from reports.formats import drawing, render
from reports.formats.data import as_plain, from_plain
from reports.paper import Bar, Chart, Series
from tests import paper_samples as samples

STATUSES = {
    "on_track": {"word": "On track", "meaning": "on_track", "colour": "green"},
    "complete": {"word": "Complete", "meaning": "complete", "colour": "blue"},
    "off_track": {"word": "Off track", "meaning": "off_track", "colour": "red"},
}
OPEN = {"what": "no", "paragraph": "", "public_interest": "", "public_news": ""}
EXEMPT = OPEN | {"what": "all", "paragraph": "4", "public_interest": "Talks go on."}


def action(reference, status="on_track", due=None, exempt=OPEN):
    return {
        "reference": reference, "text": reference, "success": "", "status": STATUSES[status], "deadlines": [],
        "next_due": due, "leads": {}, "news": None, "exempt": exempt,
    }  # fmt: skip


def data(*actions, as_of="2026-11-20"):
    """A snapshot's data with one heading, or with those named before a slash: "Delivery/1.1"."""
    challenges = []
    for each in actions:
        heading, _, reference = each["reference"].rpartition("/")
        challenges.append(
            {
                "number": 1,
                "title": "C",
                "heading": heading or "Leadership",
                "actions": [each | {"reference": reference}],
            }
        )
    return {"as_of": as_of, "plan": {"heading_word": "Theme", "stands_on": as_of}, "challenges": challenges}


def bars(chart):
    return {bar.words: bar.counts for bar in chart.bars}


def view(*actions, audience="public", **more):
    return for_audience(data(*actions, **more), audience)


def test_status_by_heading_counts_each_word_in_printed_order():
    chart = by_heading(
        view(action("B/1.1"), action("A/2.1", "complete"), action("B/3.1", "complete"), action("B/4.1"))
    )
    assert (chart.title, chart.what) == ("Status by theme", "Theme")
    assert [each.words for each in chart.series] == ["Complete", "On track"]
    assert bars(chart) == {"B": (1, 2), "A": (1, 0)}
    assert list(bars(chart)) == ["B", "A"]


def test_deadlines_stand_by_month_with_what_is_late_first_and_what_has_none_last():
    chart = deadlines_ahead(
        view(
            action("1.1", due="2026-11-19"), action("1.2", due="2026-11-20"), action("1.3", due="2027-01-31"),
            action("1.4", due="2027-01-01"), action("1.5", due="2027-11-01"), action("1.6"),
            action("1.7", "complete", due="2026-12-01"),
        )
    )  # fmt: skip
    assert [each.words for each in chart.series] == ["Overdue", "Due"]
    assert list(bars(chart).items()) == [
        ("Overdue", (1, 0)), ("November 2026", (0, 1)), ("December 2026", (0, 0)), ("January 2027", (0, 2)),
        ("Later", (0, 1)), ("No date", (0, 1)),
    ]  # fmt: skip


def test_a_kind_that_nothing_is_of_has_no_column():
    chart = deadlines_ahead(view(action("1.1", due="2026-12-31")))
    assert ([each.words for each in chart.series], bars(chart)) == (
        ["Due"],
        {"November 2026": (0,), "December 2026": (1,)},
    )


def test_movement_counts_the_groups_of_the_report():
    chart = of_movement(samples.MOVEMENT)
    assert bars(chart) == {"Complete since the last report": (2,), "New dates": (1,), "Newly overdue": (1,)}


def test_nothing_to_show_is_no_chart():
    assert charts(view()) == ()
    assert of_movement(()) is None
    assert [each.key for each in charts(view(action("1.1", "complete")))] == ["status"]


@pytest.mark.parametrize("reference", ["E1", "1.9"])
def test_what_is_exempt_is_in_no_chart_of_the_public(reference):
    secret = action(f"Secret/{reference}", "off_track", due="2026-10-01", exempt=EXEMPT)
    shown = action("1.1", due="2026-12-01")
    assert charts(view(shown, secret)) == charts(view(shown))
    assert len(charts(view(shown, secret, audience="internal"))[0].bars) == 2


def test_the_drawing_says_its_title_and_figures_to_who_cannot_see_it():
    svg = ElementTree.fromstring(drawing.svg(samples.CHARTS[0], "c"))
    names = {element.tag.rpartition("}")[2]: element for element in svg}
    assert svg.get("aria-labelledby") == f"{names['title'].get('id')} {names['desc'].get('id')}"
    assert names["title"].text == "Status by heading"
    assert "Strategy: 4 on track, 3 at risk, 1 off track, 2 not started;" in names["desc"].text


def test_no_two_kinds_of_bar_look_alike_without_their_colours():
    every = tuple(Series(f"Step {i}", meaning, "grey") for i, meaning in enumerate(drawing.TILE_OF_MEANING))
    twice = (*every[:3], Series("Another", "on_track", "green"))
    for series in (every[:4] + every[5:], twice):
        tiles = [look.tile for look in drawing.looks(Chart("status", "T", "H", series, ()))]
        assert len(set(tiles)) == len(tiles)


def test_a_bar_is_as_long_as_its_count_and_pieces_stand_end_to_end():
    svg = ElementTree.fromstring(drawing.svg(samples.CHARTS[0], "c"))
    pieces = [each for each in svg.findall("{*}rect") if each.get("height") == str(drawing.BAR)]
    first = [(float(each.get("x")), float(each.get("width"))) for each in pieces[:6]]
    unit = (drawing.WIDTH - drawing.LABELS - drawing.END) / 15
    assert [round(width / unit) for _, width in first] == [1, 4, 3, 2, 4, 1]
    for (x, width), (following, _) in pairwise(first):
        assert x + width == pytest.approx(following, abs=0.2)


def test_words_on_two_lines_keep_clear_of_the_words_of_the_next_bar():
    bars = tuple(Bar("Newly at risk or off track", (n,)) for n in (6, 1, 5))
    svg = ElementTree.fromstring(
        drawing.svg(Chart("changes", "T", "Change", (Series("Actions"),), bars), "c")
    )
    lines = [float(each.get("y")) for each in svg.findall("{*}text") if each.get("text-anchor") == "end"]
    assert min(below - above for above, below in list(pairwise(lines))[1::2]) > drawing.LINE


def test_more_headings_than_fit_a_page_are_drawn_as_one_and_none_is_lost_from_the_table():
    many = Chart("status", "T", "Heading", (Series("Due"),), tuple(Bar(f"H{i}", (1,)) for i in range(60)))
    made = drawing.drawn(many, "c")
    assert len(made.rows) == 60
    assert "37 more, in the table" in made.svg
    height = int(re.search(r'height="(\d+)" role', made.svg)[1])
    assert height <= 900
    assert "<desc" in made.svg
    assert len(drawing.say(many)) <= drawing.LONGEST_ALT


@pytest.mark.parametrize("words", ["<b>&\"'", "A" * 300, "", "中文 😀 שלום", "a\nb"])
def test_any_words_can_be_drawn_in_every_format(words):
    chart = Chart(
        "status",
        f"By {words}",
        words,
        (Series(words, "on_track", "green"), Series("x")),
        (Bar(words, (1, 0)),),
    )
    assert ElementTree.fromstring(drawing.svg(chart, "c")) is not None
    paper = samples.council_paper()
    paper = replace(paper, plans=(replace(paper.plans[0], charts=(chart,), challenges=()),))
    for key in ("docx", "pdf", "html", "xlsx"):
        assert render(paper, key) == render(paper, key)


def test_the_page_shows_each_chart_with_a_table_of_the_same_figures():
    page = render(samples.council_paper(), "html").decode()
    assert page.count("<svg xmlns") == 3
    assert page.count('class="counts"') == 3
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    row = re.search(r'<th scope="row" dir="auto">Strategy</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert re.findall(r">(\d+)<", row) == ["0", "4", "3", "1", "2", "0", "10"]


def test_a_plan_given_out_by_itself_prints_its_table_first_and_no_chart():
    for key in ("html", "docx"):
        assert b"Status by heading" not in render(samples.plan_as_it_stands(), key)


def test_a_paper_published_before_there_were_charts_is_read_as_it_was():
    plain = as_plain(samples.council_paper())
    for new in ("page_numbers", "exempt_under"):
        plain.pop(new, None)
    for plan in plain["plans"]:
        plan.pop("charts")
    paper = from_plain(plain)
    assert paper.page_numbers is True
    assert paper.plans[0].charts == ()
    assert paper.plans[0].challenges == samples.council_paper().plans[0].challenges


def test_a_table_of_figures_says_what_room_its_longest_words_need():
    series = (Series("Complete", "complete", "blue"), Series("Not yet due", "not_started"))
    bars = (Bar("Operational results", (2, 0)), Bar("Learning", (0, 1)))
    found = drawing.drawn(Chart("status", "Status by heading", "Heading", series, bars), "c")
    assert found.needs == (len("Operational"), len("Complete") + 2, len("yet") + 2, len("Total"))
