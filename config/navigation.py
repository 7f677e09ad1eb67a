"""What stands at the top of every page: where one may go, and how many of one's actions are overdue."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.demonstration.people import ACCOUNTS
from actionplan.figures import overdue
from config import places
from config.first_steps import first_steps

VERSION = "0.1"


@dataclass(frozen=True)
class Item:
    name: str
    url: str
    label: str
    current: bool
    badge: int = 0
    words: str = ""


class Navigation:
    """Asked by templates only, so that a page that shows none of it costs no query."""

    def __init__(self, request):
        self.request = request

    @property
    def somebody(self):
        user = getattr(self.request, "user", None)
        return user is not None and user.is_authenticated

    @cached_property
    def items(self):
        return list(self._all(self.request.user, self.request.today)) if self.somebody else []

    def _all(self, user, today):
        if self.mine["all"] or permissions.acts_for_others(user, today):
            yield self._item("my_actions", _("My actions"), badge=self.mine["overdue"])
        yield self._item("plan_list", _("Plans"), covers=places.OF_PLANS)
        yield self._item("meeting_list", _("Meetings"), but="house_list")
        yield self._item("people_list", _("People"))
        if self.settings:
            yield self._item("settings", _("Settings"), covers=places.OF_SETTINGS)

    @cached_property
    def of_plans(self):
        """The pages that stand side by side under Plans: what is offered, and where one is."""
        offered = places.offered(places.OF_PLANS, self.request.user, self.request.today)
        here = [place for place in places.OF_PLANS if reverse(place.name) == self.request.path]
        return self._row([place for place in places.OF_PLANS if place in [*offered, *here]])

    @cached_property
    def settings(self):
        """What is kept for the whole site, as far as one may keep it."""
        return self._row(places.offered(places.OF_SETTINGS, self.request.user, self.request.today))

    @property
    def account(self):
        """What stands in the account menu besides the password and signing out."""
        return [
            self._item("mail_settings", _("My mail")),
            self._item("calendar", _("My calendar")),
            self._item("help", _("Help")),
        ]

    @cached_property
    def first_steps(self):
        """The steps of a new site, how many are done, and the next; None where there is nothing to say."""
        if not self.somebody or self.request.path == reverse("first_steps"):
            return None
        steps = first_steps(self.request.user, self.request.today)
        left = [step for step in steps if not step.done]
        return {"done": len(steps) - len(left), "all": len(steps), "next": left[0]} if left else None

    def _row(self, of):
        """One of them at most is where one is: the one whose address says most of this page's."""
        items = [self._item(place.name, place.label, words=place.words) for place in of]
        here = max((item.url for item in items if item.current), key=len, default="")
        return [replace(item, current=item.url == here) for item in items]

    def _item(self, name, label, *, badge=0, words="", covers=(), but=None):
        url = reverse(name)
        within = [url, *(reverse(place.name) for place in covers), *places.ALSO.get(name, ())]
        here = self.request.path.startswith(tuple(within))
        elsewhere = but is not None and self.request.path.startswith(reverse(but))
        return Item(name, url, label, here and not elsewhere, badge, words)

    @cached_property
    def mine(self):
        """How many actions are theirs, and how many of them are overdue."""
        today = self.request.today
        return permissions.my_actions(self.request.user, today).aggregate(
            all=Count("pk"), overdue=Count("pk", filter=overdue(today))
        )


def navigation(request):
    council = getattr(request, "council", None)
    return {
        "council": council,
        "demonstration": council.demonstration and [(each.role, each.email) for each in ACCOUNTS]
        if council
        else None,
        "nav": Navigation(request),
        "today": getattr(request, "today", None),
        "version": VERSION,
    }
