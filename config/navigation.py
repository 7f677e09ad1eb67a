"""What stands at the top of every page: where one may go, and how many of one's actions are overdue."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.urls import reverse

from actionplan import permissions
from actionplan.demonstration.people import ACCOUNTS
from actionplan.figures import overdue

VERSION = "0.1"


@dataclass(frozen=True)
class Item:
    name: str
    url: str
    label: str
    current: bool
    badge: int = 0


class Navigation:
    """Asked by base.html only, so that a page without it costs no query."""

    def __init__(self, request):
        self.request = request

    @cached_property
    def items(self):
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return []
        return list(self._all(user, self.request.today))

    def _all(self, user, today):
        if self.mine["all"] or permissions.acts_for_others(user, today):
            yield self._item("my_actions", "My actions", badge=self.mine["overdue"])
        yield self._item("plan_list", "Plans")
        yield self._item("meeting_list", "Meetings")
        if permissions.may_edit_some_plan(user, today):
            yield self._item("round_list", "Requests")
        yield self._item("people_list", "People")
        if permissions.may_import(user, today):
            yield self._item("import_list", "Imports")
        if permissions.may_keep_accounts(user, today):
            yield self._item("account_list", "Accounts")

    @cached_property
    def account(self):
        """What stands in the account menu besides signing out."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            return []
        return list(self._account(user, self.request.today))

    def _account(self, user, today):
        if permissions.may_hear_of_extensions(user, today):
            yield self._item("extension_list", "New dates asked for")
        yield self._item("mail_settings", "My mail")
        if permissions.may_keep_glossary(user, self.request.today):
            yield self._item("glossary", "Glossary")
        if permissions.may_see_mail(user, today):
            yield self._item("mail_sent", "Mail sent")
        if permissions.may_keep_accounts(user, today):
            yield self._item("council_edit", "The council")

    def _item(self, name, label, badge=0):
        url = reverse(name)
        return Item(name, url, label, self.request.path.startswith(url), badge)

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
