"""Tables in PDFs: where columns, rows and words end is told by where letters and strokes stand."""

import io

import pdfplumber
import pikepdf
import pytest
import typst

from actionplan.importing.document import read_document
from actionplan.importing.proposals import propose
from tests.pdfs import HEADER, PATHS, TODAY, saved, table_pdf, tables_of, words_of


@pytest.mark.parametrize(
    "stroke", ["0.5pt", "none", "(x, y) => (bottom: 1pt)", "(x, y) => (left: 1pt, bottom: 1pt)"]
)
def test_columns_and_rows_are_found_with_and_without_rules(stroke):
    rows = [HEADER, PATHS, ["", "Paint the gate, and the railings on both sides of it too", "", "May 2024"],
            ["Seats", "Paint them", "Lois Prior", ""]]  # fmt: skip
    assert words_of(table_pdf(*rows, stroke=stroke)) == rows


def test_rows_set_solid_without_rules_are_rows_of_their_own():
    rows = [HEADER, *([f"Path {n}", f"Mend path {n} now", "Zoë Okoro", "March 2024"] for n in range(8))]
    assert words_of(table_pdf(*rows, stroke="none", settings="#set table(inset: 0.1pt)")) == rows


def test_cells_merged_down_and_across_keep_their_places():
    data = table_pdf(
        HEADER,
        [("table.cell(rowspan: 2)[Paths]",), "Mend", "T Okoro", "May"],
        ["Paint", ("table.cell(colspan: 2)[Lois Prior]",)],
        ["Seats", "Paint", "", "June"],
    )
    rows = tables_of(data)[0].rows
    assert [(cell.words, cell.continues, cell.span) for cell in rows[2].cells] == [
        ("Paths", True, 1),
        ("Paint", False, 1),
        ("Lois Prior", False, 2),
        ("", False, 1),
    ]
    assert rows[3].words == ["Seats", "Paint", "", "June"]


def test_paragraphs_in_a_cell_are_lines_and_wrapped_words_are_not():
    text = "[We will mend the path by the pond before the winter \\ Then the gate]"
    data = table_pdf(HEADER, ["Paths", (text,), ("[Zoë Okoro \\ Lois Prior]",), "May"])
    assert words_of(data)[1][1:3] == [
        "We will mend the path by the pond before the winter\nThen the gate",
        "Zoë Okoro\nLois Prior",
    ]


def test_a_paragraph_that_ends_near_the_end_of_its_line_ends_all_the_same():
    text = (
        "["
        + "We will mend the path by the pond, and " * 3
        + "before the winter comes \\ Notwithstanding gates]"
    )
    words = words_of(table_pdf(HEADER, ["Paths", (text,), "", ""]))[1][1]
    assert words.endswith("before the winter comes\nNotwithstanding gates")
    assert words.count("\n") == 1


def test_a_gap_between_paragraphs_is_no_row_where_rows_stand_further_apart():
    text = "[Mend the path by the pond before winter #parbreak() Then the gate]"
    data = table_pdf(
        HEADER,
        PATHS,
        ["Seats", (text,), "Lois Prior", "May 2024"],
        PATHS,
        stroke="none",
        settings="#set table(inset: 10pt); #set par(spacing: 1.2em)",
    )
    assert [row[0] for row in words_of(data)] == ["Challenge", "Paths", "Seats", "Paths"]


def test_rules_between_rows_part_them_whatever_the_gaps():
    text = "[Mend the path by the pond before winter #parbreak() Then the gate]"
    data = table_pdf(
        HEADER,
        ["Seats", (text,), "Lois Prior", "May 2024"],
        PATHS,
        stroke="(x, y) => (bottom: 1pt)",
        settings="#set par(spacing: 3em)",
    )
    assert [row[0] for row in words_of(data)] == ["Challenge", "Seats", "Paths"]


PENS = {
    "strokes": lambda x, y: (
        f"{x} {y} m {x + 120} {y} l S {x} {y} m {x} {y - 40} l S "
        f"{x} {y - 40} m {x + 120} {y - 40} l S {x + 120} {y} m {x + 120} {y - 40} l S"
    ),
    "boxes": lambda x, y: f"{x} {y - 40} 120 40 re S",
    "thin patches": lambda x, y: (
        f"{x} {y} 120 0.5 re f {x} {y - 40} 120 0.5 re f "
        f"{x} {y - 40} 0.5 40 re f {x + 120} {y - 40} 0.5 40 re f"
    ),
    "boxes on shaded lines": lambda x, y: (
        f"0.9 g {x + 3} {y - 15} 114 12 re f {x + 3} {y - 29} 114 12 re f 0 g {x} {y - 40} 120 40 re S"
    ),
}


