"""What a section of a paper is by its title, and what it says where nobody wrote anything. No database.

House forms name their sections as they like, so a section is known by the words of its title: the one on the purpose
writes itself until somebody writes it; an implication says that there are none only where somebody is named for it.
"""

import re
from datetime import date

from reports.formats.wording import say_date

PURPOSE = re.compile(r"^(purpose|reason for)\b", re.IGNORECASE)
IMPLICATION = re.compile(
    r"\b(implications?|risks?|legal|financ\w*|human resources|hr|staffing|equalit\w*|environment\w*|climate|"
    r"sustainab\w*|property|data protection|health and safety|crime and disorder)\b",
    re.IGNORECASE,
)
LONGEST_TITLE = 6  # words: "Legal, financial and staffing implications"
NONE = "There are none"


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
    title = section["title"].strip()
    what = f"There are no {_lower(title)}" if title.casefold().endswith("implications") else NONE
    return f"{what}, on the advice of {section['by'].strip()}."


def given_by(section):
    """Who gave the words of an implication, as a paper prints it beneath them; "" where nobody is named."""
    return f"Comments by {section['by'].strip()}." if section.get("by", "").strip() else ""


def purpose(plans, committee):
    """What a report is for, from what it reports on; `plans` are (view, previous view or None)."""
    named = [_plan(view) for view, _ in plans]
    seen = {previous["as_of"] for _, previous in plans if previous}
    if not seen:
        return f"To report to the {_body(committee)} for the first time on progress with {_join(named)}."
    if len(seen) > 1 or not all(previous for _, previous in plans):
        since = "it last had a report"
    else:
        since = f"its last report, which gave {_it(plans)} stood on {_day(seen.pop())}"
    told = f"To report to the {_body(committee)} on progress with {_join(named)}"
    return f"{told}, and on what has changed since {since}."


def _it(plans):
    return "the plan as it" if len(plans) == 1 else "the plans as they"


def _plan(view):
    title, origin = view["plan"]["title"].strip(), view["plan"]["origin"].strip().rstrip(".")
    return f"the {_title(title)}" + (f" ({origin})" if origin else "")


def _title(title):
    """ "the Peer review plan": a title that begins with an article keeps no second one."""
    return re.sub(r"^(the|a|an)\s+", "", title, flags=re.IGNORECASE)


def _body(committee):
    return _title(committee) if committee else "meeting"


def _day(day):
    return say_date(date.fromisoformat(day))


def _lower(title):
    """Small letters but for initials: "HR implications" stay HR."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in title.split())


def _join(words):
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + f" and {words[-1]}"
