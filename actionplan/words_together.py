"""Two people at a plan's status words at once: what each changed is put together, and what both changed is named."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from actionplan.status import Meaning

FIELDS = ("word", "meaning", "colour")


@dataclass(frozen=True)
class Row:
    """A word on the page: `key` is "s12" for the step 12 that it was, "n1" for a new one.

    A row that is `gone` is to be removed; `becomes` is then the key of the row that takes its actions.
    """

    key: str
    word: str = ""
    meaning: str = ""
    colour: str = ""
    default: bool = False
    gone: bool = False
    becomes: str = ""

    @property
    def was(self):
        return int(self.key[1:]) if self.key.startswith("s") else None

    @property
    def said(self):
        """Its meaning and colour in words."""
        meaning = Meaning(self.meaning).label.lower() if self.meaning in list(Meaning) else _("no meaning")
        return f"{meaning}, {self.colour}"


def row_of(step):
    return Row(f"s{step.pk}", step.word, step.meaning, step.colour, step.default)


def together(mine, base, theirs, became):
    """My rows, made from the steps of `base`, on the steps of `theirs` that stand now: (rows, words both changed).

    `became` maps the id of a step of the base to the step it is now. Where both changed the same, mine is kept in the
    row and named among the clashes as (what stands now, what I wrote).
    """
    then, clashes = {step.pk: row_of(step) for step in base}, []
    moved = {f"s{pk}": f"s{step.pk}" for pk, step in became.items() if step}
    rows = {}
    for row in mine:
        if row.was is None:
            rows[row.key] = replace(row, becomes=moved.get(row.becomes, row.becomes))
            continue
        before, step = then[row.was], became.get(row.was)
        if step is None:
            rows |= {f"n9{row.was}": replace(row, key=f"n9{row.was}", becomes="")} if row != before else {}
            continue
        now = row_of(step)
        joined, clash = _joined(row, before, now)
        clashes += [(now, row)] if clash else []
        rows.setdefault(now.key, replace(joined, becomes=moved.get(row.becomes, row.becomes)))
    rows |= {f"s{step.pk}": row_of(step) for step in theirs if f"s{step.pk}" not in rows}
    return _in_order(list(rows.values()), mine, base, theirs), clashes


def _joined(row, before, now):
    """The row on what stands now, and whether both changed the same of it."""
    taken, clash = {}, row.gone and any(getattr(now, name) != getattr(before, name) for name in FIELDS)
    for name in (*FIELDS, "default"):
        mine, was, theirs = (getattr(each, name) for each in (row, before, now))
        taken[name] = theirs if mine == was else mine
        clash = clash or (name in FIELDS and mine != was and theirs not in (was, mine))
    return replace(row, key=now.key, **taken), clash


def _in_order(rows, mine, base, theirs):
    """As I put them, or where I moved nothing, as they stand now; what is new to that order comes last."""
    here = [row.was for row in mine if row.was]
    if here != [step.pk for step in base]:
        return rows
    place = {f"s{step.pk}": place for place, step in enumerate(theirs)}
    return sorted(rows, key=lambda row: place.get(row.key, len(place)))
