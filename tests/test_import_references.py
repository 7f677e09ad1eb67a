"""Where one row points to another."""

import pytest

from actionplan.importing.references import Titles, pointers

TITLES = [
    "Bringing values to life",
    "Strategic OD/HR",
    "Equality and Diversity",
    "Inconsistent people practices",
    "Linking PDRS process with council's vision and priorities",
    "Insufficient capacity for strategic HR",
    "Mainstreaming of equalities and diversity",
    "Training and development",
    "Assessing impact of learning and development",
    "Seek the views of stakeholders",
]

MEANT = {
    "(see strategic HR above)": (6, [2]),
    "(As for bringing values to life)": (6, [1]),
    "See equality and diversity above": (7, [3]),
    "See inconsistent people practices above": (7, [4]),
    "See linking PDRS process with vision (above) and training and development (above)": (7, [5, 8]),
    "See above": (10, [9]),
    "As above": (3, [2]),
    "Please refer to training & development below.": (2, [8]),
    "Our values need work. It is reflected in our values (see above). Then more.": (4, [1]),
    "Staff awards launched (see training and development below).": (2, [8]),
    "See development (below)": (5, [8]),
    "See equality (above)": (9, [3]),
    "See equality (below)": (2, [3]),
    "See diversity (below)": (4, [7]),
    "See the horses run": (2, [None]),
    "See above for the first": (1, [None]),
}


@pytest.mark.parametrize("text", MEANT)
def test_a_reference_is_linked_to_the_challenge_it_means(text):
    number, meant = MEANT[text]
    titles = Titles(TITLES)
    assert [titles.meant(pointer, number) for pointer in pointers(text)] == meant


@pytest.mark.parametrize(
    "text",
    [
        "We will see to it. As for the rest, nothing.",
        "Seek the views of stakeholders",
        "Mend the path (as soon as possible)",
        "See that the path is mended. Then paint the gate (by May).",
        "",
    ],
)
def test_ordinary_words_point_nowhere(text):
    assert pointers(text) == []


def test_only_a_row_that_says_nothing_else_is_a_pointer():
    assert pointers("See above")[0].whole
    assert not pointers("It is reflected in our values (see above).")[0].whole


def test_a_title_said_in_full_is_no_doubt():
    titles = Titles(TITLES)
    (said,) = pointers("See equality and diversity above")
    assert titles.is_exact(said, 3)
    (near,) = pointers("(see strategic HR above)")
    assert not titles.is_exact(near, 2)


@pytest.mark.parametrize(
    "text",
    [
        "See that it is used in every review.",
        "See to it that values are brought to life",
        "See whether training and development is enough",
        "See how equality and diversity can be improved",
    ],
)
def test_to_see_that_something_is_done_points_nowhere(text):
    assert pointers(text) == []
