"""Deadlines as councils write them: tables of phrases, each with what a good officer would say it means."""

from datetime import date

import pytest

from actionplan.deadlines import in_words, read_deadline
from actionplan.status import Meaning

AS_OF = date(2008, 1, 8)
LATER = date(2024, 6, 10)


def days(reading):
    return reading.first_day and reading.first_day.isoformat(), reading.due and reading.due.isoformat()


# Every deadline of a real peer-review plan, as of 8 January 2008: words, kind, first day, last day, status, whether
# nobody could dispute it, and what stands there as news.
PEER_REVIEW = [
    ("", "none", None, None, None, True, ""),
    ("Completed", "none", None, None, "complete", True, ""),
    ("Completed-", "none", None, None, "complete", True, ""),
    ("Completed.", "none", None, None, "complete", True, ""),
    ("completed", "none", None, None, "complete", True, ""),
    ("Ongoing", "ongoing", None, None, None, True, ""),
    ("Immediate", "immediate", None, None, None, True, ""),
    ("None specific", "none", None, None, None, True, ""),
    ("As Above", "none", None, None, None, False, ""),
    ("April 08", "date", "2008-04-01", "2008-04-30", None, True, ""),
    ("March 08", "date", "2008-03-01", "2008-03-31", None, True, ""),
    ("June 08", "date", "2008-06-01", "2008-06-30", None, True, ""),
    ("June 07", "date", "2007-06-01", "2007-06-30", None, True, ""),
    ("November 07", "date", "2007-11-01", "2007-11-30", None, True, ""),
    ("January 08", "date", "2008-01-01", "2008-01-31", None, True, ""),
    ("Spring 09", "date", "2009-03-01", "2009-05-31", None, True, ""),
    ("Early 07", "date", "2007-01-01", "2007-04-30", None, True, ""),
    ("In Progress April 08", "date", "2008-04-01", "2008-04-30", "on_track", True, ""),
    ("To be finalised by Mar 08", "date", "2008-03-01", "2008-03-31", None, True, ""),
    ("Statement of service to be produced by Feb 08", "date", "2008-02-01", "2008-02-29", None, True, ""),
    ("Review December 07", "review", "2007-12-01", "2007-12-31", None, True, ""),
    (
        "Review at year end and plan for improvement for next financial year",
        "review",
        "2008-03-31",
        "2008-03-31",
        None,
        False,
        "",
    ),
    (
        "Management development programme run .2nd Tranche now in process. "
        "Competencies to be reviewed and relaunched March 08.",
        "date",
        "2008-03-01",
        "2008-03-31",
        None,
        False,
        "Management development programme run .2nd Tranche now in process.",
    ),
    (
        "PDRS to be in place by Mar 08. Training plan to be in place Feb 08",
        "date",
        "2008-03-01",
        "2008-03-31",
        None,
        True,
        "",
    ),
    ("Spring 08 Immediate", "date", "2008-03-01", "2008-05-31", None, False, ""),
    ("Post restructuring Immediate", "event", None, None, None, False, ""),
    ("Ongoing Immediate", "ongoing", None, None, None, False, ""),
    ("Ongoing Completed", "ongoing", None, None, "complete", False, ""),
    ("Ongoing Staff Briefings", "ongoing", None, None, None, False, "Staff Briefings"),
]

# Whole cells of news: they name no deadline that counts, and are kept to the letter for an unsigned update.
NEWS = [
    "Training Plan completed and distributed",
    "1st Programme run 2nd Tranche now taking place",
    "Advice and Training given on Employee Relations",
    "New Occupation Health Provider",
    "Measures taken to plug gaps. Review of shared service",
    "Look at Mori and Staff Survey",
    "Benchmarking to be sent to HOS",
    "Forward Policy Development agreed October HR Committee",
]


@pytest.mark.parametrize(("words", "kind", "first_day", "due", "status", "confident", "news"), PEER_REVIEW)
def test_every_deadline_of_the_peer_review_plan(words, kind, first_day, due, status, confident, news):
    reading = read_deadline(words, as_of=AS_OF)
    assert reading.words == words
    assert (reading.kind, *days(reading)) == (kind, first_day, due)
    assert reading.status == status
    assert (reading.confident, reading.news) == (confident, news)
    assert bool(reading.note) is not confident


