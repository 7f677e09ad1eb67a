"""Tables without rules: columns are where words begin under one another, rows where columns begin anew."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections import Counter

from actionplan.importing.pdf_grid import Grid, GridCell, GridRow
from actionplan.importing.pdf_lines import TextLine

# Of the height of letters: wider than this between two words, and the second may begin a column.
GAP = 0.5
# Points within which words begin under one another.
NEAR = 2
FEWEST_COLUMNS = 3


def aligned_grids(lines, across, known=()):
    """Find tables by how words are aligned. Returns grids from the top down, and the lines that stand in none.

    `across` are rules between rows, where any are drawn; `known` are the edges of the table on the page before, for a
    page that holds too little of it to tell.
    """
    starts = _column_starts(lines)
    if not starts or _are_among(starts, known):
        starts = _known_starts(lines, known)
    if not starts:
        return [], lines
    grids, block, outside = [], [], []
    for line in lines:
        parts = _parts(line, starts)
        if _goes_across(parts, starts):
            _close(block, starts, across, grids, outside)
            block = []
            outside.append(line)
        else:
            block.append((line, parts))
    _close(block, starts, across, grids, outside)
    return grids, sorted(outside, key=lambda line: line.top)


def _column_starts(lines):
    """Where the columns begin: where words of the fullest line begin, others begin under them, and none is cut."""
    began = [[word.x0 for word in _beginning(line)] for line in lines]
    support = Counter(round(x / NEAR) for starts in began for x in starts)
    cut = _cut_words(line for line, starts in zip(lines, began, strict=True) if len(starts) > 1)

    def supported(x):
        return sum(support[round(x / NEAR) + step] for step in (-1, 0, 1))

    def is_clear(x):
        return cut[int(x) - 2] <= len(lines) / 25

    clear = [[x for x in starts if supported(x) > 1 and is_clear(x)] for starts in began]
    starts = list(max(clear, key=len, default=[]))
    if len(starts) < FEWEST_COLUMNS:
        return []
    for x in (
        x for starts_of_line in clear for x in starts_of_line if supported(x) >= max(3, len(lines) / 8)
    ):
        if all(abs(x - known) > 3 * NEAR for known in starts):
            starts.append(x)
    return sorted(starts)


def _cut_words(lines):
    """How many words each point across the page cuts."""
    cut = Counter()
    for word in (word for line in lines for word in line.words):
        cut.update(range(int(word.x0), int(word.x1) + 1))
    return cut


def _are_among(starts, known):
    """A page that leaves a column blank has the columns of the page before none the less."""
    return all(any(abs(x - edge) <= 2 * NEAR for edge in known[:-1]) for x in starts)


def _known_starts(lines, known):
    starts = list(known[:-1])
    if not starts:
        return []
    begun = {round(word.x0 / NEAR) for line in lines for word in _beginning(line)}
    under = [x for x in starts if begun & {round(x / NEAR) + step for step in (-1, 0, 1)}]
    return starts if under else []


def _beginning(line):
    """The words of a line with a wide gap before them."""
    gap = GAP * line.height
    pairs = itertools.pairwise(line.words)
    return [line.words[0], *(word for before, word in pairs if word.x0 - before.x1 > gap)]


def _parts(line, starts):
    """The pieces of a line between wide gaps, and where a word begins a column."""
    parts = [[line.words[0]]]
    for before, word in itertools.pairwise(line.words):
        gap = word.x0 - before.x1
        begins = any(abs(word.x0 - x) <= NEAR for x in starts) and gap > 0.32 * line.height
        if gap > 1.2 * line.height or begins:
            parts.append([])
        parts[-1].append(word)
    return [TextLine(words, line.top, line.bottom) for words in parts]


def _goes_across(parts, starts):
    """A line of one piece that runs over the beginning of a column belongs to no table."""
    return len(parts) == 1 and any(parts[0].x0 + 2 * NEAR < x < parts[0].x1 - 2 * NEAR for x in starts)


def _column(part, starts):
    """The column a piece begins in; one centred over its column may begin a little before it."""
    begins = bisect_right(starts, part.x0 + NEAR) - 1
    middle = bisect_right(starts, (part.x0 + part.x1) / 2) - 1
    return max(begins if begins == middle or abs(part.x0 - starts[begins]) <= NEAR else middle, 0)


def _close(block, starts, across, grids, outside):
    """Make a grid of a block of lines; those before its first row and after its last one stand outside."""
    while block and len(block[0][1]) == 1 and _column(block[0][1][0], starts) == 0:
        outside.append(block.pop(0)[0])
    leading = _leading(block)
    while len(block) > 1 and len(block[-1][1]) == 1 and block[-1][0].top - block[-2][0].top > 2.5 * leading:
        outside.append(block.pop()[0])
    if not any(len(parts) > 1 for _, parts in block):
        outside += [line for line, _ in block]
        return
    columns = [[] for _ in starts]
    for _, parts in block:
        for part in parts:
            columns[_column(part, starts)].append(part)
    top, bottom = block[0][0].top, block[-1][0].bottom
    begins = (
        _ruled_rows(across, starts, top, bottom)
        or _full_lines(block, starts)
        or _row_starts(columns, leading)
    )
    grids.append(_grid(columns, starts, begins, top, bottom))


def _leading(block):
    """How far apart the lines of one cell are: the least usual distance of lines that is not too small."""
    tops = [line.top for line, _ in block]
    apart = Counter(round(b - a) for a, b in itertools.pairwise(tops) if b - a > 3)
    usual = [distance for distance, count in apart.items() if count * 5 >= sum(apart.values())]
    return min(usual, default=12)


def _ruled_rows(across, starts, top, bottom):
    """Where rows begin by the rules between them, where at least two rules part the block."""
    width = starts[-1] - starts[0]
    places = {rule.place for rule in across if rule.end - rule.start > width and top < rule.place < bottom}
    return [top - 1, *sorted(places)] if len(places) > 1 else []


def _full_lines(block, starts):
    """Where nearly every line fills most columns, each is a row of its own, however close they stand."""
    full = [line.top - 1 for line, parts in block if 2 * len(parts) > len(starts)]
    return full if len(full) > max(2, 0.85 * len(block)) else []


def _row_starts(columns, leading):
    """Where rows begin. The lines of a cell follow one another, so a column that begins anew begins a row."""
    begun = _together((each for column in columns for each in _anew(column, leading)), leading)
    # A gap above one column alone may only part two paragraphs: it must be as wide as those that part rows.
    certain = [min(gap for _, gap in group) for group in begun if len(group) > 1]
    least = 0.9 * min(certain, default=0)
    starts = [group[0][0] for group in begun if len(group) > 1 or group[0][1] >= least]
    return [top - 1 for top in starts]


def _together(places, leading):
    """Things at nearly one height as one group, each thing (top, what of it)."""
    groups = []
    for place in sorted(places):
        if groups and place[0] - groups[-1][0][0] < 0.5 * leading:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _anew(column, leading):
    """The lines of a column that do not go on from the one before, each as (top, distance from the one before)."""
    if column:
        yield column[0].top, float("inf")
    for before, line in itertools.pairwise(column):
        distance = line.top - before.top
        if distance > 1.3 * leading:
            yield line.top, distance


def _grid(columns, starts, begins, top, bottom):
    rights = [max((line.x1 for line in column), default=0) for column in columns]
    rows = [GridRow([GridCell(right=right) for right in rights]) for _ in begins]
    for place, column in enumerate(columns):
        for line in column:
            row = max(bisect_right(begins, (line.top + line.bottom) / 2) - 1, 0)
            rows[row].cells[place].lines.append(line)
    end = max(rights)
    return Grid([*starts, end], top, bottom, [row for row in rows if row.lines])
