"""A reading said back in plain words, for the form that shows an officer how a deadline is being read."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .periods import day_in_words

WITHOUT_DAYS = {
    "date": gettext_lazy("A date that could not be read"),
    "review": gettext_lazy("A review, with no date"),
    "ongoing": gettext_lazy("Ongoing, with no end date"),
    "immediate": gettext_lazy("Immediate, with no date"),
    "event": gettext_lazy("When something else has happened, with no date"),
    "recurring": gettext_lazy("Again and again, with no date"),
    "none": gettext_lazy("No date"),
}
AS_KIND = {
    "review": gettext_lazy("for review"),
    "ongoing": gettext_lazy("ongoing until then"),
    "recurring": gettext_lazy("again and again"),
}
READ_AS = {
    "day": gettext_lazy("read as a day"),
    "week": gettext_lazy("read as a week"),
    "month": gettext_lazy("read as a month"),
    "season": gettext_lazy("read as a season"),
    "quarter": gettext_lazy("read as a quarter"),
    "half year": gettext_lazy("read as a half year"),
    "year": gettext_lazy("read as a year"),
    "financial year": gettext_lazy("read as a financial year"),
    "part of a month": gettext_lazy("read as a part of a month"),
    "part of a season": gettext_lazy("read as a part of a season"),
    "part of a quarter": gettext_lazy("read as a part of a quarter"),
    "part of a half year": gettext_lazy("read as a part of a half year"),
    "part of a year": gettext_lazy("read as a part of a year"),
    "part of a financial year": gettext_lazy("read as a part of a financial year"),
    "span": gettext_lazy("read as the last of several days or months"),
    "years": gettext_lazy("read as whole years"),
    "length of time": gettext_lazy("read as a length of time"),
}


def in_words(reading):
    """One or more plain sentences: "30 April 2008, read as a month." then further deadlines, then any doubt."""
    sentences = [_one(reading), *(_("Also: {other}").format(other=_one(other)) for other in reading.also)]
    return " ".join(sentence for sentence in (*sentences, reading.note) if sentence)


def _one(reading):
    if reading.precision == "as above":
        return _("The same as the deadline above.")
    if reading.due is None:
        return _without_days(reading)
    last = day_in_words(reading.due)
    said = [last, AS_KIND.get(reading.kind, ""), _read_as(reading.precision)]
    return _with_status(", ".join(map(str, filter(None, said))), reading)


def _read_as(precision):
    return READ_AS.get(precision) or _("read as a {precision}").format(precision=precision)


def _without_days(reading):
    said = WITHOUT_DAYS[reading.kind]
    if reading.met_on:
        said = _("Done by {date}").format(date=day_in_words(reading.met_on))
    return _with_status(said, reading)


def _with_status(said, reading):
    if not reading.status:
        return f"{said}."
    status = reading.status.label.lower()
    return _("{deadline}; the words say {status}.").format(deadline=said, status=status)
