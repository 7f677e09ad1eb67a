"""What one part of a deadline cell says: a date and what it is for, a time without a date, a status, or news."""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from django.utils.translation import gettext as _

from actionplan.status import Meaning, read_status

from . import vocabulary
from .calendars import Calendar, NoYear, last_before
from .marks import is_a_subject, no_longer_counts
from .parts import is_filler, without_lead_in
from .periods import Period, a_day, a_week, day_in_words, period_in_words
from .reading import DeadlineReading
from .vocabulary import PUNCTUATION

OPENINGS = (
    r"the|a|next|annual|formal|further|for|to|be|progress|and|then|first|final|due|six|three|month|monthly"
)
REVIEW_OPENS = re.compile(
    rf"^\W*(?:(?:{OPENINGS})\W+)*review(?:s|ed)?"
    r"(?:\W+(?:date|due|meeting|planned|in|at|by|on|for|is|the|end|of|to|be))*\W*$"
)
REVIEW_BEFORE = re.compile(r"\breviews?(?: (?:date|due|meeting|planned|in|at|on|for))*\W*$")
REVIEW_BEHIND = re.compile(
    r"^\W*(?:(?:for|a|the|to|be|next|annual|progress)\s)*review(?:ed)?(?: date| meeting)?\W*$"
)
REVIEW_ALONE = re.compile(r"\W*(?:(?:for|to be|under|due for|annual|next)\s)*review(?:ed)?\W*")
EVENT_OPENING = re.compile(rf"^\W*(?:{vocabulary.EVENT_OPENINGS})\b")
EVENT_TURN = re.compile(rf"\b(?:{vocabulary.EVENT_TURNS})\b")
SO_LONG_AFTER = re.compile(
    rf"\b(?:[0-9]{{1,3}}|{vocabulary.any_of(vocabulary.NUMBERS)})[ -](?:working )?(?:day|week|month|year)s?'?"
    r"\s{1,3}(?:of|after|from|following|post|prior to|before)\b"
)
JUST_AFTER = re.compile(r"\b(?:post|after|following|once)(?: the| end of){0,2}\W*$")
JUST_BEFORE = re.compile(r"\b(?:before|prior to)(?: the)?\W*$")
SOME_TERM = re.compile(r"\W*(?:(?:short|medium|mid|long|near)(?:er)?[ -](?:to[ -])?){1,2}term\b")
HAS_STARTED = re.compile(r"\W*(?:work )?(?:has |have )?(?:started|commenced|begun|began)\b")
STARTS = re.compile(
    r"\b(?:from|with effect from|w\.?e\.?f\.?|start(?:s|ing)?|commenc(?:es?|ing)|begin(?:s|ning)?)"
    r"(?: in| from| on)?\W*$"
)
ONWARDS = re.compile(r"^\W*(?:onwards?\b|and (?:beyond|onwards)\b)")
DONE = re.compile(rf"\b(?:{vocabulary.DONE})\b")
STILL_TO_DO = re.compile(vocabulary.STILL_TO_DO)
PERHAPS = re.compile(vocabulary.PERHAPS)
UNSET = re.compile(rf"(?<![a-z0-9])(?:{vocabulary.UNSET})(?![a-z0-9])")
IMMEDIATE = re.compile(rf"(?<![a-z0-9])(?:{vocabulary.IMMEDIATE})(?![a-z0-9])")
MOVED_TO = re.compile(rf"\b(?:{vocabulary.MOVED})(?: (?:date|deadline|target))?\b")
BY = re.compile(r"\b(?:by|for|on or before|no later than)(?: the)?(?: end of)?\W*$")
PUT_OFF_TO = re.compile(r"\b(?:to|until|till)(?: the)?(?: end of)?\W*$")
EACH = re.compile(r"\b(?:every|each)(?: year in)?\W*$")
WEEK_OF = re.compile(
    r"(?:\bw ?/ ?[cb]|\bw\.[cb]\.|\bwc|\bweek (?:commencing|beginning|starting|of))[\s:]*(?:the )?$"
)
WEEK_TO = re.compile(r"(?:\bw ?/ ?e|\bweek (?:ending|to))[\s:]*(?:the )?$")


