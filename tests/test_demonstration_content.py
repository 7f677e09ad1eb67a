"""What the demonstration council holds: the shape of the peer review plan, whatever day it is loaded."""

import csv
import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from actionplan.deadlines import read_deadline
from actionplan.demonstration import history, meetings, people, plans
from samples import make_samples

DAYS = [
    date(2026, 11, 21),
    date(2027, 1, 1),
    date(2027, 2, 10),
    date(2027, 4, 1),
    date(2027, 4, 30),
    date(2027, 5, 1),
    date(2027, 12, 31),
    date(2028, 2, 29),
]
every_day = pytest.mark.parametrize("today", DAYS, ids=str)

# The printed plan of January 2008, a row each: its heading (- where the challenge above goes on) and which of
# member, strategic, operational lead and deadline are filled.
SHAPE = (
    "Lmsod Lmsod Lmsod D.sod Lms.d D.s.d Lmsod L.s.d Lmsod Lmsod Smsod S.... Smsod Smsod Smsod Smsod Smsod Smsod "
    "-msod -ms.d S.s.d Smsod D.sod -.sod Smsod -...d S.sod D.sod D...d Dmsod D.sod D.sod -...d -...d -...d -.sod "
    "-.sod D.s.d Dmsod D.sod O.sod O.sod O.sod O.sod O.s.d O.s.d O.... L.sod -...d -..od -.sod L.s.d L.sod L.s.d "
    "L.sod"
)
ORIGINAL = Path(__file__).parents[2] / "shared" / "data" / "peer-review" / "plan.csv"

FROM_THE_DOCUMENT = {"1.1", "9.1", "17.1", "18.2", "32.1", "33.1"}  # complete when it was imported
OVERDUE = {"7.1", "28.5", "28.6", "39.1", "39.3"}


def numbered(rows, challenge):
    """The rows by reference, as an importer numbers them: a blank challenge goes on with the one above."""
    found, number, action = {}, 0, 0
    for row in rows:
        number, action = (number + 1, 1) if row[challenge] else (number, action + 1)
        found[f"{number}.{action}"] = row
    return found


def peer_review_actions(today):
    return numbered(plans.peer_review_rows(today), 1)


def procurement_actions(today):
    return numbered(plans.procurement_rows(today), 1)


def shape_of(row):
    filled = "".join(letter if cell else "." for letter, cell in zip("msod", row[3:], strict=True))
    return (row[0][:1] or "-") + filled


def latest_meanings(today, plan):
    """The last meaning said of each action; "no change" leaves the one before."""
    return {u.reference: u.meaning for u in history.updates(today) if u.plan == plan and u.meaning}


def due_days(today, plan, actions, deadline):
    """Every day each action is due by: the rows read on the day the plan was agreed, then what has been moved."""
    (agreed,) = (p.stands_on for p in plans.plans(today) if p.slug == plan)
    readings = {reference: read_deadline(row[deadline], as_of=agreed) for reference, row in actions.items()}
    for move in history.moves(today):
        if move.plan == plan:
            readings[move.reference] = read_deadline(move.words, as_of=move.agreed_on)
    return {
        reference: [r.due for r in (reading, *reading.also) if r.due]
        for reference, reading in readings.items()
    }


def sentences(cells):
    """Sentences of three words or more, capitals and marks aside."""
    parts = (part for cell in cells for part in re.split(r"[.;:]\s|\n", cell))
    words = (re.findall(r"\w+", part.casefold()) for part in parts)
    return {" ".join(found) for found in words if len(found) > 2}


@every_day
def test_the_first_plan_has_the_shape_of_the_peer_review_plan(today):
    rows = plans.peer_review_rows(today)
    assert " ".join(shape_of(row) for row in rows) == SHAPE
    assert len(rows) == 55
    assert sum(1 for row in rows if row[1]) == 43
    assert sum(1 for row in rows if not row[5]) == 18
    assert {row[0].casefold() for row in rows if row[0]} == {
        "leadership",
        "strategy",
        "delivery",
        "operational results",
        "learning",
    }


def test_no_sentence_is_copied_from_the_peer_review_plan():
    ours = [cell for row in plans.peer_review_rows(DAYS[0]) for cell in (row[1], row[2], row[6])]
    assert len(sentences(ours)) > 120
    if ORIGINAL.exists():
        theirs = list(csv.reader(ORIGINAL.read_text(encoding="utf-8-sig").splitlines()))[1:]
        assert " ".join(shape_of(row) for row in theirs) == SHAPE
        assert not sentences(ours) & sentences(cell for row in theirs for cell in (row[1], row[2], row[6]))


