"""What changed between two reports: each action in one group, the first that applies."""

import pytest

from reports import movement
from reports.audience import for_audience
from reports.figures import figures
from tests.plain_plans import exempt, plain_action, plain_plan

THEN, NOW = "2026-09-08", "2026-11-20"
GONE = None


def compare(was, now, audience="internal"):
    return movement.compare(*views(was, now, audience))


def views(was, now, audience="internal"):
    plans = (
        plain_plan(*[each for each in side if each], as_of=day) for side, day in ((was, THEN), (now, NOW))
    )
    return [for_audience(plan, audience) for plan in plans]


CASES = {
    "ordinary news": ({}, {}, None),
    "complete": ({}, {"meaning": "complete"}, "complete"),
    "complete before": ({"meaning": "complete"}, {"meaning": "complete", "news_on": None}, None),
    "complete though late": ({"due": "2026-06-30"}, {"due": "2026-06-30", "meaning": "complete"}, "complete"),
    "withdrawn": ({}, {"meaning": "withdrawn"}, "withdrawn"),
    "superseded": ({}, {"meaning": "superseded"}, "withdrawn"),
    "withdrawn before": ({"meaning": "withdrawn"}, {"meaning": "withdrawn"}, None),
    "no longer in the plan": ({}, GONE, "withdrawn"),
    "withdrawn before, now not in the plan": ({"meaning": "withdrawn"}, GONE, None),
    "added": (GONE, {}, "added"),
    "added and complete": (GONE, {"meaning": "complete"}, "complete"),
    "added and late": (GONE, {"due": "2026-10-01"}, "added"),
    "newly overdue": ({"due": "2026-10-01"}, {"due": "2026-10-01"}, "newly_overdue"),
    "due today is not overdue": ({"due": NOW}, {"due": NOW}, None),
    "still overdue": ({"due": "2026-06-30"}, {"due": "2026-06-30"}, "still_overdue"),
    "still overdue at its new date": (
        {"due": "2026-06-30"},
        {"due": "2026-10-01", "first": "2026-06-30"},
        "still_overdue",
    ),
    "extended": ({"due": "2026-12-31"}, {"due": "2027-03-31", "first": "2026-12-31"}, "extended"),
    "overdue, then extended": (
        {"due": "2026-06-30"},
        {"due": "2027-03-31", "first": "2026-06-30"},
        "extended",
    ),
    "extended and started": (
        {"due": "2026-12-31", "meaning": "not_started"},
        {"due": "2027-03-31", "first": "2026-12-31"},
        "extended",
    ),
    "complete, its date moved": (
        {"due": "2026-12-31", "meaning": "complete"},
        {"due": "2027-03-31", "first": "2026-12-31", "meaning": "complete"},
        None,
    ),
    "started": ({"meaning": "not_started"}, {"meaning": "on_track"}, "started"),
    "started badly": ({"meaning": "not_started"}, {"meaning": "at_risk"}, "worse"),
    "worse": ({"meaning": "on_track"}, {"meaning": "at_risk"}, "worse"),
    "worse still": ({"meaning": "at_risk"}, {"meaning": "off_track"}, "worse"),
    "worse, with more time": (
        {"due": "2026-12-31"},
        {"due": "2027-03-31", "first": "2026-12-31", "meaning": "at_risk"},
        "worse",
    ),
    "better": ({"meaning": "off_track"}, {"meaning": "at_risk"}, "changed"),
    "on hold": ({}, {"meaning": "on_hold"}, "changed"),
    "opened again, not begun": ({"meaning": "complete"}, {"meaning": "not_started"}, "changed"),
    "taken up again": ({"meaning": "complete"}, {}, "started"),
    "no news": ({}, {"news_on": THEN}, "no_news"),
    "never any news": ({"news_on": None}, {"news_on": None}, "no_news"),
    "news the day after": ({}, {"news_on": "2026-09-09"}, None),
}


