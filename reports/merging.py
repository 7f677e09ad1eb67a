"""Two clerks write one paper: what each changed is kept, and only what both changed is a clash. No database.

A paper's words are {"title", "order": its item on the agenda, "heading_block": [[label, words]…],
"recommendations": [words…], "sections": [{"title", "words", "progress", "none": whether there are none, "by": who says
so or gave the words}…], "background": [words…], "clearances": whether it prints who cleared it}.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# Clearances are kept by these, so they are translated only where they are shown.
PARTS = {
    "title": gettext_noop("Title"),
    "order": gettext_noop("Item"),
    "heading_block": gettext_noop("Heading block"),
    "recommendations": gettext_noop("Recommendations"),
    "background": gettext_noop("Background papers"),
    "clearances": gettext_noop("Print who cleared it"),
}
PLAIN_SECTION = {"words": "", "progress": False, "none": False, "by": ""}


def words_of(paper):
    """The words of a paper as it stands."""
    text = paper.text
    return {
        "title": paper.title,
        "order": paper.order,
        "heading_block": [list(line) for line in text.get("heading_block", ())],
        "recommendations": [each.words for each in paper.recommendations.all()],
        "sections": [PLAIN_SECTION | each for each in text.get("sections", ())],
        "background": list(text.get("background", ())),
        "clearances": bool(text.get("clearances")),
    }


def are_words(found):
    """Whether something that came from outside has the shape of a paper's words."""
    if not isinstance(found, dict) or set(found) != {*PARTS, "sections"}:
        return False
    sections = found["sections"]
    return isinstance(sections, list) and all(
        isinstance(each, dict) and isinstance(each.get("title"), str) for each in sections
    )


def merge(opened, present, given):
    """What to save, and what both changed differently: (words, clashes).

    `opened` is what the form was opened with, `present` what stands now, `given` what was written. A clash is
    (what, as it stands, as given), each in plain words; the order of the sections is the one given.
    """
    merged, clashes = {}, []
    for part, what in PARTS.items():
        then, now, mine = opened.get(part), present[part], given[part]
        merged[part] = now if mine == then else mine
        if _clash(then, now, mine):
            clashes.append((_(what), in_words(now), in_words(mine)))
    merged["sections"], clashing = _sections(
        opened.get("sections", ()), present["sections"], given["sections"]
    )
    return merged, clashes + clashing


def in_words(part):
    """A part as one text that two people can compare."""
    if isinstance(part, bool):
        return _("yes") if part else _("no")
    if not isinstance(part, list):
        return str(part)
    return "\n".join(line if isinstance(line, str) else ": ".join(line) for line in part)


def _clash(then, now, mine):
    return now not in (then, mine) and mine != then


def _sections(opened, present, given):
    """Sections are known by their title: one that only one of the two changed, added or took out goes their way."""
    before, now, mine = ({each["title"]: each for each in part} for part in (opened, present, given))
    clashes = [
        (title, _said(now.get(title, {})), _said(mine.get(title, {})))
        for title in {**now, **mine}
        if _clash(before.get(title), now.get(title), mine.get(title))
    ]
    kept = [
        now[title] if mine[title] == before.get(title) else mine[title]
        for title in mine
        if title in now or mine[title] != before.get(title)
    ]
    return kept + [now[title] for title in now if title not in mine and title not in before], clashes


def _said(section):
    """Its words, or that there are none, and whose they are."""
    words = _("There are none") if section.get("none") else section.get("words", "")
    return f"{words} ({section['by']})" if section.get("by") else words
