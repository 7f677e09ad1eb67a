"""Word on a council's own document: what is kept of it, what is left behind, and what is refused."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from reports.formats import render
from reports.house import House
from reports.house_document import refusal
from reports.house_examples import trial_paper
from tests import council_documents as documents
from tests import paper_samples as samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
HOSTILE = {
    "macros": (lambda: documents.changed(documents.house_document(), {"word/vbaProject.bin": b"x"}), "holds macros"),
    "a picture from elsewhere": (lambda: documents.linked("image", "https://spy.example/a.png"), "spy.example"),
    "a template from elsewhere": (
        lambda: documents.linked("attachedTemplate", "https://spy.example/t.dotm", "word/_rels/settings.xml.rels"),
        "fetches something from elsewhere",
    ),
    "a link that runs": (lambda: documents.linked("hyperlink", "file:///c:/run.exe"), "fetches something"),
    "an embedded file": (
        lambda: documents.changed(documents.house_document(), {"word/embeddings/o.bin": b"x"}),
        "embedded file",
    ),
    "a document type": (
        lambda: documents.changed(documents.house_document(), {"word/header1.xml": b"<!DOCTYPE a><a/>"}),
        "document type of its own",
    ),
    "a field that reads files": (
        lambda: documents.changed(
            documents.house_document(),
            {"word/header1.xml": lambda xml: xml.replace(b"</w:p>", FETCHING + b"</w:p>", 1)},
        ),
        "INCLUDEPICTURE",
    ),
    "a bomb": (
        lambda: documents.changed(documents.house_document(), {"word/media/b.bin": b"\0" * (41 * 1024 * 1024)}),
        "unpacks to more than 40 MB",
    ),
    "no Word document": (lambda: b"%PDF-1.7 words", "no Word document"),
    "an old one": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, ".doc file of the old kind"),
    "a cut one": (lambda: documents.house_document()[:9000], "damaged or cut short"),
    "broken XML": (
        lambda: documents.changed(documents.house_document(), {"word/styles.xml": b"<w:styles"}),
        "No paper could be made",
    ),
}  # fmt: skip
FETCHING = b'<w:r><w:instrText>INCLUDEPICTURE "http://spy.example/"</w:instrText></w:r>'


def part(document, name):
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def everything(document):
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(element):
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def named(document, starting):
    return {
        name: etree.fromstring(xml) for name, xml in everything(document).items() if name.startswith(starting)
    }


def written(**house):
    return render(samples.council_paper(), "docx", documents.house_document(**house))


@pytest.fixture(scope="module")
def document():
    return written()


def test_the_councils_styles_are_kept_and_what_it_lacks_is_added_in_its_font(document):
    styles = {each.get(f"{W}styleId"): each for each in part(document, "word/styles.xml").iter(f"{W}style")}
    heading = styles["Heading1"]
    assert heading.find(f"{W}rPr/{W}color").get(f"{W}val") == "6B2D7A"
    assert styles["Normal"].find(f"{W}rPr/{W}rFonts").get(f"{W}ascii") == "Georgia"
    assert "NumberedParagraph" in styles
    assert styles["TableText"].find(f"{W}rPr/{W}rFonts") is None


def test_its_logo_headers_footers_and_paper_are_kept(document):
    headers, footers = named(document, "word/header"), named(document, "word/footer")
    assert any(header.findall(f".//{W}drawing") for header in headers.values())
    assert any("Eastmere District Council" in words(header) for header in headers.values())
    assert all("www.eastmere.example" in words(footer) for footer in footers.values())
    margins = [each.get(f"{W}left") for each in part(document, "word/document.xml").iter(f"{W}pgMar")]
    assert margins[0] == "1701"


def test_every_header_is_marked_and_no_page_number_stands_twice(document):
    assert all(words(each).startswith("Draft") for each in named(document, "word/header").values())
    for footer in named(document, "word/footer").values():
        assert [each.text.strip() for each in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
        assert footer.find(f".//{W}fldSimple") is None


def test_a_document_without_page_numbers_gets_them():
    footers = named(written(page_numbers=False), "word/footer").values()
    assert footers
    for footer in footers:
        assert [each.get(f"{W}instr") for each in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_where_the_agenda_system_numbers_pages_the_documents_own_numbers_go():
    unnumbered = replace(samples.council_paper(), page_numbers=False)
    document = render(unnumbered, "docx", documents.house_document())
    for footer in named(document, "word/footer").values():
        assert words(footer).strip() == "www.eastmere.example"
        assert list(footer.iter(f"{W}instrText")) == []


def test_nothing_that_stood_in_it_is_given_out(document):
    for name, content in everything(document).items():
        assert documents.LEFT_OVER.encode() not in content, name
        assert b"Old Author" not in content, name
    assert not [
        name
        for name in everything(document)
        if "comments" in name or "customXml" in name or "app.xml" in name
    ]


def test_numbers_are_real_and_no_heading_is_numbered_twice(document):
    body = part(document, "word/document.xml")[0]
    by_words = {words(p): p.find(f"{W}pPr/{W}numPr/{W}numId") for p in body.iterfind(f"{W}p")}
    assert by_words["Recommendations"].get(f"{W}val") == "0"
    sections = by_words["Purpose of the report"].get(f"{W}val")
    numbering = part(document, "word/numbering.xml")
    own = numbering.xpath(f"w:num[@w:numId='{sections}']/w:abstractNumId/@w:val", namespaces=NAMES)[0]
    levels = numbering.xpath(
        f"w:abstractNum[@w:abstractNumId='{own}']/w:lvl/w:lvlText/@w:val", namespaces=NAMES
    )
    assert levels == ["%1", "%1.%2"]
    assert len({each.get(f"{W}numId") for each in numbering.iter(f"{W}num")}) == len(
        list(numbering.iter(f"{W}num"))
    )


def test_headings_are_kept_with_what_follows_in_the_order_that_word_asks_for(document):
    """The council's own styles may not keep them."""
    [heading] = part(document, "word/document.xml").xpath(
        "//w:p[w:pPr/w:numPr][contains(., 'Purpose of the report')]", namespaces=NAMES
    )
    assert [etree.QName(each).localname for each in heading[0]] == [
        "pStyle",
        "keepNext",
        "keepLines",
        "numPr",
    ]


