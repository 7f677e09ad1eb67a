"""What is counted of a past day, and the same narrowed to what was counted."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

OPEN, OVERDUE, PAST, LATER = "open", "overdue", "past", "later"
RULES = {
    OPEN: lambda action, day: action.is_open,
    OVERDUE: lambda action, day: action.days_overdue(day) > 0,
    PAST: lambda action, day: action.is_past_its_first_date(day),
    LATER: lambda action, day: action.days_later > 0,
}
SAID = {
    OPEN: _("open"),
    OVERDUE: _("overdue"),
    PAST: _("past a first date, with a new one"),
    LATER: _("later than first agreed"),
}


def counted(actions, rule, day):
    """Those of these PastActions to which a rule applied on a day."""
    return [action for action in actions if RULES[rule](action, day)]


def narrowed(past, rule, day):
    """A PastPlan with only what a rule counted on a day; with no rule of ours all of it."""
    if rule not in RULES:
        return past
    kept = [replace(each, actions=tuple(counted(each.actions, rule, day))) for each in past.challenges]
    return replace(past, challenges=tuple(each for each in kept if each.actions))
