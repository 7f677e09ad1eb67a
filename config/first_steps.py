"""What an administrator does on a new site until it holds a plan: each step, and whether it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from actionplan import permissions
from actionplan.models import Grant, Plan
from people.models import Actor, Council


@dataclass(frozen=True)
class Step:
    key: str
    title: str
    words: str
    done: bool


def first_steps(user, today):
    """The steps in order; none for whoever keeps no accounts, and none once there is a plan."""
    if not permissions.may_keep_accounts(user, today) or Plan.objects.exists():
        return []
    editors = Grant.objects.filter(role=Grant.Role.EDITOR, plan=None)
    return [
        Step(
            "council",
            _("Say what the council is called"),
            _("Its name and logo stand on every page and every report."),
            Council.ours().name != Council._meta.get_field("name").default,
        ),
        Step(
            "editor",
            _("Say who keeps the plans"),
            _("They bring plans in, put them right and ask for updates. It may be you."),
            editors.exists(),
        ),
        Step(
            "committee",
            _("Add the committee that owns the plan"),
            _(
                "It agrees the plan and hears how it goes. Other people, posts and teams are read "
                "from the plan itself."
            ),
            Actor.objects.committees().exists(),
        ),
        Step(
            "plan",
            _("Bring in the first plan"),
            _("The Word, PDF or Excel table you have is read in, and you settle what is unclear."),
            False,
        ),
    ]
