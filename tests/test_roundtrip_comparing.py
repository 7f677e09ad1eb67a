"""What became of a field that a sheet, its base and the plan each say: pure, by examples."""

import pytest

from actionplan.roundtrip.comparing import CELL_LIMIT, Found, compare, restored, tidy, too_long

EXAMPLES = [
    ("a", "a", "a", Found.SAME),
    ("a", "b", "a", Found.SHEET),
    ("a", "a", "b", Found.HERE),
    ("a", "b", "b", Found.SAME),  # both made the same change
    ("a", "b", "c", Found.BOTH),
    ("", "b", "", Found.SHEET),
    ("a", "", "a", Found.SHEET),
    ("a", "", "b", Found.BOTH),
    ("", "", "b", Found.HERE),
    ((1, 2), (2, 1), (1, 2), Found.SHEET),  # the order of leads counts
    ((1,), ("unknown", "Zed"), (1, 2), Found.BOTH),
]


@pytest.mark.parametrize(("base", "sheet", "present", "found"), EXAMPLES)
def test_three_values_say_what_became_of_a_field(base, sheet, present, found):
    assert compare(base, sheet, present) == found


def test_a_stale_sheet_never_reverts_what_it_did_not_change():
    for present in ("a", "b", "c", ""):
        assert compare("a", "a", present) in (Found.SAME, Found.HERE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("One\n\n Two  words \r\n", "One\nTwo words"),
        ("a\x0bb\u2028c", "a\nb\nc"),
        ("bell\x07", "bell\ufffd"),
        ("", ""),
    ],
)
def test_words_are_compared_as_a_sheet_gives_them_back(words, said):
    assert tidy(words) == said
    assert tidy(tidy(words)) == said


@pytest.mark.parametrize(
    ("base", "sheet", "kept"),
    [
        ("One\n\nTwo", "One\nTwo changed", "One\n\nTwo changed"),
        ("One\n\nTwo\n\n\nThree", "One\nThree", "One\n\nThree"),
        ("A  b\nC", "A b\nNew\nC", "A  b\nNew\nC"),
        ("", "New", "New"),
        ("Old", "", ""),
        ("Old", "New", "New"),
    ],
)
def test_lines_that_were_left_as_they_were_keep_their_blank_lines(base, sheet, kept):
    assert restored(sheet, base) == kept
    assert tidy(restored(sheet, base)) == sheet


def test_words_longer_than_a_cell_are_not_read_from_it():
    assert too_long("x" * (CELL_LIMIT + 1))
    assert not too_long("x" * CELL_LIMIT)
