"""The words of a status column."""

import pytest

from actionplan.status import COLOURS, FINISHED, Meaning, PresetStep, read_status

SURE = [
    ("Completed.", "complete"),
    ("Completed-", "complete"),
    ("Achieved", "complete"),
    ("Implemented", "complete"),
    ("Complete and being monitored", "complete"),
    ("In progress", "on_track"),
    ("In-Progress", "on_track"),
    ("On target", "on_track"),
    ("Underway", "on_track"),
    ("Ongoing", "on_track"),
    ("Being implemented", "on_track"),
    ("No issues", "on_track"),
    ("Some issues", "at_risk"),
    ("At risk", "at_risk"),
    ("Behind schedule", "off_track"),
    ("Delayed", "off_track"),
    ("Overdue", "off_track"),
    ("Not started", "not_started"),
    ("Not yet due", "not_started"),
    ("Suspended", "on_hold"),
    ("Deferred", "on_hold"),
    ("Paused", "on_hold"),
    ("Deleted", "withdrawn"),
    ("No longer required", "withdrawn"),
    ("Superseded", "superseded"),
    ("Green - on track", "on_track"),
    ("Completed (blue)", "complete"),
    ("Amber: behind schedule", "off_track"),
]


@pytest.mark.parametrize(("words", "meaning"), SURE)
def test_words_that_mean_the_same_everywhere(words, meaning):
    reading = read_status(words)
    assert (reading.words, reading.meaning, reading.confident, reading.note) == (words, meaning, True, "")


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Green", "on_track"),
        ("AMBER", "at_risk"),
        ("Red", "off_track"),
        ("Blue", "complete"),
        ("Closed", "complete"),
        ("Pending", "not_started"),
        ("Acceptable progress", "on_track"),
        ("Revised completion date", "at_risk"),
    ],
)
def test_words_that_councils_disagree_about_give_the_usual_meaning_and_a_doubt(words, meaning):
    reading = read_status(words)
    assert (reading.meaning, reading.confident) == (meaning, False)
    assert words in reading.note


@pytest.mark.parametrize(
    "words",
    ["", "  ", "-", "Cllr Jackson", "Training Plan completed and distributed", "April 08", "x" * 10_000],
)
def test_other_words_state_no_status(words):
    assert read_status(words) is None


def test_the_plans_own_scale_wins_and_is_not_in_doubt():
    scale = (
        PresetStep("Blue", Meaning.ON_HOLD, "blue"),
        PresetStep("Done and dusted", Meaning.COMPLETE, "green"),
    )
    assert (read_status("blue", scale).meaning, read_status("blue", scale).confident) == (
        Meaning.ON_HOLD,
        True,
    )
    assert read_status("Done & dusted", scale) is None
    assert read_status("Done and dusted.", scale).meaning == Meaning.COMPLETE
    assert read_status("Delayed", scale).meaning == Meaning.OFF_TRACK


def test_a_meaning_is_its_plain_word():
    assert Meaning.ON_TRACK == "on_track"
    assert Meaning.ON_TRACK.label == "On track"
    assert {Meaning.COMPLETE, Meaning.WITHDRAWN, Meaning.SUPERSEDED} == FINISHED
    assert {meaning.colour for meaning in Meaning} <= set(COLOURS)
