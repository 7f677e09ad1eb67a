"""A committee's wording beside a lead's own words: what a paper prints in place of the latest news. No database.

Both are kept: the lead's words in the plan and the snapshot, the wording in the paper's `text["wordings"]`, as
{"<plan>/<reference>": {"words", "of": a mark of the news it stands for}}. A wording stands in for that news only: once
the lead has said something new, those words are printed again and the clerk is told. Where an audience is kept from
the news, it is kept from the wording too: what is written of exempt news goes into copies that hold exempt news.
"""

import hashlib

from reports.audience import actions_of


def key_of(slug, reference):
    return f"{slug}/{reference}"


def mark_of(news):
    """What tells one piece of news from another; nothing can be read from it."""
    said = f"{news['on']}\n{news['words']}\n{news['no_change']}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def may_be_worded(action):
    """There are words of a lead to stand beside, and this audience may read them."""
    return action["news"] is not None and not action["quiet"] and not action["withheld"]


def wording_of(wordings, slug, action):
    """The wording that stands in for this action's news as it is, or ""."""
    kept = wordings.get(key_of(slug, action["reference"]))
    return kept["words"] if kept and may_be_worded(action) and kept["of"] == mark_of(action["news"]) else ""


def worded(view, wordings):
    """The view with the committee's wordings in place of the news they stand for; unsigned, for no lead wrote them."""
    if not wordings:
        return view
    slug = view["plan"]["slug"]
    challenges = [
        each | {"actions": [_worded(action, wordings, slug) for action in each["actions"]]}
        for each in view["challenges"]
    ]
    return view | {"challenges": challenges}


def _worded(action, wordings, slug):
    words = wording_of(wordings, slug, action)
    if not words:
        return action
    return action | {"news": action["news"] | {"words": words, "by": "", "no_change": False}}


def outdated(view, wordings):
    """The references of actions whose lead has said something new since their wording was written."""
    slug = view["plan"]["slug"]
    return [
        reference
        for reference, action in actions_of(view).items()
        if key_of(slug, reference) in wordings
        and may_be_worded(action)
        and not wording_of(wordings, slug, action)
    ]
