"""How counts, an action's wording in brief and a plan's own words are said."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from actionplan.days_in_words import day_and_month, long_date

BRIEF = 90
FIRST_SENTENCE = re.compile(rf"(.{{20,{BRIEF - 1}}}?[.!?])\s+[A-Z‘“]")
# What is counted; the words of a plan's own, which are not here, follow the rules of English.
COUNTS = {
    "action": ngettext_lazy("{number} action", "{number} actions", "count"),
    "open action": ngettext_lazy("{number} open action", "{number} open actions", "count"),
    "challenge": ngettext_lazy("{number} challenge", "{number} challenges", "count"),
    "heading": ngettext_lazy("{number} heading", "{number} headings", "count"),
    "plan": ngettext_lazy("{number} plan", "{number} plans", "count"),
    "row": ngettext_lazy("{number} row", "{number} rows", "count"),
    "new row": ngettext_lazy("{number} new row", "{number} new rows", "count"),
    "change": ngettext_lazy("{number} change", "{number} changes", "count"),
    "conflict": ngettext_lazy("{number} conflict", "{number} conflicts", "count"),
    "place": ngettext_lazy("{number} place", "{number} places", "count"),
    "new date": ngettext_lazy("{number} new date", "{number} new dates", "count"),
    "day": ngettext_lazy("{number} day", "{number} days", "count"),
    "deadline": ngettext_lazy("{number} deadline", "{number} deadlines", "count"),
    "closed day": ngettext_lazy("{number} closed day", "{number} closed days", "count"),
    "e-mail": ngettext_lazy("{number} e-mail", "{number} e-mails", "count"),
    "hand-over": ngettext_lazy("{number} hand-over", "{number} hand-overs", "count"),
    "meeting": ngettext_lazy("{number} meeting", "{number} meetings", "count"),
    "person": ngettext_lazy("{number} person", "{number} people", "count"),
    "councillor": ngettext_lazy("{number} councillor", "{number} councillors", "count"),
    "member": ngettext_lazy("{number} member", "{number} members", "count"),
    "deputy": ngettext_lazy("{number} deputy", "{number} deputies", "count"),
    "other name": ngettext_lazy("{number} other name", "{number} other names", "count"),
    "post, team or committee": ngettext_lazy(
        "{number} post, team or committee", "{number} posts, teams or committees", "count"
    ),
}


def plural(words):
    """A council's own word for many: "priorities"; of "area for improvement" it is the area that is counted."""
    what, of, rest = re.match(r"(.*?)( (?:for|of|to|in) |$)(.*)", words, re.DOTALL).groups()
    if re.search(r"[^aeiou]y$", what, re.IGNORECASE):
        return f"{what[:-1]}ies{of}{rest}"
    return f"{what}{'es' if re.search(r'(s|x|z|ch|sh)$', what, re.IGNORECASE) else 's'}{of}{rest}"


def counted(count, word):
    """ "1 action", "55 actions", "1,204 actions"."""
    if known := COUNTS.get(word):
        return known.format(count=count, number=f"{count:,}")
    return f"{count:,} {word if count == 1 else plural(word)}"


def contents(headings, challenges, actions):
    """ "3 headings, 12 challenges and 55 actions"."""
    counts = {"heading": headings, "challenge": challenges, "action": actions}
    said = {word: counted(count, word) for word, count in counts.items()}
    return _("{heading}, {challenge} and {action}").format(**said)


def in_a_sentence(word):
    """A plan's word within a sentence: "Challenge" is "challenge", "HR theme" stays."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def listed(said):
    """ "17.1, 17.2 and 18": several in a sentence; of one it is that."""
    *first, last = map(str, said)
    return _("{first} and {last}").format(first=", ".join(first), last=last) if first else last


def for_whom(name, actor):
    """ "Shirin Patel for Head of People": who did something, and for whom; either may be nobody."""
    if name and actor:
        return _("{name} for {whom}").format(name=name, whom=actor.name)
    return name or (actor.name if actor else "")


def outline_words(plan):
    """ "Headings and challenges", in the plan's own words."""
    return listed([plural(plan.heading_word), plural(in_a_sentence(plan.challenge_word))])


def about(plan, actions, today):
    """The line under a plan's title; `plan` carries challenge_count and next_meeting."""
    said = [_holds(plan, actions), _agreed(plan)]
    if plan.next_meeting and plan.state != plan.State.CLOSED:
        next_year = plan.next_meeting.year != today.year
        date = (long_date if next_year else day_and_month)(plan.next_meeting)
        said.append(_("next reported {date}").format(date=date))
    return " · ".join(said)


def _holds(plan, actions):
    challenges = counted(plan.challenge_count or 0, in_a_sentence(plan.challenge_word))
    return _("{challenges}, {actions}").format(challenges=challenges, actions=counted(actions, "action"))


def _agreed(plan):
    date = long_date(plan.stands_on)
    if plan.committee:
        return _("agreed by {committee} on {date}").format(committee=plan.committee.name, date=date)
    return _("agreed on {date}").format(date=date)


def in_brief(words):
    """Give enough of an action's wording to head its page: the first sentence, or ninety characters cut at a word."""
    words = " ".join(words.split())
    if sentence := FIRST_SENTENCE.match(words):
        return sentence[1]
    if len(words) <= BRIEF:
        return words
    cut = words[: BRIEF - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return f"{cut}…"


def says_more(words):
    """Tell whether the wording says more than its heading does."""
    return in_brief(words) != " ".join(words.split()) or "\n" in words.strip()
