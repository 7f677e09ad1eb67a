"""From the bytes of an edited sheet to its rows, by the titles that the export gave its columns. Needs no database."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.roundtrip.comparing import tidy

# Field and title in the order of the export; a number names one of the plan's own words: heading, challenge, action.
TITLES = (
    ("reference", "Reference"),
    ("revision", "Revision"),
    ("heading", 0),
    ("challenge_number", "Challenge number"),
    ("challenge", 1),
    ("text", 2),
    ("status", "Status"),
    ("deadline", "Deadline"),
    ("member", "Member lead"),
    ("strategic", "Strategic lead"),
    ("operational", "Operational lead"),
    ("news", "New update"),
    ("success", "Success"),
    ("address", "Plan address"),
)
NEEDED = ("reference", "revision", "address")
EDITED = ("text", "success", "member", "strategic", "operational", "deadline", "status", "news")
NOT_OURS = _(
    "This is not a plan’s Excel copy with the columns Reference, Revision and Plan address: "
    "export the plan to Excel again and edit that copy."
)
ONLY_EXCEL = _(
    "Only an Excel workbook or a CSV saved from it comes back: "
    "export the plan to Excel again and edit that copy."
)
ANOTHER_PLAN = _("The sheet is of another plan ({plan}): open that plan and bring it back there.")
NO_PLAN = _(
    "No row of the sheet says which plan it is of: export the plan to Excel again and edit that copy."
)
TWICE = _(
    "{reference} stands twice in the column Reference: "
    "leave it in the row it was exported in and empty in a new row."
)


@dataclass(frozen=True)
class Sheet:
    """`rows` are dictionaries of words by field, with "row" its printed number; `missing` are titles not found."""

    rows: tuple
    missing: tuple

    def as_json(self):
        return {"rows": list(self.rows), "missing": list(self.missing)}


def read_sheet(data, name, *, slug, words, limits):
    """Read an edited sheet. `slug` is the address of the plan it comes back to; `words` are the (heading, challenge,
    action) words its columns may be named by, the present ones first.

    Raises CannotRead with one sentence where it is no such sheet, is another plan's, or names an action twice.
    """
    document = read_document(data, name, limits=limits)
    if document.kind not in ("xlsx", "csv", "txt"):
        raise CannotRead(str(ONLY_EXCEL))
    columns, rows = _find(document, words)
    read = [_row(row, columns) for row in rows]
    read = tuple(row for row in read if any(row.get(field) for field, _title in TITLES if field != "address"))
    _check_plan(read, slug)
    _check_once(read)
    return Sheet(read, tuple(_missing(columns, words[0])))


def _find(document, words):
    """The columns by field, and the rows under them; a text is one table however its blank lines part it."""
    for place, table in enumerate(document.tables):
        for header in table.rows[:15]:
            columns = _fullest(header.words, words)
            if set(NEEDED) <= set(columns):
                tables = document.tables[place:] if document.kind != "xlsx" else [table]
                return columns, [row for each in tables for row in each.rows if _is_below(row, header)]
    raise CannotRead(str(NOT_OURS))


def _is_below(row, header):
    return (row.table, row.number) > (header.table, header.number) and row.words != header.words


def _fullest(header, words):
    """The plan's words may have changed since it was exported: those that name the most columns are taken."""
    return max((_columns(header, own) for own in words), key=len)


def _columns(header, own):
    """The place of each field. Of two columns of one name the export calls the second "Status 2"."""
    places = {}
    for place, title in reversed(list(enumerate(header))):
        places[" ".join(title.split()).casefold()] = place
    found, claimed = {}, set()
    for field, title in TITLES:
        said = wanted = title_of(title, own).casefold()
        number = 2
        while wanted in claimed:
            wanted, number = f"{said} {number}", number + 1
        claimed.add(wanted)
        if wanted in places:
            found[field] = places[wanted]
    return found


def title_of(title, own):
    return " ".join((own[title] if isinstance(title, int) else title).split())[:200]


def _missing(columns, own):
    return [title_of(title, own) for field, title in TITLES if field in EDITED and field not in columns]


def _row(row, columns):
    cells = {field: tidy(row.words[place]) for field, place in columns.items() if place < len(row.words)}
    return {"row": row.number} | dict.fromkeys(columns, "") | cells


def _check_plan(rows, slug):
    others = {row["address"] for row in rows if row["address"] not in ("", slug)}
    if others:
        raise CannotRead(ANOTHER_PLAN.format(plan=min(others)[:80]))
    if not any(row["address"] == slug for row in rows):
        raise CannotRead(str(NO_PLAN))


def _check_once(rows):
    seen = set()
    for reference in (row["reference"] for row in rows if row["reference"]):
        if reference in seen:
            raise CannotRead(TWICE.format(reference=reference))
        seen.add(reference)
