"""What a section of a paper is by its title, and what it says where nobody wrote anything. No database.

House forms name their sections as they like, so a section is known by the words of its title: the one on the purpose
writes itself until somebody writes it; an implication says that there are none only where somebody is named for it.
"""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.days_in_words import long_date
from actionplan.wording import listed

PURPOSE = re.compile(r"^(purpose|reason for)\b", re.IGNORECASE)
IMPLICATION = re.compile(
    r"\b(implications?|risks?|legal|financ\w*|human resources|hr|staffing|equalit\w*|environment\w*|climate|"
    r"sustainab\w*|property|data protection|health and safety|crime and disorder)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 6  # words: "Legal, financial and staffing implications"


def is_purpose(section):
    return bool(PURPOSE.match(section["title"].strip()))


def is_implication(section):
    """Legal, financial, human resources, equality, risk, environment, or whatever else a council calls one."""
    title = section["title"]
    return bool(IMPLICATION.search(title)) and len(title.split()) <= LONGEST_TITLE


def is_unsaid(section):
    """An implication of which nothing is said, not even that there are none."""
    return is_implication(section) and not section["words"].strip() and not section.get("none")


def is_empty(section):
    """Any other section that will be left out because nothing is written."""
    writes_itself = section.get("progress") or is_purpose(section)
    return not (section["words"].strip() or writes_itself or is_implication(section))


def none_said(section):
    """ "There are no legal implications, on the advice of Priya Nair." """
    title, name = section["title"].strip(), section["by"].strip()
    if not title.casefold().endswith("implications"):
        return _("There are none, on the advice of {name}.").format(name=name)
    said = _("There are no {implications}, on the advice of {name}.")
    return said.format(implications=_lower(title), name=name)


def given_by(section):
    """Who gave the words of an implication, as a paper prints it beneath them; "" where nobody is named."""
    name = section.get("by", "").strip()
    return _("Comments by {name}.").format(name=name) if name else ""


def purpose(plans, committee):
    """What a report is for, from what it reports on; `plans` are (view, previous view or None)."""
    seen = {previous["as_of"] for _view, previous in plans if previous}
    said = _purpose(seen, plans)
    return said.format(
        committee=_title(committee) if committee else _("meeting"),
        plans=listed(_plan(view) for view, _previous in plans),
        date=_day(max(seen)) if seen else "",
    )


def _purpose(seen, plans):
    if not seen:
        return _("To report to the {committee} for the first time on progress with {plans}.")
    if len(seen) > 1 or not all(previous for _view, previous in plans):
        return _(
            "To report to the {committee} on progress with {plans}, and on what has changed since it last had a report."
        )
    return ngettext(
        "To report to the {committee} on progress with {plans}, and on what has changed since its last report, "
        "which gave the plan as it stood on {date}.",
        "To report to the {committee} on progress with {plans}, and on what has changed since its last report, "
        "which gave the plans as they stood on {date}.",
        len(plans),
    )


def _plan(view):
    title, origin = _title(view["plan"]["title"].strip()), view["plan"]["origin"].strip().rstrip(".")
    said = _("the {plan} ({origin})") if origin else _("the {plan}")
    return said.format(plan=title, origin=origin)


def _title(title):
    """ "the Peer review plan": a title that begins with an article keeps no second one."""
    return re.sub(r"^(the|a|an)\s+", "", title, flags=re.IGNORECASE)


def _day(day):
    return long_date(date.fromisoformat(day))


def _lower(title):
    """Small letters but for initials: "HR implications" stay HR."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in title.split())
