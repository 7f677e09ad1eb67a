"""Days near the day the demonstration is loaded, and the words in which councils write them."""

from calendar import month_name
from datetime import date, timedelta

TUESDAY = 1
SEASONS = {
    **dict.fromkeys((3, 4, 5), "Spring"),
    **dict.fromkeys((6, 7, 8), "Summer"),
    **dict.fromkeys((9, 10, 11), "Autumn"),
}


def dated(template, today):
    """The template with its days filled in, counted from today.

    `{month[3]}` is "April 27", the month three on; `{mon[3]}` "Apr 27"; `{name[-3]}` the month's name alone;
    `{season[15]}` the season fifteen months on, "Spring 28"; `{early}` the last "Early 26" that is over;
    `{day[75]}` a day in full.
    """
    return template.format_map(
        {
            "month": _From(lambda n: "{} {:%y}".format(*_month(today, n))),
            "mon": _From(lambda n: "{:.3} {:%y}".format(*_month(today, n))),
            "name": _From(lambda n: _month(today, n)[0]),
            "season": _From(lambda n: _season(today, n)),
            "day": _From(lambda n: in_full(today + timedelta(days=n))),
            "early": _early(today),
        }
    )


def in_full(day):
    """A day as councils print it: "8 January 2008"."""
    return f"{day.day} {month_name[day.month]} {day.year}"


def working_day(today, ago):
    """The day so many days ago, or the Friday before where that is a weekend."""
    day = today - timedelta(days=ago)
    return day - timedelta(days=max(0, day.weekday() - 4))


def tuesday_near(day):
    """The nearest Tuesday; where that falls at Christmas or New Year, the first one after."""
    near = day + timedelta(days=(TUESDAY - day.weekday() + 3) % 7 - 3)
    while (near.month, near.day) >= (12, 24) or (near.month, near.day) == (1, 1):
        near += timedelta(weeks=1)
    return near


class _From:
    """Answers `{month[-3]}` in a template, where the number comes as an int or (below nought) as a string."""

    def __init__(self, words_for):
        self.words_for = words_for

    def __getitem__(self, number):
        return self.words_for(int(number))


def _month(today, months):
    """The month so many on, as its name and its first day."""
    years, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return month_name[month + 1], date(years, month + 1, 1)


def _season(today, months):
    """The season so many months on; a winter, which belongs to two years, gives way to the spring after."""
    _, first = _month(today, months)
    while first.month not in SEASONS:
        _, first = _month(first, 1)
    return f"{SEASONS[first.month]} {first:%y}"


def _early(today):
    """The early third of the last year in which it is over (January to April)."""
    year = today.year if today > date(today.year, 4, 30) else today.year - 1
    return f"Early {year % 100:02}"
