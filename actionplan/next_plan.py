"""What the plan of the next year is called, made of what this one is called."""

import re

YEARS = re.compile(r"(\d{4})(\s?[/–-]\s?)(\d{4}|\d{2})\b")


def next_title(title, year_starts, today):
    """The title with its year moved on by one; a title without a year gets the financial year to come."""
    if not (years := YEARS.search(title)):
        first = today.year + (today.month >= year_starts)
        return f"{title} {first}/{(first + 1) % 100:02d}"[:200]
    first, last = int(years[1]) + 1, years[3]
    following = str(int(last) + 1).zfill(len(last))[-len(last) :]
    return title[: years.start()] + f"{first}{years[2]}{following}" + title[years.end() :]
