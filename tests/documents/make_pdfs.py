"""Make the PDFs among these samples again: python -m tests.documents.make_pdfs

Each is the plan of parks.csv as one maker prints it. LibreOffice and Chromium are needed; what they make is committed,
so that the tests need neither.
"""

import csv
import html
import json
import subprocess
import tempfile
from pathlib import Path

import docx
import typst
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Pt

from tests.documents import making

HERE = Path(__file__).parent
TITLES = ("PARKS PEER REVIEW: ACTION PLAN", "WHAT WE SAID WE WOULD DO")
CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --no-pdf-header-footer"
)
FOOTER = "S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc"


def rows():
    return list(csv.reader((HERE / "parks.csv").read_text(encoding="utf-8-sig").splitlines()))


def libreoffice(*, style=None, wide=True, repeated=True):
    """A Word table with or without rules, upright or landscape, as LibreOffice prints it."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(9 if wide else 11)
    section = document.sections[0]
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.footer.paragraphs[0].text = FOOTER
    for line in TITLES:
        document.add_paragraph(line)
    table = making.add_table(document, rows())
    table.style = style
    if repeated:
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return printed(making.saved(document))


def printed(data):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True)
        return source.with_suffix(".pdf").read_bytes()


def with_typst(*, ruled=True, repeated=True):
    header = "table.header(..names)" if repeated else "..names"
    stroke = "0.5pt" if ruled else "none"
    source = f"""
    #set page(paper: "a4", flipped: true, margin: 1.5cm, footer: context [Page #counter(page).display() of 9])
    #set text(size: 8pt)
    #set par(justify: true)
    #let rows = json(bytes(sys.inputs.rows))
    #let names = rows.first().map(each => strong(each))
    {"".join(f'#heading("{title}")' for title in TITLES)}
    #table(columns: (1fr,) * 7, stroke: {stroke}, {header}, ..rows.slice(1).flatten())
    #raw("{FOOTER.replace(chr(92), chr(92) * 2)}")
    """
    return typst.compile(source.encode(), sys_inputs={"rows": json.dumps(rows())})


def chromium(*, css):
    cells = ["".join(f"<td>{html.escape(words)}</td>" for words in row) for row in rows()]
    body = (
        f"<thead><tr>{cells[0]}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in cells[1:])}</tbody>"
    )
    titles = "".join(f"<h2>{title}</h2>" for title in TITLES)
    page = f"<style>{css}</style>{titles}<table>{body}</table><p>{FOOTER}</p>"
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder) / "plan.html", Path(folder) / "plan.pdf"
        source.write_text(f"<!doctype html><meta charset=utf-8>{page}")
        flags = f"{CHROMIUM} --user-data-dir={folder}/profile --print-to-pdf={made}".split()
        subprocess.run(["chromium", *flags, str(source)], check=True, capture_output=True)
        return made.read_bytes()


LANDSCAPE = (
    "@page { size: A4 landscape } body { font: 9pt sans-serif } td { vertical-align: top; padding: 3pt }"
)
BETWEEN_ROWS = "table { border-collapse: collapse } tr { border-bottom: 1px solid #888 }"
SAMPLES = {
    "parks.pdf": lambda: libreoffice(style="Table Grid"),
    "parks-header-once.pdf": lambda: libreoffice(style="Table Grid", repeated=False),
    "parks-narrow.pdf": lambda: libreoffice(wide=False, repeated=False),
    "parks-typst.pdf": with_typst,
    "parks-typst-unruled.pdf": lambda: with_typst(ruled=False, repeated=False),
    "parks-chromium.pdf": lambda: chromium(css=LANDSCAPE + BETWEEN_ROWS),
    "parks-chromium-unruled.pdf": lambda: chromium(css=LANDSCAPE),
}


def main():
    for name, make in SAMPLES.items():
        (HERE / name).write_bytes(make())


if __name__ == "__main__":
    main()
