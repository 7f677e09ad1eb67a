"""A council's own Word document as the ground of a paper: what is kept of it, what is left behind.

Works on the parsed XML it is handed. Kept: styles, lists, theme, page setup, headers and footers with their
pictures. Left behind: whatever stood on its pages, comments, notes, form data, properties, links to a template.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from reports.formats.word_body import Pages
from reports.formats.word_styles import LIST_NUMBER, STYLES, style_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
KEPT_PARTS = {
    "styles", "numbering", "settings", "theme", "fontTable", "webSettings", "footnotes", "endnotes", "header", "footer",
    "image",
}  # fmt: skip
LEFT_SETTINGS = (
    "attachedTemplate", "mailMerge", "documentProtection", "writeProtection", "trackRevisions", "docVars",
    "formsDesign", "linkStyles", "saveThroughXslt",
)  # fmt: skip
A4 = (11906, 16838)
MARGIN = 1361
PAGE_FIELDS = re.compile(r"\b(PAGE|NUMPAGES|SECTIONPAGES)\b")
WORD_BEFORE = re.compile(r"(page|p\.|pg\.?)\s*$", re.IGNORECASE)
WORD_BETWEEN = re.compile(r"^\s*(of|/|-|–|\|)\s*$", re.IGNORECASE)
PARAGRAPH_STYLE = re.compile(r'<w:pStyle w:val="(\w+)"/>(<w:keepNext/><w:keepLines/>)?(<w:numPr>)?')
STYLE_NAME = re.compile(r'(w:styleId=|<w:basedOn w:val=)"(\w+)"')
NOT_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
LISTS = {"NumberedParagraph": (1, 0), "ListBullet": (0, 1)}  # level, and which of our lists


def as_document(data):
    """A Word template (.dotx) as the document that Word would open from it; a .docx as it is."""
    with ZipFile(BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        if b"template.main+xml" not in types:
            return data
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as target:
            for member in archive.infolist():
                content = archive.read(member)
                if member.filename == "[Content_Types].xml":
                    content = content.replace(b"template.main+xml", b"document.main+xml")
                target.writestr(member.filename, content)
    return out.getvalue()


@dataclass(frozen=True)
class Adopted:
    """What our styles are called in a document: `ids` by our key, `numbered` those that bring a number of their own.

    `missing` are ours to add; `first` is the number of the first of our lists.
    """

    ids: dict
    numbered: frozenset
    missing: tuple
    first: int

    @classmethod
    def of(cls, styles, first):
        own = {
            style.find(f"{W}name").get(f"{W}val").casefold(): style
            for style in styles.iterfind(f"{W}style")
            if style.get(f"{W}type") == "paragraph" and style.find(f"{W}name") is not None
        }
        taken = {style.get(f"{W}styleId") for style in styles.iterfind(f"{W}style")}
        by_id = {style.get(f"{W}styleId"): style for style in own.values()}
        ids, numbered, missing = {}, set(), []
        for key, (name, *_) in STYLES.items():
            style = own.get(name.casefold())
            if style is not None:
                ids[key] = style.get(f"{W}styleId")
                numbered |= {key} if _has_number(style, by_id) else set()
            else:
                ids[key] = next(each for each in (key, f"{key}Paper", f"{key}Paper2") if each not in taken)
                missing.append(key)
        return cls(ids, frozenset(numbered), tuple(missing), first)

    def rewrite(self, xml):
        """Blocks of ours in the names and list numbers of this document. Words in them have no "<" of their own."""
        return PARAGRAPH_STYLE.sub(self._paragraph_style, self._with_lists(xml))

    def style(self, key, namespace, *, house):
        """A style of ours to add, as XML."""
        xml = self._with_lists(style_xml(key, namespace, house))
        return STYLE_NAME.sub(lambda found: f'{found[1]}"{self.ids[found[2]]}"', xml)

    def _with_lists(self, xml):
        return LIST_NUMBER.sub(lambda found: f'<w:numId w:val="{self.first + int(found[1])}"', xml)

    def _paragraph_style(self, found):
        """A style of the council's own that numbers, or that does not where ours would, is put right."""
        key, number = found[1], found[3] or ""
        named = f'<w:pStyle w:val="{self.ids[key]}"/>{found[2] or ""}'
        if number or key in self.missing:
            return named + number
        if key in LISTS and (key == "NumberedParagraph" or key not in self.numbered):
            level, place = LISTS[key]
            return (
                f'{named}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{self.first + place}"/></w:numPr>'
            )
        return named + (NOT_NUMBERED if key in self.numbered and key not in LISTS else "")


