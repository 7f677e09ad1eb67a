"""How the pictures of an overview are put into a page."""

from django import template

register = template.Library()
PLATE = 4, 4  # pixels to each side of a number, and for half of each figure


@register.filter
def at(things, place):
    """Give the thing that stands at a place."""
    return things[place]


@register.filter
def tile_id(name, place):
    """Name the tile of a kind of part, once on a page."""
    return f"{name}-tile-{place}"


@register.filter
def plate(count, sides=1):
    """Say how far the plate under a number reaches to one side of its middle, or to both."""
    around, figure = PLATE
    return sides * (around + figure * len(str(count)))


@register.filter
def cells(drawn, row):
    """List the cells of a row of the table: the column, what it says, and where it leads where it counts anything."""
    parts = [(part.count, part.url if part.count else "") for part in row.parts]
    total = [(row.total, row.url)] if drawn.adds_up else []
    return [
        (column, *cell)
        for column, cell in zip(
            drawn.columns, [*parts, *total, *((words, "") for words in row.more)], strict=True
        )
    ]
