"""Small PDFs made for a test, changed at will, and what is read from them."""

import datetime
import io
import json

import typst

from actionplan.importing.document import read_document

TODAY = datetime.date(2024, 2, 5)
HEADER = ["Challenge", "Action", "Lead", "Deadline"]
PATHS = ["Paths", "Mend the path by the pond", "Tamsin Okoro", "March 2024"]


def table_pdf(*rows, stroke="0.5pt", above="", settings="", below="", columns="(1fr,) * 4"):
    """A PDF with a table of rows; a cell is its words, or markup in a tuple of one."""
    cells = ", ".join(
        cell[0] if isinstance(cell, tuple) else "[#" + json.dumps(cell, ensure_ascii=False) + "]"
        for row in rows
        for cell in row
    )
    page = '#set page(paper: "a5", flipped: true, margin: 1cm); #set text(size: 9pt)'
    table = f"#table(columns: {columns}, stroke: {stroke}, {cells})"
    return typst.compile(f"{page}\n{settings}\n{above}\n\n{table}\n\n{below}".encode())


def tables_of(data):
    return read_document(data, "plan.pdf").tables


def words_of(data):
    return [row.words for table in tables_of(data) for row in table.rows]


def saved(pdf, **how):
    stream = io.BytesIO()
    pdf.save(stream, **how)
    return stream.getvalue()
