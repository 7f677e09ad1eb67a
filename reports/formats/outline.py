"""A Paper in the order it is read, every word decided: the web page, Word and PDF print this and add nothing."""

import re
from dataclasses import dataclass, replace
from itertools import count as counting

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date
from actionplan.wording import counted
from reports.formats import wording
from reports.formats.drawing import Drawing, drawn
from reports.formats.outline_rows import Row, legend, rows
from reports.formats.wording import Mark

OVERDUE_MEANS = gettext_lazy(
    "“Overdue” means that an action is still open after the last day of its deadline."
)
WHOLE_IN_APPENDIX = gettext_lazy("Where an action ends in “…”, the appendix has the whole of it.")
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


@dataclass(frozen=True)
class Run:
    """Words of one weight."""

    words: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph as runs, or one item of a list; `number` is "2.1" where paragraphs are numbered."""

    runs: tuple[Run, ...]
    number: str = ""
    item: bool = False


@dataclass(frozen=True)
class Part:
    """A section under a heading: `number` is empty where sections are not numbered."""

    title: str
    number: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True)
class Slice:
    """A piece of the bar of progress: where it starts and how wide it is, of 1,000."""

    start: int
    width: int
    colour: str


@dataclass(frozen=True)
class Numbers:
    """The figures of one plan; `title` names the plan where there are several."""

    title: str
    figures: tuple
    bar: tuple[Slice, ...]
    bar_words: str
    charts: tuple[Drawing, ...] = ()


@dataclass(frozen=True)
class ChangeTable:
    """Changes of one kind: each row has a cell for each column, and `strong` is the place of the one in bold."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: int | None = None


@dataclass(frozen=True)
class Changes:
    """What changed in one plan; `title` names the plan where there are several."""

    title: str
    groups: tuple[ChangeTable, ...]
    nothing: str = ""


@dataclass(frozen=True)
class Appendix:
    """A plan as its table is printed."""

    label: str
    title: str
    lead_in: str
    columns: tuple[str, ...]
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]
    glossary: tuple[tuple[str, str], ...]
    numbers: Numbers | None = None
    alt: str = ""
    note: str = ""


@dataclass(frozen=True)
class Outline:
    """The whole document. `report` is false for a plan given out as it stands.

    `marking` stands on every page ("Draft", "Not for publication"). The report's sections are `sections`, then the
    summary in numbers, then the rest of them and what closes every report, `closing`. What changed comes after them,
    as the first of the appendices, and is not numbered.
    """

    council: str
    title: str
    subtitle: str
    running_title: str
    draft: bool
    exempt: bool
    marking: str
    report: bool
    heading_block: tuple[tuple[str, str], ...]
    recommendations: tuple
    sections: tuple[Part, ...]
    summary: Part | None
    numbers: tuple[Numbers, ...]
    closing: tuple[Part, ...]
    movement: Part | None
    changes: tuple[Changes, ...]
    changes_note: str
    appendices: tuple[Appendix, ...]
    page_numbers: bool = True


def outline(paper):
    """Put a Paper, already made fit to give out, into the order and words that are printed."""
    report = _is_report(paper)
    numbers = counting(1)
    before, after = _around_figures(paper.sections)
    sections = tuple(_section(section, next(numbers)) for section in before)
    summary = (
        Part(_("Summary in numbers"), _number(paper, numbers)) if report and _has_figures(paper) else None
    )
    later = tuple(_section(section, next(numbers)) for section in after)
    several = len(paper.plans) > 1
    counted = tuple(_with_charts(plan, several, i) for i, plan in enumerate(paper.plans) if plan.figures)
    changes = tuple(_changes(plan, several) for plan in paper.plans if plan.movement or plan.compared_with)
    return Outline(
        council=paper.council,
        title=paper.title,
        subtitle=_subtitle(paper),
        running_title=", ".join(filter(None, (paper.council, paper.committee))),
        draft=paper.draft,
        exempt=paper.holds_exempt,
        marking=wording.marking(paper),
        report=report,
        heading_block=tuple((f"{label.rstrip(' :')}:", words) for label, words in paper.heading_block),
        recommendations=tuple((line.label, runs(line.words)) for line in paper.recommendations),
        sections=sections,
        summary=summary,
        numbers=counted if report else (),
        closing=later + _closing(paper, numbers, report),
        movement=Part(_movement_title(paper)) if changes else None,
        changes=changes,
        changes_note=str(WHOLE_IN_APPENDIX) if any(each.groups for each in changes) else "",
        appendices=tuple(_appendix(plan, paper, report) for plan in paper.plans),
        page_numbers=paper.page_numbers,
    )


def _is_report(paper):
    """Whether anything is said beyond the plans themselves and what of them is exempt."""
    said = (paper.committee, paper.sections, paper.recommendations, paper.background)
    return any(said) or any(plan.movement or plan.compared_with for plan in paper.plans)


def _has_figures(paper):
    return any(plan.figures for plan in paper.plans)


def _around_figures(sections):
    """The sections up to the one that the summary in numbers follows, and those after it."""
    place = next((i for i, each in enumerate(sections, 1) if each.figures), len(sections))
    return sections[:place], sections[place:]


def runs(words):
    """Split "plain **bold** plain" at its marks; an unclosed mark is printed as it stands."""
    pieces = BOLD.split(words)
    return tuple(Run(piece, bold=i % 2 == 1) for i, piece in enumerate(pieces) if piece)


