"""The plan of a parks department in every format that a council brings."""

import csv
import datetime
import io
from pathlib import Path

from tests.documents import making

HERE = Path(__file__).parent
PARKS_DAY = datetime.date(2024, 2, 5)
TITLES = ("PARKS PEER REVIEW: ACTION PLAN", "WHAT WE SAID WE WOULD DO")


def parks_rows():
    text = (HERE / "documents" / "parks.csv").read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def parks_word():
    """The plan as a council types it: headings and challenges merged down over their actions."""
    rows = parks_rows()
    merged = {(number, place) for number, row in enumerate(rows) for place in (0, 1) if not row[place]}
    return making.word(
        rows, above=TITLES, merged_down=merged, below=["S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc"]
    )


PARKS = {
    "csv": lambda: (HERE / "documents" / "parks.csv").read_bytes(),
    "txt": lambda: (HERE / "documents" / "parks.txt").read_bytes(),
    "docx": parks_word,
    "xlsx": lambda: making.excel([[TITLES[0]], [], *parks_rows()]),
    "odt": lambda: (HERE / "documents" / "parks.odt").read_bytes(),
    "pdf": lambda: (HERE / "documents" / "parks.pdf").read_bytes(),
}
