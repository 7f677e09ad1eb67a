"""What of a plan each audience reads."""

import pytest

from reports.audience import actions_of, declared, for_audience
from reports.exemption import exclusion, exempt_notes
from tests.plain_plans import exempt, plain_action, plain_plan


def seen(action, audience):
    return actions_of(for_audience(plain_plan(action), audience)).get(action["reference"])


def test_the_public_reads_public_names_and_others_the_names():
    action = plain_action()
    assert seen(action, "public")["leads"]["operational"] == ["an officer"]
    assert seen(action, "public")["news"]["by"] == "an officer"
    for audience in ("redacted", "internal"):
        assert seen(action, audience)["leads"]["operational"] == ["Dan"]
        assert seen(action, audience)["news"]["by"] == "Dan"


def test_two_officers_are_one_officer_to_the_public():
    leads = {"operational": [{"name": name, "public": "an officer"} for name in ("Dan", "Ann")]}
    assert seen(plain_action(leads=leads), "public")["leads"]["operational"] == ["an officer"]
    assert seen(plain_action(leads=leads), "internal")["leads"]["operational"] == ["Dan", "Ann"]


@pytest.mark.parametrize("audience", ["public", "redacted"])
@pytest.mark.parametrize("reference", ["E1", "e12", "E 3"])
def test_an_action_of_the_exempt_series_is_absent_with_its_challenge(audience, reference):
    view = for_audience(plain_plan(plain_action(), plain_action(reference, **exempt())), audience)
    assert list(actions_of(view)) == ["1.1"]
    assert [each["title"] for each in view["challenges"]] == ["Subject 1"]


@pytest.mark.parametrize("audience", ["public", "redacted"])
def test_an_action_that_was_published_before_keeps_its_reference_and_nothing_else(audience):
    told = seen(plain_action("17.2", due="2026-01-01", **exempt()), audience)
    assert told.pop("withheld") is True
    assert told.pop("reference") == "17.2"
    assert told.pop("quiet") is True
    assert told.pop("status") == {"word": "", "meaning": "", "colour": ""}
    assert not any(told.values())


def test_whoever_may_see_what_is_exempt_sees_all_of_it():
    assert seen(plain_action("E1", **exempt()), "internal")["text"] == "Do E1"


@pytest.mark.parametrize(
    ("public_news", "read"), [("Talks continue.", "Talks continue."), ("", "See exempt appendix.")]
)
def test_exempt_news_gives_way_to_the_wording_for_the_public(public_news, read):
    action = plain_action(**exempt("news", public_news=public_news))
    assert seen(action, "public")["news"] == {"words": read, "on": None, "by": "", "no_change": False}
    assert seen(action, "internal")["news"]["words"] == "Some news"
    assert seen(action, "public")["text"] == "Do 1.1"


def test_a_challenge_without_actions_is_printed():
    plan = plain_plan()
    plan["challenges"] = [{"number": 1, "title": "To come", "heading": "Delivery", "actions": []}]
    assert for_audience(plan, "public")["challenges"] == plan["challenges"]


def test_each_paragraph_and_reason_is_declared_once_in_order():
    plan = plain_plan(
        plain_action("E1", **exempt(paragraph="10", reason="Ten.")),
        plain_action("E2", **exempt(paragraph="paragraph 4", reason="Four. ")),
        plain_action("E3", **exempt(paragraph="4", reason="Four.")),
        plain_action("4.1"),
    )
    assert declared(plan) == [["4", "Four."], ["10", "Ten."]]


def test_the_notes_say_that_an_appendix_exists_why_and_what_is_to_be_resolved():
    pairs = [("1", "An officer."), ("4", "Talks.")]
    one, two = exempt_notes(pairs, "public")
    (resolution,) = exclusion(pairs)
    assert one == (
        "An exempt appendix holds information exempt under paragraph 1 of Schedule 12A to the "
        "Local Government Act 1972. An officer."
    )
    assert two.endswith("Act 1972. Talks.")
    assert "section 100A(4)" in resolution
    assert "paragraphs 1 and 4" in resolution
    assert exempt_notes([], "public") == exclusion([]) == ()
    assert exempt_notes([("1", "An officer.")], "internal")[0].startswith("Not for publication")


def test_the_schedule_is_cited_in_words_that_hold_in_england_and_in_wales():
    """England has paragraphs 1 to 7 in Part 1 of the Schedule, Wales 12 to 18 in Part 4."""
    for said in (*exempt_notes([("14", "Prices.")], "internal"), *exclusion([("14", "Prices.")])):
        assert "paragraph 14 of Schedule 12A to" in said
        assert "Part" not in said
