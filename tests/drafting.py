"""A draft of given plans, the value that every format renders, and one section of it."""

from reports import papers, publication
from reports.models import Paper
from tests.cast import TODAY, make_meeting
from tests.papers import NOW


def make_paper(plans, by, **given):
    meeting = given.pop("meeting", None) or make_meeting(by=by)
    given = {"title": "Progress", "as_of": TODAY, "at": NOW} | given
    return papers.create_paper(meeting=meeting, plans=plans, by=by, **given)


def value_of(paper, audience="internal"):
    return publication.value_of(Paper.objects.whole().get(pk=paper.pk), audience)


def section(value, title):
    return next((each.paragraphs for each in value.sections if each.title == title), None)
