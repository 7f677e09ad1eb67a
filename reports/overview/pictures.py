"""What a picture of an overview says, as plain values: it is drawn and is a table, and each number leads to a list."""

from dataclasses import dataclass

from reports.paper import Series


@dataclass(frozen=True)
class Part:
    """How many actions, and the address of the list that has them."""

    count: int
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One bar or column: a part for each series, in their order. `url` leads to all of it.

    `short` are the one or two lines under a column, `more` what the table says beyond the parts.
    """

    words: str
    parts: tuple[Part, ...]
    url: str = ""
    short: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def counts(self):
        return tuple(part.count for part in self.parts)

    @property
    def total(self):
        return sum(self.counts)


@dataclass(frozen=True)
class Picture:
    """Rows of bars, or `upright` ones side by side, which time runs through. `what` heads the rows' column.

    `beside` are numbers with a label that have no place on the picture's scale; `empty` says why there are no rows.
    `sums`: an action is in one part of a row only, so that they can be added up.
    """

    key: str
    title: str
    what: str
    series: tuple[Series, ...]
    rows: tuple[Row, ...]
    upright: bool = False
    more: tuple[str, ...] = ()
    beside: tuple = ()
    note: str = ""
    sums: bool = True
    empty: str = ""

    @property
    def bars(self):
        """The rows under the name that the charts of papers have for them."""
        return self.rows


@dataclass(frozen=True)
class Beside:
    """A number beside a picture: "7 without a date"."""

    count: int
    label: str
    url: str
    key: str = ""