@pytest.mark.parametrize("words", NEWS)
def test_news_in_the_deadline_column_is_no_deadline_and_no_status(words):
    reading = read_deadline(words, as_of=AS_OF)
    assert (reading.kind, reading.due, reading.status, reading.also) == ("none", None, None, ())
    assert reading.news == reading.words == words
    assert not reading.confident
    assert "news" in reading.note or "not by when" in reading.note


def test_news_with_a_month_says_which_month_was_meant():
    reading = read_deadline("Forward Policy Development agreed October HR Committee", as_of=AS_OF)
    assert "October 2007" in reading.note


# Dates that nobody could dispute: words, first day, last day, precision.
DATES = [
    ("31st March 2025", "2025-03-31", "2025-03-31", "day"),
    ("31 st March 2025", "2025-03-31", "2025-03-31", "day"),
    ("8th of April, 2025", "2025-04-08", "2025-04-08", "day"),
    ("March 31, 2025", "2025-03-31", "2025-03-31", "day"),
    ("31Mar25", "2025-03-31", "2025-03-31", "day"),
    ("Friday 4 April 2025", "2025-04-04", "2025-04-04", "day"),
    ("31.3.25", "2025-03-31", "2025-03-31", "day"),
    ("31/03/2025", "2025-03-31", "2025-03-31", "day"),
    ("01/02/26", "2026-02-01", "2026-02-01", "day"),
    ("2025-03-31", "2025-03-31", "2025-03-31", "day"),
    ("2025-03-31 00:00:00", "2025-03-31", "2025-03-31", "day"),
    ("29 February 2024", "2024-02-29", "2024-02-29", "day"),
    ("Due date: 31/3/25", "2025-03-31", "2025-03-31", "day"),
    ("By 31 March 2025 at the latest", "2025-03-31", "2025-03-31", "day"),
    ("End of April 2025", "2025-04-30", "2025-04-30", "day"),
    ("end of 2025", "2025-12-31", "2025-12-31", "day"),
    ("by end Q3 2024/25", "2024-12-31", "2024-12-31", "day"),
    ("by year end 2024/25", "2025-03-31", "2025-03-31", "day"),
    ("By Christmas 2024", "2024-12-25", "2024-12-25", "day"),
    ("By Christmas 24", "2024-12-25", "2024-12-25", "day"),
    ("w/c 3 March 2025", "2025-03-03", "2025-03-09", "week"),
    ("week ending 7 March 2025", "2025-03-01", "2025-03-07", "week"),
    ("Sept 08", "2008-09-01", "2008-09-30", "month"),
    ("Mar08", "2008-03-01", "2008-03-31", "month"),
    ("Mar-25", "2025-03-01", "2025-03-31", "month"),
    ("Apr '25", "2025-04-01", "2025-04-30", "month"),
    ("Sept. 2025", "2025-09-01", "2025-09-30", "month"),
    ("03/2025", "2025-03-01", "2025-03-31", "month"),
    ("March 2024/25", "2025-03-01", "2025-03-31", "month"),
    ("May 2025", "2025-05-01", "2025-05-31", "month"),
    ("early April 2025", "2025-04-01", "2025-04-10", "part of a month"),
    ("late June 2024", "2024-06-21", "2024-06-30", "part of a month"),
    ("mid-February 2025", "2025-02-11", "2025-02-20", "part of a month"),
    ("by autumn 2022", "2022-09-01", "2022-11-30", "season"),
    ("Winter 2024/25", "2024-12-01", "2025-02-28", "season"),
    ("Q3 2024/25", "2024-10-01", "2024-12-31", "quarter"),
    ("Q4 2024/25", "2025-01-01", "2025-03-31", "quarter"),
    ("second quarter of 2024/25", "2024-07-01", "2024-09-30", "quarter"),
    ("2024/25 Q2", "2024-07-01", "2024-09-30", "quarter"),
    ("H1 2024/25", "2024-04-01", "2024-09-30", "half year"),
    ("early 2027", "2027-01-01", "2027-04-30", "part of a year"),
    ("mid-2026", "2026-05-01", "2026-08-31", "part of a year"),
    ("late 2026", "2026-09-01", "2026-12-31", "part of a year"),
    ("late 2024/25", "2024-12-01", "2025-03-31", "part of a financial year"),
    ("to 2035", "2035-01-01", "2035-12-31", "year"),
    ("2023/24", "2023-04-01", "2024-03-31", "financial year"),
    ("2023-24", "2023-04-01", "2024-03-31", "financial year"),
    ("FY24/25", "2024-04-01", "2025-03-31", "financial year"),
    ("November/December 2018", "2018-11-01", "2018-12-31", "span"),
    ("July 2021 – March 2022", "2021-07-01", "2022-03-31", "span"),
    ("Sept – Dec 2024", "2024-09-01", "2024-12-31", "span"),
    ("1st April 2024 - 31st March 2025", "2024-04-01", "2025-03-31", "span"),
    ("01.04.24–31.03.25", "2024-04-01", "2025-03-31", "span"),
    ("April 2024 - 25 May 2025", "2024-04-01", "2025-05-25", "span"),
    ("Between March and May 2025", "2025-03-01", "2025-05-31", "span"),
    ("1-5 May 2025", "2025-05-01", "2025-05-05", "span"),
    ("Mon 3 – Fri 7 March 2025", "2025-03-03", "2025-03-07", "span"),
    ("Spring/Summer 2025", "2025-03-01", "2025-08-31", "span"),
]


