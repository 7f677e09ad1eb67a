"""typst, at the one place that calls it: our template or a drawing in, a PDF or a picture out, with our fonts only."""

import unicodedata
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst

from reports.formats.clean import REPLACEMENT

FONTS = Path(font_source_sans_pro.__file__).with_name("files")
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#set text(font: "Source Sans Pro")
#image(bytes(sys.inputs.drawing), format: "svg", width: 162mm)"""
PICTURE_DOTS = 200  # an inch


class NotTypeset(Exception):
    """typst refused, or warned: a fault in our template, said in typst's words."""


class BeyondFonts(NotTypeset):
    """A character stands in the words that none of our fonts holds."""


def pdf(template, inputs, *, timestamp):
    """A template of ours (a path) as bytes of a PDF/UA-1; raises BeyondFonts or NotTypeset."""
    try:
        made, warnings = typst.compile_with_warnings(
            str(template),
            root=str(template.parent),
            format="pdf",
            font_paths=_fonts(),
            pdf_standards=["ua-1"],
            sys_inputs=inputs,
            timestamp=timestamp,
        )
    except typst.TypstError as error:
        kind = BeyondFonts if "could not be displayed" in str(error) else NotTypeset
        raise kind(str(error)) from error
    if warnings:
        raise NotTypeset("; ".join(warning.message for warning in warnings))
    _forget()
    return made


def picture(drawing):
    """An SVG as a PNG 162 mm wide, the same bytes for the same drawing."""
    return typst.compile(
        PICTURE, format="png", ppi=PICTURE_DOTS, font_paths=_fonts(), sys_inputs={"drawing": drawing}
    )


def within_fonts(words):
    """Words with what our fonts lack shown otherwise: a letter as "�", a sign or emoji by its name in brackets."""
    return words if words.isascii() else "".join(map(_printable, words))


def _forget():
    """Let typst drop what it remembers of a document: that goes when ten others were set, and a big plan is 250 MB."""
    for number in range(11):
        typst.compile(b"", format="svg", font_paths=_fonts(), sys_inputs={"turn": str(number)})


@cache
def _fonts():
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


@cache
def _printable(character):
    if character.isascii() or _has_glyph(character):
        return character
    if unicodedata.category(character) == "So" and unicodedata.name(character, ""):
        return f"[{unicodedata.name(character).lower()}]"
    return "" if unicodedata.category(character) in ("Mn", "Cf") else REPLACEMENT


def _has_glyph(character):
    """Ask typst itself, since it brings fonts of its own; asked once for each character."""
    source = b'#set document(title: "t")\n#set text(font: "Source Sans Pro")\n#sys.inputs.character'
    inputs = {"character": f"a{character}"}
    try:
        typst.compile(source, format="pdf", font_paths=_fonts(), pdf_standards=["ua-1"], sys_inputs=inputs)
    except typst.TypstError:
        return False
    return True
