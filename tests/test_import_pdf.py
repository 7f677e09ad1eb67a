"""Reading PDFs: where columns, rows and words end is told by where letters and strokes stand."""

import csv
import datetime
import io
import json
import re
import time
from collections import Counter
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
import typst

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead, Limits
from actionplan.importing.proposals import apply_decisions, propose, restored, stored

DOCUMENTS = Path(__file__).parent / "documents"
TODAY = datetime.date(2024, 2, 5)
HEADER = ["Challenge", "Action", "Lead", "Deadline"]
PATHS = ["Paths", "Mend the path by the pond", "Tamsin Okoro", "March 2024"]
MAKERS = [
    "parks.pdf",
    "parks-header-once.pdf",
    "parks-typst.pdf",
    "parks-typst-unruled.pdf",
    "parks-chromium.pdf",
    "parks-chromium-unruled.pdf",
]


def proposed(name):
    return propose(read_document((DOCUMENTS / name).read_bytes(), name), as_of=TODAY)


def parks():
    """What parks.csv says, which every sample prints."""
    return propose(read_document((DOCUMENTS / "parks.csv").read_bytes(), "parks.csv"), as_of=TODAY)


def readings(proposal):
    """What is read, without where it stood and without doubts."""
    said = []
    for challenge in proposal.as_json()["challenges"]:
        for action in challenge["actions"]:
            kept = {key: action[key] for key in action if key not in {"source", "rows", "problems", "leads"}}
            said.append((challenge["heading"], challenge["title"], kept))
    return said


def codes(proposal):
    return Counter(each.code for each in proposal.all_problems())


@pytest.mark.parametrize("name", MAKERS)
def test_every_maker_of_pdfs_gives_what_the_table_says(name):
    proposal = proposed(name)
    assert readings(proposal) == readings(parks())
    assert proposal.title == "PARKS PEER REVIEW: ACTION PLAN"
    assert "S:\\PARKS\\2024\\PARKSPEERREVIEW0502.doc" in proposal.unplaced


@pytest.mark.parametrize("name", [*MAKERS, "parks-narrow.pdf"])
def test_every_word_on_the_pages_is_read_or_unplaced(name):
    document = read_document((DOCUMENTS / name).read_bytes(), name)
    read = [document.outside, *(table.above for table in document.tables)]
    read += [row.words for table in document.tables for row in table.rows]
    read = " ".join(" ".join(words) for words in read)
    with (DOCUMENTS / "parks.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = " ".join(" ".join(row) for row in csv.reader(file))
    lost = Counter(words_in(printed)) - Counter(words_in(read))
    # Of one maker's broken words one is joined with its neighbour, and says so, and one is cut by a page's end.
    assert lost == (Counter(["forward", "executive"]) if name == "parks-narrow.pdf" else Counter())
    assert not Counter("".join(words_in(printed))) - Counter("".join(words_in(read)))


def words_in(text):
    return re.findall(r"\w+", text.casefold())


def test_rows_cut_by_the_end_of_a_page_are_joined_as_proposals_that_can_be_undone():
    proposal = proposed("parks.pdf")
    joined = [each for each in proposal.all_problems() if each.code == "joined_pages"]
    assert len(joined) == 2
    assert "head of page 2" in joined[0].message
    undone = apply_decisions(proposal, [joined[0].choices[0]["decision"]])
    assert len(undone.actions) == len(proposal.actions) + 1
    assert codes(undone)["joined_pages"] == 1


def test_each_row_says_its_page():
    pages = [action.source["page"] for action in proposed("parks.pdf").actions]
    assert pages == sorted(pages)
    assert set(pages) == {1, 2, 3}


def test_a_torn_row_survives_being_stored():
    proposal = proposed("parks-narrow.pdf")
    assert restored(json.loads(json.dumps(stored(proposal)))).as_json() == proposal.as_json()


def test_words_broken_in_narrow_columns_are_joined_and_said_where_it_is_a_guess():
    proposal = proposed("parks-narrow.pdf")
    assert [column.name for column in proposal.columns][5] == "Operational Lead"
    assert len(proposal.actions) == 16
    read, wanted = readings(proposal), readings(parks())
    differ = {(mine[2]["reference"], key) for mine, other in zip(read, wanted, strict=True) for key in mine[2]
              if mine[2][key] != other[2][key]}  # fmt: skip
    assert differ == {("8.1", "written"), ("12.1", "deadline"), ("12.1", "news")}
    said = [each.words for each in proposal.all_problems() if each.code == "broken_line"]
    assert "Committ ee" in said
    assert "Forward plan" in said


def table_pdf(*rows, stroke="0.5pt", above="", settings="", below="", columns="(1fr,) * 4"):
    """A PDF with a table of rows; a cell is its words, or markup in a tuple of one."""
    cells = ", ".join(
        cell[0] if isinstance(cell, tuple) else "[#" + json.dumps(cell, ensure_ascii=False) + "]"
        for row in rows
        for cell in row
    )
    page = '#set page(paper: "a5", flipped: true, margin: 1cm); #set text(size: 9pt)'
    table = f"#table(columns: {columns}, stroke: {stroke}, {cells})"
    return typst.compile(f"{page}\n{settings}\n{above}\n\n{table}\n\n{below}".encode())


def tables_of(data):
    return read_document(data, "plan.pdf").tables


def words_of(data):
    return [row.words for table in tables_of(data) for row in table.rows]


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


def saved(pdf, **how):
    stream = io.BytesIO()
    pdf.save(stream, **how)
    return stream.getvalue()


def wood():
    return table_pdf(HEADER, PATHS)


def changed(change, **how):
    with pikepdf.open(io.BytesIO(wood())) as pdf:
        change(pdf)
        return saved(pdf, **how)


def protected(user="secret"):
    return changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=user, R=6))