@pytest.mark.parametrize(("words", "first_day", "due", "precision"), DATES)
def test_dates_that_nobody_could_dispute(words, first_day, due, precision):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, *days(reading), reading.precision) == ("date", first_day, due, precision)
    assert reading.confident, reading.note
    assert (reading.also, reading.what, reading.news) == ((), "", "")


# Dates another reader could dispute: words, last day, and a word of the doubt.
DOUBTFUL = [
    ("March", "2025-03-31", "No year"),
    ("October HR Committee", "2024-10-31", "No year"),
    ("31 March", "2025-03-31", "No year"),
    ("end of April", "2025-04-30", "No year"),
    ("by 31/3", "2025-03-31", "No year"),
    ("November/December", "2024-12-31", "No year"),
    ("Friday", "2024-06-14", "counted from 10 June 2024"),
    ("Monday 4 April 2025", "2025-04-04", "is a Friday, not a Monday"),
    ("Q3 2024", "2024-12-31", "calendar quarters"),
    ("Q3", "2024-12-31", "No year"),
    ("Winter 2024", "2025-02-28", "begins in December 2024"),
    ("Year end", "2025-03-31", "31 March 2025"),
    ("end of the financial year", "2025-03-31", "31 March 2025"),
    ("next financial year", "2026-03-31", "counted from"),
    ("Within 6 months", "2024-12-10", "counted from"),
    ("12-18 months", "2025-12-10", "counted from"),
    ("FY25", "2025-03-31", "ends in 2025"),
    ("2024-26", "2026-12-31", "financial years"),
    ("07/08", "2008-03-31", "a month and a year"),
    ("03/25", "2025-03-31", "a day and a month"),
    ("April 30", "2030-04-30", "may be a day"),
    ("academic year 2024/25", "2025-08-31", "begin in September"),
    ("July 2021 - March", "2022-03-31", "no year of its own"),
    ("December/January 2025", "2025-01-31", "turn of the year"),
    ("March or April 2025", "2025-04-30", "one or the other"),
    ("March 2025 (TBC)", "2025-03-31", "not yet certain"),
    ("March 2025?", "2025-03-31", "not yet certain"),
    ("From April 2025", "2025-04-30", "when it starts"),
    ("April 2025 onwards", "2025-04-30", "when it starts"),
    ("Before April 2025", "2025-03-31", "Before"),
    ("Workforce Strategy 2027", "2027-12-31", "what is planned"),
    ("March 2008/10", "2009-03-31", "not a year and the next"),
]


@pytest.mark.parametrize(("words", "due", "doubt"), DOUBTFUL)
def test_dates_in_doubt_are_read_and_say_why(words, due, doubt):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, reading.due and reading.due.isoformat()) == ("date", due)
    assert not reading.confident
    assert doubt in reading.note


