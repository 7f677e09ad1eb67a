"""Charts on the summary sheet, native to Excel: each stands under the cells that hold its figures."""

from reports.formats import drawing

SHEET = "Summary"
LONGEST_WORDS = 255
# Excel's own patterns, the nearest to those of our drawings.
PATTERNS = {
    "rising": "wide_upward_diagonal",
    "dots": "percent_25",
    "crossed": "outlined_diamond",
    "level": "light_horizontal",
    "upright": "light_vertical",
    "falling": "wide_downward_diagonal",
}
FONT = {"name": "Arial", "size": 9}
ROW_PIXELS, BAR_PIXELS, ABOVE_PIXELS, BELOW_PIXELS = 20, 26, 64, 56
TALLEST_PIXELS = 1400


def write_charts(book, sheet, row, charts, formats):
    """Each chart's figures and the chart beneath them; answers the rows where each begins, and the next free row."""
    begins = []
    for chart in charts:
        begins.append(row)
        last = _write_counts(sheet, row, drawing.drawn(chart, chart.key), formats)
        made, height = _chart(book, chart, row + 1, last)
        sheet.insert_chart(last + 2, 0, made, {"description": drawing.alt(chart)})
        row = last + height // ROW_PIXELS + 5
    return begins, row


def _write_counts(sheet, row, drawn, formats):
    """The table of the figures under its title; answers its last row."""
    sheet.write_string(row, 0, drawn.title, formats.subtitle)
    for column, (shape, words) in enumerate(drawn.heads):
        look = formats.head_right if column else formats.head
        sheet.write_string(row + 1, column, f"{shape} {words}".strip()[:LONGEST_WORDS], look)
    for number, (words, *counts) in enumerate(drawn.rows, row + 2):
        sheet.write_string(number, 0, words[:LONGEST_WORDS], formats.text)
        for column, count in enumerate(counts, 1):
            sheet.write_number(number, column, int(count), formats.count)
    return row + 1 + len(drawn.rows)


def _chart(book, chart, head, last):
    """A bar chart of the cells under the row `head`, and its height in pixels."""
    several = len(chart.series) > 1
    made = book.add_chart({"type": "bar", "subtype": "stacked"} if several else {"type": "bar"})
    for column, look in enumerate(drawing.looks(chart), 1):
        made.add_series(
            {
                "name": [SHEET, head, column],
                "categories": [SHEET, head + 1, 0, last, 0],
                "values": [SHEET, head + 1, column, last, column],
                "gap": 40,
                "border": {"color": f"#{look.tint.ink}"},
                **_fill(look),
                **({} if several else {"data_labels": {"value": True}}),
            }
        )
    made.set_title({"name": chart.title, "name_font": FONT | {"size": 11}})
    made.set_legend({"position": "bottom", "font": FONT} if several else {"none": True})
    made.set_y_axis({"reverse": True, "num_font": FONT, "interval_unit": 1})
    made.set_x_axis({"num_font": FONT, "min": 0, "major_gridlines": {"visible": False}, "num_format": "0"})
    plot = min(BAR_PIXELS * len(chart.bars), TALLEST_PIXELS)
    height = ABOVE_PIXELS + plot + BELOW_PIXELS
    made.set_size({"width": 620, "height": height})
    across = {"x": 0.28, "width": 0.68}  # what is left of these is for the words
    made.set_plotarea({"layout": across | {"y": ABOVE_PIXELS / height, "height": plot / height}})
    return made, height


def _fill(look):
    if look.tile in PATTERNS:
        colours = {"fg_color": f"#{look.tint.ink}", "bg_color": f"#{look.tint.ground}"}
        return {"pattern": {"pattern": PATTERNS[look.tile], **colours}}
    return {"fill": {"color": f"#{look.tint.bar}" if look.tile == "solid" else "#FFFFFF"}}
