"""The worker: does what ought to happen by itself, until it is told to stop."""

import logging
import signal
import sys
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections
from django.utils import timezone

from actionplan.work import one_pass

log = logging.getLogger(__name__)
SECONDS = 5


class Command(BaseCommand):
    help = (
        "Send reminders and other mail, open and close rounds, and whatever else ought to happen by itself, until it "
        "is stopped (SIGTERM or Ctrl+C). Several may run at once. With --once, do what is due and end."
    )

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due and end")
        parser.add_argument(
            "--every", type=int, default=SECONDS, help=f"seconds between two looks; else {SECONDS}"
        )

    def handle(self, *args, once, every, **options):
        if once:
            for name in one_pass(timezone.now()):
                self.stdout.write(f"Done: {name}")
            return
        signal.signal(signal.SIGTERM, _stop)
        signal.signal(signal.SIGINT, _stop)
        while True:
            _pass()
            time.sleep(every)


def _pass():
    """One pass; a database that does not answer is asked again at the next."""
    close_old_connections()
    try:
        one_pass(timezone.now())
    except Exception:
        log.exception("The worker's pass failed")
        connections.close_all()


def _stop(number, frame):
    """Whatever is in hand is left as if it had not begun; a message being sent holds this back and ends first."""
    sys.exit(0)
