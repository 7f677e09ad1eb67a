"""The sets of status words ready to pick, and the rules a plan's own words keep."""

from collections import Counter

import pytest

from actionplan.changes.scales import keep_scale, offered, preset_scale
from actionplan.scales import PRESET_SCALES, Word, problems_of, proposed, usual
from actionplan.status import COLOURS, FINISHED, Meaning, PresetStep
from actionplan.words_together import Row, row_of, together
from tests.cast import make_plan

SCALES = pytest.mark.parametrize("name", PRESET_SCALES)


def test_the_first_scale_is_the_plain_one():
    name, scale = next(iter(PRESET_SCALES.items()))
    assert name == "Plain"
    assert [(step.word, step.colour) for step in scale.steps] == [
        ("Not started", "grey"),
        ("On track", "green"),
        ("At risk", "amber"),
        ("Off track", "red"),
        ("Complete", "blue"),
        ("On hold", "grey"),
        ("Withdrawn", "grey"),
        ("Superseded", "grey"),
    ]
    assert [step.meaning for step in scale.steps] == list(Meaning)


@SCALES
def test_every_scale_can_say_what_rules_need(name):
    steps = PRESET_SCALES[name].steps
    used = {step.meaning for step in steps}
    defaults = Counter(step.meaning for step in steps if step.default)
    assert defaults == dict.fromkeys(used, 1), "one default for each meaning used"
    assert {Meaning.NOT_STARTED, Meaning.ON_TRACK, Meaning.COMPLETE, Meaning.WITHDRAWN} <= used
    assert len({step.word for step in steps}) == len(steps)
    assert {step.colour for step in steps} <= set(COLOURS)


@SCALES
def test_every_scale_keeps_the_rules_for_a_plans_own_words(name):
    words = [Word(step.word, step.meaning, step.colour, step.default) for step in PRESET_SCALES[name].steps]
    assert problems_of(words) == []
    assert usual(words) == {place for place, word in enumerate(words) if word.default}


@SCALES
def test_every_scale_says_in_one_sentence_what_its_colours_mean(name):
    about = PRESET_SCALES[name].about
    assert about.endswith(".")
    assert len(about) < 130
    assert len(name) <= 100


@pytest.mark.parametrize(
    ("name", "word", "meaning", "colour"),
    [
        ("Red, amber, green: green means on track", "Green", "on_track", "green"),
        ("Red, amber, green: green means achieved", "Achieved", "complete", "green"),
        ("Red, amber, green: green means achieved", "Acceptable progress", "on_track", "amber"),
        ("Red, amber, green: amber means delayed", "Delayed", "off_track", "amber"),
        ("Red, amber, green: amber means up to a month behind", "Up to a month behind", "at_risk", "amber"),
        ("Red, amber, green: by the share that is done", "Up to 25% done", "on_track", "red"),
        ("Issues", "Significant issues", "off_track", "red"),
        ("Achieved, on target, revised date", "Deleted", "withdrawn", "grey"),
        ("Stages of implementation", "Complete and being monitored", "complete", "blue"),
        ("Under control", "Under control", "at_risk", "amber"),
        ("Numbered 1 to 4", "1 Fully achieved", "complete", "blue"),
        ("Without colour", "Off track", "off_track", "grey"),
    ],
)
def test_colours_mean_what_the_council_means_by_them(name, word, meaning, colour):
    step = next(step for step in PRESET_SCALES[name].steps if step.word == word)
    assert (step.meaning, step.colour) == (meaning, colour)


# What a plan's own words must be

START, GOING, END = (
    Word("To do", "not_started", "grey"),
    Word("Going", "on_track", "green"),
    Word("Done", "complete", "blue"),
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([GOING, END], "new actions begin there"),
        ([START, GOING], "finished actions stand there"),
        ([START, END, Word("  ", "on_track", "green")], "Write the word"),
        ([START, END, Word("x" * 61, "on_track", "green")], "60 letters"),
        ([START, END, Word("a\u2028b", "on_track", "green")], "letters, figures and signs"),
        ([START, END, Word("DONE ", "on_track", "green")], "there twice"),
        ([START, END, Word("Going", "sideways", "green")], "what it means"),
        ([START, END, Word("Going", "on_track", "pink")], "a colour"),
        ([START, END, *(Word(f"Going {n}", "on_track", "green") for n in range(19))], "20 words at most"),
        (
            [START, END, Word("A", "on_track", "red", True), Word("B", "on_track", "red", True)],
            "usual word for “on track”",
        ),
    ],
)
def test_words_that_rules_could_not_work_with_are_refused_in_a_sentence(words, said):
    (_, _, sentence), *others = problems_of(words)
    assert said in sentence
    assert others == []


