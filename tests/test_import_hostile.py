"""Files that nobody should choose: each gives one sentence or a sane reading, in little time and memory."""

import datetime
import io
import time
import zipfile

import pytest

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead, Limits
from actionplan.importing.proposals import propose
from tests.documents import making

ROWS = [
    ["Challenge", "Action", "Lead", "Deadline"],
    ["Paths in the wood", "Mend the path by the pond", "Tamsin Okoro", "March 2024"],
]
TODAY = datetime.date(2024, 2, 5)


def wood_docx():
    return making.word(ROWS)


def wood_xlsx():
    return making.excel(ROWS)


def changed(data, name, old, new):
    def change(member, content):
        if member != name:
            return content
        assert old in content, f"{name} does not hold {old}"
        return content.replace(old, new, 1)

    return making.rezipped(data, change)


def cell_in_the_far_corner():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return changed(wood_xlsx(), "xl/worksheets/sheet1.xml", b"</sheetData>", far)


def far_cell_without_an_address():
    far = b'<row r="1048576"><c><v>1</v></c></row></sheetData>'
    return changed(wood_xlsx(), "xl/worksheets/sheet1.xml", b"</sheetData>", far)


def range_over_the_whole_sheet():
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return changed(wood_xlsx(), "xl/worksheets/sheet1.xml", b"</sheetData>", merged)


def span_of_a_million():
    span = b'<w:gridSpan w:val="1000000"/></w:tcPr>'
    return changed(wood_docx(), "word/document.xml", b"</w:tcPr>", span)


def bomb_of_many_megabytes():
    return making.with_member(wood_docx(), "word/media/image1.xml", b"a" * (120 * 1024 * 1024))


def bomb_of_overlapping_members():
    """Two entries of the directory that share the bytes of one member."""
    data = bytearray(making.with_member(wood_docx(), "word/z1.xml", b"a" * 100_000))
    data = bytearray(making.with_member(bytes(data), "word/z2.xml", b"a" * 100_000))
    first, second = data.find(b"word/z1.xml"), data.find(b"word/z2.xml")
    entry = data.rfind(b"word/z2.xml") - 46
    data[entry + 42 : entry + 46] = (first - 30).to_bytes(4, "little")
    assert first < second
    return bytes(data)


def archive_of_too_many_parts():
    stream = io.BytesIO(wood_docx())
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(1100):
            archive.writestr(f"word/media/{number}.txt", b"")
    return stream.getvalue()


def doctype(words="<!DOCTYPE w [<!ENTITY a 'aaaa'>]>"):
    return changed(wood_docx(), "word/document.xml", b"<w:document", f"{words}<w:document".encode())


def doctype_in_utf_16():
    content = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE w><w:document/>".encode("utf-16")
    return making.rezipped(wood_docx(), lambda name, old: content if name == "word/document.xml" else old)


def strange_encoding():
    return changed(wood_docx(), "word/document.xml", b"encoding='UTF-8'", b"encoding='UTF-7'")


def macros():
    return making.with_member(wood_docx(), "word/vbaProject.bin", b"Sub AutoOpen()")


def macros_under_another_name():
    ordinary = b"wordprocessingml.document.main+xml"
    return changed(wood_docx(), "[Content_Types].xml", ordinary, b"document.macroEnabled.main+xml")


def deeply_nested():
    return changed(wood_docx(), "word/document.xml", b"<w:body>", b"<w:body>" + b"<w:ins>" * 50_000)


def nested_tables():
    table = b"<w:tbl><w:tr><w:tc>" * 120
    end = b"<w:p/></w:tc></w:tr></w:tbl>" * 120
    return changed(wood_docx(), "word/document.xml", b"<w:body>", b"<w:body>" + table + end)


