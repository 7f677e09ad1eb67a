"""Makes the sample documents: `python -m samples.make_samples`, from the project's root.

The plan is the demonstration council's own, dated for one fixed day, so that the same bytes come out each time.
"""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from actionplan.demonstration.days import in_full
from actionplan.demonstration.people import COUNCIL
from actionplan.demonstration.plans import peer_review

HERE = Path(__file__).parent
AS_OF = date(2026, 1, 13)
WIDTHS = [Cm(width) for width in (2.3, 3.7, 9.4, 2.5, 2.6, 2.8, 3.4)]
A4_LANDSCAPE = Cm(29.7), Cm(21)


def main():
    (HERE / "hr-peer-review-plan.docx").write_bytes(word_document(peer_review(AS_OF)))


def word_document(plan):
    """The plan as a committee's Word table: every row names its heading, and blank cells stay blank."""
    document = Document()
    _describe(document, plan)
    _lay_out(document, plan)
    document.add_heading(plan.title.upper(), 1)
    document.add_heading(plan.subtitle.upper(), 2)
    _add_table(document, list(plan.columns), plan.rows)
    return _with_fixed_dates(document)


def _describe(document, plan):
    about = document.core_properties
    about.title, about.author, about.last_modified_by = plan.title, COUNCIL, COUNCIL
    about.language, about.comments = "en-GB", ""
    about.created = about.modified = datetime(AS_OF.year, AS_OF.month, AS_OF.day)  # noqa: DTZ001 (Word takes it as UTC)


def _lay_out(document, plan):
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = A4_LANDSCAPE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.5)
    page.footer.paragraphs[0].text = f"{plan.committee}, {in_full(AS_OF)}"
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(9)
    normal.element.rPr.append(_element("w:lang", val="en-GB"))
    for heading in (document.styles["Heading 1"], document.styles["Heading 2"]):
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(0), Pt(6)


def _add_table(document, titles, rows):
    table = document.add_table(1 + len(rows), len(titles), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    for row, cells in zip(table.rows, [titles, *rows], strict=True):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
        for cell, words, width in zip(row.cells, cells, WIDTHS, strict=True):
            cell.text, cell.width = words, width
    _mark_as_header(table.rows[0])


def _mark_as_header(row):
    row._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell in row.cells:
        cell.paragraphs[0].runs[0].bold = True


def _element(name, **attributes):
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _with_fixed_dates(document):
    """The document's bytes with every member of its zip dated alike: python-docx dates them by the clock."""
    made, fixed = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return fixed.getvalue()


if __name__ == "__main__":
    main()
