"""The front door of the import: every kind of file it reads, and every kind it refuses by name."""

import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.proposals import propose
from tests.documents import making

PARKS = Path(__file__).parent / "documents" / "parks.csv"
ROWS = [
    ["Heading", "Challenge", "Action", "Lead", "Deadline"],
    ["Woods", "Paths", "Mend the “low” path – soon", "Zoë Okoro", "March 2024"],
]


def words_of(document):
    return [row.words for table in document.tables for row in table.rows]


def as_text(separator, encoding):
    return "\r\n".join(separator.join(row) for row in ROWS).encode(encoding)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_in_every_usual_encoding_and_with_every_separator(separator, encoding):
    assert words_of(read_document(as_text(separator, encoding), "plan.csv")) == ROWS


def test_semicolons_win_over_commas_inside_the_cells():
    data = "Challenge;Action, in words;Lead\nPaths, all;Mend, then paint;Okoro, Z\n".encode("cp1252")
    assert words_of(read_document(data, "plan.csv"))[1] == ["Paths, all", "Mend, then paint", "Okoro, Z"]


def test_a_quoted_cell_keeps_its_separators_and_lines():
    data = b'Challenge,Action,Lead\nPaths,"Mend,\n  then  paint","Z ""Zo"" Okoro"\n'
    assert words_of(read_document(data, "plan.csv"))[1] == ["Paths", "Mend,\nthen paint", 'Z "Zo" Okoro']


def test_a_quotation_mark_in_tab_separated_text_is_only_a_mark():
    data = b'Challenge\tAction\tLead\nPaths\tUse 6" boards\tOkoro\nSeats\tPaint\tPrior\n'
    assert [row[1] for row in words_of(read_document(data, "plan.txt"))] == [
        "Action",
        'Use 6" boards',
        "Paint",
    ]


def test_a_table_pasted_from_excel_keeps_the_lines_within_its_cells():
    data = 'Challenge\tAction\tLead\n"Paths\nand gates"\tMend\tOkoro\nSeats\t"Paint ""low"" ones\nthen oil"\tPrior\n'
    read = words_of(read_document(data.encode(), "pasted"))
    assert read[1:] == [
        ["Paths\nand gates", "Mend", "Okoro"],
        ["Seats", 'Paint "low" ones\nthen oil', "Prior"],
    ]


def test_a_table_pasted_from_word_has_its_broken_rows_whole_again():
    data = b"Challenge\tAction\tLead\tWhen\nPaths\tMend\nthen paint\tOkoro\nPrior\tMay\nSeats\tOil\tPrior\tJune\n"
    assert words_of(read_document(data, "pasted"))[1:] == [
        ["Paths", "Mend\nthen paint", "Okoro\nPrior", "May"],
        ["Seats", "Oil", "Prior", "June"],
    ]


def test_rows_that_are_short_because_their_last_cells_are_blank_are_left_so():
    data = b"Challenge\tAction\tLead\tWhen\nPaths\tMend\nSeats\tOil\tPrior\tJune\n"
    assert words_of(read_document(data, "plan.txt"))[1:] == [
        ["Paths", "Mend"],
        ["Seats", "Oil", "Prior", "June"],
    ]


def test_word_shows_the_bullets_of_a_list_and_not_the_prompts_of_its_controls():
    document = docx.Document()
    table = making.add_table(document, ROWS)
    cell = table.rows[1].cells[2]
    cell.text = ""
    for words in ("Mend the path", "Paint the gate"):
        paragraph = cell.add_paragraph(words)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
        )
    prompt = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"
    making.put_xml(table.rows[1].cells[3], prompt.format("<w:showingPlcHdr/>", "Choose an item."))
    making.put_xml(table.rows[1].cells[4], prompt.format("", "May 2024"))
    read = words_of(read_document(making.saved(document), "plan.docx"))[1]
    assert read[2:] == ["• Mend the path\n• Paint the gate", "", "May 2024"]