@every_day
def test_five_of_the_first_plan_are_overdue_whatever_day_it_is_loaded(today):
    meanings = latest_meanings(today, plans.PEER_REVIEW) | dict.fromkeys(FROM_THE_DOCUMENT, "complete")
    dues = due_days(today, plans.PEER_REVIEW, peer_review_actions(today), 6)
    late = {reference for reference, days in dues.items() if days and min(days) < today}
    assert {reference for reference in late if meanings.get(reference) != "complete"} == OVERDUE


@every_day
def test_deadlines_ahead_are_within_two_years(today):
    dues = due_days(today, plans.PEER_REVIEW, peer_review_actions(today), 6)
    ahead = [day for days in dues.values() for day in days if day >= today]
    assert len(ahead) >= 14
    assert max(ahead) < today + timedelta(days=2 * 365)
    assert len(dues["21.1"]) == 2


@every_day
def test_two_of_the_procurement_recommendations_are_overdue(today):
    actions = procurement_actions(today)
    assert list(actions) == ["1.1", "2.1", "2.2", "3.1", "3.2", "4.1", "5.1", "6.1", "7.1"]
    dues = due_days(today, plans.PROCUREMENT, actions, 5)
    assert {reference for reference, days in dues.items() if days and min(days) < today} == {"1.1", "4.1"}


def test_how_the_actions_stand_today():
    today = DAYS[0]
    meanings = dict.fromkeys(peer_review_actions(today), "not_started")
    meanings |= dict.fromkeys(FROM_THE_DOCUMENT, "complete") | latest_meanings(today, plans.PEER_REVIEW)
    assert Counter(meanings.values()) == {
        "complete": 18,
        "on_track": 16,
        "not_started": 9,
        "at_risk": 7,
        "off_track": 5,
    }


@every_day
def test_some_open_actions_have_had_no_news_for_sixty_days(today):
    heard = {u.reference: u.given_on for u in history.updates(today) if u.plan == plans.PEER_REVIEW}
    meanings = latest_meanings(today, plans.PEER_REVIEW)
    silent = [
        reference
        for reference, day in heard.items()
        if meanings[reference] != "complete" and (today - day).days > 60
    ]
    assert sorted(silent) == ["18.1", "28.5", "3.1", "40.1", "6.1"]


@every_day
def test_history_lies_between_the_day_a_plan_was_agreed_and_today(today):
    agreed = {plan.slug: plan.stands_on for plan in plans.plans(today)}
    happened = [(u.plan, u.given_on) for u in history.updates(today)]
    happened += [(e.plan, e.made_on) for e in history.exemptions(today)]
    for move in history.moves(today):
        assert move.asked_on <= move.agreed_on
        happened += [(move.plan, move.asked_on), (move.plan, move.agreed_on)]
    assert all(agreed[plan] < day < today and day.weekday() < 5 for plan, day in happened)


@every_day
def test_everything_that_happened_is_of_an_action_that_exists(today):
    known = {plans.PEER_REVIEW: peer_review_actions(today), plans.PROCUREMENT: procurement_actions(today)}
    for event in [*history.updates(today), *history.moves(today), *history.exemptions(today)]:
        assert event.reference in known[event.plan]


@every_day
def test_every_step_said_is_in_its_plans_scale(today):
    scales = {plan.slug: {step.meaning for step in plan.steps} for plan in plans.plans(today)}
    assert all(u.no_change or u.meaning in scales[u.plan] for u in history.updates(today))
    assert all(u.no_change or u.words for u in history.updates(today))


@every_day
def test_a_deadline_moves_only_to_a_later_day(today):
    actions = {
        plans.PEER_REVIEW: (peer_review_actions(today), 6),
        plans.PROCUREMENT: (procurement_actions(today), 5),
    }
    due = {
        (plan.slug, reference): read_deadline(row[actions[plan.slug][1]], as_of=plan.stands_on).due
        for plan in plans.plans(today)
        for reference, row in actions[plan.slug][0].items()
    }
    for move in history.moves(today):
        was, now = due[move.plan, move.reference], read_deadline(move.words, as_of=move.agreed_on).due
        assert was < now
        assert move.agreed_on < now
        due[move.plan, move.reference] = now


@every_day
def test_a_move_is_agreed_by_an_editor_or_by_a_minute(today):
    minutes = {(m.key, r.minute): m.held_on for m in meetings.meetings(today) for r in m.resolutions}
    for move in history.moves(today):
        assert bool(move.decided_by) != bool(move.minute)
        if move.minute:
            assert minutes[move.meeting, move.minute] == move.agreed_on


