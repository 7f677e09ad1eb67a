"""Who is told what: a snapshot's data as one audience may read it. Plain values in, plain values out.

Everything that goes into a paper (lines, figures, movement, notes) is computed from what these functions give
back, so a word that is kept from an audience cannot reach it by another way.

    public    for anyone: public names; what is exempt is withheld
    redacted  for people of the council without the right to what is exempt: names; what is exempt is withheld
    internal  for those with that right: all of it
    exempt    for those with that right: only what is exempt, as the appendix that goes beside the public report

Withheld means: an exempt action of the exempt series (E1, E2 …) is absent, and so is a challenge that holds
nothing else; one that was published before keeps its reference and reads "see exempt appendix"; where only
the news is exempt, the wording for the public stands in its place, without a day or a name. A paper says
that an exempt appendix exists, under which paragraphs and why (`reports.exemption`); how much there is in it is
not said.
"""

import re

from django.utils.translation import gettext as _

PUBLIC, REDACTED, INTERNAL, EXEMPT = "public", "redacted", "internal", "exempt"
AUDIENCES = (PUBLIC, REDACTED, INTERNAL, EXEMPT)
EXEMPT_SERIES = re.compile(r"E\s?\d", re.IGNORECASE)


def for_audience(data, audience, *, returning=False, beside=None):
    """The plan as this audience may read it: data in schema 1 becomes

    {"as_of", "plan", "challenges": [{"number", "title", "heading", "actions": […]}…],
     "exempt": [[paragraph, reason]…]}

    where an action's leads are names by role, its news {"words", "on", "by", "no_change"} or null, `withheld`
    says that nothing of it may be told but its reference, and `quiet` that its news may not be told. `returning` adds
    each action's "revision", by which an edited copy finds back; a public copy has none. `beside` is the later data
    that an exempt view is compared with: what is exempt in one of the two is in both, unless it became public.
    """
    returning = returning and audience != PUBLIC
    kept = exempt_references(data, beside) if audience == EXEMPT else None
    challenges = [_challenge(each, audience, returning, kept) for each in data["challenges"]]
    return {
        "as_of": data["as_of"],
        "plan": data["plan"],
        "challenges": [each for each in challenges if each is not None],
        "exempt": declared(data),
        "queries": [each for each in data.get("queries", ()) if _may_be_told(each, audience, kept)],
    }


def _may_be_told(query, audience, kept):
    """A question about an action that is exempt, or whose news is, stands where the action stands whole."""
    if kept is not None:
        return query["reference"] in kept
    return audience not in (PUBLIC, REDACTED) or query["exempt"] == "no"


def actions_of(view):
    """The actions of such a view by reference, in printed order."""
    return {action["reference"]: action for each in view["challenges"] for action in each["actions"]}


def exempt_references(data, beside=None):
    """The references of what is exempt; where there is later data `beside` this, as that says of what it holds."""
    later = _exempt_by_reference(beside) if beside else {}
    return {reference for reference, some in (_exempt_by_reference(data) | later).items() if some}


def _exempt_by_reference(data):
    return {
        action["reference"]: action["exempt"]["what"] != "no"
        for each in data["challenges"]
        for action in each["actions"]
    }


def holds_exempt(data):
    """Whether anything in a snapshot is exempt."""
    return bool(declared(data))


def declared(data):
    """The paragraphs and reasons under which something in this snapshot is exempt, each once, in their order."""
    found = {
        (_plain(action["exempt"]["paragraph"]), action["exempt"]["public_interest"].strip())
        for each in data["challenges"]
        for action in each["actions"]
        if action["exempt"]["what"] != "no"
    }
    return [list(pair) for pair in sorted(found, key=lambda pair: (_number(pair[0]), pair))]


def _plain(paragraph):
    """The number alone, where somebody wrote "paragraph 4"."""
    return re.sub(r"^para(graph|\.)?\s*", "", paragraph.strip(), flags=re.IGNORECASE)


def _number(paragraph):
    digits = re.search(r"\d+", paragraph)
    return int(digits[0]) if digits else 0


def _challenge(challenge, audience, returning, kept):
    """`kept` are the references that alone are told, where that is so; a challenge without actions is not exempt."""
    actions = challenge["actions"]
    if kept is not None:
        actions = [each for each in actions if each["reference"] in kept]
    read = [_action(each, audience, returning) for each in actions]
    told = [each for each in read if each is not None]
    if not told and (challenge["actions"] or kept is not None):
        return None
    return challenge | {"actions": told}


def _action(action, audience, returning):
    what = action["exempt"]["what"]
    if audience in (PUBLIC, REDACTED) and what == "all":
        return None if EXEMPT_SERIES.match(action["reference"]) else _withheld(action)
    told = {
        name: action[name] for name in ("reference", "text", "success", "status", "deadlines", "next_due")
    }
    quiet = audience in (PUBLIC, REDACTED) and what == "news"
    if quiet:
        told["deadlines"] = [line | {"asked": None} for line in told["deadlines"]]
    if returning:
        told["revision"] = action.get("revision", 0)
    return told | {
        "leads": {role: _names(leads, audience) for role, leads in action["leads"].items()},
        "news": _public_news(action) if quiet else _news(action["news"], audience),
        "quiet": quiet,
        "withheld": False,
    }


def _withheld(action):
    return {
        "reference": action["reference"],
        "text": "",
        "success": "",
        "status": {"word": "", "meaning": "", "colour": ""},
        "leads": {},
        "deadlines": [],
        "next_due": None,
        "news": None,
        "quiet": True,
        "withheld": True,
    }


def _names(leads, audience):
    """Each name once: two junior officers are "an officer"."""
    return list(dict.fromkeys(lead["public" if audience == PUBLIC else "name"] for lead in leads))


def _news(news, audience):
    if news is None:
        return None
    by = news["public_by"] if audience == PUBLIC else news["by"]
    return {"words": news["words"], "on": news["on"], "by": by, "no_change": news["no_change"]}


def _public_news(action):
    words = action["exempt"]["public_news"].strip() or _("See exempt appendix.")
    return {"words": words, "on": None, "by": "", "no_change": False}