@pytest.mark.parametrize("case", CASES)
def test_an_action_stands_in_the_first_group_that_applies(case):
    was, now, group = CASES[case]
    sides = [[None if side is GONE else plain_action(**side)] for side in (was, now)]
    groups = compare(*sides)
    assert [each.key for each in groups] == ([group] if group else [])
    assert [change.reference for each in groups for change in each.changes] == (["1.1"] if group else [])


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ({}, {"meaning": "complete"}, ("On track", "Complete")),
        ({}, GONE, ("On track", "No longer in the plan")),
        (GONE, {"meaning": "at_risk"}, ("", "At risk")),
        ({"due": "2026-10-01"}, {"due": "2026-10-01"}, ("Due 1 October 2026", "Overdue 50 days")),
        (
            {"due": "2026-09-07"},
            {"due": "2026-09-07"},
            ("Due 7 September 2026; overdue 1 day", "Overdue 74 days"),
        ),
        (
            {"due": "2026-06-30"},
            {"due": "2026-10-31", "first": "2026-06-30"},
            ("Due 30 June 2026; overdue 70 days", "Overdue 20 days at its new date, 31 October 2026"),
        ),
        (
            {"due": "2026-12-31"},
            {"due": "2027-03-31", "first": "2026-12-31"},
            ("31 December 2026", "31 March 2027"),
        ),
        (
            {"due": "2026-12-31", "first": "2026-06-30"},
            {"due": "2027-03-31", "first": "2026-06-30"},
            ("31 December 2026 (first 30 June 2026)", "31 March 2027"),
        ),
        (
            {"due": "2026-10-01", "first": "2026-06-30"},
            {"due": "2026-10-01", "first": "2026-06-30"},
            ("Due 1 October 2026 (first 30 June 2026)", "Overdue 50 days"),
        ),
        ({"due": None}, {"due": "2026-10-31", "first": None}, ("On track", "Overdue 20 days")),
    ],
)
def test_a_change_says_what_was_and_what_is(was, now, words):
    [group] = compare(*[[None if side is GONE else plain_action(**side)] for side in (was, now)])
    [change] = group.changes
    assert (change.was, change.now) == words
    assert change.text == "Do 1.1"
    assert change.news == ("" if now is GONE else "Some news")


def test_groups_and_their_changes_stand_in_order():
    was = [plain_action("1.1"), plain_action("2.1", meaning="not_started"), plain_action("3.1")]
    now = [
        plain_action("2.1"),
        plain_action("3.1", meaning="complete"),
        plain_action("1.1", meaning="complete"),
        plain_action("4.1"),
    ]
    groups = compare(was, now)
    assert [group.key for group in groups] == ["complete", "started", "added"]
    assert [change.reference for change in groups[0].changes] == ["3.1", "1.1"]


def test_one_of_two_deadlines_moved():
    first, second = (plain_action(due=day)["deadlines"][0] for day in ("2026-12-31", "2027-01-31"))
    was = plain_action(deadlines=[first | {"what": "Plan"}, second], next_due="2026-12-31")
    now = plain_action(deadlines=[first | {"what": "Plan"}, second | {"due": None, "words": "Ongoing"}])
    [group] = compare([was], [now])
    assert (group.key, group.changes[0].was, group.changes[0].now) == (
        "extended",
        "31 January 2027",
        "Ongoing",
    )


def test_what_is_withheld_now_moves_nowhere_for_the_public():
    was = [plain_action(due="2026-12-31")]
    now = [plain_action(due="2026-12-31", meaning="complete", **exempt())]
    assert compare(was, now, "public") == ()
    assert [group.key for group in compare(was, now)] == ["complete"]


@pytest.mark.parametrize("was", [[], [plain_action(**exempt())]])
def test_what_is_withheld_now_is_not_added_either(was):
    assert compare(was, [plain_action(**exempt())], "public") == ()


def test_a_deadline_that_moved_and_was_met_is_no_extension():
    line = plain_action(due="2026-12-31")["deadlines"][0]
    met = line | {"due": "2027-01-31", "met_on": "2026-11-01"}
    was, now = plain_action(deadlines=[line], next_due="2026-12-31"), plain_action(deadlines=[met])
    assert compare([was], [now]) == ()


def test_what_is_no_longer_exempt_is_added_for_the_public():
    [group] = compare([plain_action(**exempt())], [plain_action(meaning="complete")], "public")
    assert group.key == "complete"
    [group] = compare([plain_action(**exempt())], [plain_action()], "public")
    assert (group.key, group.changes[0].was) == ("added", "See exempt appendix")


def test_what_was_exempt_and_is_gone_is_not_told():
    assert compare([plain_action(**exempt())], [], "public") == ()


def test_exempt_news_is_never_called_missing():
    quiet = exempt("news")
    sides = [plain_action(news_on=None, **quiet)], [plain_action(news_on=None, **quiet)]
    assert compare(*sides, "public") == ()


def late(reference, **now):
    """An action that was overdue at the last report, and as it is now."""
    first = "2026-06-30"
    return plain_action(reference, due=first), plain_action(
        reference, **{"due": first, "first": first, **now}
    )