@pytest.mark.parametrize("pen", PENS)
def test_rules_are_rules_however_they_are_drawn(pen):
    """As Word and older makers draw: a stroke, a box, or a patch of colour half a point wide."""
    rows = [
        HEADER,
        ["Paths", "Mend the path\nby the pond", "Tamsin Okoro", "May"],
        ["Seats", "Paint", "Lois Prior", ""],
    ]
    marks = []
    for down, row in enumerate(rows):
        for across, words in enumerate(row):
            x, y = 30 + 120 * across, 500 - 40 * down
            marks.append(PENS[pen](x, y))
            for line, part in enumerate(words.split("\n")):
                marks.append(f"BT /F 9 Tf {x + 4} {y - 12 - 14 * line} Td ({part}) Tj ET")
    assert words_of(drawn(" ".join(marks))) == rows


def drawn(content):
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(550, 600))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(content.encode())
        return saved(pdf)


def test_a_hyphen_at_the_end_of_a_line_stays_unless_the_word_is_known_without_it():
    known = "The reorganisation of parks"
    text = "Look at the re-organisation of short- and long-term needs"
    data = table_pdf(
        ["Challenge", "Action", "Lead", "Deadline"],
        [known, ("[#set text(hyphenate: false); " + text + "]",), "", ""],
        [known, (f'[#set text(hyphenate: true, lang: "en"); {known}]',), "", ""],
        columns="(6cm, 2cm, 2cm, 2cm)",
    )
    rows = tables_of(data)[0].rows
    assert "re-\n" in printed_lines(data)
    assert rows[1].words[1] == text
    assert rows[2].words[1] == known


def printed_lines(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return pdf.pages[0].crop((170, 0, 255, 400)).extract_text() + "\n"


def test_words_joined_at_the_end_of_a_line_on_their_looks_are_said():
    data = table_pdf(HEADER, ["Paths", ("[See to the gover-#linebreak()nance of it]",), "", ""])
    row = tables_of(data)[0].rows[1]
    assert row.words[1] == "See to the gover-nance of it"
    assert row.guessed == (("gover- nance", "gover-nance"),)
    proposal = propose(read_document(data, "plan.pdf"), as_of=TODAY)
    assert [each.words for each in proposal.all_problems() if each.code == "broken_line"] == ["gover- nance"]


def test_two_tables_with_headings_above_them_stay_two():
    def table(*rows):
        cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
        return f"#table(columns: (1fr,) * 4, {cells})"

    source = "= Plan of the greens\n\nWoods\n" + table(HEADER, PATHS) + "\nPonds\n" + table(HEADER, PATHS)
    proposal = propose(read_document(typst.compile(source.encode()), "plan.pdf"), as_of=TODAY)
    assert proposal.title == "Plan of the greens"
    assert [each.heading for each in proposal.challenges] == ["Woods", "Ponds"]


def test_what_stands_outside_the_tables_is_unplaced():
    data = table_pdf(
        HEADER,
        PATHS,
        above="= Plan\n\nWoods",
        settings="#set page(footer: [Draft three])",
        below="Agreed in May",
    )
    proposal = propose(read_document(data, "plan.pdf"), as_of=TODAY)
    assert proposal.title == "Plan"
    assert proposal.headings == ("Woods",)
    assert proposal.unplaced == ("Agreed in May", "Draft three")


def test_a_header_row_of_every_page_is_read_once_and_whole_rows_stay_apart():
    rows = [[f"Challenge {n}", "Mend the path", "T Okoro", "May 2024"] for n in range(60)]
    header = ("table.header(" + ", ".join(f"[{name}]" for name in HEADER) + ")",)
    (table,) = tables_of(table_pdf([header], *rows))
    assert [row.words for row in table.rows] == [HEADER, *rows]
    assert not any(row.torn for row in table.rows)
    assert table.rows[-1].page > 2


def test_a_page_on_its_side_reads_as_it_is_turned():
    with pikepdf.open(io.BytesIO(table_pdf(HEADER, PATHS))) as pdf:
        page = pdf.pages[0]
        width, height = float(page.mediabox[2]), float(page.mediabox[3])
        page.contents_add(f"0 1 -1 0 {height} 0 cm".encode(), prepend=True)
        page.mediabox = [0, 0, height, width]
        page.Rotate = 90
        assert words_of(saved(pdf)) == [HEADER, PATHS]
