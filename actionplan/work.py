"""What ought to run by itself: the table of jobs, and one pass over it.

A job is a function of `today` and `at` that may be run again at any time: what it sends or changes, it claims row by
row. Its turn is claimed in the database, so that of several workers one takes it; a worker that is killed leaves it to
the next after a while. A job that fails is logged, noted where people see it, and tried again; the others go on.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from actionplan import digests, mailing, models
from actionplan.changes.extensions import take_effect
from actionplan.changes.handing_over import see_to_hand_overs
from actionplan.changes.rounds import see_to_rounds
from actionplan.imports import see_to_reading

log = logging.getLogger(__name__)
AGAIN_AFTER_FAILURE = timedelta(minutes=5)
LEFT_TO_OTHERS_AFTER = timedelta(minutes=10)
HEARD_OF_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True)
class Job:
    """One thing that runs by itself: `every` so often, or `daily` from the hour on that the site is set to.

    `do(today, at)` gives a few words on what it did, or nothing.
    """

    name: str
    do: Callable
    every: timedelta = timedelta(hours=1)
    daily: bool = False

    def first_time(self, at):
        """The first moment of this day at which it may run."""
        return _morning(timezone.localdate(at)) if self.daily else at

    def next_time(self, at):
        return _morning(timezone.localdate(at) + timedelta(days=1)) if self.daily else at + self.every

    def lease(self):
        """How long the turn of a worker that is heard of no more is waited for."""
        return LEFT_TO_OTHERS_AFTER if self.daily else min(LEFT_TO_OTHERS_AFTER, max(self.every, MINUTE))


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(settings.REMINDERS_FROM_HOUR)))


def forget_sign_ins(today, at):
    """Remove the sign-ins that have run out."""
    call_command("clearsessions")


def see_to_readings(today, at):
    """Begin again the reading of files that was given up when a process ended."""
    for kept in models.Import.objects.defer("file").filter(state=models.Import.State.READING):
        see_to_reading(source_import=kept, now=at)


SECONDS, MINUTE, HOUR = timedelta(seconds=5), timedelta(minutes=1), timedelta(hours=1)
# In the order of a pass: who reports is put right before anybody is reminded, and what was queued goes out last.
JOBS = (
    Job("New dates that count from today", take_effect),
    Job("Hand-overs", see_to_hand_overs, daily=True),
    Job("Update requests", see_to_rounds, daily=True),
    Job("Reminders", digests.remind, daily=True),
    Job("Files being read", see_to_readings, every=MINUTE),
    Job("Old sign-ins", forget_sign_ins, daily=True),
    Job("Mail", mailing.send_waiting, every=SECONDS),
)


def one_pass(at, jobs=None):
    """Run every job whose turn has come; gives the names of those that ran."""
    return [job.name for job in jobs or JOBS if _has_its_turn(job, at) and _run(job, at)]


def _has_its_turn(job, at):
    """Claim the job's turn; False where it has not come or another worker has it."""
    row, _ = models.Job.objects.get_or_create(name=job.name, defaults={"next_at": job.first_time(at)})
    if max(row.next_at, job.first_time(at)) > at:
        return False
    turn = models.Job.objects.filter(pk=row.pk, next_at=row.next_at)
    return bool(turn.update(next_at=at + job.lease(), begun_at=at))


def _run(job, at):
    try:
        note = job.do(timezone.localdate(at), at)
    except Exception as error:
        log.exception("The job “%s” failed", job.name)
        _note(job, at + AGAIN_AFTER_FAILURE, failed=True, note=f"{type(error).__name__}: {error}")
    except BaseException:  # asked to stop: whoever comes next begins at once
        models.Job.objects.filter(name=job.name).update(next_at=at)
        raise
    else:
        _note(job, job.next_time(at), failed=False, note=str(note or ""))
    return True


def _note(job, next_at, **outcome):
    """Keep how it went. Words about nothing done do not replace those about the last time something was."""
    if not outcome["note"]:
        del outcome["note"]
    models.Job.objects.filter(name=job.name).update(next_at=next_at, ended_at=timezone.now(), **outcome)


def worker(now):
    """How the worker does: whether it was heard of in the last minutes, when it was last, and which jobs failed."""
    kept = list(models.Job.objects.all())
    last = max((job.ended_at for job in kept if job.ended_at), default=None)
    return {
        "works": last is not None and now - last < HEARD_OF_WITHIN,
        "last_worked": last,
        "failed_jobs": [job for job in kept if job.failed],
    }
