"""Progress columns with a date in their name: which day each is news of, and which says how things stand now."""

from __future__ import annotations

import datetime

from actionplan.deadlines import read_deadline
from actionplan.deadlines.periods import day_in_words
from actionplan.importing.problems import problem
from actionplan.status import read_status

# Where a name gives no year, it is the last one that had begun by the day the plan stands on.
A_YEAR = datetime.timedelta(days=365)


class NewsDays:
    """The days of progress columns, each name read once. `settings` are those of read_deadline."""

    def __init__(self, *, as_of, year_starts, quarters):
        self.settings = {"as_of": as_of, "year_starts": year_starts, "quarters": quarters}
        self._read, self.guessed = {}, {}

    def given_on(self, column):
        """The last day of the time a column names, or None; of a time that is not over yet, the plan's own day."""
        if column not in self._read:
            self._read[column] = self._day(column)
        return self._read[column]

    def problems(self):
        """A doubt for each column whose year was not given."""
        return [
            problem("update_day", words=column, proposed=day.isoformat(), said=day_in_words(day))
            for column, day in self.guessed.items()
        ]

    def _day(self, column):
        as_of, reading = self.settings["as_of"], read_deadline(column, **self.settings)
        if reading.due is None or reading.kind != "date":
            return None
        earlier = read_deadline(column, **self.settings | {"as_of": as_of - A_YEAR})
        without_year = earlier.due != reading.due or reading.year_missing
        if without_year and reading.first_day > as_of:
            reading = earlier
        day = as_of if reading.first_day <= as_of < reading.due else reading.due
        if without_year:
            self.guessed[column] = day
        return day


def latest(updates, days):
    """The words of the update that counts: the last dated one, else the last, or ""."""
    dated = [(day, place) for place, day in enumerate(days) if day]
    place = max(dated)[1] if dated else len(updates) - 1
    return updates[place][1] if updates else ""


def status_in(updates, days):
    """What the update that counts says of the status, as a StatusReading, where it says nothing else; or None."""
    read = read_status(latest(updates, days))
    return read if read and read.confident else None