def test_every_style_that_is_named_is_there(document):
    known = {each.get(f"{W}styleId") for each in part(document, "word/styles.xml").iter(f"{W}style")}
    named_ = {each.get(f"{W}val") for each in part(document, "word/document.xml").iter(f"{W}pStyle")}
    assert named_ - known == set()


@pytest.mark.parametrize("landscape", [True, False])
def test_the_appendix_lies_on_its_side_as_wide_as_the_page_allows(landscape):
    document = part(written(landscape=landscape, cover=not landscape), "word/document.xml")
    sizes = [(size.get(f"{W}w"), size.get(f"{W}h")) for size in document.iter(f"{W}pgSz")]
    assert sizes == [("11906", "16838"), ("16838", "11906")]
    plan = document.findall(f".//{W}tbl")[-1]
    margins = list(document.iter(f"{W}pgMar"))[-1]
    wide = 16838 - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    assert wide - 10 <= sum(int(column.get(f"{W}w")) for column in plan.iter(f"{W}gridCol")) <= wide


def test_the_paper_is_in_british_english_and_says_who_wrote_it(document):
    styles = part(document, "word/styles.xml")
    assert set(styles.xpath("//w:lang/@w:val", namespaces=NAMES)) == {"en-GB"}
    core = {etree.QName(each).localname: each.text for each in part(document, "docProps/core.xml")}
    assert core["title"] == samples.council_paper().title
    assert core["creator"] == "Head of People"
    assert "category" not in core


def test_the_same_paper_on_the_same_document_is_the_same_bytes():
    house = documents.house_document()
    assert render(samples.council_paper(), "docx", house) == render(samples.council_paper(), "docx", house)


def test_words_that_look_like_ours_of_word_stay_words():
    nasty = '<w:pStyle w:val="Nobody"/> w:styleId="none" w:numId w:val="90" </w:pPr>'
    paper = replace(samples.council_paper(), title=nasty)
    body = part(render(paper, "docx", documents.house_document()), "word/document.xml")[0]
    assert nasty in [words(p) for p in body.iterfind(f"{W}p")]


@pytest.mark.parametrize("make", [samples.nasty_paper, samples.small_paper, samples.plan_as_it_stands])
def test_every_kind_of_paper_can_stand_on_it(make):
    assert render(make(), "docx", documents.house_document())


def test_a_template_file_of_word_serves_as_well():
    assert refusal(documents.as_template(documents.house_document()), trial_paper(House())) == ""


def test_the_path_of_its_template_is_left_behind_and_a_link_to_the_website_may_stay():
    path = documents.linked(
        "attachedTemplate", "file:///C:/Users/a.officer/T.dotx", "word/_rels/settings.xml.rels"
    )
    assert refusal(path, trial_paper(House())) == ""
    assert b"a.officer" not in b"".join(everything(render(samples.small_paper(), "docx", path)).values())
    website = documents.linked("hyperlink", "https://www.eastmere.example", "word/_rels/footer1.xml.rels")
    assert refusal(website, trial_paper(House())) == ""


@pytest.mark.parametrize("name", HOSTILE)
def test_what_could_do_harm_is_refused_in_one_sentence(name):
    make, expected = HOSTILE[name]
    said = refusal(make(), trial_paper(House()))
    assert expected in said
    assert said.endswith(".")
