"""Charts as SVG of our own: bars told apart by pattern, tint and words, so that black and white loses nothing.

The same drawing stands in the web page, is set into the PDF, and becomes the picture in Word. Lengths are in
units of a 720 wide drawing; nothing in it is styled by CSS, which our policy for browsers would refuse inline.
"""

import textwrap
from dataclasses import dataclass
from xml.sax.saxutils import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.formats import wording
from reports.formats.wording import TINTS
from reports.paper import Bar

WIDTH, LABELS, END = 720, 196, 44
BAR, GAP, LINE = 20, 11, 16
ROOM, ROOMY_BARS = 8, 18  # more between bars whose words take two lines, as long as they fit on a page
MOST_BARS = 24  # more would not fit on a page; the rest is drawn as one bar, and the table has them all
LONGEST_ALT = 900
FONT = "Source Sans 3, Source Sans Pro, Arial, sans-serif"
INK = "#1b2733"
ANCHOR_MIDDLE, ANCHOR_END = ' text-anchor="middle"', ' text-anchor="end"'

# What is drawn over a bar's soft ground, in a tile of eight by eight; "" is a plain ground, "solid" a full one.
TILES = {
    "solid": "",
    "rising": "M-1 1L1 -1M0 8L8 0M7 9L9 7",
    "dots": "M2 2h.01M6 6h.01",
    "crossed": "M0 0L8 8M8 0L0 8",
    "plain": "",
    "level": "M0 2H8M0 6H8",
    "upright": "M2 0V8M6 0V8",
    "falling": "M-1 7L1 9M0 0L8 8M7 -1L9 1",
}
SHAPE_PATHS = {
    "●": "M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0",
    "○": "M2 6a4 4 0 1 0 8 0a4 4 0 1 0 -8 0",
    "■": "M1 1H11V11H1Z",
    "▲": "M6 1L11.5 11H0.5Z",
    "✓": "M1.5 6.5L4.5 10L10.5 2",
}
TILE_OF_MEANING = {
    "complete": "solid",
    "on_track": "rising",
    "at_risk": "dots",
    "off_track": "crossed",
    "overdue": "crossed",
    "not_started": "plain",
    "on_hold": "level",
    "withdrawn": "upright",
    "superseded": "falling",
}


@dataclass(frozen=True)
class Look:
    """How one series is drawn: the name of its tile, its tint, and the shape its status has elsewhere."""

    tile: str
    tint: wording.Tint
    shape: str


@dataclass(frozen=True)
class Drawing:
    """A chart as drawn, what it says to who cannot see it, and its figures as a table: `rows` under `columns`.

    `shapes` has the shape that goes before each column's words, "" for none.
    """

    title: str
    svg: str
    alt: str
    columns: tuple[str, ...]
    shapes: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def heads(self):
        """The shape and the words of each column."""
        return tuple(zip(self.shapes, self.columns, strict=True))

    @property
    def needs(self):
        """The letters that each column needs in a line, so that no word of it is broken."""
        firsts = [words for words, *_counts in self.rows] or [""]
        figures = [longest_word(words) + 2 * bool(shape) for shape, words in self.heads[1:]]
        return max(map(longest_word, (self.columns[0], *firsts))), *(max(3, each) for each in figures)


def longest_word(words):
    """How many letters its longest word has, at the most sixteen: beyond that it may be broken."""
    return min(16, max(map(len, words.split()), default=0))


def drawn(chart, name):
    """A Chart as a Drawing; `name` begins the ids in it and is unique on a page."""
    total = (_("Total"),) if len(chart.series) > 1 else ()
    rows = tuple(
        (bar.words, *map(str, bar.counts), *(str(sum(bar.counts)) for _column in total)) for bar in chart.bars
    )
    columns = (chart.what, *(each.words for each in chart.series), *total)
    shapes = ("", *(look.shape for look in looks(chart)), *("" for _column in total))
    return Drawing(chart.title, svg(chart, name), alt(chart), columns, shapes, rows)


def looks(chart):
    """A Look for each series; two steps of one meaning take different tiles."""
    found = []
    for each in chart.series:
        taken = {look.tile for look in found}
        key = wording.meaning(each.meaning)
        first = TILE_OF_MEANING.get(key, "solid")
        tile = next((name for name in (first, *TILES) if name not in taken), first)
        shape = wording.SHAPES.get(key, wording.OTHER_SHAPE) if key in wording.MEANINGS else ""
        found.append(Look(tile, TINTS.get(each.colour, TINTS["grey"]), shape))
    return found


def say(chart):
    """The chart in one sentence a bar, for who cannot see it; cut where the table that follows says it better."""
    bars = [f"{bar.words}: {_counts(chart, bar)}" for bar in chart.bars]
    words = "; ".join(bars) + "."
    if len(words) <= LONGEST_ALT:
        return words
    return _("{bars}; and so on.").format(bars=words[: LONGEST_ALT - 40].rpartition(";")[0])


def alt(chart):
    """What stands for the picture: what it is, then what it shows."""
    return _("Bar chart: {title}.").format(title=chart.title) + f" {say(chart)}"


