"""What is open about the plans a paper prints: news that is missing or old, leads who are gone, what was asked."""

import re
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.days_in_words import long_date
from actionplan.models import Lead, Plan, Query, Request, Round
from reports.audience import actions_of
from reports.figures import is_open, lacks_news
from reports.formats.wording import shorten
from reports.readiness.draft import Item, Point, item_of


def points(draft):
    yield _without_a_word(draft)
    yield _not_recommended(draft)
    yield _silent(draft)
    yield _empty(draft)
    yield _unanswered(draft)
    yield _asked_by_committee(draft)
    yield _left(draft)
    yield _nobody(draft)


def _told(draft):
    """Every open action whose news this clerk may read, with its view and the one before."""
    for view, previous in draft.views:
        for action in actions_of(view).values():
            if is_open(action) and not action["quiet"]:
                yield view, previous, action


def _point(key, title, why, items, **more):
    """A point of which `title` gives the number, {n}; None where there is nothing to say."""
    return Point(key, title.format(n=len(items)), why, items=tuple(items), **more) if items else None


def _without_a_word(draft):
    """The date has passed, and nobody has said anything since."""
    items = [
        item_of(
            view, action, _("was due {date}").format(date=long_date(date.fromisoformat(action["next_due"])))
        )
        for view, _previous, action in _told(draft)
        if _passed(view, action) and not (action["news"] and action["news"]["on"] > action["next_due"])
    ]
    return _point(
        "passed",
        ngettext(
            "{n:,} action past its date without a word since",
            "{n:,} actions past their date without a word since",
            len(items),
        ),
        _(
            "The committee will read that these are overdue, and not why. "
            "Ask their leads, or give the news for them."
        ),
        items,
        mend=True,
    )


def _passed(view, action):
    return bool(action["next_due"]) and action["next_due"] < view["as_of"]


def _not_recommended(draft):
    """A committee resolves on what is recommended, so a new date that nothing recommends waits another meeting."""
    said = " ".join(draft.words["recommendations"])
    items = [
        item_of(view, action, _("asked for {date}").format(date=_wanted(line["asked"])))
        for line_of_plan, (view, _previous) in zip(draft.lines, draft.views, strict=True)
        if line_of_plan.snapshot.plan.extensions_agreed_by == Plan.Agrees.COMMITTEE
        for action in actions_of(view).values()
        if is_open(action) and not re.search(rf"(?<![\w.]){re.escape(action['reference'])}(?!\.?\w)", said)
        for line in action["deadlines"]
        if line.get("asked") and not line["asked"].get("agreed_from")
    ]
    return _point(
        "not_recommended",
        ngettext(
            "{n:,} new date asked for that no recommendation names",
            "{n:,} new dates asked for that no recommendation names",
            len(items),
        ),
        _("The committee agrees new dates of this plan: recommend each, by its reference, or say why not."),
        items,
        url=draft.edit("recommendations"),
        label=_("Write a recommendation"),
        mend=True,
    )


def _wanted(asked):
    return long_date(date.fromisoformat(asked["due"])) if asked["due"] else asked["words"]


def _silent(draft):
    items = [
        item_of(view, action, _last_said(action))
        for view, previous, action in _told(draft)
        if _is_silent(view, previous, action)
    ]
    why = _("They are printed with what was said before, if anything was.")
    return _point("silent", _silent_title(draft, len(items)), why, items)


def _silent_title(draft, n):
    since = {previous["as_of"] for _view, previous in draft.views if previous}
    if not since:
        return ngettext(
            "{n:,} action with no update for 60 days", "{n:,} actions with no update for 60 days", n
        )
    if len(since) > 1:
        return ngettext(
            "{n:,} action with no update since the last report",
            "{n:,} actions with no update since the last report",
            n,
        )
    title = ngettext(
        "{n:,} action with no update since {date}", "{n:,} actions with no update since {date}", n
    )
    return title.format(n=n, date=long_date(date.fromisoformat(since.pop())))


def _is_silent(view, previous, action):
    if previous is None:
        return lacks_news(action, view)
    return action["news"] is None or action["news"]["on"] <= previous["as_of"]


def _last_said(action):
    if not action["news"]:
        return _("no news yet")
    return _("last news {date}").format(date=long_date(date.fromisoformat(action["news"]["on"])))


def _empty(draft):
    items = [
        item_of(view, action)
        for view, _previous, action in _told(draft)
        if action["news"] and not action["news"]["words"].strip() and not action["news"]["no_change"]
    ]
    return _point(
        "no_words",
        ngettext(
            "{n:,} action whose latest update has no words",
            "{n:,} actions whose latest update has no words",
            len(items),
        ),
        _(
            "A status alone tells members little. "
            "A sentence can be added by the lead, or by you as committee wording."
        ),
        items,
    )


def _unanswered(draft):
    asked = Request.objects.filter(
        round__state=Round.State.OPEN, answer=None, left_out=False, action__in=draft.actions
    ).select_related("action__plan", "asked", "round")
    asked = list(asked.order_by("round_id", "action__challenge__order", "action__order", "id"))
    items = [
        Item(
            _("{reference}: asked of {name}").format(
                reference=each.action.reference, name=each.asked or _("nobody")
            ),
            each.action.get_absolute_url(),
        )
        for each in asked
    ]
    return _point(
        "requests",
        ngettext(
            "{n:,} update request not answered yet", "{n:,} update requests not answered yet", len(items)
        ),
        _("What comes in after the copy of the plan was taken is in the paper only once it is taken again."),
        items,
    )


def _asked_by_committee(draft):
    questions = Query.objects.filter(
        Q(action=None) | Q(action__in=draft.actions),
        plan__in=[line.snapshot.plan_id for line in draft.lines],
        meeting__committee=draft.paper.meeting.committee_id,
        meeting__held_on__lt=draft.paper.meeting.held_on,
        answered_on=None,
    ).select_related("action__plan", "meeting")
    items = [
        Item(shorten(each.question, 120), (each.action or each.meeting).get_absolute_url())
        for each in questions
    ]
    return _point(
        "queries",
        ngettext(
            "{n:,} matter arising without an answer", "{n:,} matters arising without an answer", len(items)
        ),
        _("The committee asked, and will look for the answer in this paper."),
        items,
    )


def _left(draft):
    leads = Lead.objects.filter(action__in=draft.actions, actor__left_on__lte=draft.today)
    leads = leads.select_related("action", "actor").order_by("actor__key", "action__challenge__order", "id")
    led = {}
    for each in leads:
        led.setdefault(each.actor, {})[each.action.reference] = True
    items = [
        Item(
            _("{name}, left {date}: {references}").format(
                name=actor.name, date=long_date(actor.left_on), references=", ".join(references)
            ),
            _hand_over(actor),
        )
        for actor, references in led.items()
    ]
    return _point(
        "left",
        ngettext("{n:,} lead printed who has left", "{n:,} leads printed who have left", len(items)),
        _("Hand over what they lead, then take the plan again."),
        items,
        mend=True,
    )


def _hand_over(actor):
    return reverse("actor_detail", args=[actor.pk])


def _nobody(draft):
    actions = draft.actions.filter(reporter=None).select_related("plan").in_printed_order()
    items = [Item(f"{each.reference} {shorten(each.text, 90)}", each.get_absolute_url()) for each in actions]
    return _point(
        "nobody",
        ngettext(
            "{n:,} action with nobody to report on it",
            "{n:,} actions with nobody to report on them",
            len(items),
        ),
        _("No lead is a person or a post that somebody holds, so nobody is asked for news."),
        items,
    )
