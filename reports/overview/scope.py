"""What an overview is of, and for whom: one plan, or every plan that is not closed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from actionplan import permissions
from actionplan.filters import Filter, over_plans
from actionplan.models import Plan
from actionplan.nearness import near_anywhere, near_in
from people.models import User


@dataclass(frozen=True)
class Scope:
    """`plan` is one that was found among those this person may see; None means all of them."""

    user: User
    today: date
    plan: Plan | None = None

    @cached_property
    def actions(self) -> QuerySet:
        """The actions of the list that the numbers lead to, before it is narrowed."""
        known = permissions.visible_actions(self.user, self.today, self.plan).order_by()
        return known if self.plan else over_plans(known, Filter())

    @cached_property
    def near(self):
        """How soon "soon" is, and after how long there is "no news"."""
        return near_in(self.plan) if self.plan else near_anywhere()

    @cached_property
    def plans(self):
        """All plans whose past counts, closed ones too: they were not always."""
        if self.plan:
            return [self.plan]
        return list(permissions.visible_plans(self.user, self.today).select_related("committee"))

    def link(self, **asked):
        """The address of the list, narrowed."""
        address = self.plan.get_absolute_url() if self.plan else reverse("action_list")
        return f"{address}?{urlencode({name: value for name, value in asked.items() if value != ''})}"

    def past_link(self, day, rule):
        """The address of what a rule of `actionplan.past_counts` counted on a day."""
        if self.plan:
            return f"{reverse('plan_on', args=[self.plan.slug, day])}?only={rule}"
        return f"{reverse('overview_on', args=[day])}?only={rule}"
