"""Small plans of the shapes councils send: python -m tests.documents.make_shapes writes them beside this file."""

from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents import making

HERE = Path(__file__).parent
FIVE = ["Theme", "Recommendation", "Action", "Lead officer", "Target date"]


def several_in_a_cell():
    """Several actions in one cell, with a lead and a date for each in the cells beside it."""
    return making.word(
        [
            FIVE,
            [
                "Homes",
                "Repairs are slow",
                "1. Appoint a second surveyor\n2. Publish repair times\n3. Survey the tenants",
                "Head of Housing\nAnn Carter\nTom Lund",
                "May 2024\nJune 2024\nSpring 2025",
            ],
            [
                "",
                "Voids stand empty",
                "• Inspect each void\n• Let it within a month",
                "Ann Carter",
                "July 2024",
            ],
            ["Streets", "Bins are missed", "Change the rounds", "Tom Lund", "March 2024"],
        ],
        above=["Housing improvement plan"],
    )


def dated_progress():
    """A column of progress for each time the plan was reported."""
    rows = [
        [
            "Issue",
            "Task",
            "Owner",
            "By when",
            "Position at May 2023",
            "Update Nov 2023",
            "Q3 progress",
            "Comments",
        ],
        ["Low turnout", "Send cards", "Electoral team", "May 2024", "Not started", "Printer chosen", "", ""],
        [
            "No new voters",
            "Visit schools",
            "Pat Lowe",
            "Done",
            "Two visited",
            "Six visited",
            "Complete",
            "Popular",
        ],
    ]
    return making.excel(rows)


def owners_with_numbers():
    """Leads with extensions, titles, posts in brackets, dittos and several names in a cell."""
    leads = [
        "Ann Carter ext 2345",
        "Mr Tom Lund (x 1234)",
        "Head of Housing (P. Lowe)",
        "ditto",
        "Pat Lowe Ann Carter",
        "Cllrs Moss and Reed",
        "Portfolio Holder for Homes / Dr Zoë Bell, 01279 655261",
    ]
    rows = [f"Step {n},Do thing {n},{words!r},May 2024".replace("'", '"') for n, words in enumerate(leads, 1)]
    return ("\r\n".join(["Improvement needed,Activity,Responsible person,Deadline", *rows]) + "\r\n").encode(
        "cp1252"
    )


def councillors_own():
    """One column of owners, who are councillors."""
    return making.word(
        [
            ["Objective", "Actions required", "Owner", "Timescale"],
            ["Be open", "Publish the minutes", "Cllr Moss", "Within three months of the review"],
            ["", "Film the meetings", "Portfolio Holder for Digital", "31 August (annually)"],
        ]
    )


def audit_findings():
    """An audit: finding and recommendation, a grade, and no column called action."""
    return making.excel(
        [
            ["Audit of payments"],
            [],
            ["Ref", "Finding", "Priority", "Recommendation", "Responsible officer", "Agreed date", "RAG"],
            ["1", "Invoices are paid twice", "High", "See that each has an order", "Finance team", "31/05/2024", "G"],
            ["2", "Cards are shared", "Medium", "Issue a card to each buyer", "Payments Manager", "01/02/2025", "R"],
        ]
    )  # fmt: skip


def columns_about():
    """The usual columns in an unusual order, with two of no field."""
    return "\n".join(
        "\t".join(row)
        for row in [
            [
                "When?",
                "Cost",
                "By whom",
                "What will we do",
                "Area for improvement",
                "Outcome",
                "Measure",
                "No.",
            ],
            ["Q2 2024/25", "£200", "Parks team", "Plant an avenue", "Shade", "Green town", "40 trees", "1"],
            ["", "", "Ann Carter", "Water it by hand", "", "", "One summer", "2"],
        ]
    ).encode("utf-16")


def headings_across():
    """Headings in rows across the table, and the header typed again over the second of them."""
    document = docx.Document()
    document.add_paragraph("Culture action plan")
    header = ["Challenge", "What needs to be done", "Who", "When"]
    table = making.add_table(document, [header])
    for band, rows in {
        "MUSEUM": [["Few visitors", "Open on Sundays", "Ann Carter", "June 2024"]],
        "LIBRARY": [
            header,
            ["Old books", "Buy new ones", "Tom Lund", "TBC"],
            ["", "Sell the old", "", "Ongoing"],
        ],
    }.items():
        cells = table.add_row().cells
        cells[0].merge(cells[3]).text = band
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    return making.saved(document)


def headings_above():
    """A heading in a paragraph above each of several tables, each with its own header row."""
    document = docx.Document()
    document.add_heading("Youth action plan", 0)
    header = ["Issue", "Action", "Lead", "Due"]
    for heading, row in {
        "Clubs": ["Nowhere to go", "Open the hall", "Youth team", "By July 2024"],
        "Buses": ["No evening bus", "Ask the county", "Cllr Moss / Ann Carter", "November/December 2024"],
    }.items():
        document.add_heading(heading, 1)
        making.add_table(document, [header, row])
    document.add_paragraph("YCG – Youth and Community Group")
    return making.saved(document)