@pytest.mark.parametrize(
    "words",
    [
        "31 June",
        "31 June 2024",
        "31/06/2024",
        "30 Feb",
        "29 February 2025",
        "29/02/2023",
        "13/25/2025",
        "45 March 2025",
    ],
)
def test_an_impossible_date_is_never_a_nearby_one(words):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, reading.first_day, reading.due) == ("date", None, None)
    assert not reading.confident
    assert reading.note.startswith("There is no ")


# Times without a last day, and others that are not plain dates: words, kind, last day, status, confident.
TIMES = [
    ("annually", "recurring", None, None, True),
    ("Quarterly", "recurring", None, None, True),
    ("Every 6 months", "recurring", None, None, True),
    ("every June", "recurring", "2024-06-30", None, True),
    ("Annually in March", "recurring", "2025-03-31", None, True),
    ("31 March annually", "recurring", "2025-03-31", None, True),
    ("Quarterly from April 2025", "recurring", "2025-04-30", None, True),
    ("within three months of adoption", "event", None, None, True),
    ("On completion of restructure", "event", None, None, True),
    ("After the elections", "event", None, None, True),
    ("Immediately following adoption", "event", None, None, True),
    ("Post May 07 elections", "event", None, None, False),
    ("ASAP", "immediate", None, None, True),
    ("On-going", "ongoing", None, None, True),
    ("Ongoing until March 2025", "ongoing", "2025-03-31", None, True),
    ("TBC", "none", None, None, True),
    ("To be confirmed", "none", None, None, True),
    ("N/A", "none", None, None, True),
    ("-", "none", None, None, True),
    ("Short term", "none", None, None, False),
    ("To be reviewed March 2025", "review", "2025-03-31", None, True),
    ("Annual review March 2025", "review", "2025-03-31", None, True),
    ("Strategy to be reviewed by March 2025", "date", "2025-03-31", None, True),
    ("Deferred", "none", None, "on_hold", True),
    ("Deferred until June 2025", "date", "2025-06-30", None, True),
    ("Delayed - now June 2025", "date", "2025-06-30", "off_track", True),
    ("March 2024 - Completed", "date", "2024-03-31", "complete", True),
    ("Complete by March 2025", "date", "2025-03-31", None, True),
    ("Completed March 2025", "date", "2025-03-31", "complete", False),
    ("Started April 2024", "none", None, "on_track", False),
    ("Put back from 3 May", "none", None, None, False),
    ("Put back from 3 May to 10 June 2025", "date", "2025-06-10", None, True),
    ("Was March 24, now June 24", "date", "2024-06-30", None, True),
    ("In place since April 2007", "none", None, "complete", False),
    ("Ongoing since April 2007", "ongoing", None, None, True),
    ("Revised to June 2025", "date", "2025-06-30", None, True),
    ("Second week of March 2025", "date", "2025-03-31", None, False),
    ("Easter 2025", "date", "2025-04-20", None, False),
    ("Easter 25", "date", "2025-04-20", None, False),
    ("ASAP but no later than March 2025", "date", "2025-03-31", None, True),
    ("90% complete", "none", None, None, False),
    ("5 year plan", "none", None, None, False),
    ("Amber", "none", None, "at_risk", False),
]


@pytest.mark.parametrize(("words", "kind", "due", "status", "confident"), TIMES)
def test_times_that_are_not_plain_dates(words, kind, due, status, confident):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, reading.due and reading.due.isoformat()) == (kind, due)
    assert (reading.status, reading.confident) == (status, confident)
    assert bool(reading.note) is not confident


@pytest.mark.parametrize("words", ["Done (May 2019)", "Completed May 2019", "Achieved - May 2019"])
def test_when_it_was_done_is_no_deadline(words):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, reading.due, reading.status) == ("none", None, Meaning.COMPLETE)
    assert reading.met_on == date(2019, 5, 31)


