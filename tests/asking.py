"""A request for more time that waits, and days as its pages write them."""

from django.utils import timezone

from actionplan.changes import ask_for_time


def today():
    return timezone.localdate()


def long(day):
    return f"{day.day} {day:%B %Y}"


def asked(action, by, words="June 2030", reason="The intranet is late.", **more):
    return ask_for_time(
        deadline=action.deadlines.first(), words=words, reason=reason, by=by, today=today(), **more
    )
