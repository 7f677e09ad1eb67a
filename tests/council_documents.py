"""Word documents as councils keep them, made here: a house template with a logo, and hostile ones."""

import io
import zipfile
from functools import cache

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt, RGBColor
from PIL import Image, ImageDraw

LEFT_OVER = "Words of an old exempt report"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def logo():
    picture = Image.new("RGB", (360, 90), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((5, 5, 85, 85), fill="#6b2d7a")
    draw.rectangle((100, 30, 350, 60), fill="#6b2d7a")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def field(paragraph, name):
    """A number as Word itself writes it: begin, instruction, separate, shown, end."""
    for piece in (
        '<w:fldChar w:fldCharType="begin"/>', f"<w:instrText> {name} </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{piece}</w:r>"))


@cache
def house_document(*, numbered_headings=True, page_numbers=True, cover=True, landscape=False):
    """A council's report template: its fonts and colours, logo on the first page, a footer, an old report's words."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.different_first_page_header_footer = cover
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Georgia", Pt(12)
    for name in ("Title", "Heading 1", "Heading 2"):
        document.styles[name].font.color.rgb = RGBColor(0x6B, 0x2D, 0x7A)
        document.styles[name].font.name = "Georgia"
    if numbered_headings:
        numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        properties = document.styles["Heading 1"].element.get_or_add_pPr()
        properties.insert(2, parse_xml(numbers.replace("<w:numPr>", f"<w:numPr {nsdecls('w')}>")))
    first = section.first_page_header if cover else section.header
    first.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Mm(40))
    if cover:
        section.header.paragraphs[0].text = "Eastmere District Council"
    for footer in (section.footer, *([section.first_page_footer] if cover else [])):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run("www.eastmere.example")
        if page_numbers:
            paragraph.add_run("\tPage ")
            field(paragraph, "PAGE")
            paragraph.add_run(" of ")
            field(paragraph, "NUMPAGES")
    document.add_heading(LEFT_OVER, 1)
    document.add_picture(io.BytesIO(logo()))
    document.add_comment(document.paragraphs[0].runs, text=LEFT_OVER, author="Old Author")
    document.core_properties.author, document.core_properties.category = "Old Author", LEFT_OVER
    if landscape:
        own = document.add_section()
        own.orientation, own.page_width, own.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    return saved(document)


def saved(document):
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(data, parts):
    """The same document with some of its parts replaced, added (bytes), or changed (a function)."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = source.namelist()
        for name in dict.fromkeys([*names, *parts]):
            content = source.read(name) if name in names else b""
            part = parts.get(name, content)
            target.writestr(name, part(content) if callable(part) else part)
    return out.getvalue()


def linked(kind, target, part="word/_rels/document.xml.rels"):
    """A house document with one link to somewhere else."""
    link = f'<Relationship Id="rIdX" Type="{RELATIONS}/{kind}" Target="{target}" TargetMode="External"/>'
    whole = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{link}</Relationships>'

    def add(content):
        end = b"</Relationships>"
        return content.replace(end, link.encode() + end) if content else whole.encode()

    return changed(house_document(), {part: add})


def as_template(data):
    """As Word saves it as a template (.dotx)."""
    return changed(
        data, {"[Content_Types].xml": lambda types: types.replace(b"document.main+xml", b"template.main+xml")}
    )
