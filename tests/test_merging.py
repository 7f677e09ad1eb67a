"""Two clerks write one paper."""

import pytest

from reports.merging import are_words, merge


def words(title="Progress", risk="None.", **parts):
    sections = [{"title": "Purpose", "words": "To report.", "progress": False}]
    if risk is not None:
        sections.append({"title": "Risk", "words": risk, "progress": False})
    return {
        "title": title,
        "order": 6,
        "heading_block": [["Report of", "Head of HR"]],
        "recommendations": ["That it be noted."],
        "sections": sections,
        "background": [],
        "clearances": False,
    } | parts


OPENED = words()


@pytest.mark.parametrize(
    ("present", "given", "saved"),
    [
        (OPENED, words(title="Mine"), words(title="Mine")),
        (words(title="Theirs"), OPENED, words(title="Theirs")),
        (words(title="Theirs"), words(risk="Some."), words(title="Theirs", risk="Some.")),
        (words(title="Same"), words(title="Same"), words(title="Same")),
        (words(risk=None), OPENED, words(risk=None)),
        (OPENED, words(risk=None), words(risk=None)),
        (
            words(recommendations=["A", "B"]),
            words(background=["C"]),
            words(recommendations=["A", "B"], background=["C"]),
        ),
    ],
)
def test_what_only_one_of_the_two_changed_goes_through(present, given, saved):
    assert merge(OPENED, present, given) == (saved, [])


def test_a_section_each_added_is_kept():
    legal, property_ = (
        {"title": title, "words": "None.", "progress": False} for title in ("Legal", "Property")
    )
    present = words(sections=[*OPENED["sections"], legal])
    given = words(sections=[property_, *OPENED["sections"]])
    merged, clashes = merge(OPENED, present, given)
    assert [each["title"] for each in merged["sections"]] == ["Property", "Purpose", "Risk", "Legal"]
    assert clashes == []


@pytest.mark.parametrize(
    ("present", "given", "clash"),
    [
        (words(title="Theirs"), words(title="Mine"), ("Title", "Theirs", "Mine")),
        (words(order=7), words(order=8), ("Item", "7", "8")),
        (words(risk="Theirs"), words(risk="Mine"), ("Risk", "Theirs", "Mine")),
        (words(risk=None), words(risk="Mine"), ("Risk", "", "Mine")),
        (words(risk="Theirs"), words(risk=None), ("Risk", "Theirs", "")),
        (
            words(heading_block=[["Report of", "CX"]]),
            words(heading_block=[]),
            ("Heading block", "Report of: CX", ""),
        ),
    ],
)
def test_what_both_changed_is_a_clash_that_shows_both(present, given, clash):
    assert merge(OPENED, present, given)[1] == [clash]


def test_who_says_that_there_are_none_is_a_clash_like_any_words():
    section = {"title": "Risk", "words": "", "progress": False, "none": True}
    mine, theirs = (words(sections=[section | {"by": name}]) for name in ("Jane Smith", "Tom Hall"))
    assert merge(words(sections=[section | {"by": ""}]), theirs, mine)[1] == [
        ("Risk", "There are none (Tom Hall)", "There are none (Jane Smith)")
    ]


def test_whether_clearances_are_printed_is_merged_too():
    assert merge(OPENED, OPENED, words(clearances=True)) == (words(clearances=True), [])


def test_without_what_the_form_was_opened_with_every_difference_is_a_clash():
    assert [what for what, _, _ in merge({}, OPENED, words(title="Mine", risk="Mine"))[1]] == [
        "Title",
        "Risk",
    ]


@pytest.mark.parametrize(
    "found", [None, [], {}, {"title": ""}, words() | {"sections": 5}, words() | {"sections": [5]}]
)
def test_something_else_is_no_papers_words(found):
    assert not are_words(found)
    assert are_words(words())
