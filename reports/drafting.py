"""Puts a paper together: from a draft's words and its snapshots to the Paper value that formats render."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from people.models import Council
from reports import clearing, glossary, matters, movement, sections, summary
from reports.audience import EXEMPT, INTERNAL, PUBLIC, for_audience, holds_exempt
from reports.charts import charts
from reports.exemption import exclusion, exempt_notes, gap_note, under
from reports.figures import figures, overdue_days
from reports.formats.wording import COLUMN_WORDS
from reports.house import House
from reports.merging import words_of
from reports.paper import (
    ActionLine,
    ChallengeLine,
    DeadlineLine,
    Paper,
    PlanAppendix,
    Recommendation,
    Section,
    Status,
)
from reports.wordings import worded


def plan_paper(data, *, audience, council, draft=False, nation="england", terms=None):
    """A plan given out as it stands: `data` as a snapshot holds it, `draft` whether it is not agreed yet.

    `terms` is the council's glossary, of which what the plan uses is printed with it.
    """
    view = for_audience(data, audience, returning=True)
    holds = _holds(view["exempt"], audience)
    plan = replace(appendix(view), glossary=glossary.used_in(glossary.texts_of(view), terms or {}))
    return Paper(
        title=plan.title,
        council=council,
        as_of=plan.as_of,
        audience=_printed(audience),
        plans=(plan,),
        exempt_notes=exempt_notes(view["exempt"], audience, nation)
        + gap_note([view], view["exempt"], audience),
        holds_exempt=holds,
        draft=draft,
        exempt_under=under(view["exempt"], nation) if holds else "",
    )


def paper_value(paper, audience, words=None):
    """The value of a paper that is being drafted, as this audience would read it; of EXEMPT, its exempt appendix.

    `words` in place of those it was last saved with (as `merging` describes them) show what a save would give.
    """
    words = words or words_of(paper)
    meeting, house, council = paper.meeting, House.of(paper.meeting.committee), Council.ours()
    lines = list(paper.plans.all())
    views = [_both(line, audience, paper.text.get("wordings", {})) for line in lines]
    said = _sections(paper, words, views, audience)
    exempt = list(dict.fromkeys(tuple(pair) for view, _previous in views for pair in view["exempt"]))
    heading_block = tuple((label, line) for label, line in words["heading_block"] if line)
    whole = Paper(
        title=words["title"],
        council=council.name,
        as_of=max((line.snapshot.as_of for line in lines), default=meeting.held_on),
        committee=meeting.committee.name,
        meeting_on=meeting.held_on,
        item=str(words["order"]),
        audience=_printed(audience),
        author=next((line for label, line in heading_block if label == "Report of"), ""),
        heading_block=heading_block,
        recommendations=_recommendations(words, house),
        sections=said,
        plans=_appendices(views, house, _own_texts(words, said)),
        background=tuple(words["background"]),
        exempt_notes=exempt_notes(exempt, audience, council.nation)
        + exclusion(exempt, council.nation)
        + gap_note([view for view, _previous in views], exempt, audience),
        holds_exempt=_holds(exempt, audience),
        draft=not paper.is_published,
        page_numbers=house.page_numbers,
        exempt_under=under(exempt, council.nation) if _holds(exempt, audience) else "",
    )
    return _exempt_appendix(whole) if audience == EXEMPT else whole


def _exempt_appendix(paper):
    """What of a paper goes beside its public report: plans that hold something exempt, and why; the rest is public."""
    return replace(
        paper,
        title=_("{title} (exempt appendix)").format(title=paper.title),
        recommendations=(),
        sections=(),
        plans=tuple(each for each in paper.plans if each.challenges or each.movement),
        background=(_("The public report of the same item, which this appendix goes with."),),
    )


def paper_holds_exempt(paper):
    """Whether any plan in the paper has something exempt in it."""
    return any(holds_exempt(line.snapshot.data) for line in paper.plans.all())


def _appendices(views, house, texts):
    """Each plan with the initials it uses; those of the report itself are explained with the first plan."""
    terms = glossary.known()
    return tuple(
        replace(
            appendix(*both, house.appendix_label(i), charted=house.charts),
            glossary=glossary.used_in([*glossary.texts_of(both[0]), *(() if i else texts)], terms),
        )
        for i, both in enumerate(views)
    )


def _own_texts(words, said):
    """What a report says in words of its own."""
    yield words["title"]
    yield from words["recommendations"]
    for section in said:
        yield from (section.title, *section.paragraphs)


def appendix(view, previous=None, label="", *, charted=True):
    """A view of a plan as the appendix that prints it, compared with what the committee last saw."""
    plan, as_of = view["plan"], date.fromisoformat(view["as_of"])
    changes = movement.compare(previous, view) if previous else ()
    return PlanAppendix(
        label=label,
        title=plan["title"],
        as_of=as_of,
        columns=(plan["heading_word"], plan["challenge_word"], plan["action_word"], *COLUMN_WORDS[3:]),
        challenges=tuple(_challenge(each, as_of) for each in view["challenges"]),
        figures=figures(view),
        movement=changes,
        compared_with=date.fromisoformat(previous["as_of"]) if previous else None,
        origin=plan["origin"],
        slug=plan["slug"],
        charts=charts(view, changes) if charted else (),
    )


def split_paragraphs(words):
    """Paragraphs as a person types them, parted by an empty line; a list stays with the line it follows."""
    found = []
    for block in words.replace("\r\n", "\n").split("\n\n"):
        block = block.strip()
        if found and block.startswith("- "):
            found[-1] += "\n" + block
        elif block:
            found.append(block)
    return tuple(found)


def _printed(audience):
    """A redacted paper is an internal one with less in it."""
    return audience if audience in (PUBLIC, EXEMPT) else INTERNAL


def _holds(exempt, audience):
    """Whether this audience's copy itself holds what is exempt."""
    return audience in (INTERNAL, EXEMPT) and bool(exempt)