def test_several_words_may_share_a_meaning_and_the_first_is_usual_unless_one_is_ticked():
    both = [START, GOING, Word("Going well", "on_track", "green"), END]
    assert problems_of(both) == []
    assert usual(both) == {0, 1, 3}
    ticked = [START, GOING, Word("Going well", "on_track", "green", True), END]
    assert usual(ticked) == {0, 2, 3}


# What becomes of a word in another set


def named(scale, word):
    return next(step for step in PRESET_SCALES[scale].steps if step.word == word)


@pytest.mark.parametrize(
    ("word", "scale", "becomes"),
    [
        ("On track", "Red, amber, green: green means on track", "Green"),
        ("Complete", "Red, amber, green: green means achieved", "Achieved"),
        ("On track", "Stages of implementation", "Being implemented"),
        ("At risk", "Stages of implementation", "Delayed"),
        ("On hold", "Issues", "Some issues"),
        ("Superseded", "Issues", "Withdrawn"),
        ("Not started", "Issues", "Not started"),
    ],
)
def test_a_word_is_proposed_by_what_it_means(word, scale, becomes):
    assert proposed(named("Plain", word), PRESET_SCALES[scale].steps).word == becomes


@SCALES
def test_no_proposal_ends_an_action_or_opens_it_again(name):
    for step in PRESET_SCALES["Plain"].steps:
        found = proposed(step, PRESET_SCALES[name].steps)
        assert (found.meaning in FINISHED) == (step.meaning in FINISHED)


# Two people at once


class Step:
    def __init__(self, pk, word, meaning="on_track", colour="green", default=False):
        self.pk, self.word, self.meaning, self.colour, self.default = pk, word, meaning, colour, default


BASE = [Step(1, "A"), Step(2, "B")]


def rows(*steps):
    return [row_of(step) for step in steps]


def put_together(mine, theirs, became):
    found, clashes = together(mine, BASE, theirs, became)
    return [(row.key, row.word) for row in found], [(a.word, b.word) for a, b in clashes]


def test_changes_to_different_words_are_put_together():
    theirs = [Step(11, "A"), Step(12, "B theirs")]
    mine = rows(Step(1, "A mine"), Step(2, "B"))
    became = {1: theirs[0], 2: theirs[1]}
    assert put_together(mine, theirs, became) == ([("s11", "A mine"), ("s12", "B theirs")], [])


def test_what_both_changed_is_named_and_mine_stays_in_the_row():
    theirs = [Step(11, "A theirs"), Step(12, "B")]
    found, clashes = put_together(
        rows(Step(1, "A mine"), Step(2, "B")), theirs, dict(zip((1, 2), theirs, strict=True))
    )
    assert found == [("s11", "A mine"), ("s12", "B")]
    assert clashes == [("A theirs", "A mine")]


def test_words_either_added_are_both_there_and_a_word_they_removed_is_gone():
    theirs = [Step(11, "A"), Step(13, "New of theirs")]
    mine = [*rows(*BASE), Row("n1", "New of mine", "on_track", "green")]
    found, clashes = put_together(mine, theirs, {1: theirs[0], 2: theirs[0]})
    assert found == [("s11", "A"), ("s13", "New of theirs"), ("n1", "New of mine")]
    assert clashes == []


def test_an_order_that_one_changed_is_kept():
    theirs = [Step(12, "B"), Step(11, "A")]
    became = {1: theirs[1], 2: theirs[0]}
    assert put_together(rows(*BASE), theirs, became)[0] == [("s12", "B"), ("s11", "A")]
    theirs.reverse()
    assert put_together(rows(*reversed(BASE)), theirs, became)[0] == [("s12", "B"), ("s11", "A")]


# Which sets are offered


@pytest.mark.django_db
def test_presets_and_shared_scales_in_use_are_offered_and_another_plans_own_words_are_not(bob):
    plan = make_plan(by=bob)
    steps = (PresetStep("To do", Meaning.NOT_STARTED, "grey"), PresetStep("Done", Meaning.COMPLETE, "blue"))
    keep_scale("Nobody uses these", steps)
    make_plan("Audit", by=bob, scale=keep_scale("Audit rating", steps))
    own = keep_scale("Own words", steps, of_plan=plan)
    make_plan("Goes on from it", by=bob, scale=own)
    assert list(offered(plan)) == [*PRESET_SCALES, "Audit rating"]
    plan.scale = own
    assert list(offered(plan)) == [*PRESET_SCALES, "Audit rating", "Own words"]


@pytest.mark.django_db
def test_a_preset_is_kept_once():
    assert preset_scale("Issues") == preset_scale("Issues")
