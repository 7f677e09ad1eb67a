"""What a later edition says otherwise than the one before, in words anyone may check. Plain values in and out.

It is computed from two copies for the same audience, so nothing that is kept from an audience reaches it.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.days_in_words import long_date
from actionplan.wording import listed

# The line of the heading block that says which edition this is, by kind of edition.
NOTICES = {
    "correction": gettext_lazy("Correction"),
    "supplement": gettext_lazy("Supplement"),
    "late": gettext_lazy("Late item"),
}
OF_AN_ACTION = (
    (("text", "success"), gettext_lazy("wording")),
    (("status",), gettext_lazy("status")),
    (("deadlines", "overdue_days"), gettext_lazy("deadlines")),
    (("news", "news_on", "news_by"), gettext_lazy("latest news")),
    (("member", "strategic", "operational"), gettext_lazy("leads")),
    (("withheld",), gettext_lazy("extent of what is withheld")),
)
MOST_NAMED = 12
OF_SEVERAL = ("deadlines", "member")  # what begins these rows is said in the plural
ADDED, CHANGED, GONE = (
    gettext_lazy("{what} is added."),
    gettext_lazy("{what} is changed."),
    gettext_lazy("{what} is taken out."),
)


def differences(before, after):
    """One sentence for each part of the paper that is not as it was; where there is none, one that says so.

    `before` is None where there was no such copy.
    """
    if before is None:
        return (_("This copy is new."),)
    found = [*_words(before, after), *_sections(before, after), *_plans(before, after)]
    return tuple(found) or (_("Nothing in this copy is different."),)


def _words(before, after):
    if before.title != after.title:
        yield _("The title was “{title}”.").format(title=before.title)
    yield from _named(_heading(before), _heading(after), _("“{name}” in the heading block"))
    yield from _named(_recommended(before), _recommended(after), _("Recommendation {name}"))
    if before.background != after.background:
        yield _("The list of background papers is changed.")
    if before.exempt_notes != after.exempt_notes:
        yield _("What is said of exempt information is changed.")


def _sections(before, after):
    was, now = ({each.title: each.paragraphs for each in paper.sections} for paper in (before, after))
    yield from _named(was, now, _("Section “{name}”"))


def _plans(before, after):
    was, now = ({each.slug or each.title: each for each in paper.plans} for paper in (before, after))
    for key, plan in now.items():
        if key in was:
            yield from _plan(was[key], plan)
        else:
            yield ADDED.format(what=_name(plan))
    yield from (GONE.format(what=_name(was[key])) for key in was if key not in now)


def _plan(before, after):
    name = _name(after)
    if before.as_of != after.as_of:
        said = _("{name} gives the plan as it stood on {day}, not on {before}.")
        yield said.format(name=name, day=long_date(after.as_of), before=long_date(before.as_of))
    if (before.label, before.title) != (after.label, after.title):
        yield _("{name} was called {before}.").format(name=name, before=_name(before))
    was, now = _actions(before), _actions(after)
    for reference, action in now.items():
        if reference in was and (parts := _parts(was[reference], action)):
            yield _of_an_action(name, reference, parts)
    yield from _added(name, [each for each in now if each not in was])
    yield from _gone(name, [each for each in was if each not in now])
    before_it, after_it = _places(before), _places(after)
    if any(before_it[each] != after_it[each] for each in before_it.keys() & after_it.keys()):
        yield _("{name}: what actions stand under is changed.").format(name=name)
    if before.figures != after.figures:
        yield _("{name}: the summary in numbers is changed.").format(name=name)
    if (before.movement, before.compared_with) != (after.movement, after.compared_with):
        yield _("{name}: the changes since the last report are told anew.").format(name=name)


def _parts(was, now):
    """What of an action is not as it was, as rows of OF_AN_ACTION."""
    return [
        each for each in OF_AN_ACTION if any(getattr(was, name) != getattr(now, name) for name in each[0])
    ]


def _of_an_action(name, reference, parts):
    said = _("{name}: of action {reference}, the {parts} are changed.")
    if len(parts) == 1 and parts[0][0][0] not in OF_SEVERAL:
        said = _("{name}: of action {reference}, the {parts} is changed.")
    words = listed(str(words) for _names, words in parts)
    return said.format(name=name, reference=reference, parts=words)


def _named(was, now, what):
    for name, words in now.items():
        if name not in was:
            yield ADDED.format(what=what.format(name=name))
        elif was[name] != words:
            yield CHANGED.format(what=what.format(name=name))
    yield from (GONE.format(what=what.format(name=name)) for name in was if name not in now)


def _added(name, references):
    if len(references) > MOST_NAMED:
        said = ngettext("{name}: {n} action is added.", "{name}: {n} actions are added.", len(references))
    else:
        said = ngettext(
            "{name}: action {references} is added.",
            "{name}: actions {references} are added.",
            len(references),
        )
    if references:
        yield said.format(name=name, n=len(references), references=listed(references))


def _gone(name, references):
    if len(references) > MOST_NAMED:
        said = ngettext(
            "{name}: {n} action is taken out.", "{name}: {n} actions are taken out.", len(references)
        )
    else:
        said = ngettext(
            "{name}: action {references} is taken out.",
            "{name}: actions {references} are taken out.",
            len(references),
        )
    if references:
        yield said.format(name=name, n=len(references), references=listed(references))


def _heading(paper):
    return {label: words for label, words in paper.heading_block if label not in NOTICES.values()}


def _recommended(paper):
    return {each.label: each.words for each in paper.recommendations}


def _actions(plan):
    return {action.reference: action for each in plan.challenges for action in each.actions}


def _places(plan):
    """What each action stands under."""
    return {
        action.reference: (each.number, each.title, each.heading)
        for each in plan.challenges
        for action in each.actions
    }


def _name(plan):
    return plan.label or f"“{plan.title}”"
