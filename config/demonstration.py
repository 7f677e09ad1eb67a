"""Puts the demonstration council into an empty database, through the same doors as everybody else.

Its plans are read in as documents are; then a year is replayed in order: news, moved deadlines, meetings and
the papers that went out. What it is about stands in `actionplan.demonstration` as plain values.
"""

from datetime import datetime, time, timedelta
from functools import partial

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from actionplan import recommendations
from actionplan.changes import (
    ask_for_time,
    edit_action,
    move_deadline,
    plan_meeting,
    record_resolution,
    record_update,
    say_otherwise,
)
from actionplan.changes import rounds as asking
from actionplan.changes.grants import give_grant
from actionplan.changes.queries import answer_question, ask_question
from actionplan.changes.scales import preset_scale
from actionplan.demonstration import history, meetings, people, plans, rounds
from actionplan.importing.accept import accept, known_actors
from actionplan.importing.proposals import propose
from actionplan.importing.table import Document, make_table
from actionplan.models import Action, Meeting, Plan, Query, Round
from actionplan.scales import PRESET_SCALES, Word, proposed
from people.changes import appoint_deputy, join, keep_actor
from people.models import Actor, Council, User
from reports import papers, publication, snapshots
from reports.models import Template

MORNING = time(10, 0)


@transaction.atomic
def load(*, today, password):
    """Load everything, dated so that it hangs on `today`; the six accounts get the password."""
    Council.objects.create(pk=1, name=people.COUNCIL, accent=people.ACCENT, demonstration=True)
    load_people(today)
    load_accounts(today, password)
    for plan in plans.plans(today):
        load_plan(plan)
    give_grants()
    load_meetings(today)
    replay(today)


def load_people(today):
    actors = {}
    for told in people.actors(today):
        actor = Actor(
            name=told.name,
            kind=told.kind,
            email=told.email,
            public_label=told.public_label,
            councillor=told.councillor,
            part_of=actors.get(told.part_of),
            left_on=told.left_on,
        )
        actors[told.name] = keep_actor(actor=actor, aliases=told.aliases)
    for told in people.memberships(today):
        join(of=actors[told.of], member=actors[told.member], since=told.since, until=told.until)
    for told in people.delegations(today):
        appoint_deputy(
            principal=actors[told.principal], deputy=actors[told.deputy], since=told.since, until=told.until
        )


def load_accounts(today, password):
    """The six accounts that sign in, and one that does not for everybody else who has signed an update."""
    hashed = make_password(password)
    for account in people.ACCOUNTS:
        _give_account(account.person, account.email, hashed)
    for name in history.signers(today):
        actor = Actor.objects.get(name=name)
        _give_account(name, actor.email, make_password(None), is_active=actor.left_on is None)


def _give_account(name, email, hashed, is_active=True):
    user = User.objects.create(email=email, password=hashed, is_active=is_active)
    Actor.objects.filter(name=name).update(user=user, email=email)


def set_password(password):
    """Give the six accounts this password."""
    emails = [account.email for account in people.ACCOUNTS]
    User.objects.filter(email__in=emails).update(password=make_password(password))


def load_plan(told):
    """Read the plan's table as an import does, and accept it on the day it was agreed."""
    rows = [(1, list(told.columns)), *((1, row) for row in told.rows)]
    document = Document("rows", told.title, (make_table(1, rows),))
    proposal = propose(
        document, title=told.title, as_of=told.stands_on, known=known_actors(), columns=told.columns
    )
    plan = accept(
        proposal,
        by=_user(history.EDITOR),
        at=_moment(told.stands_on),
        committee=Actor.objects.get(name=told.committee),
        scale=preset_scale(told.scale),
        origin=told.origin,
        extensions_agreed_by=told.extensions_agreed_by,
        heading_word=told.heading_word,
        challenge_word=told.challenge_word,
        action_word=told.action_word,
    )
    say_words(plan, told)


