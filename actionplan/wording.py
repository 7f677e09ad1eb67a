"""How counts and a plan's own words are said."""

from actionplan.templatetags.plans import day_and_month, long_date


def plural(word):
    """An English word for several: "challenge", "challenges"; "priority", "priorities"."""
    if word[-1:] == "y" and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def counted(count, word):
    """ "1 action", "55 actions", "1,204 actions"."""
    return f"{count:,} {word if count == 1 else plural(word)}"


def in_a_sentence(word):
    """A plan's word within a sentence: "Challenge" is "challenge", "HR theme" stays."""
    return word if word[1:2].isupper() else word[:1].lower() + word[1:]


def outline_words(plan):
    """ "Headings and challenges", in the plan's own words."""
    return f"{plural(plan.heading_word)} and {plural(in_a_sentence(plan.challenge_word))}"


def about(plan, actions, today):
    """The line under a plan's title; `plan` carries challenge_count and next_meeting."""
    challenges = counted(plan.challenge_count or 0, in_a_sentence(plan.challenge_word))
    agreed = f"agreed by {plan.committee.name} on" if plan.committee else "agreed on"
    said = [f"{challenges}, {counted(actions, 'action')}", f"{agreed} {long_date(plan.stands_on)}"]
    if plan.next_meeting:
        next_year = plan.next_meeting.year != today.year
        said.append(f"next reported {(long_date if next_year else day_and_month)(plan.next_meeting)}")
    return " · ".join(said)