def _both(line, audience, wordings):
    data = line.snapshot.data
    previous = for_audience(line.previous.data, audience, beside=data) if line.previous else None
    return worded(for_audience(data, audience), wordings), previous


def _recommendations(words, house):
    return tuple(
        Recommendation(house.recommendation_label(i), each) for i, each in enumerate(words["recommendations"])
    )


def _sections(paper, words, views, audience):
    """The sections that say something: the clerk's words, what the figures say, who said that there are none."""
    found = []
    for section in words["sections"]:
        lines = split_paragraphs(section["words"])
        if section.get("progress"):
            found += matters.section(views)
            lines = _progress(views, audience) + lines
        elif sections.is_implication(section):
            lines = _implication(section, lines)
        elif sections.is_purpose(section) and views:
            lines = lines or (sections.purpose(views, paper.meeting.committee.name),)
        if lines:
            found.append(Section(section["title"], lines, figures=bool(section.get("progress"))))
    return (*found, *_cleared(paper, words))


def written_purpose(paper):
    """The purpose a paper prints until somebody writes it, as the public reads it."""
    views = [_both(line, PUBLIC, {}) for line in paper.plans.all()]
    return sections.purpose(views, paper.meeting.committee.name) if views else ""


def _implication(section, lines):
    if section.get("none") and section.get("by"):
        return (sections.none_said(section),)
    return (*lines, *filter(None, [sections.given_by(section)])) if lines else ()


def _cleared(paper, words):
    """Who has cleared exactly this text, where the clerk has it printed."""
    if not words["clearances"]:
        return ()
    lines = clearing.printed(paper, words)
    return (Section(_("Clearance"), ("\n".join(lines),)),) if lines else ()


def _progress(views, audience):
    said = []
    for view, previous in views:
        held_back = bool(view["exempt"]) and audience != INTERNAL
        lines = list(summary.paragraphs(view, previous, held_back))
        if len(views) > 1:
            lines[0] = f"**{view['plan']['title']}.** {lines[0]}"
        said += lines
    return tuple(said)


def _challenge(challenge, as_of):
    actions = tuple(_action(each, as_of) for each in challenge["actions"])
    return ChallengeLine(str(challenge["number"]), challenge["title"], challenge["heading"], actions)


def _action(action, as_of):
    news = action["news"] or {"words": "", "on": None, "by": "", "no_change": False}
    leads = action["leads"]
    return ActionLine(
        reference=action["reference"],
        text=action["text"],
        status=Status(**action["status"]),
        member=tuple(leads.get("member", ())),
        strategic=tuple(leads.get("strategic", ())),
        operational=tuple(leads.get("operational", ())),
        deadlines=tuple(_deadline(line) for line in action["deadlines"]),
        news=_("No change.") if news["no_change"] else news["words"],
        news_on=_day(news["on"]),
        news_by=news["by"],
        success=action["success"],
        overdue_days=overdue_days(action, as_of),
        withheld=action["withheld"],
        revision=action.get("revision", 0),
    )


def _deadline(line):
    what = line["what"] or (_("Review") if line["kind"] == "review" else "")
    return DeadlineLine(
        words=line["words"],
        due=_day(line["due"]),
        what=what,
        original_words=line["original_words"],
        original_due=_day(line["original_due"]),
        met_on=_day(line["met_on"]),
        **_asked(line.get("asked")),
    )


def _asked(asked):
    """More time that is asked for; a snapshot of schema 1 does not say."""
    if not asked:
        return {}
    return {
        "asked_words": asked["words"],
        "asked_due": _day(asked["due"]),
        "asked_on": _day(asked["on"]),
        "agreed_from": _day(asked.get("agreed_from")),
    }


def _day(day):
    return date.fromisoformat(day) if day else None
