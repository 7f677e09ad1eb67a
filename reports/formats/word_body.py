"""What stands on a paper's pages in Word, as blocks of its own XML: the report, then each plan."""

import struct
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from reports.formats import word_styles as styles
from reports.formats.drawing import longest_word
from reports.formats.word_text import alarm, bold, chip, paragraph, plain, run, shape, tab, table

UPRIGHT_MARGIN, SIDEWAYS_MARGIN = 24, 14
TWIPS_PER_MM, EMU_PER_TWIP = 56.693, 635
PICTURE_WIDTH = 162
LETTER, BESIDE = 116, 170  # of the words of a table, and beside them
FIGURES_RIGHT = '<w:jc w:val="right"/>'
MOST_TOGETHER = 16  # rows of figures that stay on the page of their chart
# Shares of the width of the page, in millimetres of our own.
PLAN_WIDTHS = (20, 37, 98, 24, 26, 28, 36)
CHANGE_WIDTHS = {5: (15, 57, 24, 28, 38), 3: (15, 110, 37)}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


@dataclass(frozen=True)
class Pages:
    """How wide the text is, upright and on its side, in twentieths of a point."""

    upright: int
    sideways: int


def twips(millimetres):
    return int(millimetres * TWIPS_PER_MM)


def body(said, pages, pictures):
    """The parts of an Outline, each a list of blocks that begins on a page of its own.

    `pictures` has the paragraph that shows each chart.
    """
    report = _report(said, pages, pictures)
    parts = [report, *(_appendix(each, said, pages) for each in said.appendices)]
    return [found for part in parts if (found := [block for block in part if block])] or [list(_front(said))]


def picture(chart, png, relation, number):
    """A chart's PNG in the line, as wide as the text of our own pages, with words for who cannot see it."""
    across, down = struct.unpack(">II", png[16:24])
    width = twips(PICTURE_WIDTH) * EMU_PER_TWIP
    size = f'cx="{width}" cy="{width * down // across}"'
    named = f'id="{number}" name={quoteattr(f"Chart {number}")}'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Drawing"/>{styles.KEEP}</w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/><wp:docPr {named} descr={quoteattr(chart.alt)}/>"
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{RELATIONS}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def _front(said):
    yield plain("Council", said.council)
    yield plain("Title", said.title)
    yield plain("Subtitle", said.subtitle)
    for label, words in said.heading_block:
        yield paragraph("HeadingBlock", bold(label), tab(), run(words))


def _report(said, pages, pictures):
    if not said.report:
        return []
    blocks = [*_front(said)]
    if said.recommendations:
        blocks.append(_heading("Heading1", _("Recommendations")))
    lettered = styles.lettering([label for label, _words in said.recommendations])
    for label, runs in said.recommendations:
        by_hand = () if lettered else (run(label), tab())
        properties = styles.LETTERED if lettered else ""
        blocks.append(paragraph("Recommendation", *by_hand, *_runs(runs), properties=properties))
    for part in said.sections:
        blocks += _part(part)
    if said.summary:
        blocks.append(_part_heading(said.summary))
    for numbers in said.numbers:
        blocks += [_heading("Heading2", numbers.title), *_figures(numbers, pages.upright)]
        for chart in numbers.charts:
            heading = _heading("Heading3" if numbers.title else "Heading2", chart.title)
            blocks += [heading, pictures[chart], _counts(chart, pages.upright)]
    for part in said.closing:
        blocks += _part(part)
    return [*blocks, *_movement(said, pages.upright)]


def _part(part):
    yield _part_heading(part)
    for each in part.paragraphs:
        if each.item:
            style = "ListBullet"
        elif each.number:
            style = "NumberedParagraph"
        else:
            style = "NumberedContinued" if part.number else "Normal"
        yield paragraph(style, *_runs(each.runs))


def _part_heading(part):
    return _heading("Heading1", part.title, styles.NUMBERED_HEADING if part.number else "")


def _heading(style, words, properties=""):
    """Kept with what follows by itself, too: the headings of a council's own document may not be."""
    return paragraph(style, run(words), properties=styles.KEEP + properties) if words else ""


def _runs(runs):
    return [bold(each.words) if each.bold else run(each.words) for each in runs]


