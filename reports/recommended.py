"""Tells `actionplan.recommendations` what published papers asked of a meeting, and keeps what was resolved on each."""

from django.utils.translation import gettext as _

from actionplan.recommendations import Recommended
from reports.house import House
from reports.models import Paper, Recommendation


class Recommendations:
    """The source for this room. What a paper says of its recommendations stays as it went out."""

    def of_meeting(self, meeting):
        house, found = House.of(meeting.committee), []
        papers = meeting.papers.filter(state=Paper.State.PUBLISHED).order_by("order", "id")
        for paper in papers.prefetch_related("recommendations"):
            found += [
                Recommended(
                    str(each.pk),
                    _("Item {number}").format(number=paper.order),
                    house.recommendation_label(i),
                    each.words,
                    each.resolution_id,
                )
                for i, each in enumerate(paper.recommendations.all())
            ]
        return found

    def resolve(self, keys, resolution):
        of_meeting = Recommendation.objects.filter(paper__meeting=resolution.meeting_id)
        of_meeting.filter(resolution=resolution).exclude(pk__in=keys).update(resolution=None)
        of_meeting.filter(pk__in=keys).update(resolution=resolution)
