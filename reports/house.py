"""How a committee likes its papers: names and order of sections, the heading block, what it calls an appendix.

House forms differ from council to council, so a committee may have a Template; the rest take the form below.
"""

from dataclasses import dataclass
from string import ascii_uppercase

HEADING_BLOCK = (("Report of", ""), ("Contact officer", ""), ("Wards affected", "All"))
PROGRESS = "Progress"
# "None" is said by whoever knows, never assumed: an implication left empty is left out, and the clerk is told.
SECTIONS = (
    ("Purpose of the report", ""),
    ("Background", ""),
    (PROGRESS, ""),
    ("Financial implications", ""),
    ("Legal implications", ""),
    ("Staffing and equalities implications", ""),
    ("Risk", ""),
)
NOTED = "That progress with the action plan be noted."


@dataclass(frozen=True)
class House:
    """A committee's form. `progress` is the title of the section that writes itself from the figures.

    `first_appendix` is the letter or number of the first appendix; `letters` "A" or "1", how recommendations
    are marked.
    """

    heading_block: tuple = HEADING_BLOCK
    sections: tuple = SECTIONS
    progress: str = PROGRESS
    appendix: str = "Appendix"
    first_appendix: str = "A"
    letters: str = "A"

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


def _counted(first, place):
    """A, B … Z, AA, AB … from a first letter; 1, 2, 3 from a first number."""
    if first.isdigit():
        return str(int(first) + place)
    number = ascii_uppercase.index(first.upper()) + place
    lead = ascii_uppercase[number // 26 - 1] if number >= 26 else ""
    return lead + ascii_uppercase[number % 26]
