"""Excel by XlsxWriter: a table that can be sorted and filtered, and a summary; nothing typed becomes a formula."""

import io
from datetime import UTC, date, datetime, time
from itertools import pairwise

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from reports.formats import wording
from reports.formats.lines import lines
from reports.formats.outline import outline
from reports.formats.sheet_charts import write_charts
from reports.formats.wording import TINTS

CELL_LIMIT = 32_767  # characters that Excel holds in a cell
TOO_LONG = gettext_lazy("(too long for an Excel cell; the Word and PDF copies have the rest)")
FIRST_DAY = date(
    1900, 3, 1
)  # Excel counts a 29 February 1900 that never was, and has no days before that year

# Field of a line, title (a number names a column of the plan's own), width in characters.
COLUMNS = (
    ("reference", "Reference", 9),
    ("heading", 0, 13),
    ("challenge_number", "Challenge number", 10),
    ("challenge", 1, 28),
    ("action", 2, 50),
    ("status", "Status", 14),
    ("due", "Due", 18),
    ("deadline", 6, 24),
    ("overdue_days", "Days overdue", 13),
    ("overdue_since", "Overdue since", 18),
    ("asked_due", "More time asked for", 18),
    ("member", 3, 17),
    ("strategic", 4, 17),
    ("operational", 5, 17),
    ("latest_news", "Latest news", 44),
    ("news_on", "News given on", 18),
    ("news_by", "News given by", 18),
    ("success", "Success", 30),
    ("deadline_for", "Deadline for", 18),
    ("original_due", "First due", 18),
    ("original_deadline", "First deadline as written", 24),
    ("asked_deadline", "Asked for as written", 24),
    ("agreed_from", "Agreed, counts from", 18),
    ("met_on", "Met on", 18),
    ("further_deadlines", "Further deadlines", 30),
    ("appendix", "Appendix", 24),
    ("plan", "Plan", 30),
)
# What a plan given out as it stands has besides, so that an edited copy can be brought back, and after which column.
RETURNING = (
    ("revision", "Revision", 9, "reference"),
    ("new_update", "New update", 34, "latest_news"),
    ("plan_address", "Plan address", 24, "plan"),
)
# In the words of the columns, which are looked for when a sheet comes back and so are not translated.
HOW_TO_RETURN = (
    gettext_lazy(
        "To edit it in Excel and bring it back: change the words, the leads, the first deadline and the status, "
        "and write news under “New update”."
    ),
    gettext_lazy(
        "The number under “Revision” says which wording a row was made from. Leave “Reference”, “Revision” and "
        "“Plan address” as they are."
    ),
    gettext_lazy(
        "A row added at the end, without a reference and a revision, is a new action. "
        "A row taken out deletes nothing."
    ),
    gettext_lazy(
        "Then choose “Bring back an edited sheet” on the plan’s page: each change is shown before it is taken."
    ),
)
FROZEN_COLUMNS = 1
PRINTED_COLUMNS = 15  # the rest is for sorting and filtering, and would make the print too small to read
A3, A4 = 8, 9
A4_WIDE, A4_ROWS = 105, 31  # characters and rows on A4 lying on its side, with room for another font
WORDS_WIDE, COUNT_WIDE = 44, 13  # columns of the summary, in characters
DAY = {"num_format": "d mmmm yyyy", "align": "left"}