@pytest.mark.parametrize(
    ("fates", "sentence"),
    [
        ([], ""),
        ([{"meaning": "complete"}], "The one action overdue on 8 September is complete."),
        ([{}, {}], "Both actions overdue on 8 September remain overdue."),
        ([{}, {}, {}], "All 3 actions overdue on 8 September remain overdue."),
        (
            [{"meaning": "complete"}, {"due": "2027-03-31"}, {"due": "2027-03-31"}, {}],
            "Of the 4 actions overdue on 8 September, 1 is complete, 2 have a new date agreed and 1 remains overdue.",
        ),
        (
            [{"meaning": "withdrawn"}, exempt()],
            "Of the 2 actions overdue on 8 September, 1 has been withdrawn or replaced and 1 is now in the "
            "exempt appendix.",
        ),
    ],
)
def test_the_overdue_of_the_last_report_are_followed_up(fates, sentence):
    pairs = [late(f"{i}.1", **fate) for i, fate in enumerate(fates, 1)]
    was, now = ([pair[side] for pair in pairs] for side in (0, 1))
    assert movement.cohort(*views(was, now, "public")) == sentence


def test_a_day_of_another_year_is_said_with_its_year():
    was = for_audience(plain_plan(plain_action(due="2025-06-30"), as_of="2025-09-08"), "public")
    now = for_audience(plain_plan(plain_action(due="2025-06-30")), "public")
    assert "on 8 September 2025 remains" in movement.cohort(was, now)


def counts(*actions, audience="public"):
    return {figure.key: figure.count for figure in figures(for_audience(plain_plan(*actions), audience))}


def test_figures_count_by_meaning_and_what_asks_for_attention():
    assert counts(
        plain_action("1.1", meaning="complete", due="2026-01-01"),
        plain_action("2.1", due="2026-11-19"),
        plain_action("3.1", due="2026-11-20"),
        plain_action("4.1", due="2026-12-20", news_on="2026-09-21"),
        plain_action("5.1", due="2026-12-21", news_on="2026-09-20"),
        plain_action("6.1", meaning="not_started", news_on=None),
        plain_action("7.1", meaning="withdrawn", due="2026-01-01", news_on=None),
    ) == {
        "complete": 1,
        "on_track": 4,
        "not_started": 1,
        "withdrawn": 1,
        "overdue": 1,
        "due_soon": 2,
        "no_news": 2,
    }


def test_a_plan_agreed_within_the_sixty_days_has_no_missing_news():
    plan = plain_plan(plain_action(news_on=None), stands_on="2026-09-21")
    assert {f.key: f.count for f in figures(for_audience(plan, "public"))}["no_news"] == 0


def test_what_is_withheld_is_counted_nowhere():
    actions = plain_action("1.1"), plain_action("2.1", due="2026-01-01", **exempt())
    assert counts(*actions)["on_track"] == 1
    assert counts(*actions)["overdue"] == 0
    assert counts(*actions, audience="internal")["on_track"] == 2


def test_a_meaning_has_the_plans_own_word_unless_several_stand_for_it():
    def labels(*words):
        actions = [
            plain_action(f"{i}.1", status={"word": word, "meaning": "on_track", "colour": "green"})
            for i, word in enumerate(words)
        ]
        return figures(for_audience(plain_plan(*actions), "public"))[0].label

    assert labels("Green") == "green"
    assert labels("Achieved", "On target") == "on track"


def test_a_change_has_the_beginning_of_a_long_action_and_the_whole_of_one_that_is_gone():
    long = {"text": "Publish who leads on what. " * 20}
    [group] = compare([plain_action(**long)], [plain_action(meaning="complete", **long)])
    assert group.changes[0].text.endswith("leads on what. Publish who leads on…")
    assert len(group.changes[0].text) <= 160
    [group] = compare([plain_action(**long)], [None])
    assert group.changes[0].text == long["text"]


def asking(due, wanted, **given):
    action = plain_action("1.1", due=due, **given)
    action["deadlines"][0]["asked"] = {"words": "June 27", "due": wanted, "on": "2026-11-10"}
    return action


def test_more_time_asked_for_is_said_with_what_stands_and_how_late_it_is():
    [group] = compare([plain_action("1.1", due="2026-10-31")], [asking("2026-10-31", "2027-06-30")])
    assert (group.key, group.title) == ("asked", "More time asked for")
    [change] = group.changes
    assert (change.was, change.now) == ("31 October 2026 (overdue 20 days)", "Asked for 30 June 2027")


def test_a_finished_action_waits_for_nothing():
    now = asking("2026-10-31", "2027-06-30", meaning="complete")
    groups = compare([plain_action("1.1", due="2026-10-31")], [now])
    assert [group.key for group in groups] == ["complete"]


@pytest.mark.parametrize(("audience", "told"), [("public", []), ("redacted", []), ("internal", ["asked"])])
def test_whoever_may_not_read_the_news_is_not_told_that_time_is_asked(audience, told):
    was = plain_action("1.1", due="2027-10-31", **exempt("news"))
    groups = compare([was], [asking("2027-10-31", "2028-06-30", **exempt("news"))], audience)
    assert [group.key for group in groups] == told
