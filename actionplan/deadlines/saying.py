"""A reading said back in plain words, for the form that shows an officer how a deadline is being read."""

from .periods import Period, period_in_words

WITHOUT_DAYS = {
    "date": "A date that could not be read",
    "review": "A review, with no date",
    "ongoing": "Ongoing, with no end date",
    "immediate": "Immediate, with no date",
    "event": "When something else has happened, with no date",
    "recurring": "Again and again, with no date",
    "none": "No date",
}
AS_KIND = {"review": "for review", "ongoing": "ongoing until then", "recurring": "again and again"}
PRECISIONS = {
    "span": "the last of several days or months",
    "years": "whole years",
    "length of time": "a length of time",
}


def in_words(reading):
    """One or more plain sentences: "30 April 2008, read as a month." then further deadlines, then any doubt."""
    sentences = [_one(reading), *(f"Also: {_one(other)}" for other in reading.also)]
    return " ".join(sentence for sentence in (*sentences, reading.note) if sentence)


def _one(reading):
    if reading.precision == "as above":
        return "The same as the deadline above."
    if reading.due is None:
        return _without_days(reading)
    last = period_in_words(Period(reading.due, reading.due, "day"))
    said = [last, AS_KIND.get(reading.kind, ""), f"read as {_precision(reading)}"]
    return f"{', '.join(filter(None, said))}{_status(reading)}."


def _without_days(reading):
    said = WITHOUT_DAYS[reading.kind]
    if reading.met_on:
        said = f"Done by {period_in_words(Period(reading.met_on, reading.met_on, 'day'))}"
    return f"{said}{_status(reading)}."


def _status(reading):
    return f"; the words say {reading.status.label.lower()}" if reading.status else ""


def _precision(reading):
    name = PRECISIONS.get(reading.precision)
    return name or f"a {reading.precision}"
