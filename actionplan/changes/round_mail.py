"""The e-mails of a round, put where the worker sends them: each person one, with all that is asked of them.

Whoever answers for somebody is sent the same, so that nobody has to forward it. A message's key holds the moment of
asking, so that the same call may be made again: what is there already is not put there twice.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from actionplan import mailing, permissions
from actionplan.days_in_words import day_and_month
from actionplan.models import Action, Message
from actionplan.round_board import board_of, outstanding
from actionplan.rounds import deputies_of
from actionplan.rows import lines_of, signed
from actionplan.wording import counted
from people.belonging import person_of
from people.mail import at_site, to_one_person, why_not

ASKED, NUDGED, CLOSED = "round", "nudge", "round closed"


@dataclass
class Letter:
    """What one recipient is sent: the requests made of them at one moment, and those of whom they answer for."""

    recipient: object
    moment: object
    requests: list = field(default_factory=list)

    @property
    def stamp(self):
        return f"{self.recipient.pk}-{self.moment.timestamp():.6f}"

    def parts(self):
        """The requests by whom they were asked of, one's own first."""
        by_asked = {}
        for request in sorted(self.requests, key=lambda each: each.asked_id != self.recipient.pk):
            by_asked.setdefault(request.asked_id, []).append(request)
        return list(by_asked.values())


def reached(people, today):
    """Whom mail for each of these people goes to today, by their id: themselves and their deputies, as may be."""
    deputies = deputies_of(people, today)
    return {
        person.pk: [each for each in (person, *deputies.get(person.pk, ())) if not why_not(each, today)]
        for person in people
    }


def send_asks(*, round, today, at):
    """Put out a letter for whatever is outstanding and was not written of yet; says how many.

    Somebody who wanted no mail, or had no address, is written to once that is over.
    """
    return _send(round, ASKED, lambda request: request.asked_at, today, at)


def send_nudges(*, round, today, at):
    """Put out the letters for those nudged at this very moment; says how many."""
    return _send(
        round, NUDGED, lambda request: request.nudged_at if request.nudged_at == at else None, today, at
    )


def _send(round, kind, moment_of, today, at):
    known = set(Message.objects.filter(round=round, kind=kind).values_list("key", flat=True))
    sent = 0
    for letter in _letters(round, moment_of, today):
        key = f"{kind}-{round.pk}-{letter.stamp}"
        if key not in known:
            mail = _write(round, kind, letter, today)
            sent += bool(_queue(round, kind, key, letter.recipient, mail, at))
    return sent


def _letters(round, moment_of, today):
    requests = [request for request in _in_order(outstanding(round)) if moment_of(request)]
    reach = reached({request.asked for request in requests}, today)
    letters = {}
    for request in requests:
        for recipient in reach[request.asked_id]:
            moment = moment_of(request)
            letter = letters.setdefault((recipient.pk, moment), Letter(recipient, moment))
            letter.requests.append(request)
    return letters.values()


def _in_order(requests):
    """As they stand in their plans, with what a letter says of each."""
    requests = requests.select_related(
        "action__latest_update__by__actor", "action__latest_update__for_actor"
    ).prefetch_related("action__deadlines")
    return requests.order_by("action__plan__title", "action__challenge__order", "action__order", "id")


def _write(round, kind, letter, today):
    count = counted(len(letter.requests), "action")
    by = day_and_month(round.closes)
    said = _("{actions} to update by {date}") if kind == ASKED else _("Still to update by {date}, {actions}")
    subject = said.format(actions=count, date=by)
    context = {
        "round": round,
        "nudge": kind == NUDGED,
        "count": len(letter.requests),
        "parts": [_part(requests, letter.recipient, today) for requests in letter.parts()],
        "mine_url": at_site("/my-actions/"),
    }
    return to_one_person(letter.recipient, f"{subject}: {round.title}", "round", context)


def _part(requests, recipient, today):
    asked = requests[0].asked
    return {
        "for_whom": None if asked.pk == recipient.pk else asked,
        "lines": [_line(request.action, today) for request in requests],
    }


def _line(action, today):
    """What a letter says of an action. Mail travels in the clear: of what is exempt it says nothing."""
    line = {
        "reference": action.reference,
        "text": mailing.said_in_mail(action),
        "plan": action.plan,
        "url": at_site(action.get_absolute_url()),
    }
    if action.exempt == Action.Exempt.ALL:
        return line
    line["deadlines"] = lines_of(action, today)
    if action.exempt == Action.Exempt.NO:
        line["step"], line["news"] = action.step, action.latest_update
        line["who"] = signed(action.latest_update) if action.latest_update else ""
    return line


def send_closing(*, round, today, at):
    """Tell whoever planned a round that closed by itself who did not answer; the message, or None."""
    person = person_of(round.by) if round.by else None
    if person is None or why_not(person, today):
        return None
    board = board_of(round, round.by, today, runs=permissions.may_run_round(round.by, round, today))
    context = {
        "round": round,
        "board": board,
        "missing": [group for group in board.people if group.who and group.outstanding],
        "round_url": at_site(round.get_absolute_url()),
    }
    subject = _("{answered} of {asked} answered: {round}").format(
        answered=board.answered, asked=board.asked, round=round.title
    )
    mail = to_one_person(person, subject, "round_closed", context)
    return _queue(round, CLOSED, f"{CLOSED}-{round.pk}-{round.closed_at.timestamp():.6f}", person, mail, at)


def _queue(round, kind, key, person, mail, at):
    return mailing.queue(
        key=key,
        kind=kind,
        person=person,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        round=round,
        at=at,
    )