def _has_number(style, by_id):
    """Whether the style, or one it is based on, numbers its paragraphs."""
    for _ in range(20):
        if style is None:
            return False
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return number.get(f"{W}val") != "0"
        base = style.find(f"{W}basedOn")
        style = by_id.get(base.get(f"{W}val")) if base is not None else None
    return False


def free_list(numbering):
    """A number above every list of the document."""
    taken = [int(each.get(f"{W}numId")) for each in numbering.iterfind(f"{W}num")]
    taken += [int(each.get(f"{W}abstractNumId")) for each in numbering.iterfind(f"{W}abstractNum")]
    return max(taken, default=0) + 1


def add_list(numbering, definition, number):
    """Definitions stand before numbers, and both in the place that the schema has for them."""
    numbers = numbering.find(f"{W}num")
    place = len(numbering.findall(f"{W}abstractNum")) + len(numbering.findall(f"{W}numPicBullet"))
    numbering.insert(place if numbers is None else list(numbering).index(numbers), definition)
    last = list(numbering).index(numbering.findall(f"{W}num")[-1]) if numbers is not None else place
    numbering.insert(last + 1, number)


@dataclass(frozen=True)
class Layout:
    """The pages of a document: the w:sectPr of upright and of sideways ones as XML, and how wide their text is."""

    upright: str
    sideways: str
    pages: Pages


def layout_of(document):
    """Upright pages as the document's first upright section has them; sideways ones as its own, else those turned."""
    sections = _with_headers_carried_on([deepcopy(each) for each in document.iter(f"{W}sectPr")])
    upright = next((each for each in sections if not _is_sideways(each)), None)
    sideways = next((each for each in sections if _is_sideways(each)), None)
    upright = _turned(sideways) if upright is None else upright
    if sideways is None:
        sideways = _turned(upright)
        for part in (*sideways.findall(f"{W}headerReference"), *sideways.findall(f"{W}footerReference")):
            sideways.remove(part)  # the pages before hand theirs on
    for section in (upright, sideways):
        _begin_on_a_new_page(section)
    for cover in sideways.findall(f"{W}titlePg"):
        sideways.remove(cover)
    return Layout(_written(upright), _written(sideways), Pages(_text_width(upright), _text_width(sideways)))


def _with_headers_carried_on(sections):
    """A section without a header of its own has that of the section before."""
    known = {}
    for section in sections:
        own = {}
        for part in (*section.findall(f"{W}headerReference"), *section.findall(f"{W}footerReference")):
            own[part.tag, part.get(f"{W}type")] = part
        for key, part in reversed(known.items()):
            if key not in own:
                section.insert(0, deepcopy(part))
        known |= own
    return sections or [etree.Element(f"{W}sectPr", nsmap={"w": W[1:-1]})]


def _size(section):
    size = section.find(f"{W}pgSz")
    if size is None:
        size = etree.SubElement(section, f"{W}pgSz", {f"{W}w": str(A4[0]), f"{W}h": str(A4[1])})
    return size


def _margins(section):
    margins = section.find(f"{W}pgMar")
    if margins is None:
        sides = dict.fromkeys((f"{W}{side}" for side in ("top", "right", "bottom", "left")), str(MARGIN))
        margins = etree.Element(
            f"{W}pgMar", sides | {f"{W}header": "709", f"{W}footer": "709", f"{W}gutter": "0"}
        )
        _size(section).addnext(margins)
    return margins


def _is_sideways(section):
    return int(_size(section).get(f"{W}w")) > int(_size(section).get(f"{W}h"))


def _turned(section):
    """The same paper and margins, a quarter round; on their side, wide margins narrow to what the plan needs."""
    turned = deepcopy(section)
    size, margins = _size(turned), _margins(turned)
    width, height = size.get(f"{W}w"), size.get(f"{W}h")
    size.set(f"{W}w", height)
    size.set(f"{W}h", width)
    size.attrib.pop(f"{W}orient", None)
    if int(height) > int(width):
        size.set(f"{W}orient", "landscape")
        for side in ("left", "right"):
            margins.set(f"{W}{side}", str(min(int(margins.get(f"{W}{side}", MARGIN)), 1000)))
    return turned


def _begin_on_a_new_page(section):
    """One column, no numbering of pages of its own, no tracked change of what it was."""
    for name in ("type", "cols", "sectPrChange", "pgNumType", "printerSettings", "vAlign", "formProt"):
        for part in section.findall(f"{W}{name}"):
            section.remove(part)


def _text_width(section):
    margins = _margins(section)
    sides = sum(int(margins.get(f"{W}{side}") or 0) for side in ("left", "right", "gutter"))
    return max(int(_size(section).get(f"{W}w")) - sides, 4000)


def _written(section):
    return etree.tostring(section, encoding="unicode", with_tail=False)