@every_day
def test_everybody_named_is_somebody(today):
    known = {actor.name for actor in people.actors(today)}
    named = {name for m in people.memberships(today) for name in (m.of, m.member)}
    named |= {name for d in people.delegations(today) for name in (d.principal, d.deputy)}
    named |= {name for u in history.updates(today) for name in (u.by, u.for_whom) if name}
    named |= {name for m in history.moves(today) for name in (m.asked_by, m.decided_by) if name}
    named |= {account.person for account in people.ACCOUNTS}
    named |= {actor.part_of for actor in people.actors(today) if actor.part_of}
    assert named <= known


@every_day
def test_every_lead_in_both_plans_is_written_as_somebody_is_called(today):
    called = {name.casefold() for actor in people.actors(today) for name in (actor.name, *actor.aliases)}
    cells = [cell for row in plans.peer_review_rows(today) for cell in row[3:6]]
    cells += [cell for row in plans.procurement_rows(today) for cell in row[3:5]]
    longest_first = sorted(called, key=len, reverse=True)
    for cell in cells:
        left = cell.casefold()
        for name in longest_first:
            left = left.replace(name, "")
        assert not re.sub(r"[/&,]|\band\b|\s|teams?", "", left), cell


@every_day
def test_nobody_speaks_for_a_post_they_do_not_hold_or_after_they_left(today):
    held = [m for m in people.memberships(today) if m.since]
    posts = {m.of for m in held}
    left = {actor.name: actor.left_on for actor in people.actors(today) if actor.left_on}
    for update in history.updates(today):
        assert update.given_on <= left.get(update.by, today)
        if update.for_whom in posts:
            assert any(
                m.of == update.for_whom
                and m.member == update.by
                and m.since <= update.given_on <= (m.until or today)
                for m in held
            ), update


@every_day
def test_a_deputy_speaks_only_while_standing_in(today):
    persons = {actor.name for actor in people.actors(today) if actor.kind == "person"}
    since = {(d.principal, d.deputy): d.since for d in people.delegations(today)}
    for update in history.updates(today):
        if update.for_whom in persons:
            assert since[update.for_whom, update.by] <= update.given_on


@every_day
def test_teams_go_no_deeper_than_post_and_person(today):
    kinds = {actor.name: actor.kind for actor in people.actors(today)}
    for m in people.memberships(today):
        assert kinds[m.member] == "person" or (kinds[m.of] == "team" and kinds[m.member] == "post")


def test_there_is_one_account_for_each_role():
    assert [account.email for account in people.ACCOUNTS] == [
        f"{role}@demo.example" for role in ("officer", "director", "clerk", "member", "viewer", "admin")
    ]
    assert [a.role for a in people.ACCOUNTS if people.Grant("admin") in a.grants] == ["admin"]


@every_day
def test_each_committee_met_about_two_months_ago_and_meets_again_on_a_tuesday(today):
    for committee in (people.HR_COMMITTEE, people.AUDIT_COMMITTEE):
        past, ahead = (m.held_on for m in meetings.meetings(today) if m.committee == committee)
        assert past.weekday() == ahead.weekday() == 1
        assert 44 <= (today - past).days <= 60
        assert 17 <= (ahead - today).days <= 41


@every_day
def test_a_paper_goes_out_in_good_time_and_says_something(today):
    held = {m.key: m.held_on for m in meetings.meetings(today)}
    for paper in meetings.papers(today):
        assert paper.as_of <= today
        assert paper.sections[0].title == "Purpose of this report"
        assert [label for label, _ in paper.recommendations][:2] == ["(A)", "(B)"]
        if paper.published_on:
            assert paper.as_of < paper.published_on <= held[paper.meeting] - timedelta(days=8)


@every_day
def test_the_talks_with_the_unions_are_exempt_with_paragraph_and_reason(today):
    (exemption,) = history.exemptions(today)
    last = next(paper for paper in meetings.papers(today) if paper.meeting == meetings.HR_LAST)
    assert "unions" in peer_review_actions(today)[exemption.reference][1]
    assert (exemption.paragraph, exemption.exempt) == ("4", "all")
    assert exemption.public_interest
    assert exemption.made_on < last.as_of


def test_the_same_day_gives_the_same_council():
    today = DAYS[0]
    for content in (
        plans.plans,
        people.actors,
        people.memberships,
        history.updates,
        history.moves,
        meetings.papers,
    ):
        assert content(today) == content(today)


def test_the_sample_document_holds_the_plan_as_it_stood_on_its_day():
    plan = plans.peer_review(make_samples.AS_OF)
    (table,) = Document(make_samples.HERE / "hr-peer-review-plan.docx").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [list(plan.columns), *plan.rows]
    assert make_samples.word_document(plan) == make_samples.word_document(plan)
