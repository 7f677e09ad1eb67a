"""Word by python-docx: a document that a clerk can go on working in, with real headings, numbers and tables."""

import io
from datetime import UTC, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.formats import word_styles as styles
from reports.formats.outline import outline
from reports.formats.word_text import NAMESPACE, alarm, bold, chip, paragraph, plain, run, tab, table

UPRIGHT_MARGIN, SIDEWAYS_MARGIN = 24, 14
TWIPS_PER_MM = 56.693
PLAN_WIDTHS = (20, 37, 98, 24, 26, 28, 36)
CHANGE_WIDTHS = {5: (15, 57, 24, 28, 38), 3: (15, 110, 37)}
FIXED_DATE = (1980, 1, 1, 0, 0, 0)


def render(paper):
    """The paper as bytes of a .docx, the same for the same value."""
    said = outline(paper)
    document = Document()
    _set_styles(document)
    _set_properties(document, paper)
    parts = [_report(said), *(_appendix(each, said) for each in said.appendices)]
    document = _with_body(document, [[block for block in part if block] for part in parts if part])
    _lay_out(document, said)
    return _with_fixed_dates(document)


def _front(said):
    yield plain("Council", said.council)
    yield plain("Title", said.title)
    yield plain("Subtitle", said.subtitle)
    for label, words in said.heading_block:
        yield paragraph("HeadingBlock", bold(label), tab(), run(words))


def _report(said):
    if not said.report:
        return []
    blocks = [*_front(said)]
    if said.recommendations:
        blocks.append(plain("Heading1", "Recommendations"))
    for label, runs in said.recommendations:
        blocks.append(paragraph("Recommendation", run(label), tab(), *_runs(runs)))
    for part in said.sections:
        blocks += _part(part)
    if said.summary:
        blocks.append(_part_heading(said.summary))
    for numbers in said.numbers:
        blocks += [plain("Heading2", numbers.title), *_figures(numbers, UPRIGHT_MARGIN * 2, 210)]
    for part in said.closing:
        blocks += _part(part)
    return [*blocks, *_movement(said)]


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
    return paragraph("Heading1", run(part.title), properties=styles.NUMBERED_HEADING if part.number else "")


def _runs(runs):
    return [bold(each.words) if each.bold else run(each.words) for each in runs]


def _figures(numbers, margins, page):
    if not numbers.figures:
        return
    width = _twips(page - margins) // len(numbers.figures)
    labels = [plain("FigureLabel", figure.label) for figure in numbers.figures]
    counts = [_count(figure) for figure in numbers.figures]
    title = f"Summary in numbers: {numbers.title}" if numbers.title else "Summary in numbers"
    words = ", ".join(f"{figure.count} {figure.label}" for figure in numbers.figures)
    yield table([labels, counts], [width] * len(labels), title=title, description=words)


def _count(figure):
    shouts = figure.key == "overdue" and figure.count > 0
    return paragraph("FigureCount", (alarm if shouts else run)(str(figure.count)))


def _movement(said):
    if said.movement:
        yield _part_heading(said.movement)
    for each in said.changes:
        yield plain("Heading2", each.title)
        yield plain("Normal", each.nothing)
        for group in each.groups:
            yield plain("Heading3" if each.title else "Heading2", group.title)
            yield _change_table(group)
    yield plain("Note", said.changes_note)


def _change_table(group):
    rows = [[plain("TableHead", words) for words in group.columns]]
    for row in group.rows:
        rows.append([plain("TableText", words) for words in row])
        if group.strong is not None:
            rows[-1][group.strong] = paragraph("TableText", bold(row[group.strong]))
    widths = [_twips(width) for width in CHANGE_WIDTHS[len(group.columns)]]
    return table(
        rows, widths, title=group.title, description="What was and what is, for each action that changed."
    )


def _appendix(appendix, said):
    blocks = [] if said.report or appendix is not said.appendices[0] else [*_front(said)]
    if appendix.label or appendix.title:
        label = (
            [run(appendix.label, f'<w:color w:val="{styles.QUIET}"/><w:sz w:val="22"/>')]
            if appendix.label
            else []
        )
        between = ["<w:r><w:br/></w:r>"] if label and appendix.title else []
        blocks.append(paragraph("Heading1", *label, *between, run(appendix.title)))
    blocks.append(plain("LeadIn", appendix.lead_in))
    if appendix.numbers:
        blocks += _figures(appendix.numbers, SIDEWAYS_MARGIN * 2, 297)
    if appendix.marks:
        legend = [part for mark in appendix.marks for part in (chip(mark), run("   "))]
        blocks.append(paragraph("Note", run("Status:   "), *legend))
    blocks += [_plan_table(appendix), plain("Note", appendix.note)]
    if appendix.glossary:
        blocks.append(
            plain(
                "Heading2" if appendix.label or appendix.title else "Heading1", "Initials and what they mean"
            )
        )
    for initials, meaning in appendix.glossary:
        blocks.append(paragraph("Term", bold(initials), tab(), run(meaning)))
    if not said.report and appendix is said.appendices[-1]:
        blocks += [block for part in said.closing for block in _part(part)]
    return blocks