def test_the_kind_is_told_by_content_and_not_by_name():
    assert words_of(read_document(making.word(ROWS), "plan.csv")) == ROWS
    assert words_of(read_document(making.excel(ROWS), "plan.docx")) == ROWS
    assert words_of(read_document(as_text(",", "utf-8"), "plan.xlsx")) == ROWS


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
REFUSED = {
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), r"\(\.doc\).*save as \.docx"),
    "an old Excel file": (OLE + "Workbook".encode("utf-16-le"), r"\(\.xls\).*save as \.xlsx"),
    "a protected file": (OLE + "EncryptedPackage".encode("utf-16-le"), "password.*save as .docx"),
    "rich text": (rb"{\rtf1\ansi Mend the path}", r"\(\.rtf\).*save it as \.docx"),
    "a PDF cut short": (b"%PDF-1.7 ...", "PDF|damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n....", "picture"),
    "a web page": (b"<html><table><tr><td>Action</td></tr></table>", "web page"),
    "a packed archive": (b"7z\xbc\xaf\x27\x1c....", "unpack it"),
    "an OpenDocument text": (
        making.rezipped(making.word(ROWS), lambda name, data: data if name.startswith("docProps") else None),
        "without a Word or Excel document",
    ),
    "an empty file": (b"", "empty"),
    "a blank file": (b" \r\n\t\r\n", "empty"),
    "prose": (b"We will mend the path.\nThen we will paint the seats.\n", "no table"),
    "a Word file without a table": (None, "12 words but no table"),
    "columns that nobody knows": (
        b"Colour,Shape\nred,round\n",
        "No column names that we know.*“Colour”, “Shape”",
    ),
    "column names and nothing under them": (b"Challenge,Action,Lead,Deadline\n", "nothing under them"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence_that_says_what_to_do(name):
    data, says = REFUSED[name]
    if data is None:
        document = docx.Document()
        document.add_paragraph("We will mend the path and then we will paint the seats.")
        data = making.saved(document)
    with pytest.raises(CannotRead, match=says) as refusal:
        propose(read_document(data, "plan.docx"), as_of=datetime.date(2024, 2, 5))
    assert str(refusal.value).endswith(".")


def test_a_date_cell_of_excel_reads_as_a_date_in_words():
    rows = [
        ["Action", "Lead", "Deadline", "No"],
        ["Mend the path", "Zoë Okoro", datetime.date(2024, 3, 31), 7],
    ]
    workbook = making.excel(rows, dates="d mmmm yyyy")
    assert words_of(read_document(workbook, "plan.xlsx"))[1] == [
        "Mend the path",
        "Zoë Okoro",
        "31 March 2024",
        "7",
    ]


def test_every_sheet_with_words_is_a_table_and_keeps_its_row_numbers():
    document = read_document(making.excel([["Plan of the woods"], [], *ROWS], [], ROWS), "plan.xlsx")
    assert [table.name for table in document.tables] == ["Theme 1", "Theme 3"]
    assert [row.number for row in document.tables[0].rows] == [1, 3, 4]


def test_a_range_merged_down_is_one_cell_that_goes_on():
    rows = [ROWS[0], ROWS[1], ["", "", "Paint the seats", "", ""]]
    document = read_document(making.excel(rows, merged=["A2:A3"]), "plan.xlsx")
    below = document.tables[0].rows[2].cells[0]
    assert (below.words, below.continues) == ("Woods", True)


def test_word_keeps_what_was_inserted_and_drops_what_was_deleted():
    document = docx.Document()
    table = making.add_table(document, ROWS)
    making.put_xml(
        table.rows[1].cells[2],
        '<w:r><w:t xml:space="preserve">Mend the </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>low</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>high</w:t></w:r></w:ins>'
        '<w:r><w:t xml:space="preserve"> path</w:t><w:br/><w:t>and</w:t><w:tab/><w:t>the re</w:t>'
        "<w:noBreakHyphen/><w:t>opened gate</w:t></w:r>",
    )
    gone = table.add_row()
    gone.cells[0].text = "A row that was deleted"
    gone._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="3" w:author="a"/>'))
    read = words_of(read_document(making.saved(document), "plan.docx"))
    assert len(read) == 2
    assert read[1][2] == "Mend the high path\nand the re-opened gate"


def test_word_keeps_moved_words_where_they_went():
    document = docx.Document()
    table = making.add_table(document, ROWS)
    making.put_xml(
        table.rows[1].cells[2],
        "<w:moveFrom w:id='1' w:author='a'><w:r><w:t>Gone</w:t></w:r></w:moveFrom>"
        "<w:moveTo w:id='2' w:author='a'><w:r><w:t>Mend</w:t></w:r></w:moveTo>"
        "<w:del w:id='3' w:author='a'><w:r><w:t>never</w:t></w:r></w:del>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> it</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
    )
    assert words_of(read_document(making.saved(document), "plan.docx"))[1][2] == "Mend it"


def test_word_cells_merged_across_and_down_keep_their_places():
    document = docx.Document()
    table = making.add_table(
        document, [*ROWS, ["", "", "Paint the seats", "Lois Prior", "May 2024"]], {(2, 0), (2, 1)}
    )
    band = table.add_row()
    band.cells[0].merge(band.cells[4]).text = "Ponds"
    table.add_row().cells[2].text = "Clear the reeds"
    rows = read_document(making.saved(document), "plan.docx").tables[0].rows
    assert [(cell.words, cell.continues) for cell in rows[2].cells[:3]] == [
        ("Woods", True),
        ("Paths", True),
        ("Paint the seats", False),
    ]
    assert rows[3].words == ["Ponds", "", "", "", ""]
    assert rows[3].cells[0].span == 5
    assert rows[4].words[2] == "Clear the reeds"


def test_what_stands_beside_the_table_of_a_word_file_is_kept_apart():
    document = docx.Document()
    document.add_heading("Plan of the woods", 1)
    making.add_table(document, ROWS)
    document.add_paragraph("Agreed by the Parks Committee")
    document.sections[0].footer.paragraphs[0].text = "S:\\PARKS\\plan.doc"
    box = (
        "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
        "<w:t>Draft three</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.element.body.insert(2, parse_xml(f"<w:p {nsdecls('w')}>{box}</w:p>"))
    read = read_document(making.saved(document), "plan.docx")
    assert read.tables[0].above == ("Plan of the woods",)
    assert read.outside == ("Agreed by the Parks Committee", "Draft three", "S:\\PARKS\\plan.doc")


def test_a_document_survives_its_json():
    for data in (making.word(ROWS, merged_down={(1, 0)}), PARKS.read_bytes()):
        document = read_document(data, "plan")
        assert type(document).from_json(document.as_json()) == document