def _shares(parts, width):
    return [width * part // sum(parts) for part in parts]


def _counts(chart, width):
    """The figures of a chart under one another, as wide as their words need."""
    heads = [
        paragraph("TableHead", *([shape(mark), run(" ")] if mark else []), run(words), properties=side)
        for side, (mark, words) in zip(_sides(chart), chart.heads, strict=True)
    ]
    together = len(chart.rows) <= MOST_TOGETHER
    styles_ = ["TableCount" if together else "TableText"] * (len(chart.rows) - 1) + ["TableText"]
    rows = [
        [
            paragraph(style, run(words), properties=side)
            for side, words in zip(_sides(chart), row, strict=True)
        ]
        for style, row in zip(styles_, chart.rows, strict=True)
    ]
    first = max(len(words) for words, *_counts in chart.rows)
    widths = _as_needed((max(chart.needs[0], min(first, 26)), *chart.needs[1:]), chart.needs, width)
    words = _("The figures of the chart before it.")
    return table(
        [heads, *rows], widths, title=_("{chart}: figures").format(chart=chart.title), description=words
    )


def _sides(chart):
    """Words begin at the left, figures end at the right."""
    return ["", *[FIGURES_RIGHT] * (len(chart.columns) - 1)]


def _as_needed(wanted, needed, width):
    """Widths for columns of so many letters; where they do not fit, the width shared out as words must have it."""
    widths = [each * LETTER + BESIDE for each in wanted]
    return widths if sum(widths) <= width else _shares([each * LETTER + BESIDE for each in needed], width)


def _figures(numbers, available):
    if not numbers.figures:
        return
    widths = _shares([longest_word(figure.label) + 2 for figure in numbers.figures], available)
    labels = [plain("FigureLabel", figure.label) for figure in numbers.figures]
    counts = [_count(figure) for figure in numbers.figures]
    title = _("Summary in numbers")
    title = f"{title}: {numbers.title}" if numbers.title else title
    words = ", ".join(f"{figure.count} {figure.label}" for figure in numbers.figures)
    yield table([labels, counts], widths, title=title, description=words)


def _count(figure):
    shouts = figure.key == "overdue" and figure.count > 0
    return paragraph("FigureCount", (alarm if shouts else run)(str(figure.count)))


def _movement(said, width):
    if said.movement:
        yield _part_heading(said.movement)
    for each in said.changes:
        yield _heading("Heading2", each.title)
        yield plain("Normal", each.nothing)
        for group in each.groups:
            yield _heading("Heading3" if each.title else "Heading2", group.title)
            yield _change_table(group, width)
    yield plain("Note", said.changes_note)


def _change_table(group, width):
    rows = [[plain("TableHead", words) for words in group.columns]]
    for row in group.rows:
        rows.append([plain("TableText", words) for words in row])
        if group.strong is not None:
            rows[-1][group.strong] = paragraph("TableText", bold(row[group.strong]))
    widths = _shares(CHANGE_WIDTHS[len(group.columns)], width)
    return table(
        rows, widths, title=group.title, description=_("What was and what is, for each action that changed.")
    )


def _appendix(appendix, said, pages):
    blocks = [] if said.report or appendix is not said.appendices[0] else [*_front(said)]
    if appendix.label or appendix.title:
        label = (
            [run(appendix.label, f'<w:color w:val="{styles.QUIET}"/><w:sz w:val="22"/>')]
            if appendix.label
            else []
        )
        between = ["<w:r><w:br/></w:r>"] if label and appendix.title else []
        blocks.append(paragraph("Heading1", *label, *between, run(appendix.title), properties=styles.KEEP))
    blocks.append(plain("LeadIn", appendix.lead_in))
    if appendix.numbers:
        blocks += _figures(appendix.numbers, pages.sideways)
    if appendix.marks:
        legend = [part for mark in appendix.marks for part in (chip(mark), run("   "))]
        blocks.append(paragraph("Note", run(_("Status:") + "   "), *legend))
    blocks += [_plan_table(appendix, pages.sideways), plain("Note", appendix.note)]
    if appendix.glossary:
        blocks.append(
            _heading(
                "Heading2" if appendix.label or appendix.title else "Heading1",
                _("Initials and what they mean"),
            )
        )
    for initials, meaning in appendix.glossary:
        blocks.append(paragraph("Term", bold(initials), tab(), run(meaning)))
    if not said.report and appendix is said.appendices[-1]:
        blocks += [block for part in said.closing for block in _part(part)]
    return blocks


def _plan_table(appendix, width):
    rows = [[plain("TableHead", words) for words in appendix.columns[: len(PLAN_WIDTHS)]]]
    rows += [_plan_row(row) for row in appendix.rows]
    return table(rows, _shares(PLAN_WIDTHS, width), title=appendix.title, description=appendix.alt)


def _plan_row(row):
    place = "TableQuiet" if row.again else "TableText"
    challenge = " ".join(filter(None, (row.number, row.challenge)))
    return [
        plain(place, row.heading),
        paragraph(place, run(challenge) if row.again else bold(challenge)),
        _action(row),
        plain("TableText", row.member),
        plain("TableText", row.strategic),
        plain("TableText", row.operational),
        _deadline(row),
    ]


def _action(row):
    if not row.reference:
        return ""
    text = paragraph("TableText", bold(row.reference), run("  " + row.text))
    return text + plain("TableQuiet", row.success) + plain("TableNews", row.latest)


def _deadline(row):
    cell = [paragraph("TableStatus", chip(row.mark))] if row.mark else []
    for reading in row.readings:
        cell.append(plain("TableText", reading.words))
        cell += [paragraph("TableText", alarm(reading.overdue))] if reading.overdue else []
        cell += [plain("TableNote", note) for note in reading.notes]
    return "".join(cell)