def say_words(plan, told):
    """The plan's own words, where they are others than those of the scale it took."""
    if told.steps != PRESET_SCALES[told.scale].steps:
        say_otherwise(
            plan=plan,
            words=[Word(step.word, step.meaning, step.colour, step.default) for step in told.steps],
            becomes={step.pk: proposed(step, told.steps).word for step in plan.scale.steps.all()},
            by=_user(history.EDITOR),
            at=_moment(told.stands_on),
        )


def give_grants():
    for account in people.ACCOUNTS:
        for grant in account.grants:
            give_grant(
                user=User.objects.get(email=account.email),
                role=grant.role,
                plan=Plan.objects.get(slug=grant.plan) if grant.plan else None,
                committee=Actor.objects.get(name=grant.committee) if grant.committee else None,
            )


def load_meetings(today):
    """The committees' meetings and what they resolved; each committee's papers have its own form."""
    clerk = _user("Tom Whitcombe")
    for told in meetings.meetings(today):
        committee = Actor.objects.get(name=told.committee)
        meeting = plan_meeting(
            committee=committee, held_on=told.held_on, starts_at=time.fromisoformat(told.starts_at), by=clerk
        )
        for resolution in told.resolutions:
            record_resolution(
                meeting=meeting,
                minute=resolution.minute,
                outcome=resolution.outcome,
                words=resolution.words,
                effective_on=resolution.effective_on,
                by=clerk,
            )
    hr_committee = Actor.objects.get(name=people.HR_COMMITTEE)
    Template.objects.create(
        committee=hr_committee, sections={"appendix": "Essential Reference Paper", "first_appendix": "B"}
    )


def replay(today):
    """Everything that happened since, in the order of its days: news first, then moves, then papers."""
    happened = [(told.opens, -1, partial(_ask, told, today)) for told in rounds.rounds(today)]
    happened += [(day, 4, partial(asking.close_due, day, _moment(day))) for day in rounds.closings(today)]
    happened += [(day, 4, partial(_remind, told, day)) for told, day in rounds.reminded(today)]
    happened += [(day, 1, partial(_say_no_change, told, day)) for told, day in rounds.unchanged(today)]
    happened += [(told.given_on, 0, partial(_give_update, told)) for told in history.updates(today)]
    happened += [(told.made_on, 1, partial(_exempt, told)) for told in history.exemptions(today)]
    happened += [(told.agreed_on, 2, partial(_move, told, today)) for told in history.moves(today)]
    happened += [(told.asked_on, 2, partial(_ask_for_time, told)) for told in history.askings(today)]
    happened += [(told.asked_on, 2, partial(_question, told, today)) for told in meetings.questions(today)]
    happened += [
        (told.answered_on, 2, partial(_answer, told))
        for told in meetings.questions(today)
        if told.answered_on
    ]
    happened += [(told.as_of, 3, partial(_write_paper, told, today)) for told in meetings.papers(today)]
    for _, _, do in sorted(happened, key=lambda each: each[:2]):
        do()
    _settle_recommendations(today)


def _ask(told, today):
    """Plan a call for updates, and send it out on its day; what happens to it later follows from the replay."""
    round = asking.plan_round(
        title=told.title,
        plans=[Plan.objects.get(slug=told.plan)],
        meeting=_meeting(told.meeting, today),
        opens=told.opens,
        closes=told.closes,
        message=told.message,
        by=_user(told.by),
        today=min(told.opens, today),
    )
    if told.goes_out:
        asking.open_round(round=round, by=_user(told.by), today=told.opens, at=_moment(told.opens))


def _remind(told, day):
    """Some have opened what they were asked by then; whoever has not answered is reminded."""
    round = Round.objects.get(title=told.title)
    for request in round.requests.filter(action__reference__in=told.looked_at, asked__user__isnull=False):
        asking.opened(user=request.asked.user, action=request.action, at=_moment(day))
    asking.nudge(round=round, by=_user(told.by), today=day, at=_moment(day))


def _say_no_change(told, day):
    asked = Round.objects.get(title=told.title).requests.filter(answer=None, asked__user__isnull=False)
    for place, request in enumerate(asked.select_related("action", "asked__user")):
        if place % 3:
            record_update(action=request.action, by=request.asked.user, no_change=True, at=_moment(day))


