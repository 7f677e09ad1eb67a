"""Plans as a snapshot holds them, for tests that need no database."""

STEPS = {
    "not_started": ("Not started", "grey"),
    "on_track": ("On track", "green"),
    "at_risk": ("At risk", "amber"),
    "off_track": ("Off track", "red"),
    "complete": ("Complete", "blue"),
    "on_hold": ("On hold", "grey"),
    "withdrawn": ("Withdrawn", "grey"),
    "superseded": ("Superseded", "grey"),
}


def plain_action(reference="1.1", *, meaning="on_track", due=None, first=None, news_on="2026-11-01", **given):
    """An action; `due` is its one deadline's day and `first` what it was at first, `news_on` None for no news."""
    word, colour = STEPS[meaning]
    first = first or due
    deadline = {
        "what": "",
        "words": due or "",
        "kind": "date",
        "first_day": due,
        "due": due,
        "original_words": first,
        "original_due": first,
        "met_on": None,
    }
    news = {"words": "Some news", "on": news_on, "by": "Dan", "public_by": "an officer", "no_change": False}
    return {
        "reference": reference,
        "text": f"Do {reference}",
        "success": "",
        "status": {"word": word, "meaning": meaning, "colour": colour},
        "leads": {
            "member": [],
            "strategic": [{"name": "Head of HR", "public": "Head of HR"}],
            "operational": [{"name": "Dan", "public": "an officer"}],
        },
        "deadlines": [deadline] if due else [],
        "next_due": due,
        "news": news if news_on else None,
        "exempt": {"what": "no", "paragraph": "", "public_interest": "", "public_news": ""},
    } | given


def exempt(what="all", paragraph="4", reason="Talks continue.", public_news=""):
    return {
        "exempt": {
            "what": what,
            "paragraph": paragraph,
            "public_interest": reason,
            "public_news": public_news,
        }
    }


def plain_plan(*actions, as_of="2026-11-20", **plan):
    """A plan of one challenge an action."""
    return {
        "schema": 1,
        "as_of": as_of,
        "plan": {
            "slug": "people",
            "title": "People plan",
            "origin": "",
            "committee": "HR Committee",
            "stands_on": "2026-01-09",
            "heading_word": "Heading",
            "challenge_word": "Challenge",
            "action_word": "Action",
        }
        | plan,
        "challenges": [
            {"number": i, "title": f"Subject {i}", "heading": "Leadership", "actions": [action]}
            for i, action in enumerate(actions, 1)
        ],
    }
