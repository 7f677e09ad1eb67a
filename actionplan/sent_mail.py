"""Which of the messages that were sent a page shows, and how many there are of each sort."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplan.mailing import not_sure
from actionplan.models import Message

# What the page calls each sort; the sorts that need somebody stand first.
SHOWN = {
    "failed": _("could not be sent"),
    "not-sure": _("not sure"),
    "waiting": _("waiting"),
    "sent": _("sent"),
}
ALL = _("all")


def shown(messages, sort, now):
    """The messages of a sort; all of them where it is none of ours."""
    if sort == "not-sure":
        return messages.filter(pk__in=not_sure(now).values("pk"))
    if sort == "waiting":
        return messages.filter(outcome=Message.Outcome.WAITING)
    return messages.filter(outcome=sort) if sort in SHOWN else messages


def counts(messages, chosen, now):
    """What the row of figures shows: a count, its words, where it leads; one query each."""
    address = reverse("mail_sent")
    figures = [
        {"count": shown(messages, "", now).count(), "label": ALL, "url": address, "current": not chosen}
    ]
    for sort, words in SHOWN.items():
        figures.append(
            {
                "count": shown(messages, sort, now).count(),
                "label": words,
                "url": f"{address}?show={sort}",
                "current": sort == chosen,
                "key": "overdue" if sort == "failed" else sort,
            }
        )
    return figures