@dataclass(frozen=True)
class Said:
    """A part with its words as written and tidied: those before its time, those behind it, and all."""

    all: str
    before: str
    behind: str
    before_as_written: str
    behind_as_written: str


def read_part(part, words, text, calendar):
    """The readings of one part: two where an event stands before another time ("Post restructuring Immediate")."""
    said = _said(part, words, text)
    if part.mark is None:
        return [read_prose(said.all)]
    if part.mark.kind == "date":
        return [read_date(part.mark, said, text, calendar)]
    return _read_without_date(part.mark, said)


def _said(part, words, text):
    start, end = (part.mark.start, part.mark.end) if part.mark else (part.end, part.end)
    return Said(
        words[part.start : part.end].strip(),
        text[part.start : start],
        text[end : part.end],
        words[part.start : start],
        words[end : part.end],
    )


# Words without a time ---------------------------------------------------------------------------------------------


def read_prose(said):
    """A status, an event that must come first, or news: in that order."""
    tidy = vocabulary.tidied(said)
    reading = DeadlineReading(said)
    if not tidy.strip(PUNCTUATION):
        return reading
    if status := read_status(said):
        return replace(reading, status=status.meaning, confident=status.confident, note=status.note)
    if REVIEW_ALONE.fullmatch(tidy):
        return replace(
            reading, kind="review", confident=False, note=_("A review is named, but not its date.")
        )
    turn = EVENT_OPENING.search(tidy) or SO_LONG_AFTER.search(tidy) or EVENT_TURN.search(tidy)
    if turn and not _tells_of_done(tidy[: turn.start()]):
        return replace(reading, kind="event", what=_what(said[: turn.start()]))
    if SOME_TERM.match(tidy):
        return replace(reading, confident=False, note=_("“{words}” names no date.").format(words=said))
    if len(tidy.split()) <= 3 and re.search("[0-9]", tidy) and not _tells_of_done(tidy):
        note = _("“{words}” could not be read as a date.").format(words=said)
        return replace(reading, confident=False, note=note)
    return replace(reading, confident=False, news=said, note=_why_news(said, tidy))


def _tells_of_done(tidy):
    done = DONE.search(tidy)
    return bool(done) and not STILL_TO_DO.search(tidy[: done.start()])


def _why_news(said, tidy):
    if _tells_of_done(tidy):
        why = _("“{words}” reads as news, not as a date; it may mean that the action is complete.")
    else:
        why = _("“{words}” says what is done or to be done, but not by when.")
    return why.format(words=said)


def _what(*written):
    return " ".join(filter(None, (without_lead_in(words) for words in written)))


def _read_without_date(mark, said):
    """Ongoing, immediate, recurring, or that no date is set, with the words that stand beside it."""
    reading = _with_status(DeadlineReading(said.all, mark.kind), said)
    if mark.days:
        reading = _with_days(reading, mark)
    before = read_prose(said.before_as_written.strip())
    if before.kind == "event":
        return [before, *_read_without_date(mark, _only_behind(said))]
    if mark.kind == "immediate" and EVENT_OPENING.match(said.behind):
        return [DeadlineReading(said.all, "event")]
    words = (
        []
        if reading.status
        else [side for side in (said.before_as_written, said.behind_as_written) if not is_filler(side)]
    )
    if not words:
        return [reading]
    if mark.kind in ("recurring", "none"):
        return [replace(reading, what=_what(*words))]
    news = said.all if not is_filler(said.before) else said.behind_as_written.strip(" -–—:,;")
    kept = _("“{news}” was kept as news beside “{words}”.").format(news=news, words=_named(mark, said))
    return [_doubting(replace(reading, news=news), kept)]


