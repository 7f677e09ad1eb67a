"""Which days count: not weekends, bank holidays of the council's nation, or days on which the council closes.

The only file that knows the holidays library, which carries its days with it and asks nobody.
"""

from datetime import timedelta
from functools import cache

import holidays
from django.utils.translation import gettext as _

from people.models import ClosedDay

SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern_ireland": "NIR"}
SATURDAY = 5
ONE = timedelta(days=1)


class WorkingDays:
    """The working days of one council; `closed` are the days it closes besides, with their names."""

    def __init__(self, nation, closed=None):
        self.bank_holidays, self.closed = _bank_holidays(nation), closed or {}

    @classmethod
    def of(cls, council):
        """With the days this council closes, in one query."""
        return cls(council.nation, dict(ClosedDay.objects.values_list("day", "what")))

    def counts(self, day):
        return day.weekday() < SATURDAY and day not in self.bank_holidays and day not in self.closed

    def back(self, day, count):
        """The working day that lies `count` working days before a day; that day itself need not be one."""
        return self._walk(day, count, -ONE)

    def on(self, day, count):
        """The working day that lies `count` working days after a day; that day itself need not be one."""
        return self._walk(day, count, ONE)

    def _walk(self, day, count, step):
        while count:
            day += step
            count -= self.counts(day)
        return day

    def between(self, first, last):
        """How many working days lie between two days, neither of which is counted."""
        days = (first + timedelta(days=n) for n in range(1, (last - first).days))
        return sum(self.counts(day) for day in days)

    def not_counted(self, first, last):
        """The weekdays between two days that do not count, with why, in order: [(day, "Christmas Day")…]."""
        days = [first + timedelta(days=n) for n in range(1, (last - first).days)]
        return [(day, self._why(day)) for day in days if day.weekday() < SATURDAY and not self.counts(day)]

    def _why(self, day):
        return self.bank_holidays.get(day) or self.closed[day] or _("the council is closed")


@cache
def _bank_holidays(nation):
    """Worked out year by year as they are asked for, and kept: they are the same for everybody."""
    return holidays.UK(subdiv=SUBDIVISIONS[nation])


def bank_holidays(nation, first, last):
    """The bank holidays from one day to another that fall on a weekday: [(day, name)…]."""
    return WorkingDays(nation).not_counted(first - ONE, last + ONE)