def _subtitle(paper):
    item = _("Item {number}").format(number=paper.item) if paper.item else ""
    return " · ".join(filter(None, (paper.committee, long_date(paper.meeting_on), item)))


def _number(paper, numbers):
    return str(next(numbers)) if paper.sections else ""


def _section(section, number):
    numbers = counting(1)
    paragraphs = []
    for words in section.paragraphs:
        lines = list(_lines(words))
        first = next((line for line in lines if not line.item), None)
        paragraphs += [
            replace(line, number=f"{number}.{next(numbers)}") if line is first else line for line in lines
        ]
    return Part(section.title, str(number), tuple(paragraphs))


def _lines(words):
    """The lines of a paragraph, of which the first that is no list item is to carry its number."""
    for line in words.split("\n"):
        text = line.strip()
        if text and text != "-":
            yield Paragraph(runs(text.removeprefix("- ")), item=text.startswith("- "))


def _with_charts(plan, several, place):
    """Figures and charts; a plan given out by itself prints its figures only, so that its table stands first."""
    charts = tuple(drawn(chart, f"chart-{place + 1}-{chart.key}") for chart in plan.charts)
    return replace(_numbers(plan, several), charts=charts)


def _numbers(plan, several):
    total = sum(figure.count for figure in _status_figures(plan)) or 1
    bar, start = [], 0
    for figure in _status_figures(plan):
        width = round(1000 * figure.count / total)
        colour = wording.COLOUR_OF_MEANING.get(wording.meaning(figure.key), "grey")
        bar.append(Slice(start, width, colour))
        start += width
    words = ", ".join(f"{figure.count} {figure.label}" for figure in _status_figures(plan))
    return Numbers(_plan_name(plan) if several else "", plan.figures, tuple(bar), words)


def _status_figures(plan):
    return [
        figure
        for figure in plan.figures
        if wording.meaning(figure.key) in wording.MEANINGS and figure.count > 0
    ]


def _plan_name(plan):
    return ": ".join(filter(None, (plan.label, plan.title)))


def _movement_title(paper):
    dates = {plan.compared_with for plan in paper.plans if plan.compared_with}
    if len(dates) == 1:
        return _("Changes since {date}").format(date=long_date(dates.pop()))
    return _("Changes since the last report")


def _changes(plan, several):
    title = _plan_name(plan) if several else ""
    if several and plan.compared_with:
        title = _("{plan}, since {date}").format(plan=title, date=long_date(plan.compared_with))
    groups = tuple(_change_table(group) for group in plan.movement if group.changes)
    return Changes(title, groups, "" if groups else _("No action has changed."))


def _change_table(group):
    """Where nothing was said of an action, what was and what is are one status, and its last news is old."""
    if group.key == "no_news":
        rows = tuple((each.reference, each.text, _unmoved(each)) for each in group.changes)
        return ChangeTable(group.title, (_("Ref"), _("Action"), _("Status")), rows)
    rows = tuple((each.reference, each.text, each.was, each.now, each.news) for each in group.changes)
    columns = _("Ref"), _("Action"), _("Was"), _("Now"), _("Latest news")
    return ChangeTable(group.title, columns, rows, strong=3)


def _unmoved(change):
    if change.was in ("", change.now):
        return change.now
    return _("{now} (was {before})").format(now=change.now, before=change.was)


def _closing(paper, numbers, report):
    """A report always lists its background papers, none included, as section 100D of the 1972 Act expects."""
    parts = []
    if report:
        lines = paper.background or (_("None."),)
        parts.append(Part(_("Background papers"), _number(paper, numbers), _items(lines)))
    if paper.exempt_notes:
        parts.append(Part(_("Exempt information"), _number(paper, numbers), _items(paper.exempt_notes)))
    return tuple(parts)


def _items(lines):
    return tuple(Paragraph((Run(line),), item=len(lines) > 1) for line in lines)


def _appendix(plan, paper, report):
    told = tuple(rows(plan))
    size = _size(plan)
    return Appendix(
        label=plan.label,
        title="" if not report and plan.title == paper.title else plan.title,
        lead_in=". ".join(filter(None, (plan.origin, size))) + ".",
        columns=_columns(plan),
        marks=legend(told),
        rows=told,
        glossary=plan.glossary,
        numbers=_numbers(plan, several=False) if plan.figures and not report else None,
        alt=_("{plan}: {size}, in printed order.").format(plan=plan.title, size=size),
        note=_("{plan} ends here.").format(plan=plan.label or plan.title) + f" {OVERDUE_MEANS}",
    )


def _size(plan):
    """The same count as in the figures: what reads "see exempt appendix" is left out, and said to be.

    "3 challenges, 55 actions, as it stood on 8 January 2008".
    """
    actions = [action for challenge in plan.challenges for action in challenge.actions]
    told = sum(not action.withheld for action in actions)
    said = _("{challenges}, {actions}, as it stood on {date}")
    if told < len(actions):
        said = _("{challenges}, {actions} besides what stands in the exempt appendix, as it stood on {date}")
    challenges = counted(len(plan.challenges), wording.column_words(plan)[1].lower())
    return said.format(challenges=challenges, actions=counted(told, "action"), date=long_date(plan.as_of))


def _columns(plan):
    return tuple(_(each) if each in wording.COLUMN_WORDS else each for each in wording.column_words(plan))
