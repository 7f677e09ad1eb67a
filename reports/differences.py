"""What a later edition says otherwise than the one before, in words anyone may check. Plain values in and out.

It is computed from two copies for the same audience, so nothing that is kept from an audience reaches it.
"""

from reports.formats.wording import count, say_date

NOTHING = "Nothing in this copy is different."
# The line of the heading block that says which edition this is, by kind of edition.
NOTICES = {"correction": "Correction", "supplement": "Supplement", "late": "Late item"}
OF_AN_ACTION = (
    (("text", "success"), "wording"),
    (("status",), "status"),
    (("deadlines", "overdue_days"), "deadlines"),
    (("news", "news_on", "news_by"), "latest news"),
    (("member", "strategic", "operational"), "leads"),
    (("withheld",), "extent of what is withheld"),
)

SINGLE = [["wording"], ["status"], ["latest news"], ["extent of what is withheld"]]


def differences(before, after):
    """One sentence for each part of the paper that is not as it was; NOTHING where there is none.

    `before` is None where there was no such copy.
    """
    if before is None:
        return ("This copy is new.",)
    found = [*_words(before, after), *_sections(before, after), *_plans(before, after)]
    return tuple(found) or (NOTHING,)


def _words(before, after):
    if before.title != after.title:
        yield f"The title was “{before.title}”."
    yield from _named(_heading(before), _heading(after), "“{}” in the heading block")
    yield from _named(_recommended(before), _recommended(after), "Recommendation {}")
    if before.background != after.background:
        yield "The list of background papers is changed."
    if before.exempt_notes != after.exempt_notes:
        yield "What is said of exempt information is changed."


def _sections(before, after):
    was, now = ({each.title: each.paragraphs for each in paper.sections} for paper in (before, after))
    yield from _named(was, now, "Section “{}”")


def _plans(before, after):
    was, now = ({each.slug or each.title: each for each in paper.plans} for paper in (before, after))
    for key, plan in now.items():
        if key in was:
            yield from _plan(was[key], plan)
        else:
            yield f"{_name(plan)} is added."
    yield from (f"{_name(was[key])} is taken out." for key in was if key not in now)


def _plan(before, after):
    name = _name(after)
    if before.as_of != after.as_of:
        yield f"{name} gives the plan as it stood on {say_date(after.as_of)}, not on {say_date(before.as_of)}."
    if (before.label, before.title) != (after.label, after.title):
        yield f"{name} was called {_name(before)}."
    was, now = _actions(before), _actions(after)
    for reference, action in now.items():
        if reference in was and (parts := _parts(was[reference], action)):
            yield f"{name}: of action {reference}, the {_join(parts)} {'is' if parts in SINGLE else 'are'} changed."
    yield from _list(name, [each for each in now if each not in was], "added")
    yield from _list(name, [each for each in was if each not in now], "taken out")
    before_it, after_it = _places(before), _places(after)
    if any(before_it[each] != after_it[each] for each in before_it.keys() & after_it.keys()):
        yield f"{name}: what actions stand under is changed."
    if before.figures != after.figures:
        yield f"{name}: the summary in numbers is changed."
    if (before.movement, before.compared_with) != (after.movement, after.compared_with):
        yield f"{name}: the changes since the last report are told anew."


def _parts(was, now):
    """What of an action is not as it was."""
    return [
        words
        for names, words in OF_AN_ACTION
        if any(getattr(was, name) != getattr(now, name) for name in names)
    ]


def _named(was, now, what):
    for name, words in now.items():
        if name not in was:
            yield f"{what.format(name)} is added."
        elif was[name] != words:
            yield f"{what.format(name)} is changed."
    yield from (f"{what.format(name)} is taken out." for name in was if name not in now)


def _list(name, references, done):
    if references:
        listed = f"{'action' if len(references) == 1 else 'actions'} {_join(references)}"
        if len(references) > 12:
            listed = count(len(references), "action")
        yield f"{name}: {listed} {'is' if len(references) == 1 else 'are'} {done}."


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


def _join(words):
    words = list(words)
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"