def _give_update(told):
    action = _action(told)
    record_update(
        action=action,
        by=_user(told.by),
        for_actor=Actor.objects.get(name=told.for_whom) if told.for_whom else None,
        step=None if told.no_change else action.plan.scale.step_for(told.meaning),
        words=told.words,
        no_change=told.no_change,
        at=_moment(told.given_on),
    )


def _exempt(told):
    edit_action(
        action=_action(told),
        by=_user(told.by),
        today=told.made_on,
        exempt=told.exempt,
        paragraph=told.paragraph,
        public_interest=told.public_interest,
        public_news=told.public_news,
        at=_moment(told.made_on),
    )


def _move(told, today):
    meeting = _meeting(told.meeting, today) if told.meeting else None
    move_deadline(
        deadline=_action(told).deadlines.first(),
        words=told.words,
        reason=told.reason,
        by=_user(told.decided_by or told.asked_by),
        today=told.agreed_on,
        resolution=meeting.resolutions.get(minute=told.minute) if meeting else None,
        at=_moment(told.agreed_on),
    )


def _ask_for_time(told):
    ask_for_time(
        deadline=_action(told).deadlines.first(),
        words=told.words,
        reason=told.reason,
        by=_user(told.asked_by),
        today=told.asked_on,
        at=_moment(told.asked_on),
    )


def _settle_recommendations(today):
    """Which minute answers which recommendation of the papers that went out."""
    for told in meetings.meetings(today):
        meeting = _meeting(told.key, today)
        asked = recommendations.of_meeting(meeting)
        for resolution in told.resolutions:
            keys = [each.key for each in asked if each.label in resolution.answers]
            recommendations.resolve(keys, meeting.resolutions.get(minute=resolution.minute))


def _question(told, today):
    meeting, action = _meeting(told.meeting, today), _action(told)
    ask_question(
        meeting=meeting,
        plan=action.plan,
        action=action,
        question=told.words,
        resolution=meeting.resolutions.get(minute=told.minute),
        by=_user("Tom Whitcombe"),
        today=told.asked_on,
    )


def _answer(told):
    """The news given that day is the answer."""
    query = Query.objects.get(action=_action(told), question=told.words)
    news = query.action.updates.filter(given_on=told.answered_on).first()
    answer_question(query=query, update=news, by=_user(told.answered_by), today=told.answered_on)


def _write_paper(told, today):
    """A paper from the plan as it stood that day; those that went out are published."""
    clerk, meeting = _user("Tom Whitcombe"), _meeting(told.meeting, today)
    plan, at = Plan.objects.get(slug=told.plan), _moment(told.as_of) + timedelta(hours=6)
    text = {
        "heading_block": [list(line) for line in told.heading_block],
        "background": list(told.background),
    }
    paper = papers.create_paper(
        meeting=meeting,
        title=told.title,
        plans=[plan],
        by=clerk,
        as_of=told.as_of,
        at=at,
        order=int(told.item),
        recommendations=[words for _, words in told.recommendations],
        text=text | {"sections": _sections(told)},
        taken={plan: snapshots.take(plan, as_of=told.as_of, at=at)},
    )
    if told.published_on:
        publication.publish(paper=paper, by=clerk, at=_moment(told.published_on))


def _sections(told):
    """The sections as written, with the one that writes itself after the background."""
    written = [
        {"title": section.title, "words": "\n\n".join(section.paragraphs), "progress": False}
        for section in told.sections
    ]
    return [*written[:2], {"title": "Progress", "words": "", "progress": True}, *written[2:]]


def _meeting(key, today):
    told = next(each for each in meetings.meetings(today) if each.key == key)
    return Meeting.objects.get(committee__name=told.committee, held_on=told.held_on)


def _action(told):
    return Action.objects.select_related("plan__scale").get(plan__slug=told.plan, reference=told.reference)


def _user(name):
    return User.objects.get(actor__name=name)


def _moment(day):
    return timezone.make_aware(datetime.combine(day, MORNING))
