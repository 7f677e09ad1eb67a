"""How a deadline is said: what it was read as, what was written, and how far it has moved."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplan.days_in_words import long_date

NO_DATE = gettext_lazy("No date set")
READINGS = {
    "ongoing": gettext_lazy("Ongoing"),
    "immediate": gettext_lazy("Immediate"),
    "none": NO_DATE,
    "": NO_DATE,
}


def moved_by(deadline):
    """Count the days between a deadline's first reading and its last; 0 when either is missing."""
    if not (deadline.due and deadline.original_due):
        return 0
    return (deadline.due - deadline.original_due).days


def first_said(deadline):
    """Give the words a deadline started with once it has moved; nothing while it stands as it was agreed."""
    if not deadline or (deadline.original_words or "") in ("", deadline.words):
        return ""
    return deadline.original_words


def reading(deadline):
    """Say what a deadline was read as: its date; else what kind it is; else the words as they stand."""
    if not deadline:
        return str(NO_DATE)
    if deadline.due:
        date = long_date(deadline.due)
        return _("Review by {date}").format(date=date) if _kind(deadline) == "review" else date
    return str(READINGS.get(_kind(deadline)) or deadline.words or NO_DATE)


def _kind(deadline):
    """Tell the kind; words that were read as no kind of their own (in a paper) speak for themselves."""
    kind = getattr(deadline, "kind", None)
    return ("event" if deadline.words else "none") if kind is None else str(kind)


def as_written(deadline):
    """Give the words of the document where they differ from the reading, else nothing."""
    if not deadline or deadline.words.strip().casefold() == reading(deadline).casefold():
        return ""
    return deadline.words