REFUSED = {
    "a cell at XFD1048576": (cell_in_the_far_corner, "XFD1048576"),
    "a range merged over the sheet": (range_over_the_whole_sheet, None),
    "a far cell without an address": (far_cell_without_an_address, None),
    "a span of a million": (span_of_a_million, "more than 100 columns"),
    "a zip bomb": (bomb_of_many_megabytes, "unpacks to more than 100 MB"),
    "overlapping members": (bomb_of_overlapping_members, "damaged"),
    "too many parts": (archive_of_too_many_parts, "at most 1,000"),
    "a DOCTYPE": (doctype, "document type"),
    "a DOCTYPE in UTF-16": (doctype_in_utf_16, "document type"),
    "a strange encoding": (strange_encoding, "document type"),
    "macros": (macros, "macros"),
    "macros under another name": (macros_under_another_name, "macros"),
    "fifty thousand nested marks": (deeply_nested, None),
    "tables within tables": (nested_tables, None),
    "a file cut short": (lambda: wood_docx()[:5000], "damaged"),
    "a workbook cut short": (lambda: wood_xlsx()[:-200], "damaged"),
    "an empty file": (lambda: b"", "empty"),
    "nothing but NULs": (lambda: b"\0" * 5000, "empty"),
    "an archive of something else": (
        lambda: making.with_member(EMPTY_ZIP, "notes.txt", b"a"),
        "without a Word",
    ),
    "random bytes": (lambda: bytes(range(256)) * 40, "neither"),
    "a file too large": (lambda: b"a\tb\n" * 3_000_000, "at most 10 MB"),
    "one line of five million separators": (lambda: b"," * 5_000_000, "nothing in it"),
    "a quotation that never ends": (lambda: b'a,b\n"' + b"x," * 2_000_000, None),
    "more rows than a plan has": (lambda: making.excel([ROWS[0], *ROWS[1:] * 5001]), "more than 5,000 rows"),
    "more lines than a plan has": (
        lambda: b"Action\tLead\n" + b"Mend it\tAnn Ames\n" * 5001,
        "more than 5,000 rows",
    ),
    "more columns than a plan has": (lambda: b"\t".join(b"c%d" % n for n in range(120)), "100 columns"),
}
EMPTY_ZIP = b"PK\x05\x06" + b"\0" * 18


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_one_sentence_or_a_sane_reading(name):
    make, says = REFUSED[name]
    data, began = make(), time.monotonic()
    said, actions = read(data)
    if says or said:
        assert_is_a_sentence(said)
        assert (says or "") in said
    assert len(actions) <= 1
    assert time.monotonic() - began < 10


def read(data):
    """What a refusal says, and the actions read."""
    try:
        return "", propose(read_document(data, "plan.docx"), as_of=TODAY).actions
    except CannotRead as error:
        return str(error), []


def assert_is_a_sentence(words):
    assert words[:1].isupper()
    assert words.endswith(".")
    assert "\n" not in words
    assert "Error" not in words
    assert "Traceback" not in words


def test_the_system_keeps_every_reading_within_300_mb_and_ten_seconds():
    assert Limits().memory <= 300 * 1024 * 1024
    assert Limits().seconds < 10


def test_a_file_that_takes_too_long_is_given_up():
    began = time.monotonic()
    with pytest.raises(CannotRead, match="more time or memory"):
        read_document(wood_docx(), "plan.docx", limits=Limits(seconds=0))
    assert time.monotonic() - began < 5


def test_a_file_that_takes_too_much_memory_is_given_up():
    with pytest.raises(CannotRead, match="more time or memory"):
        read_document(wood_docx(), "plan.docx", limits=Limits(memory=20 * 1024 * 1024))


def test_limits_are_named_as_they_are_set():
    with pytest.raises(CannotRead, match="more than 3 rows"):
        read_document(making.word(ROWS * 3), "plan.docx", limits=Limits(rows=3))
    with pytest.raises(CannotRead, match="at most 1 kB"):
        read_document(wood_docx(), "plan.docx", limits=Limits(file_size=1024))


def test_letters_that_turn_the_direction_of_writing_are_left_out_and_said():
    rows = [ROWS[0], ["Paths", "Mend the \u202ehtap\u202c now\u200b", "Tamsin Okoro", "March 2024"]]
    proposal = propose(read_document(making.word(rows), "plan.docx"), as_of=TODAY)
    (action,) = proposal.actions
    assert action.text == "Mend the htap now"
    assert [each.code for each in action.problems] == ["hidden_letters"]


def test_an_external_picture_or_template_is_never_fetched():
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
    )
    data = changed(wood_docx(), "word/_rels/document.xml.rels", b"</Relationships>", link)
    assert len(propose(read_document(data, "plan.docx"), as_of=TODAY).actions) == 1