def header_of_two_rows():
    """A name over two columns: "Lead", parted into "Member" and "Officer" in the row below."""
    document = docx.Document()
    rows = [
        ["Priority area", "Challenge", "Action", "Lead", "", "Target"],
        ["", "", "", "Member", "Officer", ""],
        ["Money", "Reserves are thin", "Set a floor", "Cllr Reed", "Chief Finance Officer", "Feb 2025"],
        ["", "Fees are old", "Review each fee", "Cllr Reed", "All Heads of Service", "annually"],
    ]
    down = {(1, 0), (1, 1), (1, 2), (1, 5), (3, 0)}
    table = making.add_table(document, rows, down)
    table.rows[0].cells[3].merge(table.rows[0].cells[4])
    return making.saved(document)


def word_as_used():
    """Tracked changes, a link, a field, a control, a soft hyphen, no-break spaces, a nested table, a text box."""
    document = docx.Document()
    table = making.add_table(
        document, [FIVE, ["Work", "Skills", "", "", ""], ["", "Tools", "Buy laptops", "", ""]]
    )
    making.put_xml(
        table.rows[1].cells[2],
        "<w:r><w:t>Train</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText> some</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t> all</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> apprentices</w:t></w:r></w:hyperlink>"
        "<w:r><w:t> in</w:t><w:softHyphen/><w:t>doors and\u00a0out</w:t></w:r>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t xml:space='preserve'> yearly</w:t></w:r></w:fldSimple>",
    )
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    making.put_xml(table.rows[1].cells[3], control.format("", "Ann\u00a0Carter"))
    making.put_xml(table.rows[1].cells[4], control.format("<w:showingPlcHdr/>", "Click to enter a date."))
    nested = table.rows[2].cells[2].add_table(1, 2)
    nested.rows[0].cells[0].text, nested.rows[0].cells[1].text = "Ten", "for the depot"
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>Draft for comment</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{box}</w:p>"))
    return with_note(making.saved(document), "footnotes", "Laptops are leased for three years")


def with_note(data, kind, words):
    """A Word file with a footnote or comment, which python-docx cannot write."""
    part = f"<w:{kind} {nsdecls('w')}><w:{kind[:-1]} w:id='2'><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind[:-1]}>"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = f'<Override PartName="/word/{kind}.xml" ContentType="{main}.{kind}+xml"/></Types>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rIdNote" Type="{office}/{kind}" Target="{kind}.xml"/></Relationships>'

    def change(name, content):
        if name == "[Content_Types].xml":
            return content.replace(b"</Types>", named.encode())
        if name == "word/_rels/document.xml.rels":
            return content.replace(b"</Relationships>", link.encode())
        return content

    return making.with_member(making.rezipped(data, change), f"word/{kind}.xml", f"{part}</w:{kind}>")


def pasted_from_excel():
    """Tabs between cells, with quotation marks around those that hold line breaks."""
    return (
        b"Challenge\tAction\tLead\tDeadline\tStatus\n"
        b'"Paths\nand gates"\t"Mend the ""low"" path\nthen oil the gate"\tAnn Carter\tEnd of April 2024\tOn track\n'
        b'Seats\tPaint them\t"Tom Lund\nPat Lowe"\t2023/24\tComplete\n'
    )


def pasted_from_word():
    """Tabs between cells, with the paragraphs of a cell broken over lines."""
    return (
        b"Parks plan\n\nChallenge\tAction\tLead\tDeadline\n"
        b"Paths\tMend the path\nOil the gate\tAnn Carter\nTom Lund\tMay 2024\n"
        b"Seats\tPaint them\tPat Lowe\tBy autumn 2024\n"
    )


def scrutiny_response():
    """A scrutiny committee's recommendations, with the marks of notes on the names of columns."""
    return (
        b"Recommendation[i];Cabinet Member[ii];Response[iii];Timetable[iv];Lead Officer[v]\n"
        b"A focus group be arranged;Councillor Moss/ The Leader;Agreed, dates have been sent;"
        b"Meeting held by 28 February 2014;Ann Carter\n"
        b"The plan be updated;Councillor Moss/ The Leader;Agreed;Completed;Ann Carter\n"
    )


SHAPES = {
    "several-in-a-cell.docx": several_in_a_cell,
    "dated-progress.xlsx": dated_progress,
    "owners-with-numbers.csv": owners_with_numbers,
    "councillors-own.docx": councillors_own,
    "audit-findings.xlsx": audit_findings,
    "columns-about.txt": columns_about,
    "headings-across.docx": headings_across,
    "headings-above.docx": headings_above,
    "header-of-two-rows.docx": header_of_two_rows,
    "word-as-used.docx": word_as_used,
    "pasted-from-excel.txt": pasted_from_excel,
    "pasted-from-word.txt": pasted_from_word,
    "scrutiny-response.csv": scrutiny_response,
}


if __name__ == "__main__":
    for name, make in SHAPES.items():
        (HERE / name).write_bytes(make())
