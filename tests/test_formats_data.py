"""CSV and JSON: nothing lost, nothing altered, and the JSON can be read back to the same paper."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest

from reports.formats import render
from reports.formats.data import NotAPaper, as_plain, from_plain
from reports.formats.lines import Line
from reports.paper import DeadlineLine
from tests import paper_samples as samples


def rows(paper):
    return list(csv.DictReader(io.StringIO(render(paper, "csv").decode("utf-8-sig"), newline="")))


def test_the_csv_has_a_line_an_action_in_printed_order():
    lines = rows(samples.council_paper())
    assert len(lines) == 55
    assert [line["reference"] for line in lines[:5]] == ["1.1", "2.1", "2.2", "3.1", "4.1"]
    assert lines[1]["due"] == "2026-09-30"
    assert lines[1]["deadline"] == "September 26"
    assert lines[1]["original_due"] == "2026-06-30"
    assert lines[1]["overdue_days"] == "51"
    assert lines[1]["meaning"] == "off_track"
    assert lines[2]["strategic"] == "Director of Resources; Head of People"
    assert lines[0]["operational"] == "All heads of service"


def test_the_csv_opens_with_a_byte_order_mark():
    assert render(samples.small_paper(), "csv").startswith(b"\xef\xbb\xbfplan,appendix,heading,")


def test_a_challenge_without_an_action_keeps_its_line():
    paper = samples.small_paper()
    bare = replace(paper.plans[0].challenges[0], number="2", title="Nothing yet", actions=())
    plan = replace(paper.plans[0], challenges=(*paper.plans[0].challenges, bare))
    assert [(line["challenge"], line["reference"]) for line in rows(replace(paper, plans=(plan,)))] == [
        ("Working as one", "1.1"),
        ("Nothing yet", ""),
    ]


def test_the_csv_alters_no_word():
    lines = rows(samples.nasty_paper())
    assert lines[1]["action"] == "=cmd|' /C calc'!A0"
    assert lines[10]["action"] == "first line\nsecond line\nthird\nfourth\nfifth"
    assert lines[16]["action"] == samples.NASTY[16]


def test_every_column_of_the_csv_is_documented(pytestconfig):
    guide = (pytestconfig.rootpath / "docs" / "data-formats.md").read_text(encoding="utf-8")
    assert [name for name in Line._fields if f"| `{name}` |" not in guide] == []


@pytest.mark.parametrize("make", [samples.small_paper, samples.council_paper, samples.plan_as_it_stands])
def test_the_json_is_the_whole_paper(make):
    plain = json.loads(render(make(), "json"))
    assert (plain["schema"], plain["version"]) == ("actionplan.paper", 1)
    assert from_plain(plain) == make()


def test_even_nasty_text_comes_back_from_what_is_stored():
    assert from_plain(as_plain(samples.nasty_paper())) == samples.nasty_paper()


@pytest.mark.parametrize("plain", [None, {}, {"schema": "actionplan.paper", "version": 99}, {"version": 1}])
def test_json_of_another_kind_is_refused(plain):
    with pytest.raises(NotAPaper, match=r"Expected actionplan\.paper version 1, but found"):
        from_plain(plain)


def test_a_line_says_since_when_it_is_overdue_and_what_is_asked_for():
    late = DeadlineLine("Feb 26", date(2026, 2, 28))
    asked = DeadlineLine("June 27", date(2027, 6, 30), asked_words="Sept 27", asked_due=date(2027, 9, 30))
    agreed = replace(asked, agreed_from=date(2026, 12, 1))
    paper = samples.council_paper()
    challenge = paper.plans[0].challenges[0]
    action = replace(challenge.actions[0], deadlines=(agreed, late), overdue_days=265)
    plan = replace(paper.plans[0], challenges=(replace(challenge, actions=(action,)),))
    [line] = rows(replace(paper, plans=(plan,)))
    assert (line["due"], line["overdue_days"], line["overdue_since"]) == ("2027-06-30", "265", "2026-02-28")
    assert (line["asked_deadline"], line["asked_due"], line["agreed_from"]) == (
        "Sept 27",
        "2027-09-30",
        "2026-12-01",
    )
