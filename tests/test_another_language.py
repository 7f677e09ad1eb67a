"""What is said can be translated, and no rule reads what was said: here every sentence is in a language of our own."""

from datetime import date

import pytest
from django.utils import translation

from actionplan.deadlines import in_words, read_deadline
from actionplan.importing.document import read_document
from actionplan.importing.limits import CannotRead
from actionplan.importing.news import NewsDays
from actionplan.wording import counted, listed

AS_OF = date(2026, 1, 13)
DEADLINES = [
    "March",
    "every June",
    "June to July",
    "30 February",
    "Q3 2025",
    "Friday 4 April 2026",
    "Put back from 3 May 2025; by June 2026",
    "In place since April 2007",
    "Ongoing, Immediate",
    "Ongoing, complete",
    "Done (May 2019)",
    "Policy agreed October",
    "Ongoing Team Briefings",
]


@pytest.fixture
def in_another_language(monkeypatch):
    def speak():
        monkeypatch.setattr(translation._trans, "gettext", "¿{}?".format)
        monkeypatch.setattr(
            translation._trans, "ngettext", lambda one, several, n: f"¿{one if n == 1 else several}?"
        )

    return speak


def told_apart(reading):
    also = tuple(told_apart(each) for each in reading.also)
    return (*[value for name, value in vars(reading).items() if name not in ("note", "also")], also)


@pytest.mark.parametrize("words", DEADLINES)
def test_a_deadline_is_read_the_same_whatever_language_its_doubts_are_told_in(words, in_another_language):
    before = read_deadline(words, as_of=AS_OF)
    in_another_language()
    after = read_deadline(words, as_of=AS_OF)
    assert told_apart(after) == told_apart(before)
    assert after.note.replace("¿", "").replace("?", "") == before.note
    assert in_words(after).startswith("¿")


def test_a_progress_column_without_a_year_is_known_in_any_language(in_another_language):
    in_another_language()
    days = NewsDays(as_of=date(2024, 12, 31), year_starts=4, quarters="financial")
    assert days.given_on("Progress December") == date(2024, 12, 31)
    assert days.guessed == {"Progress December": date(2024, 12, 31)}


def test_a_file_that_cannot_be_read_is_refused_in_the_readers_language(in_another_language):
    in_another_language()
    with pytest.raises(CannotRead, match=r"^¿This is a rich text file"):
        read_document(rb"{\rtf1 A plan}", "plan.rtf")


def test_a_count_and_a_list_are_said_in_the_readers_language(in_another_language):
    in_another_language()
    assert (counted(1, "action"), counted(1204, "person")) == ("¿1 action?", "¿1,204 people?")
    assert listed(["17.1", "17.2", "18"]) == "¿17.1, 17.2 and 18?"
