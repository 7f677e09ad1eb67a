"""What is printed of exempt information, by the law the council follows. Plain values in, plain values out.

The public is excluded by a resolution that names the description of the information in terms of the schedule:

    England           Local Government Act 1972, s.100A(4) and (5); Schedule 12A, Part 1 (S.I. 2006/88): 1 to 7
    Wales             the same Act and section; Schedule 12A, Part 4 (S.I. 2007/969): paragraphs 12 to 18
    Scotland          Local Government (Scotland) Act 1973, s.50A(4) and (5); Schedule 7A, Part I
    Northern Ireland  Local Government Act (Northern Ireland) 2014, s.42(4) and (5); Schedule 6

Part 1 or Part 4 is not printed: the numbers of the paragraphs tell them apart. England and Wales weigh the public
interest (Schedule 12A, paragraphs 10 and 21); the reason given with each paragraph is printed as it was written. Not
known here: whether a council's constitution asks for further words in its resolution.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.wording import listed
from reports.audience import EXEMPT, INTERNAL, PUBLIC, REDACTED

ELSEWHERE = gettext_lazy(
    "Numbers of actions and of what they stand under are lasting. Where one is missing, what stood there was taken "
    "out or stands in the exempt appendix."
)

IN_THIS_COPY = gettext_lazy(
    "Not for publication: this copy holds information exempt under paragraph {paragraph} of {schedule} to the {act}."
)
IN_AN_APPENDIX = gettext_lazy(
    "An exempt appendix holds information exempt under paragraph {paragraph} of {schedule} to the {act}."
)


class Law(NamedTuple):
    """The Act as it is first named, the section of the resolution, and the schedule of what may be exempt."""

    act: str
    section: str
    schedule: str


ENGLAND = Law("Local Government Act 1972", "100A(4)", "Schedule 12A")
LAWS = {
    "england": ENGLAND,
    "wales": ENGLAND,
    "scotland": Law("Local Government (Scotland) Act 1973", "50A(4)", "Schedule 7A"),
    "northern_ireland": Law("Local Government Act (Northern Ireland) 2014", "42(4)", "Schedule 6"),
}


def exempt_notes(pairs, audience, nation="england"):
    """What is said of an exempt appendix: that it exists, its paragraph and reason. `pairs` as `audience.declared`."""
    law = LAWS[nation]
    said = IN_THIS_COPY if audience in (INTERNAL, EXEMPT) else IN_AN_APPENDIX
    return tuple(
        said.format(paragraph=paragraph, schedule=law.schedule, act=law.act) + f" {reason}"
        for paragraph, reason in pairs
    )


def exclusion(pairs, nation="england"):
    """The resolution by which a meeting excludes press and public."""
    if not pairs:
        return ()
    law = LAWS[nation]
    said = _(
        "If the committee wishes to discuss it, the chair will move that, under section {section} of the {act}, "
        "the press and public be excluded on the grounds that it involves the likely disclosure of exempt "
        "information as defined in {paragraphs} of {schedule} to that Act."
    )
    named = {"section": law.section, "act": law.act, "schedule": law.schedule}
    return (said.format(paragraphs=paragraphs(pairs), **named),)


def under(pairs, nation="england"):
    """What every page of a copy that holds it is marked with: "paragraph 4 of Schedule 12A"; "" for none."""
    if not pairs:
        return ""
    return _("{paragraphs} of {schedule}").format(
        paragraphs=paragraphs(pairs), schedule=LAWS[nation].schedule
    )


def gap_note(views, pairs, audience):
    """Said where a number is missing in a copy that withholds something: nobody learns which of the two it is.

    It follows from the numbers that are printed, and from nothing else of what is exempt.
    """
    if audience not in (PUBLIC, REDACTED) or not pairs:
        return ()
    return (str(ELSEWHERE),) if any(map(_has_gap, views)) else ()


def paragraphs(pairs):
    """ "paragraph 4", "paragraphs 1, 3 and 4": each once, in their order."""
    numbers = list(dict.fromkeys(paragraph for paragraph, _reason in pairs))
    return ngettext("paragraph {numbers}", "paragraphs {numbers}", len(numbers)).format(
        numbers=listed(numbers)
    )


def _has_gap(view):
    numbers = [_number(each["number"]) for each in view["challenges"]]
    return sorted(numbers) != list(range(1, len(numbers) + 1))


def _number(number):
    found = re.match(r"\d+", str(number))
    return int(found[0]) if found else 0
