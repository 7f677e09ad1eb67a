"""The places of the site by what people come for, and who is offered each: nothing is offered that would be refused."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from actionplan import permissions


def _everybody(user, today):
    return True


@dataclass(frozen=True)
class Place:
    """A page one goes to: the name of its address, what it is called, and what one finds there."""

    name: str
    label: str
    offered: Callable = _everybody
    words: str = ""


# What stands side by side under Plans.
OF_PLANS = (
    Place("plan_list", _("Plans")),
    Place("overview", _("Overview")),
    Place("action_list", _("All actions")),
    Place("round_list", _("Update requests"), permissions.may_edit_some_plan),
    Place("extension_list", _("New dates asked for"), permissions.may_hear_of_extensions),
    Place("import_list", _("Imports"), permissions.may_import),
)

# What is kept for the whole site.
OF_SETTINGS = (
    Place(
        "council_edit",
        _("The council"),
        permissions.may_keep_accounts,
        _("Its name, logo and colour, and whom to ask for help."),
    ),
    Place(
        "statement_edit",
        _("Accessibility statement"),
        permissions.may_keep_accounts,
        _("When it was prepared, how your pages were tested, and what is not accessible."),
    ),
    Place(
        "council_days",
        _("Working days"),
        permissions.may_keep_accounts,
        _("Whose law the council follows, clear days, call-in, and when it is closed."),
    ),
    Place(
        "account_list",
        _("Accounts"),
        permissions.may_keep_accounts,
        _("Who can sign in, and what each may do."),
    ),
    Place(
        "house_list",
        _("How papers look"),
        permissions.may_be_clerk,
        _("The sections, heading and Word document of each committee’s papers."),
    ),
    Place(
        "glossary",
        _("Glossary"),
        permissions.may_keep_glossary,
        _("What initials stand for. A paper prints those it uses."),
    ),
    Place(
        "mail_sent",
        _("Mail sent"),
        permissions.may_see_mail,
        _("Every reminder and request that went out, and what could not be sent."),
    ),
)

# Further addresses that belong to a place of the menu.
ALSO = {
    "plan_list": ("/questions/", "/views/"),
    "people_list": ("/memberships/", "/deputies/", "/hand-overs/"),
    "settings": ("/grants/", "/council/"),
}


def offered(places, user, today):
    return [place for place in places if place.offered(user, today)]
