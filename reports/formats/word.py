"""Word by python-docx: a document that a clerk can go on working in, with real headings, numbers and tables."""

import io
import re
from datetime import UTC, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from docx.shared import Mm

from reports.formats import typesetting, word_house
from reports.formats import word_styles as styles
from reports.formats.clean import over_text
from reports.formats.outline import outline
from reports.formats.word_body import SIDEWAYS_MARGIN, UPRIGHT_MARGIN, Pages, body, picture, twips
from reports.formats.word_text import NAMESPACE, field, paragraph, run, tab
from reports.formats.wording import page_words

OUR_PAGES = Pages(twips(210 - 2 * UPRIGHT_MARGIN), twips(297 - 2 * SIDEWAYS_MARGIN))
MARKED = '<w:b/><w:color w:val="1B2733"/><w:sz w:val="22"/>'
MARKING_BESIDE = 30  # letters of a marking that fit beside the title in the head of an upright page
FIXED_DATE = (1980, 1, 1, 0, 0, 0)
NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def render(paper, onto=None):
    """The paper as bytes of a .docx, the same for the same value.

    `onto` is the council's own .docx (bytes that `reports.house_document` has checked): its styles, page setup,
    headers and footers are kept, whatever stood on its pages is not.
    """
    said = outline(paper)
    document = Document(io.BytesIO(word_house.as_document(onto))) if onto else Document()
    _set_properties(document, paper)
    if onto:
        _write_onto(document, said)
    else:
        _write(document, said)
    return _with_fixed_dates(document)


def _write(document, said):
    """In our own look, on our own pages."""
    _adopt_styles(document, said, ours=True)
    parts = body(said, OUR_PAGES, _pictures(document, said))
    _set_body(document, parts, ["<w:sectPr/>"] * len(parts))
    _lay_out(document, said)


def _write_onto(document, said):
    """In the look of the council's own document, on its pages."""
    adopted = _adopt_styles(document, said, ours=False)
    layout = word_house.layout_of(document.element)
    parts = body(said, layout.pages, _pictures(document, said))
    parts = [[adopted.rewrite(block) for block in blocks] for blocks in parts]
    breaks = [layout.sideways] * len(parts)
    if said.report:
        breaks[0] = layout.upright
    _set_body(document, parts, breaks)
    word_house.drop_what_stood(document.part, document.settings.element)
    _head_and_foot(document, said, adopted)


def _pictures(document, said):
    """Each chart as a paragraph with its picture, by its title and place; drawn by typst, which has our fonts."""
    made = {}
    for numbers in said.numbers:
        for chart in numbers.charts:
            png = typesetting.picture(over_text(chart.svg, typesetting.within_fonts))
            relation, _ = document.part.get_or_add_image(io.BytesIO(png))
            made[chart] = picture(chart, png, relation, len(made) + 1)
    return made


def _set_body(document, parts, breaks):
    """Make these parts the whole document, each a section of its own: its last paragraph says how its pages are.

    The whole is parsed at once, since moving parsed rows from one tree to another takes seconds for a big plan.
    """
    for blocks, pages in zip(parts[:-1], breaks, strict=False):
        blocks[-1] = blocks[-1].replace("</w:pPr>", f"{pages}</w:pPr>", 1)
    start, _, _ = serialize_part_xml(document.element).decode().partition("<w:body>")
    start = re.sub(r' mc:Ignorable="[^"]*"', "", start)
    written = "".join(block for blocks in parts for block in blocks)
    last = breaks[-1] if breaks else "<w:sectPr/>"
    document.part._element = parse_xml(f"{start}<w:body>{written}{last}</w:body></w:document>".encode())


def _lay_out(document, said):
    """The report upright, each plan on its side; all with header and footer."""
    for i, section in enumerate(document.part.document.sections):
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
    """A long marking has a line of its own."""
    title, marking = run(said.running_title), run(said.marking, MARKED)
    if len(said.marking) > MARKING_BESIDE:
        runs = [marking, run("\n"), title]
    else:
        runs = [title, tab(), marking] if said.marking else [title]
    _fill(section.header, "Header", upright, *runs)


def _set_footer(section, said, upright):
    page = [tab(), *_page_number()] if said.page_numbers else []
    _fill(section.footer, "Footer", upright, run(said.title), *page)


def _page_number():
    before, between, after = page_words()
    return [run(before), field("PAGE"), run(between), field("NUMPAGES"), *([run(after)] if after else [])]


