"""What is kept twice so that lists are quick: the next due day, the words one searches, who reports."""

from functools import cache

from people.belonging import holders
from people.keys import key_of


def next_due(deadlines):
    """The first last day that is not met yet, or None."""
    return min((line.due for line in deadlines if line.due and not line.met_on), default=None)


def search_key(action, leads):
    """The folded reference, wording, challenge and leads' names, for finding an action by its words."""
    names = [lead.actor.name for lead in leads]
    return key_of(" ".join([action.reference, action.text, action.challenge.title, *names]))


def refresh_search_keys(challenge):
    """Make them anew for the actions of a challenge whose title has changed."""
    actions = list(challenge.actions.prefetch_related("leads__actor"))
    for action in actions:
        action.challenge = challenge
        action.search_key = search_key(action, action.leads.all())
    challenge.actions.bulk_update(actions, ["search_key"], batch_size=200)


def reporter(leads, holder_of):
    """The one person asked for news: the first operational lead who is a person or a held post, else strategic.

    `holder_of(post)` gives a post's holder or None. Returns the person, or None: then it is a problem to settle.
    """
    for role in ("operational", "strategic"):
        for lead in (lead for lead in leads if lead.role == role):
            if lead.actor.kind == "person" and not lead.actor.left_on:
                return lead.actor
            if lead.actor.kind == "post" and (holder := holder_of(lead.actor)):
                return holder
    return None


def holders_on(day):
    """A function that gives a post's first holder on a day, each post asked for once."""

    @cache
    def holder_of(post):
        return next(iter(holders(post, day)), None)

    return holder_of


def refresh_due(action):
    """Make anew what is kept of a saved action's deadlines."""
    action.next_due = next_due(action.deadlines.all())
    action.save(update_fields=["next_due"])


def refresh(action, today):
    """Make the caches of a saved action anew."""
    leads = list(action.leads.select_related("actor"))
    action.next_due = next_due(action.deadlines.all())
    action.search_key = search_key(action, leads)
    action.reporter = reporter(leads, holders_on(today))
    action.save(update_fields=["next_due", "search_key", "reporter"])
