"""What is open about a paper's own words: sections, implications, initials, names, exempt words, who cleared it."""

import re

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.days_in_words import long_date
from people.models import Actor
from reports import clearing, glossary, sections
from reports.audience import actions_of, holds_exempt
from reports.formats.wording import shorten
from reports.house import NOTED
from reports.merging import words_of
from reports.naming import PublicNames
from reports.readiness.draft import Item, Point, item_of
from reports.readiness.misplaced import exempt_texts, misplaced
from reports.wordings import outdated


def points(draft):
    places = [*draft.own_places(), *draft.news_places()]
    yield _exempt(draft, places)
    yield _unsaid(draft)
    yield _copied(draft)
    yield _names(draft, [*places, *draft.plan_places()])
    yield _recommends(draft)
    yield _sections(draft)
    yield _wordings(draft)
    yield _initials(draft, places)
    yield _clearances(draft)


def _exempt(draft, places):
    """Whoever may not see what is exempt learns nothing from this, not even whether something was found."""
    if not any(holds_exempt(line.snapshot.data) for line in draft.lines):
        return None
    if not draft.sees_exempt:
        return Point(
            "exempt_unread",
            _("Nobody has compared this paper with what is exempt"),
            _("You may not see what is exempt in its plans. Ask somebody with that right to open this page."),
            mend=True,
        )
    secret = [pair for line in draft.lines for pair in exempt_texts(line.snapshot.data)]
    agreed = [text for view in draft.public for text in _agreed(view)]
    found = misplaced(secret, agreed, places)
    if not found:
        return None
    return Point(
        "exempt",
        ngettext(
            "Exempt words may stand in {n:,} public place",
            "Exempt words may stand in {n:,} public places",
            len(found),
        ).format(n=len(found)),
        _("These places hold words of an exempt action or of its news, and go into the public edition."),
        items=tuple(
            Item(_("{place}: words of {reference}").format(place=place.name, reference=reference), place.url)
            for place, reference in found
        ),
        mend=True,
    )


def _agreed(view):
    yield view["plan"]["title"]
    for challenge in view["challenges"]:
        yield from (challenge["heading"], challenge["title"])
        yield from (action["text"] for action in challenge["actions"])


def _unsaid(draft):
    items = [Item(title, url) for title, url in _titles(draft, sections.is_unsaid)]
    if not items:
        return None
    return Point(
        "unsaid",
        ngettext(
            "{n:,} implication of which nothing is said",
            "{n:,} implications of which nothing is said",
            len(items),
        ).format(n=len(items)),
        _(
            "Left out of the paper as it is. “None” is said by somebody, not assumed: "
            "write it, or tick “There are none” and name who says so."
        ),
        items=tuple(items),
        mend=True,
    )


def _copied(draft):
    """What a paper begun from another still says word for word: it may ask again for what was resolved."""
    before = draft.paper.copied_from
    if before is None:
        return None
    was, now = words_of(before), draft.words
    said = {each["words"].strip() for each in was["sections"]}
    items = [
        Item(_("Recommendation: {words}").format(words=shorten(words, 90)), draft.edit(f"recommendation-{i}"))
        for i, words in enumerate(now["recommendations"])
        if words in was["recommendations"] and words != NOTED
    ]
    items += [
        Item(f"“{each['title']}”", draft.edit(f"section-{i}"))
        for i, each in enumerate(now["sections"])
        if each["words"].strip() and each["words"].strip() in said
    ]
    if not items:
        return None
    return Point(
        "copied",
        ngettext(
            "{n:,} part still in the words of {date}", "{n:,} parts still in the words of {date}", len(items)
        ).format(n=len(items), date=long_date(before.meeting.held_on)),
        _(
            "This paper began with the words of that one. Look whether each is still true, and still to be asked."
        ),
        items=tuple(items),
    )


def _sections(draft):
    items = [Item(title, url) for title, url in _titles(draft, sections.is_empty)]
    if not items:
        return None
    title = ngettext(
        "{n:,} section with nothing in it", "{n:,} sections with nothing in them", len(items)
    ).format(n=len(items))
    return Point("empty", title, _("A section without words is left out of the paper."), items=tuple(items))