def svg(chart, name):
    """The chart as an <svg> element, the same for the same value."""
    drawn = _drawn_bars(chart.bars)
    series = looks(chart)
    key, top = _legend(chart, series, name)
    step = _step(drawn)
    bars = [_bar(bar, top + i * step, _scale(drawn), series, name) for i, bar in enumerate(drawn)]
    height = top + len(drawn) * step + 2
    axis = f'<path d="M{LABELS} {top - 4}V{height - 2}" stroke="{INK}" fill="none"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{FONT}" font-size="15" fill="{INK}">'
        f'<title id="{name}-title">{escape(chart.title)}</title><desc id="{name}-desc">{escape(say(chart))}</desc>'
        f"<defs>{''.join(_pattern(look, i, name) for i, look in enumerate(series))}</defs>"
        f"{key}{''.join(bars)}{axis}</svg>"
    )


def _counts(chart, bar):
    if len(chart.series) == 1:
        return str(bar.counts[0])
    told = [f"{n} {_lower(each.words)}" for n, each in zip(bar.counts, chart.series, strict=True) if n]
    return ", ".join(told) or _("none")


def _lower(words):
    return words[:1].lower() + words[1:]


def _drawn_bars(bars):
    if len(bars) <= MOST_BARS:
        return bars
    rest = bars[MOST_BARS - 1 :]
    counts = tuple(map(sum, zip(*(bar.counts for bar in rest), strict=True)))
    words = ngettext("{n} more, in the table", "{n} more, in the table", len(rest)).format(n=len(rest))
    return (*bars[: MOST_BARS - 1], Bar(words, counts))


def _scale(bars):
    """Units an action takes."""
    return (WIDTH - LABELS - END) / max(1, *(sum(bar.counts) for bar in bars))


def _pattern(look, place, name):
    if not TILES[look.tile]:
        return ""
    stroke = f'stroke="#{look.tint.ink}" stroke-width="{2.6 if look.tile == "dots" else 1.3}" stroke-linecap="round"'
    return (
        f'<pattern id="{name}-{place}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="#{look.tint.ground}"/><path d="{TILES[look.tile]}" {stroke} fill="none"/>'
        "</pattern>"
    )


def _legend(chart, series, name):
    """The key above the bars, none for a chart of one kind; answers it and where the bars begin."""
    if len(series) == 1:
        return "", 6
    found, x, y = [], LABELS, 2
    for i, (each, look) in enumerate(zip(chart.series, series, strict=True)):
        words = wording.shorten(each.words, 40)
        beside = 29 + 17 * bool(look.shape)
        width = beside + 16 + int(8.4 * len(words))
        if x + width > WIDTH and x > LABELS:
            x, y = LABELS, y + 24
        found += [
            _box(x, y, 22, 15, look, f"{name}-{i}"),
            _shape(look, x + 29, y + 2),
            _text(x + beside, y + 13, words),
        ]
        x += width
    return "".join(found), y + 32


def _shape(look, x, y):
    """The shape of a status, drawn in a square of 12, so that no font need hold it."""
    path = SHAPE_PATHS.get(look.shape)
    if not path:
        return ""
    hollow = f'fill="none" stroke="#{look.tint.ink}" stroke-width="2"'
    paint = hollow if look.shape in "○✓" else f'fill="#{look.tint.ink}"'
    return f'<path transform="translate({x} {y})" d="{path}" {paint}/>'


def _step(bars):
    """Units from one bar to the next."""
    two_lines = any(len(_lines(bar.words)) > 1 for bar in bars)
    return BAR + GAP + (ROOM if two_lines and len(bars) <= ROOMY_BARS else 0)


def _bar(bar, y, scale, series, name):
    x, total = LABELS, sum(bar.counts)
    pieces = [_label(bar.words, y)]
    for i, count in enumerate(bar.counts):
        if count:
            width = count * scale
            pieces.append(_box(x, y, width, BAR, series[i], f"{name}-{i}"))
            pieces.append(_plate(x + width / 2, y, width, count) if count < total else "")
            x += width
    pieces.append(_text(x + 8, y + 15, str(total), ' font-weight="700"'))
    return "".join(pieces)


def _plate(middle, y, width, count):
    """The number of a piece, on a white plate where the piece is wide enough."""
    plate = 8 + 8 * len(str(count))
    if width < plate + 6:
        return ""
    return (
        f'<rect x="{_number(middle - plate / 2)}" y="{y + 2.5}" width="{plate}" height="{BAR - 5}" rx="3" '
        f'fill="#ffffff"/>{_text(middle, y + 15, str(count), ANCHOR_MIDDLE)}'
    )


def _box(x, y, width, height, look, pattern):
    fills = {"solid": f"#{look.tint.bar}", "plain": "#ffffff"}
    fill = fills.get(look.tile, f"url(#{pattern})")
    return (
        f'<rect x="{_number(x)}" y="{y}" width="{_number(width)}" height="{height}" fill="{fill}" '
        f'stroke="#{look.tint.ink}"/>'
    )


def _label(words, y):
    """To the left of its bar."""
    lines = _lines(words)
    first = y + 15 - (len(lines) - 1) * LINE / 2
    return "".join(_text(LABELS - 10, first + i * LINE, line, ANCHOR_END) for i, line in enumerate(lines))


def _lines(words):
    """Two at most."""
    lines = textwrap.wrap(wording.shorten(words, 44), 22) or [""]
    return lines if len(lines) <= 2 else [lines[0], lines[1].rstrip("…") + "…"]


def _text(x, y, words, attributes=""):
    return f'<text x="{_number(x)}" y="{_number(y)}"{attributes}>{escape(words)}</text>'


def _number(value):
    return f"{value:.1f}".removesuffix(".0")
