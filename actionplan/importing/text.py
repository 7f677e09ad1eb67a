"""Reading text with columns: .csv with commas, semicolons or tabs, and .txt with tabs."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter

from actionplan.importing.limits import CannotRead, gettext_noop
from actionplan.importing.table import Document, make_table

NOT_TEXT = gettext_noop(
    "The file is neither a Word or Excel document nor plain text: choose a .docx, .xlsx or .csv file, or a .txt file "
    "with tabs between its columns."
)
TOO_LARGE = gettext_noop(
    "The text has more than {rows:,} rows or {columns} columns: split it into smaller files."
)
# How much of a text is looked at to tell how its columns are parted, in characters.
SAMPLE = 200_000


def read(data, limits):
    """Read text as one table, or as one for each time its header row is printed again.

    Lines without a separator stand outside the tables. Raises CannotRead for what is not text or is too large.
    """
    csv.field_size_limit(limits.file_size)
    text = decode(data)
    separator = _separator(text)
    lines = _records(text, separator, limits)
    if separator == "\t":
        lines = _sewn(lines)
    blocks = [list(block) for _, block in itertools.groupby(lines, key=lambda line: len(line) > 1)]
    tables, above = [], []
    for block in _at_headers(blocks):
        if len(block[0]) > 1:
            tables.append((above, block))
            above = []
        else:
            above = above + [line[0] for line in block if line[0]]
    kind = "txt" if separator == "\t" else "csv"
    return Document(kind, tables=tuple(_made(tables)), outside=tuple(above))


def decode(data):
    """Decode UTF-8 and UTF-16 with or without their marks, else Windows-1252, which is what Excel writes."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, encoding)
    if b"\0" in data:
        return _decoded(data, _utf_16_without_mark(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # A few bytes are not defined in Windows-1252; they stand as the sign for an unknown letter.
        return data.decode("cp1252", errors="replace")


def _decoded(data, encoding):
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CannotRead(NOT_TEXT) from error
    if "\0" in text:
        raise CannotRead(NOT_TEXT)
    return text


def _utf_16_without_mark(data):
    even, odd = data[:2000:2].count(0), data[1:2000:2].count(0)
    if max(even, odd) < len(data[:2000]) // 4 or min(even, odd) > 20:
        raise CannotRead(NOT_TEXT)
    return "utf-16-be" if even > odd else "utf-16-le"


def _separator(text):
    """A tab where most lines have one; else whichever of semicolon and comma parts more rows alike."""
    lines = [line for line in text[:SAMPLE].splitlines() if line.strip()]
    if not lines or sum("\t" in line for line in lines) * 2 > len(lines):
        return "\t"
    return max(";,", key=lambda separator: _parts_alike(text[:SAMPLE], separator))


def _parts_alike(text, separator):
    """How many rows have the width most rows have, and that width; nothing where it is one."""
    records = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    widths = Counter(len(record) for record in itertools.islice(records, 200))
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]))
    return (count, width) if width > 1 else (0, 0)


def _records(text, separator, limits):
    """Rows of cells. Tab-separated text has no quoting of its own unless a cell begins with a quotation mark."""
    quoting = csv.QUOTE_MINIMAL if separator != "\t" or _is_quoted(text) else csv.QUOTE_NONE
    source = io.StringIO(text.replace("\f", "\n"), newline="")
    records, filled = [], 0
    try:
        for record in csv.reader(source, delimiter=separator, quoting=quoting):
            cells = [_tidy(cell) for cell in record[: limits.columns]]
            filled += any(cells)
            if filled > limits.rows or len(records) > 10 * limits.rows or any(record[limits.columns :]):
                raise CannotRead(TOO_LARGE, rows=limits.rows, columns=limits.columns)
            records.append(cells if any(cells) else [""])
    except csv.Error as error:
        raise CannotRead(NOT_TEXT) from error
    return records


# A cell that Excel put in quotation marks, because it holds a line break or a quotation mark of its own.
QUOTED = re.compile(r"(?:^|\t)\"(?:[^\"\t]{0,2000}\n|[^\"\t\n]{0,2000}\"\")", re.M)


def _is_quoted(text):
    by_the_marks = '\t"' in text and ('"\t' in text or '"\n' in text or '"\r' in text)
    return by_the_marks or bool(QUOTED.search(text[:SAMPLE].replace("\r\n", "\n")))


def _sewn(lines):
    """Rows pasted from Word, whose cells of several paragraphs are broken over lines, whole again.

    Only where every line then fits: a short row elsewhere may be short because its last cells are blank.
    """
    width = len(next((line for line in lines if len(line) > 1), ()))
    sewn, open_row = [], []
    for line in lines:
        if open_row:
            line = [*open_row[:-1], "\n".join(filter(None, (open_row[-1], line[0]))), *line[1:]]
            open_row = []
        if 1 < len(line) < width:
            open_row = line
        elif len(line) > width:
            return lines
        else:
            sewn.append(line)
    return lines if open_row else sewn


def _tidy(cell):
    return "\n".join(tidy for line in cell.splitlines() if (tidy := " ".join(line.split())))


def _at_headers(blocks):
    """Begin a new block wherever the first row of the first table is printed again: that is a new page."""
    header = next((block[0] for block in blocks if len(block[0]) > 1), None)
    for block in blocks:
        start = 0
        for place, line in enumerate(block):
            if place > start and line == header:
                yield block[start:place]
                start = place
        yield block[start:]


def _made(tables):
    headers = [block[0] for _, block in tables]
    pages = headers.count(headers[0]) > 1 if headers else False
    for number, (above, block) in enumerate(tables, 1):
        yield make_table(number, [(number if pages else None, line) for line in block], above)