# Several deadlines in a cell: words, then kind, last day and own words of each after the first.
SEVERAL = [
    (
        "PDRS to be in place by Mar 08. Training plan to be in place Feb 08",
        [("date", "2008-02-29", "Training plan to be in place Feb 08")],
    ),
    ("Spring 08 Immediate", [("immediate", None, "Immediate")]),
    ("Post restructuring Immediate", [("immediate", None, "Immediate")]),
    ("March 08 June 08", [("date", "2008-06-30", "June 08")]),
    ("March and June 2008", [("date", "2008-06-30", "June 2008")]),
    ("June, September and December 08", [("date", "2008-09-30", "September"), ("date", "2008-12-31", "December 08")]),
    ("Jun 08; Sep 08", [("date", "2008-09-30", "Sep 08")]),
    ("Phase 1 - March 2008, Phase 2 - June 2008", [("date", "2008-06-30", "Phase 2 - June 2008")]),
    ("Ongoing - review March 2008", [("review", "2008-03-31", "review March 2008")]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "others"), SEVERAL)
def test_two_dates_in_a_cell_are_two_deadlines(words, others):
    reading = read_deadline(words, as_of=AS_OF)
    assert reading.words == words
    assert [(one.kind, one.due and one.due.isoformat(), one.words) for one in reading.also] == others


def test_each_deadline_keeps_what_it_is_for():
    reading = read_deadline("PDRS to be in place by Mar 08. Training plan to be in place Feb 08", as_of=AS_OF)
    assert [reading.what, reading.also[0].what] == ["PDRS to be in place", "Training plan to be in place"]


@pytest.mark.parametrize("words", ["As Above", "as above.", "Ditto", '"', "See above"])
def test_as_above_points_to_the_deadline_above(words):
    reading = read_deadline(words, as_of=AS_OF)
    assert (reading.kind, reading.precision, reading.due, reading.confident) == (
        "none",
        "as above",
        None,
        False,
    )


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Recruit 2000 staff by March 2025", date(2025, 3, 31)),
        ("Budget for 2026/27 agreed by March 2025", date(2025, 3, 31)),
        ("Develop a culture of continuous learning by March 2025", date(2025, 3, 31)),
        ("Annual training plan by March 2025", date(2025, 3, 31)),
        ("Staff may attend from the 3 March 2025 event", date(2025, 3, 3)),
    ],
)
def test_words_that_only_look_like_times_are_left_alone(words, due):
    reading = read_deadline(words, as_of=LATER)
    assert (reading.kind, reading.due, reading.also) == ("date", due, ())


def test_look_alike_letters_are_not_mended():
    reading = read_deadline("Арril 08", as_of=AS_OF)
    assert (reading.kind, reading.due, reading.confident) == ("none", None, False)
    assert "could not be read" in reading.note


def test_quarters_and_years_are_counted_as_the_plan_counts_them():
    assert read_deadline("Q3 2024", as_of=LATER, quarters="calendar").due == date(2024, 9, 30)
    assert read_deadline("2024/25", as_of=LATER, year_starts=9).due == date(2025, 8, 31)
    assert read_deadline("Q1 2024/25", as_of=LATER, year_starts=9).first_day == date(2024, 9, 1)
    january = read_deadline("Q3 2024", as_of=LATER, year_starts=1)
    assert (january.due, january.confident) == (date(2024, 9, 30), True)


def test_a_missing_year_is_the_next_to_come():
    assert read_deadline("January", as_of=AS_OF).due == date(2008, 1, 31)
    assert read_deadline("December", as_of=AS_OF).due == date(2008, 12, 31)
    assert read_deadline("Friday 7 June", as_of=LATER).due == date(2024, 6, 7), (
        "the year in which it is a Friday"
    )


def test_a_reading_is_said_back_in_plain_words():
    said = {
        "April 08": "30 April 2008, read as a month.",
        "Ongoing": "Ongoing, with no end date.",
        "Completed": "No date; the words say complete.",
        "Review December 07": "31 December 2007, for review, read as a month.",
        "As above": "The same as the deadline above. It points to the deadline above.",
        "31 June": "A date that could not be read. There is no 31 June.",
        "March and June 2008": "31 March 2008, read as a month. Also: 30 June 2008, read as a month.",
        "November/December 2018": "31 December 2018, read as the last of several days or months.",
    }
    assert {words: in_words(read_deadline(words, as_of=AS_OF)) for words in said} == said