def _only_behind(said):
    rest = said.all[len(said.before_as_written.strip()) :].strip()
    return Said(rest, "", said.behind, "", said.behind_as_written)


def _named(mark, said):
    return said.all[len(said.before_as_written.lstrip()) :][: mark.end - mark.start]


def _with_days(reading, mark):
    """The days of "every June" and "ongoing until March 09"; a yearly time needs no year."""
    doubts = mark.days.doubts
    if mark.kind == "recurring":
        doubts = [doubt for doubt in doubts if not isinstance(doubt, NoYear)]
    return _doubting(_on(reading, mark.days.period), *doubts)


def _with_status(reading, said):
    """The status that stands beside a time, with what must be doubted where the two disagree."""
    status = _status_beside(said)
    if not status:
        return reading
    reading = _doubting(replace(reading, status=status.meaning), status.note)
    if status.meaning == Meaning.COMPLETE and reading.kind == "ongoing":
        return _doubting(reading, _("It says both ongoing and complete."))
    if status.meaning == Meaning.COMPLETE and reading.kind == "immediate":
        return _doubting(reading, _("It says both immediate and complete."))
    return reading


def _status_beside(said):
    return next(
        filter(None, (_status(side) for side in (said.before_as_written, said.behind_as_written))), None
    )


def _status(words):
    return read_status(words.strip(PUNCTUATION)) or read_status(without_lead_in(words))


# Dates ------------------------------------------------------------------------------------------------------------


def read_date(mark, said, text, calendar: Calendar):
    """A date: a deadline or a review, unless the words say that it was put aside, or when it was done."""
    reading = DeadlineReading(said.all, _date_kind(said), what=_date_what(said))
    if no_longer_counts(text, mark.start):
        return _put_aside(reading, mark, said)
    if mark.days.period is None:
        return _doubting(reading, *mark.days.doubts)
    if JUST_AFTER.search(said.before) or SO_LONG_AFTER.search(said.before):
        note = _("It says after what, not by when.")
        return replace(reading, kind="event", what="", confident=False, note=note)
    period, doubts = _moved(mark, said)
    reading = replace(_on(reading, period), year_missing=mark.days.year_missing)
    reading = _doubting(reading, *doubts, *_doubts_beside(mark, said, text))
    return _as_done(reading, mark, said, calendar) or reading


def _put_aside(reading, mark, said):
    """ "Put back from 3 May" and "In place since April 07" name no deadline."""
    since = re.search(r"\bsince\W*$", said.before)
    note = _("“{words}” is a date that no longer counts; no deadline is given.")
    if since:
        note = _("“{words}” says since when; no deadline is given.")
    status = _status(said.before_as_written) if since else None
    reading = replace(reading, kind="none", what="", status=status and status.meaning, put_aside=True)
    return replace(reading, confident=False, note=note.format(words=_named(mark, said)))


def _date_kind(said):
    if EACH.search(said.before):
        return "recurring"
    before = REVIEW_OPENS.search(said.before) or REVIEW_BEFORE.search(said.before)
    return "review" if before or REVIEW_BEHIND.search(said.behind) else "date"


def _date_what(said):
    """What is to be done by the date: the words around it that are not themselves read as something else."""
    before = WEEK_TO.sub("", WEEK_OF.sub("", said.before))
    sides = (said.before_as_written[: len(before)], said.behind_as_written)
    return _what(*(side for side in sides if not _is_read(side)))


def _is_read(written):
    tidy = vocabulary.tidied(written)
    review = REVIEW_OPENS.match(tidy) or REVIEW_BEHIND.match(tidy)
    left = MOVED_TO.sub("", IMMEDIATE.sub("", UNSET.sub("", tidy)))
    return bool(review or is_filler(left) or _status(written))


