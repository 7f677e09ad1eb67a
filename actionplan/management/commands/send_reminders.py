"""Send today's reminders now: each person one message with all of theirs."""

import sys
from collections import Counter
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from actionplan import mailing
from actionplan.digest_words import in_a_line
from actionplan.digests import digests, send_digests
from actionplan.models import Message
from people.mail import address_of, is_sent_from_here


class Command(BaseCommand):
    help = (
        "Send the reminders of today, and what a missed day of the last week left; each goes once, however often and "
        "from however many machines this is run. Ends with 0; with 1 where a message could not be sent (it is tried "
        "again) or may not have been; with 2 where --today is no day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--today", default="", help="the day it is, as 2026-11-20; else today")
        parser.add_argument(
            "--dry-run", action="store_true", help="only say who would be told what; nothing is sent or kept"
        )

    def handle(self, *args, today, dry_run, **options):
        day = _day(today)
        if dry_run:
            self._say_what_would_be_sent(day)
            return
        counts = send_digests(day, lambda digest, message: self._say(digest, day, message))
        again = mailing.send_waiting(day, timezone.now())
        self.stdout.write(_summary(counts) if counts else "Nobody is to be reminded of anything new today.")
        if again:
            self.stdout.write(f"Of what was waiting: {again}.")
        if not is_sent_from_here():
            self.stdout.write(
                "This site has no mail server: messages are kept, and none has left this machine."
            )
        if counts[Message.Outcome.FAILED] or counts[Message.Outcome.CLAIMED]:
            sys.exit(1)

    def _say_what_would_be_sent(self, day):
        waiting = digests(day)
        for digest in waiting:
            self.stdout.write(f"{_who(digest.person)}: {in_a_line(digest, day)}")
        self.stdout.write(
            f"{len(waiting)} would be written to." if waiting else "Nobody would be written to."
        )

    def _say(self, digest, day, message):
        trouble = message.outcome != Message.Outcome.SENT
        said = f"{_who(digest.person)}: {in_a_line(digest, day)}"
        if trouble:
            self.stderr.write(f"{said} ({_outcome(message)}: {message.refusal})")
        else:
            self.stdout.write(said)


def _who(person):
    return f"{person.name} <{address_of(person)}>"


def _outcome(message):
    return "not sure" if message.outcome == Message.Outcome.CLAIMED else message.get_outcome_display()


def _summary(counts):
    words = {"sent": "sent", "failed": "could not be sent and will be tried again", "claimed": "not sure"}
    found = Counter({words[outcome]: count for outcome, count in counts.items()})
    return ", ".join(f"{count} {said}" for said, count in found.items()) + "."


def _day(words):
    if not words:
        return timezone.localdate()
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        refusal = f"“{words}” is not a day: write --today as year, month and day, like 2026-11-20."
        raise CommandError(refusal, returncode=2) from error
