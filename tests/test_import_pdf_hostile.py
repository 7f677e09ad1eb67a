"""PDFs that are protected, broken or meant to harm: one sentence or a sane reading, within the limits."""

import io
import re
import time

import pikepdf
import pytest
import typst

from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead, Limits
from actionplan.importing.proposals import propose
from tests.pdfs import HEADER, PATHS, TODAY, saved, table_pdf, words_of


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