def _moved(mark, said):
    """The period, moved by the words just before it: the week of a day, or the day before."""
    period, doubts = mark.days.period, mark.days.doubts
    if EACH.search(said.before) and mark.days.named.year is None:
        doubts = ()
    if WEEK_OF.search(said.before) and period.precision != "day":
        return period, (*doubts, _("A week is named, but not by its first day."))
    if WEEK_OF.search(said.before):
        return _week(period.first, doubts)
    if WEEK_TO.search(said.before):
        return _week(period.last - timedelta(days=6), doubts)
    if JUST_BEFORE.search(said.before) and mark.days.named.part != "end":
        eve = period.first - timedelta(days=1)
        read = _("“Before” was read as up to {date}.").format(date=day_in_words(eve))
        return a_day(eve), (*doubts, read)
    return period, doubts


def _week(first, doubts):
    return a_week(first), doubts


def _doubts_beside(mark, said, text):
    """What the words around a date put in doubt."""
    if (
        PERHAPS.search(said.before[-25:])
        or PERHAPS.search(said.behind[:25])
        or UNSET.search(said.before + said.behind)
    ):
        yield _("The date is given as not yet certain.")
    if STARTS.search(said.before) or ONWARDS.search(said.behind):
        yield _("It says when it starts, not by when it is to be done.")
    if is_a_subject(mark.days, text):
        planned = _("“{words}” may say what is planned rather than by when.")
        yield planned.format(words=_named(mark, said))


def _as_done(reading, mark, said, calendar):
    """The reading of a date that goes with a status or with something done; None where it is a plain deadline."""
    before, behind = _status(said.before_as_written), _status(said.behind_as_written)
    if before:
        return _after_status(reading, before, mark, said, calendar)
    if behind:
        return _doubting(replace(reading, status=behind.meaning), behind.note)
    if _tells_of_done(said.before) and not BY.search(said.before):
        return _as_news(reading, mark, said, calendar)
    return None


def _after_status(reading, status, mark, said, calendar):
    """ "In Progress April 08" is due in April; "Done (May 2019)" was done in May; "Complete by May" is still to do."""
    if status.meaning == Meaning.COMPLETE and BY.search(said.before):
        if reading.due < calendar.as_of:
            return _doubting(reading, _("It may say that the action is already complete."))
        return reading
    if status.meaning == Meaning.ON_HOLD and PUT_OFF_TO.search(said.before):
        return reading
    reading = _doubting(replace(reading, status=status.meaning), status.note)
    if HAS_STARTED.match(said.before) and reading.first_day <= calendar.as_of:
        note = _("{date} is when it started, not by when it is to be done.").format(date=_in_words(reading))
        return DeadlineReading(reading.words, status=status.meaning, confident=False, note=note)
    if status.meaning != Meaning.COMPLETE:
        return reading
    if reading.first_day > calendar.as_of:
        to_come = _("It says complete, but {date} is still to come.").format(date=_in_words(reading))
        return _doubting(reading, to_come)
    return DeadlineReading(
        reading.words,
        status=status.meaning,
        confident=reading.confident,
        note=reading.note,
        met_on=min(reading.due, calendar.as_of),
        year_missing=reading.year_missing,
    )


def _as_news(reading, mark, said, calendar):
    """ "Policy agreed October" tells of something done, unless the date is still to come."""
    period = last_before(mark.days.named, calendar) if mark.days.year_missing else mark.days.period
    if period is None or period.first > calendar.as_of:
        return None
    note = _("It reads as news of {period}, not as a deadline.").format(period=period_in_words(period))
    return DeadlineReading(reading.words, confident=False, note=note, news=said.all)


def _in_words(reading):
    return period_in_words(Period(reading.first_day, reading.due, reading.precision))


def _on(reading, period):
    if period is None:
        return reading
    return replace(reading, first_day=period.first, due=period.last, precision=period.precision)


def _doubting(reading, *notes):
    """The reading with these doubts added; it is confident only while there are none."""
    notes = [note for note in notes if note and note not in reading.note]
    if not notes:
        return reading
    return replace(reading, confident=False, note=" ".join(filter(None, (reading.note, *notes))))