def render(paper):
    """The paper as bytes of an .xlsx, the same for the same value."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties(
        {
            "title": paper.title[:255],
            "subject": paper.committee[:255],
            "author": (paper.author or paper.council)[:255],
            "company": paper.council[:255],
            "created": datetime.combine(paper.as_of, time(), UTC).replace(tzinfo=None),
        }
    )
    formats = _Formats(book)
    _write_actions(book, paper, formats)
    _write_summary(book, paper, formats)
    _write_changes(book, paper, formats)
    book.close()
    return out.getvalue()


class _Formats:
    """The looks of cells, made once a book."""

    def __init__(self, book):
        base = {"valign": "top", "font_name": "Arial", "font_size": 10}
        self.text = book.add_format(base | {"text_wrap": True, "num_format": "@"})
        self.number = book.add_format(base | {"align": "left"})
        self.day = book.add_format(base | DAY)
        self.head_right = book.add_format(
            base | {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom", "align": "right"}
        )
        self.count = book.add_format(base)
        self.alarm = book.add_format(
            base | {"align": "left", "bold": True, "font_color": f"#{wording.ALARM}"}
        )
        self.head = book.add_format(base | {"bold": True, "text_wrap": True, "bottom": 1, "valign": "bottom"})
        self.title = book.add_format(base | {"bold": True, "font_size": 16})
        self.subtitle = book.add_format(base | {"bold": True, "font_size": 12})
        self.quiet = book.add_format(base | {"font_color": "#45535f"})
        self.status = {
            colour: book.add_format(
                base
                | {
                    "bold": True,
                    "font_color": f"#{tint.ink}",
                    "bg_color": f"#{tint.ground}",
                    "num_format": "@",
                }
            )
            for colour, tint in TINTS.items()
        }


def _write_actions(book, paper, formats):
    sheet = book.add_worksheet("Actions")
    columns, rows = _columns(paper), _rows(paper)
    marks = _marks(paper)
    titles = _titles(paper, columns)
    for column, (_field, _title, width) in enumerate(columns):
        sheet.set_column(column, column, width)
    for row, line in enumerate(rows, 1):
        values = [line[field] for field, _title, _width in columns]
        sheet.set_row(row, _height(values, [width for _field, _title, width in columns]))
        for column, (field, _title, _width) in enumerate(columns):
            _write_field(sheet, row, column, field, line, marks, formats)
    table = {
        "name": "Actions",
        "style": None,
        "columns": [{"header": title, "header_format": formats.head} for title in titles],
    }
    sheet.add_table(0, 0, max(len(rows), 1), len(columns) - 1, table)
    sheet.freeze_panes(1, FROZEN_COLUMNS)
    _print_well(sheet, paper, A3)
    printed = PRINTED_COLUMNS + _comes_back(paper)  # then the revision stands among them
    sheet.print_area(0, 0, max(len(rows), 1), printed - 1)
    sheet.repeat_rows(0)


def _comes_back(paper):
    """Whether this is a plan as it stands, whose edited copy may be brought back."""
    return any(
        action.revision
        for plan in paper.plans
        for challenge in plan.challenges
        for action in challenge.actions
    )


def _columns(paper):
    columns = list(COLUMNS)
    for field, title, width, after in RETURNING if _comes_back(paper) else ():
        columns.insert([name for name, _title, _width in columns].index(after) + 1, (field, title, width))
    return columns


def _rows(paper):
    """The lines as dictionaries, each with its revision (empty where it has none) and its plan's address."""
    return [
        line._asdict() | {"revision": revision, "new_update": "", "plan_address": address}
        for line, (revision, address) in zip(lines(paper), _origins(paper), strict=True)
    ]


def _origins(paper):
    """In the order of the lines, where a challenge without actions has a line too."""
    for plan in paper.plans:
        for challenge in plan.challenges:
            for action in challenge.actions or (None,):
                yield (action.revision or "" if action else ""), plan.slug


def _write_field(sheet, row, column, field, line, marks, formats):
    value = line[field]
    if field == "status" and value:
        mark = marks[value, line["meaning"]]
        _write(sheet, row, column, f"{mark.shape} {mark.word}", formats.status[mark.colour], formats)
    elif field == "overdue_days" and value:
        sheet.write_number(row, column, value, formats.alarm)
    elif field == "revision" and value:
        sheet.write_number(row, column, value, formats.number)
    else:
        _write(sheet, row, column, value, formats.text, formats)


def _height(values, widths):
    """Points for the tallest cell, since not every program grows a row to its words; Excel allows 409."""
    lines = 1
    for value, width in zip(values, widths, strict=True):
        if isinstance(value, str) and len(value) > width // 2:
            lines = max(lines, sum(1 + int(len(line) / (1.1 * width)) for line in value.split("\n")))
    return min(13.5 * lines + 5, 409)


def _write(sheet, row, column, value, look, formats):
    """Words are always written as words: nothing a person typed becomes a formula, a number or a link."""
    if isinstance(value, date) and value >= FIRST_DAY:
        sheet.write_datetime(row, column, datetime.combine(value, time()), formats.day)
    elif value:
        words = long_date(value) if isinstance(value, date) else str(value)
        if len(words) > CELL_LIMIT:
            rest = f" … {TOO_LONG}"
            words = words[: CELL_LIMIT - len(rest)] + rest
        sheet.write_string(row, column, words, look)
    else:
        sheet.write_blank(row, column, None, look)


def _titles(paper, columns):
    """The plan's own words for its columns where all plans agree, each title once as Excel wants of a table."""
    own = {plan.columns for plan in paper.plans}
    words = wording.column_words(paper.plans[0]) if len(own) == 1 else wording.COLUMN_WORDS
    titles = []
    for _field, title, _width in columns:
        said = " ".join((words[title] if isinstance(title, int) else title).split())[:200]
        taken = {each.casefold() for each in titles}
        number = 2
        unique = said
        while unique.casefold() in taken:
            unique, number = f"{said} {number}", number + 1
        titles.append(unique)
    return titles


