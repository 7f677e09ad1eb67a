"""What is true of every deadline, whatever the words: nothing raises, nothing is lost, nothing takes long."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.deadlines import KINDS, in_words, read_deadline
from actionplan.status import Meaning

AS_OF = date(2008, 1, 8)

_PIECES = (
    "March|Mar|may|08|2008|2008/09|31|29 Feb|1st|Q3|quarter|spring|winter|early|mid-|late|end of|by|to|-|–|/|.|,|(|)|?|"
    "and|or|from|put back from|review|ongoing|completed|immediate|annually|every|TBC|as above|post|within|three months|"
    "of|year end|next|week|w/c|Friday|31/06/2024|2025-03-31|plan|agreed|to be|\n|;| . |İ|\u00a0|\x00|٣|ſept|99/00|9999"
)

PIECES = _PIECES.split("|")
phrases = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)
squeezed = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


@settings(max_examples=400, deadline=None)
@given(
    words=st.one_of(st.text(max_size=300), phrases, squeezed),
    as_of=days,
    year_starts=st.integers(1, 12),
    quarters=st.sampled_from(("financial", "calendar")),
)
def test_any_words_give_a_sound_reading(words, as_of, year_starts, quarters):
    reading = read_deadline(words, as_of=as_of, year_starts=year_starts, quarters=quarters)
    assert reading.words == words
    assert in_words(reading).endswith((".", "?", "!")), "said back as a sentence"
    for one in (reading, *reading.also):
        assert one.kind in KINDS
        assert (one.first_day is None) == (one.due is None)
        assert one.due is None or one.first_day <= one.due
        assert one.status is None or one.status in Meaning
        assert bool(one.note) is not one.confident
        assert one.words.strip() in words
        assert one.also == () or one is reading
    assert all(word in words for word in reading.news.split())


@given(day=days)
def test_a_day_written_out_is_read_as_that_day(day):
    for words in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day.day} {day:%B %Y}",
        f"by {day:%A} {day.day} {day:%b %Y}",
    ):
        reading = read_deadline(words, as_of=AS_OF)
        assert (reading.due, reading.confident) == (day, True) or not 1900 <= day.year <= 2099


@given(month=st.dates(min_value=date(1999, 1, 1), max_value=date(2020, 12, 31)))
def test_a_month_means_its_last_day(month):
    reading = read_deadline(f"{month:%B %Y}", as_of=AS_OF)
    assert reading.first_day == month.replace(day=1)
    assert (reading.due.month, (reading.due.toordinal() + 1)) == (
        month.month,
        date(month.year + month.month // 12, month.month % 12 + 1, 1).toordinal(),
    )


LONG = {
    "spaces": " ",
    "digits": "1",
    "slashes": "1/",
    "months": "march ",
    "dates": "March 08 ",
    "lead-ins": "by the end of the ",
    "sentences": "a. B",
    "reviews": "review the next ",
    "kinds": "ongoing immediate ",
    "lines": "\n",
    "dashes": "-",
    "brackets": "(",
    "quarters": "q1 ",
    "years": "2008/09 ",
    "events": "Post restructuring Immediate. ",
    "put back": "put back from 3 May was due for ",
    "odd letters": "İ",
    "letters": "x",
    "ditto": '" ',
}


@pytest.mark.parametrize("piece", LONG.values(), ids=LONG.keys())
def test_ten_thousand_characters_are_read_quickly(piece):
    """A tenth of a second is usual; catastrophic backtracking takes minutes."""
    words = (piece * 10_000)[:10_000] + "x"
    started = time.process_time()
    assert read_deadline(words, as_of=AS_OF).words == words
    assert time.process_time() - started < 2