def _titles(draft, applies):
    for i, section in enumerate(draft.words["sections"]):
        if applies(section):
            yield section["title"], draft.edit(f"section-{i}")


def _recommends(draft):
    if draft.words["recommendations"]:
        return None
    return Point(
        "recommends",
        _("It recommends nothing to the committee"),
        _("A report that asks for nothing is usually to be noted; say so."),
        draft.edit("recommendations"),
        _("Write a recommendation"),
    )


def _names(draft, places):
    """Officers named where a public paper would print their post; the heading block names whom to ask, and may."""
    found = _named_in(" ".join(place.words for place in places).casefold())
    names = PublicNames(found, draft.today)
    shown = [(each, names.of(each)) for each in found if names.of(each) != each.name]
    items = [
        Item(
            _("{place}: {name}, whom a public paper calls {label}").format(
                place=place.name, name=actor.name, label=label
            ),
            place.url,
        )
        for actor, label in shown
        for place in places
        if actor.name.casefold() in place.words.casefold()
    ]
    if not items:
        return None
    return Point(
        "names",
        ngettext(
            "{n:,} officer named in public words", "{n:,} officers named in public words", len(shown)
        ).format(n=len(shown)),
        _(
            "Names of officers are personal data, and naming junior ones is hard to justify. "
            "Write the post, or choose on their own page what public papers call them."
        ),
        items=tuple(items),
        mend=True,
    )


def _named_in(text):
    people = Actor.objects.filter(kind="person", merged_into=None, councillor=False, name__contains=" ")
    near = [
        each
        for each in people.only("name", "kind", "councillor", "public_label")
        if each.name.casefold() in text
    ]
    return [each for each in near if re.search(rf"(?<!\w){re.escape(each.name.casefold())}(?!\w)", text)]


def _wordings(draft):
    kept = draft.paper.text.get("wordings", {})
    items = [
        item_of(view, actions_of(view)[reference])._replace(url=draft.address("paper_wordings"))
        for view in draft.unworded
        for reference in outdated(view, kept)
    ]
    if not items:
        return None
    return Point(
        "wordings",
        ngettext(
            "{n:,} wording of the committee’s written before the lead’s latest words",
            "{n:,} wordings of the committee’s written before the lead’s latest words",
            len(items),
        ).format(n=len(items)),
        _("The lead has said something new, so the paper prints that."),
        draft.address("paper_wordings"),
        _("Committee’s wordings"),
        tuple(items),
    )


def _initials(draft, places):
    terms = glossary.known()
    texts = [place.words for place in places]
    for view, _previous in draft.views:
        texts += glossary.texts_of(view)
    found = glossary.unexplained_in(texts, terms)
    if not found:
        return None
    return Point(
        "initials",
        ngettext(
            "{n:,} set of initials that the glossary does not explain",
            "{n:,} sets of initials that the glossary does not explain",
            len(found),
        ).format(n=len(found)),
        _(
            "Those the glossary explains are printed with the plan. Members should not have to guess the rest."
        ),
        reverse("glossary"),
        _("Glossary"),
        tuple(Item(each, f"{reverse('glossary')}?initials={each}#add") for each in found),
    )


def _clearances(draft):
    waiting = [role for role in clearing.roles_of(draft.paper) if role.is_open]
    if not waiting:
        return None
    refused = any(role.state in (clearing.REFUSED, clearing.IF_CHANGED) for role in waiting)
    return Point(
        "clearances",
        ngettext(
            "{n:,} clearance not given for this text",
            "{n:,} clearances not given for this text",
            len(waiting),
        ).format(n=len(waiting)),
        _("A clearance is for exactly the text that was shown."),
        draft.address("paper_clearances"),
        _("Clearances"),
        tuple(Item(f"{role.name}: {said_of(role)}") for role in waiting),
        mend=refused,
    )


def said_of(role):
    """ "cleared before, on 18 November 2026; since then Recommendations have changed"."""
    if role.last is None:
        return _("not heard yet")
    said = f"{role.last.get_outcome_display()}, {role.last.name}, {long_date(localtime(role.last.at).date())}"
    if not role.changed:
        return said
    return _("{said}; changed since: {parts}").format(said=said, parts=", ".join(role.changed))
