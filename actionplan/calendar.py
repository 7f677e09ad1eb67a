"""A person's calendar as other programs read it (iCalendar, RFC 5545): their deadlines and their meetings.

The only file that knows icalendar. The same plan gives the same bytes: nothing in it is of the moment it was fetched.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

LONDON = ZoneInfo("Europe/London")
SET_ASIDE = timedelta(hours=2)
FETCH_EVERY = timedelta(hours=6)
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]+")
# The clocks as they have changed since 1996: at 01:00 universal time on the last Sundays of March and October.
CLOCKS = """BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19970330T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar. `on` is a day, or a moment of London time without a zone; `key` never changes.

    `changed_at` is the moment it was last changed, with its zone; None where that is not known.
    """

    key: str
    on: date | datetime
    title: str
    words: str = ""
    url: str = ""
    where: str = ""
    changed_at: datetime | None = None


def as_ical(entries, *, name, site, since):
    """The bytes of a calendar called `name`; `site` makes the keys unique in the world.

    An entry whose own change is not known is stamped with the newest that is, else with `since`, a moment in the
    past with its zone.
    """
    newest = max((entry.changed_at for entry in entries if entry.changed_at), default=since)
    calendar = Calendar()
    calendar.add("prodid", "-//Actionplan//Actionplan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", plain(name))
    calendar.add("x-wr-timezone", str(LONDON))
    calendar.add("refresh-interval", FETCH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    if any(isinstance(entry.on, datetime) for entry in entries):
        calendar.add_component(Timezone.from_ical(CLOCKS))
    for entry in entries:
        calendar.add_component(_event(entry, site, newest))
    return calendar.to_ical()


def _event(entry, site, newest):
    event = Event()
    event.add("uid", f"{entry.key}@{site}")
    event.add("dtstamp", (entry.changed_at or newest).astimezone(UTC))
    if entry.changed_at:
        event.add("last-modified", entry.changed_at.astimezone(UTC))
    if isinstance(entry.on, datetime):
        event.add("dtstart", entry.on.replace(tzinfo=LONDON))
        event.add("duration", SET_ASIDE)
    else:
        event.add("dtstart", entry.on)
        event.add("transp", "TRANSPARENT")  # a deadline does not make the day look busy
    event.add("summary", plain(entry.title))
    for field, words in (("description", entry.words), ("location", entry.where)):
        if words:
            event.add(field, plain(words))
    if entry.url:
        event.add("url", entry.url)
    return event


def plain(words):
    """Words without what a calendar cannot hold: control characters become spaces, line ends stay."""
    return UNPRINTABLE.sub(" ", words.replace("\r\n", "\n"))