def _plan_table(appendix):
    rows = [[plain("TableHead", words) for words in appendix.columns[: len(PLAN_WIDTHS)]]]
    rows += [_plan_row(row) for row in appendix.rows]
    return table(
        rows, [_twips(width) for width in PLAN_WIDTHS], title=appendix.title, description=appendix.alt
    )


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


def _twips(millimetres):
    return int(millimetres * TWIPS_PER_MM)


def _with_body(document, parts):
    """The document with these parts, each a section of its own: its last paragraph says that the section ends.

    The whole is parsed at once, since moving parsed rows from one tree to another takes seconds for a big plan.
    """
    for blocks in parts[:-1]:
        blocks[-1] = blocks[-1].replace("</w:pPr>", "<w:sectPr/></w:pPr>", 1)
    empty = serialize_part_xml(document.element).decode()
    start, _, _ = empty.partition("<w:sectPr")
    written = "".join(block for blocks in parts for block in blocks)
    document.part._element = parse_xml(f"{start}{written}<w:sectPr/></w:body></w:document>".encode())
    return document.part.document


def _lay_out(document, said):
    """The report upright, each plan on its side; all with header and footer."""
    for i, section in enumerate(document.sections):
        upright = said.report and i == 0
        _set_page(section, upright)
        _set_header(section, said, upright)
        _set_footer(section, said, upright)


def _set_page(section, upright):
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(210), Mm(297)) if upright else (Mm(297), Mm(210))
    section.left_margin = section.right_margin = Mm(UPRIGHT_MARGIN if upright else SIDEWAYS_MARGIN)
    section.top_margin, section.bottom_margin = Mm(22), Mm(18)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)


def _set_header(section, said, upright):
    marking = run(said.marking, '<w:b/><w:color w:val="1B2733"/><w:sz w:val="22"/>')
    marked = [tab(), marking] if said.marking else []
    _fill(section.header, "Header", upright, run(said.running_title), *marked)


def _set_footer(section, said, upright):
    page = [run("Page "), _field("PAGE"), run(" of "), _field("NUMPAGES")]
    _fill(section.footer, "Footer", upright, run(said.title), tab(), *page)


def _fill(part, style, upright, *runs):
    """Header and footer reach from margin to margin, which differ between upright and sideways pages."""
    part.is_linked_to_previous = False
    width = _twips(210 - 2 * UPRIGHT_MARGIN if upright else 297 - 2 * SIDEWAYS_MARGIN)
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    element = parse_xml(f"<w:body {NAMESPACE}>{paragraph(style, *runs, properties=tabs)}</w:body>")[0]
    part.paragraphs[0]._p.getparent().replace(part.paragraphs[0]._p, element)


def _field(name):
    return f'<w:fldSimple w:instr="{name}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _set_styles(document):
    element = document.styles.element
    defaults = element.find(qn("w:docDefaults"))
    defaults.find(qn("w:rPrDefault")).replace(
        defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"),
        parse_xml(f"<w:rPr {NAMESPACE}>{styles.DEFAULTS}</w:rPr>"),
    )
    for key in styles.STYLES:
        style = parse_xml(styles.style_xml(key, NAMESPACE))
        old = element.find(f'{qn("w:style")}[@{qn("w:styleId")}="{key}"]')
        element.append(style) if old is None else element.replace(old, style)
    numbering = document.part.numbering_part.element
    for definition, number in styles.lists_xml(NAMESPACE):
        numbering.insert(0, parse_xml(definition))
        numbering.append(parse_xml(number))


def _set_properties(document, paper):
    """Title, author and dates from the value; python-docx's own defaults are wrong on every count."""
    properties = document.core_properties
    properties.title = paper.title[:255]
    properties.subject = paper.committee[:255]
    properties.author = properties.last_modified_by = (paper.author or paper.council)[:255]
    properties.created = properties.modified = datetime.combine(paper.as_of, time(), UTC)
    properties.language = "en-GB"
    properties.comments = properties.keywords = ""
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).attrib.clear()
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    settings.find(f"{qn('w:compat')}/{qn('w:compatSetting')}").set(qn("w:val"), "15")
    _drop_thumbnail(document)


def _drop_thumbnail(document):
    """python-docx's template carries a picture of an empty page, which file managers would show."""
    relations = document.part.package.rels
    for key in [key for key, rel in relations.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _with_fixed_dates(document):
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIXED_DATE), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
