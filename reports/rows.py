"""Rows of a form's lists moved, added or taken out as its buttons say, with everything typed. Nothing is saved."""

import re

ACT = re.compile(r"(heading|recommendation|section)-(up|down|remove|add)(?:-(\d{1,3}))?")
MOST = 60


def rearranged(data, act):
    """A copy of what a browser sent in which the rows stand as `act` says; an act of no row changes nothing.

    "section-up-2" moves the third section before the second, "section-remove-2" takes it out, "section-add" puts an
    empty one after the last.
    """
    found = ACT.fullmatch(act)
    if not found:
        return data
    prefix, what, place = found[1], found[2], int(found[3] or 0)
    rows = _rows(data, prefix)
    if what == "add" and len(rows) < MOST:
        rows.append({})
    elif what == "remove" and place < len(rows):
        del rows[place]
    elif what == "up" and 0 < place < len(rows):
        rows[place - 1], rows[place] = rows[place], rows[place - 1]
    elif what == "down" and place + 1 < len(rows):
        rows[place], rows[place + 1] = rows[place + 1], rows[place]
    return _with_rows(data, prefix, rows)


def _rows(data, prefix):
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST) if total.isascii() and total.isdigit() else 0
    rows = [{} for _ in range(count)]
    for name, value in data.items():
        found = re.fullmatch(rf"{prefix}-(\d{{1,3}})-(\w+)", name)
        if found and int(found[1]) < count:
            rows[int(found[1])][found[2]] = value
    return rows


def _with_rows(data, prefix, rows):
    changed = data.copy()
    for name in data:
        if re.fullmatch(rf"{prefix}-\d+-\w+", name):
            del changed[name]
    for i, row in enumerate(rows):
        for name, value in row.items():
            changed[f"{prefix}-{i}-{name}"] = value
    changed[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    changed[f"{prefix}-INITIAL_FORMS"] = "0"
    return changed