def _fill(part, style, upright, *runs):
    """Header and footer reach from margin to margin, which differ between upright and sideways pages."""
    part.is_linked_to_previous = False
    width = OUR_PAGES.upright if upright else OUR_PAGES.sideways
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    element = parse_xml(f"<w:body {NAMESPACE}>{paragraph(style, *runs, properties=tabs)}</w:body>")[0]
    part.paragraphs[0]._p.getparent().replace(part.paragraphs[0]._p, element)


def _head_and_foot(document, said, adopted):
    """The council's own headers and footers, with our marking in each, and page numbers as the committee wants them."""
    sections = document.part.document.sections
    kinds = word_house.kinds_in_use(sections[0]._sectPr, document.settings.element)
    if said.marking:
        marking = adopted.rewrite(
            paragraph("Header", run(said.marking, "<w:b/>"), properties='<w:jc w:val="right"/>')
        )
        for header in _each(sections, "header", kinds):
            header._element.insert(0, _parsed(marking))
    if not said.page_numbers:
        for part in (*_own(sections, "header"), *_own(sections, "footer")):
            word_house.drop_page_numbers(part._element)
    elif not any(word_house.has_page_number(part._element) for part in _own(sections, "header", "footer")):
        number = adopted.rewrite(paragraph("Footer", *_page_number(), properties='<w:jc w:val="right"/>'))
        for footer in _each(sections, "footer", kinds):
            footer._element.append(_parsed(number))


def _each(sections, name, kinds):
    """Every header (or footer) there is, and of the first section each kind in use, made where there is none."""
    for kind in kinds:
        part = getattr(sections[0], f"{kind}{name}")
        if part.is_linked_to_previous:
            part.is_linked_to_previous = False
            part._element.remove(part.paragraphs[0]._p)
    return _own(sections, name)


def _own(sections, *names):
    """The headers (or footers) that are there, each once, whatever pages they are for."""
    found = {}
    for section in sections:
        for name in names:
            for kind in ("", "first_page_", "even_page_"):
                part = getattr(section, f"{kind}{name}")
                if not part.is_linked_to_previous:
                    found[part.part.partname] = part
    return list(found.values())


def _parsed(xml):
    return parse_xml(f"<w:body {NAMESPACE}>{xml}</w:body>")[0]


def _adopt_styles(document, said, *, ours):
    """Give the document every style and list that our paragraphs name; one it has already stays its own."""
    element = document.styles.element
    if ours:
        element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))[:] = [
            parse_xml(f"<w:rPr {NAMESPACE}>{styles.DEFAULTS}</w:rPr>")
        ]
        for key in styles.STYLES:
            old = element.find(f'{qn("w:style")}[@{qn("w:styleId")}="{key}"]')
            if old is not None:
                element.remove(old)
    else:
        word_house.set_language(element)
    numbering = _numbering(document)
    first = styles.NUMBERED_LIST if ours else word_house.free_list(numbering)
    adopted = word_house.Adopted.of(element, first)
    for key in adopted.missing:
        element.append(parse_xml(adopted.style(key, NAMESPACE, house=not ours)))
    letters = styles.lettering([label for label, _ in said.recommendations])
    pinned = adopted.ids["NumberedParagraph"] if "NumberedParagraph" in adopted.missing else ""
    for definition, number in styles.lists_xml(NAMESPACE, first, letters, pinned):
        word_house.add_list(numbering, parse_xml(definition), parse_xml(number))
    return adopted


def _numbering(document):
    """The lists of the document; a document that has none is given room for them."""
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        element = parse_xml(f"<w:numbering {NAMESPACE}/>")
        part = NumberingPart(PackURI("/word/numbering.xml"), NUMBERING, element, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return element


def _set_properties(document, paper):
    """Title, author and dates from the value, and nothing of who made the template or what was in it."""
    properties = document.core_properties
    properties._element[:] = []
    properties.title = paper.title[:255]
    properties.subject = paper.committee[:255]
    properties.author = properties.last_modified_by = (paper.author or paper.council)[:255]
    properties.created = properties.modified = datetime.combine(paper.as_of, time(), UTC)
    properties.language = "en-GB"
    settings = document.settings.element
    word_house.set_settings(settings)
    package = document.part.package
    kept = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
    for key in [key for key, rel in package.rels.items() if rel.reltype not in kept]:
        del package.rels[key]


def _with_fixed_dates(document):
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, FIXED_DATE), source.read(name), ZIP_DEFLATED)
    return fixed.getvalue()
