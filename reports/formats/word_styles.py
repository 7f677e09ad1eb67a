"""How a Word document looks: real styles, so that a clerk's own house style can take over."""

import re
from string import ascii_lowercase, ascii_uppercase

INK, QUIET = "1B2733", "45535F"
FONTS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>'
LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
DEFAULTS = f"{FONTS}<w:color w:val='{INK}'/><w:sz w:val='22'/><w:szCs w:val='22'/>{LANGUAGE}"

# The number of a list that each style hangs from; levels count from 0.
NUMBERED_LIST, BULLET_LIST, LETTERED_LIST = 90, 91, 92
NUMBERED_PARAGRAPH = f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{NUMBERED_LIST}"/></w:numPr>'
NUMBERED_HEADING = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{NUMBERED_LIST}"/></w:numPr>'
BULLET = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{BULLET_LIST}"/></w:numPr>'
LETTERED = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{LETTERED_LIST}"/></w:numPr>'
LIST_NUMBER = re.compile(r'<w:numId w:val="9([012])"')
INDENT = 624  # 11 mm
HANGING = f'<w:ind w:left="{INDENT}" w:hanging="{INDENT}"/>'
HEADING_BLOCK = '<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs>'


def spacing(before, after, line=252):
    """Space in twentieths of a point; line in 240ths of a line."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def letters(size, *, weight="", colour=INK, slant=""):
    """Size in half points."""
    marks = f"{'<w:b/><w:bCs/>' if weight else '<w:b w:val=`0`/>'}{'<w:i/>' if slant else ''}".replace(
        "`", '"'
    )
    return f'{FONTS}{marks}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


KEEP = "<w:keepNext/><w:keepLines/>"
LEVELS = [f'<w:outlineLvl w:val="{level}"/>' for level in range(3)]
TERM, LABEL = '<w:ind w:left="1134" w:hanging="1134"/>', '<w:ind w:left="2552" w:hanging="2552"/>'
# id: (name, based on, paragraph properties, run properties)
STYLES = {
    "Normal": ("Normal", "", spacing(0, 120), ""),
    "Title": ("Title", "Normal", KEEP + spacing(0, 80, 240), letters(40, weight="bold")),
    "Subtitle": ("Subtitle", "Normal", spacing(60, 240), letters(22)),
    "Heading1": ("heading 1", "Normal", KEEP + spacing(320, 100) + LEVELS[0], letters(28, weight="bold")),
    "Heading2": ("heading 2", "Normal", KEEP + spacing(220, 80) + LEVELS[1], letters(23, weight="bold")),
    "Heading3": ("heading 3", "Normal", KEEP + spacing(180, 80) + LEVELS[2], letters(21, weight="bold")),
    "Header": ("header", "Normal", spacing(0, 0), letters(17, colour=QUIET)),
    "Footer": ("footer", "Normal", spacing(0, 0), letters(17, colour=QUIET)),
    "ListBullet": ("List Bullet", "Normal", BULLET + spacing(0, 60), ""),
    "Council": ("Council", "Normal", KEEP + spacing(0, 40), letters(22, weight="bold", colour=QUIET)),
    "HeadingBlock": ("Heading Block", "Normal", HEADING_BLOCK + spacing(0, 60) + LABEL, ""),
    "Recommendation": ("Recommendation", "Normal", spacing(0, 100) + HANGING, ""),
    "NumberedParagraph": ("Numbered Paragraph", "Normal", NUMBERED_PARAGRAPH + spacing(0, 120), ""),
    "NumberedContinued": ("Numbered Continued", "Normal", spacing(0, 120) + f'<w:ind w:left="{INDENT}"/>', ""),
    "Drawing": ("Drawing", "Normal", KEEP + spacing(60, 120, 240), ""),
    "LeadIn": ("Lead In", "Normal", KEEP + spacing(0, 120), letters(18, colour=QUIET)),
    "Note": ("Note", "Normal", spacing(160, 60), letters(17, colour=QUIET)),
    "Term": ("Term", "Normal", spacing(0, 40) + TERM, letters(19)),
    "TableHead": ("Table Head", "Normal", KEEP + spacing(0, 0, 240), letters(16, weight="bold")),
    "TableText": ("Table Text", "Normal", spacing(0, 20, 240), letters(16)),
    "TableCount": ("Table Count", "TableText", KEEP + spacing(0, 20, 240), letters(16)),
    "TableQuiet": ("Table Quiet", "TableText", spacing(0, 0, 240), letters(16, colour=QUIET)),
    "TableNews": ("Table News", "TableText", spacing(30, 0, 240), letters(16, colour=QUIET, slant="italic")),
    "TableNote": ("Table Note", "TableText", spacing(0, 20, 240), letters(14, colour=QUIET)),
    "TableStatus": ("Table Status", "TableText", spacing(0, 50, 240), letters(16)),
    "FigureLabel": ("Figure Label", "TableText", KEEP + spacing(0, 0, 240), letters(17, colour=QUIET)),
    "FigureCount": ("Figure Count", "TableText", spacing(0, 0, 240), letters(30, weight="bold")),
}  # fmt: skip


def style_xml(key, namespace, house=False):
    """A style of ours; in a council's own document it takes on that document's font and ink."""
    name, based_on, paragraph, run = STYLES[key]
    if house:
        run = run.replace(FONTS, "").replace(f'<w:color w:val="{INK}"/>', "")
    default = ' w:default="1"' if key == "Normal" else ""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style {namespace} w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def lettering(labels):
    """How Word counts these labels by itself, (format, first): "(A)", "(B)" … or "(1)"; None where it would not."""
    inside = [label[1:-1] for label in labels if label[:1] == "(" and label[-1:] == ")"]
    if not inside or len(inside) < len(labels):
        return None
    for kind, counted in (
        ("upperLetter", ascii_uppercase),
        ("lowerLetter", ascii_lowercase),
        ("decimal", [str(number) for number in range(1, 1000)]),
    ):
        if inside[0] in counted:
            first = list(counted).index(inside[0])
            return (kind, first + 1) if inside == list(counted[first : first + len(inside)]) else None
    return None


def lists_xml(namespace, first=NUMBERED_LIST, letters=None, pinned="NumberedParagraph"):
    """The lists of a paper: sections 1, 2 with paragraphs 1.1, 1.2; bullets; and lettered recommendations.

    They are numbered from `first` on; `letters` is as `lettering` gives it. `pinned` is the style of numbered
    paragraphs, which Word asks for its level there, or "" where that style is not ours.
    """
    level = (
        '<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{style}<w:lvlText w:val="{text}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
    hanging = {"left": INDENT, "hanging": INDENT, "style": "", "start": 1}
    pin = f'<w:pStyle w:val="{pinned}"/>' if pinned else ""
    numbered = level.format(level=0, kind="decimal", text="%1", **hanging)
    numbered += level.format(level=1, kind="decimal", text="%1.%2", **(hanging | {"style": pin}))
    bullet = {"left": INDENT + 284, "hanging": 284, "style": "", "start": 1}
    bullets = level.format(level=0, kind="bullet", text="•", **bullet)
    found = [("multilevel", numbered), ("hybridMultilevel", bullets)]
    if letters:
        kind, start = letters
        lettered = level.format(level=0, kind=kind, text="(%1)", **(hanging | {"start": start}))
        found.append(("hybridMultilevel", lettered))
    for number, (kind, levels) in enumerate(found, first):
        definition = f'<w:multiLevelType w:val="{kind}"/>{levels}'
        yield (
            f'<w:abstractNum {namespace} w:abstractNumId="{number}">{definition}</w:abstractNum>',
            f'<w:num {namespace} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>',
        )