def _marks(paper):
    actions = (
        action for plan in paper.plans for challenge in plan.challenges for action in challenge.actions
    )
    return {
        (each.status.word, wording.meaning(each.status.meaning)): wording.mark(each.status)
        for each in actions
    }


def _write_summary(book, paper, formats):
    sheet = book.add_worksheet("Summary")
    said = outline(paper)
    sheet.set_column(0, 0, WORDS_WIDE)
    sheet.set_column(1, 20, COUNT_WIDE)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, paper.title[:CELL_LIMIT], formats.title)
    lines_above = [
        paper.council,
        said.subtitle,
        _("As it stood on {date}").format(date=long_date(paper.as_of)),
        said.marking,
        *(HOW_TO_RETURN if _comes_back(paper) else ()),
    ]
    row = 1
    for words in filter(None, lines_above):
        sheet.write_string(row, 0, str(words), formats.subtitle if words == said.marking else formats.quiet)
        row += 1
    blocks = []
    for plan in paper.plans:
        begins, row = _write_figures(book, sheet, row + 1, plan, formats)
        blocks += begins
    _print_well(sheet, paper, A4)
    _print_whole_blocks(sheet, paper, blocks, row)


def _print_whole_blocks(sheet, paper, blocks, end):
    """No figures or chart are cut by the end of a page; Excel heeds no breaks where it fits the width itself."""
    counts = max((len(chart.series) + 1 for plan in paper.plans for chart in plan.charts), default=1)
    scale = min(1, A4_WIDE / (WORDS_WIDE + counts * COUNT_WIDE))
    sheet.set_print_scale(int(100 * scale))
    sheet.set_h_pagebreaks(page_starts(blocks, end, A4_ROWS / scale))


def page_starts(blocks, end, most):
    """Where pages of at most so many rows begin; a block is cut only if it is longer than a page."""
    begun, starts = 0, []
    for start, after in pairwise([*blocks, end]):
        if start != blocks[0] and after - begun > most:
            begun = start
            starts.append(start)
    return starts


def _write_figures(book, sheet, row, plan, formats):
    """The figures of a plan, then its charts; answers the rows where each begins, and the next free one."""
    if not plan.figures:
        return [], row
    sheet.write_string(row, 0, (plan.title or _("Plan"))[:CELL_LIMIT], formats.subtitle)
    sheet.write_string(row + 1, 0, _("What"), formats.head)
    sheet.write_string(row + 1, 1, _("Actions"), formats.head)
    first = row + 2
    for i, figure in enumerate(plan.figures):
        shouts = figure.key == "overdue" and figure.count > 0
        sheet.write_string(first + i, 0, figure.label[:CELL_LIMIT], formats.text)
        sheet.write_number(first + i, 1, figure.count, formats.alarm if shouts else formats.number)
    begins, free = write_charts(book, sheet, first + len(plan.figures) + 1, plan.charts, formats)
    return [row, *begins], free


def _write_changes(book, paper, formats):
    groups = [(plan, group) for plan in paper.plans for group in plan.movement]
    if not groups:
        return
    sheet = book.add_worksheet("Changes")
    titles = (
        _("Change"),
        _("Reference"),
        _("Action"),
        _("Was"),
        _("Now"),
        _("Latest news"),
        _("Since"),
        _("Plan"),
    )
    widths = (26, 10, 60, 24, 24, 50, 18, 30)
    for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, formats.head)
    row = 0
    for plan, group in groups:
        for each in group.changes:
            row += 1
            words = (
                group.title,
                each.reference,
                each.text,
                each.was,
                each.now,
                each.news,
                plan.compared_with,
                plan.title,
            )
            sheet.set_row(row, _height(words, widths))
            for column, value in enumerate(words):
                _write(sheet, row, column, value, formats.text, formats)
    table = {
        "name": "Changes",
        "style": None,
        "columns": [{"header": each, "header_format": formats.head} for each in titles],
    }
    sheet.add_table(0, 0, max(row, 1), len(titles) - 1, table)
    sheet.freeze_panes(1, 2)
    _print_well(sheet, paper, A3)
    sheet.repeat_rows(0)


def _print_well(sheet, paper, size):
    """Landscape, as wide as the page, with Draft and page x of y. "&" begins a code in a header."""
    sheet.set_landscape()
    sheet.set_paper(size)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    title = paper.title.replace("&", "&&").replace("\n", " ")[:200]
    sheet.set_header(f"&L{title}" + (f"&R&B{marking}" if (marking := wording.marking(paper)) else ""))
    before, between, after = wording.page_words()
    sheet.set_footer(f"&R{before}&P{between}&N{after}" if paper.page_numbers else "")