def drop_what_stood(part, settings):
    """Let go of every part that only the old pages used, and of the words of their notes."""
    kept = {each.get(RELATION) for each in part.element.iter() if each.get(RELATION)}
    used = {value for each in part.element.iter() for value in each.attrib.values()}
    for key in list(part.rels):
        kind = part.rels[key].reltype.rpartition("/")[2]
        named = kind in ("header", "footer") and key not in kept
        if (
            kind not in KEPT_PARTS
            or named
            or (kind == "image" and key not in used)
            or part.rels[key].is_external
        ):
            del part.rels[key]
        else:
            _drop_links(part.rels[key].target_part)
            if kind in ("footnotes", "endnotes"):
                _drop_notes(part.rels[key].target_part)


def _drop_links(part):
    """A part that stays fetches nothing from elsewhere; a link that waits to be clicked may stay."""
    for key, relation in list(part.rels.items()):
        if relation.is_external and not relation.reltype.endswith("/hyperlink"):
            del part.rels[key]


def _drop_notes(part):
    """The lines that part notes from the page stay; a note is one without a type."""
    root = etree.fromstring(part.blob)
    for note in list(root):
        if note.get(f"{W}type") is None:
            root.remove(note)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_settings(settings):
    """No link to a template, no protection, no data of a form; British English; the layout of Word 2013 on."""
    for name in LEFT_SETTINGS:
        for part in settings.findall(f"{W}{name}"):
            settings.remove(part)
    for language in settings.findall(f"{W}themeFontLang"):
        language.attrib.clear()
        language.set(f"{W}val", "en-GB")
    for zoom in settings.findall(f"{W}zoom"):
        zoom.set(f"{W}percent", "100")
    for mode in settings.iterfind(f"{W}compat/{W}compatSetting"):
        if mode.get(f"{W}name") == "compatibilityMode":
            mode.set(f"{W}val", "15")


def set_language(styles):
    """The papers are in British English, whatever the language of the template was set to."""
    for language in styles.iter(f"{W}lang"):
        language.set(f"{W}val", "en-GB")
    if styles.find(f"{W}docDefaults//{W}lang") is None:
        _default_letters(styles).append(etree.Element(f"{W}lang", {f"{W}val": "en-GB"}))


def _default_letters(styles):
    """The w:rPr that every style starts from, made where there is none."""
    place = styles
    for name in ("docDefaults", "rPrDefault", "rPr"):
        found = place.find(f"{W}{name}")
        if found is None:
            found = etree.Element(f"{W}{name}")
            place.insert(0, found)
        place = found
    return place


def kinds_in_use(section, settings):
    """The headers a section prints: every page's, and those of its first and of even pages where it has such."""
    return [
        "",
        *(["first_page_"] if section.find(f"{W}titlePg") is not None else []),
        *(["even_page_"] if settings.find(f"{W}evenAndOddHeaders") is not None else []),
    ]


def has_page_number(element):
    return any(PAGE_FIELDS.search(words) for words in _instructions(element))


def _instructions(element):
    yield from (each.get(f"{W}instr") or "" for each in element.iter(f"{W}fldSimple"))
    yield from (each.text or "" for each in element.iter(f"{W}instrText"))


def drop_page_numbers(element):
    """Take out the number of the page and of pages, with "Page" before and "of" between."""
    for paragraph in element.iter(f"{W}p"):
        if any(PAGE_FIELDS.search(words) for words in _instructions(paragraph)):
            _drop_words_around(paragraph)
            for piece in _number_pieces(paragraph):
                piece.getparent().remove(piece)


def _number_pieces(paragraph):
    """The simple fields, and the runs of the others from their begin to their end, that give a number of pages."""
    found = [
        each for each in paragraph.iter(f"{W}fldSimple") if PAGE_FIELDS.search(each.get(f"{W}instr") or "")
    ]
    open_field, depth = [], 0
    for run in list(paragraph.iter(f"{W}r")):
        mark = run.find(f"{W}fldChar")
        kind = mark.get(f"{W}fldCharType") if mark is not None else ""
        depth += kind == "begin"
        if depth:
            open_field.append(run)
        depth -= kind == "end"
        if kind == "end" and not depth:
            said = " ".join(words.text or "" for each in open_field for words in each.iter(f"{W}instrText"))
            found += open_field if PAGE_FIELDS.search(said) else []
            open_field = []
    return found


def _drop_words_around(paragraph):
    numbers = [text for piece in _number_pieces(paragraph) for text in piece.iter(f"{W}t")]
    for text in [each for each in paragraph.iter(f"{W}t") if each not in numbers]:
        said = text.text or ""
        text.text = "" if WORD_BETWEEN.match(said) else WORD_BEFORE.sub("", said)
