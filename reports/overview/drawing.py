"""Pictures as they stand on a page: as wide as the page lets them be, each part a link, in the colours of the site.

Widths are in percent and heights in pixels, so that words keep their size on a phone. What the parts look like (tile,
tint, shape) and what is said of them is as in papers: `reports.formats.drawing`.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from reports.formats import drawing
from reports.formats.wording import shorten
from reports.overview.pictures import Part, Picture

MOST_BARS = 24
LABEL, BAR, GAP = 20, 24, 10  # a bar's words stand above it
LONGEST, ROOM = 86, 9  # percent a bar takes at most, and from which on its number is written into it
HIGHEST, ABOVE, BELOW, LEAST = 120, 22, 40, 4
COLUMN = 0.72  # how much of its place a column takes
WORDS, ON_A_PHONE = 72, 34  # letters that have room above a bar


@dataclass(frozen=True)
class Box:
    """A part as drawn. `says` is what its link says, `middle` where its number stands, "" for nowhere."""

    x: str
    y: float
    width: str
    height: float
    look: int
    part: Part
    says: str
    middle: str = ""


@dataclass(frozen=True)
class Text:
    x: str
    y: float
    words: str
    css: str = ""
    shift: int = 0


@dataclass(frozen=True)
class Key:
    """What a kind of part is called, and how it looks."""

    words: str
    look: drawing.Look
    path: str
    colour: str

    @property
    def tile(self):
        return drawing.TILES[self.look.tile]

    @property
    def is_line(self):
        return self.look.shape in ("○", "✓")


@dataclass(frozen=True)
class Drawn:
    """A Picture as drawn; `left_out` counts the rows that are in its table only."""

    picture: Picture
    height: int
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]
    says: str
    left_out: int = 0

    @property
    def columns(self):
        total = (_("Total"),) if self.adds_up else ()
        return (*(each.words for each in self.picture.series), *total, *self.picture.more)

    @property
    def adds_up(self):
        """Whether a total says more than its parts."""
        rows = self.picture.rows
        return len(self.picture.series) > 1 and self.picture.sums and bool(rows and rows[0].url)


def drawn(picture):
    """The picture without the kinds that none of its rows has."""
    picture = _without_empty(picture)
    boxes, texts, height = (_columns if picture.upright else _bars)(picture)
    return Drawn(
        picture,
        height,
        tuple(boxes),
        tuple(texts),
        _keys(picture),
        drawing.say(picture) if picture.rows else "",
        max(0, len(picture.rows) - MOST_BARS),
    )


def _without_empty(picture):
    kept = [i for i in range(len(picture.series)) if any(row.parts[i].count for row in picture.rows)]
    kept = kept or [*range(len(picture.series))][:1]
    rows = tuple(replace(row, parts=tuple(row.parts[i] for i in kept)) for row in picture.rows)
    return replace(picture, series=tuple(picture.series[i] for i in kept), rows=rows)


def _keys(picture):
    looks = drawing.looks(picture)
    return tuple(
        Key(each.words, look, drawing.SHAPE_PATHS.get(look.shape, ""), each.colour)
        for each, look in zip(picture.series, looks, strict=True)
    )


def _says(picture, row, place):
    """ "3 overdue: Head of HR"; of one kind only, "3: December 2026"."""
    words, count = picture.series[place].words, row.parts[place].count
    kind = f" {words[:1].lower()}{words[1:]}" if len(picture.series) > 1 else ""
    return f"{count:,}{kind}: {row.words}"


def _bars(picture):
    boxes, texts = [], []
    shown = picture.rows[:MOST_BARS]
    unit = LONGEST / max([1, *(row.total for row in shown)])
    for i, row in enumerate(shown):
        top, x = i * (LABEL + BAR + GAP), 0
        texts += labels(row.words, top + 15)
        for place, part in enumerate(row.parts):
            width = part.count * unit
            if part.count:
                boxes.append(_box(picture, row, place, x, top + LABEL, width))
            x += width
        if picture.sums:
            texts.append(Text(_percent(x), top + LABEL + 17, f"{row.total:,}", "picture-total", shift=8))
    return boxes, texts, len(shown) * (LABEL + BAR + GAP)


def labels(words, y):
    """The words above a bar, once as long as a desk has room for and once for a phone where that is less."""
    wide, narrow = shorten(words, WORDS), shorten(words, ON_A_PHONE)
    if wide == narrow:
        return [Text("0", y, wide, "picture-label")]
    return [Text("0", y, wide, "picture-label is-wide"), Text("0", y, narrow, "picture-label is-narrow")]


def _box(picture, row, place, x, top, width):
    part = row.parts[place]
    tells = part.count < row.total and width >= ROOM
    middle = _percent(x + width / 2) if tells else ""
    return Box(_percent(x), top, _percent(width), BAR, place, part, _says(picture, row, place), middle)


def _columns(picture):
    boxes, texts = [], []
    place_of_one = 100 / max(1, len(picture.rows))
    unit = HIGHEST / max([1, *(row.total for row in picture.rows)])
    foot = ABOVE + HIGHEST
    for i, row in enumerate(picture.rows):
        left, y = (i + (1 - COLUMN) / 2) * place_of_one, foot
        middle = _percent((i + 0.5) * place_of_one)
        for place, part in enumerate(row.parts):
            if part.count:
                height = max(LEAST, round(part.count * unit))
                y -= height
                boxes.append(
                    Box(
                        _percent(left), y, _percent(COLUMN * place_of_one), height, place, part,
                        _says(picture, row, place),
                    )
                )  # fmt: skip
        texts.append(Text(middle, y - 6, f"{row.total:,}", "picture-total is-middle"))
        texts += [
            Text(middle, foot + 17 + 16 * line, words, "picture-under is-middle")
            for line, words in enumerate(row.short) if words
        ]  # fmt: skip
    return boxes, texts, foot + BELOW


def _percent(value):
    return f"{value:.2f}%"
