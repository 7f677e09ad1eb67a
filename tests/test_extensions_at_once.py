"""Two people at one request at the same moment, each on a connection of their own: one of them is told."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from actionplan.changes import agree_extension, ask_for_time, refuse_extension, withdraw_extension
from actionplan.models import DeadlineChange, Revision
from tests.cast import TODAY, make_action

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 10


def at_once(*changes):
    """Do all of these at the same moment; give back what each answered: None, or why it was refused."""
    start, answers = threading.Barrier(len(changes)), [None] * len(changes)

    def do(place, change):
        try:
            start.wait(30)
            change()
        except ValidationError as refusal:
            answers[place] = " ".join(refusal.messages)
        except Exception as fault:
            answers[place] = fault
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=pair, daemon=True) for pair in enumerate(changes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_two_who_ask_at_once_leave_one_request_and_the_other_is_told(alice, bob):
    for number in range(TIMES):
        line = make_action(f"Do {number}", deadline="June 26").deadlines.get()
        answers = at_once(
            *(
                lambda by=by, words=words, line=line: ask_for_time(
                    deadline=line, words=words, reason="Late.", by=by, today=TODAY
                )
                for by, words in ((alice, "June 27"), (bob, "July 27"))
            )
        )
        assert answers.count(None) == 1
        assert "and waits for an answer" in "".join(filter(None, answers))
        assert line.changes.get().state == "asked"


def test_agreed_refused_and_withdrawn_at_once_one_of_them_counts(alice, bob):
    for number in range(TIMES):
        action = make_action(f"Do {number}", deadline="June 26")
        line = action.deadlines.get()
        asked = ask_for_time(deadline=line, words="June 27", reason="Late.", by=alice, today=TODAY)
        answers = at_once(
            lambda asked=asked: agree_extension(change=asked, by=bob, today=TODAY),
            lambda asked=asked: refuse_extension(change=asked, by=bob, answer="No."),
            lambda asked=asked: withdraw_extension(change=asked, by=alice),
        )
        assert answers.count(None) == 1
        assert all(each is None or each.startswith("This was ") for each in answers)
        state = DeadlineChange.objects.get(pk=asked.pk).state
        assert state == ("agreed", "refused", "withdrawn")[answers.index(None)]
        line.refresh_from_db()
        assert line.words == ("June 27" if state == "agreed" else "June 26")
        kept = Revision.objects.filter(subject="action", subject_id=action.pk).count()
        assert kept == (2 if state == "agreed" else 1)
