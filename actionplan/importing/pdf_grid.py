"""Tables drawn with rules: where their cells are, which of them are merged, and what lies in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from actionplan.importing.pdf_lines import text_lines

# Points within which two rules are one, and the share of an edge that a rule must cover to part two cells.
NEAR = 2.5
COVERED = 0.6


class Rule(NamedTuple):
    """A straight line: how far down it lies and from where to where (or, of one that goes down, how far right)."""

    place: float
    start: float
    end: float


@dataclass(slots=True)
class GridCell:
    """The lines printed in a cell, how far right they may reach, how many columns it covers, what it goes on from."""

    lines: list = field(default_factory=list)
    right: float = 0
    span: int = 1
    above: GridCell | None = None


@dataclass(slots=True)
class GridRow:
    """A row of cells."""

    cells: list

    @property
    def lines(self):
        return [line for cell in self.cells for line in cell.lines]

    @property
    def text_bottom(self):
        return max((line.bottom for line in self.lines), default=0)


@dataclass(slots=True)
class Grid:
    """A table as it stands on one page; `edges` are where its columns begin, and where the last one ends."""

    edges: list
    top: float
    bottom: float
    rows: list

    def goes_on_in(self, other):
        """Whether another page's grid has the same columns."""
        pairs = zip(self.edges, other.edges, strict=False)
        return len(self.edges) == len(other.edges) and all(abs(a - b) < 2 * NEAR for a, b in pairs)


def ruled_grids(across, down, glyphs):
    """Find the tables that rules draw. Returns them from the top down, and the letters that stand in none."""
    outlines = _outermost(
        [made for group in _crossing(_merged(across), _merged(down)) if (made := _outline(*group))]
    )
    left = list(glyphs)
    grids = []
    for xs, ys, group in outlines:
        cells, left = _laid_in(xs, ys, left)
        grids.append(_grid(xs, ys, *group, cells))
    return sorted(grids, key=lambda grid: grid.top), left


def _merged(rules):
    """Rules on one line that touch are one rule; so are two a hair apart."""
    places = []
    for rule in sorted(rules):
        if places and rule.place - places[-1][0].place < NEAR:
            places[-1].append(rule)
        else:
            places.append([rule])
    return [merged for group in places for merged in _joined(group)]


def _joined(rules):
    place = sum(rule.place for rule in rules) / len(rules)
    joined = []
    for rule in sorted(rules, key=lambda each: each.start):
        if joined and rule.start <= joined[-1][1] + NEAR:
            joined[-1][1] = max(joined[-1][1], rule.end)
        else:
            joined.append([rule.start, rule.end])
    return [Rule(place, start, end) for start, end in joined]


def _crossing(across, down):
    """Groups of rules that touch one another, each as (across, down)."""
    group_of = list(range(len(across) + len(down)))

    def root(each):
        while group_of[each] != each:
            group_of[each] = group_of[group_of[each]]
            each = group_of[each]
        return each

    for place, rule in enumerate(across):
        for other, post in enumerate(down, len(across)):
            if _touch(rule, post):
                group_of[root(other)] = root(place)
    groups = {}
    for place, rule in enumerate([*across, *down]):
        groups.setdefault(root(place), ([], []))[place >= len(across)].append(rule)
    return groups.values()


def _touch(rule, post):
    return (
        rule.start - NEAR <= post.place <= rule.end + NEAR
        and post.start - NEAR <= rule.place <= post.end + NEAR
    )


def _outline(across, down):
    """Where columns and rows are parted; the ends of rules close a side where none is drawn."""
    if not across or not down:
        return None
    xs = _places(
        [*(rule.place for rule in down), *(end for rule in across for end in (rule.start, rule.end))]
    )
    ys = _places(
        [*(rule.place for rule in across), *(end for rule in down for end in (rule.start, rule.end))]
    )
    return (xs, ys, (across, down)) if len(xs) > 2 else None


def _places(values):
    places = []
    for value in sorted(values):
        if not places or value - places[-1] > 2 * NEAR:
            places.append(value)
    return places


def _outermost(outlines):
    """A table within a cell of another is part of what that cell says."""

    def holds(outer, inner):
        (xs, ys, _), (in_xs, in_ys, _) = outer, inner
        return xs[0] < in_xs[0] and in_xs[-1] < xs[-1] and ys[0] < in_ys[0] and in_ys[-1] < ys[-1]

    return [
        each for each in outlines if not any(holds(other, each) for other in outlines if other is not each)
    ]


def _laid_in(xs, ys, glyphs):
    """The letters of each cell of the bare grid by (row, column), and those that stand in none."""
    cells, left = {}, []
    for glyph in glyphs:
        row = bisect_right(ys, glyph.middle) - 1
        column = bisect_right(xs, (glyph.x0 + glyph.x1) / 2) - 1
        if 0 <= row < len(ys) - 1 and 0 <= column < len(xs) - 1:
            cells.setdefault((row, column), []).append(glyph)
        else:
            left.append(glyph)
    return cells, left


def _grid(xs, ys, across, down, glyphs):
    regions = _regions(xs, ys, across, down)
    inside = {}
    for place, those in glyphs.items():
        inside.setdefault(regions[place], []).extend(those)
    made, rows = {}, []
    for row in range(len(ys) - 1):
        rows.append(GridRow([_cell(regions, row, column, xs, inside, made) for column in range(len(xs) - 1)]))
    return Grid(xs, ys[0], ys[-1], rows)


def _regions(xs, ys, across, down):
    """The cell of the bare grid that each belongs to: its own, or the first of those it is merged with."""
    first = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            here = (row, column)
            first[here] = here
            if column and not _is_drawn(down, xs[column], ys[row], ys[row + 1]):
                first[here] = first[row, column - 1]
            elif row and not _is_drawn(across, ys[row], xs[column], xs[column + 1]):
                first[here] = first[row - 1, column]
    return first


def _is_drawn(rules, place, start, end):
    drawn = (
        min(rule.end, end) - max(rule.start, start)
        for rule in rules
        if abs(rule.place - place) <= 2 * NEAR and rule.start < end and rule.end > start
    )
    return sum(drawn) >= COVERED * (end - start)


def _cell(regions, row, column, xs, inside, made):
    """A cell of its own, one that goes on from above, or a blank one that another goes across."""
    region = regions[row, column]
    if column and regions[row, column - 1] == region:
        return GridCell()
    width = 1
    while regions.get((row, column + width)) == region:
        width += 1
    if region in made:
        return GridCell(span=width, above=made[region])
    lines = text_lines(inside.get(region, ()))
    inset = min((line.x0 for line in lines), default=xs[column]) - xs[column]
    right = xs[column + width] - max(min(inset, 8), 1)
    made[region] = GridCell(lines, right, width)
    return made[region]