def picture():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(
            b"q 500 0 0 700 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI Q"
        )
        return saved(pdf)


def many_pages(count=10_000):
    with pikepdf.new() as pdf:
        kids = [pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, 500, 500])] * count
        pdf.Root.Pages = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=kids, Count=count)
        )
        return saved(pdf)


def many_pages_that_say_they_are_few():
    return many_pages().replace(b"/Count 10000", b"/Count 00001")


def pages_within_themselves():
    def change(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    return changed(change)


def content(words):
    return changed(lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(words)))


def bomb_of_content():
    return content(b"0 0 m 1 1 l S " * 1_000_000)


def strokes():
    lines = b"".join(
        b"0 %d m 500 %d l S %d 0 m %d 500 l S " % (n % 400, n % 400, n % 500, n % 500) for n in range(60_000)
    )
    return content(lines)


HOSTILE = {
    "a password": (protected, "protected by a password"),
    "pictures of pages": (picture, "holds pictures of pages, not text"),
    "ten thousand pages": (many_pages, "more than 500 pages"),
    "ten thousand pages that say they are one": (many_pages_that_say_they_are_few, "more than 500 pages"),
    "pages within themselves": (pages_within_themselves, None),
    "a file cut short": (lambda: wood()[:3000], "damaged"),
    "a file cut to its first line": (lambda: b"%PDF-1.7\n", "damaged"),
    "nothing but NULs": (lambda: b"%PDF-1.7" + b"\0" * 100_000, "damaged"),
    "arrays fifty thousand deep": (lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 50_000, "damaged"),
    "dictionaries deep in a page": (lambda: content(b"/a << /b " * 50_000), None),
    "a page as large as a town": (
        lambda: changed(lambda pdf: setattr(pdf.pages[0], "mediabox", [0, 0, 10**12, 10**12])), None,
    ),
    "a page of no size": (lambda: changed(lambda pdf: setattr(pdf.pages[0], "mediabox", [0, 0, 0, 0])), None),
    "a content of many megabytes": (bomb_of_content, None),
    "a hundred thousand strokes": (strokes, None),
    "prose": (lambda: typst.compile(b"We will mend the path."), "The PDF has 5 words but no table"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_one_sentence_or_a_sane_reading(name):
    make, says = HOSTILE[name]
    data, began = make(), time.monotonic()
    said, rows = read(data)
    assert time.monotonic() - began < 10
    assert len(rows) <= 2
    if says or not rows:
        assert re.fullmatch(r"[A-Z][^\n]+\.", said)
        assert (says or "") in said
        assert "Error" not in said


def read(data):
    try:
        return "", words_of(data)
    except CannotRead as error:
        return str(error), []


def test_a_pdf_that_may_be_opened_but_not_changed_is_read():
    assert words_of(protected(user="")) == [HEADER, PATHS]


def test_letters_that_turn_the_direction_of_writing_are_left_out_and_said():
    row = ["Paths", "Mend the \u202ewall\u202c now", "T Okoro", "May 2024"]
    proposal = propose(read_document(table_pdf(HEADER, row), "plan.pdf"), as_of=TODAY)
    (action,) = proposal.actions
    assert not re.search("[\u202a-\u202e]", action.text)


def test_limits_of_pages_and_rows_are_named_as_they_are_set():
    rows = [[f"Challenge {n}", "Mend the path", "T Okoro", "May 2024"] for n in range(60)]
    data = table_pdf(HEADER, *rows)
    with pytest.raises(CannotRead, match="more than 2 pages"):
        read_document(data, "plan.pdf", limits=Limits(pages=2))
    with pytest.raises(CannotRead, match="more than 9 rows"):
        read_document(data, "plan.pdf", limits=Limits(rows=9))
    with pytest.raises(CannotRead, match="more than 3 columns"):
        read_document(data, "plan.pdf", limits=Limits(columns=3))
    assert read_document(data, "plan.pdf", limits=Limits(columns=4))
