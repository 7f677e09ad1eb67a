"""How a committee likes its papers: names and order of sections, the heading block, what it calls an appendix.

House forms differ from council to council, so a committee may have a Template; the rest take the form below.
"""

import re
from dataclasses import dataclass
from string import ascii_uppercase

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

HEADING_BLOCK = (
    ("Report of", ""),
    ("Contact member", ""),
    ("Contact officer", ""),
    ("Author", ""),
    ("Wards affected", "All"),
)
PROGRESS = "Progress"
# "None" is said by whoever knows, never assumed: an implication left empty is left out, and the clerk is told.
SECTIONS = (
    ("Purpose of the report", ""),
    ("Background", ""),
    (PROGRESS, ""),
    ("Financial implications", ""),
    ("Legal implications", ""),
    ("Human resources implications", ""),
    ("Equality implications", ""),
    ("Risk", ""),
    ("Environmental implications", ""),
)
# Who clears a paper before it is published, by what they are asked as.
CLEARANCES = ("Legal", "Finance", "Human resources", "Democratic services")
NOTED = gettext_lazy("That progress with the action plan be noted.")


@dataclass(frozen=True)
class House:
    """A committee's form. `progress` is the title of the section that writes itself from the figures.

    `first_appendix` is the letter or number of the first appendix; `letters` "A" or "1", how recommendations
    are marked. `page_numbers` is false where an agenda system numbers the pages.
    """

    heading_block: tuple = HEADING_BLOCK
    sections: tuple = SECTIONS
    progress: str = PROGRESS
    appendix: str = "Appendix"
    first_appendix: str = "A"
    letters: str = "A"
    clearances: tuple = CLEARANCES
    page_numbers: bool = True
    charts: bool = True

    @classmethod
    def of(cls, committee):
        """The committee's own form, from its Template, else the usual one."""
        template = getattr(committee, "paper_template", None)
        own = template.sections if template else {}
        return cls(**{name: own[name] for name in cls.__dataclass_fields__ if name in own})

    def appendix_label(self, place):
        """ "Appendix A", "Essential Reference Paper B": `place` counts from nought."""
        return f"{self.appendix} {_counted(self.first_appendix, place)}"

    def recommendation_label(self, place):
        """ "(A)" or "(1)"."""
        return f"({_counted(self.letters, place)})"

    def blank_text(self):
        """The text a new paper starts with, as Paper.text holds it."""
        return {
            "heading_block": [list(line) for line in self.heading_block],
            "sections": [
                {"title": title, "words": words, "progress": title == self.progress}
                for title, words in self.sections
            ],
            "background": [],
        }


def document_of(committee):
    """The council's own .docx for this committee's papers, as bytes; None where it has none."""
    template = getattr(committee, "paper_template", None)
    return bytes(template.docx) if template and template.docx else None


def problem_of(own):
    """What is wrong with a committee's own form as somebody wrote it, in one sentence; "" where nothing is."""
    if not isinstance(own, dict):
        return _('Write the form as an object, such as {"appendix": "Annex"}.')
    if unknown := sorted(set(own) - set(House.__dataclass_fields__)):
        said = _("{name} is not part of a form; choose from {names}.")
        return said.format(name=unknown[0], names=", ".join(House.__dataclass_fields__))
    for name in ("heading_block", "sections"):
        if not all(_is_pair(line) for line in own.get(name, ())):
            return _('Write {name} as a list of pairs, such as [["Report of", ""]].').format(name=name)
    if not all(isinstance(role, str) and role.strip() for role in own.get("clearances", ())):
        return _('Write clearances as a list of roles, such as ["Legal"].')
    for name in ("page_numbers", "charts"):
        if not isinstance(own.get(name, True), bool):
            return _("Write {name} as true or false.").format(name=name)
    for name in ("first_appendix", "letters"):
        if not re.fullmatch(r"[A-Za-z]|[1-9][0-9]{0,2}", str(own.get(name, "A"))):
            return _("Write {name} as one letter or a number.").format(name=name)
    return ""


def _is_pair(line):
    return isinstance(line, list) and len(line) == 2 and all(isinstance(words, str) for words in line)


def _counted(first, place):
    """A, B … Z, AA, AB … from a first letter; 1, 2, 3 from a first number."""
    if first.isdigit():
        return str(int(first) + place)
    number = ascii_uppercase.index(first.upper()) + place
    lead = ascii_uppercase[number // 26 - 1] if number >= 26 else ""
    return lead + ascii_uppercase[number % 26]
